//! What lies at the centre, and what it signs: once, in whole chains, and never more than is there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::event::{Event, Party};
use super::super::witness::{Claim, Entry, Short};
use super::{at_the_centre, in_the_end};

/// Entries that lie at the centre more than once. An old copy of a laptop's file may cut anew what was cut and sent
/// already: its batch goes further, is proven whole or not at all, and so is kept beside the other.
pub(super) fn once(events: &[Event]) -> Vec<String> {
    let (copied, mut found) = (copied(events), Vec::new());
    for event in events {
        if let Event::Centre { entries, .. } = event {
            let mut seen = BTreeSet::new();
            let twice = entries.iter().filter(|entry| !seen.insert(entry.digest) && !copied.contains(&entry.device));
            if let Some(entry) = twice.last() {
                found.push(format!("entry {} of {:x} lies at the centre twice", entry.seq, entry.device));
            }
        }
    }
    found
}

/// Every identity that a laptop had whose file was replaced by an older copy.
fn copied(events: &[Event]) -> BTreeSet<Short> {
    let replaced = |event: &Event| if let Event::LaptopPutBack { party } = event { Some(*party) } else { None };
    let replaced: BTreeSet<Party> = events.iter().filter_map(replaced).collect();
    let mut devices = BTreeSet::new();
    for event in events {
        if let Event::Laptop { party, device, .. } = event
            && replaced.contains(party)
        {
            devices.insert(*device);
        }
    }
    devices
}

/// Entries that lie somewhere and that no laptop is known to have written.
pub(super) fn authentic(events: &[Event]) -> Vec<String> {
    let mut written = BTreeSet::new();
    for event in events {
        if let Event::Saved { entries, .. } = event {
            written.extend(entries.iter().map(|(_, digest)| *digest));
        } else if let Event::Laptop { device, entries, .. } = event {
            written.extend(entries.iter().filter(|entry| entry.device == *device).map(|entry| entry.digest));
        }
    }
    let mut found = Vec::new();
    for event in events {
        if let Event::Laptop { entries, .. } | Event::Centre { entries, .. } = event
            && let Some(stray) = entries.iter().find(|entry| !written.contains(&entry.digest))
        {
            found.push(format!("entry {} of {:x} was written by nobody", stray.seq, stray.device));
        }
    }
    found
}

/// Entries without the one before them.
pub(super) fn chains(events: &[Event]) -> Vec<String> {
    let mut found = Vec::new();
    for event in events {
        let (place, entries) = if let Event::Laptop { party, entries, .. } = event {
            (format!("laptop {party}"), entries)
        } else if let Event::Centre { entries, .. } = event {
            ("the centre".to_owned(), entries)
        } else {
            continue;
        };
        if let Some(loose) = loose(entries) {
            found.push(format!("at {place} entry {} of {:x} follows nothing", loose.seq, loose.device));
        }
    }
    found
}

fn loose(entries: &[Entry]) -> Option<&Entry> {
    let here: BTreeSet<(Short, u64, Short)> = entries.iter().map(|it| (it.device, it.seq, it.digest)).collect();
    entries.iter().find(|it| match it.seq {
        0 => true,
        1 => it.previous != 0,
        _ => !here.contains(&(it.device, it.seq.saturating_sub(1), it.previous)),
    })
}

/// Receipts that left the centre and cover what is not there, or count it wrong. A copy that was put back by hand may
/// lack what receipts before it proved.
pub(super) fn receipts(events: &[Event]) -> Vec<String> {
    let (mut claims, mut found): (BTreeSet<Claim>, Vec<String>) = (BTreeSet::new(), Vec::new());
    for event in events {
        if let Event::Receipt(claim) = event {
            claims.insert(*claim);
        } else if matches!(event, Event::CentrePutBack) {
            claims.clear();
        } else if let Event::Centre { log, entries } = event {
            let held: BTreeMap<Short, &Entry> = entries.iter().map(|entry| (entry.digest, entry)).collect();
            let bad = claims.iter().filter(|claim| claim.log == *log && !holds(claim, &held));
            found.extend(bad.map(|claim| format!("a receipt covers {} of {:x}: not so", claim.up_to, claim.device)));
        }
    }
    found
}

