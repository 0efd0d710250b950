//! The table `receipt`: the centre's signed word of what has arrived, and what follows from it for each entry.

use std::collections::BTreeMap;

use domain::ids::{DeviceId, EntryDigest};
use journal::Receipt;
use journal::mutation::{Mutation, mutated};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::branch::{Branches, devices};
use crate::column::Table;
use crate::entry::Spot;
use crate::error::StoreError;
use crate::number::{signed, unsigned};
use crate::outbox::ReceiptRow;

const RECEIPT: Table = Table("receipt");
/// At most this many receipts of one device are kept: one per branch, and some that name what is not here yet.
const RECEIPTS_MAX: usize = 64;

/// Which entries a receipt of the centre covers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Coverage(BTreeMap<(DeviceId, i64), u64>);

impl Coverage {
    /// Reads every receipt of the log that the centre keeps now; one of a former log proves nothing about this one.
    pub(crate) fn read(db: &Connection) -> Result<Self, StoreError> {
        let mut coverage = Self::default();
        let log: Option<[u8; 16]> =
            db.prepare_cached("SELECT log FROM centre")?.query_row([], |row| row.get(0)).optional()?.flatten();
        for device in devices(db)? {
            coverage.add_device(db, device, log)?;
        }
        Ok(coverage)
    }

    /// Whether the entry at this spot has arrived.
    pub(crate) fn covers(&self, device: DeviceId, spot: Spot) -> bool {
        spot.seq <= self.up_to(device, spot.branch)
    }

    /// The newest number that has arrived on a branch; 0 for none.
    pub(crate) fn up_to(&self, device: DeviceId, branch: i64) -> u64 {
        self.0.get(&(device, branch)).copied().unwrap_or_default()
    }

    fn add_device(&mut self, db: &Connection, device: DeviceId, log: Option<[u8; 16]>) -> Result<(), StoreError> {
        let receipts = of_device(db, device)?;
        if receipts.is_empty() {
            return Ok(());
        }
        let branches = Branches::of(db, device)?;
        for receipt in receipts
            .iter()
            .filter(|receipt| log.is_none_or(|log| log == receipt.row.log) || mutated(Mutation::OldReceiptsCount))
        {
            let mut spot = branches.find(db, receipt.row.up_to_seq, receipt.head)?;
            while let Some(at) = spot {
                let covered = self.0.entry((device, at.branch)).or_default();
                *covered = at.seq.max(*covered);
                spot = branches.before(at.branch);
            }
        }
        Ok(())
    }
}

/// A receipt with the entry it names.
pub(crate) struct Held {
    pub row: ReceiptRow,
    pub head: EntryDigest,
}

/// Keeps a receipt, and lets go of those of the same device that it makes superfluous.
pub(crate) fn keep(db: &Connection, receipt: &Receipt) -> Result<ReceiptRow, StoreError> {
    let arrival = receipt.claims();
    let row = ReceiptRow {
        device: arrival.device,
        up_to_seq: arrival.up_to_seq,
        log: arrival.log.0,
        time_ms: arrival.time_ms,
        bytes: receipt.to_bytes(),
    };
    insert(db, &row, arrival.head)?;
    drop_superfluous(db, &row, arrival.head)?;
    Ok(row)
}

fn insert(db: &Connection, row: &ReceiptRow, head: EntryDigest) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO receipt (device, head, up_to_seq, log, time_ms, bytes)
         VALUES (:device, :head, :up_to_seq, :log, :time_ms, :bytes)
         ON CONFLICT (device, head) DO UPDATE
         SET log = excluded.log, time_ms = excluded.time_ms, bytes = excluded.bytes
         WHERE excluded.log <> receipt.log OR excluded.time_ms >= receipt.time_ms",
    )?
    .execute(named_params! {
        ":device": row.device.as_bytes(),
        ":head": head.0,
        ":up_to_seq": signed(row.up_to_seq),
        ":log": row.log,
        ":time_ms": row.time_ms,
        ":bytes": row.bytes,
    })?;
    Ok(())
}

/// A receipt says all that an earlier one on the way to its head says.
fn drop_superfluous(db: &Connection, row: &ReceiptRow, head: EntryDigest) -> Result<(), StoreError> {
    let device = row.device;
    let branches = Branches::of(db, device)?;
    let mut kept = of_device(db, device)?;
    kept.retain(|held| held.head != head);
    if let Some(new) = branches.find(db, row.up_to_seq, head)? {
        for held in &kept {
            let old = branches.find(db, held.row.up_to_seq, held.head)?;
            if old.is_some_and(|old| branches.leads_to(old, new)) {
                delete(db, device, held.head)?;
            }
        }
    }
    let oldest = kept.iter().rev().skip(RECEIPTS_MAX);
    oldest.map(|held| held.head).try_for_each(|head| delete(db, device, head))
}

fn delete(db: &Connection, device: DeviceId, head: EntryDigest) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("DELETE FROM receipt WHERE device = :device AND head = :head")?;
    statement.execute(named_params! { ":device": device.as_bytes(), ":head": head.0 })?;
    Ok(())
}

/// The receipts of one device, by the number they reach.
pub(crate) fn of_device(db: &Connection, device: DeviceId) -> Result<Vec<Held>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT device, head, up_to_seq, log, time_ms, bytes FROM receipt WHERE device = :device ORDER BY up_to_seq, head",
    )?;
    let mut rows = statement.query(named_params! { ":device": device.as_bytes() })?;
    let mut receipts = Vec::new();
    while let Some(row) = rows.next()? {
        receipts.push(Held { row: read(row)?, head: RECEIPT.digest(row, "head")? });
    }
    Ok(receipts)
}

/// The receipts of all devices, newest first by the centre's clock.
pub(crate) fn newest(db: &Connection, limit: u32) -> Result<Vec<ReceiptRow>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT device, head, up_to_seq, log, time_ms, bytes FROM receipt
         ORDER BY time_ms DESC, device, up_to_seq DESC LIMIT :limit",
    )?;
    let mut rows = statement.query(named_params! { ":limit": limit })?;
    let mut receipts = Vec::new();
    while let Some(row) = rows.next()? {
        receipts.push(read(row)?);
    }
    Ok(receipts)
}

/// The receipt of one device that reaches furthest.
pub(crate) fn furthest(db: &Connection, device: DeviceId) -> Result<Option<ReceiptRow>, StoreError> {
    let mut receipts = of_device(db, device)?;
    receipts.sort_by_key(|receipt| (receipt.row.up_to_seq, receipt.row.time_ms));
    Ok(receipts.pop().map(|receipt| receipt.row))
}

/// Forgets every receipt: another centre has seen nothing yet.
pub(crate) fn forget(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM receipt", [])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ReceiptRow, StoreError> {
    Ok(ReceiptRow {
        device: RECEIPT.device(row, "device")?,
        up_to_seq: RECEIPT.read(row, "up_to_seq", unsigned)?,
        log: RECEIPT.get(row, "log")?,
        time_ms: RECEIPT.get(row, "time_ms")?,
        bytes: RECEIPT.get(row, "bytes")?,
    })
}
