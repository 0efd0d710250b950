//! Who a person is: one record per number, nothing overwritten in silence, corrections with a reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::desk::{CardSource, PersonForm};
use app::view::people::{CorrectPersonForm, HistoryAct};
use common::{HANH, Laptop, keys};
use domain::person::Sex;
use domain::service::{AccountState, Outcome, Service};

#[test]
fn one_number_is_one_record_however_the_person_was_entered() {
    let (laptop, _) = Laptop::at_the_desk();
    let first = laptop.done(&laptop.scan(HANH));
    let mut typed = laptop.typed("Tran Thi Hanh", "1985");
    typed.person.number = "005185000002".into();
    let second = laptop.app.log_assist(typed).unwrap();
    assert_eq!(second.row.citizen, first.row.citizen);
    assert_eq!(second.row.name.as_deref(), Some("Trần Thị Hạnh"), "the saved name stays");
    assert_eq!(keys(&second.notices), ["notice-same-number"]);
    let by_number = laptop.app.new_person("005 185 000 002").unwrap();
    assert_eq!((by_number.source, by_number.person.citizen), (CardSource::Record, first.row.citizen));
}

#[test]
fn a_card_that_says_something_else_is_told_and_overwrites_nothing() {
    let (laptop, _) = Laptop::at_the_desk();
    let saved = laptop.done(&laptop.scan(HANH));
    let other = HANH.replace("Trần Thị Hạnh", "Trần Thị Hằng").replace("09111985", "10111985");
    let card = laptop.scan(&other);
    assert_eq!((card.person.name.as_str(), card.person.birth.as_str()), ("Trần Thị Hạnh", "1985-11-09"));
    let told = keys(&card.notices);
    assert!(told.contains(&"notice-name-differs") && told.contains(&"notice-birth-differs"), "{told:?}");
    laptop.done(&card);
    let person = laptop.app.person(saved.row.citizen.unwrap()).unwrap();
    assert_eq!(person.card.person.name, "Trần Thị Hạnh");
    assert_eq!(person.history.len(), 1, "nothing was written about the person");
}

#[test]
fn a_typed_number_that_contradicts_what_is_typed_beside_it_is_warned_of_and_saved() {
    let (laptop, _) = Laptop::at_the_desk();
    let check = |number: &str, birth: &str, sex: Option<Sex>, expected: &[&str]| {
        let (number, birth) = (number.to_owned(), birth.to_owned());
        let person = PersonForm { name: "Đỗ Mẫu Yên".into(), number, birth, sex, ..PersonForm::default() };
        let triage = laptop.app.triage(person, AccountState::Unknown, None).unwrap();
        let told = keys(&triage.contradictions);
        let told: Vec<&str> = told.into_iter().filter(|it| *it != "card-warning-sample-number").collect();
        assert_eq!(told, expected);
    };
    let (year, sex) = ("card-warning-birth-year-differs", "card-warning-sex-differs");
    check("005185000003", "09/11/1985", Some(Sex::Female), &[]);
    check("005185000003", "1990", Some(Sex::Male), &[year, sex]);
    check("005185000003", "31/02/1990", None, &[]);
    check("999185000003", "", None, &["card-warning-birth-place-unknown"]);
    check("0051850000", "1990", Some(Sex::Male), &[]);
    let mut typed = laptop.typed("Đỗ Mẫu Yên", "1990");
    typed.person.number = "005185000003".into();
    let saved = laptop.app.log_assist(typed).unwrap();
    assert_eq!(keys(&saved.notices), [year], "whoever pressed Enter first sees it after the save");
    let by_number = laptop.app.new_person("999185000004").unwrap();
    assert_eq!(keys(&by_number.triage.contradictions), ["card-warning-birth-place-unknown"]);
}

#[test]
fn a_form_that_contradicts_the_record_it_names_is_not_saved() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::Done);
    form.person.name = "Somebody Else".into();
    let error = laptop.app.log_assist(form).unwrap_err();
    assert_eq!((error.code, error.params["field"].as_str()), (Code::BadField, "known-person"));
}

#[test]
fn what_a_record_lacks_is_added_at_the_desk_in_the_same_commit() {
    let (laptop, _) = Laptop::at_the_desk();
    let first = laptop.app.log_assist(laptop.typed("Đỗ Hữu Quyền", "")).unwrap();
    let card = laptop.app.open_person(laptop.app.search("quyen").unwrap().rows.remove(0).key).unwrap();
    let mut form = laptop.form(&card, Outcome::Done);
    form.person = PersonForm {
        number: "003050000009".into(),
        birth: "12/05/1950".into(),
        sex: Some(Sex::Male),
        phone: "0505 000 417".into(),
        ..form.person
    };
    let written = laptop.app.sync_state().unwrap().written;
    let second = laptop.app.log_assist(form).unwrap();
    assert_eq!(laptop.app.sync_state().unwrap().written, written + 2, "a correction and an assist");
    assert_eq!(second.row.citizen, first.row.citizen);
    let person = laptop.app.person(first.row.citizen.unwrap()).unwrap();
    assert_eq!((person.card.person.birth.as_str(), person.card.person.phone.as_str()), ("1950-05-12", "0505000417"));
    assert_eq!(person.history[1].act, HistoryAct::Corrected);
    assert!(person.history[1].reason.is_some());
    assert_eq!(laptop.app.new_person("003050000009").unwrap().person.citizen, first.row.citizen, "found by number now");
}

