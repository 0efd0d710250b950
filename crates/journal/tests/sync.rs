//! Sync against a centre in memory: one request and one answer, portions, blobs, hubs, strangers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::centre::Centre;
use common::line::{Line, assert_arrived, begin, drive, evening, log, next, run};
use common::{Commune, NOW_MS};
use journal::exchange::RequestEnvelope;
use journal::limits::REQUEST_BYTES_MAX;
use journal::sync::{Effect, Outcome, Progress, Trouble};
use journal::{Item, LogId};

#[test]
fn a_first_evening_is_one_request_and_one_answer_after_the_time_is_known() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 250);
    let mut centre = Centre::of(&commune);
    outbox.centre_time_ms = NOW_MS;
    let run = run(&laptop, &mut outbox, &mut centre, &[]);
    assert_eq!((run.outcome, run.requests.len()), (Outcome::Complete, 1));
    assert_eq!(run.progress, Progress { offered: 500, taken: 500, arrived: 500 });
    assert_arrived(&laptop, &outbox, &centre);
}

#[test]
fn nothing_to_do_is_one_request_and_one_answer() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 2);
    let mut centre = Centre::of(&commune);
    run(&laptop, &mut outbox, &mut centre, &[]);
    let again = run(&laptop, &mut outbox, &mut centre, &[]);
    assert_eq!((again.outcome, again.requests.len()), (Outcome::Complete, 1));
    assert!(again.requests[0].bytes.len() < 700, "{} bytes to ask for news", again.requests[0].bytes.len());
}

#[test]
fn a_stale_time_costs_one_more_exchange() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 2);
    let mut centre = Centre::of(&commune);
    let run = run(&laptop, &mut outbox, &mut centre, &[]);
    assert_eq!((run.outcome, run.requests.len()), (Outcome::Complete, 2));
    assert_arrived(&laptop, &outbox, &centre);
}

#[test]
fn a_laptop_pulls_what_others_wrote_in_bounded_portions() {
    let commune = Commune::seeded(1);
    let (writer, mut writer_box) = evening(&commune, 50, 2_000);
    let mut centre = Centre::of(&commune);
    run(&writer, &mut writer_box, &mut centre, &[]);
    let (reader, mut reader_box) = evening(&commune, 51, 0);
    reader_box.pace = journal::sync::Pace::new(REQUEST_BYTES_MAX, 0);
    reader_box.centre_time_ms = NOW_MS;
    let run = run(&reader, &mut reader_box, &mut centre, &[Line::Fine, Line::CutBack, Line::Garbage]);
    assert_eq!(run.outcome, Outcome::Complete);
    assert!(run.requests.len() > 4, "several portions, {} requests", run.requests.len());
    let mut seen = 0;
    let mut key = None;
    for item in &reader_box.pulled {
        match Item::read(&item.bytes).unwrap() {
            Item::Chain(chain) => key = Some(chain.verify(commune.id).unwrap().device.key),
            Item::Batch(batch) => seen += batch.verify(&key.expect("the chain comes first")).unwrap().len(),
            Item::Unknown { .. } => panic!("no such item"),
        }
    }
    assert_eq!(seen, 4_000, "each entry once");
}

#[test]
fn a_hub_carries_and_proves_nothing() {
    let commune = Commune::seeded(1);
    let (laptop, mut outbox) = evening(&commune, 50, 5);
    let mut hub = Centre::of(&commune);
    hub.proves = false;
    let run = run(&laptop, &mut outbox, &mut hub, &[Line::CutBack]);
    assert_eq!(run.outcome, Outcome::Carried);
    assert_eq!(run.progress, Progress { offered: 10, taken: 10, arrived: 0 });
}

