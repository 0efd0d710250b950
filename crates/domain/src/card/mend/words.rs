//! Puts a field together again from what each sign may have been, word by word; several possible words stay several.
//! Never here: what a scanner does to a letter.

use std::collections::BTreeSet;

use super::reading::Style;
use super::syllable::is_syllable;
use super::{Field, Mended, OPTIONS_MAX};

/// More readings of one word than these are not weighed: the field cannot be read.
const READINGS_MAX: usize = 512;
/// So many capitals, and no small letter, say that a field is written in capitals.
const CAPITALS_MIN: usize = 5;

/// What one sign, or one run of digits, may have been; what the scanner's fault makes of it comes first. A cell with one
/// option is certain; one that has the same option twice is weighed.
pub(super) type Cell = Vec<String>;

/// A sign that is what it is.
pub(super) fn certain(sign: char) -> Cell {
    vec![sign.to_string()]
}

/// Puts cells together to a field, or gives up where a word could be too many things.
pub(super) fn put_together(cells: &[Cell], field: Field) -> Option<Mended> {
    let in_capitals = field_in_capitals(capitals(cells, likely_case));
    let words = cells.chunk_by(|one, next| in_word(one) && in_word(next));
    words.map(|word| options(word, field, in_capitals)).collect::<Option<_>>().map(Mended::of)
}

fn in_word(cell: &Cell) -> bool {
    cell.iter().flat_map(|text| text.chars()).any(|c| c.is_alphanumeric() || is_mark(c))
}

pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether a field is written in capitals throughout, if its letters tell; a few may be of abbreviations.
fn field_in_capitals(letters: Option<(usize, usize)>) -> Option<bool> {
    match letters? {
        (CAPITALS_MIN.., 0) => Some(true),
        (large, small) => (small >= large).then_some(false),
    }
}

/// The words that these cells may be: one where nothing was lost.
fn options(word: &[Cell], field: Field, in_capitals: Option<bool>) -> Option<Vec<String>> {
    let readings = readings(word)?;
    if word.iter().all(|cell| cell.len() == 1) {
        return Some(readings);
    }
    let own = capitals(word, certain_case).map(|(large, small)| large > 0 && small == 0);
    let style = Style {
        field,
        capitals: own.or(in_capitals),
        abbreviation: own == Some(true) && in_capitals != Some(true),
        has_number: readings.iter().any(|it| it.contains(|c: char| c.is_ascii_digit())),
    };
    let kept = founded(style.most_plausible(&readings));
    (1..=OPTIONS_MAX).contains(&kept.len()).then_some(kept)
}

/// Every reading of a word, in the order of the cells' options, none twice.
fn readings(word: &[Cell]) -> Option<Vec<String>> {
    let mut readings = vec![String::new()];
    for cell in word {
        let longer = |reading: &String| cell.iter().map(|it| format!("{reading}{it}")).collect::<Vec<_>>();
        readings = readings.iter().flat_map(longer).collect();
        if readings.len() > READINGS_MAX {
            return None;
        }
    }
    let mut seen = BTreeSet::new();
    readings.retain(|it| seen.insert(it.clone()));
    Some(readings)
}

/// Beside a Vietnamese syllable, rare letters and long numbers inside words are not offered. Numbers first, then
/// syllables, then the rest.
fn founded(readings: Vec<&String>) -> Vec<String> {
    let any_syllable = readings.iter().any(|it| is_syllable(it));
    let stays = |it: &&String| !any_syllable || is_syllable(it) || !is_far_fetched(it);
    let mut kept: Vec<String> = readings.into_iter().filter(stays).cloned().collect();
    kept.sort_by_key(|it| (!is_number(it), !is_syllable(it)));
    kept
}

fn is_number(reading: &str) -> bool {
    reading.bytes().all(|b| b.is_ascii_digit())
}

fn is_far_fetched(reading: &str) -> bool {
    let rare = reading.contains(|c| "ŎŏŬŭĔĕĬĭČčÑñɃƀ".contains(c));
    let long_number = reading.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4);
    rare || (long_number && !is_number(reading))
}

/// How many letters that do not begin a run of letters are capitals, and how many small.
fn capitals(cells: &[Cell], case: fn(&Cell) -> Option<bool>) -> Option<(usize, usize)> {
    let inner = cells.windows(2).filter_map(|pair| match pair {
        [before, cell] if is_letter(before) => case(cell),
        _ => None,
    });
    let (large, small): (Vec<bool>, Vec<bool>) = inner.partition(|upper| *upper);
    (large.len() + small.len() > 0).then_some((large.len(), small.len()))
}

fn is_letter(cell: &Cell) -> bool {
    let ends_word = cell.iter().any(|text| text.ends_with(' '));
    !ends_word && cell.iter().any(|text| text.chars().any(char::is_alphabetic))
}

/// Whether all that a cell may be is upper case, or all lower case.
fn certain_case(cell: &Cell) -> Option<bool> {
    let all = |is: fn(char) -> bool| cell.iter().all(|text| text.chars().all(is));
    match (all(char::is_uppercase), all(char::is_lowercase)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The same for a cell that may also be a number.
fn likely_case(cell: &Cell) -> Option<bool> {
    certain_case(&cell.iter().filter(|it| !is_number(it)).cloned().collect())
}
