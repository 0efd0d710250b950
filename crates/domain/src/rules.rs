//! The law as rows with dates: who may have which account, where, and within how many days.
//! Never here: numbers of the law in code. They stand in `assets/rules.json`, each row with its citation.

mod eligibility;

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::choices::closed_choice;

pub use eligibility::{Access, ChipCard, Eligibility, eligibility};

/// At most this many rule rows.
pub const RULES_MAX: usize = 64;
/// At most this many age steps in one rule.
pub const AGE_STEPS_MAX: usize = 16;

static BUILT_IN: LazyLock<Rules> = LazyLock::new(built_in);

closed_choice! {
    /// Where level 2 is enrolled.
    Level2Place {
        /// The commune police of residence, or wherever the card is made.
        CommunePoliceOrCardOffice = 1, "commune-police-or-card-office";
        /// Any commune police, wherever one lives, or wherever the card is made.
        AnyCommunePolice = 2, "any-commune-police";
    }
}

/// Rule rows in the order of their days, without overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

/// One row: what one instrument says from one day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    id: String,
    short: String,
    citation: String,
    amends: Option<String>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    verified: bool,
    ages: Vec<AgeStep>,
    level_2_at: Level2Place,
    own_sim: bool,
    activation_days: u16,
    approval_working_days: ApprovalTerms,
}

/// What may be had from an age on, until the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeStep {
    from_years: u16,
    level_1: Access,
    level_2: Access,
}

/// Working days until an account is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalTerms {
    level_1: u8,
    level_2: u8,
    without_card: u8,
}

/// Which rule was applied, as it is shown beside a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RuleRef {
    /// The row's id, such as `nd-69-2024`.
    pub id: String,
    /// The name people use: `NĐ 69/2024`.
    pub short: String,
    /// The full citation, with articles where they are known.
    pub citation: String,
    /// Whether a person compared the row with the instrument's text.
    pub verified: bool,
    /// The first day the row holds.
    pub valid_from: NaiveDate,
    /// The short name of the rule this one amends, which goes on holding underneath.
    pub amends: Option<String>,
}

/// No rule row holds on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no rule is in force on {day}")]
pub struct NoRuleInForce {
    /// The day asked for.
    pub day: NaiveDate,
}

/// Why a rules file is refused.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Not JSON of the expected shape.
    #[error("the rules are not in the expected form")]
    Form(#[from] serde_json::Error),
    /// No row, or more than [`RULES_MAX`].
    #[error("there are {found} rules; 1 to {RULES_MAX} are taken")]
    Count {
        /// Rows found.
        found: usize,
    },
    /// Two rows hold on the same day, or a row ends before it begins.
    #[error("the days of rule {row} do not follow those of the rule before it")]
    Days {
        /// The row, from 1.
        row: usize,
    },
    /// Age steps do not begin at 0 and rise.
    #[error("the ages of rule {row} do not rise from 0")]
    Ages {
        /// The row, from 1.
        row: usize,
    },
    /// A row amends a row that does not come before it.
    #[error("rule {row} amends a rule that does not come before it")]
    Amends {
        /// The row, from 1.
        row: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    rules: Vec<Rule>,
}

impl Rules {
    /// Reads a rules file.
    ///
    /// # Errors
    /// Another form, rows that overlap, ages that do not rise from 0.
    pub fn parse(json: &str) -> Result<Self, RulesError> {
        let RulesFile { rules } = serde_json::from_str(json)?;
        if rules.is_empty() || rules.len() > RULES_MAX {
            return Err(RulesError::Count { found: rules.len() });
        }
        let mut earlier: Vec<Rule> = Vec::with_capacity(rules.len());
        for (at, rule) in rules.into_iter().enumerate() {
            checked(&rule, &earlier, at.saturating_add(1))?;
            earlier.push(rule);
        }
        Ok(Self(earlier))
    }

    /// The rules this version was built with.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The rule in force on `day`, the day of the session.
    ///
    /// # Errors
    /// No row holds on that day.
    pub fn on(&self, day: NaiveDate) -> Result<&Rule, NoRuleInForce> {
        self.0.iter().find(|rule| rule.holds_on(day)).ok_or(NoRuleInForce { day })
    }

    /// All rows, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.0
    }

    /// How `rule` is named beside a decision.
    #[must_use]
    pub fn reference(&self, rule: &Rule) -> RuleRef {
        let amended = rule.amends.as_ref().and_then(|id| self.0.iter().find(|other| other.id == *id));
        RuleRef {
            id: rule.id.clone(),
            short: rule.short.clone(),
            citation: rule.citation.clone(),
            verified: rule.verified,
            valid_from: rule.valid_from,
            amends: amended.map(|amended| amended.short.clone()),
        }
    }
}

