//! Revoked laptops, quarantine, new keys: whatever comes in whatever order, all laptops show the same.

use std::collections::BTreeSet;

use domain::authority::{Decided, Revoked, RevokedSubject};
use domain::edit::{Edit, Kind};
use domain::ids::DeviceId;
use domain::service::Role;
use journal::rekey::seal_keys;
use journal::{BoxKey, Item, SealedSlot, SealingKey, Slot, Word};

use super::world::*;
use crate::rows::{Matter, QuarantineRow};

fn carry(from: &mut Laptop, to: &mut Laptop) {
    let log = from.log();
    to.receive(&log);
    to.assert_sound();
}

fn revoke(desk: &mut Laptop, which: u8) {
    let accepted = desk.store.tips().unwrap().into_iter().filter(|tip| tip.device == device_id(which)).collect();
    let subject = RevokedSubject::Device(device_id(which));
    desk.commit(&[Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() })]);
    desk.assert_sound();
}

fn decide(desk: &mut Laptop, row: &QuarantineRow, accepted: bool) {
    let &QuarantineRow { device, first, last, head, .. } = row;
    desk.commit(&[Edit::Decided(Decided { device, first, last, head, accepted })]);
    desk.assert_sound();
}

fn assists(laptop: &Laptop) -> u32 {
    laptop.store.session_tally(session_id(1)).unwrap().counts.assists
}

/// A desk with a session, and a laptop that logs one assist there that everybody knows.
fn evening() -> (Laptop, Laptop) {
    let (mut desk, mut lost) = (Laptop::new(10), Laptop::new(11));
    desk.commit(&[commune(), certified(10), certified(11), village(1, "Gồm"), session(1, 1)]);
    carry(&mut desk, &mut lost);
    lost.commit(&[citizen(1, "Trần Thị Hạnh", Some(1), 1), assist(1, 1, 1)]);
    carry(&mut lost, &mut desk);
    (desk, lost)
}

#[test]
fn t22_what_a_revoked_laptop_logs_waits_until_a_leader_decides() {
    let (mut desk, mut lost) = evening();
    revoke(&mut desk, 11);
    lost.commit(&[citizen(2, "Lê Văn Sơn", Some(2), 1), assist(2, 1, 2), assist(3, 1, 2)]);
    carry(&mut lost, &mut desk);
    assert_eq!(assists(&desk), 1, "what was accepted counts, what came later does not");
    assert!(desk.store.search("son", None).unwrap().hits.is_empty());
    let waiting = desk.store.quarantine().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].first, waiting[0].last, waiting[0].entries, waiting[0].assists), (3, 5, 3, 2));
    let log = desk.log();
    let mut other = Laptop::new(12);
    other.receive(&log);
    assert_eq!((shown(&other, 1), other.store.quarantine().unwrap().len()), (shown(&desk, 1), 1), "it is forwarded");

    decide(&mut desk, &waiting[0], true);
    assert_eq!((assists(&desk), desk.store.quarantine().unwrap()), (3, vec![]));
    assert_eq!(desk.store.search("son", None).unwrap().hits.len(), 1);
    decide(&mut desk, &waiting[0], false);
    assert_eq!(assists(&desk), 1);
    assert!(desk.store.quarantine().unwrap()[0].refused);
    carry(&mut desk, &mut other);
    assert_eq!(shown(&other, 1), shown(&desk, 1));
}

#[test]
fn t22_a_revocation_that_comes_last_takes_back_what_was_shown() {
    let (mut desk, mut lost) = evening();
    let mut other = Laptop::new(12);
    carry(&mut desk, &mut other);
    revoke(&mut desk, 11);
    lost.commit(&[citizen(2, "Lê Văn Sơn", Some(2), 1), assist(2, 1, 2)]);
    carry(&mut lost, &mut other);
    assert_eq!(assists(&other), 2, "nobody here knows yet");
    carry(&mut desk, &mut other);
    assert_eq!(assists(&other), 1);
    carry(&mut lost, &mut desk);
    assert_eq!(shown(&other, 1), shown(&desk, 1));
    let before = (shown(&other, 1), other.store.quarantine().unwrap(), other.store.tasks(10).unwrap());
    other.store.rebuild().unwrap();
    other.assert_sound();
    assert_eq!((shown(&other, 1), other.store.quarantine().unwrap(), other.store.tasks(10).unwrap()), before);
}

