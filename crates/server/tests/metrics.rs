//! What watchers read at `/metrics`: counts and times of everything, and nothing about anybody.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    reason = "tests fail by panicking"
)]

mod common;

use std::collections::BTreeMap;

use common::{Commune, NOW_MS, hex};
use journal::exchange::{RequestBody, RequestEnvelope};
use serde_json::json;
use server::{Clock, Running, Server, Settings};

async fn start(folder: &std::path::Path) -> Running {
    let anywhere = Some("127.0.0.1:0".parse().unwrap());
    let settings = Settings { metrics_listen: anywhere, ..Settings::loopback(folder) };
    Server::start_at(settings, Clock::ByHand(std::sync::Arc::new(NOW_MS.into()))).await.unwrap()
}

async fn text(centre: &Running) -> String {
    let url = format!("http://{}/metrics", centre.metrics_addr.unwrap());
    let answer = common::client().get(url).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    answer.text().await.unwrap()
}

/// Every sample by its name and labels.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.rsplit_once(' ').unwrap())
        .map(|(name, value)| (name.into(), value.parse().unwrap()))
        .collect()
}

#[tokio::test]
async fn watchers_read_counts_and_times_that_say_nothing_about_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let centre = start(folder.path()).await;
    let (http, commune) = (common::client(), Commune::seeded(1, false));
    let (code, _) = centre.centre().new_setup_code(false, common::DAY_MS).await.unwrap();
    let root = hex(&commune.root_certificate.to_bytes());
    let admission = json!({ "setup_code": code.to_string(), "root_certificate": root });
    let sent = http.post(format!("{}/v1/communes", centre.url())).json(&admission).send().await.unwrap();
    common::answer(sent).await.unwrap();
    let mut laptop = commune.laptop(1);
    laptop.batch(20, 1);
    let key = *centre.centre().public_key().as_bytes();
    let sign = |body: &RequestBody| RequestEnvelope::sign(body, laptop.commune, &laptop.key, &key, NOW_MS).to_bytes();
    let push = sign(&RequestBody { offers: laptop.everything(), ..RequestBody::default() });
    for _ in 0..2 {
        common::post(&http, &centre.url(), push.clone()).await.unwrap();
    }
    common::post(&http, &centre.url(), b"garbage".to_vec()).await.unwrap_err().is(400, "bad-request");
    drop(http.get(format!("{}/secret/path", centre.url())).send().await.unwrap());

    let text = text(&centre).await;
    let read = samples(&text);
    let is = |name: &str, expected: f64| assert_eq!(read.get(name), Some(&expected), "{name} in\n{text}");
    is(r#"donghanh_http_requests_total{route="/v1/exchange",status="200"}"#, 2.0);
    is(r#"donghanh_http_requests_total{route="/v1/exchange",status="400"}"#, 1.0);
    is(r#"donghanh_http_requests_total{route="/v1/communes",status="200"}"#, 1.0);
    is(r#"donghanh_http_requests_total{route="none",status="404"}"#, 1.0);
    is(r#"donghanh_http_request_seconds_count{route="/v1/exchange"}"#, 3.0);
    is(r#"donghanh_http_request_seconds_bucket{route="/v1/exchange",le="30"}"#, 3.0);
    is("donghanh_http_requests_in_flight", 0.0);
    is(r#"donghanh_refusals_total{code="bad-request"}"#, 1.0);
    is(r#"donghanh_offers_total{item="batch",verdict="stored"}"#, 1.0);
    is(r#"donghanh_offers_total{item="batch",verdict="repeat"}"#, 1.0);
    is(r#"donghanh_offers_total{item="other",verdict="stored"}"#, 1.0);
    is("donghanh_entries_stored_total", 20.0);
    is(r#"donghanh_db_seconds_count{work="push"}"#, 2.0);
    is("donghanh_db_in_flight", 0.0);
    is("donghanh_lanes_free", 16.0);
    is("donghanh_lanes_waiting", 0.0);
    assert!(read["donghanh_bytes_in_total"] > 2.0 * push.len() as f64, "{text}");
    assert!(read["donghanh_bytes_out_total"] > 1_000.0 && read["donghanh_connections"] >= 1.0, "{text}");
    let about_somebody = [commune.id.to_string(), laptop.device.to_string(), "127.0.0.1".into(), "secret".into()];
    for word in about_somebody.iter().map(String::as_str).chain(["commune=", "device=", "member="]) {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
    centre.stop().await.unwrap();
}

#[tokio::test]
async fn nothing_is_counted_where_nobody_may_watch() {
    let folder = tempfile::tempdir().unwrap();
    let centre = Server::start(Settings::loopback(folder.path())).await.unwrap();
    assert_eq!(centre.metrics_addr, None);
    let answer = common::client().get(format!("{}/metrics", centre.url())).send().await.unwrap();
    assert_eq!(answer.status(), 404, "never at the callers' door");
    centre.stop().await.unwrap();
}

#[tokio::test]
async fn watchers_do_not_reach_what_callers_reach_and_end_with_the_centre() {
    let folder = tempfile::tempdir().unwrap();
    let centre = start(folder.path()).await;
    let addr = centre.metrics_addr.unwrap();
    for path in ["/v1/about", "/v1/exchange", "/healthz", "/"] {
        let answer = common::client().get(format!("http://{addr}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    centre.stop().await.unwrap();
    while tokio::net::TcpStream::connect(addr).await.is_ok() {}
}
