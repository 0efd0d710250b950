//! The tables `conflict` and `held`: what is to be settled, and what waits for its record.

use domain::edit::TargetKind;
use domain::ids::RecordId;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::column::Table;
use crate::error::StoreError;
use crate::project::ConflictLine;

const CONFLICT: Table = Table("conflict");

pub(super) fn write(db: &Connection, record: RecordId, lines: &[ConflictLine]) -> Result<(), StoreError> {
    for line in lines {
        db.prepare_cached("INSERT INTO conflict (record, kind, field) VALUES (:record, :kind, :field)")?
            .execute(named_params! { ":record": record.as_bytes(), ":kind": line.kind.code(), ":field": line.field })?;
    }
    Ok(())
}

pub(super) fn clear(db: &Connection, record: RecordId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("DELETE FROM conflict WHERE record = :record")?;
    statement.execute(named_params! { ":record": record.as_bytes() })?;
    Ok(())
}

pub(super) fn of(db: &Connection, record: RecordId) -> Result<Vec<ConflictLine>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT kind, field FROM conflict WHERE record = :record ORDER BY kind, field")?;
    let mut rows = statement.query(named_params! { ":record": record.as_bytes() })?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = CONFLICT.read(row, "kind", TargetKind::from_code)?;
        lines.push(ConflictLine { kind, field: CONFLICT.get(row, "field")? });
    }
    Ok(lines)
}

pub(super) fn hold(db: &Connection, entry: i64) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO held (entry) VALUES (:entry)")?.execute(named_params! { ":entry": entry })?;
    Ok(())
}

pub(super) fn held_at(db: &Connection, entry: i64) -> Result<Option<i64>, StoreError> {
    let mut statement = db.prepare_cached("SELECT entry FROM held WHERE entry = :entry")?;
    Ok(statement.query_row(named_params! { ":entry": entry }, |row| row.get(0)).optional()?)
}
