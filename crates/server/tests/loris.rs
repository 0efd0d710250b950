//! Very many connections that send almost nothing: honest laptops get through, and memory stays bounded.
//! A program of its own, so that what it costs can be measured.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::time::Duration;

use common::{Laptop, World};
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, RequestBody};
use server::settings::Limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// How many; more on demand, as far as the system allows so many files.
const CONNECTIONS: &str = "DONGHANH_SLOW_CONNECTIONS";
const CONNECTIONS_DEFAULT: usize = 2_000;
/// What the whole of it may cost, clients in the same process included.
const MEMORY_BYTES_MAX: usize = 96 * 1024 * 1024;

/// The ways to send almost nothing.
fn beginnings() -> [String; 4] {
    let head = format!("POST {EXCHANGE_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: {CONTENT_TYPE}\r\n");
    [
        String::new(),
        "G".into(),
        "GET /healthz HTTP/1.1\r\nx: ".into(),
        format!("{head}content-length: 100000\r\n\r\nab"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_that_send_a_byte_a_minute_hold_up_nobody() {
    let world = World::with(Limits { patience: Duration::from_millis(20), ..Limits::default() }).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(20, 1);
    let before = resident_bytes();
    let mut slow = Vec::new();
    for n in 0..wanted() {
        slow.push(begun(&world, &beginnings()[n % 4]).await);
    }
    let honest = async {
        while !arrived(&world, &laptop).await {
            // They go on, as slowly as before, and come back when they are shown out.
            for (n, connection) in slow.iter_mut().enumerate() {
                if connection.write_all(b"x").await.is_err() {
                    *connection = begun(&world, &beginnings()[n % 4]).await;
                }
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), honest).await.expect("an honest laptop gets through");
    let cost = resident_bytes().saturating_sub(before);
    assert!(cost < MEMORY_BYTES_MAX, "{} connections cost {cost} bytes", slow.len());
    assert!(arrived(&world, &laptop).await, "while they are all still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_worked_on_keeps_its_place() {
    let limits = Limits { connections_max: 8, patience: Duration::ZERO, ..Limits::default() };
    let world = World::with(limits).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(20, 1);
    for _ in 0..20 {
        let pushing = arrived(&world, &laptop);
        let crowding = async {
            for _ in 0..20 {
                begun(&world, "G").await;
            }
        };
        let (_, ()) = tokio::join!(pushing, crowding);
    }
    let keeps = async { while !arrived(&world, &laptop).await {} };
    tokio::time::timeout(Duration::from_secs(30), keeps).await.expect("it arrives");
}

async fn begun(world: &World, beginning: &str) -> TcpStream {
    let mut connection = TcpStream::connect(world.addr()).await.unwrap();
    // One that is closed at once is as good as one that is shown out later.
    let _ = connection.write_all(beginning.as_bytes()).await;
    connection
}

/// Whether everything was stored, on a new connection.
async fn arrived(world: &World, laptop: &Laptop) -> bool {
    let request = world.sign(laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() });
    let post = common::client().post(format!("{}{EXCHANGE_PATH}", world.url()));
    let sent = post.header("content-type", CONTENT_TYPE).timeout(Duration::from_secs(10)).body(request).send().await;
    sent.is_ok_and(|answer| answer.status() == 200)
}

/// As many as asked for and as the system allows: each takes two files, one at each end.
fn wanted() -> usize {
    let wanted = std::env::var(CONNECTIONS).map_or(CONNECTIONS_DEFAULT, |text| text.parse().unwrap());
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let files: usize = files.split_whitespace().nth(3).unwrap().parse().unwrap_or(usize::MAX);
    wanted.min(files.saturating_sub(200) / 2)
}

fn resident_bytes() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}
