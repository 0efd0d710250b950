//! The police's lists on this laptop: sealed blobs by digest, and the people of the scopes granted to it.
//!
//! A blob lies here while an edition that is good names it; its people stand in `roster_person` and on the search index
//! while its village or unit is granted.

mod person;

use std::collections::{BTreeMap, BTreeSet};

use domain::record::{BlobRef, RosterEdition, RosterScope};
use journal::blob;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use crate::column::{Table, day_number, scope_bytes, scope_of};
use crate::error::StoreError;
use crate::identity::Held;
use crate::index::{self, Changes, Indexed};
use crate::open::Store;
use crate::view;

pub(crate) use person::{by_line, by_match_key};

const BLOB: Table = Table("blob");
const GRANT: Table = Table("roster_grant");

/// At most this many blobs are asked for at a time.
pub const BLOBS_WANTED_MAX: usize = 64;

/// A blob that an edition names and this laptop lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WantedBlob {
    /// Its digest.
    pub digest: [u8; 32],
    /// Its length in bytes.
    pub bytes: u32,
}

/// Why a blob was not kept.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// No edition that is good now names it.
    #[error("no roster edition names this blob")]
    NotNamed,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BlobError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// The editions that are good now: of each village or unit the newest one that no other replaces.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn roster_editions(&self) -> Result<Vec<RosterEdition>, StoreError> {
        Ok(view::edition::good(&self.db)?.into_values().collect())
    }

    /// Grants this laptop the rosters of exactly these scopes; people of others are taken off it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn grant_roster(&mut self, scopes: &[RosterScope]) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute("DELETE FROM roster_grant", [])?;
        for scope in scopes.iter().copied().collect::<BTreeSet<_>>() {
            tx.prepare_cached("INSERT INTO roster_grant (scope) VALUES (:scope)")?
                .execute(named_params! { ":scope": scope_bytes(scope) })?;
        }
        if let Some(held) = &self.held {
            settle(&tx, held)?;
        }
        Ok(tx.commit()?)
    }

    /// The scopes granted.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn roster_grants(&self) -> Result<Vec<RosterScope>, StoreError> {
        Ok(grants(&self.db)?.into_iter().collect())
    }

    /// Blobs of granted scopes that are missing here, at most [`BLOBS_WANTED_MAX`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn wanted_blobs(&self) -> Result<Vec<WantedBlob>, StoreError> {
        let grants = grants(&self.db)?;
        let mut wanted = Vec::new();
        for edition in view::edition::good(&self.db)?.into_values().filter(|it| grants.contains(&it.scope)) {
            for blob in edition.blobs {
                if row_of(&self.db, &blob.digest)?.is_none() {
                    wanted.push(WantedBlob { digest: blob.digest, bytes: blob.bytes });
                }
            }
        }
        wanted.truncate(BLOBS_WANTED_MAX);
        Ok(wanted)
    }

    /// Keeps a blob that a good edition names, and makes its people searchable where the scope is granted. A repeat is
    /// welcome. A blob sealed with a key that is not held here is kept for others.
    ///
    /// # Errors
    /// See [`BlobError`].
    pub fn store_blob(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        let held = self.held.as_ref().ok_or(BlobError::NoIdentity)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keep(&tx, held, &[bytes], Settling::Now)?;
        Ok(tx.commit()?)
    }

    /// Grants this laptop the rosters of these scopes too; [`Store::settle_roster`] brings their people.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn grant_roster_too(&mut self, scopes: &[RosterScope]) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for scope in scopes {
            tx.prepare_cached("INSERT OR IGNORE INTO roster_grant (scope) VALUES (:scope)")?
                .execute(named_params! { ":scope": scope_bytes(*scope) })?;
        }
        Ok(tx.commit()?)
    }

    /// Brings the people of at most `blobs_max` blobs in line with the good editions; says whether more are left. A cut in
    /// between loses nothing: the next call goes on.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn settle_roster(&mut self, blobs_max: usize) -> Result<bool, StoreError> {
        let Some(held) = &self.held else { return Ok(false) };
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let left = settle_some(&tx, held, blobs_max)?;
        tx.commit()?;
        Ok(left)
    }

    /// A blob as it travels, if it lies here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn blob(&self, digest: [u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT bytes FROM blob WHERE digest = :digest")?;
        Ok(statement.query_row(named_params! { ":digest": digest }, |row| row.get(0)).optional()?)
    }
}

/// When people are brought in line with new editions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Settling {
    /// In the same transaction.
    Now,
    /// By [`Store::settle_roster`].
    Later,
}

/// Keeps blobs in the transaction under way.
pub(crate) fn keep(db: &Connection, held: &Held, blobs: &[&[u8]], settling: Settling) -> Result<(), BlobError> {
    if blobs.is_empty() {
        return Ok(());
    }
    let good = view::edition::good(db)?;
    let named: BTreeMap<[u8; 32], &RosterEdition> =
        good.values().flat_map(|edition| edition.blobs.iter().map(move |blob| (blob.digest, edition))).collect();
    let mut fresh = false;
    for bytes in blobs {
        let digest = blob::digest_of(bytes).0;
        let edition = named.get(&digest).ok_or(BlobError::NotNamed)?;
        if row_of(db, &digest)?.is_none() {
            insert(db, &digest, edition, bytes)?;
            fresh = true;
        }
    }
    if fresh && settling == Settling::Now {
        settle(db, held)?;
    }
    Ok(())
}

fn insert(db: &Connection, digest: &[u8; 32], edition: &RosterEdition, bytes: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO blob (digest, scope, day, bytes) VALUES (:digest, :scope, :day, :bytes)")?.execute(
        named_params! {
            ":digest": digest, ":scope": scope_bytes(edition.scope), ":day": day_number(edition.day), ":bytes": bytes,
        },
    )?;
    Ok(())
}

