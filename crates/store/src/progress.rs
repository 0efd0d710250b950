//! How far each village and unit has come.

use std::collections::BTreeMap;

use domain::record::RosterScope;
use domain::service::Outcome;
use rusqlite::Row;

use crate::column::Table;
use crate::error::StoreError;
use crate::open::Store;
use crate::rows::ProgressRow;
use crate::view::edition;

const CITIZEN: Table = Table("citizen");

impl Store {
    /// One row per village and unit that has a list or was helped; people without either come first.
    ///
    /// Reads every assist once: a second or so at a million entries.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn progress(&self) -> Result<Vec<ProgressRow>, StoreError> {
        let mut progress = self.lists()?;
        let mut statement = self.db.prepare_cached(
            "SELECT citizen.village, citizen.unit, assist.outcome,
                 count(DISTINCT coalesce(citizen.match_key, citizen.record)) AS people
             FROM assist
             JOIN entry AS first ON first.record = assist.citizen
             JOIN citizen ON citizen.entry = first.id
             WHERE assist.voided IS NULL
             GROUP BY citizen.village, citizen.unit, assist.outcome",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            add(&mut progress, row)?;
        }
        Ok(progress.into_values().collect())
    }

    fn lists(&self) -> Result<BTreeMap<Option<RosterScope>, ProgressRow>, StoreError> {
        let editions = edition::good(&self.db)?.into_iter();
        Ok(editions
            .map(|(scope, edition)| {
                let row = ProgressRow {
                    scope: Some(scope),
                    day: Some(edition.day),
                    roster: edition.counts,
                    helped: BTreeMap::new(),
                };
                (Some(scope), row)
            })
            .collect())
    }
}

/// A person counts for the village and for the unit.
fn add(progress: &mut BTreeMap<Option<RosterScope>, ProgressRow>, row: &Row<'_>) -> Result<(), StoreError> {
    let village = CITIZEN.id_option(row, "village")?.map(RosterScope::Village);
    let unit = CITIZEN.id_option(row, "unit")?.map(RosterScope::Unit);
    let outcome = CITIZEN.read(row, "outcome", Outcome::from_code)?;
    let people: u32 = CITIZEN.get(row, "people")?;
    let nowhere = (village.is_none() && unit.is_none()).then_some(None);
    for scope in village.map(Some).into_iter().chain(unit.map(Some)).chain(nowhere) {
        let empty = || ProgressRow { scope, day: None, roster: BTreeMap::new(), helped: BTreeMap::new() };
        let count = progress.entry(scope).or_insert_with(empty).helped.entry(outcome).or_default();
        *count = count.saturating_add(people);
    }
    Ok(())
}
