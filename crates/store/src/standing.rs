//! Whose word counts on this laptop: the standing judged from its journal, the keys that leaders' acts bring, and the
//! quarantine that follows. Everything here follows from the set of entries, and `rebuild` makes it anew.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use domain::authority::Accepted;
use domain::edit::{Edit, Kind};
use domain::ids::{CommuneId, DeviceId, EntryDigest, RecordId};
use journal::rekey::open_keys;
use journal::standing::{Act, Reach};
use journal::{BoxKey, CertificateChain, Chained, Judged, Place, Standing, Word};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::branch::{self, Branches};
use crate::entry::{self, Spot, Touch};
use crate::error::StoreError;
use crate::identity::{self, Held, KeyName};
use crate::rows::Matter;
use crate::secret::Secret;

/// What a new judgement changes.
pub(crate) struct Renewed {
    /// Standing and keys from now on.
    pub held: Held,
    /// Records that must be shown anew.
    pub again: BTreeSet<RecordId>,
    /// Whether keys came that were not held before.
    pub keys: bool,
}

/// Judges everything in the file; signatures that were checked for `known` are not checked again.
pub(crate) fn read(db: &Connection, commune: CommuneId, known: &Standing) -> Result<Standing, StoreError> {
    let mut chains = Vec::new();
    for device in branch::devices(db)? {
        let known = branch::device(db, device)?;
        chains.extend(known.and_then(|(_, chain)| CertificateChain::read(&chain).ok()));
    }
    let acts: Vec<Act> = entry::acts(db, commune)?;
    let failed = RefCell::new(None);
    let reach = |row: &Accepted| match reach(db, row) {
        Ok(reach) => reach,
        Err(error) => {
            failed.borrow_mut().get_or_insert(error);
            None
        }
    };
    let standing = Standing::of(commune, &chains, &acts, &reach, known);
    match failed.into_inner() {
        Some(error) => Err(error),
        None => Ok(standing),
    }
}

/// Up to where an accepted head reaches on each branch that leads to it.
fn reach(db: &Connection, row: &Accepted) -> Result<Reach, StoreError> {
    let Some(head) = row.head else { return Ok(None) };
    let branches = Branches::of(db, row.device)?;
    let mut at = branches.find(db, row.seq, head)?;
    let mut on_the_way = Vec::new();
    while let Some(spot) = at {
        on_the_way.push((number(spot.branch), spot.seq));
        at = branches.before(spot.branch);
    }
    Ok(if on_the_way.is_empty() { None } else { Some(on_the_way) })
}

/// Whether this entry may change whose word counts.
pub(crate) fn concerns(held: &Held, touch: &Touch) -> bool {
    Standing::concerns(touch.kind) || touch.signed || held.standing.waits_for(touch.origin.device)
}

/// Judges anew after entries or certificates came in, and takes the keys that came with them.
pub(crate) fn renew(db: &Connection, held: &Held) -> Result<Renewed, StoreError> {
    let keys = take_keys(db, held)?;
    let standing = Arc::new(read(db, held.identity.commune, &held.standing)?);
    let keyring = identity::keyring(db)?;
    let mut next = Held { keyring, standing: Arc::clone(&standing), ..held.clone() };
    bar(db, &mut next)?;
    let mut again = held.standing.acts_apart(&standing);
    if !held.standing.judges_like(&standing) {
        again.extend(moved(db, &next)?);
    }
    if keys {
        again.extend(unread(db)?);
    }
    Ok(Renewed { held: next, again, keys })
}

/// Opens what leaders sealed to this laptop; says whether there was a key not held before. Whose act it was plays no
/// part here: whoever wrote under a key must be readable.
fn take_keys(db: &Connection, held: &Held) -> Result<bool, StoreError> {
    let Some(seed) = identity::key(db, KeyName::DeviceBox)? else { return Ok(false) };
    let now = (held.identity.device.record(), BoxKey::from_seed(seed.expose()));
    let before = held.formers.iter().map(|it| (it.device.record(), BoxKey::from_seed(it.opens.expose())));
    let own: Vec<_> = std::iter::once(now).chain(before).collect();
    let mut came = false;
    for chained in entry::of_kind(db, held.identity.commune, Kind::Rekeyed)? {
        let Some(Edit::Rekeyed(rekeyed)) = said(&chained) else { continue };
        let known = held.keyring.of_epoch(rekeyed.epoch).any(|key| key.id() == rekeyed.id);
        if known {
            continue;
        }
        let opened =
            |(me, key): &(RecordId, BoxKey)| open_keys(held.identity.commune, &rekeyed, *me, key).ok().flatten();
        for key in own.iter().find_map(opened).unwrap_or_default() {
            let held_already = held.keyring.of_epoch(key.epoch()).any(|it| it.id() == key.id());
            came |= !held_already;
            identity::keep_key(db, KeyName::Sealing(key.epoch()), &Secret::new(*key.secret()))?;
        }
    }
    Ok(came)
}

/// Keys of acts of which none stands open and do not seal.
pub(crate) fn bar(db: &Connection, held: &mut Held) -> Result<(), StoreError> {
    let (mut named, mut good) = (BTreeSet::new(), BTreeSet::new());
    for chained in entry::of_kind(db, held.identity.commune, Kind::Rekeyed)? {
        let Some(Edit::Rekeyed(rekeyed)) = said(&chained) else { continue };
        named.insert(rekeyed.id);
        if held.standing.act(chained.digest) == Word::Stands {
            good.insert(rekeyed.id);
        }
    }
    named.difference(&good).for_each(|key| held.keyring.bar(*key));
    Ok(())
}

