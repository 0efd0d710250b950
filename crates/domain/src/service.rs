//! The closed choices of the work: services, outcomes, account states, roles, and their codes.
//! Never here: texts for people (the catalogues hold them under `key()`), nor rules.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::choices::closed_choice;

closed_choice! {
    /// What is done for one citizen at one session (việc).
    Service {
        /// Advice on having a chip card made.
        ChipCardAdvice = 1, "chip-card-advice";
        /// Installing VNeID and a level-1 account.
        Level1Install = 2, "level-1-install";
        /// Enrolment at level 2, or being sent to where it is done.
        Level2Enrolment = 3, "level-2-enrolment";
        /// Activating a level-2 account that was received.
        Level2Activation = 4, "level-2-activation";
        /// Showing how to use utilities.
        UtilitiesShown = 5, "utilities-shown";
        /// Getting back into a locked or forgotten account.
        AccountRecovery = 6, "account-recovery";
    }
}

closed_choice! {
    /// How an assist ended (kết quả); the codes are also the digit keys of the desk.
    Outcome {
        /// Done now.
        Done = 1, "done";
        /// It was active before; counted apart.
        AlreadyActive = 2, "already-active";
        /// To be met again, with difficulty codes and a return date.
        ComeBack = 3, "come-back";
        /// The citizen refused.
        Refused = 4, "refused";
    }
}

closed_choice! {
    /// What came of calling somebody who is to be met again.
    CallResult {
        /// Nobody answered; the person stays on the list.
        NoAnswer = 1, "no-answer";
        /// Reached: the person will come, perhaps on another day.
        WillCome = 2, "will-come";
        /// Lives elsewhere now.
        MovedAway = 3, "moved-away";
        /// Done elsewhere meanwhile: at the police, by the family.
        DoneElsewhere = 4, "done-elsewhere";
        /// Does not wish to be met again.
        NotWanted = 5, "not-wanted";
    }
}

closed_choice! {
    /// Where a citizen's electronic identity account stands.
    AccountState {
        /// Nobody has said.
        Unknown = 1, "unknown";
        /// No chip card, so no account yet.
        NoChipCard = 2, "no-chip-card";
        /// Chip card, VNeID not installed.
        NotInstalled = 3, "not-installed";
        /// Registered in the app, identity not established.
        Level0 = 4, "level-0";
        /// Level 1 asked for, waiting for approval.
        Level1Waiting = 5, "level-1-waiting";
        /// Level 1 active.
        Level1Active = 6, "level-1-active";
        /// Level 2 received by the police (thu nhận), not approved yet.
        Level2Received = 7, "level-2-received";
        /// Level 2 approved, the SMS sent, not activated.
        Level2Approved = 8, "level-2-approved";
        /// Level 2 active.
        Level2Active = 9, "level-2-active";
    }
}

closed_choice! {
    /// What sort of body a unit is; villages are not units.
    UnitKind {
        /// A department or office (cơ quan, ban ngành).
        Agency = 1, "agency";
        /// A school (nhà trường).
        School = 2, "school";
        /// A firm (doanh nghiệp).
        Enterprise = 3, "enterprise";
        /// A political or social organisation (tổ chức, đoàn thể).
        Organisation = 4, "organisation";
    }
}

closed_choice! {
    /// How people were reached by an outreach (tuyên truyền).
    OutreachKind {
        /// A talk in front of people.
        Talk = 1, "talk";
        /// An announcement over the commune radio (loa truyền thanh).
        Radio = 2, "radio";
        /// From house to house (từng ngõ, từng nhà).
        HouseToHouse = 3, "house-to-house";
        /// Leaflets, posters, a QR code put up.
        Leaflet = 4, "leaflet";
        /// Messages or posts on the network.
        Online = 5, "online";
    }
}

closed_choice! {
    /// What a member may do.
    Role {
        /// Logs assists (ghi chép).
        Volunteer = 1, "volunteer";
        /// Also closes sessions, signs, certifies (tổ trưởng).
        Leader = 2, "leader";
        /// Sees reports only; has no sealing key.
        Observer = 3, "observer";
    }
}

closed_choice! {
    /// Which force a member belongs to.
    Force {
        /// Commune police (công an).
        Police = 1, "police";
        /// Youth union (đoàn thanh niên).
        YouthUnion = 2, "youth-union";
        /// Đề án 06 team of commune or village.
        ProjectTeam = 3, "project-team";
    }
}

impl Outcome {
    /// Whether nothing of the service is left to do.
    #[must_use]
    pub const fn is_done(self) -> bool {
        match self {
            Self::Done | Self::AlreadyActive => true,
            Self::ComeBack | Self::Refused => false,
        }
    }
}

