//! What a citizen needs, case by case, judged on the day of the session.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn born(text: &str, account_state: AccountState) -> Situation {
    let birth = BirthDate::parse(text).ok();
    Situation { birth, chip_card: ChipCard::Unknown, account_state, sms_day: None, earlier: BTreeSet::new() }
}

fn adult(account_state: AccountState) -> Situation {
    born("1985-11-09", account_state)
}

fn on(situation: &Situation, on: &str) -> Triage {
    triage(Rules::built_in(), situation, day(on)).unwrap()
}

#[test]
fn the_letters_questions_lead_from_each_state_to_one_service() {
    let check = |state: AccountState, need: Need, reason: Reason, service: Service| {
        for session in ["2024-03-24", "2025-06-01", "2026-11-21"] {
            let found = on(&adult(state), session);
            assert_eq!((found.need, found.reason, found.service), (need, reason, service), "{state:?} on {session}");
        }
    };
    let install = Service::Level1Install;
    let activate = Service::Level2Activation;
    check(AccountState::Unknown, Need::AskAccount, Reason::AccountUnknown, install);
    check(AccountState::NoChipCard, Need::MakeChipCard, Reason::NoChipCard, Service::ChipCardAdvice);
    check(AccountState::NotInstalled, Need::InstallLevel1, Reason::NotInstalled, install);
    check(AccountState::Level0, Need::InstallLevel1, Reason::Level0, install);
    check(AccountState::Level1Waiting, Need::WaitLevel1, Reason::Level1Waiting, install);
    check(AccountState::Level1Active, Need::EnrolLevel2, Reason::Level1Active, Service::Level2Enrolment);
    check(AccountState::Level2Received, Need::ActivateLevel2, Reason::ReceivedAskMessage, activate);
    check(AccountState::Level2Approved, Need::ActivateLevel2, Reason::ApprovedAskMessage, activate);
    check(AccountState::Level2Active, Need::ShowUtilities, Reason::Level2Active, Service::UtilitiesShown);
}

#[test]
fn seven_days_run_from_the_ministrys_message() {
    let check = |session: &str, days_left: Option<u16>, reason: Reason, return_day: Option<&str>| {
        let situation = Situation { sms_day: Some(day("2026-11-18")), ..adult(AccountState::Level2Received) };
        let found = on(&situation, session);
        assert_eq!(found.facts.deadline_day, Some(day("2026-11-25")), "{session}");
        assert_eq!((found.facts.days_left, found.reason), (days_left, reason), "{session}");
        assert_eq!(found.facts.return_day, return_day.map(day), "{session}");
        assert_eq!(found.warnings.contains(&TriageWarning::DeadlinePassed), days_left.is_none(), "{session}");
        assert_eq!(found.need, Need::ActivateLevel2, "also late, people try before they call");
    };
    check("2026-11-18", Some(7), Reason::ActivateBefore, Some("2026-11-24"));
    check("2026-11-21", Some(4), Reason::ActivateBefore, Some("2026-11-24"));
    check("2026-11-24", Some(1), Reason::ActivateBefore, None);
    check("2026-11-25", Some(0), Reason::ActivateBefore, None);
    check("2026-11-26", None, Reason::ActivateLate, None);
}

#[test]
fn a_message_from_tomorrow_is_pointed_out() {
    let situation = Situation { sms_day: Some(day("2026-11-22")), ..adult(AccountState::Level2Approved) };
    assert!(on(&situation, "2026-11-21").warnings.contains(&TriageWarning::MessageAhead));
}

#[test]
fn what_was_done_on_any_laptop_counts_more_than_an_old_roster() {
    let check = |state: AccountState, earlier: &[Service], need: Need| {
        let situation = Situation { earlier: earlier.iter().copied().collect(), ..adult(state) };
        assert_eq!(on(&situation, "2026-11-21").need, need, "{state:?} after {earlier:?}");
    };
    check(AccountState::Unknown, &[Service::Level1Install], Need::EnrolLevel2);
    check(AccountState::NotInstalled, &[Service::Level2Enrolment], Need::ActivateLevel2);
    check(AccountState::Level2Received, &[Service::Level1Install], Need::ActivateLevel2);
    check(AccountState::Level2Received, &[Service::Level2Activation], Need::ShowUtilities);
    check(AccountState::NoChipCard, &[Service::ChipCardAdvice], Need::MakeChipCard);
    check(AccountState::Level2Active, &[Service::UtilitiesShown], Need::Nothing);
    check(AccountState::Level1Active, &[Service::UtilitiesShown, Service::AccountRecovery], Need::EnrolLevel2);
}

