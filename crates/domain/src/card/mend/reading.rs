//! Which readings of a mangled word are plausible: by case, by the spelling of syllables, by where numbers stand.

use unicode_normalization::UnicodeNormalization;

use super::Field;
use super::syllable::{is_syllable, is_toned};
use super::words::is_mark;

/// From so many digits on a number before a small letter is no house number.
const HOUSE_NUMBER_DIGITS_MAX: usize = 3;

/// How the word at hand is written.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) field: Field,
    /// In capitals throughout, if that is known.
    pub(super) capitals: Option<bool>,
    /// In capitals amid ordinary writing, as `KP` or `TT`.
    pub(super) abbreviation: bool,
    /// Some reading has digits.
    pub(super) has_number: bool,
}

impl Style {
    /// The readings that pass all rules; where none does, those that fit by case, or else all. A single one that passes
    /// nothing is none.
    pub(super) fn most_plausible<'a>(&self, readings: &'a [String]) -> Vec<&'a String> {
        let pass = |rule: &dyn Fn(&str) -> bool| readings.iter().filter(|it| rule(it)).collect::<Vec<_>>();
        let by_all = pass(&|it| self.allows(it));
        let by_case = || pass(&|it| !self.has_number && self.allows_case(it));
        let all = || readings.iter().filter(|_| readings.len() > 1).collect();
        let first =
            |one: Vec<&'a String>, other: &dyn Fn() -> Vec<&'a String>| if one.is_empty() { other() } else { one };
        first(first(by_all, &by_case), &all)
    }

    fn allows(&self, reading: &str) -> bool {
        // A tone stands in Vietnamese syllables alone, and no word of several letters is without a vowel.
        let spelled = |letters: &str| {
            let vowel = self.capitals != Some(false) && in_capitals(letters)
                || letters.chars().count() == 1
                || has_vowel(letters);
            vowel && (!is_toned(letters) || is_syllable(letters))
        };
        // What composes to another letter was never two.
        let composed = unicode_normalization::is_nfc(reading);
        composed && self.allows_case(reading) && letter_runs(reading).all(spelled)
    }

    fn allows_case(&self, reading: &str) -> bool {
        self.allows_numbers(reading) && letter_runs(reading).all(|letters| self.has_case(letters))
    }

    fn has_case(&self, letters: &str) -> bool {
        let large = !letters.chars().any(char::is_lowercase);
        if self.capitals == Some(true) || (self.capitals.is_none() && large) {
            return large;
        }
        let mut letters = letters.chars();
        let first = letters.next().is_none_or(|c| self.field == Field::Address || !c.is_lowercase());
        first && !letters.any(char::is_uppercase)
    }

    fn allows_numbers(&self, reading: &str) -> bool {
        let runs: Vec<&str> = runs(reading).collect();
        let digits = runs.iter().filter(|run| is_digits(run)).count();
        if digits == 0 {
            return !self.has_number || self.may_replace_a_number(reading);
        }
        runs.windows(2).all(|pair| match pair {
            [letters, digits] if is_digits(digits) => in_capitals(letters) || is_syllable(letters) || !is_word(letters),
            [digits, letters] if is_digits(digits) => {
                in_capitals(letters) || !is_word(letters) || (runs.len() == 2 && is_suffix(digits, letters))
            }
            _ => true,
        })
    }

    /// `KP7889` and `272A` are left alone, `K272T` is not; a number that stands alone is no small letter.
    fn may_replace_a_number(&self, reading: &str) -> bool {
        let alone = reading.chars().count() == 1;
        let letter = reading.chars().all(|c| c.is_uppercase() || matches!(c, 'ô' | 'đ'));
        !(self.abbreviation && self.field == Field::Address && !is_inside(reading)) && (!alone || letter)
    }
}

/// Whether capitals of ASCII stand on both sides.
fn is_inside(reading: &str) -> bool {
    let ends = [reading.chars().next(), reading.chars().next_back()];
    ends.iter().all(|end| end.is_some_and(|c| c.is_ascii_uppercase()))
}

fn is_suffix(digits: &str, letters: &str) -> bool {
    letters.chars().count() == 1 && letters.is_ascii() && digits.len() <= HOUSE_NUMBER_DIGITS_MAX
}

fn has_vowel(letters: &str) -> bool {
    letters.nfd().any(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

fn in_capitals(letters: &str) -> bool {
    letters.chars().all(char::is_uppercase)
}

fn is_word(run: &str) -> bool {
    run.chars().any(char::is_alphabetic)
}

fn is_digits(run: &str) -> bool {
    run.bytes().all(|b| b.is_ascii_digit())
}

/// Letters, digits and signs apart.
fn runs(reading: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| (c.is_alphabetic() || is_mark(c), c.is_ascii_digit());
    let mut rest = reading;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run)
    })
}

fn letter_runs(reading: &str) -> impl Iterator<Item = &str> {
    runs(reading).filter(|run| is_word(run))
}
