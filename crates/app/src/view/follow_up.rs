//! Who is to be met again: the list, what came of a call, the call sheet.

use documents::call_sheet::Format;
use domain::follow_up::FollowUpReason;
use domain::service::Service;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

pub use domain::service::CallResult;

use super::export::Language;

/// Whose follow-ups are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum FollowUpPlace {
    /// Everybody's.
    All,
    /// Those of a village.
    Village(Uuid),
    /// Those of people with no village.
    NoVillage,
}

/// Where a day lies, seen from today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum FollowUpWhen {
    /// It has passed.
    Overdue,
    /// Today.
    Today,
    /// One of the seven days after today.
    Week,
    /// After these.
    Later,
    /// Nobody named a day.
    NoDay,
}

impl FollowUpWhen {
    /// Every choice.
    pub const ALL: &'static [Self] = &[Self::Overdue, Self::Today, Self::Week, Self::Later, Self::NoDay];

    /// The kebab-case name: JSON value and suffix of the text-catalogue key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
            Self::NoDay => "no-day",
        }
    }
}

/// The list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct FollowUpsView {
    /// The day from which days are judged.
    pub today: String,
    /// How many there are in each place, by name; those with no village last.
    pub places: Vec<FollowUpPlaceRow>,
    /// All of them.
    pub all: u32,
    /// The people, the earliest day first; at most `FOLLOW_UPS_SHOWN_MAX`.
    pub rows: Vec<FollowUpRow>,
    /// How many more there are in this place; a call sheet has them too.
    pub beyond: u32,
}

/// How many are to be met again in one place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct FollowUpPlaceRow {
    /// Which.
    pub place: FollowUpPlace,
    /// Its name; empty for people with no village.
    pub name: String,
    /// All.
    pub all: u32,
    /// Overdue.
    pub overdue: u32,
    /// Today.
    pub today: u32,
    /// In the seven days after.
    pub week: u32,
}

/// Somebody to be met again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct FollowUpRow {
    /// The record.
    pub citizen: Uuid,
    /// The name.
    pub name: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// Village, or else unit.
    pub place: Option<String>,
    /// The phone as bystanders may see it, `*******417`; none where none is known.
    pub phone_masked: Option<String>,
    /// What was done last.
    pub service: Service,
    /// The day of that session.
    pub met_on: Option<String>,
    /// What stood in the way.
    pub difficulties: Vec<String>,
    /// Why the person is to be met.
    pub reason: FollowUpReason,
    /// The day to meet by.
    pub due: Option<String>,
    /// Where that day lies.
    pub when: FollowUpWhen,
    /// Days until then; negative when it has passed.
    pub days: Option<i32>,
    /// How often somebody called since.
    pub calls: u32,
    /// What came of the newest call.
    pub last: Option<CallResult>,
}

/// What came of a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CallForm {
    /// Who was called.
    pub citizen: Uuid,
    /// What came of it.
    pub result: CallResult,
    /// The day agreed on, `YYYY-MM-DD`; only where the person will come.
    pub again: Option<String>,
}

/// The format of a call sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CallSheetFormat {
    /// Pages to print and to tick off with a pen, a new page for each village.
    Pdf,
    /// Excel workbook.
    Xlsx,
    /// Comma-separated, UTF-8 with a byte-order mark.
    Csv,
}

impl CallSheetFormat {
    /// The end of a file's name, without its point.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

impl From<CallSheetFormat> for Format {
    fn from(format: CallSheetFormat) -> Self {
        match format {
            CallSheetFormat::Pdf => Self::Pdf,
            CallSheetFormat::Xlsx => Self::Xlsx,
            CallSheetFormat::Csv => Self::Csv,
        }
    }
}

/// A call sheet to write.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CallSheetForm {
    /// Whose.
    pub place: FollowUpPlace,
    /// The format.
    pub format: CallSheetFormat,
    /// The language of headers and words.
    pub language: Language,
    /// The file to write. It holds whole phone numbers, and no ID number.
    pub path: String,
}
