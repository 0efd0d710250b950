//! Vietnamese telephone numbers, in one form.

use std::fmt;

/// Longest text worth reading as a phone number, in bytes: digits with signs between them.
const PHONE_TEXT_BYTES_MAX: usize = 40;

/// A Vietnamese phone number with its leading 0: mobile 10 digits (03 05 07 08 09), landline 10 or 11 (02).
///
/// `Debug` prints it masked. Source: Circular 22/2014/TT-BTTTT with the 2017 and
/// 2018 renumberings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is not a phone number; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// A character that is neither a digit nor a usual sign between digits.
    #[error("a phone number has digits only")]
    Character,
    /// A mobile number that has not 10 digits, or a landline that has not 10 or 11.
    #[error("the phone number is too short or too long")]
    Length,
    /// Not the beginning of a Vietnamese number.
    #[error("a phone number begins with 02, 03, 05, 07, 08, 09 or +84")]
    Prefix,
}

impl Phone {
    /// Reads a number with spaces, dots, hyphens or brackets in it; `+84`, `0084` and `84` become `0`.
    ///
    /// # Errors
    /// Other characters, a length or a beginning that no Vietnamese number has.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let digits = national(&digits_of(text)?);
        let mobile = digits.len() == 10;
        let landline = matches!(digits.len(), 10 | 11);
        match digits.get(..2) {
            Some("03" | "05" | "07" | "08" | "09") if mobile => Ok(Self(digits)),
            Some("02") if landline => Ok(Self(digits)),
            Some("02" | "03" | "05" | "07" | "08" | "09") => Err(PhoneError::Length),
            Some(_) => Err(PhoneError::Prefix),
            None => Err(PhoneError::Length),
        }
    }

    /// All digits, from the leading 0: personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last `digits` digits, all of them when there are fewer.
    #[must_use]
    pub fn tail(&self, digits: usize) -> &str {
        let from = self.0.len().saturating_sub(digits);
        self.0.get(from..).unwrap_or_default()
    }

    /// The number with its last three digits only: `*******417`.
    #[must_use]
    pub fn masked(&self) -> String {
        let hidden = self.0.len().saturating_sub(3);
        format!("{}{}", "*".repeat(hidden), self.tail(3))
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// The digits, with `+84` already written as `84`.
fn digits_of(text: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if text.len() > PHONE_TEXT_BYTES_MAX {
        return Err(PhoneError::Length);
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{A0}')).collect();
    match kept.bytes().all(|b| b.is_ascii_digit()) {
        true => Ok(kept),
        false => Err(PhoneError::Character),
    }
}

/// The number with a leading 0 in place of the country code.
fn national(digits: &str) -> String {
    let digits = digits.strip_prefix("00").unwrap_or(digits);
    match digits.strip_prefix("84") {
        // `+84 (0)90…` is written too.
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phone_numbers_are_written_one_way() {
        let check = |text: &str, expected: Result<&str, PhoneError>| {
            let got = Phone::parse(text);
            assert_eq!(got.as_ref().map(Phone::as_str).map_err(|e| *e), expected, "{text:?}");
        };
        check("0505000001", Ok("0505000001"));
        check(" 0505.000.001 ", Ok("0505000001"));
        check("+84 505 000 001", Ok("0505000001"));
        check("+84 (0)505 000 001", Ok("0505000001"));
        check("0084505000001", Ok("0505000001"));
        check("84505000001", Ok("0505000001"));
        check("(0240) 300-0001", Ok("02403000001"));
        check("050500000", Err(PhoneError::Length));
        check("05050000011", Err(PhoneError::Length));
        check("02403", Err(PhoneError::Length));
        check("", Err(PhoneError::Length));
        check("0110000001", Err(PhoneError::Prefix));
        check("19000368", Err(PhoneError::Prefix));
        check("050500000O", Err(PhoneError::Character));
        check("0505+000001", Err(PhoneError::Character));
        check(&"0".repeat(1 << 20), Err(PhoneError::Length));
    }

    #[test]
    fn a_phone_number_is_printed_masked() {
        let phone = Phone::parse("0505000417").unwrap();
        assert_eq!(format!("{phone:?}"), "*******417");
        assert_eq!(phone.tail(4), "0417");
        assert_eq!(phone.tail(99), "0505000417");
    }

    proptest! {
        #[test]
        fn a_phone_number_read_again_is_the_same(text in "[+0-9 ().-]{0,20}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }
    }
}
