//! Triage put together from what is known of a person.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::bring::{Bring, bring};
use domain::language::Language;
use domain::person::BirthDate;
use domain::rules::{ChipCard, Level2Place, Rules};
use domain::service::{AccountState, Outcome, Service};
use domain::triage::{Need, Reason, Situation, Triage, reached, triage};
use store::rows::PersonCard;

use crate::state::Open;
use crate::view::Words;
use crate::view::desk::{BringView, TriageView};
use crate::{Error, clock, office, words};

/// What triage judges by.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) chip_card: ChipCard,
    pub(crate) state: AccountState,
    pub(crate) sms_day: Option<NaiveDate>,
    pub(crate) earlier: BTreeSet<Service>,
    /// The session's day on which level 2 was received, where a team logged it.
    pub(crate) received_day: Option<NaiveDate>,
    /// Where people are sent.
    pub(crate) offices: Arc<[office::Known]>,
}

impl Known {
    /// What record and roster say.
    pub(crate) fn of(open: &Open, found: &PersonCard, chip_card: ChipCard) -> Result<Self, Error> {
        let counting = || found.assists.iter().filter(|line| line.row.voided.is_none()).map(|line| &line.row.record);
        let states = counting().map(|it| reached(it.service, it.outcome, it.state_before));
        let roster = found.roster.as_ref().map(|row| (row.person.state, row.person.sms_day));
        let listed = roster.map_or(AccountState::Unknown, |(state, _)| state);
        let enrolled = counting().find(|it| it.service == Service::Level2Enrolment && it.outcome == Outcome::Done);
        let enrolled_at = enrolled.map(|it| open.store.session(it.session)).transpose()?.flatten();
        Ok(Self {
            chip_card,
            received_day: enrolled_at.map(|session| session.row.record.day),
            state: states.fold(listed, AccountState::max),
            sms_day: counting().find_map(|it| it.sms_day).or(roster.and_then(|(_, sms_day)| sms_day)),
            earlier: counting().filter(|it| it.outcome.is_done()).map(|it| it.service).collect(),
            offices: open.offices()?,
        })
    }

    /// The same after somebody at the desk said how the account stands: that outweighs what was done earlier.
    pub(crate) fn told(self, state: AccountState, sms_day: Option<NaiveDate>) -> Self {
        let earlier = self.earlier.into_iter().filter(|service| *service == Service::UtilitiesShown).collect();
        Self { state, sms_day: sms_day.or(self.sms_day), earlier, ..self }
    }
}

/// What a person needs on `day`, as it is shown.
///
/// # Errors
/// [`crate::Code::NoRule`].
pub(crate) fn judge(known: &Known, birth: Option<BirthDate>, day: NaiveDate) -> Result<TriageView, Error> {
    let situation = Situation {
        birth,
        chip_card: known.chip_card,
        account_state: known.state,
        sms_day: known.sms_day,
        earlier: known.earlier.clone(),
    };
    let judged = triage(Rules::built_in(), &situation, day)?;
    let deadline = judged.facts.deadline_day;
    let left = deadline.and_then(|last| i32::try_from((last - day).num_days()).ok());
    Ok(TriageView {
        need: Words::new(judged.need.key()),
        reason: reason(&judged),
        service: judged.service,
        state: known.state,
        deadline: deadline.map(clock::iso),
        days_left: left,
        warnings: judged.warnings.iter().map(|it| Words::new(it.key())).collect(),
        clocks: clocks(known, &judged),
        go: go(judged.need, day)?,
        offices: office::to_go(&known.offices, judged.need, day),
        bring: bring(judged.service, judged.facts.age_years).map(bring_view).collect(),
        contradictions: Vec::new(),
        citation: judged.rule.citation,
        verified: judged.rule.verified,
        valid_from: clock::iso(judged.rule.valid_from),
    })
}

/// The clocks that run for a level-2 account: approval until the message came, then activation.
fn clocks(known: &Known, judged: &Triage) -> Vec<Words> {
    let waits = judged.facts.approval_working_days.is_some() && known.state == AccountState::Level2Received;
    let received = known.received_day.filter(|_| waits && judged.facts.sms_day.is_none());
    let approval = received.and_then(|day| Some((day, Rules::built_in().on(day).ok()?.level_2_approval_by(day))));
    let activation = judged.facts.sms_day.zip(judged.facts.deadline_day);
    let clock = |key: &str, (from, until): (NaiveDate, NaiveDate)| {
        Words::new(key).with("day", clock::iso(from)).with("until", clock::iso(until))
    };
    let approval = approval.map(|days| clock(words::CLOCK_APPROVAL, days));
    approval.into_iter().chain(activation.map(|days| clock(words::CLOCK_ACTIVATION, days))).collect()
}

/// Where to go for what is needed.
fn go(need: Need, day: NaiveDate) -> Result<Option<Words>, Error> {
    Ok(match need {
        Need::MakeChipCard => Some(Words::new(words::GO_CARD)),
        Need::EnrolLevel2 => Some(Words::new(match Rules::built_in().on(day)?.level_2_at() {
            Level2Place::CommunePoliceOrCardOffice => words::GO_RESIDENCE,
            Level2Place::AnyCommunePolice => words::GO_ANY,
        })),
        Need::AskAccount
        | Need::InstallLevel1
        | Need::WaitLevel1
        | Need::ActivateLevel2
        | Need::ShowUtilities
        | Need::GuardianAccount
        | Need::Nothing => None,
    })
}

fn bring_view(it: &Bring) -> BringView {
    let said = |language| it.label.in_language(language).to_owned();
    BringView { vi: said(Language::Vietnamese), en: said(Language::English) }
}

/// The reason with what its sentence names.
fn reason(judged: &Triage) -> Words {
    let (words, facts) = (Words::new(judged.reason.key()), &judged.facts);
    let deadline = facts.deadline_day.map(clock::iso).unwrap_or_default();
    match judged.reason {
        Reason::TooYoung => {
            let age = facts.age_years.map(|age| age.least().to_string()).unwrap_or_default();
            words.with("age", age)
        }
        Reason::Level1Waiting | Reason::ReceivedAskMessage => {
            words.with("days", facts.approval_working_days.unwrap_or_default())
        }
        Reason::ActivateBefore => words.with("deadline", deadline).with("count", facts.days_left.unwrap_or_default()),
        Reason::ActivateLate => words.with("deadline", deadline),
        Reason::NoChipCard
        | Reason::AccountUnknown
        | Reason::NotInstalled
        | Reason::Level0
        | Reason::Level1Active
        | Reason::Level1IsAll
        | Reason::ApprovedAskMessage
        | Reason::Level2Active
        | Reason::AllDone => words,
    }
}
