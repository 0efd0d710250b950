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
    /// Fields to be settled.
    pub conflicts: Vec<ConflictView>,
    /// Whether the member at work may settle them.
    pub may_settle: bool,
}

/// A person with everything done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PersonView {
    /// The card.
    pub card: PersonCardView,
    /// What happened to the record, oldest first.
    pub history: Vec<HistoryRow>,
    /// Fields to be settled.
    pub conflicts: Vec<ConflictView>,
    /// Whether the member at work may settle them.
    pub may_settle: bool,
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
    /// Whether it counts for nothing: it decides between several values, and no leader signed it.
    pub ignored: bool,
}

/// A field that two people gave different values, side by side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ConflictView {
    /// The field's key.
    pub field: String,
    /// Its values, the one shown now first.
    pub values: Vec<ConflictValue>,
}

/// One of the values of a field to be settled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ConflictValue {
    /// Names it when it is chosen: the digest of the entry that gave it, hexadecimal.
    pub entry: String,
    /// The value as text, as in [`ChangeView`].
    pub value: Option<String>,
    /// Who gave it.
    pub member_name: String,
    /// On which laptop.
    pub device_label: String,
    /// When.
    pub at: String,
    /// Whether it is the one shown now.
    pub shown: bool,
}

/// A leader's choice between the values of a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SettleForm {
    /// The assist's or the citizen's record.
    pub record: Uuid,
    /// The field's key.
    pub field: String,
    /// The value's [`ConflictValue::entry`].
    pub entry: String,
}

/// Somebody's record with fields to be settled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ConflictRow {
    /// The record.
    pub record: Uuid,
    /// Whether it is an assist; a person else.
    pub assist: bool,
    /// Whose name it bears.
    pub name: String,
    /// Keys of the fields.
    pub fields: Vec<String>,
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
