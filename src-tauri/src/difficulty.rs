//! The window's commands about a leader's difficulties; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::desk::{CatalogueView, DifficultyForm};
use app::{App, Error};
use tauri::State;

/// Adds a difficulty, or says another word about one; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn save_difficulty(app: State<'_, App>, form: DifficultyForm) -> Result<CatalogueView, Error> {
    app.save_difficulty(form)
}

/// Offers a difficulty no more, or again; leaders only.
#[tauri::command(async)]
#[specta::specta]
pub fn offer_difficulty(app: State<'_, App>, code: String, in_use: bool) -> Result<CatalogueView, Error> {
    app.offer_difficulty(&code, in_use)
}
