//! What scanners do to a card's text, made from the table itself and from the causes: no code of the mender is used.

use std::collections::BTreeMap;

/// How a card's text is mangled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mangling {
    /// Not at all.
    None,
    /// UTF-8 shown as Windows-1252, bytes without a sign as control characters.
    Utf8,
    /// The same, those bytes shown as U+FFFD.
    Utf8Replaced,
    /// The same, those bytes, no-break spaces and soft hyphens lost.
    Utf8Lost,
    /// The same, no-break spaces typed as spaces.
    Utf8Spaced,
    /// Each byte as a number of four digits.
    Bytes,
    /// The same, bytes 80–9F lost.
    BytesLost,
    /// Each letter as the number of its code point.
    CodePoints,
    /// Only the low byte, in code page 437.
    LowByte,
    /// Case swapped.
    Caps,
    /// Case swapped, but for letters with marks.
    CapsAscii,
    /// The computer's input method is at Telex.
    Telex,
    /// It is at VNI.
    Vni,
}

pub const ALL: [Mangling; 13] = [
    Mangling::None,
    Mangling::Utf8,
    Mangling::Utf8Replaced,
    Mangling::Utf8Lost,
    Mangling::Utf8Spaced,
    Mangling::Bytes,
    Mangling::BytesLost,
    Mangling::CodePoints,
    Mangling::LowByte,
    Mangling::Caps,
    Mangling::CapsAscii,
    Mangling::Telex,
    Mangling::Vni,
];

/// The row of each letter: code point, bytes, sign.
fn table() -> BTreeMap<char, [String; 3]> {
    let rows = include_str!("../../../../assets/scanner_letters.csv").lines().skip(1);
    rows.map(|row| {
        let columns: Vec<&str> = row.split(',').collect();
        let letter = columns[0].chars().next().unwrap();
        (letter, [columns[2].to_owned(), columns[3].to_owned(), columns[6].to_owned()])
    })
    .collect()
}

/// A card's text as such a scanner types it.
pub fn mangled(text: &str, how: Mangling) -> String {
    let table = table();
    let each = |letter: fn(char, &[String; 3]) -> String, other: fn(char) -> String| -> String {
        text.chars()
            .map(|c| match table.get(&c) {
                Some(row) => letter(c, row),
                None if c.is_ascii() => c.to_string(),
                None => other(c),
            })
            .collect()
    };
    match how {
        Mangling::None => text.to_owned(),
        Mangling::Utf8 => in_signs(text, |byte| Some(char::from(byte)), true),
        Mangling::Utf8Replaced => in_signs(text, |_| Some('\u{FFFD}'), true),
        Mangling::Utf8Lost => in_signs(text, |_| None, false),
        Mangling::Utf8Spaced => in_signs(text, |byte| Some(char::from(byte)), true).replace('\u{A0}', " "),
        Mangling::Bytes => each(|_, row| row[1].clone(), |c| in_numbers(c, |_| true)),
        Mangling::BytesLost => each(
            |c, _| in_numbers(c, |b| !(0x80..0xA0).contains(&b)),
            |c| in_numbers(c, |b| !(0x80..0xA0).contains(&b)),
        ),
        Mangling::CodePoints => each(|_, row| row[0].clone(), |c| u32::from(c).to_string()),
        Mangling::LowByte => each(|_, row| row[2].clone(), |c| low_byte(c).to_string()),
        Mangling::Caps => text.chars().map(swapped).collect(),
        Mangling::CapsAscii => text.chars().map(|c| if c.is_ascii() { swapped(c) } else { c.to_string() }).collect(),
        Mangling::Telex => retyped(text, telex),
        Mangling::Vni => retyped(text, vni),
    }
}

/// Windows-1252 after the standard; `signless` says what comes for the five bytes that have no sign.
fn in_signs(text: &str, signless: fn(u8) -> Option<char>, invisible: bool) -> String {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let sign = |byte: u8| match byte {
        0x81 | 0x8D | 0x8F | 0x90 | 0x9D => signless(byte),
        0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)),
        0xA0 | 0xAD => invisible.then(|| char::from(byte)),
        _ => Some(char::from(byte)),
    };
    text.bytes().filter_map(sign).collect()
}

fn in_numbers(c: char, arrives: fn(u8) -> bool) -> String {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).bytes().filter(|byte| arrives(*byte)).map(|byte| format!("0{byte}")).collect()
}

/// Code page 437, as far as letters outside the table need it.
fn low_byte(c: char) -> char {
    match u32::from(c) & 0xFF {
        0x06 => '♠',
        0x0C => '♀',
        0x0D => '♪',
        0x14 => '¶',
        0x15 => '§',
        0x80 => 'Ç',
        0xD1 => '╤',
        0xF1 => '±',
        low @ 0x20..=0x7E => char::from_u32(low).unwrap(),
        other => panic!("{c} ends as {other:02X}"),
    }
}

fn swapped(c: char) -> String {
    if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
}

/// Runs a rule over each word: it gets the word so far and the next key, and says what the word becomes.
fn retyped(text: &str, rule: fn(&str, char) -> Option<String>) -> String {
    let (mut done, mut word) = (String::new(), String::new());
    for key in text.chars() {
        if !key.is_alphanumeric() {
            done.push_str(&std::mem::take(&mut word));
            done.push(key);
        } else if let Some(rewritten) = rule(&word, key) {
            word = rewritten;
        } else {
            word.push(key);
        }
    }
    done + &word
}

fn telex(word: &str, key: char) -> Option<String> {
    let mark = match key.to_ascii_lowercase() {
        's' => '\u{301}',
        'f' => '\u{300}',
        'r' => '\u{309}',
        'x' => '\u{303}',
        'j' => '\u{323}',
        'a' | 'e' | 'o' if word.to_lowercase().ends_with(key.to_ascii_lowercase()) => '\u{302}',
        _ => return None,
    };
    on_last_vowel(word, mark)
}

fn vni(word: &str, key: char) -> Option<String> {
    let mark = match key {
        '1' => '\u{301}',
        '2' => '\u{300}',
        '3' => '\u{309}',
        '4' => '\u{303}',
        '5' => '\u{323}',
        '6' => '\u{302}',
        _ => return None,
    };
    on_last_vowel(word, mark)
}

/// Only plain vowels take the mark: what arrived with marks came past the input method.
fn on_last_vowel(word: &str, mark: char) -> Option<String> {
    let at = word.rfind(|c: char| "aeiouyAEIOUY".contains(c))?;
    let vowel = word[at..].chars().next()?;
    let marked: String = unicode_normalization::UnicodeNormalization::nfc([vowel, mark].into_iter()).collect();
    Some(format!("{}{marked}{}", &word[..at], &word[at + vowel.len_utf8()..]))
}
