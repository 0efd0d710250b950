//! What one citizen needs tonight, why, and by which rule.
//! Never here: texts. Every choice is a key of the text catalogue; [`KEYS`] lists them all.

mod keys;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::person::{AgeYears, BirthDate};
use crate::rules::{Access, ChipCard, Eligibility, NoRuleInForce, Rule, RuleRef, Rules, eligibility};
use crate::service::{AccountState, Outcome, Service};

pub use keys::{KEYS, Need, Reason, TriageWarning};

/// What is known of a citizen when the person sits down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// The birth date, if known.
    pub birth: Option<BirthDate>,
    /// Whether the chip card was seen; a scanned card is [`ChipCard::Has`].
    pub chip_card: ChipCard,
    /// The account as the roster or the citizen says.
    pub account_state: AccountState,
    /// The day of the Ministry's message about level 2.
    pub sms_day: Option<NaiveDate>,
    /// Services that were done at earlier sessions, on any laptop.
    pub earlier: BTreeSet<Service>,
}

/// What the citizen needs, with the service preselected and everything a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// What is needed.
    pub need: Need,
    /// The service to preselect.
    pub service: Service,
    /// Why.
    pub reason: Reason,
    /// What the sentence about it names.
    pub facts: TriageFacts,
    /// The rule in force on the day.
    pub rule: RuleRef,
    /// What must be said or looked at.
    pub warnings: BTreeSet<TriageWarning>,
}

/// The values that reasons and warnings name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TriageFacts {
    /// Completed years on the day.
    pub age_years: Option<AgeYears>,
    /// The day of the Ministry's message.
    pub sms_day: Option<NaiveDate>,
    /// The last day to activate in the app.
    pub deadline_day: Option<NaiveDate>,
    /// Days left until that day, 0 on it; `None` once it has passed.
    pub days_left: Option<u16>,
    /// Working days an approval may take.
    pub approval_working_days: Option<u8>,
    /// The day before the deadline, or the day after the session: a good day to come back.
    pub return_day: Option<NaiveDate>,
}

/// Says what a citizen needs on `day`, the day of the session.
///
/// Source of the order: chip card first, then level 2 received → activate, not received → install level 1,
/// level 1 → enrol for level 2 (letter of Quảng Nghiệp commune, 2023); ages and days by the rule in force.
///
/// # Errors
/// No rule holds on that day.
pub fn triage(rules: &Rules, situation: &Situation, day: NaiveDate) -> Result<Triage, NoRuleInForce> {
    let rule = rules.on(day)?;
    let chip_card = chip_card(situation);
    let allowed = eligibility(rules, situation.birth, chip_card, day)?;
    let state = state_now(situation);
    let facts = facts(rule, &allowed, situation, state, day);
    let (need, reason) = decide(&allowed, state, &situation.earlier, &facts);
    let service = need.service();
    let warnings = warnings(&allowed, situation, need, &facts, day);
    Ok(Triage { need, service, reason, facts, rule: allowed.rule, warnings })
}

/// Where an assist left the account.
#[must_use]
pub fn reached(service: Service, outcome: Outcome, before: AccountState) -> AccountState {
    if outcome.is_done() { before.max(leads_to(service)) } else { before }
}

/// Where a service leads once it is done.
const fn leads_to(service: Service) -> AccountState {
    match service {
        Service::Level1Install => AccountState::Level1Active,
        Service::Level2Enrolment => AccountState::Level2Received,
        Service::Level2Activation => AccountState::Level2Active,
        Service::ChipCardAdvice | Service::UtilitiesShown | Service::AccountRecovery => AccountState::Unknown,
    }
}

/// The account after what was done at earlier sessions; a roster is often older than they are.
fn state_now(situation: &Situation) -> AccountState {
    let reached = situation.earlier.iter().map(|service| leads_to(*service));
    // The states are ordered by how far the account has come.
    reached.fold(situation.account_state, AccountState::max)
}

/// An account proves the card; a card in the hand outweighs a roster that knows of none.
fn chip_card(situation: &Situation) -> ChipCard {
    match (situation.chip_card, state_now(situation)) {
        (known @ (ChipCard::Has | ChipCard::HasNot), _) => known,
        (ChipCard::Unknown, AccountState::Unknown) => ChipCard::Unknown,
        (ChipCard::Unknown, AccountState::NoChipCard) => ChipCard::HasNot,
        (
            ChipCard::Unknown,
            AccountState::NotInstalled
            | AccountState::Level0
            | AccountState::Level1Waiting
            | AccountState::Level1Active
            | AccountState::Level2Received
            | AccountState::Level2Approved
            | AccountState::Level2Active,
        ) => ChipCard::Has,
    }
}

