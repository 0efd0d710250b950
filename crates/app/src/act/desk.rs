//! The desk: look up, scan, triage, save, undo.

use domain::service::AccountState;

use crate::view::desk::{
    AssistForm, CatalogueView, DeskView, PersonCardView, PersonForm, PersonKey, SavedView, ScanView, SearchView,
    TriageView,
};
use crate::view::session::AssistRow;
use crate::{App, Error, unfinished};

impl App {
    /// The open session with its evening.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn desk(&self) -> Result<DeskView, Error> {
        unfinished()
    }

    /// People by name without marks, number tail, phone tail; at most 7.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn search(&self, text: &str) -> Result<SearchView, Error> {
        let _ = (&text,);
        unfinished()
    }

    /// Reads a card's text and finds the person; the text is never kept.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn scan(&self, text: &str) -> Result<ScanView, Error> {
        let _ = (&text,);
        unfinished()
    }

    /// Opens a person found by search.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn open_person(&self, key: PersonKey) -> Result<PersonCardView, Error> {
        let _ = (&key,);
        unfinished()
    }

    /// A card for somebody not found, the typed text taken as name or number.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn new_person(&self, text: &str) -> Result<PersonCardView, Error> {
        let _ = (&text,);
        unfinished()
    }

    /// What this person needs, after something on the card was changed by hand. `sms_day` is the day of the Ministry's
    /// message, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn triage(
        &self,
        person: PersonForm,
        state: AccountState,
        sms_day: Option<String>,
    ) -> Result<TriageView, Error> {
        let _ = (&person, &state, &sms_day);
        unfinished()
    }

    /// Saves an assist, with the citizen if new. Durable when it returns.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn log_assist(&self, form: AssistForm) -> Result<SavedView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Voids the last assist of this laptop in the open session.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn undo_last(&self) -> Result<AssistRow, Error> {
        unfinished()
    }

    /// Difficulties and utilities in both languages.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn catalogue(&self) -> Result<CatalogueView, Error> {
        unfinished()
    }
}
