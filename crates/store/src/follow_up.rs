//! Who is to be met again, per village and by day. One line per person, kept up with every save and receive.

mod keep;

use chrono::NaiveDate;
use domain::follow_up::FollowUpReason;
use domain::ids::{CitizenId, VillageId};
use domain::record::{Assist, Citizen};
use domain::service::CallResult;
use rusqlite::{Row, ToSql, named_params};

use crate::column::{Table, day_number, day_of};
use crate::error::StoreError;
use crate::open::Store;
use crate::view::{assist, citizen, session};

pub(crate) use keep::{Concerned, compare, rebuild};

/// At most this many people are read at once: one more than a call sheet takes, so that too many are seen and not cut.
pub const FOLLOW_UP_ROWS_MAX: u32 = 20_001;

const FOLLOW_UP: Table = Table("follow_up");

/// Whose follow-ups are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FollowUpsOf {
    /// Everybody's.
    All,
    /// Those of a village.
    Village(VillageId),
    /// Those of people with no village.
    NoVillage,
}

/// Somebody to be met again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpRow {
    /// The record to open.
    pub citizen: Citizen,
    /// The newest assist that counts.
    pub assist: Assist,
    /// The day of its session, if the session is known here.
    pub session_day: Option<NaiveDate>,
    /// Why.
    pub reason: FollowUpReason,
    /// The day to meet by.
    pub due: Option<NaiveDate>,
    /// How often somebody tried since.
    pub calls: u32,
    /// What came of the newest call.
    pub last: Option<CallResult>,
}

/// How many are to be met again in one village.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FollowUpTally {
    /// Which; none for people without one.
    pub village: Option<VillageId>,
    /// All of them.
    pub all: u32,
    /// Those whose day has passed.
    pub overdue: u32,
    /// Those of today.
    pub today: u32,
    /// Those of the seven days after today.
    pub week: u32,
}

impl Store {
    /// People to be met again, the earliest day first and those without a day last; at most `limit` and
    /// [`FOLLOW_UP_ROWS_MAX`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn follow_ups(&self, of: FollowUpsOf, limit: u32) -> Result<Vec<FollowUpRow>, StoreError> {
        let limit = limit.min(FOLLOW_UP_ROWS_MAX);
        let order = "ORDER BY due IS NULL, due, person LIMIT :limit";
        match of {
            FollowUpsOf::All => self.follow_ups_where(order, &[(":limit", &limit)]),
            FollowUpsOf::NoVillage => {
                self.follow_ups_where(&format!("WHERE village IS NULL {order}"), &[(":limit", &limit)])
            }
            FollowUpsOf::Village(village) => self.follow_ups_where(
                &format!("WHERE village = :village {order}"),
                &[(":limit", &limit), (":village", village.as_bytes())],
            ),
        }
    }

    /// How many are to be met again, per village; in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn follow_up_tallies(&self, today: NaiveDate) -> Result<Vec<FollowUpTally>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT village, count(*) AS everybody, coalesce(sum(due < :today), 0) AS overdue,
                 coalesce(sum(due = :today), 0) AS today,
                 coalesce(sum(due > :today AND due <= :today + 7), 0) AS week
             FROM follow_up GROUP BY village ORDER BY village",
        )?;
        let mut rows = statement.query(named_params! { ":today": day_number(today) })?;
        let mut tallies = Vec::new();
        while let Some(row) = rows.next()? {
            tallies.push(FollowUpTally {
                village: FOLLOW_UP.id_option(row, "village")?,
                all: FOLLOW_UP.get(row, "everybody")?,
                overdue: FOLLOW_UP.get(row, "overdue")?,
                today: FOLLOW_UP.get(row, "today")?,
                week: FOLLOW_UP.get(row, "week")?,
            });
        }
        Ok(tallies)
    }

    fn follow_ups_where(&self, filter: &str, params: &[(&str, &dyn ToSql)]) -> Result<Vec<FollowUpRow>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT citizen, assist, reason, due, calls, last_result FROM follow_up {filter}"
        ))?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.follow_up(row)?);
        }
        Ok(found)
    }

    fn follow_up(&self, row: &Row<'_>) -> Result<FollowUpRow, StoreError> {
        let who: CitizenId = FOLLOW_UP.id(row, "citizen")?;
        let who = citizen::of(&self.db, who)?.ok_or_else(|| FOLLOW_UP.damaged())?.row.record;
        let assist = assist::at(&self.db, FOLLOW_UP.get(row, "assist")?)?.ok_or_else(|| FOLLOW_UP.damaged())?.record;
        Ok(FollowUpRow {
            citizen: who,
            session_day: session::day(&self.db, assist.session)?,
            assist,
            reason: FOLLOW_UP.read(row, "reason", FollowUpReason::from_code)?,
            due: FOLLOW_UP.option(row, "due", day_of)?,
            calls: FOLLOW_UP.get(row, "calls")?,
            last: FOLLOW_UP.option(row, "last_result", CallResult::from_code)?,
        })
    }
}
