//! A round of practice against the clock: who comes to the desk, what is asked of whoever sits there, and what counts as
//! logged right. Never here: clocks, files, words.

use std::collections::BTreeSet;

use crate::service::{AccountState, DifficultyCode, Outcome, Service};

/// So many people come in one round.
pub const ROUND_PEOPLE: usize = TASKS.len();

/// How somebody is found at the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// Hands over a card, to be scanned.
    Card,
    /// Has left the card at home: found by name, birth year and village.
    ByName,
}

/// What one person of the round asks for, and what is to be logged of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Task {
    /// The text-catalogue key of what the person says.
    pub key: &'static str,
    /// How the person is found.
    pub arrival: Arrival,
    /// Where the account of such a person stands on the list.
    pub state: AccountState,
    /// The service to log.
    pub service: Service,
    /// The outcome to log.
    pub outcome: Outcome,
    /// The one difficulty to log with it.
    pub difficulty: Option<&'static str>,
}

/// Every round has the same tasks, so that one round can be compared with the next; only the people change.
pub const TASKS: [Task; 10] = [
    task("training-message-came", Arrival::Card, WAITS, Service::Level2Activation, Outcome::Done, None),
    task("training-first-account", Arrival::Card, NONE_YET, Service::Level1Install, Outcome::Done, None),
    task("training-card-at-home", Arrival::ByName, WAITS, Service::Level2Activation, Outcome::Done, None),
    task("training-no-code", Arrival::Card, WAITS, Service::Level2Activation, Outcome::ComeBack, Some("OTP-01")),
    task("training-shown-utilities", Arrival::Card, ACTIVE, Service::UtilitiesShown, Outcome::Done, None),
    task("training-did-it-at-home", Arrival::Card, WAITS, Service::Level2Activation, Outcome::AlreadyActive, None),
    task("training-no-phone", Arrival::ByName, NONE_YET, Service::Level1Install, Outcome::ComeBack, Some("DEV-01")),
    task("training-enrolled", Arrival::Card, LEVEL_1, Service::Level2Enrolment, Outcome::Done, None),
    task("training-not-today", Arrival::Card, WAITS, Service::Level2Activation, Outcome::Refused, None),
    task("training-forgot-password", Arrival::ByName, ACTIVE, Service::AccountRecovery, Outcome::Done, Some("PWD-01")),
];

const WAITS: AccountState = AccountState::Level2Approved;
const NONE_YET: AccountState = AccountState::NotInstalled;
const LEVEL_1: AccountState = AccountState::Level1Active;
const ACTIVE: AccountState = AccountState::Level2Active;

const fn task(
    key: &'static str,
    arrival: Arrival,
    state: AccountState,
    service: Service,
    outcome: Outcome,
    difficulty: Option<&'static str>,
) -> Task {
    Task { key, arrival, state, service, outcome, difficulty }
}

/// What was logged at the desk since the round began, in the order it was saved. `P` tells people apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logged<P> {
    /// Whose it is; none where nobody can be told from it.
    pub person: Option<P>,
    /// When it was saved first, ms since 1970 UTC.
    pub at_ms: i64,
    /// What it says now.
    pub service: Service,
    /// What it says now.
    pub outcome: Outcome,
    /// What it says now.
    pub difficulties: BTreeSet<DifficultyCode>,
    /// Whether it was taken back.
    pub voided: bool,
    /// Whether it was corrected.
    pub corrected: bool,
}

/// What was logged otherwise than asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// Another service.
    Service,
    /// Another outcome.
    Outcome,
    /// Other difficulties, more, or none.
    Difficulties,
}

/// Somebody of the round who was helped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Helped<P> {
    /// From the moment they sat down until they were saved, in ms.
    pub took_ms: u64,
    /// What is wrong with it.
    pub faults: BTreeSet<Fault>,
    /// What was logged.
    pub logged: Logged<P>,
}

/// How far a round has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress<P> {
    /// Those who were helped, in their order; whoever comes after them sits at the desk.
    pub helped: Vec<Helped<P>>,
    /// The newest line that counts is of nobody whom the round has brought to the desk so far.
    pub last_of_another: bool,
    /// Lines that count and are of nobody of the round.
    pub of_others: u32,
    /// Lines taken back or corrected.
    pub corrections: u32,
}

/// What a whole round came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Score {
    /// Half of the people took so long or less, in ms.
    pub median_ms: u64,
    /// All of them together, in ms.
    pub total_ms: u64,
    /// People logged with a fault, and lines of people who were never there.
    pub wrong: u32,
    /// Lines taken back or corrected.
    pub corrections: u32,
}

