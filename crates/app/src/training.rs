//! The round of practice that this laptop remembers, and the people who come in it. Nothing of it travels; it lies in the
//! practice commune's file alone. What is asked and what counts as right is `domain::training`'s.

use chrono::{Datelike, NaiveDate};
use domain::citizen_number::CitizenNumber;
use domain::ids::SessionId;
use domain::record::RosterScope;
use domain::service::AccountState;
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_village};
use domain::training::{Arrival, Logged, Progress, Score, TASKS, Task, progress};
use serde::{Deserialize, Serialize};
use store::Store;
use store::rows::AssistRow as Line;
use store::setting::SettingError;
use uuid::Uuid;

use crate::Error;
use crate::evening::EVENING_ROWS_MAX;
use crate::failure::bug;
use crate::practice::{self, PRACTICE_PEOPLE};
use crate::state::Open;

/// The setting that holds it.
const TRAINING: &str = "training";
/// Whoever comes in a round has so many completed years or more, and not more than the second.
const AGES: std::ops::RangeInclusive<i32> = 18..=75;

/// What is remembered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Training {
    /// Rounds begun so far: others come in the next.
    pub(crate) rounds: u32,
    /// The round that runs.
    pub(crate) round: Option<Round>,
    /// The figures of the last whole round.
    pub(crate) last: Option<Figures>,
}

/// A round that runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Round {
    /// When it was begun, ms since 1970 UTC.
    pub(crate) at_ms: i64,
    /// The session it is logged in.
    pub(crate) session: Uuid,
    /// One for each task.
    pub(crate) guests: Vec<Guest>,
}

/// Somebody who comes in a round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Guest {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) birth_year: u16,
    pub(crate) village: String,
    /// What a scanner types for the card; none where it lies at home.
    pub(crate) card: Option<String>,
}

/// `domain::training::Score` as it is remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub(crate) median_ms: u64,
    pub(crate) total_ms: u64,
    pub(crate) wrong: u32,
    pub(crate) corrections: u32,
}

impl From<Score> for Figures {
    fn from(Score { median_ms, total_ms, wrong, corrections }: Score) -> Self {
        Self { median_ms, total_ms, wrong, corrections }
    }
}

impl Training {
    /// What is remembered in a file. A round of a session that the desk has left is over.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn of(open: &Open) -> Result<Self, Error> {
        let Some(text) = open.store.setting(TRAINING)? else { return Ok(Self::default()) };
        let kept: Self = serde_json::from_str(&text).map_err(|_| bug("training"))?;
        let session = open.at_desk()?.map(|it| it.session.0);
        let round = kept.round.filter(|round| Some(round.session) == session);
        Ok(Self { round, ..kept })
    }

    /// Remembers it.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn keep(&self, store: &mut Store) -> Result<(), Error> {
        let text = serde_json::to_string(self).map_err(|_| bug("training"))?;
        store.set_setting(TRAINING, Some(&text)).map_err(|error| match error {
            SettingError::TooLong => bug("training"),
            SettingError::Store(error) => error.into(),
        })
    }

    /// The same without its round, whose figures are remembered if it is whole.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn ended(self, open: &Open) -> Result<Self, Error> {
        let score = self.round.as_ref().map(|round| round.progress(open)).transpose()?.and_then(|it| it.score());
        Ok(Self { round: None, last: score.map(Figures::from).or(self.last), ..self })
    }

    /// The same with a round that begins now, for whoever sits at the desk of a session.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn begun(self, open: &Open, session: SessionId, day: NaiveDate, now_ms: i64) -> Result<Self, Error> {
        let guests = guests(open, day, self.rounds)?;
        let round = Round { at_ms: now_ms, session: session.0, guests };
        Ok(Self { rounds: self.rounds.saturating_add(1), round: Some(round), ..self })
    }
}

