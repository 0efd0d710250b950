//! Who was locked out hands over and learns nothing new; whose word counts is judged as laptops judge it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::collections::BTreeSet;

use common::{Commune, Laptop, World, codes};
use domain::authority::{Accepted, Revoked, RevokedSubject};
use domain::edit::Edit;
use domain::ids::DeviceId;
use journal::Signer;
use journal::exchange::{Cursor, Reply, RequestBody, VerdictCode};

const START: Cursor = Cursor { log: None, position: 0, mark: None };

/// Everything this laptop wrote until now is accepted, and nothing later.
fn locked_out(laptop: &Laptop) -> Edit {
    let seq = u64::try_from(laptop.entries.len()).unwrap();
    let accepted = vec![Accepted { device: laptop.device, seq, head: (seq > 0).then(|| laptop.head()) }];
    let subject = RevokedSubject::Device(laptop.device);
    Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() })
}

fn by_leader(commune: &Commune, at: &mut Laptop, edit: &Edit) {
    at.write_as(edit, Some(commune.leader), Some(Signer::Member(&commune.leader_key)));
}

async fn pulls(world: &World, laptop: &Laptop) -> Result<usize, (u16, String)> {
    let body = RequestBody { cursor: START, pull_bytes_max: 100_000, ..RequestBody::default() };
    let reply = world.exchange(laptop, &body).await.map_err(|told| (told.status, told.code))?;
    Ok(reply.items.len())
}

fn refused() -> Result<usize, (u16, String)> {
    Err((403, "not-certified".to_owned()))
}

#[tokio::test]
async fn t22_a_laptop_that_was_locked_out_hands_over_and_pulls_nothing() {
    let world = World::new().await;
    let (commune, mut lost) = world.commune(1).await;
    lost.batch(2, 1);
    world.push_all(&lost).await;
    let mut leader = commune.laptop(2);
    by_leader(&commune, &mut leader, &locked_out(&lost));
    leader.cut();
    world.push_all(&leader).await;

    let late = lost.batch(3, 100);
    let reply = world.push(&lost, vec![late.clone()]).await;
    assert_eq!(codes(&reply), [VerdictCode::Quarantined]);
    let receipt = world.receipt(&lost, &reply);
    let arrival = receipt.claims();
    assert_eq!((arrival.up_to_seq, arrival.count), (5, 5), "what is set aside is durable all the same");
    assert_eq!(reply.items.len(), 0);
    assert_eq!(pulls(&world, &lost).await, refused());
    let again = world.push(&lost, vec![late.clone()]).await;
    assert_eq!(codes(&again), [VerdictCode::Repeat]);

    let (items, _) = world.pull(&leader, START, u32::MAX).await;
    assert!(items.contains(&late), "leaders get it, to decide about it");
    let world = world.restart().await;
    assert_eq!(pulls(&world, &lost).await, refused(), "and that outlives a restart");
}

/// Each receipt: whose, and up to which number.
fn receipts(world: &World, reply: &Reply) -> Vec<(DeviceId, u64)> {
    world.receipts(reply).iter().map(|it| (it.claims().device, it.claims().up_to_seq)).collect()
}

#[tokio::test]
async fn t22_a_laptop_that_was_locked_out_hears_of_others_batches_that_those_it_brings_are_here() {
    let world = World::new().await;
    let (commune, mut lost) = world.commune(1).await;
    let (mut leader, mut other) = (commune.laptop(2), commune.laptop(3));
    lost.batch(2, 1);
    world.push_all(&lost).await;
    let carried = [other.batch(2, 1), other.batch(2, 50)];
    other.batch(3, 100);
    world.push_all(&other).await;
    by_leader(&commune, &mut leader, &locked_out(&lost));
    let out = locked_out(&other);
    by_leader(&commune, &mut leader, &out);
    leader.cut();
    world.push_all(&leader).await;
    let later = other.batch(1, 200);

    let offers = vec![carried[0].clone(), carried[1].clone()];
    let bring = |offers| RequestBody { cursor: START, offers, pull_bytes_max: 100_000, ..RequestBody::default() };
    let reply = world.exchange(&lost, &bring(offers)).await.unwrap();
    assert_eq!(codes(&reply), [VerdictCode::Repeat; 2]);
    let mut told = receipts(&world, &reply);
    told.sort_by_key(|(_, up_to)| *up_to);
    assert_eq!(told, [(lost.device, 2), (other.device, 4)], "nothing of what the other wrote since");

    let reply = world.exchange(&lost, &bring(vec![later])).await.unwrap();
    assert_eq!(codes(&reply), [VerdictCode::Stored], "nor that the other was locked out too");
    assert!(receipts(&world, &reply).contains(&(other.device, 8)));
    let ask = RequestBody { ask_expected: true, ..RequestBody::default() };
    let expected = world.exchange(&lost, &ask).await.unwrap().expected;
    assert_eq!(expected.iter().map(|row| row.device).collect::<Vec<_>>(), [lost.device]);
}

