//! The table `follow_up`: whose line may have changed, and what it must be. The line of a person is a function of all
//! entries about that person, whatever the order they came in; `verify` and `rebuild` ask the same function.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::follow_up::{after_calls, follow_up};
use domain::ids::{CitizenId, SessionId};
use domain::rules::Rules;
use rusqlite::{Connection, OptionalExtension, Params, named_params};

use super::FOLLOW_UP;
use crate::column::{Table, day_number};
use crate::error::StoreError;
use crate::number::unsigned;
use crate::people::PERSON_RECORDS_MAX;
use crate::project::{CallLine, Line, Projection};
use crate::view::{assist, call, session};

const CITIZEN: Table = Table("citizen");

/// A match key; of somebody without a number the record.
type Person = [u8; 16];

/// The line of a person, as it stands in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Kept {
    citizen: [u8; 16],
    assist: i64,
    village: Option<[u8; 16]>,
    reason: u8,
    due: Option<i32>,
    calls: u32,
    last_result: Option<u8>,
}

/// One record of a person.
struct Record {
    citizen: CitizenId,
    village: Option<[u8; 16]>,
}

/// Whose lines may have changed with what a transaction writes. Gathered before and behind each record's views, written once.
#[derive(Debug, Default)]
pub(crate) struct Concerned {
    /// Records and match keys.
    people: BTreeSet<Person>,
    /// Days of sessions as they were.
    days: BTreeMap<SessionId, NaiveDate>,
    /// Sessions whose day is another one now: what the law says of their assists has another day too.
    moved: BTreeSet<SessionId>,
}

impl Concerned {
    /// Everybody whom the lines at these rows are about; call before they are taken away.
    pub(crate) fn lines_at(&mut self, db: &Connection, entries: &[i64]) -> Result<(), StoreError> {
        for entry in entries {
            let people = "SELECT record FROM citizen WHERE entry = :entry
                UNION ALL SELECT match_key FROM citizen WHERE entry = :entry AND match_key IS NOT NULL
                UNION ALL SELECT citizen FROM assist WHERE entry = :entry AND citizen IS NOT NULL
                UNION ALL SELECT citizen FROM call WHERE entry = :entry";
            self.people.extend(ids(db, people, named_params! { ":entry": entry })?);
            if let Some(of) = session::at(db, *entry)? {
                self.days.insert(of.line.record.id, of.line.record.day);
            }
        }
        Ok(())
    }

    /// Everybody whom the lines of a record are about now.
    pub(crate) fn projected(&mut self, of: &Projection) {
        if let Some(it) = &of.citizen {
            self.people.insert(*it.line.record.id.as_bytes());
            self.people.extend(it.match_key.map(|key| key.0));
        }
        self.people.extend(of.assist.iter().filter_map(|it| it.record.citizen).map(|it| *it.as_bytes()));
        self.people.extend(of.call.iter().map(|it| *it.record.citizen.as_bytes()));
        if let Some(it) = of.session.as_ref().map(|it| &it.line.record)
            && self.days.remove(&it.id) != Some(it.day)
        {
            self.moved.insert(it.id);
        }
    }

    /// Brings the lines of all of them up to date; call when the views stand.
    pub(crate) fn write(mut self, db: &Connection) -> Result<(), StoreError> {
        self.moved.extend(self.days.into_keys());
        for session in &self.moved {
            let helped = "SELECT DISTINCT citizen FROM assist WHERE session = :session AND citizen IS NOT NULL";
            self.people.extend(ids(db, helped, named_params! { ":session": session.as_bytes() })?);
        }
        let mut keys = BTreeSet::new();
        for record in &self.people {
            let of_record = "SELECT match_key FROM entry AS first JOIN citizen ON citizen.entry = first.id
                WHERE first.record = :record AND match_key IS NOT NULL";
            keys.extend(ids(db, of_record, named_params! { ":record": record })?);
        }
        self.people.union(&keys).try_for_each(|person| settle(db, *person))
    }
}

/// How the lines of the file compare with what they must be.
pub(crate) struct Compared {
    /// Lines there must be.
    pub lines: u64,
    /// Lines that are not so.
    pub bad: u64,
}

/// Compares everybody's line; changes nothing.
pub(crate) fn compare(db: &Connection) -> Result<Compared, StoreError> {
    let mut compared = Compared { lines: 0, bad: 0 };
    for person in people(db)? {
        let wanted = wanted(db, person)?;
        compared.lines = compared.lines.saturating_add(u64::from(wanted.is_some()));
        compared.bad = compared.bad.saturating_add(u64::from(kept(db, person)? != wanted));
    }
    let lines: i64 = db.query_row("SELECT count(*) FROM follow_up", [], |row| row.get(0))?;
    // Lines of nobody.
    compared.bad = compared.bad.saturating_add(unsigned(lines).unwrap_or_default().saturating_sub(compared.lines));
    Ok(compared)
}

/// Makes everybody's line anew; the table is empty.
pub(crate) fn rebuild(db: &Connection) -> Result<(), StoreError> {
    people(db)?.into_iter().try_for_each(|person| settle(db, person))
}