impl Rule {
    /// Whether the row holds on `day`; both its ends are included.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Where level 2 is enrolled.
    #[must_use]
    pub const fn level_2_at(&self) -> Level2Place {
        self.level_2_at
    }

    /// Whether the phone number must be registered in the citizen's own name.
    #[must_use]
    pub const fn own_sim(&self) -> bool {
        self.own_sim
    }

    /// The terms of approval.
    #[must_use]
    pub const fn approval(&self) -> ApprovalTerms {
        self.approval_working_days
    }

    /// The last day on which an account can be activated in the app, when the message came on `sms_day`.
    ///
    /// The term counts calendar days from the day after the message.
    #[must_use]
    pub fn activation_deadline(&self, sms_day: NaiveDate) -> NaiveDate {
        sms_day.checked_add_days(Days::new(self.activation_days.into())).unwrap_or(NaiveDate::MAX)
    }

    /// The last day on which level 2 should be approved, when it was received on `received_day`. Saturdays and Sundays do
    /// not count; public holidays are not known here, so that the day may come a little later.
    #[must_use]
    pub fn level_2_approval_by(&self, received_day: NaiveDate) -> NaiveDate {
        working_days_after(received_day, self.approval_working_days.level_2)
    }

    /// What somebody of `age_years` completed years may have: level 1, level 2.
    fn access(&self, age_years: u16) -> (Access, Access) {
        let step = self.ages.iter().rev().find(|step| step.from_years <= age_years);
        step.map_or((Access::No, Access::No), |step| (step.level_1, step.level_2))
    }
}

impl ApprovalTerms {
    /// Working days for level 1.
    #[must_use]
    pub const fn level_1_working_days(self) -> u8 {
        self.level_1
    }

    /// Working days for level 2, for somebody who has the card.
    #[must_use]
    pub const fn level_2_working_days(self) -> u8 {
        self.level_2
    }

    /// Working days for level 2 together with the card.
    #[must_use]
    pub const fn without_card_working_days(self) -> u8 {
        self.without_card
    }
}

/// So many working days after a day, which does not count itself.
fn working_days_after(day: NaiveDate, working_days: u8) -> NaiveDate {
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let last = usize::from(working_days).checked_sub(1);
    last.and_then(|last| day.iter_days().skip(1).filter(works).nth(last)).unwrap_or(day)
}

