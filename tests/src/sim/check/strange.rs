//! Authentic entries that cannot be read, and corrections of what nobody has: everybody keeps them and says so.

use std::collections::BTreeMap;

use super::super::event::Event;
use super::super::witness::Short;
use super::{at_the_centre, in_the_end, locked_out};

/// Strange entries at the centre of which a laptop does not say what is the matter.
pub(super) fn strange(events: &[Event]) -> Vec<String> {
    let (held, locked) = (at_the_centre(events), locked_out(events));
    let strange: BTreeMap<Short, i64> = events.iter().filter_map(strange_one).collect();
    let mut found = Vec::new();
    for event in in_the_end(events) {
        let Event::Told { party, entries } = event else { continue };
        if locked.contains(party) {
            continue;
        }
        let silent =
            strange.iter().filter(|(entry, matter)| held.contains(entry) && !entries.contains(&(**entry, **matter)));
        found.extend(silent.map(|(entry, matter)| format!("laptop {party} does not say {matter} of entry {entry:x}")));
    }
    found
}

fn strange_one(event: &Event) -> Option<(Short, i64)> {
    if let Event::Strange { entry, matter } = event { Some((*entry, *matter)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::Checker;
    use super::super::by_hand::{entry, finders, good};
    use super::*;

    fn found(told: Vec<(Short, i64)>) -> Vec<Checker> {
        let mut events = good();
        events.insert(0, Event::Strange { entry: entry(3).digest, matter: 6 });
        events.push(Event::Told { party: 1, entries: told });
        finders(events)
    }

    #[test]
    fn a_correction_that_is_held_and_not_shown_is_found() {
        assert_eq!(found(vec![(entry(3).digest, 6)]), []);
        assert_eq!(found(vec![]), [Checker::Strange]);
        assert_eq!(found(vec![(entry(3).digest, 1)]), [Checker::Strange]);
        assert_eq!(found(vec![(entry(2).digest, 6)]), [Checker::Strange]);
    }
}
