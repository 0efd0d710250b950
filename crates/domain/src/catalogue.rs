//! The difficulties people meet and the utilities they are shown, as data with words in both languages.
//! Never here: who met which. Source: `assets/difficulties.json`, `assets/utilities.json`.

mod own;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::fold::fold;
use crate::language::{Language, Lines, Words};
use crate::service::{DifficultyCode, Service, UtilityNumber};

pub use own::{OWN_DIFFICULTIES_MAX, OwnDifficulty, OwnWords, Remedy, Said};

/// At most this many difficulties in a catalogue.
pub const DIFFICULTIES_MAX: usize = 200;
/// At most this many lines to read aloud for one difficulty.
pub const REMEDY_LINES_MAX: usize = 4;

static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(built_in);

/// Difficulties and utilities, checked and ready to be searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    difficulties: Vec<Difficulty>,
    utilities: Vec<Utility>,
}

/// Something that stands in the way, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difficulty {
    /// Its code, such as `OTP-01`.
    pub code: DifficultyCode,
    /// Its full label.
    pub label: Words,
    /// Its label on a small button.
    pub short: Words,
    /// VNeID's own words on the screen that mean this, in Vietnamese, as far as they never change.
    #[serde(default)]
    pub messages: Vec<String>,
    /// Three or four short questions or steps to read aloud.
    pub remedy: Lines,
    /// The services it is offered for.
    pub services: Vec<Service>,
    /// The rule it exists by, if there is one.
    #[serde(default)]
    pub since: Option<Since>,
    /// Whether it is offered.
    #[serde(skip, default = "offered")]
    pub in_use: bool,
    /// Whether it has a leader's words.
    #[serde(skip)]
    pub own: bool,
}

/// From when a difficulty exists, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The first day.
    pub valid_from: NaiveDate,
    /// The instrument.
    pub citation: String,
    /// Whether a person compared this with the instrument's text.
    pub verified: bool,
}

/// A utility of VNeID.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Utility {
    /// Its number, 1 to 16.
    pub number: UtilityNumber,
    /// The level from which it can be used, 1 or 2.
    pub level: u8,
    /// Its full label; the Vietnamese one in the official wording.
    pub label: Words,
    /// Its label on a small button.
    pub short: Words,
    /// What to try together so that it is used, and what to mind.
    #[serde(rename = "try")]
    pub hint: Words,
}

/// Why a catalogue is refused.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not JSON of the expected shape.
    #[error("the catalogue is not in the expected form")]
    Form(#[from] serde_json::Error),
    /// More than [`DIFFICULTIES_MAX`] difficulties.
    #[error("the catalogue has more than {DIFFICULTIES_MAX} difficulties")]
    TooMany,
    /// The same code twice.
    #[error("the difficulty {code} stands twice")]
    Twice {
        /// The code.
        code: DifficultyCode,
    },
    /// No lines to read aloud, too many, or not the same number in both languages.
    #[error("the difficulty {code} needs 1 to {REMEDY_LINES_MAX} lines in both languages")]
    Remedy {
        /// The code.
        code: DifficultyCode,
    },
    /// The utilities are not numbered 1, 2, 3 … or have a level other than 1 and 2.
    #[error("the utilities are not numbered from 1 to 16 with levels 1 and 2")]
    Utilities,
}

impl Catalogue {
    /// Reads the two lists.
    ///
    /// # Errors
    /// Another form, a code twice, remedies or numbers that do not fit.
    pub fn parse(difficulties: &str, utilities: &str) -> Result<Self, CatalogueError> {
        let difficulties: Vec<Difficulty> = serde_json::from_str(difficulties)?;
        let utilities: Vec<Utility> = serde_json::from_str(utilities)?;
        check_difficulties(&difficulties)?;
        let numbered = utilities.iter().map(|utility| utility.number.get()).eq(1..=crate::service::UTILITY_NUMBER_MAX);
        match numbered && utilities.iter().all(|utility| matches!(utility.level, 1 | 2)) {
            true => Ok(Self { difficulties, utilities }),
            false => Err(CatalogueError::Utilities),
        }
    }

    /// The catalogue this version was built with.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// All difficulties, in the order of the list.
    #[must_use]
    pub fn difficulties(&self) -> &[Difficulty] {
        &self.difficulties
    }

