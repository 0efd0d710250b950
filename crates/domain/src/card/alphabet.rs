//! The letters that cards are written in. What else turns up was put there by a scanner.

use unicode_normalization::UnicodeNormalization;

/// Whether a name consists of the letters and signs that Vietnamese cards use; takes NFC.
///
/// A no-break space is no space here: it is half of a mangled `à`.
pub(super) fn is_written_in_names(name: &str) -> bool {
    let sign = |c: char| matches!(c, ' ' | '\'' | '-' | '.' | '’' | '‘' | 'ʼ' | '`');
    name.chars().all(|c| sign(c) || is_mark(c) || is_letter(c))
}

/// Whether an address consists of such letters, digits and the signs of addresses; takes NFC.
pub(super) fn is_written_in_addresses(address: &str) -> bool {
    let sign = |c: char| c.is_ascii_graphic() || matches!(c, ' ' | '’' | '‘' | 'ʼ' | '“' | '”' | '–' | '²');
    address.chars().all(|c| sign(c) || is_mark(c) || is_letter(c))
}

/// ASCII letters, and those made of one with the marks of Vietnamese and the highland languages.
fn is_letter(c: char) -> bool {
    let mut parts = std::iter::once(c).nfd();
    let base = parts.next().is_some_and(|base| base.is_ascii_alphabetic() || matches!(base, 'Đ' | 'đ' | 'Ƀ' | 'ƀ'));
    base && parts.all(is_mark)
}

/// Grave, acute, circumflex, tilde, breve, hook above, caron, horn, dot below.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}' | '\u{301}' | '\u{302}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{30C}' | '\u{31B}' | '\u{323}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_and_highland_letter_is_written_in_names() {
        for letter in include_str!("../../tests/data/vietnamese_letters.txt").chars().filter(|c| !c.is_whitespace()) {
            assert!(is_written_in_names(&letter.to_string()), "{letter}");
        }
        for name in ["Ksor H'Lan", "Rơ Châm Čŭn", "Y-Bhŏk", "Ƀlŭn ĕ ĭ ñ", "Bơ\u{306}m Ê\u{306}"] {
            assert!(is_written_in_names(name), "{name}");
        }
    }

    #[test]
    fn what_scanners_make_of_letters_is_not() {
        for mangled in ["TrÆ°Æ¡ng", "HÃ\u{A0}", "LÃª", "Ph░íng", "Sαi", "Ngh)a", "Nguy7877n", "An\u{FFFD}", "Ä‘"]
        {
            assert!(!is_written_in_names(mangled), "{mangled}");
        }
        assert!(!is_written_in_addresses("ThÃ´n Gá»“m"));
        assert!(is_written_in_addresses("Tổ 5A, TT. Năm Căn (khu 2) số 12/3–4, Cà Mau"));
    }
}
