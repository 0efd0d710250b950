//! Entries: written, opened, erased, damaged, and written by versions and programs that are not ours.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::edits::{edit, sample_assist, sample_citizen, without_personal_parts};
use common::{Commune, damaged, raw_entry, raw_header};
use domain::edit::{Edit, Kind};
use domain::ids::EntryDigest;
use journal::entry::{ActError, Signer};
use journal::{
    Entry, FormatError, IndexKey, Keyring, MemberKey, Opened, SealingKey, SignatureError, Slot, Unreadable, WriteError,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_edit_comes_back_as_it_was_written(edit in edit()) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let chained = laptop.write(&edit);
        let read = Entry::read(&chained.entry.to_bytes()).unwrap();
        prop_assert_eq!(&read, &chained.entry);
        prop_assert_eq!(read.open(&laptop.keys, laptop.commune, laptop.device), Opened::Edit(edit.clone()));
        prop_assert_eq!(read.header().unwrap().record, edit.record());
        prop_assert_eq!(read.header().unwrap().kind, edit.kind().code());
    }

    #[test]
    fn without_the_key_an_edit_keeps_its_facts_and_loses_what_is_personal(edit in edit()) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let chained = laptop.write(&edit);
        let bare = without_personal_parts(&edit);
        match chained.open(&Keyring::empty()) {
            Opened::Edit(read) => {
                prop_assert_eq!(chained.entry.slot(), &Slot::None);
                prop_assert_eq!(&read, &edit);
            }
            Opened::Sealed { edit: read, why } => {
                prop_assert_eq!(read, bare);
                prop_assert_eq!(why, Unreadable::NoKey { epoch: 1 });
            }
            Opened::Unknown { .. } | Opened::Malformed(_) => prop_assert!(false, "it was written by this version"),
        }
    }

    #[test]
    fn an_erased_slot_keeps_digest_and_facts(edit in edit()) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let before = laptop.write(&edit);
        let mut after = before.clone();
        let had_slot = after.entry.erase_slot();
        prop_assert_eq!(had_slot, before.entry.slot() != &Slot::None);
        let reread = Entry::read(&after.entry.to_bytes()).unwrap();
        prop_assert_eq!(reread.digest(before.previous, before.commune, before.device), before.digest);
        prop_assert!(!after.entry.erase_slot(), "there is nothing left to erase");
        if had_slot {
            let edit = without_personal_parts(&edit);
            prop_assert_eq!(after.open(&laptop.keys), Opened::Sealed { edit, why: Unreadable::Erased });
        }
    }

    #[test]
    fn any_bytes_are_an_entry_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(entry) = Entry::read(&bytes) {
            prop_assert_eq!(entry.to_bytes(), bytes);
            let laptop = Commune::seeded(1).laptop(50);
            let _ = entry.open(&laptop.keys, laptop.commune, laptop.device);
        }
    }

    #[test]
    fn any_header_and_facts_are_opened_or_flagged(
        kind in 0u8..20,
        facts in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let header = raw_header(1, kind, [7; 16]);
        let chained = laptop.append(Entry::read(&raw_entry(&header, &facts)).unwrap());
        let opened = chained.open(&laptop.keys);
        if Kind::from_code(kind).is_none() {
            prop_assert_eq!(opened, Opened::Unknown { kind });
        }
    }
}

#[test]
fn t24_a_damaged_entry_has_another_digest_or_is_refused() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let chained = laptop.write(&Edit::Citizen(sample_citizen(7)));
    for bytes in damaged(&chained.entry.to_bytes()) {
        let Ok(entry) = Entry::read(&bytes) else { continue };
        let _ = entry.open(&laptop.keys, laptop.commune, laptop.device);
        let digest = entry.digest(chained.previous, chained.commune, chained.device);
        assert_ne!(digest, chained.digest, "a changed entry must not pass for the signed one");
    }
}

#[test]
fn an_entry_has_one_spelling() {
    let header = raw_header(1, 2, [7; 16]);
    let entry = raw_entry(&header, &[0x81, 0x61, b'A']);
    assert!(Entry::read(&entry).is_ok());
    // The facts' length written in two bytes where one does.
    let at = entry.len() - 6;
    assert_eq!(entry[at], 0x43);
    let longer = [&entry[..at], &[0x58, 0x03], &entry[at + 1..]].concat();
    assert_eq!(Entry::read(&longer), Err(FormatError::Form));
}

