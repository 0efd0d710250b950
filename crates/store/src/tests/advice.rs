//! What a leader has the desks say: on every laptop the newest word, and nobody's but a leader's.

use domain::edit::{Edit, Kind};
use domain::record::AdviceAbout;

use super::world::*;
use crate::commit::Author;
use crate::rows::Matter;

/// The names of the offices that a laptop sends people to.
fn names(laptop: &Laptop) -> Vec<String> {
    laptop.store.offices().unwrap().into_iter().map(name).collect()
}

fn name(advice: domain::record::Advice) -> String {
    let AdviceAbout::Office(office) = advice.about else { unreachable!() };
    office.map_or_else(|| "?".to_owned(), |it| it.name.as_str().to_owned())
}

fn send(from: &mut Laptop, to: &mut Laptop) {
    let log = from.log();
    to.receive(&log);
    to.assert_sound();
}

#[test]
fn an_office_is_named_anew_and_put_out_of_use_on_every_laptop() {
    let (mut desk, mut other) = (Laptop::new(10), Laptop::new(11));
    desk.commit(&[commune(), certified(10), certified(11), office(1, "Công an xã"), office(2, "Công an huyện")]);
    send(&mut desk, &mut other);
    assert_eq!(desk.store.offices().unwrap(), other.store.offices().unwrap());
    let Edit::Advice(first) = office(1, "Công an xã") else { unreachable!() };
    assert_eq!(desk.store.offices().unwrap()[0], first, "every field comes back");
    other.now_ms += 60_000;
    other.commit(&[office(1, "Công an xã Vĩnh Sơn"), no_office(2)]);
    send(&mut other, &mut desk);
    for laptop in [&mut desk, &mut other] {
        assert_eq!(names(laptop), ["Công an xã Vĩnh Sơn"]);
        laptop.store.rebuild().unwrap();
        laptop.assert_sound();
        assert_eq!(names(laptop), ["Công an xã Vĩnh Sơn"]);
    }
    desk.now_ms += 120_000;
    desk.commit(&[office(2, "Công an huyện")]);
    assert_eq!(names(&desk), ["Công an xã Vĩnh Sơn", "Công an huyện"], "put back");
}

#[test]
fn an_office_that_no_leader_signed_is_kept_flagged_and_shown_nowhere() {
    let (mut desk, mut other) = (Laptop::new(10), Laptop::new(11));
    desk.commit(&[commune(), certified(10), certified(11)]);
    send(&mut desk, &mut other);
    let author = Author { member: Some(LEADER), ..Author::default() };
    other.store.commit(author, &[office(1, "Nơi lừa đảo")], other.now_ms, &mut |bytes| bytes.fill(1)).unwrap();
    send(&mut other, &mut desk);
    assert!(names(&desk).is_empty() && names(&other).is_empty());
    let tasks = desk.store.tasks(10).unwrap();
    let told: Vec<_> = tasks.iter().map(|task| (task.kind, task.matter)).collect();
    assert_eq!(told, [(Some(Kind::Advice), Matter::NoLeader)]);
}

#[test]
fn two_laptops_that_say_other_words_of_one_difficulty_meet_in_the_last() {
    let (mut desk, mut other) = (Laptop::new(10), Laptop::new(11));
    desk.commit(&[commune(), certified(10), certified(11), difficulty("XA-417", true, Some("Máy đầy"))]);
    other.now_ms += 60_000;
    other.commit(&[difficulty("XA-417", false, Some("Máy đầy bộ nhớ")), difficulty("OTP-01", false, None)]);
    send(&mut desk, &mut other);
    send(&mut other, &mut desk);
    let wanted = [difficulty("OTP-01", false, None), difficulty("XA-417", false, Some("Máy đầy bộ nhớ"))];
    for laptop in [&mut desk, &mut other] {
        laptop.store.rebuild().unwrap();
        laptop.assert_sound();
        let said = laptop.store.own_difficulties().unwrap().into_iter().map(Edit::Advice);
        assert_eq!(said.collect::<Vec<_>>(), wanted, "by code, with every field");
    }
}

#[test]
fn a_difficulty_whose_record_is_no_code_is_kept_and_flagged() {
    let mut desk = Laptop::new(10);
    let Edit::Advice(good) = difficulty("XA-417", true, Some("Máy đầy")) else { unreachable!() };
    let bad = domain::record::Advice { id: advice_id(7), ..good };
    desk.commit(&[commune(), certified(10), Edit::Advice(bad)]);
    assert!(desk.store.own_difficulties().unwrap().is_empty());
    let tasks = desk.store.tasks(10).unwrap();
    assert_eq!(tasks.iter().map(|task| task.matter).collect::<Vec<_>>(), [Matter::Malformed]);
    desk.assert_sound();
}

#[test]
fn a_line_that_is_not_what_the_journal_says_is_found() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), certified(10), office(1, "Công an xã")]);
    desk.store.db.execute_batch("UPDATE office SET phone = '0205000418'").unwrap();
    let views = |desk: &Laptop| {
        let checks = desk.store.verify().unwrap();
        checks.iter().find(|check| check.what == crate::upkeep::Checked::Views).unwrap().bad
    };
    assert_eq!(views(&desk), 1);
    desk.store.rebuild().unwrap();
    assert_eq!(views(&desk), 0);
}
