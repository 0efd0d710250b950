//! A pile of paper slips keyed in: bound to known people, saved once, said when keyed before, kept when half typed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{AssistForm, PersonForm};
use app::view::export::Language;
use app::view::paper::{PadForm, SlipForm, SlipState, SlipsForm};
use app::{Code, SLIPS_BEGUN_MAX};
use common::{HANH, Laptop, person, text};
use domain::service::{Outcome, Service};
use uuid::Uuid;

fn slip(session: Uuid, number: u32, who: PersonForm) -> SlipForm {
    SlipForm {
        assist: Some(Uuid::from_u128(number.into())),
        session,
        number,
        person: who,
        digits: String::new(),
        service: Some(Service::Level1Install),
        outcome: Some(Outcome::Done),
        difficulties: String::new(),
        return_day: String::new(),
        note: String::new(),
        again: false,
    }
}

fn printed(laptop: &Laptop, session: Uuid, count: u32) {
    let path = text(&laptop.path("phieu.pdf"));
    laptop.app.print_pad(PadForm { session, first: None, count, language: Language::Vi, path }).unwrap();
}

#[test]
fn a_pile_is_keyed_in_by_its_numbers_and_what_is_missing_is_said() {
    let (laptop, session) = Laptop::at_the_desk();
    printed(&laptop, session.id, 6);
    let pile = laptop.app.pile(session.id, None, None).unwrap();
    assert_eq!((pile.first, pile.last, pile.slips.len(), pile.missing.as_slice()), (1, 6, 6, &[(1, 6)][..]));
    let quyen = SlipForm {
        outcome: Some(Outcome::ComeBack),
        difficulties: "otp1, sim 3".into(),
        return_day: "24/11".into(),
        digits: "0123".into(),
        ..slip(session.id, 2, PersonForm { birth: "1950".into(), ..person("Đỗ Hữu Quyền") })
    };
    let saved = laptop.app.key_slip(quyen.clone()).unwrap().saved.unwrap();
    assert_eq!((saved.row.ticket, saved.row.return_day.as_deref()), (Some(2), Some("2026-11-24")));
    assert_eq!(saved.row.difficulties, ["OTP-01", "SIM-03"]);
    let note = laptop.app.assist(saved.row.id).unwrap().note.unwrap();
    assert_eq!(note, "Số định danh trên phiếu: …0123");
    laptop.app.spoil_slip(session.id, 4, true).unwrap();
    let pile = laptop.app.pile(session.id, None, None).unwrap();
    assert_eq!((pile.keyed, pile.spoilt, pile.missing.as_slice()), (1, 1, &[(1, 1), (3, 3), (5, 6)][..]));
    let keyed = pile.slips[1].keyed.as_ref().unwrap();
    assert_eq!((keyed.name.as_deref(), keyed.member_name.as_str()), (Some("Đỗ Hữu Quyền"), "Phạm Mẫu Thủy"));
    laptop.app.spoil_slip(session.id, 4, false).unwrap();
    assert_eq!(laptop.app.pile(session.id, Some(3), Some(5)).unwrap().missing, [(3, 5)]);
    let again = laptop.app.key_slip(quyen).unwrap().saved.unwrap();
    assert_eq!((again.row.id, again.counts.assists), (saved.row.id, 1), "the same form twice is one assist");
}

#[test]
fn a_number_keyed_before_is_said_and_saved_again_only_on_insisting() {
    let (laptop, session) = Laptop::at_the_desk();
    let first = slip(session.id, 7, person("Đỗ Hữu Quyền"));
    laptop.app.key_slip(first.clone()).unwrap().saved.unwrap();
    let other = SlipForm { assist: Some(Uuid::from_u128(70)), ..slip(session.id, 7, person("Vũ Đình Chuẩn")) };
    let said = laptop.app.key_slip(other.clone()).unwrap();
    assert!(said.saved.is_none());
    assert_eq!(said.taken.unwrap().name.as_deref(), Some("Đỗ Hữu Quyền"));
    assert_eq!(laptop.app.desk().unwrap().session.counts.assists, 1);
    let saved = laptop.app.key_slip(SlipForm { again: true, ..other }).unwrap().saved.unwrap();
    assert_eq!(saved.counts.assists, 2);
    laptop.app.void_assist(first.assist.unwrap()).unwrap();
    laptop.app.void_assist(saved.row.id).unwrap();
    assert_eq!(laptop.app.pile(session.id, Some(7), Some(7)).unwrap().slips[0].state, SlipState::Missing);
}