#[tokio::test]
async fn t37_a_laptop_that_was_locked_out_hears_that_the_centre_was_put_back_and_fills_it_again() {
    for said in [false, true] {
        let world = World::new().await;
        let (commune, mut lost) = world.commune(1).await;
        let mut leader = commune.laptop(2);
        lost.batch(2, 1);
        world.push_all(&lost).await;
        let (_, cursor) = world.pull(&lost, START, u32::MAX).await;
        by_leader(&commune, &mut leader, &locked_out(&lost));
        leader.cut();
        world.push_all(&leader).await;
        let mut backup = None;
        let world = world.stopped_for(|db| backup = Some(db.backup())).await;
        let late = lost.batch(3, 100);
        let reply = world.push(&lost, vec![late.clone()]).await;
        let newest_receipt = Some(world.receipt(&lost, &reply).to_bytes());

        let world = world.stopped_for(|db| db.put_back(&backup.unwrap())).await;
        if said {
            world.centre().renew_log().await.unwrap();
        }
        let pull = RequestBody { cursor, newest_receipt, pull_bytes_max: 100_000, ..RequestBody::default() };
        let put_back = world.exchange(&lost, &pull).await.unwrap();
        assert!(put_back.log_reset && put_back.items.is_empty());
        assert_ne!(put_back.log, reply.log);
        let expected: Vec<_> = put_back.expected.iter().map(|row| (row.device, row.next_seq)).collect();
        assert_eq!(expected, [(lost.device, 3)], "what is lacking of its own, and of nobody else");

        let cursor = Cursor { log: Some(put_back.log), position: 0, mark: None };
        let fill = RequestBody { cursor, offers: vec![late], pull_bytes_max: 100_000, ..RequestBody::default() };
        let filled = world.exchange(&lost, &fill).await.unwrap();
        assert_eq!((codes(&filled), filled.items.len()), (vec![VerdictCode::Quarantined], 0));
        assert_eq!(world.receipt(&lost, &filled).claims().log, put_back.log);
        let over = RequestBody { cursor, pull_bytes_max: 100_000, ..RequestBody::default() };
        world.exchange(&lost, &over).await.unwrap_err().is(403, "not-certified");
    }
}

#[tokio::test]
async fn a_revocation_that_no_leader_signed_is_stored_and_has_no_effect() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(1, 1);
    world.push_all(&laptop).await;
    let mut other = commune.laptop(2);
    other.write_as(&locked_out(&laptop), Some(commune.leader), None);
    let item = other.cut().remove(0);
    let reply = world.push(&other, vec![other.chain_item(), item]).await;
    assert_eq!(codes(&reply), [VerdictCode::Stored; 2], "never rejected");
    assert_eq!(pulls(&world, &laptop).await, Ok(2), "the other's chain and batch");
}

#[tokio::test]
async fn t42_two_laptops_locked_out_by_each_other_wait_for_the_root() {
    let world = World::new().await;
    let (commune, mut one) = world.commune(1).await;
    let mut other = commune.laptop(2);
    let (against_one, against_other) = (locked_out(&one), locked_out(&other));
    by_leader(&commune, &mut one, &against_other);
    by_leader(&commune, &mut other, &against_one);
    for laptop in [&mut one, &mut other] {
        laptop.cut();
        world.push_all(laptop).await;
    }
    assert!(pulls(&world, &one).await.is_ok() && pulls(&world, &other).await.is_ok());
    let mut third = commune.laptop(3);
    third.write_as(&against_other, None, Some(Signer::Root(&commune.root)));
    third.cut();
    world.push_all(&third).await;
    assert!(pulls(&world, &one).await.is_ok());
    assert_eq!(pulls(&world, &other).await, refused());
}

#[tokio::test]
async fn a_laptop_let_in_by_an_expelled_leader_learns_nothing_from_the_first_request_on() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let subject = RevokedSubject::Member(commune.leader);
    let expelled = Edit::Revoked(Revoked { subject, left: None, accepted: vec![], saw: BTreeSet::new() });
    laptop.write_as(&expelled, None, Some(Signer::Root(&commune.root)));
    laptop.cut();
    world.push_all(&laptop).await;
    let accomplice = commune.laptop(9);
    let body = RequestBody { offers: vec![accomplice.chain_item()], pull_bytes_max: 100_000, ..RequestBody::default() };
    let reply = world.exchange(&accomplice, &body).await.unwrap();
    assert_eq!(reply.items.len(), 0);
    assert_eq!(pulls(&world, &accomplice).await, refused());
}
