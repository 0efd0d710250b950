//! The search index: folded words of people, without marks, and their digits from behind.
//!
//! A person's place on the index says where the person lives: the number of the village or unit (33 bits up), whether
//! it is a line of the roster (bit 32), and the row below it. One village is one run of places, so that people of
//! tonight's village are found without looking at anybody else.

use std::collections::{BTreeMap, BTreeSet};

use domain::citizen_number::CitizenNumber;
use domain::fold::fold;
use domain::person::Phone;
use domain::record::{Person, RosterScope};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::column::scope_bytes;
use crate::error::StoreError;
use crate::project::CitizenLine;
use crate::view;

const SCOPE_SHIFT: u32 = 33;
const ROSTER_BIT: i64 = 1 << 32;
const ROW_MASK: i64 = ROSTER_BIT - 1;

/// Who stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Indexed {
    /// A citizen's record, by the row of its entry.
    Citizen(i64),
    /// A line of the roster.
    Roster(i64),
}

/// Who stands at `place`.
pub(crate) const fn at(place: i64) -> Indexed {
    let row = place & ROW_MASK;
    if place & ROSTER_BIT == 0 { Indexed::Citizen(row) } else { Indexed::Roster(row) }
}

/// The place of somebody in a scope; `no` is the scope's number, 0 for none.
pub(crate) const fn place(no: i64, who: Indexed) -> i64 {
    match who {
        Indexed::Citizen(row) => (no << SCOPE_SHIFT) | (row & ROW_MASK),
        Indexed::Roster(row) => (no << SCOPE_SHIFT) | ROSTER_BIT | (row & ROW_MASK),
    }
}

/// The first and the last place of a scope.
pub(crate) const fn places(no: i64) -> (i64, i64) {
    (no << SCOPE_SHIFT, ((no + 1) << SCOPE_SHIFT) - 1)
}

/// What is to change on the index. Written at once, in the order of places: the index is then written once.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    gone: BTreeSet<i64>,
    new: BTreeMap<i64, String>,
}

impl Changes {
    /// Takes citizens off whose lines stand at these rows; call before the lines are taken away.
    pub(crate) fn remove_citizens(&mut self, db: &Connection, entries: &[i64]) -> Result<(), StoreError> {
        for entry in entries.iter().copied() {
            if let Some(place) =
                view::citizen::at(db, entry)?.map(|line| citizen_place(db, &line)).transpose()?.flatten()
            {
                self.remove(place);
            }
        }
        Ok(())
    }

    /// Puts a citizen on.
    pub(crate) fn add_citizen(&mut self, db: &Connection, line: Option<&CitizenLine>) -> Result<(), StoreError> {
        let Some((line, person)) = line.and_then(|line| Some((line, line.line.record.person.as_ref()?))) else {
            return Ok(());
        };
        if let Some(place) = citizen_place(db, line)? {
            self.new.insert(place, words(person));
        }
        Ok(())
    }

    /// Puts a line of the roster on.
    pub(crate) fn add_roster(&mut self, no: i64, row: i64, person: &Person) {
        self.new.insert(place(no, Indexed::Roster(row)), words(person));
    }

    /// Takes somebody off.
    pub(crate) fn remove(&mut self, place: i64) {
        if self.new.remove(&place).is_none() {
            self.gone.insert(place);
        }
    }

    /// How many people are to be put on.
    pub(crate) fn len(&self) -> usize {
        self.new.len()
    }

    /// Writes them.
    pub(crate) fn write(self, db: &Connection) -> Result<(), StoreError> {
        for place in &self.gone {
            let mut statement = db.prepare_cached("DELETE FROM search WHERE rowid = :place")?;
            statement.execute(named_params! { ":place": place })?;
        }
        for (place, words) in &self.new {
            let mut statement = db.prepare_cached("INSERT INTO search (rowid, words) VALUES (:place, :words)")?;
            statement.execute(named_params! { ":place": place, ":words": words })?;
        }
        Ok(())
    }
}

/// Where a citizen stands on the index; nowhere when voided or unreadable.
pub(crate) fn citizen_place(db: &Connection, of: &CitizenLine) -> Result<Option<i64>, StoreError> {
    let citizen = &of.line.record;
    if of.line.voided.is_some() || citizen.person.is_none() {
        return Ok(None);
    }
    let scope = citizen.village.map(RosterScope::Village).or(citizen.unit.map(RosterScope::Unit));
    let no = scope.map(|scope| number_of(db, scope)).transpose()?.unwrap_or_default();
    Ok(Some(place(no, Indexed::Citizen(of.line.entry))))
}

/// The number of a scope, given on first use; from 1.
pub(crate) fn number_of(db: &Connection, scope: RosterScope) -> Result<i64, StoreError> {
    if let Some(no) = known_number(db, scope)? {
        return Ok(no);
    }
    let mut statement = db.prepare_cached("INSERT INTO search_scope (scope) VALUES (:scope)")?;
    Ok(statement.insert(named_params! { ":scope": scope_bytes(scope) })?)
}

/// The number of a scope, if it has one.
pub(crate) fn known_number(db: &Connection, scope: RosterScope) -> Result<Option<i64>, StoreError> {
    let mut statement = db.prepare_cached("SELECT no FROM search_scope WHERE scope = :scope")?;
    Ok(statement.query_row(named_params! { ":scope": scope_bytes(scope) }, |row| row.get(0)).optional()?)
}

/// Stands before a given name on the index, where it is a word of its own: people are called by it. No folded word has it.
pub(crate) const GIVEN: char = '·';

/// What a person is found by: the words of the name, the given name once more as such, and number and phone from behind,
/// since people type tails.
pub(crate) fn words(person: &Person) -> String {
    let name = person.name.as_str();
    let mut words = fold(name);
    let given = words.rsplit(' ').next().map(|given| format!(" {GIVEN}{given}"));
    if name.contains('\'') {
        // H'Lan is looked for as "hlan" and as "lan".
        words.push(' ');
        words.push_str(&fold(&name.replace('\'', " ")));
    }
    words.extend(given);
    let digits = [person.number.as_ref().map(CitizenNumber::as_str), person.phone.as_ref().map(Phone::as_str)];
    for digits in digits.into_iter().flatten() {
        words.push(' ');
        words.extend(digits.chars().rev());
    }
    words
}

/// Empties the index.
pub(crate) fn empty(db: &Connection) -> Result<(), StoreError> {
    db.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_who_stands_there_and_where_the_village_ends() {
        for who in [Indexed::Citizen(1), Indexed::Citizen(ROW_MASK), Indexed::Roster(7)] {
            let (first, last) = places(3);
            assert_eq!(at(place(3, who)), who);
            assert!((first..=last).contains(&place(3, who)));
            assert!(!(first..=last).contains(&place(2, who)) && !(first..=last).contains(&place(4, who)));
        }
    }
}
