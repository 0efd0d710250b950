//! A peak hour: tickets saved with their outcome alone, and completed when there is time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::desk::{AssistForm, PersonForm};
use app::view::people::HistoryAct;
use common::{HANH, LAN, Laptop};
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

fn completed(laptop: &Laptop, number: u32, card: &str) -> AssistForm {
    let person = laptop.scan(card);
    let assist = Some(Uuid::from_u128(number.into()));
    AssistForm { assist, ticket: Some(number), ..laptop.form(&person, Outcome::Done) }
}

fn is_gone(result: Result<app::view::desk::SavedView, app::Error>) -> bool {
    let error = result.unwrap_err();
    error.code == Code::BadField && error.params["field"] == "ticket-gone"
}

#[test]
fn nobody_is_said_to_be_saved_on_a_ticket_that_has_somebody_else_was_voided_or_is_of_another_session() {
    let (laptop, session) = Laptop::at_the_desk();
    laptop.app.log_assist(ticket(&laptop, 7, Outcome::Done)).unwrap();
    laptop.app.log_assist(completed(&laptop, 7, HANH)).unwrap();
    assert!(is_gone(laptop.app.log_assist(completed(&laptop, 7, LAN))));

    laptop.app.log_assist(ticket(&laptop, 8, Outcome::Done)).unwrap();
    laptop.app.undo_last().unwrap();
    assert_eq!(laptop.app.desk().unwrap().next_ticket, 8, "a voided slip's number is free again");
    assert!(is_gone(laptop.app.log_assist(completed(&laptop, 8, LAN))));

    laptop.app.log_assist(ticket(&laptop, 9, Outcome::Done)).unwrap();
    laptop.app.close_session(session.id, None).unwrap();
    laptop.open_session("Thượng");
    assert!(is_gone(laptop.app.log_assist(completed(&laptop, 9, LAN))));
    assert!(laptop.scan(LAN).earlier.is_empty(), "nothing was written about her");
}

#[test]
fn what_a_ticket_held_stays_where_its_completion_says_nothing() {
    let (laptop, _) = Laptop::at_the_desk();
    let bare = AssistForm {
        service: Service::UtilitiesShown,
        utilities: vec![2, 14],
        note: "quay lại lấy thẻ".into(),
        ..ticket(&laptop, 7, Outcome::Done)
    };
    laptop.app.log_assist(bare).unwrap();
    let form = AssistForm { service: Service::UtilitiesShown, ..completed(&laptop, 7, HANH) };
    laptop.app.log_assist(form).unwrap();
    let view = laptop.app.assist(Uuid::from_u128(7)).unwrap();
    assert_eq!((view.utilities, view.note.as_deref()), (vec![2, 14], Some("quay lại lấy thẻ")));
    assert_eq!(view.row.name.as_deref(), Some("Trần Thị Hạnh"));
}

#[test]
fn a_ticket_completed_without_a_person_keeps_what_was_given_and_waits_on() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.app.log_assist(ticket(&laptop, 7, Outcome::Done)).unwrap();
    let more = AssistForm { note: "bà cụ áo nâu".into(), ..ticket(&laptop, 7, Outcome::Refused) };
    let saved = laptop.app.log_assist(more).unwrap();
    assert_eq!((saved.row.outcome, saved.row.citizen), (Outcome::Refused, None));
    let view = laptop.app.assist(Uuid::from_u128(7)).unwrap();
    assert_eq!(view.note.as_deref(), Some("bà cụ áo nâu"));
    laptop.app.log_assist(completed(&laptop, 7, HANH)).unwrap();
}
