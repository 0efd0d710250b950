//! Sync over lines that fail in every way: every run ends, and nothing arrives without a receipt.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::centre::{Answer, Centre};
use common::edits::{sample_assist, sample_citizen};
use common::line::{Line, assert_arrived, begin, drive, evening, log, next, run};
use common::{Commune, NOW_MS};
use domain::edit::Edit;
use journal::exchange::Reply;
use journal::limits::BATCH_BYTES_MAX;
use journal::sync::{CUTS_MAX, Effect, Outcome, Progress, Trouble};
use journal::{CentreKey, LogId};
use proptest::prelude::*;

#[test]
fn a_time_that_stays_stale_ends_the_run() {
    let commune = Commune::seeded(1);
    let (laptop, outbox) = evening(&commune, 50, 2);
    let mut sync = begin(&laptop, &outbox, &Centre::of(&commune));
    let mut exchanges = 0;
    while sync.next_request(0, &laptop.key, |it| Ok::<_, ()>(outbox.load(it))).unwrap().is_some() {
        sync.on_stale();
        exchanges += 1;
    }
    assert_eq!((sync.outcome(), exchanges), (Some(Outcome::Stalled), 4));
}

#[test]
fn t08_a_lost_reply_gets_the_same_receipt_and_nothing_twice() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 20);
    let mut centre = Centre::of(&commune);
    outbox.centre_time_ms = NOW_MS;
    let run = run(&laptop, &mut outbox, &mut centre, &[Line::CutBack]);
    assert_eq!(run.outcome, Outcome::Complete);
    assert_eq!(run.requests.len(), 3, "cut, asked what came through, pulled");
    assert_eq!(run.requests[1].offers, 1, "after a cut the question is small: it shows the chain again and no batch");
    assert_eq!(run.requests[2].offers, 0, "what came through is not sent again");
    assert_arrived(&laptop, &outbox, &centre);
}

#[test]
fn t11_an_edit_between_a_failed_send_and_its_retry_travels_as_a_new_entry() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 3);
    let mut centre = Centre::of(&commune);
    let failed = run(&laptop, &mut outbox, &mut centre, &[Line::CutBack, Line::CutBack, Line::Busy]);
    assert_ne!(failed.outcome, Outcome::Complete);
    let frozen = outbox.batches[0].to_bytes();
    log(&mut laptop, &mut outbox, 1);
    assert_eq!(run(&laptop, &mut outbox, &mut centre, &[]).outcome, Outcome::Complete);
    assert_eq!(outbox.batches[0].to_bytes(), frozen);
    assert_arrived(&laptop, &outbox, &centre);
}

#[test]
fn t12_after_a_failure_the_next_run_drains_the_queue() {
    let commune = Commune::seeded(1);
    for failure in [Line::CutOut, Line::CutBack, Line::Garbage, Line::Busy, Line::NoReceipts] {
        let (laptop, mut outbox) = evening(&commune, 50, 5);
        let mut centre = Centre::of(&commune);
        run(&laptop, &mut outbox, &mut centre, &[failure]);
        let next = run(&laptop, &mut outbox, &mut centre, &[]);
        assert_eq!(next.outcome, Outcome::Complete, "{failure:?}");
        assert_arrived(&laptop, &outbox, &centre);
    }
}

#[test]
fn t14_no_success_without_a_receipt() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 5);
    let mut centre = Centre::of(&commune);
    let run = run(&laptop, &mut outbox, &mut centre, &[Line::NoReceipts; 20]);
    assert_eq!(run.outcome, Outcome::NoReceipt);
    assert_eq!(run.progress, Progress { offered: 10, taken: 10, arrived: 0 });
    assert_eq!(run.receipts(), 0);
}

