//! What people type, read into the field's values; the first thing that does not fit is named.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::citizen_number::CitizenNumber;
use domain::ids::{UnitId, VillageId};
use domain::person::{Address, BirthDate, Note, PersonName, Phone, Sex, Title};
use domain::record::ASSIST_DIFFICULTIES_MAX;
use domain::service::{DifficultyCode, Outcome, UtilityNumber};
use store::Store;

use crate::clock;
use crate::view::desk::PersonForm;
use crate::{Code, Error};

/// A head count is at most this.
pub(crate) const HEADS_MAX: u32 = 100_000;
/// A ticket is at most this.
pub(crate) const TICKET_MAX: u32 = 99_999;

/// A field that does not fit; `field` is the key that texts choose by.
pub(crate) fn bad(field: &str) -> Error {
    Error::new(Code::BadField).with("field", field)
}

/// A person as typed, every part checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PersonDraft {
    pub(crate) name: Option<PersonName>,
    pub(crate) number: Option<CitizenNumber>,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) sex: Option<Sex>,
    pub(crate) phone: Option<Phone>,
    pub(crate) address: Option<Address>,
    pub(crate) village: Option<VillageId>,
    pub(crate) unit: Option<UnitId>,
}

impl PersonDraft {
    /// Reads a form; birth dates are judged on `day`, the day of the session. A name is not required here.
    ///
    /// # Errors
    /// The first part that does not fit.
    pub(crate) fn read(form: &PersonForm, day: NaiveDate) -> Result<Self, Error> {
        Ok(Self {
            name: filled(&form.name).map(|text| PersonName::parse(text).map_err(|_| bad("name"))).transpose()?,
            number: filled(&form.number).map(number).transpose()?,
            birth: filled(&form.birth).map(|text| birth(text, day)).transpose()?,
            sex: form.sex,
            phone: phone_or_none(&form.phone)?,
            address: address(&form.address)?,
            village: form.village.map(VillageId),
            unit: form.unit.map(UnitId),
        })
    }

    /// Whether nothing at all is known of the person.
    pub(crate) fn is_blank(&self) -> bool {
        let nameless = self.name.is_none() && self.number.is_none() && self.birth.is_none();
        nameless && self.sex.is_none() && self.phone.is_none() && self.address.is_none()
    }
}

/// A village of the commune, if one is named.
///
/// # Errors
/// Not in the commune's list.
pub(crate) fn known_village(store: &Store, village: Option<VillageId>) -> Result<Option<VillageId>, Error> {
    let known = |id: VillageId| store.villages().map(|all| all.iter().any(|village| village.id == id));
    match village {
        Some(id) if !known(id)? => Err(bad("village")),
        named => Ok(named),
    }
}

/// A unit of the commune, if one is named.
///
/// # Errors
/// Not in the commune's list.
pub(crate) fn known_unit(store: &Store, unit: Option<UnitId>) -> Result<Option<UnitId>, Error> {
    let known = |id: UnitId| store.units().map(|all| all.iter().any(|unit| unit.id == id));
    match unit {
        Some(id) if !known(id)? => Err(bad("unit")),
        named => Ok(named),
    }
}

/// Outcome, difficulties and return day, which depend on each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OutcomeDraft {
    pub(crate) outcome: Outcome,
    pub(crate) difficulties: BTreeSet<DifficultyCode>,
    /// Only where the citizen is to come back.
    pub(crate) return_day: Option<NaiveDate>,
}

impl OutcomeDraft {
    /// Reads them; codes are known to `catalogue`, in use or not, and the return day is judged against `day`, the day of
    /// the session.
    ///
    /// # Errors
    /// An unknown code, a bad day, or "come back" without a reason.
    pub(crate) fn read(
        catalogue: &Catalogue,
        outcome: Outcome,
        difficulties: &[String],
        return_day: Option<&str>,
        day: NaiveDate,
    ) -> Result<Self, Error> {
        let difficulties = read_difficulties(catalogue, difficulties)?;
        let return_day = match outcome {
            Outcome::ComeBack => return_day.and_then(filled).map(|text| read_return_day(text, day)).transpose()?,
            Outcome::Done | Outcome::AlreadyActive | Outcome::Refused => None,
        };
        if outcome == Outcome::ComeBack && difficulties.is_empty() && return_day.is_none() {
            return Err(Error::new(Code::ComeBackNeedsWhy));
        }
        Ok(Self { outcome, difficulties, return_day })
    }
}

fn read_difficulties(catalogue: &Catalogue, codes: &[String]) -> Result<BTreeSet<DifficultyCode>, Error> {
    let known = |code: &String| {
        let code = DifficultyCode::parse(code).ok()?;
        catalogue.difficulty(&code).map(|_| code)
    };
    let read: Option<BTreeSet<_>> = codes.iter().take(ASSIST_DIFFICULTIES_MAX * 2).map(known).collect();
    read.filter(|read| read.len() <= ASSIST_DIFFICULTIES_MAX).ok_or_else(|| bad("difficulties"))
}

fn read_return_day(text: &str, day: NaiveDate) -> Result<NaiveDate, Error> {
    let back = clock::read_day(text).ok_or_else(|| bad("return-day"))?;
    if back < day { Err(Error::new(Code::ReturnDayPast)) } else { Ok(back) }
}

/// Utility numbers, 1–16.
///
/// # Errors
/// Another number.
pub(crate) fn utilities(numbers: &[u32]) -> Result<BTreeSet<UtilityNumber>, Error> {
    let read = |number: &u32| u8::try_from(*number).ok().and_then(|number| UtilityNumber::new(number).ok());
    numbers.iter().map(read).collect::<Option<_>>().ok_or_else(|| bad("utilities"))
}

