//! The table `assist`: what was done for whom, in the order of the journal.

use domain::ids::{AssistId, CitizenId, SessionId};
use domain::person::{AgeBand, Note};
use domain::record::Assist;
use domain::service::{AccountState, Outcome, Service};
use rusqlite::{Connection, Row, ToSql, named_params};

use super::{answer, flags, line};
use crate::column::{Table, day_number, day_of, difficulties_of, difficulties_text, utilities_bits, utilities_of};
use crate::entry::Spot;
use crate::error::StoreError;
use crate::number::unsigned;
use crate::project::Line;
use crate::receipt::Coverage;
use crate::rows;

const ASSIST: Table = Table("assist");

const SELECT: &str = "SELECT assist.entry, assist.record, assist.wall_ms, assist.counter, assist.member,
        assist.session, assist.citizen, assist.service, assist.outcome, assist.difficulties, assist.return_day,
        assist.utilities, assist.age, assist.state_before, assist.sms_day, assist.ticket, assist.note,
        assist.voided, assist.flags, entry.device, entry.branch, entry.seq, entry.digest
    FROM assist JOIN entry ON entry.id = assist.entry";

pub(super) fn insert(db: &Connection, line: &Line<Assist>) -> Result<(), StoreError> {
    let assist = &line.record;
    db.prepare_cached(
        "INSERT INTO assist (entry, record, wall_ms, counter, member, session, citizen, service, outcome, difficulties,
             return_day, utilities, age, state_before, sms_day, ticket, note, voided, flags)
         VALUES (:entry, :record, :wall_ms, :counter, :member, :session, :citizen, :service, :outcome, :difficulties,
             :return_day, :utilities, :age, :state_before, :sms_day, :ticket, :note, :voided, :flags)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": assist.id.as_bytes(),
        ":wall_ms": line.stamp.wall_ms,
        ":counter": line.stamp.counter,
        ":member": line.member.map(|it| *it.as_bytes()),
        ":session": assist.session.as_bytes(),
        ":citizen": assist.citizen.map(|it| *it.as_bytes()),
        ":service": assist.service.code(),
        ":outcome": assist.outcome.code(),
        ":difficulties": difficulties_text(&assist.difficulties),
        ":return_day": assist.return_day.map(day_number),
        ":utilities": utilities_bits(&assist.utilities),
        ":age": assist.age.code(),
        ":state_before": assist.state_before.code(),
        ":sms_day": assist.sms_day.map(day_number),
        ":ticket": assist.ticket,
        ":note": assist.note.as_ref().map(Note::as_str),
        ":voided": line.voided.map(|it| it.code()),
        ":flags": flags(line),
    })?;
    Ok(())
}

pub(crate) fn at(db: &Connection, entry: i64) -> Result<Option<Line<Assist>>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE assist.entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// An assist as the queries answer it, and whether a receipt covers it.
pub(crate) struct Answer {
    pub row: rows::Row<Assist>,
    pub arrived: bool,
}

/// One assist.
pub(crate) fn of(db: &Connection, coverage: &Coverage, assist: AssistId) -> Result<Option<Answer>, StoreError> {
    let mut all = Vec::new();
    each(db, coverage, "WHERE entry.record = :record", &[(":record", &assist.as_bytes())], &mut |it| all.push(it))?;
    Ok(all.pop())
}

/// The assists of a session, newest first.
pub(crate) fn of_session(
    db: &Connection,
    coverage: &Coverage,
    session: SessionId,
    limit: u32,
) -> Result<Vec<Answer>, StoreError> {
    let filter = "WHERE assist.session = :session
        ORDER BY assist.wall_ms DESC, assist.counter DESC, entry.device DESC, entry.digest DESC LIMIT :limit";
    let mut all = Vec::new();
    let params: &[(&str, &dyn ToSql)] = &[(":session", &session.as_bytes()), (":limit", &limit)];
    each(db, coverage, filter, params, &mut |it| all.push(it))?;
    Ok(all)
}

/// The assists of a session with a ticket, newest first.
pub(crate) fn of_ticket(
    db: &Connection,
    coverage: &Coverage,
    session: SessionId,
    ticket: u32,
) -> Result<Vec<Answer>, StoreError> {
    let filter = "WHERE assist.session = :session AND assist.ticket = :ticket
        ORDER BY assist.wall_ms DESC, assist.counter DESC, entry.device DESC, entry.digest DESC";
    let mut all = Vec::new();
    let params: &[(&str, &dyn ToSql)] = &[(":session", &session.as_bytes()), (":ticket", &ticket)];
    each(db, coverage, filter, params, &mut |it| all.push(it))?;
    Ok(all)
}

/// The assists of a session, oldest first, one at a time.
pub(crate) fn each_of_session(
    db: &Connection,
    coverage: &Coverage,
    session: SessionId,
    take: &mut dyn FnMut(Answer),
) -> Result<(), StoreError> {
    let filter = "WHERE assist.session = :session
        ORDER BY assist.wall_ms, assist.counter, entry.device, entry.digest";
    each(db, coverage, filter, &[(":session", &session.as_bytes())], take)
}

/// The assists to one citizen's record, newest first.
pub(crate) fn of_citizen(
    db: &Connection,
    coverage: &Coverage,
    citizen: CitizenId,
    limit: u32,
) -> Result<Vec<Answer>, StoreError> {
    let filter = "WHERE assist.citizen = :citizen ORDER BY assist.wall_ms DESC, assist.counter DESC LIMIT :limit";
    let mut all = Vec::new();
    let params: &[(&str, &dyn ToSql)] = &[(":citizen", &citizen.as_bytes()), (":limit", &limit)];
    each(db, coverage, filter, params, &mut |it| all.push(it))?;
    Ok(all)
}

fn each(
    db: &Connection,
    coverage: &Coverage,
    filter: &str,
    params: &[(&str, &dyn ToSql)],
    take: &mut dyn FnMut(Answer),
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} {filter}"))?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let spot = Spot { branch: ASSIST.get(row, "branch")?, seq: ASSIST.read(row, "seq", unsigned)? };
        let row = answer(read(row)?, row)?;
        take(Answer { arrived: coverage.covers(row.origin.device, spot), row });
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Line<Assist>, StoreError> {
    let difficulties: String = ASSIST.get(row, "difficulties")?;
    let assist = Assist {
        id: ASSIST.id(row, "record")?,
        session: ASSIST.id(row, "session")?,
        citizen: ASSIST.id_option(row, "citizen")?,
        service: ASSIST.read(row, "service", Service::from_code)?,
        outcome: ASSIST.read(row, "outcome", Outcome::from_code)?,
        difficulties: difficulties_of(&difficulties).ok_or_else(|| ASSIST.damaged())?,
        return_day: ASSIST.option(row, "return_day", day_of)?,
        utilities: ASSIST.read(row, "utilities", utilities_of)?,
        age: ASSIST.read(row, "age", AgeBand::from_code)?,
        state_before: ASSIST.read(row, "state_before", AccountState::from_code)?,
        sms_day: ASSIST.option(row, "sms_day", day_of)?,
        ticket: ASSIST.get(row, "ticket")?,
        note: ASSIST.text(row, "note", Note::parse)?,
    };
    line(ASSIST, row, assist)
}
