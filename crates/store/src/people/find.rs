//! Search as you type: a few bounded questions to the index, from the most useful on, until the list is full.
//! Nothing is ever ranked over all matches.

use std::collections::BTreeSet;

use domain::citizen_number::CitizenNumber;
use domain::fold::fold;
use domain::ids::{CitizenId, MatchKey, UnitId, VillageId};
use domain::person::{BirthDate, PersonName, Sex};
use domain::record::RosterScope;
use domain::service::AccountState;
use rusqlite::{Connection, Row, ToSql, named_params};

use super::SEARCH_ROWS_MAX;
use super::query::Query;
use crate::column::{Table, day_of, scope_of};
use crate::error::StoreError;
use crate::index::{self, Indexed};
use crate::rows::{Found, LastAssist, PersonHit, PersonKey, RosterLine};

const CITIZEN: Table = Table("citizen");
const PERSON: Table = Table("roster_person");
const ASSIST: Table = Table("assist");

/// At most this many places are taken from the index: some more than are shown, since a person may stand there twice.
const PLACES_MAX: usize = SEARCH_ROWS_MAX + 5;

/// Everything on the index.
const EVERYWHERE: (i64, i64) = (0, i64::MAX);

/// Finds people; those of `near` first, then those whose given name is typed, then those helped before.
pub(super) fn find(db: &Connection, query: &Query, near: Option<RosterScope>) -> Result<Found, StoreError> {
    let places = places(db, query, near)?;
    let (mut people, mut seen) = (Vec::new(), BTreeSet::new());
    let mut more = places.len() == PLACES_MAX;
    for (tier, place) in places {
        let Some(candidate) = candidate(db, index::at(place))? else { continue };
        if !seen.insert(candidate.one()) {
            continue;
        }
        if people.len() == SEARCH_ROWS_MAX {
            more = true;
            break;
        }
        people.push((tier, hit(db, candidate)?));
    }
    people.sort_by_cached_key(|(tier, hit)| (*tier, hit.last.is_none(), fold(hit.name.as_str()), hit.birth, hit.key));
    Ok(Found { hits: people.into_iter().map(|(_, hit)| hit).collect(), more })
}

/// Places on the index with the question that found them, in the order of use.
fn places(db: &Connection, query: &Query, near: Option<RosterScope>) -> Result<Vec<(usize, i64)>, StoreError> {
    let near = near.map(|scope| index::known_number(db, scope)).transpose()?.flatten().map(index::places);
    let (given, anywhere) = (query.given(), query.anywhere());
    let expressions = || given.iter().chain([&anywhere]);
    let questions = near.into_iter().chain([EVERYWHERE]).flat_map(|range| expressions().map(move |it| (range, it)));
    let (mut places, mut known) = (Vec::new(), BTreeSet::new());
    for (tier, (range, expression)) in questions.enumerate() {
        if places.len() >= PLACES_MAX {
            break;
        }
        let found = ask(db, expression, range)?;
        places.extend(found.into_iter().filter(|place| known.insert(*place)).map(|place| (tier, place)));
    }
    places.truncate(PLACES_MAX);
    Ok(places)
}

/// The first people on the index, in its own order.
fn ask(db: &Connection, expression: &str, (first, last): (i64, i64)) -> Result<Vec<i64>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT rowid FROM search WHERE search MATCH :query AND rowid BETWEEN :first AND :last LIMIT :limit",
    )?;
    let limit = i64::try_from(PLACES_MAX).unwrap_or(i64::MAX);
    let params = named_params! { ":query": expression, ":first": first, ":last": last, ":limit": limit };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Somebody the index knows.
struct Candidate {
    key: PersonKey,
    who: Who,
    village: Option<VillageId>,
    unit: Option<UnitId>,
    roster_state: Option<AccountState>,
}

/// What records and roster lines both say of a person.
struct Who {
    name: PersonName,
    number: Option<CitizenNumber>,
    birth: Option<BirthDate>,
    sex: Option<Sex>,
    match_key: Option<MatchKey>,
}

/// One person, however many records and lines: a number is a person, without one each stands for itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum One {
    Known(MatchKey),
    Unknown(PersonKey),
}

impl Candidate {
    fn one(&self) -> One {
        self.who.match_key.map_or(One::Unknown(self.key), One::Known)
    }
}

fn candidate(db: &Connection, indexed: Indexed) -> Result<Option<Candidate>, StoreError> {
    match indexed {
        Indexed::Citizen(entry) => one(
            db,
            "SELECT record, village, unit, match_key, name, number, birth, sex FROM citizen WHERE entry = :entry",
            &[(":entry", &entry)],
            of_citizen,
        ),
        Indexed::Roster(line) => one(
            db,
            "SELECT roster_person.id, roster_person.match_key, roster_person.name, roster_person.number,
                 roster_person.birth, roster_person.sex, roster_person.state, blob.scope
             FROM roster_person JOIN blob ON blob.id = roster_person.blob WHERE roster_person.id = :line",
            &[(":line", &line)],
            of_roster,
        ),
    }
}