/// Brings blobs and people in line with the editions that are good and the scopes that are granted.
pub(crate) fn settle(db: &Connection, held: &Held) -> Result<(), StoreError> {
    settle_some(db, held, usize::MAX).map(|_| ())
}

/// The same for at most so many blobs; says whether more are left.
fn settle_some(db: &Connection, held: &Held, blobs_max: usize) -> Result<bool, StoreError> {
    let good = view::edition::good(db)?;
    let grants = grants(db)?;
    let (mut changes, mut settled) = (Changes::default(), 0_usize);
    for lying in lying(db)? {
        if settled >= blobs_max {
            changes.write(db)?;
            return Ok(true);
        }
        let edition = good.get(&lying.scope).filter(|edition| names(&edition.blobs, &lying.digest));
        let changed = match edition {
            None => discard(db, &lying, &mut changes).map(|()| true)?,
            Some(edition) => {
                date(db, &lying, edition)?;
                show(db, held, &lying, grants.contains(&lying.scope), &mut changes)?
            }
        };
        settled = settled.saturating_add(usize::from(changed));
    }
    changes.write(db)?;
    Ok(false)
}

/// Makes the people of every blob anew, after the index was emptied.
pub(crate) fn rebuild(db: &Connection, held: &Held) -> Result<(), StoreError> {
    db.execute("DELETE FROM roster_person", [])?;
    settle(db, held)
}

/// A blob that lies here.
struct Lying {
    id: i64,
    digest: [u8; 32],
    scope: RosterScope,
}

fn lying(db: &Connection) -> Result<Vec<Lying>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id, digest, scope FROM blob ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut blobs = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, digest) = (BLOB.get(row, "id")?, BLOB.get(row, "digest")?);
        blobs.push(Lying { id, digest, scope: BLOB.read(row, "scope", scope_of)? });
    }
    Ok(blobs)
}

fn names(blobs: &[BlobRef], digest: &[u8; 32]) -> bool {
    blobs.iter().any(|blob| blob.digest == *digest)
}

fn discard(db: &Connection, lying: &Lying, changes: &mut Changes) -> Result<(), StoreError> {
    hide(db, lying, changes)?;
    db.prepare_cached("DELETE FROM blob WHERE id = :id")?.execute(named_params! { ":id": lying.id })?;
    Ok(())
}

/// An unchanged blob of a new edition tells the state of the new day.
fn date(db: &Connection, lying: &Lying, edition: &RosterEdition) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE blob SET day = :day WHERE id = :id AND day <> :day")?
        .execute(named_params! { ":day": day_number(edition.day), ":id": lying.id })?;
    Ok(())
}

/// Whether something changed.
fn show(db: &Connection, held: &Held, lying: &Lying, granted: bool, changes: &mut Changes) -> Result<bool, StoreError> {
    match (granted, person::any(db, lying.id)?) {
        (true, false) => fill(db, held, lying, changes),
        (false, true) => hide(db, lying, changes).map(|()| true),
        (true, true) | (false, false) => Ok(false),
    }
}

/// Whether people came of it. A blob that is sealed with a key that is not held here, or was written by a newer version, is
/// kept for others and shown after the next grant.
fn fill(db: &Connection, held: &Held, lying: &Lying, changes: &mut Changes) -> Result<bool, StoreError> {
    let bytes: Vec<u8> =
        db.query_row("SELECT bytes FROM blob WHERE id = :id", named_params! { ":id": lying.id }, |row| row.get(0))?;
    let Ok(opened) = journal::RosterBlob::read(&bytes)
        .map_err(journal::blob::BlobError::from)
        .and_then(|blob| blob.open(held.identity.commune, lying.scope, &held.keyring))
    else {
        return Ok(false);
    };
    let letter = index::letter_for(db, lying.scope)?;
    for person in &opened.people {
        let row = person::insert(db, held, lying.id, person)?;
        changes.add_roster(row, &person.person, letter);
    }
    Ok(!opened.people.is_empty())
}

fn hide(db: &Connection, lying: &Lying, changes: &mut Changes) -> Result<(), StoreError> {
    for row in person::take_away(db, lying.id)? {
        changes.remove(Indexed::Roster(row));
    }
    Ok(())
}

fn row_of(db: &Connection, digest: &[u8; 32]) -> Result<Option<i64>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id FROM blob WHERE digest = :digest")?;
    Ok(statement.query_row(named_params! { ":digest": digest }, |row| row.get(0)).optional()?)
}

fn grants(db: &Connection) -> Result<BTreeSet<RosterScope>, StoreError> {
    let mut statement = db.prepare_cached("SELECT scope FROM roster_grant ORDER BY scope")?;
    let mut rows = statement.query([])?;
    let mut scopes = BTreeSet::new();
    while let Some(row) = rows.next()? {
        scopes.insert(GRANT.read(row, "scope", scope_of)?);
    }
    Ok(scopes)
}

/// The place on the index of every line of the roster, with its words: what `verify` looks for.
pub(crate) fn indexed(db: &Connection) -> Result<BTreeMap<i64, String>, StoreError> {
    let scopes: BTreeMap<i64, RosterScope> = lying(db)?.into_iter().map(|lying| (lying.id, lying.scope)).collect();
    let mut places = BTreeMap::new();
    for (row, blob, person) in person::all(db)? {
        let scope = scopes.get(&blob).ok_or_else(|| BLOB.damaged())?;
        let letter = index::letter_of(db, *scope)?;
        places.insert(Indexed::Roster(row).place(), index::words(&person, letter));
    }
    Ok(places)
}
