//! Who must be met again after an assist, why, and by which day. Judged from the newest assist of a person alone.
//! Never here: texts, nor who was called (that ends or moves a follow-up; see [`after_calls`]).

use chrono::NaiveDate;

use crate::choices::closed_choice;
use crate::record::{Assist, Call};
use crate::rules::Rules;
use crate::service::{AccountState, CallResult, Outcome};
use crate::triage::reached;

closed_choice! {
    /// Why somebody must be met again.
    FollowUpReason {
        /// The assist ended in "come back".
        ComeBack = 1, "come-back";
        /// Level 2 was received and waits for its approval.
        Approval = 2, "approval";
        /// The Ministry's message came: the days for activation run, or have run out.
        Activation = 3, "activation";
    }
}

/// Somebody must be met again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FollowUp {
    /// Why.
    pub reason: FollowUpReason,
    /// The day to meet by; none where nobody named one.
    pub due: Option<NaiveDate>,
}

/// What the calls since an assist made of its follow-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AfterCalls {
    /// The follow-up, with the day agreed on last.
    pub follow_up: FollowUp,
    /// How often somebody tried.
    pub calls: u32,
    /// What came of the newest call.
    pub last: Option<CallResult>,
}

/// What a person's newest assist leaves to be done. `session_day` is the day of its session; without it, or where no rule
/// holds, the terms of the law have no day.
///
/// A promised day outweighs the law's. Source: NĐ 59/2022 art. 14, 18; NĐ 69/2024; `assets/rules.json`.
#[must_use]
pub fn follow_up(rules: &Rules, assist: &Assist, session_day: Option<NaiveDate>) -> Option<FollowUp> {
    let rule = session_day.and_then(|day| rules.on(day).ok());
    let deadline = assist.sms_day.zip(rule).map(|(sms_day, rule)| rule.activation_deadline(sms_day));
    match assist.outcome {
        Outcome::Refused => return None,
        Outcome::ComeBack => {
            let due = assist.return_day.or(deadline);
            return Some(FollowUp { reason: FollowUpReason::ComeBack, due });
        }
        Outcome::Done | Outcome::AlreadyActive => {}
    }
    match reached(assist.service, assist.outcome, assist.state_before) {
        AccountState::Level2Received | AccountState::Level2Approved => {}
        AccountState::Unknown
        | AccountState::NoChipCard
        | AccountState::NotInstalled
        | AccountState::Level0
        | AccountState::Level1Waiting
        | AccountState::Level1Active
        | AccountState::Level2Active => return None,
    }
    if assist.sms_day.is_some() {
        return Some(FollowUp { reason: FollowUpReason::Activation, due: assist.return_day.or(deadline) });
    }
    let approved = session_day.zip(rule).map(|(day, rule)| rule.level_2_approval_by(day));
    Some(FollowUp { reason: FollowUpReason::Approval, due: assist.return_day.or(approved) })
}

