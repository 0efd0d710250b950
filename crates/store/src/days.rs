//! How much this laptop wrote when, and how much of it has arrived. The stamps of one laptop rise with the numbers of its
//! entries, so a day's first entry is found by halving: a few hundred rows are read, however many there are.

use domain::ids::DeviceId;
use rusqlite::Connection;

use crate::branch::FIRST_BRANCH;
use crate::entry::{self, Spot};
use crate::error::StoreError;
use crate::open::Store;
use crate::outbox;
use crate::receipt::Coverage;
use crate::rows::WrittenRow;

impl Store {
    /// One row for each of `begins_ms`, which rise: what was stamped from there until the next, and after the last one
    /// everything.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn written_from(&self, begins_ms: &[i64]) -> Result<Vec<WrittenRow>, StoreError> {
        let mut rows = vec![WrittenRow::default(); begins_ms.len()];
        let Some(held) = &self.held else { return Ok(rows) };
        let coverage = Coverage::read(&self.db)?;
        for (device, saved) in outbox::own(&self.db, held)? {
            let arrived = coverage.up_to(device, FIRST_BRANCH);
            let mut before = begins_ms.iter().map(|begin_ms| stamped_before(&self.db, device, saved, *begin_ms));
            let mut from = before.next().transpose()?.unwrap_or(saved);
            for row in &mut rows {
                let until = before.next().transpose()?.unwrap_or(saved);
                row.written = row.written.saturating_add(until.saturating_sub(from));
                row.arrived = row.arrived.saturating_add(until.min(arrived).saturating_sub(from));
                from = until;
            }
        }
        Ok(rows)
    }
}

/// How many of a laptop's first `saved` entries were stamped before an instant.
fn stamped_before(db: &Connection, device: DeviceId, saved: u64, at_ms: i64) -> Result<u64, StoreError> {
    let (mut before, mut rest) = (0_u64, saved);
    while rest > 0 {
        let half = rest.div_ceil(2);
        let seq = before.saturating_add(half);
        let stamp = entry::stamp_at(db, device, Spot { branch: FIRST_BRANCH, seq })?;
        if stamp.is_some_and(|stamp| stamp.wall_ms < at_ms) {
            (before, rest) = (seq, rest.saturating_sub(half));
        } else {
            rest = half.saturating_sub(1);
        }
    }
    Ok(before)
}
