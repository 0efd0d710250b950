//! The table `entry`: every authentic entry, as it travelled. Rows are added, and their slots emptied; never anything else.

use domain::edit::Kind;
use domain::ids::{CommuneId, DeviceId, EntryDigest, MatchKey, RecordId};
use domain::stamp::Stamp;
use journal::standing::Act;
use journal::{Chained, Entry, Judged, Opened, Slot};
use rusqlite::{Connection, OptionalExtension, Row, Rows, named_params};

use crate::branch::FIRST_BRANCH;
use crate::column::Table;
use crate::error::StoreError;
use crate::identity::Held;
use crate::number::{signed, unsigned};
use crate::rows::Origin;
use crate::standing;

const ENTRY: Table = Table("entry");

/// What an entry says about the record it names, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Touch {
    /// Its row.
    pub entry: i64,
    /// Who, where, when.
    pub origin: Origin,
    /// The record it names.
    pub record: RecordId,
    /// What it says, as far as it can be read here.
    pub said: Opened,
    /// The match key of the person in its slot.
    pub match_key: Option<MatchKey>,
    /// Its kind's code; 0 where the header cannot be read.
    pub kind: u8,
    /// The branch it stands on.
    pub branch: i64,
    /// Whether it counts.
    pub judged: Judged,
    /// Of a correction: whether somebody signed it to settle between several values.
    pub signed: bool,
    /// Whether that was a leader, whose word stands there.
    pub led: bool,
}

/// An entry's place: its branch and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Spot {
    pub branch: i64,
    pub seq: u64,
}

/// Appends an entry to a branch; returns its row.
pub(crate) fn insert(db: &Connection, branch: i64, chained: &Chained) -> Result<i64, StoreError> {
    let (record, kind) = named(&chained.entry);
    let mut statement = db.prepare_cached(
        "INSERT INTO entry (device, branch, seq, digest, record, kind, bytes)
         VALUES (:device, :branch, :seq, :digest, :record, :kind, :bytes)",
    )?;
    Ok(statement.insert(named_params! {
        ":device": chained.device.as_bytes(),
        ":branch": branch,
        ":seq": signed(chained.seq),
        ":digest": chained.digest.0,
        ":record": record.as_bytes(),
        ":kind": kind,
        ":bytes": chained.entry.to_bytes(),
    })?)
}

/// The record and the kind that stand in the columns; zeros where a poison entry's header cannot be read.
fn named(entry: &Entry) -> (RecordId, u8) {
    entry.header().map_or((RecordId::from_bytes([0; 16]), 0), |header| (header.record, header.kind))
}

/// Opens an entry in its place.
pub(crate) fn touch(held: &Held, id: i64, branch: i64, chained: &Chained) -> Touch {
    let header = chained.entry.header().ok();
    let origin = Origin {
        stamp: header.map_or_else(Stamp::default, |header| header.stamp),
        device: chained.device,
        seq: chained.seq,
        digest: chained.digest,
        member: header.and_then(|header| header.member),
    };
    let match_key = match chained.entry.slot() {
        Slot::Sealed(sealed) => sealed.match_key().ok().flatten(),
        Slot::None | Slot::Erased(_) => None,
    };
    let (record, kind) = named(&chained.entry);
    let judged = standing::judge(&held.standing, Spot { branch, seq: chained.seq }, chained);
    let signed = kind == Kind::Correction.code() && chained.entry.is_signed();
    let led = signed && standing::stands(&held.standing, chained.digest);
    Touch { entry: id, origin, record, said: chained.open(&held.keyring), match_key, kind, branch, judged, signed, led }
}

/// Every entry that standing is judged from, in the order they came in.
pub(crate) fn acts(db: &Connection, commune: CommuneId) -> Result<Vec<Act>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, device, branch, seq, digest, bytes FROM entry
         WHERE kind IN (5, 7, 11, 14, 15, 16, 17, 18, 20) ORDER BY id",
    )?;
    let mut acts = Vec::new();
    take_acts(commune, statement.query([])?, &mut acts)?;
    let mut corrections =
        db.prepare_cached("SELECT id, device, branch, seq, digest, bytes FROM entry WHERE kind = 12 ORDER BY id")?;
    take_acts(commune, corrections.query([])?, &mut acts)?;
    Ok(acts)
}

/// Of corrections those alone that somebody signed: they settle between several values.
fn take_acts(commune: CommuneId, mut rows: Rows<'_>, acts: &mut Vec<Act>) -> Result<(), StoreError> {
    while let Some(row) = rows.next()? {
        let (_, branch, chained) = read(commune, row)?;
        if chained.entry.is_signed() {
            acts.push(Act { chained, branch: standing::number(branch) });
        }
    }
    Ok(())
}

/// Every leader's act of one kind, in the order they came in.
pub(crate) fn of_kind(db: &Connection, commune: CommuneId, kind: Kind) -> Result<Vec<Chained>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, device, branch, seq, digest, bytes FROM entry
         WHERE kind IN (5, 7, 11, 14, 15, 16, 17, 18, 20) AND kind = :kind ORDER BY id",
    )?;
    let mut rows = statement.query(named_params! { ":kind": kind.code() })?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(commune, row)?.2);
    }
    Ok(all)
}

/// Hands over a device's entries after a number, on all of its branches.
pub(crate) fn each_after(
    db: &Connection,
    held: &Held,
    device: DeviceId,
    after: u64,
    each: &mut dyn FnMut(&Touch) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, device, branch, seq, digest, bytes FROM entry WHERE device = :device AND seq > :after ORDER BY id",
    )?;
    let mut rows = statement.query(named_params! { ":device": device.as_bytes(), ":after": signed(after) })?;
    while let Some(row) = rows.next()? {
        let (id, branch, chained) = read(held.identity.commune, row)?;
        each(&touch(held, id, branch, &chained))?;
    }
    Ok(())
}

