//! What a laptop knows of itself, put into a backup and taken out again: small tables, row by row. The journal does not
//! stand in them; it comes back through [`Store::receive`].

use std::collections::BTreeMap;

use domain::ids::DeviceId;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params_from_iter};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::entry::Spot;
use crate::error::StoreError;
use crate::number::unsigned;
use crate::open::Store;
use crate::{entry, identity};

/// The tables, in the order of their rows' return.
const TABLES: [&str; 8] =
    ["setting", "identity", "former", "centre", "held_key", "sealing_key", "clock", "roster_grant"];
/// At most this many rows of one of them.
const ROWS_MAX: usize = 4096;

/// Why rows could not be put back.
#[derive(Debug, thiserror::Error)]
pub enum SelfError {
    /// This file belongs to a laptop already.
    #[error("this file has an identity already")]
    HasIdentity,
    /// They are no rows of these tables.
    #[error("these are no rows of a laptop")]
    Form,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for SelfError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// One value of a row.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Null(()),
    Number(i64),
    /// Hexadecimal.
    Bytes {
        hex: String,
    },
    Text(String),
}

type Row = BTreeMap<String, Cell>;

/// How much a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Extent {
    /// Entries of all laptops.
    pub entries: u64,
    /// People, one however many records.
    pub people: u64,
    /// Wall time of the entry that came last here, ms since 1970 UTC.
    pub last_wall_ms: Option<i64>,
}

impl Store {
    /// What this laptop knows of itself; keys among it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn self_rows(&self) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let mut tables: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        for table in TABLES {
            tables.insert(table, rows(&self.db, table)?);
        }
        serde_json::to_vec(&tables).map(Zeroizing::new).map_err(|_| StoreError::Entry)
    }

    /// Puts back what [`Store::self_rows`] gave into a new file.
    ///
    /// # Errors
    /// See [`SelfError`]; nothing was kept then.
    pub fn put_self_rows(&mut self, bytes: &[u8]) -> Result<(), SelfError> {
        if self.held.is_some() {
            return Err(SelfError::HasIdentity);
        }
        let mut tables: BTreeMap<String, Vec<Row>> = serde_json::from_slice(bytes).map_err(|_| SelfError::Form)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in TABLES {
            let rows = tables.remove(table).unwrap_or_default();
            if rows.len() > ROWS_MAX {
                return Err(SelfError::Form);
            }
            rows.into_iter().try_for_each(|row| put(&tx, table, row))?;
        }
        tx.commit()?;
        self.held = identity::load(&self.db)?;
        self.clock = entry::newest_stamp(&self.db, self.held.as_ref())?;
        if self.held.is_some() { Ok(()) } else { Err(SelfError::Form) }
    }

    /// How much is here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn extent(&self) -> Result<Extent, StoreError> {
        let count =
            |sql: &str| self.db.query_row(sql, [], |row| row.get(0)).map(|count| unsigned(count).unwrap_or_default());
        let people = "SELECT count(DISTINCT coalesce(match_key, record)) FROM citizen WHERE voided IS NULL";
        let last = "SELECT device, branch, seq FROM entry ORDER BY id DESC LIMIT 1";
        let spot = self.db.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let stamp = match spot.optional()? {
            Some((device, branch, seq)) => {
                let spot = Spot { branch, seq: unsigned(seq).unwrap_or_default() };
                entry::stamp_at(&self.db, DeviceId::from_bytes(device), spot)?
            }
            None => None,
        };
        Ok(Extent {
            entries: count("SELECT count(*) FROM entry")?,
            people: count(people)?,
            last_wall_ms: stamp.map(|stamp| stamp.wall_ms),
        })
    }
}

fn rows(db: &Connection, table: &str) -> Result<Vec<Row>, StoreError> {
    // What belongs to a desk, half-done people among it, is of this laptop and this hour.
    let only = if table == "setting" { " WHERE name NOT GLOB 'desk.*'" } else { "" };
    let mut statement = db.prepare(&format!("SELECT * FROM {table}{only}"))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cell = |(at, column): (usize, &String)| Ok((column.clone(), taken(row.get_ref(at)?)?));
        all.push(columns.iter().enumerate().map(cell).collect::<Result<Row, StoreError>>()?);
    }
    Ok(all)
}

fn taken(value: ValueRef<'_>) -> Result<Cell, StoreError> {
    Ok(match value {
        ValueRef::Null => Cell::Null(()),
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Blob(bytes) => Cell::Bytes { hex: bytes.iter().map(|byte| format!("{byte:02x}")).collect() },
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).map_err(|_| StoreError::Entry)?.to_owned()),
        // None of these tables has such a column.
        ValueRef::Real(_) => return Err(StoreError::Entry),
    })
}

/// Column names come out of a file: only those of the table are put into a statement.
fn put(db: &Connection, table: &str, row: Row) -> Result<(), SelfError> {
    let known: Vec<String> = db.prepare(&format!("SELECT * FROM {table}"))?.column_names().map(str::to_owned).collect();
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for (column, cell) in row {
        if !known.contains(&column) {
            return Err(SelfError::Form);
        }
        values.push(given(cell)?);
        columns.push(column);
    }
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", "));
    db.execute(&sql, params_from_iter(values))?;
    Ok(())
}

fn given(cell: Cell) -> Result<Value, SelfError> {
    Ok(match cell {
        Cell::Null(()) => Value::Null,
        Cell::Number(number) => Value::Integer(number),
        Cell::Text(text) => Value::Text(text),
        Cell::Bytes { hex } => Value::Blob(unhex(&hex).ok_or(SelfError::Form)?),
    })
}

fn unhex(hex: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if hex.len().is_multiple_of(2) { hex.as_bytes().chunks(2).map(pair).collect() } else { None }
}
