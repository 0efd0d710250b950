//! What comes of each row: judged one after the other against the lists that are good now, which change as it goes on.

use std::collections::{BTreeMap, BTreeSet};

use documents::roster::{Fault, Line, LineContent};
use domain::citizen_number::CitizenNumber;
use domain::record::{Person, ROSTER_BLOB_PEOPLE_MAX, RosterPerson, RosterScope};
use domain::service::AccountState;

use super::known::{List, Place};
use super::place::NoPlace;
use super::work::Turn;
use super::{Known, Places, Source};
use crate::view::Words;
use crate::view::roster::{RosterCounts, RosterFate, RosterForm, RosterListView, RosterStep};
use crate::{Code, Error};

/// Rows between two looks at whether to stop.
const ROWS_A_LOOK: usize = 1_000;

/// A row and what comes of it.
pub(crate) struct Row {
    pub(crate) sheet: usize,
    pub(crate) row: u32,
    pub(crate) fate: RosterFate,
    pub(crate) reasons: Vec<Words>,
    /// Keys of the fields that are different.
    pub(crate) fields: Vec<&'static str>,
}

/// What comes of a list.
pub(crate) struct Plan {
    pub(crate) rows: Vec<Row>,
    pub(crate) counts: RosterCounts,
    pub(crate) known: Known,
    pub(crate) lists: Vec<RosterListView>,
}

/// Why a row is not taken besides what is the matter with it alone.
enum Refusal {
    NoPlace(NoPlace),
    /// The list of its place cannot be read here.
    NotHere,
    /// Another row has the same number and says something else.
    Twice(u32),
    /// Somebody on the list may be meant, or one of several.
    LookAlike,
}

/// Whom of the lists a row is about.
enum Meant {
    Nobody,
    One(Place),
    /// Nobody can say.
    Unclear,
}

impl Plan {
    /// Judges every row.
    ///
    /// # Errors
    /// [`Code::Cancelled`].
    pub(crate) fn make(
        source: &Source,
        form: &RosterForm,
        known: Known,
        places: &mut Places,
        turn: &Turn<'_>,
    ) -> Result<Self, Error> {
        let before: BTreeMap<RosterScope, usize> =
            known.lists.iter().map(|(scope, list)| (*scope, list.people().count())).collect();
        let mut judge = Judge {
            known,
            places,
            form,
            numbers: BTreeMap::new(),
            others: BTreeSet::new(),
            seen: BTreeSet::new(),
            spared: BTreeSet::new(),
            scopes: BTreeSet::new(),
        };
        let (mut rows, count) = (Vec::new(), source.lines());
        for (sheet, read) in source.sheets.iter().enumerate() {
            for line in read.iter().flat_map(|(_, reading)| &reading.lines) {
                if rows.len().is_multiple_of(ROWS_A_LOOK) {
                    turn.at(RosterStep::Comparing, rows.len(), count)?;
                }
                rows.push(judge.row(sheet, line));
            }
        }
        let mut counts = counted(&rows);
        counts.gone = judge.gone();
        let Judge { known, places, .. } = judge;
        let lists = changed(&known, places, &before);
        Ok(Self { rows, counts, known, lists })
    }
}

fn counted(rows: &[Row]) -> RosterCounts {
    let mut counts = RosterCounts::default();
    for row in rows {
        let of_fate = match row.fate {
            RosterFate::Added => &mut counts.added,
            RosterFate::Changed => &mut counts.changed,
            RosterFate::Unchanged => &mut counts.unchanged,
            RosterFate::Repeated => &mut counts.repeated,
            RosterFate::Refused => &mut counts.refused,
        };
        *of_fate = of_fate.saturating_add(1);
        counts.rows = counts.rows.saturating_add(1);
        let warned = row.fate != RosterFate::Refused && !row.reasons.is_empty();
        counts.warned = counts.warned.saturating_add(u32::from(warned));
    }
    counts
}

fn changed(known: &Known, places: &Places, before: &BTreeMap<RosterScope, usize>) -> Vec<RosterListView> {
    let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let lists = known.lists.iter().filter(|(_, list)| list.changed);
    let view = |(scope, list): (&RosterScope, &List)| RosterListView {
        place: places.name(*scope),
        before: count(before.get(scope).copied().unwrap_or(0)),
        after: count(list.people().count()),
    };
    let mut lists: Vec<RosterListView> = lists.map(view).collect();
    lists.sort_by(|one, other| one.place.cmp(&other.place));
    lists
}

struct Judge<'a> {
    known: Known,
    places: &'a mut Places,
    form: &'a RosterForm,
    /// Numbers met in this list: the row, and what it says.
    numbers: BTreeMap<CitizenNumber, (u32, RosterScope, LineContent)>,
    /// People without a number met in this list.
    others: BTreeSet<(RosterScope, String)>,
    /// Places on the lists that this list speaks of.
    seen: BTreeSet<Place>,
    /// Places that a refused row may be about.
    spared: BTreeSet<Place>,
    /// Whose rows were taken.
    scopes: BTreeSet<RosterScope>,
}

