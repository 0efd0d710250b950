//! A peak hour: tickets saved with their outcome alone, and completed when there is time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{AssistForm, PersonForm};
use app::view::people::HistoryAct;
use common::{HANH, Laptop};
use domain::service::{AccountState, Outcome, Service};
use uuid::Uuid;

fn ticket(laptop: &Laptop, number: u32, outcome: Outcome) -> AssistForm {
    AssistForm {
        assist: Some(Uuid::from_u128(number.into())),
        session: laptop.app.desk().unwrap().session.id,
        person: PersonForm::default(),
        service: Service::Level2Activation,
        outcome,
        difficulties: Vec::new(),
        return_day: None,
        utilities: Vec::new(),
        state_before: AccountState::Unknown,
        sms_day: None,
        ticket: Some(number),
        note: String::new(),
        unsure: false,
    }
}

#[test]
fn a_ticket_of_a_peak_hour_needs_no_reason_and_gets_its_person_later_in_its_place() {
    let (laptop, _) = Laptop::at_the_desk();
    for (number, outcome) in [(7, Outcome::ComeBack), (8, Outcome::Done)] {
        laptop.app.log_assist(ticket(&laptop, number, outcome)).unwrap();
    }
    laptop.clock.pass_seconds(3600);
    let hanh = laptop.scan(HANH);
    let form = AssistForm {
        assist: Some(Uuid::from_u128(7)),
        ticket: Some(7),
        difficulties: vec!["OTP-01".into()],
        state_before: AccountState::Level2Approved,
        sms_day: Some("2026-11-19".into()),
        ..laptop.form(&hanh, Outcome::ComeBack)
    };
    let saved = laptop.app.log_assist(form.clone()).unwrap();
    assert_eq!((saved.row.number, saved.row.ticket), (1, Some(7)), "the first line of the evening, as before");
    assert_eq!((saved.row.name.as_deref(), saved.row.corrected), (Some("Trần Thị Hạnh"), true));
    assert_eq!((saved.counts.assists, saved.counts.citizens, saved.saved_here), (2, 1, 2));
    assert_eq!(saved.row.difficulties, ["OTP-01"]);
    laptop.app.log_assist(form).unwrap();

    let view = laptop.app.assist(Uuid::from_u128(7)).unwrap();
    let acts: Vec<HistoryAct> = view.history.iter().map(|row| row.act).collect();
    assert_eq!(acts.len(), 2, "once, however often it comes: {acts:?}");
    let again = laptop.scan(HANH);
    assert_eq!(again.triage.state, AccountState::Level2Approved);
    assert_eq!(again.earlier.len(), 1);
    assert!(laptop.app.verify().unwrap().checks.iter().all(|check| check.holds), "views as rebuilt");
}

#[test]
fn somebody_with_a_name_still_needs_a_reason_to_come_back() {
    let (laptop, _) = Laptop::at_the_desk();
    let hanh = laptop.scan(HANH);
    let told = laptop.app.log_assist(AssistForm { ticket: Some(1), ..laptop.form(&hanh, Outcome::ComeBack) });
    assert_eq!(told.unwrap_err().code, app::Code::ComeBackNeedsWhy);
}
