//! How many cells a sheet would take in memory, before the library makes them: it keeps XLS and ODS sheets whole, with
//! every empty cell between the first and the last, so that two far cells would be a thousand million.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::{ROSTER_CELLS_MAX, ROSTER_SHEETS_MAX, RosterFileError};

/// The rectangle that a sheet needs.
#[derive(Clone, Copy, Default)]
struct Extent {
    rows: u64,
    columns: u64,
}

impl Extent {
    fn hold(&mut self, row: u64, column: u64) {
        self.rows = self.rows.max(row.saturating_add(1));
        self.columns = self.columns.max(column.saturating_add(1));
    }

    const fn cells(self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}

/// Adds up sheets until there are too many cells.
#[derive(Default)]
struct Sum(u64);

impl Sum {
    fn add(&mut self, sheet: Extent) -> Result<(), RosterFileError> {
        self.0 = self.0.saturating_add(sheet.cells());
        if self.0 > ROSTER_CELLS_MAX { Err(RosterFileError::TooManyRows) } else { Ok(()) }
    }
}

/// Measures an OpenDocument workbook by what it says of repeated rows and cells.
pub(super) fn open_document(bytes: &[u8]) -> Result<(), RosterFileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| RosterFileError::Unreadable)?;
    let part = archive.by_name("content.xml").map_err(|_| RosterFileError::Unreadable)?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut walk) = (Vec::new(), Walk::default());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| RosterFileError::Unreadable)? {
            Event::Start(tag) => walk.tag(&tag, true)?,
            Event::Empty(tag) => walk.tag(&tag, false)?,
            Event::Eof => return walk.sum.add(walk.sheet),
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// Where the reader is in a sheet.
#[derive(Default)]
struct Walk {
    sum: Sum,
    sheet: Extent,
    /// Rows before this one, and how often this one stands there.
    rows: u64,
    repeated: u64,
    columns: u64,
}

impl Walk {
    fn tag(&mut self, tag: &BytesStart<'_>, has_content: bool) -> Result<(), RosterFileError> {
        match tag.name().as_ref() {
            "table:table" => {
                self.sum.add(std::mem::take(&mut self.sheet))?;
                (self.rows, self.repeated) = (0, 0);
            }
            "table:table-row" => {
                self.rows = self.rows.saturating_add(self.repeated);
                (self.repeated, self.columns) = (times(tag, "table:number-rows-repeated"), 0);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag, has_content),
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>, has_content: bool) {
        self.columns = self.columns.saturating_add(times(tag, "table:number-columns-repeated"));
        let has_value = tag.attributes().flatten().any(|it| it.key.as_ref().starts_with("office:"));
        if has_content || has_value {
            let last = self.rows.saturating_add(self.repeated).saturating_sub(1);
            self.sheet.hold(last, self.columns.saturating_sub(1));
        }
    }
}

fn times(tag: &BytesStart<'_>, name: &str) -> u64 {
    let said = tag.attributes().flatten().find(|it| it.key.as_ref() == name);
    let said = said.and_then(|it| it.value.trim().parse::<u64>().ok());
    said.unwrap_or(1).max(1)
}

/// Records of an XLS stream that begin with the row and column of a cell.
const CELLS: [u16; 10] = [0x0006, 0x0004, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00FD, 0x00D6];
const SHEET: u16 = 0x0085;
const END: u16 = 0x000A;
/// The marks of a workbook that was encrypted as a whole, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

/// Measures an XLS workbook: each sheet's records, from where the workbook says that it begins.
pub(super) fn old(bytes: &[u8]) -> Result<(), RosterFileError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| RosterFileError::Unreadable)?;
    if file.exists(ENCRYPTED) {
        return Err(RosterFileError::Protected);
    }
    let name = ["Workbook", "WORKBOOK", "Book", "BOOK"].into_iter().find(|name| file.exists(name));
    let stream = file.open_stream(name.ok_or(RosterFileError::Unreadable)?);
    let mut records = Vec::new();
    let limit = super::super::ROSTER_FILE_BYTES_MAX;
    let stream = stream.map_err(|_| RosterFileError::Unreadable)?;
    stream.take(limit).read_to_end(&mut records).map_err(|_| RosterFileError::Unreadable)?;
    let sheets: Vec<usize> = Records(&records).filter_map(|(kind, data)| begins(kind, data)).collect();
    if sheets.len() > ROSTER_SHEETS_MAX {
        return Err(RosterFileError::TooManyRows);
    }
    let mut sum = Sum::default();
    for begin in sheets {
        sum.add(sheet(records.get(begin..).unwrap_or_default()))?;
    }
    Ok(())
}

fn begins(kind: u16, data: &[u8]) -> Option<usize> {
    let offset = data.first_chunk::<4>().filter(|_| kind == SHEET)?;
    usize::try_from(u32::from_le_bytes(*offset)).ok()
}

fn sheet(records: &[u8]) -> Extent {
    let mut needs = Extent::default();
    for (kind, data) in Records(records).take_while(|(kind, _)| *kind != END) {
        if let Some([row, row_high, column, column_high]) = data.first_chunk().filter(|_| CELLS.contains(&kind)) {
            let (row, column) = (u16::from_le_bytes([*row, *row_high]), u16::from_le_bytes([*column, *column_high]));
            // Several numbers in one record go on to the right of the first.
            let more = if kind == 0x00BD { data.len().saturating_sub(6) / 6 } else { 1 };
            let last = u64::from(column).saturating_add(u64::try_from(more).unwrap_or(u64::MAX)).saturating_sub(1);
            needs.hold(u64::from(row), last);
        }
    }
    needs
}

/// Records of an XLS stream: a kind, a length, so many bytes.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let [kind, kind_high, length, length_high] = *head;
        let length = usize::from(u16::from_le_bytes([length, length_high]));
        let (data, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((u16::from_le_bytes([kind, kind_high]), data))
    }
}