fn facts(
    rule: &Rule,
    allowed: &Eligibility,
    situation: &Situation,
    state: AccountState,
    day: NaiveDate,
) -> TriageFacts {
    let waits = matches!(state, AccountState::Level2Received | AccountState::Level2Approved);
    let sms_day = situation.sms_day.filter(|_| waits);
    let deadline_day = sms_day.map(|sms_day| rule.activation_deadline(sms_day));
    let days_left = deadline_day.and_then(|last| u16::try_from((last - day).num_days()).ok());
    let approval_working_days = match state {
        AccountState::Level1Waiting => Some(rule.approval().level_1_working_days()),
        AccountState::Level2Received => Some(rule.approval().level_2_working_days()),
        AccountState::Unknown
        | AccountState::NoChipCard
        | AccountState::NotInstalled
        | AccountState::Level0
        | AccountState::Level1Active
        | AccountState::Level2Approved
        | AccountState::Level2Active => None,
    };
    let before_deadline = deadline_day.and_then(|last| last.checked_sub_days(Days::new(1)));
    let return_day = before_deadline.filter(|before| *before > day);
    TriageFacts { age_years: allowed.age_years, sms_day, deadline_day, days_left, approval_working_days, return_day }
}

/// The letter's questions, in their order.
fn decide(
    allowed: &Eligibility,
    state: AccountState,
    earlier: &BTreeSet<Service>,
    facts: &TriageFacts,
) -> (Need, Reason) {
    if allowed.level_1 == Access::No {
        return (Need::GuardianAccount, Reason::TooYoung);
    }
    if allowed.chip_card == ChipCard::HasNot {
        return (Need::MakeChipCard, Reason::NoChipCard);
    }
    match state {
        AccountState::Unknown | AccountState::NoChipCard => (Need::AskAccount, Reason::AccountUnknown),
        AccountState::NotInstalled => (Need::InstallLevel1, Reason::NotInstalled),
        AccountState::Level0 => (Need::InstallLevel1, Reason::Level0),
        AccountState::Level1Waiting => (Need::WaitLevel1, Reason::Level1Waiting),
        AccountState::Level1Active => enrol(allowed),
        AccountState::Level2Received | AccountState::Level2Approved => (Need::ActivateLevel2, activation(state, facts)),
        AccountState::Level2Active => utilities(earlier),
    }
}

fn enrol(allowed: &Eligibility) -> (Need, Reason) {
    match allowed.level_2 {
        Access::No => (Need::ShowUtilities, Reason::Level1IsAll),
        Access::Yes | Access::WithGuardian | Access::Unknown => (Need::EnrolLevel2, Reason::Level1Active),
    }
}

fn activation(state: AccountState, facts: &TriageFacts) -> Reason {
    match (facts.deadline_day, facts.days_left) {
        (Some(_), Some(_)) => Reason::ActivateBefore,
        (Some(_), None) => Reason::ActivateLate,
        (None, _) if state == AccountState::Level2Approved => Reason::ApprovedAskMessage,
        (None, _) => Reason::ReceivedAskMessage,
    }
}

fn utilities(earlier: &BTreeSet<Service>) -> (Need, Reason) {
    match earlier.contains(&Service::UtilitiesShown) {
        true => (Need::Nothing, Reason::AllDone),
        false => (Need::ShowUtilities, Reason::Level2Active),
    }
}

fn warnings(
    allowed: &Eligibility,
    situation: &Situation,
    need: Need,
    facts: &TriageFacts,
    day: NaiveDate,
) -> BTreeSet<TriageWarning> {
    let on_a_phone = matches!(need, Need::InstallLevel1 | Need::ActivateLevel2 | Need::AskAccount);
    let registers = on_a_phone || need == Need::EnrolLevel2;
    let guardian = [allowed.level_1, allowed.level_2].contains(&Access::WithGuardian);
    let late = facts.deadline_day.is_some_and(|last| last < day);
    let found = [
        (guardian || need == Need::GuardianAccount, TriageWarning::GuardianNeeded),
        (on_a_phone, TriageWarning::NeverOnHelpersPhone),
        (registers && allowed.own_sim, TriageWarning::OwnSimNeeded),
        (late, TriageWarning::DeadlinePassed),
        (facts.sms_day.is_some_and(|sms_day| sms_day > day), TriageWarning::MessageAhead),
        (situation.birth.is_none(), TriageWarning::BirthMissing),
        (situation.birth.is_some() && allowed.level_1 == Access::Unknown, TriageWarning::AgeOpen),
        (!allowed.rule.verified, TriageWarning::RuleUnverified),
    ];
    found.into_iter().filter(|(there, _)| *there).map(|(_, warning)| warning).collect()
}

#[cfg(test)]
mod tests;
