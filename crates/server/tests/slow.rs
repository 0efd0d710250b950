//! Callers that hang, dribble, cut or never stop sending: they lose their own connection and nobody else's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::time::Duration;

use common::{Laptop, World, codes};
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, Reply, RequestBody, VerdictCode};
use journal::limits::REQUEST_BYTES_MAX;
use server::settings::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Limits small enough to be reached in a test.
fn tight() -> Limits {
    Limits {
        connections_max: 64,
        lanes_max: 2,
        waiting_max: 64,
        wait_max: Duration::from_secs(20),
        fast_max: Duration::from_millis(20),
        ..Limits::default()
    }
}

/// A connection that wrote a request up to `length` bytes of its body.
async fn half_sent(world: &World, request: &[u8], length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(world.addr()).await.unwrap();
    stream.write_all(head(request.len()).as_bytes()).await.unwrap();
    stream.write_all(&request[..length]).await.unwrap();
    stream
}

fn head(length: usize) -> String {
    format!(
        "POST {EXCHANGE_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: {CONTENT_TYPE}\r\ncontent-length: {length}\r\n\r\n"
    )
}

async fn all_of(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset after the answer is as good as an end.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn laptop_with_a_batch(world: &World) -> (Laptop, Vec<u8>) {
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(20, 1);
    let body = RequestBody { offers: laptop.everything(), ..RequestBody::default() };
    let request = world.sign(&laptop, &body);
    (laptop, request)
}

#[tokio::test]
async fn t07_a_request_cut_anywhere_leaves_nothing_or_everything() {
    let world = World::new().await;
    let (laptop, request) = laptop_with_a_batch(&world).await;
    for length in (0..request.len()).step_by(13) {
        drop(half_sent(&world, &request, length).await);
    }
    assert!(world.centre().communes().await.unwrap()[0].entries == 0, "half a request is none");
    let reply = world.push(&laptop, laptop.everything()).await;
    assert_eq!(codes(&reply), [VerdictCode::Stored, VerdictCode::Stored]);
    let whole = half_sent(&world, &request, request.len()).await;
    drop(whole);
    assert_eq!(world.receipt(&laptop, &world.push_all(&laptop).await).claims().count, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn t14_clients_that_hang_in_any_phase_do_not_hold_up_others() {
    let world = World::with(tight()).await;
    let (laptop, request) = laptop_with_a_batch(&world).await;
    let mut hanging = Vec::new();
    for _ in 0..4 {
        hanging.push(TcpStream::connect(world.addr()).await.unwrap());
        let mut half_a_header = TcpStream::connect(world.addr()).await.unwrap();
        half_a_header.write_all(b"POST /v1/exch").await.unwrap();
        hanging.push(half_a_header);
        hanging.push(half_sent(&world, &request, 0).await);
        hanging.push(half_sent(&world, &request, request.len() / 2).await);
        // Sends all and never reads the answer.
        hanging.push(half_sent(&world, &request, request.len()).await);
    }
    let reply = world.push(&laptop, laptop.everything()).await;
    assert_eq!(world.receipt(&laptop, &reply).claims().count, 20, "twenty hang, two lanes, and it goes on");
    drop(hanging);
}

#[tokio::test]
async fn a_body_below_the_least_pace_is_ended() {
    let limits = Limits { body_pace_window: Duration::from_millis(100), ..tight() };
    let world = World::with(limits).await;
    let (_, request) = laptop_with_a_batch(&world).await;
    let answer = all_of(half_sent(&world, &request, 1).await).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("too-slow"), "{answer}");
}

#[tokio::test]
async fn a_header_that_never_ends_is_ended() {
    let world = World::with(Limits { header_max: Duration::from_millis(100), ..tight() }).await;
    let mut stream = TcpStream::connect(world.addr()).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nx: ").await.unwrap();
    let answer = all_of(stream).await;
    assert!(!answer.contains("200 OK"), "{answer}");
}

#[tokio::test]
async fn a_body_without_a_length_is_measured_as_it_comes() {
    let world = World::new().await;
    let mut stream = TcpStream::connect(world.addr()).await.unwrap();
    let head = format!(
        "POST {EXCHANGE_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: {CONTENT_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let piece = [format!("{:x}\r\n", 64 * 1024).as_bytes(), &vec![0; 64 * 1024], b"\r\n"].concat();
    let mut sent = 0;
    // For ever, unless the centre closes.
    while stream.write_all(&piece).await.is_ok() {
        sent += 64 * 1024;
        assert!(sent < 64 * REQUEST_BYTES_MAX, "it would have taken everything");
    }
    world.centre().ready().await.unwrap();
}

#[tokio::test]
async fn too_many_at_once_are_told_when_to_come_back() {
    let limits = Limits { lanes_max: 1, waiting_max: 1, fast_max: Duration::from_secs(600), ..tight() };
    let limits = Limits { pause_max: Duration::from_secs(600), ..limits };
    let limits = Limits { wait_max: Duration::from_millis(50), ..limits };
    let world = World::with(limits).await;
    let code = world.code(false).await;
    let commune = common::Commune::seeded(1, false);
    world.admit(&code, &commune).await.unwrap();
    let laptop = commune.laptop(1);
    let request = world.sign(&laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() });
    let first = half_sent(&world, &request, request.len() - 1).await;
    let url = format!("{}{EXCHANGE_PATH}", world.url());
    let busy = loop {
        let sent =
            world.http.post(&url).header("content-type", CONTENT_TYPE).body(request.clone()).send().await.unwrap();
        // The first may not have its lane yet: then this one was quicker.
        if sent.status() != 200 {
            break sent;
        }
    };
    let retry_after: u32 = busy.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=30).contains(&retry_after));
    common::answer(busy).await.unwrap_err().is(503, "busy");
    drop(first);
    while world.post(request.clone()).await.is_err() {}
}

