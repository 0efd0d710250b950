//! How many bytes an evening costs on the line, against the same evening as compact JSON.
//!
//! `UPDATE_REFERENCE=1` makes the reference anew; it is committed once, and figures are compared with it for good.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{Commune, NOW_MS, reference};
use journal::exchange::{RequestBody, RequestEnvelope};
use journal::sync::Peer;
use journal::{Item, Opened};
use serde_json::Value;

fn reference_text() -> String {
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        std::fs::create_dir_all(reference::path().parent().unwrap()).unwrap();
        std::fs::write(reference::path(), reference::make().to_string() + "\n").unwrap();
    }
    std::fs::read_to_string(reference::path()).unwrap()
}

#[test]
fn five_hundred_sealed_and_signed_entries_are_at_most_0_55_of_compact_json() {
    let text = reference_text();
    let json: Value = serde_json::from_str(&text).unwrap();
    let edits = reference::edits(&json);
    assert_eq!(edits.len(), 500);
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = laptop.write_all(&edits);
    let batches = journal::cut(&entries, &laptop.key).unwrap();
    let offers = batches.iter().map(|batch| Item::wrap_batch(&batch.to_bytes())).collect();
    let body = RequestBody { offers, ..RequestBody::default() };
    let peer = Peer::Centre(commune.centre.public()).binding();
    let sent = RequestEnvelope::sign(&body, commune.id, &laptop.key, &peer, NOW_MS).to_bytes().len();
    let reference_bytes = text.trim_end().len();
    let ratio = sent as f64 / reference_bytes as f64;
    assert!(ratio <= 0.55, "{sent} bytes for {reference_bytes} of JSON: {ratio:.3}");
    let arrived = batches.iter().flat_map(|batch| batch.verify(&laptop.key.public()).unwrap());
    let opened: Vec<_> = arrived.map(|it| it.open(&laptop.keys)).collect();
    assert_eq!(opened, edits.into_iter().map(Opened::Edit).collect::<Vec<_>>());
}

#[test]
fn a_batch_of_one_assist_is_small() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entry = laptop.write(&domain::edit::Edit::Assist(common::edits::sample_assist(7, None)));
    let bytes = laptop.batch(&[entry]).to_bytes().len();
    assert!(bytes <= 400, "{bytes} bytes");
}
