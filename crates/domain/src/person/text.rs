//! Free texts: addresses, notes, titles. Bounded, NFC, without control characters, otherwise as written.

use std::collections::BTreeSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::choices::keyed_choice;
use crate::citizen_number::CITIZEN_NUMBER_DIGITS;

/// Longest address, in characters.
pub const ADDRESS_CHARS_MAX: usize = 300;
/// Longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 500;
/// Longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 100;

/// Digits of the number that old identity cards had; the code of a chip card holds it too.
const OLD_NUMBER_DIGITS: usize = 9;

/// Why a free text is refused; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More characters than the field takes.
    #[error("the text is longer than {chars_max} characters")]
    TooLong {
        /// The bound, in characters.
        chars_max: usize,
    },
    /// A control character (in notes a line break is none).
    #[error("the text has a control character at position {position}")]
    Control {
        /// Position of the first, from 1.
        position: usize,
    },
}

/// An address kept whole as the card has it: never taken apart, never rewritten.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// A note about an assist, in the volunteer's words; may have line breaks.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(String);

/// What people call a commune, village, unit, place or laptop.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Title(String);

macro_rules! free_text {
    ($name:ident, $chars_max:ident, $control:expr) => {
        impl $name {
            /// Reads a text: NFC, without outer white space.
            ///
            /// # Errors
            /// Empty, too long, or with control characters.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                tidied(text, $chars_max, $control).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

free_text!(Address, ADDRESS_CHARS_MAX, char::is_control);
free_text!(Title, TITLE_CHARS_MAX, char::is_control);
free_text!(Note, NOTE_CHARS_MAX, |c: char| c.is_control() && c != '\n');

fn tidied(text: &str, chars_max: usize, refused: impl Fn(char) -> bool) -> Result<String, TextError> {
    // Bounded before normalising; a composed character takes at most a few scalar values.
    if text.len() > chars_max * 16 {
        return Err(TextError::TooLong { chars_max });
    }
    let text: String = text.trim().replace("\r\n", "\n").nfc().collect();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > chars_max {
        return Err(TextError::TooLong { chars_max });
    }
    match text.chars().position(refused) {
        Some(at) => Err(TextError::Control { position: at.saturating_add(1) }),
        None => Ok(text),
    }
}

keyed_choice! {
    /// Something in a note that does not belong there; the note is saved all the same.
    NoteWarning {
        /// Twelve digits in a row, spaces and dots between them not counted: a personal number.
        CitizenNumber = "note-warning-citizen-number";
        /// A word for a secret (mật khẩu, passcode, OTP, PIN) and digits after it.
        Secret = "note-warning-secret";
    }
}

/// What the person who writes the note should be asked to take out of it.
#[must_use]
pub fn note_warnings(note: &Note) -> BTreeSet<NoteWarning> {
    let text = note.as_str();
    let number = holds_a_citizen_number(text);
    let found = [(number, NoteWarning::CitizenNumber), (names_a_secret(text), NoteWarning::Secret)];
    found.into_iter().filter(|(there, _)| *there).map(|(_, warning)| warning).collect()
}

impl Note {
    /// The note with its ID numbers masked as `005******002`: of twelve digits and more (spaces, dots and dashes between
    /// them not counted), and of nine in a row, which old cards have. Phone numbers stay.
    #[must_use]
    pub fn masked(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        let mut masked = String::with_capacity(self.0.len());
        let mut rest = letters.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let run = digit_run(rest);
            masked.extend(if is_id_number(run) { masked_run(run) } else { run.to_vec() });
            if run.is_empty() {
                masked.push(*first);
            }
            rest = if run.is_empty() { after } else { rest.get(run.len()..).unwrap_or_default() };
        }
        masked
    }
}

/// Digits at the beginning of a text, with what may stand between them.
fn digit_run(text: &[char]) -> &[char] {
    let end = text.iter().position(|c| !(c.is_ascii_digit() || is_between_digits(*c))).unwrap_or(text.len());
    let run = text.get(..end).unwrap_or_default();
    let last = run.iter().rposition(char::is_ascii_digit).map_or(0, |last| last.saturating_add(1));
    run.get(..last).filter(|run| run.first().is_some_and(char::is_ascii_digit)).unwrap_or_default()
}

const fn is_between_digits(c: char) -> bool {
    matches!(c, ' ' | '.' | '-')
}

fn digits(run: &[char]) -> usize {
    run.iter().filter(|c| c.is_ascii_digit()).count()
}

fn is_id_number(run: &[char]) -> bool {
    digits(run) >= CITIZEN_NUMBER_DIGITS || (run.len() == OLD_NUMBER_DIGITS && digits(run) == OLD_NUMBER_DIGITS)
}

/// All but the first and the last three digits as stars.
fn masked_run(run: &[char]) -> Vec<char> {
    let hidden = 3..digits(run).saturating_sub(3);
    let mut nth = 0_usize;
    let mask = |c: &char| {
        let star = c.is_ascii_digit() && hidden.contains(&nth);
        nth = nth.saturating_add(usize::from(c.is_ascii_digit()));
        if star { '*' } else { *c }
    };
    run.iter().map(mask).collect()
}

fn holds_a_citizen_number(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).any(|at| digits(digit_run(letters.get(at..).unwrap_or_default())) >= CITIZEN_NUMBER_DIGITS)
}

fn names_a_secret(text: &str) -> bool {
    let text = text.to_lowercase();
    ["mật khẩu", "passcode", "password", "otp", "mã pin"]
        .iter()
        .filter_map(|word| text.split_once(word))
        .any(|(_, after)| after.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_whole_and_bounded() {
        let check = |text: &str, expected: Result<&str, TextError>| {
            let got = Address::parse(text);
            assert_eq!(got.as_ref().map(Address::as_str).map_err(|e| *e), expected, "{text:?}");
        };
        let address = "Tổ 5A, TT. Năm Căn,  Năm Căn, Cà Mau";
        check(&format!(" {address}\r\n"), Ok(address));
        check("La\u{300}ng O", Ok("Làng O"));
        check("  ", Err(TextError::Empty));
        check("a\nb", Err(TextError::Control { position: 2 }));
        check(&"ă".repeat(300), Ok(&"ă".repeat(300)));
        check(&"ă".repeat(301), Err(TextError::TooLong { chars_max: 300 }));
        check(&"a".repeat(1 << 20), Err(TextError::TooLong { chars_max: 300 }));
        assert_eq!(Note::parse("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Title::parse(&"a".repeat(101)), Err(TextError::TooLong { chars_max: 100 }));
        assert!(!format!("{:?}", Address::parse(address).unwrap()).contains("Căn"));
    }

    #[test]
    fn a_masked_note_keeps_no_number_of_a_card_and_every_other_word() {
        let check = |text: &str, masked: &str| assert_eq!(Note::parse(text).unwrap().masked(), masked, "{text}");
        check("Số 005185000002 đã đổi", "Số 005******002 đã đổi");
        check("005185000002|380000001|Trần Thị Hạnh|09111985", "005******002|380***001|Trần Thị Hạnh|09111985");
        check("số 005 185.000-002.", "số 005 ***.***-002.");
        check("gọi 0505 000 001 - tối 20/11, 2 máy", "gọi 0505 000 001 - tối 20/11, 2 máy");
        check("- quét\n005185000002", "- quét\n005******002");
    }

    #[test]
    fn a_note_with_a_number_or_a_secret_warns() {
        let check = |text: &str, expected: &[NoteWarning]| {
            let got = note_warnings(&Note::parse(text).unwrap());
            assert_eq!(got, expected.iter().copied().collect(), "{text}");
        };
        check("Máy hết pin, tối mai quay lại", &[]);
        check("Số 005185000002 đã đổi", &[NoteWarning::CitizenNumber]);
        check("số 005 185 000 002", &[NoteWarning::CitizenNumber]);
        check("gọi 0505 000 001", &[]);
        check("Mật khẩu: Abc12345", &[NoteWarning::Secret]);
        check("quên mật khẩu", &[]);
        check("OTP 482913 hết hạn", &[NoteWarning::Secret]);
    }
}
