//! The search index: folded words of people without marks, and their digits from behind.
//!
//! Each word stands there three times at most: as it is; as a given name, if it is one; and behind a letter of the
//! person's village or unit, so that people of tonight's village are found without looking at anybody else. The first letters
//! of all words are one word more.

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

/// Stands before a given name: people are called by it. No folded word has it.
pub(crate) const GIVEN: char = '·';
/// Stands before the first letters of somebody's words. No folded word has it.
pub(crate) const INITIALS: char = '°';
/// The letter of the first scope; the others follow. No name has such letters.
const FIRST_LETTER: u32 = 0x4E00;
/// So many villages and units have letters of their own; people of more are found, but never first.
const LETTERS_MAX: u32 = 20_000;

/// Who stands at a place of the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Indexed {
    /// A citizen's record, by the row of its entry: even places.
    Citizen(i64),
    /// A line of the roster: odd places.
    Roster(i64),
}

impl Indexed {
    /// The place.
    pub(crate) const fn place(self) -> i64 {
        match self {
            Self::Citizen(row) => row << 1,
            Self::Roster(row) => (row << 1) | 1,
        }
    }
}

/// The letter of a village or unit on the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Letter(char);

impl Letter {
    pub(crate) const fn get(self) -> char {
        self.0
    }

    fn of(no: i64) -> Option<Self> {
        let no = u32::try_from(no).ok().filter(|no| *no < LETTERS_MAX)?;
        char::from_u32(FIRST_LETTER.checked_add(no)?).map(Self)
    }
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
            if view::citizen::at(db, entry)?.is_some_and(|line| is_indexed(&line)) {
                self.remove(Indexed::Citizen(entry));
            }
        }
        Ok(())
    }

    /// Puts a citizen on.
    pub(crate) fn add_citizen(&mut self, db: &Connection, line: Option<&CitizenLine>) -> Result<(), StoreError> {
        if let Some((place, words)) = line.map(|line| citizen(db, line)).transpose()?.flatten() {
            self.new.insert(place, words);
        }
        Ok(())
    }

    /// Puts a line of the roster on.
    pub(crate) fn add_roster(&mut self, row: i64, person: &Person, letter: Option<Letter>) {
        self.new.insert(Indexed::Roster(row).place(), words(person, letter));
    }

    /// Takes somebody off.
    pub(crate) fn remove(&mut self, who: Indexed) {
        if self.new.remove(&who.place()).is_none() {
            self.gone.insert(who.place());
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

/// Nobody voided or unreadable is on the index.
fn is_indexed(of: &CitizenLine) -> bool {
    of.line.voided.is_none() && of.line.record.person.is_some()
}

/// Where a citizen stands on the index and what is found there; none for somebody who is not on it.
pub(crate) fn citizen(db: &Connection, of: &CitizenLine) -> Result<Option<(i64, String)>, StoreError> {
    let citizen = &of.line.record;
    let Some(person) = citizen.person.as_ref().filter(|_| is_indexed(of)) else { return Ok(None) };
    let village = citizen.village.map(RosterScope::Village);
    let mut letters = Vec::new();
    for scope in village.into_iter().chain(citizen.unit.map(RosterScope::Unit)) {
        letters.extend(letter_for(db, scope)?);
    }
    Ok(Some((Indexed::Citizen(of.line.entry).place(), words(person, letters))))
}

/// The letter of a scope, given on first use.
pub(crate) fn letter_for(db: &Connection, scope: RosterScope) -> Result<Option<Letter>, StoreError> {
    if let Some(no) = number_of(db, scope)? {
        return Ok(Letter::of(no));
    }
    let mut statement = db.prepare_cached("INSERT INTO search_scope (scope) VALUES (:scope)")?;
    Ok(Letter::of(statement.insert(named_params! { ":scope": scope_bytes(scope) })?))
}

/// The letter of a scope, if anybody of it was ever on the index.
pub(crate) fn letter_of(db: &Connection, scope: RosterScope) -> Result<Option<Letter>, StoreError> {
    Ok(number_of(db, scope)?.and_then(Letter::of))
}

fn number_of(db: &Connection, scope: RosterScope) -> Result<Option<i64>, StoreError> {
    let mut statement = db.prepare_cached("SELECT no FROM search_scope WHERE scope = :scope")?;
    Ok(statement.query_row(named_params! { ":scope": scope_bytes(scope) }, |row| row.get(0)).optional()?)
}

/// What a person is found by; number and phone from behind, since people type tails.
pub(crate) fn words(person: &Person, letters: impl IntoIterator<Item = Letter>) -> String {
    let bare = bare_words(person);
    let mut words = bare.join(" ");
    for letter in letters {
        for word in &bare {
            words.push(' ');
            words.push(letter.get());
            words.push_str(word);
        }
    }
    words
}

fn bare_words(person: &Person) -> Vec<String> {
    let name = person.name.as_str();
    let mut words: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
    let initials = initials(&words);
    words.extend(words.last().map(|given| format!("{GIVEN}{given}")));
    words.extend(initials);
    if name.contains('\'') {
        // H'Lan is looked for as "hlan" and as "lan".
        words.extend(fold(&name.replace('\'', " ")).split(' ').map(str::to_owned));
    }
    let digits = [person.number.as_ref().map(CitizenNumber::as_str), person.phone.as_ref().map(Phone::as_str)];
    words.extend(digits.into_iter().flatten().map(|digits| digits.chars().rev().collect()));
    words
}

/// The first letters of a name's words behind their mark; none of a single word.
fn initials(words: &[String]) -> Option<String> {
    let letters = words.iter().filter_map(|word| word.chars().next());
    (words.len() > 1).then(|| std::iter::once(INITIALS).chain(letters).collect())
}

/// Empties the index.
pub(crate) fn empty(db: &Connection) -> Result<(), StoreError> {
    db.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::person::PersonName;

    #[test]
    fn a_person_is_found_by_words_given_name_and_tails_here_and_in_the_village() {
        let person = Person {
            name: PersonName::parse("Ksor H'Lan").unwrap(),
            number: Some(CitizenNumber::parse("005090000417").unwrap()),
            birth: None,
            sex: None,
            phone: None,
            address: None,
        };
        assert_eq!(words(&person, None), "ksor hlan ·hlan °kh ksor h lan 714000090500");
        let village = words(&person, Letter::of(1));
        assert!(village.ends_with(" 丁ksor 丁hlan 丁·hlan 丁°kh 丁ksor 丁h 丁lan 丁714000090500"), "{village}");
    }

    #[test]
    fn places_of_records_and_of_the_roster_never_meet() {
        assert_eq!(Indexed::Citizen(5).place(), 10);
        assert_eq!(Indexed::Roster(5).place(), 11);
    }

    #[test]
    fn more_villages_than_letters_have_none() {
        assert!(Letter::of(i64::from(LETTERS_MAX) - 1).is_some());
        assert_eq!(Letter::of(i64::from(LETTERS_MAX)), None);
    }
}
