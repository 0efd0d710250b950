//! A made-up list as a workbook, for whoever wants to try: titles above a table, every cell a text.

use std::path::Path;

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, Format, Workbook};

use crate::session_log::{ExportError, Written, begin_part, settle_part};

/// The row of the table's titles, from 0.
const HEADER: u32 = 2;
const WIDTH: f64 = 22.0;

/// Writes a title, the table's titles and its rows; whole or not at all.
///
/// # Errors
/// What the disk or the writer says.
pub fn write_sample(
    path: &Path,
    title: &str,
    columns: &[&str],
    rows: &[Vec<String>],
    made_at: &NaiveDateTime,
) -> Result<Written, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(made_at));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.write_string_with_format(0, 0, title, &bold)?;
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(HEADER, at, *column, &bold)?;
        sheet.set_column_width(at, WIDTH)?;
    }
    for (row, cells) in (HEADER.saturating_add(1)..).zip(rows) {
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string(row, at, cell)?;
        }
    }
    let part = begin_part(path)?;
    workbook.save_to_writer(part.as_file())?;
    Ok(Written { rows: u32::try_from(rows.len()).unwrap_or(u32::MAX), bytes: settle_part(part, path)? })
}
