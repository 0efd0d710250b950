//! The text of an ID card's QR code, read into a card or refused with a reason; nothing is guessed. What scanners do to
//! the letters is taken back first.
//! Never here: the old nine-digit number and the issue date, which are checked and dropped; raw
//! scans in errors or `Debug`.

mod alphabet;
mod error;
mod mend;
mod probe;

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::citizen_number::{CITIZEN_NUMBER_DIGITS, CitizenNumber};
use crate::person::{Address, BirthDate, BirthDateError, PersonName, PersonNameError, Sex};
use crate::province::{BirthPlace, birth_place};
use mend::{Typed, is_sex, take_back};

pub use error::{CardError, CardWarning, KEYS};
pub use mend::{Mended, OPTIONS_MAX, ScannerProfile};
pub use probe::{Probed, probe_text, probed};

/// Longest text read as a card, in bytes.
pub const CARD_BYTES_MAX: usize = 4096;
/// Fewest fields of a card: the layout of 2021.
pub const CARD_FIELDS_MIN: usize = 7;
/// At most this many fields; the layout of 2024 has 11.
pub const CARD_FIELDS_MAX: usize = 32;
/// The first day on which thẻ Căn cước was issued. Source: Luật Căn cước 2023 art. 46.
const CAN_CUOC_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 7, 1);

/// Which card it is, by its issue date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    /// CCCD gắn chip, issued until 30/06/2024.
    Chip,
    /// Thẻ Căn cước, issued from 01/07/2024.
    CanCuoc,
}

/// What a card says about its holder, as far as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// The personal number.
    pub number: CitizenNumber,
    /// The name as the card writes it; [`PersonName::title_case`] offers another case. Where `name_read` has doubts,
    /// the likeliest of several.
    pub name: PersonName,
    /// What the scanner's text of the name may stand for.
    pub name_read: Mended,
    /// The birth date.
    pub birth: BirthDate,
    /// The sex.
    pub sex: Sex,
    /// The address, whole; `None` where the card leaves it empty.
    pub address: Option<Address>,
    /// What the scanner's text of the address may stand for.
    pub address_read: Mended,
    /// What the scanner did to the letters.
    pub profile: ScannerProfile,
    /// Which card it is.
    pub kind: CardKind,
    /// What should be looked at before saving.
    pub warnings: BTreeSet<CardWarning>,
    /// What stands after the seventh field: shown, never saved.
    pub extra_fields: Vec<String>,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("number", &self.number)
            .field("kind", &self.kind)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

/// Whether a text typed or scanned into the desk's box is meant as a card, readable or not.
///
/// No name and no number has a bar; a scan cut short may have none, but begins with the number and goes on.
#[must_use]
pub fn looks_like_card(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    let leading_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let goes_on = text.trim_end().len() > CITIZEN_NUMBER_DIGITS;
    text.contains('|') || (leading_digits == CITIZEN_NUMBER_DIGITS && goes_on)
}

/// Reads the text of a card; `today` is the day birth and issue dates are compared with.
///
/// Seven to eleven fields and more, empty ones kept in place:
/// `number|old number|name|ddMMyyyy|Nam/Nữ|address|ddMMyyyy|…`.
/// Sources: CCCD gắn chip (2021) and thẻ Căn cước (2024) as issued; layouts in `assets/SOURCES.md`.
///
/// # Errors
/// Too long, too few fields, or a field that is not what must stand there. No field is ever guessed or shifted.
pub fn parse_card(text: &str, today: NaiveDate) -> Result<Card, CardError> {
    parse_card_of(text, today, None)
}

/// The same for a scanner that is known to mangle letters in one way: what looks right may then still be mangled.
///
/// # Errors
/// As [`parse_card`].
pub fn parse_card_of(text: &str, today: NaiveDate, known: Option<ScannerProfile>) -> Result<Card, CardError> {
    if text.len() > CARD_BYTES_MAX {
        return Err(CardError::TooLong);
    }
    let text = bare(text);
    let fields: Vec<&str> = text.split('|').map(str::trim_ascii).collect();
    let [number, old_number, name, birth, sex, address, issued, extra @ ..] = fields.as_slice() else {
        return Err(CardError::TooFewFields { found: fields.len() });
    };
    if fields.len() > CARD_FIELDS_MAX {
        return Err(CardError::TooManyFields);
    }
    let number = CitizenNumber::parse(number).map_err(|_| CardError::Number)?;
    check_old_number(old_number)?;
    let typed = Typed { name, sex, address };
    let letters = take_back(typed, known).ok_or_else(|| unread(typed))?;
    let birth = read_birth(birth, today)?;
    let name = read_name(&letters.name.text())?;
    let address_unread = letters.address.is_none();
    let address_read = letters.address.unwrap_or_else(|| Mended::unchanged(address));
    let address = read_address(&address_read.text())?;
    let issued = read_day(issued).ok_or(CardError::IssueDate)?;
    let extra_fields = extra.iter().filter(|field| !field.is_empty()).map(|field| (*field).to_owned()).collect();
    let kind = if Some(issued) >= CAN_CUOC_FROM { CardKind::CanCuoc } else { CardKind::Chip };
    let mut card = Card {
        number,
        name,
        name_read: letters.name,
        birth,
        sex: letters.sex,
        address,
        address_read,
        profile: letters.profile,
        kind,
        warnings: BTreeSet::new(),
        extra_fields,
    };
    card.warnings = warnings(&card, issued, today);
    card.warnings.extend(address_unread.then_some(CardWarning::AddressMangled));
    Ok(card)
}

