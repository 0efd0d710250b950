//! What other laptops wrote: repeats, gaps, forks, corrections before their record.

use std::collections::BTreeSet;

use domain::edit::{Field, FieldValue};
use domain::ids::MemberId;
use domain::service::{Outcome, Service};
use journal::Item;

use super::world::*;
use crate::commit::Author;
use crate::receive::ItemOutcome;
use crate::rows::{ConflictRow, HistoryAct, HistoryRow, Matter};
use crate::secret::Secret;

/// Two laptops that know the same commune, session and one assist.
fn two() -> (Laptop, Laptop) {
    let (mut desk, mut other) = (Laptop::new(10), Laptop::new(11));
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    carry(&mut desk, &mut other);
    (desk, other)
}

fn carry(from: &mut Laptop, to: &mut Laptop) -> crate::receive::Received {
    let log = from.log();
    to.receive(&log)
}

fn meet(a: &mut Laptop, b: &mut Laptop) {
    carry(a, b);
    carry(b, a);
    assert_eq!(shown(a, 1), shown(b, 1));
    a.assert_sound();
    b.assert_sound();
}

#[test]
fn what_one_laptop_wrote_another_shows() {
    let (desk, other) = two();
    assert_eq!(shown(&desk, 1), shown(&other, 1));
    let row = other.store.assist(assist_id(1)).unwrap().unwrap();
    assert!(!row.here);
    assert_eq!(row.citizen.unwrap().person.unwrap().name.as_str(), "Trần Thị Hạnh");
    assert_eq!(other.store.search("hanh", None).unwrap().hits.len(), 1);
    assert_eq!(other.store.outbox_counts().unwrap().saved, 0, "what others wrote is not to be sent as own");
    other.assert_sound();
}

#[test]
fn t09_a_repeat_is_welcome_and_changes_nothing() {
    let (mut desk, mut other) = two();
    let before = shown(&other, 1);
    let again = carry(&mut desk, &mut other);
    assert_eq!((again.entries, again.flagged), (0, 0));
    assert!(again.outcomes.contains(&ItemOutcome::Repeat { device: device_id(10) }), "{again:?}");
    assert_eq!(shown(&other, 1), before);
}

#[test]
fn a_gap_is_told_with_the_number_that_must_come_next() {
    let (mut desk, mut other) = two();
    desk.commit(&[assist(2, 1, 1)]);
    desk.log();
    desk.commit(&[assist(3, 1, 1)]);
    let log = desk.log();
    let (last, before) = (log[log.len() - 1].clone(), log[log.len() - 2].clone());
    let gap = other.receive(std::slice::from_ref(&last));
    assert_eq!(gap.outcomes, [ItemOutcome::Gap { device: device_id(10), expected: 6 }]);
    let whole = other.receive(&[before, last]);
    assert_eq!(whole.entries, 2);
    assert_eq!(shown(&desk, 1), shown(&other, 1));
}

#[test]
fn a_device_without_certificates_waits_for_them() {
    let mut other = Laptop::new(11);
    let mut desk = Laptop::new(10);
    desk.commit(&[commune()]);
    let log = desk.log();
    assert_eq!(other.receive(&log[1..]).outcomes, [ItemOutcome::UnknownDevice(device_id(10))]);
    assert_eq!(other.receive(&log).entries, 1);
}

#[test]
fn t24_what_is_forged_truncated_or_of_another_commune_is_named_and_the_rest_comes_in() {
    let (mut desk, _) = two();
    let mut other = Laptop::new(11);
    let log = desk.log();
    let mut forged = log[1].clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    let items = [log[0].clone(), forged, log[1][..50].to_vec(), b"no item at all".to_vec(), log[1].clone()];
    let outcomes = other.receive(&items).outcomes;
    assert_eq!(&outcomes[1..4], [ItemOutcome::NotAuthentic; 3]);
    assert!(matches!(outcomes[4], ItemOutcome::Stored { entries: 5, .. }));
}

