//! Which words are Vietnamese syllables by their spelling. Highland and foreign names are none.
//! Used to weigh what a mangled word may have been, never to refuse what a card says.

use unicode_normalization::UnicodeNormalization;

/// Initial consonants; `gi` and `qu` have their vowel with them.
const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels with what may follow them, without tones.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong \
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi \
    uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp \
    ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt yu ";

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether a word has a tone mark; the languages of the highlands are written without. The sign of `ñ` is none.
pub(super) fn is_toned(word: &str) -> bool {
    let letters = word.chars().filter(|c| !matches!(c, 'Ñ' | 'ñ'));
    letters.nfd().any(|c| TONES.contains(&c))
}

/// Whether a word is spelled as Vietnamese syllables are, in any case.
pub(super) fn is_syllable(word: &str) -> bool {
    let apart: String = word.to_lowercase().nfd().collect();
    let tones: Vec<char> = apart.chars().filter(|c| TONES.contains(c)).collect();
    let bare: String = apart.chars().filter(|c| !TONES.contains(c)).nfc().collect();
    let fits = |onset: &&str| bare.strip_prefix(*onset).is_some_and(|rime| goes_with(onset, rime, &tones));
    tones.len() <= 1 && ONSETS.iter().any(fits)
}

fn goes_with(onset: &str, rime: &str, tones: &[char]) -> bool {
    let listed = !rime.is_empty() && RIMES.split_ascii_whitespace().any(|known| known == rime);
    listed && is_spelled_before(onset, rime) && carries(rime, tones)
}

/// `k gh ngh` stand before `i e ê y`, `c g ng` before the others.
fn is_spelled_before(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['i', 'e', 'ê', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rime.starts_with('i'),
        _ => true,
    }
}

/// What ends in a stop is spoken with two tones only.
fn carries(rime: &str, tones: &[char]) -> bool {
    let stop = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    !stop || tones.iter().all(|tone| matches!(tone, '\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_syllables_in_any_case() {
        for word in "Nguyễn Trần Thị Hạnh PHƯƠNG Sài Nghĩa Đặng Vũ Quỳnh Giang Gì Gìn Ý Yến Uyên Huệ Khuya Quách Thúy \
            Thuý Hoà Hòa Xoong Quốc Nghiêm Lương Ất Oanh Khoẻ Cường Kiều Trường Tổ ấp"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn highland_names_and_misspelt_words_are_none() {
        for word in ["Ksor", "Phưạng", "Sỡng", "Kpă", "Blĕ", "Mũnh", "Kố", "Ngiễn", "Ksỏ", "Cì", "Lềấ", "Thòt", "L", ""]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