#[test]
fn known_people_are_bound_by_choice_and_last_digits_that_are_anothers_are_said() {
    let (laptop, session) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    let row = laptop.app.search("tran thi hanh").unwrap().rows.remove(0);
    let hanh = laptop.app.open_person(row.key).unwrap().person;
    let wrong = SlipForm { digits: "999".into(), ..slip(session.id, 3, hanh.clone()) };
    let told = laptop.app.key_slip(wrong.clone()).unwrap_err();
    assert_eq!((told.code, told.params["field"].as_str()), (Code::BadField, "slip-tail"));
    let right = SlipForm { digits: "002".into(), service: None, ..wrong.clone() };
    let saved = laptop.app.key_slip(right).unwrap().saved.unwrap();
    assert_eq!(saved.row.citizen, hanh.citizen);
    assert_eq!(saved.counts.citizens, 1, "no second record");
    assert!(laptop.app.assist(saved.row.id).unwrap().note.is_none(), "the record has the whole number");
    let same_name = laptop.app.key_slip(slip(session.id, 4, person("Trần Thị Hạnh"))).unwrap().saved.unwrap();
    assert_ne!(same_name.row.citizen, hanh.citizen, "nobody is picked by a name alone");
}

#[test]
fn a_ticket_of_a_peak_hour_gets_its_person_from_its_slip() {
    let (laptop, session) = Laptop::at_the_desk();
    let bare = AssistForm {
        person: PersonForm::default(),
        service: Service::Level2Activation,
        ticket: Some(5),
        ..laptop.typed("", "")
    };
    let ticket = laptop.app.log_assist(bare).unwrap();
    let pile = laptop.app.pile(session.id, Some(5), Some(5)).unwrap();
    assert_eq!((pile.slips[0].state, pile.missing.as_slice()), (SlipState::Ticket, &[(5, 5)][..]));
    let keyed =
        SlipForm { service: Some(Service::Level2Activation), ..slip(session.id, 5, person("Vũ Đình Chuẩn")) };
    let saved = laptop.app.key_slip(keyed).unwrap().saved.unwrap();
    assert_eq!((saved.row.id, saved.counts.assists), (ticket.row.id, 1));
    assert_eq!(laptop.app.pile(session.id, Some(5), Some(5)).unwrap().slips[0].state, SlipState::Keyed);
}

#[test]
fn slips_are_keyed_in_after_the_session_was_closed_and_counted_as_later() {
    let (laptop, session) = Laptop::at_the_desk();
    let desk = laptop.typed("Lê Thị Mơ", "1980");
    let first = laptop.app.key_slip(slip(session.id, 1, person("Đỗ Hữu Quyền"))).unwrap();
    assert!(!first.late);
    laptop.app.close_session(session.id, None).unwrap();
    let late = laptop.app.key_slip(slip(session.id, 2, person("Vũ Đình Chuẩn"))).unwrap();
    assert!(late.late && late.saved.is_some());
    assert_eq!(laptop.app.session(session.id).unwrap().row.counts.assists, 2);
    assert_eq!(laptop.app.log_assist(desk).unwrap_err().code, Code::SessionClosed, "the desk stays shut");
}

#[test]
fn half_typed_slips_are_there_again_after_a_crash_and_never_saved_twice() {
    let (mut laptop, session) = Laptop::at_the_desk();
    let half = SlipForm { outcome: None, digits: "12".into(), ..slip(session.id, 2, person("Đỗ H")) };
    let whole = slip(session.id, 3, person("Vũ Đình Chuẩn"));
    laptop.app.keep_slips(SlipsForm { session: session.id, begun: vec![half.clone(), whole.clone()] }).unwrap();
    laptop.restart();
    laptop.unlock(common::PIN).unwrap();
    assert_eq!(laptop.app.pile(session.id, None, None).unwrap().begun, [half.clone(), whole.clone()]);
    assert_eq!(laptop.app.key_slip(half.clone()).unwrap_err().code, Code::BadField, "it has no outcome");
    laptop.app.key_slip(whole.clone()).unwrap();
    let left = laptop.app.pile(session.id, None, None).unwrap().begun;
    assert_eq!(left, std::slice::from_ref(&half));
    let many = SlipsForm { session: session.id, begun: vec![half; SLIPS_BEGUN_MAX + 1] };
    assert_eq!(laptop.app.keep_slips(many).unwrap_err().code, Code::BadField);
}

#[test]
fn numbers_out_of_range_are_refused() {
    let (laptop, session) = Laptop::at_the_desk();
    let check = |first, last| {
        assert_eq!(laptop.app.pile(session.id, Some(first), Some(last)).unwrap_err().code, Code::BadField);
    };
    check(0, 5);
    check(9, 5);
    check(1, 301);
    check(99_999, 100_000);
    let pile = laptop.app.pile(session.id, None, None).unwrap();
    assert_eq!((pile.first, pile.last), (1, 30));
}
