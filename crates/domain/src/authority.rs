//! What leaders decide about people, laptops and keys. Never here: whose word counts (`journal::standing`), ciphers.

use std::collections::BTreeSet;

use crate::ids::{CommuneId, DeviceId, EntryDigest, MemberId, RecordId};
use crate::service::Role;

/// Whom a revocation is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RevokedSubject {
    /// A member, whose role changes.
    Member(MemberId),
    /// A laptop, whose entries count no more.
    Device(DeviceId),
}

/// Up to where a device's entries are accepted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Accepted {
    /// The device.
    pub device: DeviceId,
    /// The last number accepted; 0 for none. Never a time: clocks can be set.
    pub seq: u64,
    /// The digest of that entry, which also says on which branch it stands; none with 0.
    pub head: Option<EntryDigest>,
}

/// From certain entries on a member has another role, or a laptop none at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revoked {
    /// Who.
    pub subject: RevokedSubject,
    /// What a member may still do; none for an expulsion, and for a laptop.
    pub left: Option<Role>,
    /// The last entries accepted: of a laptop its own, of a member those written on each laptop. What is not named is
    /// not accepted. The same device stands here once for each of its branches.
    pub accepted: Vec<Accepted>,
    /// Every earlier word about the same subject that the writer saw and that this one takes the place of.
    pub saw: BTreeSet<EntryDigest>,
}

/// The commune's sealing keys for one who may read on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRecipient {
    /// A laptop, or a recovery box.
    pub to: RecordId,
    /// What HPKE encapsulated.
    pub encapsulated: [u8; 32],
    /// The sealed keys.
    pub ciphertext: Vec<u8>,
}

/// A sealing key of a new epoch for all who remain, or the same one for somebody who lacks it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rekeyed {
    /// Random.
    pub id: RecordId,
    /// The epoch that begins; several keys may have the same one.
    pub epoch: u32,
    /// Who gets it.
    pub recipients: Vec<KeyRecipient>,
}

/// What becomes of entries that wait in quarantine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decided {
    /// Whose entries.
    pub device: DeviceId,
    /// The first of them.
    pub first: u64,
    /// The last of them.
    pub last: u64,
    /// The digest of the last one.
    pub head: EntryDigest,
    /// Whether they count from now on.
    pub accepted: bool,
}

/// The root key and the commune's keys, sealed to a code on paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovery {
    /// Follows from the public key.
    pub id: RecordId,
    /// The X25519 key that follows from the code; later keys are sealed to it as well.
    pub public: [u8; 32],
    /// What HPKE encapsulated.
    pub encapsulated: [u8; 32],
    /// The sealed keys.
    pub ciphertext: Vec<u8>,
}

/// The commune reports to a centre.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CentreAttached {
    /// The commune; of several such words the latest holds.
    pub commune: CommuneId,
    /// A URL; not judged here.
    pub address: String,
    /// The key that signs its receipts.
    pub key: [u8; 32],
}

impl RevokedSubject {
    /// The number on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Member(_) => 1,
            Self::Device(_) => 2,
        }
    }

    /// The identity.
    #[must_use]
    pub const fn record(self) -> RecordId {
        match self {
            Self::Member(member) => member.record(),
            Self::Device(device) => device.record(),
        }
    }

    /// Reads number and identity back.
    #[must_use]
    pub fn from_code(code: u8, record: RecordId) -> Option<Self> {
        match code {
            1 => Some(Self::Member(record.typed())),
            2 => Some(Self::Device(DeviceId::from_bytes(*record.as_bytes()))),
            _ => None,
        }
    }
}