#[test]
fn t29_a_later_versions_kind_is_kept_byte_for_byte() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let raw = raw_entry(&raw_header(1, 200, [7; 16]), b"whatever comes");
    let chained = laptop.append(Entry::read(&raw).unwrap());
    assert_eq!(chained.open(&laptop.keys), Opened::Unknown { kind: 200 });
    let batch = laptop.batch(std::slice::from_ref(&chained));
    let arrived = batch.verify(&laptop.key.public()).unwrap();
    assert_eq!(arrived[0].entry.to_bytes(), raw);
}

#[test]
fn t29_a_later_versions_fields_are_skipped_and_kept() {
    let mut laptop = Commune::seeded(1).laptop(50);
    // A village with a second field: [name, 9].
    let facts = [&[0x82, 0x65], b"Trung".as_slice(), &[0x09]].concat();
    let raw = raw_entry(&raw_header(1, Kind::Village.code(), [7; 16]), &facts);
    let chained = laptop.append(Entry::read(&raw).unwrap());
    let Opened::Edit(Edit::Village(village)) = chained.open(&laptop.keys) else { panic!("a village") };
    assert_eq!(village.name.as_str(), "Trung");
    let batch = laptop.batch(std::slice::from_ref(&chained));
    assert_eq!(batch.verify(&laptop.key.public()).unwrap()[0].entry.to_bytes(), raw);
}

#[test]
fn t29_a_later_versions_code_is_unknown_and_not_malformed() {
    let mut laptop = Commune::seeded(1).laptop(50);
    // A void of a kind of record that cannot be voided yet.
    let raw = raw_entry(&raw_header(1, Kind::Void.code(), [7; 16]), &[0x82, 0x18, 0x63, 0x01]);
    let chained = laptop.append(Entry::read(&raw).unwrap());
    assert_eq!(chained.open(&laptop.keys), Opened::Unknown { kind: Kind::Void.code() });
}

#[test]
fn t29_of_a_correction_the_known_fields_are_read() {
    let mut laptop = Commune::seeded(1).laptop(50);
    // [assist, [[250, "new", 1, 2], [outcome, [], 1]]]
    let facts = [&[0x82, 0x0a, 0x82, 0x84, 0x18, 0xfa, 0x63], b"new".as_slice(), &[1, 2, 0x83, 0x18, 41, 0x80, 1]];
    let raw = raw_entry(&raw_header(1, Kind::Correction.code(), [7; 16]), &facts.concat());
    let chained = laptop.append(Entry::read(&raw).unwrap());
    let Opened::Edit(Edit::Correction(correction)) = chained.open(&laptop.keys) else { panic!("a correction") };
    assert_eq!(correction.changes.len(), 1);
}

#[test]
fn t15_a_poison_entry_is_flagged_and_the_others_are_read() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let mut entries: Vec<_> =
        (0..499u16).map(|n| laptop.write(&Edit::Assist(sample_assist(n.to_le_bytes()[0], None)))).collect();
    let poison = raw_entry(&raw_header(laptop.seq + 1, Kind::Assist.code(), [9; 16]), b"\x8b not what an assist is");
    let poison = laptop.append(Entry::read(&poison).unwrap());
    entries.insert(499, poison);
    let batches = journal::cut(&entries, &laptop.key).unwrap();
    let arrived: Vec<_> = batches.iter().flat_map(|batch| batch.verify(&laptop.key.public()).unwrap()).collect();
    let opened: Vec<_> = arrived.iter().map(|it| it.open(&laptop.keys)).collect();
    assert_eq!(opened.iter().filter(|it| matches!(it, Opened::Edit(_))).count(), 499);
    assert_eq!(opened.iter().filter(|it| matches!(it, Opened::Malformed(_))).count(), 1);
}

#[test]
fn an_entry_that_lies_about_its_number_is_flagged() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let raw = raw_entry(&raw_header(7, Kind::Village.code(), [7; 16]), &[0x81, 0x61, b'A']);
    let chained = laptop.append(Entry::read(&raw).unwrap());
    assert_eq!(chained.open(&laptop.keys), Opened::Malformed(FormatError::Sequence));
}

#[test]
fn a_slot_does_not_open_in_another_place() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let chained = laptop.write(&Edit::Citizen(sample_citizen(7)));
    let other = Commune::seeded(1).laptop(51);
    let moved = chained.entry.open(&laptop.keys, laptop.commune, other.device);
    assert!(matches!(moved, Opened::Sealed { why: Unreadable::Damaged, .. }));
}

