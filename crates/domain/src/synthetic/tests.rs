//! Made-up people: the same seed, the same people, and nobody who could be real.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::card::{CardKind, CardWarning, parse_card};
use crate::fold::fold;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn people(seed: u64, count: usize) -> Vec<SyntheticPerson> {
    synthetic_people(seed, today(), 6).take(count).collect()
}

#[test]
fn the_same_seed_gives_the_same_people_and_another_seed_others() {
    assert_eq!(people(7, 50), people(7, 50));
    assert_ne!(people(7, 50), people(8, 50));
}

#[test]
fn a_whole_district_has_unique_numbers_that_belong_to_nobody() {
    let district = people(1, 150_000);
    assert_eq!(district.len(), 150_000);
    let numbers: BTreeSet<&CitizenNumber> = district.iter().map(|person| &person.number).collect();
    assert_eq!(numbers.len(), district.len());
    assert!(district.iter().all(|person| person.number.is_sample()));
    assert!(district.iter().all(|person| person.phone.as_ref().is_none_or(|p| p.as_str().starts_with("0505"))));
}

#[test]
fn people_end_where_their_numbers_would_repeat() {
    let mut last = SyntheticPeople { next: SYNTHETIC_PEOPLE_MAX - 1, ..synthetic_people(1, today(), 1) };
    assert!(last.next().is_some());
    assert!(last.next().is_none());
}

#[test]
fn both_cards_of_everybody_are_read_back() {
    for person in people(3, 2_000) {
        for (layout, kind) in [(CardLayout::Chip, CardKind::Chip), (CardLayout::CanCuoc, CardKind::CanCuoc)] {
            let card = parse_card(&person.card_text(layout), today()).unwrap();
            assert_eq!((card.number, &card.name), (person.number, &person.name));
            assert_eq!((card.birth, card.sex, card.kind), (person.birth, person.sex, kind));
            let mut warnings = card.warnings;
            // A child may be younger than the one issue date all made-up chip cards have.
            warnings.remove(&CardWarning::IssuedBeforeBirth);
            assert_eq!(warnings, BTreeSet::from([CardWarning::SampleNumber]));
        }
    }
}

#[test]
fn surnames_come_about_as_often_as_in_life() {
    let folk = people(5, 20_000);
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for person in &folk {
        *counts.entry(person.name.as_str().split(' ').next().unwrap()).or_default() += 1;
    }
    let check = |surname: &str, per_mille: std::ops::RangeInclusive<u32>| {
        let found = counts[surname] * 1000 / 20_000;
        assert!(per_mille.contains(&found), "{surname}: {found} per mille");
    };
    check("Nguyễn", 350..=410);
    check("Trần", 95..=125);
    check("Lê", 80..=110);
    check("Phạm", 58..=82);
    let highland = folk.iter().filter(|person| person.name.as_str().contains('\'')).count();
    assert!(highland > 100, "{highland} highland women");
}

#[test]
fn nobody_is_called_like_an_officer_of_the_letters() {
    // Given names that the two letters' officers have are left out of the list altogether.
    for person in people(11, 20_000) {
        let given = fold(person.name.as_str());
        assert!(!given.ends_with(" binh") && !given.ends_with(" nam"));
    }
}

#[test]
fn everybody_has_an_age_a_village_and_a_state_that_fit() {
    for person in people(13, 2_000) {
        let age = person.birth.age_years_on(today());
        assert!((6..=95).contains(&age.least()), "{age:?}");
        assert!(person.village < 6);
        assert!(person.address.as_str().contains(&synthetic_village(person.village)));
        assert!(person.sms_day.is_none_or(|day| day <= today()));
    }
}

#[test]
fn villages_beyond_the_list_are_numbered() {
    assert_eq!(synthetic_village(0), "Gồm");
    assert_eq!(synthetic_village(12), "Gồm 2");
    let names: BTreeSet<String> = (0..200).map(synthetic_village).collect();
    assert_eq!(names.len(), 200);
}
