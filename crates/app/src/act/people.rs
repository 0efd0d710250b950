//! One assist, one person: history and corrections.

use domain::edit::{Edit, FieldValue, Target, Void, VoidReason};
use domain::ids::{AssistId, CitizenId};
use domain::person::{AgeBand, Note};
use store::rows::{AssistRow as Line, PersonCard, PersonKey};
use store::upkeep::{Check, Checked};
use uuid::Uuid;

use crate::change::{assist_changes, assist_target, citizen_changes, citizen_target, correction, history, may_settle};
use crate::desk::{Tonight, person_card};
use crate::evening::{self, SESSION_ROWS_MAX};
use crate::form::{self, OutcomeDraft, PersonDraft};
use crate::settings::Settings;
use crate::state::Open;
use crate::view::desk::PersonForm;
use crate::view::people::{AssistView, CheckView, CorrectAssistForm, CorrectPersonForm, PersonView, VerifyView};
use crate::{App, Code, Error};

impl App {
    /// An assist with its history.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn assist(&self, assist: Uuid) -> Result<AssistView, Error> {
        self.reading_people(|open| assist_view(open, AssistId(assist)))
    }

    /// A person with everything done.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn person(&self, citizen: Uuid) -> Result<PersonView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| person_view(open, CitizenId(citizen), now_ms))
    }

    /// Corrects an assist, with a reason; the old values stay in its history.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn correct_assist(&self, form: CorrectAssistForm) -> Result<AssistView, Error> {
        self.writing(|open, settings| {
            let reason = form::reason(&form.reason)?;
            let now = counting(open, AssistId(form.assist))?.row.record;
            let day = evening::known_session(&open.store, now.session)?.row.record.day;
            let outcome = OutcomeDraft::read(form.outcome, &form.difficulties, form.return_day.as_deref(), day)?;
            let (utilities, note) = (form::utilities(&form.utilities)?, form::note(&form.note, "note")?);
            let changes = assist_changes(&now, form.service, outcome, utilities, note);
            let edit = correction(&open.store, assist_target(now.id), changes, reason)?;
            may_settle(open, &edit)?;
            open.commit_one(edit, settings)?;
            assist_view(open, now.id)
        })
    }

    /// Corrects a citizen, with a reason. A new birth date also puts the age bands of earlier assists right.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn correct_person(&self, form: CorrectPersonForm) -> Result<PersonView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.writing(|open, settings| {
            let reason = form::reason(&form.reason)?;
            let citizen = form.person.citizen.map(CitizenId).ok_or(Error::new(Code::NotFound))?;
            let now = open.store.citizen(citizen)?.ok_or(Error::new(Code::NotFound))?.record;
            let wanted = PersonDraft::read(&form.person, Tonight::of(open, now_ms)?.day)?;
            wanted.name.as_ref().ok_or_else(|| form::bad("name"))?;
            form::known_village(&open.store, wanted.village.filter(|_| wanted.village != now.village))?;
            form::known_unit(&open.store, wanted.unit.filter(|_| wanted.unit != now.unit))?;
            correct_citizen(open, settings, citizen, citizen_changes(&now, wanted), &reason)?;
            person_view(open, citizen, now_ms)
        })
    }

    /// Voids an assist found wrong; it stays visible.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn void_assist(&self, assist: Uuid) -> Result<AssistView, Error> {
        self.writing(|open, settings| {
            let target = assist_target(counting(open, AssistId(assist))?.row.record.id);
            open.commit_one(Edit::Void(Void { target, reason: VoidReason::Mistake }), settings)?;
            assist_view(open, AssistId(assist))
        })
    }

    /// Checks the journal's chain, the views, the file and the receipts, as they are now; nobody waits meanwhile.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn verify(&self) -> Result<VerifyView, Error> {
        let (store, names) = self.reading(|open| Ok((open.store.reader()?, open.names()?)))?;
        let found = store.verify()?;
        let checks: Vec<CheckView> = CHECKS.iter().map(|(key, of)| check(key, of, &found)).collect();
        let mut entries = std::collections::BTreeMap::new();
        for row in store.devices()? {
            let count = entries.entry(names.device(row.device)).or_insert(0_u32);
            *count = count.saturating_add(u32::try_from(row.entries).unwrap_or(u32::MAX));
        }
        Ok(VerifyView { holds: checks.iter().all(|check| check.holds), checks, entries })
    }
}