impl Round {
    /// How far it has come, by what this laptop saved in its session since.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn progress(&self, open: &Open) -> Result<Progress<CitizenNumber>, Error> {
        let number = |guest: &Guest| CitizenNumber::parse(&guest.number).map_err(|_| bug("training"));
        let people: Vec<CitizenNumber> = self.guests.iter().map(number).collect::<Result<_, _>>()?;
        let lines = open.store.evening(SessionId(self.session), EVENING_ROWS_MAX)?;
        let own = lines.iter().rev().filter(|line| line.here && line.row.origin.stamp.wall_ms >= self.at_ms);
        let logged: Vec<Logged<CitizenNumber>> = own.map(logged).collect();
        Ok(progress(self.at_ms, &people, &logged))
    }
}

fn logged(line: &Line) -> Logged<CitizenNumber> {
    let person = line.citizen.as_ref().and_then(|citizen| citizen.person.as_ref());
    let record = &line.row.record;
    Logged {
        person: person.and_then(|person| person.number),
        at_ms: line.row.origin.stamp.wall_ms,
        service: record.service,
        outcome: record.outcome,
        difficulties: record.difficulties.clone(),
        voided: line.row.voided.is_some(),
        corrected: line.row.corrected,
    }
}

/// A made-up person and what this file knows of them.
struct Candidate {
    person: SyntheticPerson,
    village: String,
    /// Where the account stands on the list.
    listed: Option<AccountState>,
    /// Whether a search finds them.
    known: bool,
    /// Whether they were helped before.
    helped: bool,
}

/// One for each task, others in each round: people of the list who were never helped, as long as there are any.
fn guests(open: &Open, day: NaiveDate, rounds: u32) -> Result<Vec<Guest>, Error> {
    let mut waiting = candidates(open, day)?;
    let turn = usize::try_from(rounds).unwrap_or_default().wrapping_mul(TASKS.len());
    let at = turn.checked_rem(waiting.len()).unwrap_or_default();
    waiting.rotate_left(at);
    let mut guests = Vec::with_capacity(TASKS.len());
    for task in &TASKS {
        let best = waiting.iter().enumerate().min_by_key(|(_, it)| unfit(it, task)).map(|(at, _)| at);
        let candidate = best.map(|at| waiting.remove(at)).ok_or_else(|| bug("training-people"))?;
        guests.push(guest(candidate, task));
    }
    Ok(guests)
}

/// What speaks against a person for a task, the gravest first.
const fn unfit(it: &Candidate, task: &Task) -> (bool, bool, bool) {
    let other_state = match it.listed {
        Some(state) => state.code() != task.state.code(),
        None => true,
    };
    (!it.known && matches!(task.arrival, Arrival::ByName), other_state, it.helped)
}

fn guest(it: Candidate, task: &Task) -> Guest {
    let by_name = it.known && task.arrival == Arrival::ByName;
    Guest {
        number: it.person.number.as_str().to_owned(),
        name: it.person.name.as_str().to_owned(),
        birth_year: it.person.birth.year(),
        card: (!by_name).then(|| it.person.card_text(CardLayout::Chip)),
        village: it.village,
    }
}

/// The grown-up people that this practice commune was made with.
fn candidates(open: &Open, day: NaiveDate) -> Result<Vec<Candidate>, Error> {
    let editions = open.store.roster_editions()?;
    let first = editions.iter().map(|edition| edition.day).min().unwrap_or(day);
    let villages = editions.iter().filter(|it| it.replaces.is_none() && it.day == first).count();
    let made_up = practice::people(first, u16::try_from(villages).unwrap_or(u16::MAX));
    let grown_up = made_up
        .take(usize::try_from(PRACTICE_PEOPLE).unwrap_or_default())
        .filter(|person| AGES.contains(&(day.year().saturating_sub(i32::from(person.birth.year())))));
    let names = open.names()?;
    grown_up
        .map(|person| {
            let found = open.store.person_by_number(&person.number)?;
            let village = found.roster.as_ref().and_then(|row| match row.scope {
                RosterScope::Village(village) => names.village(Some(village)),
                RosterScope::Unit(unit) => names.unit(Some(unit)),
            });
            Ok(Candidate {
                village: village.map_or_else(|| synthetic_village(person.village), str::to_owned),
                listed: found.roster.as_ref().map(|row| row.person.state),
                known: found.roster.is_some() || !found.citizens.is_empty(),
                helped: !found.citizens.is_empty(),
                person,
            })
        })
        .collect()
}
