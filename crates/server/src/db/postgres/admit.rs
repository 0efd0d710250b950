//! The centre itself, set-up codes and communes.

use deadpool_postgres::Transaction;
use tokio_postgres::Row;

use domain::ids::CommuneId;
use journal::keys::CentrePublic;
use journal::receipt::LogId;

use super::super::admission::KeptCode;
use super::super::ask::{Admission, Admitted, CommuneCounts};
use super::super::number::column;
use super::super::{DbError, OpenError, SETUP_CODES_WAITING_MAX};
use super::{Postgres, reading, renew, retried, row, writing};
use crate::setup_code::SetupCodeHash;

impl Postgres {
    pub async fn claim(&self, key: CentrePublic, fresh: LogId) -> Result<LogId, OpenError> {
        let (log_id, of) = retried(|| self.try_claim(key, fresh)).await?;
        if of == *key.as_bytes() { Ok(log_id) } else { Err(OpenError::OtherKey) }
    }

    async fn try_claim(&self, key: CentrePublic, fresh: LogId) -> Result<(LogId, [u8; 32]), DbError> {
        let mut connection = self.connection().await?;
        let transaction = writing(&mut connection).await?;
        let claimed = claim(&transaction, key, fresh).await?;
        transaction.commit().await?;
        Ok(claimed)
    }

    pub async fn is_claimed(&self) -> Result<bool, DbError> {
        let mut connection = self.connection().await?;
        let found = row::first(&reading(&mut connection).await?, "SELECT 1 FROM centre", &[]).await?;
        Ok(found.is_some())
    }

    pub async fn add_setup_code(
        &self,
        code: SetupCodeHash,
        practice: bool,
        now_ms: i64,
        expires_at_ms: i64,
    ) -> Result<(), DbError> {
        retried(|| async {
            let mut connection = self.connection().await?;
            let transaction = writing(&mut connection).await?;
            make_room_for_code(&transaction, now_ms).await?;
            insert_code(&transaction, code, practice, now_ms, expires_at_ms).await?;
            Ok(transaction.commit().await?)
        })
        .await
    }

    pub async fn admit(&self, admission: Admission) -> Result<Admitted, DbError> {
        let admission = &admission;
        retried(|| async move {
            let mut connection = self.connection().await?;
            let transaction = writing(&mut connection).await?;
            let admitted = admit(&transaction, admission).await?;
            transaction.commit().await?;
            Ok(admitted)
        })
        .await
    }

    pub async fn communes(&self) -> Result<Vec<CommuneCounts>, DbError> {
        communes(&reading(&mut self.connection().await?).await?).await
    }

    /// A read where a write would do.
    pub async fn ready(&self) -> Result<(), DbError> {
        let mut connection = self.connection().await?;
        let transaction = writing(&mut connection).await?;
        let select = "SELECT current_setting('transaction_read_only') = 'off' AS writes FROM centre";
        let centre = row::first(&transaction, select, &[]).await?.ok_or(DbError::Damaged)?;
        transaction.commit().await?;
        if row::get(&centre, "writes")? { Ok(()) } else { Err(DbError::ReadOnly) }
    }
}

async fn claim(db: &Transaction<'_>, key: CentrePublic, fresh: LogId) -> Result<(LogId, [u8; 32]), DbError> {
    let insert = "INSERT INTO centre (one, log_id, public_key) VALUES (1, $1, $2) ON CONFLICT (one) DO NOTHING";
    row::execute(db, insert, &[&fresh.0.as_slice(), &key.as_bytes().as_slice()]).await?;
    let claimed = row::first(db, "SELECT log_id, public_key FROM centre", &[]).await?.ok_or(DbError::Damaged)?;
    Ok((row::log_id(&claimed)?, row::fixed(&claimed, "public_key")?))
}