/// What an act says: everything of it stands in clear.
pub(crate) fn said(chained: &Chained) -> Option<Edit> {
    match chained.open(&journal::Keyring::empty()) {
        journal::Opened::Edit(edit) | journal::Opened::Sealed { edit, .. } => Some(edit),
        journal::Opened::Unknown { .. } | journal::Opened::Malformed(_) => None,
    }
}

/// Records of entries that went into quarantine or came out of it.
fn moved(db: &Connection, held: &Held) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut records = BTreeSet::new();
    for touch in quarantined(db, held)? {
        if touch.judged != Judged::Waits {
            records.insert(touch.record);
        }
    }
    for device in branch::devices(db)? {
        let Some(after) = held.standing.doubtful_after(device) else { continue };
        records.extend(beyond(db, held, device, after)?);
    }
    Ok(records)
}

/// Records of a device's entries after a number whose place in quarantine is not as it must be.
fn beyond(db: &Connection, held: &Held, device: DeviceId, after: u64) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut records = BTreeSet::new();
    entry::each_after(db, held, device, after, &mut |touch| {
        if state(db, touch.entry)? != wanted(touch.judged) {
            records.insert(touch.record);
        }
        Ok(())
    })?;
    Ok(records)
}

/// Everything in quarantine, with the judgement of now.
pub(crate) fn quarantined(db: &Connection, held: &Held) -> Result<Vec<Touch>, StoreError> {
    let mut statement = db.prepare_cached("SELECT entry FROM quarantine ORDER BY entry")?;
    let rows: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    rows.into_iter().map(|row| entry::touch_of(db, held, row)).collect()
}

/// Records of entries that could not be read so far.
fn unread(db: &Connection) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT record FROM matter JOIN entry ON entry.id = matter.entry
         WHERE matter IN (:malformed, :no_key)",
    )?;
    let mut rows =
        statement.query(named_params! { ":malformed": Matter::Malformed.code(), ":no_key": Matter::NoKey.code() })?;
    let mut records = BTreeSet::new();
    while let Some(row) = rows.next()? {
        records.insert(RecordId::from_bytes(row.get(0)?));
    }
    Ok(records)
}

/// What becomes of an entry at its spot.
pub(crate) fn judge(standing: &Standing, spot: Spot, chained: &Chained) -> Judged {
    let place = Place { device: chained.device, branch: number(spot.branch), seq: spot.seq };
    let header = chained.entry.header().ok();
    let (member, kind) = (header.and_then(|it| it.member), header.map_or(0, |it| it.kind));
    standing.judge(&place, member, kind, chained.digest)
}

/// Whether a leader's act stands.
pub(crate) fn stands(standing: &Standing, act: EntryDigest) -> bool {
    standing.act(act) == Word::Stands
}

/// Judges a touch anew.
pub(crate) fn judge_again(standing: &Standing, touch: &mut Touch) {
    let origin = &touch.origin;
    let place = Place { device: origin.device, branch: number(touch.branch), seq: origin.seq };
    touch.judged = standing.judge(&place, origin.member, touch.kind, origin.digest);
    touch.led = touch.signed && stands(standing, touch.origin.digest);
}

/// Puts an entry into quarantine, or takes it out.
pub(crate) fn keep(db: &Connection, touch: &Touch) -> Result<(), StoreError> {
    match wanted(touch.judged) {
        Some(refused) => db
            .prepare_cached(
                "INSERT INTO quarantine (entry, refused) VALUES (:entry, :refused)
                 ON CONFLICT (entry) DO UPDATE SET refused = excluded.refused",
            )?
            .execute(named_params! { ":entry": touch.entry, ":refused": refused })?,
        None => db
            .prepare_cached("DELETE FROM quarantine WHERE entry = :entry")?
            .execute(named_params! { ":entry": touch.entry })?,
    };
    Ok(())
}

/// Puts a fresh entry into quarantine, if that is where it belongs.
pub(crate) fn enter(db: &Connection, touch: &Touch) -> Result<(), StoreError> {
    if wanted(touch.judged).is_some() { keep(db, touch) } else { Ok(()) }
}

/// How an entry stands in quarantine: refused, waiting, or not at all.
pub(crate) fn state(db: &Connection, entry: i64) -> Result<Option<bool>, StoreError> {
    let mut statement = db.prepare_cached("SELECT refused FROM quarantine WHERE entry = :entry")?;
    Ok(statement.query_row(named_params! { ":entry": entry }, |row| row.get(0)).optional()?)
}

/// How an entry must stand there.
pub(crate) const fn wanted(judged: Judged) -> Option<bool> {
    match judged {
        Judged::Counts | Judged::NoLeader => None,
        Judged::Waits => Some(false),
        Judged::Refused => Some(true),
    }
}

/// Whether a touch counts in the views.
pub(crate) fn counts(touch: &Touch) -> bool {
    touch.judged == Judged::Counts
}

/// A branch as `journal` numbers it.
pub(crate) fn number(branch: i64) -> u32 {
    u32::try_from(branch).unwrap_or(u32::MAX)
}
