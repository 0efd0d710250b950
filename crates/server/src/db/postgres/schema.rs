//! Migrations: append-only, each hash-checked, what is missing in one transaction. `schema.sql` is the commented truth.

use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::Client;

use super::super::{DbError, OpenError, migrations};
use super::connect;
use crate::settings::PostgresUrl;

const MIGRATIONS: [(&str, &str); 4] = [
    ("V1__log", include_str!("migrations/V1__log.sql")),
    ("V2__standing", include_str!("migrations/V2__standing.sql")),
    ("V3__drawn", include_str!("migrations/V3__drawn.sql")),
    ("V4__recovery", include_str!("migrations/V4__recovery.sql")),
];

/// Centres that start together migrate one after the other: the lock's number, the same in every version.
const MIGRATION_LOCK: i64 = 0x00d0_44a4;
/// The longest that a start waits for the database and for another's migration.
const MIGRATION_MAX: Duration = Duration::from_secs(600);

/// Checks that commits are durable and brings the schema up to date, on a connection of its own without time-outs.
///
/// # Errors
/// [`OpenError::NotDurable`], [`OpenError::Schema`], or the database.
pub async fn bring_up_to_date(url: &PostgresUrl) -> Result<(), OpenError> {
    let migrating = async {
        let mut client = connect::first(url).await?;
        connect::durable(&client).await.map_err(DbError::from)??;
        migrate(&mut client).await
    };
    timeout(MIGRATION_MAX, migrating).await.map_err(|_| DbError::Stopped)?
}

async fn migrate(client: &mut Client) -> Result<(), OpenError> {
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await.map_err(DbError::from)?;
    let migrated = migrations::runner(&MIGRATIONS)?.run_async(client).await;
    client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await.map_err(DbError::from)?;
    migrated.map(drop).map_err(|cause| OpenError::Schema(Box::new(cause)))
}
