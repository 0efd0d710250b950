//! The table `roster_person`: people of the lists granted to this laptop.

use domain::citizen_number::CitizenNumber;
use domain::ids::MatchKey;
use domain::person::{Address, BirthDate, Phone, Sex};
use domain::record::{Person, RosterPerson};
use domain::service::AccountState;
use rusqlite::{Connection, Row, ToSql, named_params};

use crate::column::{Table, day_number, day_of, scope_of};
use crate::error::StoreError;
use crate::identity::Held;
use crate::rows::{RosterLine, RosterRow};
use crate::view::citizen;

const PERSON: Table = Table("roster_person");

const SELECT: &str = "SELECT roster_person.id, roster_person.match_key, roster_person.name, roster_person.number,
        roster_person.birth, roster_person.sex, roster_person.phone, roster_person.address, roster_person.state,
        roster_person.sms_day, blob.scope, blob.day
    FROM roster_person JOIN blob ON blob.id = roster_person.blob";

/// Adds a line; returns its row.
pub(super) fn insert(db: &Connection, held: &Held, blob: i64, of: &RosterPerson) -> Result<i64, StoreError> {
    let person = &of.person;
    let match_key = person.number.as_ref().and_then(|number| held.keyring.match_key(number));
    let mut statement = db.prepare_cached(
        "INSERT INTO roster_person (blob, match_key, name, number, birth, sex, phone, address, state, sms_day)
         VALUES (:blob, :match_key, :name, :number, :birth, :sex, :phone, :address, :state, :sms_day)",
    )?;
    Ok(statement.insert(named_params! {
        ":blob": blob,
        ":match_key": match_key.map(|it| it.0),
        ":name": person.name.as_str(),
        ":number": person.number.as_ref().map(CitizenNumber::as_str),
        ":birth": person.birth.map(BirthDate::to_iso),
        ":sex": person.sex.map(Sex::code),
        ":phone": person.phone.as_ref().map(Phone::as_str),
        ":address": person.address.as_ref().map(Address::as_str),
        ":state": of.state.code(),
        ":sms_day": of.sms_day.map(day_number),
    })?)
}

/// Whether people of a blob stand here.
pub(super) fn any(db: &Connection, blob: i64) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached("SELECT 1 FROM roster_person WHERE blob = :blob LIMIT 1")?;
    Ok(statement.exists(named_params! { ":blob": blob })?)
}

/// Takes the people of a blob away; returns their rows.
pub(super) fn take_away(db: &Connection, blob: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = db.prepare_cached("DELETE FROM roster_person WHERE blob = :blob RETURNING id")?;
    let rows = statement.query_map(named_params! { ":blob": blob }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A line by its number.
pub(crate) fn by_line(db: &Connection, line: i64) -> Result<Option<Answer>, StoreError> {
    one(db, "WHERE roster_person.id = :line", &[(":line", &line)])
}

/// A person's line, of several lists the newest.
pub(crate) fn by_match_key(db: &Connection, key: MatchKey) -> Result<Option<Answer>, StoreError> {
    let filter = "WHERE roster_person.match_key = :key ORDER BY blob.day DESC, roster_person.id DESC LIMIT 1";
    one(db, filter, &[(":key", &key.0)])
}

/// A line with the match key of its person.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub row: RosterRow,
    pub match_key: Option<MatchKey>,
}

fn one(db: &Connection, filter: &str, params: &[(&str, &dyn ToSql)]) -> Result<Option<Answer>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} {filter}"))?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<Answer, StoreError> {
    let person = RosterPerson {
        person: citizen::person(PERSON, row)?.ok_or_else(|| PERSON.damaged())?,
        state: PERSON.read(row, "state", AccountState::from_code)?,
        sms_day: PERSON.option(row, "sms_day", day_of)?,
    };
    let row_of = RosterRow {
        line: RosterLine(PERSON.get(row, "id")?),
        person,
        scope: PERSON.read(row, "scope", scope_of)?,
        day: PERSON.read(row, "day", day_of)?,
    };
    Ok(Answer { row: row_of, match_key: PERSON.match_key(row, "match_key")? })
}

/// Every line: its row, its blob, its person.
pub(super) fn all(db: &Connection) -> Result<Vec<(i64, i64, Person)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id, blob, name, number, birth, sex, phone, address FROM roster_person ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        let person = citizen::person(PERSON, row)?.ok_or_else(|| PERSON.damaged())?;
        people.push((PERSON.get(row, "id")?, PERSON.get(row, "blob")?, person));
    }
    Ok(people)
}
