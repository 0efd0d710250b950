//! Where a verified batch belongs in the branches of its device: pure, the same for every database.

use domain::ids::EntryDigest;
use journal::entry::Chained;
use journal::item::Item;
use journal::keys::DevicePublic;
use journal::mutation::{Mutation, mutated};

/// The newest entry of one branch of a device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// 0 is the first that came.
    pub branch: u32,
    /// The last entry it shares with an older branch; 0 where there is none.
    pub since_seq: u64,
    /// Its newest entry's number.
    pub up_to_seq: u64,
    /// Its newest entry.
    pub head: EntryDigest,
}

/// A run of entries: a batch whose signature and chain hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The number of its first entry, from 1.
    pub first_seq: u64,
    /// What its first entry names as previous.
    pub previous: EntryDigest,
    /// The digest of each entry, in order; never empty.
    pub digests: Vec<EntryDigest>,
}

/// What the log already holds of a run; asked only where [`Run::needs`] says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// The entry before its first one.
    pub previous: bool,
    /// Its last entry.
    pub head: bool,
}

/// What to do with a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placement {
    /// It continues this branch.
    Extends {
        /// The branch's number.
        branch: u32,
    },
    /// All of it is in the log.
    Repeat,
    /// It leaves a branch behind and begins one of its own.
    Forks,
    /// It is the first of its device.
    Begins,
    /// Entries before it are missing.
    Gap {
        /// The device goes on from this number.
        expected_seq: u64,
    },
    /// One branch more than is kept apart.
    TooManyBranches,
}

/// Whether a stored batch has this entry inside.
#[must_use]
pub fn batch_holds(item: &[u8], key: &DevicePublic, seq: u64, digest: EntryDigest) -> bool {
    let Ok(Item::Batch(batch)) = Item::read(item) else { return false };
    batch.verify(key).is_ok_and(|entries| entries.iter().any(|entry| (entry.seq, entry.digest) == (seq, digest)))
}

impl Run {
    /// The run of a batch's entries; none of no entries.
    #[must_use]
    pub fn of(entries: &[Chained]) -> Option<Self> {
        let first = entries.first()?;
        let digests = entries.iter().map(|entry| entry.digest).collect();
        Some(Self { first_seq: first.seq, previous: first.previous, digests })
    }

    /// The number of its last entry.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        let more = u64::try_from(self.digests.len()).unwrap_or(u64::MAX).saturating_sub(1);
        self.first_seq.saturating_add(more)
    }

    /// Its last entry.
    #[must_use]
    pub fn head(&self) -> EntryDigest {
        self.digests.last().copied().unwrap_or(self.previous)
    }

    /// The digest it has at `seq`, its previous one included.
    fn at(&self, seq: u64) -> Option<EntryDigest> {
        match seq.checked_sub(self.first_seq) {
            Some(place) => self.digests.get(usize::try_from(place).ok()?).copied(),
            None if seq.checked_add(1) == Some(self.first_seq) => Some(self.previous),
            None => None,
        }
    }

    fn extends(&self, branch: &Branch) -> bool {
        branch.up_to_seq < self.last_seq() && self.at(branch.up_to_seq) == Some(branch.head)
    }

    /// Whether the log must be asked what it holds of this run: rarely, since most runs continue a branch.
    #[must_use]
    pub fn needs(&self, branches: &[Branch]) -> bool {
        !branches.iter().any(|branch| self.extends(branch))
    }
}

/// Decides where a run belongs.
#[must_use]
pub fn place(run: &Run, branches: &[Branch], held: Held, branches_max: usize) -> Placement {
    if let Some(extended) = branches.iter().find(|branch| run.extends(branch)) {
        return Placement::Extends { branch: extended.branch };
    }
    match held {
        Held { head: true, .. } if !mutated(Mutation::StoreRepeats) => Placement::Repeat,
        Held { previous: true, .. } if branches.is_empty() => Placement::Begins,
        Held { previous: true, .. } if branches.len() >= branches_max => Placement::TooManyBranches,
        Held { previous: true, .. } => Placement::Forks,
        Held { .. } => Placement::Gap { expected_seq: expected_before(run.first_seq, branches) },
    }
}

