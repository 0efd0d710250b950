//! Saving an assist: the form read, the person known or new, everything in one commit.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::edit::{Edit, FieldValue};
use domain::ids::{AssistId, CitizenId, SessionId};
use domain::person::{AgeBand, BirthDate, Note, note_warnings};
use domain::record::{Assist, Citizen, Person, Session};
use store::Store;
use store::rows::AssistRow as Line;

use crate::change::{assist_changes, assist_target, citizen_target, correction};
use crate::desk::contradictions_of;
use crate::failure::bug;
use crate::form::{self, OutcomeDraft, PersonDraft, bad};
use crate::make::new_id;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::Words;
use crate::view::desk::{AssistForm, PersonForm, SavedView};
use crate::view::session::AssistRow;
use crate::{Code, Error, clock, evening, words};

/// The reason written where something is added to a record at the desk. It is kept as written, so in Vietnamese always.
const ADDED_AT_THE_DESK: &str = "Bổ sung tại bàn khi ghi lượt hỗ trợ";

/// The same where a ticket of a peak hour gets its person.
const COMPLETED_LATER: &str = "Bổ sung người và chi tiết cho phiếu ghi nhanh";

/// The person of an assist, and what must be written about them first.
struct Who {
    citizen: Option<CitizenId>,
    name: Option<String>,
    birth: Option<BirthDate>,
    edit: Option<Edit>,
    notices: Vec<Words>,
}

/// Saves in a session that is open; one commit.
pub(super) fn save(open: &mut Open, settings: &Settings, form: &AssistForm) -> Result<SavedView, Error> {
    let session = evening::open_session(&open.store, SessionId(form.session))?.row.record;
    save_in(open, settings, &session, form)
}

/// The same in any session: what is keyed in from paper may come after its session was closed.
pub(crate) fn save_in(
    open: &mut Open,
    settings: &Settings,
    session: &Session,
    form: &AssistForm,
) -> Result<SavedView, Error> {
    let id = form.assist.map_or_else(|| new_id(settings), AssistId);
    let before = if form.assist.is_some() { open.store.assist(id)? } else { None };
    let person = PersonDraft::read(&form.person, session.day)?;
    if let Some(line) = &before {
        match waits_for(&open.store, line, session, &form.person, &person)? {
            Waits::ForThis => {}
            Waits::No => return saved_before(&open.store, session.id, id),
            Waits::Never => return Err(bad("ticket-gone")),
        }
    }
    let outcome = outcome(open.names()?.catalogue(), form, &person, session.day)?;
    let ticket = form::ticket(form.ticket)?;
    let note = if form.unsure { evening::for_review(&form.note) } else { form.note.clone() };
    let note = form::note(&note, "note")?;
    let sms_day = form.sms_day.as_deref().filter(|text| !text.is_empty());
    let sms_day = sms_day.map(|text| form::day(text, "sms-day")).transpose()?;
    let utilities = form::utilities(&form.utilities)?;
    let who = who(&open.store, settings, &form.person, person, ticket)?;
    let assist = Assist {
        id,
        session: session.id,
        citizen: who.citizen,
        service: form.service,
        outcome: outcome.outcome,
        difficulties: outcome.difficulties,
        return_day: outcome.return_day,
        utilities,
        age: AgeBand::of(who.birth, session.day),
        state_before: form.state_before,
        sms_day,
        ticket,
        note,
    };
    if let Some(line) = before {
        return complete(open, settings, &line.row.record, assist, who);
    }
    let (saved, tally) = open.commit_assist(who.edit.clone(), assist.clone(), settings)?;
    Ok(SavedView {
        notices: notices(&who, assist.note.as_ref()),
        row: row(assist, who, saved.stamp.wall_ms, evening::lines(&tally)),
        counts: evening::counts(&tally),
        saved_here: tally.here,
    })
}

/// A bare ticket of a peak hour is saved with its outcome alone: why somebody comes back is asked with their name, later.
fn outcome(
    catalogue: &Catalogue,
    form: &AssistForm,
    person: &PersonDraft,
    day: NaiveDate,
) -> Result<OutcomeDraft, Error> {
    match OutcomeDraft::read(catalogue, form.outcome, &form.difficulties, form.return_day.as_deref(), day) {
        Err(error) if error.code == Code::ComeBackNeedsWhy && person.is_blank() && form.ticket.is_some() => {
            Ok(OutcomeDraft { outcome: form.outcome, difficulties: BTreeSet::new(), return_day: None })
        }
        read => read,
    }
}

