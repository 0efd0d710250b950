//! Reading for a request and for its reply, each in one snapshot.

use std::collections::BTreeSet;

use deadpool_postgres::Transaction;

use domain::ids::{CommuneId, DeviceId};
use journal::exchange::{Expected, PulledItem};
use journal::limits::{EXPECTED_MAX, REPLY_ITEMS_MAX};
use journal::receipt::LogId;

use super::super::DbError;
use super::super::answer::{self, Begin, Portion};
use super::super::ask::{Answer, Ask, Proven, Question, Shown, Standing};
use super::super::number::column;
use super::{Postgres, item, reading, renew, roster, row};

impl Postgres {
    pub async fn standing(&self, question: Question) -> Result<Option<Standing>, DbError> {
        standing(&reading(&mut self.connection().await?).await?, &question).await
    }

    pub async fn answer(&self, ask: Ask) -> Result<Answer, DbError> {
        answer_of(&reading(&mut self.connection().await?).await?, &ask).await
    }
}

async fn standing(db: &Transaction<'_>, question: &Question) -> Result<Option<Standing>, DbError> {
    let commune = question.commune;
    let select = "SELECT practice FROM commune WHERE commune = $1";
    let Some(found) = row::first(db, select, &[&commune.as_bytes().as_slice()]).await? else { return Ok(None) };
    let devices = item::known(db, commune, &question.devices).await?;
    Ok(Some(Standing { practice: row::get(&found, "practice")?, devices, lost: lost(db, question).await? }))
}

async fn lost(db: &Transaction<'_>, question: &Question) -> Result<Option<LogId>, DbError> {
    let (commune, shown) = (question.commune, question.shown);
    if shown == Shown::default() {
        return Ok(None);
    }
    let proven: BTreeSet<_> = shown.proven.iter().map(Proven::point).collect();
    let held = item::ends(db, commune, &proven).await?;
    let drawn = item::drawn(db, commune, shown.marked.map(|marked| marked.position)).await?;
    Ok(answer::lost(shown, renew::log_id(db).await?, !held.is_empty(), drawn))
}

async fn answer_of(db: &Transaction<'_>, ask: &Ask) -> Result<Answer, DbError> {
    let (log_id, last_position) = log_end(db, ask.commune).await?;
    let drawn = item::drawn(db, ask.commune, ask.marked.map(|marked| marked.position)).await?;
    let begin = ask.begin(log_id, drawn);
    let pulled = pull(db, ask, begin, last_position).await?;
    let expected = if ask.expected || begin.log_reset { expected(db, ask.commune).await? } else { Vec::new() };
    Ok(Answer {
        log_id,
        receipts: receipts(db, ask, &pulled.devices).await?,
        items: pulled.items,
        position: pulled.position,
        drawn: item::drawn(db, ask.commune, Some(pulled.position)).await?,
        more: pulled.more,
        log_reset: begin.log_reset,
        expected,
        blobs: roster::wanted(db, ask.commune, &ask.blobs_wanted, ask.blob_bytes_max).await?,
        found: found(db, ask).await?,
    })
}

async fn log_end(db: &Transaction<'_>, commune: CommuneId) -> Result<(LogId, u64), DbError> {
    let select = "SELECT log_id, last_position FROM centre, commune WHERE commune.commune = $1";
    let end = row::first(db, select, &[&commune.as_bytes().as_slice()]).await?.ok_or(DbError::Damaged)?;
    Ok((row::log_id(&end)?, row::number(&end, "last_position")?))
}

/// Items after a position, as many as fit, and where they end.
struct Pulled {
    items: Vec<PulledItem>,
    /// Whose they are: their receipts go along, so that every laptop can say what of the others has arrived.
    devices: BTreeSet<DeviceId>,
    position: u64,
    more: bool,
}

