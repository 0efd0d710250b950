//! Who is to be met again: on the laptop that logged it, on another after a sync, and until somebody saw to it.

use domain::edit::{Edit, FieldValue, TargetKind};
use domain::follow_up::FollowUpReason;
use domain::service::{AccountState, CallResult, Outcome, Service};

use super::world::*;
use crate::follow_up::{FollowUpRow, FollowUpTally, FollowUpsOf};

fn all(laptop: &Laptop) -> Vec<FollowUpRow> {
    laptop.store.follow_ups(FollowUpsOf::All, u32::MAX).unwrap()
}

/// Who, why, by when, and how often somebody tried.
fn told(laptop: &Laptop) -> Vec<(u16, FollowUpReason, Option<String>, u32)> {
    let number = |row: &FollowUpRow| (1..99).find(|n| row.citizen.id == citizen_id(*n)).unwrap();
    all(laptop).iter().map(|row| (number(row), row.reason, row.due.map(|it| it.to_string()), row.calls)).collect()
}

/// Somebody is to come back on a day of November 2026.
fn come_back(n: u16, of: u16, on: Option<u32>) -> Edit {
    let Edit::Assist(assist) = assist(n, 1, of) else { unreachable!() };
    let return_day = on.map(november);
    Edit::Assist(domain::record::Assist { outcome: Outcome::ComeBack, return_day, ..assist })
}

fn november(day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// A laptop in the middle of an evening; three people of village 1, one of village 2.
fn desk() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), village(2, "Bến"), session(1, 1)]);
    let people = [(1, "Trần Thị Hạnh", 1), (2, "Nguyễn Văn An", 1), (3, "Lê Thị Mùi", 1), (4, "Ksor H'Lan", 2)];
    desk.commit(&people.map(|(n, name, village)| citizen(n, name, Some(n), village)));
    desk
}

fn send(from: &mut Laptop, to: &mut Laptop) {
    let log = from.log();
    to.receive(&log);
}

#[test]
fn whoever_is_to_come_back_is_on_the_list_by_day_until_the_next_assist() {
    let mut desk = desk();
    desk.commit(&[come_back(1, 1, Some(26)), come_back(2, 2, None), come_back(3, 4, Some(24)), assist(4, 1, 3)]);
    let back = |n, day: Option<&str>| (n, FollowUpReason::ComeBack, day.map(str::to_owned), 0);
    assert_eq!(told(&desk), [back(4, Some("2026-11-24")), back(1, Some("2026-11-26")), back(2, None)]);
    desk.commit(&[assist(5, 1, 1)]);
    assert_eq!(told(&desk), [back(4, Some("2026-11-24")), back(2, None)]);
    desk.commit(&[void(target(5))]);
    assert_eq!(told(&desk).len(), 3, "the assist that ticked it off counts no more");
    desk.assert_sound();
}

#[test]
fn more_than_a_thousand_people_are_all_listed() {
    let mut desk = desk();
    let people: Vec<Edit> = (5..1_205).map(|n| citizen(n, "Nguyễn Mẫu", Some(n), 1)).collect();
    desk.commit(&people);
    let back: Vec<Edit> = (5..1_205).map(|n| come_back(n, n, Some(26))).collect();
    desk.commit(&back);
    assert_eq!(all(&desk).len(), 1_200, "nobody is cut off in silence");
}

#[test]
fn each_village_is_counted_by_day() {
    let mut desk = desk();
    desk.commit(&[come_back(1, 1, Some(20)), come_back(2, 2, Some(21)), come_back(3, 3, Some(28))]);
    desk.commit(&[come_back(4, 4, None)]);
    let tally =
        |n, all, overdue, today, week| FollowUpTally { village: Some(village_id(n)), all, overdue, today, week };
    assert_eq!(desk.store.follow_up_tallies(day()).unwrap(), [tally(1, 3, 1, 1, 1), tally(2, 1, 0, 0, 0)]);
    let of = |village| desk.store.follow_ups(village, 2).unwrap().len();
    assert_eq!(of(FollowUpsOf::Village(village_id(1))), 2, "no more than asked for");
    assert_eq!((of(FollowUpsOf::Village(village_id(2))), of(FollowUpsOf::NoVillage)), (1, 0));
}

#[test]
fn an_enrolment_waits_for_its_approval_by_the_day_of_the_session() {
    let mut desk = desk();
    let Edit::Assist(it) = assist(1, 1, 1) else { unreachable!() };
    let (service, state_before) = (Service::Level2Enrolment, AccountState::Level1Active);
    desk.commit(&[Edit::Assist(domain::record::Assist { service, state_before, ..it })]);
    let approval = |day: &str| [(1, FollowUpReason::Approval, Some(day.to_owned()), 0)];
    assert_eq!(told(&desk), approval("2026-11-25"), "three working days after a Saturday");
    let target = domain::edit::Target { kind: TargetKind::Session, id: session_id(1).record() };
    let moved = correction(&desk, target, FieldValue::SessionDay(november(17)));
    desk.commit(&[moved]);
    assert_eq!(told(&desk), approval("2026-11-20"), "with the session the term moves");
    let message = correction(&desk, super::world::target(1), FieldValue::AssistSmsDay(Some(november(19))));
    desk.commit(&[message]);
    assert_eq!(told(&desk), [(1, FollowUpReason::Activation, Some("2026-11-26".to_owned()), 0)]);
    desk.assert_sound();
}