#[test]
fn t14_a_receipt_of_another_key_proves_nothing() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 5);
    let mut centre = Centre::of(&commune);
    outbox.centre_time_ms = NOW_MS;
    let mut sync = begin(&laptop, &outbox, &centre);
    let request = next(&mut sync, &laptop, &outbox).unwrap();
    let Answer::Reply(honest) = centre.answer(&request.bytes) else { panic!("a reply") };
    let honest = Reply::read(&honest).unwrap();
    let claims = *journal::Receipt::read(&honest.receipts[0]).unwrap().claims();
    let forged = journal::Receipt::sign(claims, &CentreKey::from_seed(&[77; 32])).to_bytes();
    let elsewhere = journal::Arrival { commune: Commune::seeded(9).id, ..claims };
    let elsewhere = journal::Receipt::sign(elsewhere, &centre.key).to_bytes();
    let effects = sync.on_reply(&Reply { receipts: vec![forged, elsewhere], ..honest }.to_bytes(), 0).unwrap();
    let forgeries = effects.iter().filter(|it| **it == Effect::Trouble(Trouble::ForgedReceipt)).count();
    assert_eq!(forgeries, 2);
    assert_eq!(sync.progress().arrived, 0);
    assert!(!effects.iter().any(|it| matches!(it, Effect::Receipt(_))));
}

#[test]
fn t14_every_phase_may_time_out() {
    let commune = Commune::seeded(1);
    for failed in 0..4 {
        let (laptop, mut outbox) = evening(&commune, 50, 300);
        let mut centre = Centre::of(&commune);
        let mut line = vec![Line::Fine; failed];
        line.extend([Line::CutOut; CUTS_MAX as usize]);
        let run = run(&laptop, &mut outbox, &mut centre, &line);
        assert!(matches!(run.outcome, Outcome::Unreachable | Outcome::Complete));
        let arrived = run.progress.arrived;
        assert_eq!(arrived, outbox.receipted(), "what is shown as arrived is what is proven");
    }
}

#[test]
fn t07_a_line_that_only_lets_small_requests_through_still_drains() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 2_000);
    let total: usize = outbox.batches.iter().map(|batch| batch.to_bytes().len()).sum();
    assert!(total > 300_000);
    let mut centre = Centre::of(&commune);
    outbox.centre_time_ms = NOW_MS;
    let run = run(&laptop, &mut outbox, &mut centre, &[Line::CutAbove(BATCH_BYTES_MAX + 8 * 1024)]);
    assert_eq!(run.outcome, Outcome::Complete);
    assert_arrived(&laptop, &outbox, &centre);
    let sent: usize = run.requests.iter().map(|request| request.bytes.len()).sum();
    assert!(sent < 8 * total, "{sent} bytes sent for {total}");
}

#[test]
fn a_line_that_is_always_cut_ends_the_run() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 5);
    let run = run(&laptop, &mut outbox, &mut Centre::of(&commune), &[Line::CutOut; 100]);
    assert_eq!((run.outcome, run.requests.len()), (Outcome::Unreachable, CUTS_MAX as usize));
}

#[test]
fn a_gap_is_filled_from_below() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 5);
    let mut centre = Centre::of(&commune);
    let mut lost = centre.clone();
    run(&laptop, &mut outbox, &mut centre, &[]);
    log(&mut laptop, &mut outbox, 5);
    // The centre has lost everything and is not shown the receipt that would tell it so.
    outbox.newest_receipt = None;
    let whole = outbox.clone();
    outbox.batches.retain(|batch| batch.span().first > 10);
    let mut sync = begin(&laptop, &outbox, &lost);
    let mut lacked = Vec::new();
    while let Some(request) = next(&mut sync, &laptop, &whole) {
        match lost.answer(&request.bytes) {
            Answer::Reply(bytes) => lacked.extend(sync.on_reply(&bytes, 0).unwrap().into_iter().filter_map(lacks)),
            Answer::UnknownDevice => sync.on_unknown_device(),
            Answer::Stale(_) | Answer::Refused => panic!("a good request"),
        }
        if let Some(from_seq) = lacked.last() {
            sync.offer(whole.offers_from(*from_seq).into_iter().take(1).collect());
            lacked.truncate(1);
        }
    }
    assert_eq!((sync.outcome(), lacked), (Some(Outcome::Complete), vec![1]));
    assert_eq!(lost.numbers_of(laptop.device), (1..=20).collect::<Vec<_>>());
}

