//! A commune is admitted by a one-time code; whoever the code or the certificate does not fit is told why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{Commune, DAY_MS, World, hex, together};
use serde_json::json;

#[tokio::test]
async fn a_commune_is_admitted_once_and_answered_the_same_again() {
    let world = World::new().await;
    let (commune, code) = (Commune::seeded(1, false), world.code(false).await);
    let first = world.admit(&code, &commune).await.unwrap();
    let again = world.admit(&code.to_lowercase().replace('-', " "), &commune).await.unwrap();
    assert_eq!(first, again, "the reply may have been lost");
    assert_eq!(first["centre_public_key"], hex(world.key().as_bytes()));
    assert_eq!(first["log_id"].as_str().unwrap().len(), 32);
    assert_eq!(world.centre().communes().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_used_code_admits_nobody_else() {
    let world = World::new().await;
    let code = world.code(false).await;
    world.admit(&code, &Commune::seeded(1, false)).await.unwrap();
    let other = world.admit(&code, &Commune::seeded(2, false)).await;
    other.unwrap_err().is(409, "setup-code-used");
    assert_eq!(world.centre().communes().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_code_is_burnt_by_one_of_many_that_try_at_once() {
    let world = World::new().await;
    let code = world.code(false).await;
    let communes: Vec<_> = (1..=8).map(|seed| Commune::seeded(seed, false)).collect();
    let mut admitted = 0;
    for told in together(communes.iter().map(|commune| world.admit(&code, commune))).await {
        match told {
            Ok(_) => admitted += 1,
            Err(told) => told.is(409, "setup-code-used"),
        }
    }
    assert_eq!(admitted, 1);
}

#[tokio::test]
async fn wrong_expired_and_unfit_codes_are_told_apart() {
    let world = World::new().await;
    let (real, practice) = (Commune::seeded(1, false), Commune::seeded(2, true));
    let (for_real, for_practice) = (world.code(false).await, world.code(true).await);
    world.admit("0000-0000", &real).await.unwrap_err().is(403, "setup-code-unknown");
    let elsewhere = server::SetupCode::random().unwrap().to_string();
    world.admit(&elsewhere, &real).await.unwrap_err().is(403, "setup-code-unknown");
    world.admit(&for_practice, &real).await.unwrap_err().is(403, "setup-code-kind");
    world.admit(&for_real, &practice).await.unwrap_err().is(403, "setup-code-kind");
    world.pass_ms(DAY_MS);
    world.admit(&for_real, &real).await.unwrap_err().is(403, "setup-code-expired");
    assert!(world.centre().communes().await.unwrap().is_empty(), "nobody came in");
}

#[tokio::test]
async fn a_forged_or_garbled_root_certificate_is_refused_and_the_code_stays_good() {
    let world = World::new().await;
    let (commune, code) = (Commune::seeded(1, false), world.code(false).await);
    let post = async |body: serde_json::Value| {
        let url = format!("{}/v1/communes", world.url());
        common::answer(world.http.post(url).json(&body).send().await.unwrap()).await.unwrap_err()
    };
    let mut forged = commune.root_certificate.to_bytes();
    *forged.last_mut().unwrap() ^= 1;
    post(json!({ "setup_code": code, "root_certificate": hex(&forged) })).await.is(403, "not-authentic");
    let leader = commune.leader_certificate.to_bytes();
    post(json!({ "setup_code": code, "root_certificate": hex(&leader) })).await.is(403, "not-authentic");
    post(json!({ "setup_code": code, "root_certificate": "zz" })).await.is(400, "bad-request");
    post(json!({ "setup_code": code })).await.is(400, "bad-request");
    post(json!("<script>'; DROP TABLE commune; --")).await.is(400, "bad-request");
    world.admit(&code, &commune).await.unwrap();
}

#[tokio::test]
async fn the_code_is_nowhere_on_the_disk() {
    let world = World::new().await;
    let code = world.code(false).await;
    let symbols = code.replace('-', "");
    let (as_written, as_bytes) = (hex(code.as_bytes()), hex(symbols.as_bytes()));
    for bytes in world.db.bytes() {
        assert!(!bytes.is_empty());
        for needle in [&code, &symbols, &as_written, &as_bytes] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle.as_bytes()));
        }
    }
}