    /// The difficulty with this code, if this version knows it.
    #[must_use]
    pub fn difficulty(&self, code: &DifficultyCode) -> Option<&Difficulty> {
        self.difficulties.iter().find(|difficulty| difficulty.code == *code)
    }

    /// The difficulties that are offered, in the order of the list.
    pub fn in_use(&self) -> impl Iterator<Item = &Difficulty> {
        self.difficulties.iter().filter(|difficulty| difficulty.in_use)
    }

    /// The difficulties offered for a service on `day`, in the order of the list.
    pub fn difficulties_of(&self, service: Service, day: NaiveDate) -> impl Iterator<Item = &Difficulty> {
        let exists = move |difficulty: &&Difficulty| difficulty.exists_on(day);
        self.in_use().filter(move |difficulty| difficulty.services.contains(&service)).filter(exists)
    }

    /// The difficulties a typed text means, best first: by code, then by the beginnings of words.
    ///
    /// Marks, case, hyphens and spaces in codes do not matter: `otp1`, `OTP-01`, `sms`, `khong chinh`.
    #[must_use]
    pub fn search(&self, text: &str, language: Language) -> Vec<&Difficulty> {
        let wanted = fold(text);
        let mut found: Vec<(u8, &Difficulty)> = self
            .in_use()
            .filter_map(|difficulty| Some((difficulty.match_rank(&wanted, language)?, difficulty)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, difficulty)| difficulty).collect()
    }

    /// All utilities, by number.
    #[must_use]
    pub fn utilities(&self) -> &[Utility] {
        &self.utilities
    }

    /// The utility with this number.
    #[must_use]
    pub fn utility(&self, number: UtilityNumber) -> Option<&Utility> {
        self.utilities.iter().find(|utility| utility.number == number)
    }
}

impl Difficulty {
    /// Whether the difficulty exists on `day`.
    #[must_use]
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.since.as_ref().is_none_or(|since| since.valid_from <= day)
    }

    /// 0 for a code, 1 for the beginning of the label, 2 for beginnings of its words.
    fn match_rank(&self, wanted: &str, language: Language) -> Option<u8> {
        if wanted.is_empty() {
            return None;
        }
        let label = fold(self.label.in_language(language));
        let messages = fold(&self.messages.join(" "));
        let words = format!("{label} {} {messages}", fold(self.short.in_language(language)));
        if code_begins(self.code.as_str(), wanted) {
            return Some(0);
        }
        if label.starts_with(wanted) {
            return Some(1);
        }
        let begins = |part: &str| words.split(' ').any(|word| word.starts_with(part));
        wanted.split(' ').all(begins).then_some(2)
    }
}

const fn offered() -> bool {
    true
}

/// Whether a code begins so, with or without hyphen and leading zeros: `sim`, `sim1`, `sim 01`.
fn code_begins(code: &str, wanted: &str) -> bool {
    let wanted: String = wanted.split(' ').collect();
    let (letters, digits) = code.split_once('-').unwrap_or((code, ""));
    let letters = letters.to_ascii_lowercase();
    let with_zeros = format!("{letters}{digits}");
    let without = format!("{letters}{}", digits.trim_start_matches('0'));
    with_zeros.starts_with(&wanted) || without.starts_with(&wanted)
}

