//! The window's commands about members, laptops, keys and recovery; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::authority::{
    AuthorityView, DecideForm, QuarantineView, RecoverForm, RecoveryCodeView, RevokeLaptopForm, RoleForm,
};
use app::view::start::StatusView;
use app::{App, Error};
use tauri::State;

/// The team with its laptops and keys.
#[tauri::command(async)]
#[specta::specta]
pub fn authority(app: State<'_, App>) -> Result<AuthorityView, Error> {
    app.authority()
}

/// Entries of laptops and members that were locked out.
#[tauri::command(async)]
#[specta::specta]
pub fn quarantine(app: State<'_, App>) -> Result<Vec<QuarantineView>, Error> {
    app.quarantine()
}

/// Accepts or refuses a run of entries in quarantine; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn decide(app: State<'_, App>, form: DecideForm) -> Result<Vec<QuarantineView>, Error> {
    app.decide(form)
}

/// Gives a member another role, or none; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn set_role(app: State<'_, App>, form: RoleForm) -> Result<AuthorityView, Error> {
    app.set_role(form)
}

/// Locks a laptop out; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn revoke_laptop(app: State<'_, App>, form: RevokeLaptopForm) -> Result<AuthorityView, Error> {
    app.revoke_laptop(form)
}

/// Makes a new sealing key for everybody who remains; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn rotate_keys(app: State<'_, App>) -> Result<AuthorityView, Error> {
    app.rotate_keys()
}

/// Makes a recovery code, shown this once; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn make_recovery(app: State<'_, App>) -> Result<RecoveryCodeView, Error> {
    app.make_recovery()
}

/// Checks a recovery code that was typed back from paper.
#[tauri::command(async)]
#[specta::specta]
pub fn confirm_recovery(app: State<'_, App>, code: String) -> Result<(), Error> {
    app.confirm_recovery(&code)
}

/// Begins again with a recovery code.
#[tauri::command(async)]
#[specta::specta]
pub fn recover(app: State<'_, App>, form: RecoverForm) -> Result<StatusView, Error> {
    app.recover(form)
}
