//! `Ph░íng`: only the low byte of a letter's number was left, shown as a sign of code page 437. Some letters end as the
//! same sign; then all of them are offered.

use super::letters::Letters;
use super::words::{Cell, certain};
use super::{Field, Typed, utf8};

/// Each sign with the letters that end as it.
pub(super) fn cells(text: &str, field: Field) -> Vec<Cell> {
    let signs: Vec<char> = text.chars().collect();
    let typed_whole = signs.iter().any(|c| !can_be_typed(*c));
    let cell = |(at, sign): (usize, &char)| {
        let before = at.checked_sub(1).and_then(|it| signs.get(it)).is_some_and(|c| c.is_alphabetic());
        let after = signs.get(at.saturating_add(1)).is_none_or(|c| is_small(*c));
        if typed_whole { certain(*sign) } else { letters(*sign, field, before && after) }
    };
    signs.iter().enumerate().map(cell).collect()
}

/// Whether such a scanner types this sign at all.
pub(super) fn can_be_typed(sign: char) -> bool {
    sign.is_ascii() || Letters::get().by_low_byte_sign(sign).is_some()
}

/// Whether a sign stands somewhere that no card has, and none of them is the trace of another fault.
pub(super) fn leaves_traces(typed: Typed<'_>) -> bool {
    let sign = |c: char| !c.is_ascii() && can_be_typed(c);
    let fields = [typed.name, typed.sex, typed.address];
    let any = typed.name.contains(['(', ')']) || fields.iter().any(|text| text.contains(sign));
    any && !fields.into_iter().any(utf8::begins_a_letter)
}

fn is_small(sign: char) -> bool {
    !sign.is_ascii_uppercase() && !sign.is_ascii_digit()
}

/// What a sign may have been. Signs of ASCII may also be themselves, but a name has no parentheses.
fn letters(sign: char, field: Field, inside: bool) -> Cell {
    let rare = match sign {
        'm' => Some('ŭ'),
        'O' => Some('ŏ'),
        'C' => Some('Ƀ'),
        '-' if inside => Some('ĭ'),
        _ => None,
    };
    let itself = (sign.is_ascii() && !(field == Field::Name && matches!(sign, '(' | ')'))).then_some(sign);
    let known = Letters::get().by_low_byte_sign(sign).unwrap_or_default();
    let all: Cell = itself.iter().chain(known).chain(rare.iter()).map(char::to_string).collect();
    if all.is_empty() { certain(sign) } else { all }
}
