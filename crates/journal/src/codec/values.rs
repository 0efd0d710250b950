//! Single values: days, identities, texts, codes, sets.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::citizen_number::CitizenNumber;
use domain::ids::EntryDigest;
use domain::person::{
    ADDRESS_CHARS_MAX, Address, BirthDate, NAME_CHARS_MAX, NOTE_CHARS_MAX, Note, PersonName, Phone, TITLE_CHARS_MAX,
    Title,
};
use domain::record::ASSIST_DIFFICULTIES_MAX;
use domain::service::{DIFFICULTY_CODE_CHARS_MAX, DifficultyCode, UTILITY_NUMBER_MAX, UtilityNumber};

use crate::cbor::{FormatError, Reader, Writer};
use crate::entry::WriteError;

/// Bytes of UTF-8 per character, at most.
const CHAR_BYTES_MAX: usize = 4;
/// Longest phone number, in bytes.
const PHONE_BYTES_MAX: usize = 16;
/// Heads named by one field; above the domain's limit, so that a later version may raise it.
const HEADS_READ_MAX: usize = 256;

/// The value of a code, or a newer version's.
pub(super) fn coded<T>(r: &mut Reader<'_>, from_code: impl FnOnce(u8) -> Option<T>) -> Result<T, FormatError> {
    from_code(r.u8()?).ok_or(FormatError::Newer)
}

pub(super) fn id<T>(r: &mut Reader<'_>, from_bytes: impl FnOnce([u8; 16]) -> T) -> Result<T, FormatError> {
    r.fixed().map(from_bytes)
}

pub(super) fn option_id<T>(
    r: &mut Reader<'_>,
    from_bytes: impl FnOnce([u8; 16]) -> T,
) -> Result<Option<T>, FormatError> {
    r.option(|r| r.fixed().map(from_bytes))
}

/// Sixteen bytes, or null.
pub(super) fn put_option_id(w: &mut Writer, id: Option<&[u8; 16]>) {
    w.option(id, |w, id| {
        w.bytes(id);
    });
}

/// Days since 1970-01-01.
pub(super) fn put_day(w: &mut Writer, day: NaiveDate) {
    w.i64(i64::from(day.to_epoch_days()));
}

pub(super) fn day(r: &mut Reader<'_>) -> Result<NaiveDate, FormatError> {
    let days = i32::try_from(r.i64()?).map_err(|_| FormatError::Value)?;
    NaiveDate::from_epoch_days(days).ok_or(FormatError::Value)
}

pub(super) fn put_option_day(w: &mut Writer, value: Option<NaiveDate>) {
    w.option(value, put_day);
}

/// A day as its number; a year alone as an array of the year.
pub(super) fn put_birth(w: &mut Writer, birth: BirthDate) {
    match birth.full_day() {
        Some(day) => put_day(w, day),
        None => {
            w.array(1).u64(birth.year().into());
        }
    }
}

pub(super) fn birth(r: &mut Reader<'_>) -> Result<BirthDate, FormatError> {
    let birth = if r.at_array()? {
        let year = r.record(1, Reader::u64)?;
        u16::try_from(year).map_err(|_| FormatError::Value).map(BirthDate::year_only)?
    } else {
        BirthDate::day(day(r)?)
    };
    birth.map_err(|_| FormatError::Value)
}

/// Twelve digits as one number; leading zeros come back when it is read.
pub(super) fn put_number(w: &mut Writer, number: &CitizenNumber) -> Result<(), WriteError> {
    w.u64(number.as_str().parse().map_err(|_| WriteError::Value)?);
    Ok(())
}

pub(super) fn number(r: &mut Reader<'_>) -> Result<CitizenNumber, FormatError> {
    CitizenNumber::parse(&format!("{:012}", r.u64()?)).map_err(|_| FormatError::Value)
}

macro_rules! text_value {
    ($name:ident, $type:ident, $bytes_max:expr) => {
        pub(super) fn $name(r: &mut Reader<'_>) -> Result<$type, FormatError> {
            $type::parse(r.text($bytes_max)?).map_err(|_| FormatError::Value)
        }
    };
}

text_value!(name, PersonName, NAME_CHARS_MAX * CHAR_BYTES_MAX);
text_value!(title, Title, TITLE_CHARS_MAX * CHAR_BYTES_MAX);
text_value!(note, Note, NOTE_CHARS_MAX * CHAR_BYTES_MAX);
text_value!(address, Address, ADDRESS_CHARS_MAX * CHAR_BYTES_MAX);
text_value!(phone, Phone, PHONE_BYTES_MAX);
text_value!(difficulty, DifficultyCode, DIFFICULTY_CODE_CHARS_MAX);

pub(super) fn put_difficulties(w: &mut Writer, codes: &BTreeSet<DifficultyCode>) -> Result<(), WriteError> {
    within(codes.len(), ASSIST_DIFFICULTIES_MAX)?;
    w.list(codes.iter(), |w, code| {
        w.text(code.as_str());
    });
    Ok(())
}

pub(super) fn difficulties(r: &mut Reader<'_>) -> Result<BTreeSet<DifficultyCode>, FormatError> {
    Ok(r.list(ASSIST_DIFFICULTIES_MAX, difficulty)?.into_iter().collect())
}

pub(super) fn put_utilities(w: &mut Writer, utilities: &BTreeSet<UtilityNumber>) {
    w.list(utilities.iter(), |w, utility| {
        w.u8(utility.get());
    });
}

pub(super) fn utilities(r: &mut Reader<'_>) -> Result<BTreeSet<UtilityNumber>, FormatError> {
    let each = |r: &mut Reader<'_>| UtilityNumber::new(r.u8()?).map_err(|_| FormatError::Newer);
    Ok(r.list(UTILITY_NUMBER_MAX.into(), each)?.into_iter().collect())
}

pub(super) fn put_heads(w: &mut Writer, heads: &BTreeSet<EntryDigest>) {
    w.list(heads.iter(), |w, head| {
        w.bytes(&head.0);
    });
}

pub(super) fn heads(r: &mut Reader<'_>) -> Result<BTreeSet<EntryDigest>, FormatError> {
    Ok(r.list(HEADS_READ_MAX, |r| r.fixed().map(EntryDigest))?.into_iter().collect())
}

/// Refuses a list longer than its limit before it is written.
pub(super) const fn within(len: usize, max: usize) -> Result<(), WriteError> {
    if len > max { Err(WriteError::Value) } else { Ok(()) }
}
