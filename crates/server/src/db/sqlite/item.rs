//! The log's rows: items, and what they say about an entry. Here too: the devices that wrote them.

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, DeviceId, EntryDigest};

use super::super::DbError;
use super::super::ask::KnownDevice;
use super::super::place::{Branch, Run};
use super::row;

/// An item about to be stored.
pub struct NewItem<'b> {
    pub commune: CommuneId,
    pub position: u64,
    pub kind: u8,
    pub device: DeviceId,
    pub first_seq: u64,
    pub last_seq: u64,
    pub head: EntryDigest,
    pub bytes: &'b [u8],
}

/// The kinds of items, as columns and PROTOCOL.md name them.
pub const CHAIN: u8 = 1;
pub const BATCH: u8 = 2;

pub fn insert(db: &Connection, item: &NewItem<'_>) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO item (commune, position, kind, device, first_seq, last_seq, head, bytes)
         VALUES (:commune, :position, :kind, :device, :first_seq, :last_seq, :head, :bytes)",
    )?;
    insert.execute(named_params! {
        ":commune": item.commune.as_bytes(),
        ":position": row::column(item.position)?,
        ":kind": item.kind,
        ":device": item.device.as_bytes(),
        ":first_seq": row::column(item.first_seq)?,
        ":last_seq": row::column(item.last_seq)?,
        ":head": item.head.0,
        ":bytes": item.bytes,
    })?;
    Ok(())
}

/// Whether an item ends in this very entry (or, at 0, is the chain to this very certificate).
pub fn ends_at(
    db: &Connection,
    commune: CommuneId,
    device: DeviceId,
    seq: u64,
    head: EntryDigest,
) -> Result<bool, DbError> {
    let mut query = db.prepare_cached(
        "SELECT 1 FROM item
         WHERE commune = :commune AND device = :device AND last_seq = :seq AND head = :head",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(), ":device": device.as_bytes(), ":seq": row::column(seq)?, ":head": head.0
    };
    Ok(query.exists(values)?)
}

/// Batches looked into when a device cut its entries otherwise than before.
const COVERING_MAX: u32 = 64;

/// The batches of a device inside which entry `seq` lies: one per branch.
pub fn covering(db: &Connection, commune: CommuneId, device: DeviceId, seq: u64) -> Result<Vec<Vec<u8>>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT bytes FROM item
         WHERE commune = :commune AND device = :device AND kind = 2 AND last_seq > :seq AND first_seq <= :seq
         ORDER BY last_seq LIMIT :covering_max",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(),
        ":device": device.as_bytes(),
        ":seq": row::column(seq)?,
        ":covering_max": COVERING_MAX,
    };
    row::collect(query.query(values)?, |row| Ok(row.get("bytes")?))
}

pub fn branches(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<Vec<Branch>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT branch, since_seq, up_to_seq, head FROM branch
         WHERE commune = :commune AND device = :device ORDER BY branch",
    )?;
    let values = named_params! { ":commune": commune.as_bytes(), ":device": device.as_bytes() };
    row::collect(query.query(values)?, |row| {
        Ok(Branch {
            branch: row.get("branch")?,
            since_seq: row::number(row, "since_seq")?,
            up_to_seq: row::number(row, "up_to_seq")?,
            head: row::head(row)?,
        })
    })
}

pub fn save_branch(
    db: &Connection,
    commune: CommuneId,
    device: DeviceId,
    branch: &Branch,
    receipt: &[u8],
) -> Result<(), DbError> {
    let mut save = db.prepare_cached(
        "INSERT INTO branch (commune, device, branch, since_seq, up_to_seq, head, receipt)
         VALUES (:commune, :device, :branch, :since_seq, :up_to_seq, :head, :receipt)
         ON CONFLICT (commune, device, branch)
         DO UPDATE SET up_to_seq = excluded.up_to_seq, head = excluded.head, receipt = excluded.receipt",
    )?;
    save.execute(named_params! {
        ":commune": commune.as_bytes(),
        ":device": device.as_bytes(),
        ":branch": branch.branch,
        ":since_seq": row::column(branch.since_seq)?,
        ":up_to_seq": row::column(branch.up_to_seq)?,
        ":head": branch.head.0,
        ":receipt": receipt,
    })?;
    Ok(())
}

/// A branch that this run begins.
pub fn new_branch(branches: &[Branch], run: &Run) -> Branch {
    let branch = branches.iter().map(|branch| branch.branch.saturating_add(1)).max().unwrap_or(0);
    let since_seq = if branches.is_empty() { 0 } else { run.first_seq.saturating_sub(1) };
    Branch { branch, since_seq, up_to_seq: run.last_seq(), head: run.head() }
}

pub fn device(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<Option<KnownDevice>, DbError> {
    let mut query = db
        .prepare_cached("SELECT public_key, expires_at_ms FROM device WHERE commune = :commune AND device = :device")?;
    let values = named_params! { ":commune": commune.as_bytes(), ":device": device.as_bytes() };
    let mut rows = query.query(values)?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(KnownDevice { key: row::public_key(row)?, expires_at_ms: row.get("expires_at_ms")? }))
}

/// Keeps a device; of two validities the longer holds.
pub fn save_device(
    db: &Connection,
    commune: CommuneId,
    device: DeviceId,
    known: &KnownDevice,
    now_ms: i64,
) -> Result<(), DbError> {
    let mut save = db.prepare_cached(
        "INSERT INTO device (commune, device, public_key, expires_at_ms, known_since_ms)
         VALUES (:commune, :device, :public_key, :expires_at_ms, :now_ms)
         ON CONFLICT (commune, device)
         DO UPDATE SET expires_at_ms = max(expires_at_ms, excluded.expires_at_ms)",
    )?;
    save.execute(named_params! {
        ":commune": commune.as_bytes(),
        ":device": device.as_bytes(),
        ":public_key": known.key.as_bytes(),
        ":expires_at_ms": known.expires_at_ms,
        ":now_ms": now_ms,
    })?;
    Ok(())
}

/// How many devices the commune has, and how many chains this device.
pub fn counts(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<(u64, u64), DbError> {
    let mut query = db.prepare_cached(
        "SELECT (SELECT count(*) FROM device WHERE commune = :commune) AS devices,
                (SELECT count(*) FROM item
                 WHERE commune = :commune AND device = :device AND last_seq = 0) AS chains",
    )?;
    let values = named_params! { ":commune": commune.as_bytes(), ":device": device.as_bytes() };
    let mut rows = query.query(values)?;
    let row = rows.next()?.ok_or(DbError::Damaged)?;
    Ok((row::number(row, "devices")?, row::number(row, "chains")?))
}
