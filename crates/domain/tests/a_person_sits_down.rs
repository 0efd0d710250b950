//! One evening's rules from end to end: a card is scanned, the person is judged, a difficulty is found.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::card::{looks_like_card, parse_card};
use domain::catalogue::Catalogue;
use domain::format;
use domain::language::Language;
use domain::person::AgeBand;
use domain::rules::{ChipCard, Rules};
use domain::service::{AccountState, Service};
use domain::synthetic::{CardLayout, synthetic_people};
use domain::triage::{Need, Situation, TriageWarning, triage};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_scanned_card_leads_to_activation_with_its_deadline_and_a_remedy_to_read_aloud() {
    let session_day = day("2026-11-21");
    let scanned = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022\r\n";
    assert!(looks_like_card(scanned));
    let card = parse_card(scanned, session_day).unwrap();
    assert_eq!(AgeBand::of(Some(card.birth), session_day), AgeBand::From14);

    let situation = Situation {
        birth: Some(card.birth),
        chip_card: ChipCard::Has,
        account_state: AccountState::Level2Received,
        sms_day: Some(day("2026-11-18")),
        earlier: BTreeSet::from([Service::Level1Install]),
    };
    let found = triage(Rules::built_in(), &situation, session_day).unwrap();
    assert_eq!((found.need, found.service), (Need::ActivateLevel2, Service::Level2Activation));
    assert_eq!(found.facts.deadline_day.map(format::date).as_deref(), Some("25/11/2026"));
    assert_eq!(found.facts.days_left, Some(4));
    assert!(found.warnings.contains(&TriageWarning::NeverOnHelpersPhone));

    let catalogue = Catalogue::built_in();
    let [difficulty, ..] = catalogue.search("sms", Language::Vietnamese)[..] else { panic!("nothing found") };
    assert_eq!(difficulty.code.as_str(), "OTP-01");
    assert!(difficulty.services.contains(&found.service));
    assert_eq!(difficulty.remedy.in_language(Language::Vietnamese).len(), 4);
}

#[test]
fn everybody_of_a_made_up_commune_can_be_scanned_and_judged() {
    let session_day = day("2026-11-21");
    for person in synthetic_people(42, session_day, 6).take(300) {
        let card = parse_card(&person.card_text(CardLayout::CanCuoc), session_day).unwrap();
        let situation = Situation {
            birth: Some(card.birth),
            chip_card: ChipCard::Unknown,
            account_state: person.account_state,
            sms_day: person.sms_day,
            earlier: BTreeSet::new(),
        };
        let found = triage(Rules::built_in(), &situation, session_day).unwrap();
        assert!(found.facts.age_years.is_some());
        assert_eq!(found.facts.deadline_day.is_some(), person.sms_day.is_some());
    }
}