#[test]
fn t19_concurrent_corrections_of_one_field_are_one_conflict_and_both_are_kept() {
    let (mut desk, mut other) = two();
    let left = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    let right = correction(&other, target(1), FieldValue::AssistOutcome(Outcome::ComeBack));
    desk.commit(&[left]);
    other.now_ms += 60_000;
    other.commit(&[right]);
    meet(&mut desk, &mut other);
    for laptop in [&desk, &other] {
        let conflict = ConflictRow { target: target(1), field: Some(Field::AssistOutcome) };
        assert_eq!(laptop.store.conflicts(10).unwrap(), [conflict]);
        let row = laptop.store.assist(assist_id(1)).unwrap().unwrap().row;
        assert_eq!((row.record.outcome, row.conflict), (Outcome::ComeBack, true), "the later stamp shows");
        assert_eq!(laptop.store.history(target(1)).unwrap().len(), 3);
        assert_eq!(laptop.store.heads(target(1), Field::AssistOutcome).unwrap().heads.len(), 2);
    }
    let settled = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    desk.commit(&[settled]);
    meet(&mut desk, &mut other);
    assert_eq!(other.store.conflicts(10).unwrap(), []);
    assert_eq!(other.store.assist(assist_id(1)).unwrap().unwrap().row.record.outcome, Outcome::Refused);
}

#[test]
fn corrections_of_different_fields_do_not_meet() {
    let (mut desk, mut other) = two();
    let left = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    let right = correction(&other, target(1), FieldValue::AssistService(Service::Level1Install));
    desk.commit(&[left]);
    other.commit(&[right]);
    meet(&mut desk, &mut other);
    let row = desk.store.assist(assist_id(1)).unwrap().unwrap().row;
    assert_eq!((row.record.outcome, row.record.service), (Outcome::Refused, Service::Level1Install));
    assert_eq!(desk.store.conflicts(10).unwrap(), []);
}