fn lacks(effect: Effect) -> Option<u64> {
    if let Effect::Lacks { from_seq, .. } = effect { Some(from_seq) } else { None }
}

#[test]
fn a_gap_that_nobody_can_fill_ends_the_run() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 5);
    let lost = outbox.batches.len();
    log(&mut laptop, &mut outbox, 5);
    outbox.batches.drain(..lost);
    let run = run(&laptop, &mut outbox, &mut Centre::of(&commune), &[]);
    assert_eq!(run.outcome, Outcome::Incomplete);
    assert_eq!(run.progress.arrived, 0);
}

#[test]
fn a_device_that_is_put_off_blocks_nobody_else() {
    let commune = Commune::seeded(1);
    let (other, mut other_box) = evening(&commune, 51, 3);
    let (laptop, mut outbox) = evening(&commune, 50, 3);
    let mut centre = Centre::of(&commune);
    centre.puts_off.insert(other.device);
    assert_eq!(run(&other, &mut other_box, &mut centre, &[]).outcome, Outcome::Busy);
    let mut sync = begin(&laptop, &outbox, &centre);
    sync.offer(other_box.offers_from(1));
    outbox.batches.extend(other_box.batches.iter().cloned());
    drive(&mut sync, &laptop, &outbox, &mut centre);
    assert_eq!(sync.outcome(), Some(Outcome::Busy));
    assert_eq!(sync.progress(), Progress { offered: 6, taken: 6, arrived: 6 });
    centre.puts_off.clear();
    assert_eq!(run(&other, &mut other_box, &mut centre, &[]).outcome, Outcome::Complete);
}

#[test]
fn a_branch_that_is_put_off_holds_no_other_branch_of_its_device() {
    let commune = Commune::seeded(1);
    let (laptop, outbox) = evening(&commune, 50, 5);
    let (mut one, mut one_box) = (laptop.clone(), outbox.clone());
    let (mut two, mut two_box) = (laptop, outbox);
    let entries = two.write_all(&[Edit::Citizen(sample_citizen(200))]);
    two_box.freeze(&two, &entries);
    log(&mut one, &mut one_box, 3);
    log(&mut one, &mut one_box, 3);
    let mut centre = Centre::of(&commune);
    centre.puts_off_head = two_box.batches.last().map(|batch| batch.span().head);
    one_box.batches.extend(two_box.batches.last().cloned());
    let mut sync = begin(&one, &one_box, &centre);
    drive(&mut sync, &one, &one_box, &mut centre);
    assert_eq!(sync.outcome(), Some(Outcome::Busy));
    assert_eq!(sync.held(), std::collections::BTreeSet::from([one.device]));
    assert_eq!(sync.progress(), Progress { offered: 23, taken: 22, arrived: 22 });
}

#[test]
fn t40_what_is_lacking_is_asked_for_once_in_a_run_and_comes_apart_from_the_pages() {
    let commune = Commune::seeded(1);
    let (other, mut other_box) = evening(&commune, 51, 3);
    let (laptop, outbox) = evening(&commune, 50, 3);
    let mut centre = Centre::of(&commune);
    assert_eq!(run(&other, &mut other_box, &mut centre, &[]).outcome, Outcome::Complete);
    let mut sync = begin(&laptop, &outbox, &centre);
    sync.lack([(other.device, 0), (other.device, 0)]);
    let effects = drive(&mut sync, &laptop, &outbox, &mut centre);
    let found: Vec<_> =
        effects.iter().filter_map(|it| if let Effect::Found { items } = it { Some(items) } else { None }).collect();
    assert_eq!((found.len(), found[0].len()), (1, 1 + other_box.batches.len()), "chain and batches");
    assert_eq!(sync.outcome(), Some(Outcome::Complete), "what does not come is for another run");
    let receipt = effects.iter().position(|it| matches!(it, Effect::Receipt(_)));
    let pulled = effects.iter().position(|it| matches!(it, Effect::Pulled { .. }));
    assert!(receipt < pulled, "a receipt names what a page leaves out");
}

