//! What shows: the same everywhere, the same when made anew, and what people did.

use std::collections::{BTreeMap, BTreeSet};

use super::super::event::{Event, Party};
use super::super::witness::{Entry, Short};
use super::{at_the_centre, in_the_end, locked_out};

type Tables = BTreeMap<String, Short>;

/// Laptops that in the end show something else than the first one, or than themselves made anew.
pub(super) fn views(events: &[Event]) -> Vec<String> {
    let (mut seen, mut found): (BTreeMap<Party, &Tables>, Vec<String>) = (BTreeMap::new(), Vec::new());
    let locked = locked_out(events);
    for event in in_the_end(events) {
        if let Event::Views { party, tables, .. } = event {
            let mut others = seen.iter().filter(|(other, _)| !locked.contains(other) && !locked.contains(party));
            if let Some((other, theirs)) = others.next() {
                found.extend(differing(tables, theirs).map(|it| format!("laptops {other} and {party} differ in {it}")));
            }
            seen.insert(*party, tables);
        } else if let Event::Rebuilt { party, tables } = event {
            let before = seen.get(party).copied();
            let changed = before.into_iter().flat_map(|before| differing(tables, before));
            found.extend(changed.map(|it| format!("laptop {party} shows another {it} when made anew")));
        } else if let Event::Verified { party, wrong } = event {
            found.extend(wrong.iter().map(|what| format!("laptop {party} finds its own file wrong: {what}")));
        }
    }
    found
}

fn differing<'a>(tables: &'a Tables, others: &'a Tables) -> impl Iterator<Item = &'a String> {
    tables.iter().filter(|(name, digest)| others.get(*name) != Some(*digest)).map(|(name, _)| name)
}

/// What the model knows of one assist.
#[derive(Default)]
struct Assist {
    logged: bool,
    /// By a laptop that was locked out before.
    locked: bool,
    voided: bool,
    outcomes: BTreeSet<i64>,
}

/// Assists that people logged, corrected or voided and that show otherwise.
pub(super) fn model(events: &[Event]) -> Vec<String> {
    let mut found: Vec<String> = events.iter().filter_map(said_of_nothing).collect();
    let locked = locked_out(events);
    let (assists, uncertain) = (remembered(events), events.iter().any(|it| matches!(it, Event::Unsaved { .. })));
    for event in in_the_end(events) {
        let Event::Views { party, assists: shown, .. } = event else { continue };
        if locked.contains(party) {
            continue;
        }
        let shown: BTreeMap<Short, _> = shown.iter().map(|it| (it.assist, it)).collect();
        for (id, assist) in &assists {
            match shown.get(id) {
                Some(_) if assist.locked => {
                    found.push(format!("laptop {party} shows assist {id:x} of a laptop that was locked out"));
                }
                None if assist.logged => found.push(format!("laptop {party} does not show assist {id:x}")),
                Some(it) if assist.voided && !it.voided => {
                    found.push(format!("laptop {party} shows assist {id:x}, which was voided"));
                }
                Some(it) if !uncertain && assist.logged && !assist.outcomes.contains(&it.outcome) => {
                    found.push(format!("laptop {party} shows an outcome that nobody gave assist {id:x}"));
                }
                None | Some(_) => {}
            }
        }
        // Of a deed that was not called saved nobody knows whether it happened.
        if !uncertain && let Some(stray) = shown.keys().find(|id| !assists.contains_key(*id)) {
            found.push(format!("laptop {party} shows assist {stray:x}, which nobody logged"));
        }
    }
    found
}

/// A deed was called done, and nothing was written.
fn said_of_nothing(event: &Event) -> Option<String> {
    let (assist, entry) = deed(event)?;
    entry.is_none().then(|| format!("a deed with assist {assist:x} was called saved, and nothing was written"))
}

/// Which assist a deed was done to, and the entry that says so.
const fn deed(event: &Event) -> Option<(Short, Option<Short>)> {
    if let Event::Logged { assist, entry, .. }
    | Event::Corrected { assist, entry, .. }
    | Event::Voided { assist, entry } = event
    {
        return Some((*assist, *entry));
    }
    None
}

/// What the leader said of some entries of a laptop.
struct Said {
    device: Short,
    first: u64,
    last: u64,
    counts: bool,
}

impl Said {
    fn of(event: &Event) -> Option<Self> {
        if let Event::LockedOut { device, accepted, .. } = event {
            let first = accepted.saturating_add(1);
            return Some(Self { device: *device, first, last: u64::MAX, counts: false });
        }
        if let Event::Decided { device, first, last, accepted } = event {
            return Some(Self { device: *device, first: *first, last: *last, counts: *accepted });
        }
        None
    }

    fn is_about(&self, entry: &Entry) -> bool {
        self.device == entry.device && (self.first..=self.last).contains(&entry.seq)
    }
}