/// A ticket saved in a peak hour gets its person and whatever else was not asked for then: a correction of the assist, so
/// that its place, its time and its first word stay. One commit.
fn complete(open: &mut Open, settings: &Settings, now: &Assist, wanted: Assist, who: Who) -> Result<SavedView, Error> {
    let notices = notices(&who, wanted.note.as_ref());
    let changes = completions(now, wanted);
    if !changes.is_empty() {
        let reason = Note::parse(COMPLETED_LATER).map_err(|_| bug("reason"))?;
        let details = correction(&open.store, assist_target(now.id), changes, Some(reason))?;
        let edits: Vec<Edit> = who.edit.into_iter().chain([details]).collect();
        open.commit(&edits, settings)?;
    }
    Ok(SavedView { notices, ..saved_before(&open.store, now.session, now.id)? })
}

/// What the wanted assist says otherwise than the ticket did. What it leaves empty stays as the ticket has it.
fn completions(now: &Assist, wanted: Assist) -> Vec<FieldValue> {
    let citizen = wanted.citizen.or(now.citizen);
    let sms_day = wanted.sms_day.or(now.sms_day);
    let note = wanted.note.or_else(|| now.note.clone());
    let utilities = if wanted.utilities.is_empty() { now.utilities.clone() } else { wanted.utilities };
    let (outcome, difficulties, return_day) = (wanted.outcome, wanted.difficulties, wanted.return_day);
    let outcome = OutcomeDraft { outcome, difficulties, return_day };
    let mut changes = assist_changes(now, wanted.service, outcome, utilities, note);
    let (age, state) = (wanted.age, wanted.state_before);
    let more = [
        (now.citizen != citizen).then_some(FieldValue::AssistCitizen(citizen)),
        (now.age != age && citizen.is_some()).then_some(FieldValue::AssistAge(age)),
        (now.state_before != state && citizen.is_some()).then_some(FieldValue::AssistStateBefore(state)),
        (now.sms_day != sms_day).then_some(FieldValue::AssistSmsDay(sms_day)),
    ];
    changes.extend(more.into_iter().flatten());
    changes
}

/// What an assist that is there already still waits for.
enum Waits {
    /// A bare ticket of this session: for whoever the form is about.
    ForThis,
    /// For nobody: it has this very person.
    No,
    /// It was voided, has somebody else, or is of another session.
    Never,
}

fn waits_for(
    store: &Store,
    line: &Line,
    session: &Session,
    form: &PersonForm,
    person: &PersonDraft,
) -> Result<Waits, Error> {
    let record = &line.row.record;
    if line.row.voided.is_some() || record.session != session.id {
        return Ok(Waits::Never);
    }
    let Some(citizen) = record.citizen else { return Ok(Waits::ForThis) };
    let saved = store.citizen(citizen)?.map(|row| row.record);
    let known = form.citizen == Some(citizen.0);
    let same = saved.is_some_and(|saved| person.name.is_some() && !is_somebody_else(saved.person.as_ref(), person));
    Ok(if known || same { Waits::No } else { Waits::Never })
}

/// The form came twice: it stays one assist.
fn saved_before(store: &Store, session: SessionId, assist: AssistId) -> Result<SavedView, Error> {
    let tally = store.session_tally(session)?;
    Ok(SavedView {
        row: evening::line_of(store, session, assist)?,
        counts: evening::counts(&tally),
        saved_here: tally.here,
        notices: Vec::new(),
    })
}

/// Who the form is about: the record it names, the owner of its number, somebody new, or a bare ticket.
fn who(
    store: &Store,
    settings: &Settings,
    form: &PersonForm,
    draft: PersonDraft,
    ticket: Option<u32>,
) -> Result<Who, Error> {
    if let Some(citizen) = form.citizen {
        let row = store.citizen(CitizenId(citizen))?.ok_or(Error::new(Code::NotFound))?;
        return known(store, row.record, draft, true);
    }
    let owner = match &draft.number {
        Some(number) => store.person_by_number(number)?.citizens.into_iter().next(),
        None => None,
    };
    match owner {
        Some(row) => known(store, row.record, draft, false),
        None if draft.is_blank() && ticket.is_some() => {
            Ok(Who { citizen: None, name: None, birth: None, edit: None, notices: Vec::new() })
        }
        None => new(store, settings, draft),
    }
}

/// Somebody met for the first time.
fn new(store: &Store, settings: &Settings, draft: PersonDraft) -> Result<Who, Error> {
    let notices = contradictions_of(&draft);
    let name = draft.name.ok_or_else(|| bad("name"))?;
    let (shown, birth) = (name.as_str().to_owned(), draft.birth);
    let citizen = Citizen {
        id: new_id::<CitizenId>(settings),
        village: form::known_village(store, draft.village)?,
        unit: form::known_unit(store, draft.unit)?,
        person: Some(Person {
            name,
            number: draft.number,
            birth,
            sex: draft.sex,
            phone: draft.phone,
            address: draft.address,
        }),
    };
    let id = citizen.id;
    Ok(Who { citizen: Some(id), name: Some(shown), birth, edit: Some(Edit::Citizen(citizen)), notices })
}