/// What people are told was checked, and what of the file that is.
const CHECKS: [(&str, &[Checked]); 4] = [
    ("chain", &[Checked::Chain, Checked::Batches]),
    ("views", &[Checked::Views, Checked::Search]),
    ("file", &[Checked::File]),
    ("receipts", &[Checked::Receipts]),
];

/// One line of several checks; the first one's count is told.
fn check(key: &str, of: &[Checked], found: &[Check]) -> CheckView {
    let checks = || found.iter().filter(|check| of.contains(&check.what));
    let count = checks().find(|check| of.first() == Some(&check.what)).map_or(0, |check| check.count);
    CheckView {
        key: key.to_owned(),
        holds: checks().all(|check| check.bad == 0),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    }
}

fn found(open: &Open, assist: AssistId) -> Result<Line, Error> {
    open.store.assist(assist)?.ok_or(Error::new(Code::NotFound))
}

/// An assist that was not voided: only such a one can be corrected or voided.
fn counting(open: &Open, assist: AssistId) -> Result<Line, Error> {
    Some(found(open, assist)?).filter(|line| line.row.voided.is_none()).ok_or(Error::new(Code::NothingChanged))
}

fn assist_view(open: &Open, assist: AssistId) -> Result<AssistView, Error> {
    let line = found(open, assist)?;
    let names = open.names()?;
    let record = &line.row.record;
    Ok(AssistView {
        session: record.session.0,
        utilities: record.utilities.iter().map(|it| u32::from(it.get())).collect(),
        state_before: record.state_before,
        note: record.note.as_ref().map(|note| note.as_str().to_owned()),
        member_name: names.member(line.row.origin.member),
        device_label: names.device(line.row.origin.device),
        history: history(&open.store, &names, assist_target(assist))?,
        row: evening::assist_row(&line, number_of(open, &line)?),
    })
}

/// The line's number within its session.
fn number_of(open: &Open, line: &Line) -> Result<u32, Error> {
    let session = line.row.record.session;
    let all = evening::lines(&open.store.session_tally(session)?);
    let rows = evening::numbered(open.store.evening(session, SESSION_ROWS_MAX)?, all);
    Ok(rows.iter().find(|row| row.id == line.row.record.id.0).map_or(0, |row| row.number))
}

fn person_view(open: &Open, citizen: CitizenId, now_ms: i64) -> Result<PersonView, Error> {
    let known = card_of(open, citizen)?;
    let tonight = Tonight::of(open, now_ms)?;
    let card = person_card(open, &known, None, PersonForm::default(), tonight)?;
    let names = open.names()?;
    Ok(PersonView { card, history: history(&open.store, &names, citizen_target(citizen))? })
}

fn card_of(open: &Open, citizen: CitizenId) -> Result<PersonCard, Error> {
    let mut known = open.store.person(PersonKey::Citizen(citizen))?.ok_or(Error::new(Code::NotFound))?;
    // Of several records of one person the one asked for shows.
    known.citizens.sort_by_key(|row| row.record.id != citizen);
    Ok(known)
}

/// One commit: the record, and what follows from a new birth date.
fn correct_citizen(
    open: &mut Open,
    settings: &Settings,
    citizen: CitizenId,
    changes: Vec<FieldValue>,
    reason: &Note,
) -> Result<(), Error> {
    let ages = age_changes(open, citizen, &changes)?;
    let mut edits = vec![correction(&open.store, citizen_target(citizen), changes, reason.clone())?];
    edits.iter().try_for_each(|edit| may_settle(open, edit))?;
    for (target, band) in ages {
        edits.push(correction(&open.store, target, vec![FieldValue::AssistAge(band)], reason.clone())?);
    }
    open.commit(&edits, settings).map(|_| ())
}

/// Assists whose age band is another one with the new birth date.
fn age_changes(open: &Open, citizen: CitizenId, changes: &[FieldValue]) -> Result<Vec<(Target, AgeBand)>, Error> {
    let birth = changes.iter().find_map(|change| {
        let FieldValue::CitizenBirth(birth) = change else { return None };
        Some(*birth)
    });
    let Some(birth) = birth else { return Ok(Vec::new()) };
    let mut wrong = Vec::new();
    for line in card_of(open, citizen)?.assists.iter().filter(|line| line.row.record.citizen == Some(citizen)) {
        let record = &line.row.record;
        let Some(session) = open.store.session(record.session)? else { continue };
        let band = AgeBand::of(birth, session.row.record.day);
        if band != record.age {
            wrong.push((assist_target(record.id), band));
        }
    }
    Ok(wrong)
}
