//! The log as CSV: UTF-8 with a byte-order mark, RFC 4180 quoting and line ends, a header row, one line per assist.
//! Never here: a title block or a summary; other programs read this file.

use std::borrow::Cow;
use std::io::Write;

use chrono::Timelike;
use domain::format;

use super::cell::{looks_like_formula, printable};
use super::{CELL_TEXT_MAX, Cell, ExportError, Heading, LogRow, ROWS_MAX};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A CSV log being written.
///
/// Text that a spreadsheet could take for a formula gets a leading apostrophe. In the practice commune a last column
/// carries the mark, in the header and on every line.
pub struct CsvLog<W: Write> {
    lines: csv::Writer<W>,
    practice_mark: Option<String>,
    rows: u32,
}

impl<W: Write> CsvLog<W> {
    /// Writes the header row.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(heading: &Heading, mut out: W) -> Result<Self, ExportError> {
        out.write_all(BYTE_ORDER_MARK)?;
        let lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut log = Self { lines, practice_mark: heading.practice_mark.clone(), rows: 0 };
        for title in heading.columns.in_order() {
            log.text(title)?;
        }
        log.end_line()?;
        Ok(log)
    }

    /// Writes one assist.
    ///
    /// # Errors
    /// More than [`ROWS_MAX`] lines, a text longer than [`CELL_TEXT_MAX`], or what the writer says.
    pub fn row(&mut self, row: &LogRow<'_>) -> Result<(), ExportError> {
        if self.rows >= ROWS_MAX {
            return Err(ExportError::TooManyRows { rows_max: ROWS_MAX });
        }
        for cell in row.cells() {
            self.cell(&cell)?;
        }
        self.rows = self.rows.saturating_add(1);
        self.end_line()
    }

    /// Flushes and gives the writer back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(self) -> Result<W, ExportError> {
        self.lines.into_inner().map_err(|error| error.into_error().into())
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), ExportError> {
        match cell {
            Cell::Empty => self.lines.write_field("").map_err(Into::into),
            Cell::Text(text) => self.text(text),
            Cell::Number(number) => self.lines.write_field(number.to_string()).map_err(Into::into),
            Cell::Day(day) => self.lines.write_field(format::date(*day)).map_err(Into::into),
            Cell::Time(time) => {
                self.lines.write_field(format!("{:02}:{:02}", time.hour(), time.minute())).map_err(Into::into)
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ExportError> {
        if text.len() > CELL_TEXT_MAX && text.encode_utf16().count() > CELL_TEXT_MAX {
            return Err(ExportError::TextTooLong { chars_max: CELL_TEXT_MAX });
        }
        self.lines.write_field(guarded(text).as_bytes())?;
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ExportError> {
        if let Some(mark) = &self.practice_mark {
            self.lines.write_field(guarded(&printable(mark)).as_bytes())?;
        }
        self.lines.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session_log::sample;

    #[test]
    fn a_line_too_many_is_refused() {
        let mut log = CsvLog::begin(&sample::heading(), Vec::new()).unwrap();
        log.rows = ROWS_MAX - 1;
        assert!(log.row(&sample::row()).is_ok());
        assert!(matches!(log.row(&sample::row()), Err(ExportError::TooManyRows { rows_max: ROWS_MAX })));
    }
}
