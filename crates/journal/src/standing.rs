//! Whose word counts: out of all certificates and all leaders' acts, which devices, members and acts stand, and up to
//! where. A function of the set: the order in which entries came in plays no part, and neither does any clock.
//!
//! An act counts if a leader signed it whose certificate stands, and no revocation that stands cuts it off. Since a
//! revocation is an act itself, this is settled together for all of them: what is cut off by nobody stands, what is cut
//! off by something standing is void, and where two leaders cut each other off, neither stands until the root speaks.
//! Never here: where entries are kept, what becomes of those that wait.

mod gather;
mod say;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};

use domain::authority::{Accepted, RevokedSubject};
use domain::edit::Kind;
use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId, RecordId};
use domain::service::Role;
use domain::stamp::Stamp;

use crate::certificate::Certificate;
use crate::entry::Chained;
use crate::trust::CertificateChain;

pub use say::{Judged, RoleNow};

/// Where an entry stands: its device, the branch of that device's journal, its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The device.
    pub device: DeviceId,
    /// The branch, as the keeper of the entries numbers them.
    pub branch: u32,
    /// The number.
    pub seq: u64,
}

/// Whether something counts. In this order less is worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Word {
    /// It counts for nothing.
    Void,
    /// Two leaders speak against each other: it waits for the root.
    Suspended,
    /// It counts.
    Stands,
}

/// An entry of a kind that [`Standing::concerns`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// The entry.
    pub chained: Chained,
    /// The branch it stands on.
    pub branch: u32,
}

/// Up to where an accepted head reaches: per branch the last number; none while that head is not known, and then its
/// number goes for every branch.
pub type Reach = Option<Vec<(u32, u64)>>;

/// Who counts, and up to where.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// Every act judged, with the record it is about.
    acts: BTreeMap<EntryDigest, (RecordId, ActWord)>,
    devices: BTreeMap<DeviceId, Word>,
    members: BTreeMap<MemberId, BTreeMap<Role, Word>>,
    revocations: Vec<Revocation>,
    decisions: Vec<Decision>,
    /// Devices whose accepted head is not known here yet.
    unresolved: BTreeSet<DeviceId>,
    checked: Checked,
}

/// Signatures that need not be checked again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Checked {
    certificates: BTreeSet<EntryDigest>,
    authors: BTreeMap<EntryDigest, gather::Author>,
}

/// What is known of an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct ActWord {
    word: Word,
    /// Whether a certified leader or the root signed it, whatever became of them.
    signed: bool,
}

/// A revocation with its weight.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Revocation {
    digest: EntryDigest,
    subject: RevokedSubject,
    left: Option<Role>,
    accepted: Cut,
    saw: BTreeSet<EntryDigest>,
    word: Word,
}

/// A leader's decision about a run of entries in quarantine.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Decision {
    device: DeviceId,
    first: u64,
    reach: Cut,
    accepted: bool,
    /// The latest one holds.
    order: (Stamp, DeviceId, EntryDigest),
}

/// Up to where the entries of some devices are accepted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Cut {
    branches: BTreeMap<(DeviceId, u32), u64>,
    anywhere: BTreeMap<DeviceId, u64>,
}

impl Standing {
    /// Whether entries of this kind belong into the set that standing is made of.
    #[must_use]
    pub const fn concerns(kind: u8) -> bool {
        match kind {
            5 | 7 | 11 | 20 => true,
            other => other >= Kind::Revoked.code() && other <= Kind::Centre.code(),
        }
    }

    /// Judges the set: every chain known, and every entry whose kind concerns. `reach` says up to where an accepted row
    /// goes on each branch of its device. Signatures that were checked for `known` are not checked again.
    #[must_use]
    pub fn of(
        commune: CommuneId,
        chains: &[CertificateChain],
        acts: &[Act],
        reach: &dyn Fn(&Accepted) -> Reach,
        known: &Self,
    ) -> Self {
        let mut gathered = gather::Gathered::of(commune, chains, acts, reach, &known.checked);
        let weighed = weigh::weigh(&gathered);
        gathered.settle(weighed)
    }

    /// Whether an accepted head of this device is still unknown: its entries, when they come, change the judgement.
    #[must_use]
    pub fn waits_for(&self, device: DeviceId) -> bool {
        self.unresolved.contains(&device)
    }

    /// Whether both say the same of every entry that is no act.
    #[must_use]
    pub fn judges_like(&self, other: &Self) -> bool {
        let bad = |it: &Self| -> Vec<(DeviceId, Word)> {
            it.devices.iter().filter(|(_, word)| **word != Word::Stands).map(|(id, word)| (*id, *word)).collect()
        };
        self.revocations == other.revocations && self.decisions == other.decisions && bad(self) == bad(other)
    }

    /// The records of acts that the two judge differently.
    #[must_use]
    pub fn acts_apart(&self, other: &Self) -> BTreeSet<RecordId> {
        let apart = |(digest, (record, word)): (&EntryDigest, &(RecordId, ActWord)), of: &Self| {
            (of.acts.get(digest).map(|(_, word)| word) != Some(word)).then_some(*record)
        };
        let here = self.acts.iter().filter_map(|act| apart(act, other));
        here.chain(other.acts.iter().filter_map(|act| apart(act, self))).collect()
    }
}

impl Cut {
    fn add(&mut self, row: &Accepted, reach: Reach) {
        let further = |known: &mut u64, seq: u64| *known = (*known).max(seq);
        match reach {
            Some(branches) => {
                // A branch that is not on the way to the accepted head is not accepted.
                self.branches.entry((row.device, u32::MAX)).or_default();
                for (branch, seq) in branches {
                    further(self.branches.entry((row.device, branch)).or_default(), seq);
                }
            }
            None => further(self.anywhere.entry(row.device).or_default(), row.seq),
        }
    }

    fn covers(&self, place: &Place) -> bool {
        let exact = self.branches.get(&(place.device, place.branch)).is_some_and(|seq| place.seq <= *seq);
        exact || self.anywhere.get(&place.device).is_some_and(|seq| place.seq <= *seq)
    }

    /// For each device the first number that may not be covered.
    fn beyond(&self, device: DeviceId) -> u64 {
        let exact =
            self.branches.range((device, 0)..=(device, u32::MAX)).filter(|((_, branch), _)| *branch != u32::MAX);
        // Other branches share the beginning only: everything of them may be beyond.
        let least = exact.map(|(_, seq)| *seq).chain(self.anywhere.get(&device).copied()).min();
        least.unwrap_or(0)
    }
}

impl Word {
    /// The opposite.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::Void => Self::Stands,
            Self::Suspended => Self::Suspended,
            Self::Stands => Self::Void,
        }
    }

    /// The best of some; void of none.
    pub fn any(words: impl IntoIterator<Item = Self>) -> Self {
        words.into_iter().max().unwrap_or(Self::Void)
    }
}

/// Whether a certificate is good in itself: of this commune, and signed by the issuer it names.
fn is_whole(commune: CommuneId, certificate: &Certificate) -> bool {
    certificate.commune() == commune && certificate.verify().is_ok()
}
