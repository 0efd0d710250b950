//! The table `roster_edition`: which lists were issued, and which of them are good now.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::RosterEditionId;
use domain::record::{RosterEdition, RosterScope};
use rusqlite::{Connection, Row, named_params};

use super::stamp;
use crate::column::{Table, blobs_bytes, blobs_of, counts_of, counts_text, day_number, day_of, scope_bytes, scope_of};
use crate::error::StoreError;
use crate::project::EditionLine;

const EDITION: Table = Table("roster_edition");

const SELECT: &str = "SELECT entry, record, wall_ms, counter, scope, day, replaces, blobs, counts FROM roster_edition";

pub(super) fn insert(db: &Connection, line: &EditionLine) -> Result<(), StoreError> {
    let edition = &line.record;
    db.prepare_cached(
        "INSERT INTO roster_edition (entry, record, wall_ms, counter, scope, day, replaces, blobs, counts)
         VALUES (:entry, :record, :wall_ms, :counter, :scope, :day, :replaces, :blobs, :counts)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": edition.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":scope": scope_bytes(edition.scope),
        ":day": day_number(edition.day),
        ":replaces": edition.replaces.map(|it| *it.as_bytes()),
        ":blobs": blobs_bytes(&edition.blobs),
        ":counts": counts_text(&edition.counts),
    })?;
    Ok(())
}

pub(super) fn at(db: &Connection, entry: i64) -> Result<Option<EditionLine>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// Of each scope the edition that is good: none replaces it, and of several such the newest.
pub(crate) fn good(db: &Connection) -> Result<BTreeMap<RosterScope, RosterEdition>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} ORDER BY entry"))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(good_of(all))
}

fn good_of(mut all: Vec<EditionLine>) -> BTreeMap<RosterScope, RosterEdition> {
    let replaced: BTreeSet<RosterEditionId> = all.iter().filter_map(|line| line.record.replaces).collect();
    all.retain(|line| !replaced.contains(&line.record.id));
    all.sort_by_key(|line| (line.record.day, line.stamp, line.record.id));
    all.into_iter().map(|line| (line.record.scope, line.record)).collect()
}

fn read(row: &Row<'_>) -> Result<EditionLine, StoreError> {
    let (blobs, counts): (Vec<u8>, String) = (EDITION.get(row, "blobs")?, EDITION.get(row, "counts")?);
    let record = RosterEdition {
        id: EDITION.id(row, "record")?,
        scope: EDITION.read(row, "scope", scope_of)?,
        day: EDITION.read(row, "day", day_of)?,
        replaces: EDITION.id_option(row, "replaces")?,
        blobs: blobs_of(&blobs).ok_or_else(|| EDITION.damaged())?,
        counts: counts_of(&counts).ok_or_else(|| EDITION.damaged())?,
    };
    Ok(EditionLine { entry: EDITION.get(row, "entry")?, stamp: stamp(EDITION, row)?, record })
}
