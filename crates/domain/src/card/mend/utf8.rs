//! `TrÆ°Æ¡ng`: the bytes of UTF-8 were shown as signs of Windows-1252. Read strictly, letter by letter; some bytes have
//! no sign there and are lost on the way.

use super::letters::{Letters, SIGNLESS_BYTES, cp1252_byte};
use super::words::{Cell, certain};

/// Bytes that are lost without a trace: those without a sign, the no-break space and the soft hyphen.
const VANISHING_BYTES: [u8; 7] = [0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0, 0xAD];
/// The no-break space, which some systems type as an ordinary one.
const NO_BREAK_SPACE: [u8; 1] = [0xA0];

/// Each sign, or each letter that several signs were.
pub(super) fn cells(text: &str) -> Vec<Cell> {
    let signs: Vec<char> = text.chars().collect();
    let (mut rest, mut cells) = (signs.as_slice(), Vec::new());
    while let Some((first, after)) = rest.split_first() {
        let (cell, taken) = letter(rest).unwrap_or_else(|| (certain(*first), 1));
        cells.push(cell);
        rest = rest.get(taken..).unwrap_or(after);
    }
    cells
}

/// Whether somewhere the first two of the three bytes stand that most Vietnamese letters have; by code page 437 they
/// would be two vowels that no word has side by side.
pub(super) fn begins_a_letter(text: &str) -> bool {
    ["áº", "á»"].iter().any(|bytes| text.contains(bytes))
}

/// The letter that a text begins with in bytes, and how many signs it takes.
fn letter(signs: &[char]) -> Option<(Cell, usize)> {
    let first = cp1252_byte(*signs.first()?)?;
    let len = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => return None,
    };
    whole(signs, len).or_else(|| torn(signs, len))
}

/// All bytes are there.
fn whole(signs: &[char], len: usize) -> Option<(Cell, usize)> {
    let bytes: Vec<u8> = signs.get(..len)?.iter().map(|c| cp1252_byte(*c)).collect::<Option<_>>()?;
    let letter = std::str::from_utf8(&bytes).ok()?;
    Some((vec![letter.to_owned()], len))
}

/// The last byte is not: every letter it may have ended.
fn torn(signs: &[char], len: usize) -> Option<(Cell, usize)> {
    let there = len.checked_sub(1)?;
    let bytes: Vec<u8> = signs.get(..there)?.iter().map(|c| cp1252_byte(*c)).collect::<Option<_>>()?;
    let by = |lost: &[u8]| Letters::get().by_bytes(&bytes, |byte| lost.contains(&byte));
    let (cell, taken): (Cell, usize) = match signs.get(there..).unwrap_or_default() {
        ['\u{FFFD}', ..] => (texts(&by(&SIGNLESS_BYTES), ""), len),
        [' ', ' ', ..] => (texts(&by(&NO_BREAK_SPACE), ""), len),
        // The space may be the last byte, or one that follows a lost byte.
        [' ', ..] => ([texts(&by(&NO_BREAK_SPACE), ""), texts(&by(&VANISHING_BYTES), " ")].concat(), len),
        _ => (texts(&by(&VANISHING_BYTES), ""), there),
    };
    let weighed = if cell.len() == 1 { [cell.clone(), cell].concat() } else { cell };
    (!weighed.is_empty()).then_some((weighed, taken))
}

fn texts(letters: &[char], after: &str) -> Cell {
    letters.iter().map(|letter| format!("{letter}{after}")).collect()
}
