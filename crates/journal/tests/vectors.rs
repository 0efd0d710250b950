//! The bytes of `assets/vectors` stay as they are; `UPDATE_VECTORS=1` writes them anew, which needs a new version of
//! what changed. Here our own code reads them; `tests/reader` reads them with none of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::PathBuf;

use common::edits::{sample_call, sample_difficulty, sample_office, sample_office_removed};
use common::vectors::{all, hex, open_answer};
use common::{Commune, NOW_MS};
use domain::edit::Edit;
use journal::exchange::{Reply, RequestEnvelope};
use journal::sync::Peer;
use journal::{Batch, Entry, Opened, Receipt, RosterBlob, Slot};
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/vectors")
}

fn file(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

fn unhex(json: &Value) -> Vec<u8> {
    let text = json.as_str().unwrap().as_bytes();
    text.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn t29_the_bytes_of_this_version_stay_as_they_are() {
    for (name, value) in all() {
        let text = serde_json::to_string_pretty(&value).unwrap() + "\n";
        if std::env::var_os("UPDATE_VECTORS").is_some() {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(folder().join(name), &text).unwrap();
        }
        assert_eq!(file(name), value, "{name}: another wire format needs another version");
    }
}

/// `derive_key` over the parts, as PROTOCOL.md writes every digest.
fn digest(context: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
    *hasher.finalize().as_bytes()
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_le_bytes(), bytes].concat()
}

#[test]
fn the_batch_says_what_was_logged() {
    let commune = Commune::seeded(1);
    let batch = Batch::read(&unhex(&file("batch.json")["batch"])).unwrap();
    let entries = batch.verify(&commune.laptop(50).key.public()).unwrap();
    let opened = entries.iter().map(|it| it.open(&commune.keys));
    let edits: Vec<Edit> =
        opened.filter_map(|it| if let Opened::Edit(edit) = it { Some(edit) } else { None }).collect();
    let Edit::Citizen(citizen) = &edits[0] else { panic!("a citizen") };
    assert_eq!(citizen.person.as_ref().unwrap().name.as_str(), "Trần Thị Hạnh");
    let Edit::Assist(assist) = &edits[2] else { panic!("an assist") };
    assert_eq!(assist.note.as_ref().unwrap().as_str(), "Máy hết pin, tối mai quay lại");
    assert_eq!(edits.len(), 5);
}

#[test]
fn the_desk_is_told_of_a_call_an_office_that_came_and_went_and_a_difficulty() {
    let commune = Commune::seeded(1);
    let batch = Batch::read(&unhex(&file("desk.json")["batch"])).unwrap();
    let entries = batch.verify(&commune.laptop(50).key.public()).unwrap();
    let said: Vec<Edit> = entries
        .iter()
        .map(|it| if let Opened::Edit(edit) = it.open(&commune.keys) { edit } else { panic!("an edit") })
        .collect();
    let wanted = [
        Edit::Call(sample_call(71)),
        Edit::Advice(sample_office(72)),
        Edit::Advice(sample_office_removed(72)),
        Edit::Advice(sample_difficulty()),
    ];
    assert_eq!(said, wanted);
}

#[test]
fn the_erased_batch_verifies_under_the_same_signature() {
    let it = file("erased_slot.json");
    let key = Commune::seeded(1).laptop(50).key.public();
    let (full, erased) = (unhex(&it["full_batch"]), unhex(&it["erased_batch"]));
    assert_eq!(full[full.len() - 64..], erased[erased.len() - 64..]);
    let entries = Batch::read(&erased).unwrap().verify(&key).unwrap();
    assert!(matches!(entries[0].entry.slot(), Slot::Erased(_)));
    assert_eq!(hex(entries[0].digest.0), it["digest"].as_str().unwrap());
    assert_eq!(Entry::read(&unhex(&it["erased_entry"])).unwrap(), entries[0].entry);
}

#[test]
fn the_receipt_is_the_centres() {
    let it = file("receipt.json");
    let receipt = Receipt::read(&unhex(&it["receipt"])).unwrap();
    let arrival = receipt.verify(&Commune::seeded(1).centre.public()).unwrap();
    assert_eq!((arrival.up_to_seq, arrival.count, arrival.position), (5, 5, 2));
}

#[test]
fn the_answer_opens_with_the_new_laptops_key() {
    let it = file("joining.json");
    let welcome = open_answer(&unhex(&it["request"]), &unhex(&it["answer"]));
    assert_eq!(welcome.commune, Commune::seeded(1).id);
    assert_eq!(welcome.secrets.commune_name.as_str(), it["commune_name"].as_str().unwrap());
    assert_eq!(welcome.secrets.member.name.as_str(), it["member_name"].as_str().unwrap());
}

#[test]
fn the_roster_opens_in_its_village() {
    let commune = Commune::seeded(1);
    let it = file("roster.json");
    let entry = Entry::read(&unhex(&it["edition"]["entry"])).unwrap();
    let laptop = commune.laptop(50);
    let Opened::Edit(Edit::RosterEdition(edition)) = entry.open(&commune.keys, commune.id, laptop.device) else {
        panic!("an edition")
    };
    let blob = unhex(&it["blob"]);
    assert_eq!(hex(edition.blobs[0].digest), it["blob_digest"].as_str().unwrap());
    assert_eq!(hex(digest("dong-hanh v1 blob", &[&sized(&blob)])), it["blob_digest"].as_str().unwrap());
    let people = RosterBlob::read(&blob).unwrap().open(commune.id, edition.scope, &commune.keys).unwrap().people;
    let numbers: Vec<_> = people.iter().map(|it| it.person.number.unwrap().as_str().to_owned()).collect();
    assert_eq!(serde_json::json!(numbers), it["numbers"]);
}

#[test]
fn the_exchange_proves_who_asks_and_is_answered() {
    let commune = Commune::seeded(1);
    let it = file("exchange.json");
    let request = RequestEnvelope::read(&unhex(&it["request"])).unwrap();
    let binding = Peer::Centre(commune.centre.public()).binding();
    let body = request.verify(&commune.laptop(50).key.public(), &binding, NOW_MS).unwrap();
    assert_eq!(hex(body.to_bytes()), it["body"].as_str().unwrap());
    let reply = Reply::read(&unhex(&it["reply"])).unwrap();
    assert_eq!(reply.verdicts.len(), body.offers.len());
    assert!(Receipt::read(&reply.receipts[0]).unwrap().verify(&commune.centre.public()).is_ok());
    let (position, point) = (3_u64.to_le_bytes(), [3; 16]);
    let inputs: [&[u8]; 5] = [&*commune.centre.seed(), &reply.log.0, commune.id.as_bytes(), &position, &point];
    let mark = [position.as_slice(), &point, &digest("dong-hanh v1 mark", &inputs)].concat();
    assert_eq!(hex(reply.next_mark.unwrap().0), hex(mark));
}

#[test]
fn the_box_and_the_new_key_open_as_written_down() {
    let it = file("authority.json");
    let (commune, laptop) = (Commune::seeded(1), Commune::seeded(1).laptop(50));
    let code = journal::recovery::RecoveryCode::parse(it["recovery_code"].as_str().unwrap()).unwrap();
    let said = |place: usize| {
        let entry = Entry::read(&unhex(&it["entries"][place]["entry"])).unwrap();
        let Opened::Edit(edit) = entry.open(&journal::Keyring::empty(), commune.id, laptop.device) else {
            panic!("an edit")
        };
        edit
    };
    let Edit::Recovery(sealed) = said(0) else { panic!("a box") };
    let opened = journal::recovery::open_box(commune.id, &sealed, &code).unwrap();
    assert_eq!(opened.root.public(), commune.root.public());
    assert_eq!(opened.proven.unwrap().as_str(), it["recovery_commune_name"].as_str().unwrap());
    let Edit::Rekeyed(rekeyed) = said(3) else { panic!("a new key") };
    for (me, key) in [(laptop.device.record(), &laptop.opens), (code.id(), &code.key())] {
        let keys = journal::rekey::open_keys(commune.id, &rekeyed, me, key).unwrap().unwrap();
        assert_eq!(hex(keys[0].secret()), it["sealing_key_epoch_2"].as_str().unwrap());
    }
    let id = digest("dong-hanh v1 sealing-key-id", &[&unhex(&it["sealing_key_epoch_2"])]);
    assert_eq!(hex(&id[..16]), it["sealing_key_epoch_2_id"].as_str().unwrap());
}
