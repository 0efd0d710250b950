//! The summary sheet: facts of the session, then small tables of counts; A4 portrait.

use rust_xlsxwriter::Worksheet;

use super::super::{ExportError, SUMMARY_LINES_MAX, Summary, SummaryTable};
use super::height;
use super::page::Page;
use super::style::Styles;

/// Widths of the columns, in digits: labels, counts, and the rest of a fact's text.
const WIDTHS_DIGITS: [u32; 3] = [44, 14, 28];
/// Width of a fact's text, in digits.
const FACT_DIGITS: u32 = 42;
const LAST_COLUMN: u16 = 2;

/// Writes the sheet from the top; numbers are numbers, never formulas.
pub(super) fn write(sheet: &mut Worksheet, summary: &Summary, page: &Page, styles: &Styles) -> Result<(), ExportError> {
    sheet.set_name(&page.summary_sheet)?;
    for (column, width_digits) in (0..).zip(WIDTHS_DIGITS) {
        sheet.set_column_width(column, width_digits)?;
    }
    let mut at = 0;
    for (text, look) in
        page.practice_mark.iter().map(|mark| (mark, &styles.practice)).chain([(&summary.title, &styles.title)])
    {
        sheet.set_row_height(at, look.height)?.merge_range(at, 0, at, LAST_COLUMN, text, &look.format)?;
        at = next(at);
    }
    at = next(facts(sheet, at, summary, styles)?);
    for (_, part) in (0..SUMMARY_LINES_MAX).zip(&summary.tables) {
        at = next(table(sheet, at, part, styles)?);
    }
    page.set_up_print(sheet);
    Ok(())
}

fn facts(sheet: &mut Worksheet, mut at: u32, summary: &Summary, styles: &Styles) -> Result<u32, ExportError> {
    for (_, (label, text)) in (0..SUMMARY_LINES_MAX).zip(&summary.facts) {
        sheet.write_string_with_format(at, 0, label, &styles.label)?;
        sheet.merge_range(at, 1, at, LAST_COLUMN, text, &styles.text)?;
        if let Some(height) = height::of_lines(height::lines(text, FACT_DIGITS)) {
            sheet.set_row_height(at, height)?;
        }
        at = next(at);
    }
    Ok(at)
}

fn table(sheet: &mut Worksheet, mut at: u32, table: &SummaryTable, styles: &Styles) -> Result<u32, ExportError> {
    sheet.write_string_with_format(at, 0, &table.title, &styles.header)?;
    sheet.write_string_with_format(at, 1, &table.unit, &styles.header)?;
    for (_, line) in (0..SUMMARY_LINES_MAX).zip(&table.lines) {
        at = next(at);
        sheet.write_string_with_format(at, 0, &line.label, &styles.text)?;
        sheet.write_number_with_format(at, 1, line.count, &styles.count)?;
    }
    if let Some(total) = &table.total {
        at = next(at);
        sheet.write_string_with_format(at, 0, &total.label, &styles.total_label)?;
        sheet.write_number_with_format(at, 1, total.count, &styles.total_count)?;
    }
    Ok(next(at))
}

fn next(row: u32) -> u32 {
    row.saturating_add(1)
}
