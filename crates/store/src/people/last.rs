//! The newest assist of a person that counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::{CitizenId, MatchKey, SessionId};
use domain::service::{AccountState, Outcome, Service};
use rusqlite::{Connection, Row, Rows, named_params};

use crate::column::{Table, day_of};
use crate::error::StoreError;
use crate::rows::LastAssist;
use crate::view::session;

const ASSIST: Table = Table("assist");

/// Stamp and record of an assist.
type Moment = (i64, i64, [u8; 16]);

/// The days of sessions that were met in one search: the people found were mostly seen on the same few.
pub(super) type Days = BTreeMap<SessionId, Option<NaiveDate>>;

/// Of all records of one person.
pub(super) fn of_person(
    db: &Connection,
    match_key: MatchKey,
    days: &mut Days,
) -> Result<Option<LastAssist>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, assist.session,
             assist.wall_ms, assist.counter
         FROM citizen CROSS JOIN assist ON assist.citizen = citizen.record
         WHERE citizen.match_key = :match_key AND citizen.voided IS NULL AND assist.voided IS NULL",
    )?;
    newest(db, statement.query(named_params! { ":match_key": match_key.0 })?, days)
}

/// Of one record.
pub(super) fn of_record(
    db: &Connection,
    citizen: CitizenId,
    days: &mut Days,
) -> Result<Option<LastAssist>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, assist.session,
             assist.wall_ms, assist.counter
         FROM assist WHERE assist.citizen = :citizen AND assist.voided IS NULL",
    )?;
    newest(db, statement.query(named_params! { ":citizen": citizen.as_bytes() })?, days)
}

/// The last one by its stamp. A person has a few: to look at all is quicker than to have them sorted, and this is done
/// for every row of every search.
fn newest(db: &Connection, mut rows: Rows<'_>, days: &mut Days) -> Result<Option<LastAssist>, StoreError> {
    let mut newest: Option<Moment> = None;
    let mut last = None;
    while let Some(row) = rows.next()? {
        let at = (ASSIST.get(row, "wall_ms")?, ASSIST.get(row, "counter")?, ASSIST.get(row, "record")?);
        if newest.is_none_or(|newest| newest < at) {
            (newest, last) = (Some(at), Some((read(row)?, ASSIST.id(row, "session")?)));
        }
    }
    let Some((last, session)) = last else { return Ok(None) };
    let day = match days.get(&session) {
        Some(day) => *day,
        None => session::day(db, session)?,
    };
    days.insert(session, day);
    Ok(Some(LastAssist { day, ..last }))
}

fn read(row: &Row<'_>) -> Result<LastAssist, StoreError> {
    Ok(LastAssist {
        assist: ASSIST.id(row, "record")?,
        day: None,
        service: ASSIST.read(row, "service", Service::from_code)?,
        outcome: ASSIST.read(row, "outcome", Outcome::from_code)?,
        state_before: ASSIST.read(row, "state_before", AccountState::from_code)?,
        return_day: ASSIST.option(row, "return_day", day_of)?,
    })
}
