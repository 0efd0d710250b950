//! Cards from scanners that mangle letters: offered, chosen or marked, never guessed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{DoubtField, ScanView};
use common::{HANH, Laptop};
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
    let ScanView::Unread(words) = laptop.app.scan_typed(HANH, true).unwrap() else { panic!("it was read") };
    assert_eq!(words.key, "notice-scan-retyped");
}
