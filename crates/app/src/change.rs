//! Corrections: which fields differ, what their writers saw, and how a history reads.

use domain::edit::{Change, Correction, Edit, Field, FieldValue, Target, TargetKind};
use domain::ids::{AssistId, CitizenId};
use domain::person::{AgeBand, Note, Sex};
use domain::record::{Assist, Citizen};
use store::Store;
use store::rows::{HistoryAct as Act, HistoryChange, HistoryRow as Stored, Origin};

use crate::clock;
use crate::evening::codes;
use crate::form::{OutcomeDraft, PersonDraft};
use crate::names::Names;
use crate::role::May;
use crate::state::Open;
use crate::view::people::{ChangeView, ConflictValue, ConflictView, HistoryAct, HistoryRow};
use crate::{Code, Error, hex};

/// The key of a field; its text stands in the catalogue as `field-<key>`.
pub(crate) const fn field_key(field: Field) -> &'static str {
    match field {
        Field::SessionPlace => "session-place",
        Field::SessionVillage => "session-village",
        Field::SessionDay => "session-day",
        Field::OutreachHeads => "outreach-heads",
        Field::OutreachTopic => "outreach-topic",
        Field::CitizenVillage => "citizen-village",
        Field::CitizenUnit => "citizen-unit",
        Field::CitizenName => "citizen-name",
        Field::CitizenNumber => "citizen-number",
        Field::CitizenBirth => "citizen-birth",
        Field::CitizenSex => "citizen-sex",
        Field::CitizenPhone => "citizen-phone",
        Field::CitizenAddress => "citizen-address",
        Field::AssistService => "assist-service",
        Field::AssistOutcome => "assist-outcome",
        Field::AssistDifficulties => "assist-difficulties",
        Field::AssistReturnDay => "assist-return-day",
        Field::AssistUtilities => "assist-utilities",
        Field::AssistCitizen => "assist-citizen",
        Field::AssistAge => "assist-age",
        Field::AssistNote => "assist-note",
        Field::AssistStateBefore => "assist-state-before",
        Field::AssistSmsDay => "assist-sms-day",
    }
}

/// The record of an assist as a target.
pub(crate) fn assist_target(assist: AssistId) -> Target {
    Target { kind: TargetKind::Assist, id: assist.record() }
}

/// The record of a citizen as a target.
pub(crate) fn citizen_target(citizen: CitizenId) -> Target {
    Target { kind: TargetKind::Citizen, id: citizen.record() }
}

/// A correction that sets these values, each naming every head of its field known here.
///
/// # Errors
/// [`Code::NothingChanged`] for no values; the file.
pub(crate) fn correction(
    store: &Store,
    target: Target,
    values: Vec<FieldValue>,
    reason: Option<Note>,
) -> Result<Edit, Error> {
    if values.is_empty() {
        return Err(Error::new(Code::NothingChanged));
    }
    let mut changes = Vec::with_capacity(values.len());
    for value in values {
        let field = value.field();
        let saw = store.heads(target, field)?.heads.into_iter().map(|(origin, _)| origin.digest).collect();
        changes.push(Change { field, value: Some(value), saw });
    }
    Ok(Edit::Correction(Correction { target, changes, reason }))
}

/// Whoever is at work may make this correction: deciding between two people's values is a leader's act.
///
/// # Errors
/// [`Code::LeaderOnly`]; the file.
pub(crate) fn may_settle(open: &Open, edit: &Edit) -> Result<(), Error> {
    let Edit::Correction(correction) = edit else { return Ok(()) };
    for change in &correction.changes {
        if open.store.heads(correction.target, change.field)?.conflict {
            open.must(May::Settle)?;
        }
    }
    Ok(())
}