/// Checks a row against those before it; `row` counts from 1.
fn checked(rule: &Rule, earlier: &[Rule], row: usize) -> Result<(), RulesError> {
    let ends = |rule: &Rule| rule.valid_to.unwrap_or(NaiveDate::MAX);
    let follows = earlier.last().is_none_or(|last| ends(last) < rule.valid_from);
    if !follows || ends(rule) < rule.valid_from {
        return Err(RulesError::Days { row });
    }
    let rising = rule.ages.is_sorted_by(|a, b| a.from_years < b.from_years);
    let from_birth = rule.ages.first().is_some_and(|step| step.from_years == 0);
    if !rising || !from_birth || rule.ages.len() > AGE_STEPS_MAX {
        return Err(RulesError::Ages { row });
    }
    match &rule.amends {
        Some(id) if !earlier.iter().any(|other| other.id == *id) => Err(RulesError::Amends { row }),
        Some(_) | None => Ok(()),
    }
}

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
fn built_in() -> Rules {
    Rules::parse(include_str!("../../../assets/rules.json")).expect("the built-in rules can be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_day_has_the_rule_that_was_in_force() {
        let check = |on: &str, expected: Option<(&str, bool, Option<&str>)>| {
            let rules = Rules::built_in();
            let got = rules.on(day(on)).map(|rule| rules.reference(rule)).ok();
            let got = got.as_ref().map(|rule| (rule.short.as_str(), rule.verified, rule.amends.as_deref()));
            assert_eq!(got, expected, "{on}");
        };
        check("2022-10-19", None);
        check("2022-10-20", Some(("NĐ 59/2022", true, None)));
        check("2024-06-30", Some(("NĐ 59/2022", true, None)));
        check("2024-07-01", Some(("NĐ 69/2024", false, None)));
        check("2026-09-27", Some(("NĐ 69/2024", false, None)));
        check("2026-09-28", Some(("NĐ 320/2026", false, Some("NĐ 69/2024"))));
        check("2099-01-01", Some(("NĐ 320/2026", false, Some("NĐ 69/2024"))));
    }

    #[test]
    fn activation_ends_seven_days_after_the_message() {
        for on in ["2024-03-24", "2025-01-01", "2026-11-21"] {
            let rule = Rules::built_in().on(day(on)).unwrap();
            assert_eq!(rule.activation_deadline(day("2026-11-18")), day("2026-11-25"));
        }
    }

    #[test]
    fn approval_counts_working_days() {
        let rule = Rules::built_in().on(day("2026-11-21")).unwrap();
        let check = |from: &str, level_1: &str, level_2: &str| {
            let (terms, from) = (rule.approval_working_days, day(from));
            assert_eq!(working_days_after(from, terms.level_1), day(level_1));
            assert_eq!(rule.level_2_approval_by(from), day(level_2));
        };
        // Monday, Thursday, Friday, Saturday.
        check("2026-11-16", "2026-11-17", "2026-11-19");
        check("2026-11-19", "2026-11-20", "2026-11-24");
        check("2026-11-20", "2026-11-23", "2026-11-25");
        check("2026-11-21", "2026-11-23", "2026-11-25");
        assert_eq!(rule.level_2_approval_by(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn own_sim_and_any_commune_police_came_with_the_decree_of_2024() {
        let check = |on: &str, own_sim: bool, place: Level2Place| {
            let rule = Rules::built_in().on(day(on)).unwrap();
            assert_eq!((rule.own_sim(), rule.level_2_at()), (own_sim, place), "{on}");
        };
        check("2024-06-30", false, Level2Place::CommunePoliceOrCardOffice);
        check("2024-07-01", true, Level2Place::AnyCommunePolice);
    }

    #[test]
    fn a_rules_file_that_contradicts_itself_is_refused() {
        let good = include_str!("../../../assets/rules.json");
        let check = |from: &str, to: &str, expected: fn(&RulesError) -> bool| {
            let json = good.replacen(from, to, 1);
            assert_ne!(json, good, "the file has {from}");
            let error = Rules::parse(&json).unwrap_err();
            assert!(expected(&error), "{from} → {to}: {error}");
        };
        check("2024-06-30", "2024-07-01", |e| matches!(e, RulesError::Days { row: 2 }));
        check("2024-06-30", "2022-10-19", |e| matches!(e, RulesError::Days { row: 1 }));
        check("\"from_years\": 0", "\"from_years\": 1", |e| matches!(e, RulesError::Ages { row: 1 }));
        check("\"from_years\": 14", "\"from_years\": 0", |e| matches!(e, RulesError::Ages { row: 1 }));
        check("\"amends\": \"nd-69-2024\"", "\"amends\": \"x\"", |e| matches!(e, RulesError::Amends { row: 3 }));
        check("own_sim", "own_sym", |e| matches!(e, RulesError::Form(_)));
        assert!(matches!(Rules::parse("{\"rules\":[]}"), Err(RulesError::Count { found: 0 })));
    }
}