impl Judge<'_> {
    fn row(&mut self, sheet: usize, line: &Line) -> Row {
        let faults = |refusing: bool| line.faults.iter().filter(move |it| it.refuses() == refusing).map(|it| said(*it));
        let mut reasons: Vec<Words> = faults(true).collect();
        let scope = self.places.of(line.content.village.as_deref(), line.content.unit.as_deref());
        let (fate, fields) = match (line.is_refused(), scope) {
            (true, _) => (RosterFate::Refused, Vec::new()),
            (false, Err(none)) => {
                reasons.push(Refusal::NoPlace(none).words());
                (RosterFate::Refused, Vec::new())
            }
            (false, Ok(scope)) => self.placed(line, scope).unwrap_or_else(|refusal| {
                reasons.push(refusal.words());
                (RosterFate::Refused, Vec::new())
            }),
        };
        if fate == RosterFate::Refused {
            // Whoever is on the list and only badly written in the file is not gone.
            self.spared.extend(self.known.meant(line.content.number, line.content.name.as_ref()));
        }
        // Why a row is refused comes before what else is the matter with it.
        reasons.extend(faults(false));
        Row { sheet, row: line.row, fate, reasons, fields }
    }

    fn placed(&mut self, line: &Line, scope: RosterScope) -> Result<(RosterFate, Vec<&'static str>), Refusal> {
        if self.is_lacking(scope) {
            return Err(Refusal::NotHere);
        }
        if self.is_repeated(line, scope)? {
            return Ok((RosterFate::Repeated, Vec::new()));
        }
        let Some(fresh) = self.fresh(&line.content) else { return Err(Refusal::NoPlace(NoPlace::Missing)) };
        self.scopes.insert(scope);
        let place = match self.meant(scope, &fresh, &line.content) {
            Meant::One(place) => place,
            Meant::Unclear => return Err(Refusal::LookAlike),
            Meant::Nobody => {
                let place = self.known.add(scope, fresh, ROSTER_BLOB_PEOPLE_MAX);
                self.seen.insert(place);
                return Ok((RosterFate::Added, Vec::new()));
            }
        };
        if self.known.lists.get(&place.scope).is_some_and(|list| list.lacking) {
            return Err(Refusal::NotHere);
        }
        let before = self.known.person(place).cloned();
        Ok(self.changed(place, scope, before, fresh, &line.content))
    }

    /// By the number; else by name and birth in the same list, where it is certain: the only one of that name whom no
    /// other row is about, or one of whom the row says nothing new.
    fn meant(&self, scope: RosterScope, fresh: &RosterPerson, content: &LineContent) -> Meant {
        if let Some(place) = fresh.person.number.and_then(|number| self.known.numbered(number)) {
            return Meant::One(place);
        }
        let namesakes = self.known.namesakes(scope, &fresh.person);
        let free: Vec<Place> = namesakes.filter(|place| !self.seen.contains(place)).collect();
        match free.as_slice() {
            [] => Meant::Nobody,
            [place] if self.is_certain(*place, fresh) => Meant::One(*place),
            places => {
                let known = places.iter().find(|place| self.says_nothing_new(**place, fresh, content));
                known.map_or(Meant::Unclear, |place| Meant::One(*place))
            }
        }
    }

    /// The number of somebody is not given to a name that is written with other marks.
    fn is_certain(&self, place: Place, fresh: &RosterPerson) -> bool {
        let name = |of: &Person| of.name.as_str().to_lowercase();
        let known = self.known.person(place).map(|it| &it.person);
        known.is_some_and(|known| known.number.is_none() || name(known) == name(&fresh.person))
    }

    fn says_nothing_new(&self, place: Place, fresh: &RosterPerson, content: &LineContent) -> bool {
        let changes = |before: &RosterPerson| different(before, &merged(before, fresh.clone(), self.state_of(content)));
        self.known.person(place).is_some_and(|before| changes(before).is_empty())
    }

    /// The state that a row, or the form for all rows, says.
    fn state_of(&self, content: &LineContent) -> Option<AccountState> {
        content.state.or(self.form.state)
    }

    /// A whole list may take the place of one that cannot be read here; a part of one may not.
    fn is_lacking(&mut self, scope: RosterScope) -> bool {
        let lacking = self.known.lists.get(&scope).is_some_and(|list| list.lacking);
        if lacking && self.form.whole {
            self.known.give_way(scope);
        }
        lacking && !self.form.whole
    }

    fn is_repeated(&mut self, line: &Line, scope: RosterScope) -> Result<bool, Refusal> {
        let content = &line.content;
        let Some(number) = content.number else {
            // `Debug` of a person hides the person.
            let name = content.name.as_ref().map_or("", |name| name.as_str());
            let birth = content.birth.map(|it| it.to_iso()).unwrap_or_default();
            let phone = content.phone.as_ref().map_or("", |phone| phone.as_str());
            let address = content.address.as_ref().map_or("", |address| address.as_str());
            let all = [name, &birth, phone, address, content.state.map_or("", AccountState::key)].join("\n");
            return Ok(!self.others.insert((scope, all)));
        };
        match self.numbers.get(&number) {
            Some((_, known, said)) if (*known, said) == (scope, content) => Ok(true),
            Some((row, ..)) => Err(Refusal::Twice(*row)),
            None => {
                self.numbers.insert(number, (line.row, scope, content.clone()));
                Ok(false)
            }
        }
    }

    /// The line as a person of a list.
    fn fresh(&self, content: &LineContent) -> Option<RosterPerson> {
        let person = Person {
            name: content.name.clone()?,
            number: content.number,
            birth: content.birth,
            sex: content.sex,
            phone: content.phone.clone(),
            address: content.address.clone(),
        };
        let state = self.state_of(content).unwrap_or(AccountState::Unknown);
        Some(RosterPerson { person, state, sms_day: content.sms_day })
    }

    /// Somebody who is on a list: what the new one leaves empty stays as it was.
    fn changed(
        &mut self,
        place: Place,
        scope: RosterScope,
        before: Option<RosterPerson>,
        fresh: RosterPerson,
        content: &LineContent,
    ) -> (RosterFate, Vec<&'static str>) {
        let Some(before) = before else { return (RosterFate::Unchanged, Vec::new()) };
        let after = merged(&before, fresh, self.state_of(content));
        let mut fields = different(&before, &after);
        if place.scope != scope {
            fields.push("village");
            self.known.put(place, None);
            let moved = self.known.add(scope, after, ROSTER_BLOB_PEOPLE_MAX);
            self.seen.insert(moved);
        } else {
            self.seen.insert(place);
            if !fields.is_empty() {
                self.known.note(place, &after.person);
                self.known.put(place, Some(after));
            }
        }
        (if fields.is_empty() { RosterFate::Unchanged } else { RosterFate::Changed }, fields)
    }

    /// Who is on a list that the file speaks of, and not in the file; taken off where the file is the whole list.
    fn gone(&mut self) -> u32 {
        let mut gone = Vec::new();
        for (scope, list) in self.known.lists.iter().filter(|(scope, _)| self.scopes.contains(scope)) {
            for (part, blob) in list.parts.iter().enumerate() {
                let here = blob.people.iter().enumerate().filter(|(_, person)| person.is_some());
                gone.extend(
                    here.map(|(at, _)| Place { scope: *scope, part, at })
                        .filter(|it| !self.seen.contains(it) && !self.spared.contains(it)),
                );
            }
        }
        if self.form.whole {
            gone.iter().for_each(|place| self.known.put(*place, None));
        }
        u32::try_from(gone.len()).unwrap_or(u32::MAX)
    }
}