/// What an assist must be corrected in to be as wanted.
pub(crate) fn assist_changes(
    now: &Assist,
    service: domain::service::Service,
    outcome: OutcomeDraft,
    utilities: std::collections::BTreeSet<domain::service::UtilityNumber>,
    note: Option<Note>,
) -> Vec<FieldValue> {
    let changes = [
        (now.service != service).then_some(FieldValue::AssistService(service)),
        (now.outcome != outcome.outcome).then_some(FieldValue::AssistOutcome(outcome.outcome)),
        (now.difficulties != outcome.difficulties).then_some(FieldValue::AssistDifficulties(outcome.difficulties)),
        (now.return_day != outcome.return_day).then_some(FieldValue::AssistReturnDay(outcome.return_day)),
        (now.utilities != utilities).then_some(FieldValue::AssistUtilities(utilities)),
        (now.note != note).then_some(FieldValue::AssistNote(note)),
    ];
    changes.into_iter().flatten().collect()
}

/// What a citizen must be corrected in to be as wanted; a name cannot be taken away.
pub(crate) fn citizen_changes(now: &Citizen, wanted: PersonDraft) -> Vec<FieldValue> {
    let person = now.person.as_ref();
    let differs = |same: Option<bool>| person.is_some() && same != Some(true);
    let name = wanted.name.filter(|name| differs(person.map(|it| it.name == *name)));
    let changes = [
        name.map(FieldValue::CitizenName),
        differs(person.map(|it| it.number == wanted.number)).then_some(FieldValue::CitizenNumber(wanted.number)),
        differs(person.map(|it| it.birth == wanted.birth)).then_some(FieldValue::CitizenBirth(wanted.birth)),
        differs(person.map(|it| it.sex == wanted.sex)).then_some(FieldValue::CitizenSex(wanted.sex)),
        differs(person.map(|it| it.phone == wanted.phone)).then_some(FieldValue::CitizenPhone(wanted.phone)),
        differs(person.map(|it| it.address == wanted.address)).then_some(FieldValue::CitizenAddress(wanted.address)),
        (now.village != wanted.village).then_some(FieldValue::CitizenVillage(wanted.village)),
        (now.unit != wanted.unit).then_some(FieldValue::CitizenUnit(wanted.unit)),
    ];
    changes.into_iter().flatten().collect()
}

/// What happened to a record, as it is shown.
pub(crate) fn history(store: &Store, names: &Names, target: Target) -> Result<Vec<HistoryRow>, Error> {
    let rows = store.history(target)?;
    Ok(rows.iter().map(|row| history_row(store, names, row)).collect())
}

fn history_row(store: &Store, names: &Names, row: &Stored) -> HistoryRow {
    let (act, changes) = match &row.act {
        Act::Written => (HistoryAct::Written, Vec::new()),
        // A closing is shown on the session's own screen; here it is one more thing written.
        Act::Closed => (HistoryAct::Written, Vec::new()),
        Act::Corrected(changes) => (HistoryAct::Corrected, changes.iter().map(|it| change(store, names, it)).collect()),
        Act::Voided(_) => (HistoryAct::Voided, Vec::new()),
    };
    HistoryRow {
        at: clock::instant(row.origin.stamp.wall_ms),
        member_name: names.member(row.origin.member),
        device_label: names.device(row.origin.device),
        act,
        reason: row.reason.as_ref().map(|reason| reason.as_str().to_owned()),
        changes,
    }
}

fn change(store: &Store, names: &Names, change: &HistoryChange) -> ChangeView {
    let said = |value: &Option<FieldValue>| value.as_ref().and_then(|value| text(store, names, value));
    ChangeView {
        field: field_key(change.field).to_owned(),
        before: said(&change.before),
        after: said(&change.after),
        shown: change.shown,
        ignored: change.ignored,
    }
}

