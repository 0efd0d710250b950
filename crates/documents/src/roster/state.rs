//! Where an account stands, told by the words of a list. What is not said plainly is not guessed.

use domain::fold::fold;
use domain::service::AccountState;

/// Words of a cell, with those of a level's column; `heading` helps where they do not say level or state.
pub(super) fn read(state: &str, level: &str, heading: &str) -> Option<AccountState> {
    if let Some(known) = AccountState::from_key(state.trim()) {
        return Some(known);
    }
    let words = Words::of(&fold(state));
    match (words.level.or_else(|| level_of(&fold(level))), words.said) {
        (_, Some(said @ (Said::NoCard | Said::NotInstalled | Said::Unknown))) => judged(0, said),
        (Some(level), Some(said)) => judged(level, said),
        (level, said) => {
            let above = Words::of(heading);
            let said = said.or(above.said).or_else(|| (level == Some(0)).then_some(Said::Active))?;
            judged(level.or(above.level)?, said)
        }
    }
}

/// What is said of an account besides its level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Said {
    NoCard,
    NotInstalled,
    Unknown,
    Waiting,
    NotActivated,
    Received,
    Approved,
    Active,
}

struct Words {
    level: Option<u8>,
    said: Option<Said>,
}

/// Sentences that say where an account stands; the first that is found counts, so the longer stand before the shorter.
const SENTENCES: &[(&str, Said)] = &[
    ("chua co the", Said::NoCard),
    ("chua co cccd", Said::NoCard),
    ("chua co can cuoc", Said::NoCard),
    ("khong co the", Said::NoCard),
    ("chua lam can cuoc", Said::NoCard),
    ("chua lam cccd", Said::NoCard),
    ("no chip card", Said::NoCard),
    ("chua cai", Said::NotInstalled),
    ("chua dang ky", Said::NotInstalled),
    ("chua co tai khoan", Said::NotInstalled),
    ("not installed", Said::NotInstalled),
    ("chua ro", Said::Unknown),
    ("khong ro", Said::Unknown),
    ("unknown", Said::Unknown),
    ("chua kich hoat", Said::NotActivated),
    ("chua duoc kich hoat", Said::NotActivated),
    ("cho kich hoat", Said::NotActivated),
    ("not activated", Said::NotActivated),
    ("chua duyet", Said::Received),
    ("cho duyet", Said::Received),
    ("cho phe duyet", Said::Received),
    ("dang cho", Said::Waiting),
    ("waiting", Said::Waiting),
    ("da kich hoat", Said::Active),
    ("da duoc kich hoat", Said::Active),
    ("dang su dung", Said::Active),
    ("dang hoat dong", Said::Active),
    ("kich hoat", Said::Active),
    ("activated", Said::Active),
    ("active", Said::Active),
    ("da duyet", Said::Approved),
    ("da phe duyet", Said::Approved),
    ("duoc duyet", Said::Approved),
    ("da cap", Said::Approved),
    ("approved", Said::Approved),
    ("thu nhan", Said::Received),
    ("da nop", Said::Received),
    ("received", Said::Received),
];

impl Words {
    fn of(folded: &str) -> Self {
        let padded = format!(" {folded} ");
        let said = SENTENCES.iter().find(|(words, _)| has_words(&padded, words));
        Self { level: level_in(&padded), said: said.map(|(_, said)| *said) }
    }
}

/// Whether whole words stand in a text that has a space at both ends.
fn has_words(padded: &str, words: &str) -> bool {
    let is_space = |byte: Option<&u8>| byte == Some(&b' ');
    let bytes = padded.as_bytes();
    let stands =
        |at: usize| is_space(at.checked_sub(1).and_then(|at| bytes.get(at))) && is_space(bytes.get(at + words.len()));
    padded.match_indices(words).any(|(at, _)| stands(at))
}

/// A level named in a sentence.
fn level_in(padded: &str) -> Option<u8> {
    let named = |level: &u8| {
        ["muc", "muc do", "cap do", "cap", "level", "m"].iter().any(|word| {
            padded.contains(&format!(" {word} {level} ")) || (*word == "m" && padded.contains(&format!(" m{level} ")))
        })
    };
    // Of two that are named neither is meant.
    let mut levels = (0..=2_u8).filter(named);
    levels.next().filter(|_| levels.next().is_none())
}

/// A level in a column of its own.
fn level_of(folded: &str) -> Option<u8> {
    match folded {
        "0" => Some(0),
        "1" => Some(1),
        "2" => Some(2),
        _ => level_in(&format!(" {folded} ")),
    }
}

fn judged(level: u8, said: Said) -> Option<AccountState> {
    match (said, level) {
        (Said::NoCard, _) => Some(AccountState::NoChipCard),
        (Said::NotInstalled, _) => Some(AccountState::NotInstalled),
        (Said::Unknown, _) => Some(AccountState::Unknown),
        (_, 0) => Some(AccountState::Level0),
        (Said::Waiting | Said::NotActivated | Said::Received, 1) => Some(AccountState::Level1Waiting),
        (Said::Active | Said::Approved, 1) => Some(AccountState::Level1Active),
        (Said::Waiting | Said::Received, 2) => Some(AccountState::Level2Received),
        (Said::NotActivated | Said::Approved, 2) => Some(AccountState::Level2Approved),
        (Said::Active, 2) => Some(AccountState::Level2Active),
        (Said::Waiting | Said::NotActivated | Said::Received | Said::Approved | Said::Active, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_from_the_words_of_lists() {
        let check = |state: &str, level: &str, heading: &str, expected: Option<AccountState>| {
            assert_eq!(read(state, level, heading), expected, "{state} | {level} | {heading}");
        };
        check("Mức 2, đã kích hoạt", "", "", Some(AccountState::Level2Active));
        check("Đã kích hoạt mức độ 2", "", "", Some(AccountState::Level2Active));
        check("Chưa kích hoạt", "2", "", Some(AccountState::Level2Approved));
        check("CHUA KICH HOAT", "Mức 2", "", Some(AccountState::Level2Approved));
        check("Đã thu nhận mức 2, chờ duyệt", "", "", Some(AccountState::Level2Received));
        check("Thu nhận", "2", "", Some(AccountState::Level2Received));
        check("Mức 1", "", "danh sach da kich hoat", Some(AccountState::Level1Active));
        check("Mức 1 đang chờ duyệt", "", "", Some(AccountState::Level1Waiting));
        check("Chưa cài đặt", "", "", Some(AccountState::NotInstalled));
        check("Chưa có thẻ căn cước", "", "", Some(AccountState::NoChipCard));
        check("Chưa rõ", "", "", Some(AccountState::Unknown));
        check("Mức 0", "", "", Some(AccountState::Level0));
        check("", "", "danh sach thu nhan muc 2 chua kich hoat", Some(AccountState::Level2Approved));
        check("level-2-received", "", "", Some(AccountState::Level2Received));
        check("Đã kích hoạt", "", "", None);
        check("Mức 2", "", "", None);
        check("Mức 1, mức 2 đã kích hoạt", "", "", None);
        check("", "", "", None);
    }
}
