//! The log as an Excel workbook: title block, frozen header, one line per assist, ready to print on A4 landscape; a summary sheet.
//! Never here: a formula in a cell, or a number made of an ID.

mod height;
mod page;
mod space;
mod style;
mod summary;

use std::io::Write;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use domain::format;
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};

use super::cell::looks_like_formula;
use super::{COLUMNS, Cell, ExportError, Heading, LogRow, ROWS_MAX, Summary};
use page::Page;
use space::Space;
use style::Styles;

/// A log expected to be longer than this is streamed through a file without a name in the destination's folder.
///
/// Up to here everything stays in memory (about 3.5 kB a line), so that no second copy in clear touches a disk.
pub const ROWS_IN_MEMORY_MAX: u32 = 20_000;

/// Of zlib's nine; the usual 6 takes a quarter longer for files that are 6 % smaller.
const COMPRESSION_LEVEL: u8 = 4;
/// The place of the log among the sheets.
const LOG_SHEET: usize = 0;

/// A workbook being written.
pub struct XlsxLog {
    workbook: Workbook,
    styles: Styles,
    page: Page,
    space: Option<Space>,
    rows: u32,
}

impl XlsxLog {
    /// Writes the title block and the header row; a long log streams through `folder`.
    ///
    /// # Errors
    /// Sheet names that are empty or equal, a text too long for a cell, or what the disk says.
    pub fn begin(heading: &Heading, folder: &Path) -> Result<Self, ExportError> {
        let page = Page::of(heading)?;
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(heading)).set_zip_compression_level(COMPRESSION_LEVEL);
        workbook.set_default_format(&style::plain(), style::ROW_HEIGHT_PX, style::COLUMN_WIDTH_PX)?;
        let mut log = Self { workbook, styles: Styles::new(heading.language), page, space: None, rows: 0 };
        log.add_log_sheet(heading.rows_expected, folder)?;
        log.write_heading(heading)?;
        Ok(log)
    }

    /// Writes one assist.
    ///
    /// # Errors
    /// More than [`ROWS_MAX`] lines, a text too long for a cell, or no room left where a long log streams to.
    pub fn row(&mut self, row: &LogRow<'_>) -> Result<(), ExportError> {
        if self.rows >= ROWS_MAX {
            return Err(ExportError::TooManyRows { rows_max: ROWS_MAX });
        }
        let cells = row.cells();
        if let Some(space) = &mut self.space {
            space.claim(&cells)?;
        }
        let at = self.page.first_row().saturating_add(self.rows);
        let sheet = self.workbook.worksheet_from_index(LOG_SHEET)?;
        if row.voided {
            sheet.set_row_format(at, &self.styles.struck)?;
        }
        if let Some(height) = row_height(&cells) {
            sheet.set_row_height(at, height)?;
        }
        for (column, cell) in (0..).zip(&cells) {
            write_cell(sheet, (at, column), cell, &self.styles.guarded)?;
        }
        self.rows = self.rows.saturating_add(1);
        Ok(())
    }

    /// Adds the summary sheet, writes the workbook to `out` and flushes it.
    ///
    /// # Errors
    /// What the disk or the writer says.
    pub fn finish<W: Write + Send>(mut self, summary: &Summary, mut out: W) -> Result<(), ExportError> {
        let sheet = self.workbook.worksheet_from_index(LOG_SHEET)?;
        self.page.set_up_log(sheet, self.rows)?;
        summary::write(self.workbook.add_worksheet(), summary, &self.page, &self.styles)?;
        self.workbook.save_to_writer(&mut out)?;
        out.flush()?;
        Ok(())
    }

    fn add_log_sheet(&mut self, rows_expected: u32, folder: &Path) -> Result<(), ExportError> {
        if rows_expected <= ROWS_IN_MEMORY_MAX {
            self.workbook.add_worksheet();
            return Ok(());
        }
        self.workbook.set_tempdir(folder)?;
        self.workbook.add_worksheet_with_constant_memory()?;
        self.space = Some(Space::of(folder));
        Ok(())
    }

    fn write_heading(&mut self, heading: &Heading) -> Result<(), ExportError> {
        let sheet = self.workbook.worksheet_from_index(LOG_SHEET)?;
        sheet.set_name(&self.page.log_sheet)?;
        style::set_columns(sheet)?;
        for (at, (text, look)) in (0..).zip(page::block(heading, &self.styles)) {
            sheet.set_row_height(at, look.height)?;
            sheet.merge_range(at, 0, at, style::LAST_COLUMN, text, &look.format)?;
        }
        let at = self.page.header_row();
        sheet.set_row_height(at, style::HEADER_HEIGHT)?;
        for (column, title) in (0..).zip(heading.columns.in_order()) {
            sheet.write_string_with_format(at, column, title, &self.styles.header)?;
        }
        Ok(())
    }
}

/// Writes a cell in the look of its column, which costs nothing per cell.
///
/// Text that looks like a formula is marked as text, so that editing it does not turn it into one.
fn write_cell(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell<'_>, guarded: &Format) -> Result<(), ExportError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) if looks_like_formula(text) => {
            sheet.write_string_with_format(row, column, &**text, guarded)?
        }
        Cell::Text(text) => sheet.write_string(row, column, &**text)?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Day(day) if has_serial(*day) => sheet.write_datetime(row, column, day)?,
        Cell::Day(day) => sheet.write_string(row, column, format::date(*day))?,
        Cell::Time(time) => sheet.write_datetime(row, column, time)?,
    };
    Ok(())
}

/// The height of a line with wrapped text, in points; none where one line suffices.
fn row_height(cells: &[Cell<'_>; COLUMNS]) -> Option<f64> {
    let lines = cells.iter().zip(style::WIDTHS_DIGITS).map(|(cell, width_digits)| match cell {
        Cell::Text(text) => height::lines(text, width_digits),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) | Cell::Time(_) => 1,
    });
    height::of_lines(lines.max().unwrap_or(1))
}

/// Excel counts days from 1900 and believes in a 29/02/1900; before March of that year a day is written as text.
fn has_serial(day: NaiveDate) -> bool {
    (1901..=9999).contains(&day.year())
}

fn properties(heading: &Heading) -> DocProperties {
    DocProperties::new().set_title(&heading.title).set_creation_datetime(&heading.made_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session_log::sample;

    #[test]
    fn the_last_line_fits_under_the_largest_title_block_and_one_more_is_refused() {
        let mut log = XlsxLog::begin(&sample::heading(), Path::new(".")).unwrap();
        log.rows = ROWS_MAX - 1;
        log.row(&sample::row()).unwrap();
        assert_eq!(log.page.first_row() + log.rows, 1_048_576, "the sheet is full to its last row");
        assert!(matches!(log.row(&sample::row()), Err(ExportError::TooManyRows { rows_max: ROWS_MAX })));
        log.finish(&Summary::default(), Vec::new()).unwrap();
    }
}