/// The newest record of a person.
fn newest_record(db: &Connection, match_key: MatchKey) -> Result<Option<Candidate>, StoreError> {
    one(
        db,
        "SELECT record, village, unit, match_key, name, number, birth, sex FROM citizen
         WHERE match_key = :match_key AND voided IS NULL AND name IS NOT NULL
         ORDER BY wall_ms DESC, counter DESC, record DESC LIMIT 1",
        &[(":match_key", &match_key.0)],
        of_citizen,
    )
}

fn one<T>(
    db: &Connection,
    select: &str,
    params: &[(&str, &dyn ToSql)],
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

fn of_citizen(row: &Row<'_>) -> Result<Candidate, StoreError> {
    Ok(Candidate {
        key: PersonKey::Citizen(CITIZEN.id::<CitizenId>(row, "record")?),
        village: CITIZEN.id_option(row, "village")?,
        unit: CITIZEN.id_option(row, "unit")?,
        roster_state: None,
        who: who(CITIZEN, row)?,
    })
}

fn of_roster(row: &Row<'_>) -> Result<Candidate, StoreError> {
    let (village, unit) = match PERSON.read(row, "scope", scope_of)? {
        RosterScope::Village(village) => (Some(village), None),
        RosterScope::Unit(unit) => (None, Some(unit)),
    };
    Ok(Candidate {
        key: PersonKey::Roster(RosterLine(PERSON.get(row, "id")?)),
        village,
        unit,
        roster_state: Some(PERSON.read(row, "state", AccountState::from_code)?),
        who: who(PERSON, row)?,
    })
}

fn who(table: Table, row: &Row<'_>) -> Result<Who, StoreError> {
    Ok(Who {
        name: table.text(row, "name", PersonName::parse)?.ok_or_else(|| table.damaged())?,
        number: table.text(row, "number", CitizenNumber::parse)?,
        birth: table.text(row, "birth", BirthDate::parse)?,
        sex: table.option(row, "sex", Sex::from_code)?,
        match_key: table.match_key(row, "match_key")?,
    })
}

/// A candidate with what the person's other records, the roster and earlier assists say.
fn hit(db: &Connection, found: Candidate) -> Result<PersonHit, StoreError> {
    let match_key = found.who.match_key;
    let newest = match_key.map(|key| newest_record(db, key)).transpose()?.flatten();
    let roster_state = match (found.roster_state, match_key) {
        (None, Some(key)) => roster_state(db, key)?,
        (state, _) => state,
    };
    let shown = newest.unwrap_or(found);
    let last = match (match_key, shown.key) {
        (Some(key), PersonKey::Citizen(_)) => last_of_person(db, key)?,
        (None, PersonKey::Citizen(citizen)) => last_of_record(db, citizen)?,
        (_, PersonKey::Roster(_)) => None,
    };
    Ok(PersonHit {
        key: shown.key,
        name: shown.who.name,
        number: shown.who.number,
        birth: shown.who.birth,
        sex: shown.who.sex,
        village: shown.village,
        unit: shown.unit,
        roster_state,
        last,
    })
}

fn roster_state(db: &Connection, match_key: MatchKey) -> Result<Option<AccountState>, StoreError> {
    one(
        db,
        "SELECT roster_person.state FROM roster_person JOIN blob ON blob.id = roster_person.blob
         WHERE roster_person.match_key = :match_key ORDER BY blob.day DESC, roster_person.id DESC LIMIT 1",
        &[(":match_key", &match_key.0)],
        |row| PERSON.read(row, "state", AccountState::from_code),
    )
}

fn last_of_person(db: &Connection, match_key: MatchKey) -> Result<Option<LastAssist>, StoreError> {
    one(
        db,
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, (
             SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
             WHERE first.record = assist.session LIMIT 1
         ) AS day
         FROM citizen CROSS JOIN assist ON assist.citizen = citizen.record
         WHERE citizen.match_key = :match_key AND citizen.voided IS NULL AND assist.voided IS NULL
         ORDER BY assist.wall_ms DESC, assist.counter DESC LIMIT 1",
        &[(":match_key", &match_key.0)],
        last,
    )
}

fn last_of_record(db: &Connection, citizen: CitizenId) -> Result<Option<LastAssist>, StoreError> {
    one(
        db,
        "SELECT assist.record, assist.service, assist.outcome, assist.state_before, assist.return_day, (
             SELECT session.day FROM entry AS first JOIN session ON session.entry = first.id
             WHERE first.record = assist.session LIMIT 1
         ) AS day
         FROM assist WHERE assist.citizen = :citizen AND assist.voided IS NULL
         ORDER BY assist.wall_ms DESC, assist.counter DESC LIMIT 1",
        &[(":citizen", &citizen.as_bytes())],
        last,
    )
}

fn last(row: &Row<'_>) -> Result<LastAssist, StoreError> {
    Ok(LastAssist {
        assist: ASSIST.id(row, "record")?,
        day: ASSIST.option(row, "day", day_of)?,
        service: ASSIST.read(row, "service", domain::service::Service::from_code)?,
        outcome: ASSIST.read(row, "outcome", domain::service::Outcome::from_code)?,
        state_before: ASSIST.read(row, "state_before", AccountState::from_code)?,
        return_day: ASSIST.option(row, "return_day", day_of)?,
    })
}
