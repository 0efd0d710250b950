//! One assist, one person: history and corrections.

use domain::edit::{Edit, FieldValue, Target, TargetKind, Void, VoidReason};
use domain::ids::{AssistId, CitizenId};
use domain::person::{AgeBand, Note};
use store::rows::{AssistRow as Line, PersonCard, PersonKey};
use store::upkeep::{Check, Checked};
use uuid::Uuid;

use crate::change::{
    assist_changes, assist_target, chosen, citizen_changes, citizen_target, conflicts, correction, field_key, history,
    may_settle, name_of,
};
use crate::desk::{Tonight, person_card};
use crate::evening::{self, SESSION_ROWS_MAX};
use crate::form::{self, OutcomeDraft, PersonDraft};
use crate::names::NAMELESS;
use crate::role::May;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::desk::PersonForm;
use crate::view::people::{
    AssistView, CheckView, ConflictRow, CorrectAssistForm, CorrectPersonForm, PersonView, SettleForm, VerifyView,
};
use crate::{App, Code, Error};

/// At most this many fields to be settled are listed.
const CONFLICT_ROWS_MAX: u32 = 200;

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
            let (names, back) = (open.names()?, form.return_day.as_deref());
            let outcome = OutcomeDraft::read(names.catalogue(), form.outcome, &form.difficulties, back, day)?;
            let (utilities, note) = (form::utilities(&form.utilities)?, form::note(&form.note, "note")?);
            let changes = assist_changes(&now, form.service, outcome, utilities, note);
            let edit = correction(&open.store, assist_target(now.id), changes, Some(reason))?;
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
            correct_citizen(open, settings, citizen, citizen_changes(&now, wanted), Some(&reason))?;
            person_view(open, citizen, now_ms)
        })
    }

    /// Chooses one of the values that two people gave a field of an assist; leaders only. The others stay in its history.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::NotFound`] where it was settled meanwhile.
    pub fn settle_assist(&self, form: SettleForm) -> Result<AssistView, Error> {
        self.writing(|open, settings| {
            open.must(May::Settle)?;
            let assist = counting(open, AssistId(form.record))?.row.record.id;
            let value = chosen(&open.store, assist_target(assist), &form.field, &form.entry)?;
            open.commit_one(correction(&open.store, assist_target(assist), vec![value], None)?, settings)?;
            assist_view(open, assist)
        })
    }

    /// The same of a person; a birth date also puts the age bands of earlier assists right.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::NotFound`] where it was settled meanwhile.
    pub fn settle_person(&self, form: SettleForm) -> Result<PersonView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.writing(|open, settings| {
            open.must(May::Settle)?;
            let citizen = CitizenId(form.record);
            let value = chosen(&open.store, citizen_target(citizen), &form.field, &form.entry)?;
            correct_citizen(open, settings, citizen, vec![value], None)?;
            person_view(open, citizen, now_ms)
        })
    }

    /// Assists and people with fields to be settled, at most `CONFLICT_ROWS_MAX`.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn conflicts(&self) -> Result<Vec<ConflictRow>, Error> {
        self.reading_people(conflict_rows)
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

/// One line per record, in the order of the store; sessions and talks have no screen of their own to settle on.
fn conflict_rows(open: &Open) -> Result<Vec<ConflictRow>, Error> {
    let mut rows: Vec<ConflictRow> = Vec::new();
    for it in open.store.conflicts(CONFLICT_ROWS_MAX)? {
        let (Some(field), id) = (it.field, *it.target.id.as_bytes()) else { continue };
        let (record, field) = (Uuid::from_bytes(id), field_key(field).to_owned());
        if let Some(row) = rows.last_mut().filter(|row| row.record == record) {
            row.fields.push(field);
            continue;
        }
        let (assist, name) = match it.target.kind {
            TargetKind::Assist => match open.store.assist(AssistId(record))? {
                Some(line) if line.row.voided.is_none() => (true, person_name(&line)),
                Some(_) | None => continue,
            },
            TargetKind::Citizen => (false, name_of(&open.store, CitizenId(record))),
            TargetKind::Session | TargetKind::Outreach => continue,
        };
        rows.push(ConflictRow {
            record,
            assist,
            name: name.unwrap_or_else(|| NAMELESS.to_owned()),
            fields: vec![field],
        });
    }
    Ok(rows)
}

fn person_name(line: &Line) -> Option<String> {
    Some(line.citizen.as_ref()?.person.as_ref()?.name.as_str().to_owned())
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
        conflicts: conflicts(&open.store, &names, assist_target(assist))?,
        may_settle: open.must(May::Settle).is_ok(),
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
    let target = citizen_target(citizen);
    Ok(PersonView {
        card,
        history: history(&open.store, &names, target)?,
        conflicts: conflicts(&open.store, &names, target)?,
        may_settle: open.must(May::Settle).is_ok(),
    })
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
    reason: Option<&Note>,
) -> Result<(), Error> {
    let ages = age_changes(open, citizen, &changes)?;
    let mut edits = vec![correction(&open.store, citizen_target(citizen), changes, reason.cloned())?];
    edits.iter().try_for_each(|edit| may_settle(open, edit))?;
    for (target, band) in ages {
        edits.push(correction(&open.store, target, vec![FieldValue::AssistAge(band)], reason.cloned())?);
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
