//! Storing what was offered: the whole request in one transaction, receipts and positions included.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::keys::CentreKey;
use journal::limits::FORK_BRANCHES_MAX;
use journal::receipt::{Arrival, LogId, Receipt};

use super::super::ask::{Edition, KnownDevice, Offered, Push, Pushed, Stored};
use super::super::place::{Branch, Held, Placement, Run, batch_holds, place};
use super::super::{CHAINS_PER_DEVICE_MAX, DEVICES_PER_COMMUNE_MAX, DbError};
use super::item::{self, NewItem};
use super::{Sqlite, admit, roster, row};

impl Sqlite {
    pub async fn push(&self, push: Push) -> Result<Pushed, DbError> {
        self.write(move |db| push_all(db, &push)).await
    }
}

fn push_all(db: &Connection, push: &Push) -> Result<Pushed, DbError> {
    let mut log = Log::begin(db, push.commune, push.now_ms)?;
    let stored = push.items.iter().map(|offered| log.store(offered)).collect::<Result<Vec<_>, _>>()?;
    log.finish(&push.centre_key)?;
    let mut blobs_held = Vec::new();
    for (digest, bytes) in &push.blobs {
        if roster::store(db, push.commune, *digest, bytes)? {
            blobs_held.push(*digest);
        }
    }
    Ok(Pushed { stored, blobs_held })
}

/// A commune's log while a transaction adds to it.
struct Log<'t> {
    db: &'t Connection,
    commune: CommuneId,
    now_ms: i64,
    log_id: LogId,
    begun_at: u64,
    last_position: u64,
    devices: BTreeMap<DeviceId, Branches>,
}

/// The branches of a device, and which of them grew to which position.
#[derive(Default)]
struct Branches {
    all: Vec<Branch>,
    grown: BTreeMap<u32, u64>,
}

impl<'t> Log<'t> {
    fn begin(db: &'t Connection, commune: CommuneId, now_ms: i64) -> Result<Self, DbError> {
        let last_position = last_position(db, commune)?;
        let log_id = admit::log_id(db)?;
        let devices = BTreeMap::new();
        Ok(Self { db, commune, now_ms, log_id, begun_at: last_position, last_position, devices })
    }

    fn store(&mut self, offered: &Offered) -> Result<Stored, DbError> {
        match offered {
            Offered::Chain { device, known, certificate, bytes } => {
                self.store_chain(*device, known, *certificate, bytes)
            }
            Offered::Batch { device, run, editions, bytes } => self.store_batch(*device, run, editions, bytes),
        }
    }

    fn store_chain(
        &mut self,
        device: DeviceId,
        known: &KnownDevice,
        certificate: EntryDigest,
        bytes: &[u8],
    ) -> Result<Stored, DbError> {
        if item::ends_at(self.db, self.commune, device, 0, certificate)? {
            return Ok(Stored::Repeat);
        }
        let (devices, chains) = item::counts(self.db, self.commune, device)?;
        if chains >= CHAINS_PER_DEVICE_MAX || (chains == 0 && devices >= DEVICES_PER_COMMUNE_MAX) {
            return Ok(Stored::Beyond);
        }
        item::save_device(self.db, self.commune, device, known, self.now_ms)?;
        self.append(item::CHAIN, device, (0, 0), certificate, bytes)?;
        Ok(Stored::New)
    }

    fn store_batch(
        &mut self,
        device: DeviceId,
        run: &Run,
        editions: &[Edition],
        bytes: &[u8],
    ) -> Result<Stored, DbError> {
        let branches = self.branches(device)?;
        let held = if run.needs(&branches) { self.held(device, run)? } else { Held::default() };
        let stored = match place(run, &branches, held, FORK_BRANCHES_MAX) {
            Placement::Repeat => return Ok(Stored::Repeat),
            Placement::Gap { expected_seq } => return Ok(Stored::Gap { expected_seq }),
            Placement::TooManyBranches => return Ok(Stored::Beyond),
            Placement::Extends { branch } => self.extend(device, branch, run, bytes)?,
            Placement::Begins => self.open(device, &branches, run, bytes, Stored::New)?,
            Placement::Forks => self.open(device, &branches, run, bytes, Stored::Fork)?,
        };
        for edition in editions {
            roster::note(self.db, self.commune, edition)?;
        }
        Ok(stored)
    }

    fn extend(&mut self, device: DeviceId, number: u32, run: &Run, bytes: &[u8]) -> Result<Stored, DbError> {
        let position = self.append_run(device, run, bytes)?;
        let branches = self.devices.entry(device).or_default();
        branches.grown.insert(number, position);
        if let Some(branch) = branches.all.iter_mut().find(|branch| branch.branch == number) {
            branch.up_to_seq = run.last_seq();
            branch.head = run.head();
        }
        Ok(Stored::New)
    }

