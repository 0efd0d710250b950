//! Laptops whose clocks are years apart.

use domain::edit::FieldValue;
use domain::service::Outcome;

use super::world::*;
use crate::rows::Matter;

const YEAR_MS: i64 = 365 * 86_400_000;
/// How wrong the clocks are: battery dead, right, a year and five years ahead.
const SKEWS_MS: [i64; 4] = [-YEAR_MS, 0, YEAR_MS, 5 * YEAR_MS];

fn carry(from: &mut Laptop, to: &mut Laptop) {
    let log = from.log();
    to.receive(&log);
}

/// Everybody has what everybody has.
fn meet(laptops: &mut [Laptop]) {
    for to in 0..laptops.len() {
        for from in (0..laptops.len()).filter(|from| *from != to) {
            let log = laptops[from].log();
            laptops[to].receive(&log);
        }
    }
}

fn laptops() -> Vec<Laptop> {
    let mut first = Laptop::new(10);
    first.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    first.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    let skewed = |(n, skew_ms): (u8, i64)| {
        let mut laptop = Laptop::new(n);
        laptop.now_ms += skew_ms;
        carry(&mut first, &mut laptop);
        laptop
    };
    (11..).zip(SKEWS_MS).map(skewed).collect()
}

#[test]
fn t18_who_saw_the_other_comes_after_it_whatever_the_clocks_say() {
    let outcomes = [Outcome::Refused, Outcome::ComeBack, Outcome::AlreadyActive, Outcome::Done];
    for turn in 0..SKEWS_MS.len() {
        let mut laptops = laptops();
        // The one that is five years ahead goes first, second, third and last.
        laptops.rotate_left(turn);
        for (at, outcome) in outcomes.into_iter().enumerate() {
            let edit = correction(&laptops[at], target(1), FieldValue::AssistOutcome(outcome));
            laptops[at].commit(&[edit]);
            meet(&mut laptops);
        }
        for laptop in &laptops {
            let row = laptop.store.assist(assist_id(1)).unwrap().unwrap().row;
            assert_eq!((row.record.outcome, row.conflict), (Outcome::Done, false), "turn {turn}: the last word stands");
            assert_eq!(laptop.store.history(target(1)).unwrap().len(), 5);
            assert_eq!(shown(laptop, 1), shown(&laptops[0], 1));
            laptop.assert_sound();
        }
    }
}

#[test]
fn t18_a_clock_that_jumps_by_years_leaves_one_laptops_evening_in_its_order() {
    let mut desk = laptops().remove(1);
    let mut stamps = Vec::new();
    for (n, skew_ms) in (2..).zip([0, 5 * YEAR_MS, -YEAR_MS, YEAR_MS, 0]) {
        desk.now_ms = NOW + skew_ms;
        let origin = desk.commit(&[assist(n, 1, 1)])[0];
        stamps.push((origin.seq, origin.stamp));
    }
    assert!(stamps.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "by number and by stamp alike: {stamps:?}");
    let shown: Vec<_> = desk.store.evening(session_id(1), 10).unwrap().iter().map(|it| it.row.record.id).collect();
    assert_eq!(shown, [6, 5, 4, 3, 2, 1].map(assist_id), "newest first, as they were logged");
    desk.assert_sound();
}

#[test]
fn t18_nothing_expires_early_on_a_laptop_that_is_years_ahead_or_behind() {
    let mut laptops = laptops();
    for (at, n) in (0..laptops.len()).zip(2..) {
        laptops[at].commit(&[assist(n, 1, 1)]);
    }
    meet(&mut laptops);
    for (laptop, skew_ms) in laptops.iter_mut().zip(SKEWS_MS) {
        assert_eq!(laptop.store.evening(session_id(1), 10).unwrap().len(), 5, "{skew_ms}: all of everybody's");
        let tasks = laptop.store.tasks(10).unwrap();
        assert!(tasks.iter().all(|task| task.matter == Matter::Ahead), "{skew_ms}: flagged, and no more: {tasks:?}");
        let receipt = laptop.receipt();
        laptop.store.store_receipt(&receipt).unwrap();
        laptop.store.rebuild().unwrap();
        laptop.now_ms += YEAR_MS;
        assert_eq!(laptop.commit(&[assist(20, 1, 1)]).len(), 1, "the keys and the certificate are good later, too");
        assert_eq!(laptop.store.evening(session_id(1), 10).unwrap().len(), 6);
        laptop.assert_sound();
    }
}