#[test]
fn t20_a_correction_before_its_original_is_held_visible_and_applied_when_it_comes() {
    let (mut desk, mut other) = two();
    let edit = correction(&other, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    other.commit(&[edit, void(target(2))]);
    let mut third = Laptop::new(12);
    let log = other.log();
    let own: Vec<_> = log.iter().filter(|item| !is_of(item, 10)).cloned().collect();
    third.receive(&own);
    let tasks = third.store.tasks(10).unwrap();
    assert_eq!(tasks.iter().map(|task| task.matter).collect::<Vec<_>>(), [Matter::Held; 2]);
    assert_eq!(third.store.history(target(1)).unwrap().len(), 1);
    third.assert_sound();
    carry(&mut desk, &mut third);
    assert_eq!(third.store.assist(assist_id(1)).unwrap().unwrap().row.record.outcome, Outcome::Refused);
    assert_eq!(third.store.tasks(10).unwrap().len(), 1, "the void of an assist nobody has seen still waits");
    third.assert_sound();
}

fn is_of(item: &[u8], n: u8) -> bool {
    match Item::read(item).unwrap() {
        Item::Batch(batch) => batch.span().device == device_id(n),
        Item::Chain(_) | Item::Unknown { .. } => false,
    }
}

#[test]
fn a_void_beats_a_concurrent_correction_and_is_flagged() {
    let (mut desk, mut other) = two();
    desk.commit(&[void(target(1))]);
    other.now_ms += 60_000;
    let edit = correction(&other, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    other.commit(&[edit]);
    meet(&mut desk, &mut other);
    assert!(desk.store.assist(assist_id(1)).unwrap().unwrap().row.voided.is_some());
    assert_eq!(desk.store.conflicts(10).unwrap(), [ConflictRow { target: target(1), field: None }]);
}

#[test]
fn t41_a_stamp_years_ahead_is_flagged_and_moves_no_clock() {
    let (mut desk, mut other) = two();
    desk.now_ms += 5 * 365 * 86_400_000;
    desk.commit(&[assist(2, 1, 1)]);
    let received = carry(&mut desk, &mut other);
    assert_eq!((received.entries, received.flagged), (1, 1));
    assert_eq!(other.store.tasks(10).unwrap()[0].matter, Matter::Ahead);
    let origin = other.commit(&[assist(3, 1, 1)])[0];
    assert!(origin.stamp.wall_ms < NOW + 86_400_000);
    assert_eq!(other.store.evening(session_id(1), 10).unwrap().len(), 3, "it is applied all the same");
}

#[test]
fn others_stamps_move_this_clock_also_over_a_restart() {
    let (mut desk, mut other) = two();
    desk.now_ms += 3_600_000;
    let ahead = desk.commit(&[assist(2, 1, 1)])[0];
    carry(&mut desk, &mut other);
    let path = other.path.clone();
    drop(other.store);
    let mut store = crate::Store::open(&path, &crate::secret::Secret::new(FILE_KEY)).unwrap();
    let author = crate::commit::Author::default();
    let origin = store.commit(author, &[assist(3, 1, 1)], NOW, &mut |bytes| bytes.fill(9)).unwrap()[0];
    assert!(origin.stamp > ahead.stamp);
}

#[test]
fn t21_a_copied_file_that_goes_on_writing_is_kept_as_a_branch_of_its_own() {
    let (mut desk, mut other) = two();
    let copy = desk.path.with_extension("copy");
    desk.store.tidy(16).unwrap();
    std::fs::copy(&desk.path, &copy).unwrap();
    desk.commit(&[assist(2, 1, 1)]);
    let mut twin = Laptop::reopened(copy);
    twin.now_ms = desk.now_ms + 5_000;
    twin.commit(&[assist(3, 1, 1)]);
    twin.commit(&[assist(4, 1, 1)]);
    carry(&mut desk, &mut other);
    let forked = carry(&mut twin, &mut other);
    assert!(forked.outcomes.contains(&ItemOutcome::Fork { device: device_id(10), entries: 2 }), "{forked:?}");
    assert_eq!(other.store.tasks(10).unwrap()[0].matter, Matter::Fork);
    assert_eq!(other.store.evening(session_id(1), 10).unwrap().len(), 4, "nothing is lost and nothing stands twice");
    let device = other.store.devices().unwrap().into_iter().find(|row| row.device == device_id(10)).unwrap();
    assert_eq!((device.branches, device.entries), (2, 8));
    other.assert_sound();
    assert_eq!(carry(&mut twin, &mut other).entries, 0);
    carry(&mut twin, &mut desk);
    carry(&mut desk, &mut twin);
    assert_eq!(shown(&desk, 1), shown(&other, 1));
    assert_eq!(shown(&twin, 1), shown(&other, 1));
    desk.assert_sound();
    twin.assert_sound();
}

#[test]
fn an_entry_sealed_with_a_key_not_held_here_opens_when_the_key_comes() {
    let mut desk = Laptop::new(10);
    desk.store.keep_key(crate::identity::KeyName::Sealing(2), &crate::secret::Secret::new([77; 32])).unwrap();
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    let mut other = Laptop::new(11);
    let received = carry(&mut desk, &mut other);
    assert_eq!(received.flagged, 3, "session place, citizen, note");
    assert_eq!(other.store.session_tally(session_id(1)).unwrap().counts.citizens, 1, "the match key stands in clear");
    assert!(other.store.citizen(citizen_id(1)).unwrap().unwrap().record.person.is_none());
    other.assert_sound();
    other.store.keep_key(crate::identity::KeyName::Sealing(2), &crate::secret::Secret::new([77; 32])).unwrap();
    other.store.rebuild().unwrap();
    assert_eq!(shown(&desk, 1), shown(&other, 1));
    assert_eq!(other.store.tasks(10).unwrap(), []);
    assert_eq!(other.store.search("tran", None).unwrap().hits.len(), 1);
}

#[test]
fn a_correction_with_no_head_named_and_a_first_value_are_told_apart_by_field() {
    let (mut desk, mut other) = two();
    let blind = |value| correction_of(target(1), value, BTreeSet::new());
    desk.commit(&[blind(FieldValue::AssistService(Service::AccountRecovery))]);
    assert_eq!(desk.store.conflicts(10).unwrap(), [], "of two first services the later shows");
    desk.commit(&[blind(FieldValue::AssistOutcome(Outcome::Refused))]);
    let expected = [ConflictRow { target: target(1), field: Some(Field::AssistOutcome) }];
    assert_eq!(desk.store.conflicts(10).unwrap(), expected, "two first outcomes ask for a person");
    meet(&mut desk, &mut other);
}

/// Corrections of one outcome that did not know of each other, and who settles between them.
fn two_minds() -> (Laptop, Laptop) {
    let (mut desk, mut other) = two();
    other.now_ms += 60_000;
    for (laptop, outcome) in [(&mut desk, Outcome::Refused), (&mut other, Outcome::ComeBack)] {
        let edit = correction(laptop, target(1), FieldValue::AssistOutcome(outcome));
        laptop.commit(&[edit]);
    }
    meet(&mut desk, &mut other);
    (desk, other)
}

fn settle_as(laptop: &mut Laptop, member: MemberId, seed: Option<[u8; 32]>) {
    let edit = correction(laptop, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    laptop.now_ms += 1_000;
    let seed = seed.map(Secret::new);
    let author = Author { member: Some(member), signing_seed: seed.as_ref(), root_seed: None };
    laptop.store.commit(author, &[edit], laptop.now_ms, &mut fill_from(&mut 5)).unwrap();
}

#[test]
fn t19_only_a_leader_settles_and_what_anybody_else_wrote_is_kept_and_flagged() {
    let volunteer = MemberId::from_bytes([0xB2; 16]);
    for (member, seed) in [(LEADER, None), (LEADER, Some([77; 32])), (volunteer, Some([77; 32])), (volunteer, None)] {
        let (mut desk, mut other) = two_minds();
        let open = desk.store.conflicts(10).unwrap();
        settle_as(&mut desk, member, seed);
        other.receive(&desk.log());
        for laptop in [&desk, &other] {
            assert_eq!(laptop.store.conflicts(10).unwrap(), open, "still to be settled");
            let row = laptop.store.assist(assist_id(1)).unwrap().unwrap().row;
            assert_eq!((row.record.outcome, row.conflict), (Outcome::ComeBack, true), "the word changes nothing");
            let history = laptop.store.history(target(1)).unwrap();
            assert_eq!(
                ignored(&history),
                [false, false, true],
                "it stands in the history, and says that it does not count"
            );
            laptop.assert_sound();
        }
        let edit = correction(&other, target(1), FieldValue::AssistOutcome(Outcome::Refused));
        other.commit(&[edit]);
        desk.receive(&other.log());
        for laptop in [&mut desk, &mut other] {
            assert_eq!(laptop.store.conflicts(10).unwrap(), [], "a leader has settled it");
            assert_eq!(laptop.store.assist(assist_id(1)).unwrap().unwrap().row.record.outcome, Outcome::Refused);
            laptop.store.rebuild().unwrap();
            assert_eq!(laptop.store.conflicts(10).unwrap(), []);
            laptop.assert_sound();
        }
    }
}

/// Of each correction, in its order, whether its value is left out.
fn ignored(history: &[HistoryRow]) -> Vec<bool> {
    let changes = |row: &HistoryRow| match &row.act {
        HistoryAct::Corrected(changes) => changes.iter().map(|change| change.ignored).collect(),
        HistoryAct::Written | HistoryAct::Closed | HistoryAct::Voided(_) => Vec::new(),
    };
    history.iter().flat_map(changes).collect()
}

#[test]
fn whoever_corrects_what_two_wrote_alike_needs_no_leader() {
    let (mut desk, mut other) = two();
    for laptop in [&mut desk, &mut other] {
        let edit = correction(laptop, target(1), FieldValue::AssistOutcome(Outcome::Refused));
        laptop.commit(&[edit]);
    }
    desk.receive(&other.log());
    assert_eq!(desk.store.conflicts(10).unwrap(), [], "they agree");
    let edit = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::ComeBack));
    desk.now_ms += 1_000;
    let author = Author { member: Some(MemberId::from_bytes([0xB2; 16])), ..Author::default() };
    desk.store.commit(author, &[edit], desk.now_ms, &mut fill_from(&mut 5)).unwrap();
    assert_eq!(desk.store.assist(assist_id(1)).unwrap().unwrap().row.record.outcome, Outcome::ComeBack);
    assert_eq!(desk.store.conflicts(10).unwrap(), []);
}
