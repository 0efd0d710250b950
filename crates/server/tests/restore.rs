//! A centre restored from an older backup says so, and is filled again by whoever holds the entries.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{World, codes, together};
use journal::exchange::{Cursor, RequestBody, VerdictCode};

#[tokio::test]
async fn t37_a_receipt_for_what_is_not_there_begins_a_new_log() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut other = commune.laptop(2);
    laptop.batch(5, 1);
    other.batch(5, 1);
    let old = world.push_all(&laptop).await;
    world.push_all(&other).await;
    let mut backup = None;
    let world = world.stopped_for(|db| backup = Some(db.backup())).await;
    let lost = laptop.batch(5, 100);
    let reply = world.push_all(&laptop).await;
    let (_, cursor) = world.pull(&other, Cursor::default(), u32::MAX).await;
    let proof = world.receipt(&laptop, &reply).to_bytes();

    let world = world.stopped_for(|db| db.put_back(&backup.unwrap())).await;
    let show = RequestBody { newest_receipt: Some(proof.clone()), ask_expected: true, ..RequestBody::default() };
    let reply = world.exchange(&laptop, &show).await.unwrap();
    assert_ne!(reply.log, old.log, "the log says that it is another");
    let expected: Vec<_> =
        reply.expected.iter().find(|it| it.device == laptop.device).map(|it| it.next_seq).into_iter().collect();
    assert_eq!(expected, [6], "and what it lacks");

    let pull = RequestBody { cursor, pull_bytes_max: 100_000, ..RequestBody::default() };
    let reply = world.exchange(&other, &pull).await.unwrap();
    assert!(reply.log_reset, "cursors of the old log count no more");
    assert_eq!((reply.items.len(), reply.next_position), (0, 0), "it pulls from the beginning");
    assert!(!reply.expected.is_empty(), "and hears what to offer again");

    let carried = world.push(&other, vec![lost]).await;
    assert_eq!(codes(&carried), [VerdictCode::Stored], "another laptop had pulled it and brings it back");
    let again = world.exchange(&laptop, &show).await.unwrap();
    assert_eq!(again.log, reply.log, "the old receipt holds again and begins no third log");
    assert_eq!(world.receipt(&laptop, &again).claims().count, 10);
}

#[tokio::test]
async fn t37_positions_filled_again_after_a_silent_restore_are_skipped_by_nobody() {
    // Filled by others' items alone, and so that the same item comes to lie at the same position.
    for same_at_the_end in [false, true] {
        let world = World::new().await;
        let (commune, mut quick) = world.commune(1).await;
        let (mut gone, reader) = (commune.laptop(2), commune.laptop(3));
        quick.batch(5, 1);
        gone.batch(5, 1);
        world.push_all(&gone).await;
        world.push_all(&reader).await;
        let old = world.push_all(&quick).await.log;
        let mut backup = None;
        let world = world.stopped_for(|db| backup = Some(db.backup())).await;
        let (first, last) = (gone.batch(5, 100), quick.batch(5, 100));
        world.push(&gone, vec![first.clone()]).await;
        world.push(&quick, vec![last.clone()]).await;
        let (_, cursor) = world.pull(&reader, Cursor::default(), 1).await;

        let world = world.stopped_for(|db| db.put_back(&backup.unwrap())).await;
        let mut newcomer = commune.laptop(4);
        let chain = newcomer.everything();
        let second = if same_at_the_end { last } else { newcomer.batch(1, 7) };
        world.push(&newcomer, chain).await;
        world.push(&newcomer, vec![second]).await;
        let reply = world.exchange(&reader, &RequestBody { cursor, ..RequestBody::default() }).await.unwrap();
        assert!(reply.log_reset && reply.log != old, "its mark proves that the log is another");
        assert_eq!(
            codes(&world.push(&reader, vec![first]).await),
            [VerdictCode::Stored],
            "it brings back what it read"
        );
        let again = RequestBody { cursor, ..RequestBody::default() };
        assert_eq!(world.exchange(&reader, &again).await.unwrap().log, reply.log, "one loss begins one new log");
    }
}

