//! Questions to the database and their answers, as plain values. Never here: SQL, wire bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{CommuneId, DeviceId, EntryDigest, RecordId, RosterEditionId};
use journal::blob::BlobDigest;
use journal::exchange::{Cursor, Expected, Marked, Point as Drawn, PulledItem};
use journal::keys::{CentreKey, DevicePublic};
use journal::receipt::LogId;

use super::log::Point;
use super::place::Run;
use crate::setup_code::SetupCodeHash;

/// A commune that asks to be admitted; its root certificate was verified.
#[derive(Clone, Debug)]
pub struct Admission {
    /// The hash of the code shown.
    pub code: SetupCodeHash,
    /// Who.
    pub commune: CommuneId,
    /// Whether its root certificate says practice.
    pub practice: bool,
    /// The root certificate as it travelled.
    pub root_certificate: Vec<u8>,
    /// Now, milliseconds since 1970-01-01 UTC.
    pub now_ms: i64,
}

/// What came of an admission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admitted {
    /// Admitted, now or before by the same code.
    Yes {
        /// The log the commune's cursors will speak of.
        log_id: LogId,
    },
    /// No such code.
    CodeUnknown,
    /// The code admitted another commune.
    CodeUsed,
    /// The code is too old.
    CodeExpired,
    /// A practice code for a real commune, or the reverse.
    CodeKind,
}

/// One line of the list of communes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommuneCounts {
    /// Who.
    pub commune: CommuneId,
    /// A practice commune.
    pub practice: bool,
    /// Since when, milliseconds since 1970-01-01 UTC.
    pub admitted_at_ms: i64,
    /// Devices known.
    pub devices: u64,
    /// Entries stored, each once.
    pub entries: u64,
}

/// Whom a request is about.
#[derive(Clone, Debug)]
pub struct Question {
    /// The commune it names.
    pub commune: CommuneId,
    /// The devices it names: the caller and those whose batches it brings.
    pub devices: BTreeSet<DeviceId>,
    /// What of ours it shows.
    pub shown: Shown,
}

/// What a request shows that this centre once signed: none of it can be made by anybody else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// An entry that a receipt of ours proves.
    pub proven: Option<Proven>,
    /// How far a copy of our log reaches.
    pub marked: Option<Marked>,
}

/// A new life of the log, after a restore from a backup.
pub struct Renewal {
    /// The log that was; another one means that somebody else renewed it already.
    pub known: LogId,
    /// The log that will be.
    pub fresh: LogId,
    /// Signs anew for what is still there.
    pub centre_key: Arc<CentreKey>,
    /// When.
    pub now_ms: i64,
}

/// An entry named by a receipt of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proven {
    /// Whose.
    pub device: DeviceId,
    /// Which.
    pub seq: u64,
    /// Its digest.
    pub head: EntryDigest,
    /// The log the receipt was issued from.
    pub log_id: LogId,
}

impl Proven {
    /// The entry alone.
    #[must_use]
    pub const fn point(&self) -> Point {
        Point { device: self.device, seq: self.seq, digest: self.head }
    }
}

/// What the centre knows about those a request names.
#[derive(Clone, Debug)]
pub struct Standing {
    /// A practice commune.
    pub practice: bool,
    /// The devices known, of those asked about.
    pub devices: BTreeMap<DeviceId, KnownDevice>,
    /// This very log, if it lacks something that was shown: the database was restored from a backup.
    pub lost: Option<LogId>,
}

/// A device whose chain was verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownDevice {
    /// Its signing key.
    pub key: DevicePublic,
    /// When its certificate ends, milliseconds since 1970-01-01 UTC; none: until revoked.
    pub expires_at_ms: Option<i64>,
    /// Locked out: the last entry that is accepted. It may hand over, and learns nothing new.
    pub accepted_seq: Option<u64>,
}

/// Authentic items and blobs to store.
#[derive(Debug)]
pub struct Push {
    /// Whose.
    pub commune: CommuneId,
    /// In the order they were offered.
    pub items: Vec<Offered>,
    /// With the digest of each.
    pub blobs: Vec<(BlobDigest, Vec<u8>)>,
    /// Drawn for what is stored by this push, and kept beside it.
    pub drawn: Drawn,
    /// Signs the receipts inside the transaction.
    pub centre_key: Arc<CentreKey>,
    /// Now, milliseconds since 1970-01-01 UTC.
    pub now_ms: i64,
}

