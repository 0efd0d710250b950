//! Storing what was offered: the whole request in one transaction, receipts and positions included.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, DeviceId};
use journal::blob::BlobDigest;

use super::super::DbError;
use super::super::ask::{Push, Pushed};
use super::super::log::{Before, DeviceBefore, Placing, Plan};
use super::super::number::column;
use super::super::standing::Evidence;
use super::{Sqlite, act, admit, item, recovery, roster, row};

impl Sqlite {
    pub async fn push(&self, push: Push) -> Result<Pushed, DbError> {
        self.write(move |db| push_all(db, &push)).await
    }
}

fn push_all(db: &Connection, push: &Push) -> Result<Pushed, DbError> {
    let mut placing = Placing::begin(push, before(db, push)?);
    while let Some(point) = placing.go_on() {
        placing.look_inside(point, &item::covering(db, push.commune, point)?);
    }
    let plan = placing.finish();
    write(db, push, &plan)?;
    Ok(Pushed { stored: plan.stored, blobs_held: store_blobs(db, push)?, log: plan.log_id })
}

fn before(db: &Connection, push: &Push) -> Result<Before, DbError> {
    let commune = push.commune;
    let mut devices = BTreeMap::new();
    for device in push.devices() {
        devices.insert(device, device_before(db, commune, device)?);
    }
    let mut ends = push.points();
    for point in push.points() {
        if !item::ends_at(db, commune, point)? {
            ends.remove(&point);
        }
    }
    let (log_id, last_position) = (admit::log_id(db)?, last_position(db, commune)?);
    let evidence = if push.may_judge() { act::evidence(db, commune)? } else { Evidence::default() };
    Ok(Before { log_id, last_position, devices_known: item::devices(db, commune)?, devices, ends, evidence })
}

fn device_before(db: &Connection, commune: CommuneId, device: DeviceId) -> Result<DeviceBefore, DbError> {
    let known = item::device(db, commune, device)?;
    Ok(DeviceBefore {
        key: known.map(|known| known.key),
        chains: item::chains(db, commune, device)?,
        branches: item::branches(db, commune, device)?,
        accepted_seq: known.and_then(|known| known.accepted_seq),
    })
}

fn write(db: &Connection, push: &Push, plan: &Plan<'_>) -> Result<(), DbError> {
    for (device, known) in &plan.devices {
        item::save_device(db, push.commune, *device, known, push.now_ms)?;
    }
    for new in &plan.items {
        item::insert(db, push.commune, new, push.drawn)?;
    }
    for grown in &plan.branches {
        item::save_branch(db, push.commune, grown)?;
    }
    for edition in &plan.editions {
        roster::note(db, push.commune, edition)?;
    }
    act::write(db, push.commune, plan)?;
    recovery::write(db, push.commune, plan)?;
    if plan.items.is_empty() { Ok(()) } else { move_position(db, push.commune, plan.last_position) }
}

fn store_blobs(db: &Connection, push: &Push) -> Result<Vec<BlobDigest>, DbError> {
    let mut held = Vec::new();
    for (digest, bytes) in &push.blobs {
        if roster::store(db, push.commune, *digest, bytes)? {
            held.push(*digest);
        }
    }
    Ok(held)
}

/// The commune's last position, as of this transaction.
pub fn last_position(db: &Connection, commune: CommuneId) -> Result<u64, DbError> {
    let mut query = db.prepare_cached("SELECT last_position FROM commune WHERE commune = ?1")?;
    let mut rows = query.query([commune.as_bytes()])?;
    rows.next()?.ok_or(DbError::Damaged).and_then(|row| row::number(row, "last_position"))
}

fn move_position(db: &Connection, commune: CommuneId, position: u64) -> Result<(), DbError> {
    let mut update = db.prepare_cached("UPDATE commune SET last_position = :position WHERE commune = :commune")?;
    update.execute(named_params! { ":position": column(position)?, ":commune": commune.as_bytes() })?;
    Ok(())
}
