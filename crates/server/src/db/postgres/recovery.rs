//! The table `recovery_box`: boxes that only a code on paper opens, found by a name that follows from the code.

use deadpool_postgres::Transaction;

use domain::ids::{CommuneId, RecordId};

use super::super::ask::FoundBox;
use super::super::log::Plan;
use super::super::number::column;
use super::super::{BOXES_FOUND_MAX, DbError};
use super::{Postgres, reading, row};

impl Postgres {
    pub async fn recovery_boxes(&self, record: RecordId) -> Result<Vec<FoundBox>, DbError> {
        let mut connection = self.connection().await?;
        let db = reading(&mut connection).await?;
        let select = "SELECT root_certificate, facts FROM recovery_box JOIN commune USING (commune)
                      WHERE record = $1 ORDER BY position, entry LIMIT $2";
        row::collect(&db, select, &[&record.as_bytes().as_slice(), &BOXES_FOUND_MAX], |row| {
            Ok(FoundBox { root_certificate: row::get(row, "root_certificate")?, facts: row::get(row, "facts")? })
        })
        .await
    }
}

/// Keeps the boxes that what was added publishes.
pub async fn write(db: &Transaction<'_>, commune: CommuneId, plan: &Plan<'_>) -> Result<(), DbError> {
    let insert = "INSERT INTO recovery_box (commune, record, position, entry, facts) VALUES ($1, $2, $3, $4, $5)
                  ON CONFLICT DO NOTHING";
    let commune = commune.as_bytes().as_slice();
    for (position, it) in &plan.boxes {
        let (record, entry) = (it.record.as_bytes().as_slice(), it.entry.0.as_slice());
        row::execute(db, insert, &[&commune, &record, &column(*position)?, &entry, &it.facts]).await?;
    }
    Ok(())
}
