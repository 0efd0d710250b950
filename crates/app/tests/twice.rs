//! The same service twice: told with who and when, tonight or earlier, on this laptop or another; never refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::bundle::BundleContent;
use app::view::desk::PersonCardView;
use common::{HANH, Laptop};
use domain::service::{Outcome, Service};

/// The key, who and where of what is told about a service.
fn told(card: &PersonCardView, service: Service) -> Option<(&str, &str, &str)> {
    let same = card.same_service.iter().find(|it| it.service == service)?;
    Some((same.words.key.as_str(), same.words.params["member"].as_str(), same.words.params["device"].as_str()))
}

#[test]
fn the_same_service_is_told_tonight_and_at_a_later_session_and_on_another_laptop() {
    let (leader, session) = Laptop::at_the_desk();
    let second = Laptop::joined(&leader, "Máy 2");
    assert!(leader.scan(HANH).same_service.is_empty(), "the first time");
    let mut form = leader.form(&leader.scan(HANH), Outcome::Done);
    form.service = Service::Level1Install;
    leader.app.log_assist(form).unwrap();
    let card = leader.scan(HANH);
    let tonight = ("notice-same-service-tonight", "Phạm Mẫu Thủy", "Máy 1");
    assert_eq!(told(&card, Service::Level1Install), Some(tonight));
    assert_eq!(told(&card, Service::Level2Activation), None);
    let (bundle, _) = leader.export(BundleContent::Everything, "all.bundle");
    second.import(&bundle);
    assert_eq!(told(&second.scan(HANH), Service::Level1Install), Some(tonight), "who and where, on the other laptop");
    leader.app.close_session(session.id, None).unwrap();
    let (bundle, _) = leader.export(BundleContent::Everything, "closed.bundle");
    second.import(&bundle);
    second.open_session("Thượng");
    let card = second.scan(HANH);
    assert_eq!(told(&card, Service::Level1Install), Some(("notice-same-service-before", tonight.1, tonight.2)));
    let mut again = second.form(&card, Outcome::Done);
    again.service = Service::Level1Install;
    second.app.log_assist(again).unwrap();
    assert_eq!(second.app.desk().unwrap().evening.len(), 1, "told, and saved all the same");
}

#[test]
fn somebody_who_was_only_to_come_back_is_expected_again() {
    let (laptop, session) = Laptop::at_the_desk();
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::ComeBack);
    (form.service, form.return_day) = (Service::Level1Install, Some("2026-11-24".into()));
    laptop.app.log_assist(form).unwrap();
    assert!(told(&laptop.scan(HANH), Service::Level1Install).is_some(), "twice in an evening is looked at");
    laptop.app.close_session(session.id, None).unwrap();
    laptop.open_session("Gồm");
    assert_eq!(told(&laptop.scan(HANH), Service::Level1Install), None);
}

#[test]
fn details_of_triage_name_clocks_where_to_go_and_what_to_bring() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::Done);
    form.service = Service::Level2Enrolment;
    laptop.app.log_assist(form).unwrap();
    let triage = laptop.scan(HANH).triage;
    let clock = &triage.clocks[0];
    assert_eq!((clock.key.as_str(), clock.params["day"].as_str()), ("triage-clock-approval", "2026-11-21"));
    assert_eq!(clock.params["until"], "2026-11-25", "three working days after a Saturday");
    assert_eq!(triage.bring.len(), 4, "card, phone, network, message: {:?}", triage.bring);
    assert_eq!(triage.go, None, "activation is done at the desk");
    let state = domain::service::AccountState::Level2Approved;
    let triage = laptop.app.triage(laptop.scan(HANH).person, state, Some("2026-11-20".into())).unwrap();
    let clock = &triage.clocks[0];
    assert_eq!((clock.key.as_str(), clock.params["until"].as_str()), ("triage-clock-activation", "2026-11-27"));
    let state = domain::service::AccountState::Level1Active;
    let triage = laptop.app.triage(common::person("Ksor H'Lan"), state, None).unwrap();
    assert_eq!(triage.go.unwrap().key, "triage-go-any-commune-police");
    let mut child = common::person("Ksor H'Lan");
    child.birth = "2016-11-09".into();
    let triage = laptop.app.triage(child, state, None).unwrap();
    assert!(triage.bring.iter().any(|it| it.vi.contains("giám hộ")), "{:?}", triage.bring);
}

#[test]
fn difficulties_met_most_tonight_and_this_month_come_first() {
    let (laptop, _) = Laptop::at_the_desk();
    for (card, codes) in [(HANH, ["OTP-01"].as_slice()), (common::LAN, &["OTP-01", "SIM-03"])] {
        let mut form = laptop.form(&laptop.scan(card), Outcome::ComeBack);
        form.difficulties = codes.iter().map(|code| (*code).to_owned()).collect();
        laptop.app.log_assist(form).unwrap();
    }
    let uses = laptop.app.difficulty_uses().unwrap();
    let uses: Vec<_> = uses.iter().map(|it| (it.code.as_str(), it.tonight, it.month)).collect();
    assert_eq!(uses, [("OTP-01", 2, 2), ("SIM-03", 1, 1)]);
}