/// The fields of a record that are to be settled, each with its values.
pub(crate) fn conflicts(store: &Store, names: &Names, target: Target) -> Result<Vec<ConflictView>, Error> {
    let mut views = Vec::new();
    for field in Field::ALL.iter().copied().filter(|field| field.target() == target.kind) {
        let heads = store.heads(target, field)?;
        if heads.conflict {
            let value = |(place, (origin, value)): (usize, &(Origin, Option<FieldValue>))| ConflictValue {
                entry: hex::encode(&origin.digest.0),
                value: value.as_ref().and_then(|value| text(store, names, value)),
                member_name: names.member(origin.member),
                device_label: names.device(origin.device),
                at: clock::instant(origin.stamp.wall_ms),
                shown: place == 0,
            };
            let values = heads.heads.iter().enumerate().map(value).collect();
            views.push(ConflictView { field: field_key(field).to_owned(), values });
        }
    }
    Ok(views)
}

/// The value that a leader chose among those of a field; none where it is not among them any more.
///
/// # Errors
/// [`Code::NotFound`]; the file.
pub(crate) fn chosen(store: &Store, target: Target, field: &str, entry: &str) -> Result<FieldValue, Error> {
    let fields = Field::ALL.iter().copied().filter(|it| it.target() == target.kind);
    let field = fields.into_iter().find(|it| field_key(*it) == field).ok_or(Error::new(Code::NotFound))?;
    let heads = store.heads(target, field)?;
    let is_it = |(origin, _): &(Origin, Option<FieldValue>)| heads.conflict && hex::encode(&origin.digest.0) == entry;
    let value = heads.heads.iter().find(|head| is_it(head)).and_then(|(_, value)| value.clone());
    value.ok_or(Error::new(Code::NotFound))
}

/// A value as text: keys for closed choices, ISO days, plain text else; none where it is empty.
fn text(store: &Store, names: &Names, value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::SessionPlace(place) => place.as_ref().map(|it| it.as_str().to_owned()),
        FieldValue::SessionVillage(village) | FieldValue::CitizenVillage(village) => {
            names.village(*village).map(str::to_owned)
        }
        FieldValue::SessionDay(day) => Some(clock::iso(*day)),
        FieldValue::OutreachHeads(heads) => Some(heads.to_string()),
        FieldValue::OutreachTopic(note) | FieldValue::AssistNote(note) => {
            note.as_ref().map(|it| it.as_str().to_owned())
        }
        FieldValue::CitizenUnit(unit) => names.unit(*unit).map(str::to_owned),
        FieldValue::CitizenName(name) => Some(name.as_str().to_owned()),
        FieldValue::CitizenNumber(number) => number.map(|it| it.as_str().to_owned()),
        FieldValue::CitizenBirth(birth) => birth.map(|it| it.to_iso()),
        FieldValue::CitizenSex(sex) => sex.map(|it: Sex| it.key().to_owned()),
        FieldValue::CitizenPhone(phone) => phone.as_ref().map(|it| it.as_str().to_owned()),
        FieldValue::CitizenAddress(address) => address.as_ref().map(|it| it.as_str().to_owned()),
        FieldValue::AssistService(service) => Some(service.key().to_owned()),
        FieldValue::AssistOutcome(outcome) => Some(outcome.key().to_owned()),
        FieldValue::AssistDifficulties(difficulties) => Some(codes(difficulties).join(", ")),
        FieldValue::AssistReturnDay(day) | FieldValue::AssistSmsDay(day) => day.map(clock::iso),
        FieldValue::AssistUtilities(utilities) => {
            Some(utilities.iter().map(|it| it.get().to_string()).collect::<Vec<_>>().join(", "))
        }
        FieldValue::AssistCitizen(citizen) => citizen.and_then(|it| name_of(store, it)),
        FieldValue::AssistAge(age) => Some(AgeBand::key(*age).to_owned()),
        FieldValue::AssistStateBefore(state) => Some(state.key().to_owned()),
    }
    .filter(|text| !text.is_empty())
}

pub(crate) fn name_of(store: &Store, citizen: CitizenId) -> Option<String> {
    let person = store.citizen(citizen).ok()??.record.person?;
    Some(person.name.as_str().to_owned())
}
