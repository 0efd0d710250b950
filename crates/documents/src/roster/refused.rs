//! Rows that were refused, as a workbook to mend and to bring again: the list's own columns and the reasons beside them.
//! Every cell is text: no formula, and no number that loses its zeros.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet};

use super::legacy::read_cell;
use super::{Cell, GridRow, Table};
use crate::session_log::{ExportError, Written, begin_part, settle_part};

/// At most this many rows are written, the first ones; whoever has more is told so on trial.
pub const REFUSED_ROWS_MAX: usize = 20_000;
/// Excel's own number format "@".
const FORMAT_TEXT: u8 = 49;
/// Width of the reasons, in characters.
const REASONS_WIDTH: f64 = 60.0;
const WIDTH: f64 = 20.0;

/// The words around the rows, in the person's language.
#[derive(Clone, Debug)]
pub struct RefusedWords {
    /// What the file is.
    pub title: String,
    /// That it holds personal data.
    pub warning: String,
    /// Said in the practice commune.
    pub practice_mark: Option<String>,
    /// Title of the column with the row's number in the list.
    pub row: String,
    /// Title of the column with the reasons.
    pub reasons: String,
    /// Title of a column with villages that the list named elsewhere.
    pub village: String,
    /// Title of a column with states that the list named elsewhere.
    pub state: String,
}

/// A row to mend.
#[derive(Clone, Debug)]
pub struct RefusedRow<'a> {
    /// The row as it was read.
    pub row: &'a GridRow,
    /// The village that was named above it.
    pub village: Option<&'a str>,
    /// The account's state that was named above it.
    pub state: Option<String>,
    /// Why it was refused.
    pub reasons: String,
}

/// The workbook, sheet after sheet.
pub struct RefusedFile {
    workbook: Workbook,
    words: RefusedWords,
    rows: usize,
}

impl RefusedFile {
    /// Begins it.
    #[must_use]
    pub fn begin(words: RefusedWords, made_at: &chrono::NaiveDateTime) -> Self {
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_title(&words.title).set_creation_datetime(made_at));
        Self { workbook, words, rows: 0 }
    }

    /// Adds the refused rows of a sheet.
    ///
    /// # Errors
    /// What the writer says.
    pub fn sheet(&mut self, table: &Table, rows: &[RefusedRow<'_>]) -> Result<(), ExportError> {
        let rows = rows.get(..REFUSED_ROWS_MAX.saturating_sub(self.rows)).unwrap_or(rows);
        let sheet = self.workbook.add_worksheet();
        let places = Places::of(table);
        places.head(sheet, table, &self.words)?;
        for (at, row) in (places.first..).zip(rows) {
            places.write(sheet, at, table, row)?;
        }
        self.rows = self.rows.saturating_add(rows.len());
        Ok(())
    }

    /// Writes it to its place, whole or not at all.
    ///
    /// # Errors
    /// What the disk or the writer says.
    pub fn finish(mut self, path: &Path) -> Result<Written, ExportError> {
        let part = begin_part(path)?;
        self.workbook.save_to_writer(part.as_file())?;
        let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
        Ok(Written { rows, bytes: settle_part(part, path)? })
    }
}

/// Where what stands in a sheet.
struct Places {
    header: u32,
    first: u32,
    /// The list's columns, then village, state, row, reasons.
    own: u16,
}

impl Places {
    fn of(table: &Table) -> Self {
        let last = table.columns.last().map_or(0, |column| column.index.saturating_add(1));
        Self { header: 3, first: 4, own: u16::try_from(last).unwrap_or(u16::MAX) }
    }

    fn head(&self, sheet: &mut Worksheet, table: &Table, words: &RefusedWords) -> Result<(), ExportError> {
        let bold = text().set_bold();
        sheet.write_string_with_format(0, 0, &words.title, &bold)?;
        sheet.write_string(1, 0, &words.warning)?;
        sheet.write_string(2, 0, words.practice_mark.as_deref().unwrap_or_default())?;
        let header = bold.set_text_wrap().set_align(FormatAlign::VerticalCenter);
        for column in &table.columns {
            let at = u16::try_from(column.index).unwrap_or(u16::MAX);
            sheet.write_string_with_format(self.header, at, &column.title, &header)?;
        }
        let added = [&words.village, &words.state, &words.row, &words.reasons];
        for (at, title) in (self.own..).zip(added) {
            sheet.write_string_with_format(self.header, at, title, &header)?;
        }
        let reasons = self.own.saturating_add(3);
        sheet.set_column_range_width(0, reasons, WIDTH)?;
        sheet.set_column_width(reasons, REASONS_WIDTH)?;
        sheet.set_freeze_panes(self.first, 0)?;
        Ok(())
    }

    fn write(&self, sheet: &mut Worksheet, at: u32, table: &Table, row: &RefusedRow<'_>) -> Result<(), ExportError> {
        let format = text();
        for column in &table.columns {
            let told = match row.row.cell(column.index) {
                Cell::Text(text) => read_cell(text, column.script),
                cell @ (Cell::Empty | Cell::Number(_) | Cell::Day(_)) => cell.shown(),
            };
            let place = u16::try_from(column.index).unwrap_or(u16::MAX);
            sheet.write_string_with_format(at, place, told, &format)?;
        }
        let (village, state) = (row.village.unwrap_or_default(), row.state.clone().unwrap_or_default());
        let added = [village.to_owned(), state, row.row.number.to_string(), row.reasons.clone()];
        for (place, told) in (self.own..).zip(added) {
            sheet.write_string_with_format(at, place, told, &format)?;
        }
        Ok(())
    }
}

fn text() -> Format {
    Format::new().set_num_format_index(FORMAT_TEXT).set_quote_prefix()
}
