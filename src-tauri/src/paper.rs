//! The window's commands about paper; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::export::ExportedView;
use app::view::paper::{GuideCodeView, KeyedView, LeafletForm, PadForm, PadsView, PileView, SlipForm, SlipsForm};
use app::{App, Error};
use tauri::State;
use uuid::Uuid;

/// The pads of a session that this laptop printed, and what the next one would be.
#[tauri::command(async)]
#[specta::specta]
pub fn pads(app: State<'_, App>, session: Uuid) -> Result<PadsView, Error> {
    app.pads(session)
}

/// Writes a pad as a PDF; whole or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn print_pad(app: State<'_, App>, form: PadForm) -> Result<ExportedView, Error> {
    app.print_pad(form)
}

/// A pile of slips to key in; without numbers the pads that this laptop printed.
#[tauri::command(async)]
#[specta::specta]
pub fn pile(app: State<'_, App>, session: Uuid, first: Option<u32>, last: Option<u32>) -> Result<PileView, Error> {
    app.pile(session, first, last)
}

/// Saves a slip, unless its number was keyed before. Durable when it returns.
#[tauri::command(async)]
#[specta::specta]
pub fn key_slip(app: State<'_, App>, form: SlipForm) -> Result<KeyedView, Error> {
    app.key_slip(form)
}

/// Marks a slip as spoilt, or takes that back.
#[tauri::command(async)]
#[specta::specta]
pub fn spoil_slip(app: State<'_, App>, session: Uuid, number: u32, spoilt: bool) -> Result<(), Error> {
    app.spoil_slip(session, number, spoilt)
}

/// Keeps the slips that are half typed.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_slips(app: State<'_, App>, form: SlipsForm) -> Result<(), Error> {
    app.keep_slips(form)
}

/// The official guide's address, with its code to scan from the screen.
#[tauri::command(async)]
#[specta::specta]
pub fn guide_code(app: State<'_, App>) -> Result<GuideCodeView, Error> {
    app.guide_code()
}

/// Writes the guide's leaflet as a PDF; whole or not at all.
#[tauri::command(async)]
#[specta::specta]
pub fn print_leaflet(app: State<'_, App>, form: LeafletForm) -> Result<ExportedView, Error> {
    app.print_leaflet(&form)
}
