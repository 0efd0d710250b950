//! The tables `act` and `locked_out`: whose word counts in a commune.

use deadpool_postgres::Transaction;

use domain::ids::CommuneId;

use super::super::DbError;
use super::super::log::Plan;
use super::super::number::column;
use super::super::standing::{ACTS_PER_COMMUNE_MAX, Evidence, KeptAct};
use super::row;

/// Every act and every chain of a commune, if they are needed.
pub async fn evidence(db: &Transaction<'_>, commune: CommuneId, needed: bool) -> Result<Evidence, DbError> {
    if !needed {
        return Ok(Evidence::default());
    }
    let commune = commune.as_bytes().as_slice();
    let acts_max = i64::try_from(ACTS_PER_COMMUNE_MAX).unwrap_or(i64::MAX);
    let select =
        "SELECT device, branch, seq, digest AS head, bytes FROM act WHERE commune = $1 ORDER BY digest LIMIT $2";
    let acts = row::collect(db, select, &[&commune, &acts_max], |row| {
        Ok(KeptAct {
            device: row::device(row)?,
            branch: u32::try_from(row::get::<i32>(row, "branch")?).map_err(|_| DbError::Damaged)?,
            seq: row::number(row, "seq")?,
            digest: row::head(row)?,
            bytes: row::get(row, "bytes")?,
        })
    })
    .await?;
    let select = "SELECT bytes FROM item WHERE commune = $1 AND kind = 1 ORDER BY position";
    let chains = row::collect(db, select, &[&commune], |row| Ok(row::get(row, "bytes")?)).await?;
    Ok(Evidence { acts, chains })
}

/// Keeps new acts, and who is locked out where that was judged anew.
pub async fn write(db: &Transaction<'_>, commune: CommuneId, plan: &Plan<'_>) -> Result<(), DbError> {
    let commune = commune.as_bytes().as_slice();
    let insert = "INSERT INTO act (commune, device, branch, seq, digest, bytes) VALUES ($1, $2, $3, $4, $5, $6)
                  ON CONFLICT DO NOTHING";
    for act in &plan.acts {
        let branch = i32::try_from(act.branch).map_err(|_| DbError::Full)?;
        let (device, digest) = (act.device.as_bytes().as_slice(), act.digest.0.as_slice());
        row::execute(db, insert, &[&commune, &device, &branch, &column(act.seq)?, &digest, &act.bytes]).await?;
    }
    let Some(locked_out) = &plan.locked_out else { return Ok(()) };
    row::execute(db, "DELETE FROM locked_out WHERE commune = $1", &[&commune]).await?;
    let lock = "INSERT INTO locked_out (commune, device, accepted_seq) VALUES ($1, $2, $3)";
    for (device, accepted) in locked_out {
        row::execute(db, lock, &[&commune, &device.as_bytes().as_slice(), &column(*accepted)?]).await?;
    }
    Ok(())
}
