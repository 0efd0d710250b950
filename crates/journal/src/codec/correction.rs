//! Corrections: the fields named in clear with the heads that were seen; personal values and the reason sealed.

use domain::edit::{
    CORRECTION_FIELDS_MAX, CORRECTION_HEADS_MAX, Change, Correction, Edit, Field, FieldValue, Target, TargetKind,
};
use domain::ids::{CitizenId, RecordId, UnitId, VillageId};
use domain::person::{AgeBand, Sex};
use domain::service::{AccountState, Outcome, Service};

use super::values::{
    address, birth, coded, day, difficulties, heads, name, note, number, option_id, phone, put_birth, put_day,
    put_difficulties, put_heads, put_number, put_option_day, put_option_id, put_utilities, title, utilities, within,
};
use crate::cbor::{FormatError, Reader, Writer};
use crate::entry::WriteError;

/// [target kind, [change …]]; a change is [field, heads, value], or [field, heads] where the value is sealed.
pub(super) fn put_correction(w: &mut Writer, it: &Correction) -> Result<(), WriteError> {
    within(it.changes.len(), CORRECTION_FIELDS_MAX)?;
    w.array(2).u8(it.target.kind.code()).array(it.changes.len());
    for (at, change) in it.changes.iter().enumerate() {
        let again = it.changes.iter().take(at).any(|earlier| earlier.field == change.field);
        if again || change.field.target() != it.target.kind {
            return Err(WriteError::Value);
        }
        put_change(w, change)?;
    }
    Ok(())
}

fn put_change(w: &mut Writer, change: &Change) -> Result<(), WriteError> {
    within(change.saw.len(), CORRECTION_HEADS_MAX)?;
    let value = change.value.as_ref().filter(|value| value.field() == change.field).ok_or(WriteError::Value)?;
    let personal = change.field.is_personal();
    w.array(if personal { 2 } else { 3 }).u8(change.field.code());
    put_heads(w, &change.saw);
    if personal { Ok(()) } else { put_value(w, value) }
}

pub(super) fn correction(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let kind = coded(r, TargetKind::from_code)?;
    let changes = r.list(CORRECTION_FIELDS_MAX, |r| change(r.raw()?, kind))?;
    // A field that only a newer version knows is left out here and read after the upgrade.
    let changes = changes.into_iter().flatten().collect();
    Ok(Edit::Correction(Correction { target: Target { kind, id: record }, changes, reason: None }))
}

fn change(raw: &[u8], target: TargetKind) -> Result<Option<Change>, FormatError> {
    let Some(field) = Reader::body(raw, 1, Reader::u8).map(Field::from_code)? else { return Ok(None) };
    if field.target() != target {
        return Err(FormatError::Value);
    }
    let fields = if field.is_personal() { 2 } else { 3 };
    Reader::body(raw, fields, |r| {
        r.u8()?;
        let saw = heads(r)?;
        let value = if field.is_personal() { None } else { Some(value(r, field)?) };
        Ok(Some(Change { field, value, saw }))
    })
}

/// [[field, value] …] of the personal fields.
pub(super) fn put_personal_values(w: &mut Writer, changes: &[Change]) -> Result<(), WriteError> {
    let personal: Vec<&FieldValue> = personal_values(changes).collect();
    w.array(personal.len());
    for value in personal {
        w.array(2).u8(value.field().code());
        put_value(w, value)?;
    }
    Ok(())
}

pub(super) fn personal_values(changes: &[Change]) -> impl Iterator<Item = &FieldValue> {
    changes.iter().filter(|change| change.field.is_personal()).filter_map(|change| change.value.as_ref())
}

pub(super) fn personal_values_in(r: &mut Reader<'_>) -> Result<Vec<FieldValue>, FormatError> {
    Ok(r.list(CORRECTION_FIELDS_MAX, |r| personal_value(r.raw()?))?.into_iter().flatten().collect())
}

/// Puts the sealed values into the changes that name their fields: all of them, or none.
pub(super) fn fill_personal_values(changes: &mut [Change], values: Vec<FieldValue>) -> Result<(), FormatError> {
    if values.iter().any(|value| changes.iter().all(|change| change.field != value.field())) {
        return Err(FormatError::Value);
    }
    for value in values {
        if let Some(change) = changes.iter_mut().find(|change| change.field == value.field()) {
            change.value = Some(value);
        }
    }
    Ok(())
}

fn personal_value(raw: &[u8]) -> Result<Option<FieldValue>, FormatError> {
    match Reader::body(raw, 1, Reader::u8).map(Field::from_code)? {
        Some(field) if field.is_personal() => Reader::body(raw, 2, |r| {
            r.u8()?;
            value(r, field).map(Some)
        }),
        Some(_) => Err(FormatError::Value),
        None => Ok(None),
    }
}

