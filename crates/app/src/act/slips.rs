//! Keying paper slips in: a pile by its numbers, each slip saved as the desk saves an assist, half-typed ones kept.

use std::collections::BTreeMap;

use documents::pad::SLIPS_MAX;
use domain::citizen_number::CitizenNumber;
use domain::ids::{AssistId, SessionId};
use domain::person::BirthDate;
use domain::rules::ChipCard;
use domain::service::{Outcome, Service};
use store::Store;
use store::rows::{AssistRow as Line, SessionRow as Stored};
use store::setting::SettingError;
use uuid::Uuid;

use super::desk::save::save_in;
use crate::desk::{Known, judge, known_as};
use crate::evening::{self, SESSION_ROWS_MAX};
use crate::failure::bug;
use crate::form::{self, TICKET_MAX, bad};
use crate::names::Names;
use crate::paper::{Paper, SPOILT_MAX, pad_code};
use crate::role::May;
use crate::slip;
use crate::state::Open;
use crate::view::desk::AssistForm;
use crate::view::paper::{KeyedSlip, KeyedView, PileView, SlipForm, SlipState, SlipView, SlipsForm};
use crate::{App, Error, clock};

/// Half-typed slips that are kept of a session.
pub const SLIPS_BEGUN_MAX: usize = 100;
/// Slips offered where nobody said which numbers the pile has.
const PILE_OFFERED: u32 = 30;
/// The setting that holds a session's half-typed slips.
const BEGUN: &str = "paper.begun";

impl App {
    /// A pile of slips; without numbers the pads that this laptop printed, or where the session's tickets begin.
    ///
    /// # Errors
    /// `BadField` with numbers out of range. See [`crate::Code`].
    pub fn pile(&self, session: Uuid, first: Option<u32>, last: Option<u32>) -> Result<PileView, Error> {
        self.reading_people(|open| {
            let session = evening::known_session(&open.store, SessionId(session))?;
            let paper = Paper::of(&open.store, session.row.record.id)?;
            let (first, last) = range(&paper, session.row.record.first_ticket, first, last)?;
            pile(open, &session, &paper, first, last)
        })
    }

    /// Saves a slip as the desk saves an assist, also in a session that is closed by now. Where its number was keyed
    /// before, nothing is saved and that is said, unless the form insists. Durable when it returns.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn key_slip(&self, form: SlipForm) -> Result<KeyedView, Error> {
        self.writing(|open, settings| {
            let session = evening::known_session(&open.store, SessionId(form.session))?;
            let late = session.closed.is_some();
            form::ticket(Some(form.number))?;
            let others = others(&open.store, session.row.record.id, &form)?;
            let taken = others.iter().find(|line| line.row.record.citizen.is_some()).filter(|_| !form.again);
            if let Some(line) = taken {
                let taken = keyed_slip(line, &*open.names()?);
                return Ok(KeyedView { saved: None, taken: Some(taken), late });
            }
            let waiting = others.iter().find(|line| line.row.record.citizen.is_none());
            let id = waiting.map_or(form.assist, |line| Some(line.row.record.id.0));
            let assist = assist_form(open, &session, &form, id)?;
            let saved = save_in(open, settings, &session.row.record, &assist)?;
            forget(&mut open.store, session.row.record.id, form.number)?;
            Ok(KeyedView { saved: Some(saved), taken: None, late })
        })
    }

    /// Marks a slip as spoilt, or takes that back. Nothing of it travels.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn spoil_slip(&self, session: Uuid, number: u32, spoilt: bool) -> Result<(), Error> {
        form::ticket(Some(number))?;
        let session = SessionId(session);
        self.with_paper(session, |open, before| {
            evening::known_session(&open.store, session)?;
            let mut paper = before.clone();
            if spoilt {
                paper.spoilt.insert(number)
            } else {
                paper.spoilt.remove(&number)
            };
            if paper.spoilt.len() > SPOILT_MAX { Err(bad("slips")) } else { Ok((paper, ())) }
        })
    }

    /// Keeps what is half typed of a pile, in place of what was kept before. Durable when it returns.
    ///
    /// # Errors
    /// `BadField` with more than [`SLIPS_BEGUN_MAX`] slips or more text than they can hold. See [`crate::Code`].
    pub fn keep_slips(&self, form: SlipsForm) -> Result<(), Error> {
        let mut state = self.shared.state();
        let open = state.at_work()?;
        open.must(May::Log)?;
        if form.begun.len() > SLIPS_BEGUN_MAX {
            return Err(bad("slips"));
        }
        set(&mut open.store, SessionId(form.session), &form.begun)
    }
}

