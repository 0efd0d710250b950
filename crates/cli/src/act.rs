//! Each command: unlock where it is needed, one call of `app`, the answer said.

use std::path::{Path, PathBuf};

use app::view::authority::{DecideForm, RecoverForm, RevokeLaptopForm, RoleForm};
use app::view::backup::RestoreForm;
use app::view::bundle::BundleForm;
use app::view::desk::{PersonCardView, PersonKey, ScanView};
use app::view::export::ExportForm;
use app::view::paper::LeafletForm;
use app::view::people::SettleForm;
use app::view::start::{AnswerForm, HandOverForm, JoinForm, Line, PinForm, Profile, Role, Unlocker};
use app::view::sync::{CentreForm, CertificateForm};
use app::{App, Code, Error};
use uuid::Uuid;

use crate::args::{
    AssistDo, BackupDo, BundleDo, CardDo, CentreDo, Choice, Cli, ConflictDo, DeviceDo, Export, JoinDo, KeysDo,
    LogAssist, MemberDo, PinDo, PlaceDo, QuarantineDo, RecoveryDo, RestoreWords, RosterDo, Run, SessionDo, What,
};
use crate::say::Say;
use crate::text::team;
use crate::{difficulty, fill, follow_ups, input, office, roster, slips, text};

/// What a command works with.
struct Desk<'a> {
    app: App,
    profile: Profile,
    member: Option<Uuid>,
    say: &'a Say,
    language: app::view::export::Language,
}

/// Does what the command line says.
pub fn run(cli: Cli, say: &Say) -> Result<(), Error> {
    let profile = if cli.practice { Profile::Practice } else { Profile::Commune };
    let app = App::at(&input::home(cli.home)?);
    let desk = Desk { app, profile, member: cli.member, say, language: cli.language.into() };
    desk.go(cli.what)
}

