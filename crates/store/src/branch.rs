//! The tables `device` and `branch`: whose entries are kept, and where a copied file went on writing.
//!
//! Branch 0 is the one known first; another begins where an entry with an already used number attaches.

use domain::ids::{DeviceId, EntryDigest};
use journal::limits::FORK_BRANCHES_MAX;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::column::Table;
use crate::entry::{self, Spot};
use crate::error::StoreError;
use crate::number::{signed, unsigned};

const BRANCH: Table = Table("branch");
const DEVICE: Table = Table("device");

/// The branch that is known first.
pub(crate) const FIRST_BRANCH: i64 = 0;

/// One branch of a device's journal. Entries before `first_seq` are its parent's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Branch {
    pub branch: i64,
    /// None for a branch that shares no entry with another.
    pub parent: Option<i64>,
    pub first_seq: u64,
    /// Its newest entry's number; `first_seq - 1` while it has none.
    pub tip_seq: u64,
}

/// All branches of a device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Branches {
    pub device: DeviceId,
    pub all: Vec<Branch>,
}

/// Keeps a device whose chain was verified; a later chain replaces the one kept.
pub(crate) fn keep_device(
    db: &Connection,
    device: DeviceId,
    signing_key: &[u8; 32],
    chain: &[u8],
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO device (device, signing_key, chain) VALUES (:device, :signing_key, :chain)
         ON CONFLICT (device) DO UPDATE SET chain = excluded.chain",
    )?
    .execute(named_params! { ":device": device.as_bytes(), ":signing_key": signing_key, ":chain": chain })?;
    db.prepare_cached(
        "INSERT INTO branch (device, branch, parent, first_seq) VALUES (:device, :branch, NULL, 1)
         ON CONFLICT (device, branch) DO NOTHING",
    )?
    .execute(named_params! { ":device": device.as_bytes(), ":branch": FIRST_BRANCH })?;
    Ok(())
}

/// A device's signing key and its chain as it travels.
pub(crate) type KeyAndChain = ([u8; 32], Vec<u8>);

/// The key and the chain of a device.
pub(crate) fn device(db: &Connection, device: DeviceId) -> Result<Option<KeyAndChain>, StoreError> {
    let mut statement = db.prepare_cached("SELECT signing_key, chain FROM device WHERE device = :device")?;
    let params = named_params! { ":device": device.as_bytes() };
    Ok(statement.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Every device known, in the order of their identities.
pub(crate) fn devices(db: &Connection) -> Result<Vec<DeviceId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT device FROM device ORDER BY device")?;
    let mut rows = statement.query([])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        devices.push(DEVICE.device(row, "device")?);
    }
    Ok(devices)
}

/// Every branch of every device, in their order; this is small.
pub(crate) fn branches(db: &Connection) -> Result<Vec<(DeviceId, i64)>, StoreError> {
    let mut statement = db.prepare_cached("SELECT device, branch FROM branch ORDER BY device, branch")?;
    let mut rows = statement.query([])?;
    let mut branches = Vec::new();
    while let Some(row) = rows.next()? {
        branches.push((BRANCH.device(row, "device")?, BRANCH.get(row, "branch")?));
    }
    Ok(branches)
}