impl CallResult {
    /// Whether nobody has to be met again after it.
    #[must_use]
    pub const fn settles(self) -> bool {
        match self {
            Self::MovedAway | Self::DoneElsewhere | Self::NotWanted => true,
            Self::NoAnswer | Self::WillCome => false,
        }
    }
}

/// Longest difficulty code, in ASCII characters.
pub const DIFFICULTY_CODE_CHARS_MAX: usize = 16;

/// The code of a difficulty, such as `SIM-01`; the list of them is data (`catalogue`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DifficultyCode(String);

/// The text is not shaped like a difficulty code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a difficulty code is 1 to 16 letters, digits or hyphens")]
pub struct DifficultyCodeError;

impl DifficultyCode {
    /// Reads 1 to 16 ASCII letters, digits or hyphens, first a letter; lower case becomes upper.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, DifficultyCodeError> {
        let text = text.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let shaped = text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.len() <= DIFFICULTY_CODE_CHARS_MAX
            && text.chars().all(allowed);
        shaped.then(|| Self(text.to_ascii_uppercase())).ok_or(DifficultyCodeError)
    }

    /// The code in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DifficultyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DifficultyCode {
    type Error = DifficultyCodeError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<DifficultyCode> for String {
    fn from(code: DifficultyCode) -> Self {
        code.0
    }
}

/// Utilities in all: 9 at level 1 and 7 more at level 2.
pub const UTILITY_NUMBER_MAX: u8 = 16;

/// The number of a utility: 1–9 at level 1, 10–16 only at level 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct UtilityNumber(u8);

/// The number is not 1 to 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("utilities are numbered 1 to 16")]
pub struct UtilityNumberError;

impl UtilityNumber {
    /// Takes a number from 1 to 16.
    ///
    /// # Errors
    /// Any other number.
    pub const fn new(number: u8) -> Result<Self, UtilityNumberError> {
        match number {
            1..=UTILITY_NUMBER_MAX => Ok(Self(number)),
            _ => Err(UtilityNumberError),
        }
    }

    /// The number, 1 to 16.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for UtilityNumber {
    type Error = UtilityNumberError;
    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::new(number)
    }
}

impl From<UtilityNumber> for u8 {
    fn from(number: UtilityNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! check_choice {
        ($name:ident, $count:literal) => {{
            assert_eq!($name::ALL.len(), $count);
            let mut keys = std::collections::BTreeSet::new();
            for (at, choice) in $name::ALL.iter().copied().enumerate() {
                assert_eq!(usize::from(choice.code()), at + 1, "codes count up from 1");
                assert_eq!($name::from_code(choice.code()), Some(choice));
                assert_eq!($name::from_key(choice.key()), Some(choice));
                assert!(keys.insert(choice.key()), "two choices share a key");
                let json = serde_json::to_string(&choice).unwrap();
                assert_eq!(json, format!("{:?}", choice.key()));
                assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), choice);
            }
            assert_eq!($name::from_code(0), None);
            assert_eq!($name::from_code($count + 1), None);
            assert_eq!($name::from_key("Other"), None);
        }};
    }

    #[test]
    fn every_choice_keeps_its_code_and_key() {
        check_choice!(Service, 6);
        check_choice!(Outcome, 4);
        check_choice!(AccountState, 9);
        check_choice!(CallResult, 5);
        check_choice!(UnitKind, 4);
        check_choice!(OutreachKind, 5);
        check_choice!(Role, 3);
        check_choice!(Force, 3);
    }

    #[test]
    fn a_difficulty_code_is_short_ascii() {
        let check = |text: &str, expected: Option<&str>| {
            let got = DifficultyCode::parse(text).ok();
            assert_eq!(got.as_ref().map(DifficultyCode::as_str), expected, "{text}");
        };
        check("SIM-01", Some("SIM-01"));
        check(" sim-01 ", Some("SIM-01"));
        check("OTHER", Some("OTHER"));
        check("", None);
        check("-01", None);
        check("SIM 01", None);
        check("KHÓ-01", None);
        check("ABCDEFGHIJKLMNOP", Some("ABCDEFGHIJKLMNOP"));
        check("ABCDEFGHIJKLMNOPQ", None);
    }

    #[test]
    fn a_utility_number_is_1_to_16() {
        for (number, expected) in [(0, false), (1, true), (16, true), (17, false)] {
            assert_eq!(UtilityNumber::new(number).is_ok(), expected, "{number}");
        }
        assert!(serde_json::from_str::<UtilityNumber>("17").is_err());
        assert!(serde_json::from_str::<DifficultyCode>("\"a b\"").is_err());
    }
}
