//! The log of a session as a file: a title block, one line per assist, a summary.
//! Never here: how a file looks (`xlsx`, `csv`), what is counted, or in which language.

mod cell;
mod csv;
mod error;
mod file;
#[cfg(test)]
mod sample;
mod xlsx;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::language::Language;

pub use cell::{COLUMNS, Cell};
pub(crate) use cell::{looks_like_formula, printable};
pub use csv::CsvLog;
pub use error::ExportError;
pub use file::{Format, SessionLogFile, Written};
pub(crate) use file::{begin_part, settle_part};
pub use xlsx::{ROWS_IN_MEMORY_MAX, XlsxLog};

/// Most lines of assists in one file: the rows of an Excel sheet less the largest title block and the header row.
pub const ROWS_MAX: u32 = 1_048_576 - (HEADING_LINES_MAX + 4);
/// Most subtitle lines; those beyond are not written, so that the frozen block leaves room for the rows.
pub const HEADING_LINES_MAX: u32 = 6;
/// Longest text in a cell, in UTF-16 units, as Excel counts them.
pub const CELL_TEXT_MAX: usize = 32_767;
/// Longest name of a sheet, in UTF-16 units.
pub const SHEET_NAME_MAX: usize = 31;
/// Most facts, most tables, and most lines in each table of the summary sheet.
pub const SUMMARY_LINES_MAX: u32 = 1_000;

/// Everything above and around the lines, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The reader's language, for the sign between thousands.
    pub language: Language,
    /// The title in capitals: "NHẬT KÝ HỖ TRỢ ĐỊNH DANH ĐIỆN TỬ".
    pub title: String,
    /// Subtitle lines: commune; session, place and day; members. At most [`HEADING_LINES_MAX`].
    pub lines: Vec<String>,
    /// The sentence that says the file holds personal data.
    pub warning: String,
    /// In the practice commune only: the mark that stands on every page, sheet and CSV line.
    pub practice_mark: Option<String>,
    /// The header row.
    pub columns: ColumnTitles,
    /// Name of the sheet with the lines: "Nhật ký". Forbidden characters are replaced, the rest is cut at [`SHEET_NAME_MAX`].
    pub log_sheet: String,
    /// Name of the sheet with the counts: "Tổng hợp".
    pub summary_sheet: String,
    /// The word before a page number: "Trang".
    pub page: String,
    /// When the file is made, local time; equal input makes equal bytes.
    pub made_at: NaiveDateTime,
    /// How many lines will follow, as far as known; a long log is streamed to disk, a short one stays in memory.
    pub rows_expected: u32,
}

/// The header row, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnTitles {
    /// "STT".
    pub number: String,
    /// "Phiếu".
    pub ticket: String,
    /// "Ngày".
    pub day: String,
    /// "Giờ".
    pub time: String,
    /// "Thôn/Đơn vị".
    pub place: String,
    /// "Họ tên".
    pub name: String,
    /// "Năm sinh".
    pub birth_year: String,
    /// "Giới tính".
    pub sex: String,
    /// "Số định danh".
    pub citizen_number: String,
    /// "Việc".
    pub service: String,
    /// "Kết quả".
    pub outcome: String,
    /// "Khó khăn".
    pub difficulties: String,
    /// "Ngày hẹn".
    pub return_day: String,
    /// "Tiện ích".
    pub utilities: String,
    /// "Ghi chú".
    pub note: String,
    /// "Người ghi".
    pub recorded_by: String,
    /// "Máy".
    pub device: String,
    /// "Tình trạng".
    pub state: String,
}

/// One assist as one line; an empty text is an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRow<'a> {
    /// 1, 2, 3 … within the file.
    pub number: u32,
    /// The ticket, kept as text.
    pub ticket: &'a str,
    /// The session's day.
    pub day: NaiveDate,
    /// When the assist was recorded, local time; seconds are dropped.
    pub time: NaiveTime,
    /// Village or unit.
    pub place: &'a str,
    /// The citizen's name.
    pub name: &'a str,
    /// Year of birth.
    pub birth_year: Option<u16>,
    /// Sex in words.
    pub sex: &'a str,
    /// The ID number, masked or full as the person chose; kept as text.
    pub citizen_number: &'a str,
    /// The service in words.
    pub service: &'a str,
    /// The outcome in words.
    pub outcome: &'a str,
    /// The difficulties in words, joined.
    pub difficulties: &'a str,
    /// When the citizen is to come back.
    pub return_day: Option<NaiveDate>,
    /// The utilities shown, joined.
    pub utilities: &'a str,
    /// The note.
    pub note: &'a str,
    /// Who recorded it.
    pub recorded_by: &'a str,
    /// The laptop's label.
    pub device: &'a str,
    /// "Đã hủy", "Đã sửa" or nothing.
    pub state: &'a str,
    /// Whether the assist was voided: its line is struck through in XLSX.
    pub voided: bool,
}

/// What the summary sheet says: facts of the session, then small tables of counts. CSV has no place for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The title in capitals: "TỔNG HỢP BUỔI HỖ TRỢ".
    pub title: String,
    /// Facts as label and text: place, members, when it was closed. At most [`SUMMARY_LINES_MAX`].
    pub facts: Vec<(String, String)>,
    /// By outcome, by service, difficulties, talks and head counts. At most [`SUMMARY_LINES_MAX`].
    pub tables: Vec<SummaryTable>,
}

/// A small table of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryTable {
    /// What is counted: "Theo kết quả"; the header of the first column.
    pub title: String,
    /// The header of the second column: "Số lượt".
    pub unit: String,
    /// Its lines, in the order to be read. At most [`SUMMARY_LINES_MAX`].
    pub lines: Vec<SummaryLine>,
    /// The line of the total, in bold.
    pub total: Option<SummaryLine>,
}

/// A label and its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u32,
}
