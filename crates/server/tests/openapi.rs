//! The document of all routes: as committed, complete, and what the journal's own names say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::World;
use journal::bundle::BUNDLES_PATH;
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, code};
use journal::recovery::RECOVERY_PATH;
use serde_json::Value;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
/// Set to write the document anew.
const UPDATE: &str = "UPDATE_OPENAPI";

async fn served(world: &World) -> String {
    let answer = world.http.get(format!("{}/openapi.json", world.url())).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/json");
    String::from_utf8(common::answer(answer).await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_document_is_as_committed() {
    let served = served(&World::new().await).await + "\n";
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(COMMITTED, &served).unwrap();
    }
    let committed = std::fs::read_to_string(COMMITTED).unwrap().replace("\r\n", "\n");
    assert_eq!(served, committed, "a changed route is a changed promise; {UPDATE}=1 writes the document anew");
}

#[tokio::test]
async fn the_document_names_every_route_and_every_code_that_a_device_acts_upon() {
    let text = served(&World::new().await).await;
    let document: Value = serde_json::from_str(&text).unwrap();
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "/healthz",
            "/openapi.json",
            "/readyz",
            "/v1/about",
            BUNDLES_PATH,
            "/v1/communes",
            EXCHANGE_PATH,
            RECOVERY_PATH
        ]
    );
    let exchange = &document["paths"][EXCHANGE_PATH]["post"];
    assert!(exchange["requestBody"]["content"][CONTENT_TYPE].is_object());
    assert!(exchange["responses"]["200"]["content"][CONTENT_TYPE].is_object());
    let refusals = exchange["responses"].to_string();
    let acted_upon = [
        code::STALE_TIME,
        code::UNKNOWN_DEVICE,
        code::BAD_PROOF,
        code::NOT_CERTIFIED,
        code::UNKNOWN_COMMUNE,
        code::BAD_REQUEST,
        code::TOO_LARGE,
        code::BUSY,
        "storage",
    ];
    for code in acted_upon {
        assert!(refusals.contains(&format!("\"{code}\"")), "{code} is not said of the exchange");
    }
}
