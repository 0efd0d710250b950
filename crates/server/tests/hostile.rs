//! What hostile or broken callers send: a clear answer, bounded memory, nothing stored that is not authentic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::laptop::batch_of;
use common::{NOW_MS, World, codes};
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, RequestBody, RequestEnvelope, VerdictCode};
use journal::limits::{BATCH_INFLATED_MAX, PROOF_AGE_MAX_MS, REQUEST_BYTES_MAX};
use minicbor::{Decoder, Encoder};

#[tokio::test]
async fn garbage_is_a_bad_request_whatever_its_length() {
    let world = World::new().await;
    let (_, laptop) = world.commune(1).await;
    let good = world.sign(&laptop, &RequestBody { offers: vec![laptop.chain_item()], ..RequestBody::default() });
    for garbage in [&b""[..], b"\x00", b"<html>", b"{\"a\":1}", &[0x9f; 300], &[0xff; 300], &[0x85; 5000]] {
        world.post(garbage.to_vec()).await.unwrap_err().is(400, "bad-request");
    }
    for length in (0..good.len()).step_by(17) {
        world.post(good[..length].to_vec()).await.unwrap_err().is(400, "bad-request");
    }
    world.post(good).await.unwrap();
}

#[tokio::test]
async fn a_bent_request_is_refused_wherever_it_is_bent() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    let good = world.sign(&laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() });
    for place in (0..good.len()).step_by(11) {
        let mut bent = good.clone();
        bent[place] ^= 1;
        let told = world.post(bent).await.expect_err("it proves nothing any more");
        assert!((400..500).contains(&told.status), "{place}: {told:?}");
    }
    assert_eq!(world.centre().communes().await.unwrap()[0].devices, 0, "nothing was stored");
    world.post(good).await.unwrap();
}

#[tokio::test]
async fn an_oversized_body_is_refused() {
    let world = World::new().await;
    world.post(vec![0; REQUEST_BYTES_MAX + 1]).await.unwrap_err().is(413, "too-large");
    let json = vec![b' '; 10_000];
    let url = format!("{}/v1/communes", world.url());
    let sent = world.http.post(url).header("content-type", "application/json").body(json).send().await.unwrap();
    common::answer(sent).await.unwrap_err().is(413, "too-large");
}

#[tokio::test]
async fn a_replayed_old_proof_gets_the_time_and_nothing_else() {
    let world = World::new().await;
    let (_, laptop) = world.commune(1).await;
    let request = world.sign(&laptop, &RequestBody { offers: vec![laptop.chain_item()], ..RequestBody::default() });
    world.post(request.clone()).await.unwrap();
    world.pass_ms(PROOF_AGE_MAX_MS);
    world.post(request.clone()).await.unwrap();
    world.pass_ms(1);
    let told = world.post(request).await.unwrap_err();
    assert_eq!(told.details["centre_time_ms"], NOW_MS + PROOF_AGE_MAX_MS + 1);
    told.is(401, "stale-time");
    let binding = *world.key().as_bytes();
    let ahead = world.now_ms() + PROOF_AGE_MAX_MS + 1;
    let body = RequestBody::default();
    let early = RequestEnvelope::sign(&body, laptop.commune, &laptop.key, &binding, ahead).to_bytes();
    world.post(early).await.unwrap_err().is(401, "stale-time");
}

#[tokio::test]
async fn a_proof_for_another_centre_or_by_another_key_proves_nothing() {
    let world = World::new().await;
    let (commune, laptop) = world.commune(1).await;
    world.push_all(&laptop).await;
    let body = RequestBody::default();
    let elsewhere = RequestEnvelope::sign(&body, laptop.commune, &laptop.key, &[0; 32], NOW_MS).to_bytes();
    world.post(elsewhere).await.unwrap_err().is(401, "bad-proof");
    let unknown = commune.laptop(7);
    world.exchange(&unknown, &body).await.unwrap_err().is(401, "unknown-device");
}

