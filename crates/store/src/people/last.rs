//! The newest assist of a person that counts.

use domain::ids::{CitizenId, MatchKey};
use domain::service::{AccountState, Outcome, Service};
use rusqlite::{Connection, Row, named_params};

use crate::column::{Table, day_of};
use crate::error::StoreError;
use crate::rows::LastAssist;

const ASSIST: Table = Table("assist");

/// Of all records of one person.
pub(super) fn of_person(db: &Connection, match_key: MatchKey) -> Result<Option<LastAssist>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, (
             SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
             WHERE first.record = assist.session LIMIT 1
         ) AS day
         FROM citizen CROSS JOIN assist ON assist.citizen = citizen.record
         WHERE citizen.match_key = :match_key AND citizen.voided IS NULL AND assist.voided IS NULL
         ORDER BY assist.wall_ms DESC, assist.counter DESC, assist.record DESC LIMIT 1",
    )?;
    let mut rows = statement.query(named_params! { ":match_key": match_key.0 })?;
    rows.next()?.map(read).transpose()
}

/// Of one record without a number.
pub(super) fn of_record(db: &Connection, citizen: CitizenId) -> Result<Option<LastAssist>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, (
             SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
             WHERE first.record = assist.session LIMIT 1
         ) AS day
         FROM assist WHERE assist.citizen = :citizen AND assist.voided IS NULL
         ORDER BY assist.wall_ms DESC, assist.counter DESC, assist.record DESC LIMIT 1",
    )?;
    let mut rows = statement.query(named_params! { ":citizen": citizen.as_bytes() })?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<LastAssist, StoreError> {
    Ok(LastAssist {
        assist: ASSIST.id(row, "record")?,
        day: ASSIST.option(row, "day", day_of)?,
        service: ASSIST.read(row, "service", Service::from_code)?,
        outcome: ASSIST.read(row, "outcome", Outcome::from_code)?,
        state_before: ASSIST.read(row, "state_before", AccountState::from_code)?,
        return_day: ASSIST.option(row, "return_day", day_of)?,
    })
}
