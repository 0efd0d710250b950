//! Workbooks in: XLSX, ODS and XLS. What they would unpack to is measured before anything is kept of it.

mod guard;

use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataRef, DataType, ExcelDateTime, Ods, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use zip::ZipArchive;

use super::grid::Rows;
use super::{Cell, Grid, ROSTER_SHEETS_MAX, ROSTER_UNPACKED_BYTES_MAX, RosterFileError};

type Bytes<'a> = Cursor<&'a [u8]>;

/// At most this many parts in a packed workbook.
const PARTS_MAX: usize = 4096;
/// Days of a spreadsheet that may be days of a life: 1900 to 2200.
const DAYS: std::ops::Range<f64> = 1.0..110_000.0;

/// XLSX or ODS.
pub(super) fn packed(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| RosterFileError::Unreadable)?;
    measure(&mut archive, ROSTER_UNPACKED_BYTES_MAX)?;
    if archive.index_for_name("content.xml").is_some() { open_document(bytes) } else { office(bytes) }
}

/// Unpacks everything once into nothing: what the directory says of lengths may be a lie.
fn measure(archive: &mut ZipArchive<Bytes<'_>>, mut left: u64) -> Result<(), RosterFileError> {
    if archive.len() > PARTS_MAX {
        return Err(RosterFileError::UnpacksTooLarge);
    }
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|_| RosterFileError::Unreadable)?;
        let unpacked = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| RosterFileError::Unreadable)?;
        left = left.checked_sub(unpacked).ok_or(RosterFileError::UnpacksTooLarge)?;
    }
    Ok(())
}

/// Sheets by name.
#[derive(Default)]
struct Names {
    visible: Vec<String>,
    /// Somebody's helper tables: they are named and not read.
    hidden: Vec<String>,
}

impl Names {
    /// The sheets that were read, and those that were not after them.
    fn after(self, read: Vec<Grid>) -> Vec<Grid> {
        let hidden = self.hidden.into_iter().map(|name| Grid { name, rows: Vec::new(), hidden: true });
        read.into_iter().chain(hidden).collect()
    }
}

fn names<R: Reader<RS>, RS: Read + Seek>(book: &R) -> Result<Names, RosterFileError> {
    let sheets = book.sheets_metadata();
    if sheets.len() > ROSTER_SHEETS_MAX {
        return Err(RosterFileError::TooManyRows);
    }
    let mut names = Names::default();
    for sheet in sheets {
        match sheet.visible {
            SheetVisible::Visible => names.visible.push(sheet.name.clone()),
            SheetVisible::Hidden | SheetVisible::VeryHidden => names.hidden.push(sheet.name.clone()),
        }
    }
    Ok(names)
}

/// XLSX cell by cell: two cells at the far ends of a sheet must not become the whole sheet.
fn office(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    let mut book: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_error(&error))?;
    let (mut grids, mut rows) = (Vec::new(), Rows::default());
    let names = names(&book)?;
    for name in &names.visible {
        // A chart has a place among the sheets and no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { continue };
        while let Some(cell) = cells.next_cell().map_err(|error| xlsx_error(&error))? {
            let (row, column) = cell.get_position();
            rows.put(row, usize::try_from(column).unwrap_or(usize::MAX), of_ref(cell.get_value()))?;
        }
        grids.push(Grid { name: name.clone(), rows: rows.end_sheet(), hidden: false });
    }
    Ok(names.after(grids))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of what may be wrong grows with it")]
fn xlsx_error(error: &XlsxError) -> RosterFileError {
    match error {
        XlsxError::Password => RosterFileError::Protected,
        _ => RosterFileError::Unreadable,
    }
}

fn open_document(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    guard::open_document(bytes)?;
    let book: Ods<Bytes<'_>> = Ods::new(Cursor::new(bytes)).map_err(|_| RosterFileError::Unreadable)?;
    dense(book)
}

/// XLS.
pub(super) fn old(bytes: &[u8]) -> Result<Vec<Grid>, RosterFileError> {
    guard::old(bytes)?;
    let book: Xls<Bytes<'_>> = Xls::new(Cursor::new(bytes)).map_err(|error| xls_error(&error))?;
    dense(book)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of what may be wrong grows with it")]
fn xls_error(error: &XlsError) -> RosterFileError {
    match error {
        XlsError::Password => RosterFileError::Protected,
        _ => RosterFileError::Unreadable,
    }
}

/// Sheets that the library reads whole; `guard` measured them.
fn dense<R, RS>(mut book: R) -> Result<Vec<Grid>, RosterFileError>
where
    R: Reader<RS>,
    RS: Read + Seek,
{
    let (mut grids, mut rows) = (Vec::new(), Rows::default());
    let names = names(&book)?;
    for name in &names.visible {
        let range = book.worksheet_range(name).map_err(|_| RosterFileError::Unreadable)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let first_column = usize::try_from(first_column).unwrap_or(usize::MAX);
        for (row, column, value) in range.used_cells() {
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row);
            rows.put(row, column.saturating_add(first_column), of(value))?;
        }
        grids.push(Grid { name: name.clone(), rows: rows.end_sheet(), hidden: false });
    }
    Ok(names.after(grids))
}

fn of(value: &Data) -> Cell {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::of_text(text),
        Data::Int(_) | Data::Float(_) => value.as_f64().map_or(Cell::Empty, Cell::Number),
        Data::DateTime(moment) => of_moment(moment),
        Data::Bool(true) => Cell::of_text("x"),
        Data::Bool(false) | Data::Error(_) | Data::Empty => Cell::Empty,
    }
}

fn of_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Int(_) | DataRef::Float(_) => value.as_f64().map_or(Cell::Empty, Cell::Number),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::Bool(true) => Cell::of_text("x"),
        DataRef::Bool(false) | DataRef::Error(_) | DataRef::Empty => Cell::Empty,
    }
}

/// A number that a careless format calls a date stays a number where no day of a life can be meant.
fn of_moment(moment: &ExcelDateTime) -> Cell {
    let number = moment.as_f64();
    let day = moment.as_datetime().filter(|_| DAYS.contains(&number));
    day.map_or(Cell::Number(number), |day| Cell::Day(day.date()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn t25_a_workbook_that_unpacks_to_a_thousand_times_its_size_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 13, "{}", bomb.len());
        let measured = |limit| measure(&mut ZipArchive::new(Cursor::new(bomb.as_slice())).unwrap(), limit);
        assert_eq!(measured(2 << 20), Ok(()));
        assert_eq!(measured((2 << 20) - 1), Err(RosterFileError::UnpacksTooLarge));
    }
}
