//! The window's commands for a round of practice; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::training::TrainingView;
use app::{App, Error};
use tauri::State;

/// How the round of practice stands; outside the practice commune there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn training(app: State<'_, App>) -> Result<TrainingView, Error> {
    app.training()
}

/// Begins a round against the clock; what ran before is ended.
#[tauri::command(async)]
#[specta::specta]
pub fn begin_training(app: State<'_, App>) -> Result<TrainingView, Error> {
    app.begin_training()
}

/// Ends the round. One that was broken off leaves no figures.
#[tauri::command(async)]
#[specta::specta]
pub fn end_training(app: State<'_, App>) -> Result<TrainingView, Error> {
    app.end_training()
}
