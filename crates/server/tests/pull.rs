//! What others handed over is passed on whole, in order and in portions; roster blobs by name.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::laptop::edition;
use common::{DAY_MS, NOW_MS, World, codes, together};
use journal::blob::digest_of;
use journal::exchange::{Cursor, RequestBody, VerdictCode};

const START: Cursor = Cursor { log: None, position: 0, mark: None };

#[tokio::test]
async fn a_second_laptop_sees_the_first_ones_chain_and_then_its_batches() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut second = commune.laptop(2);
    laptop.batch(10, 1);
    laptop.batch(10, 100);
    second.batch(1, 1);
    world.push_all(&laptop).await;
    world.push_all(&second).await;
    let (items, cursor) = world.pull(&second, START, u32::MAX).await;
    assert_eq!(items, laptop.everything(), "others' items, byte for byte, its own left out");
    let (nothing, same) = world.pull(&second, cursor, u32::MAX).await;
    assert_eq!((nothing, same), (Vec::new(), cursor));
}

#[tokio::test]
async fn a_pull_comes_in_portions_that_fit() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    for n in 0..6 {
        laptop.batch(20, n * 100);
    }
    world.push_all(&laptop).await;
    let second = commune.laptop(2);
    world.push_all(&second).await;
    let body = RequestBody { pull_bytes_max: 1, ..RequestBody::default() };
    let reply = world.exchange(&second, &body).await.unwrap();
    assert_eq!((reply.items.len(), reply.more), (1, true), "at least one, so that it goes on");
    for bytes in [1, 2_000, 5_000, 1_000_000] {
        assert_eq!(world.pull(&second, START, bytes).await.0, laptop.everything(), "portions of {bytes} bytes");
    }
}

#[tokio::test]
async fn a_laptop_after_a_restore_pulls_its_own_too() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    world.push_all(&laptop).await;
    let body = RequestBody { pull_bytes_max: 100_000, include_own: true, ..RequestBody::default() };
    let reply = world.exchange(&laptop, &body).await.unwrap();
    let items: Vec<_> = reply.items.into_iter().map(|item| item.bytes).collect();
    assert_eq!(items, laptop.everything());
}

#[tokio::test]
async fn t40_what_is_asked_for_by_name_comes_whatever_the_cursor_says() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let (mut other, reader) = (commune.laptop(2), commune.laptop(3));
    let batches: Vec<_> = (0..3).map(|round| laptop.batch(3, 10 * round + 1)).collect();
    other.batch(3, 1);
    for writer in [&laptop, &other, &reader] {
        world.push_all(writer).await;
    }
    let (_, cursor) = world.pull(&reader, START, u32::MAX).await;
    let ask = |lacking: Vec<_>| RequestBody { cursor, lacking, pull_bytes_max: 1, ..RequestBody::default() };
    let some = world.exchange(&reader, &ask(vec![(laptop.device, 4)])).await.unwrap();
    assert_eq!((some.items.len(), some.next_position), (0, cursor.position), "the cursor stays");
    assert_eq!(some.found, batches[1..]);
    let all = world.exchange(&reader, &ask(vec![(laptop.device, 0), (other.device, 1)])).await.unwrap();
    assert_eq!(all.found, [laptop.everything(), other.everything()[1..].to_vec()].concat(), "each in its order");
    let none = world.exchange(&reader, &ask(vec![(commune.laptop(9).device, 0), (laptop.device, 10)])).await.unwrap();
    assert_eq!(none.found, Vec::<Vec<u8>>::new());
}

#[tokio::test]
async fn no_pull_leaves_the_cursor_where_it_is() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    world.push_all(&laptop).await;
    let second = commune.laptop(2);
    let reply = world.push(&second, vec![second.chain_item()]).await;
    assert_eq!((reply.items.len(), reply.next_position), (0, 0), "or it would skip what it never saw");
}

