//! The window's commands about the police's lists; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::export::ExportedView;
use app::view::roster::{RosterCheckView, RosterForm, RosterImportedView, RosterProgressView, RosterRefusedForm};
use app::{App, Error};
use tauri::State;

/// What would come of a list, row by row; nothing is changed.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_check(app: State<'_, App>, form: RosterForm) -> Result<RosterCheckView, Error> {
    app.roster_check(&form)
}

/// Takes a list in, all of it or nothing.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_import(app: State<'_, App>, form: RosterForm) -> Result<RosterImportedView, Error> {
    app.roster_import(&form)
}

/// How far the import under way is.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_progress(app: State<'_, App>) -> Result<RosterProgressView, Error> {
    Ok(app.roster_progress())
}

/// Asks the import under way to stop.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_cancel(app: State<'_, App>) -> Result<(), Error> {
    app.roster_cancel();
    Ok(())
}

/// Writes refused rows to a workbook, to be mended and taken in again.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_refused(app: State<'_, App>, form: RosterRefusedForm) -> Result<ExportedView, Error> {
    app.roster_refused(&form)
}

/// Writes a made-up list to try with.
#[tauri::command(async)]
#[specta::specta]
pub fn roster_sample(app: State<'_, App>, path: String) -> Result<ExportedView, Error> {
    app.roster_sample(&path)
}
