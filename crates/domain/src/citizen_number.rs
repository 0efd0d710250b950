//! The citizen's personal number: what it is, how it is shown, what it says about its holder.
//! Never here: where the number came from (card, roster, keyboard), nor whether its holder exists.

use std::fmt;

use crate::person::Sex;

/// Digits in a personal number.
pub const CITIZEN_NUMBER_DIGITS: usize = 12;
/// The first birth year (century digit 4 and up) that no living person's number has.
const SAMPLE_BIRTH_YEAR_MIN: u16 = 2100;

/// A citizen's personal number: 12 ASCII digits; no check digit exists.
///
/// It has no `Display` and no serde: whoever shows it says `masked()` or `as_str()` and means it.
/// Source: NĐ 137/2015 art. 13; Circular 07/2016/TT-BCA. `Debug` prints `001******999`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenNumber([u8; CITIZEN_NUMBER_DIGITS]);

/// Why a text is not a personal number; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CitizenNumberError {
    /// Not 12 characters after trimming.
    #[error("a personal number has 12 digits, this text has {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// A character that is not an ASCII digit.
    #[error("a personal number has digits only; position {position} is not one")]
    NotADigit {
        /// Position of the first such character, from 1.
        position: usize,
    },
}

impl CitizenNumber {
    /// Reads 12 ASCII digits; outer white space is dropped, nothing else is.
    ///
    /// # Errors
    /// Another length, or a character that is not an ASCII digit.
    pub fn parse(text: &str) -> Result<Self, CitizenNumberError> {
        let text = text.trim();
        if let Some(position) = text.chars().position(|c| !c.is_ascii_digit()) {
            let position = position.saturating_add(1);
            return Err(CitizenNumberError::NotADigit { position });
        }
        let found = text.len();
        let digits = text.as_bytes().try_into();
        digits.map(Self).map_err(|_| CitizenNumberError::Length { found })
    }

    /// All twelve digits: personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII digits only, by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The number as VNeID masks it: `005******002`.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.as_str();
        let first = text.get(..3).unwrap_or_default();
        format!("{first}******{}", self.tail(3))
    }

    /// The last `digits` digits, all of them when `digits` is 12 or more.
    #[must_use]
    pub fn tail(&self, digits: usize) -> &str {
        let from = CITIZEN_NUMBER_DIGITS.saturating_sub(digits);
        self.as_str().get(from..).unwrap_or_default()
    }

    /// The three digits of the place where the birth was registered; see `province`.
    #[must_use]
    pub fn birth_place_code(&self) -> u16 {
        let [a, b, c, ..] = self.0;
        [a, b, c].into_iter().fold(0, |sum, digit| sum * 10 + u16::from(value(digit)))
    }

    /// Whether the number can belong to nobody: a place code left free (003 005 007 009) or a century to come.
    ///
    /// Samples, tests and the practice commune use such numbers only.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        matches!(self.birth_place_code(), 3 | 5 | 7 | 9) || self.birth_year() >= SAMPLE_BIRTH_YEAR_MIN
    }

    /// The birth year the number claims, 1900–2399: century digit, then two digits.
    #[must_use]
    pub fn birth_year(&self) -> u16 {
        let [_, _, _, century, tens, ones, ..] = self.0;
        let century = u16::from(value(century) / 2);
        1900 + century * 100 + u16::from(value(tens)) * 10 + u16::from(value(ones))
    }

    /// The sex the number claims: an even century digit is male, an odd one female.
    #[must_use]
    pub fn sex(&self) -> Sex {
        let [_, _, _, century, ..] = self.0;
        match value(century) % 2 {
            0 => Sex::Male,
            _ => Sex::Female,
        }
    }
}

impl fmt::Debug for CitizenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// The value of an ASCII digit.
fn value(digit: u8) -> u8 {
    digit.saturating_sub(b'0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn twelve_digits_and_nothing_else_are_a_number() {
        let check = |text: &str, expected: Result<&str, CitizenNumberError>| {
            let got = CitizenNumber::parse(text);
            let got = got.as_ref().map(CitizenNumber::as_str).map_err(|e| *e);
            assert_eq!(got, expected, "{text:?}");
        };
        let length = |found| Err(CitizenNumberError::Length { found });
        let not_a_digit = |position| Err(CitizenNumberError::NotADigit { position });
        check("005185000002", Ok("005185000002"));
        check(" 005185000002\r\n", Ok("005185000002"));
        check("", length(0));
        check("00518500000", length(11));
        check("0051850000020", length(13));
        check("380000001", length(9));
        check("005185 00002", not_a_digit(7));
        check("00518500000O", not_a_digit(12));
        check("００５１８５００", not_a_digit(1));
        check("-05185000002", not_a_digit(1));
    }

    #[test]
    fn the_number_tells_place_year_and_sex() {
        let check = |text: &str, place: u16, year: u16, sex: Sex| {
            let number = CitizenNumber::parse(text).unwrap();
            let got = (number.birth_place_code(), number.birth_year(), number.sex());
            assert_eq!(got, (place, year, sex), "{text}");
        };
        check("003090000001", 3, 1990, Sex::Male);
        check("005185000002", 5, 1985, Sex::Female);
        check("007301000003", 7, 2001, Sex::Female);
        check("295210000004", 295, 2010, Sex::Male);
        check("003455000005", 3, 2155, Sex::Male);
        check("003755000005", 3, 2255, Sex::Female);
        check("003999000006", 3, 2399, Sex::Female);
    }

    #[test]
    fn samples_are_told_from_people() {
        let check = |text: &str, expected: bool| {
            assert_eq!(CitizenNumber::parse(text).unwrap().is_sample(), expected, "{text}");
        };
        check("003090000001", true);
        check("009090000001", true);
        check("030490000001", true);
        check("030990000001", true);
        check("000000000000", false);
        check("999399999999", false);
    }

    #[test]
    fn masks_and_tails_show_the_ends_only() {
        let number = CitizenNumber::parse("005185000417").unwrap();
        assert_eq!(number.masked(), "005******417");
        assert_eq!(format!("{number:?}"), "005******417");
        assert_eq!(number.tail(3), "417");
        assert_eq!(number.tail(0), "");
        assert_eq!(number.tail(99), "005185000417");
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_an_error(text in ".{0,20}") {
            if let Ok(number) = CitizenNumber::parse(&text) {
                prop_assert_eq!(number.as_str(), text.trim());
            }
        }
    }
}
