//! Saving: gapless, whole or not at all, one commit, few pages.

use domain::edit::{Field, FieldValue};
use domain::service::Outcome;

use super::world::*;
use crate::rows::{HistoryAct, PersonKey};
use crate::secret::Secret;
use crate::{OpenError, Store};

fn evening() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), village(2, "Làng O"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    desk.commit(&[citizen(2, "Ksor H'Lan", Some(3), 2), assist(2, 1, 2)]);
    desk
}

#[test]
fn what_is_saved_is_there_after_a_restart() {
    let desk = evening();
    let before = shown(&desk, 1);
    let (path, counts) = (desk.path.clone(), desk.store.outbox_counts().unwrap());
    drop(desk.store);
    let store = Store::open(&path, &Secret::new(FILE_KEY)).unwrap();
    assert_eq!(store.outbox_counts().unwrap(), counts);
    assert_eq!((counts.saved, counts.arrived), (8, 0));
    assert_eq!(store.evening(session_id(1), 10).unwrap().len(), before.0.len());
    assert_eq!(store.commune().unwrap().unwrap().name.as_str(), "Vĩnh Sơn");
    assert_eq!(store.villages().unwrap().len(), 2);
}

#[test]
fn the_evening_is_newest_first_and_counted() {
    let desk = evening();
    let rows = desk.store.evening(session_id(1), 10).unwrap();
    let names: Vec<_> =
        rows.iter().map(|row| row.citizen.as_ref().unwrap().person.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(names, ["Ksor H'Lan", "Trần Thị Hạnh"]);
    assert!(rows.iter().all(|row| row.here && !row.arrived));
    let tally = desk.store.session_tally(session_id(1)).unwrap();
    assert_eq!((tally.counts.assists, tally.counts.citizens, tally.counts.done, tally.here), (2, 2, 2, 2));
    desk.assert_sound();
}

#[test]
fn one_number_is_one_person_in_every_count() {
    let mut desk = evening();
    desk.commit(&[citizen(3, "TRẦN THỊ HẠNH", Some(2), 1), assist(3, 1, 3)]);
    let tally = desk.store.session_tally(session_id(1)).unwrap();
    assert_eq!((tally.counts.assists, tally.counts.citizens), (3, 2));
    let card = desk.store.person(PersonKey::Citizen(citizen_id(1))).unwrap().unwrap();
    assert_eq!((card.citizens.len(), card.assists.len()), (2, 2));
    assert_eq!(card.citizens[0].record.id, citizen_id(3), "the newest record shows");
    assert_eq!(desk.store.person_by_number(&number(2)).unwrap(), card);
    let found = desk.store.search("tran", None).unwrap();
    assert_eq!(found.hits.len(), 1, "two records, one person");
}

#[test]
fn a_corrected_number_joins_two_records_and_parts_them_again() {
    let mut desk = evening();
    desk.commit(&[citizen(3, "Trần Thị Hạnh", Some(9), 1), assist(3, 1, 3)]);
    let citizens = |desk: &Laptop| desk.store.session_tally(session_id(1)).unwrap().counts.citizens;
    assert_eq!(citizens(&desk), 3);
    let target = domain::edit::Target { kind: domain::edit::TargetKind::Citizen, id: citizen_id(3).record() };
    let edit = correction(&desk, target, FieldValue::CitizenNumber(Some(number(2))));
    desk.commit(&[edit]);
    assert_eq!(citizens(&desk), 2);
    let edit = correction(&desk, target, FieldValue::CitizenNumber(None));
    desk.commit(&[edit]);
    assert_eq!(citizens(&desk), 3);
    desk.assert_sound();
}

#[test]
fn a_correction_shows_and_the_old_value_stays_in_the_history() {
    let mut desk = evening();
    let edit = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    desk.commit(&[edit]);
    let row = desk.store.assist(assist_id(1)).unwrap().unwrap().row;
    assert_eq!((row.record.outcome, row.corrected, row.conflict), (Outcome::Refused, true, false));
    let history = desk.store.history(target(1)).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].act, HistoryAct::Written);
    let HistoryAct::Corrected(changes) = &history[1].act else { panic!("{:?}", history[1].act) };
    assert_eq!(changes[0].field, Field::AssistOutcome);
    assert_eq!(changes[0].before, Some(FieldValue::AssistOutcome(Outcome::Done)));
    assert_eq!(changes[0].after, Some(FieldValue::AssistOutcome(Outcome::Refused)));
    assert!(changes[0].shown);
    assert_eq!(history[1].reason.as_ref().unwrap().as_str(), "gõ nhầm");
    desk.assert_sound();
}

