//! A clock that is years ahead stamps what its laptop writes, and nothing else: others flag it and do not follow.

use std::collections::BTreeMap;

use super::super::event::{Event, Party};
use super::super::witness::{Short, Stamped};

/// A stamp further ahead of a clock than this is not believed, ms.
const AHEAD_MAX_MS: i64 = 24 * 3_600_000;

/// The earliest and the latest that a laptop's clock ever showed.
#[derive(Clone, Copy)]
struct Shown {
    first_ms: i64,
    last_ms: i64,
}

/// Stamps that follow somebody else's clock, flags that are missing, and flags that nothing stands behind.
pub(super) fn clocks(events: &[Event]) -> Vec<String> {
    let (mut shown, mut found): (BTreeMap<Party, Shown>, Vec<String>) = (BTreeMap::new(), Vec::new());
    for event in events {
        if let Event::Clock { party, shows_ms } = event {
            let before = shown.entry(*party).or_insert(Shown { first_ms: *shows_ms, last_ms: *shows_ms });
            *before = Shown { first_ms: before.first_ms.min(*shows_ms), last_ms: before.last_ms.max(*shows_ms) };
        } else if let Event::Stamps { party, device, stamps } = event
            && let Some(shown) = shown.get(party)
        {
            let wrong = stamps.iter().filter_map(|it| wrong(it, *device, *shown));
            found.extend(wrong.map(|what| format!("on laptop {party} {what}")));
        }
    }
    found
}

fn wrong(it: &Stamped, own: Short, shown: Shown) -> Option<String> {
    let entry = || format!("entry {} of {:x}", it.seq, it.device);
    let believed = |shown_ms: i64| it.wall_ms <= shown_ms.saturating_add(AHEAD_MAX_MS);
    if !believed(shown.last_ms) && it.device == own {
        return Some(format!("{} is stamped by another's clock", entry()));
    }
    if !believed(shown.last_ms) && !it.flagged {
        return Some(format!("{} lies ahead of every time it knew, and nobody is told", entry()));
    }
    let accused = it.flagged && believed(shown.first_ms);
    accused.then(|| format!("{} is said to lie ahead, and never did", entry()))
}

#[cfg(test)]
mod tests {
    use super::super::Checker;
    use super::super::by_hand::{LAPTOP, finders, good};
    use super::*;

    const NOON_MS: i64 = 1_795_262_400_000;
    const YEAR_MS: i64 = 365 * AHEAD_MAX_MS;

    /// A laptop whose clock showed noon holds one entry.
    fn found(device: Short, wall_ms: i64, flagged: bool) -> Vec<Checker> {
        let stamps = vec![Stamped { device, seq: 1, wall_ms, flagged }];
        let mut events = good();
        events.push(Event::Clock { party: 0, shows_ms: NOON_MS });
        events.push(Event::Stamps { party: 0, device: LAPTOP, stamps });
        finders(events)
    }

    #[test]
    fn a_clock_that_follows_another_years_ahead_is_found() {
        assert_eq!(found(LAPTOP, NOON_MS + AHEAD_MAX_MS, false), []);
        assert_eq!(found(LAPTOP, NOON_MS + YEAR_MS, false), [Checker::Clocks]);
        assert_eq!(found(LAPTOP, NOON_MS + YEAR_MS, true), [Checker::Clocks]);
    }

    #[test]
    fn a_stamp_years_ahead_that_nobody_is_told_of_is_found() {
        assert_eq!(found(8, NOON_MS + YEAR_MS, true), []);
        assert_eq!(found(8, NOON_MS + YEAR_MS, false), [Checker::Clocks]);
    }

    #[test]
    fn a_stamp_that_is_said_to_lie_ahead_and_does_not_is_found() {
        assert_eq!(found(8, NOON_MS, true), [Checker::Clocks]);
    }
}
