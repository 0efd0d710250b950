//! The log's rows: items, and what they say about an entry. Here too: the devices that wrote them, and their branches.

use std::collections::{BTreeMap, BTreeSet};

use deadpool_postgres::Transaction;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::exchange::Point as Drawn;

use super::super::answer::LACKING_ITEMS_MAX;
use super::super::ask::KnownDevice;
use super::super::log::{DeviceBefore, GrownBranch, NewItem, Point};
use super::super::number::{column, number};
use super::super::place::Branch;
use super::super::{COVERING_MAX, DbError};
use super::row;

/// Adds items in one statement.
pub async fn insert(
    db: &Transaction<'_>,
    commune: CommuneId,
    items: &[NewItem<'_>],
    drawn: Drawn,
) -> Result<(), DbError> {
    let insert = "INSERT INTO item (commune, position, kind, device, first_seq, last_seq, head, bytes, drawn)
         SELECT $1, new.*, $9 FROM unnest($2::bigint[], $3::smallint[], $4::bytea[], $5::bigint[], $6::bigint[],
                                      $7::bytea[], $8::bytea[]) AS new";
    let positions = items.iter().map(|item| column(item.position)).collect::<Result<Vec<_>, _>>()?;
    let kinds: Vec<_> = items.iter().map(|item| item.kind.column()).collect();
    let devices = row::ids(items.iter().map(|item| &item.device));
    let first_seqs = items.iter().map(|item| column(item.first_seq)).collect::<Result<Vec<_>, _>>()?;
    let last_seqs = items.iter().map(|item| column(item.last_seq)).collect::<Result<Vec<_>, _>>()?;
    let heads: Vec<&[u8]> = items.iter().map(|item| item.head.0.as_slice()).collect();
    let bytes: Vec<_> = items.iter().map(|item| item.bytes).collect();
    let commune = commune.as_bytes().as_slice();
    let drawn = drawn.0.as_slice();
    row::execute(db, insert, &[&commune, &positions, &kinds, &devices, &first_seqs, &last_seqs, &heads, &bytes, &drawn])
        .await
        .map(drop)
}

/// What was drawn for the item at a position; none where there is none.
pub async fn drawn(db: &Transaction<'_>, commune: CommuneId, position: Option<u64>) -> Result<Option<Drawn>, DbError> {
    let Some(position) = position else { return Ok(None) };
    let select = "SELECT drawn FROM item WHERE commune = $1 AND position = $2";
    let found = row::first(db, select, &[&commune.as_bytes().as_slice(), &column(position)?]).await?;
    found.map(|row| row::fixed(&row, "drawn").map(Drawn)).transpose()
}

/// Those of the points at which an item ends.
pub async fn ends(
    db: &Transaction<'_>,
    commune: CommuneId,
    points: &BTreeSet<Point>,
) -> Result<BTreeSet<Point>, DbError> {
    let select = "SELECT device, last_seq, head
         FROM unnest($2::bytea[], $3::bigint[], $4::bytea[]) AS point (device, last_seq, head)
         JOIN item USING (device, last_seq, head) WHERE commune = $1";
    let devices = row::ids(points.iter().map(|point| &point.device));
    let seqs = points.iter().map(|point| column(point.seq)).collect::<Result<Vec<_>, _>>()?;
    let heads: Vec<&[u8]> = points.iter().map(|point| point.digest.0.as_slice()).collect();
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &devices, &seqs, &heads];
    let held = row::collect(db, select, values, |row| {
        Ok(Point { device: row::device(row)?, seq: row::number(row, "last_seq")?, digest: row::head(row)? })
    });
    held.await.map(BTreeSet::from_iter)
}

/// The items of a device that end at a number or later, its chains at 0, in their order.
pub async fn from(
    db: &Transaction<'_>,
    commune: CommuneId,
    device: DeviceId,
    seq: u64,
) -> Result<Vec<Vec<u8>>, DbError> {
    let select = "SELECT bytes FROM item WHERE commune = $1 AND device = $2 AND last_seq >= $3
         ORDER BY last_seq, head LIMIT $4";
    let (commune, device) = (commune.as_bytes().as_slice(), device.as_bytes().as_slice());
    let values: row::Values<'_> = &[&commune, &device, &column(seq)?, &i64::from(LACKING_ITEMS_MAX)];
    row::collect(db, select, values, |row| Ok(row::get(row, "bytes")?)).await
}

