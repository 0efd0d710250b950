//! Batches cut once and frozen, receipts, and what is still unsent.

use std::collections::BTreeSet;

use domain::ids::EntryDigest;
use journal::exchange::{MARK_BYTES, Mark};

use super::world::*;
use crate::outbox::{ReceiptError, SyncPosition};
use crate::rows::OutboxCounts;

fn desk() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    desk
}

#[test]
fn t11_a_batch_is_cut_once_and_its_bytes_stay() {
    let mut desk = desk();
    assert_eq!(desk.store.cut_batches().unwrap(), 1);
    let frozen = desk.store.unreceipted_batches(10, &BTreeSet::new()).unwrap();
    let bytes = desk.store.batch(&frozen[0].span).unwrap().unwrap();
    assert_eq!(u32::try_from(bytes.len()).unwrap(), frozen[0].bytes);
    desk.commit(&[assist(2, 1, 1)]);
    assert_eq!(desk.store.batch(&frozen[0].span).unwrap().unwrap(), bytes);
    assert_eq!((desk.store.cut_batches().unwrap(), desk.store.cut_batches().unwrap()), (1, 0));
    let frozen = desk.store.unreceipted_batches(10, &BTreeSet::new()).unwrap();
    let spans: Vec<_> = frozen.iter().map(|batch| (batch.span.first, batch.span.last)).collect();
    assert_eq!(spans, [(1, 5), (6, 6)], "the edit is a new entry in a new batch");
    assert_eq!(desk.store.frozen_head().unwrap().unwrap().0, 6);
}

#[test]
fn arrived_is_said_only_by_the_centres_signed_receipt() {
    let mut desk = desk();
    let receipt = desk.receipt();
    let first_ms = NOW + 1_000;
    let before = OutboxCounts { saved: 5, arrived: 0, oldest_unsent_ms: Some(first_ms) };
    assert_eq!(desk.store.outbox_counts().unwrap(), before);
    let mut forged = receipt.clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    for bytes in [forged.as_slice(), b"", &receipt[..40]] {
        assert!(matches!(desk.store.store_receipt(bytes), Err(ReceiptError::NotAuthentic)));
    }
    assert_eq!(desk.store.outbox_counts().unwrap(), before);
    desk.store.store_receipt(&receipt).unwrap();
    assert_eq!(desk.store.outbox_counts().unwrap(), OutboxCounts { saved: 5, arrived: 5, oldest_unsent_ms: None });
    assert_eq!(desk.store.unreceipted_batches(10, &BTreeSet::new()).unwrap(), []);
    assert!(desk.store.evening(session_id(1), 10).unwrap()[0].arrived);
    let late = desk.commit(&[assist(2, 1, 1)])[0];
    let after = OutboxCounts { saved: 6, arrived: 5, oldest_unsent_ms: Some(late.stamp.wall_ms) };
    assert_eq!(desk.store.outbox_counts().unwrap(), after);
    assert!(!desk.store.evening(session_id(1), 10).unwrap()[0].arrived);
    desk.assert_sound();
}

#[test]
fn t08_a_repeated_and_a_late_receipt_change_nothing() {
    let mut desk = desk();
    let early = desk.receipt();
    desk.commit(&[assist(2, 1, 1)]);
    let late = desk.receipt();
    for receipt in [&late, &early, &late, &early] {
        desk.store.store_receipt(receipt).unwrap();
        assert_eq!(desk.store.outbox_counts().unwrap().arrived, 6);
    }
    assert_eq!(desk.store.own_receipt().unwrap().unwrap().bytes, late);
}

#[test]
fn newer_receipts_take_the_place_of_older_ones() {
    let mut desk = desk();
    for n in 2..12 {
        let receipt = desk.receipt();
        desk.store.store_receipt(&receipt).unwrap();
        desk.commit(&[assist(n, 1, 1)]);
    }
    assert_eq!(desk.store.receipts(100).unwrap().len(), 1);
}

#[test]
fn t40_a_receipt_that_names_what_is_not_here_is_kept_and_covers_nothing_yet() {
    let mut desk = desk();
    let ahead = receipt(device_id(10), 40, EntryDigest([3; 32]));
    desk.store.store_receipt(&ahead).unwrap();
    assert_eq!(desk.store.outbox_counts().unwrap().arrived, 0);
    assert_eq!(desk.store.own_receipt().unwrap().unwrap().up_to_seq, 40);
    let bad: u64 = desk.store.verify().unwrap().iter().map(|check| check.bad).sum();
    assert_eq!(bad, 1, "an old copy of the file was put back");
}

