//! Who gets the commune's sealing keys, and the acts that give them. Never here: ciphers, whose word counts.

use std::collections::{BTreeMap, BTreeSet};

use domain::authority::{CentreAttached, Recovery, Rekeyed};
use domain::edit::{Edit, Kind};
use domain::ids::{DeviceId, MemberId, RecordId};
use domain::service::Role;
use journal::limits::CHAIN_LEN_MAX;
use journal::rekey::seal_keys;
use journal::{BoxPublic, Certificate, CertificateChain, Keyring, SealingKey, Subject, Word};
use store::Store;
use store::identity::Centre;
use store::rows::ActRow;

use crate::failure::bug;
use crate::role::May;
use crate::settings::Settings;
use crate::state::Open;
use crate::{Code, Error};

/// Who is left out of a new key, beside those who are locked out already.
#[derive(Clone, Copy, Default)]
pub(crate) struct Without {
    pub(crate) device: Option<DeviceId>,
    pub(crate) member: Option<MemberId>,
}

/// The acts of a new sealing key for all who remain.
///
/// # Errors
/// The file; [`Code::LeaderOnly`] on a laptop without keys.
pub(crate) fn rotation(store: &Store, without: Without, settings: &Settings) -> Result<Vec<Edit>, Error> {
    let mut keys = store.keyring()?;
    let epochs = rekeyed(store)?.into_iter().map(|(it, _)| it.epoch);
    let held = keys.sealing_keys().map(SealingKey::epoch);
    let last = epochs.chain(held).max().ok_or(Error::new(Code::LeaderOnly))?;
    keys.insert(SealingKey::new(last.saturating_add(1), &settings.random()));
    given(store, &keys, &recipients(store, without)?, settings)
}

/// The acts that give the present key to those who lack it: laptops that joined while it was changed elsewhere, and a new
/// recovery box. None while the commune has its first key, which everybody got when joining.
///
/// # Errors
/// The file.
pub(crate) fn healing(store: &Store, settings: &Settings) -> Result<Vec<Edit>, Error> {
    let keys = store.keyring()?;
    let lacking = lacking(store, &keys)?;
    if lacking.is_empty() { Ok(Vec::new()) } else { given(store, &keys, &lacking, settings) }
}

/// Heals, where a leader is at work; called where something came in that may call for it.
///
/// # Errors
/// The file.
pub(crate) fn heal(open: &mut Open, settings: &Settings) -> Result<(), Error> {
    if open.is_left() || open.must(May::ManageKeys).is_err() {
        return Ok(());
    }
    let acts = healing(&open.store, settings)?;
    if acts.is_empty() { Ok(()) } else { open.commit(&acts, settings).map(drop) }
}

/// Who lacks the key that everybody seals with.
///
/// # Errors
/// The file.
pub(crate) fn lacking(store: &Store, keys: &Keyring) -> Result<Vec<(RecordId, BoxPublic)>, Error> {
    let Some(current) = keys.current().map(SealingKey::id) else { return Ok(Vec::new()) };
    let all = rekeyed(store)?;
    let acts: Vec<&Rekeyed> =
        all.iter().filter(|(it, word)| it.id == current && *word == Word::Stands).map(|(it, _)| it).collect();
    if acts.is_empty() {
        return Ok(Vec::new());
    }
    let named: BTreeSet<RecordId> = acts.iter().flat_map(|it| &it.recipients).map(|it| it.to).collect();
    let all = recipients(store, Without::default())?;
    Ok(all.into_iter().filter(|(to, _)| !named.contains(to)).collect())
}

fn given(store: &Store, keys: &Keyring, to: &[(RecordId, BoxPublic)], settings: &Settings) -> Result<Vec<Edit>, Error> {
    let commune = store.identity().ok_or_else(|| bug("identity"))?.commune;
    let acts = seal_keys(commune, keys, to, &mut || settings.random()).map_err(|_| bug("seal-keys"))?;
    Ok(acts.into_iter().map(Edit::Rekeyed).collect())
}