fn merged(before: &RosterPerson, fresh: RosterPerson, state: Option<AccountState>) -> RosterPerson {
    let was = &before.person;
    RosterPerson {
        person: Person {
            name: fresh.person.name,
            number: fresh.person.number.or(was.number),
            birth: fresh.person.birth.or(was.birth),
            sex: fresh.person.sex.or(was.sex),
            phone: fresh.person.phone.or_else(|| was.phone.clone()),
            address: fresh.person.address.or_else(|| was.address.clone()),
        },
        state: state.unwrap_or(before.state),
        sms_day: fresh.sms_day.or(before.sms_day),
    }
}

fn different(before: &RosterPerson, after: &RosterPerson) -> Vec<&'static str> {
    let (was, is) = (&before.person, &after.person);
    let fields = [
        ("name", was.name != is.name),
        ("number", was.number != is.number),
        ("birth", was.birth != is.birth),
        ("sex", was.sex != is.sex),
        ("phone", was.phone != is.phone),
        ("address", was.address != is.address),
        ("state", before.state != after.state),
        ("sms-day", before.sms_day != after.sms_day),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

fn said(fault: Fault) -> Words {
    words(fault.key(), None)
}

fn words(key: &str, row: Option<u32>) -> Words {
    let params = row.map(|row| ("row".to_owned(), row.to_string()));
    Words { key: format!("roster-fault-{key}"), params: params.into_iter().collect() }
}

impl Refusal {
    fn words(&self) -> Words {
        match self {
            Self::NoPlace(NoPlace::Missing) => words("place-missing", None),
            Self::NoPlace(NoPlace::Unknown) => words("place-unknown", None),
            Self::NotHere => words("list-not-here", None),
            Self::Twice(row) => words("number-twice", Some(*row)),
            Self::LookAlike => words("look-alike", None),
        }
    }
}

/// Nothing of the list would be taken.
///
/// # Errors
/// [`Code::RosterNothing`].
pub(crate) fn something(plan: &Plan) -> Result<(), Error> {
    let taken = plan.rows.iter().any(|row| row.fate != RosterFate::Refused);
    if taken { Ok(()) } else { Err(Error::new(Code::RosterNothing)) }
}
