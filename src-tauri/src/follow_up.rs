//! The window's commands about people to be met again; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::export::ExportedView;
use app::view::follow_up::{CallForm, CallSheetForm, CallSheetFormat, FollowUpPlace, FollowUpsView};
use app::{App, Error};
use tauri::State;
use uuid::Uuid;

/// Who is to be met again in a place, the earliest day first.
#[tauri::command(async)]
#[specta::specta]
pub fn follow_ups(app: State<'_, App>, place: FollowUpPlace) -> Result<FollowUpsView, Error> {
    app.follow_ups(place)
}

/// Notes what came of a call about coming again.
#[tauri::command(async)]
#[specta::specta]
pub fn log_call(app: State<'_, App>, form: CallForm) -> Result<(), Error> {
    app.log_call(form)
}

/// The phone of somebody to be called.
#[tauri::command(async)]
#[specta::specta]
pub fn phone_of(app: State<'_, App>, citizen: Uuid) -> Result<String, Error> {
    app.phone_of(citizen)
}

/// A file name to suggest for a call sheet.
#[tauri::command(async)]
#[specta::specta]
pub fn call_sheet_name(app: State<'_, App>, place: FollowUpPlace, format: CallSheetFormat) -> Result<String, Error> {
    app.call_sheet_name(place, format)
}

/// Writes a call sheet, whole or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn export_call_sheet(app: State<'_, App>, form: CallSheetForm) -> Result<ExportedView, Error> {
    app.export_call_sheet(form)
}
