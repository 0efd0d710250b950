//! The sheet around the lines: title block, names, freeze, filter, borders, and how it prints.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatBorder, IgnoreError, Worksheet};

use super::super::cell::printable;
use super::super::{ExportError, HEADING_LINES_MAX, Heading, SHEET_NAME_MAX};
use super::style::{CODE_COLUMNS, LAST_COLUMN, LineLook, Styles};

/// A4, as Excel numbers papers.
const PAPER_A4: u8 = 9;
/// Longest practice mark in a page's header, in characters; Excel takes 255 with the mark-up.
const MARK_CHARS_MAX: usize = 100;
/// Longest word before a page number, in characters.
const WORD_CHARS_MAX: usize = 50;
/// Signs a sheet's name cannot have.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// What the sheets share: their names, their page header and footer, and where the lines begin.
pub(super) struct Page {
    pub(super) log_sheet: String,
    pub(super) summary_sheet: String,
    pub(super) practice_mark: Option<String>,
    header_row: u32,
    footer: String,
}

/// The lines of the title block from the top, each with its look.
pub(super) fn block<'a>(heading: &'a Heading, styles: &'a Styles) -> impl Iterator<Item = (&'a String, &'a LineLook)> {
    let mark = heading.practice_mark.iter().map(|mark| (mark, &styles.practice));
    let lines = (0..HEADING_LINES_MAX).zip(&heading.lines).map(|(_, line)| (line, &styles.line));
    mark.chain([(&heading.title, &styles.title)]).chain(lines).chain([(&heading.warning, &styles.warning)])
}

impl Page {
    /// # Errors
    /// Sheet names that are empty or equal.
    pub(super) fn of(heading: &Heading) -> Result<Self, ExportError> {
        let (log_sheet, summary_sheet) = (sheet_name(&heading.log_sheet), sheet_name(&heading.summary_sheet));
        let equal = log_sheet.to_lowercase() == summary_sheet.to_lowercase();
        if equal || log_sheet.is_empty() || summary_sheet.is_empty() {
            return Err(ExportError::SheetNames);
        }
        let lines = u32::try_from(heading.lines.len()).unwrap_or(u32::MAX).min(HEADING_LINES_MAX);
        let mark = u32::from(heading.practice_mark.is_some());
        let page = header_text(&heading.page, WORD_CHARS_MAX);
        Ok(Self {
            log_sheet,
            summary_sheet,
            practice_mark: heading.practice_mark.clone(),
            header_row: lines.saturating_add(mark).saturating_add(2),
            footer: format!("&C&\"Times New Roman,Regular\"&11{page} &P/&N"),
        })
    }

    /// The row of the column titles, from 0.
    pub(super) fn header_row(&self) -> u32 {
        self.header_row
    }

    /// The row of the first assist, from 0.
    pub(super) fn first_row(&self) -> u32 {
        self.header_row.saturating_add(1)
    }

    /// Freezes, filters, frames and prepares the log for print; `rows` assists are in it.
    pub(super) fn set_up_log(&self, sheet: &mut Worksheet, rows: u32) -> Result<(), ExportError> {
        let last_row = self.header_row.saturating_add(rows);
        sheet.set_freeze_panes(self.first_row(), 0)?;
        sheet.autofilter(self.header_row, 0, last_row, LAST_COLUMN)?;
        sheet.set_repeat_rows(self.header_row, self.header_row)?;
        sheet.set_print_area(0, 0, last_row, LAST_COLUMN)?;
        sheet.set_landscape().set_zoom(85);
        if rows > 0 {
            self.frame(sheet, last_row)?;
        }
        self.set_up_print(sheet);
        Ok(())
    }

    /// Paper, margins, header and footer of either sheet; one page wide, as many as needed tall.
    pub(super) fn set_up_print(&self, sheet: &mut Worksheet) {
        sheet.set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.6, 0.4, 0.75, 0.6, 0.3, 0.3).set_footer(&self.footer);
        if let Some(mark) = &self.practice_mark {
            let mark = header_text(mark, MARK_CHARS_MAX);
            sheet.set_header(format!("&C&\"Times New Roman,Bold\"&14&KC00000{mark}"));
        }
    }

    /// Borders come as one rule over all lines: a border of their own would cost every cell a look-up.
    fn frame(&self, sheet: &mut Worksheet, last_row: u32) -> Result<(), ExportError> {
        let border = Format::new().set_border(FormatBorder::Thin);
        let everywhere = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(border);
        sheet.add_conditional_format(self.first_row(), 0, last_row, LAST_COLUMN, &everywhere)?;
        for column in CODE_COLUMNS {
            sheet.ignore_error_range(self.first_row(), column, last_row, column, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }
}

/// The text as Excel takes a sheet's name: no forbidden sign, no apostrophe at either end, at most 31 UTF-16 units.
fn sheet_name(text: &str) -> String {
    let allowed = printable(text).replace(FORBIDDEN, " ").replace(['\n', '\t'], " ");
    let mut name = String::new();
    for sign in allowed.trim_matches(|sign: char| sign == '\'' || sign.is_whitespace()).chars() {
        if name.encode_utf16().count().saturating_add(sign.len_utf16()) > SHEET_NAME_MAX {
            break;
        }
        name.push(sign);
    }
    name.trim_end_matches(|sign: char| sign == '\'' || sign.is_whitespace()).to_owned()
}

/// The text as it may stand after mark-up in a page's header: `&` doubled, no digit taken for a font size.
fn header_text(text: &str, chars_max: usize) -> String {
    let cut: String = text.chars().take(chars_max).collect();
    let doubled = cut.replace('&', "&&").replace('[', "(").replace(']', ")");
    if doubled.starts_with(|sign: char| sign.is_ascii_digit()) { format!(" {doubled}") } else { doubled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheets_name_follows_excels_rules() {
        let check = |text: &str, name: &str| assert_eq!(sheet_name(text), name);
        check("Nhật ký", "Nhật ký");
        check("Buổi 21/11/2026 [tối]", "Buổi 21 11 2026  tối");
        check("'Tổng hợp'", "Tổng hợp");
        check("  ", "");
        check(&"Đ".repeat(40), &"Đ".repeat(31));
    }

    #[test]
    fn a_pages_header_says_what_it_was_given() {
        let check = |text: &str, header: &str| assert_eq!(header_text(text, 20), header);
        check("TẬP DƯỢT", "TẬP DƯỢT");
        check("Công an & Đoàn", "Công an && Đoàn");
        check("2026", " 2026");
    }
}
