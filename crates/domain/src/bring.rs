//! What a citizen brings for a service, as data with words in both languages. Source: `assets/bring.json`.
//! Never here: which service is needed (`triage`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::Words;
use crate::person::AgeYears;
use crate::service::Service;

/// At most this many things.
pub const BRING_MAX: usize = 64;

static BUILT_IN: LazyLock<Vec<Bring>> = LazyLock::new(built_in);

/// Something to bring.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bring {
    /// Its name in the data.
    pub id: String,
    /// What it is.
    pub label: Words,
    /// The services it is for.
    pub services: Vec<Service>,
    /// Only from this age on, in completed years.
    #[serde(default)]
    pub from_years: u16,
    /// Only below this age, in completed years.
    #[serde(default)]
    pub below_years: Option<u16>,
    /// Whether a person compared this with a text.
    pub verified: bool,
}

/// What to bring for a service at an age, in the order of the list. Where the age is open, what may be needed is named; where it
/// is not known at all, what everybody of age brings.
pub fn bring(service: Service, age: Option<AgeYears>) -> impl Iterator<Item = &'static Bring> {
    BUILT_IN.iter().filter(move |it| it.services.contains(&service) && it.fits(age))
}

impl Bring {
    fn fits(&self, age: Option<AgeYears>) -> bool {
        let old_enough = age.is_none_or(|age| age.most() >= self.from_years);
        let young_enough = self.below_years.is_none_or(|below| age.is_some_and(|age| age.least() < below));
        old_enough && young_enough
    }
}

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
fn built_in() -> Vec<Bring> {
    serde_json::from_str(include_str!("../../../assets/bring.json")).expect("the built-in list can be read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::person::BirthDate;

    fn ids(service: Service, born: Option<&str>) -> Vec<&'static str> {
        let day = "2026-11-21".parse().unwrap();
        let age = born.map(|text| BirthDate::parse(text).unwrap().age_years_on(day));
        bring(service, age).map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn what_to_bring_follows_from_service_and_age() {
        assert_eq!(ids(Service::Level2Enrolment, Some("1985-11-09")), ["card", "phone", "papers"]);
        assert_eq!(ids(Service::Level2Activation, None), ["card", "phone", "network", "message"]);
        assert_eq!(ids(Service::Level2Enrolment, Some("2016-11-09")), ["card", "papers", "guardian"]);
        assert_eq!(ids(Service::ChipCardAdvice, Some("1985")), ["card-old"]);
        // The year alone leaves 14 open: both are named.
        assert_eq!(ids(Service::Level1Install, Some("2012")), ["card", "phone", "network", "guardian"]);
    }

    #[test]
    fn everything_has_words_in_both_languages_and_a_service() {
        assert!(!BUILT_IN.is_empty() && BUILT_IN.len() <= BRING_MAX);
        let mut ids = std::collections::BTreeSet::new();
        for it in BUILT_IN.iter() {
            assert!(ids.insert(&it.id) && !it.services.is_empty(), "{}", it.id);
            assert!(Language::ALL.iter().all(|language| !it.label.in_language(*language).trim().is_empty()));
        }
    }
}