/// A ticket, 1 and more.
///
/// # Errors
/// 0 or more than [`TICKET_MAX`].
pub(crate) fn ticket(ticket: Option<u32>) -> Result<Option<u32>, Error> {
    let fits = ticket.is_none_or(|ticket| (1..=TICKET_MAX).contains(&ticket));
    if fits { Ok(ticket) } else { Err(bad("ticket")) }
}

/// A head count.
///
/// # Errors
/// More than [`HEADS_MAX`].
pub(crate) fn heads(heads: u32) -> Result<u32, Error> {
    if heads <= HEADS_MAX { Ok(heads) } else { Err(bad("heads")) }
}

/// A free text that may be empty.
///
/// # Errors
/// Too long, or control characters.
pub(crate) fn note(text: &str, field: &str) -> Result<Option<Note>, Error> {
    filled(text).map(|text| Note::parse(text).map_err(|_| bad(field))).transpose()
}

/// The reason of a correction.
///
/// # Errors
/// [`Code::ReasonMissing`], or a text that does not fit.
pub(crate) fn reason(text: &str) -> Result<Note, Error> {
    note(text, "reason")?.ok_or(Error::new(Code::ReasonMissing))
}

/// An address that may be empty.
///
/// # Errors
/// Too long, or control characters.
pub(crate) fn address(text: &str) -> Result<Option<Address>, Error> {
    filled(text).map(|text| Address::parse(text).map_err(|_| bad("address"))).transpose()
}

/// A phone that may be empty.
///
/// # Errors
/// [`Code::BadPhone`].
pub(crate) fn phone_or_none(text: &str) -> Result<Option<Phone>, Error> {
    filled(text).map(|text| Phone::parse(text).map_err(|_| Error::new(Code::BadPhone))).transpose()
}

/// What people call something.
///
/// # Errors
/// Empty, too long, or control characters.
pub(crate) fn title(text: &str, field: &str) -> Result<Title, Error> {
    Title::parse(text).map_err(|_| bad(field))
}

/// A day as `YYYY-MM-DD`.
///
/// # Errors
/// Another form.
pub(crate) fn day(text: &str, field: &str) -> Result<NaiveDate, Error> {
    clock::read_day(text).ok_or_else(|| bad(field))
}

/// A person's name.
///
/// # Errors
/// See [`PersonName::parse`].
pub(crate) fn person_name(text: &str, field: &str) -> Result<PersonName, Error> {
    PersonName::parse(text).map_err(|_| bad(field))
}

fn number(text: &str) -> Result<CitizenNumber, Error> {
    CitizenNumber::parse(text).map_err(|_| Error::new(Code::BadNumber))
}

fn birth(text: &str, day: NaiveDate) -> Result<BirthDate, Error> {
    let read = BirthDate::parse(text).and_then(|birth| birth.checked_on(day));
    read.map_err(|_| Error::new(Code::BadBirth))
}

/// The text without outer white space, if anything is left.
pub(crate) fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_part_that_does_not_fit_is_named() {
        let check = |form: PersonForm, expected: Code| {
            let got = PersonDraft::read(&form, day_of("2026-11-21")).unwrap_err();
            assert_eq!(got.code, expected);
        };
        check(PersonForm { name: "Lê 3".into(), ..PersonForm::default() }, Code::BadField);
        check(PersonForm { number: "00518500000".into(), ..PersonForm::default() }, Code::BadNumber);
        check(PersonForm { birth: "22/11/2026".into(), ..PersonForm::default() }, Code::BadBirth);
        check(PersonForm { birth: "31/02/1990".into(), ..PersonForm::default() }, Code::BadBirth);
        check(PersonForm { phone: "12345".into(), ..PersonForm::default() }, Code::BadPhone);
        check(PersonForm { address: "x".repeat(400), ..PersonForm::default() }, Code::BadField);
    }

    #[test]
    fn come_back_needs_a_difficulty_or_a_day_from_the_session_on() {
        let check = |codes: &[&str], back: Option<&str>, expected: Result<Option<&str>, Code>| {
            let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
            let got = OutcomeDraft::read(Catalogue::built_in(), Outcome::ComeBack, &codes, back, day_of("2026-11-21"));
            let got = got.map(|draft| draft.return_day.map(clock::iso)).map_err(|error| error.code);
            assert_eq!(got, expected.map(|day| day.map(str::to_owned)));
        };
        check(&[], None, Err(Code::ComeBackNeedsWhy));
        check(&[], Some(" "), Err(Code::ComeBackNeedsWhy));
        check(&["otp-01"], None, Ok(None));
        check(&[], Some("2026-11-21"), Ok(Some("2026-11-21")));
        check(&[], Some("2026-11-20"), Err(Code::ReturnDayPast));
        check(&[], Some("20/11/2026"), Err(Code::BadField));
        check(&["NO-99"], None, Err(Code::BadField));
    }

    #[test]
    fn a_return_day_belongs_to_come_back_alone() {
        let (all, day) = (Catalogue::built_in(), day_of("2026-11-21"));
        let done = OutcomeDraft::read(all, Outcome::Done, &[], Some("2026-11-24"), day).unwrap();
        assert_eq!(done.return_day, None);
    }

    #[test]
    fn utilities_and_tickets_have_their_ranges() {
        assert_eq!(utilities(&[1, 16, 1]).unwrap().len(), 2);
        assert!(utilities(&[0]).is_err() && utilities(&[17]).is_err() && utilities(&[300]).is_err());
        assert!(ticket(Some(0)).is_err() && ticket(Some(TICKET_MAX + 1)).is_err());
        assert_eq!(ticket(Some(7)), Ok(Some(7)));
    }
}
