//! Lists that the police hand over: a file or pasted cells in, plain lines with their faults out.
//! Never here: which village a text means, what is on the list already, or any text for people.

mod day;
mod error;
mod field;
mod grid;
mod header;
mod legacy;
mod line;
mod number;
mod refused;
mod sample;
mod state;
mod syllable;
mod text;
mod workbook;

pub use error::RosterFileError;
pub use field::Field;
pub use grid::{Cell, Grid, GridRow};
pub use header::{Column, Table};
pub use line::{Fault, Line, LineContent, Reading};
pub use refused::{REFUSED_ROWS_MAX, RefusedFile, RefusedRow, RefusedWords};
pub use sample::write_sample;

/// Longest file that is read, in bytes.
pub const ROSTER_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Most that a packed workbook may unpack to, in bytes, all its parts together.
pub const ROSTER_UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// At most this many rows with something in them, all sheets together.
pub const ROSTER_ROWS_MAX: usize = 200_000;
/// Columns beyond these are not read.
pub const ROSTER_COLUMNS_MAX: usize = 64;
/// At most this many sheets.
pub const ROSTER_SHEETS_MAX: usize = 256;
/// At most this many cells in all sheets of an XLS or ODS workbook, empty ones between the others counted.
pub const ROSTER_CELLS_MAX: u64 = 8_000_000;
/// A longer text in a cell is cut here, in characters; no field of a person is longer.
pub const ROSTER_CELL_CHARS_MAX: usize = 1_000;

/// Reads a file's bytes: XLSX, XLS, ODS by their marks, anything else as text.
///
/// # Errors
/// Over a limit, protected, damaged, or of a form that is no list.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > ROSTER_FILE_BYTES_MAX {
        return Err(RosterFileError::TooLarge);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => workbook::packed(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => workbook::old(bytes),
        _ => text::read(bytes),
    }
}

/// Reads cells that were copied out of a spreadsheet: columns parted by tabs, or by what parts a CSV file.
///
/// # Errors
/// Over a limit, or nothing in it.
pub fn read_pasted(pasted: &str) -> Result<Vec<Grid>, RosterFileError> {
    if u64::try_from(pasted.len()).unwrap_or(u64::MAX) > ROSTER_FILE_BYTES_MAX {
        return Err(RosterFileError::TooLarge);
    }
    text::parse(pasted)
}

/// Finds the table of each sheet: where its header is and what its columns are. Sheets without one are no lists.
#[must_use]
pub fn tables(grids: &[Grid]) -> Vec<Option<Table>> {
    grids.iter().map(header::find).collect()
}
