//! The letters that scanners mangle, and what becomes of them: `assets/scanner_letters.csv`.
//! Never here: how a mangled text is taken back.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Letters of the highland languages that cards use besides the 134 of the table, and the breve that stands alone.
///
/// What becomes of them follows from the cause, as it does for the others. ŏ, ŭ, ĭ and Ƀ end as `O m - C` where only
/// the low byte is left.
const HIGHLAND: &str = "ŎŏŬŭĔĕĬĭČčÑñɃƀ\u{306}";
/// The bytes of which Windows-1252 has no sign: they come as U+FFFD, as control characters, or not at all.
pub(super) const SIGNLESS_BYTES: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// What the signs 0x80–0x9F of Windows-1252 are; a byte without a sign is given as a control character by some.
const CP1252_HIGH: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8A),
    ('‹', 0x8B),
    ('Œ', 0x8C),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9A),
    ('›', 0x9B),
    ('œ', 0x9C),
    ('ž', 0x9E),
    ('Ÿ', 0x9F),
];

/// What Windows types for the low bytes of highland letters, where that is not an ASCII sign of its own.
const HIGHLAND_SIGNS: [(char, char); 6] =
    [('§', 'ĕ'), ('¶', 'Ĕ'), ('♪', 'č'), ('♀', 'Č'), ('±', 'ñ'), ('♠', '\u{306}')];

static LETTERS: LazyLock<Letters> = LazyLock::new(Letters::built_in);

/// The table, arranged for looking up what a scanner typed.
pub(super) struct Letters {
    known: Vec<char>,
    by_sign: BTreeMap<char, Vec<char>>,
}

impl Letters {
    pub(super) fn get() -> &'static Self {
        &LETTERS
    }

    fn built_in() -> Self {
        let rows = include_str!("../../../../../assets/scanner_letters.csv").lines().skip(1);
        let rows: Vec<(char, char)> = rows.filter_map(letter_and_sign).collect();
        let mut by_sign: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for (letter, sign) in rows.iter().copied().chain(HIGHLAND_SIGNS.map(|(sign, letter)| (letter, sign))) {
            by_sign.entry(sign).or_default().push(letter);
        }
        by_sign.entry('╤').or_default().push('Ñ');
        Self { known: rows.into_iter().map(|(letter, _)| letter).chain(HIGHLAND.chars()).collect(), by_sign }
    }

    pub(super) fn vietnamese(&self) -> impl Iterator<Item = char> {
        self.known.iter().copied().filter(|letter| !HIGHLAND.contains(*letter))
    }

    /// Whether a code point is one of a letter that scanners leak.
    pub(super) fn by_code_point(&self, code: u32) -> Option<char> {
        self.known.iter().copied().find(|letter| u32::from(*letter) == code)
    }

    /// The letters whose low byte Windows shows as this sign.
    pub(super) fn by_low_byte_sign(&self, sign: char) -> Option<&[char]> {
        self.by_sign.get(&sign).map(Vec::as_slice)
    }

    /// The letters whose UTF-8 begins with `bytes` and goes on with one byte more, which `lost` allows.
    pub(super) fn by_bytes(&self, bytes: &[u8], lost: impl Fn(u8) -> bool) -> Vec<char> {
        let fits = |letter: &char| {
            let mut buffer = [0; 4];
            let whole = letter.encode_utf8(&mut buffer).as_bytes().split_last();
            whole.is_some_and(|(last, first)| first == bytes && lost(*last))
        };
        self.known.iter().copied().filter(fits).collect()
    }
}

/// The first column and the last.
fn letter_and_sign(row: &str) -> Option<(char, char)> {
    let mut columns = row.split(',');
    Some((columns.next()?.chars().next()?, columns.next_back()?.nfc().next()?))
}

/// The byte that Windows-1252 shows as this character, control characters taken for the byte without a sign.
pub(super) fn cp1252_byte(c: char) -> Option<u8> {
    let high = CP1252_HIGH.iter().find(|(sign, _)| *sign == c).map(|(_, byte)| *byte);
    high.or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_has_the_134_letters_and_no_other() {
        let listed = include_str!("../../../tests/data/vietnamese_letters.txt").chars().filter(|c| !c.is_whitespace());
        let listed: BTreeSet<char> = listed.collect();
        let known: BTreeSet<char> = Letters::get().known.iter().copied().filter(|c| !HIGHLAND.contains(*c)).collect();
        assert_eq!((listed.len(), known), (134, listed));
    }

    #[test]
    fn eight_pairs_of_small_letters_end_as_one_sign() {
        let small =
            |letters: &Vec<char>| letters.iter().filter(|c| c.is_lowercase() && !HIGHLAND.contains(**c)).count();
        let pairs = Letters::get().by_sign.values().filter(|letters| small(letters) == 2).count();
        assert_eq!(pairs, 8, "á/ỡ ã/ợ é/ứ í/ử ó/ỳ õ/ỵ ù/ỹ ơ/ạ");
    }

    #[test]
    fn signs_of_windows_1252_are_bytes_again() {
        let check = |c: char, byte: Option<u8>| assert_eq!(cp1252_byte(c), byte, "{c:?}");
        check('™', Some(0x99));
        check('\u{A0}', Some(0xA0));
        check('\u{90}', Some(0x90));
        check('A', Some(0x41));
        check('ễ', None);
        check('\u{FFFD}', None);
    }
}