#[tokio::test]
async fn another_communes_id_opens_nothing() {
    let world = World::new().await;
    let (mine, laptop) = world.commune(1).await;
    let stranger = world.commune(2).await.0.laptop(5);
    world.push_all(&laptop).await;
    let mut disguised = stranger.clone();
    disguised.commune = mine.id;
    let pull = RequestBody { pull_bytes_max: 100_000, ..RequestBody::default() };
    world.exchange(&disguised, &pull).await.unwrap_err().is(401, "unknown-device");
    let introduced = RequestBody { offers: vec![stranger.chain_item()], ..pull.clone() };
    world.exchange(&disguised, &introduced).await.unwrap_err().is(401, "bad-proof");
    let nowhere = common::Commune::seeded(9, false).laptop(1);
    world.exchange(&nowhere, &pull).await.unwrap_err().is(404, "unknown-commune");
}

#[tokio::test]
async fn a_zip_bomb_inflates_to_nothing() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let batch = laptop.batch(3, 1);
    let bomb = zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], 3).unwrap();
    assert!(bomb.len() < 32 * 1024, "it travels as an ordinary batch");
    let max = u32::try_from(BATCH_INFLATED_MAX).unwrap();
    let honest = batch_of(&batch).to_bytes();
    let offers = vec![
        laptop.chain_item(),
        with_content(&honest, max, &bomb),
        with_content(&honest, 64 * 1024 * 1024, &bomb),
        with_content(&honest, u32::MAX, &bomb),
        batch,
    ];
    let reply = world.push(&laptop, offers).await;
    let refused = VerdictCode::NotAuthentic;
    assert_eq!(codes(&reply), [VerdictCode::Stored, refused, refused, refused, VerdictCode::Stored]);
}

#[tokio::test]
async fn routes_methods_and_media_types_that_do_not_exist_are_said_so() {
    let world = World::new().await;
    let url = world.url();
    let get = async |path: &str| common::answer(world.http.get(format!("{url}{path}")).send().await.unwrap()).await;
    for path in ["/", "/v1/..%2f..%2fetc/passwd", "/v1/communes/%00", "/v1/'%20OR%201=1", "/healthz/"] {
        get(path).await.unwrap_err().is(404, "not-found");
    }
    get(EXCHANGE_PATH).await.unwrap_err().is(405, "method");
    let post = |media: &'static str| world.http.post(format!("{url}{EXCHANGE_PATH}")).header("content-type", media);
    common::answer(post("text/plain").send().await.unwrap()).await.unwrap_err().is(415, "media-type");
    let packed = post(CONTENT_TYPE).header("content-encoding", "gzip").body(vec![0; 10]).send().await.unwrap();
    common::answer(packed).await.unwrap_err().is(415, "media-type");
}

#[tokio::test]
async fn health_and_about_answer() {
    let world = World::new().await;
    let get = async |path: &str| {
        let response = world.http.get(format!("{}{path}", world.url())).send().await.unwrap();
        serde_json::from_slice::<serde_json::Value>(&common::answer(response).await.unwrap()).unwrap()
    };
    assert_eq!(get("/healthz").await["status"], "live");
    assert_eq!(get("/readyz").await["status"], "ready");
    let about = get("/v1/about").await;
    assert_eq!(about["centre_public_key"], common::hex(world.key().as_bytes()));
    assert_eq!((&about["protocol"], &about["practice"]), (&1.into(), &true.into()), "it listens on loopback");
}

/// A batch with other content under the same signature, which covers the chain and not its compression.
fn with_content(batch: &[u8], claimed: u32, content: &[u8]) -> Vec<u8> {
    let mut from = Decoder::new(batch);
    let fields = from.array().unwrap().unwrap();
    let mut to = Encoder::new(Vec::new());
    to.array(fields).unwrap();
    for field in 0..fields {
        let begin = from.position();
        from.skip().unwrap();
        match field {
            7 => to.u32(claimed).map(drop).unwrap(),
            8 => to.bytes(content).map(drop).unwrap(),
            _ => to.writer_mut().extend_from_slice(&batch[begin..from.position()]),
        }
    }
    journal::Item::wrap_batch(&to.into_writer())
}
