//! Sync as a state machine without sockets: HTTPS, bundles, hubs and the simulator drive the same code.
//!
//! A driver asks [`Sync::next_request`], carries the bytes, and reports what happened with one of the `on_…` functions,
//! until there is no next request; then [`Sync::outcome`] says how it ended. Every run ends: attempts, cuts and
//! exchanges are counted. Nothing has arrived before a receipt of the centre proves it.
//! Never here: clocks, waiting, files.

mod offers;
mod pace;
mod replies;

use std::collections::BTreeSet;

use domain::ids::{CommuneId, DeviceId, EntryDigest};

pub use offers::Offer;
pub use offers::Progress;
pub use pace::{Pace, retry_after_ms};
pub use replies::ReplyError;

use crate::batch::Span;
use crate::blob::BlobDigest;
use crate::exchange::{Cursor, Expected, PulledItem, RequestBody, RequestEnvelope};
use crate::item::Item;
use crate::keys::{CentrePublic, DeviceKey};
use crate::limits::LACKING_MAX;
use crate::receipt::{LogId, Receipt};
use offers::{Offers, State};

/// At most this many exchanges in one run; what is left then is the next run's.
pub const EXCHANGES_MAX: u32 = 10_000;
/// At most this many cuts without progress.
pub const CUTS_MAX: u32 = 12;
/// At most this many answers in a row that the time was stale.
pub const STALE_MAX: u32 = 3;
/// At most this many new logs in one run.
pub const LOG_RESETS_MAX: u32 = 2;
/// An offer is made at most this often, cuts not counted.
pub const OFFER_ATTEMPTS_MAX: u32 = 3;
/// A blob is asked for at most this often.
pub const WANT_ATTEMPTS_MAX: u32 = 2;
/// At most so often something lacking is asked for in one run.
const LACKED_MAX: usize = 4_096;

/// Whom a run talks to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peer {
    /// The commune's centre; its receipts prove arrival.
    Centre(CentrePublic),
    /// A hub: it carries and proves nothing.
    Hub,
}

impl Peer {
    /// What a request is bound to: the centre's key; 32 zero bytes for a hub.
    #[must_use]
    pub fn binding(&self) -> [u8; 32] {
        match self {
            Self::Centre(key) => *key.as_bytes(),
            Self::Hub => [0; 32],
        }
    }
}

/// What the device knows when a run begins.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The commune.
    pub commune: CommuneId,
    /// This device.
    pub device: DeviceId,
    /// Whom the run talks to.
    pub peer: Peer,
    /// How far was pulled from this peer.
    pub cursor: Cursor,
    /// The newest receipt for this device's journal, verified when it came.
    pub newest_receipt: Option<Receipt>,
    /// Number and digest of this device's newest entry that was cut into a batch.
    pub newest_entry: Option<(u64, EntryDigest)>,
    /// This device's certificate chain as it travels.
    pub chain: Vec<u8>,
    /// Whether this peer has taken the chain before.
    pub chain_known: bool,
    /// Whether to pull what others wrote.
    pub pull: bool,
    /// Whether to pull this device's own batches too: after a restored backup.
    pub include_own: bool,
    /// How much to send at once, as the last run left it.
    pub pace: Pace,
}

/// A request to carry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The bytes; their number is known before the first is sent.
    pub bytes: Vec<u8>,
    /// How many items and blobs are offered.
    pub offers: usize,
}

