//! The window's commands about offices; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::office::{OfficeForm, OfficesView};
use app::{App, Error};
use tauri::State;
use uuid::Uuid;

/// Where people are sent.
#[tauri::command(async)]
#[specta::specta]
pub fn offices(app: State<'_, App>) -> Result<OfficesView, Error> {
    app.offices()
}

/// Adds an office, or says another word about one; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn save_office(app: State<'_, App>, form: OfficeForm) -> Result<OfficesView, Error> {
    app.save_office(form)
}

/// Sends nobody to this office any more; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_office(app: State<'_, App>, office: Uuid) -> Result<OfficesView, Error> {
    app.remove_office(office)
}
