//! The call sheet: who is to be met again in one place, as a sheet to phone along and to tick off with a pen.
//! Every cell is text: a phone number keeps its zero, and nothing is a formula. Never here: who stands on it.

mod printed;
#[cfg(test)]
mod sample;

use std::borrow::Cow;
use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, Format as Look, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::session_log::{ExportError, Written, begin_part, looks_like_formula, printable, settle_part};

/// How many columns a call sheet has.
pub const COLUMNS: usize = 11;
/// Most people on one sheet.
pub const ROWS_MAX: usize = 20_000;
/// Most lines below the title.
pub const LINES_MAX: usize = 6;
/// Most columns to tick.
pub const TICKS_MAX: usize = 6;

/// Widths of the columns, in characters; the last one is left to be written on.
const WIDTHS: [f64; COLUMNS] = [5.0, 26.0, 9.0, 18.0, 14.0, 18.0, 30.0, 30.0, 12.0, 22.0, 28.0];
/// A4, as Excel numbers papers.
const PAPER_A4: u8 = 9;
/// Excel's own number format "@".
const FORMAT_TEXT: u8 = 49;
const FACE: &str = "Times New Roman";

/// The format of a call sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Pages to print and to tick off with a pen, a new page for each place.
    Pdf,
    /// Excel workbook.
    Xlsx,
    /// Comma-separated text.
    Csv,
}

/// What stands around the rows, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// "DANH SÁCH GỌI HẸN LẠI".
    pub title: String,
    /// Commune, place, day, how many. At most [`LINES_MAX`].
    pub lines: Vec<String>,
    /// That the file holds personal data.
    pub warning: String,
    /// In the practice commune only.
    pub practice_mark: Option<String>,
    /// Name of the sheet, at most 31 characters.
    pub sheet: String,
    /// The header row: number, name, birth year, place, phone, service, why, difficulties, day, calls, note.
    pub columns: [String; COLUMNS],
    /// When the file is made, local time.
    pub made_at: NaiveDateTime,
    /// What stands on the printed pages alone.
    pub printed: PrintedWords,
}

/// The words of the printed pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedWords {
    /// Language of the words: `vi`, `en`.
    pub language: &'static str,
    /// Below the title: "Xã Quảng Nghiệp, ngày 21/11/2026".
    pub under: String,
    /// The columns to tick, as many as a call has results: `1 Không nghe máy`. At most [`TICKS_MAX`].
    pub ticks: Vec<String>,
    /// What people with neither village nor unit stand under: "Chưa rõ thôn".
    pub no_place: String,
    /// What to do with the paper: the foot of every page.
    pub foot: String,
    /// The word before a page number: "Trang".
    pub page: String,
}

/// One person to be called, cell by cell in the order of the columns.
pub type Row = [String; COLUMNS];

/// Writes the sheet to its place, whole or not at all.
///
/// # Errors
/// More than [`ROWS_MAX`] rows, a text too long for a cell, or what the disk says.
pub fn write(path: &Path, format: Format, heading: &Heading, rows: &[Row]) -> Result<Written, ExportError> {
    if rows.len() > ROWS_MAX {
        return Err(ExportError::TooManyRows { rows_max: u32::try_from(ROWS_MAX).unwrap_or(u32::MAX) });
    }
    let part = begin_part(path)?;
    match format {
        Format::Pdf => part.as_file().write_all(&printed::pdf(heading, rows)?)?,
        Format::Xlsx => workbook(heading, rows)?.save_to_writer(part.as_file())?,
        Format::Csv => text(heading, rows, part.as_file())?,
    }
    let rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok(Written { rows, bytes: settle_part(part, path)? })
}

fn text(heading: &Heading, rows: &[Row], mut out: &std::fs::File) -> Result<(), ExportError> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for row in [&heading.columns].into_iter().chain(rows) {
        let cells = row.iter().chain(&heading.practice_mark);
        lines.write_record(cells.map(|cell| guarded(cell).into_owned()))?;
    }
    lines.flush()?;
    Ok(())
}