/// What the driver must do, in this order, before it asks for the next request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// The centre's time at the reply; what passes from now on is the driver's to add.
    CentreTime(i64),
    /// The peer knows this device's chain from now on.
    Introduced,
    /// Store this receipt; its signature is verified. It may be about another device of the commune, and it may end in
    /// an entry that the journal here does not have: a witness of what is missing, or of a second history.
    Receipt(Receipt),
    /// Store these items and then the cursor, in one transaction. They prove themselves, or do not: they are unchecked.
    Pulled {
        /// Items after the old cursor.
        items: Vec<PulledItem>,
        /// The cursor that holds once they are stored.
        cursor: Cursor,
    },
    /// Take in these items of what was lacking, the cursor apart; they are unchecked. Then say with [`Sync::lack`] what
    /// is lacking still.
    Found {
        /// Items as they travel.
        items: Vec<Vec<u8>>,
    },
    /// Store this blob; its digest is verified.
    Blob {
        /// Its name.
        digest: BlobDigest,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The peer holds this blob.
    BlobTaken(BlobDigest),
    /// The centre began a new log: receipts of other logs prove nothing about it. Offer, with [`Sync::offer`], whatever
    /// is held of any device beyond these rows; a device without a row is unknown there.
    LogReset {
        /// The new log.
        log: LogId,
        /// What the centre has.
        expected: Vec<Expected>,
    },
    /// The peer lacks this device's entries from here on: offer them, with [`Sync::offer`], if they are held.
    Lacks {
        /// The device.
        device: DeviceId,
        /// The first entry lacking.
        from_seq: u64,
    },
    /// Something a person should hear about.
    Trouble(Trouble),
}

/// What a person should hear about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The peer says that the device has written two histories; both are kept.
    Forked {
        /// The device.
        device: DeviceId,
    },
    /// The peer has more of this device's journal than the device: an old copy of its file is in use.
    OwnAhead {
        /// The number that the peer expects next.
        next_seq: u64,
    },
    /// The peer says that a batch does not prove itself: the copy here is damaged.
    NotAuthentic {
        /// Which batch.
        span: Span,
    },
    /// The batch was set aside: it was written after its device was revoked.
    Quarantined {
        /// Which batch.
        span: Span,
    },
    /// A device's chain is unknown to the peer although it was offered, or nobody offered it.
    UnknownDevice {
        /// The device.
        device: DeviceId,
    },
    /// A receipt that is not signed by the commune's centre, or is another commune's.
    ForgedReceipt,
    /// The peer does not have a blob that was wanted.
    BlobMissing {
        /// Which blob.
        digest: BlobDigest,
    },
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Everything offered is proven to have arrived, and everything was pulled.
    Complete,
    /// A hub took everything; nothing is proven.
    Carried,
    /// The peer could not be reached, or the line was cut too often.
    Unreachable,
    /// The peer has no room or no time; later.
    Busy,
    /// The peer says it has the entries and shows no receipt that proves it.
    NoReceipt,
    /// Some offers were not taken; the troubles say why.
    Incomplete,
    /// The peer does not accept this device or this request.
    Refused,
    /// The peer's answers lead nowhere.
    Stalled,
}

/// One run of sync with one peer.
#[derive(Debug)]
pub struct Sync {
    outlook: Outlook,
    offers: Offers,
    wants: Vec<(BlobDigest, u32)>,
    /// What is lacking and was not asked for yet.
    lacking: Vec<(DeviceId, u64)>,
    /// What was asked for: once in a run, whatever came.
    lacked: BTreeSet<(DeviceId, u64)>,
    flight: Option<Flight>,
    /// The next request carries the own chain.
    introduce: bool,
    /// The next request asks what is expected and offers nothing.
    ask: bool,
    /// There is something to pull, as far as known.
    pull_due: bool,
    /// Something was put off by the peer.
    not_now: bool,
    tally: Tally,
    outcome: Option<Outcome>,
}

/// What the request under way carries.
#[derive(Debug, Default)]
struct Flight {
    /// Its length.
    bytes: usize,
    introduced: bool,
    /// Offers of items, in the order of the verdicts to come.
    items: Vec<usize>,
    blobs: Vec<usize>,
    wants: Vec<BlobDigest>,
    lacking: usize,
    pulls: bool,
}

#[derive(Debug, Default)]
struct Tally {
    exchanges: u32,
    cuts: u32,
    stale: u32,
    log_resets: u32,
    introductions: u32,
    receipt_asks: u32,
}

impl Sync {
    /// Begins a run that offers these batches and blobs: every frozen batch that no receipt covers yet.
    #[must_use]
    pub fn begin(outlook: Outlook, offers: Vec<Offer>) -> Self {
        let mut tracked = Offers::of(outlook.device);
        tracked.add(offers);
        Self {
            introduce: !outlook.chain_known,
            ask: false,
            pull_due: true,
            not_now: false,
            outlook,
            offers: tracked,
            wants: Vec::new(),
            lacking: Vec::new(),
            lacked: BTreeSet::new(),
            flight: None,
            tally: Tally::default(),
            outcome: None,
        }
    }

