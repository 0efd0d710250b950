//! Deliberate bugs, to prove that the simulation catches them. Each is one condition at the place where the bug would
//! be; without the feature `mutations`, which only that proof builds with, every condition is false.

/// A deliberate bug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mutation {
    /// The laptop commits without syncing its disk.
    DropFsync,
    /// The centre commits without syncing its disk.
    DropFsyncAtCentre,
    /// The laptop says saved although the commit failed.
    AckBeforeCommit,
    /// The centre's cursor skips an item.
    CursorSkips,
    /// A batch's entries are not compared with the digest that was signed.
    IgnoreDigest,
    /// A laptop takes entries although those before them are missing.
    AcceptGap,
    /// The centre does not know a repeat again.
    StoreRepeats,
    /// After a failure sync is not tried again.
    NeverAgain,
    /// Receipts of a log that is gone still count.
    OldReceiptsCount,
    /// The correction that came last shows, whatever its stamp.
    MergeByArrival,
    /// What came in is stored and not shown.
    SkipViews,
    /// A receipt counts one entry more than there is.
    ReceiptBeyond,
}

impl Mutation {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::DropFsync,
        Self::DropFsyncAtCentre,
        Self::AckBeforeCommit,
        Self::CursorSkips,
        Self::IgnoreDigest,
        Self::AcceptGap,
        Self::StoreRepeats,
        Self::NeverAgain,
        Self::OldReceiptsCount,
        Self::MergeByArrival,
        Self::SkipViews,
        Self::ReceiptBeyond,
    ];
}

/// Whether this bug is in the program: never.
#[cfg(not(feature = "mutations"))]
#[must_use]
pub const fn mutated(_: Mutation) -> bool {
    false
}

#[cfg(feature = "mutations")]
pub use switched::{mutated, switch};

#[cfg(feature = "mutations")]
mod switched {
    use std::sync::Mutex;
    use std::sync::PoisonError;

    use super::Mutation;

    static ON: Mutex<Option<Mutation>> = Mutex::new(None);

    /// Whether this bug is switched on.
    #[must_use]
    pub fn mutated(mutation: Mutation) -> bool {
        *ON.lock().unwrap_or_else(PoisonError::into_inner) == Some(mutation)
    }

    /// Switches one bug on, or all off.
    pub fn switch(mutation: Option<Mutation>) {
        *ON.lock().unwrap_or_else(PoisonError::into_inner) = mutation;
    }
}
