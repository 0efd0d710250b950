//! The parts of made-up names and addresses: `assets/synthetic_names.json`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::CardLayout;
use super::random::Random;
use crate::person::Sex;

static BUILT_IN: LazyLock<Names> = LazyLock::new(built_in);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    surnames: Vec<Surname>,
    male: Parts,
    female: Parts,
    highland: Highland,
    villages: Vec<String>,
    place: Place,
}

/// A surname and how often it comes, relative to the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Surname {
    name: String,
    weight: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    middle: Vec<String>,
    given: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Highland {
    per_mille: u64,
    family: Vec<String>,
    male: Vec<String>,
    female: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    commune: String,
    district: String,
    province: String,
}

impl Names {
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// `Trần Thị Hạnh`, and for some a highland name such as `Ksor H'Lan`.
    pub(super) fn full_name(&self, sex: Sex, random: &mut Random) -> String {
        if random.below(1000) < self.highland.per_mille {
            return self.highland_name(sex, random);
        }
        let parts = match sex {
            Sex::Male => &self.male,
            Sex::Female => &self.female,
        };
        let (middle, given) = (picked(&parts.middle, random), picked(&parts.given, random));
        format!("{} {middle} {given}", self.surname(random))
    }

    fn highland_name(&self, sex: Sex, random: &mut Random) -> String {
        let given = match sex {
            Sex::Male => &self.highland.male,
            Sex::Female => &self.highland.female,
        };
        let (family, given) = (picked(&self.highland.family, random), picked(given, random));
        format!("{family} {given}")
    }

    fn surname(&self, random: &mut Random) -> &str {
        let mut at = random.below(self.surnames.iter().map(|surname| surname.weight).sum());
        let found = self.surnames.iter().find(|surname| match at.checked_sub(surname.weight) {
            Some(left) => {
                at = left;
                false
            }
            None => true,
        });
        found.map_or("", |surname| surname.name.as_str())
    }

    /// `Gồm`, and beyond the list `Gồm 2`.
    pub(super) fn village(&self, village: u16) -> String {
        let count = self.villages.len().max(1);
        let (round, at) = (usize::from(village) / count, usize::from(village) % count);
        let name = self.villages.get(at).map_or("", String::as_str);
        match round {
            0 => name.to_owned(),
            _ => format!("{name} {}", round.saturating_add(1)),
        }
    }

    pub(super) fn commune(&self) -> &str {
        &self.place.commune
    }

    /// Three levels on the cards of 2021, two on those printed since the districts were abolished.
    pub(super) fn address(&self, village: u16, layout: CardLayout) -> String {
        let village = self.village(village);
        let Place { commune, district, province } = &self.place;
        match layout {
            CardLayout::Chip => format!("Thôn {village}, {commune}, {district}, {province}"),
            CardLayout::CanCuoc => format!("Thôn {village}, {commune}, {province}"),
        }
    }
}

fn picked<'a>(items: &'a [String], random: &mut Random) -> &'a str {
    random.pick(items).map_or("", String::as_str)
}

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
fn built_in() -> Names {
    let json = include_str!("../../../../assets/synthetic_names.json");
    serde_json::from_str(json).expect("the built-in names can be read")
}
