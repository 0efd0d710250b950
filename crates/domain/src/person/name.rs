//! A person's name as the card or the keyboard gives it, cleaned but not judged.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Longest name, in characters after normalisation.
pub const NAME_CHARS_MAX: usize = 100;

/// A person's full name: NFC, single spaces, 1 to 100 characters, Latin letters with any marks
/// (also `ŏ ŭ ĕ ĭ č ñ ƀ` and marks that have no composed form), apostrophe, hyphen, dot.
///
/// Typographic apostrophes become `'`, so that `H’Lan` and `H'Lan` are equal. Letter case is kept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why a text is not a name; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// No letter at all.
    #[error("the name has no letters")]
    Empty,
    /// More than [`NAME_CHARS_MAX`] characters.
    #[error("the name is longer than {NAME_CHARS_MAX} characters")]
    TooLong,
    /// A digit, as some scanners type instead of a letter.
    #[error("the name has a digit at position {position}")]
    Digit {
        /// Position of the first digit, from 1.
        position: usize,
    },
    /// A character that stands in no name.
    #[error("the name has a character at position {position} that stands in no name")]
    Character {
        /// Position of the first such character, from 1.
        position: usize,
    },
}

impl PersonName {
    /// Reads a name.
    ///
    /// # Errors
    /// No letter, too long, a digit, or a character that stands in no name.
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        // Bounded before normalising: a letter has at most a few marks.
        if text.len() > NAME_CHARS_MAX * 16 {
            return Err(PersonNameError::TooLong);
        }
        let text = tidied(text);
        match text.chars().enumerate().find(|(_, c)| !stands_in_names(*c)) {
            Some((at, c)) if c.is_numeric() => Err(PersonNameError::Digit { position: at + 1 }),
            Some((at, _)) => Err(PersonNameError::Character { position: at + 1 }),
            None if text.chars().count() > NAME_CHARS_MAX => Err(PersonNameError::TooLong),
            None if !text.chars().any(is_latin_letter) => Err(PersonNameError::Empty),
            None => Ok(Self(text)),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without any lower-case letter, offered in Title Case: `TRẦN THỊ HẠNH`, `H'LAN`.
    ///
    /// `None` when the name has lower-case letters: then nobody knows better than the card.
    #[must_use]
    pub fn title_case(&self) -> Option<Self> {
        if self.0.chars().any(char::is_lowercase) {
            return None;
        }
        let mut after_letter = false;
        let mut restored = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            match after_letter {
                true => restored.extend(c.to_lowercase()),
                false => restored.push(c),
            }
            after_letter = is_latin_letter(c) || is_mark(c);
        }
        (restored != self.0).then_some(Self(restored))
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// NFC, one kind of apostrophe, single inner spaces, none outside.
fn tidied(text: &str) -> String {
    let composed: String = text.nfc().map(one_apostrophe).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_apostrophe(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02B9}' | '`' | '\u{00B4}' => '\'',
        _ => c,
    }
}

fn stands_in_names(c: char) -> bool {
    is_latin_letter(c) || is_mark(c) || matches!(c, ' ' | '\'' | '-' | '.')
}

/// Latin letters up to Extended-B and Extended Additional, without the signs that stand among them.
fn is_latin_letter(c: char) -> bool {
    let latin = matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    latin && !matches!(c, '×' | '÷')
}

/// Combining marks: some highland letters (`ơ̆`, `ê̆`) have no composed form.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_tidied_and_kept() {
        let check = |text: &str, expected: Result<&str, PersonNameError>| {
            let got = PersonName::parse(text);
            assert_eq!(got.as_ref().map(PersonName::as_str).map_err(|e| *e), expected, "{text:?}");
        };
        check("  Trần   Thị\tHạnh ", Ok("Trần Thị Hạnh"));
        check("Tra\u{302}\u{300}n", Ok("Trần"));
        check("H’Lan Niê", Ok("H'Lan Niê"));
        check("Y-Bhok Ksor", Ok("Y-Bhok Ksor"));
        check("Rơ Châm Čŭn Ñŏ", Ok("Rơ Châm Čŭn Ñŏ"));
        check("Siu Bơ\u{306}", Ok("Siu Bơ\u{306}"));
        check("trần thị hạnh", Ok("trần thị hạnh"));
        check("", Err(PersonNameError::Empty));
        check("' - .", Err(PersonNameError::Empty));
        check("Nguy7877n", Err(PersonNameError::Digit { position: 5 }));
        check("TrÆ°Æ¡ng", Err(PersonNameError::Character { position: 4 }));
        check("Ph░íng", Err(PersonNameError::Character { position: 3 }));
        check("Sαi", Err(PersonNameError::Character { position: 2 }));
        check("An\u{0}", Err(PersonNameError::Character { position: 3 }));
        check("An|Ba", Err(PersonNameError::Character { position: 3 }));
        check(&"a".repeat(100), Ok(&"a".repeat(100)));
        check(&"a".repeat(101), Err(PersonNameError::TooLong));
        check(&"a".repeat(1 << 20), Err(PersonNameError::TooLong));
    }

    #[test]
    fn capitals_are_offered_in_title_case() {
        let check = |text: &str, expected: Option<&str>| {
            let got = PersonName::parse(text).unwrap().title_case();
            assert_eq!(got.as_ref().map(PersonName::as_str), expected, "{text}");
        };
        check("TRẦN THỊ HẠNH", Some("Trần Thị Hạnh"));
        check("KSOR H'LAN", Some("Ksor H'Lan"));
        check("Y-BHOK", Some("Y-Bhok"));
        check("ĐỖ ĐÌNH Ý", Some("Đỗ Đình Ý"));
        check("Trần Thị Hạnh", None);
        check("trần thị hạnh", None);
        check("Y", None);
    }

    #[test]
    fn a_name_is_not_printed_by_accident() {
        let name = PersonName::parse("Trần Thị Hạnh").unwrap();
        assert!(!format!("{name:?}").contains("Hạnh"));
    }

    proptest! {
        #[test]
        fn a_name_read_again_is_the_same(text in "\\PC{0,40}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(&PersonName::parse(name.as_str()).unwrap(), &name);
            }
        }
    }
}
