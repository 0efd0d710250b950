//! The window's commands: three lines each; everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::backup::{BackupView, BackupWrittenView, DrillView, RestoreForm, RestoredView};
use app::view::bundle::{BundleContent, BundleForm, BundleReadView, BundleWrittenView};
use app::view::export::{ExportForm, ExportFormat, ExportedView};
use app::view::people::{
    AssistView, ConflictRow, CorrectAssistForm, CorrectPersonForm, PersonView, SettleForm, VerifyView,
};
use app::view::session::{OpenSessionForm, OutreachForm, OutreachRow, SessionRow, SessionView};
use app::view::start::{
    AnswerForm, CommuneView, HandOverForm, JoinForm, JoinRequestView, MemberForm, MemberView, PinForm, Profile,
    SecretKind, SetUpForm, StatusView, StripView,
};
use app::view::sync::{CentreForm, CertificateForm, CertificateView, SyncView};
use app::{App, Code, Error};
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use uuid::Uuid;

use crate::practice::PracticeCentre;

/// Where the app stands.
#[tauri::command(async)]
#[specta::specta]
pub fn status(app: State<'_, App>) -> Result<StatusView, Error> {
    app.status()
}

/// Makes the practice commune anew if there is none, opens it with its public PIN, and opens its evening session.
#[tauri::command(async)]
#[specta::specta]
pub fn start_practice(app: State<'_, App>, centre: State<'_, PracticeCentre>) -> Result<StatusView, Error> {
    let status = app.start_practice()?;
    centre.attach(&app);
    Ok(status)
}

/// Sets up the real commune: keys, first device, villages, units, members. One commit.
#[tauri::command(async)]
#[specta::specta]
pub fn set_up(app: State<'_, App>, form: SetUpForm) -> Result<StatusView, Error> {
    app.set_up(form)
}

/// Turns to the other profile; the present one is locked first.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_profile(app: State<'_, App>, profile: Profile) -> Result<StatusView, Error> {
    app.choose_profile(profile)
}

/// Opens the file with a member's PIN or passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn unlock(app: State<'_, App>, member: Uuid, pin: String) -> Result<StatusView, Error> {
    app.unlock(member, &pin)
}

/// Forgets every key.
#[tauri::command(async)]
#[specta::specta]
pub fn lock(app: State<'_, App>) -> Result<StatusView, Error> {
    app.lock()
}

/// Whether a new PIN or passphrase would be taken, before it is typed again.
#[tauri::command(async)]
#[specta::specta]
pub fn check_secret(app: State<'_, App>, secret: String, kind: SecretKind) -> Result<(), Error> {
    app.check_secret(&secret, kind)
}

/// Changes the PIN or passphrase of whoever is at work.
#[tauri::command(async)]
#[specta::specta]
pub fn change_pin(app: State<'_, App>, form: PinForm) -> Result<StatusView, Error> {
    app.change_pin(form)
}

/// Gives another member a place on this laptop; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn hand_over(app: State<'_, App>, form: HandOverForm) -> Result<CommuneView, Error> {
    app.hand_over(form)
}

/// Takes a member's place on this laptop; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn take_place(app: State<'_, App>, member: Uuid) -> Result<CommuneView, Error> {
    app.take_place(member)
}

/// Chooses after how many minutes without a touch the app locks itself.
#[tauri::command(async)]
#[specta::specta]
pub fn set_auto_lock(app: State<'_, App>, minutes: u32) -> Result<StatusView, Error> {
    app.set_auto_lock(minutes)
}

/// Somebody touched keys or mouse.
#[tauri::command(async)]
#[specta::specta]
pub fn touch(app: State<'_, App>) -> Result<(), Error> {
    app.touch()
}

/// The commune's lists, for forms.
#[tauri::command(async)]
#[specta::specta]
pub fn commune(app: State<'_, App>) -> Result<CommuneView, Error> {
    app.commune()
}

/// The strip that is always on the screen.
#[tauri::command(async)]
#[specta::specta]
pub fn strip(app: State<'_, App>) -> Result<StripView, Error> {
    app.strip()
}

/// Adds a member; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn add_member(app: State<'_, App>, form: MemberForm) -> Result<MemberView, Error> {
    app.add_member(form)
}

/// New laptop: makes its keys and writes the join request file.
#[tauri::command(async)]
#[specta::specta]
pub fn request_to_join(app: State<'_, App>, form: JoinForm) -> Result<JoinRequestView, Error> {
    app.request_to_join(form)
}

