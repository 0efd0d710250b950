//! The simulation in the test run: the seeds that once failed, some of every run, and some on a real disk. Many more:
//! `cargo xtask sim --seeds N`. What a run proves: T01, T03, T07, T08, T10, T12, T15, T16,
//! T17, T18, T20, T21, T26, T29, T30, T37, T41.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use tests::sim::seeds::{Seeds, many};
use tests::sim::{memory, run};

/// Seeds that failed once, and what was mended. What else a seed decides may change with the simulation; the bugs have
/// tests of their own where they were.
const ONCE_FAILED: [u64; 7] = [
    1,       // a stopped centre's file lacked what its write-ahead log held: a copy of it was no backup
    418,     // a locked-out laptop offered somebody's batch for ever: the receipt ended in an entry it never got
    1028,    // a chain hidden on the way is asked for again and again
    2009,    // a power cut while a stick was written left the laptop off: the model's fault
    11_020,  // a file whose power failed while it was tidied was called damaged
    20_093,  // a centre restored in silence gave positions that cursors had passed to other items
    100_177, // an old copy cut anew what had been sent: its batch overlaps, and the model knew no such thing
];

#[track_caller]
fn hold(seeds: &Seeds) {
    let report = many(seeds);
    assert!(report.holds(), "{report}");
}

#[test]
fn t16_t17_seeds_hold_and_go_the_same_way_twice() {
    hold(&Seeds { from: 50_000, count: 8, base: memory() });
}

#[test]
fn t17_one_seed_goes_one_way_and_another_seed_another() {
    let lived = |seed| run(seed, u32::MAX, &memory()).unwrap().trace.digest();
    let (one, again, other) = (lived(70_000), lived(70_000), lived(70_001));
    assert_eq!(one, again);
    assert_ne!(one, other, "the trace says what happened");
}

#[test]
fn t16_seeds_that_once_failed_hold() {
    for seed in ONCE_FAILED {
        hold(&Seeds { from: seed, count: 1, base: memory() });
    }
}

#[test]
fn t29_t30_seeds_hold_where_a_laptop_begins_with_a_file_of_the_first_version() {
    for seed in [3, 13, 70_003] {
        hold(&Seeds { from: seed, count: 1, base: memory() });
    }
}

#[test]
fn t16_seeds_hold_on_a_real_disk_too() {
    let folder = tempfile::tempdir().unwrap();
    hold(&Seeds { from: 60_000, count: 2, base: folder.path().to_owned() });
}
