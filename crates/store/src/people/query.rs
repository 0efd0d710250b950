//! What was typed, in the index's own language. Pure.

use domain::fold::fold;

use super::SEARCH_CHARS_MAX;
use crate::index::GIVEN;

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

    /// Everybody with these beginnings of words or tails of digits.
    pub(super) fn anywhere(&self) -> String {
        expression(self.words.iter().map(String::as_str))
    }

    /// Of those, people whose given name begins with the last word; none where it is a number.
    pub(super) fn given(&self) -> Option<String> {
        let (last, before) = self.words.split_last()?;
        if is_number(last) {
            return None;
        }
        let last = format!("{GIVEN}{last}");
        Some(expression(before.iter().map(String::as_str).chain([last.as_str()])))
    }
}

/// A word as it stands on the index: digits from behind.
fn on_index(word: &str) -> String {
    if is_number(word) { word.chars().rev().collect() } else { word.to_owned() }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn expression<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(|word| format!("\"{word}\" *")).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_beginnings_and_tails() {
        let check = |text: &str, anywhere: &str, given: Option<&str>| {
            let query = Query::parse(text).unwrap();
            assert_eq!((query.anywhere().as_str(), query.given().as_deref()), (anywhere, given), "{text:?}");
        };
        check("Trần Hạ", "\"tran\" * AND \"ha\" *", Some("\"tran\" * AND \"·ha\" *"));
        check("đ", "\"d\" *", Some("\"·d\" *"));
        check("417", "\"714\" *", None);
        check("h'lan 02", "\"hlan\" * AND \"20\" *", None);
        check("\" OR a*", "\"or\" * AND \"a\" *", Some("\"or\" * AND \"·a\" *"));
    }

    #[test]
    fn what_has_no_letter_or_is_too_long_finds_nobody() {
        for text in ["", "  ", "'\"(*", "·", &"a".repeat(121)] {
            assert_eq!(Query::parse(text), None, "{text:?}");
        }
    }
}
