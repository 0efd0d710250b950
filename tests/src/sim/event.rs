//! What happened in a run, as plain data: the checkers know nothing else.

use std::collections::BTreeMap;

use super::witness::{Claim, Entry, Short, ShownAssist, Stamped};

/// A laptop, by its number in the run.
pub type Party = usize;

/// One thing that happened or was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The run reached this step.
    Step {
        /// Which.
        number: u32,
        /// Milliseconds of true time since the run began.
        at_ms: i64,
        /// What is done in it.
        act: String,
    },
    /// A laptop said "saved": these entries are its own and new.
    Saved {
        /// Which laptop.
        party: Party,
        /// Number and digest of each.
        entries: Vec<(u64, Short)>,
    },
    /// A laptop's clock: looked at when something was saved, before and after it jumped.
    Clock {
        /// Which laptop.
        party: Party,
        /// What it shows, ms since 1970 UTC.
        shows_ms: i64,
    },
    /// The stamps of all that lies in a laptop's file.
    Stamps {
        /// Which laptop.
        party: Party,
        /// Its identity now.
        device: Short,
        /// Of each entry whose header can be read.
        stamps: Vec<Stamped>,
    },
    /// The leader locked a laptop out; what it writes later waits for a decision.
    LockedOut {
        /// Which laptop.
        party: Party,
        /// Its identity then.
        device: Short,
        /// Up to this number it counts.
        accepted: u64,
    },
    /// The leader decided about entries that wait; of several decisions the last holds.
    Decided {
        /// Whose.
        device: Short,
        /// The number of the first.
        first: u64,
        /// The number of the last.
        last: u64,
        /// Whether they count from now on.
        accepted: bool,
    },
    /// A laptop with a newer program wrote an entry that cannot be read or applied here.
    Strange {
        /// Which.
        entry: Short,
        /// The code of what is the matter with it.
        matter: i64,
    },
    /// The entries of which a laptop says that something is the matter with them.
    Told {
        /// Which laptop.
        party: Party,
        /// Each with the code of what it is.
        entries: Vec<(Short, i64)>,
    },
    /// A person logged an assist, and the laptop said "saved".
    Logged {
        /// The assist.
        assist: Short,
        /// Its outcome's wire code.
        outcome: i64,
        /// The entry that says so; none: nothing was written.
        entry: Option<Short>,
    },
    /// A person corrected the outcome of an assist, and the laptop said "saved".
    Corrected {
        /// The assist.
        assist: Short,
        /// The new outcome's wire code.
        outcome: i64,
        /// The entry that says so; none: nothing was written.
        entry: Option<Short>,
    },
    /// A person voided an assist, and the laptop said "saved".
    Voided {
        /// The assist.
        assist: Short,
        /// The entry that says so; none: nothing was written.
        entry: Option<Short>,
    },
    /// A person was told that something was not saved; it may be there all the same.
    Unsaved {
        /// Which laptop.
        party: Party,
        /// The code told.
        code: String,
    },
    /// All that lies in a laptop's file.
    Laptop {
        /// Which laptop.
        party: Party,
        /// Its identity now.
        device: Short,
        /// Its entries.
        entries: Vec<Entry>,
    },
    /// All that lies in the centre's file, repeats included.
    Centre {
        /// Its log.
        log: Short,
        /// The entries of its batches.
        entries: Vec<Entry>,
    },
    /// A receipt left the centre, whether or not it arrived anywhere.
    Receipt(Claim),
    /// A laptop's file was replaced by an older copy of itself, or by another's.
    LaptopPutBack {
        /// Which laptop.
        party: Party,
    },
    /// The centre's file was replaced by an older copy of itself.
    CentrePutBack,
    /// A request went over the wire.
    Asked {
        /// Whose.
        party: Party,
        /// The digest of its bytes.
        request: Short,
        /// What became of it.
        fate: String,
        /// The digest of what came back.
        answer: Short,
    },
    /// Somebody on the way changed an answer: what was hidden so nobody can know of.
    Tampered,
    /// What a laptop says of itself.
    Says {
        /// Which laptop.
        party: Party,
        /// Its identity now.
        device: Short,
        /// Its own entries written.
        written: u64,
        /// Of these, arrived.
        arrived: u64,
    },
    /// Something ended that must never end: the run is over.
    Broken {
        /// What.
        what: String,
    },
    /// From here on nothing goes wrong any more, and nobody does anything.
    FaultsEnd,
    /// Everything came to rest, or was given up waiting for.
    Settled {
        /// So much simulated time after the faults ended.
        after_ms: i64,
    },
    /// The views of a laptop.
    Views {
        /// Which laptop.
        party: Party,
        /// A digest of each.
        tables: BTreeMap<String, Short>,
        /// Its assists as they show.
        assists: Vec<ShownAssist>,
        /// How many conflicts wait to be settled.
        conflicts: u64,
    },
    /// The views of a laptop after they were made anew.
    Rebuilt {
        /// Which laptop.
        party: Party,
        /// A digest of each.
        tables: BTreeMap<String, Short>,
    },
    /// What a laptop's own check of its file found.
    Verified {
        /// Which laptop.
        party: Party,
        /// What did not.
        wrong: Vec<String>,
    },
}

/// What happened, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace(pub Vec<Event>);

impl Trace {
    /// The digest of all of it.
    #[must_use]
    pub fn digest(&self) -> Short {
        super::witness::short(blake3::hash(format!("{:?}", self.0).as_bytes()).as_bytes())
    }
}