#[tokio::test(flavor = "multi_thread")]
async fn t39_a_reader_skips_nothing_while_many_write() {
    let world = World::new().await;
    let (commune, _) = world.commune(1).await;
    let reader = commune.laptop(99);
    world.push_all(&reader).await;
    let mut writers: Vec<_> = (1..=8).map(|seed| commune.laptop(seed)).collect();
    let mut cursor = START;
    let mut seen = Vec::new();
    for round in 0..5 {
        for laptop in &mut writers {
            laptop.batch(1, round * 100);
        }
        let pushes = together(writers.iter().map(|laptop| world.push_all(laptop)));
        let ((items, reached), _) = tokio::join!(world.pull(&reader, cursor, u32::MAX), pushes);
        cursor = reached;
        seen.extend(items);
    }
    seen.extend(world.pull(&reader, cursor, u32::MAX).await.0);
    let mut expected: Vec<_> = writers.iter().flat_map(common::Laptop::everything).collect();
    expected.sort();
    seen.sort();
    assert_eq!(seen, expected, "each item once, none skipped");
}

#[tokio::test]
async fn an_ended_certificate_may_hand_over_and_learns_nothing_new() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    world.push_all(&laptop).await;
    let mut ended = commune.laptop_until(2, Some(NOW_MS + DAY_MS));
    world.push_all(&ended).await;
    world.pass_ms(DAY_MS);
    let pull = RequestBody { pull_bytes_max: 100_000, ..RequestBody::default() };
    world.exchange(&ended, &pull).await.unwrap_err().is(403, "not-certified");
    let offers = vec![ended.batch(2, 50)];
    let reply = world.exchange(&ended, &RequestBody { offers, ..pull }).await.unwrap();
    assert_eq!((codes(&reply), reply.items.len()), (vec![VerdictCode::Stored], 0));
    assert_eq!(world.receipt(&ended, &reply).claims().count, 2, "what is authentic is never refused");
}

#[tokio::test]
async fn roster_blobs_are_taken_when_named_and_dropped_when_replaced() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let second = commune.laptop(2);
    world.push_all(&second).await;
    let (kept, replaced, new, stray) = (b"kept".to_vec(), b"old".to_vec(), b"new".to_vec(), b"stray".to_vec());
    laptop.write(&edition(1, None, &[&kept, &replaced]));
    laptop.cut();
    let offer = |offers, blobs: &[&Vec<u8>]| RequestBody {
        offers,
        blobs_offered: blobs.iter().map(|blob| (*blob).clone()).collect(),
        ..RequestBody::default()
    };
    let first = offer(laptop.everything(), &[&kept, &replaced, &stray]);
    let reply = world.exchange(&laptop, &first).await.unwrap();
    assert_eq!(reply.blobs_held, [digest_of(&kept), digest_of(&replaced)], "a stray blob is nobody's");

    let want = RequestBody {
        blobs_wanted: [&kept, &replaced, &new, &stray].map(|blob| digest_of(blob)).to_vec(),
        ..RequestBody::default()
    };
    assert_eq!(world.exchange(&second, &want).await.unwrap().blobs, [kept.clone(), replaced.clone()]);

    laptop.write(&edition(2, Some(1), &[&kept, &new]));
    let next = laptop.cut();
    world.exchange(&laptop, &offer(next, &[&new])).await.unwrap();
    assert_eq!(world.exchange(&second, &want).await.unwrap().blobs, [kept, new], "unchanged ones stay");
    let late = world.exchange(&second, &offer(Vec::new(), &[&replaced])).await.unwrap();
    assert!(late.blobs_held.is_empty(), "a replaced one does not come back");
}

#[tokio::test]
async fn an_edition_that_arrives_after_its_replacement_brings_no_old_blobs() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut other = commune.laptop(2);
    let (old, new) = (b"old".to_vec(), b"new".to_vec());
    laptop.write(&edition(2, Some(1), &[&new]));
    laptop.cut();
    world.push_all(&laptop).await;
    other.write(&edition(1, None, &[&old]));
    other.cut();
    let body =
        RequestBody { offers: other.everything(), blobs_offered: vec![old, new.clone()], ..RequestBody::default() };
    let reply = world.exchange(&other, &body).await.unwrap();
    assert_eq!(reply.blobs_held, [digest_of(&new)]);
}