/// Everybody who has a record that counts.
fn people(db: &Connection) -> Result<Vec<Person>, StoreError> {
    ids(db, "SELECT DISTINCT coalesce(match_key, record) FROM citizen WHERE voided IS NULL", [])
}

fn settle(db: &Connection, person: Person) -> Result<(), StoreError> {
    let (wanted, kept) = (wanted(db, person)?, kept(db, person)?);
    if wanted == kept {
        return Ok(());
    }
    if kept.is_some() {
        let params = named_params! { ":person": person };
        db.prepare_cached("DELETE FROM follow_up WHERE person = :person")?.execute(params)?;
    }
    wanted.map_or(Ok(()), |line| insert(db, person, &line))
}

/// What a person's line must be; none where nobody has to be met.
fn wanted(db: &Connection, person: Person) -> Result<Option<Kept>, StoreError> {
    let records = records(db, person)?;
    let Some((newest, last)) = records.first().zip(last_assist(db, &records)?) else { return Ok(None) };
    let day = session::day(db, last.record.session)?;
    let Some(follow_up) = follow_up(Rules::built_in(), &last.record, day) else { return Ok(None) };
    let mut calls: Vec<CallLine> = Vec::new();
    for record in &records {
        calls.extend(call::after(db, record.citizen, last.stamp)?);
    }
    calls.sort_by_key(|it| (it.stamp, it.record.id));
    Ok(after_calls(follow_up, calls.iter().map(|it| &it.record)).map(|after| Kept {
        citizen: *newest.citizen.as_bytes(),
        assist: last.entry,
        village: newest.village,
        reason: after.follow_up.reason.code(),
        due: after.follow_up.due.map(day_number),
        calls: after.calls,
        last_result: after.last.map(|it| it.code()),
    }))
}

/// The records of a person that count, newest first; none for a record whose number says who it is.
fn records(db: &Connection, person: Person) -> Result<Vec<Record>, StoreError> {
    let mut of_key = db.prepare_cached(
        "SELECT record, village FROM citizen WHERE match_key = :person AND voided IS NULL
         ORDER BY wall_ms DESC, counter DESC, record DESC LIMIT :limit",
    )?;
    let limit = u32::try_from(PERSON_RECORDS_MAX).unwrap_or(u32::MAX);
    let mut rows = of_key.query(named_params! { ":person": person, ":limit": limit })?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(Record { citizen: CITIZEN.id(row, "record")?, village: CITIZEN.get(row, "village")? });
    }
    if !records.is_empty() {
        return Ok(records);
    }
    let mut of_record = db.prepare_cached(
        "SELECT citizen.record, village FROM entry AS first JOIN citizen ON citizen.entry = first.id
         WHERE first.record = :person AND match_key IS NULL AND voided IS NULL LIMIT 1",
    )?;
    let mut rows = of_record.query(named_params! { ":person": person })?;
    rows.next()?
        .map(|row| Ok(Record { citizen: CITIZEN.id(row, "record")?, village: CITIZEN.get(row, "village")? }))
        .into_iter()
        .collect()
}

/// The newest assist of these records that counts.
fn last_assist(db: &Connection, records: &[Record]) -> Result<Option<Line<domain::record::Assist>>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT wall_ms, counter, record, entry FROM assist WHERE citizen = :citizen AND voided IS NULL
         ORDER BY wall_ms DESC, counter DESC, record DESC LIMIT 1",
    )?;
    let mut newest: Option<(i64, u32, [u8; 16], i64)> = None;
    for record in records {
        let params = named_params! { ":citizen": record.citizen.as_bytes() };
        let of_record = statement.query_row(params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        newest = newest.max(of_record.optional()?);
    }
    newest.map_or(Ok(None), |(_, _, _, entry)| assist::at(db, entry))
}

fn kept(db: &Connection, person: Person) -> Result<Option<Kept>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT citizen, assist, village, reason, due, calls, last_result FROM follow_up WHERE person = :person",
    )?;
    let mut rows = statement.query(named_params! { ":person": person })?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Kept {
        citizen: FOLLOW_UP.get(row, "citizen")?,
        assist: FOLLOW_UP.get(row, "assist")?,
        village: FOLLOW_UP.get(row, "village")?,
        reason: FOLLOW_UP.get(row, "reason")?,
        due: FOLLOW_UP.get(row, "due")?,
        calls: FOLLOW_UP.get(row, "calls")?,
        last_result: FOLLOW_UP.get(row, "last_result")?,
    }))
}

fn insert(db: &Connection, person: Person, line: &Kept) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO follow_up (person, citizen, assist, village, reason, due, calls, last_result)
         VALUES (:person, :citizen, :assist, :village, :reason, :due, :calls, :last_result)",
    )?
    .execute(named_params! {
        ":person": person,
        ":citizen": line.citizen,
        ":assist": line.assist,
        ":village": line.village,
        ":reason": line.reason,
        ":due": line.due,
        ":calls": line.calls,
        ":last_result": line.last_result,
    })?;
    Ok(())
}

/// Sixteen bytes each.
fn ids(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<Person>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let found = statement.query_map(params, |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
