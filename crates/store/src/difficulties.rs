//! How often each difficulty was met, so that the desk offers the frequent ones first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::SessionId;
use domain::service::DifficultyCode;
use rusqlite::named_params;

use crate::column::{Table, day_number, difficulties_of};
use crate::error::StoreError;
use crate::open::Store;

const ASSIST: Table = Table("assist");

/// How often a difficulty was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DifficultyUse {
    /// In the session asked for.
    pub session: u32,
    /// On all days asked for, the session among them if it lies there.
    pub days: u32,
}

impl Store {
    /// Difficulties of the assists that count at sessions from `first` to `last`, and of one session among them.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn difficulty_uses(
        &self,
        session: Option<SessionId>,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<BTreeMap<DifficultyCode, DifficultyUse>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT assist.difficulties, count(*) AS all_days, coalesce(sum(assist.session = :session), 0) AS here
             FROM session CROSS JOIN assist ON assist.session = session.record
             WHERE session.day BETWEEN :first AND :last AND assist.voided IS NULL AND assist.difficulties <> ''
             GROUP BY assist.difficulties",
        )?;
        let mut rows = statement.query(named_params! {
            ":session": session.map(|it| *it.as_bytes()), ":first": day_number(first), ":last": day_number(last),
        })?;
        let mut uses: BTreeMap<DifficultyCode, DifficultyUse> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let codes: String = ASSIST.get(row, "difficulties")?;
            let (all, here): (u32, u32) = (ASSIST.get(row, "all_days")?, ASSIST.get(row, "here")?);
            for code in difficulties_of(&codes).ok_or_else(|| ASSIST.damaged())? {
                let met = uses.entry(code).or_default();
                met.days = met.days.saturating_add(all);
                met.session = met.session.saturating_add(here);
            }
        }
        Ok(uses)
    }
}
