//! What was called saved is never lost; in the end everybody has everything.

use std::collections::{BTreeMap, BTreeSet};

use super::super::event::{Event, Party};
use super::super::witness::{Entry, Short};
use super::{at_the_centre, in_the_end, locked_out};

/// Who must have an entry that was called saved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duty {
    /// The laptop that said so, in its own file.
    Own(Party),
    /// Somebody: the laptop's file was replaced by an older copy.
    Anybody,
}

/// The model: what must be somewhere, and what was seen where last.
#[derive(Default)]
struct Books {
    duties: BTreeMap<Short, Duty>,
    laptops: BTreeMap<Party, BTreeSet<Short>>,
    centre: BTreeSet<Short>,
    replaced: BTreeSet<Party>,
    centre_replaced: bool,
    found: Vec<String>,
}

/// What was called saved and is not where it must be.
pub(super) fn kept(events: &[Event]) -> Vec<String> {
    let mut books = Books::default();
    for event in events {
        books.take(event);
    }
    if !in_the_end(events).is_empty() {
        let held = at_the_centre(events);
        let lost = books.duties.keys().filter(|digest| !held.contains(digest));
        books.found.extend(lost.map(|digest| format!("{digest:x} was called saved and never came to the centre")));
    }
    books.found
}

impl Books {
    fn take(&mut self, event: &Event) {
        if let Event::Saved { party, entries } = event {
            self.duties.extend(entries.iter().map(|(_, digest)| (*digest, Duty::Own(*party))));
        } else if let Event::Laptop { party, entries, .. } = event {
            self.see_laptop(*party, digests(entries));
        } else if let Event::Centre { entries, .. } = event {
            self.centre = digests(entries);
            if std::mem::take(&mut self.centre_replaced) {
                self.forgive(None);
            }
        } else if let Event::LaptopPutBack { party } = event {
            self.replaced.insert(*party);
        } else if matches!(event, Event::CentrePutBack) {
            self.centre_replaced = true;
        }
    }

    fn see_laptop(&mut self, party: Party, held: BTreeSet<Short>) {
        self.laptops.insert(party, held);
        if self.replaced.remove(&party) {
            self.forgive(Some(party));
        }
        let held = self.laptops.get(&party).cloned().unwrap_or_default();
        let lost: Vec<Short> = self
            .duties
            .iter()
            .filter(|(digest, duty)| **duty == Duty::Own(party) && !held.contains(digest))
            .map(|(digest, _)| *digest)
            .collect();
        for digest in lost {
            self.found.push(format!("laptop {party} called {digest:x} saved and has it no more"));
            self.duties.remove(&digest);
        }
    }

    /// A file was replaced by hand: what lay nowhere else is gone with it, and nobody's fault.
    fn forgive(&mut self, party: Option<Party>) {
        let somewhere: BTreeSet<Short> = self.laptops.values().flatten().chain(&self.centre).copied().collect();
        self.duties.retain(|digest, _| somewhere.contains(digest));
        let Some(party) = party else { return };
        let here = self.laptops.get(&party).cloned().unwrap_or_default();
        for (digest, duty) in &mut self.duties {
            if *duty == Duty::Own(party) && !here.contains(digest) {
                *duty = Duty::Anybody;
            }
        }
    }
}

/// Laptops that in the end hold other entries than the centre.
pub(super) fn replicas(events: &[Event]) -> Vec<String> {
    let (centre, locked) = (at_the_centre(events), locked_out(events));
    let mut found = Vec::new();
    for event in in_the_end(events) {
        if let Event::Laptop { party, entries, .. } = event {
            let held = digests(entries);
            let lacks = if locked.contains(party) { 0 } else { centre.difference(&held).count() };
            let more = held.difference(&centre).count();
            if (lacks, more) != (0, 0) {
                found.push(format!("laptop {party} lacks {lacks} entries of the centre's and has {more} more"));
            }
        }
    }
    found
}

fn digests(entries: &[Entry]) -> BTreeSet<Short> {
    entries.iter().map(|entry| entry.digest).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]
    use super::super::Checker;
    use super::super::by_hand::{centre, claim, finders, good, laptop, saved, with};
    use super::*;

    #[test]
    fn an_entry_that_a_crash_took_is_missed() {
        let mut events = good();
        events.insert(3, laptop(0, 2));
        assert_eq!(finders(events), [Checker::Kept]);
    }

    #[test]
    fn an_entry_that_never_comes_to_the_centre_is_missed() {
        let mut events = with(9, centre(2));
        events.retain(|event| *event != claim(3));
        assert!(finders(events).contains(&Checker::Kept));
    }

    #[test]
    fn what_lay_nowhere_but_in_a_replaced_file_is_not_missed_and_what_lay_elsewhere_is() {
        let replaced = |elsewhere: u64| {
            let back = Event::LaptopPutBack { party: 0 };
            let mut events = vec![saved(&[1, 2, 3]), laptop(1, elsewhere), back, laptop(0, 1), Event::FaultsEnd];
            events.extend([Event::Settled { after_ms: 1 }, centre(2)]);
            kept(&events).len()
        };
        assert_eq!(replaced(2), 0);
        assert_eq!(replaced(3), 1, "laptop 1 had the third");
    }

    #[test]
    fn a_laptop_that_lacks_something_or_has_more_is_found() {
        assert_eq!(finders(with(8, laptop(1, 2))), [Checker::Replicas]);
        assert!(finders(with(8, laptop(1, 4))).contains(&Checker::Replicas));
        let locked = |last: u64| {
            let mut events = with(8, laptop(1, last));
            events.insert(4, Event::LockedOut { party: 1, device: 8, accepted: 0 });
            replicas(&events).len()
        };
        assert_eq!((locked(2), locked(4)), (0, 1), "who is locked out gets nothing new, and still hands over");
    }
}
