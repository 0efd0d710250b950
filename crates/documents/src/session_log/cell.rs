//! A line as typed cells: the one place both formats read, so that they cannot disagree.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::{ColumnTitles, LogRow};

/// How many columns a log has.
pub const COLUMNS: usize = 18;

/// A typed cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, never read as a formula or a number.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u32),
    /// A day, shown `dd/mm/yyyy`.
    Day(NaiveDate),
    /// A time of day, shown `hh:mm`; minutes are whole.
    Time(NaiveTime),
}

impl ColumnTitles {
    /// The titles in the order of the file.
    #[must_use]
    pub fn in_order(&self) -> [&str; COLUMNS] {
        [
            &self.number,
            &self.ticket,
            &self.day,
            &self.time,
            &self.place,
            &self.name,
            &self.birth_year,
            &self.sex,
            &self.citizen_number,
            &self.service,
            &self.outcome,
            &self.difficulties,
            &self.return_day,
            &self.utilities,
            &self.note,
            &self.recorded_by,
            &self.device,
            &self.state,
        ]
    }
}

impl<'a> LogRow<'a> {
    /// The cells in the order of the file.
    #[must_use]
    pub fn cells(&self) -> [Cell<'a>; COLUMNS] {
        [
            Cell::Number(self.number),
            text(self.ticket),
            Cell::Day(self.day),
            Cell::Time(self.time.with_second(0).unwrap_or(self.time)),
            text(self.place),
            text(self.name),
            self.birth_year.map_or(Cell::Empty, |year| Cell::Number(year.into())),
            text(self.sex),
            text(self.citizen_number),
            text(self.service),
            text(self.outcome),
            text(self.difficulties),
            self.return_day.map_or(Cell::Empty, Cell::Day),
            text(self.utilities),
            text(self.note),
            text(self.recorded_by),
            text(self.device),
            text(self.state),
        ]
    }
}

/// Whether a spreadsheet could take the text for a formula or a command.
///
/// Source: OWASP, "CSV Injection": `= + - @`, tab, carriage return, line feed, and the full-width forms.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(printable(text)) }
}

/// The text without what no spreadsheet can hold: line ends become one kind, other control characters `U+FFFD`.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(unprintable) {
        return Cow::Borrowed(text);
    }
    let one_line_end = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(one_line_end.replace(unprintable, "\u{FFFD}"))
}

fn unprintable(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\t')) || matches!(sign, '\u{FFFE}' | '\u{FFFF}')
}