/// The batches of a device around a number of its entries: one per branch.
pub async fn covering(db: &Transaction<'_>, commune: CommuneId, point: Point) -> Result<Vec<Vec<u8>>, DbError> {
    let select = "SELECT bytes FROM item
         WHERE commune = $1 AND device = $2 AND kind = 2 AND last_seq > $3 AND first_seq <= $3
         ORDER BY last_seq LIMIT $4";
    let (commune, device) = (commune.as_bytes().as_slice(), point.device.as_bytes().as_slice());
    let values: row::Values<'_> = &[&commune, &device, &column(point.seq)?, &i64::from(COVERING_MAX)];
    row::collect(db, select, values, |row| Ok(row::get(row, "bytes")?)).await
}

/// What the log holds of these devices, those included that it does not know.
pub async fn devices_before(
    db: &Transaction<'_>,
    commune: CommuneId,
    devices: &BTreeSet<DeviceId>,
) -> Result<BTreeMap<DeviceId, DeviceBefore>, DbError> {
    let (known, branches) = tokio::try_join!(keys(db, commune, devices), branches(db, commune, devices))?;
    let mut before = BTreeMap::from_iter(known);
    for (device, branch) in branches {
        before.entry(device).or_default().branches.push(branch);
    }
    Ok(before)
}

async fn keys(
    db: &Transaction<'_>,
    commune: CommuneId,
    devices: &BTreeSet<DeviceId>,
) -> Result<Vec<(DeviceId, DeviceBefore)>, DbError> {
    let select = "SELECT device, public_key, accepted_seq,
                (SELECT count(*) FROM item
                 WHERE item.commune = $1 AND item.device = device.device AND last_seq = 0) AS chains
         FROM device LEFT JOIN locked_out USING (commune, device)
         WHERE commune = $1 AND device = ANY ($2)";
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &row::ids(devices)];
    row::collect(db, select, values, |row| {
        let accepted_seq = accepted_seq(row)?;
        let (key, chains) = (Some(row::public_key(row)?), row::number(row, "chains")?);
        Ok((row::device(row)?, DeviceBefore { key, chains, branches: Vec::new(), accepted_seq }))
    })
    .await
}

async fn branches(
    db: &Transaction<'_>,
    commune: CommuneId,
    devices: &BTreeSet<DeviceId>,
) -> Result<Vec<(DeviceId, Branch)>, DbError> {
    let select = "SELECT device, branch, since_seq, up_to_seq, head FROM branch
         WHERE commune = $1 AND device = ANY ($2) ORDER BY device, branch";
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &row::ids(devices)];
    row::collect(db, select, values, |row| {
        let branch = u32::try_from(row::get::<i32>(row, "branch")?).map_err(|_| DbError::Damaged)?;
        let (since_seq, up_to_seq) = (row::number(row, "since_seq")?, row::number(row, "up_to_seq")?);
        Ok((row::device(row)?, Branch { branch, since_seq, up_to_seq, head: row::head(row)? }))
    })
    .await
}

/// Keeps what grew, in one statement.
pub async fn save_branches(db: &Transaction<'_>, commune: CommuneId, grown: &[GrownBranch]) -> Result<(), DbError> {
    let save = "INSERT INTO branch (commune, device, branch, since_seq, up_to_seq, head, receipt)
         SELECT $1, grown.* FROM unnest($2::bytea[], $3::integer[], $4::bigint[], $5::bigint[], $6::bytea[],
                                        $7::bytea[]) AS grown
         ON CONFLICT (commune, device, branch)
         DO UPDATE SET up_to_seq = excluded.up_to_seq, head = excluded.head, receipt = excluded.receipt";
    let branches = grown.iter().map(|it| i32::try_from(it.branch.branch).map_err(|_| DbError::Full));
    let branches = branches.collect::<Result<Vec<_>, _>>()?;
    let since_seqs = grown.iter().map(|it| column(it.branch.since_seq)).collect::<Result<Vec<_>, _>>()?;
    let up_to_seqs = grown.iter().map(|it| column(it.branch.up_to_seq)).collect::<Result<Vec<_>, _>>()?;
    let heads: Vec<&[u8]> = grown.iter().map(|it| it.branch.head.0.as_slice()).collect();
    let receipts: Vec<_> = grown.iter().map(|it| it.receipt.as_slice()).collect();
    let (commune, devices) = (commune.as_bytes().as_slice(), row::ids(grown.iter().map(|it| &it.device)));
    row::execute(db, save, &[&commune, &devices, &branches, &since_seqs, &up_to_seqs, &heads, &receipts])
        .await
        .map(drop)
}

