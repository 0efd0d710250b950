//! Birth dates, some of them years only, and completed years on a given day.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::choices::closed_choice;

/// Earliest birth year taken.
pub const BIRTH_YEAR_MIN: u16 = 1900;
/// Latest birth year the personal number can say.
pub const BIRTH_YEAR_MAX: u16 = 2399;
/// Completed years from which an account is the citizen's own affair: NĐ 59/2022 art. 11, NĐ 69/2024 art. 7.
const BAND_AGE_YEARS: u16 = 14;

/// A birth date: a day, or a year alone where the civil register has no more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate(Known);

/// What is known; private, so that the bounds hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Known {
    Day(NaiveDate),
    Year(u16),
}

/// Why a text is not a birth date; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateError {
    /// None of the forms `1990-02-01`, `01/02/1990`, `01021990`, `1990`.
    #[error("a birth date is written 01/02/1990, 01021990, 1990-02-01, or as a year alone")]
    Form,
    /// A day that no calendar has, or a year outside 1900–2399.
    #[error("the birth date is not a day of the calendar")]
    Impossible,
    /// After the day it was compared with.
    #[error("the birth date lies in the future")]
    Future,
}

impl BirthDate {
    /// Takes a full day.
    ///
    /// # Errors
    /// A year outside 1900–2399.
    pub fn day(day: NaiveDate) -> Result<Self, BirthDateError> {
        u16::try_from(day.year())
            .ok()
            .and_then(bounded)
            .map(|_| Self(Known::Day(day)))
            .ok_or(BirthDateError::Impossible)
    }

    /// Takes a year alone.
    ///
    /// # Errors
    /// A year outside 1900–2399.
    pub fn year_only(year: u16) -> Result<Self, BirthDateError> {
        let year = bounded(year).ok_or(BirthDateError::Impossible)?;
        Ok(Self(Known::Year(year)))
    }

    /// Reads `1990-02-01`, `01/02/1990` (also with `-` or `.`, also `1/2/1990`), `01021990` or `1990`.
    ///
    /// # Errors
    /// Another form, or a day that does not exist. The future is judged by [`BirthDate::checked_on`].
    pub fn parse(text: &str) -> Result<Self, BirthDateError> {
        let text = text.trim();
        // Longest form: 10 characters.
        if text.len() > 10 {
            return Err(BirthDateError::Form);
        }
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        match parts.as_slice() {
            [digits] => Self::from_digits(digits),
            [year, month, day] if year.len() == 4 && text.contains('-') => Self::from_parts(year, month, day),
            [day, month, year] if year.len() == 4 => Self::from_parts(year, month, day),
            _ => Err(BirthDateError::Form),
        }
    }

    /// The birth date itself, if it does not lie after `day`.
    ///
    /// # Errors
    /// [`BirthDateError::Future`].
    pub fn checked_on(self, day: NaiveDate) -> Result<Self, BirthDateError> {
        match self.earliest() > day {
            true => Err(BirthDateError::Future),
            false => Ok(self),
        }
    }

    /// `1990-02-01`, or `1990` when only the year is known; [`BirthDate::parse`] reads it back.
    #[must_use]
    pub fn to_iso(self) -> String {
        match self.0 {
            Known::Day(day) => day.format("%Y-%m-%d").to_string(),
            Known::Year(year) => year.to_string(),
        }
    }

    /// The birth year.
    #[must_use]
    pub fn year(self) -> u16 {
        match self.0 {
            Known::Day(day) => u16::try_from(day.year()).unwrap_or(BIRTH_YEAR_MIN),
            Known::Year(year) => year,
        }
    }

    /// The full day, if more than the year is known.
    #[must_use]
    pub fn full_day(self) -> Option<NaiveDate> {
        match self.0 {
            Known::Day(day) => Some(day),
            Known::Year(_) => None,
        }
    }

    /// Completed years on `day`: exact for a full date, two neighbouring ages for a year alone.
    ///
    /// Somebody born on 29 February completes a year on 1 March of a common year. Before birth: 0.
    #[must_use]
    pub fn age_years_on(self, day: NaiveDate) -> AgeYears {
        let years = |born| day.years_since(born).and_then(|years| u16::try_from(years).ok()).unwrap_or(0);
        AgeYears { least: years(self.latest()), most: years(self.earliest()) }
    }

    fn from_digits(text: &str) -> Result<Self, BirthDateError> {
        match (text.len(), text.get(..2), text.get(2..4), text.get(4..)) {
            (8, Some(day), Some(month), Some(year)) => Self::from_parts(year, month, day),
            (4, ..) => Self::year_only(number(text)?),
            _ => Err(BirthDateError::Form),
        }
    }

    fn from_parts(year: &str, month: &str, day: &str) -> Result<Self, BirthDateError> {
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
            .ok_or(BirthDateError::Impossible)
            .and_then(Self::day)
    }

    /// The first day the person can have been born on.
    fn earliest(self) -> NaiveDate {
        match self.0 {
            Known::Day(day) => day,
            Known::Year(year) => NaiveDate::from_ymd_opt(i32::from(year), 1, 1).unwrap_or_default(),
        }
    }

    /// The last day the person can have been born on.
    fn latest(self) -> NaiveDate {
        match self.0 {
            Known::Day(day) => day,
            Known::Year(year) => NaiveDate::from_ymd_opt(i32::from(year), 12, 31).unwrap_or_default(),
        }
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

fn bounded(year: u16) -> Option<u16> {
    (BIRTH_YEAR_MIN..=BIRTH_YEAR_MAX).contains(&year).then_some(year)
}

/// One to four ASCII digits.
fn number(text: &str) -> Result<u16, BirthDateError> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    match digits {
        true => text.parse().map_err(|_| BirthDateError::Form),
        false => Err(BirthDateError::Form),
    }
}

/// Completed years, between two bounds that are equal unless only the birth year is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeYears {
    least: u16,
    most: u16,
}

