//! Roster editions and their blobs: a blob is taken and kept while an edition that is not replaced names it. Only a
//! push comes here, and it holds the commune's row: no two do so at once.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;

use domain::ids::{CommuneId, RosterEditionId};
use journal::blob::BlobDigest;

use super::super::DbError;
use super::super::answer::Room;
use super::super::ask::Edition;
use super::row;

/// Notes an edition an entry named; what it replaces loses the blobs that nothing else names.
pub async fn note(db: &Transaction<'_>, commune: CommuneId, edition: &Edition) -> Result<(), DbError> {
    mark(db, commune, edition.edition, false).await?;
    name_blobs(db, commune, edition).await?;
    let Some(replaced) = edition.replaces else { return Ok(()) };
    mark(db, commune, replaced, true).await?;
    drop_unnamed(db, commune).await
}

/// Once replaced, always replaced, whichever entry came first.
async fn mark(
    db: &Transaction<'_>,
    commune: CommuneId,
    edition: RosterEditionId,
    replaced: bool,
) -> Result<(), DbError> {
    let mark = "INSERT INTO roster_edition (commune, edition, replaced) VALUES ($1, $2, $3)
         ON CONFLICT (commune, edition) DO UPDATE SET replaced = roster_edition.replaced OR excluded.replaced";
    let (commune, edition) = (commune.as_bytes().as_slice(), edition.as_bytes().as_slice());
    row::execute(db, mark, &[&commune, &edition, &replaced]).await.map(drop)
}

async fn name_blobs(db: &Transaction<'_>, commune: CommuneId, edition: &Edition) -> Result<(), DbError> {
    let insert = "INSERT INTO roster_blob (commune, digest, edition)
         SELECT $1, digest, $3 FROM unnest($2::bytea[]) AS named (digest)
         ON CONFLICT (commune, digest, edition) DO NOTHING";
    let digests: Vec<&[u8]> = edition.blobs.iter().map(|digest| digest.0.as_slice()).collect();
    let (commune, edition) = (commune.as_bytes().as_slice(), edition.edition.as_bytes().as_slice());
    row::execute(db, insert, &[&commune, &digests, &edition]).await.map(drop)
}

async fn drop_unnamed(db: &Transaction<'_>, commune: CommuneId) -> Result<(), DbError> {
    let delete = "DELETE FROM blob WHERE commune = $1 AND NOT EXISTS (
           SELECT 1 FROM roster_blob JOIN roster_edition USING (commune, edition)
           WHERE roster_blob.commune = $1 AND roster_blob.digest = blob.digest AND NOT replaced)";
    row::execute(db, delete, &[&commune.as_bytes().as_slice()]).await.map(drop)
}

/// Stores a blob if an edition names it; says whether it is held now.
pub async fn store(
    db: &Transaction<'_>,
    commune: CommuneId,
    digest: BlobDigest,
    bytes: &[u8],
) -> Result<bool, DbError> {
    if !is_named(db, commune, digest).await? {
        return Ok(false);
    }
    let insert = "INSERT INTO blob (commune, digest, bytes) VALUES ($1, $2, $3)
         ON CONFLICT (commune, digest) DO NOTHING";
    row::execute(db, insert, &[&commune.as_bytes().as_slice(), &digest.0.as_slice(), &bytes]).await?;
    Ok(true)
}

async fn is_named(db: &Transaction<'_>, commune: CommuneId, digest: BlobDigest) -> Result<bool, DbError> {
    let select = "SELECT 1 FROM roster_blob JOIN roster_edition USING (commune, edition)
         WHERE roster_blob.commune = $1 AND roster_blob.digest = $2 AND NOT replaced LIMIT 1";
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &digest.0.as_slice()];
    row::first(db, select, values).await.map(|row| row.is_some())
}

/// The wanted blobs that are here, as many as fit.
pub async fn wanted(
    db: &Transaction<'_>,
    commune: CommuneId,
    digests: &[BlobDigest],
    bytes_max: usize,
) -> Result<Vec<Vec<u8>>, DbError> {
    let lengths = lengths(db, commune, digests).await?;
    let (mut room, mut blobs) = (Room::of(bytes_max), Vec::new());
    for digest in digests {
        let Some(length) = lengths.get(&digest.0) else { continue };
        if !room.takes(*length) {
            break;
        }
        blobs.extend(blob(db, commune, *digest).await?);
    }
    Ok(blobs)
}

async fn lengths(
    db: &Transaction<'_>,
    commune: CommuneId,
    digests: &[BlobDigest],
) -> Result<BTreeMap<[u8; 32], usize>, DbError> {
    if digests.is_empty() {
        return Ok(BTreeMap::new());
    }
    let select = "SELECT digest, octet_length(bytes)::bigint AS length FROM blob
         WHERE commune = $1 AND digest = ANY ($2)";
    let digests: Vec<&[u8]> = digests.iter().map(|digest| digest.0.as_slice()).collect();
    let values: row::Values<'_> = &[&commune.as_bytes().as_slice(), &digests];
    let lengths = row::collect(db, select, values, |row| Ok((row::fixed(row, "digest")?, row::length(row)?))).await?;
    Ok(lengths.into_iter().collect())
}

async fn blob(db: &Transaction<'_>, commune: CommuneId, digest: BlobDigest) -> Result<Option<Vec<u8>>, DbError> {
    let select = "SELECT bytes FROM blob WHERE commune = $1 AND digest = $2";
    let found = row::first(db, select, &[&commune.as_bytes().as_slice(), &digest.0.as_slice()]).await?;
    Ok(found.map(|row| row::get(&row, "bytes")).transpose()?)
}
