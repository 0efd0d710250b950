//! The view tables: the lines that `project` reads out of the journal, written, read back, and taken away whole.
//! A line's key is the row of the entry it comes from, so that views lie in the file in the order of the journal.

pub(crate) mod assist;
pub(crate) mod call;
pub(crate) mod citizen;
mod conflict;
pub(crate) mod difficulty;
pub(crate) mod edition;
pub(crate) mod list;
pub(crate) mod office;
pub(crate) mod outreach;
pub(crate) mod session;

use domain::edit::VoidReason;
use domain::ids::MemberId;
use domain::record::{Advice, AdviceAbout};
use domain::stamp::Stamp;
use rusqlite::{Connection, Row, named_params};

use crate::column::Table;
use crate::error::StoreError;
use crate::number::unsigned;
use crate::project::{Line, Listed, Projection};
use crate::rows::{self, Origin};

/// The tables whose key is the row of an entry.
const KEYED_BY_ENTRY: [&str; 14] = [
    "DELETE FROM commune WHERE entry = :entry",
    "DELETE FROM village WHERE entry = :entry",
    "DELETE FROM unit WHERE entry = :entry",
    "DELETE FROM member WHERE entry = :entry",
    "DELETE FROM certificate WHERE entry = :entry",
    "DELETE FROM session WHERE entry = :entry",
    "DELETE FROM outreach WHERE entry = :entry",
    "DELETE FROM citizen WHERE entry = :entry",
    "DELETE FROM assist WHERE entry = :entry",
    "DELETE FROM call WHERE entry = :entry",
    "DELETE FROM office WHERE entry = :entry",
    "DELETE FROM difficulty WHERE entry = :entry",
    "DELETE FROM roster_edition WHERE entry = :entry",
    "DELETE FROM held WHERE entry = :entry",
];

/// Writes every line of a record. Its former lines must have been taken away.
pub(crate) fn write(db: &Connection, record: domain::ids::RecordId, of: &Projection) -> Result<(), StoreError> {
    list::write(db, of)?;
    of.session.iter().try_for_each(|line| session::insert(db, line))?;
    of.outreach.iter().try_for_each(|line| outreach::insert(db, line))?;
    of.citizen.iter().try_for_each(|line| citizen::insert(db, line))?;
    of.assist.iter().try_for_each(|line| assist::insert(db, line))?;
    of.call.iter().try_for_each(|line| call::insert(db, line))?;
    of.advice.iter().try_for_each(|line| advise(db, line))?;
    of.edition.iter().try_for_each(|line| edition::insert(db, line))?;
    conflict::write(db, record, &of.conflicts)?;
    of.held.iter().try_for_each(|entry| conflict::hold(db, *entry))
}

fn advise(db: &Connection, line: &Listed<Advice>) -> Result<(), StoreError> {
    match &line.record.about {
        AdviceAbout::Office(office) => office::insert(db, line, office.as_ref()),
        AdviceAbout::Difficulty(words) => difficulty::insert(db, line, words.as_ref()),
    }
}

/// Takes away every line of a record, whose entries stand at these rows.
pub(crate) fn clear(db: &Connection, record: domain::ids::RecordId, entries: &[i64]) -> Result<(), StoreError> {
    for entry in entries {
        for statement in KEYED_BY_ENTRY {
            db.prepare_cached(statement)?.execute(named_params! { ":entry": entry })?;
        }
    }
    conflict::clear(db, record)
}

/// Reads back every line of a record, whose entries stand at these rows.
pub(crate) fn read(db: &Connection, record: domain::ids::RecordId, entries: &[i64]) -> Result<Projection, StoreError> {
    let mut of = Projection::default();
    for entry in entries.iter().copied() {
        list::read(db, entry, &mut of)?;
        of.session = session::at(db, entry)?.or(of.session);
        of.outreach = outreach::at(db, entry)?.or(of.outreach);
        of.citizen = citizen::at(db, entry)?.or(of.citizen);
        of.assist = assist::at(db, entry)?.or(of.assist);
        of.call = call::at(db, entry)?.or(of.call);
        of.advice = office::at(db, entry)?.or(difficulty::at(db, entry)?).or(of.advice);
        of.edition = edition::at(db, entry)?.or(of.edition);
        of.held.extend(conflict::held_at(db, entry)?);
    }
    of.conflicts = conflict::of(db, record)?;
    Ok(of)
}