#[test]
fn a_receipt_of_another_log_no_longer_counts() {
    let mut desk = desk();
    let receipt = desk.receipt();
    desk.store.store_receipt(&receipt).unwrap();
    let position = SyncPosition {
        log: Some([5; 16]),
        position: 3,
        centre_time_ms: 9,
        chain_known: true,
        mark: Some(Mark([3; MARK_BYTES])),
    };
    desk.store.set_sync_position(position).unwrap();
    assert_eq!(desk.store.sync_position().unwrap(), position);
    assert_eq!(desk.store.outbox_counts().unwrap().arrived, 5);
    desk.store.set_sync_position(SyncPosition { log: Some([6; 16]), ..position }).unwrap();
    assert_eq!(desk.store.outbox_counts().unwrap().arrived, 0, "the centre was restored: offer everything again");
    assert_eq!(desk.store.unreceipted_batches(10, &BTreeSet::new()).unwrap().len(), 1);
    assert!(desk.store.own_receipt().unwrap().is_some(), "every request still shows it");
}

#[test]
fn t37_after_a_new_log_others_batches_are_offered_again_until_they_arrive() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    let log = desk.log();
    let items: Vec<&[u8]> = log.iter().map(Vec::as_slice).collect();
    let position = SyncPosition { log: Some([5; 16]), position: 7, centre_time_ms: 9, chain_known: true, mark: None };
    other.store.receive_up_to(&items, NOW, position).unwrap();
    assert_eq!(other.store.unreceipted_batches(10, &BTreeSet::new()).unwrap(), [], "what the centre sent lies there");
    let renewed = SyncPosition { log: Some([6; 16]), position: 0, ..position };
    other.store.set_sync_position(renewed).unwrap();
    assert_eq!(other.store.unreceipted_batches(10, &BTreeSet::new()).unwrap().len(), 1, "the new log may lack it");
    other.store.receive_up_to(&items, NOW, SyncPosition { position: 2, ..renewed }).unwrap();
    assert_eq!(other.store.unreceipted_batches(10, &BTreeSet::new()).unwrap(), [], "it came out of the new log");
}

#[test]
fn a_batch_carried_by_hand_is_offered_until_the_centre_has_it() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    let log = desk.log();
    other.receive(&log);
    assert_eq!(other.store.unreceipted_batches(10, &BTreeSet::new()).unwrap().len(), 1);
    let receipt = desk.receipt();
    other.store.store_receipt(&receipt).unwrap();
    assert_eq!(other.store.unreceipted_batches(10, &BTreeSet::new()).unwrap(), []);
}

#[test]
fn a_gap_leaves_the_position_where_it_was() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    let log = desk.log();
    let batches: Vec<&[u8]> = log.iter().skip(1).map(Vec::as_slice).collect();
    let position = SyncPosition { log: Some([5; 16]), position: 7, centre_time_ms: 9, chain_known: true, mark: None };
    let received = other.store.receive_up_to(&batches, NOW, position).unwrap();
    assert!(received.outcomes.iter().any(|outcome| outcome.misses().is_some()), "the chain was not among them");
    assert_eq!(other.store.sync_position().unwrap(), SyncPosition::default());
}

#[test]
fn another_centre_has_seen_nothing() {
    let mut desk = desk();
    let receipt = desk.receipt();
    desk.store.store_receipt(&receipt).unwrap();
    let mut centre = desk.store.centre().unwrap().unwrap();
    centre.address = "https://moved.example".to_owned();
    desk.store.set_centre(&centre).unwrap();
    assert_eq!(desk.store.outbox_counts().unwrap().arrived, 5, "a new address is the same centre");
    centre.public_key = [1; 32];
    desk.store.set_centre(&centre).unwrap();
    assert_eq!(desk.store.outbox_counts().unwrap().arrived, 0);
    assert_eq!(desk.store.sync_position().unwrap(), SyncPosition::default());
}

