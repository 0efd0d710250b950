//! Texts in: CSV, TSV, cells pasted out of a spreadsheet. Encoding and separator are found out, not asked for.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::grid::Rows;
use super::{Cell, Grid, RosterFileError, header, legacy};

/// Columns are parted by one of these; a tab first, since it stands in no text.
const SEPARATORS: [u8; 4] = *b"\t;,|";
/// So much of a text, in bytes, says how it is encoded and parted.
const SAMPLE_BYTES: usize = 64 * 1024;
/// So many rows say which separator finds a header.
const SAMPLE_ROWS: usize = 50;

/// Reads a text file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    parse(&decoded(bytes)?)
}

/// What the bytes say.
fn decoded(bytes: &[u8]) -> Result<String, RosterFileError> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [_, 0, _, 0, ..] => UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        // Neither a text nor a workbook.
        _ if sample.contains(&0) => return Err(RosterFileError::Unreadable),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => of_windows(bytes, sample),
        },
    };
    // Text that a program for Macs wrote is taken apart into letters and marks.
    Ok(text.nfc().collect())
}

/// A text of one byte a letter: Vietnamese Windows writes CP1258; older typefaces hide their letters behind CP1252.
fn of_windows(bytes: &[u8], sample: &[u8]) -> String {
    let vietnamese: String = WINDOWS_1258.decode_without_bom_handling(sample).0.nfc().collect();
    let western = WINDOWS_1252.decode_without_bom_handling(sample).0;
    let behind = legacy::Script::ALL.into_iter().map(|script| legacy::share(&western, script)).max();
    let encoding =
        if Some(legacy::share(&vietnamese, legacy::Script::Unicode)) > behind { WINDOWS_1258 } else { WINDOWS_1252 };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Reads a decoded text.
pub(super) fn parse(text: &str) -> Result<Vec<Grid>, RosterFileError> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(RosterFileError::Empty);
    }
    // Rows are counted by their line ends: one sign each.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (said, text) = said_separator(&text);
    let separator = said.unwrap_or_else(|| separator_of(text));
    Ok(vec![rows(text, separator, usize::MAX)?])
}

/// Excel's own first line, `sep=;`. It counts as a row, so it stays as an empty one.
fn said_separator(text: &str) -> (Option<u8>, &str) {
    let said = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
    let said = said.filter(|separator| SEPARATORS.contains(separator));
    match said {
        Some(_) => (said, text.get(5..).unwrap_or_default()),
        None => (None, text),
    }
}

/// The separator that finds most of a header; of several, the one that stands in the text most often.
fn separator_of(text: &str) -> u8 {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= SAMPLE_BYTES).unwrap_or(text.len());
    let sample = text.get(..end).unwrap_or(text);
    let found = |separator: &u8| {
        let grid = rows(sample, *separator, SAMPLE_ROWS).ok();
        let columns = grid.as_ref().and_then(header::find).map_or(0, |table| table.recognised());
        (columns, sample.bytes().filter(|byte| byte == separator).count())
    };
    // The first of equals, so a tab where nothing speaks for another.
    SEPARATORS.into_iter().rev().max_by_key(|separator| found(separator)).unwrap_or(b'\t')
}

fn rows(text: &str, separator: u8, at_most: usize) -> Result<Grid, RosterFileError> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut rows, mut record) = (Rows::default(), csv::StringRecord::new());
    let mut read = 0;
    while read < at_most && reader.read_record(&mut record).map_err(|_| RosterFileError::Unreadable)? {
        read = read.saturating_add(1);
        let line = record.position().map_or(1, csv::Position::line).saturating_sub(1);
        let line = u32::try_from(line).map_err(|_| RosterFileError::TooManyRows)?;
        for (column, field) in record.iter().enumerate() {
            rows.put(line, column, Cell::of_text(unguarded(field)))?;
        }
    }
    Ok(Grid { name: String::new(), rows: rows.end_sheet(), hidden: false })
}

/// `="0051…"` and `'0051…`: how people keep a spreadsheet from eating zeros.
fn unguarded(field: &str) -> &str {
    let field = field.trim();
    let formula = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    formula.or_else(|| field.strip_prefix('\'')).unwrap_or(field)
}
