//! The table `outreach`: talks and announcements with their head counts.

use domain::ids::{OutreachId, SessionId};
use domain::person::Note;
use domain::record::Outreach;
use domain::service::OutreachKind;
use rusqlite::{Connection, Row, ToSql, named_params};

use super::{answer, flags, line};
use crate::column::{Table, day_number, day_of};
use crate::error::StoreError;
use crate::project::Line;
use crate::rows::OutreachRow;

const OUTREACH: Table = Table("outreach");

const SELECT: &str = "SELECT outreach.entry, outreach.record, outreach.wall_ms, outreach.counter, outreach.member,
        outreach.session, outreach.village, outreach.unit, outreach.day, outreach.kind, outreach.heads,
        outreach.topic, outreach.voided, outreach.flags, entry.device, entry.seq, entry.digest
    FROM outreach JOIN entry ON entry.id = outreach.entry";

pub(super) fn insert(db: &Connection, line: &Line<Outreach>) -> Result<(), StoreError> {
    let outreach = &line.record;
    db.prepare_cached(
        "INSERT INTO outreach (entry, record, wall_ms, counter, member, session, village, unit, day, kind, heads,
             topic, voided, flags)
         VALUES (:entry, :record, :wall_ms, :counter, :member, :session, :village, :unit, :day, :kind, :heads,
             :topic, :voided, :flags)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": outreach.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":member": line.member.map(|it| *it.as_bytes()),
        ":session": outreach.session.map(|it| *it.as_bytes()),
        ":village": outreach.village.map(|it| *it.as_bytes()),
        ":unit": outreach.unit.map(|it| *it.as_bytes()),
        ":day": day_number(outreach.day),
        ":kind": outreach.kind.code(),
        ":heads": outreach.heads,
        ":topic": outreach.topic.as_ref().map(Note::as_str),
        ":voided": line.voided.map(|it| it.code()),
        ":flags": flags(line),
    })?;
    Ok(())
}

pub(super) fn at(db: &Connection, entry: i64) -> Result<Option<Line<Outreach>>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE outreach.entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// One talk.
pub(crate) fn of(db: &Connection, outreach: OutreachId) -> Result<Option<OutreachRow>, StoreError> {
    let record = outreach.as_bytes();
    Ok(list(db, "WHERE entry.record = :record", &[(":record", &record)])?.pop())
}

/// The talks of a session, newest first.
pub(crate) fn of_session(db: &Connection, session: SessionId, limit: u32) -> Result<Vec<OutreachRow>, StoreError> {
    let filter = "WHERE outreach.session = :session
        ORDER BY outreach.wall_ms DESC, outreach.counter DESC LIMIT :limit";
    list(db, filter, &[(":session", &session.as_bytes()), (":limit", &limit)])
}

/// The talks of no session, newest first.
pub(crate) fn of_none(db: &Connection, limit: u32) -> Result<Vec<OutreachRow>, StoreError> {
    let filter = "WHERE outreach.session IS NULL
        ORDER BY outreach.wall_ms DESC, outreach.counter DESC LIMIT :limit";
    list(db, filter, &[(":limit", &limit)])
}

fn list(db: &Connection, filter: &str, params: &[(&str, &dyn ToSql)]) -> Result<Vec<OutreachRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} {filter}"))?;
    let mut rows = statement.query(params)?;
    let mut talks = Vec::new();
    while let Some(row) = rows.next()? {
        talks.push(answer(read(row)?, row)?);
    }
    Ok(talks)
}

fn read(row: &Row<'_>) -> Result<Line<Outreach>, StoreError> {
    let outreach = Outreach {
        id: OUTREACH.id(row, "record")?,
        session: OUTREACH.id_option(row, "session")?,
        village: OUTREACH.id_option(row, "village")?,
        unit: OUTREACH.id_option(row, "unit")?,
        day: OUTREACH.read(row, "day", day_of)?,
        kind: OUTREACH.read(row, "kind", OutreachKind::from_code)?,
        heads: OUTREACH.get(row, "heads")?,
        topic: OUTREACH.text(row, "topic", Note::parse)?,
    };
    line(OUTREACH, row, outreach)
}
