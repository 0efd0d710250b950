//! `Nguy7877n`: each letter was typed as the number of its code point. Only the numbers of letters that cards use are
//! taken for letters, and in an address a number may always be a number.

use super::Field;
use super::letters::Letters;
use super::syllable::is_syllable;
use super::words::{Cell, certain};

/// Each sign, or each letter that digits may have been.
pub(super) fn cells(text: &str, field: Field) -> Vec<Cell> {
    let (mut rest, mut cells) = (text, Vec::new());
    let mut in_number = false;
    while let Some(first) = rest.chars().next() {
        let number = number(rest, field).filter(|_| !in_number);
        // What goes on after digits that are no letter is a number.
        in_number = number.is_none() && first.is_ascii_digit();
        let (cell, taken) = number.unwrap_or_else(|| (certain(first), first.len_utf8()));
        cells.push(cell);
        rest = rest.get(taken..).unwrap_or_default();
    }
    cells
}

/// Whether a number stands inside a word, before small letters, where a letter makes it a syllable: `L224ng`.
pub(super) fn leaks(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())).any(|word| {
        let numbered = word.contains(|c: char| c.is_ascii_digit());
        numbered && word.ends_with(|c: char| c.is_ascii_lowercase()) && is_syllable(&in_letters(word))
    })
}

fn in_letters(word: &str) -> String {
    cells(word, Field::Name).iter().filter_map(|cell| cell.first()).map(String::as_str).collect()
}

fn number(text: &str, field: Field) -> Option<(Cell, usize)> {
    let (letter, digits) = letter(text)?;
    let number = (field == Field::Address).then(|| digits.to_owned());
    Some((std::iter::once(letter.to_string()).chain(number).collect(), digits.len()))
}

/// The letter whose number a text begins with. The numbers of no two letters begin alike, so there is only one.
fn letter(text: &str) -> Option<(char, &str)> {
    [4, 3].iter().find_map(|len| {
        let digits = text.get(..*len).filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?;
        let letter = Letters::get().by_code_point(digits.parse().ok()?).filter(|_| !digits.starts_with('0'))?;
        Some((letter, digits))
    })
}
