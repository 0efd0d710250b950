//! A practice commune of any size, for measuring and for trying things out: the same code writes it as at the desk.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::edit::Edit;
use domain::ids::{CitizenId, SessionId};
use domain::person::{AgeBand, BirthDate};
use domain::record::{Assist, Citizen, Person, SessionClosed, SessionCounts};
use domain::service::{AccountState, DifficultyCode, Outcome, Service};
use domain::synthetic::{SYNTHETIC_PEOPLE_MAX, SyntheticPerson};

use crate::failure::bug;
use crate::make::{Lists, make, new_id};
use crate::settings::Settings;
use crate::state::Open;
use crate::view::start::{Profile, SeededView};
use crate::{App, Error, clock, form, practice};

/// At most this many people on a seeded roster.
pub const SEED_PEOPLE_MAX: u32 = SYNTHETIC_PEOPLE_MAX;
/// At most this many assists in a seeded commune.
pub const SEED_ASSISTS_MAX: u32 = 1_000_000;
/// A village has about this many people.
const VILLAGE_PEOPLE: u32 = 500;
/// A session has this many assists.
const SESSION_ASSISTS: u32 = 60;
/// Edits saved in one commit.
const COMMIT_EDITS: usize = 2_000;
/// Sessions go back at most so many days.
const DAYS_BACK_MAX: u32 = 365;

impl App {
    /// Makes a practice commune of `people` people and logs `assists` assists of theirs, fast.
    ///
    /// # Errors
    /// [`crate::Code::AlreadySetUp`] where there is a practice commune; [`crate::Code::BadField`] for a size out of bounds.
    pub fn seed(&self, people: u32, assists: u32) -> Result<SeededView, Error> {
        if !(1..=SEED_PEOPLE_MAX).contains(&people) || assists > SEED_ASSISTS_MAX {
            return Err(form::bad("size"));
        }
        let villages = u16::try_from(people / VILLAGE_PEOPLE).unwrap_or(u16::MAX);
        let plan = practice::plan(villages.clamp(practice::PRACTICE_VILLAGES, 1_000))?;
        let mut state = self.shared.state();
        state.let_go(&self.shared);
        let open = make(&self.shared, &plan, |open, lists, settings| {
            practice::fill_roster(open, lists, settings, people)?;
            log(open, lists, settings, people, assists)
        })?;
        state.take(&self.shared, Profile::Practice, open)?;
        Ok(SeededView { people, assists })
    }
}

/// Logs assists: everybody once, then everybody again, a session for every few dozen.
fn log(open: &mut Open, lists: &Lists, settings: &Settings, people: u32, assists: u32) -> Result<(), Error> {
    let today = clock::day_of(settings.now_ms());
    let villages = u16::try_from(lists.villages.len()).unwrap_or(u16::MAX);
    let mut seeding = Seeding { lists, settings, today, citizens: Vec::new(), session: None, edits: Vec::new() };
    let mut made_up = practice::people(today, villages);
    for number in 0..assists {
        seeding.session_for(number, assists)?;
        let known = seeding.citizens.len() >= usize::try_from(people).unwrap_or(usize::MAX);
        let fresh = if known { None } else { made_up.next() };
        seeding.assist(number, fresh);
        if seeding.edits.len() >= COMMIT_EDITS {
            open.commit(&std::mem::take(&mut seeding.edits), settings)?;
        }
    }
    seeding.close();
    open.commit(&seeding.edits, settings).map(|_| ())
}

/// What is written next.
struct Seeding<'a> {
    lists: &'a Lists,
    settings: &'a Settings,
    today: NaiveDate,
    citizens: Vec<(CitizenId, BirthDate)>,
    session: Option<(SessionId, NaiveDate, SessionCounts)>,
    edits: Vec<Edit>,
}

