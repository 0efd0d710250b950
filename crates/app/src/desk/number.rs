//! What a typed number contradicts: the same warnings as of a scanned card, and as little an error.

use domain::card::{CardWarning, number_warnings};
use domain::citizen_number::CitizenNumber;
use domain::person::{BirthDate, Sex};

use super::Tonight;
use crate::form::PersonDraft;
use crate::view::Words;
use crate::view::desk::PersonForm;

impl Tonight {
    /// What the number of somebody who has no record yet claims otherwise than what stands beside it. Fields that cannot
    /// be read say nothing.
    pub(crate) fn contradictions(self, person: &PersonForm) -> Vec<Words> {
        let number = CitizenNumber::parse(&person.number).ok().filter(|_| person.citizen.is_none());
        let found = number.map(|number| told(number, BirthDate::parse(&person.birth).ok(), person.sex));
        let expected = |it: &Words| self.practice && it.key == CardWarning::SampleNumber.key();
        found.into_iter().flatten().filter(|it| !expected(it)).collect()
    }
}

/// The same of somebody who is about to be saved; a number of a sample is no news by then.
pub(crate) fn contradictions_of(person: &PersonDraft) -> Vec<Words> {
    let found = person.number.map(|number| told(number, person.birth, person.sex));
    found.into_iter().flatten().filter(|it| it.key != CardWarning::SampleNumber.key()).collect()
}

fn told(number: CitizenNumber, birth: Option<BirthDate>, sex: Option<Sex>) -> Vec<Words> {
    number_warnings(number, birth, sex).into_iter().map(|it| Words::new(it.key())).collect()
}
