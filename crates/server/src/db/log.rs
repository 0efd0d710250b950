//! What a push does to a commune's log: decided here, the same for every database. The log as it is comes in, rows to
//! write go out, receipts included. Never here: SQL.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DeviceId, EntryDigest};
use journal::keys::DevicePublic;
use journal::limits::FORK_BRANCHES_MAX;
use journal::mutation::{Mutation, mutated};
use journal::receipt::{Arrival, LogId, Receipt};

use super::ask::{Act, Edition, KnownDevice, Offered, PublishedBox, Push, Renewal, Stored};
use super::place::{Branch, Held, Placement, Run, batch_holds, place};
use super::standing::{ACTS_PER_COMMUNE_MAX, Evidence, KeptAct, locked_out};
use super::{CHAINS_PER_DEVICE_MAX, DEVICES_PER_COMMUNE_MAX, DbError};

/// One entry of a device; at 0 it is the chain to this certificate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Point {
    /// Whose.
    pub device: DeviceId,
    /// Its number.
    pub seq: u64,
    /// Its digest.
    pub digest: EntryDigest,
}

/// The kinds of items, as columns and PROTOCOL.md name them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A certificate chain.
    Chain,
    /// A batch.
    Batch,
}

impl Kind {
    /// As a column holds it.
    #[must_use]
    pub const fn column(self) -> i16 {
        match self {
            Self::Chain => 1,
            Self::Batch => 2,
        }
    }
}

/// What the log holds of those a push names, read in the transaction that adds to it.
#[derive(Debug)]
pub struct Before {
    /// The log.
    pub log_id: LogId,
    /// Of the commune's newest item.
    pub last_position: u64,
    /// How many devices the commune has.
    pub devices_known: u64,
    /// Those the push names, known or not.
    pub devices: BTreeMap<DeviceId, DeviceBefore>,
    /// Of [`Push::points`], those in which an item ends.
    pub ends: BTreeSet<Point>,
    /// What standing is judged from; read only where [`Push::may_judge`].
    pub evidence: Evidence,
}

/// A device before a push.
#[derive(Clone, Debug, Default)]
pub struct DeviceBefore {
    /// Its key; none: not known yet.
    pub key: Option<DevicePublic>,
    /// How many of its chains are kept.
    pub chains: u64,
    /// The ends of its branches.
    pub branches: Vec<Branch>,
    /// Locked out: its last entry that is accepted.
    pub accepted_seq: Option<u64>,
}

/// What to write, in this order.
#[derive(Debug)]
pub struct Plan<'p> {
    /// What becomes of each offered item.
    pub stored: Vec<Stored>,
    /// Devices to keep; of two validities the longer holds.
    pub devices: Vec<(DeviceId, KnownDevice)>,
    /// Items to add.
    pub items: Vec<NewItem<'p>>,
    /// Branches that began or grew, each with its new receipt.
    pub branches: Vec<GrownBranch>,
    /// Roster editions named by what was added.
    pub editions: Vec<&'p Edition>,
    /// Acts named by what was added.
    pub acts: Vec<KeptAct>,
    /// Recovery boxes published by what was added, each with the position of its batch.
    pub boxes: Vec<(u64, &'p PublishedBox)>,
    /// The devices locked out, each with its last entry that is accepted, where that was judged anew.
    pub locked_out: Option<BTreeMap<DeviceId, u64>>,
    /// Where the log ends then.
    pub last_position: u64,
    /// The log.
    pub log_id: LogId,
}

/// An item to add.
#[derive(Debug)]
pub struct NewItem<'p> {
    /// Its place in the commune's log.
    pub position: u64,
    /// A chain or a batch.
    pub kind: Kind,
    /// Whose.
    pub device: DeviceId,
    /// Its first entry; 0 for a chain.
    pub first_seq: u64,
    /// Its last entry; 0 for a chain.
    pub last_seq: u64,
    /// The digest of its last entry, or of the certificate.
    pub head: EntryDigest,
    /// As it travelled.
    pub bytes: &'p [u8],
}