/// Entries that name a record and came in before the row `before`, in the order they came in.
pub(crate) fn touches(db: &Connection, held: &Held, record: RecordId, before: i64) -> Result<Vec<Touch>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, device, branch, seq, digest, bytes FROM entry
         WHERE record = :record AND id < :before ORDER BY id",
    )?;
    let mut rows = statement.query(named_params! { ":record": record.as_bytes(), ":before": before })?;
    let mut touches = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, branch, chained) = read(held.identity.commune, row)?;
        touches.push(touch(held, id, branch, &chained));
    }
    Ok(touches)
}

/// One entry by its row.
pub(crate) fn touch_of(db: &Connection, held: &Held, entry: i64) -> Result<Touch, StoreError> {
    let mut statement = db.prepare_cached("SELECT id, device, branch, seq, digest, bytes FROM entry WHERE id = :id")?;
    let mut rows = statement.query(named_params! { ":id": entry })?;
    let row = rows.next()?.ok_or(StoreError::Entry)?;
    let (id, branch, chained) = read(held.identity.commune, row)?;
    Ok(touch(held, id, branch, &chained))
}

/// Reads columns `id, device, branch, seq, digest, bytes`. The digest is the column's: `verify` recomputes it.
fn read(commune: CommuneId, row: &Row<'_>) -> Result<(i64, i64, Chained), StoreError> {
    let bytes: Vec<u8> = ENTRY.get(row, "bytes")?;
    let digest = ENTRY.digest(row, "digest")?;
    let chained = Chained {
        commune,
        device: ENTRY.device(row, "device")?,
        seq: ENTRY.read(row, "seq", unsigned)?,
        previous: digest,
        digest,
        entry: Entry::read(&bytes).map_err(|_| StoreError::Entry)?,
    };
    Ok((ENTRY.get(row, "id")?, ENTRY.get(row, "branch")?, chained))
}

/// The newest entry of a branch.
pub(crate) fn tip(db: &Connection, device: DeviceId, branch: i64) -> Result<Option<(u64, EntryDigest)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, digest FROM entry WHERE device = :device AND branch = :branch ORDER BY seq DESC LIMIT 1",
    )?;
    let params = named_params! { ":device": device.as_bytes(), ":branch": branch };
    let row = statement.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(seq, digest)| Ok((unsigned(seq).ok_or_else(|| ENTRY.damaged())?, EntryDigest(digest)))).transpose()
}

/// The digest of the entry that stands at a spot of exactly this branch.
pub(crate) fn digest_at(db: &Connection, device: DeviceId, spot: Spot) -> Result<Option<EntryDigest>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT digest FROM entry WHERE device = :device AND branch = :branch AND seq = :seq")?;
    let params = named_params! { ":device": device.as_bytes(), ":branch": spot.branch, ":seq": signed(spot.seq) };
    Ok(statement.query_row(params, |row| row.get(0)).optional()?.map(EntryDigest))
}

/// The newest believable stamp this laptop has seen or given.
pub(crate) fn newest_stamp(db: &Connection, held: Option<&Held>) -> Result<Stamp, StoreError> {
    let seen = db
        .query_row("SELECT wall_ms, counter FROM clock", [], |row| {
            Ok(Stamp { wall_ms: row.get(0)?, counter: row.get(1)? })
        })
        .optional()?
        .unwrap_or_default();
    let Some(device) = held.map(|held| held.identity.device) else { return Ok(seen) };
    let Some((seq, _)) = tip(db, device, FIRST_BRANCH)? else { return Ok(seen) };
    let given = stamp_at(db, device, Spot { branch: FIRST_BRANCH, seq })?;
    Ok(seen.max(given.unwrap_or_default()))
}

/// The stamp of the entry that stands at a spot of exactly this branch; none where its header cannot be read.
pub(crate) fn stamp_at(db: &Connection, device: DeviceId, spot: Spot) -> Result<Option<Stamp>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT bytes FROM entry WHERE device = :device AND branch = :branch AND seq = :seq")?;
    let params = named_params! { ":device": device.as_bytes(), ":branch": spot.branch, ":seq": signed(spot.seq) };
    let bytes: Option<Vec<u8>> = statement.query_row(params, |row| row.get(0)).optional()?;
    let entry = bytes.map(|bytes| Entry::read(&bytes).map_err(|_| StoreError::Entry)).transpose()?;
    Ok(entry.and_then(|entry| entry.header().ok()).map(|header| header.stamp))
}

/// Consecutive entries of exactly one branch from `first` on, at most `limit`, chained after `previous`.
pub(crate) fn run(
    db: &Connection,
    held: &Held,
    device: DeviceId,
    first: Spot,
    previous: EntryDigest,
    limit: u32,
) -> Result<Vec<Chained>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, device, branch, seq, digest, bytes FROM entry
         WHERE device = :device AND branch = :branch AND seq >= :first ORDER BY seq LIMIT :limit",
    )?;
    let mut rows = statement.query(named_params! {
        ":device": device.as_bytes(), ":branch": first.branch, ":first": signed(first.seq), ":limit": limit,
    })?;
    let (mut chained, mut previous) = (Vec::new(), previous);
    while let Some(row) = rows.next()? {
        let (_, _, entry) = read(held.identity.commune, row)?;
        let next = Chained { previous, ..entry };
        previous = next.digest;
        chained.push(next);
    }
    Ok(chained)
}