/// What became of a push.
#[derive(Debug)]
pub struct Pushed {
    /// One outcome per item, in their order.
    pub stored: Vec<Stored>,
    /// Of the blobs offered, those that are held now.
    pub blobs_held: Vec<BlobDigest>,
    /// The log that it all lies in.
    pub log: LogId,
}

/// An item that proves itself.
#[derive(Debug)]
pub enum Offered {
    /// A certificate chain, verified from the commune's root.
    Chain {
        /// The device at its end.
        device: DeviceId,
        /// Its key and validity.
        known: KnownDevice,
        /// The digest of its certificate.
        certificate: EntryDigest,
        /// The item as it travelled.
        bytes: Vec<u8>,
    },
    /// A batch, its signature and chain verified.
    Batch {
        /// Whose.
        device: DeviceId,
        /// Its entries' digests.
        run: Run,
        /// The roster editions its entries name.
        editions: Vec<Edition>,
        /// Its entries that say whose word counts.
        acts: Vec<Act>,
        /// The recovery boxes that its entries publish.
        boxes: Vec<PublishedBox>,
        /// The item as it travelled.
        bytes: Vec<u8>,
    },
}

/// An entry that says whose word counts: a certificate, a revocation, a decision. Its facts stand in clear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// Its number.
    pub seq: u64,
    /// Its digest.
    pub digest: EntryDigest,
    /// As it travelled.
    pub bytes: Vec<u8>,
}

/// A recovery box as its entry publishes it: sealed to a code on paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedBox {
    /// Its name, which follows from the code.
    pub record: RecordId,
    /// The digest of the entry.
    pub entry: EntryDigest,
    /// The entry's facts as they travelled.
    pub facts: Vec<u8>,
}

/// A recovery box that somebody asks for by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundBox {
    /// Of its commune, as it travelled.
    pub root_certificate: Vec<u8>,
    /// The facts of the entry that published it, as they travelled.
    pub facts: Vec<u8>,
}

/// A roster edition as its entry's facts name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// Its identity.
    pub edition: RosterEditionId,
    /// The one it takes the place of.
    pub replaces: Option<RosterEditionId>,
    /// Its blobs.
    pub blobs: Vec<BlobDigest>,
}

/// What became of an offered item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stored {
    /// Stored now.
    New,
    /// In the log already.
    Repeat,
    /// Stored as a branch of its own.
    Fork,
    /// Stored, and set aside: written after its device was locked out.
    Quarantined,
    /// Entries before it are missing.
    Gap {
        /// Go on from here.
        expected_seq: u64,
    },
    /// Authentic, but beyond a limit; not stored.
    Beyond,
}

/// What a reply needs to know.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose.
    pub commune: CommuneId,
    /// The caller.
    pub requester: DeviceId,
    /// Where the caller's copy of the log ends.
    pub cursor: Cursor,
    /// What its mark says, if we made it.
    pub marked: Option<Marked>,
    /// Whose receipts.
    pub receipts_of: BTreeSet<DeviceId>,
    /// A receipt that need not be said again.
    pub known_receipt: Option<Vec<u8>>,
    /// At most so many bytes of items; 0: none.
    pub pull_bytes_max: usize,
    /// The caller's own items too.
    pub include_own: bool,
    /// Say what comes next on each branch.
    pub expected: bool,
    /// Blobs to send.
    pub blobs_wanted: Vec<BlobDigest>,
    /// At most so many bytes of blobs.
    pub blob_bytes_max: usize,
    /// What never came to the caller: whose, and from which number on.
    pub lacking: Vec<(DeviceId, u64)>,
}

/// What a reply says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The log as it is now.
    pub log_id: LogId,
    /// The newest receipt of each branch of the devices asked about.
    pub receipts: Vec<Vec<u8>>,
    /// Items after the cursor.
    pub items: Vec<PulledItem>,
    /// Where the caller's copy ends then.
    pub position: u64,
    /// What was drawn for the item there; none at 0.
    pub drawn: Option<Drawn>,
    /// There is more.
    pub more: bool,
    /// The cursor was of another log: begun again at 0.
    pub log_reset: bool,
    /// What comes next on each branch, if asked or if the log is another than the cursor's.
    pub expected: Vec<Expected>,
    /// Blobs, those of the wanted that are here.
    pub blobs: Vec<Vec<u8>>,
    /// Of what is lacking the beginning, each device by itself.
    pub found: Vec<Vec<u8>>,
}
