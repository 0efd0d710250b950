//! People as the desk meets them: found by a few letters or digits, opened as a card.

mod rank;

use std::collections::BTreeSet;

use domain::citizen_number::CitizenNumber;
use domain::ids::{CitizenId, MatchKey};
use domain::record::RosterScope;
use domain::stamp::Stamp;
use rusqlite::named_params;

use crate::column::{Table, day_of};
use crate::error::StoreError;
use crate::index::{self, Indexed};
use crate::open::Store;
use crate::receipt::Coverage;
use crate::roster;
use crate::rows::{AssistRow, CitizenRow, Found, LastAssist, PersonCard, PersonHit, PersonKey, RosterLine, RosterRow};
use crate::view::{assist, citizen};
use rank::{Candidate, Query};

/// At most this many people are shown for a search.
pub const SEARCH_ROWS_MAX: usize = 7;
/// At most this many earlier assists on a card.
pub const EARLIER_ROWS_MAX: usize = 50;
/// Longer texts are not searched, in characters.
pub const SEARCH_CHARS_MAX: usize = 120;
/// At most this many records of one person are read together.
pub const PERSON_RECORDS_MAX: usize = 32;

/// At most this many people of tonight's village are looked at, and as many of elsewhere: a search never looks at all.
const CANDIDATES_MAX: usize = 20;

const ASSIST: Table = Table("assist");

impl Store {
    /// Finds people by name without marks (any word's beginning), or by the last digits of number or phone; those of
    /// `near` (tonight's village or unit) first.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn search(&self, text: &str, near: Option<RosterScope>) -> Result<Found, StoreError> {
        let Some(query) = Query::parse(text) else { return Ok(Found::default()) };
        let mut candidates = self.candidates(&query, near)?;
        candidates.sort_by_cached_key(|candidate| candidate.rank(&query, near));
        let (mut found, mut seen) = (Found::default(), BTreeSet::new());
        for candidate in candidates {
            if !seen.insert(candidate.one()) {
                continue;
            }
            if found.hits.len() == SEARCH_ROWS_MAX {
                found.more = true;
                break;
            }
            found.hits.push(self.hit(candidate)?);
        }
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

    fn candidates(&self, query: &Query, near: Option<RosterScope>) -> Result<Vec<Candidate>, StoreError> {
        let mut places = Vec::new();
        if let Some(no) = near.map(|scope| index::known_number(&self.db, scope)).transpose()?.flatten() {
            places = self.places(query, index::places(no))?;
        }
        if places.len() < CANDIDATES_MAX {
            let elsewhere = self.places(query, (i64::MIN, i64::MAX))?;
            places.extend(elsewhere);
        }
        places.sort_unstable();
        places.dedup();
        let mut candidates = Vec::new();
        for place in places {
            candidates.extend(self.candidate(index::at(place))?);
        }
        Ok(candidates)
    }

    /// The first people on the index, in its own order: never more than are looked at.
    fn places(&self, query: &Query, (first, last): (i64, i64)) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT rowid FROM search WHERE search MATCH :query AND rowid BETWEEN :first AND :last LIMIT :limit",
        )?;
        let limit = i64::try_from(CANDIDATES_MAX).unwrap_or(i64::MAX);
        let params = named_params! { ":query": query.expression(), ":first": first, ":last": last, ":limit": limit };
        let rows = statement.query_map(params, |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn candidate(&self, indexed: Indexed) -> Result<Option<Candidate>, StoreError> {
        Ok(match indexed {
            Indexed::Citizen(entry) => citizen::answer_at(&self.db, entry)?.and_then(Candidate::of_citizen),
            Indexed::Roster(line) => roster::by_line(&self.db, line)?.map(Candidate::of_roster),
        })
    }

    /// A candidate with what other records and lists say of the same person.
    fn hit(&self, candidate: Candidate) -> Result<PersonHit, StoreError> {
        let match_key = candidate.match_key;
        let records = self.records(match_key, candidate.citizen.clone())?;
        let roster = match (candidate.roster, match_key) {
            (Some(roster), _) => Some(roster),
            (None, Some(key)) => roster::by_match_key(&self.db, key)?.map(|answer| answer.row),
            (None, None) => None,
        };
        let key = records.first().map_or(candidate.key, |newest| PersonKey::Citizen(newest.row.record.id));
        let shown = records.first().and_then(|newest| newest.row.record.person.clone()).unwrap_or(candidate.person);
        let places = records.first().map(|newest| (newest.row.record.village, newest.row.record.unit));
        let (village, unit) = places.unwrap_or((candidate.village, candidate.unit));
        Ok(PersonHit {
            key,
            name: shown.name,
            number: shown.number,
            birth: shown.birth,
            sex: shown.sex,
            village,
            unit,
            roster_state: roster.map(|roster| roster.person.state),
            last: self.last_assist(&records)?,
        })
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

    fn last_assist(&self, records: &[citizen::Answer]) -> Result<Option<LastAssist>, StoreError> {
        let mut last: Option<(Stamp, LastAssist)> = None;
        for record in records {
            let of_record = self.last_assist_of(record.row.record.id)?;
            last = last.into_iter().chain(of_record).max_by_key(|(stamp, _)| *stamp);
        }
        Ok(last.map(|(_, last)| last))
    }

    fn last_assist_of(&self, citizen: CitizenId) -> Result<Option<(Stamp, LastAssist)>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT assist.wall_ms, assist.counter, assist.record, assist.service, assist.outcome,
                 assist.state_before, assist.return_day, (
                     SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
                     WHERE first.record = assist.session LIMIT 1
                 ) AS day
             FROM assist WHERE assist.citizen = :citizen AND assist.voided IS NULL
             ORDER BY assist.wall_ms DESC, assist.counter DESC LIMIT 1",
        )?;
        let mut rows = statement.query(named_params! { ":citizen": citizen.as_bytes() })?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let last = LastAssist {
            assist: ASSIST.id(row, "record")?,
            day: ASSIST.option(row, "day", day_of)?,
            service: ASSIST.read(row, "service", domain::service::Service::from_code)?,
            outcome: ASSIST.read(row, "outcome", domain::service::Outcome::from_code)?,
            state_before: ASSIST.read(row, "state_before", domain::service::AccountState::from_code)?,
            return_day: ASSIST.option(row, "return_day", day_of)?,
        };
        let stamp = Stamp { wall_ms: ASSIST.get(row, "wall_ms")?, counter: ASSIST.get(row, "counter")? };
        Ok(Some((stamp, last)))
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