    /// Offers more, after [`Effect::LogReset`] or [`Effect::Lacks`], or what was saved meanwhile.
    pub fn offer(&mut self, offers: Vec<Offer>) {
        self.offers.add(offers);
    }

    /// Wants these blobs, for instance of an edition that was just pulled.
    pub fn want_blobs(&mut self, digests: impl IntoIterator<Item = BlobDigest>) {
        for digest in digests {
            if self.wants.iter().all(|(known, _)| *known != digest) {
                self.wants.push((digest, 0));
            }
        }
    }

    /// Asks by name for what others wrote and never came: whose, and from which number on (0: certificates too).
    pub fn lack(&mut self, rows: impl IntoIterator<Item = (DeviceId, u64)>) {
        for row in rows {
            if self.lacked.len() < LACKED_MAX && self.lacked.insert(row) {
                self.lacking.push(row);
            }
        }
    }

    /// The next request, signed; none when the run has ended.
    ///
    /// `centre_time_ms` is the centre's time as well as the driver knows it: the last [`Effect::CentreTime`] or
    /// `on_stale`, and what has passed since; 0 if it was never heard: then it is asked for first. `load` gives the bytes
    /// of an offer.
    ///
    /// # Errors
    /// Whatever `load` fails with; the run can go on or be dropped.
    pub fn next_request<E>(
        &mut self,
        centre_time_ms: i64,
        key: &DeviceKey,
        load: impl FnMut(&Offer) -> Result<Vec<u8>, E>,
    ) -> Result<Option<Request>, E> {
        if self.outcome.is_none() {
            self.outcome = self.ending();
        }
        if self.outcome.is_some() {
            return Ok(None);
        }
        let (flight, body) = self.compose(centre_time_ms != 0, load)?;
        let offers = body.offers.len().saturating_add(body.blobs_offered.len());
        let binding = self.outlook.peer.binding();
        let envelope = RequestEnvelope::sign(&body, self.outlook.commune, key, &binding, centre_time_ms);
        let bytes = envelope.to_bytes();
        self.tally.exchanges = self.tally.exchanges.saturating_add(1);
        self.flight = Some(Flight { bytes: bytes.len(), ..flight });
        Ok(Some(Request { bytes, offers }))
    }

    /// The line was cut, or timed out, after the request was begun: nobody knows whether it came through.
    pub fn on_cut(&mut self) {
        let carried = self.flight.take().is_some_and(|flight| flight.introduced || !flight.items.is_empty());
        self.ask = self.ask || carried;
        self.outlook.pace = Pace::SLOWEST;
        self.tally.cuts = self.tally.cuts.saturating_add(1);
        if self.tally.cuts >= CUTS_MAX {
            self.outcome = Some(Outcome::Unreachable);
        }
    }

    /// No connection came about; nothing was sent.
    pub fn on_unreachable(&mut self) {
        self.end(Outcome::Unreachable);
    }

    /// The peer answered `stale-time`; the driver passes the time it named to the next request.
    pub fn on_stale(&mut self) {
        self.flight = None;
        self.tally.stale = self.tally.stale.saturating_add(1);
        if self.tally.stale > STALE_MAX {
            self.outcome = Some(Outcome::Stalled);
        }
    }

    /// The peer answered `unknown-device`: it wants the chain.
    pub fn on_unknown_device(&mut self) {
        self.flight = None;
        self.introduce_again();
    }

    /// The peer answered `busy`, or could not answer well (5xx).
    pub fn on_busy(&mut self) {
        self.end(Outcome::Busy);
    }

    /// The peer refused the request for good.
    pub fn on_refused(&mut self) {
        self.end(Outcome::Refused);
    }

    /// How the run ended; none while it goes on.
    #[must_use]
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// The devices of which something was not taken, and is not offered again in this run.
    #[must_use]
    pub fn held(&self) -> BTreeSet<DeviceId> {
        self.offers.held()
    }