#[test]
fn a_correction_of_a_person_keeps_the_old_values_visible() {
    let (laptop, _) = Laptop::at_the_desk();
    let saved = laptop.done(&laptop.scan(HANH));
    let person = laptop.app.person(saved.row.citizen.unwrap()).unwrap().card.person;
    let form = |person: PersonForm, reason: &str| CorrectPersonForm { person, reason: reason.into() };
    let same = laptop.app.correct_person(form(person.clone(), "không rõ")).unwrap_err();
    assert_eq!(same.code, Code::NothingChanged);
    let missing = laptop.app.correct_person(form(person.clone(), "")).unwrap_err();
    assert_eq!(missing.code, Code::ReasonMissing);
    let wanted = PersonForm { name: "Trần Thị Hằng".into(), phone: String::new(), ..person };
    let corrected = laptop.app.correct_person(form(wanted, "Nghe nhầm")).unwrap();
    assert_eq!(corrected.card.person.name, "Trần Thị Hằng");
    let change = &corrected.history[1].changes[0];
    assert_eq!((change.field.as_str(), change.before.as_deref()), ("citizen-name", Some("Trần Thị Hạnh")));
    assert_eq!(laptop.app.search("hang").unwrap().rows.len(), 1, "the search follows");
    assert_eq!(laptop.app.desk().unwrap().evening[0].name.as_deref(), Some("Trần Thị Hằng"));
}

#[test]
fn a_new_birth_date_puts_the_age_bands_of_earlier_assists_right() {
    let (laptop, _) = Laptop::at_the_desk();
    let saved = laptop.app.log_assist(laptop.typed("Lê Văn Cháu", "01/02/2014")).unwrap();
    let person = laptop.app.person(saved.row.citizen.unwrap()).unwrap().card.person;
    let wanted = PersonForm { birth: "2004-02-01".into(), ..person };
    laptop.app.correct_person(CorrectPersonForm { person: wanted, reason: "Gõ nhầm năm".into() }).unwrap();
    let assist = laptop.app.assist(saved.row.id).unwrap();
    let change = &assist.history[1].changes[0];
    assert_eq!((change.field.as_str(), change.before.as_deref()), ("assist-age", Some("under-14")));
    assert_eq!(change.after.as_deref(), Some("from-14"));
}

#[test]
fn look_alikes_are_marked_and_nobody_is_picked() {
    let (laptop, _) = Laptop::at_the_desk();
    for number in ["003050000009", "003050000010"] {
        let mut form = laptop.typed("Đỗ Hữu Quyền", "1950");
        form.person.number = number.into();
        laptop.app.log_assist(form).unwrap();
    }
    let found = laptop.app.search("do huu quyen").unwrap();
    assert_eq!((found.rows.len(), found.look_alikes), (2, true));
    assert!(found.rows.iter().all(|row| row.look_alike));
    let tails: std::collections::BTreeSet<_> = found.rows.iter().map(|row| row.number_tail.clone().unwrap()).collect();
    assert_eq!(tails.len(), 2);
}

#[test]
fn a_child_is_told_and_a_ticket_alone_can_be_logged() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut card = laptop.app.new_person("Lê Văn Cháu").unwrap();
    card.person.number = "003214000011".into();
    card.person.birth = "2014-02-01".into();
    let form = laptop.form(&card, Outcome::Done);
    laptop.app.log_assist(form).unwrap();
    let found = laptop.app.new_person("003214000011").unwrap();
    assert!(keys(&found.notices).contains(&"notice-child"));
    let mut ticket = laptop.form(&found, Outcome::Refused);
    (ticket.person, ticket.ticket) = (PersonForm::default(), Some(12));
    let saved = laptop.app.log_assist(ticket.clone()).unwrap();
    assert_eq!((saved.row.citizen, saved.row.name, saved.row.ticket), (None, None, Some(12)));
    assert_eq!(laptop.app.desk().unwrap().next_ticket, 13);
    ticket.ticket = None;
    assert_eq!(laptop.app.log_assist(ticket).unwrap_err().params["field"], "name");
}

#[test]
fn a_note_with_a_number_or_a_secret_is_saved_and_told() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut form = laptop.typed("Đỗ Hữu Quyền", "1950");
    form.service = Service::AccountRecovery;
    form.note = "OTP 123456, CCCD 005185000002".into();
    let saved = laptop.app.log_assist(form).unwrap();
    let mut told = keys(&saved.notices);
    told.sort_unstable();
    assert_eq!(told, ["note-warning-citizen-number", "note-warning-secret"]);
}
