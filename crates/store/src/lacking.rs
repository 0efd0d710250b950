//! What others wrote, the centre has signed for, and never came here: hidden or damaged on the way, or at the centre.

use std::collections::BTreeMap;

use domain::ids::DeviceId;
use rusqlite::Connection;

use crate::branch::{self, Branches};
use crate::column::Table;
use crate::error::StoreError;
use crate::open::Store;
use crate::receipt::{self, Held};

const RECEIPT: Table = Table("receipt");
/// At most this many devices are named at once.
const LACKS_MAX: usize = 1_000;

/// Entries of one device that a receipt of the present log names and that are not here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lack {
    /// Whose.
    pub device: DeviceId,
    /// The first that must come; 0: its certificates first.
    pub from_seq: u64,
    /// How many there are at least.
    pub entries: u64,
}

impl Store {
    /// What is lacking here, by device, at most 1,000; nothing of this laptop's own.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn lacking(&self) -> Result<Vec<Lack>, StoreError> {
        let own = self.identity().map(|identity| identity.device);
        let mut lacks = of_log(&self.db, self.sync_position()?.log)?;
        lacks.retain(|lack| Some(lack.device) != own);
        Ok(lacks)
    }
}

/// The same of every device that has receipts of a log.
pub(crate) fn of_log(db: &Connection, log: Option<[u8; 16]>) -> Result<Vec<Lack>, StoreError> {
    let Some(log) = log else { return Ok(Vec::new()) };
    let mut statement = db.prepare_cached("SELECT DISTINCT device FROM receipt WHERE log = ?1 ORDER BY device")?;
    let mut rows = statement.query([log])?;
    let mut lacks = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let device = RECEIPT.device(row, "device")?;
        if let Some(lack) = of_device(db, device, log)?.filter(|_| lacks.len() < LACKS_MAX) {
            lacks.insert(device, lack);
        }
    }
    Ok(lacks.into_values().collect())
}

fn of_device(db: &Connection, device: DeviceId, log: [u8; 16]) -> Result<Option<Lack>, StoreError> {
    let known = branch::device(db, device)?.is_some();
    let branches = Branches::of(db, device)?;
    for Held { row, head } in receipt::of_device(db, device)?.iter().filter(|held| held.row.log == log) {
        if branches.find(db, row.up_to_seq, *head)?.is_none() {
            let next = branches.expected(row.up_to_seq);
            let entries = row.up_to_seq.saturating_sub(next).saturating_add(1);
            return Ok(Some(Lack { device, from_seq: if known { next } else { 0 }, entries }));
        }
    }
    Ok(None)
}
