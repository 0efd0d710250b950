//! The log's rows: items, and what they say about an entry. Here too: the devices that wrote them.

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, DeviceId};
use journal::exchange::Point as Drawn;

use super::super::answer::LACKING_ITEMS_MAX;
use super::super::ask::KnownDevice;
use super::super::log::{GrownBranch, NewItem, Point};
use super::super::number::{column, number};
use super::super::place::Branch;
use super::super::{COVERING_MAX, DbError};
use super::row;

pub fn insert(db: &Connection, commune: CommuneId, item: &NewItem<'_>, drawn: Drawn) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO item (commune, position, kind, device, first_seq, last_seq, head, bytes, drawn)
         VALUES (:commune, :position, :kind, :device, :first_seq, :last_seq, :head, :bytes, :drawn)",
    )?;
    insert.execute(named_params! {
        ":commune": commune.as_bytes(),
        ":position": column(item.position)?,
        ":kind": item.kind.column(),
        ":device": item.device.as_bytes(),
        ":first_seq": column(item.first_seq)?,
        ":last_seq": column(item.last_seq)?,
        ":head": item.head.0,
        ":bytes": item.bytes,
        ":drawn": drawn.0,
    })?;
    Ok(())
}

/// What was drawn for the item at a position; none where there is none.
pub fn drawn(db: &Connection, commune: CommuneId, position: u64) -> Result<Option<Drawn>, DbError> {
    let mut query = db.prepare_cached("SELECT drawn FROM item WHERE commune = :commune AND position = :position")?;
    let values = named_params! { ":commune": commune.as_bytes(), ":position": column(position)? };
    query.query(values)?.next()?.map(|row| row::fixed(row, "drawn").map(Drawn)).transpose()
}

/// Whether an item ends in this very entry (or, at 0, is the chain to this very certificate).
pub fn ends_at(db: &Connection, commune: CommuneId, point: Point) -> Result<bool, DbError> {
    let mut query = db.prepare_cached(
        "SELECT 1 FROM item
         WHERE commune = :commune AND device = :device AND last_seq = :seq AND head = :head",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(),
        ":device": point.device.as_bytes(),
        ":seq": column(point.seq)?,
        ":head": point.digest.0,
    };
    Ok(query.exists(values)?)
}

/// The items of a device that end at a number or later, its chains at 0, in their order.
pub fn from(db: &Connection, commune: CommuneId, device: DeviceId, seq: u64) -> Result<Vec<Vec<u8>>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT bytes FROM item WHERE commune = :commune AND device = :device AND last_seq >= :seq
         ORDER BY last_seq, head LIMIT :items_max",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(),
        ":device": device.as_bytes(),
        ":seq": column(seq)?,
        ":items_max": LACKING_ITEMS_MAX,
    };
    row::collect(query.query(values)?, |row| Ok(row.get("bytes")?))
}

/// The batches of a device around a number of its entries: one per branch.
pub fn covering(db: &Connection, commune: CommuneId, point: Point) -> Result<Vec<Vec<u8>>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT bytes FROM item
         WHERE commune = :commune AND device = :device AND kind = 2 AND last_seq > :seq AND first_seq <= :seq
         ORDER BY last_seq LIMIT :covering_max",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(),
        ":device": point.device.as_bytes(),
        ":seq": column(point.seq)?,
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

pub fn save_branch(db: &Connection, commune: CommuneId, grown: &GrownBranch) -> Result<(), DbError> {
    let mut save = db.prepare_cached(
        "INSERT INTO branch (commune, device, branch, since_seq, up_to_seq, head, receipt)
         VALUES (:commune, :device, :branch, :since_seq, :up_to_seq, :head, :receipt)
         ON CONFLICT (commune, device, branch)
         DO UPDATE SET up_to_seq = excluded.up_to_seq, head = excluded.head, receipt = excluded.receipt",
    )?;
    save.execute(named_params! {
        ":commune": commune.as_bytes(),
        ":device": grown.device.as_bytes(),
        ":branch": grown.branch.branch,
        ":since_seq": column(grown.branch.since_seq)?,
        ":up_to_seq": column(grown.branch.up_to_seq)?,
        ":head": grown.branch.head.0,
        ":receipt": grown.receipt,
    })?;
    Ok(())
}

pub fn device(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<Option<KnownDevice>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT public_key, expires_at_ms, accepted_seq FROM device LEFT JOIN locked_out USING (commune, device)
             WHERE commune = :commune AND device = :device",
    )?;
    let values = named_params! { ":commune": commune.as_bytes(), ":device": device.as_bytes() };
    let mut rows = query.query(values)?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let accepted_seq = row.get::<_, Option<i64>>("accepted_seq")?.map(number).transpose()?;
    Ok(Some(KnownDevice { key: row::public_key(row)?, expires_at_ms: row.get("expires_at_ms")?, accepted_seq }))
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

/// How many devices the commune has.
pub fn devices(db: &Connection, commune: CommuneId) -> Result<u64, DbError> {
    let mut query = db.prepare_cached("SELECT count(*) FROM device WHERE commune = ?1")?;
    number(query.query_one([commune.as_bytes()], |row| row.get(0))?)
}

/// How many chains of a device are kept.
pub fn chains(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<u64, DbError> {
    let mut query =
        db.prepare_cached("SELECT count(*) FROM item WHERE commune = :commune AND device = :device AND last_seq = 0")?;
    let values = named_params! { ":commune": commune.as_bytes(), ":device": device.as_bytes() };
    number(query.query_one(values, |row| row.get(0))?)
}
