//! The log's life: its id, and a new one after a restore from a backup.

use deadpool_postgres::Transaction;

use journal::receipt::LogId;

use super::super::DbError;
use super::super::ask::Renewal;
use super::{Postgres, reading, retried, row, writing};

/// Receipts signed anew by one statement.
const RECEIPTS_PER_PAGE: i64 = 1_000;

impl Postgres {
    pub async fn log_id(&self) -> Result<LogId, DbError> {
        log_id(&reading(&mut self.connection().await?).await?).await
    }

    pub async fn renew_log(&self, renewal: Renewal) -> Result<LogId, DbError> {
        let renewal = &renewal;
        retried(|| self.try_renew(renewal)).await
    }

    async fn try_renew(&self, renewal: &Renewal) -> Result<LogId, DbError> {
        let mut connection = self.connection().await?;
        let transaction = writing(&mut connection).await?;
        let log_id = renew(&transaction, renewal).await?;
        transaction.commit().await?;
        Ok(log_id)
    }
}

/// The log as it is in this transaction.
pub async fn log_id(db: &Transaction<'_>) -> Result<LogId, DbError> {
    row::first(db, "SELECT log_id FROM centre", &[]).await?.ok_or(DbError::Damaged).and_then(|row| row::log_id(&row))
}

/// Keeps the log's id as it is until this transaction ends: the receipts it writes are of that log.
pub async fn hold(db: &Transaction<'_>) -> Result<(), DbError> {
    Ok(db.batch_execute("LOCK TABLE centre IN ROW SHARE MODE").await?)
}

/// Two centres that see the same loss renew the log once. Whoever is pushing is waited for, and waits.
async fn renew(db: &Transaction<'_>, renewal: &Renewal) -> Result<LogId, DbError> {
    db.batch_execute("LOCK TABLE centre IN EXCLUSIVE MODE").await?;
    let renewed = "UPDATE centre SET log_id = $1 WHERE log_id = $2";
    let values: row::Values<'_> = &[&renewal.fresh.0.as_slice(), &renewal.known.0.as_slice()];
    if row::execute(db, renewed, values).await? > 0 {
        sign_receipts_anew(db, renewal).await?;
    }
    log_id(db).await
}

/// A branch and its receipt, as its row names it.
struct Receipted {
    commune: Vec<u8>,
    device: Vec<u8>,
    branch: i32,
    receipt: Vec<u8>,
}

/// Receipts of the log that was prove nothing about the log that is: what is here is signed for again.
async fn sign_receipts_anew(db: &Transaction<'_>, renewal: &Renewal) -> Result<(), DbError> {
    let mut page = page_after(db, &Receipted { commune: vec![], device: vec![], branch: 0, receipt: vec![] }).await?;
    while let Some(last) = page.pop() {
        let next = page_after(db, &last).await?;
        page.push(last);
        for known in &mut page {
            known.receipt = renewal.sign_anew(&known.receipt)?;
        }
        save(db, &page).await?;
        page = next;
    }
    Ok(())
}

async fn page_after(db: &Transaction<'_>, last: &Receipted) -> Result<Vec<Receipted>, DbError> {
    let select = "SELECT commune, device, branch, receipt FROM branch
         WHERE (commune, device, branch) > ($1, $2, $3) ORDER BY commune, device, branch LIMIT $4";
    row::collect(db, select, &[&last.commune, &last.device, &last.branch, &RECEIPTS_PER_PAGE], |row| {
        Ok(Receipted {
            commune: row::get(row, "commune")?,
            device: row::get(row, "device")?,
            branch: row::get(row, "branch")?,
            receipt: row::get(row, "receipt")?,
        })
    })
    .await
}

async fn save(db: &Transaction<'_>, page: &[Receipted]) -> Result<(), DbError> {
    let update = "UPDATE branch SET receipt = fresh.receipt
         FROM unnest($1::bytea[], $2::bytea[], $3::integer[], $4::bytea[]) AS fresh (commune, device, branch, receipt)
         WHERE branch.commune = fresh.commune AND branch.device = fresh.device AND branch.branch = fresh.branch";
    let communes: Vec<_> = page.iter().map(|it| it.commune.as_slice()).collect();
    let devices: Vec<_> = page.iter().map(|it| it.device.as_slice()).collect();
    let branches: Vec<_> = page.iter().map(|it| it.branch).collect();
    let receipts: Vec<_> = page.iter().map(|it| it.receipt.as_slice()).collect();
    row::execute(db, update, &[&communes, &devices, &branches, &receipts]).await.map(drop)
}