/// A branch that began or grew.
#[derive(Debug)]
pub struct GrownBranch {
    /// Whose.
    pub device: DeviceId,
    /// As it is now.
    pub branch: Branch,
    /// The receipt for all of it.
    pub receipt: Vec<u8>,
}

impl Push {
    /// The devices it names.
    #[must_use]
    pub fn devices(&self) -> BTreeSet<DeviceId> {
        self.items.iter().map(Offered::device).collect()
    }

    /// Whether it brings something that may change who is locked out.
    #[must_use]
    pub fn may_judge(&self) -> bool {
        self.items.iter().any(|item| match item {
            Offered::Chain { .. } => true,
            Offered::Batch { acts, .. } => !acts.is_empty(),
        })
    }

    /// The entries at which the log is asked whether an item ends.
    #[must_use]
    pub fn points(&self) -> BTreeSet<Point> {
        self.items.iter().flat_map(Offered::points).collect()
    }
}

impl Offered {
    const fn device(&self) -> DeviceId {
        match self {
            Self::Chain { device, .. } | Self::Batch { device, .. } => *device,
        }
    }

    fn points(&self) -> Vec<Point> {
        match self {
            Self::Chain { device, certificate, .. } => vec![Point { device: *device, seq: 0, digest: *certificate }],
            Self::Batch { device, run, .. } => vec![before(*device, run), head(*device, run)],
        }
    }
}

/// The entry that a run follows.
const fn before(device: DeviceId, run: &Run) -> Point {
    Point { device, seq: run.first_seq.saturating_sub(1), digest: run.previous }
}

/// The last entry of a run.
fn head(device: DeviceId, run: &Run) -> Point {
    Point { device, seq: run.last_seq(), digest: run.head() }
}

/// The log while a push is placed in it, item by item. Mostly [`Before`] is enough to know; where a device cut its
/// entries otherwise than before, [`Placing::go_on`] asks for the batches around an entry.
#[derive(Debug)]
pub struct Placing<'p> {
    push: &'p Push,
    before: Before,
    /// Entries that this push itself added.
    added: BTreeSet<Point>,
    /// Entries that were looked for inside batches.
    looked: BTreeMap<Point, bool>,
    /// Which branches grew, and to which position.
    grown: BTreeMap<(DeviceId, u32), u64>,
    plan: Plan<'p>,
}

/// An entry that must be looked for inside the batches around it.
struct NotLooked(Point);

impl<'p> Placing<'p> {
    /// Nothing is placed yet.
    #[must_use]
    pub fn begin(push: &'p Push, before: Before) -> Self {
        let plan = Plan {
            stored: Vec::with_capacity(push.items.len()),
            devices: Vec::new(),
            items: Vec::new(),
            branches: Vec::new(),
            editions: Vec::new(),
            acts: Vec::new(),
            boxes: Vec::new(),
            locked_out: None,
            last_position: before.last_position,
            log_id: before.log_id,
        };
        let (added, looked, grown) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        Self { push, before, added, looked, grown, plan }
    }

    /// Places items until all are placed, or until it must know whether an entry lies inside a batch: then
    /// [`Placing::look_inside`] and go on.
    pub fn go_on(&mut self) -> Option<Point> {
        let push = self.push;
        while let Some(offered) = push.items.get(self.plan.stored.len()) {
            match self.store(offered) {
                Ok(stored) => self.plan.stored.push(stored),
                Err(NotLooked(point)) => return Some(point),
            }
        }
        None
    }

    /// Takes the batches of the point's device around its number.
    pub fn look_inside(&mut self, point: Point, batches: &[Vec<u8>]) {
        let key = self.before.devices.get(&point.device).and_then(|device| device.key);
        let holds = |key: &DevicePublic| batches.iter().any(|bytes| batch_holds(bytes, key, point.seq, point.digest));
        self.looked.insert(point, key.as_ref().is_some_and(holds));
    }

