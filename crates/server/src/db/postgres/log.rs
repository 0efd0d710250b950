//! Storing what was offered: the whole request in one transaction, receipts and positions included.

use deadpool_postgres::Transaction;

use domain::ids::CommuneId;
use journal::blob::BlobDigest;
use journal::receipt::LogId;

use super::super::DbError;
use super::super::ask::{Push, Pushed};
use super::super::log::{Before, Placing, Plan};
use super::super::number::column;
use super::{Postgres, act, item, recovery, renew, retried, roster, row, writing};

impl Postgres {
    pub async fn push(&self, push: Push) -> Result<Pushed, DbError> {
        let push = &push;
        retried(|| self.try_push(push)).await
    }

    async fn try_push(&self, push: &Push) -> Result<Pushed, DbError> {
        let mut connection = self.connection().await?;
        let transaction = writing(&mut connection).await?;
        let pushed = push_all(&transaction, push).await?;
        transaction.commit().await?;
        Ok(pushed)
    }
}

async fn push_all(db: &Transaction<'_>, push: &Push) -> Result<Pushed, DbError> {
    let mut placing = Placing::begin(push, before(db, push).await?);
    while let Some(point) = placing.go_on() {
        placing.look_inside(point, &item::covering(db, push.commune, point).await?);
    }
    let plan = placing.finish();
    write(db, push, &plan).await?;
    Ok(Pushed { stored: plan.stored, blobs_held: store_blobs(db, push).await?, log: plan.log_id })
}

async fn before(db: &Transaction<'_>, push: &Push) -> Result<Before, DbError> {
    let (commune, devices, points) = (push.commune, push.devices(), push.points());
    renew::hold(db).await?;
    let (log_id, last_position) = lock(db, commune).await?;
    // Only now: each statement sees what those who held the row before have committed.
    let (devices_known, devices, ends, evidence) = tokio::try_join!(
        item::devices(db, commune),
        item::devices_before(db, commune, &devices),
        item::ends(db, commune, &points),
        act::evidence(db, commune, push.may_judge()),
    )?;
    Ok(Before { log_id, last_position, devices_known, devices, ends, evidence })
}

/// Locks the commune's row until the commit: whoever adds to its log comes one after the other, positions included.
async fn lock(db: &Transaction<'_>, commune: CommuneId) -> Result<(LogId, u64), DbError> {
    let lock = "SELECT log_id, last_position FROM centre, commune WHERE commune.commune = $1
                FOR NO KEY UPDATE OF commune";
    let locked = row::first(db, lock, &[&commune.as_bytes().as_slice()]).await?.ok_or(DbError::Damaged)?;
    Ok((row::log_id(&locked)?, row::number(&locked, "last_position")?))
}

async fn write(db: &Transaction<'_>, push: &Push, plan: &Plan<'_>) -> Result<(), DbError> {
    for device in &plan.devices {
        item::save_device(db, push.commune, device, push.now_ms).await?;
    }
    act::write(db, push.commune, plan).await?;
    recovery::write(db, push.commune, plan).await?;
    if plan.items.is_empty() {
        return Ok(());
    }
    item::insert(db, push.commune, &plan.items, push.drawn).await?;
    item::save_branches(db, push.commune, &plan.branches).await?;
    for edition in &plan.editions {
        roster::note(db, push.commune, edition).await?;
    }
    move_position(db, push.commune, plan.last_position).await
}

async fn store_blobs(db: &Transaction<'_>, push: &Push) -> Result<Vec<BlobDigest>, DbError> {
    let mut held = Vec::new();
    for (digest, bytes) in &push.blobs {
        if roster::store(db, push.commune, *digest, bytes).await? {
            held.push(*digest);
        }
    }
    Ok(held)
}

async fn move_position(db: &Transaction<'_>, commune: CommuneId, position: u64) -> Result<(), DbError> {
    let update = "UPDATE commune SET last_position = $2 WHERE commune = $1";
    row::execute(db, update, &[&commune.as_bytes().as_slice(), &column(position)?]).await.map(drop)
}
