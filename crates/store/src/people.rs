//! People as the desk meets them: found by a few letters or digits, opened as a card.

use domain::citizen_number::CitizenNumber;
use domain::ids::CitizenId;
use domain::record::RosterScope;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::{CitizenRow, Found, PersonCard, PersonKey};

/// At most this many people are shown for a search.
pub const SEARCH_ROWS_MAX: usize = 7;
/// At most this many earlier assists on a card.
pub const EARLIER_ROWS_MAX: usize = 50;
/// Longer texts are not searched, in characters.
pub const SEARCH_CHARS_MAX: usize = 120;

impl Store {
    /// Finds people by name without marks (any word's beginning), or by the last digits of number or phone; those of
    /// `near` (tonight's village or unit) first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn search(&self, text: &str, near: Option<RosterScope>) -> Result<Found, StoreError> {
        let _ = (text, near);
        Err(StoreError::Entry)
    }

    /// Everything known about a person found; none when the key is no longer good.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn person(&self, key: PersonKey) -> Result<Option<PersonCard>, StoreError> {
        let _ = key;
        Err(StoreError::Entry)
    }

    /// Everything known about the person with this number: what a scanned card asks. An empty card when nothing is.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn person_by_number(&self, number: &CitizenNumber) -> Result<PersonCard, StoreError> {
        let _ = number;
        Err(StoreError::Entry)
    }

    /// One citizen's record.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn citizen(&self, citizen: CitizenId) -> Result<Option<CitizenRow>, StoreError> {
        let _ = citizen;
        Err(StoreError::Entry)
    }
}