/// Whether what a receipt claims is there, every entry of it.
fn holds(claim: &Claim, held: &BTreeMap<Short, &Entry>) -> bool {
    let (mut at, mut count) = (claim.head, 0_u64);
    while let Some(entry) = held.get(&at) {
        if entry.device != claim.device || entry.seq.saturating_add(count) != claim.up_to {
            return false;
        }
        (at, count) = (entry.previous, count.saturating_add(1));
    }
    at == 0 && count == claim.count && count == claim.up_to
}

/// Every identity that each laptop ever had: a copy goes on under a new one, and counts what it wrote under the old.
fn names(events: &[Event]) -> BTreeSet<(Party, Short)> {
    let name = |event: &Event| {
        if let Event::Laptop { party, device, .. } = event { Some((*party, *device)) } else { None }
    };
    events.iter().filter_map(name).collect()
}

/// Laptops that in the end call more arrived than lies at the centre, or count what they wrote wrong.
pub(super) fn arrived(events: &[Event]) -> Vec<String> {
    let (centre, names, mut own) = (at_the_centre(events), names(events), BTreeMap::new());
    let mut found = Vec::new();
    for event in in_the_end(events) {
        if let Event::Laptop { party, entries, .. } = event {
            let wrote = |entry: &&Entry| names.contains(&(*party, entry.device));
            let mine: BTreeSet<Short> = entries.iter().filter(wrote).map(|it| it.digest).collect();
            own.insert(*party, mine);
        }
        if let Event::Says { party, arrived, .. } = event {
            let there = own.get(party).map_or(0, |mine| mine.intersection(&centre).count());
            if u64::try_from(there).unwrap_or_default() < *arrived {
                found.push(format!("laptop {party} calls {arrived} arrived, and {there} are there"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]
    use super::super::Checker;
    use super::super::by_hand::{LAPTOP, LOG, centre, claim, entry, finders, good, with};
    use super::*;

    #[test]
    fn an_entry_that_lies_twice_is_found() {
        let entries = vec![entry(1), entry(2), entry(2), entry(3)];
        assert_eq!(finders(with(9, Event::Centre { log: LOG, entries })), [Checker::Once]);
    }

    #[test]
    fn an_old_copy_may_cut_its_entries_anew_and_no_other_laptop_may() {
        let entries = vec![entry(1), entry(2), entry(2), entry(3)];
        let twice = |party: usize| {
            let mut events = with(9, Event::Centre { log: LOG, entries: entries.clone() });
            events.insert(4, Event::LaptopPutBack { party });
            once(&events).len()
        };
        assert_eq!((twice(0), twice(1)), (0, 1));
    }

    #[test]
    fn an_entry_that_nobody_wrote_is_found() {
        let stray = Entry { device: 3, seq: 1, digest: 77, previous: 0 };
        let entries = vec![entry(1), entry(2), entry(3), stray];
        assert!(finders(with(9, Event::Centre { log: LOG, entries })).contains(&Checker::Authentic));
    }

    #[test]
    fn a_gap_is_found_wherever_it_lies() {
        let gap = |entries: Vec<Entry>| chains(&[Event::Centre { log: LOG, entries }]).len();
        assert_eq!(gap(vec![entry(1), entry(3)]), 1);
        assert_eq!(gap(vec![entry(2)]), 1);
        assert_eq!(gap(vec![Entry { previous: 5, ..entry(1) }]), 1);
        assert_eq!(gap(vec![entry(1), entry(2)]), 0);
    }

    #[test]
    fn a_receipt_for_what_is_not_durable_is_found() {
        let mut events = good();
        events.insert(2, centre(1));
        assert_eq!(finders(events), [Checker::Receipts]);
    }

    #[test]
    fn a_receipt_that_counts_wrong_is_found() {
        let Event::Receipt(right) = claim(3) else { panic!("a receipt") };
        for wrong in [Claim { count: 4, ..right }, Claim { up_to: 2, ..right }, Claim { device: 1, ..right }] {
            assert_eq!(finders(with(5, Event::Receipt(wrong))), [Checker::Receipts]);
        }
    }

    #[test]
    fn a_restored_centre_owes_nothing_to_receipts_before() {
        let events = [claim(3), Event::CentrePutBack, centre(1), claim(1), centre(1)];
        assert_eq!(receipts(&events), Vec::<String>::new());
    }

    #[test]
    fn a_laptop_that_believes_too_much_is_found() {
        let says = Event::Says { party: 0, device: LAPTOP, written: 3, arrived: 4 };
        assert!(finders(with(10, says)).contains(&Checker::Arrived));
    }
}