/// The numbers of a pile.
fn range(paper: &Paper, first_ticket: u32, first: Option<u32>, last: Option<u32>) -> Result<(u32, u32), Error> {
    let printed = paper.pads.iter().map(|pad| pad.first).min().zip(paper.pads.iter().map(|pad| pad.last).max());
    let newest = paper.pads.last().map(|pad| (pad.first, pad.last));
    let fits = |(first, last): &(u32, u32)| last.saturating_sub(*first) < SLIPS_MAX;
    let offered = printed.filter(fits).or(newest);
    let begin = first.or(offered.map(|(first, _)| first)).unwrap_or(first_ticket);
    let end = last.or(offered.map(|(_, last)| last).filter(|last| *last >= begin));
    let end = end.unwrap_or_else(|| begin.saturating_add(PILE_OFFERED - 1).min(TICKET_MAX));
    form::ticket(Some(begin))?;
    form::ticket(Some(end))?;
    if begin <= end && fits(&(begin, end)) { Ok((begin, end)) } else { Err(bad("slips")) }
}

fn pile(open: &Open, session: &Stored, paper: &Paper, first: u32, last: u32) -> Result<PileView, Error> {
    let (store, names, id) = (&open.store, open.names()?, session.row.record.id);
    let rows = store.evening(id, SESSION_ROWS_MAX)?;
    let mut by_number: BTreeMap<u32, &Line> = BTreeMap::new();
    // Newest first: the first of a number stays, unless a later one has the person.
    for line in rows.iter().filter(|line| line.row.voided.is_none()) {
        let Some(ticket) = line.row.record.ticket else { continue };
        let shown = by_number.entry(ticket).or_insert(line);
        if shown.row.record.citizen.is_none() && line.row.record.citizen.is_some() {
            *shown = line;
        }
    }
    let slip = |number: u32| {
        let line = by_number.get(&number).copied();
        SlipView { number, state: state(line, paper, number), keyed: line.map(|line| keyed_slip(line, &names)) }
    };
    let slips: Vec<SlipView> = (first..=last).map(slip).collect();
    let count = |state: SlipState| {
        let found = slips.iter().filter(|slip| slip.state == state).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    Ok(PileView {
        session: evening::session_row(store, &names, session)?,
        village: session.row.record.village.map(|village| village.0),
        code: pad_code(id, open.identity.device),
        missing: runs(&slips),
        keyed: count(SlipState::Keyed),
        spoilt: count(SlipState::Spoilt),
        services: Service::ALL.to_vec(),
        outcomes: Outcome::ALL.to_vec(),
        begun: begun(store, id)?,
        first,
        last,
        slips,
    })
}

fn state(line: Option<&Line>, paper: &Paper, number: u32) -> SlipState {
    match line.map(|line| line.row.record.citizen.is_some()) {
        Some(true) => SlipState::Keyed,
        Some(false) => SlipState::Ticket,
        None if paper.spoilt.contains(&number) => SlipState::Spoilt,
        None => SlipState::Missing,
    }
}

/// Numbers that are missing or wait for their person, those one after the other taken together.
fn runs(slips: &[SlipView]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let open = |slip: &&SlipView| match slip.state {
        SlipState::Missing | SlipState::Ticket => true,
        SlipState::Keyed | SlipState::Spoilt => false,
    };
    for slip in slips.iter().filter(open) {
        match runs.last_mut().filter(|(_, last)| last.saturating_add(1) == slip.number) {
            Some(run) => run.1 = slip.number,
            None => runs.push((slip.number, slip.number)),
        }
    }
    runs
}

fn keyed_slip(line: &Line, names: &Names) -> KeyedSlip {
    let (record, origin) = (&line.row.record, &line.row.origin);
    let person = line.citizen.as_ref().and_then(|citizen| citizen.person.as_ref());
    KeyedSlip {
        assist: record.id.0,
        name: person.map(|person| person.name.as_str().to_owned()),
        service: record.service,
        outcome: record.outcome,
        member_name: names.member(origin.member),
        device_label: names.device(origin.device),
        at: clock::instant(origin.stamp.wall_ms),
    }
}

/// What counts under the slip's number already, the form's own assist left out.
fn others(store: &Store, session: SessionId, form: &SlipForm) -> Result<Vec<Line>, Error> {
    let lines = store.with_ticket(session, form.number)?;
    let other = |line: &Line| line.row.voided.is_none() && Some(line.row.record.id.0) != form.assist;
    Ok(lines.into_iter().filter(other).collect())
}

/// The slip as the desk would have it.
fn assist_form(open: &Open, session: &Stored, form: &SlipForm, id: Option<Uuid>) -> Result<AssistForm, Error> {
    let outcome = form.outcome.ok_or_else(|| bad("outcome"))?;
    let (person, tail) = slip::person(&form.person, &form.digits);
    let known = known_as(open, &person)?;
    let recorded = known.citizens.first().and_then(|row| row.record.person.as_ref()?.number);
    let number = recorded.or_else(|| CitizenNumber::parse(&person.number).ok());
    let differs = number.is_some_and(|number| !number.as_str().ends_with(&tail));
    if differs && !form.again {
        return Err(bad("slip-tail"));
    }
    let birth = BirthDate::parse(&person.birth).ok();
    let triage = judge(&Known::of(open, &known, ChipCard::Unknown)?, birth, session.row.record.day)?;
    let note =
        if tail.is_empty() || number.is_some() { form.note.clone() } else { slip::note_with_tail(&form.note, &tail) };
    Ok(AssistForm {
        assist: id,
        session: form.session,
        person,
        service: form.service.unwrap_or(triage.service),
        outcome,
        difficulties: slip::codes(open.names()?.catalogue(), &form.difficulties)?,
        return_day: slip::return_day(&form.return_day, session.row.record.day)?.map(clock::iso),
        utilities: Vec::new(),
        state_before: triage.state,
        sms_day: None,
        ticket: Some(form.number),
        note,
        unsure: false,
    })
}

/// What is half typed and was not saved meanwhile.
fn begun(store: &Store, session: SessionId) -> Result<Vec<SlipForm>, Error> {
    let Some(text) = store.setting(&name(session))? else { return Ok(Vec::new()) };
    let kept: Vec<SlipForm> = serde_json::from_str(&text).map_err(|_| bug("slips"))?;
    let mut begun = Vec::new();
    for form in kept.into_iter().take(SLIPS_BEGUN_MAX) {
        let saved = form.assist.map(|id| store.assist(AssistId(id))).transpose()?.flatten();
        if saved.is_none() {
            begun.push(form);
        }
    }
    Ok(begun)
}

fn forget(store: &mut Store, session: SessionId, number: u32) -> Result<(), Error> {
    let mut kept = begun(store, session)?;
    kept.retain(|form| form.number != number);
    set(store, session, &kept)
}

fn set(store: &mut Store, session: SessionId, begun: &[SlipForm]) -> Result<(), Error> {
    let text = serde_json::to_string(begun).map_err(|_| bug("slips"))?;
    let kept = Some(text.as_str()).filter(|_| !begun.is_empty());
    store.set_setting(&name(session), kept).map_err(|error| match error {
        SettingError::TooLong => bad("slips"),
        SettingError::Store(error) => error.into(),
    })
}

fn name(session: SessionId) -> String {
    format!("{BEGUN}.{}", session.0)
}