/// Leader: reads a join request, to compare the code aloud.
#[tauri::command(async)]
#[specta::specta]
pub fn read_join_request(app: State<'_, App>, path: String) -> Result<JoinRequestView, Error> {
    app.read_join_request(&path)
}

/// Leader: certifies the new laptop and its member, and writes the answer file.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_join(app: State<'_, App>, form: AnswerForm) -> Result<JoinRequestView, Error> {
    app.answer_join(form)
}

/// New laptop: takes the leader's answer; then it can be unlocked.
#[tauri::command(async)]
#[specta::specta]
pub fn accept_join_answer(app: State<'_, App>, path: String) -> Result<StatusView, Error> {
    app.accept_join_answer(&path)
}

/// Newest first, at most `SESSIONS_MAX`.
#[tauri::command(async)]
#[specta::specta]
pub fn sessions(app: State<'_, App>) -> Result<Vec<SessionRow>, Error> {
    app.sessions()
}

/// One session with its log.
#[tauri::command(async)]
#[specta::specta]
pub fn session(app: State<'_, App>, session: Uuid) -> Result<SessionView, Error> {
    app.session(session)
}

/// Opens a session; the desk works on it from now on.
#[tauri::command(async)]
#[specta::specta]
pub fn open_session(app: State<'_, App>, form: OpenSessionForm) -> Result<SessionRow, Error> {
    app.open_session(form)
}

/// Closes a session with its counts; what comes later is still kept and counted.
#[tauri::command(async)]
#[specta::specta]
pub fn close_session(app: State<'_, App>, session: Uuid, heads: Option<u32>) -> Result<SessionView, Error> {
    app.close_session(session, heads)
}

/// Records a talk with its head count.
#[tauri::command(async)]
#[specta::specta]
pub fn log_outreach(app: State<'_, App>, form: OutreachForm) -> Result<OutreachRow, Error> {
    app.log_outreach(form)
}

/// An assist with its history.
#[tauri::command(async)]
#[specta::specta]
pub fn assist(app: State<'_, App>, assist: Uuid) -> Result<AssistView, Error> {
    app.assist(assist)
}

/// A person with everything done.
#[tauri::command(async)]
#[specta::specta]
pub fn person(app: State<'_, App>, citizen: Uuid) -> Result<PersonView, Error> {
    app.person(citizen)
}

/// Corrects an assist, with a reason; the old values stay in its history.
#[tauri::command(async)]
#[specta::specta]
pub fn correct_assist(app: State<'_, App>, form: CorrectAssistForm) -> Result<AssistView, Error> {
    app.correct_assist(form)
}

/// Corrects a citizen, with a reason.
#[tauri::command(async)]
#[specta::specta]
pub fn correct_person(app: State<'_, App>, form: CorrectPersonForm) -> Result<PersonView, Error> {
    app.correct_person(form)
}

/// Assists and people with fields to be settled.
#[tauri::command(async)]
#[specta::specta]
pub fn conflicts(app: State<'_, App>) -> Result<Vec<ConflictRow>, Error> {
    app.conflicts()
}

/// Chooses one of the values of a field of an assist; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn settle_assist(app: State<'_, App>, form: SettleForm) -> Result<AssistView, Error> {
    app.settle_assist(form)
}

/// Chooses one of the values of a field of a person; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn settle_person(app: State<'_, App>, form: SettleForm) -> Result<PersonView, Error> {
    app.settle_person(form)
}

/// Voids an assist found wrong; it stays visible.
#[tauri::command(async)]
#[specta::specta]
pub fn void_assist(app: State<'_, App>, assist: Uuid) -> Result<AssistView, Error> {
    app.void_assist(assist)
}

/// Checks the journal's chain, the views, the file and the receipts.
#[tauri::command(async)]
#[specta::specta]
pub fn verify(app: State<'_, App>) -> Result<VerifyView, Error> {
    app.verify()
}

/// A file name to suggest: no personal data in it.
#[tauri::command(async)]
#[specta::specta]
pub fn export_name(app: State<'_, App>, session: Uuid, format: ExportFormat) -> Result<String, Error> {
    app.export_name(session, format)
}

/// Writes the session log; whole or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn export_session(app: State<'_, App>, form: ExportForm) -> Result<ExportedView, Error> {
    app.export_session(form)
}

/// The sync screen.
#[tauri::command(async)]
#[specta::specta]
pub fn sync_state(app: State<'_, App>) -> Result<SyncView, Error> {
    app.sync_state()
}

/// Has the commune admitted at a centre with a one-time set-up code; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn attach_centre(app: State<'_, App>, form: CentreForm) -> Result<SyncView, Error> {
    app.attach_centre(form)
}

