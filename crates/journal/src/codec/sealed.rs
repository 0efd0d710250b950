//! What is about a person, written into and read from the slot's plaintext.

use domain::citizen_number::CitizenNumber;
use domain::edit::{Correction, Edit, FieldValue};
use domain::record::Advice;
use zeroize::Zeroizing;

use super::advice::{fill_advice, put_words};
use super::correction::{fill_personal_values, personal_values, personal_values_in, put_personal_values};
use super::person::{person, put_person};
use super::values::{name, note, title};
use crate::cbor::{FormatError, Reader, Writer};
use crate::entry::WriteError;

/// The plaintext of a slot.
pub(crate) struct Personal {
    pub plaintext: Zeroizing<Vec<u8>>,
    /// The personal number inside, that the match key is made of.
    pub number: Option<CitizenNumber>,
}

/// What is about a person in this edit; none where nothing is.
pub(crate) fn write_sealed(edit: &Edit) -> Result<Option<Personal>, WriteError> {
    match edit {
        Edit::Member(it) => Ok(it.name.as_ref().map(|it| one_text(it.as_str()))),
        Edit::Certified(it) => Ok(it.label.as_ref().map(|it| one_text(it.as_str()))),
        Edit::Session(it) => Ok(it.place.as_ref().map(|it| one_text(it.as_str()))),
        Edit::Outreach(it) => Ok(it.topic.as_ref().map(|it| one_text(it.as_str()))),
        Edit::Assist(it) => Ok(it.note.as_ref().map(|it| one_text(it.as_str()))),
        Edit::Citizen(it) => it.person.as_ref().map(write_person).transpose(),
        Edit::Correction(it) => write_correction(it),
        Edit::Advice(it) => Ok(write_advice(it)),
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::SessionClosed(_)
        | Edit::RosterEdition(_)
        | Edit::Void(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_) => Ok(None),
    }
}

/// Fills in what is about a person.
pub(crate) fn read_sealed(edit: &mut Edit, plaintext: &[u8]) -> Result<(), FormatError> {
    match edit {
        Edit::Member(it) => it.name = Some(Reader::body(plaintext, 1, name)?),
        Edit::Certified(it) => it.label = Some(Reader::body(plaintext, 1, title)?),
        Edit::Session(it) => it.place = Some(Reader::body(plaintext, 1, title)?),
        Edit::Outreach(it) => it.topic = Some(Reader::body(plaintext, 1, note)?),
        Edit::Assist(it) => it.note = Some(Reader::body(plaintext, 1, note)?),
        Edit::Citizen(it) => it.person = Some(Reader::whole(plaintext, person)?),
        Edit::Correction(it) => read_correction(it, plaintext)?,
        Edit::Advice(it) => fill_advice(it, plaintext)?,
        // A newer version may seal something here; this one has no place for it.
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::SessionClosed(_)
        | Edit::RosterEdition(_)
        | Edit::Void(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_) => return Err(FormatError::Newer),
    }
    Ok(())
}

/// [text]
fn one_text(text: &str) -> Personal {
    let mut w = Writer::begin(1);
    w.text(text);
    Personal { plaintext: Zeroizing::new(w.finish()), number: None }
}

fn write_person(it: &domain::record::Person) -> Result<Personal, WriteError> {
    let mut w = Writer::new();
    put_person(&mut w, it)?;
    Ok(Personal { plaintext: Zeroizing::new(w.finish()), number: it.number })
}

fn write_advice(it: &Advice) -> Option<Personal> {
    let mut w = Writer::new();
    put_words(&mut w, it).then(|| Personal { plaintext: Zeroizing::new(w.finish()), number: None })
}

/// [reason|null, [[field, value] …]]
fn write_correction(it: &Correction) -> Result<Option<Personal>, WriteError> {
    if it.reason.is_none() && personal_values(&it.changes).next().is_none() {
        return Ok(None);
    }
    let mut w = Writer::begin(2);
    w.option(it.reason.as_ref(), |w, reason| {
        w.text(reason.as_str());
    });
    put_personal_values(&mut w, &it.changes)?;
    Ok(Some(Personal { plaintext: Zeroizing::new(w.finish()), number: corrected_number(it) }))
}

fn corrected_number(it: &Correction) -> Option<CitizenNumber> {
    personal_values(&it.changes).find_map(|value| {
        #[expect(clippy::wildcard_enum_match_arm, reason = "only a personal number has a match key")]
        match value {
            FieldValue::CitizenNumber(number) => *number,
            _ => None,
        }
    })
}

fn read_correction(it: &mut Correction, plaintext: &[u8]) -> Result<(), FormatError> {
    let (reason, values) = Reader::body(plaintext, 2, |r| Ok((r.option(note)?, personal_values_in(r)?)))?;
    fill_personal_values(&mut it.changes, values)?;
    it.reason = reason;
    Ok(())
}