/// Holds what was logged since `begun_ms` against what `people`, one for each task, asked for.
///
/// Whoever sits at the desk stays there until a line of theirs counts; of several lines the newest does.
#[must_use]
pub fn progress<P: PartialEq + Clone>(begun_ms: i64, people: &[P], logged: &[Logged<P>]) -> Progress<P> {
    let counts = |line: &&Logged<P>| !line.voided;
    let mut helped: Vec<Helped<P>> = Vec::new();
    let mut since_ms = begun_ms;
    for (person, task) in people.iter().zip(&TASKS) {
        let own = logged.iter().rev().filter(counts).find(|line| line.person.as_ref() == Some(person));
        let Some(own) = own else { break };
        let took_ms = u64::try_from(own.at_ms.saturating_sub(since_ms)).unwrap_or_default();
        since_ms = since_ms.max(own.at_ms);
        helped.push(Helped { took_ms, faults: faults(task, own), logged: own.clone() });
    }
    let known = |line: &Logged<P>, among: &[P]| line.person.as_ref().is_some_and(|person| among.contains(person));
    let met = people.get(..helped.len()).unwrap_or(people);
    let count = |is: &dyn Fn(&Logged<P>) -> bool| {
        u32::try_from(logged.iter().filter(|line| is(line)).count()).unwrap_or(u32::MAX)
    };
    Progress {
        last_of_another: logged.iter().rev().find(counts).is_some_and(|line| !known(line, met)),
        of_others: count(&|line| !line.voided && !known(line, people)),
        corrections: count(&|line| line.voided || line.corrected),
        helped,
    }
}

fn faults<P>(task: &Task, line: &Logged<P>) -> BTreeSet<Fault> {
    let asked: BTreeSet<&str> = task.difficulty.into_iter().collect();
    let met: BTreeSet<&str> = line.difficulties.iter().map(DifficultyCode::as_str).collect();
    let found = [
        (line.service != task.service, Fault::Service),
        (line.outcome != task.outcome, Fault::Outcome),
        (asked != met, Fault::Difficulties),
    ];
    found.into_iter().filter_map(|(is, fault)| is.then_some(fault)).collect()
}

impl<P> Progress<P> {
    /// What the round came to, once everybody was helped.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        if self.helped.len() < ROUND_PEOPLE {
            return None;
        }
        let times: Vec<u64> = self.helped.iter().map(|it| it.took_ms).collect();
        let faulty = self.helped.iter().filter(|it| !it.faults.is_empty()).count();
        Some(Score {
            median_ms: median(&times),
            total_ms: times.iter().fold(0, |sum, it| sum.saturating_add(*it)),
            wrong: u32::try_from(faulty).unwrap_or(u32::MAX).saturating_add(self.of_others),
            corrections: self.corrections,
        })
    }
}

