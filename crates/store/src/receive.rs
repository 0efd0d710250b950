//! The only door for what other laptops wrote. What is authentic is never refused; what cannot be applied is flagged.

use std::collections::BTreeSet;

use domain::ids::{DeviceId, EntryDigest};
use domain::stamp::Stamp;
use journal::mutation::{Mutation, mutated};
use journal::{Batch, CertificateChain, Chained, DevicePublic, Item, Span};
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::apply;
use crate::branch::{self, Branches};
use crate::entry::{self, Spot, Touch};
use crate::error::StoreError;
use crate::identity::{self, Held};
use crate::lacking;
use crate::open::Store;
use crate::outbox::{self, SyncPosition};
use crate::roster::Settling;
use crate::rows::Matter;

/// At most this many items in one call, so that a transaction stays short.
pub const RECEIVE_ITEMS_MAX: usize = 8192;

/// What became of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemOutcome {
    /// A device's certificate chain holds and is known now (or was already).
    Chain(DeviceId),
    /// A batch brought this many entries not known before.
    Stored {
        /// Its device.
        device: DeviceId,
        /// The last entry's digest.
        head: EntryDigest,
        /// How many were new.
        entries: u32,
    },
    /// Everything in it was known: a repeat is welcome.
    Repeat {
        /// Its device.
        device: DeviceId,
    },
    /// Entries before it are missing here; it was not kept and must be offered again after them.
    Gap {
        /// Its device.
        device: DeviceId,
        /// The entry number that must come next.
        expected: u64,
    },
    /// Its first new number was used by another entry: kept as a branch of its own, and flagged.
    Fork {
        /// Its device.
        device: DeviceId,
        /// How many entries were new.
        entries: u32,
    },
    /// A newer version's item: kept, and taken in after the upgrade.
    Later,
    /// The device has no certificate here yet; send its chain first.
    UnknownDevice(DeviceId),
    /// Not what it claims to be, or of another commune; not kept.
    NotAuthentic,
    /// More branches of this device than are kept apart; not kept.
    TooManyBranches(DeviceId),
}

impl ItemOutcome {
    /// Something before the item has not come: whose it is, and the number that must come first (0: certificates).
    #[must_use]
    pub const fn misses(&self) -> Option<(DeviceId, u64)> {
        match self {
            Self::Gap { device, expected } => Some((*device, *expected)),
            Self::UnknownDevice(device) => Some((*device, 0)),
            Self::Chain(_)
            | Self::Stored { .. }
            | Self::Repeat { .. }
            | Self::Fork { .. }
            | Self::Later
            | Self::NotAuthentic
            | Self::TooManyBranches(_) => None,
        }
    }
}

