//! Every answer says what a browser that strays here must not do with it, the refusals too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::World;
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, RequestBody};
use server::{Server, Settings};

const SHOWN: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
];

fn is_guarded(answer: &reqwest::Response) {
    for (name, value) in SHOWN {
        assert_eq!(answer.headers().get(name).unwrap(), value, "{} {}", answer.url(), answer.status());
    }
}

#[tokio::test]
async fn whatever_the_answer_it_tells_browsers_to_do_nothing_with_it() {
    let world = World::new().await;
    let url = world.url();
    for (path, status) in [("/healthz", 200), ("/openapi.json", 200), ("/nowhere", 404), (EXCHANGE_PATH, 405)] {
        let answer = world.http.get(format!("{url}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        is_guarded(&answer);
    }
    let post = |body: Vec<u8>| {
        world.http.post(format!("{url}{EXCHANGE_PATH}")).header("content-type", CONTENT_TYPE).body(body)
    };
    for (body, status) in [(vec![0; 9], 400), (vec![0; 2_000_000], 413)] {
        let answer = post(body).send().await.unwrap();
        assert_eq!(answer.status(), status);
        is_guarded(&answer);
    }
}

#[tokio::test]
async fn a_reply_of_an_exchange_carries_no_byte_more_than_it_must() {
    let world = World::new().await;
    let (_, laptop) = world.commune(1).await;
    let request = world.sign(&laptop, &RequestBody { offers: vec![laptop.chain_item()], ..RequestBody::default() });
    let post = world.http.post(format!("{}{EXCHANGE_PATH}", world.url())).header("content-type", CONTENT_TYPE);
    let answer = post.body(request).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let names: Vec<_> = answer.headers().keys().map(|name| name.as_str().to_owned()).collect();
    assert_eq!(names, ["content-type", "x-content-type-options", "x-request-id", "content-length", "date"]);
}

#[tokio::test]
async fn watchers_answers_are_guarded_too() {
    let folder = tempfile::tempdir().unwrap();
    let anywhere = Some("127.0.0.1:0".parse().unwrap());
    let settings = Settings { metrics_listen: anywhere, ..Settings::loopback(folder.path()) };
    let centre = Server::start(settings).await.unwrap();
    let url = format!("http://{}/metrics", centre.metrics_addr.unwrap());
    is_guarded(&common::client().get(url).send().await.unwrap());
    centre.stop().await.unwrap();
}
