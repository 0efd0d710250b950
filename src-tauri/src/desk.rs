//! The window's commands at the desk; as in `commands`, everything is decided in `app`.
#![allow(clippy::needless_pass_by_value, reason = "commands own what arrives from the window")]

use app::view::desk::{
    AccountState, AssistForm, CardWay, CatalogueView, DeskView, DifficultyUse, PersonCardView, PersonForm, PersonKey,
    SavedView, ScanView, SearchView, TriageView,
};
use app::view::draft::{DraftsForm, DraftsView};
use app::view::scanner::{ScannerTestView, ScannerView};
use app::view::session::AssistRow;
use app::{App, Error};
use tauri::State;

/// The open session with its evening.
#[tauri::command(async)]
#[specta::specta]
pub fn desk(app: State<'_, App>) -> Result<DeskView, Error> {
    app.desk()
}

/// People by name without marks, number tail, phone tail; at most 7.
#[tauri::command(async)]
#[specta::specta]
pub fn search(app: State<'_, App>, text: String) -> Result<SearchView, Error> {
    app.search(&text)
}

/// Reads a card's text and finds the person; the text is never kept.
#[tauri::command(async)]
#[specta::specta]
pub fn scan(app: State<'_, App>, text: String, way: CardWay) -> Result<ScanView, Error> {
    app.scan_by(&text, way)
}

/// What the last test of this laptop's scanner found.
#[tauri::command(async)]
#[specta::specta]
pub fn scanner(app: State<'_, App>) -> Result<Option<ScannerView>, Error> {
    app.scanner()
}

/// The code that a scanner is tried with.
#[tauri::command(async)]
#[specta::specta]
pub fn scanner_test(app: State<'_, App>) -> Result<ScannerTestView, Error> {
    app.scanner_test()
}

/// Judges what a scanner made of that code, and remembers it on this laptop.
#[tauri::command(async)]
#[specta::specta]
pub fn judge_scanner(
    app: State<'_, App>,
    text: String,
    ends: bool,
    retyped: bool,
) -> Result<Option<ScannerView>, Error> {
    app.judge_scanner(&text, ends, retyped)
}

/// Opens a person found by search.
#[tauri::command(async)]
#[specta::specta]
pub fn open_person(app: State<'_, App>, key: PersonKey) -> Result<PersonCardView, Error> {
    app.open_person(key)
}

/// A card for somebody not found, the typed text taken as name or number.
#[tauri::command(async)]
#[specta::specta]
pub fn new_person(app: State<'_, App>, text: String) -> Result<PersonCardView, Error> {
    app.new_person(&text)
}

/// What this person needs, after something on the card was changed by hand.
#[tauri::command(async)]
#[specta::specta]
pub fn triage(
    app: State<'_, App>,
    person: PersonForm,
    state: AccountState,
    sms_day: Option<String>,
) -> Result<TriageView, Error> {
    app.triage(person, state, sms_day)
}

/// Saves an assist, with the citizen if new. Durable when it returns.
#[tauri::command(async)]
#[specta::specta]
pub fn log_assist(app: State<'_, App>, form: AssistForm) -> Result<SavedView, Error> {
    app.log_assist(form)
}

/// Voids the last assist of this laptop in the open session.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_last(app: State<'_, App>) -> Result<AssistRow, Error> {
    app.undo_last()
}

/// How often each difficulty was met, the most frequent first.
#[tauri::command(async)]
#[specta::specta]
pub fn difficulty_uses(app: State<'_, App>) -> Result<Vec<DifficultyUse>, Error> {
    app.difficulty_uses()
}

/// Difficulties and utilities in both languages.
#[tauri::command(async)]
#[specta::specta]
pub fn catalogue(app: State<'_, App>) -> Result<CatalogueView, Error> {
    app.catalogue()
}

/// What was half done at the desk when the app was last used.
#[tauri::command(async)]
#[specta::specta]
pub fn drafts(app: State<'_, App>) -> Result<DraftsView, Error> {
    app.drafts()
}

/// Keeps what is half done at the desk.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_drafts(app: State<'_, App>, form: DraftsForm) -> Result<(), Error> {
    app.keep_drafts(form)
}
