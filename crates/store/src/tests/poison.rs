//! An entry that breaks a rule is kept and flagged, and blocks nobody.

use journal::{Chained, Entry, Item, cut};
use minicbor::Encoder;

use super::world::*;
use crate::receive::ItemOutcome;
use crate::rows::Matter;

/// An entry that its device signs and that says `header` and `facts`, whatever they are.
fn entry(header: &[u8], facts: &[u8]) -> Entry {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes);
    encoder.array(4).unwrap().bytes(header).unwrap().bytes(facts).unwrap().null().unwrap().null().unwrap();
    Entry::read(&bytes).unwrap()
}

fn header(seq: u64, kind: u8, record: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes);
    encoder.array(6).unwrap().u64(seq).unwrap().i64(NOW).unwrap().u32(0).unwrap().null().unwrap();
    encoder.u8(kind).unwrap().bytes(&[record; 16]).unwrap();
    bytes
}

/// A laptop's journal of these entries, signed as they are.
fn log_of(n: u8, entries: Vec<Entry>) -> Vec<Vec<u8>> {
    let (key, commune) = (device_key(n), root().public().commune());
    let mut previous = key.public().beginning(commune);
    let mut chained: Vec<Chained> = Vec::new();
    for (seq, entry) in (1..).zip(entries) {
        let next = entry.chained(commune, key.public().device(), seq, previous);
        previous = next.digest;
        chained.push(next);
    }
    let batches = cut(&chained, &key).unwrap();
    let batches = batches.iter().map(|batch| Item::wrap_batch(&batch.to_bytes()));
    std::iter::once(Item::wrap_chain(&chain_of(n))).chain(batches).collect()
}

/// The good entries of a laptop, as they stand in its batches.
fn entries_of(laptop: &mut Laptop) -> Vec<Entry> {
    let mut entries = Vec::new();
    for item in laptop.log() {
        if let Item::Batch(batch) = Item::read(&item).unwrap() {
            entries.extend(batch.verify(&device_key(13).public()).unwrap().into_iter().map(|chained| chained.entry));
        }
    }
    entries
}

#[test]
fn t15_a_poison_entry_among_five_hundred_blocks_nobody() {
    let mut good = Laptop::new(13);
    good.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    let edits: Vec<_> = (0..496).map(|n| assist(n, 1, n)).collect();
    good.commit(&edits);
    let mut entries = entries_of(&mut good);
    // The last place, so that every other entry keeps the number its header says.
    entries.push(entry(&header(500, 10, 7), b"these are no facts"));
    let mut other = Laptop::new(11);
    let received = other.receive(&log_of(13, entries));
    assert_eq!((received.entries, received.flagged), (500, 1));
    assert_eq!(other.store.session_tally(session_id(1)).unwrap().counts.assists, 496);
    let task = &other.store.tasks(10).unwrap()[0];
    assert_eq!((task.matter, task.origin.seq), (Matter::Malformed, 500));
    other.assert_sound();
    other.store.rebuild().unwrap();
    assert_eq!(other.store.tasks(10).unwrap().len(), 1);
}

#[test]
fn an_unreadable_header_a_wrong_number_and_a_newer_kind_are_kept_and_flagged() {
    let entries = vec![entry(b"\xff", b"\x80"), entry(&header(9, 10, 7), b"\x80"), entry(&header(3, 200, 7), b"\x80")];
    let mut other = Laptop::new(11);
    let log = log_of(13, entries);
    assert_eq!(other.receive(&log).entries, 3);
    let matters: Vec<_> = other.store.tasks(10).unwrap().iter().map(|task| task.matter).collect();
    assert_eq!(matters, [Matter::Newer, Matter::Malformed, Matter::Malformed]);
    other.assert_sound();
    let mut third = Laptop::new(12);
    assert_eq!(third.receive(&other.log()).entries, 3, "what is not understood is carried on all the same");
}

#[test]
fn an_item_of_a_newer_kind_is_kept_for_later() {
    let mut other = Laptop::new(11);
    let mut item = Vec::new();
    Encoder::new(&mut item).array(2).unwrap().u8(9).unwrap().bytes(b"from the future").unwrap();
    assert_eq!(other.receive(&[item.clone(), item]).outcomes, [ItemOutcome::Later; 2]);
    let kept: i64 = other.store.db.query_row("SELECT count(*) FROM strange_item", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
    let path = other.path.clone();
    other.store.db.execute_batch("UPDATE identity SET views_version = 0").unwrap();
    drop(other.store);
    let again = Laptop::reopened(path);
    let kept: i64 = again.store.db.query_row("SELECT count(*) FROM strange_item", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1, "still unknown to this version");
}

#[test]
fn more_branches_than_are_kept_apart_are_refused_by_name() {
    let mut other = Laptop::new(11);
    for n in 0..16 {
        other.receive(&log_of(13, vec![entry(&header(1, 200, n), b"\x80")]));
    }
    let refused = other.receive(&log_of(13, vec![entry(&header(1, 200, 99), b"\x80")]));
    assert_eq!(refused.outcomes[1], ItemOutcome::TooManyBranches(device_id(13)));
    assert_eq!(other.store.devices().unwrap().iter().find(|row| row.device == device_id(13)).unwrap().branches, 16);
    other.assert_sound();
}