/// Reads a certificate file, so that its fingerprint can be compared.
#[tauri::command(async)]
#[specta::specta]
pub fn look_at_certificate(app: State<'_, App>, path: String) -> Result<CertificateView, Error> {
    app.look_at_certificate(&path)
}

/// Trusts a certificate at the centre beside those that the system trusts; none: those alone. Leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn trust_certificate(app: State<'_, App>, form: Option<CertificateForm>) -> Result<SyncView, Error> {
    app.trust_certificate(form)
}

/// One sync now, until nothing is left to send or to fetch.
#[tauri::command(async)]
#[specta::specta]
pub fn sync_now(app: State<'_, App>) -> Result<SyncView, Error> {
    app.sync_now()
}

/// Stops or resumes syncing by itself.
#[tauri::command(async)]
#[specta::specta]
pub fn pause_sync(app: State<'_, App>, paused: bool) -> Result<SyncView, Error> {
    app.pause_sync(paused)
}

/// The folder that file pickers and suggestions start in.
#[tauri::command(async)]
#[specta::specta]
pub fn documents_folder(handle: AppHandle) -> Result<String, Error> {
    let folder = handle.path().document_dir().or_else(|_| handle.path().home_dir());
    folder.map(|path| path.display().to_string()).map_err(|_| Error::new(Code::CannotWrite))
}

/// A name to suggest for a bundle on a stick: no personal data in it.
#[tauri::command(async)]
#[specta::specta]
pub fn bundle_name(app: State<'_, App>, content: BundleContent) -> Result<String, Error> {
    app.bundle_name(content)
}

/// Writes a bundle to a stick; whole and read back, or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn export_bundle(app: State<'_, App>, form: BundleForm) -> Result<BundleWrittenView, Error> {
    app.export_bundle(form, |_, _| {})
}

/// Takes in a bundle from a stick.
#[tauri::command(async)]
#[specta::specta]
pub fn import_bundle(app: State<'_, App>, path: String) -> Result<BundleReadView, Error> {
    app.import_bundle(&path, |_, _| {})
}

/// How backups stand.
#[tauri::command(async)]
#[specta::specta]
pub fn backup_state(app: State<'_, App>) -> Result<BackupView, Error> {
    app.backup_state()
}

/// A name to suggest for a backup: no personal data in it.
#[tauri::command(async)]
#[specta::specta]
pub fn backup_name(app: State<'_, App>) -> Result<String, Error> {
    app.backup_name()
}

/// Chooses the passphrase that opens backups.
#[tauri::command(async)]
#[specta::specta]
pub fn set_backup_passphrase(app: State<'_, App>, passphrase: String) -> Result<BackupView, Error> {
    app.set_backup_passphrase(&passphrase)
}

/// Chooses where second copies go.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_second_place(app: State<'_, App>, folder: String) -> Result<BackupView, Error> {
    app.choose_second_place(&folder)
}

/// Writes a backup; whole, read back and checked, or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn back_up(app: State<'_, App>, path: String) -> Result<BackupWrittenView, Error> {
    app.back_up(&path, |_, _| {})
}

/// Makes a second copy now.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_now(app: State<'_, App>) -> Result<BackupWrittenView, Error> {
    app.copy_now(|_, _| {})
}

/// Tries out the newest second copy: what would come back.
#[tauri::command(async)]
#[specta::specta]
pub fn drill(app: State<'_, App>) -> Result<DrillView, Error> {
    app.drill("", "", |_, _| {})
}

/// Restores a backup on a laptop where nothing is set up.
#[tauri::command(async)]
#[specta::specta]
pub fn restore(app: State<'_, App>, form: RestoreForm) -> Result<RestoredView, Error> {
    app.restore(&form, |_, _| {})
}

/// Asks for a folder with the system's own dialog; none when the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn pick_folder(handle: AppHandle, title: String) -> Result<Option<String>, Error> {
    Ok(handle.dialog().file().set_title(title).blocking_pick_folder().map(|path| path.to_string()))
}

/// Asks for a file to read with the system's own dialog; none when the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn pick_file(handle: AppHandle, title: String) -> Result<Option<String>, Error> {
    Ok(handle.dialog().file().set_title(title).blocking_pick_file().map(|path| path.to_string()))
}

/// Asks where to write a file with the system's own dialog; none when the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn pick_place(handle: AppHandle, title: String, name: String) -> Result<Option<String>, Error> {
    Ok(handle.dialog().file().set_title(title).set_file_name(name).blocking_save_file().map(|path| path.to_string()))
}