fn put_value(w: &mut Writer, value: &FieldValue) -> Result<(), WriteError> {
    match value {
        FieldValue::SessionPlace(place) => put_text(w, place.as_ref().map(|it| it.as_str())),
        FieldValue::SessionVillage(it) | FieldValue::CitizenVillage(it) => {
            put_option_id(w, it.as_ref().map(|id| id.as_bytes()));
        }
        FieldValue::SessionDay(day) => put_day(w, *day),
        FieldValue::OutreachHeads(heads) => {
            w.u32(*heads);
        }
        FieldValue::OutreachTopic(it) | FieldValue::AssistNote(it) => put_text(w, it.as_ref().map(|it| it.as_str())),
        FieldValue::CitizenUnit(it) => put_option_id(w, it.as_ref().map(|id| id.as_bytes())),
        FieldValue::CitizenName(name) => put_text(w, Some(name.as_str())),
        FieldValue::CitizenNumber(Some(number)) => put_number(w, number)?,
        FieldValue::CitizenNumber(None) => put_text(w, None),
        FieldValue::CitizenBirth(it) => {
            w.option(*it, put_birth);
        }
        FieldValue::CitizenSex(it) => put_code(w, it.map(Sex::code)),
        FieldValue::CitizenPhone(it) => put_text(w, it.as_ref().map(|it| it.as_str())),
        FieldValue::CitizenAddress(it) => put_text(w, it.as_ref().map(|it| it.as_str())),
        FieldValue::AssistService(it) => put_code(w, Some(it.code())),
        FieldValue::AssistOutcome(it) => put_code(w, Some(it.code())),
        FieldValue::AssistDifficulties(it) => put_difficulties(w, it)?,
        FieldValue::AssistReturnDay(it) | FieldValue::AssistSmsDay(it) => put_option_day(w, *it),
        FieldValue::AssistUtilities(it) => put_utilities(w, it),
        FieldValue::AssistCitizen(it) => put_option_id(w, it.as_ref().map(|id| id.as_bytes())),
        FieldValue::AssistAge(it) => put_code(w, Some(it.code())),
        FieldValue::AssistStateBefore(it) => put_code(w, Some(it.code())),
    }
    Ok(())
}

fn value(r: &mut Reader<'_>, field: Field) -> Result<FieldValue, FormatError> {
    Ok(match field {
        Field::SessionPlace => FieldValue::SessionPlace(r.option(title)?),
        Field::SessionVillage => FieldValue::SessionVillage(option_id(r, VillageId::from_bytes)?),
        Field::SessionDay => FieldValue::SessionDay(day(r)?),
        Field::OutreachHeads => FieldValue::OutreachHeads(r.u32()?),
        Field::OutreachTopic => FieldValue::OutreachTopic(r.option(note)?),
        Field::CitizenVillage => FieldValue::CitizenVillage(option_id(r, VillageId::from_bytes)?),
        Field::CitizenUnit => FieldValue::CitizenUnit(option_id(r, UnitId::from_bytes)?),
        Field::CitizenName => FieldValue::CitizenName(name(r)?),
        Field::CitizenNumber => FieldValue::CitizenNumber(r.option(number)?),
        Field::CitizenBirth => FieldValue::CitizenBirth(r.option(birth)?),
        Field::CitizenSex => FieldValue::CitizenSex(r.option(|r| coded(r, Sex::from_code))?),
        Field::CitizenPhone => FieldValue::CitizenPhone(r.option(phone)?),
        Field::CitizenAddress => FieldValue::CitizenAddress(r.option(address)?),
        Field::AssistService => FieldValue::AssistService(coded(r, Service::from_code)?),
        Field::AssistOutcome => FieldValue::AssistOutcome(coded(r, Outcome::from_code)?),
        Field::AssistDifficulties => FieldValue::AssistDifficulties(difficulties(r)?),
        Field::AssistReturnDay => FieldValue::AssistReturnDay(r.option(day)?),
        Field::AssistUtilities => FieldValue::AssistUtilities(utilities(r)?),
        Field::AssistCitizen => FieldValue::AssistCitizen(option_id(r, CitizenId::from_bytes)?),
        Field::AssistAge => FieldValue::AssistAge(coded(r, AgeBand::from_code)?),
        Field::AssistNote => FieldValue::AssistNote(r.option(note)?),
        Field::AssistStateBefore => FieldValue::AssistStateBefore(coded(r, AccountState::from_code)?),
        Field::AssistSmsDay => FieldValue::AssistSmsDay(r.option(day)?),
    })
}

fn put_text(w: &mut Writer, text: Option<&str>) {
    w.option(text, |w, text| {
        w.text(text);
    });
}

fn put_code(w: &mut Writer, code: Option<u8>) {
    w.option(code, |w, code| {
        w.u8(code);
    });
}