/// The entries that laptops wrote after they were locked out and that no leader accepted, by the last word about each.
fn waiting(events: &[Event]) -> BTreeSet<Short> {
    let said: Vec<Said> = events.iter().filter_map(Said::of).collect();
    let mut waiting = BTreeSet::new();
    for event in events {
        if let Event::Centre { entries, .. } = event {
            let last = |entry: &Entry| said.iter().rev().find(|said| said.is_about(entry));
            waiting.extend(entries.iter().filter(|it| last(it).is_some_and(|it| !it.counts)).map(|it| it.digest));
        }
    }
    waiting
}

/// The deeds whose entries are there in the end; what a replaced file took with it is not this checker's.
fn remembered(events: &[Event]) -> BTreeMap<Short, Assist> {
    let (held, waiting) = (at_the_centre(events), waiting(events));
    let mut assists: BTreeMap<Short, Assist> = BTreeMap::new();
    for event in events {
        let Some((id, Some(entry))) = deed(event) else { continue };
        let assist = assists.entry(id).or_default();
        if !held.contains(&entry) {
            continue;
        }
        if waiting.contains(&entry) {
            assist.locked |= matches!(event, Event::Logged { .. });
            continue;
        }
        if let Event::Logged { outcome, .. } = event {
            assist.logged = true;
            assist.outcomes.insert(*outcome);
        } else if let Event::Corrected { outcome, .. } = event {
            assist.outcomes.insert(*outcome);
        } else {
            assist.voided = true;
        }
    }
    assists
}

#[cfg(test)]
mod tests {
    use super::super::Checker;
    use super::super::by_hand::{LAPTOP, entry, finders, good, views as views_of, with};
    use super::*;

    #[test]
    fn laptops_that_show_different_things_are_found() {
        assert_eq!(finders(with(13, views_of(1, 12, 1))), [Checker::Views]);
    }

    #[test]
    fn views_that_change_when_made_anew_are_found() {
        let rebuilt = Event::Rebuilt { party: 0, tables: [("assist".to_owned(), 12)].into() };
        assert_eq!(finders(with(14, rebuilt)), [Checker::Views]);
    }

    #[test]
    fn a_file_that_does_not_hold_is_found() {
        assert_eq!(finders(with(12, Event::Verified { party: 0, wrong: vec!["chain".to_owned()] })), [Checker::Views]);
    }

    #[test]
    fn an_outcome_that_nobody_gave_is_found() {
        assert_eq!(finders(with(11, views_of(0, 11, 2))), [Checker::Model]);
        let mut events = with(11, views_of(0, 11, 2));
        events.insert(4, Event::Corrected { assist: 5, outcome: 2, entry: Some(entry(2).digest) });
        assert_eq!(finders(events), []);
    }

    #[test]
    fn a_voided_assist_that_counts_and_a_logged_one_that_does_not_show_are_found() {
        let mut events = good();
        events.insert(4, Event::Voided { assist: 5, entry: Some(entry(2).digest) });
        assert_eq!(finders(events), [Checker::Model]);
        let mut events = good();
        events.insert(4, Event::Logged { assist: 6, outcome: 1, entry: Some(entry(2).digest) });
        assert_eq!(finders(events), [Checker::Model]);
    }

    #[test]
    fn what_a_laptop_wrote_after_it_was_locked_out_may_not_show() {
        let locked = |accepted: u64| {
            let mut events = good();
            events.insert(0, Event::LockedOut { party: 1, device: LAPTOP, accepted });
            model(&events).len()
        };
        assert_eq!((locked(3), locked(2)), (0, 1));
    }

    #[test]
    fn what_a_leader_accepted_must_show_and_what_was_refused_after_all_may_not() {
        let decided = |last: u64, accepted| Event::Decided { device: LAPTOP, first: 3, last, accepted };
        let judged = |decisions: &[Event], shows: bool| {
            let mut events = good();
            for event in &mut events {
                if let Event::Views { assists, .. } = event {
                    assists.retain(|_| shows);
                }
            }
            events.insert(0, Event::LockedOut { party: 1, device: LAPTOP, accepted: 2 });
            events.splice(4..4, decisions.iter().cloned());
            model(&events).len()
        };
        assert_eq!((judged(&[decided(3, true)], true), judged(&[decided(3, true)], false)), (0, 1));
        assert_eq!((judged(&[decided(2, true)], true), judged(&[decided(2, true)], false)), (1, 0));
        let refused = [decided(3, true), decided(3, false)];
        assert_eq!((judged(&refused, true), judged(&refused, false)), (1, 0));
        let accepted = [decided(3, false), decided(3, true)];
        assert_eq!((judged(&accepted, true), judged(&accepted, false)), (0, 1));
    }

    #[test]
    fn a_deed_called_saved_of_which_nothing_was_written_is_found() {
        let mut events = good();
        events.insert(4, Event::Corrected { assist: 5, outcome: 1, entry: None });
        assert_eq!(finders(events), [Checker::Model]);
    }
}