impl AgeYears {
    /// The completed years that are certain.
    #[must_use]
    pub const fn least(self) -> u16 {
        self.least
    }

    /// The completed years that are possible.
    #[must_use]
    pub const fn most(self) -> u16 {
        self.most
    }

    /// The age, when it is certain.
    #[must_use]
    pub const fn exact(self) -> Option<u16> {
        if self.least == self.most { Some(self.least) } else { None }
    }
}

closed_choice! {
    /// Which side of 14 completed years somebody stands on; all that the counts need.
    AgeBand {
        /// Under 14 completed years.
        Under14 = 1, "under-14";
        /// 14 completed years and over.
        From14 = 2, "from-14";
        /// No birth date, or a birth year that leaves it open.
        Unknown = 3, "unknown";
    }
}

impl AgeBand {
    /// The band of somebody born then, on `day`, the day of the session.
    #[must_use]
    pub fn of(birth: Option<BirthDate>, day: NaiveDate) -> Self {
        match birth.map(|birth| birth.age_years_on(day)) {
            Some(age) if age.least() >= BAND_AGE_YEARS => Self::From14,
            Some(age) if age.most() < BAND_AGE_YEARS => Self::Under14,
            Some(_) | None => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn born(text: &str) -> BirthDate {
        BirthDate::parse(text).unwrap()
    }

    #[test]
    fn birth_dates_are_read_in_the_forms_people_write() {
        let check = |text: &str, expected: Result<&str, BirthDateError>| {
            let got = BirthDate::parse(text).map(BirthDate::to_iso);
            assert_eq!(got.as_deref().map_err(|e| *e), expected, "{text:?}");
        };
        check("1990-02-01", Ok("1990-02-01"));
        check("01/02/1990", Ok("1990-02-01"));
        check("1/2/1990", Ok("1990-02-01"));
        check("01-02-1990", Ok("1990-02-01"));
        check("1.2.1990", Ok("1990-02-01"));
        check(" 01021990 ", Ok("1990-02-01"));
        check("1990", Ok("1990"));
        check("29022024", Ok("2024-02-29"));
        check("29022023", Err(BirthDateError::Impossible));
        check("31/04/1990", Err(BirthDateError::Impossible));
        check("00001990", Err(BirthDateError::Impossible));
        check("1899", Err(BirthDateError::Impossible));
        check("01/02/90", Err(BirthDateError::Form));
        check("1990/02/01", Err(BirthDateError::Form));
        check("19900", Err(BirthDateError::Form));
        check("+1021990", Err(BirthDateError::Form));
        check("0102199O", Err(BirthDateError::Form));
        check("０１０２", Err(BirthDateError::Form));
        check("", Err(BirthDateError::Form));
        check("01/02/1990/1", Err(BirthDateError::Form));
    }

    #[test]
    fn a_birth_date_after_the_day_is_refused() {
        let check = |text: &str, on: &str, expected: bool| {
            assert_eq!(born(text).checked_on(day(on)).is_ok(), expected, "{text} on {on}");
        };
        check("2026-11-21", "2026-11-21", true);
        check("2026-11-22", "2026-11-21", false);
        check("2026", "2026-11-21", true);
        check("2027", "2026-11-21", false);
    }

    #[test]
    fn ages_are_completed_years_on_the_day() {
        let check = |text: &str, on: &str, least: u16, most: u16| {
            let age = born(text).age_years_on(day(on));
            assert_eq!((age.least(), age.most()), (least, most), "{text} on {on}");
        };
        check("2012-11-21", "2026-11-20", 13, 13);
        check("2012-11-21", "2026-11-21", 14, 14);
        check("2012-02-29", "2026-02-28", 13, 13);
        check("2012-02-29", "2026-03-01", 14, 14);
        check("2012", "2026-01-01", 13, 14);
        check("2012", "2026-12-30", 13, 14);
        check("2012", "2026-12-31", 14, 14);
        check("2030-01-01", "2026-01-01", 0, 0);
    }

    #[test]
    fn a_year_that_leaves_14_open_is_unknown() {
        let check = |text: &str, expected: AgeBand| {
            let got = AgeBand::of(Some(born(text)), day("2026-11-21"));
            assert_eq!(got, expected, "{text}");
        };
        check("2012-11-21", AgeBand::From14);
        check("2012-11-22", AgeBand::Under14);
        check("2011", AgeBand::From14);
        check("2012", AgeBand::Unknown);
        check("2013", AgeBand::Under14);
        assert_eq!(AgeBand::of(None, day("2026-11-21")), AgeBand::Unknown);
    }

    proptest! {
        #[test]
        fn a_birth_date_survives_its_iso_form(year in 1900..=2399i32, of_year in 1..=365u32) {
            let day = NaiveDate::from_yo_opt(year, of_year).unwrap();
            let birth = BirthDate::day(day).unwrap();
            prop_assert_eq!(BirthDate::parse(&birth.to_iso()), Ok(birth));
            prop_assert_eq!(BirthDate::parse(&day.format("%d%m%Y").to_string()), Ok(birth));
        }

        #[test]
        fn any_text_is_a_birth_date_or_an_error(text in "\\PC{0,12}") {
            if let Ok(birth) = BirthDate::parse(&text) {
                prop_assert_eq!(BirthDate::parse(&birth.to_iso()), Ok(birth));
            }
        }
    }
}