fn check_difficulties(difficulties: &[Difficulty]) -> Result<(), CatalogueError> {
    if difficulties.len() > DIFFICULTIES_MAX {
        return Err(CatalogueError::TooMany);
    }
    let mut codes = std::collections::BTreeSet::new();
    for difficulty in difficulties {
        let code = || difficulty.code.clone();
        let lines = Language::ALL.iter().map(|language| difficulty.remedy.in_language(*language).len());
        let counts: std::collections::BTreeSet<usize> = lines.collect();
        if counts.len() != 1 || !counts.iter().all(|count| (1..=REMEDY_LINES_MAX).contains(count)) {
            return Err(CatalogueError::Remedy { code: code() });
        }
        if !codes.insert(&difficulty.code) {
            return Err(CatalogueError::Twice { code: code() });
        }
    }
    Ok(())
}

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them")]
fn built_in() -> Catalogue {
    let difficulties = include_str!("../../../assets/difficulties.json");
    let utilities = include_str!("../../../assets/utilities.json");
    Catalogue::parse(difficulties, utilities).expect("the built-in catalogue can be read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::is_nfc;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_catalogue_has_27_difficulties_and_9_and_7_utilities() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.difficulties().len(), 27);
        let level = |level| catalogue.utilities().iter().filter(|utility| utility.level == level).count();
        assert_eq!((level(1), level(2)), (9, 7));
    }

    #[test]
    fn everything_has_words_in_both_languages() {
        let catalogue = Catalogue::built_in();
        for &language in Language::ALL {
            let whole = |text: &str| assert!(!text.trim().is_empty() && is_nfc(text), "{language:?}: {text:?}");
            for difficulty in catalogue.difficulties() {
                whole(difficulty.label.in_language(language));
                whole(difficulty.short.in_language(language));
                difficulty.remedy.in_language(language).iter().for_each(|line| whole(line));
                assert!(!difficulty.services.is_empty(), "{} is offered for no service", difficulty.code);
            }
            for utility in catalogue.utilities() {
                whole(utility.label.in_language(language));
                whole(utility.short.in_language(language));
                whole(utility.hint.in_language(language));
            }
        }
    }

    #[test]
    fn every_service_has_difficulties_to_offer() {
        for &service in Service::ALL {
            let offered = Catalogue::built_in().difficulties_of(service, day("2026-11-21")).count();
            assert!(offered >= 3, "{service:?} has {offered}");
        }
    }

    #[test]
    fn a_moved_sim_is_blocked_only_since_the_circular_of_2026() {
        let blocked = DifficultyCode::parse("SIM-05").unwrap();
        let check = |on: &str, expected: bool| {
            let mut offered = Catalogue::built_in().difficulties_of(Service::Level2Activation, day(on));
            assert_eq!(offered.any(|difficulty| difficulty.code == blocked), expected, "{on}");
        };
        check("2026-06-14", false);
        check("2026-06-15", true);
    }

    #[test]
    fn difficulties_are_found_by_code_or_by_letters_without_marks() {
        let check = |text: &str, language: Language, expected: &str| {
            let found = Catalogue::built_in().search(text, language);
            let first = found.first().map(|difficulty| difficulty.code.as_str());
            assert_eq!(first, Some(expected), "{text:?}");
        };
        check("OTP-01", Language::Vietnamese, "OTP-01");
        check("otp1", Language::Vietnamese, "OTP-01");
        check("sim 3", Language::Vietnamese, "SIM-03");
        check("sim", Language::Vietnamese, "SIM-01");
        check("dev04", Language::English, "DEV-04");
        check("khong nhan", Language::Vietnamese, "OTP-01");
        check("Không nhận SMS", Language::Vietnamese, "OTP-01");
        check("may cu", Language::Vietnamese, "DEV-02");
        check("quen passcode", Language::Vietnamese, "PWD-02");
        check("app gia", Language::Vietnamese, "SEC-01");
        check("forgot", Language::English, "PWD-01");
        check("khac", Language::Vietnamese, "OTHER");
        // What VNeID says on its screen, as somebody reads it out.
        check("thiết bị bạn đang sử dụng đã", Language::Vietnamese, "DEV-04");
        check("tai khoan cua ban da thuc hien", Language::Vietnamese, "ACC-04");
        check("khong trung khop", Language::English, "DATA-01");
    }

    #[test]
    fn nothing_typed_and_nothing_known_find_nothing() {
        for text in ["", "  ", "-", "zzz", "otp 9"] {
            assert!(Catalogue::built_in().search(text, Language::Vietnamese).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_catalogue_that_contradicts_itself_is_refused() {
        let difficulties = include_str!("../../../assets/difficulties.json");
        let utilities = include_str!("../../../assets/utilities.json");
        let twice = difficulties.replacen("SIM-02", "SIM-01", 1);
        assert!(matches!(Catalogue::parse(&twice, utilities), Err(CatalogueError::Twice { .. })));
        let gap = utilities.replacen("\"number\": 3", "\"number\": 4", 1);
        assert!(matches!(Catalogue::parse(difficulties, &gap), Err(CatalogueError::Utilities)));
        let level = utilities.replacen("\"level\": 1", "\"level\": 3", 1);
        assert!(matches!(Catalogue::parse(difficulties, &level), Err(CatalogueError::Utilities)));
        let short = difficulties.replacen("\"Số này đăng ký tên ai?\",", "", 1);
        assert!(matches!(Catalogue::parse(&short, utilities), Err(CatalogueError::Remedy { .. })));
        assert!(matches!(Catalogue::parse("[", utilities), Err(CatalogueError::Form(_))));
    }
}