#[test]
fn t32_hubs_die_one_after_the_other_and_nothing_is_lost() {
    let commune = Commune::seeded(1);
    let (mut laptop, mut outbox) = evening(&commune, 50, 30);
    let hub = |log: u8| {
        let mut hub = Centre::of(&commune);
        (hub.proves, hub.log) = (false, LogId([log; 16]));
        hub
    };
    let mut first = hub(8);
    assert_eq!(run(&laptop, &mut outbox, &mut first, &[]).outcome, Outcome::Carried);
    assert_eq!(first.numbers_of(laptop.device).len(), 60);
    drop(first);
    assert_eq!(outbox.receipted(), 0, "what a hub took has not arrived, and is offered on");
    log(&mut laptop, &mut outbox, 5);
    let mut second = hub(9);
    let carried = run(&laptop, &mut outbox, &mut second, &[Line::CutBack, Line::CutOut]);
    assert_eq!((carried.outcome, carried.progress.arrived), (Outcome::Carried, 0));
    assert_eq!(second.numbers_of(laptop.device), (1..=70).collect::<Vec<_>>(), "what the first one had, too");
    drop(second);
    let mut centre = Centre::of(&commune);
    assert_eq!(run(&laptop, &mut outbox, &mut centre, &[]).outcome, Outcome::Complete);
    assert_arrived(&laptop, &outbox, &centre);
}

#[test]
fn blobs_travel_by_the_same_exchange() {
    let commune = Commune::seeded(1);
    let (leader, mut leader_box) = evening(&commune, 50, 1);
    let mut centre = Centre::of(&commune);
    let blob = vec![7; 1_000];
    let digest = journal::blob::digest_of(&blob);
    leader_box.blobs.insert(digest, blob.clone());
    let sent = run(&leader, &mut leader_box, &mut centre, &[]);
    assert_eq!(sent.outcome, Outcome::Complete);
    assert!(leader_box.blobs.is_empty(), "taken by the centre");
    let (reader, reader_box) = evening(&commune, 51, 0);
    let mut sync = begin(&reader, &reader_box, &centre);
    let missing = journal::blob::digest_of(b"nobody has it");
    sync.want_blobs([digest, missing, digest]);
    let effects = drive(&mut sync, &reader, &reader_box, &mut centre);
    assert!(effects.contains(&Effect::Blob { digest, bytes: blob }));
    assert!(effects.contains(&Effect::Trouble(Trouble::BlobMissing { digest: missing })));
    assert_eq!(sync.outcome(), Some(Outcome::Complete));
}

#[test]
fn a_reply_without_room_for_every_blob_loses_none() {
    let commune = Commune::seeded(1);
    let (reader, reader_box) = evening(&commune, 51, 0);
    let mut centre = Centre::of(&commune);
    centre.blobs_at_once = 1;
    let blobs: Vec<Vec<u8>> = (0..20).map(|n| vec![n; 100]).collect();
    let digests: Vec<_> = blobs.iter().map(|blob| journal::blob::digest_of(blob)).collect();
    centre.blobs.extend(digests.iter().copied().zip(blobs));
    let mut sync = begin(&reader, &reader_box, &centre);
    sync.want_blobs(digests);
    let effects = drive(&mut sync, &reader, &reader_box, &mut centre);
    assert_eq!(effects.iter().filter(|it| matches!(it, Effect::Blob { .. })).count(), 20);
    assert!(!effects.iter().any(|it| matches!(it, Effect::Trouble(_))));
}

#[test]
fn a_device_that_the_centre_does_not_want_is_refused_once() {
    let (commune, other) = (Commune::seeded(1), Commune::seeded(9));
    let (laptop, mut outbox) = evening(&commune, 50, 1);
    let mut stranger = Centre::of(&other);
    let run = run(&laptop, &mut outbox, &mut stranger, &[]);
    assert_eq!((run.outcome, run.requests.len()), (Outcome::Refused, 2));
}

#[test]
fn a_reply_without_a_request_changes_nothing() {
    let commune = Commune::seeded(1);
    let (laptop, outbox) = evening(&commune, 50, 1);
    let mut sync = begin(&laptop, &outbox, &Centre::of(&commune));
    assert!(sync.on_reply(b"", 0).is_err());
    let request = next(&mut sync, &laptop, &outbox).unwrap();
    assert_eq!(RequestEnvelope::read(&request.bytes).unwrap().device(), laptop.device);
}
