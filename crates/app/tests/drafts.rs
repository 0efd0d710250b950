//! People left half done at the desk are there again after the app was killed, and are never saved twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{CardSource, PersonCardView};
use app::view::draft::{DraftForm, DraftsForm};
use app::{Code, DRAFTS_MAX};
use common::{HANH, LAN, Laptop, keys};
use domain::service::{AccountState, Outcome, Service};
use uuid::Uuid;

fn draft(card: &PersonCardView, assist: u128) -> DraftForm {
    DraftForm {
        assist: Uuid::from_u128(assist),
        key: None,
        source: card.source,
        doubts: card.doubts.clone(),
        notices: card.notices.clone(),
        person: card.person.clone(),
        account: card.triage.state,
        sms_day: None,
        service: None,
        outcome: None,
        difficulties: Vec::new(),
        return_day: None,
        utilities: Vec::new(),
        ticket: String::new(),
        note: String::new(),
        editing: false,
    }
}

fn kept(laptop: &Laptop, typed: &str, open: Option<u32>, drafts: Vec<DraftForm>) -> DraftsForm {
    let session = laptop.app.desk().unwrap().session.id;
    let form = DraftsForm { session, typed: typed.into(), open, drafts };
    laptop.app.keep_drafts(form.clone()).unwrap();
    form
}

#[test]
fn everybody_half_done_is_there_again_after_the_app_died_with_what_is_known_of_them_now() {
    let (mut laptop, _) = Laptop::at_the_desk();
    let (hanh, lan) = (laptop.scan(HANH), laptop.scan(LAN));
    let begun = DraftForm {
        outcome: Some(Outcome::ComeBack),
        difficulties: vec!["OTP-01".into(), "SIM-04".into()],
        return_day: Some("2026-11-25".into()),
        service: Some(Service::AccountRecovery),
        account: AccountState::Level2Approved,
        sms_day: Some("2026-11-19".into()),
        ticket: "12".into(),
        note: "quay lại với ch".into(),
        ..draft(&lan, 2)
    };
    let form = kept(&laptop, "do hu", Some(1), vec![draft(&hanh, 1), begun]);

    laptop.restart();
    laptop.unlock(common::PIN).unwrap();
    let found = laptop.app.drafts().unwrap();
    assert_eq!((found.typed.as_str(), found.open), ("do hu", Some(1)));
    let forms: Vec<DraftForm> = found.drafts.iter().map(|it| it.form.clone()).collect();
    assert_eq!(forms, form.drafts);
    let first = &found.drafts[0].card;
    assert_eq!((first.source, &first.person), (CardSource::ChipCard, &hanh.person));
    assert_eq!(first.triage, hanh.triage, "a card that was in the hand is still a chip card");
    assert_eq!(first.notices, hanh.notices);
}

#[test]
fn what_was_saved_is_not_half_done_any_more_and_the_same_draft_saved_twice_is_one_assist() {
    let (laptop, _) = Laptop::at_the_desk();
    let hanh = laptop.scan(HANH);
    let lan = laptop.scan(LAN);
    kept(&laptop, "", Some(0), vec![draft(&hanh, 1), draft(&lan, 2)]);
    let form = app::view::desk::AssistForm { assist: Some(Uuid::from_u128(1)), ..laptop.form(&hanh, Outcome::Done) };
    let first = laptop.app.log_assist(form.clone()).unwrap();
    let again = laptop.app.log_assist(form).unwrap();
    assert_eq!((first.row.id, first.row.id), (Uuid::from_u128(1), again.row.id));
    assert_eq!((again.counts.assists, again.saved_here, again.row.number), (1, 1, 1));
    assert_eq!(laptop.app.desk().unwrap().evening.len(), 1);

    let left = laptop.app.drafts().unwrap();
    assert_eq!((left.open, left.drafts.len()), (None, 1));
    assert_eq!(left.drafts[0].form.assist, Uuid::from_u128(2));
}

#[test]
fn what_became_known_since_is_on_the_card_of_somebody_half_done() {
    let (laptop, _) = Laptop::at_the_desk();
    let hanh = laptop.scan(HANH);
    kept(&laptop, "", Some(0), vec![draft(&hanh, 1)]);
    laptop.done(&hanh);
    let card = laptop.app.drafts().unwrap().drafts.remove(0).card;
    assert_eq!(card.earlier.len(), 1);
    assert!(keys(&card.notices).contains(&"notice-helped-tonight"), "{:?}", card.notices);
    assert!(card.person.citizen.is_some(), "the record that there is now");
}

#[test]
fn a_cards_text_is_not_kept_and_no_more_people_than_the_desk_has_places() {
    let (laptop, _) = Laptop::at_the_desk();
    let card = laptop.scan(HANH);
    kept(&laptop, "005185000002||Tran", None, Vec::new());
    assert_eq!(laptop.app.drafts().unwrap().typed, "");
    let session = laptop.app.desk().unwrap().session.id;
    let many = (0..=DRAFTS_MAX).map(|place| draft(&card, place as u128)).collect();
    let refused = laptop.app.keep_drafts(DraftsForm { session, typed: String::new(), open: None, drafts: many });
    assert_eq!(refused.unwrap_err().code, Code::BadField);
    let note = "x".repeat(70_000);
    let long = DraftForm { note, ..draft(&card, 1) };
    let refused = laptop.app.keep_drafts(DraftsForm { session, typed: String::new(), open: None, drafts: vec![long] });
    assert_eq!(refused.unwrap_err().code, Code::BadField);
}

#[test]
fn another_sessions_half_done_people_are_not_shown() {
    let (laptop, session) = Laptop::at_the_desk();
    let card = laptop.scan(HANH);
    kept(&laptop, "", Some(0), vec![draft(&card, 1)]);
    assert_eq!(laptop.app.session(session.id).unwrap().half_done, 1, "told before it is closed");
    let closed = laptop.app.close_session(session.id, None).unwrap();
    assert_eq!(closed.half_done, 0);
    assert!(laptop.app.drafts().unwrap().drafts.is_empty());
    laptop.open_session("Thượng");
    assert!(laptop.app.drafts().unwrap().drafts.is_empty());
}

#[test]
fn two_open_sessions_keep_their_half_done_people_apart() {
    let (laptop, first) = Laptop::at_the_desk();
    let card = laptop.scan(HANH);
    kept(&laptop, "", Some(0), vec![draft(&card, 1)]);
    laptop.clock.pass_seconds(60);
    laptop.open_session("Thượng");
    kept(&laptop, "", None, Vec::new());
    assert!(laptop.app.drafts().unwrap().drafts.is_empty());
    assert_eq!(laptop.app.session(first.id).unwrap().half_done, 1, "still told where that session is closed");
}

#[test]
fn somebody_half_done_whose_ticket_went_to_another_is_not_lost() {
    let (laptop, _) = Laptop::at_the_desk();
    let (hanh, lan) = (laptop.scan(HANH), laptop.scan(LAN));
    kept(&laptop, "", None, vec![draft(&hanh, 1)]);
    let form = app::view::desk::AssistForm { assist: Some(Uuid::from_u128(1)), ..laptop.form(&lan, Outcome::Done) };
    laptop.app.log_assist(form).unwrap();
    assert_eq!(laptop.app.drafts().unwrap().drafts.len(), 1);
}
