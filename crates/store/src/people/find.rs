//! Search as you type: a few bounded questions to the index, from the most useful on, until the list is full.
//! Nothing is ever ranked over all matches.

use std::collections::BTreeSet;

use domain::citizen_number::CitizenNumber;
use domain::ids::{MatchKey, RecordId, UnitId, VillageId};
use domain::person::{BirthDate, PersonName, Sex};
use domain::record::RosterScope;
use domain::service::AccountState;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row, ToSql, named_params};

use super::SEARCH_ROWS_MAX;
use super::last::{self, Days};
use super::query::Query;
use crate::column::{Table, scope_of};
use crate::error::StoreError;
use crate::index::letter_of;
use crate::rows::{Found, PersonHit, PersonKey, RosterLine};

const SEARCH: Table = Table("search");

/// At most this many rows are read for one question: some more than are shown, since a person may stand there twice.
const LOOK_MAX: usize = SEARCH_ROWS_MAX + 5;

/// Finds people; those of `near` first, then those whose given name is typed, then those helped before. Where they are few
/// the letters may be initials, too.
pub(super) fn find(db: &Connection, query: &Query, near: Option<RosterScope>) -> Result<Found, StoreError> {
    let mut list = List::default();
    let letter = near.map(|scope| letter_of(db, scope)).transpose()?.flatten();
    if letter.is_some() {
        list.ask(db, &query.anywhere(letter), query.given(letter), false)?;
    }
    if !list.is_full() {
        list.ask(db, &query.anywhere(None), query.given(None), letter.is_some())?;
    }
    // Few words begin so: perhaps they are first letters.
    for (letter, far) in [(letter, false), (None, letter.is_some())] {
        if let Some(initials) = query.initials(letter).filter(|_| !list.is_full()) {
            look(db, &initials, &mut |candidate| list.add(far, candidate))?;
        }
    }
    list.finish(db, query)
}

/// The people found so far, one more than are shown.
#[derive(Default)]
struct List {
    found: Vec<(bool, Candidate)>,
    seen: BTreeSet<One>,
}

impl List {
    const fn is_full(&self) -> bool {
        self.found.len() > SEARCH_ROWS_MAX
    }

    /// Everybody who matches; where they are too many, those first whose given name does.
    fn ask(&mut self, db: &Connection, anywhere: &str, given: Option<String>, far: bool) -> Result<(), StoreError> {
        let Some(given) = given else {
            return look(db, anywhere, &mut |candidate| self.add(far, candidate));
        };
        let all = first(db, anywhere)?;
        if all.len() == LOOK_MAX {
            look(db, &given, &mut |candidate| self.add(far, candidate))?;
        }
        for candidate in all {
            self.add(far, candidate);
        }
        Ok(())
    }

    /// Adds somebody who is not there yet; says whether there is room for more.
    fn add(&mut self, far: bool, candidate: Candidate) -> bool {
        if !self.is_full() && self.seen.insert(candidate.one()) {
            self.found.push((far, candidate));
        }
        !self.is_full()
    }

    fn finish(mut self, db: &Connection, query: &Query) -> Result<Found, StoreError> {
        let more = self.is_full();
        self.found.truncate(SEARCH_ROWS_MAX);
        let (mut people, mut days) = (Vec::new(), Days::default());
        for (far, candidate) in self.found {
            people.push((far, hit(db, candidate, &mut days)?));
        }
        people.sort_by_cached_key(|(far, hit)| rank(query, *far, hit));
        Ok(Found { hits: people.into_iter().map(|(_, hit)| hit).collect(), more })
    }
}

/// Small is useful.
fn rank(query: &Query, far: bool, hit: &PersonHit) -> impl Ord + use<> {
    (far, !query.is_given(&hit.name), hit.last.is_none(), hit.name.clone(), hit.birth, hit.key)
}

/// Somebody the index knows.
struct Candidate {
    key: PersonKey,
    name: PersonName,
    number: Option<CitizenNumber>,
    birth: Option<BirthDate>,
    sex: Option<Sex>,
    match_key: Option<MatchKey>,
    village: Option<VillageId>,
    unit: Option<UnitId>,
    roster_state: Option<AccountState>,
    /// Records of this person.
    records: u32,
}

/// One person, however many records and lines: a number is a person, without one each stands for itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum One {
    Known(MatchKey),
    Unknown(PersonKey),
}

impl Candidate {
    fn one(&self) -> One {
        self.match_key.map_or(One::Unknown(self.key), One::Known)
    }
}

/// What the newest list says of a citizen: the column beside a sole `max` is of its row (sqlite.org/lang_select.html), and
/// nothing is sorted.
macro_rules! roster_state {
    () => {
        "(SELECT state FROM (
             SELECT line.state AS state, max(list.day * 10000000000 + line.id)
             FROM roster_person AS line JOIN blob AS list ON list.id = line.blob
             WHERE line.match_key = citizen.match_key
         ))"
    };
}