#[test]
fn t21_a_fork_is_kept_named_and_proven() {
    let commune = Commune::seeded(1);
    let (laptop, outbox) = evening(&commune, 50, 5);
    let mut centre = Centre::of(&commune);
    let (mut one, mut one_box) = (laptop.clone(), outbox.clone());
    let (mut two, mut two_box) = (laptop, outbox);
    log(&mut one, &mut one_box, 3);
    let edits = [Edit::Citizen(sample_citizen(200)), Edit::Assist(sample_assist(200, None))];
    let entries = two.write_all(&edits);
    two_box.freeze(&two, &entries);
    assert_eq!(run(&one, &mut one_box, &mut centre, &[]).outcome, Outcome::Complete);
    let second = run(&two, &mut two_box, &mut centre, &[]);
    assert_eq!(second.outcome, Outcome::Complete, "the second branch has arrived too");
    assert!(second.troubles().contains(&Trouble::Forked { device: two.device }));
    assert_eq!(centre.numbers_of(two.device).len(), 10 + 6 + 2, "nothing lost, nothing twice");
}

#[test]
fn t06_an_old_copy_of_the_file_is_told_that_the_centre_has_more() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 5);
    let (old, mut old_box) = (laptop.clone(), outbox.clone());
    let mut centre = Centre::of(&commune);
    log(&mut laptop, &mut outbox, 5);
    run(&laptop, &mut outbox, &mut centre, &[]);
    let run = run(&old, &mut old_box, &mut centre, &[]);
    assert!(run.troubles().contains(&Trouble::OwnAhead { next_seq: 21 }));
    assert_eq!(run.outcome, Outcome::NoReceipt, "a receipt for entries it does not know proves nothing to it");
}

#[test]
fn t37_a_centre_restored_from_an_older_backup_is_offered_everything_again() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 5);
    let mut centre = Centre::of(&commune);
    run(&laptop, &mut outbox, &mut centre, &[]);
    let backup = centre.clone();
    log(&mut laptop, &mut outbox, 5);
    run(&laptop, &mut outbox, &mut centre, &[]);
    assert_arrived(&laptop, &outbox, &centre);
    // With a new log, and with the old one because nobody told the centre.
    for mut restored in [centre.restored_from(&backup), backup.clone(), centre.restored_from(&Centre::of(&commune))] {
        let mut outbox = outbox.clone();
        let run = run(&laptop, &mut outbox, &mut restored, &[]);
        assert_eq!(run.outcome, Outcome::Complete);
        assert!(run.effects.iter().any(|it| matches!(it, Effect::LogReset { .. })));
        assert_eq!(run.troubles(), []);
        assert_arrived(&laptop, &outbox, &restored);
        assert_eq!(outbox.cursor.log, Some(restored.log));
    }
}

#[test]
fn a_log_that_resets_without_end_ends_the_run() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 5);
    outbox.cursor.log = Some(LogId([200; 16]));
    let mut centre = Centre::of(&commune);
    let mut sync = begin(&laptop, &outbox, &centre);
    let mut resets = 0;
    while let Some(request) = next(&mut sync, &laptop, &outbox) {
        centre.log = LogId([resets; 16]);
        let Answer::Reply(bytes) = centre.answer(&request.bytes) else { panic!("a reply") };
        sync.on_reply(&bytes, 0).unwrap();
        resets += 1;
    }
    assert_eq!(sync.outcome(), Some(Outcome::Stalled));
}