#[test]
fn a_voided_assist_counts_no_more_and_stays_visible() {
    let mut desk = evening();
    desk.commit(&[void(target(2))]);
    let tally = desk.store.session_tally(session_id(1)).unwrap();
    assert_eq!((tally.counts.assists, tally.counts.citizens, tally.voided), (1, 1, 1));
    assert!(desk.store.assist(assist_id(2)).unwrap().unwrap().row.voided.is_some());
    assert_eq!(desk.store.evening(session_id(1), 10).unwrap().len(), 2);
    desk.assert_sound();
}

#[test]
fn rebuilding_changes_nothing() {
    let mut desk = evening();
    let edit = correction(&desk, target(1), FieldValue::AssistOutcome(Outcome::Refused));
    desk.commit(&[edit, void(target(2))]);
    let before = shown(&desk, 1);
    desk.store.rebuild().unwrap();
    assert_eq!(shown(&desk, 1), before);
    desk.assert_sound();
}

#[test]
fn a_clock_set_back_does_not_reorder_the_evening() {
    let mut desk = evening();
    desk.now_ms -= 86_400_000;
    let late = desk.commit(&[assist(3, 1, 1)]);
    assert_eq!(desk.store.evening(session_id(1), 1).unwrap()[0].row.record.id, assist_id(3));
    let path = desk.path.clone();
    drop(desk.store);
    let mut store = Store::open(&path, &Secret::new(FILE_KEY)).unwrap();
    let author = crate::commit::Author::default();
    let later = store.commit(author, &[assist(4, 1, 1)], NOW - 1, &mut |bytes| bytes.fill(3)).unwrap();
    assert!(later[0].stamp > late[0].stamp, "a restart forgets no stamp");
}

#[test]
fn an_edit_that_cannot_be_written_leaves_nothing_of_its_commit() {
    let mut desk = evening();
    let before = desk.store.outbox_counts().unwrap();
    let domain::edit::Edit::Assist(mut broken) = assist(9, 1, 1) else { panic!() };
    broken.difficulties =
        (0..40).map(|n| domain::service::DifficultyCode::parse(&format!("SIM-{n:02}")).unwrap()).collect();
    let edits = [citizen(9, "Nguyễn An", Some(9), 1), domain::edit::Edit::Assist(broken)];
    let author = crate::commit::Author::default();
    let refused = desk.store.commit(author, &edits, NOW, &mut |bytes| bytes.fill(1));
    assert!(matches!(refused, Err(crate::commit::CommitError::Write(_))), "{refused:?}");
    assert_eq!(desk.store.outbox_counts().unwrap(), before);
    assert!(desk.store.citizen(citizen_id(9)).unwrap().is_none());
}

#[test]
fn the_wrong_key_and_a_second_instance_are_told_apart() {
    let desk = evening();
    assert!(matches!(Store::open(&desk.path, &Secret::new(FILE_KEY)), Err(OpenError::InUse)));
    assert!(matches!(Store::create(&desk.path, &Secret::new(FILE_KEY)), Err(OpenError::InUse)));
    let path = desk.path.clone();
    drop(desk.store);
    assert!(matches!(Store::open(&path, &Secret::new([1; 32])), Err(OpenError::WrongKey)));
    assert!(matches!(Store::create(&path, &Secret::new(FILE_KEY)), Err(OpenError::Exists)));
    assert!(Store::open(&path, &Secret::new(FILE_KEY)).is_ok());
    assert!(matches!(Store::open(&path.with_extension("none"), &Secret::new(FILE_KEY)), Err(OpenError::Missing)));
}

#[test]
fn counting_on_gives_the_same_as_counting_all() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1), citizen(1, "Trần Thị Hạnh", Some(1), 1)]);
    let mut running = desk.store.running_tally(session_id(1)).unwrap();
    let mut log = |desk: &mut Laptop, n: u16, edits: &[domain::edit::Edit]| {
        desk.commit(edits);
        desk.store.add_to_tally(&mut running, assist_id(n)).unwrap();
        assert_eq!(running, desk.store.running_tally(session_id(1)).unwrap(), "after assist {n}");
    };
    log(&mut desk, 1, &[assist(1, 1, 1)]);
    log(&mut desk, 2, &[assist(2, 1, 1)]);
    log(&mut desk, 3, &[citizen(2, "Đỗ Đình Ý", None, 1), assist(3, 1, 2)]);
    log(&mut desk, 4, &[citizen(3, "Trần Thị Hạnh", Some(1), 1), assist(4, 1, 3)]);
    assert_eq!(desk.store.session_tally(session_id(1)).unwrap().counts.citizens, 2, "one number is one person");
}
