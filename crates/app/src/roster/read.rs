//! A list as it was read: its sheets, their tables, the lines of people.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use documents::roster::{self, Field, Grid, ROSTER_FILE_BYTES_MAX, Reading, RosterFileError, Table};

use crate::form::bad;
use crate::view::roster::{RosterColumnChoice, RosterColumnView, RosterForm, RosterSheetView};
use crate::{Code, Error, hex};

/// A list, read.
pub(crate) struct Source {
    /// Which bytes.
    pub(crate) seen: String,
    pub(crate) grids: Vec<Grid>,
    /// Of each sheet its table and lines; none where no list is on it.
    pub(crate) sheets: Vec<Option<(Table, Reading)>>,
}

/// Reads the file or the pasted cells of a form.
///
/// # Errors
/// [`Code::CannotRead`] and those of [`RosterFileError`]; [`Code::RosterFileChanged`] where other bytes were checked.
pub(crate) fn read(form: &RosterForm, today: NaiveDate) -> Result<Source, Error> {
    let (seen, grids) = if form.path.is_empty() {
        (digest(form.pasted.as_bytes()), roster::read_pasted(&form.pasted)?)
    } else {
        let bytes = bytes_of(Path::new(&form.path))?;
        (digest(&bytes), roster::read(&bytes)?)
    };
    if !form.seen.is_empty() && form.seen != seen {
        return Err(Error::new(Code::RosterFileChanged));
    }
    let tables = roster::tables(&grids);
    if tables.iter().all(Option::is_none) {
        return Err(Error::new(Code::RosterNoTable));
    }
    let mut sheets = Vec::new();
    for (at, (grid, table)) in (0..).zip(grids.iter().zip(tables)) {
        let chosen = choices(&form.columns, at)?;
        sheets.push(table.map(|mut table| {
            table.choose(&chosen);
            let reading = table.read(grid, today);
            (table, reading)
        }));
    }
    Ok(Source { seen, grids, sheets })
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(blake3::hash(bytes).as_bytes())
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let cannot = |_| Error::new(Code::CannotRead);
    // A pipe or a device would be waited for, or never end.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Error::new(Code::CannotRead));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(cannot)?;
    file.take(ROSTER_FILE_BYTES_MAX.saturating_add(1)).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

fn choices(columns: &[RosterColumnChoice], sheet: u32) -> Result<BTreeMap<usize, Option<Field>>, Error> {
    let field = |key: &String| Field::from_key(key).ok_or_else(|| bad("field"));
    let of_sheet = columns.iter().filter(|choice| choice.sheet == sheet);
    of_sheet
        .map(|choice| {
            let column = usize::try_from(choice.column).map_err(|_| bad("column"))?;
            Ok((column, choice.field.as_ref().map(field).transpose()?))
        })
        .collect()
}

impl Source {
    /// How many lines of people.
    pub(crate) fn lines(&self) -> usize {
        self.sheets.iter().flatten().map(|(_, reading)| reading.lines.len()).sum()
    }

    /// Its sheets as they are shown.
    pub(crate) fn shown(&self) -> Vec<RosterSheetView> {
        // The hidden ones come last: the places of the others hold without them.
        let read = self.grids.iter().zip(&self.sheets).filter(|(grid, _)| !grid.hidden);
        read.map(|(grid, sheet)| sheet_view(grid, sheet.as_ref())).collect()
    }
}

fn sheet_view(grid: &Grid, sheet: Option<&(Table, Reading)>) -> RosterSheetView {
    let column = |column: &documents::roster::Column| RosterColumnView {
        column: u32::try_from(column.index).unwrap_or(u32::MAX),
        title: column.title.clone(),
        field: column.field.map(|field| field.key().to_owned()),
    };
    RosterSheetView {
        name: grid.name.clone(),
        header_row: sheet.map(|(table, _)| table.header_row),
        columns: sheet.map(|(table, _)| table.columns.iter().map(column).collect()).unwrap_or_default(),
        rows: sheet.map_or(0, |(_, reading)| u32::try_from(reading.lines.len()).unwrap_or(u32::MAX)),
        skipped: sheet.map_or(0, |(_, reading)| reading.skipped),
    }
}

impl From<RosterFileError> for Error {
    fn from(error: RosterFileError) -> Self {
        Self::new(match error {
            RosterFileError::TooLarge | RosterFileError::UnpacksTooLarge | RosterFileError::TooManyRows => {
                Code::RosterTooBig
            }
            RosterFileError::Protected => Code::RosterProtected,
            RosterFileError::Unreadable => Code::RosterUnreadable,
            RosterFileError::Empty => Code::RosterNoTable,
        })
    }
}
