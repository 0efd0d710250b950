//! Whether a word can be a Vietnamese syllable: the judge of which old encoding a text is in. Not a spelling check.

use unicode_normalization::UnicodeNormalization;

/// Consonants a syllable begins with; longer ones first. `qu` and `gi` take their vowel along.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];
const CODAS: [&str; 8] = ["ch", "ng", "nh", "c", "m", "n", "p", "t"];
const VOWELS: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oe oi ôi ơi oai oay oo ua uâ \
    uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ưu ươ ươi ươu yê yêu ";
/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether the word, of any case, is built as a Vietnamese syllable is.
pub(super) fn is_syllable(word: &str) -> bool {
    if is_mixed(word) {
        return false;
    }
    let apart: String = word.to_lowercase().nfd().collect();
    let tones = apart.chars().filter(|c| TONES.contains(c)).count();
    let plain: String = apart.chars().filter(|c| !TONES.contains(c)).nfc().collect();
    tones <= 1 && (rhymes(&plain) || ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(rhymes)))
}

/// Capitals after small letters: what is left when one encoding is read as another.
fn is_mixed(word: &str) -> bool {
    let small = word.chars().position(char::is_lowercase);
    small.is_some_and(|at| word.chars().skip(at).any(char::is_uppercase))
}

fn rhymes(rest: &str) -> bool {
    let is_vowel = |vowels: &str| !vowels.is_empty() && VOWELS.split(' ').any(|known| known == vowels);
    is_vowel(rest) || CODAS.iter().any(|coda| rest.strip_suffix(coda).is_some_and(is_vowel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_garbage() {
        let check = |word: &str, expected: bool| assert_eq!(is_syllable(word), expected, "{word}");
        for word in ["Nguyễn", "TRẦN", "Quý", "giữa", "Nghiệp", "ường", "Ý", "xã", "Khuyến", "thuở", "Quảng"]
        {
            check(word, true);
        }
        for word in ["NguyÔn", "V¨n", "TrÇn", "ThÞ", "Nguyeãn", "Traàn", "Thò́", "ksor", "Nguyá»…n", "§ç"]
        {
            check(word, false);
        }
    }
}