    /// What is to be written: one receipt for each branch that grew.
    #[must_use]
    pub fn finish(mut self) -> Plan<'p> {
        for (device, known) in &self.before.devices {
            for branch in &known.branches {
                let Some(position) = self.grown.get(&(*device, branch.branch)) else { continue };
                let receipt = Receipt::sign(self.arrival(*device, branch, *position), &self.push.centre_key);
                let grown = GrownBranch { device: *device, branch: branch.clone(), receipt: receipt.to_bytes() };
                self.plan.branches.push(grown);
            }
        }
        self.judge();
        self.plan
    }

    /// Who is locked out now, where something came in that may change it.
    fn judge(&mut self) {
        let chains = self.plan.items.iter().filter(|item| item.kind == Kind::Chain).map(|item| item.bytes.to_vec());
        let evidence = &mut self.before.evidence;
        let before = (evidence.acts.len(), evidence.chains.len());
        evidence.chains.extend(chains);
        self.plan.acts.truncate(ACTS_PER_COMMUNE_MAX.saturating_sub(evidence.acts.len()));
        evidence.acts.extend(self.plan.acts.iter().cloned());
        if (evidence.acts.len(), evidence.chains.len()) != before {
            self.plan.locked_out = Some(locked_out(self.push.commune, evidence));
        }
    }

    fn store(&mut self, offered: &'p Offered) -> Result<Stored, NotLooked> {
        match offered {
            Offered::Chain { device, known, certificate, bytes } => {
                Ok(self.store_chain(*device, known, *certificate, bytes))
            }
            Offered::Batch { device, run, editions, acts, boxes, bytes } => {
                self.store_batch(*device, run, (editions, acts, boxes), bytes)
            }
        }
    }

    fn store_chain(
        &mut self,
        device: DeviceId,
        known: &KnownDevice,
        certificate: EntryDigest,
        bytes: &'p [u8],
    ) -> Stored {
        let point = Point { device, seq: 0, digest: certificate };
        if self.ends_at(&point) {
            return Stored::Repeat;
        }
        let entry = self.before.devices.entry(device).or_default();
        let is_new = entry.chains == 0;
        if entry.chains >= CHAINS_PER_DEVICE_MAX || (is_new && self.before.devices_known >= DEVICES_PER_COMMUNE_MAX) {
            return Stored::Beyond;
        }
        entry.chains = entry.chains.saturating_add(1);
        entry.key = Some(known.key);
        self.before.devices_known = self.before.devices_known.saturating_add(u64::from(is_new));
        self.plan.devices.push((device, *known));
        self.added.insert(point);
        self.append(Kind::Chain, device, (0, 0), certificate, bytes);
        Stored::New
    }

    fn store_batch(
        &mut self,
        device: DeviceId,
        run: &Run,
        (editions, acts, boxes): (&'p [Edition], &[Act], &'p [PublishedBox]),
        bytes: &'p [u8],
    ) -> Result<Stored, NotLooked> {
        let known = self.before.devices.get(&device).cloned().unwrap_or_default();
        let branches = known.branches;
        let held = if run.needs(&branches) { self.held(device, run)? } else { Held::default() };
        let (branch, stored) = match place(run, &branches, held, FORK_BRANCHES_MAX) {
            Placement::Repeat => return Ok(Stored::Repeat),
            Placement::Gap { expected_seq } => return Ok(Stored::Gap { expected_seq }),
            Placement::TooManyBranches => return Ok(Stored::Beyond),
            Placement::Extends { branch } => (extended(&branches, branch, run), Stored::New),
            Placement::Begins => (beginning(&branches, run), Stored::New),
            Placement::Forks => (beginning(&branches, run), Stored::Fork),
        };
        let position = self.append(Kind::Batch, device, (run.first_seq, run.last_seq()), run.head(), bytes);
        self.note_entries(device, run);
        self.plan.acts.extend(acts.iter().map(|act| kept(device, branch.branch, act)));
        self.grow(device, branch, position);
        self.plan.editions.extend(editions);
        self.plan.boxes.extend(boxes.iter().map(|it| (position, it)));
        let aside = known.accepted_seq.is_some_and(|accepted| accepted < run.last_seq());
        Ok(if aside { Stored::Quarantined } else { stored })
    }

    fn held(&self, device: DeviceId, run: &Run) -> Result<Held, NotLooked> {
        let head = self.holds(head(device, run))?;
        let previous = head || self.holds(before(device, run))?;
        Ok(Held { previous, head })
    }

    /// Whether the log has this entry: at the end of an item, or inside one where it was cut otherwise.
    fn holds(&self, point: Point) -> Result<bool, NotLooked> {
        let known = self.before.devices.get(&point.device).and_then(|device| device.key);
        let Some(key) = known else { return Ok(false) };
        if point.seq == 0 {
            return Ok(point.digest == key.beginning(self.push.commune));
        }
        if self.ends_at(&point) {
            return Ok(true);
        }
        self.looked.get(&point).copied().ok_or(NotLooked(point))
    }

    fn ends_at(&self, point: &Point) -> bool {
        self.before.ends.contains(point) || self.added.contains(point)
    }

    fn note_entries(&mut self, device: DeviceId, run: &Run) {
        let entries = (run.first_seq..).zip(&run.digests);
        self.added.extend(entries.map(|(seq, digest)| Point { device, seq, digest: *digest }));
    }

    fn grow(&mut self, device: DeviceId, branch: Branch, position: u64) {
        self.grown.insert((device, branch.branch), position);
        let branches = &mut self.before.devices.entry(device).or_default().branches;
        match branches.iter_mut().find(|known| known.branch == branch.branch) {
            Some(known) => *known = branch,
            None => branches.push(branch),
        }
    }

    fn append(
        &mut self,
        kind: Kind,
        device: DeviceId,
        (first_seq, last_seq): (u64, u64),
        head: EntryDigest,
        bytes: &'p [u8],
    ) -> u64 {
        let position = self.plan.last_position.saturating_add(1);
        self.plan.last_position = position;
        self.plan.items.push(NewItem { position, kind, device, first_seq, last_seq, head, bytes });
        position
    }

    fn arrival(&self, device: DeviceId, branch: &Branch, position: u64) -> Arrival {
        Arrival {
            commune: self.push.commune,
            device,
            head: branch.head,
            up_to_seq: branch.up_to_seq,
            // Entries are numbered from 1 without gaps, and a batch is stored only after the one before it.
            count: branch.up_to_seq.saturating_add(u64::from(mutated(Mutation::ReceiptBeyond))),
            log: self.before.log_id,
            position,
            time_ms: self.push.now_ms,
        }
    }
}