    /// How far the run is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.offers.progress()
    }

    /// How much to send at once, for the next run to begin with.
    #[must_use]
    pub const fn pace(&self) -> Pace {
        self.outlook.pace
    }

    /// How many requests were made.
    #[must_use]
    pub const fn exchanges(&self) -> u32 {
        self.tally.exchanges
    }

    fn end(&mut self, outcome: Outcome) {
        self.flight = None;
        self.outcome.get_or_insert(outcome);
    }

    /// Shows the chain once more; a peer that does not take it twice does not take it.
    fn introduce_again(&mut self) {
        self.tally.introductions = self.tally.introductions.saturating_add(1);
        self.introduce = true;
        if self.tally.introductions > 1 {
            self.end(Outcome::Refused);
        }
    }

    /// Whether nothing is left to do, and what that means.
    fn ending(&mut self) -> Option<Outcome> {
        if self.tally.exchanges >= EXCHANGES_MAX {
            return Some(Outcome::Stalled);
        }
        let pulling = self.pull_due && (self.outlook.pull || self.tally.exchanges == 0);
        if pulling
            || self.ask
            || self.introduce
            || !self.wants.is_empty()
            || !self.lacking.is_empty()
            || self.offers.any_in(State::Waiting)
        {
            return None;
        }
        if self.outlook.peer != Peer::Hub && self.offers.own_unproven() {
            return self.ask_for_receipt();
        }
        Some(match (self.not_now, self.offers.any_in(State::Held), self.outlook.peer) {
            (true, _, _) => Outcome::Busy,
            (false, true, _) => Outcome::Incomplete,
            (false, false, Peer::Hub) => Outcome::Carried,
            (false, false, Peer::Centre(_)) => Outcome::Complete,
        })
    }

    /// A receipt may have been lost on its way: asks once, then says so.
    fn ask_for_receipt(&mut self) -> Option<Outcome> {
        if self.tally.receipt_asks > 0 {
            return Some(Outcome::NoReceipt);
        }
        self.tally.receipt_asks = 1;
        self.ask = true;
        None
    }

    fn compose<E>(
        &self,
        timely: bool,
        mut load: impl FnMut(&Offer) -> Result<Vec<u8>, E>,
    ) -> Result<(Flight, RequestBody), E> {
        let mut flight = Flight { introduced: self.introduce, ..Flight::default() };
        let mut body = self.question();
        if self.introduce {
            body.offers.push(Item::wrap_chain(&self.outlook.chain));
        }
        // After a cut the first question is what came through, and a request without a time is only told the time: both
        // are small.
        if self.ask || !timely {
            return Ok((flight, body));
        }
        for at in self.offers.pick(self.outlook.pace.offer_bytes()) {
            let Some(offer) = self.offers.get(at) else { continue };
            let bytes = load(offer)?;
            match offer {
                Offer::Chain { .. } => body.offers.push(Item::wrap_chain(&bytes)),
                Offer::Batch { .. } => body.offers.push(Item::wrap_batch(&bytes)),
                Offer::Blob { .. } => body.blobs_offered.push(bytes),
            }
            let list = if matches!(offer, Offer::Blob { .. }) { &mut flight.blobs } else { &mut flight.items };
            list.push(at);
        }
        let blobs = self.outlook.pace.blobs_at_once();
        flight.wants = self.wants.iter().take(blobs).map(|(digest, _)| *digest).collect();
        body.blobs_wanted.clone_from(&flight.wants);
        body.lacking = self.lacking.iter().take(LACKING_MAX).copied().collect();
        flight.lacking = body.lacking.len();
        flight.pulls = self.outlook.pull && self.pull_due;
        if flight.pulls {
            body.pull_bytes_max = self.outlook.pace.pull_bytes();
        }
        Ok((flight, body))
    }

    fn question(&self) -> RequestBody {
        RequestBody {
            cursor: self.outlook.cursor,
            newest_receipt: self.outlook.newest_receipt.as_ref().map(Receipt::to_bytes),
            ask_expected: self.ask,
            include_own: self.outlook.include_own,
            ..RequestBody::default()
        }
    }
}