/// The scanned text without what scanners put around it, composed (NFC).
///
/// Only ASCII white space: a no-break space may be half of a mangled letter. `ï»¿` is a mark of byte order read as
/// Windows-1252.
fn bare(text: &str) -> String {
    let around = |c: char| c.is_ascii_whitespace() || matches!(c, '\u{FEFF}' | '\u{0}');
    text.trim_matches(around).trim_start_matches("ï»¿").nfc().collect()
}

/// Why name and sex cannot be read by any profile.
fn unread(typed: Typed<'_>) -> CardError {
    match typed.sex {
        "nAM" | "nỮ" => CardError::CapsLock,
        sex if !is_sex(sex) => CardError::Sex,
        _ => CardError::NameMangled,
    }
}

/// Nine digits or nothing; checked as an anchor and dropped.
fn check_old_number(field: &str) -> Result<(), CardError> {
    let nine_digits = field.len() == 9 && field.bytes().all(|b| b.is_ascii_digit());
    match field.is_empty() || nine_digits {
        true => Ok(()),
        false => Err(CardError::OldNumber),
    }
}

fn read_name(field: &str) -> Result<PersonName, CardError> {
    if field.is_empty() {
        return Err(CardError::NameMissing);
    }
    PersonName::parse(field).map_err(|error| match error {
        PersonNameError::Empty => CardError::NameMissing,
        PersonNameError::TooLong => CardError::NameTooLong,
        PersonNameError::Digit { .. } | PersonNameError::Character { .. } => CardError::NameMangled,
    })
}

/// `ddMMyyyy`, or a year alone.
fn read_birth(field: &str, today: NaiveDate) -> Result<BirthDate, CardError> {
    if !field.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CardError::Birth);
    }
    BirthDate::parse(field).and_then(|birth| birth.checked_on(today)).map_err(|error| match error {
        BirthDateError::Form => CardError::Birth,
        BirthDateError::Impossible => CardError::BirthImpossible,
        BirthDateError::Future => CardError::BirthFuture,
    })
}

fn read_address(field: &str) -> Result<Option<Address>, CardError> {
    match field.is_empty() {
        true => Ok(None),
        false => Address::parse(field).map(Some).map_err(|_| CardError::Address),
    }
}

/// `ddMMyyyy`.
fn read_day(field: &str) -> Option<NaiveDate> {
    let digits = field.len() == 8 && field.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return None;
    }
    let day = field.get(..2)?.parse().ok()?;
    let month = field.get(2..4)?.parse().ok()?;
    NaiveDate::from_ymd_opt(field.get(4..)?.parse().ok()?, month, day)
}

fn warnings(card: &Card, issued: NaiveDate, today: NaiveDate) -> BTreeSet<CardWarning> {
    let born_after_issue =
        card.birth.full_day().map_or(i32::from(card.birth.year()) > issued.year(), |day| day > issued);
    let found = [
        (card.birth.full_day().is_none(), CardWarning::BirthYearOnly),
        (card.name.title_case().is_some(), CardWarning::NameInCapitals),
        (card.address.is_none(), CardWarning::AddressMissing),
        (card.profile != ScannerProfile::Plain, CardWarning::Mended),
        (card.name_read.doubts() > 0, CardWarning::NameUnsure),
        (card.address_read.doubts() > 0, CardWarning::AddressUnsure),
        (mend::may_be_retyped(card.name.as_str()), CardWarning::InputMethod),
        (issued > today, CardWarning::IssuedAhead),
        (born_after_issue, CardWarning::IssuedBeforeBirth),
        (!card.extra_fields.is_empty(), CardWarning::ExtraFields),
    ];
    let about_number = number_warnings(card.number, Some(card.birth), Some(card.sex));
    found.into_iter().filter(|(there, _)| *there).map(|(_, warning)| warning).chain(about_number).collect()
}

/// What a number claims otherwise than its holder's birth date and sex, as far as known, and what it cannot be. Numbers
/// are cancelled and re-issued, so none of it refuses the number, read from a card or typed.
#[must_use]
pub fn number_warnings(number: CitizenNumber, birth: Option<BirthDate>, sex: Option<Sex>) -> BTreeSet<CardWarning> {
    let unknown_place = birth_place(number.birth_place_code()) == BirthPlace::Unknown;
    let found = [
        (birth.is_some_and(|birth| birth.year() != number.birth_year()), CardWarning::BirthYearDiffers),
        (sex.is_some_and(|sex| sex != number.sex()), CardWarning::SexDiffers),
        (number.is_sample(), CardWarning::SampleNumber),
        (unknown_place && !number.is_sample(), CardWarning::BirthPlaceUnknown),
    ];
    found.into_iter().filter(|(there, _)| *there).map(|(_, warning)| warning).collect()
}

#[cfg(test)]
mod tests;
