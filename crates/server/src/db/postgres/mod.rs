//! The shared database: PostgreSQL, for one centre or several beside each other. What they share is all in it; a
//! centre keeps nothing in memory that another would need. SQL of this backend is here and nowhere else.

mod act;
mod admit;
mod answer;
mod connect;
mod item;
mod log;
mod recovery;
mod renew;
mod roster;
mod row;
mod schema;

use std::future::Future;

use deadpool_postgres::{Object, Pool, Transaction};
use tokio_postgres::IsolationLevel;

use super::{DbError, OpenError};
use crate::settings::PostgresUrl;

/// A transaction that another one got in the way of (a deadlock, a failed serialization) is tried at most so often.
const ATTEMPTS_MAX: u32 = 5;

/// One PostgreSQL database, reached over a pool of connections.
#[derive(Debug)]
pub struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects, checks that a commit there is durable, and brings the schema up to date.
    ///
    /// # Errors
    /// See [`OpenError`]; a schema of a newer program is refused.
    pub async fn open(url: &PostgresUrl) -> Result<Self, OpenError> {
        schema::bring_up_to_date(url).await?;
        Ok(Self { pool: connect::pool(url)? })
    }

    async fn connection(&self) -> Result<Object, DbError> {
        self.pool.get().await.map_err(DbError::Pool)
    }

    /// Closes every connection; what was committed stays.
    pub fn close(self) {
        self.pool.close();
    }
}

/// A transaction that sees, statement by statement, what others have committed.
async fn writing(connection: &mut Object) -> Result<Transaction<'_>, DbError> {
    Ok(connection.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?)
}

/// A transaction that sees one snapshot.
async fn reading(connection: &mut Object) -> Result<Transaction<'_>, DbError> {
    let snapshot = connection.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    Ok(snapshot.start().await?)
}

/// Tries again what failed only because of another transaction; the failed attempt left nothing.
async fn retried<T, F: Future<Output = Result<T, DbError>>>(attempt: impl Fn() -> F) -> Result<T, DbError> {
    for _ in 1..ATTEMPTS_MAX {
        match attempt().await {
            Err(error) if error.is_of_concurrency() => tracing::info!(cause = %error, "a transaction is tried again"),
            outcome => return outcome,
        }
    }
    attempt().await
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn what_fails_for_good_is_not_tried_again() {
        let tried = Cell::new(0);
        let failed = retried(|| async {
            tried.set(tried.get() + 1);
            Err::<(), _>(DbError::Full)
        });
        assert!(matches!(failed.await, Err(DbError::Full)));
        assert_eq!(tried.get(), 1);
    }
}
