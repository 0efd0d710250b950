//! Made-up people for the practice commune, tests and benches: the same seed gives the same people.
//! Never here: keys. The generator is predictable by design and good for nothing secret.

mod names;
mod random;

use chrono::{Datelike, Days, NaiveDate};

use crate::citizen_number::CitizenNumber;
use crate::person::{Address, BirthDate, PersonName, Phone, Sex};
use crate::service::AccountState;
use names::Names;
use random::Random;

/// At most this many people of one seed; their numbers differ up to here.
pub const SYNTHETIC_PEOPLE_MAX: u32 = 1_000_000;

/// Place codes that belong to no place; with them a number can be nobody's.
const PLACE_CODES: [&str; 3] = ["003", "005", "007"];
/// Network code and digit of made-up phones: no operator has 50, no area code was 0505 (unverified).
const PHONE_PREFIX: &str = "0505";
/// Coprime to a million: multiplying by it reorders 0 … 999,999.
const TAIL_STEP: u64 = 387_421;

/// Which layout a card text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardLayout {
    /// Seven fields, issued until 30/06/2024.
    Chip,
    /// Eleven fields, issued from 01/07/2024.
    CanCuoc,
}

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntheticPerson {
    /// The name.
    pub name: PersonName,
    /// The number; always [`CitizenNumber::is_sample`].
    pub number: CitizenNumber,
    /// The birth date.
    pub birth: BirthDate,
    /// The sex.
    pub sex: Sex,
    /// A phone, for nine people of ten.
    pub phone: Option<Phone>,
    /// The address, with the village's name in it.
    pub address: Address,
    /// Where the person lives: 0 up to the number of villages asked for.
    pub village: u16,
    /// What the police's list says.
    pub account_state: AccountState,
    /// The day of the Ministry's message, where level 2 waits for activation.
    pub sms_day: Option<NaiveDate>,
    old_number: Option<u32>,
}

/// An endless row of made-up people, cut at [`SYNTHETIC_PEOPLE_MAX`].
#[derive(Debug, Clone)]
pub struct SyntheticPeople {
    random: Random,
    today: NaiveDate,
    villages: u16,
    next: u32,
    shift: u64,
}

/// The people of a seed: aged 6 to 94 on `today`, spread evenly over `villages` villages (at least one).
#[must_use]
pub fn synthetic_people(seed: u64, today: NaiveDate, villages: u16) -> SyntheticPeople {
    let mut random = Random::seeded(seed);
    let shift = random.below(u64::from(SYNTHETIC_PEOPLE_MAX));
    SyntheticPeople { random, today, villages: villages.max(1), next: 0, shift }
}

/// The name of a made-up village; beyond the list names come again with a number.
#[must_use]
pub fn synthetic_village(village: u16) -> String {
    Names::built_in().village(village)
}

/// The name of the made-up commune.
#[must_use]
pub fn synthetic_commune() -> &'static str {
    Names::built_in().commune()
}

impl Iterator for SyntheticPeople {
    type Item = SyntheticPerson;

    fn next(&mut self) -> Option<SyntheticPerson> {
        if self.next >= SYNTHETIC_PEOPLE_MAX {
            return None;
        }
        let index = self.next;
        self.next = index.saturating_add(1);
        self.person(index)
    }
}

impl SyntheticPeople {
    /// `None` only if a made-up part broke its own type's rules, which the tests exclude.
    fn person(&mut self, index: u32) -> Option<SyntheticPerson> {
        let names = Names::built_in();
        let sex = if self.random.one_in(2) { Sex::Male } else { Sex::Female };
        let born = self.birthday();
        let tail = self.tail(index);
        let village = u16::try_from(index % u32::from(self.villages)).ok()?;
        let account_state = self.account_state();
        Some(SyntheticPerson {
            name: PersonName::parse(&names.full_name(sex, &mut self.random)).ok()?,
            number: number(index, born, sex, tail)?,
            birth: BirthDate::day(born).ok()?,
            sex,
            phone: if self.random.one_in(10) { None } else { phone(tail) },
            address: Address::parse(&names.address(village, CardLayout::Chip)).ok()?,
            village,
            account_state,
            sms_day: self.sms_day(account_state),
            old_number: if self.random.one_in(2) { u32::try_from(tail).ok() } else { None },
        })
    }

    /// Six digits that no other person of this seed has.
    fn tail(&self, index: u32) -> u64 {
        (u64::from(index) * TAIL_STEP + self.shift) % u64::from(SYNTHETIC_PEOPLE_MAX)
    }

    /// Between 6 and 94 completed years before today, one in twenty under 14.
    fn birthday(&mut self) -> NaiveDate {
        let years = if self.random.one_in(20) { 6 + self.random.below(8) } else { 14 + self.random.below(80) };
        let days = years * 366 + 1 + self.random.below(365);
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    /// About what a police list of people to be met looks like.
    fn account_state(&mut self) -> AccountState {
        match self.random.below(100) {
            0..=4 => AccountState::NoChipCard,
            5..=16 => AccountState::NotInstalled,
            17..=19 => AccountState::Level0,
            20..=23 => AccountState::Level1Waiting,
            24..=35 => AccountState::Level1Active,
            36..=62 => AccountState::Level2Received,
            63..=74 => AccountState::Level2Approved,
            _ => AccountState::Level2Active,
        }
    }

    fn sms_day(&mut self, state: AccountState) -> Option<NaiveDate> {
        let ago = Days::new(self.random.below(12));
        let waits = matches!(state, AccountState::Level2Approved);
        waits.then(|| self.today.checked_sub_days(ago)).flatten()
    }
}

impl SyntheticPerson {
    /// What a scanner would type for this person's card.
    #[must_use]
    pub fn card_text(&self, layout: CardLayout) -> String {
        let born = self.birth.full_day().unwrap_or_default().format("%d%m%Y");
        let sex = match self.sex {
            Sex::Male => "Nam",
            Sex::Female => "Nữ",
        };
        let old = self.old_number.map(|tail| format!("000{tail:06}")).unwrap_or_default();
        let address = Names::built_in().address(self.village, layout);
        let (issued, rest) = match layout {
            CardLayout::Chip => ("22062022", ""),
            CardLayout::CanCuoc => ("01082024", "||||"),
        };
        let (number, name) = (self.number.as_str(), self.name.as_str());
        format!("{number}|{old}|{name}|{born}|{sex}|{address}|{issued}{rest}")
    }
}

/// Place, century and sex, year, and the tail.
fn number(index: u32, born: NaiveDate, sex: Sex, tail: u64) -> Option<CitizenNumber> {
    let place = PLACE_CODES.iter().cycle().nth(usize::try_from(index % 3).ok()?)?;
    let century = (born.year() - 1900).div_euclid(100) * 2;
    let century = match sex {
        Sex::Male => century,
        Sex::Female => century + 1,
    };
    CitizenNumber::parse(&format!("{place}{century}{:02}{tail:06}", born.year() % 100)).ok()
}

fn phone(tail: u64) -> Option<Phone> {
    Phone::parse(&format!("{PHONE_PREFIX}{tail:06}")).ok()
}

#[cfg(test)]
mod tests;
