//! What a commune's leader says of difficulties: of one that the commune adds, or in place of a built-in one's remedy.

use crate::ids::AdviceId;
use crate::language::{Lines, Words};
use crate::person::{Note, TextError, Title};
use crate::service::{DIFFICULTY_CODE_CHARS_MAX, DifficultyCode, Service};

use super::{Catalogue, Difficulty, REMEDY_LINES_MAX};

/// At most this many difficulties are added by one commune.
pub const OWN_DIFFICULTIES_MAX: usize = 100;

/// Lines to read aloud, one to [`REMEDY_LINES_MAX`]; together a note's length at most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remedy(Note);

/// A difficulty in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What it is called.
    pub label: Title,
    /// What is read aloud.
    pub remedy: Remedy,
}

/// A difficulty in a leader's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnWords {
    /// In Vietnamese.
    pub vi: Said,
    /// In English, if somebody wrote it; else the Vietnamese words stand for both.
    pub en: Option<Said>,
}

/// What a leader says of a difficulty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnDifficulty {
    /// Which.
    pub code: DifficultyCode,
    /// Whether it is offered; one put away still shows its words where it was chosen.
    pub in_use: bool,
    /// The words; none where a built-in one keeps its own, or where they cannot be read here.
    pub words: Option<OwnWords>,
}

impl Remedy {
    /// Reads lines parted by line breaks; empty ones are left out.
    ///
    /// # Errors
    /// Nothing in it, too long, more than [`REMEDY_LINES_MAX`] lines, control characters.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let note = Note::parse(text)?;
        let lines: Vec<&str> = note.as_str().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match lines.len() {
            0 => Err(TextError::Empty),
            1..=REMEDY_LINES_MAX => Note::parse(&lines.join("\n")).map(Self),
            _ => Err(TextError::TooLong { chars_max: crate::person::NOTE_CHARS_MAX }),
        }
    }

    /// The lines, parted by line breaks.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    fn lines(&self) -> Vec<String> {
        self.as_str().lines().map(str::to_owned).collect()
    }
}

impl OwnWords {
    fn label(&self) -> Words {
        let vi = self.vi.label.as_str();
        Words::new(vi, self.en.as_ref().map_or(vi, |en| en.label.as_str()))
    }

    fn remedy(&self) -> Lines {
        let en = self.en.as_ref().unwrap_or(&self.vi);
        Lines::new(self.vi.remedy.lines(), en.remedy.lines())
    }
}

impl DifficultyCode {
    /// The identity of what a leader says of it: the code itself, filled up with zeros.
    #[must_use]
    pub fn advice(&self) -> AdviceId {
        let mut bytes = [0; DIFFICULTY_CODE_CHARS_MAX];
        for (to, from) in bytes.iter_mut().zip(self.as_str().bytes()) {
            *to = from;
        }
        AdviceId::from_bytes(bytes)
    }

    /// Reads [`DifficultyCode::advice`] back; none for another thing's identity.
    #[must_use]
    pub fn of_advice(advice: AdviceId) -> Option<Self> {
        let text = std::str::from_utf8(advice.as_bytes()).ok()?.trim_end_matches('\0').to_owned();
        Self::parse(&text).ok().filter(|code| code.advice() == advice)
    }
}

impl Catalogue {
    /// This catalogue with what a leader says; of each code the built-in difficulty stays where it stands.
    #[must_use]
    pub fn with_own(&self, own: &[OwnDifficulty]) -> Self {
        let mut all = self.clone();
        for said in own {
            match (all.difficulties.iter_mut().find(|it| it.code == said.code), &said.words) {
                (Some(known), words) => known.say(said.in_use, words.as_ref()),
                (None, Some(words)) => all.difficulties.push(added(said, words)),
                (None, None) => {}
            }
        }
        all
    }
}

impl Difficulty {
    fn say(&mut self, in_use: bool, words: Option<&OwnWords>) {
        self.in_use = in_use;
        if let Some(words) = words {
            (self.remedy, self.own) = (words.remedy(), true);
        }
    }
}

fn added(said: &OwnDifficulty, words: &OwnWords) -> Difficulty {
    Difficulty {
        code: said.code.clone(),
        label: words.label(),
        short: words.label(),
        messages: Vec::new(),
        remedy: words.remedy(),
        services: Service::ALL.to_vec(),
        since: None,
        in_use: said.in_use,
        own: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn said(label: &str, remedy: &str) -> Said {
        Said { label: Title::parse(label).unwrap(), remedy: Remedy::parse(remedy).unwrap() }
    }

    fn own(code: &str, in_use: bool, words: Option<OwnWords>) -> OwnDifficulty {
        OwnDifficulty { code: DifficultyCode::parse(code).unwrap(), in_use, words }
    }

    fn vi(label: &str, remedy: &str) -> Option<OwnWords> {
        Some(OwnWords { vi: said(label, remedy), en: None })
    }

    #[test]
    fn a_remedy_is_one_to_four_lines() {
        assert_eq!(Remedy::parse(" Một \n\n hai ").unwrap().as_str(), "Một\nhai");
        assert!(Remedy::parse("1\n2\n3\n4").is_ok());
        for text in ["", " \n ", "1\n2\n3\n4\n5", &"a".repeat(501)] {
            assert!(Remedy::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_code_is_its_own_identity() {
        for text in ["X", "SIM-01", "ABCDEFGHIJKLMNOP"] {
            let code = DifficultyCode::parse(text).unwrap();
            assert_eq!(DifficultyCode::of_advice(code.advice()), Some(code));
        }
        for bytes in [[0; 16], [b'a'; 16], [0xC3; 16], *b"A\0B\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert_eq!(DifficultyCode::of_advice(AdviceId::from_bytes(bytes)), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_leaders_difficulty_is_found_like_a_built_in_one() {
        let all = Catalogue::built_in().with_own(&[own("XA-417", true, vi("Hết dung lượng máy", "Xóa bớt ảnh."))]);
        let first = |text: &str| all.search(text, Language::Vietnamese).first().map(|it| it.code.to_string());
        assert_eq!(first("xa417"), Some("XA-417".into()));
        assert_eq!(first("dung luong may"), Some("XA-417".into()));
        let found = all.difficulty(&DifficultyCode::parse("XA-417").unwrap()).unwrap();
        assert_eq!(found.label.in_language(Language::English), "Hết dung lượng máy", "the one text for both");
        assert_eq!((found.own, found.services.len()), (true, Service::ALL.len()));
    }

    #[test]
    fn a_built_in_one_gets_other_words_and_is_put_away_with_its_words_kept() {
        let changed = [own("SIM-01", true, vi("–", "Ra nhà mạng.")), own("OTP-01", false, None)];
        let all = Catalogue::built_in().with_own(&changed);
        let of = |code: &str| all.difficulty(&DifficultyCode::parse(code).unwrap()).unwrap();
        assert_eq!(of("SIM-01").remedy.in_language(Language::Vietnamese), ["Ra nhà mạng."]);
        assert_eq!(of("SIM-01").label.in_language(Language::Vietnamese), "SIM không chính chủ", "its name stays");
        assert!(
            !of("OTP-01").in_use && !of("OTP-01").own && !of("OTP-01").remedy.in_language(Language::English).is_empty()
        );
        assert!(all.search("otp-01", Language::Vietnamese).is_empty(), "not offered any more");
        assert_eq!(all.difficulties().len(), Catalogue::built_in().difficulties().len());
        assert_eq!(Catalogue::built_in().with_own(&[own("XA-100", true, None)]), *Catalogue::built_in());
    }
}
