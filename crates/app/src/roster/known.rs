//! The lists that are good now, blob by blob: what a new list is compared with.

use std::collections::BTreeMap;

use domain::citizen_number::CitizenNumber;
use domain::fold::fold;
use domain::person::PersonName;
use domain::record::{BlobRef, Person, RosterEdition, RosterPerson, RosterScope};
use journal::{Keyring, RosterBlob};
use store::Store;

use crate::roster::work::Turn;
use crate::view::roster::RosterStep;
use crate::{Error, failure::bug};

/// A blob and the people in it.
pub(crate) struct Part {
    /// As it lies here; none once something in it is different, or where it is new.
    pub(crate) kept: Option<BlobRef>,
    /// Who was taken off leaves a gap, so that places hold.
    pub(crate) people: Vec<Option<RosterPerson>>,
}

/// A village's or unit's list.
#[derive(Default)]
pub(crate) struct List {
    /// The edition that a new one would replace.
    pub(crate) edition: Option<RosterEdition>,
    pub(crate) parts: Vec<Part>,
    /// Not all of it can be read here.
    pub(crate) lacking: bool,
    /// Something in it is different.
    pub(crate) changed: bool,
}

/// Where somebody stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) scope: RosterScope,
    pub(crate) part: usize,
    pub(crate) at: usize,
}

/// Every list, and who is found where.
pub(crate) struct Known {
    pub(crate) lists: BTreeMap<RosterScope, List>,
    by_number: BTreeMap<CitizenNumber, Place>,
    by_name: BTreeMap<(RosterScope, String), Vec<Place>>,
    /// By the folded name alone, whoever it is.
    named: BTreeMap<String, Vec<Place>>,
}

impl Known {
    /// Reads every list of a snapshot.
    ///
    /// # Errors
    /// The file; [`crate::Code::Cancelled`].
    pub(crate) fn read(store: &Store, turn: &Turn<'_>) -> Result<Self, Error> {
        let keyring = store.keyring()?;
        let commune = store.identity().ok_or_else(|| bug("roster-identity"))?.commune;
        let editions = store.roster_editions()?;
        let mut known = Self {
            lists: BTreeMap::new(),
            by_number: BTreeMap::new(),
            by_name: BTreeMap::new(),
            named: BTreeMap::new(),
        };
        let count = editions.len();
        for (done, edition) in editions.into_iter().enumerate() {
            turn.at(RosterStep::Comparing, done, count)?;
            let mut list = List::default();
            for blob in &edition.blobs {
                let people = opened(store, &keyring, commune, edition.scope, blob)?;
                list.lacking |= people.is_none();
                let people = people.unwrap_or_default().into_iter().map(Some).collect();
                list.parts.push(Part { kept: Some(*blob), people });
            }
            known.index(edition.scope, &list);
            list.edition = Some(edition);
            known.lists.extend(list.edition.as_ref().map(|it| it.scope).map(|scope| (scope, list)));
        }
        Ok(known)
    }

    fn index(&mut self, scope: RosterScope, list: &List) {
        for (part, blob) in list.parts.iter().enumerate() {
            for (at, person) in blob.people.iter().enumerate() {
                if let Some(person) = person {
                    let place = Place { scope, part, at };
                    self.note(place, &person.person);
                    self.named.entry(fold(person.person.name.as_str())).or_default().push(place);
                }
            }
        }
    }

    /// A list that cannot be read whole gives way to a new one: nobody stands on it any more.
    pub(crate) fn give_way(&mut self, scope: RosterScope) {
        let Some(list) = self.lists.get_mut(&scope) else { return };
        (list.lacking, list.changed) = (false, true);
        list.parts.clear();
        self.by_number.retain(|_, place| place.scope != scope);
        self.by_name.retain(|(of, _), _| *of != scope);
        for places in self.named.values_mut() {
            places.retain(|place| place.scope != scope);
        }
    }

    /// Remembers where somebody stands.
    pub(crate) fn note(&mut self, place: Place, person: &Person) {
        if let Some(number) = person.number {
            self.by_number.insert(number, place);
        }
        let namesakes = self.by_name.entry((place.scope, name_key(person))).or_default();
        if !namesakes.contains(&place) {
            namesakes.push(place);
        }
    }

    /// Whom a row that could not be taken may be about: by the number, else everybody of that name.
    pub(crate) fn meant(&self, number: Option<CitizenNumber>, name: Option<&PersonName>) -> Vec<Place> {
        match number.and_then(|number| self.by_number.get(&number)) {
            Some(place) => vec![*place],
            None => name.and_then(|name| self.named.get(&fold(name.as_str()))).cloned().unwrap_or_default(),
        }
    }

