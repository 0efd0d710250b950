//! The tables `act` and `locked_out`: whose word counts in a commune.

use rusqlite::{Connection, named_params};

use domain::ids::CommuneId;

use super::super::DbError;
use super::super::log::Plan;
use super::super::number::column;
use super::super::standing::{ACTS_PER_COMMUNE_MAX, Evidence, KeptAct};
use super::row;

/// Every act and every chain of a commune.
pub fn evidence(db: &Connection, commune: CommuneId) -> Result<Evidence, DbError> {
    let mut query = db.prepare_cached(
        "SELECT device, branch, seq, digest AS head, bytes FROM act WHERE commune = :commune
         ORDER BY digest LIMIT :acts_max",
    )?;
    let acts_max = i64::try_from(ACTS_PER_COMMUNE_MAX).unwrap_or(i64::MAX);
    let values = named_params! { ":commune": commune.as_bytes(), ":acts_max": acts_max };
    let acts = row::collect(query.query(values)?, |row| {
        Ok(KeptAct {
            device: row::device(row)?,
            branch: row.get("branch")?,
            seq: row::number(row, "seq")?,
            digest: row::head(row)?,
            bytes: row.get("bytes")?,
        })
    })?;
    let mut query = db.prepare_cached("SELECT bytes FROM item WHERE commune = ?1 AND kind = 1 ORDER BY position")?;
    let chains = row::collect(query.query([commune.as_bytes()])?, |row| Ok(row.get("bytes")?))?;
    Ok(Evidence { acts, chains })
}

/// Keeps new acts, and who is locked out where that was judged anew.
pub fn write(db: &Connection, commune: CommuneId, plan: &Plan<'_>) -> Result<(), DbError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO act (commune, device, branch, seq, digest, bytes)
         VALUES (:commune, :device, :branch, :seq, :digest, :bytes) ON CONFLICT DO NOTHING",
    )?;
    for act in &plan.acts {
        insert.execute(named_params! {
            ":commune": commune.as_bytes(),
            ":device": act.device.as_bytes(),
            ":branch": act.branch,
            ":seq": column(act.seq)?,
            ":digest": act.digest.0,
            ":bytes": act.bytes,
        })?;
    }
    let Some(locked_out) = &plan.locked_out else { return Ok(()) };
    db.prepare_cached("DELETE FROM locked_out WHERE commune = ?1")?.execute([commune.as_bytes()])?;
    let mut lock = db.prepare_cached(
        "INSERT INTO locked_out (commune, device, accepted_seq) VALUES (:commune, :device, :accepted_seq)",
    )?;
    for (device, accepted) in locked_out {
        lock.execute(named_params! {
            ":commune": commune.as_bytes(), ":device": device.as_bytes(), ":accepted_seq": column(*accepted)?,
        })?;
    }
    Ok(())
}
