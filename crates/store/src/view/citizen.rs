//! The table `citizen`: people who were helped, each with the match key of the number that shows.

use domain::citizen_number::CitizenNumber;
use domain::ids::{CitizenId, MatchKey};
use domain::person::{Address, BirthDate, PersonName, Phone, Sex};
use domain::record::{Citizen, Person};
use rusqlite::{Connection, Row, named_params};

use super::{answer, flags, line};
use crate::column::Table;
use crate::error::StoreError;
use crate::project::CitizenLine;
use crate::rows::CitizenRow;

const CITIZEN: Table = Table("citizen");

const SELECT: &str = "SELECT citizen.entry, citizen.record, citizen.wall_ms, citizen.counter, citizen.member,
        citizen.village, citizen.unit, citizen.match_key, citizen.name, citizen.number, citizen.birth, citizen.sex,
        citizen.phone, citizen.address, citizen.voided, citizen.flags, entry.device, entry.seq, entry.digest
    FROM citizen JOIN entry ON entry.id = citizen.entry";

pub(super) fn insert(db: &Connection, of: &CitizenLine) -> Result<(), StoreError> {
    let (line, citizen, person) = (&of.line, &of.line.record, of.line.record.person.as_ref());
    db.prepare_cached(
        "INSERT INTO citizen (entry, record, wall_ms, counter, member, village, unit, match_key, name, number, birth,
             sex, phone, address, voided, flags)
         VALUES (:entry, :record, :wall_ms, :counter, :member, :village, :unit, :match_key, :name, :number, :birth,
             :sex, :phone, :address, :voided, :flags)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": citizen.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":member": line.member.map(|it| *it.as_bytes()),
        ":village": citizen.village.map(|it| *it.as_bytes()),
        ":unit": citizen.unit.map(|it| *it.as_bytes()),
        ":match_key": of.match_key.map(|it| it.0),
        ":name": person.map(|it| it.name.as_str()),
        ":number": person.and_then(|it| it.number.as_ref()).map(CitizenNumber::as_str),
        ":birth": person.and_then(|it| it.birth).map(BirthDate::to_iso),
        ":sex": person.and_then(|it| it.sex).map(Sex::code),
        ":phone": person.and_then(|it| it.phone.as_ref()).map(Phone::as_str),
        ":address": person.and_then(|it| it.address.as_ref()).map(Address::as_str),
        ":voided": line.voided.map(|it| it.code()),
        ":flags": flags(line),
    })?;
    Ok(())
}

/// The line at a row of the journal.
pub(crate) fn at(db: &Connection, entry: i64) -> Result<Option<CitizenLine>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE citizen.entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// A citizen as the queries answer it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub row: CitizenRow,
    pub match_key: Option<MatchKey>,
}

/// One citizen's record.
pub(crate) fn of(db: &Connection, citizen: CitizenId) -> Result<Option<Answer>, StoreError> {
    one(db, "WHERE entry.record = :key", *citizen.as_bytes())
}

/// Every record of one person, newest first, at most `limit`.
pub(crate) fn of_person(db: &Connection, match_key: MatchKey, limit: u32) -> Result<Vec<Answer>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "{SELECT} WHERE citizen.match_key = :match_key
         ORDER BY citizen.wall_ms DESC, citizen.counter DESC, citizen.record DESC LIMIT :limit"
    ))?;
    let mut rows = statement.query(named_params! { ":match_key": match_key.0, ":limit": limit })?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(answered(row)?);
    }
    Ok(records)
}

fn one(db: &Connection, filter: &str, key: [u8; 16]) -> Result<Option<Answer>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} {filter}"))?;
    let mut rows = statement.query(named_params! { ":key": key })?;
    rows.next()?.map(answered).transpose()
}

fn answered(row: &Row<'_>) -> Result<Answer, StoreError> {
    let of = read(row)?;
    Ok(Answer { match_key: of.match_key, row: answer(of.line, row)? })
}

fn read(row: &Row<'_>) -> Result<CitizenLine, StoreError> {
    let citizen = Citizen {
        id: CITIZEN.id(row, "record")?,
        village: CITIZEN.id_option(row, "village")?,
        unit: CITIZEN.id_option(row, "unit")?,
        person: person(CITIZEN, row)?,
    };
    Ok(CitizenLine { match_key: CITIZEN.match_key(row, "match_key")?, line: line(CITIZEN, row, citizen)? })
}

/// The columns of a person; none where the name cannot be read here.
pub(crate) fn person(table: Table, row: &Row<'_>) -> Result<Option<Person>, StoreError> {
    let Some(name) = table.text(row, "name", PersonName::parse)? else { return Ok(None) };
    Ok(Some(Person {
        name,
        number: table.text(row, "number", CitizenNumber::parse)?,
        birth: table.text(row, "birth", BirthDate::parse)?,
        sex: table.option(row, "sex", Sex::from_code)?,
        phone: table.text(row, "phone", Phone::parse)?,
        address: table.text(row, "address", Address::parse)?,
    }))
}
