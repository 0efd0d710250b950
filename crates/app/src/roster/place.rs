//! Which village or unit a list means: by the commune's names without marks and without the word "thôn", or as chosen.

use std::collections::BTreeMap;

use domain::fold::fold;
use domain::ids::{UnitId, VillageId};
use domain::person::Title;
use domain::record::{RosterScope, Village};
use store::Store;

use crate::make::new_id;
use crate::settings::Settings;
use crate::view::roster::{RosterForm, RosterPlaceChoice, RosterPlaceView};
use crate::{Code, Error, form};

/// At most this many different names of places in one list.
const PLACES_MAX: usize = 2_000;
/// Words that stand before the name of a village, longer ones first.
const KINDS: [&str; 13] = [
    "to dan pho so",
    "to dan pho",
    "khu dan cu",
    "khu pho",
    "thon",
    "tdp",
    "xom",
    "khu",
    "ap",
    "ban",
    "lang",
    "buon",
    "to",
];

/// What names mean.
pub(crate) struct Places {
    villages: BTreeMap<String, Vec<VillageId>>,
    units: BTreeMap<String, Vec<UnitId>>,
    names: BTreeMap<RosterScope, String>,
    chosen: BTreeMap<String, Option<RosterScope>>,
    otherwise: Option<RosterScope>,
    /// Villages to be added.
    pub(crate) added: Vec<Village>,
    seen: BTreeMap<(bool, String), u32>,
}

/// Why a row has no place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoPlace {
    /// It names none.
    Missing,
    /// Nobody said what it names.
    Unknown,
}

impl Places {
    /// Of the commune's names and the form's choices.
    ///
    /// # Errors
    /// The file; [`Code::NotFound`] for a village or unit that is not here.
    pub(crate) fn read(store: &Store, chosen: &RosterForm, settings: &Settings) -> Result<Self, Error> {
        let mut places = Self {
            villages: BTreeMap::new(),
            units: BTreeMap::new(),
            names: BTreeMap::new(),
            chosen: BTreeMap::new(),
            otherwise: None,
            added: Vec::new(),
            seen: BTreeMap::new(),
        };
        for village in store.villages()? {
            let name = village.name.as_str();
            places.villages.entry(key(name)).or_default().push(village.id);
            places.names.insert(RosterScope::Village(village.id), name.to_owned());
        }
        for unit in store.units()? {
            places.units.entry(fold(unit.name.as_str())).or_default().push(unit.id);
            places.names.insert(RosterScope::Unit(unit.id), unit.name.as_str().to_owned());
        }
        for choice in chosen.places.iter().take(PLACES_MAX) {
            let scope = places.scope_of(choice, settings)?;
            places.chosen.insert(fold(&choice.text), scope);
        }
        if let Some(choice) = &chosen.place {
            places.otherwise = places.scope_of(choice, settings)?;
        }
        Ok(places)
    }

    fn scope_of(&mut self, choice: &RosterPlaceChoice, settings: &Settings) -> Result<Option<RosterScope>, Error> {
        let village = choice.village.map(|id| RosterScope::Village(VillageId(id)));
        let scope = village.or_else(|| choice.unit.map(|id| RosterScope::Unit(UnitId(id))));
        match scope {
            Some(scope) if self.names.contains_key(&scope) => Ok(Some(scope)),
            Some(_) => Err(Error::new(Code::NotFound)),
            None if choice.add => self.add(&choice.text, settings).map(Some),
            None => Ok(None),
        }
    }

    /// A village of this name, new unless one was added for it already.
    fn add(&mut self, text: &str, settings: &Settings) -> Result<RosterScope, Error> {
        let name = own_name(text);
        if let Some(known) = self.villages.get(&key(&name)).and_then(|ids| ids.first()) {
            return Ok(RosterScope::Village(*known));
        }
        let id = new_id(settings);
        self.added.push(Village { id, name: form::title(&name, "village")? });
        self.villages.insert(key(&name), vec![id]);
        self.names.insert(RosterScope::Village(id), name);
        Ok(RosterScope::Village(id))
    }