    fn open(
        &mut self,
        device: DeviceId,
        known: &[Branch],
        run: &Run,
        bytes: &[u8],
        stored: Stored,
    ) -> Result<Stored, DbError> {
        let position = self.append_run(device, run, bytes)?;
        let branch = item::new_branch(known, run);
        let branches = self.devices.entry(device).or_default();
        branches.grown.insert(branch.branch, position);
        branches.all.push(branch);
        Ok(stored)
    }

    fn branches(&mut self, device: DeviceId) -> Result<Vec<Branch>, DbError> {
        if let Some(known) = self.devices.get(&device) {
            return Ok(known.all.clone());
        }
        let all = item::branches(self.db, self.commune, device)?;
        self.devices.insert(device, Branches { all: all.clone(), grown: BTreeMap::new() });
        Ok(all)
    }

    fn held(&self, device: DeviceId, run: &Run) -> Result<Held, DbError> {
        let head = self.holds(device, run.last_seq(), run.head())?;
        let previous = head || self.holds(device, run.first_seq.saturating_sub(1), run.previous)?;
        Ok(Held { previous, head })
    }

    /// Whether the log has this entry: at the end of an item, or inside one where it was cut otherwise.
    fn holds(&self, device: DeviceId, seq: u64, digest: EntryDigest) -> Result<bool, DbError> {
        let known = item::device(self.db, self.commune, device)?;
        let Some(KnownDevice { key, .. }) = known else { return Ok(false) };
        if seq == 0 {
            return Ok(digest == key.beginning(self.commune));
        }
        if item::ends_at(self.db, self.commune, device, seq, digest)? {
            return Ok(true);
        }
        let covering = item::covering(self.db, self.commune, device, seq)?;
        Ok(covering.iter().any(|bytes| batch_holds(bytes, &key, seq, digest)))
    }

    fn append_run(&mut self, device: DeviceId, run: &Run, bytes: &[u8]) -> Result<u64, DbError> {
        self.append(item::BATCH, device, (run.first_seq, run.last_seq()), run.head(), bytes)
    }

    fn append(
        &mut self,
        kind: u8,
        device: DeviceId,
        (first_seq, last_seq): (u64, u64),
        head: EntryDigest,
        bytes: &[u8],
    ) -> Result<u64, DbError> {
        self.last_position = self.last_position.saturating_add(1);
        let (commune, position) = (self.commune, self.last_position);
        item::insert(self.db, &NewItem { commune, position, kind, device, first_seq, last_seq, head, bytes })?;
        Ok(position)
    }

    /// Issues one receipt per branch that grew and moves the commune's last position.
    fn finish(self, centre_key: &CentreKey) -> Result<(), DbError> {
        for (device, branches) in &self.devices {
            for (branch, position) in branches.grown() {
                let receipt = Receipt::sign(self.arrival(*device, branch, position), centre_key);
                item::save_branch(self.db, self.commune, *device, branch, &receipt.to_bytes())?;
            }
        }
        if self.last_position == self.begun_at {
            return Ok(());
        }
        move_position(self.db, self.commune, self.last_position)
    }

    fn arrival(&self, device: DeviceId, branch: &Branch, position: u64) -> Arrival {
        Arrival {
            commune: self.commune,
            device,
            head: branch.head,
            up_to_seq: branch.up_to_seq,
            // Entries are numbered from 1 without gaps, and a batch is stored only after the one before it.
            count: branch.up_to_seq,
            log: self.log_id,
            position,
            time_ms: self.now_ms,
        }
    }
}

impl Branches {
    fn grown(&self) -> impl Iterator<Item = (&Branch, u64)> {
        self.all.iter().filter_map(|branch| Some((branch, *self.grown.get(&branch.branch)?)))
    }
}

/// The commune's last position, as of this transaction.
pub fn last_position(db: &Connection, commune: CommuneId) -> Result<u64, DbError> {
    let mut query = db.prepare_cached("SELECT last_position FROM commune WHERE commune = ?1")?;
    let mut rows = query.query([commune.as_bytes()])?;
    rows.next()?.ok_or(DbError::Damaged).and_then(|row| row::number(row, "last_position"))
}

fn move_position(db: &Connection, commune: CommuneId, position: u64) -> Result<(), DbError> {
    let mut update = db.prepare_cached("UPDATE commune SET last_position = :position WHERE commune = :commune")?;
    update.execute(named_params! { ":position": row::column(position)?, ":commune": commune.as_bytes() })?;
    Ok(())
}
