//! Reading for a request and for its reply, each in one snapshot.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Type;
use rusqlite::{Connection, Row, named_params};

use domain::ids::{CommuneId, DeviceId};
use journal::exchange::{Expected, PulledItem};
use journal::limits::EXPECTED_MAX;
use journal::receipt::LogId;

use super::super::DbError;
use super::super::answer::{self, Begin, Portion};
use super::super::ask::{Answer, Ask, Question, Shown, Standing};
use super::super::number::column;
use super::log::last_position;
use super::{Sqlite, admit, item, roster, row};

impl Sqlite {
    pub async fn standing(&self, question: Question) -> Result<Option<Standing>, DbError> {
        self.read(move |db| standing(db, &question)).await
    }

    pub async fn answer(&self, ask: Ask) -> Result<Answer, DbError> {
        self.read(move |db| answer_of(db, &ask)).await
    }
}

fn standing(db: &Connection, question: &Question) -> Result<Option<Standing>, DbError> {
    let mut query = db.prepare_cached("SELECT practice FROM commune WHERE commune = ?1")?;
    let mut rows = query.query([question.commune.as_bytes()])?;
    let Some(commune) = rows.next()? else { return Ok(None) };
    let practice = commune.get("practice")?;
    let mut devices = BTreeMap::new();
    for device in &question.devices {
        if let Some(known) = item::device(db, question.commune, *device)? {
            devices.insert(*device, known);
        }
    }
    Ok(Some(Standing { practice, devices, lost: lost(db, question)? }))
}

fn lost(db: &Connection, question: &Question) -> Result<Option<LogId>, DbError> {
    let (commune, shown) = (question.commune, question.shown);
    if shown == Shown::default() {
        return Ok(None);
    }
    let held = shown.proven.map_or(Ok(false), |proven| item::ends_at(db, commune, proven.point()))?;
    let drawn = shown.marked.map_or(Ok(None), |marked| item::drawn(db, commune, marked.position))?;
    Ok(answer::lost(shown, admit::log_id(db)?, held, drawn))
}

fn answer_of(db: &Connection, ask: &Ask) -> Result<Answer, DbError> {
    let log_id = admit::log_id(db)?;
    let last_position = last_position(db, ask.commune)?;
    let drawn = ask.marked.map_or(Ok(None), |marked| item::drawn(db, ask.commune, marked.position))?;
    let begin = ask.begin(log_id, drawn);
    let pulled = pull(db, ask, begin, last_position)?;
    Ok(Answer {
        log_id,
        receipts: receipts(db, ask, &pulled.devices)?,
        items: pulled.items,
        position: pulled.position,
        drawn: item::drawn(db, ask.commune, pulled.position)?,
        more: pulled.more,
        log_reset: begin.log_reset,
        expected: if ask.expected || begin.log_reset { expected(db, ask.commune)? } else { Vec::new() },
        blobs: roster::wanted(db, ask.commune, &ask.blobs_wanted, ask.blob_bytes_max)?,
        found: found(db, ask)?,
    })
}

/// Items after a position, as many as fit, and where they end.
struct Pulled {
    items: Vec<PulledItem>,
    /// Whose they are: their receipts go along, so that every laptop can say what of the others has arrived.
    devices: BTreeSet<DeviceId>,
    position: u64,
    more: bool,
}

fn pull(db: &Connection, ask: &Ask, begin: Begin, last_position: u64) -> Result<Pulled, DbError> {
    let mut pulled = Pulled { items: Vec::new(), devices: BTreeSet::new(), position: begin.from, more: false };
    if begin.pull_bytes_max == 0 {
        return Ok(pulled);
    }
    let mut query = db.prepare_cached(include_str!("pull.sql"))?;
    let mut rows = query.query(named_params! {
        ":commune": ask.commune.as_bytes(),
        ":from": column(begin.from)?,
        ":requester": ask.requester.as_bytes(),
        ":include_own": ask.include_own,
    })?;
    let mut portion = Portion::of(begin.pull_bytes_max);
    while let Some(row) = rows.next()? {
        let length = row.get_ref("bytes")?.as_blob().map_err(|_| DbError::Damaged)?.len();
        if !portion.takes(length) {
            pulled.more = true;
            return Ok(pulled);
        }
        pulled.position = row::number(row, "position")?;
        pulled.devices.insert(row::device(row)?);
        pulled.items.push(log_item(row)?);
    }
    pulled.position = last_position;
    Ok(pulled)
}

/// Of each device that is lacking, its items from a number on, as many as its share takes.
fn found(db: &Connection, ask: &Ask) -> Result<Vec<Vec<u8>>, DbError> {
    let mut items = Vec::new();
    for (device, from_seq) in &ask.lacking {
        let mut share = ask.lacking_share();
        let of_device = item::from(db, ask.commune, *device, *from_seq)?;
        items.extend(of_device.into_iter().take_while(|bytes| share.takes(bytes.len())));
    }
    Ok(items)
}

fn log_item(row: &Row<'_>) -> Result<PulledItem, DbError> {
    Ok(PulledItem { position: row::number(row, "position")?, bytes: row.get("bytes")? })
}

fn receipts(db: &Connection, ask: &Ask, pulled: &BTreeSet<DeviceId>) -> Result<Vec<Vec<u8>>, DbError> {
    let mut query =
        db.prepare_cached("SELECT receipt FROM branch WHERE commune = :commune AND device = :device ORDER BY branch")?;
    let mut receipts = Vec::new();
    for device in ask.receipts_of.union(pulled) {
        let values = named_params! { ":commune": ask.commune.as_bytes(), ":device": device.as_bytes() };
        receipts.append(&mut row::collect(query.query(values)?, |row| Ok(row.get("receipt")?))?);
    }
    Ok(ask.receipts_said(receipts))
}

/// One row per branch; a device without entries is expected to begin.
fn expected(db: &Connection, commune: CommuneId) -> Result<Vec<Expected>, DbError> {
    let mut query = db.prepare_cached(
        "SELECT device.device, public_key, up_to_seq, head
         FROM device LEFT JOIN branch USING (commune, device)
         WHERE device.commune = :commune ORDER BY device.device, branch LIMIT :expected_max",
    )?;
    let expected_max = i64::try_from(EXPECTED_MAX).unwrap_or(i64::MAX);
    let values = named_params! { ":commune": commune.as_bytes(), ":expected_max": expected_max };
    row::collect(query.query(values)?, |row| expected_of(row, commune))
}

fn expected_of(row: &Row<'_>, commune: CommuneId) -> Result<Expected, DbError> {
    let device = row::device(row)?;
    let end = match row.get_ref("head")?.data_type() {
        Type::Null => None,
        Type::Blob | Type::Text | Type::Integer | Type::Real => Some((row::number(row, "up_to_seq")?, row::head(row)?)),
    };
    Ok(answer::expected(commune, device, &row::public_key(row)?, end))
}