    /// Where a row belongs.
    pub(crate) fn of(&mut self, village: Option<&str>, unit: Option<&str>) -> Result<RosterScope, NoPlace> {
        let (text, is_unit) = match (village, unit) {
            (Some(village), _) => (village, false),
            (None, Some(unit)) => (unit, true),
            (None, None) => ("", false),
        };
        if self.seen.len() < PLACES_MAX {
            let rows = self.seen.entry((is_unit, text.to_owned())).or_default();
            *rows = rows.saturating_add(1);
        }
        self.meaning(text, is_unit)
    }

    fn meaning(&self, text: &str, is_unit: bool) -> Result<RosterScope, NoPlace> {
        if text.is_empty() {
            return self.otherwise.ok_or(NoPlace::Missing);
        }
        match self.chosen.get(&fold(text)) {
            Some(chosen) => chosen.ok_or(NoPlace::Unknown),
            None => self.known(text, is_unit).ok_or(NoPlace::Unknown),
        }
    }

    /// The one place of this name; of two with the same name neither.
    fn known(&self, text: &str, is_unit: bool) -> Option<RosterScope> {
        if is_unit {
            return one(self.units.get(&fold(text))?).map(RosterScope::Unit);
        }
        let whole = self.villages.get(&key(text));
        let first = || self.villages.get(&key(first_part(text)));
        let village = whole.or_else(first).and_then(|ids| one(ids)).map(RosterScope::Village);
        village.or_else(|| one(self.units.get(&fold(text))?).map(RosterScope::Unit))
    }

    /// What a place is called.
    pub(crate) fn name(&self, scope: RosterScope) -> String {
        self.names.get(&scope).cloned().unwrap_or_default()
    }

    /// Places that rows named, the unknown first.
    pub(crate) fn shown(&self) -> Vec<RosterPlaceView> {
        let mut shown: Vec<RosterPlaceView> =
            self.seen.iter().map(|((unit, text), rows)| self.view(text, *unit, *rows)).collect();
        shown.sort_by_key(|place| (place.choice.is_some(), place.text.clone()));
        shown
    }

    fn view(&self, text: &str, is_unit: bool, rows: u32) -> RosterPlaceView {
        let choice = self.meaning(text, is_unit).ok().map(|scope| {
            let (village, unit) = match scope {
                RosterScope::Village(id) => (Some(id), None),
                RosterScope::Unit(id) => (None, Some(id)),
            };
            let add = self.added.iter().any(|it| Some(it.id) == village);
            let village = village.filter(|_| !add).map(|id| id.0);
            RosterPlaceChoice { text: text.to_owned(), village, unit: unit.map(|id| id.0), add }
        });
        let known = self.known(text, is_unit).is_some() && choice.as_ref().is_none_or(|choice| !choice.add);
        RosterPlaceView { text: text.to_owned(), rows, choice, known }
    }
}

fn one<T: Copy>(ids: &[T]) -> Option<T> {
    match ids {
        [id] => Some(*id),
        [] | [_, ..] => None,
    }
}

fn first_part(text: &str) -> &str {
    text.split([',', ';', '-', '(']).next().unwrap_or(text)
}

/// A name without marks and without the word for what it is.
fn key(name: &str) -> String {
    let folded = fold(name);
    let bare = KINDS.iter().find_map(|kind| folded.strip_prefix(kind)?.strip_prefix(' ').map(str::to_owned));
    bare.unwrap_or(folded)
}

/// A village's name as the commune's list has it: without "Thôn", without what stands behind a comma.
fn own_name(text: &str) -> String {
    let first = first_part(text).trim();
    let rest = first.split_once(' ').filter(|(kind, _)| fold(kind) == "thon").map(|(_, rest)| rest.trim());
    let name = rest.filter(|rest| !rest.is_empty()).unwrap_or(first);
    Title::parse(name).map_or_else(|_| name.to_owned(), |title| title.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_villages_are_compared_without_their_kind() {
        let check = |text: &str, expected: &str| assert_eq!(key(text), expected, "{text}");
        check("Thôn Gồm", "gom");
        check("gồm", "gom");
        check("TDP số 5", "so 5");
        check("Tổ dân phố số 5", "5");
        check("Làng O", "o");
        check("Thôn", "thon");
        assert_eq!(own_name("Thôn Đình Thượng, xã Mẫu"), "Đình Thượng");
        assert_eq!(own_name("Làng O"), "Làng O");
    }
}
