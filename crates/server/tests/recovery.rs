//! Recovery boxes: found by the name that follows from a code on paper, and by nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{Commune, Told, World, hex};
use domain::authority::Recovery;
use domain::edit::Edit;
use domain::ids::RecordId;
use journal::Signer;
use journal::recovery::{RECOVERY_PATH, read_published};
use serde_json::{Value, json};

/// A box as the centre sees one: it cannot look inside.
fn sealed(name: u8, ciphertext: &[u8]) -> Recovery {
    let id = RecordId::from_bytes([name; 16]);
    Recovery { id, public: [name; 32], encapsulated: [7; 32], ciphertext: ciphertext.to_vec() }
}

async fn publish(world: &World, commune: &Commune, laptop: u8, it: &Recovery) {
    let mut laptop = commune.laptop(laptop);
    laptop.log(3, 1);
    let leader = Signer::Member(&commune.leader_key);
    laptop.write_as(&Edit::Recovery(it.clone()), Some(commune.leader), Some(leader));
    laptop.cut();
    world.push_all(&laptop).await;
    // The same again changes nothing.
    world.push_all(&laptop).await;
}

async fn ask(world: &World, body: &Value) -> Result<Value, Told> {
    let sent = world.http.post(format!("{}{RECOVERY_PATH}", world.url())).json(body).send().await.unwrap();
    common::answer(sent).await.map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

async fn found(world: &World, name: u8) -> Vec<(String, Recovery)> {
    let told = ask(world, &json!({ "recovery_id": hex(&[name; 16]) })).await.unwrap();
    assert_eq!(told["centre_public_key"], hex(world.key().as_bytes()));
    let text = |it: &Value, field: &str| it[field].as_str().unwrap().to_owned();
    let boxes = told["boxes"].as_array().unwrap().iter().map(|it| {
        let facts = unhex(&text(it, "facts"));
        (text(it, "root_certificate"), read_published(RecordId::from_bytes([name; 16]), &facts).unwrap())
    });
    boxes.collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[tokio::test]
async fn a_box_is_found_by_its_name_alone_and_after_a_restart_too() {
    let world = World::new().await;
    let (commune, _) = world.commune(1).await;
    let (mine, other) = (sealed(40, b"sealed"), sealed(41, b"of another code"));
    publish(&world, &commune, 1, &mine).await;
    publish(&world, &commune, 2, &other).await;
    let root = hex(&commune.root_certificate.to_bytes());
    assert_eq!(found(&world, 40).await, [(root.clone(), mine.clone())]);
    assert_eq!(found(&world, 42).await, [], "a name that nobody gave");
    let world = world.restart().await;
    assert_eq!(found(&world, 40).await, [(root, mine)]);
}

#[tokio::test]
async fn who_takes_over_a_name_comes_after_the_one_that_had_it_and_four_are_enough() {
    let world = World::new().await;
    let (commune, _) = world.commune(1).await;
    publish(&world, &commune, 1, &sealed(40, b"the first")).await;
    for laptop in 2..=6 {
        publish(&world, &commune, laptop, &sealed(40, &[laptop; 8])).await;
    }
    let told = found(&world, 40).await;
    assert_eq!(told.len(), 4);
    assert_eq!(told[0].1, sealed(40, b"the first"));
}

#[tokio::test]
async fn a_name_of_another_form_is_a_bad_request() {
    let world = World::new().await;
    for name in ["", "00", "zz", &"0".repeat(31), &"0".repeat(34), "' OR 1=1 --", &"đ".repeat(16)] {
        ask(&world, &json!({ "recovery_id": name })).await.unwrap_err().is(400, "bad-request");
    }
    ask(&world, &json!({})).await.unwrap_err().is(400, "bad-request");
    ask(&world, &json!({ "recovery_id": "0".repeat(9_000) })).await.unwrap_err().is(413, "too-large");
}