/// What is read of a place: a record with what the newest list says of its person, or a line of the roster.
const LOOK: &str = concat!(
    "SELECT citizen.record, roster_person.id, coalesce(citizen.name, roster_person.name),
         coalesce(citizen.number, roster_person.number), coalesce(citizen.birth, roster_person.birth),
         coalesce(citizen.sex, roster_person.sex), coalesce(citizen.match_key, roster_person.match_key),
         citizen.village, citizen.unit, blob.scope, coalesce(roster_person.state, ",
    roster_state!(),
    "), (
             SELECT count(*) FROM citizen AS other
             WHERE other.match_key = coalesce(citizen.match_key, roster_person.match_key)
         )
     FROM search
     LEFT JOIN citizen ON search.rowid & 1 = 0 AND citizen.entry = search.rowid >> 1
     LEFT JOIN roster_person ON search.rowid & 1 = 1 AND roster_person.id = search.rowid >> 1
     LEFT JOIN blob ON blob.id = roster_person.blob
     WHERE search MATCH :query"
);

/// Hands over people in the index's own order for as long as there is room.
fn look(db: &Connection, expression: &str, take: &mut dyn FnMut(Candidate) -> bool) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(LOOK)?;
    let mut rows = statement.query(named_params! { ":query": expression })?;
    while let Some(row) = rows.next()? {
        if !take(candidate(row)?) {
            break;
        }
    }
    Ok(())
}

/// The first [`LOOK_MAX`].
fn first(db: &Connection, expression: &str) -> Result<Vec<Candidate>, StoreError> {
    let mut people = Vec::new();
    look(db, expression, &mut |candidate| {
        people.push(candidate);
        people.len() < LOOK_MAX
    })?;
    Ok(people)
}

/// Reads the columns of [`LOOK`] by their places: this runs for every letter that is typed.
fn candidate(row: &Row<'_>) -> Result<Candidate, StoreError> {
    let line: Option<u32> = get(row, 1)?;
    let key = match (id(row, 0)?, line) {
        (Some(citizen), _) => PersonKey::Citizen(citizen),
        (None, Some(line)) => PersonKey::Roster(RosterLine(line)),
        (None, None) => return Err(SEARCH.damaged()),
    };
    let (village, unit) = match get::<Option<[u8; 17]>>(row, 9)?.and_then(scope_of) {
        Some(RosterScope::Village(village)) => (Some(village), None),
        Some(RosterScope::Unit(unit)) => (None, Some(unit)),
        None => (id(row, 7)?, id(row, 8)?),
    };
    Ok(Candidate {
        key,
        name: parse(row, 2, PersonName::parse)?.ok_or_else(|| SEARCH.damaged())?,
        number: parse(row, 3, CitizenNumber::parse)?,
        birth: parse(row, 4, BirthDate::parse)?,
        sex: get::<Option<u8>>(row, 5)?.and_then(Sex::from_code),
        match_key: get::<Option<[u8; 16]>>(row, 6)?.map(MatchKey),
        village,
        unit,
        roster_state: get::<Option<u8>>(row, 10)?.and_then(AccountState::from_code),
        records: get(row, 11)?,
    })
}

fn get<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    row.get(column).map_err(|_| SEARCH.damaged())
}

fn id<T: From<RecordId>>(row: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    Ok(get::<Option<[u8; 16]>>(row, column)?.map(|bytes| RecordId::from_bytes(bytes).typed()))
}

fn parse<T, E>(row: &Row<'_>, column: usize, read: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column).and_then(|value| Ok(value.as_str_or_null()?));
    let text = text.map_err(|_| SEARCH.damaged())?;
    text.map(|text| read(text).map_err(|_| SEARCH.damaged())).transpose()
}

/// A candidate as the newest of the person's records has it, with the last assist.
fn hit(db: &Connection, found: Candidate, days: &mut Days) -> Result<PersonHit, StoreError> {
    let others = match found.key {
        PersonKey::Citizen(_) => found.records > 1,
        PersonKey::Roster(_) => found.records > 0,
    };
    let newest = match found.match_key.filter(|_| others) {
        Some(key) => newest_record(db, key)?,
        None => None,
    };
    let shown = newest.unwrap_or(found);
    let last = match (shown.key, shown.match_key.filter(|_| others)) {
        (PersonKey::Citizen(_), Some(key)) => last::of_person(db, key, days)?,
        // The only record of its person, or one without a number.
        (PersonKey::Citizen(citizen), None) => last::of_record(db, citizen, days)?,
        (PersonKey::Roster(_), _) => None,
    };
    Ok(PersonHit {
        key: shown.key,
        name: shown.name,
        number: shown.number,
        birth: shown.birth,
        sex: shown.sex,
        village: shown.village,
        unit: shown.unit,
        roster_state: shown.roster_state,
        last,
    })
}

/// The newest record of a person.
fn newest_record(db: &Connection, match_key: MatchKey) -> Result<Option<Candidate>, StoreError> {
    let mut statement = db.prepare_cached(concat!(
        "SELECT citizen.record, NULL, citizen.name, citizen.number, citizen.birth, citizen.sex, citizen.match_key,
                 citizen.village, citizen.unit, NULL, ",
        roster_state!(),
        ", 1
             FROM citizen
             WHERE citizen.match_key = :match_key AND citizen.voided IS NULL AND citizen.name IS NOT NULL
             ORDER BY citizen.wall_ms DESC, citizen.counter DESC, citizen.record DESC LIMIT 1"
    ))?;
    let key: &dyn ToSql = &match_key.0;
    let mut rows = statement.query(named_params! { ":match_key": key })?;
    rows.next()?.map(candidate).transpose()
}