#[test]
fn t15_a_batch_that_is_refused_blocks_nobody_elses() {
    let commune = Commune::seeded(1);
    let (broken, mut broken_box) = evening(&commune, 51, 3);
    let (laptop, mut outbox) = evening(&commune, 50, 3);
    let mut centre = Centre::of(&commune);
    centre.refuses.insert(broken.device);
    let alone = run(&broken, &mut broken_box, &mut centre, &[]);
    assert_eq!(alone.outcome, Outcome::Incomplete);
    assert!(matches!(alone.troubles()[..], [Trouble::NotAuthentic { .. }]));
    let mut sync = begin(&laptop, &outbox, &centre);
    sync.offer(broken_box.offers_from(1));
    outbox.batches.extend(broken_box.batches.iter().cloned());
    drive(&mut sync, &laptop, &outbox, &mut centre);
    assert_eq!(sync.outcome(), Some(Outcome::Incomplete));
    assert_eq!(sync.progress(), Progress { offered: 6, taken: 6, arrived: 6 });
}

#[test]
fn an_answer_whose_cursor_does_not_go_forward_ends_the_run() {
    let commune = Commune::seeded(1);
    let (laptop, outbox) = evening(&commune, 50, 0);
    let mut centre = Centre::of(&commune);
    let mut sync = begin(&laptop, &outbox, &centre);
    while let Some(request) = next(&mut sync, &laptop, &outbox) {
        let Answer::Reply(bytes) = centre.answer(&request.bytes) else { panic!("a reply") };
        let endless = Reply { more: true, next_position: 0, ..Reply::read(&bytes).unwrap() };
        let _ = sync.on_reply(&endless.to_bytes(), 0);
    }
    assert_eq!(sync.outcome(), Some(Outcome::Unreachable));
}

fn failure() -> impl Strategy<Value = Line> {
    prop_oneof![
        3 => Just(Line::Fine),
        2 => Just(Line::CutOut),
        2 => Just(Line::CutBack),
        1 => Just(Line::Garbage),
        1 => Just(Line::NoReceipts),
        1 => Just(Line::Busy),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// I2, I3, I4 at the level of the state machine.
    #[test]
    fn whatever_the_line_does_two_laptops_settle(
        evenings in proptest::collection::vec((any::<bool>(), 0u16..40, proptest::collection::vec(failure(), 0..12)), 1..8),
    ) {
        let commune = Commune::seeded(1);
        let mut laptops = [evening(&commune, 50, 1), evening(&commune, 51, 1)];
        let mut centre = Centre::of(&commune);
        for (which, people, line) in evenings {
            let (laptop, outbox) = &mut laptops[usize::from(which)];
            log(laptop, outbox, people);
            let run = run(laptop, outbox, &mut centre, &line);
            if run.outcome == Outcome::Complete {
                assert_arrived(laptop, outbox, &centre);
            }
        }
        for (laptop, outbox) in &mut laptops {
            let run = run(laptop, outbox, &mut centre, &[]);
            prop_assert_eq!(run.outcome, Outcome::Complete);
            prop_assert!(run.requests.len() <= 2, "a stale time and the exchange");
            assert_arrived(laptop, outbox, &centre);
        }
    }

    #[test]
    fn any_reply_bytes_leave_a_run_that_ends(replies in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 0..40)) {
        let commune = Commune::seeded(1);
        let (laptop, outbox) = evening(&commune, 50, 1);
        let mut sync = begin(&laptop, &outbox, &Centre::of(&commune));
        let mut replies = replies.into_iter();
        let mut exchanges = 0;
        while next(&mut sync, &laptop, &outbox).is_some() {
            let _ = sync.on_reply(&replies.next().unwrap_or_default(), 0);
            exchanges += 1;
            prop_assert!(exchanges <= CUTS_MAX);
        }
        prop_assert_eq!(sync.outcome(), Some(Outcome::Unreachable));
    }
}
