//! From lists to editions: blobs sealed anew where something in them is different, and one commit for all of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::ids::{CommuneId, RosterEditionId};
use domain::record::{BlobRef, RosterEdition, RosterPerson, RosterScope};
use journal::{RosterBlob, SealingKey};
use store::Store;

use super::known::{List, Part};
use super::work::Turn;
use super::{Known, Places};
use crate::failure::bug;
use crate::make::new_id;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::roster::RosterStep;
use crate::{Code, Error};

/// Everything that one commit saves.
pub(crate) struct Sealed {
    edits: Vec<Edit>,
    blobs: Vec<Vec<u8>>,
    /// Whose lists are new.
    pub(crate) scopes: Vec<RosterScope>,
    /// The editions that were good when the lists were compared.
    replaced: BTreeMap<RosterScope, Option<RosterEditionId>>,
    pub(crate) villages_added: usize,
}

/// Seals every list in which something is different.
///
/// # Errors
/// [`Code::Cancelled`]; an observer's laptop has no key.
pub(crate) fn seal(
    store: &Store,
    known: Known,
    places: &mut Places,
    day: NaiveDate,
    settings: &Settings,
    turn: &Turn<'_>,
) -> Result<Sealed, Error> {
    let keyring = store.keyring()?;
    let key = keyring.current().ok_or(Error::new(Code::LeaderOnly))?;
    let commune = store.identity().ok_or_else(|| bug("roster-identity"))?.commune;
    let lists: Vec<(RosterScope, List)> = known.lists.into_iter().filter(|(_, list)| list.changed).collect();
    let count = lists.len();
    let mut sealed = Sealed {
        edits: Vec::new(),
        blobs: Vec::new(),
        scopes: Vec::new(),
        replaced: BTreeMap::new(),
        villages_added: 0,
    };
    sealed.villages(places, &lists);
    for (done, (scope, list)) in lists.into_iter().enumerate() {
        turn.at(RosterStep::Sealing, done, count)?;
        let sealer = Sealer { commune, scope, key, settings };
        sealed.list(&sealer, list, day)?;
    }
    Ok(sealed)
}

struct Sealer<'a> {
    commune: CommuneId,
    scope: RosterScope,
    key: &'a SealingKey,
    settings: &'a Settings,
}

impl Sealer<'_> {
    /// Blobs of these people; more than one where one would be too long.
    fn blobs(&self, people: &[RosterPerson], out: &mut Vec<(BlobRef, Vec<u8>)>) -> Result<(), Error> {
        if people.is_empty() {
            return Ok(());
        }
        match RosterBlob::seal(people, self.commune, self.scope, self.key, &self.settings.random()) {
            Ok(blob) => {
                let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
                out.push((blob.reference(count), blob.to_bytes()));
                Ok(())
            }
            Err(_) if people.len() > 1 => {
                let (one, other) = people.split_at(people.len() / 2);
                self.blobs(one, out)?;
                self.blobs(other, out)
            }
            Err(_) => Err(bug("roster-blob")),
        }
    }
}

impl Sealed {
    /// Villages that some list is for; one that nobody of the list came to is not added.
    fn villages(&mut self, places: &mut Places, lists: &[(RosterScope, List)]) {
        let wanted = |id| lists.iter().any(|(scope, _)| *scope == RosterScope::Village(id));
        let added = std::mem::take(&mut places.added).into_iter().filter(|village| wanted(village.id));
        self.edits.extend(added.map(Edit::Village));
        self.villages_added = self.edits.len();
    }

    fn list(&mut self, sealer: &Sealer<'_>, list: List, day: NaiveDate) -> Result<(), Error> {
        let mut counts = BTreeMap::new();
        for person in list.people() {
            let count = counts.entry(person.state).or_insert(0_u32);
            *count = count.saturating_add(1);
        }
        let mut blobs = Vec::new();
        for Part { kept, people } in list.parts {
            match kept {
                Some(kept) => blobs.push(kept),
                None => {
                    let (people, mut fresh) = (people.into_iter().flatten().collect::<Vec<_>>(), Vec::new());
                    sealer.blobs(&people, &mut fresh)?;
                    for (reference, bytes) in fresh {
                        blobs.push(reference);
                        self.blobs.push(bytes);
                    }
                }
            }
        }
        let replaces = list.edition.map(|edition| edition.id);
        self.replaced.insert(sealer.scope, replaces);
        self.scopes.push(sealer.scope);
        let id = new_id(sealer.settings);
        self.edits.push(Edit::RosterEdition(RosterEdition { id, scope: sealer.scope, day, replaces, blobs, counts }));
        Ok(())
    }

    /// Whether there is something to save.
    pub(crate) const fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// Saves it: all of it or nothing. The lists must still be those that were compared.
///
/// # Errors
/// [`Code::RosterChanged`] where a sync brought another edition meanwhile; the file.
pub(crate) fn publish(open: &mut Open, sealed: &Sealed, settings: &Settings) -> Result<(), Error> {
    let now: BTreeMap<RosterScope, RosterEditionId> =
        open.store.roster_editions()?.into_iter().map(|edition| (edition.scope, edition.id)).collect();
    if sealed.replaced.iter().any(|(scope, replaced)| now.get(scope).copied() != *replaced) {
        return Err(Error::passing(Code::RosterChanged));
    }
    open.store.grant_roster_too(&sealed.scopes)?;
    open.commit_long_roster(&sealed.edits, &sealed.blobs, settings)
}