/// How many lines all view tables have, and how many lines a projection has: `verify` compares the two.
pub(crate) fn count(db: &Connection) -> Result<u64, StoreError> {
    let count: i64 = db.query_row(
        "SELECT (SELECT count(*) FROM commune) + (SELECT count(*) FROM village) + (SELECT count(*) FROM unit)
              + (SELECT count(*) FROM member) + (SELECT count(*) FROM certificate)
              + (SELECT count(*) FROM session) + (SELECT count(*) FROM outreach) + (SELECT count(*) FROM citizen)
              + (SELECT count(*) FROM assist) + (SELECT count(*) FROM call)
              + (SELECT count(*) FROM office) + (SELECT count(*) FROM difficulty)
              + (SELECT count(*) FROM roster_edition)
              + (SELECT count(*) FROM held) + (SELECT count(*) FROM conflict)",
        [],
        |row| row.get(0),
    )?;
    unsigned(count).ok_or(StoreError::Row { table: "sqlite_schema" })
}

/// Empties every view table.
pub(crate) fn empty(db: &Connection) -> Result<(), StoreError> {
    Ok(db.execute_batch(
        "DELETE FROM commune; DELETE FROM village; DELETE FROM unit; DELETE FROM member; DELETE FROM certificate;
         DELETE FROM session; DELETE FROM outreach; DELETE FROM citizen; DELETE FROM follow_up;
         DELETE FROM assist; DELETE FROM call; DELETE FROM office; DELETE FROM difficulty;
         DELETE FROM roster_edition; DELETE FROM held; DELETE FROM conflict;",
    )?)
}

impl Projection {
    /// How many lines it has.
    pub(crate) fn count(&self) -> u64 {
        let single = [
            self.commune.is_some(),
            self.village.is_some(),
            self.unit.is_some(),
            self.member.is_some(),
            self.session.is_some(),
            self.outreach.is_some(),
            self.citizen.is_some(),
            self.assist.is_some(),
            self.call.is_some(),
            self.advice.is_some(),
            self.edition.is_some(),
        ];
        let single = single.into_iter().filter(|is| *is).count();
        let many = self.certificates.len().saturating_add(self.conflicts.len()).saturating_add(self.held.len());
        u64::try_from(single.saturating_add(many)).unwrap_or(u64::MAX)
    }
}

const CORRECTED: i64 = 1;
const CONFLICT: i64 = 2;

/// The two marks of a line as one column.
fn flags<R>(line: &Line<R>) -> i64 {
    let corrected = if line.corrected { CORRECTED } else { 0 };
    let conflict = if line.conflict { CONFLICT } else { 0 };
    corrected | conflict
}

/// Reads the columns that every line of a correctable record has, around its record.
fn line<R>(table: Table, row: &Row<'_>, record: R) -> Result<Line<R>, StoreError> {
    let flags: i64 = table.get(row, "flags")?;
    Ok(Line {
        entry: table.get(row, "entry")?,
        stamp: stamp(table, row)?,
        member: table.id_option::<MemberId>(row, "member")?,
        record,
        voided: table.option(row, "voided", VoidReason::from_code)?,
        corrected: flags & CORRECTED != 0,
        conflict: flags & CONFLICT != 0,
    })
}

fn stamp(table: Table, row: &Row<'_>) -> Result<Stamp, StoreError> {
    Ok(Stamp { wall_ms: table.get(row, "wall_ms")?, counter: table.get(row, "counter")? })
}

/// A line as the queries answer it; the row has the columns `device, seq, digest` of its entry.
fn answer<R>(line: Line<R>, row: &Row<'_>) -> Result<rows::Row<R>, StoreError> {
    let entry = Table("entry");
    let origin = Origin {
        stamp: line.stamp,
        device: entry.device(row, "device")?,
        seq: entry.read(row, "seq", unsigned)?,
        digest: entry.digest(row, "digest")?,
        member: line.member,
    };
    Ok(rows::Row {
        record: line.record,
        origin,
        voided: line.voided,
        corrected: line.corrected,
        conflict: line.conflict,
    })
}
