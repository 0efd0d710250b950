//! The table `call`: who was called about coming again, and what came of it.

use domain::ids::CitizenId;
use domain::record::Call;
use domain::service::CallResult;
use domain::stamp::Stamp;
use rusqlite::{Connection, Row, named_params};

use super::stamp;
use crate::column::{Table, day_number, day_of};
use crate::error::StoreError;
use crate::project::CallLine;

const CALL: Table = Table("call");

const SELECT: &str = "SELECT entry, record, wall_ms, counter, member, citizen, result, again FROM call";

pub(super) fn insert(db: &Connection, line: &CallLine) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO call (entry, record, wall_ms, counter, member, citizen, result, again)
         VALUES (:entry, :record, :wall_ms, :counter, :member, :citizen, :result, :again)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": line.record.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":member": line.member.map(|it| *it.as_bytes()),
        ":citizen": line.record.citizen.as_bytes(),
        ":result": line.record.result.code(),
        ":again": line.record.again.map(day_number),
    })?;
    Ok(())
}

pub(super) fn at(db: &Connection, entry: i64) -> Result<Option<CallLine>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// The calls about a citizen's record after a moment, oldest first.
pub(crate) fn after(db: &Connection, citizen: CitizenId, moment: Stamp) -> Result<Vec<CallLine>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "{SELECT} WHERE citizen = :citizen AND (wall_ms, counter) > (:wall_ms, :counter)
         ORDER BY wall_ms, counter, record"
    ))?;
    let mut rows = statement.query(named_params! {
        ":citizen": citizen.as_bytes(), ":wall_ms": moment.wall_ms, ":counter": moment.counter,
    })?;
    let mut calls = Vec::new();
    while let Some(row) = rows.next()? {
        calls.push(read(row)?);
    }
    Ok(calls)
}

fn read(row: &Row<'_>) -> Result<CallLine, StoreError> {
    Ok(CallLine {
        entry: CALL.get(row, "entry")?,
        stamp: stamp(CALL, row)?,
        member: CALL.id_option(row, "member")?,
        record: Call {
            id: CALL.id(row, "record")?,
            citizen: CALL.id(row, "citizen")?,
            result: CALL.read(row, "result", CallResult::from_code)?,
            again: CALL.option(row, "again", day_of)?,
        },
    })
}
