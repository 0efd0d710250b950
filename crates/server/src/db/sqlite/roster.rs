//! Roster editions and their blobs: a blob is taken and kept while an edition that is not replaced names it.

use rusqlite::{Connection, named_params};

use domain::ids::{CommuneId, RosterEditionId};
use journal::blob::BlobDigest;

use super::super::DbError;
use super::super::answer::Room;
use super::super::ask::Edition;

/// Notes an edition an entry named; what it replaces loses the blobs that nothing else names.
pub fn note(db: &Connection, commune: CommuneId, edition: &Edition) -> Result<(), DbError> {
    mark(db, commune, edition.edition, false)?;
    for digest in &edition.blobs {
        name_blob(db, commune, edition.edition, *digest)?;
    }
    match edition.replaces {
        Some(replaced) => mark(db, commune, replaced, true).and_then(|()| drop_unnamed(db, commune)),
        None => Ok(()),
    }
}

/// Once replaced, always replaced, whichever entry came first.
fn mark(db: &Connection, commune: CommuneId, edition: RosterEditionId, replaced: bool) -> Result<(), DbError> {
    let mut mark = db.prepare_cached(
        "INSERT INTO roster_edition (commune, edition, replaced) VALUES (:commune, :edition, :replaced)
         ON CONFLICT (commune, edition) DO UPDATE SET replaced = max(replaced, excluded.replaced)",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(), ":edition": edition.as_bytes(), ":replaced": replaced
    };
    mark.execute(values)?;
    Ok(())
}

fn name_blob(db: &Connection, commune: CommuneId, edition: RosterEditionId, digest: BlobDigest) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO roster_blob (commune, digest, edition) VALUES (:commune, :digest, :edition)
         ON CONFLICT (commune, digest, edition) DO NOTHING",
    )?;
    let values = named_params! {
        ":commune": commune.as_bytes(), ":digest": digest.0, ":edition": edition.as_bytes()
    };
    insert.execute(values)?;
    Ok(())
}

fn drop_unnamed(db: &Connection, commune: CommuneId) -> Result<(), DbError> {
    let mut delete = db.prepare_cached(
        "DELETE FROM blob WHERE commune = :commune AND NOT EXISTS (
           SELECT 1 FROM roster_blob JOIN roster_edition USING (commune, edition)
           WHERE roster_blob.commune = :commune AND roster_blob.digest = blob.digest AND replaced = 0)",
    )?;
    delete.execute(named_params! { ":commune": commune.as_bytes() })?;
    Ok(())
}

/// Stores a blob if an edition names it; says whether it is held now.
pub fn store(db: &Connection, commune: CommuneId, digest: BlobDigest, bytes: &[u8]) -> Result<bool, DbError> {
    if !is_named(db, commune, digest)? {
        return Ok(false);
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO blob (commune, digest, bytes) VALUES (:commune, :digest, :bytes)
         ON CONFLICT (commune, digest) DO NOTHING",
    )?;
    insert.execute(named_params! { ":commune": commune.as_bytes(), ":digest": digest.0, ":bytes": bytes })?;
    Ok(true)
}

fn is_named(db: &Connection, commune: CommuneId, digest: BlobDigest) -> Result<bool, DbError> {
    let mut query = db.prepare_cached(
        "SELECT 1 FROM roster_blob JOIN roster_edition USING (commune, edition)
         WHERE roster_blob.commune = :commune AND roster_blob.digest = :digest AND replaced = 0",
    )?;
    Ok(query.exists(named_params! { ":commune": commune.as_bytes(), ":digest": digest.0 })?)
}

/// The wanted blobs that are here, as many as fit.
pub fn wanted(
    db: &Connection,
    commune: CommuneId,
    digests: &[BlobDigest],
    bytes_max: usize,
) -> Result<Vec<Vec<u8>>, DbError> {
    let mut query = db.prepare_cached("SELECT bytes FROM blob WHERE commune = :commune AND digest = :digest")?;
    let mut room = Room::of(bytes_max);
    let mut blobs = Vec::new();
    for digest in digests {
        let mut rows = query.query(named_params! { ":commune": commune.as_bytes(), ":digest": digest.0 })?;
        let Some(row) = rows.next()? else { continue };
        let blob: Vec<u8> = row.get("bytes")?;
        if !room.takes(blob.len()) {
            break;
        }
        blobs.push(blob);
    }
    Ok(blobs)
}
