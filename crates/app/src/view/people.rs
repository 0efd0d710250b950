//! A record's history, and corrections.

use std::collections::BTreeMap;

use domain::service::{AccountState, Outcome, Service};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::desk::{PersonCardView, PersonForm};
use super::session::AssistRow;

/// An assist with all it holds and all it went through.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct AssistView {
    /// Its line.
    pub row: AssistRow,
    /// The session.
    pub session: Uuid,
    /// Utilities shown.
    pub utilities: Vec<u32>,
    /// The account before.
    pub state_before: AccountState,
    /// The note.
    pub note: Option<String>,
    /// Who wrote it down.
    pub member_name: String,
    /// Which laptop.
    pub device_label: String,
    /// What happened to it, oldest first.
    pub history: Vec<HistoryRow>,
}

/// A person with everything done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PersonView {
    /// The card.
    pub card: PersonCardView,
    /// What happened to the record, oldest first.
    pub history: Vec<HistoryRow>,
}

/// One entry that touched a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct HistoryRow {
    /// When.
    pub at: String,
    /// Who.
    pub member_name: String,
    /// Which laptop.
    pub device_label: String,
    /// What.
    pub act: HistoryAct,
    /// The reason, of a correction.
    pub reason: Option<String>,
    /// The fields that changed.
    pub changes: Vec<ChangeView>,
}

/// What an entry did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum HistoryAct {
    /// First written.
    Written,
    /// Corrected.
    Corrected,
    /// Voided.
    Voided,
}

impl HistoryAct {
    /// The kebab-case name: JSON value and suffix of the text-catalogue key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Corrected => "corrected",
            Self::Voided => "voided",
        }
    }
}

/// One field, before and after, as text: keys for closed choices, ISO days, plain text else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ChangeView {
    /// The field's key: `assist-outcome`, `citizen-name` …
    pub field: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
    /// Whether this value is the one shown now.
    pub shown: bool,
}

/// A correction of an assist. Every field is given; unchanged ones make no change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CorrectAssistForm {
    /// Which.
    pub assist: Uuid,
    /// Service.
    pub service: Service,
    /// Outcome.
    pub outcome: Outcome,
    /// Difficulties.
    pub difficulties: Vec<String>,
    /// Return day.
    pub return_day: Option<String>,
    /// Utilities.
    pub utilities: Vec<u32>,
    /// Note.
    pub note: String,
    /// Why; must not be empty.
    pub reason: String,
}

/// A correction of a citizen. `person.citizen` names the record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CorrectPersonForm {
    /// The person as it should be.
    pub person: PersonForm,
    /// Why; must not be empty.
    pub reason: String,
}

/// Result of `verify`: what was checked and what was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct VerifyView {
    /// Whether everything held.
    pub holds: bool,
    /// Each check by key (`chain`, `views`, `file`, `receipts`) and whether it held.
    pub checks: Vec<CheckView>,
    /// Entries per device label.
    pub entries: BTreeMap<String, u32>,
}

/// One check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CheckView {
    /// Its key.
    pub key: String,
    /// Whether it held.
    pub holds: bool,
    /// How many things were checked.
    pub count: u32,
}