/// Two that make codes at once come one after the other, so that the limit holds.
async fn make_room_for_code(db: &Transaction<'_>, now_ms: i64) -> Result<(), DbError> {
    db.batch_execute("LOCK TABLE setup_code IN SHARE ROW EXCLUSIVE MODE").await?;
    row::execute(db, "DELETE FROM setup_code WHERE commune IS NULL AND expires_at_ms < $1", &[&now_ms]).await?;
    let count = "SELECT count(*) >= $1 AS is_full FROM setup_code WHERE commune IS NULL";
    let counted = row::first(db, count, &[&column(SETUP_CODES_WAITING_MAX)?]).await?.ok_or(DbError::Damaged)?;
    if row::get(&counted, "is_full")? { Err(DbError::Full) } else { Ok(()) }
}

async fn insert_code(
    db: &Transaction<'_>,
    code: SetupCodeHash,
    practice: bool,
    now_ms: i64,
    expires_at_ms: i64,
) -> Result<(), DbError> {
    let insert = "INSERT INTO setup_code (code_hash, practice, made_at_ms, expires_at_ms) VALUES ($1, $2, $3, $4)";
    row::execute(db, insert, &[&code.0.as_slice(), &practice, &now_ms, &expires_at_ms]).await.map(drop)
}

async fn admit(db: &Transaction<'_>, admission: &Admission) -> Result<Admitted, DbError> {
    let Some(code) = kept_code(db, admission.code).await? else { return Ok(Admitted::CodeUnknown) };
    let log_id = renew::log_id(db).await?;
    if let Some(decided) = code.decides(admission, log_id) {
        return Ok(decided);
    }
    if insert_commune(db, admission).await? {
        burn(db, admission.code, admission.commune).await?;
    }
    Ok(Admitted::Yes { log_id })
}

/// Locks the code: of many that try it at once each sees what the one before made of it.
async fn kept_code(db: &Transaction<'_>, code: SetupCodeHash) -> Result<Option<KeptCode>, DbError> {
    let select = "SELECT practice, expires_at_ms, commune FROM setup_code WHERE code_hash = $1 FOR UPDATE";
    let found = row::first(db, select, &[&code.0.as_slice()]).await?;
    found.as_ref().map(kept_code_of).transpose()
}

fn kept_code_of(row: &Row) -> Result<KeptCode, DbError> {
    let used_by = match row::get::<Option<&[u8]>>(row, "commune")? {
        Some(_) => Some(row::commune(row)?),
        None => None,
    };
    Ok(KeptCode { practice: row::get(row, "practice")?, expires_at_ms: row::get(row, "expires_at_ms")?, used_by })
}

/// Whether the commune is new; one admitted before by another code leaves this one unused.
async fn insert_commune(db: &Transaction<'_>, admission: &Admission) -> Result<bool, DbError> {
    let insert = "INSERT INTO commune (commune, root_certificate, practice, admitted_at_ms, last_position)
                  VALUES ($1, $2, $3, $4, 0) ON CONFLICT (commune) DO NOTHING";
    let commune = admission.commune.as_bytes().as_slice();
    let values: row::Values<'_> = &[&commune, &admission.root_certificate, &admission.practice, &admission.now_ms];
    Ok(row::execute(db, insert, values).await? == 1)
}

async fn burn(db: &Transaction<'_>, code: SetupCodeHash, commune: CommuneId) -> Result<(), DbError> {
    let burn = "UPDATE setup_code SET commune = $2 WHERE code_hash = $1";
    row::execute(db, burn, &[&code.0.as_slice(), &commune.as_bytes().as_slice()]).await.map(drop)
}

async fn communes(db: &Transaction<'_>) -> Result<Vec<CommuneCounts>, DbError> {
    let select = "SELECT commune, practice, admitted_at_ms,
                (SELECT count(*) FROM device WHERE device.commune = commune.commune) AS devices,
                (SELECT coalesce(sum(up_to_seq - since_seq), 0)::bigint FROM branch
                 WHERE branch.commune = commune.commune) AS entries
         FROM commune ORDER BY commune";
    row::collect(db, select, &[], |row| {
        Ok(CommuneCounts {
            commune: row::commune(row)?,
            practice: row::get(row, "practice")?,
            admitted_at_ms: row::get(row, "admitted_at_ms")?,
            devices: row::number(row, "devices")?,
            entries: row::number(row, "entries")?,
        })
    })
    .await
}