impl Desk<'_> {
    fn go(&self, what: What) -> Result<(), Error> {
        let (app, say) = (&self.app, self.say);
        match what {
            What::Card(CardDo::Parse { text: card }) => {
                say.view(&app::parse_card(&input::text_or_stdin(card)?)?, text::card)
            }
            What::Practice => say.view(&app.start_practice()?, text::status),
            What::SetUp(words) => say.view(&app.set_up(fill::set_up(words, input::pin()?)?)?, text::status),
            What::Status => say.view(&app.choose_profile(self.profile)?, text::status),
            What::Seed { people, assists } => say.view(&app.seed(people, assists)?, text::seeded),
            What::Join(join) => self.join(join),
            What::Pin(PinDo::Change) => {
                let (app, old) = self.opened_with()?;
                say.view(&app.change_pin(PinForm { old, new: input::new_pin()? })?, text::status)
            }
            What::Place(place) => self.place(place),
            What::Commune => say.view(&self.opened()?.commune()?, text::commune),
            What::AddMember(words) => say.view(&self.opened()?.add_member(fill::member(&words.member)?)?, text::member),
            What::Team => say.view(&self.opened()?.authority()?, team::team),
            What::Member(member) => self.member(member),
            What::Device(DeviceDo::Revoke { device, keep_key, recovery }) => {
                let form = RevokeLaptopForm { device, keep_key, recovery_code: code_if(recovery)? };
                say.view(&self.opened()?.revoke_laptop(form)?, team::team)
            }
            What::Keys(KeysDo::Rotate) => say.view(&self.opened()?.rotate_keys()?, team::team),
            What::Recovery(recovery) => self.recovery(recovery),
            What::Conflict(conflict) => self.conflict(conflict),
            What::Doctor => self.doctor(),
            What::Quarantine(quarantine) => self.quarantine(quarantine),
            What::Session(session) => self.session(session),
            What::Outreach(words) => {
                let app = self.opened()?;
                let form = fill::outreach(words, &app.commune()?, self.open_session().ok())?;
                say.view(&app.log_outreach(form)?, text::outreach)
            }
            What::Search { text: wanted } => say.view(&self.opened()?.search(&wanted)?, text::search),
            What::Assist(assist) => self.assist(assist),
            What::Person { citizen } => say.view(&self.opened()?.person(citizen)?, text::person),
            What::CorrectPerson(words) => {
                let app = self.opened()?;
                say.view(&app.correct_person(fill::correct_person(words, app)?)?, text::person)
            }
            What::Difficulty(what) => difficulty::run(self.opened()?, say, what),
            What::Office(what) => office::run(self.opened()?, say, what),
            What::FollowUps { of, what } => follow_ups::run(self.opened()?, say, self.language, &of, what),
            What::Export(words) => self.export(&words),
            What::Roster(what) => self.roster(&what),
            What::Leaflet { path } => {
                let form = LeafletForm { language: self.language, path: absolute(&path)? };
                say.view(&app.print_leaflet(&form)?, text::slips::leaflet)
            }
            What::Slips(what) => slips::run(self.opened()?, say, what, self.language),
            What::Centre(centre) => self.centre(centre),
            What::Sync { show: true } => say.view(&self.opened()?.sync_state()?, text::sync),
            What::Sync { show: false } => say.view(&self.opened()?.sync_now()?, text::sync),
            What::Bundle(bundle) => self.bundle(bundle),
            What::Backup(backup) => self.backup(&backup),
            What::Restore(RestoreWords { path, aside }) => {
                let form = RestoreForm { path: absolute(&path)?, secret: input::backup_secret()?, aside };
                let restored = app.restore(&form, |done, of| say.progress(done, of))?;
                say.view(&restored, text::restored)
            }
            What::Verify => self.verify(),
        }
    }

    /// The app, unlocked.
    fn opened(&self) -> Result<&App, Error> {
        self.opened_with().map(|(app, _)| app)
    }

    /// The app, unlocked, and with what.
    fn opened_with(&self) -> Result<(&App, String), Error> {
        let status = self.app.choose_profile(self.profile)?;
        let member = self.member.or_else(|| first_leader(&status.unlockers)).ok_or(Error::new(Code::NotSetUp))?;
        let public = self.profile == Profile::Practice;
        let pin = if public { app::PRACTICE_PIN.to_owned() } else { input::pin()? };
        self.app.unlock(member, &pin)?;
        Ok((&self.app, pin))
    }

    fn open_session(&self) -> Result<Uuid, Error> {
        self.app.desk().map(|desk| desk.session.id)
    }

    fn centre(&self, what: CentreDo) -> Result<(), Error> {
        let (say, app) = (self.say, &self.app);
        match what {
            CentreDo::Attach { address, code, certificate, fingerprint } => {
                let certificate = certificate_form(certificate.zip(fingerprint))?;
                let form = CentreForm { address, setup_code: code, certificate };
                say.view(&self.opened()?.attach_centre(form)?, text::sync)
            }
            CentreDo::Certificate { path } => say.view(&app.look_at_certificate(&absolute(&path)?)?, text::certificate),
            CentreDo::Trust { path, fingerprint } => {
                let form = certificate_form(Some((path, fingerprint)))?;
                say.view(&self.opened()?.trust_certificate(form)?, text::sync)
            }
            CentreDo::Distrust => say.view(&self.opened()?.trust_certificate(None)?, text::sync),
        }
    }

    fn member(&self, what: MemberDo) -> Result<(), Error> {
        let (member, role, recovery) = match what {
            MemberDo::Role { for_member, role, recovery } => {
                (for_member, Some(input::choice("role", &role)?), recovery)
            }
            MemberDo::Expel { for_member, recovery } => (for_member, None, recovery),
        };
        let form = RoleForm { member, role, recovery_code: code_if(recovery)? };
        self.say.view(&self.opened()?.set_role(form)?, team::team)
    }

    fn recovery(&self, what: RecoveryDo) -> Result<(), Error> {
        match what {
            RecoveryDo::Make => self.say.view(&self.opened()?.make_recovery()?, team::recovery_code),
            RecoveryDo::Confirm => {
                let app = self.opened()?;
                app.confirm_recovery(&input::recovery_code()?)?;
                self.say.view(&app.authority()?, team::team)
            }
            RecoveryDo::Use { leader, box_path, centre, certificate, fingerprint, label } => {
                let [name, force] = input::parts("leader", &leader)?;
                let force = input::choice("force", &force)?;
                let certificate = certificate_form(certificate.zip(fingerprint))?;
                let (code, pin) = (input::recovery_code()?, input::pin()?);
                let form = RecoverForm { code, box_path, centre, certificate, name, force, label, pin };
                self.say.view(&self.app.recover(form)?, text::status)
            }
        }
    }

    fn conflict(&self, what: ConflictDo) -> Result<(), Error> {
        let form = |Choice { record, field, entry }| SettleForm { record, field, entry };
        match what {
            ConflictDo::List => self.say.view(&self.opened()?.conflicts()?, team::conflicts),
            ConflictDo::Assist(choice) => self.say.view(&self.opened()?.settle_assist(form(choice))?, text::assist),
            ConflictDo::Person(choice) => self.say.view(&self.opened()?.settle_person(form(choice))?, text::person),
        }
    }

    /// A program that has just begun has tried nothing yet, so it tries; why that failed is what the doctor says.
    fn doctor(&self) -> Result<(), Error> {
        let app = self.opened()?;
        if app.sync_state()?.line == Line::Untried {
            drop(app.sync_now());
        }
        self.say.view(&app.doctor()?, team::doctor)
    }

    fn quarantine(&self, what: QuarantineDo) -> Result<(), Error> {
        let app = self.opened()?;
        let decide = |run: &Run, accept| DecideForm { device: run.device, first: run.first, accept };
        let rows = match what {
            QuarantineDo::List => app.quarantine()?,
            QuarantineDo::Accept(run) => app.decide(decide(&run, true))?,
            QuarantineDo::Refuse(run) => app.decide(decide(&run, false))?,
        };
        self.say.view(&rows, team::quarantine)
    }

    fn session(&self, what: SessionDo) -> Result<(), Error> {
        let app = self.opened()?;
        match what {
            SessionDo::Open(words) => {
                let form = fill::open_session(words, &app.commune()?)?;
                self.say.view(&app.open_session(form)?, text::session_row)
            }
            SessionDo::List => self.say.view(&app.sessions()?, text::sessions),
            SessionDo::Show { session } => {
                let session = session.map_or_else(|| self.open_session(), Ok)?;
                self.say.view(&app.session(session)?, text::session)
            }
            SessionDo::Close { session, heads } => {
                let session = session.map_or_else(|| self.open_session(), Ok)?;
                self.say.view(&app.close_session(session, heads)?, text::session)
            }
        }
    }

    fn assist(&self, what: AssistDo) -> Result<(), Error> {
        let app = self.opened()?;
        match what {
            AssistDo::Log(words) => self.log(words),
            AssistDo::Undo => self.say.view(&app.undo_last()?, text::assist_row),
            AssistDo::Show { assist } => self.say.view(&app.assist(assist)?, text::assist),
            AssistDo::Correct(words) => {
                let now = app.assist(words.assist)?;
                let form = fill::correct_assist(words, &now)?;
                self.say.view(&app.correct_assist(form)?, text::assist)
            }
            AssistDo::Void { assist } => self.say.view(&app.void_assist(assist)?, text::assist),
        }
    }

    fn log(&self, words: LogAssist) -> Result<(), Error> {
        let session = self.open_session()?;
        let card = self.card(&words)?;
        let form = fill::assist(words, session, card)?;
        self.say.view(&self.app.log_assist(form)?, text::saved)
    }

    fn card(&self, words: &LogAssist) -> Result<PersonCardView, Error> {
        if let Some(scan) = &words.scan {
            return match self.app.scan(&input::text_or_stdin(scan.clone())?)? {
                ScanView::Card(card) => Ok(card),
                ScanView::Unread(why) => Err(Error::new(Code::BadField).with("field", why.key)),
            };
        }
        match words.citizen {
            Some(citizen) => self.app.open_person(PersonKey::Citizen(citizen)),
            None => self.app.new_person(words.name.as_deref().unwrap_or_default()),
        }
    }

    fn export(&self, words: &Export) -> Result<(), Error> {
        let app = self.opened()?;
        let form = ExportForm {
            session: words.session.map_or_else(|| self.open_session(), Ok)?,
            format: words.format(),
            numbers: words.numbers(),
            language: self.language,
            path: absolute(&words.path)?,
        };
        self.say.view(&app.export_session(form)?, text::exported)
    }

    fn roster(&self, what: &RosterDo) -> Result<(), Error> {
        let RosterDo::Import(words) = what;
        let (app, path) = (self.opened()?, absolute(&words.path)?);
        let refused = words.refused.as_deref().map(absolute).transpose()?;
        roster::import(app, self.say, words, path, refused, self.language)
    }

    fn join(&self, what: JoinDo) -> Result<(), Error> {
        let say = self.say;
        match what {
            JoinDo::Request { label, path } => {
                let form = JoinForm { label, pin: input::pin()?, path };
                say.view(&self.app.request_to_join(form)?, text::join)
            }
            JoinDo::Accept { path } => say.view(&self.app.accept_join_answer(&path)?, text::status),
            JoinDo::Show { path } => say.view(&self.opened()?.read_join_request(&path)?, text::join),
            JoinDo::Answer { request, for_member, path } => {
                let form = AnswerForm { request_path: request, member: for_member, answer_path: path };
                say.view(&self.opened()?.answer_join(form)?, text::join)
            }
        }
    }

    fn bundle(&self, what: BundleDo) -> Result<(), Error> {
        let app = self.opened()?;
        match what {
            BundleDo::Export { content, path } => {
                let content = content.into();
                let path = if path.is_dir() { path.join(app.bundle_name(content)?) } else { path };
                let form = BundleForm { content, path: absolute(&path)? };
                let written = app.export_bundle(form, |done, of| self.say.progress(done, of))?;
                self.say.view(&written, text::bundle_written)
            }
            BundleDo::Import { path } => {
                let read = app.import_bundle(&absolute(&path)?, |done, of| self.say.progress(done, of))?;
                self.say.view(&read, text::bundle_read)
            }
        }
    }

    fn backup(&self, what: &BackupDo) -> Result<(), Error> {
        let (app, say) = (self.opened()?, self.say);
        let progress = |done, of| say.progress(done, of);
        if let Some(path) = &what.path {
            let path = if path.is_dir() { path.join(app.backup_name()?) } else { path.clone() };
            return say.view(&app.back_up(&absolute(&path)?, progress)?, text::backup_written);
        }
        if what.drill {
            let drilled = app.drill("", "", progress)?;
            say.view(&drilled, text::drill)?;
            return if drilled.holds { Ok(()) } else { Err(Error::new(Code::BadBackup)) };
        }
        if what.second {
            return say.view(&app.copy_now(progress)?, text::backup_written);
        }
        let state = match (&what.folder, what.passphrase) {
            (Some(folder), _) => app.choose_second_place(&absolute(folder)?)?,
            (None, true) => app.set_backup_passphrase(&input::new_backup_passphrase()?)?,
            (None, false) => app.backup_state()?,
        };
        say.view(&state, text::backups)
    }

    fn place(&self, what: PlaceDo) -> Result<(), Error> {
        let (app, leader_pin) = self.opened_with()?;
        let view = match what {
            PlaceDo::Add { for_member: member } => {
                app.hand_over(HandOverForm { member, pin: input::new_pin()?, leader_pin })?
            }
            PlaceDo::Remove { for_member } => app.take_place(for_member)?,
        };
        self.say.view(&view, text::commune)
    }

    fn verify(&self) -> Result<(), Error> {
        let found = self.opened()?.verify()?;
        self.say.view(&found, text::verify)?;
        if found.holds { Ok(()) } else { Err(Error::new(Code::DamagedFile)) }
    }
}

fn first_leader(unlockers: &[Unlocker]) -> Option<Uuid> {
    let leader = unlockers.iter().find(|unlocker| unlocker.role == Role::Leader);
    leader.or_else(|| unlockers.first()).map(|unlocker| unlocker.member)
}

pub fn absolute(path: &Path) -> Result<String, Error> {
    let path = std::path::absolute(path).map_err(|_| Error::new(Code::CannotWrite))?;
    Ok(path.display().to_string())
}

/// A certificate file and its fingerprint, where they were given.
fn certificate_form(given: Option<(PathBuf, String)>) -> Result<Option<CertificateForm>, Error> {
    given.map(|(path, told)| Ok(CertificateForm { path: absolute(&path)?, fingerprint: told })).transpose()
}

/// The recovery code, where it was said that there is one.
fn code_if(recovery: bool) -> Result<String, Error> {
    if recovery { input::recovery_code() } else { Ok(String::new()) }
}