#[tokio::test]
async fn connections_have_a_limit_and_come_back() {
    let world = World::with(Limits { connections_max: 2, ..tight() }).await;
    let mut one = TcpStream::connect(world.addr()).await.unwrap();
    let mut two = TcpStream::connect(world.addr()).await.unwrap();
    for stream in [&mut one, &mut two] {
        assert!(healthy(stream).await, "both have a place");
    }
    let mut three = TcpStream::connect(world.addr()).await.unwrap();
    assert!(!healthy(&mut three).await, "closed unanswered");
    drop((one, two));
    while !healthy(&mut TcpStream::connect(world.addr()).await.unwrap()).await {}
}

async fn healthy(stream: &mut TcpStream) -> bool {
    let asked = stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut answer = [0; 15];
    asked.is_ok() && stream.read_exact(&mut answer).await.is_ok() && &answer == b"HTTP/1.1 200 OK"
}

#[tokio::test]
async fn t38_a_request_in_many_pieces_is_one_request() {
    let world = World::with(tight()).await;
    let (laptop, request) = laptop_with_a_batch(&world).await;
    let mut stream = half_sent(&world, &request, 0).await;
    stream.set_nodelay(true).unwrap();
    for piece in request.chunks(7) {
        stream.write_all(piece).await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut answer = Vec::new();
    let end = loop {
        let mut piece = [0; 4096];
        let length = stream.read(&mut piece).await.unwrap();
        answer.extend_from_slice(&piece[..length]);
        if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let reply = Reply::read(&answer[end..]).unwrap();
    assert_eq!(world.receipt(&laptop, &reply).claims().count, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn t27_two_hundred_laptops_at_once_all_get_through() {
    let world = World::spread(Limits { connections_max: 512, waiting_max: 20, ..tight() }).await;
    let (commune, _) = world.commune(1).await;
    let mut laptops: Vec<_> = (0..200).map(|seed| commune.laptop(seed)).collect();
    for laptop in &mut laptops {
        laptop.batch(5, 1);
    }
    let receipts = common::together(laptops.iter().map(|laptop| until_receipted(&world, laptop))).await;
    assert!(receipts.iter().all(|count| *count == 5));
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 200 * 5);
}

/// Comes back whenever it is told to; any other refusal is a failure.
async fn until_receipted(world: &World, laptop: &Laptop) -> u64 {
    loop {
        match world.exchange(laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() }).await {
            Ok(reply) => return world.receipt(laptop, &reply).claims().count,
            Err(told) => told.is(503, "busy"),
        }
        tokio::task::yield_now().await;
    }
}