#[test]
fn t22_the_revoked_laptop_itself_shows_what_counts() {
    let (mut desk, mut lost) = evening();
    revoke(&mut desk, 11);
    lost.commit(&[assist(2, 1, 1)]);
    carry(&mut desk, &mut lost);
    assert_eq!(assists(&lost), 1);
    assert_eq!(lost.store.standing().unwrap().device(device_id(11)), Word::Void);
    lost.commit(&[assist(3, 1, 1)]);
    lost.assert_sound();
    assert_eq!(lost.store.outbox_counts().unwrap().saved, 4, "nothing is lost, nothing is hidden from the centre");
}

#[test]
fn t22_a_file_copied_before_the_revocation_slips_nothing_in() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, mut lost) = (Laptop::new(10), Laptop::at(11, folder.path().join("lost.db")));
    desk.commit(&[commune(), session(1, 1)]);
    carry(&mut desk, &mut lost);
    lost.store.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    std::fs::copy(folder.path().join("lost.db"), folder.path().join("copy.db")).unwrap();
    lost.commit(&[assist(1, 1, 1), assist(2, 1, 1)]);
    carry(&mut lost, &mut desk);
    revoke(&mut desk, 11);
    let mut copy = Laptop::reopened(folder.path().join("copy.db"));
    copy.commit(&[assist(7, 1, 1)]);
    carry(&mut copy, &mut desk);
    assert_eq!(assists(&desk), 2, "a number below the accepted one, on another branch");
    assert_eq!(desk.store.quarantine().unwrap().len(), 1);
}

/// Every sealed slot of a log, with its writer.
fn slots(log: &[Vec<u8>]) -> Vec<(DeviceId, SealedSlot)> {
    let batches = log.iter().filter_map(|item| match Item::read(item).unwrap() {
        Item::Batch(batch) => Some(batch),
        Item::Chain(_) | Item::Unknown { .. } => None,
    });
    let key = |device| (10..20).map(|n| device_key(n).public()).find(|key| key.device() == device).unwrap();
    let entries = batches.flat_map(|batch| batch.verify(&key(batch.span().device)).unwrap());
    let sealed = entries.filter_map(|chained| match chained.entry.slot() {
        Slot::Sealed(slot) => Some((chained.device, slot.clone())),
        Slot::None | Slot::Erased(_) => None,
    });
    sealed.collect()
}

/// The desk makes the key of the next epoch for these laptops.
fn rotate(desk: &mut Laptop, secret: u8, to: &[u8]) {
    let mut keys = desk.store.keyring().unwrap();
    let epoch = keys.current().unwrap().epoch() + 1;
    keys.insert(SealingKey::new(epoch, &[secret; 32]));
    let recipients: Vec<_> =
        to.iter().map(|n| (device_id(*n).record(), BoxKey::from_seed(&[*n; 32]).public())).collect();
    let mut seed = [secret; 32];
    let acts = seal_keys(root().public().commune(), &keys, &recipients, &mut || {
        seed[0] = seed[0].wrapping_add(1);
        seed
    });
    let edits: Vec<Edit> = acts.unwrap().into_iter().map(Edit::Rekeyed).collect();
    desk.commit(&edits);
    desk.assert_sound();
}