/// The same after the calls made since that assist, oldest first; none once one of them settled it.
pub fn after_calls<'c>(follow_up: FollowUp, calls: impl IntoIterator<Item = &'c Call>) -> Option<AfterCalls> {
    let mut after = AfterCalls { follow_up, calls: 0, last: None };
    for call in calls {
        if call.result.settles() {
            return None;
        }
        after.calls = after.calls.saturating_add(1);
        after.last = Some(call.result);
        after.follow_up.due = call.again.or(after.follow_up.due);
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ids::{AssistId, CallId, CitizenId, SessionId};
    use crate::person::AgeBand;
    use crate::service::Service;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn assist(service: Service, outcome: Outcome, state_before: AccountState) -> Assist {
        Assist {
            id: AssistId::from_bytes([1; 16]),
            session: SessionId::from_bytes([2; 16]),
            citizen: Some(CitizenId::from_bytes([3; 16])),
            service,
            outcome,
            difficulties: BTreeSet::new(),
            return_day: None,
            utilities: BTreeSet::new(),
            age: AgeBand::From14,
            state_before,
            sms_day: None,
            ticket: None,
            note: None,
        }
    }

    fn call(result: CallResult, again: Option<&str>) -> Call {
        let (id, citizen) = (CallId::from_bytes([4; 16]), CitizenId::from_bytes([3; 16]));
        Call { id, citizen, result, again: again.map(day) }
    }

    #[test]
    fn an_assist_says_who_is_to_be_met_again_and_when() {
        use AccountState as A;
        use FollowUpReason as Why;
        // 20/11/2026 is a Friday.
        let check = |assist: &Assist, expected: Option<(Why, Option<&str>)>| {
            let got = follow_up(Rules::built_in(), assist, Some(day("2026-11-20")));
            let expected = expected.map(|(reason, due)| FollowUp { reason, due: due.map(day) });
            assert_eq!(got, expected, "{assist:?}");
        };
        let back = assist(Service::Level1Install, Outcome::ComeBack, A::NotInstalled);
        check(&back, Some((Why::ComeBack, None)));
        check(
            &Assist { return_day: Some(day("2026-11-24")), ..back.clone() },
            Some((Why::ComeBack, Some("2026-11-24"))),
        );
        let late = assist(Service::Level2Activation, Outcome::ComeBack, A::Level2Approved);
        check(&Assist { sms_day: Some(day("2026-11-18")), ..late }, Some((Why::ComeBack, Some("2026-11-25"))));
        let enrolled = assist(Service::Level2Enrolment, Outcome::Done, A::Level1Active);
        check(&enrolled, Some((Why::Approval, Some("2026-11-25"))));
        check(&Assist { sms_day: Some(day("2026-11-20")), ..enrolled }, Some((Why::Activation, Some("2026-11-27"))));
        let shown = assist(Service::UtilitiesShown, Outcome::Done, A::Level2Received);
        check(&shown, Some((Why::Approval, Some("2026-11-25"))));
        check(&assist(Service::Level2Activation, Outcome::Done, A::Level2Approved), None);
        check(&assist(Service::Level2Activation, Outcome::AlreadyActive, A::Unknown), None);
        check(&assist(Service::Level2Activation, Outcome::Refused, A::Level2Received), None);
        check(&assist(Service::Level1Install, Outcome::Done, A::NotInstalled), None);
    }

    #[test]
    fn without_the_session_or_a_rule_the_law_names_no_day() {
        let enrolled = assist(Service::Level2Enrolment, Outcome::Done, AccountState::Level1Active);
        for on in [None, Some(day("2020-01-01"))] {
            let got = follow_up(Rules::built_in(), &enrolled, on);
            assert_eq!(got, Some(FollowUp { reason: FollowUpReason::Approval, due: None }));
        }
    }

    #[test]
    fn calls_move_the_day_and_some_settle_it() {
        let first = FollowUp { reason: FollowUpReason::ComeBack, due: Some(day("2026-11-24")) };
        let after = after_calls(first, &[call(CallResult::NoAnswer, None), call(CallResult::NoAnswer, None)]).unwrap();
        assert_eq!((after.follow_up, after.calls, after.last), (first, 2, Some(CallResult::NoAnswer)));
        let later = [call(CallResult::NoAnswer, None), call(CallResult::WillCome, Some("2026-11-28"))];
        let after = after_calls(first, &later).unwrap();
        assert_eq!((after.follow_up.due, after.last), (Some(day("2026-11-28")), Some(CallResult::WillCome)));
        for settled in [CallResult::MovedAway, CallResult::DoneElsewhere, CallResult::NotWanted] {
            let calls = [call(settled, None), call(CallResult::NoAnswer, None)];
            assert_eq!(after_calls(first, &calls), None, "whoever calls later without knowing opens nothing again");
        }
        assert_eq!(after_calls(first, &[]).map(|it| it.calls), Some(0));
    }
}
