//! A list of the police as people see it before and after it is taken in.

use domain::service::AccountState;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::Words;
use super::export::Language;

/// Where a list comes from, and what was chosen for it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct RosterForm {
    /// The file; empty where cells were pasted.
    pub path: String,
    /// Pasted cells; empty where there is a file.
    pub pasted: String,
    /// The day of the list.
    pub day: String,
    /// It is the whole list of each place it names: who is not on it is taken off.
    pub whole: bool,
    /// What columns hold, where it is not what their titles say.
    pub columns: Vec<RosterColumnChoice>,
    /// What the list's names of places mean, where they are not the commune's.
    pub places: Vec<RosterPlaceChoice>,
    /// Where people belong whose row names no place.
    pub place: Option<RosterPlaceChoice>,
    /// Where accounts stand whose row does not say it.
    pub state: Option<AccountState>,
    /// Which file was checked, as [`RosterCheckView::seen`] says; empty: any.
    pub seen: String,
}

/// What a column holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterColumnChoice {
    /// The sheet, from 0.
    pub sheet: u32,
    /// The column, from 0.
    pub column: u32,
    /// The field's key; none: nothing to keep.
    pub field: Option<String>,
}

/// What a place of the list is: a village, a unit, or a village to be added. None of them: its rows are refused.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct RosterPlaceChoice {
    /// As the list names it.
    pub text: String,
    /// A village.
    pub village: Option<Uuid>,
    /// A unit.
    pub unit: Option<Uuid>,
    /// Add a village of this name.
    pub add: bool,
}

/// What would come of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterCheckView {
    /// Which bytes were checked.
    pub seen: String,
    /// Its sheets.
    pub sheets: Vec<RosterSheetView>,
    /// What is to be known of the list as a whole: sheets that were not read, zeros that were put back, rows beyond a bound.
    pub notices: Vec<Words>,
    /// How many rows come to what.
    pub counts: RosterCounts,
    /// Places the list names.
    pub places: Vec<RosterPlaceView>,
    /// Rows, at most [`crate::ROSTER_ROWS_SHOWN_MAX`] of each fate, in the order of the list.
    pub rows: Vec<RosterRowView>,
    /// Villages and units whose list would change.
    pub lists: Vec<RosterListView>,
}

/// A sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterSheetView {
    /// Its name.
    pub name: String,
    /// The row of its header; none: no list was found on it.
    pub header_row: Option<u32>,
    /// Its columns.
    pub columns: Vec<RosterColumnView>,
    /// Rows about people.
    pub rows: u32,
    /// Rows about nobody: sums, signatures.
    pub skipped: u32,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterColumnView {
    /// Its place, from 0.
    pub column: u32,
    /// Its title.
    pub title: String,
    /// The key of the field it is taken for.
    pub field: Option<String>,
}

/// Counts of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct RosterCounts {
    /// All rows about people.
    pub rows: u32,
    /// New on the list.
    pub added: u32,
    /// On the list already, with something different.
    pub changed: u32,
    /// On the list already, all the same.
    pub unchanged: u32,
    /// The same row again.
    pub repeated: u32,
    /// Not taken.
    pub refused: u32,
    /// Taken, but a field stays empty or should be looked at.
    pub warned: u32,
    /// On the list now and not in the file; taken off where the file is the whole list.
    pub gone: u32,
}

/// A place that a list names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterPlaceView {
    /// As the list names it; empty: rows that name none.
    pub text: String,
    /// Rows of it.
    pub rows: u32,
    /// Whom it was taken for.
    pub choice: Option<RosterPlaceChoice>,
    /// Whether the commune's lists know the name.
    pub known: bool,
}

/// What comes of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RosterFate {
    /// New.
    Added,
    /// Something is different.
    Changed,
    /// All the same.
    Unchanged,
    /// The same row again.
    Repeated,
    /// Not taken.
    Refused,
}

/// A row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterRowView {
    /// The sheet, from 0.
    pub sheet: u32,
    /// The row, from 1.
    pub row: u32,
    /// What comes of it.
    pub fate: RosterFate,
    /// The name, if one could be read.
    pub name: Option<String>,
    /// What is the matter with it.
    pub reasons: Vec<Words>,
    /// Keys of the fields that are different.
    pub fields: Vec<String>,
}

/// A list that would change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterListView {
    /// The village or unit.
    pub place: String,
    /// People on it now.
    pub before: u32,
    /// People on it then.
    pub after: u32,
}

/// What came of an import.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterImportedView {
    /// How many rows came to what.
    pub counts: RosterCounts,
    /// Lists that were written anew; none where nothing was different.
    pub lists: Vec<RosterListView>,
    /// Villages that were added.
    pub villages_added: u32,
}

/// How far an import is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterProgressView {
    /// Which step.
    pub step: RosterStep,
    /// So much of it is done …
    pub done: u32,
    /// … of so much.
    pub of: u32,
}

/// A step of an import.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RosterStep {
    /// None is under way.
    #[default]
    Idle,
    /// Reading the file.
    Reading,
    /// Comparing with the lists that are here.
    Comparing,
    /// Sealing.
    Sealing,
    /// Saving; from here on it cannot be cancelled.
    Saving,
    /// Bringing the search up to date.
    Indexing,
}

/// Rows that were refused, to be written as a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterRefusedForm {
    /// The list.
    pub list: RosterForm,
    /// The file to write.
    pub path: String,
    /// The language of its words.
    pub language: Language,
}
