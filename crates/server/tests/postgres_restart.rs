//! A PostgreSQL server that stops in the middle of a story. Alone in its file: the server is everybody's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use common::db::on_postgres;
use common::{Laptop, TestDb, World, hex, together};
use journal::Arrival;
use journal::exchange::RequestBody;
use server::settings::Limits;

/// What a laptop heard, round for round.
#[derive(Default)]
struct Heard {
    proven: Vec<Arrival>,
    refused: u32,
}

/// Stops the server as a power cut does, and starts it again: what was not committed is gone, what was is not.
fn crash() {
    let version = std::env::var("PGVERSION").expect("pg_virtualenv says which version it started");
    let mut restart = Command::new("pg_ctlcluster");
    restart.args(["--mode", "immediate", &version, "regress", "restart"]);
    // Its servers hold what they inherit, and whoever reads it would wait for their end.
    let status = restart.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{restart:?}: {status}");
}

/// Logs and sends until the server was stopped often enough, then once more; each entry is proven before the next round.
async fn send_until(world: &World, laptop: &mut Laptop, over: &AtomicBool) -> Heard {
    let mut heard = Heard::default();
    loop {
        let last = over.load(Ordering::SeqCst);
        let batch = laptop.batch(5, u32::try_from(heard.proven.len()).unwrap() * 5);
        let offers = vec![laptop.chain_item(), batch];
        heard.proven.push(until_proven(world, laptop, offers, &mut heard.refused).await);
        if last {
            return heard;
        }
    }
}

async fn until_proven(world: &World, laptop: &Laptop, offers: Vec<Vec<u8>>, refused: &mut u32) -> Arrival {
    let body = RequestBody { offers, ..RequestBody::default() };
    loop {
        match world.exchange(laptop, &body).await {
            Ok(reply) => return *world.receipt(laptop, &reply).claims(),
            Err(told) => {
                told.is(503, "storage");
                assert!(told.details["retry_after_s"].is_u64(), "{told:?}");
                *refused += 1;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t26_a_database_server_that_crashes_in_the_middle_loses_nothing_that_was_proven() {
    assert!(on_postgres(), "this story needs PostgreSQL: run it under pg_virtualenv with DONGHANH_TEST_DB=postgres");
    let folder = tempfile::tempdir().unwrap();
    let db = TestDb::of(folder.path());
    let world = World::at(folder, db, Limits::default(), 2).await;
    let (commune, _) = world.commune(1).await;
    let mut laptops: Vec<_> = (1..=4).map(|seed| commune.laptop(seed)).collect();
    let over = AtomicBool::new(false);
    let sending = together(laptops.iter_mut().map(|laptop| send_until(&world, laptop, &over)));
    let crashing = async {
        for _ in 0..2 {
            tokio::task::spawn_blocking(crash).await.unwrap();
        }
        over.store(true, Ordering::SeqCst);
    };
    let (heard, ()) = tokio::join!(sending, crashing);
    assert!(heard.iter().any(|it| it.refused > 0), "the server went away in the middle");
    let written: u64 = laptops.iter().map(|laptop| laptop.entries.last().unwrap().seq).sum();
    let count = "SELECT sum(last_seq - first_seq + 1), count(DISTINCT head) = count(*) FROM item WHERE kind = 2";
    assert_eq!(world.db.ask(count), format!("{written}|t"), "each entry once");
    let held = world.db.ask("SELECT encode(head, 'hex') FROM item WHERE kind = 2");
    let held: BTreeSet<&str> = held.lines().collect();
    for (laptop, heard) in laptops.iter().flat_map(|laptop| heard.iter().map(move |heard| (laptop, heard))) {
        for arrival in heard.proven.iter().filter(|arrival| arrival.device == laptop.device) {
            let written = &laptop.entries[usize::try_from(arrival.up_to_seq).unwrap() - 1];
            assert_eq!(written.digest, arrival.head);
            assert!(held.contains(hex(&arrival.head.0).as_str()), "a receipt was for nothing");
        }
    }
}
