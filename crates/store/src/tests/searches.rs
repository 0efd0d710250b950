//! Finding people without marks, by tails, and the look-alikes apart.

use domain::edit::{FieldValue, Target, TargetKind};
use domain::person::{PersonName, Phone};
use domain::record::RosterScope;

use super::world::*;
use crate::people::SEARCH_ROWS_MAX;

fn names(desk: &Laptop, text: &str, near: Option<u8>) -> Vec<String> {
    let near = near.map(|n| RosterScope::Village(village_id(n)));
    let hits = desk.store.search(text, near).unwrap().hits;
    hits.into_iter().map(|hit| hit.name.as_str().to_owned()).collect()
}

fn desk() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), village(2, "Làng O"), session(1, 1)]);
    desk.commit(&[
        citizen(1, "Trần Thị Hạnh", Some(417), 1),
        citizen(2, "Ksor H'Lan", Some(518), 2),
        citizen(3, "Đỗ Đình Ý", None, 1),
        citizen(4, "Rơ Mah Hạnh", Some(7), 2),
        citizen(5, "Y-Bhok Niê", None, 2),
    ]);
    desk
}

#[test]
fn t35_people_are_found_without_marks_by_any_word_and_by_tails() {
    let desk = desk();
    let check = |text: &str, expected: &[&str]| assert_eq!(names(&desk, text, None), expected, "{text:?}");
    check("tran", &["Trần Thị Hạnh"]);
    check("TRẦN", &["Trần Thị Hạnh"]);
    check("ha\u{323}nh tra\u{302}", &["Trần Thị Hạnh"]);
    check("đô", &["Đỗ Đình Ý"]);
    check("do di", &["Đỗ Đình Ý"]);
    check("hlan", &["Ksor H'Lan"]);
    check("h'l", &["Ksor H'Lan"]);
    check("lan", &["Ksor H'Lan"]);
    check("bhok", &["Y-Bhok Niê"]);
    check("417", &["Trần Thị Hạnh"]);
    check(number(518).as_str(), &["Ksor H'Lan"]);
    check("hanh 7", &["Rơ Mah Hạnh", "Trần Thị Hạnh"]);
    check("hanh 17", &["Trần Thị Hạnh"]);
    check("tth", &["Trần Thị Hạnh"]);
    check("DĐY", &["Đỗ Đình Ý"]);
    check("kh", &["Ksor H'Lan"]);
    check("ybn", &["Y-Bhok Niê"]);
    check("khong co", &[]);
    check("", &[]);
    check("* OR \"", &[]);
}

#[test]
fn people_of_tonights_village_come_first() {
    let desk = desk();
    assert_eq!(names(&desk, "hanh", Some(1)), ["Trần Thị Hạnh", "Rơ Mah Hạnh"]);
    assert_eq!(names(&desk, "hanh", Some(2)), ["Rơ Mah Hạnh", "Trần Thị Hạnh"]);
    assert_eq!(names(&desk, "hanh", Some(9)).len(), 2, "a village without anybody hides nobody");
}

#[test]
fn no_more_than_seven_are_shown_and_it_says_that_there_are_more() {
    let mut desk = desk();
    let edits: Vec<_> = (100..150).map(|n| citizen(n, "Nguyễn Văn An", Some(n), 1)).collect();
    desk.commit(&edits);
    let found = desk.store.search("nguyen", None).unwrap();
    assert_eq!((found.hits.len(), found.more), (SEARCH_ROWS_MAX, true));
    let found = desk.store.search("tran", None).unwrap();
    assert_eq!((found.hits.len(), found.more), (1, false));
}

#[test]
fn a_corrected_name_phone_or_village_is_found_and_the_old_one_is_not() {
    let mut desk = desk();
    let target = Target { kind: TargetKind::Citizen, id: citizen_id(1).record() };
    let edits = [
        correction(&desk, target, FieldValue::CitizenName(PersonName::parse("Lê Thị Tám").unwrap())),
        correction(&desk, target, FieldValue::CitizenPhone(Some(Phone::parse("0505123456").unwrap()))),
        correction(&desk, target, FieldValue::CitizenVillage(Some(village_id(2)))),
    ];
    desk.commit(&edits);
    assert_eq!(names(&desk, "tran", None), [""; 0]);
    assert_eq!(names(&desk, "tam", None), ["Lê Thị Tám"]);
    assert_eq!(names(&desk, "3456", None), ["Lê Thị Tám"]);
    assert_eq!(names(&desk, "0505123456", None), ["Lê Thị Tám"]);
    desk.commit(&[void(target)]);
    assert_eq!(names(&desk, "tam", None), [""; 0]);
    desk.assert_sound();
}

#[test]
fn tidying_and_rebuilding_lose_nobody() {
    let mut desk = desk();
    for n in 100..160 {
        desk.commit(&[citizen(n, "Nguyễn Văn An", Some(n), 1)]);
    }
    desk.assert_sound();
    let mut rounds = 0;
    while desk.store.tidy(8).unwrap() {
        rounds += 1;
        assert!(rounds < 1_000, "tidying comes to an end");
    }
    assert!(rounds > 0, "there was something to merge");
    desk.assert_sound();
    desk.store.rebuild().unwrap();
    desk.assert_sound();
    assert_eq!(names(&desk, "417", None), ["Trần Thị Hạnh"]);
}
