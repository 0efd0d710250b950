//! The table `recovery_box`: boxes that only a code on paper opens, found by a name that follows from the code.

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, RecordId};

use super::super::ask::FoundBox;
use super::super::log::Plan;
use super::super::number::column;
use super::super::{BOXES_FOUND_MAX, DbError};
use super::{Sqlite, row};

impl Sqlite {
    pub async fn recovery_boxes(&self, record: RecordId) -> Result<Vec<FoundBox>, DbError> {
        self.read(move |db| found(db, record)).await
    }
}

fn found(db: &Connection, record: RecordId) -> Result<Vec<FoundBox>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT root_certificate, facts FROM recovery_box JOIN commune USING (commune)
         WHERE record = :record ORDER BY position, entry LIMIT :boxes_max",
    )?;
    let values = named_params! { ":record": record.as_bytes(), ":boxes_max": BOXES_FOUND_MAX };
    row::collect(query.query(values)?, |row| {
        Ok(FoundBox { root_certificate: row.get("root_certificate")?, facts: row.get("facts")? })
    })
}

/// Keeps the boxes that what was added publishes.
pub fn write(db: &Connection, commune: CommuneId, plan: &Plan<'_>) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO recovery_box (commune, record, position, entry, facts)
         VALUES (:commune, :record, :position, :entry, :facts) ON CONFLICT DO NOTHING",
    )?;
    for (position, it) in &plan.boxes {
        insert.execute(named_params! {
            ":commune": commune.as_bytes(),
            ":record": it.record.as_bytes(),
            ":position": column(*position)?,
            ":entry": it.entry.0,
            ":facts": it.facts,
        })?;
    }
    Ok(())
}
