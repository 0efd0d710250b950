//! What was typed, in the index's own language. Pure.

use domain::fold::fold;
use domain::person::PersonName;

use super::SEARCH_CHARS_MAX;
use crate::index::{GIVEN, INITIALS, Letter};

/// Shorter beginnings match too many given names for them to mean anything.
const GIVEN_CHARS_MIN: usize = 2;
/// Fewer or more letters than names have words are no initials.
const INITIALS_CHARS: std::ops::RangeInclusive<usize> = 2..=6;

/// What was typed, as the index understands it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads a text; none where it has neither letters nor digits, or is too long to be a name.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.chars().nth(SEARCH_CHARS_MAX).is_some() {
            return None;
        }
        let folded = fold(text);
        let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(on_index).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Everybody with these beginnings of words or tails of digits; with a letter, of that village or unit only.
    pub(super) fn anywhere(&self, letter: Option<Letter>) -> String {
        expression(letter, self.words.iter().map(|word| (None, word.as_str())))
    }

    /// Of those, people whose given name begins with the last word; none where that is a number or too short.
    pub(super) fn given(&self, letter: Option<Letter>) -> Option<String> {
        let last = self.given_word()?;
        let before = self.words.iter().take(self.words.len().saturating_sub(1));
        Some(expression(letter, before.map(|word| (None, word.as_str())).chain([(Some(GIVEN), last)])))
    }

    /// People whose words begin with these letters, `nvt` for Nguyễn Văn Thắng; none where it cannot be meant so.
    pub(super) fn initials(&self, letter: Option<Letter>) -> Option<String> {
        let [word] = self.words.as_slice() else { return None };
        let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let meant = letters && INITIALS_CHARS.contains(&word.len());
        meant.then(|| expression(letter, [(Some(INITIALS), word.as_str())].into_iter()))
    }

    /// Whether the last word is the beginning of this person's given name.
    pub(super) fn is_given(&self, name: &PersonName) -> bool {
        let Some(word) = self.given_word() else { return false };
        fold(name.as_str()).rsplit(' ').next().is_some_and(|given| given.starts_with(word))
    }

    fn given_word(&self) -> Option<&str> {
        let last = self.words.last().map(String::as_str);
        last.filter(|word| !is_number(word) && word.chars().count() >= GIVEN_CHARS_MIN)
    }
}

/// A word as it stands on the index: digits from behind.
fn on_index(word: &str) -> String {
    if is_number(word) { word.chars().rev().collect() } else { word.to_owned() }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Beginnings of words that must all be there; a folded word has no quotes.
fn expression<'w>(letter: Option<Letter>, words: impl Iterator<Item = (Option<char>, &'w str)>) -> String {
    let mut expression = String::new();
    for (mark, word) in words {
        if !expression.is_empty() {
            expression.push_str(" AND ");
        }
        expression.push('"');
        expression.extend(letter.map(Letter::get));
        expression.extend(mark);
        expression.push_str(word);
        expression.push_str("\" *");
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_beginnings_and_tails() {
        let check = |text: &str, anywhere: &str, given: Option<&str>| {
            let query = Query::parse(text).unwrap();
            assert_eq!((query.anywhere(None).as_str(), query.given(None).as_deref()), (anywhere, given), "{text:?}");
        };
        check("Trần Hạ", "\"tran\" * AND \"ha\" *", Some("\"tran\" * AND \"·ha\" *"));
        check("đ", "\"d\" *", None);
        check("417", "\"714\" *", None);
        check("h'lan 02", "\"hlan\" * AND \"20\" *", None);
        check("\" OR an*", "\"or\" * AND \"an\" *", Some("\"or\" * AND \"·an\" *"));
    }

    #[test]
    fn two_to_six_letters_may_be_initials() {
        let initials = |text: &str| Query::parse(text).unwrap().initials(None);
        assert_eq!(initials("NVT").as_deref(), Some("\"°nvt\" *"));
        for text in ["n", "nguyenv", "nv t", "417"] {
            assert_eq!(initials(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_given_name_is_the_last_word() {
        let query = Query::parse("thị hạ").unwrap();
        assert!(query.is_given(&PersonName::parse("Trần Thị Hạnh").unwrap()));
        assert!(!query.is_given(&PersonName::parse("Hà Thị Lan").unwrap()));
    }

    #[test]
    fn what_has_no_letter_or_is_too_long_finds_nobody() {
        for text in ["", "  ", "'\"(*", "·", &"a".repeat(121)] {
            assert_eq!(Query::parse(text), None, "{text:?}");
        }
    }
}
