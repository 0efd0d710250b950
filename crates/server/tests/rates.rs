//! Callers who ask too often are told when to come back; those beside them never notice.

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
use journal::Receipt;
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, Reply, RequestBody};
use server::settings::{Limits, Rate};
use server::{Server, Settings};

const RARELY: Rate = Rate { per_minute: 1, burst: 3 };

/// What came back, with when to come back.
enum Came {
    Reply(Box<Reply>),
    Refused { status: u16, retry_after_s: Option<u64> },
}

async fn ask(world: &World, request: Vec<u8>) -> Came {
    let url = format!("{}{EXCHANGE_PATH}", world.url());
    let sent = world.http.post(url).header("content-type", CONTENT_TYPE).body(request).send().await.unwrap();
    let retry_after = sent.headers().get("retry-after").map(|value| value.to_str().unwrap().parse().unwrap());
    match common::answer(sent).await {
        Ok(bytes) => Came::Reply(Box::new(Reply::read(&bytes).unwrap())),
        Err(told) => {
            assert_eq!(told.details["retry_after_s"].as_u64(), retry_after, "header and body agree: {told:?}");
            Came::Refused { status: told.status, retry_after_s: retry_after }
        }
    }
}

fn everything(laptop: &Laptop) -> RequestBody {
    RequestBody { offers: laptop.everything(), ..RequestBody::default() }
}

#[tokio::test]
async fn a_laptop_that_asks_too_often_holds_up_itself_alone() {
    let world = World::with(Limits { device_rate: RARELY, ..Limits::default() }).await;
    let (commune, mut eager) = world.commune(1).await;
    let beside = commune.laptop(2);
    eager.batch(5, 1);
    for _ in 0..3 {
        world.push_all(&eager).await;
    }
    let told = world.exchange(&eager, &everything(&eager)).await.unwrap_err();
    assert!((1..=60).contains(&told.details["retry_after_s"].as_u64().unwrap()), "{told:?}");
    told.is(429, "busy");
    // Another device of this commune, and the same device in another commune. Two callers share a rate by chance once
    // in 65,536 starts.
    world.push_all(&beside).await;
    let (_, same_elsewhere) = world.commune(2).await;
    world.push_all(&same_elsewhere).await;
}

#[tokio::test]
async fn whoever_proves_nothing_cannot_use_up_a_laptops_rate() {
    let world = World::with(Limits { device_rate: RARELY, ..Limits::default() }).await;
    let (_, laptop) = world.commune(1).await;
    let mut forged = world.sign(&laptop, &everything(&laptop));
    *forged.last_mut().unwrap() ^= 1;
    for _ in 0..10 {
        world.post(forged.clone()).await.unwrap_err().is(401, "bad-proof");
    }
    world.push_all(&laptop).await;
}

#[tokio::test]
async fn a_flood_from_one_address_is_stopped_before_anything_of_it_is_read() {
    let world = World::with(Limits { address_rate: RARELY, ..Limits::default() }).await;
    let url = world.url();
    for _ in 0..3 {
        assert_eq!(world.http.get(format!("{url}/healthz")).send().await.unwrap().status(), 200);
    }
    for path in ["/healthz", "/readyz", "/v1/about", "/openapi.json", "/nowhere"] {
        common::answer(world.http.get(format!("{url}{path}")).send().await.unwrap()).await.unwrap_err().is(429, "busy");
    }
    world.post(vec![0; 2 * 1024 * 1024]).await.unwrap_err().is(429, "busy");
}

#[tokio::test]
async fn behind_a_proxy_the_caller_is_whom_the_proxy_names_last() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { address_rate: RARELY, ..Limits::default() };
    let settings = Settings { behind_proxy: true, limits, ..Settings::loopback(folder.path()) };
    let centre = Server::start(settings).await.unwrap();
    let http = common::client();
    let status = async |forwarded: &str| {
        let asked = http.get(format!("{}/healthz", centre.url())).header("x-forwarded-for", forwarded);
        asked.send().await.unwrap().status().as_u16()
    };
    for n in 0..3 {
        assert_eq!(status(&format!("9.9.9.{n}, 10.0.0.1")).await, 200);
    }
    assert_eq!(status("9.9.9.9, 10.0.0.1").await, 429, "what callers write in front does not help them");
    assert_eq!(status("10.0.0.2").await, 200);
    assert!(!centre.centre().takes_practice(), "the proxy brings callers from anywhere to a loopback address");
    centre.stop().await.unwrap();
}

#[tokio::test]
async fn without_a_proxy_nobody_can_claim_to_be_somebody_else() {
    let world = World::with(Limits { address_rate: RARELY, ..Limits::default() }).await;
    let mut statuses = Vec::new();
    for n in 0..4 {
        let asked = world.http.get(format!("{}/healthz", world.url()));
        let asked = asked.header("x-forwarded-for", format!("10.0.0.{n}"));
        statuses.push(asked.send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429]);
}

#[tokio::test(flavor = "multi_thread")]
async fn t27_two_hundred_laptops_of_one_office_reconnect_and_all_arrive() {
    // Too narrow on purpose: 100 requests at once, then 100 a second; few lanes, a short queue.
    let limits = Limits {
        address_rate: Rate { per_minute: 6_000, burst: 100 },
        lanes_max: 8,
        waiting_max: 32,
        wait_max: Duration::from_secs(2),
        ..Limits::default()
    };
    let world = World::with(limits).await;
    let (commune, _) = world.commune(1).await;
    let mut laptops: Vec<_> = (0..200).map(|seed| commune.laptop(seed)).collect();
    for laptop in &mut laptops {
        laptop.batch(5, 1);
    }
    let ends = common::together(laptops.iter().map(|laptop| until_receipted(&world, laptop))).await;
    assert!(ends.iter().all(|(count, _)| *count == 5), "all of all of them arrived");
    let refused: u32 = ends.iter().map(|(_, refused)| refused).sum();
    assert!(refused > 0, "it was as narrow as meant");
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 200 * 5, "each once");
}

/// Comes back when told to, as laptops do; any other refusal fails. How much is receipted, and how often it was refused.
async fn until_receipted(world: &World, laptop: &Laptop) -> (u64, u32) {
    let mut refused = 0;
    loop {
        match ask(world, world.sign(laptop, &everything(laptop))).await {
            Came::Reply(reply) => {
                let newest = Receipt::read(reply.receipts.last().unwrap()).unwrap();
                return (newest.verify(&world.key()).unwrap().count, refused);
            }
            Came::Refused { status, retry_after_s } => {
                assert!(matches!(status, 429 | 503), "no other refusal: {status}");
                let away_s = retry_after_s.expect("whoever is sent away is told for how long");
                refused += 1;
                tokio::time::sleep(Duration::from_secs(away_s)).await;
            }
        }
    }
}