#[test]
fn a_slot_that_its_key_does_not_open_still_counts() {
    let laptop = Commune::seeded(1).laptop(50);
    let edit = Edit::Citizen(sample_citizen(7));
    let other_keys = Keyring::new(IndexKey::new(&[1; 32]), [SealingKey::new(1, &[77; 32])]);
    let written = Entry::write(laptop.head, &edit, &laptop.input(), &other_keys, &laptop.nonce(), None).unwrap();
    let expected = Opened::Sealed { edit: without_personal_parts(&edit), why: Unreadable::Damaged };
    assert_eq!(written.open(&laptop.keys), expected);
}

#[test]
fn older_epochs_open_and_the_newest_seals() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let first = laptop.write(&Edit::Citizen(sample_citizen(7)));
    laptop.keys.insert(SealingKey::new(2, &[88; 32]));
    let second = laptop.write(&Edit::Citizen(sample_citizen(8)));
    assert!(matches!(first.open(&laptop.keys), Opened::Edit(_)));
    assert!(matches!(second.open(&laptop.keys), Opened::Edit(_)));
    let Slot::Sealed(slot) = second.entry.slot() else { panic!("sealed") };
    assert_eq!(slot.epoch(), Ok(2));
}

#[test]
fn equal_numbers_show_equal_match_keys_and_nothing_else() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let match_key = |chained: &journal::Chained| match chained.entry.slot() {
        Slot::Sealed(slot) => slot.match_key().unwrap(),
        Slot::None | Slot::Erased(_) => None,
    };
    let one = laptop.write(&Edit::Citizen(sample_citizen(7)));
    let mut again = sample_citizen(8);
    again.person = sample_citizen(7).person;
    let again = laptop.write(&Edit::Citizen(again));
    let other = laptop.write(&Edit::Citizen(sample_citizen(9)));
    assert_eq!(match_key(&one), match_key(&again));
    assert_ne!(match_key(&one), match_key(&other));
    assert_eq!(match_key(&one), laptop.keys.match_key(&sample_citizen(7).person.unwrap().number.unwrap()));
    let note = laptop.write(&Edit::Assist(sample_assist(1, Some("Máy hết pin"))));
    assert_eq!(match_key(&note), None);
}

#[test]
fn an_observer_writes_nothing_personal() {
    let laptop = Commune::seeded(1).laptop(50);
    let write = |edit: &Edit| {
        Entry::write(laptop.head, edit, &laptop.input(), &Keyring::empty(), &laptop.nonce(), None).map(|_| ())
    };
    assert_eq!(write(&Edit::Citizen(sample_citizen(7))), Err(WriteError::NoSealingKey));
    assert_eq!(write(&Edit::Assist(sample_assist(7, None))), Ok(()));
}

#[test]
fn a_leaders_act_is_the_leaders() {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    let edit = Edit::Assist(sample_assist(7, None));
    let write = |act: Option<&MemberKey>| {
        let act = act.map(Signer::Member);
        Entry::write(laptop.head, &edit, &laptop.input(), &laptop.keys, &laptop.nonce(), act).unwrap()
    };
    let (signed, unsigned) = (write(Some(&commune.leader_key)), write(None));
    assert_eq!(signed.verify_act(&commune.leader_key.public()), Ok(()));
    let stranger = MemberKey::from_seed(&[99; 32]).public();
    assert_eq!(signed.verify_act(&stranger), Err(ActError::Signature(SignatureError)));
    assert_eq!(unsigned.verify_act(&commune.leader_key.public()), Err(ActError::Unsigned));
    assert_ne!(signed.digest, unsigned.digest, "the chain covers the member's signature");
    let elsewhere = signed.entry.verify_act(commune.id, commune.laptop(51).device, &commune.leader_key.public());
    assert_eq!(elsewhere, Err(ActError::Signature(SignatureError)));
}

#[test]
fn a_leaders_act_holds_after_erasure() {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    let edit = Edit::Assist(sample_assist(7, Some("Ghi chú")));
    let act = Some(Signer::Member(&commune.leader_key));
    let mut signed = Entry::write(laptop.head, &edit, &laptop.input(), &laptop.keys, &laptop.nonce(), act).unwrap();
    assert!(signed.entry.erase_slot());
    assert_eq!(signed.verify_act(&commune.leader_key.public()), Ok(()));
}

#[test]
fn what_is_over_a_limit_is_not_written() {
    let laptop = Commune::seeded(1).laptop(50);
    let mut correction = common::edits::sample_correction(7, EntryDigest([1; 32]));
    correction.changes = vec![correction.changes[0].clone(), correction.changes[0].clone()];
    let twice = Edit::Correction(correction);
    let written = Entry::write(laptop.head, &twice, &laptop.input(), &laptop.keys, &laptop.nonce(), None);
    assert_eq!(written.map(|_| ()), Err(WriteError::Value));
}
