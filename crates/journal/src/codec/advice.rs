//! What a leader has the desks say: in clear what it is about, everything that was typed apart.

use std::collections::BTreeSet;

use domain::catalogue::{OwnWords, Remedy, Said};
use domain::edit::Edit;
use domain::ids::RecordId;
use domain::office::{OPENINGS_MAX, Office, OfficeTask, Opening, OpeningHours, WEEKDAYS};
use domain::record::{Advice, AdviceAbout};
use domain::service::DifficultyCode;

use super::values::{address, note, phone, title};
use crate::cbor::{FormatError, Reader, Writer};

const OFFICE_FIELDS: usize = 6;
const DIFFICULTY_FIELDS: usize = 3;
const SAID_FIELDS: usize = 2;
/// More tasks than exist, so that a later version may add some.
const TASKS_READ_MAX: usize = 64;

/// [about, in use]
pub(super) fn put_advice(w: &mut Writer, it: &Advice) {
    w.array(2).u8(it.about.code()).bool(it.in_use);
}

pub(super) fn advice(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let about = match r.u8()? {
        1 => AdviceAbout::Office(None),
        2 if DifficultyCode::of_advice(record.typed()).is_some() => AdviceAbout::Difficulty(None),
        2 => return Err(FormatError::Value),
        _ => return Err(FormatError::Newer),
    };
    Ok(Edit::Advice(Advice { id: record.typed(), in_use: r.bool()?, about }))
}

/// What was typed; says whether there is anything.
pub(super) fn put_words(w: &mut Writer, it: &Advice) -> bool {
    match &it.about {
        AdviceAbout::Office(Some(office)) => put_office(w, office),
        AdviceAbout::Difficulty(Some(words)) => put_difficulty(w, words),
        AdviceAbout::Office(None) | AdviceAbout::Difficulty(None) => return false,
    }
    true
}

pub(super) fn fill_advice(it: &mut Advice, plaintext: &[u8]) -> Result<(), FormatError> {
    match &mut it.about {
        AdviceAbout::Office(words) => *words = Some(Reader::body(plaintext, OFFICE_FIELDS, office)?),
        AdviceAbout::Difficulty(words) => *words = Some(Reader::body(plaintext, DIFFICULTY_FIELDS, difficulty)?),
    }
    Ok(())
}

/// [label, remedy, [label, remedy]|null]
fn put_difficulty(w: &mut Writer, it: &OwnWords) {
    w.array(DIFFICULTY_FIELDS).text(it.vi.label.as_str()).text(it.vi.remedy.as_str());
    w.option(it.en.as_ref(), |w, en| {
        w.array(SAID_FIELDS).text(en.label.as_str()).text(en.remedy.as_str());
    });
}

fn difficulty(r: &mut Reader<'_>) -> Result<OwnWords, FormatError> {
    Ok(OwnWords { vi: said(r)?, en: r.option(|r| r.record(SAID_FIELDS, said))? })
}

fn said(r: &mut Reader<'_>) -> Result<Said, FormatError> {
    let label = title(r)?;
    let remedy = Remedy::parse(note(r)?.as_str()).map_err(|_| FormatError::Value)?;
    Ok(Said { label, remedy })
}

/// [name, address|null, [task …], [[[from minute, until minute] …] × 7], phone|null, note|null]
fn put_office(w: &mut Writer, it: &Office) {
    w.array(OFFICE_FIELDS).text(it.name.as_str());
    w.option(it.address.as_ref(), |w, address| {
        w.text(address.as_str());
    });
    w.list(it.tasks.iter(), |w, task| {
        w.u8(task.code());
    });
    w.list(it.hours.days().iter(), |w, day| {
        w.list(day.iter(), |w, opening| {
            w.array(2).u32(opening.from_min().into()).u32(opening.until_min().into());
        });
    });
    w.option(it.phone.as_ref(), |w, phone| {
        w.text(phone.as_str());
    });
    w.option(it.note.as_ref(), |w, note| {
        w.text(note.as_str());
    });
}

fn office(r: &mut Reader<'_>) -> Result<Office, FormatError> {
    Ok(Office {
        name: title(r)?,
        address: r.option(address)?,
        tasks: tasks(r)?,
        hours: hours(r)?,
        phone: r.option(phone)?,
        note: r.option(note)?,
    })
}

/// A task that only a later version knows is left out: where the office is and when it is open holds all the same.
fn tasks(r: &mut Reader<'_>) -> Result<BTreeSet<OfficeTask>, FormatError> {
    Ok(r.list(TASKS_READ_MAX, Reader::u8)?.into_iter().filter_map(OfficeTask::from_code).collect())
}

fn hours(r: &mut Reader<'_>) -> Result<OpeningHours, FormatError> {
    let days = r.list(WEEKDAYS, |r| r.list(OPENINGS_MAX, |r| r.record(2, opening)))?;
    let days = days.try_into().map_err(|_| FormatError::Value)?;
    OpeningHours::new(days).map_err(|_| FormatError::Value)
}

fn opening(r: &mut Reader<'_>) -> Result<Opening, FormatError> {
    let minute = |value: u32| u16::try_from(value).map_err(|_| FormatError::Value);
    Opening::new(minute(r.u32()?)?, minute(r.u32()?)?).map_err(|_| FormatError::Value)
}