#[test]
fn t22_a_revoked_laptop_reads_nothing_new_and_the_others_do() {
    let (mut desk, mut lost) = evening();
    let (mut early, mut late) = (Laptop::new(12), Laptop::new(13));
    revoke(&mut desk, 11);
    rotate(&mut desk, 70, &[10, 12, 13]);
    assert_eq!(desk.store.keyring().unwrap().current().unwrap().epoch(), 2);
    desk.commit(&[citizen(2, "Lê Văn Sơn", Some(2), 1), assist(2, 1, 2)]);
    let log = desk.log();
    for laptop in [&mut early, &mut lost] {
        laptop.receive(&log);
        laptop.assert_sound();
    }
    let name = |of: &Laptop| of.store.citizen(citizen_id(2)).unwrap().unwrap().record.person;
    assert_eq!(name(&early).unwrap().name.as_str(), "Lê Văn Sơn");
    assert!(name(&lost).is_none(), "it has no key for what was sealed after the change");
    assert!(lost.store.tasks(10).unwrap().iter().any(|task| task.matter == Matter::NoKey));
    let held = lost.store.keyring().unwrap();
    for (_, slot) in slots(&log).into_iter().filter(|(device, _)| *device == device_id(10)) {
        assert!(slot.epoch().unwrap() == 1 || held.of_epoch(slot.epoch().unwrap()).next().is_none());
    }
    assert!(slots(&log).iter().any(|(_, slot)| slot.epoch() == Ok(2)), "and there is something it cannot read");
    // The entries before the key: they show without the person, and heal.
    let without: Vec<Vec<u8>> = log.clone();
    late.store.db.execute("DELETE FROM held_key WHERE name = 2", []).unwrap();
    late.receive(&without);
    assert!(name(&late).is_none());
    late.store.keep_key(crate::identity::KeyName::DeviceBox, &crate::secret::Secret::new([13; 32])).unwrap();
    desk.commit(&[village(2, "Nùi")]);
    rotate(&mut desk, 71, &[10, 12, 13]);
    carry(&mut desk, &mut late);
    assert_eq!(name(&late).unwrap().name.as_str(), "Lê Văn Sơn", "a later change brings the key that was missed");
    assert_eq!(late.store.search("son", None).unwrap().hits.len(), 1);
    assert_eq!(late.store.tasks(10).unwrap(), []);
    assert_eq!(shown(&late, 1), shown(&desk, 1));
}

#[test]
fn two_leaders_who_change_the_key_at_once_read_each_other() {
    let (mut desk, mut other) = (Laptop::new(10), Laptop::new(12));
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    rotate(&mut desk, 70, &[10, 12]);
    rotate(&mut other, 71, &[10, 12]);
    desk.commit(&[citizen(2, "Lê Văn Sơn", Some(2), 1)]);
    other.commit(&[citizen(3, "Phạm Thị Mai", Some(3), 1)]);
    carry(&mut desk, &mut other);
    carry(&mut other, &mut desk);
    let current = |of: &Laptop| of.store.keyring().unwrap().current().map(SealingKey::id);
    assert_eq!(current(&desk), current(&other), "both seal with the same key from now on");
    for laptop in [&desk, &other] {
        assert_eq!(laptop.store.tasks(10).unwrap(), []);
        assert_eq!(laptop.store.search("son", None).unwrap().hits.len(), 1);
        assert_eq!(laptop.store.search("mai", None).unwrap().hits.len(), 1);
    }
}

#[test]
fn an_act_that_no_leader_signed_is_kept_flagged_and_without_effect() {
    let (mut desk, mut lost) = evening();
    let accepted = lost.store.tips().unwrap();
    let subject = RevokedSubject::Device(device_id(10));
    let revoked = Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() });
    let author = crate::commit::Author { member: Some(LEADER), ..Default::default() };
    lost.store.commit(author, &[revoked], lost.now_ms, &mut |bytes| bytes.fill(1)).unwrap();
    carry(&mut lost, &mut desk);
    assert_eq!(desk.store.standing().unwrap().device(device_id(10)), Word::Stands);
    let tasks = desk.store.tasks(10).unwrap();
    assert_eq!(
        tasks.iter().map(|task| (task.kind, task.matter)).collect::<Vec<_>>(),
        [(Some(Kind::Revoked), Matter::NoLeader)]
    );
}

#[test]
fn t42_a_demoted_leader_logs_on_and_signs_nothing() {
    let (mut desk, mut other) = evening();
    let accepted = desk.store.tips().unwrap();
    let subject = RevokedSubject::Member(LEADER);
    let root = crate::secret::Secret::new([1; 32]);
    let author = crate::commit::Author { root_seed: Some(&root), ..Default::default() };
    let demoted = Edit::Revoked(Revoked { subject, left: Some(Role::Volunteer), accepted, saw: BTreeSet::new() });
    desk.store.commit(author, &[demoted], desk.now_ms, &mut |bytes| bytes.fill(1)).unwrap();
    other.commit(&[assist(2, 1, 1)]);
    revoke(&mut other, 10);
    carry(&mut other, &mut desk);
    assert_eq!(desk.store.standing().unwrap().role(LEADER).role, Some(Role::Volunteer));
    assert_eq!(desk.store.standing().unwrap().device(device_id(10)), Word::Stands);
    assert_eq!(assists(&desk), 2, "a volunteer logs");
    assert_eq!(desk.store.quarantine().unwrap().len(), 1, "the act waits");
    carry(&mut desk, &mut other);
    assert_eq!(shown(&other, 1), shown(&desk, 1));
}
