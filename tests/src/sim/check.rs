//! Judges of what happened. They read the trace and nothing else, keep their own model, and use none of the code under
//! test. Each has tests beside it with traces made by hand that it must refuse.

mod clocks;
mod kept;
mod lively;
mod proven;
mod shown;
mod strange;

use super::event::{Event, Trace};

/// Who found something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Checker {
    /// What a laptop called saved stays: in its own file, then at the centre, for ever.
    Kept,
    /// At the centre each entry lies once.
    Once,
    /// Nothing lies anywhere that no laptop wrote.
    Authentic,
    /// Entries form chains without gaps, wherever they lie.
    Chain,
    /// A receipt covers what the centre holds durably, and counts it right.
    Receipts,
    /// What a laptop calls arrived is at the centre.
    Arrived,
    /// In the end all hold the same entries.
    Replicas,
    /// In the end all show the same, and the same again when made anew.
    Views,
    /// What people did is what shows.
    Model,
    /// What cannot be read or applied is kept and named by everybody.
    Strange,
    /// No clock follows another's into the future, and whoever sees such a stamp says so.
    Clocks,
    /// Whatever happens, the app opens again and answers.
    Unbroken,
    /// Without faults and without anybody everything comes to rest in time.
    Lively,
}

/// Something that should not have happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// Who found it.
    pub checker: Checker,
    /// What.
    pub what: String,
}

/// Everything that all checkers find in a trace. Where somebody tampered with answers it ends like this all the same: what
/// was hidden or damaged is asked for by name.
#[must_use]
pub fn all(trace: &Trace) -> Vec<Violation> {
    let events = &trace.0;
    let found: [(Checker, Vec<String>); 13] = [
        (Checker::Kept, kept::kept(events)),
        (Checker::Once, proven::once(events)),
        (Checker::Authentic, proven::authentic(events)),
        (Checker::Chain, proven::chains(events)),
        (Checker::Receipts, proven::receipts(events)),
        (Checker::Arrived, proven::arrived(events)),
        (Checker::Replicas, kept::replicas(events)),
        (Checker::Views, shown::views(events)),
        (Checker::Model, shown::model(events)),
        (Checker::Clocks, clocks::clocks(events)),
        (Checker::Strange, strange::strange(events)),
        (Checker::Unbroken, lively::unbroken(events)),
        (Checker::Lively, lively::lively(events)),
    ];
    let named =
        |(checker, found): (Checker, Vec<String>)| found.into_iter().map(move |what| Violation { checker, what });
    found.into_iter().flat_map(named).collect()
}

/// The events after everything came to rest; none where it never did.
fn in_the_end(events: &[Event]) -> &[Event] {
    let settled = events.iter().position(|event| matches!(event, Event::Settled { .. }));
    settled.and_then(|at| events.get(at..)).unwrap_or_default()
}

/// The laptops that were locked out: they learn nothing new from then on.
fn locked_out(events: &[Event]) -> std::collections::BTreeSet<super::event::Party> {
    let locked = |event: &Event| if let Event::LockedOut { party, .. } = event { Some(*party) } else { None };
    events.iter().filter_map(locked).collect()
}

/// What lay at the centre in the end.
fn at_the_centre(events: &[Event]) -> std::collections::BTreeSet<super::witness::Short> {
    let mut held = std::collections::BTreeSet::new();
    for event in in_the_end(events) {
        if let Event::Centre { entries, .. } = event {
            held = entries.iter().map(|entry| entry.digest).collect();
        }
    }
    held
}

#[cfg(test)]
pub(crate) mod by_hand {
    //! Small good traces, to be spoiled.
    use super::super::event::Event;
    use super::super::witness::{Claim, Entry, ShownAssist};

    pub(crate) const LAPTOP: u64 = 7;
    pub(crate) const LOG: u64 = 99;

    pub(crate) fn entry(seq: u64) -> Entry {
        let digest = |seq: u64| if seq == 0 { 0 } else { 1000 + seq };
        Entry { device: LAPTOP, seq, digest: digest(seq), previous: digest(seq - 1) }
    }

    pub(crate) fn claim(up_to: u64) -> Event {
        Event::Receipt(Claim { log: LOG, device: LAPTOP, head: entry(up_to).digest, up_to, count: up_to })
    }

    pub(crate) fn saved(seqs: &[u64]) -> Event {
        Event::Saved { party: 0, entries: seqs.iter().map(|seq| (*seq, entry(*seq).digest)).collect() }
    }

    pub(crate) fn laptop(party: usize, last: u64) -> Event {
        let device = if party == 0 { LAPTOP } else { 8 };
        Event::Laptop { party, device, entries: (1..=last).map(entry).collect() }
    }

    pub(crate) fn centre(last: u64) -> Event {
        Event::Centre { log: LOG, entries: (1..=last).map(entry).collect() }
    }

    pub(crate) fn views(party: usize, table: u64, outcome: i64) -> Event {
        Event::Views {
            party,
            tables: [("assist".to_owned(), table)].into(),
            assists: vec![ShownAssist { assist: 5, session: 1, outcome, voided: false }],
            conflicts: 0,
        }
    }

    /// Two laptops, three entries, all well.
    pub(crate) fn good() -> Vec<Event> {
        vec![
            saved(&[1, 2]),
            claim(2),
            saved(&[3]),
            Event::Logged { assist: 5, outcome: 1, entry: Some(entry(3).digest) },
            Event::FaultsEnd,
            claim(3),
            Event::Settled { after_ms: 60_000 },
            laptop(0, 3),
            laptop(1, 3),
            centre(3),
            Event::Says { party: 0, device: LAPTOP, written: 3, arrived: 3 },
            views(0, 11, 1),
            Event::Verified { party: 0, wrong: Vec::new() },
            views(1, 11, 1),
            Event::Rebuilt { party: 0, tables: [("assist".to_owned(), 11)].into() },
        ]
    }

    /// The good trace with one event put in the place of the one at `at`.
    pub(crate) fn with(at: usize, event: Event) -> Vec<Event> {
        let mut events = good();
        events[at] = event;
        events
    }

    /// Who finds something in a trace.
    pub(crate) fn finders(events: Vec<Event>) -> Vec<super::Checker> {
        let mut finders: Vec<_> =
            super::all(&super::Trace(events)).into_iter().map(|violation| violation.checker).collect();
        finders.dedup();
        finders
    }

    #[test]
    fn nobody_finds_anything_in_a_good_trace() {
        assert_eq!(finders(good()), []);
    }
}