#[test]
fn a_card_in_the_hand_outweighs_a_roster_that_knows_of_none() {
    let situation = Situation { chip_card: ChipCard::Has, ..adult(AccountState::NoChipCard) };
    assert_eq!(on(&situation, "2026-11-21").need, Need::AskAccount);
    let situation = Situation { chip_card: ChipCard::HasNot, ..adult(AccountState::Level1Active) };
    assert_eq!(on(&situation, "2026-11-21").need, Need::MakeChipCard);
}

#[test]
fn children_are_judged_by_the_rule_of_the_day() {
    let check = |birth: &str, state: AccountState, session: &str, need: Need, guardian: bool| {
        let found = on(&born(birth, state), session);
        assert_eq!(found.need, need, "born {birth} on {session}");
        let warned = found.warnings.contains(&TriageWarning::GuardianNeeded);
        assert_eq!(warned, guardian, "born {birth} on {session}");
    };
    check("2010-03-25", AccountState::NotInstalled, "2024-03-24", Need::GuardianAccount, true);
    check("2010-03-24", AccountState::NotInstalled, "2024-03-24", Need::InstallLevel1, false);
    check("2012-01-01", AccountState::NotInstalled, "2024-06-30", Need::GuardianAccount, true);
    check("2012-01-01", AccountState::NotInstalled, "2024-07-01", Need::InstallLevel1, true);
    check("2012-01-01", AccountState::Level1Active, "2024-07-01", Need::EnrolLevel2, true);
    check("2020-01-01", AccountState::NotInstalled, "2024-07-01", Need::InstallLevel1, true);
    check("2020-01-01", AccountState::Level1Active, "2024-07-01", Need::ShowUtilities, true);
    check("2012-11-21", AccountState::NotInstalled, "2026-11-21", Need::InstallLevel1, false);
}

#[test]
fn installing_and_activating_are_never_done_on_a_helpers_phone() {
    for state in [AccountState::NotInstalled, AccountState::Level2Received, AccountState::Unknown] {
        assert!(on(&adult(state), "2026-11-21").warnings.contains(&TriageWarning::NeverOnHelpersPhone), "{state:?}");
    }
    for state in [AccountState::NoChipCard, AccountState::Level2Active] {
        assert!(!on(&adult(state), "2026-11-21").warnings.contains(&TriageWarning::NeverOnHelpersPhone), "{state:?}");
    }
}

#[test]
fn the_rule_and_whether_it_was_checked_stand_beside_the_decision() {
    let check = |session: &str, short: &str, amends: Option<&str>, unverified: bool| {
        let found = on(&adult(AccountState::NotInstalled), session);
        assert_eq!((found.rule.short.as_str(), found.rule.amends.as_deref()), (short, amends));
        assert_eq!(found.warnings.contains(&TriageWarning::RuleUnverified), unverified, "{session}");
    };
    check("2024-03-24", "NĐ 59/2022", None, false);
    check("2026-09-27", "NĐ 69/2024", None, true);
    check("2026-09-28", "NĐ 320/2026", Some("NĐ 69/2024"), true);
}

#[test]
fn an_unknown_age_is_said_and_blocks_nothing() {
    let check = |birth: Option<&str>, expected: TriageWarning| {
        let birth = birth.and_then(|text| BirthDate::parse(text).ok());
        let found = on(&Situation { birth, ..adult(AccountState::NotInstalled) }, "2026-11-21");
        assert_eq!(found.need, Need::InstallLevel1);
        assert!(found.warnings.contains(&expected), "{birth:?}");
    };
    check(None, TriageWarning::BirthMissing);
    check(Some("2012"), TriageWarning::AgeOpen);
}

#[test]
fn before_the_first_decree_there_is_no_answer() {
    let refused = triage(Rules::built_in(), &adult(AccountState::NotInstalled), day("2022-10-19"));
    assert_eq!(refused, Err(NoRuleInForce { day: day("2022-10-19") }));
}

#[test]
fn all_keys_differ() {
    let keys: Vec<&str> = KEYS.iter().flat_map(|keys| keys.iter().copied()).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
}

proptest! {
    #[test]
    fn every_situation_gets_an_answer(
        year in 1900u16..2030, state in 1u8..=9, card in 1u8..=3, sms in prop::option::of(0u64..2_000), done in 0u8..64, on in 0u64..3_000,
    ) {
        let start = day("2022-10-20");
        let earlier = Service::ALL.iter().copied().filter(|service| done & (1 << (service.code() - 1)) != 0);
        let situation = Situation {
            birth: BirthDate::year_only(year).ok(),
            chip_card: ChipCard::from_code(card).unwrap(),
            account_state: AccountState::from_code(state).unwrap(),
            sms_day: sms.map(|days| start + Days::new(days)),
            earlier: earlier.collect(),
        };
        let found = triage(Rules::built_in(), &situation, start + Days::new(on)).unwrap();
        prop_assert_eq!(found.service, found.need.service());
        prop_assert!(found.facts.days_left.is_none_or(|_| found.facts.deadline_day.is_some()));
    }
}