/// The devices known, of those asked about.
pub async fn known(
    db: &Transaction<'_>,
    commune: CommuneId,
    devices: &BTreeSet<DeviceId>,
) -> Result<BTreeMap<DeviceId, KnownDevice>, DbError> {
    let select = "SELECT device, public_key, expires_at_ms, accepted_seq
         FROM device LEFT JOIN locked_out USING (commune, device) WHERE commune = $1 AND device = ANY ($2)";
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &row::ids(devices)];
    let known = row::collect(db, select, values, |row| {
        let (key, expires_at_ms) = (row::public_key(row)?, row::get(row, "expires_at_ms")?);
        let known = KnownDevice { key, expires_at_ms, accepted_seq: accepted_seq(row)? };
        Ok((row::device(row)?, known))
    });
    known.await.map(BTreeMap::from_iter)
}

/// The last entry that is accepted of a device that is locked out.
fn accepted_seq(row: &tokio_postgres::Row) -> Result<Option<u64>, DbError> {
    row::get::<Option<i64>>(row, "accepted_seq")?.map(number).transpose()
}

/// Keeps a device; of two validities the longer holds, and none is the longest.
pub async fn save_device(
    db: &Transaction<'_>,
    commune: CommuneId,
    (device, known): &(DeviceId, KnownDevice),
    now_ms: i64,
) -> Result<(), DbError> {
    let save = "INSERT INTO device (commune, device, public_key, expires_at_ms, known_since_ms)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (commune, device) DO UPDATE SET expires_at_ms =
           CASE WHEN device.expires_at_ms IS NOT NULL AND excluded.expires_at_ms IS NOT NULL
                THEN greatest(device.expires_at_ms, excluded.expires_at_ms) END";
    let (commune, device) = (commune.as_bytes().as_slice(), device.as_bytes().as_slice());
    let key = known.key.as_bytes().as_slice();
    row::execute(db, save, &[&commune, &device, &key, &known.expires_at_ms, &now_ms]).await.map(drop)
}

/// How many devices the commune has.
pub async fn devices(db: &Transaction<'_>, commune: CommuneId) -> Result<u64, DbError> {
    let select = "SELECT count(*) AS devices FROM device WHERE commune = $1";
    let counted = row::first(db, select, &[&commune.as_bytes().as_slice()]).await?;
    counted.ok_or(DbError::Damaged).and_then(|row| row::number(&row, "devices"))
}

/// Where each branch ends, device by device; a device without entries has no end.
pub type End = (DeviceId, journal::keys::DevicePublic, Option<(u64, EntryDigest)>);

/// The ends of all branches of a commune, so many at most.
pub async fn branch_ends(db: &Transaction<'_>, commune: CommuneId, most: usize) -> Result<Vec<End>, DbError> {
    let select = "SELECT device.device, public_key, up_to_seq, head
         FROM device LEFT JOIN branch USING (commune, device)
         WHERE device.commune = $1 ORDER BY device.device, branch LIMIT $2";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    row::collect(db, select, &[&commune.as_bytes().as_slice(), &most], |row| {
        let end = match row::get::<Option<i64>>(row, "up_to_seq")? {
            Some(up_to_seq) => Some((number(up_to_seq)?, row::head(row)?)),
            None => None,
        };
        Ok((row::device(row)?, row::public_key(row)?, end))
    })
    .await
}