impl Branches {
    /// Reads them all; none for an unknown device.
    pub(crate) fn of(db: &Connection, device: DeviceId) -> Result<Self, StoreError> {
        let mut statement = db.prepare_cached(
            "SELECT branch, parent, first_seq, (
                 SELECT max(seq) FROM entry WHERE entry.device = branch.device AND entry.branch = branch.branch
             ) AS tip_seq
             FROM branch WHERE device = :device ORDER BY branch",
        )?;
        let mut rows = statement.query(named_params! { ":device": device.as_bytes() })?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let first_seq = BRANCH.read(row, "first_seq", unsigned)?;
            let tip_seq = BRANCH.option(row, "tip_seq", unsigned)?.unwrap_or(first_seq.saturating_sub(1));
            let (branch, parent) = (BRANCH.get(row, "branch")?, BRANCH.get(row, "parent")?);
            all.push(Branch { branch, parent, first_seq, tip_seq });
        }
        Ok(Self { device, all })
    }

    /// A branch by its number.
    pub(crate) fn get(&self, branch: i64) -> Option<&Branch> {
        self.all.iter().find(|it| it.branch == branch)
    }

    /// Where the entry with this number and digest stands, on whatever branch.
    pub(crate) fn find(&self, db: &Connection, seq: u64, digest: EntryDigest) -> Result<Option<Spot>, StoreError> {
        for branch in self.all.iter().filter(|it| (it.first_seq..=it.tip_seq).contains(&seq)) {
            let spot = Spot { branch: branch.branch, seq };
            if entry::digest_at(db, self.device, spot)? == Some(digest) {
                return Ok(Some(spot));
            }
        }
        Ok(None)
    }

    /// The spot of the entry before a branch's first one, on its parent.
    pub(crate) fn before(&self, branch: i64) -> Option<Spot> {
        let (parent, first_seq) = self.get(branch).and_then(|it| Some((it.parent?, it.first_seq)))?;
        Some(Spot { branch: parent, seq: first_seq.saturating_sub(1) })
    }

    /// Whether the entry at `spot` is on the way to `head`, or `head` itself.
    pub(crate) fn leads_to(&self, spot: Spot, head: Spot) -> bool {
        let mut at = Some(head);
        while let Some(on) = at {
            if on.branch == spot.branch {
                return spot.seq <= on.seq;
            }
            at = self.before(on.branch);
        }
        false
    }

    /// The number to ask for, so that an unknown entry with the number `seq` can attach one day: the one after the
    /// furthest tip before it, or the first where even that lies on another branch.
    pub(crate) fn expected(&self, seq: u64) -> u64 {
        let furthest = self.all.iter().map(|it| it.tip_seq).max().unwrap_or_default();
        if furthest < seq { furthest.saturating_add(1) } else { 1 }
    }

    /// The branch on which an entry after `previous` goes: `previous`'s own where that is its tip, else a new one.
    /// None when there are too many already. `previous` is none before a device's first entry.
    pub(crate) fn extend(&mut self, db: &Connection, previous: Option<Spot>) -> Result<Option<Extended>, StoreError> {
        let seq = previous.map_or(1, |spot| spot.seq.saturating_add(1));
        let wanted = previous.map_or(FIRST_BRANCH, |spot| spot.branch);
        if let Some(branch) = self.all.iter_mut().find(|it| it.branch == wanted && it.tip_seq.saturating_add(1) == seq)
        {
            branch.tip_seq = seq;
            return Ok(Some(Extended { spot: Spot { branch: wanted, seq }, forked: false }));
        }
        if self.all.len() >= FORK_BRANCHES_MAX {
            return Ok(None);
        }
        let branch = self.begin(db, previous.map(|spot| spot.branch), seq)?;
        Ok(Some(Extended { spot: Spot { branch, seq }, forked: true }))
    }

    fn begin(&mut self, db: &Connection, parent: Option<i64>, first_seq: u64) -> Result<i64, StoreError> {
        let branch = self.all.iter().map(|it| it.branch).max().map_or(FIRST_BRANCH, |last| last.saturating_add(1));
        db.prepare_cached(
            "INSERT INTO branch (device, branch, parent, first_seq) VALUES (:device, :branch, :parent, :first_seq)",
        )?
        .execute(named_params! {
            ":device": self.device.as_bytes(), ":branch": branch, ":parent": parent, ":first_seq": signed(first_seq),
        })?;
        self.all.push(Branch { branch, parent, first_seq, tip_seq: first_seq });
        Ok(branch)
    }
}

/// Where a new entry goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Extended {
    pub spot: Spot,
    /// Whether a branch began with it.
    pub forked: bool,
}
