//! People as the desk meets them: found by a few letters or digits, opened as a card.

mod find;
mod last;
mod query;

use domain::citizen_number::CitizenNumber;
use domain::ids::{CitizenId, MatchKey};
use domain::record::RosterScope;

use crate::error::StoreError;
use crate::open::Store;
use crate::receipt::Coverage;
use crate::roster;
use crate::rows::{AssistRow, CitizenRow, Found, PersonCard, PersonKey, RosterLine, RosterRow};
use crate::view::{assist, citizen};
use query::Query;

/// At most this many people are shown for a search.
pub const SEARCH_ROWS_MAX: usize = 7;
/// At most this many earlier assists on a card.
pub const EARLIER_ROWS_MAX: usize = 50;
/// Longer texts are not searched, in characters.
pub const SEARCH_CHARS_MAX: usize = 120;
/// At most this many records of one person are read together.
pub const PERSON_RECORDS_MAX: usize = 32;

impl Store {
    /// Finds people by name without marks (any word's beginning), or by the last digits of number or phone; those of
    /// `near` (tonight's village or unit) first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn search(&self, text: &str, near: Option<RosterScope>) -> Result<Found, StoreError> {
        let Some(query) = Query::parse(text) else { return Ok(Found::default()) };
        // One reading for all its questions: each by itself would lock and unlock the file.
        let reading = self.db.unchecked_transaction()?;
        let found = find::find(&reading, &query, near)?;
        reading.finish()?;
        Ok(found)
    }

    /// Everything known about a person found; none when the key is no longer good.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn person(&self, key: PersonKey) -> Result<Option<PersonCard>, StoreError> {
        match key {
            PersonKey::Citizen(citizen) => {
                let found = citizen::of(&self.db, citizen)?;
                found.map(|found| self.card(found.match_key, Some(found), None)).transpose()
            }
            PersonKey::Roster(RosterLine(line)) => {
                let found = roster::by_line(&self.db, i64::from(line))?;
                found.map(|found| self.card(found.match_key, None, Some(found.row))).transpose()
            }
        }
    }

    /// Everything known about the person with this number: what a scanned card asks. An empty card when nothing is.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn person_by_number(&self, number: &CitizenNumber) -> Result<PersonCard, StoreError> {
        let match_key = self.held.as_ref().and_then(|held| held.keyring.match_key(number));
        self.card(match_key, None, None)
    }

    /// One citizen's record.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn citizen(&self, citizen: CitizenId) -> Result<Option<CitizenRow>, StoreError> {
        Ok(citizen::of(&self.db, citizen)?.map(|answer| answer.row))
    }

    /// The person's records, newest first, without voided ones.
    fn records(
        &self,
        match_key: Option<MatchKey>,
        known: Option<citizen::Answer>,
    ) -> Result<Vec<citizen::Answer>, StoreError> {
        let limit = u32::try_from(PERSON_RECORDS_MAX).unwrap_or(u32::MAX);
        let mut records = match match_key {
            Some(key) => citizen::of_person(&self.db, key, limit)?,
            None => Vec::new(),
        };
        records.retain(|record| record.row.voided.is_none());
        match (records.is_empty(), known) {
            (true, Some(known)) => Ok(vec![known]),
            (true, None) | (false, _) => Ok(records),
        }
    }

    fn card(
        &self,
        match_key: Option<MatchKey>,
        known: Option<citizen::Answer>,
        line: Option<RosterRow>,
    ) -> Result<PersonCard, StoreError> {
        let records = self.records(match_key, known)?;
        let newest_line = match match_key {
            Some(key) => roster::by_match_key(&self.db, key)?.map(|answer| answer.row),
            None => None,
        };
        Ok(PersonCard {
            assists: self.earlier(&records)?,
            citizens: records.into_iter().map(|record| record.row).collect(),
            match_key,
            roster: newest_line.or(line),
        })
    }

    fn earlier(&self, records: &[citizen::Answer]) -> Result<Vec<AssistRow>, StoreError> {
        let coverage = Coverage::read(&self.db)?;
        let limit = u32::try_from(EARLIER_ROWS_MAX).unwrap_or(u32::MAX);
        let mut assists = Vec::new();
        for record in records {
            for answer in assist::of_citizen(&self.db, &coverage, record.row.record.id, limit)? {
                assists.push(self.with_citizen(answer)?);
            }
        }
        assists.sort_by_key(|assist| std::cmp::Reverse(assist.row.origin));
        assists.truncate(EARLIER_ROWS_MAX);
        Ok(assists)
    }
}
