//! With a network and nobody's help the queues become empty, in time.

use super::super::event::Event;
use super::in_the_end;

/// Everything must come to rest within this simulated time after the faults ended, ms.
const REST_MS_MAX: i64 = 5 * 60_000;

/// What ended that must never end.
pub(super) fn unbroken(events: &[Event]) -> Vec<String> {
    let broken = |event: &Event| if let Event::Broken { what } = event { Some(what.clone()) } else { None };
    events.iter().filter_map(broken).collect()
}

/// What did not come to rest.
pub(super) fn lively(events: &[Event]) -> Vec<String> {
    let ended = events.iter().any(|event| matches!(event, Event::FaultsEnd));
    let end = in_the_end(events);
    if ended && end.is_empty() {
        return vec!["nothing came to rest".to_owned()];
    }
    end.iter().filter_map(restless).collect()
}

fn restless(event: &Event) -> Option<String> {
    if let Event::Settled { after_ms } = event {
        return (*after_ms >= REST_MS_MAX).then(|| format!("after {after_ms} ms something still moved"));
    }
    if let Event::Says { party, written, arrived, .. } = event {
        return (written != arrived).then(|| format!("laptop {party} wrote {written}, and {arrived} have arrived"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Checker;
    use super::super::by_hand::{LAPTOP, finders, good, with};
    use super::*;

    #[test]
    fn a_run_that_broke_off_is_found() {
        assert_eq!(finders(vec![Event::Broken { what: "the file does not open".to_owned() }]), [Checker::Unbroken]);
    }

    #[test]
    fn a_queue_that_does_not_become_empty_is_found() {
        let says = Event::Says { party: 0, device: LAPTOP, written: 3, arrived: 2 };
        assert_eq!(finders(with(10, says)), [Checker::Lively]);
    }

    #[test]
    fn a_rest_that_comes_late_or_never_is_found() {
        assert_eq!(finders(with(6, Event::Settled { after_ms: REST_MS_MAX })), [Checker::Lively]);
        let mut events = good();
        events.retain(|event| !matches!(event, Event::Settled { .. }));
        assert!(finders(events).contains(&Checker::Lively));
    }
}