#[test]
fn calls_are_counted_move_the_day_and_some_tick_it_off() {
    let mut desk = desk();
    desk.commit(&[call(9, 1, CallResult::MovedAway, None)]);
    desk.commit(&[come_back(1, 1, Some(24)), come_back(2, 2, Some(24))]);
    assert_eq!(told(&desk).len(), 2, "what was known before the assist settles nothing");
    desk.commit(&[call(1, 1, CallResult::NoAnswer, None), call(2, 1, CallResult::WillCome, Some(november(27)))]);
    assert_eq!(told(&desk)[1], (1, FollowUpReason::ComeBack, Some("2026-11-27".to_owned()), 2));
    desk.commit(&[call(3, 2, CallResult::DoneElsewhere, None)]);
    assert_eq!(told(&desk).len(), 1);
    desk.commit(&[come_back(3, 2, Some(30))]);
    assert_eq!(told(&desk).len(), 2, "a later assist says so again");
    desk.assert_sound();
}

#[test]
fn another_laptop_ticks_off_what_this_one_promised() {
    let (mut one, mut two) = (desk(), Laptop::new(11));
    one.commit(&[come_back(1, 1, Some(24)), come_back(2, 2, Some(24))]);
    send(&mut one, &mut two);
    assert_eq!(told(&two), told(&one));
    // The same person under another record: the number says so.
    two.now_ms += 60_000;
    two.commit(&[citizen(50, "Trần Thị Hạnh", Some(1), 1), assist(51, 1, 50), call(1, 2, CallResult::NoAnswer, None)]);
    send(&mut two, &mut one);
    assert_eq!(told(&one), told(&two));
    assert_eq!(told(&one), [(2, FollowUpReason::ComeBack, Some("2026-11-24".to_owned()), 1)]);
    for laptop in [&mut one, &mut two] {
        laptop.assert_sound();
        let before = all(laptop);
        laptop.store.rebuild().unwrap();
        assert_eq!(all(laptop), before);
        laptop.assert_sound();
    }
}

#[test]
fn a_mended_number_joins_two_records_and_parts_them_again() {
    let mut desk = desk();
    desk.commit(&[come_back(1, 1, Some(24)), citizen(60, "Trần Thị Hạnh", None, 1), assist(61, 1, 60)]);
    assert_eq!(told(&desk).len(), 1, "without a number it is somebody else");
    let target = domain::edit::Target { kind: TargetKind::Citizen, id: citizen_id(60).record() };
    let same = correction(&desk, target, FieldValue::CitizenNumber(Some(number(1))));
    desk.commit(&[same]);
    assert!(told(&desk).is_empty(), "the later assist was hers");
    let other = correction(&desk, target, FieldValue::CitizenNumber(None));
    desk.commit(&[other]);
    assert_eq!(told(&desk).len(), 1);
    desk.assert_sound();
}

#[test]
fn a_line_that_is_not_what_the_journal_says_is_found() {
    let mut desk = desk();
    desk.commit(&[come_back(1, 1, Some(24))]);
    let views = |desk: &Laptop| {
        let checks = desk.store.verify().unwrap();
        checks.iter().find(|check| check.what == crate::upkeep::Checked::Views).unwrap().bad
    };
    assert_eq!(views(&desk), 0);
    desk.store.db.execute_batch("UPDATE follow_up SET due = due + 1").unwrap();
    assert_eq!(views(&desk), 1);
    desk.store.db.execute_batch("UPDATE follow_up SET due = due - 1, person = zeroblob(16)").unwrap();
    assert!(views(&desk) >= 1);
    desk.store.rebuild().unwrap();
    desk.assert_sound();
}

#[test]
fn difficulties_are_counted_by_session_and_by_days() {
    let mut desk = desk();
    let Edit::Session(other) = session(2, 1) else { unreachable!() };
    desk.commit(&[Edit::Session(domain::record::Session { day: november(3), ..other })]);
    let met = |n: u16, at: u8, codes: &[&str]| {
        let Edit::Assist(it) = assist(n, at, 1) else { unreachable!() };
        let difficulties = codes.iter().map(|code| domain::service::DifficultyCode::parse(code).unwrap()).collect();
        Edit::Assist(domain::record::Assist { difficulties, ..it })
    };
    desk.commit(&[met(1, 1, &["OTP-01", "SIM-03"]), met(2, 1, &["OTP-01"]), met(3, 2, &["OTP-01"]), met(4, 2, &[])]);
    desk.commit(&[met(5, 1, &["SIM-03"]), void(target(5))]);
    let uses = |first| {
        let found = desk.store.difficulty_uses(Some(session_id(1)), november(first), november(30)).unwrap();
        found.iter().map(|(code, it)| (code.as_str().to_owned(), it.session, it.days)).collect::<Vec<_>>()
    };
    assert_eq!(uses(1), [("OTP-01".to_owned(), 2, 3), ("SIM-03".to_owned(), 1, 1)]);
    assert_eq!(uses(4), [("OTP-01".to_owned(), 2, 2), ("SIM-03".to_owned(), 1, 1)]);
}
