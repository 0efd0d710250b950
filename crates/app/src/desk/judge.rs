//! Triage put together from what is known of a person.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::person::BirthDate;
use domain::rules::{ChipCard, Rules};
use domain::service::{AccountState, Service};
use domain::triage::{Reason, Situation, Triage, reached, triage};
use store::rows::PersonCard;

use crate::view::Words;
use crate::view::desk::TriageView;
use crate::{Error, clock};

/// What triage judges by.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) chip_card: ChipCard,
    pub(crate) state: AccountState,
    pub(crate) sms_day: Option<NaiveDate>,
    pub(crate) earlier: BTreeSet<Service>,
}

impl Known {
    /// What record and roster say.
    pub(crate) fn of(found: &PersonCard, chip_card: ChipCard) -> Self {
        let counting = || found.assists.iter().filter(|line| line.row.voided.is_none()).map(|line| &line.row.record);
        let states = counting().map(|it| reached(it.service, it.outcome, it.state_before));
        let roster = found.roster.as_ref().map(|row| (row.person.state, row.person.sms_day));
        let listed = roster.map_or(AccountState::Unknown, |(state, _)| state);
        Self {
            chip_card,
            state: states.fold(listed, AccountState::max),
            sms_day: counting().find_map(|it| it.sms_day).or(roster.and_then(|(_, sms_day)| sms_day)),
            earlier: counting().filter(|it| it.outcome.is_done()).map(|it| it.service).collect(),
        }
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
        citation: judged.rule.citation,
        verified: judged.rule.verified,
        valid_from: clock::iso(judged.rule.valid_from),
    })
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
