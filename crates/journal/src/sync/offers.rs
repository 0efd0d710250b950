//! What is offered in a run, and what became of each offer.

use std::collections::BTreeSet;

use domain::ids::{DeviceId, EntryDigest};

use super::OFFER_ATTEMPTS_MAX;
use crate::batch::Span;
use crate::blob::BlobDigest;
use crate::limits::{BLOBS_OFFERED_MAX, OFFERS_MAX};

/// What CBOR and the item's wrapping add to an offer, at most.
const WRAPPING_BYTES: usize = 16;

/// How far a run is, in this device's entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Entries offered.
    pub offered: u64,
    /// Of these, taken by the peer.
    pub taken: u64,
    /// Of these, proven by a receipt.
    pub arrived: u64,
}

/// Something to send, by its name; the bytes are loaded when its turn comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// Another device's chain, before its first batch.
    Chain {
        /// The device at its end.
        device: DeviceId,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A frozen batch, this device's or another's.
    Batch {
        /// Where it stands.
        span: Span,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A roster blob.
    Blob {
        /// Its name.
        digest: BlobDigest,
        /// Its length in bytes.
        bytes: usize,
    },
}

/// What became of an offer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// To be sent.
    Waiting,
    /// The peer says that it has it.
    Taken,
    /// Proven by a receipt; a blob: named as held.
    Arrived,
    /// Not taken, and not to be offered again in this run.
    Held,
    /// The peer had it in a log that is gone; waits again if it is offered again.
    Lapsed,
}

#[derive(Debug)]
struct Tracked {
    offer: Offer,
    state: State,
    attempts: u32,
}

/// Every offer of a run. A place in the list is an offer's number for the whole run; the order of sending is its rank.
#[derive(Debug)]
pub(super) struct Offers {
    own: DeviceId,
    list: Vec<Tracked>,
}

impl Offer {
    const fn bytes(&self) -> usize {
        match self {
            Self::Chain { bytes, .. } | Self::Batch { bytes, .. } | Self::Blob { bytes, .. } => *bytes,
        }
    }

    /// Whose it is; none of a blob.
    pub(super) const fn device(&self) -> Option<DeviceId> {
        match self {
            Self::Chain { device, .. } => Some(*device),
            Self::Batch { span, .. } => Some(span.device),
            Self::Blob { .. } => None,
        }
    }

    /// The batch's place in its chain.
    pub(super) const fn span(&self) -> Option<&Span> {
        match self {
            Self::Batch { span, .. } => Some(span),
            Self::Chain { .. } | Self::Blob { .. } => None,
        }
    }

    const fn is_blob(&self) -> bool {
        matches!(self, Self::Blob { .. })
    }

    /// Whether two offers are of the same thing.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Batch { span: a, .. }, Self::Batch { span: b, .. }) => a == b,
            (Self::Chain { device: a, .. }, Self::Chain { device: b, .. }) => a == b,
            (Self::Blob { digest: a, .. }, Self::Blob { digest: b, .. }) => a == b,
            (Self::Batch { .. } | Self::Chain { .. } | Self::Blob { .. }, _) => false,
        }
    }

    /// Own before others', chains before batches, batches in their order; blobs after the entries that name them.
    fn rank(&self, own: DeviceId) -> (u8, DeviceId, u64) {
        match self {
            Self::Chain { device, .. } => (u8::from(*device != own), *device, 0),
            Self::Batch { span, .. } => (u8::from(span.device != own), span.device, span.first),
            Self::Blob { .. } => (2, own, 0),
        }
    }
}

impl Offers {
    pub fn of(own: DeviceId) -> Self {
        Self { own, list: Vec::new() }
    }

    /// Adds offers; one that is known already waits again only if the peer has lost it.
    pub fn add(&mut self, offers: Vec<Offer>) {
        for offer in offers {
            match self.list.iter_mut().find(|known| known.offer.same(&offer)) {
                Some(known) if known.state == State::Lapsed => known.state = State::Waiting,
                Some(_) => {}
                None => self.list.push(Tracked { offer, state: State::Waiting, attempts: 0 }),
            }
        }
    }

    /// What the peer had in its old log, it may have lost.
    pub fn lapse(&mut self) {
        for it in self.list.iter_mut().filter(|it| matches!(it.state, State::Taken | State::Arrived)) {
            it.state = State::Lapsed;
        }
    }

    pub fn get(&self, at: usize) -> Option<&Offer> {
        self.list.get(at).map(|it| &it.offer)
    }

    /// The waiting offers that fit into `bytes`, in their order; the first always fits.
    pub fn pick(&self, bytes: usize) -> Vec<usize> {
        let (mut left, mut picked, mut blobs) = (bytes, Vec::new(), 0usize);
        for (at, it) in self.waiting() {
            let size = it.offer.bytes().saturating_add(WRAPPING_BYTES);
            blobs = blobs.saturating_add(usize::from(it.offer.is_blob()));
            // One place is kept for the own chain.
            let full = picked.len() >= OFFERS_MAX.saturating_sub(1) || blobs > BLOBS_OFFERED_MAX;
            if full || (size > left && !picked.is_empty()) {
                break;
            }
            left = left.saturating_sub(size);
            picked.push(at);
        }
        picked
    }