/// The latest end of a branch before `first_seq`, plus one. A device on another branch is led back step by step.
fn expected_before(first_seq: u64, branches: &[Branch]) -> u64 {
    let nexts = branches.iter().map(|branch| branch.up_to_seq.saturating_add(1));
    nexts.filter(|next| *next < first_seq).max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Held = Held { previous: false, head: false };
    const PREVIOUS: Held = Held { previous: true, head: false };
    const ALL: Held = Held { previous: true, head: true };

    /// The digest of entry `seq` on `line`; lines part after what they share.
    fn digest(line: u8, seq: u64) -> EntryDigest {
        let mut bytes = [line; 32];
        bytes[..8].copy_from_slice(&seq.to_be_bytes());
        EntryDigest(bytes)
    }

    fn run(line: u8, first_seq: u64, last_seq: u64) -> Run {
        let digests = (first_seq..=last_seq).map(|seq| digest(line, seq)).collect();
        Run { first_seq, previous: digest(line, first_seq - 1), digests }
    }

    fn branch(branch: u32, line: u8, up_to_seq: u64) -> Branch {
        Branch { branch, since_seq: 0, up_to_seq, head: digest(line, up_to_seq) }
    }

    fn check(run: &Run, branches: &[Branch], held: Held, expected: Placement) {
        assert_eq!(place(run, branches, held, 3), expected, "{run:?} on {branches:?} with {held:?}");
    }

    #[test]
    fn a_run_is_placed_by_its_digests() {
        let one = [branch(0, 1, 50)];
        check(&run(1, 1, 50), &[], PREVIOUS, Placement::Begins);
        check(&run(1, 51, 60), &one, NOTHING, Placement::Extends { branch: 0 });
        check(&run(1, 1, 50), &one, ALL, Placement::Repeat);
        check(&run(1, 11, 20), &one, ALL, Placement::Repeat);
        check(&run(2, 51, 60), &one, NOTHING, Placement::Gap { expected_seq: 1 });
        check(&run(2, 41, 60), &one, PREVIOUS, Placement::Forks);
        check(&run(2, 41, 45), &one, PREVIOUS, Placement::Forks);
    }

    #[test]
    fn a_run_cut_otherwise_still_continues_its_branch() {
        check(&run(1, 41, 60), &[branch(0, 1, 50)], PREVIOUS, Placement::Extends { branch: 0 });
    }

    #[test]
    fn a_gap_asks_for_what_comes_next_and_leads_a_fork_back() {
        let two = [branch(0, 1, 100), branch(1, 2, 90)];
        check(&run(1, 120, 130), &two[..1], NOTHING, Placement::Gap { expected_seq: 101 });
        check(&run(2, 120, 130), &two, NOTHING, Placement::Gap { expected_seq: 101 });
        check(&run(2, 101, 110), &two, NOTHING, Placement::Gap { expected_seq: 91 });
        check(&run(3, 91, 95), &two, NOTHING, Placement::Gap { expected_seq: 1 });
        check(&run(1, 5, 9), &[], NOTHING, Placement::Gap { expected_seq: 1 });
    }

    #[test]
    fn branches_are_kept_apart_up_to_a_limit() {
        let three = [branch(0, 1, 9), branch(1, 2, 9), branch(2, 3, 9)];
        check(&run(4, 5, 9), &three, PREVIOUS, Placement::TooManyBranches);
        check(&run(2, 10, 11), &three, NOTHING, Placement::Extends { branch: 1 });
    }

    #[test]
    fn the_log_is_asked_only_when_no_branch_continues() {
        let one = [branch(0, 1, 50)];
        assert!(!run(1, 51, 60).needs(&one));
        assert!(run(1, 1, 50).needs(&one));
        assert!(run(1, 1, 50).needs(&[]));
    }
}