/// What a call of [`Store::receive`] did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Received {
    /// One per item, in their order.
    pub outcomes: Vec<ItemOutcome>,
    /// Entries not known before.
    pub entries: u32,
    /// Entries stored but flagged; see [`Store::tasks`].
    pub flagged: u32,
    /// Whether the log counts as read as far as was asked.
    pub read: bool,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// More than [`RECEIVE_ITEMS_MAX`] items.
    #[error("too many items in one call")]
    TooMany,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ReceiveError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Takes in log items as they travel (certificate chains and batches, of any device of the commune), in order.
    ///
    /// One transaction. `now_ms` is the laptop's clock: stamps far ahead of it are flagged and do not move it.
    ///
    /// # Errors
    /// See [`ReceiveError`]; nothing was kept then.
    pub fn receive(&mut self, items: &[&[u8]], now_ms: i64) -> Result<Received, ReceiveError> {
        self.take_in(items, now_ms, None)
    }

    /// [`Store::receive`] for what the centre's log brought; remembers in the same transaction how far it was read. Where
    /// something before an item is missing and no receipt names it ([`Store::lacking`]), it must be read again.
    ///
    /// # Errors
    /// See [`ReceiveError`]; nothing was kept then.
    pub fn receive_up_to(
        &mut self,
        items: &[&[u8]],
        now_ms: i64,
        position: SyncPosition,
    ) -> Result<Received, ReceiveError> {
        self.take_in(items, now_ms, Some(position))
    }

    fn take_in(
        &mut self,
        items: &[&[u8]],
        now_ms: i64,
        position: Option<SyncPosition>,
    ) -> Result<Received, ReceiveError> {
        let held = self.held.as_ref().ok_or(ReceiveError::NoIdentity)?;
        if items.len() > RECEIVE_ITEMS_MAX {
            return Err(ReceiveError::TooMany);
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let from_log = position.and_then(|position| position.log);
        let mut intake = Intake {
            db: &tx,
            held,
            now_ms,
            from_log,
            clock: self.clock,
            fresh: Vec::new(),
            flagged: 0,
            certified: false,
        };
        let outcomes = items.iter().map(|item| intake.take(item)).collect::<Result<Vec<_>, _>>()?;
        let (clock, flagged, certified) = (intake.clock, intake.flagged, intake.certified);
        let fresh = if mutated(Mutation::SkipViews) { Vec::new() } else { intake.fresh };
        let entries = u32::try_from(fresh.len()).unwrap_or(u32::MAX);
        let renewed = apply::take(&tx, held, fresh, certified, Settling::Now)?;
        if clock != self.clock {
            keep_clock(&tx, clock)?;
        }
        let read = all_named(&tx, from_log, &outcomes)?;
        if let Some(position) = position.filter(|_| read) {
            outbox::keep_position(&tx, position)?;
        }
        tx.commit()?;
        self.clock = clock;
        if let Some(held) = renewed {
            self.held = Some(held);
        }
        Ok(Received { outcomes, entries, flagged, read })
    }
}

/// Whether everything that items miss is named by a receipt: then it is asked for by name, until it is here.
fn all_named(db: &Connection, log: Option<[u8; 16]>, outcomes: &[ItemOutcome]) -> Result<bool, StoreError> {
    let missed: BTreeSet<DeviceId> =
        outcomes.iter().filter_map(ItemOutcome::misses).map(|(device, _)| device).collect();
    if missed.is_empty() {
        return Ok(true);
    }
    let named: BTreeSet<DeviceId> = lacking::of_log(db, log)?.iter().map(|lack| lack.device).collect();
    Ok(missed.is_subset(&named))
}

pub(crate) fn keep_clock(db: &Connection, clock: Stamp) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO clock (one, wall_ms, counter) VALUES (1, :wall_ms, :counter)
         ON CONFLICT (one) DO UPDATE SET wall_ms = excluded.wall_ms, counter = excluded.counter",
    )?
    .execute(named_params! { ":wall_ms": clock.wall_ms, ":counter": clock.counter })?;
    Ok(())
}

/// One call's worth of items on their way in.
struct Intake<'a> {
    db: &'a Connection,
    held: &'a Held,
    now_ms: i64,
    /// The centre's log that they were pulled from.
    from_log: Option<[u8; 16]>,
    clock: Stamp,
    fresh: Vec<Touch>,
    flagged: u32,
    /// Whether a certificate came that was not known.
    certified: bool,
}