#[test]
fn the_position_moves_with_what_was_pulled_or_not_at_all() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    let position = SyncPosition { log: Some([5; 16]), position: 7, centre_time_ms: 9, chain_known: true, mark: None };
    let log = desk.log();
    let items: Vec<&[u8]> = log.iter().map(Vec::as_slice).collect();
    other.store.receive_up_to(&items, NOW, position).unwrap();
    assert_eq!(other.store.sync_position().unwrap(), position);
    let mut alone = Laptop::new(12);
    alone.store.db.execute_batch("DELETE FROM centre").unwrap();
    assert!(alone.store.receive_up_to(&items, NOW, position).is_err());
    assert_eq!(alone.store.evening(session_id(1), 10).unwrap(), [], "no centre, no position, no items");
}

#[test]
fn every_laptop_shows_what_of_whom_has_arrived() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    let log = desk.log();
    other.receive(&log);
    let receipt = desk.receipt();
    other.store.store_receipt(&receipt).unwrap();
    let rows = other.store.devices().unwrap();
    let of = |n: u8| rows.iter().find(|row| row.device == device_id(n)).unwrap();
    assert_eq!((of(10).entries, of(10).arrived, of(10).here), (5, 5, false));
    assert_eq!((of(11).entries, of(11).arrived, of(11).here), (0, 0, true));
    assert_eq!(of(10).last_wall_ms, Some(NOW + 2_000));
    assert!(other.store.evening(session_id(1), 10).unwrap()[0].arrived);
}

#[test]
fn many_entries_are_cut_into_batches_that_follow_each_other() {
    let mut desk = desk();
    for first in (2..5_000).step_by(1_000) {
        let edits: Vec<_> = (first..first + 1_000).map(|n| assist(n, 1, 1)).collect();
        desk.commit(&edits);
    }
    assert!(desk.store.cut_batches().unwrap() > 5);
    let frozen = desk.store.unreceipted_batches(u32::MAX, &BTreeSet::new()).unwrap();
    let mut next = (1, frozen[0].span.previous);
    for batch in &frozen {
        assert_eq!((batch.span.first, batch.span.previous), next);
        next = (batch.span.last + 1, batch.span.head);
    }
    assert_eq!(next.0, 5_006);
    assert_eq!(desk.store.unreceipted_batches(2, &BTreeSet::new()).unwrap(), frozen[..2]);
    let own = desk.store.identity().unwrap().device;
    assert_eq!(desk.store.unreceipted_batches(2, &BTreeSet::from([own])).unwrap(), [], "put off, it fills no list");
    assert_eq!(desk.store.batches_from(device_id(10), 5_005, 9).unwrap(), frozen[frozen.len() - 1..]);
}

#[test]
fn t40_what_a_receipt_names_is_lacking_until_it_comes_and_does_not_hold_the_cursor() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    desk.store.cut_batches().unwrap();
    desk.commit(&[assist(2, 1, 1)]);
    let (log, device) = (desk.log(), desk.store.identity().unwrap().device);
    let (chain, hidden, behind) = (&log[0], &log[1], &log[2]);
    let position = SyncPosition { log: Some([5; 16]), position: 7, centre_time_ms: 9, chain_known: true, mark: None };
    let unnamed = other.store.receive_up_to(&[chain, behind], NOW, position).unwrap();
    assert!(!unnamed.read && other.store.sync_position().unwrap().position == 0, "it must be read again");
    other.store.store_receipt(&desk.receipt()).unwrap();
    let named = other.store.receive_up_to(&[chain, behind], NOW, position).unwrap();
    assert!(named.read && other.store.sync_position().unwrap().position == 7, "it is asked for by name");
    let lack = |from_seq, entries| crate::lacking::Lack { device, from_seq, entries };
    assert_eq!(other.store.lacking().unwrap(), [lack(1, 6)]);
    other.store.receive_up_to(&[hidden], NOW, position).unwrap();
    assert_eq!(other.store.lacking().unwrap(), [lack(6, 1)]);
    other.store.receive_up_to(&[behind], NOW, position).unwrap();
    assert_eq!(other.store.lacking().unwrap(), []);
    assert_eq!(desk.store.lacking().unwrap(), [], "its own it has");
}

#[test]
fn t40_of_an_unknown_laptop_the_certificates_are_lacking_first() {
    let (mut desk, mut other) = (desk(), Laptop::new(11));
    other.store.store_receipt(&desk.receipt()).unwrap();
    let position = SyncPosition { log: Some([5; 16]), ..SyncPosition::default() };
    other.store.set_sync_position(position).unwrap();
    assert_eq!(other.store.lacking().unwrap().first().map(|lack| lack.from_seq), Some(0));
}