/// The middle one, or what lies halfway between the two in the middle; 0 of none.
fn median(times: &[u64]) -> u64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    let (lower, upper) = (at(sorted.len().saturating_sub(1) / 2), at(sorted.len() / 2));
    lower.midpoint(upper)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    const PEOPLE: [u32; ROUND_PEOPLE] = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

    fn codes(codes: &[&str]) -> BTreeSet<DifficultyCode> {
        codes.iter().map(|code| DifficultyCode::parse(code).unwrap()).collect()
    }

    /// The person of a place logged as asked, `at_ms`.
    fn right(place: usize, at_ms: i64) -> Logged<u32> {
        let Task { service, outcome, difficulty, .. } = TASKS[place];
        let difficulties = difficulty.map(|code| codes(&[code])).unwrap_or_default();
        let person = Some(PEOPLE[place]);
        Logged { person, at_ms, service, outcome, difficulties, voided: false, corrected: false }
    }

    fn run(logged: &[Logged<u32>]) -> Progress<u32> {
        progress(1_000, &PEOPLE, logged)
    }

    #[test]
    fn tasks_name_difficulties_of_the_catalogue_and_those_who_come_back_have_one() {
        let known = Catalogue::built_in().difficulties();
        for task in TASKS {
            if let Some(code) = task.difficulty {
                assert!(known.iter().any(|it| it.code.as_str() == code), "{code}");
            }
            assert!(task.outcome != Outcome::ComeBack || task.difficulty.is_some(), "the desk asks why: {}", task.key);
        }
        let keys: BTreeSet<&str> = TASKS.iter().map(|task| task.key).collect();
        assert_eq!(keys.len(), ROUND_PEOPLE, "everybody says something else");
    }

    #[test]
    fn a_round_logged_as_asked_has_nothing_wrong_and_each_persons_time_begins_when_the_one_before_was_saved() {
        let lines: Vec<_> =
            (0..ROUND_PEOPLE).map(|place| right(place, 1_100 + 100 * i64::try_from(place).unwrap())).collect();
        let done = run(&lines);
        assert!(done.helped.iter().all(|it| it.took_ms == 100 && it.faults.is_empty()), "{done:?}");
        let score = Score { median_ms: 100, total_ms: 1_000, wrong: 0, corrections: 0 };
        assert_eq!((done.score(), done.last_of_another), (Some(score), false));
        assert_eq!(run(&lines[..9]).score(), None, "nine are no round");
    }

    #[test]
    fn what_was_logged_otherwise_is_named() {
        let check = |change: &dyn Fn(&mut Logged<u32>), place: usize, expected: &[Fault]| {
            let mut line = right(place, 2_000);
            change(&mut line);
            let lines: Vec<_> = (0..place).map(|it| right(it, 1_500)).chain([line]).collect();
            let faults: Vec<Fault> = run(&lines).helped[place].faults.iter().copied().collect();
            assert_eq!(faults, expected);
        };
        check(&|_| (), 3, &[]);
        check(&|line| line.service = Service::UtilitiesShown, 0, &[Fault::Service]);
        check(&|line| line.outcome = Outcome::Refused, 0, &[Fault::Outcome]);
        check(&|line| line.difficulties.clear(), 3, &[Fault::Difficulties]);
        check(&|line| line.difficulties = codes(&["OTP-01", "DEV-03"]), 3, &[Fault::Difficulties]);
        check(&|line| line.difficulties = codes(&["DEV-03"]), 0, &[Fault::Difficulties]);
        let both: &[Fault] = &[Fault::Service, Fault::Outcome];
        check(&|line| (line.service, line.outcome) = (Service::Level1Install, Outcome::Refused), 0, both);
    }

    #[test]
    fn whoever_sits_at_the_desk_stays_until_a_line_of_theirs_counts() {
        let stranger = Logged { person: Some(99), ..right(0, 1_200) };
        let at = run(std::slice::from_ref(&stranger));
        assert_eq!((at.helped.len(), at.last_of_another, at.of_others), (0, true, 1));
        let taken_back = Logged { voided: true, ..stranger };
        let at = run(&[taken_back.clone(), right(0, 1_900)]);
        assert_eq!((at.helped.len(), at.last_of_another, at.of_others, at.corrections), (1, false, 0, 1));
        assert_eq!(at.helped[0].took_ms, 900, "the detour is part of the time");
        let early = run(&[right(4, 1_100)]);
        assert_eq!((early.helped.len(), early.last_of_another), (0, true), "who is not there yet is helped too early");
        assert_eq!(early.of_others, 0);
        let undone = run(&[Logged { voided: true, ..right(0, 1_100) }]);
        assert_eq!((undone.helped.len(), undone.last_of_another), (0, false), "the person sits there again");
        let nobody = run(&[Logged { person: None, ..right(0, 1_100) }]);
        assert_eq!((nobody.last_of_another, nobody.of_others), (true, 1));
    }

    #[test]
    fn a_line_that_was_corrected_counts_as_it_stands_now_and_as_a_correction() {
        let mut lines: Vec<_> = (0..ROUND_PEOPLE).map(|place| right(place, 1_100)).collect();
        lines[2].corrected = true;
        let score = run(&lines).score().unwrap();
        assert_eq!((score.wrong, score.corrections), (0, 1));
        lines[2].outcome = Outcome::Refused;
        assert_eq!(run(&lines).score().unwrap().wrong, 1);
    }

    #[test]
    fn the_median_is_the_middle_or_lies_between_the_two_in_the_middle() {
        let check = |times: &[u64], expected| assert_eq!(median(times), expected, "{times:?}");
        check(&[], 0);
        check(&[7], 7);
        check(&[9, 1, 5], 5);
        check(&[4, 1, 9, 6], 5);
        check(&[u64::MAX, u64::MAX], u64::MAX);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_negative_time() {
        let lines = [right(0, 5_000), right(1, 3_000), right(2, 5_500)];
        let took: Vec<u64> = run(&lines).helped.iter().map(|it| it.took_ms).collect();
        assert_eq!(took, [4_000, 0, 500]);
    }
}