impl Intake<'_> {
    fn take(&mut self, bytes: &[u8]) -> Result<ItemOutcome, StoreError> {
        match Item::read(bytes) {
            Ok(Item::Chain(chain)) => self.take_chain(&chain),
            Ok(Item::Batch(batch)) => self.take_batch(&batch),
            Ok(Item::Unknown { .. }) => self.keep_for_later(bytes),
            Err(_) => Ok(ItemOutcome::NotAuthentic),
        }
    }

    fn take_chain(&mut self, chain: &CertificateChain) -> Result<ItemOutcome, StoreError> {
        let Ok(verified) = chain.verify(self.held.identity.commune) else { return Ok(ItemOutcome::NotAuthentic) };
        self.certified |= identity::keep_chain(self.db, &verified, &chain.to_bytes())?;
        Ok(ItemOutcome::Chain(verified.device.device))
    }

    fn keep_for_later(&self, bytes: &[u8]) -> Result<ItemOutcome, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO strange_item (digest, bytes) VALUES (:digest, :bytes) ON CONFLICT (digest) DO NOTHING",
            )?
            .execute(named_params! { ":digest": blake3::hash(bytes).as_bytes(), ":bytes": bytes })?;
        Ok(ItemOutcome::Later)
    }

    fn take_batch(&mut self, batch: &Batch) -> Result<ItemOutcome, StoreError> {
        let span = *batch.span();
        if span.commune != self.held.identity.commune {
            return Ok(ItemOutcome::NotAuthentic);
        }
        let Some((key, _)) = branch::device(self.db, span.device)? else {
            return Ok(ItemOutcome::UnknownDevice(span.device));
        };
        let verified = DevicePublic::from_bytes(&key).ok().map(|key| (key, batch.verify(&key)));
        let Some((key, Ok(entries))) = verified else { return Ok(ItemOutcome::NotAuthentic) };
        let branches = Branches::of(self.db, span.device)?;
        match self.attachment(&branches, &span, &key)? {
            Attachment::After(previous) => self.append(batch, &entries, branches, previous),
            Attachment::Gap { expected } => Ok(ItemOutcome::Gap { device: span.device, expected }),
            Attachment::Nowhere => Ok(ItemOutcome::NotAuthentic),
        }
    }

    /// Where the batch's first entry attaches.
    fn attachment(&self, branches: &Branches, span: &Span, key: &DevicePublic) -> Result<Attachment, StoreError> {
        let Some(before) = span.first.checked_sub(1).filter(|seq| *seq > 0) else {
            let begins = span.previous == key.beginning(span.commune);
            return Ok(if begins { Attachment::After(None) } else { Attachment::Nowhere });
        };
        Ok(match branches.find(self.db, before, span.previous)? {
            Some(spot) => Attachment::After(Some(spot)),
            None if mutated(Mutation::AcceptGap) => Attachment::After(None),
            None => Attachment::Gap { expected: branches.expected(before) },
        })
    }

    /// Entry by entry: what is known is passed over, what is new goes after what came before it.
    fn append(
        &mut self,
        batch: &Batch,
        entries: &[Chained],
        mut branches: Branches,
        mut at: Option<Spot>,
    ) -> Result<ItemOutcome, StoreError> {
        let (device, mut new, mut forked) = (batch.span().device, 0_u32, false);
        for chained in entries {
            if let Some(known) = branches.find(self.db, chained.seq, chained.digest)? {
                at = Some(known);
                continue;
            }
            // Only the first new entry of a batch can begin a branch: nothing of the batch is kept before it.
            let Some(extended) = branches.extend(self.db, at)? else {
                return Ok(ItemOutcome::TooManyBranches(device));
            };
            self.keep(extended.spot, extended.forked, chained)?;
            (at, new, forked) = (Some(extended.spot), new.saturating_add(1), forked || extended.forked);
        }
        if let Some(spot) = at {
            outbox::freeze(self.db, spot.branch, batch, self.from_log)?;
        }
        Ok(match (new, forked) {
            (0, _) => ItemOutcome::Repeat { device },
            (entries, true) => ItemOutcome::Fork { device, entries },
            (entries, false) => ItemOutcome::Stored { device, head: batch.span().head, entries },
        })
    }

    fn keep(&mut self, spot: Spot, forked: bool, chained: &Chained) -> Result<(), StoreError> {
        let id = entry::insert(self.db, spot.branch, chained)?;
        let touch = entry::touch(self.held, id, spot.branch, chained);
        let mut matters = apply::matters(&touch, self.now_ms);
        // Who signed it is judged when all of them are in.
        matters.retain(|matter| *matter != Matter::NoLeader);
        matters.extend(forked.then_some(Matter::Fork));
        for matter in &matters {
            apply::flag(self.db, id, *matter)?;
        }
        self.flagged = self.flagged.saturating_add(u32::from(!matters.is_empty()));
        self.clock = self.clock.observe(touch.origin.stamp, self.now_ms);
        self.fresh.push(touch);
        Ok(())
    }
}

/// What the entry before a batch says about the batch.
enum Attachment {
    /// It is known; none before a device's first entry.
    After(Option<Spot>),
    /// It is not known here.
    Gap {
        /// The number that must come next.
        expected: u64,
    },
    /// It is not this device's beginning.
    Nowhere,
}