/// Every laptop that stands and is no observer's, and the recovery box.
fn recipients(store: &Store, without: Without) -> Result<Vec<(RecordId, BoxPublic)>, Error> {
    let standing = store.standing().ok_or_else(|| bug("standing"))?;
    let owners = owners(store)?;
    let reads = |device: DeviceId| {
        let owner = owners.get(&device).copied();
        let role = owner.map_or(Some(Role::Volunteer), |owner| standing.role(owner).role);
        let left_out = without.device == Some(device) || (owner.is_some() && owner == without.member);
        !left_out && standing.device(device) == Word::Stands && matches!(role, Some(Role::Volunteer | Role::Leader))
    };
    let keys = box_keys(store)?;
    let known = |device: DeviceId| Some((device.record(), *keys.get(&device)?));
    let mut to: Vec<_> = standing.devices().filter(|device| reads(*device)).filter_map(known).collect();
    let recovery = recovery(store)?.and_then(|it| Some((it.id, BoxPublic::from_bytes(&it.public).ok()?)));
    to.extend(recovery);
    Ok(to)
}

/// For whom each laptop was let in; one that goes on as another stays the same member's.
///
/// # Errors
/// The file.
pub(crate) fn owners(store: &Store) -> Result<BTreeMap<DeviceId, MemberId>, Error> {
    let of = |it: domain::record::Certified| Some((DeviceId::from_bytes(*it.subject.as_bytes()), it.member?));
    let mut owners: BTreeMap<DeviceId, MemberId> = store.certificates()?.into_iter().filter_map(of).collect();
    let continued: Vec<_> = store.devices()?.into_iter().filter_map(|row| Some((row.device, row.continues?))).collect();
    for _ in 0..CHAIN_LEN_MAX {
        for (device, before) in &continued {
            if let (false, Some(owner)) = (owners.contains_key(device), owners.get(before).copied()) {
                owners.insert(*device, owner);
            }
        }
    }
    Ok(owners)
}

/// What each laptop receives keys with: by the certificates in the journal, and by the chains of those that sent
/// something.
fn box_keys(store: &Store) -> Result<BTreeMap<DeviceId, BoxPublic>, Error> {
    let published = store.certificates()?.into_iter().map(|it| it.certificate);
    let mut certificates: Vec<Certificate> = published.filter_map(|it| Certificate::read(&it).ok()).collect();
    for row in store.devices()? {
        let chain = store.chain(row.device)?.and_then(|chain| CertificateChain::read(&chain).ok());
        certificates.extend(chain.iter().flat_map(|chain| chain.certificates().last()).cloned());
    }
    let of = |it: &Certificate| match it.subject() {
        Subject::Device { key, opens, .. } => Some((key.device(), *opens)),
        Subject::Root { .. } | Subject::Member { .. } => None,
    };
    Ok(certificates.iter().filter_map(of).collect())
}

/// Every act that brought a key.
pub(crate) fn rekeyed(store: &Store) -> Result<Vec<(Rekeyed, Word)>, Error> {
    let of = |row: ActRow| if let Edit::Rekeyed(it) = row.edit { Some((it, row.word)) } else { None };
    Ok(store.acts(Kind::Rekeyed)?.into_iter().filter_map(of).collect())
}

/// The newest recovery box that stands.
///
/// # Errors
/// The file.
pub(crate) fn recovery(store: &Store) -> Result<Option<Recovery>, Error> {
    let row = newest(store, Kind::Recovery)?;
    Ok(row.and_then(|row| if let Edit::Recovery(it) = row.edit { Some(it) } else { None }))
}

/// Takes over the centre that a leader attached, where this laptop knows none; says whether it did.
///
/// # Errors
/// The file.
pub(crate) fn learn_centre(store: &mut Store) -> Result<bool, Error> {
    if store.centre()?.is_some() {
        return Ok(false);
    }
    let row = newest(store, Kind::Centre)?;
    let Some(Edit::Centre(CentreAttached { address, key, .. })) = row.map(|row| row.edit) else { return Ok(false) };
    store.set_centre(&Centre { address, public_key: key })?;
    Ok(true)
}

fn newest(store: &Store, kind: Kind) -> Result<Option<ActRow>, Error> {
    let standing = store.acts(kind)?.into_iter().filter(|row| row.word == Word::Stands);
    Ok(standing.max_by_key(|row| (row.stamp, row.device, row.digest)))
}