impl Seeding<'_> {
    /// A new session after every few dozen assists, the last one today.
    fn session_for(&mut self, number: u32, assists: u32) -> Result<(), Error> {
        if !number.is_multiple_of(SESSION_ASSISTS) {
            return Ok(());
        }
        self.close();
        let (at, last) = (number / SESSION_ASSISTS, assists.saturating_sub(1) / SESSION_ASSISTS);
        let days = Days::new(u64::from((last.saturating_sub(at)).min(DAYS_BACK_MAX)));
        let day = self.today.checked_sub_days(days).unwrap_or(self.today);
        let mut villages = self.lists.villages.iter().cycle();
        let village = villages.nth(usize::try_from(at).unwrap_or(0)).copied().ok_or_else(|| bug("seed-village"))?;
        let session = practice::session(self.settings, day, village, &self.lists.members)?;
        self.session = Some((session.id, day, SessionCounts::default()));
        self.edits.push(Edit::Session(session));
        Ok(())
    }

    fn close(&mut self) {
        if let Some((session, _, counts)) = self.session.take() {
            let closed = SessionClosed { session, heads: Some(counts.citizens), counts, seen: Vec::new() };
            self.edits.push(Edit::SessionClosed(closed));
        }
    }

    fn assist(&mut self, number: u32, fresh: Option<SyntheticPerson>) {
        let state = fresh.as_ref().map_or(AccountState::Level2Active, |person| person.account_state);
        if let Some(person) = fresh {
            self.citizen(person);
        }
        let seats = self.citizens.len().max(1);
        let citizen = self.citizens.get(usize::try_from(number).unwrap_or(0) % seats).copied();
        let Some((session, day, counts)) = &mut self.session else { return };
        let assist = made_up(self.settings, number, *session, citizen, *day, state);
        count(counts, assist.outcome);
        self.edits.push(Edit::Assist(assist));
    }

    fn citizen(&mut self, person: SyntheticPerson) {
        let id = new_id(self.settings);
        self.citizens.push((id, person.birth));
        let village = self.lists.villages.get(usize::from(person.village)).copied();
        let person = Person {
            name: person.name,
            number: Some(person.number),
            birth: Some(person.birth),
            sex: Some(person.sex),
            phone: person.phone,
            address: Some(person.address),
        };
        self.edits.push(Edit::Citizen(Citizen { id, village, unit: None, person: Some(person) }));
    }
}

/// The outcomes of an evening, about as they come.
fn made_up(
    settings: &Settings,
    number: u32,
    session: SessionId,
    citizen: Option<(CitizenId, BirthDate)>,
    day: NaiveDate,
    state_before: AccountState,
) -> Assist {
    let (outcome, difficulty) = match number % 10 {
        0..=5 => (Outcome::Done, None),
        6 | 7 => (Outcome::AlreadyActive, None),
        8 => (Outcome::ComeBack, DifficultyCode::parse("OTP-01").ok()),
        _ => (Outcome::Refused, DifficultyCode::parse("PER-01").ok()),
    };
    Assist {
        id: new_id(settings),
        session,
        citizen: citizen.map(|(id, _)| id),
        service: if number.is_multiple_of(3) { Service::Level1Install } else { Service::Level2Activation },
        outcome,
        difficulties: difficulty.into_iter().collect(),
        return_day: Some(day + Days::new(3)).filter(|_| outcome == Outcome::ComeBack),
        utilities: BTreeSet::new(),
        age: AgeBand::of(citizen.map(|(_, birth)| birth), day),
        state_before,
        sms_day: None,
        ticket: Some(number % SESSION_ASSISTS + 1),
        note: None,
    }
}

fn count(counts: &mut SessionCounts, outcome: Outcome) {
    let of_outcome = match outcome {
        Outcome::Done => &mut counts.done,
        Outcome::AlreadyActive => &mut counts.already_active,
        Outcome::ComeBack => &mut counts.come_back,
        Outcome::Refused => &mut counts.refused,
    };
    *of_outcome = of_outcome.saturating_add(1);
    counts.assists = counts.assists.saturating_add(1);
    counts.citizens = counts.citizens.saturating_add(1);
}
