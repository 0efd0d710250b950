//! Where the centre keeps what it takes in, and what the same database does barely.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio_postgres::{Client, NoTls};

use crate::bench::push::{self, BATCH_ROWS};
use crate::centre::Centre;

/// Connections of the bare PostgreSQL, as many as laptops send.
const CONNECTIONS: usize = 8;

/// One of the centre's two backends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// The server that PGHOST and its kin name, as pg_virtualenv sets them.
    Postgres,
}

impl Backend {
    /// The word for tables.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// A centre on a database of its own.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn centre(&self, folder: &Path, name: &str) -> Result<Centre> {
        match self {
            Self::Sqlite => Centre::start(folder),
            Self::Postgres => {
                run(async { Ok(connect("").await?.batch_execute(&format!("CREATE DATABASE {name}")).await?) })?;
                Centre::start_on(folder, url(name)?)
            }
        }
    }

    /// Bytes on the disk, of a centre that stands still.
    ///
    /// # Errors
    /// The disk, or the database.
    pub(super) fn bytes(&self, centre: &Centre, name: &str) -> Result<u64> {
        match self {
            Self::Sqlite => {
                let beside = ["", "-wal", "-shm"].map(|end| format!("{}{end}", centre.database().display()));
                Ok(beside.iter().filter_map(|path| fs::metadata(path).ok()).map(|it| it.len()).sum())
            }
            Self::Postgres => run(async {
                let row = connect(name).await?.query_one("SELECT pg_database_size(current_database())", &[]).await?;
                Ok(u64::try_from(row.get::<_, i64>(0))?)
            }),
        }
    }

    /// Seconds that so many bare rows of so many bytes take, durable, 500 in a transaction.
    ///
    /// # Errors
    /// The database.
    pub(super) fn bare(&self, folder: &Path, rows: usize, bytes: usize) -> Result<Duration> {
        match self {
            Self::Sqlite => {
                let begun = Instant::now();
                push::bare_inserts(&folder.join("bare.db"), rows, bytes)?;
                Ok(begun.elapsed())
            }
            Self::Postgres => run(bare_postgres(rows, bytes)),
        }
    }
}

async fn bare_postgres(rows: usize, bytes: usize) -> Result<Duration> {
    let table = "CREATE TABLE bare (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bytes bytea NOT NULL)";
    connect("").await?.batch_execute(&format!("DROP TABLE IF EXISTS bare; {table}")).await?;
    let batches = rows.div_ceil(BATCH_ROWS * CONNECTIONS);
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        clients.push(connect("").await?);
    }
    let begun = Instant::now();
    let all = clients.into_iter().map(|client| tokio::spawn(insert(client, batches, bytes)));
    for one in all.collect::<Vec<_>>() {
        one.await??;
    }
    Ok(begun.elapsed())
}

async fn insert(client: Client, batches: usize, bytes: usize) -> Result<()> {
    let statement = client.prepare("INSERT INTO bare (bytes) SELECT unnest($1::bytea[])").await?;
    let batch = vec![vec![7_u8; bytes]; BATCH_ROWS];
    for _ in 0..batches {
        client.execute(&statement, &[&batch]).await?;
    }
    Ok(())
}

async fn connect(database: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(&url(database)?, NoTls).await?;
    // How it ends is seen by whoever asks over it.
    tokio::spawn(async move { drop(connection.await) });
    Ok(client)
}

fn url(database: &str) -> Result<String> {
    let of =
        |name: &str| std::env::var(name).with_context(|| format!("{name} is not set: run it behind pg_virtualenv"));
    let database = if database.is_empty() { of("PGDATABASE")? } else { database.to_owned() };
    let host = of("PGHOST")?.replace('/', "%2F");
    Ok(format!("postgres://{}:{}@{host}:{}/{database}", of("PGUSER")?, of("PGPASSWORD")?, of("PGPORT")?))
}

fn run<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}
