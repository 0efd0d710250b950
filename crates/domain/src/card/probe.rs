//! A made-up card with every Vietnamese letter, shown as a QR code and scanned once: it tells what a scanner does to letters.
//! Never here: the picture of the code.

use super::mend::{self, ScannerProfile};

/// Nobody's number, with which the probe begins.
const NUMBER: &str = "005000000000";
/// What Telex and VNI rewrite, and scanners leave alone.
const BAIT: &str = "Ksor Dda A1 A6";
/// Between the letters, and before the bait: no scanner changes them.
const BETWEEN: &str = "-";
const BEFORE_BAIT: &str = ", ";
/// Of profiles that explain as much the first is taken.
const PROFILES: [ScannerProfile; 6] = [
    ScannerProfile::Plain,
    ScannerProfile::CapsLock,
    ScannerProfile::Utf8AsCp1252,
    ScannerProfile::ByteNumbers,
    ScannerProfile::CodePointNumbers,
    ScannerProfile::LowByte,
];

/// What the probe found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// What the scanner does; `None` where it is nothing that is known here.
    pub profile: Option<ScannerProfile>,
    /// Letters that cannot be told from others by what this scanner types, capitals first.
    pub uncertain: String,
}

/// The text of the probe, laid out as a chip card.
#[must_use]
pub fn probe_text() -> String {
    let (large, small): (Vec<char>, Vec<char>) = mend::vietnamese_letters().partition(|c| c.is_uppercase());
    format!("{NUMBER}||{}|01012000|Nữ|{}{BEFORE_BAIT}{BAIT}|01012022", joined(&large), joined(&small))
}

fn joined(letters: &[char]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<_>>().join(BETWEEN)
}

/// What a scanner made of the probe; `None` where the text is no probe, or one cut short.
#[must_use]
pub fn probed(text: &str) -> Option<Probed> {
    let text = super::bare(text);
    let fields: Vec<&str> = text.split('|').collect();
    let [NUMBER, _, large, _, _, rest, _] = fields.as_slice() else { return None };
    let (small, bait) = rest.rsplit_once(BEFORE_BAIT)?;
    if !bait.eq_ignore_ascii_case(BAIT) {
        return Some(Probed { profile: Some(ScannerProfile::InputMethod), uncertain: String::new() });
    }
    let typed: Vec<&str> = large.split(BETWEEN).chain(small.split(BETWEEN)).collect();
    let (capitals, others): (Vec<char>, Vec<char>) = mend::vietnamese_letters().partition(|c| c.is_uppercase());
    let pairs: Vec<(char, &str)> = capitals.into_iter().chain(others).zip(typed).collect();
    let explained = |profile: ScannerProfile| pairs.iter().filter(|pair| explains(profile, pair)).count();
    let best = PROFILES.into_iter().rev().max_by_key(|profile| explained(*profile));
    let best = best.filter(|profile| explained(*profile) * 2 > pairs.len());
    let unclear = |pair: &&(char, &str)| best.is_none_or(|profile| mend::typed_letter(profile, pair.1) != [pair.0]);
    Some(Probed { profile: best, uncertain: pairs.iter().filter(unclear).map(|(letter, _)| *letter).collect() })
}

fn explains(profile: ScannerProfile, (letter, typed): &(char, &str)) -> bool {
    mend::typed_letter(profile, typed).contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_that_types_letters_as_they_are_is_known_by_it() {
        let plain = Probed { profile: Some(ScannerProfile::Plain), uncertain: String::new() };
        assert_eq!(probed(&probe_text()), Some(plain.clone()));
        assert_eq!(probed(&format!("\u{FEFF}{}\r\n", probe_text())), Some(plain));
    }

    #[test]
    fn an_input_method_is_seen_by_what_it_rewrites() {
        for (bait, rewritten) in [("Ksor", "Ksỏ"), ("Dda", "Đa"), ("A1", "Á"), ("A6", "Â")] {
            let found = probed(&probe_text().replace(bait, rewritten)).unwrap();
            assert_eq!(found.profile, Some(ScannerProfile::InputMethod), "{bait}");
        }
    }

    #[test]
    fn what_is_no_probe_or_cut_short_says_nothing() {
        for text in ["", "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm|22062022", "005000000000|"] {
            assert_eq!(probed(text), None, "{text}");
        }
        let strange = probe_text().replace(|c: char| !c.is_ascii(), "?");
        assert_eq!(probed(&strange).map(|it| it.profile), Some(None), "nothing that is known");
    }
}
