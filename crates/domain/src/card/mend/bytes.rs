//! `Tr0198017601980161ng`: each byte of a letter's UTF-8 was typed as a number, Alt and 0 and three digits.

use super::Field;
use super::letters::Letters;
use super::words::{Cell, certain};

const GROUP_DIGITS: usize = 4;
/// Bytes that some systems swallow; they have no letter in Latin-1.
const SWALLOWED: std::ops::RangeInclusive<u8> = 0x80..=0x9F;

/// Each sign, or each letter that groups of digits were.
pub(super) fn cells(text: &str, field: Field) -> Vec<Cell> {
    let (mut rest, mut cells) = (text, Vec::new());
    while let Some(first) = rest.chars().next() {
        let (cell, taken) = letter(rest, field).unwrap_or_else(|| (certain(first), first.len_utf8()));
        cells.push(cell);
        rest = rest.get(taken..).unwrap_or_default();
    }
    cells
}

/// Whether a text has two groups of a letter and more next to letters.
pub(super) fn leaks(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .any(|word| word.char_indices().any(|(at, _)| word.get(at..).is_some_and(begins_letter)))
}

fn begins_letter(text: &str) -> bool {
    let bytes: Vec<u8> = groups(text).take(2).collect();
    matches!(bytes.as_slice(), [0xE1, 0xBA | 0xBB]) || whole(text).is_some()
}

fn letter(text: &str, field: Field) -> Option<(Cell, usize)> {
    whole(text).map(|(letter, taken)| (vec![letter.to_string()], taken)).or_else(|| torn(text, field))
}

/// A letter whose groups are all there, and how many bytes of text they take.
fn whole(text: &str) -> Option<(char, usize)> {
    let bytes: Vec<u8> = groups(text).collect();
    let len = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => return None,
    };
    let letter = std::str::from_utf8(bytes.get(..len)?).ok()?.chars().next()?;
    Some((letter, len * GROUP_DIGITS))
}

/// A letter whose last group was swallowed: every letter it may have been. A number in an address may be a number.
fn torn(text: &str, field: Field) -> Option<(Cell, usize)> {
    let bytes: Vec<u8> = groups(text).take(2).collect();
    let there = match bytes.as_slice() {
        [0xE1, 0xBA | 0xBB, ..] => 2,
        [0xC3..=0xC6 | 0xC9 | 0xCC, ..] => 1,
        _ => return None,
    };
    let letters = Letters::get().by_bytes(bytes.get(..there)?, |byte| SWALLOWED.contains(&byte));
    let taken = there * GROUP_DIGITS;
    let number = text.get(..taken).filter(|_| field == Field::Address).map(str::to_owned);
    let cell: Cell = letters.iter().map(char::to_string).chain(number).collect();
    (!letters.is_empty()).then_some((cell, taken))
}

/// The bytes that groups of four digits at the beginning of a text stand for, at most three.
fn groups(text: &str) -> impl Iterator<Item = u8> {
    let mut rest = text;
    let group = std::iter::from_fn(move || {
        let (group, after) = rest.split_at_checked(GROUP_DIGITS)?;
        rest = after;
        let digits = group.strip_prefix('0').filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<u8>().ok().filter(|byte| *byte >= 0x80)
    });
    group.take(3)
}
