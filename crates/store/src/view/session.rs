//! The table `session`: opened, perhaps closed, perhaps corrected or voided.

use chrono::NaiveDate;
use domain::ids::SessionId;
use domain::person::Title;
use domain::record::Session;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{answer, flags, line};
use crate::column::{Table, day_number, day_of, members_bytes, members_of};
use crate::error::StoreError;
use crate::project::SessionLine;
use crate::rows;

const SESSION: Table = Table("session");

const SELECT: &str = "SELECT session.entry, session.record, session.wall_ms, session.counter, session.member,
        session.village, session.unit, session.day, session.members, session.first_ticket, session.place,
        session.closing, session.voided, session.flags, entry.device, entry.seq, entry.digest
    FROM session JOIN entry ON entry.id = session.entry";

pub(super) fn insert(db: &Connection, of: &SessionLine) -> Result<(), StoreError> {
    let (line, session) = (&of.line, &of.line.record);
    db.prepare_cached(
        "INSERT INTO session (entry, record, wall_ms, counter, member, village, unit, day, members, first_ticket,
             place, closing, voided, flags)
         VALUES (:entry, :record, :wall_ms, :counter, :member, :village, :unit, :day, :members, :first_ticket,
             :place, :closing, :voided, :flags)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": session.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":member": line.member.map(|it| *it.as_bytes()),
        ":village": session.village.map(|it| *it.as_bytes()),
        ":unit": session.unit.map(|it| *it.as_bytes()),
        ":day": day_number(session.day),
        ":members": members_bytes(&session.members),
        ":first_ticket": session.first_ticket,
        ":place": session.place.as_ref().map(Title::as_str),
        ":closing": of.closing,
        ":voided": line.voided.map(|it| it.code()),
        ":flags": flags(line),
    })?;
    Ok(())
}

pub(crate) fn at(db: &Connection, entry: i64) -> Result<Option<SessionLine>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE session.entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// A session as the queries answer it, with the row of the entry that closed it.
pub(crate) type Answer = (rows::Row<Session>, Option<i64>);

/// One session.
pub(crate) fn of(db: &Connection, session: SessionId) -> Result<Option<Answer>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE entry.record = :record"))?;
    let mut rows = statement.query(named_params! { ":record": session.as_bytes() })?;
    rows.next()?.map(answered).transpose()
}

/// The newest day first.
pub(crate) fn newest(db: &Connection, limit: u32) -> Result<Vec<Answer>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "{SELECT} ORDER BY session.day DESC, session.wall_ms DESC, session.counter DESC LIMIT :limit"
    ))?;
    let mut rows = statement.query(named_params! { ":limit": limit })?;
    let mut sessions = Vec::new();
    while let Some(row) = rows.next()? {
        sessions.push(answered(row)?);
    }
    Ok(sessions)
}

/// The day of a session, if it has come in.
pub(crate) fn day(db: &Connection, session: SessionId) -> Result<Option<NaiveDate>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
         WHERE first.record = :session LIMIT 1",
    )?;
    let params = named_params! { ":session": session.as_bytes() };
    let day: Option<i32> = statement.query_row(params, |row| row.get(0)).optional()?;
    day.map(|day| day_of(day).ok_or_else(|| SESSION.damaged())).transpose()
}

fn answered(row: &Row<'_>) -> Result<Answer, StoreError> {
    let of = read(row)?;
    Ok((answer(of.line, row)?, of.closing))
}

fn read(row: &Row<'_>) -> Result<SessionLine, StoreError> {
    let members: Vec<u8> = SESSION.get(row, "members")?;
    let session = Session {
        id: SESSION.id(row, "record")?,
        village: SESSION.id_option(row, "village")?,
        unit: SESSION.id_option(row, "unit")?,
        day: SESSION.read(row, "day", day_of)?,
        members: members_of(&members).ok_or_else(|| SESSION.damaged())?,
        first_ticket: SESSION.get(row, "first_ticket")?,
        place: SESSION.text(row, "place", Title::parse)?,
    };
    Ok(SessionLine { line: line(SESSION, row, session)?, closing: SESSION.get(row, "closing")? })
}