#[tokio::test]
async fn a_mark_that_this_centre_did_not_make_begins_no_new_log() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(5, 1);
    let log = world.push_all(&laptop).await.log;
    let (_, cursor) = world.pull(&laptop, Cursor::default(), 100_000).await;
    let mut forged = cursor.mark.unwrap();
    forged.0[10] ^= 1;
    for mark in [Some(forged), None] {
        let body = RequestBody { cursor: Cursor { mark, ..cursor }, pull_bytes_max: 1, ..RequestBody::default() };
        let reply = world.exchange(&laptop, &body).await.unwrap();
        assert_eq!((reply.log, reply.log_reset, reply.next_position), (log, true, 0), "the one who asks begins again");
    }
    let body = RequestBody { cursor, pull_bytes_max: 1, ..RequestBody::default() };
    assert!(!world.exchange(&laptop, &body).await.unwrap().log_reset);
}

#[tokio::test]
async fn a_cursor_beyond_the_end_of_the_log_begins_again() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(5, 1);
    let log = world.push_all(&laptop).await.log;
    let second = commune.laptop(2);
    world.push_all(&second).await;
    let cursor = Cursor { log: Some(log), position: 1_000, mark: None };
    let body = RequestBody { cursor, pull_bytes_max: 100_000, ..RequestBody::default() };
    let reply = world.exchange(&second, &body).await.unwrap();
    assert_eq!((reply.log_reset, reply.next_position, reply.log), (true, 0, log), "and no mark proves a loss");
    assert_eq!(world.pull(&second, Cursor::default(), 100_000).await.0.len(), 2);
}

#[tokio::test]
async fn a_forged_receipt_begins_no_new_log() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(5, 1);
    let reply = world.push_all(&laptop).await;
    let arrival = *world.receipt(&laptop, &reply).claims();
    let lie = journal::Arrival { up_to_seq: 50, head: domain::ids::EntryDigest([7; 32]), ..arrival };
    let forged = journal::Receipt::sign(lie, &journal::CentreKey::from_seed(&[1; 32])).to_bytes();
    for receipt in [forged, b"garbage".to_vec()] {
        let show = RequestBody { newest_receipt: Some(receipt), ..RequestBody::default() };
        assert_eq!(world.exchange(&laptop, &show).await.unwrap().log, reply.log);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t37_many_that_see_the_same_loss_begin_one_new_log() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut others: Vec<_> = (2..=9).map(|seed| commune.laptop(seed)).collect();
    laptop.batch(5, 1);
    for other in &mut others {
        other.batch(1, 1);
        world.push_all(other).await;
    }
    let old = world.push_all(&laptop).await.log;
    let mut backup = None;
    let world = world.stopped_for(|db| backup = Some(db.backup())).await;
    laptop.batch(5, 100);
    let reply = world.push_all(&laptop).await;
    let proof = world.receipt(&laptop, &reply).to_bytes();
    let world = world.stopped_for(|db| db.put_back(&backup.unwrap())).await;

    for other in &mut others {
        other.batch(1, 50);
    }
    let show = RequestBody { newest_receipt: Some(proof), ..RequestBody::default() };
    let showing = together((0..8).map(|_| world.exchange(&laptop, &show)));
    let pushing = together(others.iter().map(|other| world.push_all(other)));
    let (shown, _) = tokio::join!(showing, pushing);
    let logs: Vec<_> = shown.into_iter().map(|reply| reply.unwrap().log).collect();
    assert!(logs.iter().all(|log| *log == logs[0] && *log != old), "one new log");
    for other in &others {
        let reply = world.push(other, Vec::new()).await;
        let arrival = *world.receipt(other, &reply).claims();
        assert_eq!((arrival.log, arrival.count), (logs[0], 2), "whatever was pushed meanwhile is receipted by it");
    }
}