/// Somebody on record. What the record lacks is added; who the person is changes only by a correction with a reason.
fn known(store: &Store, citizen: Citizen, draft: PersonDraft, named: bool) -> Result<Who, Error> {
    if named && is_somebody_else(citizen.person.as_ref(), &draft) {
        return Err(bad("known-person"));
    }
    let additions = additions(store, &citizen, &draft, named)?;
    let birth = citizen.person.as_ref().and_then(|person| person.birth);
    let edit = match additions.is_empty() {
        true => None,
        false => {
            let reason = Note::parse(ADDED_AT_THE_DESK).map_err(|_| bug("reason"))?;
            Some(correction(store, citizen_target(citizen.id), additions, Some(reason))?)
        }
    };
    Ok(Who {
        citizen: Some(citizen.id),
        name: citizen.person.as_ref().map(|person| person.name.as_str().to_owned()),
        birth: birth.or(draft.birth),
        edit,
        notices: (!named).then(|| Words::new(words::SAME_NUMBER)).into_iter().collect(),
    })
}

/// Whether name, number, birth date or sex of the form contradict the record that the form names.
fn is_somebody_else(person: Option<&Person>, draft: &PersonDraft) -> bool {
    fn differ<T: PartialEq>(saved: Option<&T>, typed: Option<&T>) -> bool {
        saved.zip(typed).is_some_and(|(saved, typed)| saved != typed)
    }
    person.is_some_and(|person| {
        differ(Some(&person.name), draft.name.as_ref())
            || differ(person.number.as_ref(), draft.number.as_ref())
            || differ(person.birth.as_ref(), draft.birth.as_ref())
            || differ(person.sex.as_ref(), draft.sex.as_ref())
    })
}

/// What the form adds to a record. Phone, address, village and unit may also change, where the form began with the record.
fn additions(store: &Store, citizen: &Citizen, draft: &PersonDraft, named: bool) -> Result<Vec<FieldValue>, Error> {
    fn more<T: PartialEq + Clone>(saved: Option<&T>, typed: Option<&T>, may_change: bool) -> Option<Option<T>> {
        let differs = saved != typed;
        let typed = typed.filter(|_| differs && (saved.is_none() || may_change))?;
        Some(Some(typed.clone()))
    }
    let village = more(citizen.village.as_ref(), draft.village.as_ref(), named);
    let unit = more(citizen.unit.as_ref(), draft.unit.as_ref(), named);
    form::known_village(store, village.flatten())?;
    form::known_unit(store, unit.flatten())?;
    let mut added: Vec<FieldValue> =
        village.map(FieldValue::CitizenVillage).into_iter().chain(unit.map(FieldValue::CitizenUnit)).collect();
    if let Some(person) = &citizen.person {
        added.extend(more(person.number.as_ref(), draft.number.as_ref(), false).map(FieldValue::CitizenNumber));
        added.extend(more(person.birth.as_ref(), draft.birth.as_ref(), false).map(FieldValue::CitizenBirth));
        added.extend(more(person.sex.as_ref(), draft.sex.as_ref(), false).map(FieldValue::CitizenSex));
        added.extend(more(person.phone.as_ref(), draft.phone.as_ref(), named).map(FieldValue::CitizenPhone));
        added.extend(more(person.address.as_ref(), draft.address.as_ref(), named).map(FieldValue::CitizenAddress));
    }
    Ok(added)
}

fn notices(who: &Who, note: Option<&Note>) -> Vec<Words> {
    let warnings = note.map(note_warnings).unwrap_or_default();
    who.notices.iter().cloned().chain(warnings.into_iter().map(|it| Words::new(it.key()))).collect()
}

/// The new line of the evening, without asking the file again.
fn row(assist: Assist, who: Who, at_ms: i64, number: u32) -> AssistRow {
    AssistRow {
        id: assist.id.0,
        number,
        citizen: assist.citizen.map(|citizen| citizen.0),
        name: who.name,
        at: clock::instant(at_ms),
        service: assist.service,
        outcome: assist.outcome,
        difficulties: evening::codes(&assist.difficulties),
        return_day: assist.return_day.map(clock::iso),
        ticket: assist.ticket,
        voided: false,
        corrected: false,
        conflict: false,
        review: evening::is_for_review(assist.note.as_ref()),
        mine: true,
        arrived: false,
    }
}