    /// Where the one with this number stands.
    pub(crate) fn numbered(&self, number: CitizenNumber) -> Option<Place> {
        self.by_number.get(&number).copied()
    }

    /// Where those stand in the same list who have this name, with marks or without, and this birth, and can be this
    /// person: who has a number is nobody with another number.
    pub(crate) fn namesakes(&self, scope: RosterScope, person: &Person) -> impl Iterator<Item = Place> {
        let may_be = |it: &RosterPerson| person.number.is_none() || it.person.number.is_none();
        let places = self.by_name.get(&(scope, name_key(person))).into_iter().flatten();
        places.copied().filter(move |place| self.person(*place).is_some_and(may_be))
    }

    /// Who stands there.
    pub(crate) fn person(&self, place: Place) -> Option<&RosterPerson> {
        self.lists.get(&place.scope)?.parts.get(place.part)?.people.get(place.at)?.as_ref()
    }

    /// Puts somebody there, or takes somebody off.
    pub(crate) fn put(&mut self, place: Place, person: Option<RosterPerson>) {
        let Some(list) = self.lists.get_mut(&place.scope) else { return };
        list.changed = true;
        if let Some(part) = list.parts.get_mut(place.part) {
            part.kept = None;
            if let Some(seat) = part.people.get_mut(place.at) {
                *seat = person;
            }
        }
    }

    /// Adds somebody at the end of a list.
    pub(crate) fn add(&mut self, scope: RosterScope, person: RosterPerson, part_people_max: usize) -> Place {
        let list = self.lists.entry(scope).or_default();
        list.changed = true;
        if list.parts.last().is_none_or(|part| part.people.len() >= part_people_max) {
            list.parts.push(Part { kept: None, people: Vec::new() });
        }
        let part_at = list.parts.len().saturating_sub(1);
        let at = list.parts.last_mut().map_or(0, |part| {
            part.kept = None;
            part.people.push(Some(person.clone()));
            part.people.len().saturating_sub(1)
        });
        let place = Place { scope, part: part_at, at };
        self.note(place, &person.person);
        place
    }
}

impl List {
    /// People on it.
    pub(crate) fn people(&self) -> impl Iterator<Item = &RosterPerson> {
        self.parts.iter().flat_map(|part| part.people.iter().flatten())
    }
}

fn opened(
    store: &Store,
    keyring: &Keyring,
    commune: domain::ids::CommuneId,
    scope: RosterScope,
    blob: &BlobRef,
) -> Result<Option<Vec<RosterPerson>>, Error> {
    let Some(bytes) = store.blob(blob.digest)? else { return Ok(None) };
    let opened = RosterBlob::read(&bytes).ok().and_then(|blob| blob.open(commune, scope, keyring).ok());
    Ok(opened.filter(|it| it.unreadable == 0).map(|it| it.people))
}

fn name_key(person: &Person) -> String {
    let birth = person.birth.map(|it| it.to_iso()).unwrap_or_default();
    format!("{} {birth}", fold(person.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::VillageId;
    use domain::service::AccountState;

    fn person(name: &str, number: Option<&str>) -> RosterPerson {
        let person = Person {
            name: PersonName::parse(name).unwrap(),
            number: number.map(|digits| CitizenNumber::parse(digits).unwrap()),
            birth: None,
            sex: None,
            phone: None,
            address: None,
        };
        RosterPerson { person, state: AccountState::Unknown, sms_day: None }
    }

    #[test]
    fn nobody_is_found_on_a_list_that_gave_way() {
        let scope = RosterScope::Village(VillageId(uuid::Uuid::from_u128(1)));
        let people = [person("Trần Thị Hạnh", Some("005185000002")), person("Đỗ Đình Ý", None)];
        let part = Part { kept: None, people: people.iter().cloned().map(Some).collect() };
        let list = List { edition: None, parts: vec![part], lacking: true, changed: false };
        let mut known = Known {
            lists: BTreeMap::new(),
            by_number: BTreeMap::new(),
            by_name: BTreeMap::new(),
            named: BTreeMap::new(),
        };
        known.index(scope, &list);
        known.lists.insert(scope, list);
        let found = |known: &Known, it: &Person| {
            it.number.and_then(|number| known.numbered(number)).or(known.namesakes(scope, it).next())
        };
        assert!(people.iter().all(|it| found(&known, &it.person).is_some()));
        known.give_way(scope);
        assert!(people.iter().all(|it| found(&known, &it.person).is_none()), "each is added anew");
        assert!(known.meant(None, Some(&people[1].person.name)).is_empty());
    }
}