async fn pull(db: &Transaction<'_>, ask: &Ask, begin: Begin, last_position: u64) -> Result<Pulled, DbError> {
    let mut pulled = Pulled { items: Vec::new(), devices: BTreeSet::new(), position: begin.from, more: false };
    if begin.pull_bytes_max == 0 {
        return Ok(pulled);
    }
    let mut portion = Portion::of(begin.pull_bytes_max);
    for after in after(db, ask, begin.from).await? {
        if !portion.takes(after.length) {
            pulled.more = true;
            break;
        }
        pulled.position = after.position;
        pulled.devices.insert(after.device);
    }
    pulled.items = items(db, ask, begin.from, pulled.position).await?;
    pulled.position = if pulled.more { pulled.position } else { last_position };
    Ok(pulled)
}

/// Of each device that is lacking, its items from a number on, as many as its share takes.
async fn found(db: &Transaction<'_>, ask: &Ask) -> Result<Vec<Vec<u8>>, DbError> {
    let mut items = Vec::new();
    for (device, from_seq) in &ask.lacking {
        let mut share = ask.lacking_share();
        let of_device = item::from(db, ask.commune, *device, *from_seq).await?;
        items.extend(of_device.into_iter().take_while(|bytes| share.takes(bytes.len())));
    }
    Ok(items)
}

/// An item without its bytes.
struct After {
    position: u64,
    device: DeviceId,
    length: usize,
}

/// What comes after a position: one more than a reply can take.
async fn after(db: &Transaction<'_>, ask: &Ask, from: u64) -> Result<Vec<After>, DbError> {
    let select = "SELECT position, device, octet_length(bytes)::bigint AS length FROM item
         WHERE commune = $1 AND position > $2 AND ($3 OR device <> $4) ORDER BY position LIMIT $5";
    let (commune, requester) = (ask.commune.as_bytes().as_slice(), ask.requester.as_bytes().as_slice());
    let most = i64::try_from(REPLY_ITEMS_MAX.saturating_add(1)).unwrap_or(i64::MAX);
    row::collect(db, select, &[&commune, &column(from)?, &ask.include_own, &requester, &most], |row| {
        Ok(After { position: row::number(row, "position")?, device: row::device(row)?, length: row::length(row)? })
    })
    .await
}

async fn items(db: &Transaction<'_>, ask: &Ask, from: u64, to: u64) -> Result<Vec<PulledItem>, DbError> {
    if to == from {
        return Ok(Vec::new());
    }
    let select = "SELECT position, bytes FROM item
         WHERE commune = $1 AND position > $2 AND position <= $5 AND ($3 OR device <> $4) ORDER BY position";
    let (commune, requester) = (ask.commune.as_bytes().as_slice(), ask.requester.as_bytes().as_slice());
    let values: row::Values<'_> = &[&commune, &column(from)?, &ask.include_own, &requester, &column(to)?];
    row::collect(db, select, values, |row| {
        Ok(PulledItem { position: row::number(row, "position")?, bytes: row::get(row, "bytes")? })
    })
    .await
}

async fn receipts(db: &Transaction<'_>, ask: &Ask, pulled: &BTreeSet<DeviceId>) -> Result<Vec<Vec<u8>>, DbError> {
    let select = "SELECT receipt FROM branch WHERE commune = $1 AND device = ANY ($2) ORDER BY device, branch";
    let devices = row::ids(ask.receipts_of.union(pulled));
    let values: row::Values<'_> = &[&ask.commune.as_bytes().as_slice(), &devices];
    let receipts = row::collect(db, select, values, |row| Ok(row::get(row, "receipt")?)).await?;
    Ok(ask.receipts_said(receipts))
}

/// One row per branch; a device without entries is expected to begin.
async fn expected(db: &Transaction<'_>, commune: CommuneId) -> Result<Vec<Expected>, DbError> {
    let ends = item::branch_ends(db, commune, EXPECTED_MAX).await?;
    Ok(ends.iter().map(|(device, key, end)| answer::expected(commune, *device, key, *end)).collect())
}