/// A text that a spreadsheet could take for a formula gets an apostrophe.
fn guarded(cell: &str) -> Cow<'_, str> {
    let cell = printable(cell);
    if looks_like_formula(&cell) { Cow::Owned(format!("'{cell}")) } else { cell }
}

fn workbook(heading: &Heading, rows: &[Row]) -> Result<Workbook, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&heading.title).set_creation_datetime(&heading.made_at));
    let sheet = workbook.add_worksheet();
    sheet.set_name(&heading.sheet)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let header = block(sheet, heading)?;
    line(sheet, header, &heading.columns, &cell_look().set_bold().set_align(FormatAlign::Center))?;
    let look = cell_look();
    for (at, row) in (header.saturating_add(1)..).zip(rows) {
        line(sheet, at, row, &look)?;
    }
    print_setup(sheet, header, rows.len(), heading)?;
    Ok(workbook)
}

/// The title block; returns the row of the header.
fn block(sheet: &mut Worksheet, heading: &Heading) -> Result<u32, ExportError> {
    let plain = Look::new().set_font_name(FACE).set_font_size(12);
    let title = plain.clone().set_bold().set_font_size(15);
    let warning = plain.clone().set_italic();
    let lines = heading.lines.iter().take(LINES_MAX).map(|line| (line, &plain));
    let all = heading.practice_mark.iter().map(|mark| (mark, &title)).chain([(&heading.title, &title)]);
    let mut at = 0_u32;
    for (said, look) in all.chain(lines).chain([(&heading.warning, &warning)]) {
        sheet.write_string_with_format(at, 0, &*printable(said), look)?;
        at = at.saturating_add(1);
    }
    Ok(at.saturating_add(1))
}

fn line(sheet: &mut Worksheet, at: u32, row: &Row, look: &Look) -> Result<(), ExportError> {
    for (column, cell) in (0..).zip(row) {
        sheet.write_string_with_format(at, column, &*printable(cell), look)?;
    }
    Ok(())
}

/// Framed, wrapped, and text whatever it looks like.
fn cell_look() -> Look {
    let text = Look::new().set_num_format_index(FORMAT_TEXT).set_quote_prefix().set_font_name(FACE).set_font_size(11);
    text.set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

fn print_setup(sheet: &mut Worksheet, header: u32, rows: usize, heading: &Heading) -> Result<(), ExportError> {
    let last = header.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
    let last_column = u16::try_from(COLUMNS).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_freeze_panes(header.saturating_add(1), 0)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_print_area(0, 0, last, last_column)?;
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3).set_footer("&C&P/&N");
    if let Some(mark) = &heading.practice_mark {
        sheet.set_header(format!("&C{}", mark.replace('&', "&&")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::sample::{heading, row};
    use super::*;

    #[test]
    fn both_formats_say_the_same_and_a_phone_keeps_its_zero() {
        let folder = tempfile::tempdir().unwrap();
        let rows = [row("Trần Thị Hạnh"), row("=HYPERLINK(1)")];
        let path = folder.path().join("goi.csv");
        assert_eq!(write(&path, Format::Csv, &heading(), &rows).unwrap().rows, 2);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(",0912345678,") && text.contains("'=HYPERLINK(1)"), "{text}");
        assert_eq!(text.matches("XÃ THỰC HÀNH").count(), 3, "on every line");
        let path = folder.path().join("goi.xlsx");
        assert_eq!(write(&path, Format::Xlsx, &heading(), &rows).unwrap().rows, 2);
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        let sheet = calamine::Reader::worksheet_range(&mut book, "Hẹn lại").unwrap();
        let said: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
        for wanted in ["XÃ THỰC HÀNH", "DANH SÁCH GỌI HẸN LẠI", "Thôn Gồm", "Cột 10", "0912345678", "=HYPERLINK(1)"]
        {
            assert!(said.iter().any(|cell| cell == wanted), "{wanted}: {said:?}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no part file is left");
    }

    #[test]
    fn more_people_than_a_sheet_takes_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let rows = vec![row("An"); ROWS_MAX + 1];
        let refused = write(&folder.path().join("goi.csv"), Format::Csv, &heading(), &rows);
        assert!(matches!(refused, Err(ExportError::TooManyRows { .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
