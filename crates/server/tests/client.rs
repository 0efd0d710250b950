//! The client's own state machine against the real centre: one round trip, few bytes, and it always ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::convert::Infallible;

use common::laptop::batch_of;
use common::{Laptop, Told, World};
use journal::exchange::{Cursor, code};
use journal::sync::{Effect, Offer, Outcome, Outlook, Pace, Peer, Sync};
use journal::{Item, Receipt};

/// What a laptop keeps between runs.
#[derive(Default)]
struct Memory {
    cursor: Cursor,
    receipt: Option<Receipt>,
    introduced: bool,
    pulled: Vec<Vec<u8>>,
    time_ms: i64,
}

/// One finished run.
struct Run {
    outcome: Outcome,
    exchanges: u32,
    bytes: usize,
}

async fn run(world: &World, laptop: &Laptop, memory: &mut Memory) -> Run {
    let batches: Vec<_> = laptop.everything().split_off(1);
    let arrived = memory.receipt.as_ref().map_or(0, |receipt| receipt.claims().up_to_seq);
    let spans = batches.iter().map(|item| (*batch_of(item).span(), item.clone()));
    let waiting: Vec<_> = spans.filter(|(span, _)| span.last > arrived).collect();
    let offers = waiting.iter().map(|(span, item)| Offer::Batch { span: *span, bytes: item.len() }).collect();
    let mut sync = Sync::begin(outlook(world, laptop, memory), offers);
    let mut bytes = 0;
    loop {
        let load = |offer: &Offer| Ok::<_, Infallible>(load(&waiting, offer));
        let Some(request) = sync.next_request(memory.time_ms, &laptop.key, load).unwrap() else { break };
        bytes += request.bytes.len();
        match world.post(request.bytes).await {
            Ok(reply) => {
                bytes += reply.len();
                sync.on_reply(&reply, 0).unwrap().into_iter().for_each(|effect| remember(memory, effect));
            }
            Err(told) => refused(told, &mut sync, memory),
        }
    }
    Run { outcome: sync.outcome().unwrap(), exchanges: sync.exchanges(), bytes }
}

fn outlook(world: &World, laptop: &Laptop, memory: &Memory) -> Outlook {
    Outlook {
        commune: laptop.commune,
        device: laptop.device,
        peer: Peer::Centre(world.key()),
        cursor: memory.cursor,
        newest_receipt: memory.receipt.clone(),
        newest_entry: laptop.entries.last().map(|entry| (entry.seq, entry.digest)),
        chain: laptop.chain.clone(),
        chain_known: memory.introduced,
        pull: true,
        include_own: false,
        pace: Pace::default(),
    }
}

/// The bytes of an offered batch, without the item around it.
fn load(waiting: &[(journal::Span, Vec<u8>)], offer: &Offer) -> Vec<u8> {
    let Offer::Batch { span, .. } = offer else { panic!("nothing else was offered") };
    batch_of(&waiting.iter().find(|(known, _)| known == span).unwrap().1).to_bytes()
}

fn remember(memory: &mut Memory, effect: Effect) {
    match effect {
        Effect::CentreTime(time_ms) => memory.time_ms = time_ms,
        Effect::Introduced => memory.introduced = true,
        Effect::Receipt(receipt) => memory.receipt = Some(receipt),
        Effect::Pulled { items, cursor } => {
            memory.pulled.extend(items.into_iter().map(|item| item.bytes));
            memory.cursor = cursor;
        }
        Effect::Blob { .. }
        | Effect::BlobTaken(_)
        | Effect::Found { .. }
        | Effect::LogReset { .. }
        | Effect::Lacks { .. } => {
            panic!("nothing of this happens here: {effect:?}")
        }
        Effect::Trouble(trouble) => panic!("a person should hear about {trouble:?}"),
    }
}

fn refused(told: Told, sync: &mut Sync, memory: &mut Memory) {
    match told.code.as_str() {
        code::STALE_TIME => {
            memory.time_ms = told.details["centre_time_ms"].as_i64().unwrap();
            sync.on_stale();
        }
        code::UNKNOWN_DEVICE => sync.on_unknown_device(),
        _ => panic!("unexpected: {told:?}"),
    }
}

#[tokio::test]
async fn five_hundred_entries_take_one_round_trip() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut memory = Memory::default();
    let first = run(&world, &laptop, &mut memory).await;
    assert_eq!((first.outcome, first.exchanges), (Outcome::Complete, 2), "the first asks for the time too");
    laptop.log(500, 1);
    laptop.cut();
    let evening = run(&world, &laptop, &mut memory).await;
    assert_eq!((evening.outcome, evening.exchanges), (Outcome::Complete, 1));
    assert_eq!(memory.receipt.as_ref().unwrap().claims().count, 500);
    let idle = run(&world, &laptop, &mut memory).await;
    assert_eq!((idle.outcome, idle.exchanges), (Outcome::Complete, 1));
    assert!(idle.bytes <= 480, "nothing to do takes few bytes: {}", idle.bytes);

    let second = commune.laptop(2);
    let mut theirs = Memory::default();
    let pull = run(&world, &second, &mut theirs).await;
    assert_eq!((pull.outcome, pull.exchanges), (Outcome::Complete, 2));
    assert_eq!(theirs.pulled, laptop.everything());
    assert!(matches!(Item::read(&theirs.pulled[0]), Ok(Item::Chain(_))), "the chain comes before the batches");
}

#[tokio::test]
async fn a_laptop_that_slept_asks_the_time_once_and_goes_on() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let mut memory = Memory::default();
    run(&world, &laptop, &mut memory).await;
    world.pass_ms(common::DAY_MS);
    laptop.batch(3, 1);
    let woken = run(&world, &laptop, &mut memory).await;
    assert_eq!((woken.outcome, woken.exchanges), (Outcome::Complete, 2));
}

#[tokio::test]
async fn a_laptop_that_believes_it_is_known_introduces_itself() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    let mut memory = Memory { introduced: true, time_ms: world.now_ms(), ..Memory::default() };
    let run = run(&world, &laptop, &mut memory).await;
    assert_eq!((run.outcome, run.exchanges), (Outcome::Complete, 2));
    assert_eq!(memory.receipt.unwrap().claims().count, 3);
}