fn kept(device: DeviceId, branch: u32, act: &Act) -> KeptAct {
    let Act { seq, digest, bytes } = act.clone();
    KeptAct { device, branch, seq, digest, bytes }
}

/// The branch of this number, grown by a run.
fn extended(branches: &[Branch], number: u32, run: &Run) -> Branch {
    let since_seq = branches.iter().find(|branch| branch.branch == number).map_or(0, |branch| branch.since_seq);
    Branch { branch: number, since_seq, up_to_seq: run.last_seq(), head: run.head() }
}

/// A branch that a run begins.
fn beginning(branches: &[Branch], run: &Run) -> Branch {
    let branch = branches.iter().map(|branch| branch.branch.saturating_add(1)).max().unwrap_or(0);
    let since_seq = if branches.is_empty() { 0 } else { run.first_seq.saturating_sub(1) };
    Branch { branch, since_seq, up_to_seq: run.last_seq(), head: run.head() }
}

impl Renewal {
    /// A receipt of the log that was, as one of the log that will be: the old one proves nothing any more.
    ///
    /// # Errors
    /// [`DbError::Damaged`] when the bytes are no receipt.
    pub fn sign_anew(&self, receipt: &[u8]) -> Result<Vec<u8>, DbError> {
        let arrival = *Receipt::read(receipt).map_err(|_| DbError::Damaged)?.claims();
        let fresh = Arrival { log: self.fresh, time_ms: self.now_ms, ..arrival };
        Ok(Receipt::sign(fresh, &self.centre_key).to_bytes())
    }
}
