//! What the rule of the day allows one citizen.

use chrono::NaiveDate;

use super::{Level2Place, NoRuleInForce, RuleRef, Rules};
use crate::choices::closed_choice;
use crate::person::{AgeYears, BirthDate};

closed_choice! {
    /// Whether an account may be had at an age.
    Access {
        /// By oneself.
        Yes = 1, "yes";
        /// When it is wished for, through a parent or guardian.
        WithGuardian = 2, "with-guardian";
        /// Not at this age.
        No = 3, "no";
        /// The birth date is missing, or a birth year alone leaves it open.
        Unknown = 4, "unknown";
    }
}

closed_choice! {
    /// Whether a citizen has a chip card (CCCD gắn chip, thẻ Căn cước).
    ChipCard {
        /// Nobody has said.
        Unknown = 1, "unknown";
        /// It was seen, or the account says so.
        Has = 2, "has";
        /// It has to be made first.
        HasNot = 3, "has-not";
    }
}

/// What a citizen may do on a day, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// The rule in force.
    pub rule: RuleRef,
    /// Completed years on the day, if a birth date is known.
    pub age_years: Option<AgeYears>,
    /// Level 1 at this age.
    pub level_1: Access,
    /// Level 2 at this age.
    pub level_2: Access,
    /// Both levels need the card first.
    pub chip_card: ChipCard,
    /// Where level 2 is enrolled.
    pub level_2_at: Level2Place,
    /// The phone number must be in the citizen's own name.
    pub own_sim: bool,
}

/// What the citizen may have on `day`, the day of the session (not of data entry).
///
/// Ages are completed years on `day`. Source: NĐ 59/2022 art. 11, NĐ 69/2024 art. 7; `assets/rules.json`.
///
/// # Errors
/// No rule holds on that day.
pub fn eligibility(
    rules: &Rules,
    birth: Option<BirthDate>,
    chip_card: ChipCard,
    day: NaiveDate,
) -> Result<Eligibility, NoRuleInForce> {
    let rule = rules.on(day)?;
    let age_years = birth.map(|birth| birth.age_years_on(day));
    let at_ages = age_years.map(|age| (rule.access(age.least()), rule.access(age.most())));
    let (level_1, level_2) = at_ages
        .map_or((Access::Unknown, Access::Unknown), |(young, old)| (agreed(young.0, old.0), agreed(young.1, old.1)));
    let (level_2_at, own_sim) = (rule.level_2_at(), rule.own_sim());
    Ok(Eligibility { rule: rules.reference(rule), age_years, level_1, level_2, chip_card, level_2_at, own_sim })
}

/// The access at both possible ages, unknown when they differ.
fn agreed(young: Access, old: Access) -> Access {
    if young == old { young } else { Access::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn levels(born: &str, on: &str) -> (Access, Access) {
        let birth = BirthDate::parse(born).unwrap();
        let found = eligibility(Rules::built_in(), Some(birth), ChipCard::Has, day(on)).unwrap();
        (found.level_1, found.level_2)
    }

    #[test]
    fn ages_are_judged_on_the_day_of_the_session() {
        use Access::{No, Unknown, WithGuardian, Yes};
        let check = |born: &str, on: &str, level_1: Access, level_2: Access| {
            assert_eq!(levels(born, on), (level_1, level_2), "born {born}, on {on}");
        };
        // NĐ 59/2022: 14 and over only.
        check("2010-03-25", "2024-03-24", No, No);
        check("2010-03-24", "2024-03-24", Yes, Yes);
        check("2010-06-30", "2024-06-30", Yes, Yes);
        // The same child, a day before and on the day NĐ 69/2024 comes into force.
        check("2012-01-01", "2024-06-30", No, No);
        check("2012-01-01", "2024-07-01", WithGuardian, WithGuardian);
        check("2018-07-01", "2024-06-30", No, No);
        check("2018-07-01", "2024-07-01", WithGuardian, WithGuardian);
        check("2018-07-02", "2024-07-01", WithGuardian, No);
        check("2010-07-02", "2024-07-01", WithGuardian, WithGuardian);
        check("2010-07-01", "2024-07-01", Yes, Yes);
        // NĐ 320/2026, unverified, the ages of NĐ 69/2024.
        check("2012-11-21", "2026-11-21", Yes, Yes);
        check("2012-11-22", "2026-11-21", WithGuardian, WithGuardian);
        check("2026-11-21", "2026-11-21", WithGuardian, No);
        // A year alone.
        check("1958", "2026-11-21", Yes, Yes);
        check("2012", "2026-11-21", Unknown, Unknown);
        check("2020", "2026-11-21", WithGuardian, Unknown);
    }

    #[test]
    fn without_a_birth_date_nothing_is_assumed() {
        let found = eligibility(Rules::built_in(), None, ChipCard::Unknown, day("2026-11-21")).unwrap();
        assert_eq!((found.level_1, found.level_2, found.age_years), (Access::Unknown, Access::Unknown, None));
    }

    #[test]
    fn a_day_before_all_rules_is_an_error() {
        let error = eligibility(Rules::built_in(), None, ChipCard::Has, day("2022-10-19")).unwrap_err();
        assert_eq!(error, NoRuleInForce { day: day("2022-10-19") });
    }

    proptest! {
        #[test]
        fn growing_older_never_takes_an_account_away(born in 0u64..9_000, first in 0u64..1_500, later in 0u64..1_500) {
            let start = day("2005-01-01");
            let birth = BirthDate::day(start + chrono::Days::new(born)).unwrap();
            let session = day("2022-10-20") + chrono::Days::new(first);
            let rank = |on: NaiveDate| {
                let found = eligibility(Rules::built_in(), Some(birth), ChipCard::Has, on).unwrap();
                [found.level_1, found.level_2].map(|access| match access {
                    Access::Unknown | Access::No => 0,
                    Access::WithGuardian => 1,
                    Access::Yes => 2,
                })
            };
            let (before, after) = (rank(session), rank(session + chrono::Days::new(later)));
            prop_assert!(before[0] <= after[0] && before[1] <= after[1]);
        }
    }
}