    fn waiting(&self) -> Vec<(usize, &Tracked)> {
        let mut waiting: Vec<_> = self.list.iter().enumerate().filter(|(_, it)| it.state == State::Waiting).collect();
        waiting.sort_by_key(|(_, it)| it.offer.rank(self.own));
        waiting
    }

    pub fn any_in(&self, state: State) -> bool {
        self.list.iter().any(|it| it.state == state)
    }

    /// Whether the peer took batches of this device without proving it.
    pub fn own_unproven(&self) -> bool {
        self.own_batches().any(|(_, state)| state == State::Taken)
    }

    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for (span, state) in self.own_batches() {
            let (taken, arrived) = match state {
                State::Waiting | State::Held | State::Lapsed => (false, false),
                State::Taken => (true, false),
                State::Arrived => (true, true),
            };
            progress.offered = progress.offered.saturating_add(span.count());
            progress.taken = progress.taken.saturating_add(if taken { span.count() } else { 0 });
            progress.arrived = progress.arrived.saturating_add(if arrived { span.count() } else { 0 });
        }
        progress
    }

    /// The peer has it; says whether that is news.
    pub fn take(&mut self, at: usize) -> bool {
        self.change(at, State::Waiting, State::Taken)
    }

    pub fn hold(&mut self, at: usize) {
        if let Some(it) = self.list.get_mut(at) {
            it.state = State::Held;
        }
    }

    /// To be offered again, unless it was offered too often.
    pub fn retry(&mut self, at: usize) {
        if let Some(it) = self.list.get_mut(at) {
            it.attempts = it.attempts.saturating_add(1);
            it.state = if it.attempts >= OFFER_ATTEMPTS_MAX { State::Held } else { State::Waiting };
        }
    }

    /// Holds every batch on the chain behind this one: they can only be a gap now. Other branches of the device go on.
    pub fn hold_behind(&mut self, span: &Span) {
        let (mut ends, mut at) = (BTreeSet::from([span.head]), 0);
        while let Some(it) = self.list.get_mut(at) {
            let behind = |it: &&Span| it.device == span.device && ends.contains(&it.previous);
            match it.offer.span().filter(behind).map(|it| it.head) {
                // Whoever hangs on this one may stand before it in the list.
                Some(head) if ends.insert(head) => {
                    it.state = State::Held;
                    at = 0;
                }
                Some(_) | None => at = at.saturating_add(1),
            }
        }
    }

    /// The devices of which something is held back.
    pub fn held(&self) -> BTreeSet<DeviceId> {
        let held = self.list.iter().filter(|it| it.state == State::Held);
        held.filter_map(|it| it.offer.device()).collect()
    }

    /// The blob is held by the peer; says whether that is news.
    pub fn blob_held(&mut self, digest: BlobDigest) -> bool {
        let found = self.list.iter().position(|it| matches!(it.offer, Offer::Blob { digest: d, .. } if d == digest));
        found.is_some_and(|at| self.change(at, State::Waiting, State::Arrived))
    }

    /// Follows the chain down from `head` and gives every batch on it the state, unless it has a better one already.
    /// Says whether anything changed.
    pub fn mark_chain(&mut self, device: DeviceId, head: EntryDigest, state: State) -> bool {
        let (mut head, mut changed, mut seen) = (head, false, BTreeSet::new());
        while let Some((at, previous)) = self.batch_ending_in(device, head).filter(|_| seen.insert(head)) {
            changed |= self.change(at, State::Waiting, state);
            changed |= self.change(at, State::Lapsed, state);
            changed |= state == State::Arrived && self.change(at, State::Taken, state);
            head = previous;
        }
        changed
    }

    /// Whether a batch offered of the device ends or begins at this entry.
    pub fn touches(&self, device: DeviceId, seq: u64, head: EntryDigest) -> bool {
        let touches = |span: &Span| {
            span.device == device
                && ((span.last, span.head) == (seq, head)
                    || (span.first, span.previous) == (seq.saturating_add(1), head))
        };
        self.list.iter().filter_map(|it| it.offer.span()).any(touches)
    }

    /// Whether something waiting can fill the device's gap at `seq`.
    pub fn can_fill(&self, device: DeviceId, seq: u64) -> bool {
        let fills = |span: &Span| span.device == device && (span.first..=span.last).contains(&seq);
        self.list.iter().filter(|it| it.state == State::Waiting).filter_map(|it| it.offer.span()).any(fills)
    }

    /// The last number of this device that is offered.
    pub fn own_last(&self) -> u64 {
        self.own_batches().map(|(span, _)| span.last).max().unwrap_or(0)
    }

    fn own_batches(&self) -> impl Iterator<Item = (&Span, State)> {
        let own = self.own;
        let spans = self.list.iter().filter_map(|it| it.offer.span().map(|span| (span, it.state)));
        spans.filter(move |(span, _)| span.device == own)
    }

    fn batch_ending_in(&self, device: DeviceId, head: EntryDigest) -> Option<(usize, EntryDigest)> {
        self.list.iter().enumerate().find_map(|(at, it)| {
            let span = it.offer.span().filter(|span| span.device == device && span.head == head)?;
            Some((at, span.previous))
        })
    }

    fn change(&mut self, at: usize, from: State, to: State) -> bool {
        match self.list.get_mut(at) {
            Some(it) if it.state == from => {
                it.state = to;
                from != to
            }
            Some(_) | None => false,
        }
    }
}
