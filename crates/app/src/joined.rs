//! What a laptop that joined knows before the journal has come to it: the commune's name, and who sits at it.

use domain::ids::MemberId;
use domain::person::{PersonName, Title};
use domain::record::Member;
use domain::service::{Force, Role};
use journal::join::JoinSecrets;
use store::Store;

use crate::Error;

const COMMUNE: &str = "joined-commune";
const NAME: &str = "joined-name";
const FORCE: &str = "joined-force";

/// Remembers the commune's name, until the journal says it.
///
/// # Errors
/// The file.
pub(crate) fn remember_commune(store: &mut Store, name: &Title) -> Result<(), Error> {
    Ok(store.set_setting(COMMUNE, Some(name.as_str()))?)
}

/// Remembers what the answer said.
///
/// # Errors
/// The file.
pub(crate) fn remember(store: &mut Store, secrets: &JoinSecrets) -> Result<(), Error> {
    remember_commune(store, &secrets.commune_name)?;
    store.set_setting(NAME, Some(secrets.member.name.as_str()))?;
    Ok(store.set_setting(FORCE, Some(secrets.member.force.key()))?)
}

/// The commune's name by the journal, else by the answer.
///
/// # Errors
/// The file.
pub(crate) fn commune_name(store: &Store) -> Result<Option<Title>, Error> {
    match store.commune()? {
        Some(commune) => Ok(Some(commune.name)),
        None => Ok(store.setting(COMMUNE)?.and_then(|name| Title::parse(&name).ok())),
    }
}

/// The member at work by the journal, else by the answer.
///
/// # Errors
/// The file.
pub(crate) fn member(store: &Store, id: MemberId, role: Role) -> Result<Member, Error> {
    let known = store.members()?.into_iter().find(|member| member.id == id);
    let name = store.setting(NAME)?.and_then(|name| PersonName::parse(&name).ok());
    let force = store.setting(FORCE)?.and_then(|key| Force::from_key(&key)).unwrap_or(Force::ProjectTeam);
    Ok(known.unwrap_or(Member { id, role, force, name }))
}
