//! Cards from scanners that mangle letters: offered, chosen or marked, never guessed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{CardWay, DoubtField, ScanView};
use common::{HANH, Laptop};
use domain::card::{ScannerProfile, probe_text};
use domain::service::Outcome;

/// Hà Mạ, or Hà Mơ, by a scanner that leaves the low byte.
const MA: &str = "005185000012||Hα Mí|09111985|N∩|Th⌠n Bn|22062022";

#[test]
fn letters_that_are_uncertain_are_offered_and_the_line_is_marked_until_somebody_chose() {
    let (laptop, session) = Laptop::at_the_desk();
    let card = laptop.scan(MA);
    assert_eq!(card.person.number, "005185000012");
    let [doubt] = card.doubts.as_slice() else { panic!("{:?}", card.doubts) };
    assert_eq!(doubt.field, DoubtField::Name);
    assert_eq!(doubt.pieces, [vec!["Hà ".to_owned()], vec!["Mơ".to_owned(), "Mạ".to_owned()]]);
    let mut form = laptop.form(&card, Outcome::Done);
    form.unsure = true;
    form.note = "Hẹn gặp con gái".into();
    assert!(laptop.app.log_assist(form).unwrap().row.review);
    let view = laptop.app.session(session.id).unwrap();
    assert!(view.assists.iter().all(|row| row.review), "seen again when the session is closed");
    let other = laptop.done(&laptop.scan(HANH));
    assert!(!other.row.review);
}

#[test]
fn a_name_that_is_on_record_settles_what_the_scanner_left_open() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut form = laptop.form(&laptop.scan(MA), Outcome::Done);
    form.person.name = "Hà Mạ".into();
    laptop.app.log_assist(form).unwrap();
    let again = laptop.scan(MA);
    assert_eq!((again.person.name.as_str(), again.doubts.len()), ("Hà Mạ", 0));
    let keys: Vec<&str> = again.notices.iter().map(|it| it.key.as_str()).collect();
    assert!(!keys.contains(&"notice-name-differs") && !keys.contains(&"card-warning-name-unsure"), "{keys:?}");
}

#[test]
fn what_an_input_method_rewrote_is_not_read_at_all() {
    let (laptop, _) = Laptop::at_the_desk();
    let ScanView::Unread(words) = laptop.app.scan_by(HANH, CardWay::Retyped).unwrap() else { panic!("it was read") };
    assert_eq!(words.key, "notice-scan-retyped");
}

#[test]
fn no_input_method_is_suspected_where_none_was_in_the_way() {
    let (laptop, _) = Laptop::at_the_desk();
    let highland = HANH.replace("Trần Thị Hạnh", "Ksỏ Hạnh");
    let suspected = |way| {
        let ScanView::Card(card) = laptop.app.scan_by(&highland, way).unwrap() else { panic!("it was not read") };
        card.notices.iter().any(|it| it.key == "card-warning-input-method")
    };
    assert!(suspected(CardWay::Typed));
    assert!(!suspected(CardWay::Read));
}

#[test]
fn a_scanner_that_was_tried_is_remembered_and_what_it_types_is_read_by_it() {
    let (mut laptop, _) = Laptop::at_the_desk();
    // Nothing in this card tells that letters were mangled: Mơ was typed as Mí.
    let text = "005085000013||Ha Mí|09111985|Nam|Sín La|22062022";
    assert_eq!(laptop.scan(text).person.name, "Ha Mí");
    assert_eq!(laptop.app.scanner().unwrap(), None);

    let typed: String = probe_text().chars().map(in_code_page_437).collect();
    let found = laptop.app.judge_scanner(&typed, true, false).unwrap().unwrap();
    assert_eq!((found.profile, found.fine), (Some(ScannerProfile::LowByte), false));
    laptop.restart();
    laptop.unlock(common::PIN).unwrap();
    assert_eq!(laptop.app.scanner().unwrap(), Some(found));
    let ScanView::Card(read) = laptop.app.scan_by(text, CardWay::Read).unwrap() else { panic!("it was not read") };
    assert_eq!(read.person.name, "Ha Mí", "what came past the keyboard has none of the scanner's habits");
    assert_eq!(laptop.scan(text).doubts[0].pieces, [vec!["Ha ".to_owned()], vec!["Mơ".to_owned(), "Mạ".to_owned()]]);
}

/// As `assets/scanner_letters.csv` has it.
fn in_code_page_437(letter: char) -> char {
    let rows = include_str!("../../../assets/scanner_letters.csv").lines();
    let row = rows.map(|row| row.split(',').collect::<Vec<_>>()).find(|row| row[0] == letter.to_string());
    row.map_or(letter, |row| row[6].chars().next().unwrap())
}

#[test]
fn the_code_is_square_and_what_is_no_test_changes_nothing() {
    let (laptop, _) = Laptop::at_the_desk();
    let code = laptop.app.scanner_test().unwrap();
    assert!((21..=177).contains(&code.size) && code.path.starts_with("M0 0h7v1h-7z"), "{}", code.size);
    let fine = laptop.app.judge_scanner(&probe_text(), true, false).unwrap().unwrap();
    assert!(fine.fine);
    assert_eq!(laptop.app.judge_scanner(HANH, true, false).unwrap(), None);
    assert_eq!(laptop.app.scanner().unwrap(), Some(fine));
    let silent = laptop.app.judge_scanner(&probe_text(), false, false).unwrap().unwrap();
    assert!(!silent.fine, "without Enter something is to be set");
    let retyped = laptop.app.judge_scanner(&probe_text(), true, true).unwrap().unwrap();
    assert_eq!(retyped.profile, Some(ScannerProfile::InputMethod));
}
