//! The value a field had when its record was first written.

use domain::edit::{Edit, Field, FieldValue, TargetKind};
use domain::record::{Assist, Citizen, Outreach, Person, Session};
use journal::Opened;

use crate::entry::Touch;

/// The kind of correctable record that an edit first writes.
pub(crate) const fn initial(edit: &Edit) -> Option<TargetKind> {
    match edit {
        Edit::Session(_) => Some(TargetKind::Session),
        Edit::Outreach(_) => Some(TargetKind::Outreach),
        Edit::Citizen(_) => Some(TargetKind::Citizen),
        Edit::Assist(_) => Some(TargetKind::Assist),
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::Member(_)
        | Edit::Certified(_)
        | Edit::SessionClosed(_)
        | Edit::RosterEdition(_)
        | Edit::Correction(_)
        | Edit::Void(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_)
        | Edit::Advice(_) => None,
    }
}

/// The value a first entry gives a field; none where it is sealed away or the entry gives none.
pub(crate) fn value_in(touch: &Touch, field: Field) -> Option<FieldValue> {
    match &touch.said {
        Opened::Edit(edit) => value_of(edit, field),
        Opened::Sealed { edit, .. } if !field.is_personal() => value_of(edit, field),
        Opened::Sealed { .. } | Opened::Unknown { .. } | Opened::Malformed(_) => None,
    }
}

/// The value a reader sees where the one that counts cannot be read: emptiness where the field can be empty.
pub(crate) const fn blank(field: Field) -> Option<FieldValue> {
    match field {
        Field::SessionPlace => Some(FieldValue::SessionPlace(None)),
        Field::OutreachTopic => Some(FieldValue::OutreachTopic(None)),
        Field::CitizenNumber => Some(FieldValue::CitizenNumber(None)),
        Field::CitizenBirth => Some(FieldValue::CitizenBirth(None)),
        Field::CitizenSex => Some(FieldValue::CitizenSex(None)),
        Field::CitizenPhone => Some(FieldValue::CitizenPhone(None)),
        Field::CitizenAddress => Some(FieldValue::CitizenAddress(None)),
        Field::AssistNote => Some(FieldValue::AssistNote(None)),
        Field::CitizenName
        | Field::SessionVillage
        | Field::SessionDay
        | Field::OutreachHeads
        | Field::CitizenVillage
        | Field::CitizenUnit
        | Field::AssistService
        | Field::AssistOutcome
        | Field::AssistDifficulties
        | Field::AssistReturnDay
        | Field::AssistUtilities
        | Field::AssistCitizen
        | Field::AssistAge
        | Field::AssistStateBefore
        | Field::AssistSmsDay => None,
    }
}

fn value_of(edit: &Edit, field: Field) -> Option<FieldValue> {
    match (field.target(), edit) {
        (TargetKind::Session, Edit::Session(session)) => session_value(session, field),
        (TargetKind::Outreach, Edit::Outreach(outreach)) => outreach_value(outreach, field),
        (TargetKind::Citizen, Edit::Citizen(citizen)) => citizen_value(citizen, field),
        (TargetKind::Assist, Edit::Assist(assist)) => assist_value(assist, field),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds are asked of the other functions")]
fn session_value(it: &Session, field: Field) -> Option<FieldValue> {
    Some(match field {
        Field::SessionPlace => FieldValue::SessionPlace(it.place.clone()),
        Field::SessionVillage => FieldValue::SessionVillage(it.village),
        Field::SessionDay => FieldValue::SessionDay(it.day),
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds are asked of the other functions")]
fn outreach_value(it: &Outreach, field: Field) -> Option<FieldValue> {
    Some(match field {
        Field::OutreachHeads => FieldValue::OutreachHeads(it.heads),
        Field::OutreachTopic => FieldValue::OutreachTopic(it.topic.clone()),
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds are asked of the other functions")]
fn citizen_value(it: &Citizen, field: Field) -> Option<FieldValue> {
    match field {
        Field::CitizenVillage => Some(FieldValue::CitizenVillage(it.village)),
        Field::CitizenUnit => Some(FieldValue::CitizenUnit(it.unit)),
        _ => person_value(it.person.as_ref()?, field),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds are asked of the other functions")]
fn person_value(it: &Person, field: Field) -> Option<FieldValue> {
    Some(match field {
        Field::CitizenName => FieldValue::CitizenName(it.name.clone()),
        Field::CitizenNumber => FieldValue::CitizenNumber(it.number),
        Field::CitizenBirth => FieldValue::CitizenBirth(it.birth),
        Field::CitizenSex => FieldValue::CitizenSex(it.sex),
        Field::CitizenPhone => FieldValue::CitizenPhone(it.phone.clone()),
        Field::CitizenAddress => FieldValue::CitizenAddress(it.address.clone()),
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds are asked of the other functions")]
fn assist_value(it: &Assist, field: Field) -> Option<FieldValue> {
    Some(match field {
        Field::AssistService => FieldValue::AssistService(it.service),
        Field::AssistOutcome => FieldValue::AssistOutcome(it.outcome),
        Field::AssistDifficulties => FieldValue::AssistDifficulties(it.difficulties.clone()),
        Field::AssistReturnDay => FieldValue::AssistReturnDay(it.return_day),
        Field::AssistUtilities => FieldValue::AssistUtilities(it.utilities.clone()),
        Field::AssistCitizen => FieldValue::AssistCitizen(it.citizen),
        Field::AssistAge => FieldValue::AssistAge(it.age),
        Field::AssistNote => FieldValue::AssistNote(it.note.clone()),
        Field::AssistStateBefore => FieldValue::AssistStateBefore(it.state_before),
        Field::AssistSmsDay => FieldValue::AssistSmsDay(it.sms_day),
        _ => return None,
    })
}
