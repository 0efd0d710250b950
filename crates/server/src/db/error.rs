//! What can go wrong with a database.

use std::sync::Arc;

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

/// The database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A statement failed; the transaction left nothing.
    #[error("the database refused a statement")]
    Sqlite(#[from] rusqlite::Error),
    /// A statement failed or the connection was lost; what was not committed left nothing.
    #[error("the database refused a statement, or its connection was lost")]
    Postgres(#[from] tokio_postgres::Error),
    /// No connection to the database.
    #[error("no connection to the database")]
    Pool(#[source] PoolError),
    /// The transaction could not be made durable.
    #[error("the transaction was not committed")]
    Commit(#[source] Arc<rusqlite::Error>),
    /// The database is read-only, a standby for example.
    #[error("the database takes no writes")]
    ReadOnly,
    /// A number or a key in the database cannot be.
    #[error("the database holds what it cannot hold")]
    Damaged,
    /// A full table that has a limit.
    #[error("a limit of the database is reached")]
    Full,
    /// The centre is stopping, or the transaction was given up before this one's turn.
    #[error("the database gave no answer")]
    Stopped,
}

impl DbError {
    /// Whether only another transaction got in the way, so that the same will do when tried again.
    #[must_use]
    pub fn is_of_concurrency(&self) -> bool {
        let Self::Postgres(error) = self else { return false };
        let passing = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
        error.code().is_some_and(|code| passing.contains(code))
    }
}

/// The database cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened or made.
    #[error("the database cannot be opened")]
    Sqlite(#[from] rusqlite::Error),
    /// The file cannot be made.
    #[error("the database file cannot be made")]
    Make(#[source] std::io::Error),
    /// The address is not one of a PostgreSQL database.
    #[error("the address of the database is not understood")]
    Address(#[source] tokio_postgres::Error),
    /// No TLS can be spoken with the database server.
    #[error("no TLS to the database server")]
    Tls(#[source] rustls::Error),
    /// No pool of connections.
    #[error("no connections to the database server can be kept")]
    Pool(#[source] deadpool_postgres::BuildError),
    /// A commit there is not durable.
    #[error(transparent)]
    NotDurable(#[from] NotDurable),
    /// Its schema is of a newer program, or a migration failed.
    #[error("the database's schema is not this program's; was it made by a newer version?")]
    Schema(#[source] Box<refinery::Error>),
    /// No thread for the writer.
    #[error("no thread for the database")]
    Thread(#[source] std::io::Error),
    /// Receipts of this database were signed by another key.
    #[error("the key file does not belong to this database; put back the one its receipts were signed with")]
    OtherKey,
    /// It could not be read.
    #[error("the database cannot be read")]
    Read(#[from] DbError),
}

/// A setting of the PostgreSQL server with which a receipt would promise more than the disk holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotDurable {
    /// A commit returns before it is on the disk.
    #[error("a receipt would promise too much: turn synchronous_commit on at the PostgreSQL server")]
    SynchronousCommit,
    /// Nothing is ever forced to the disk.
    #[error("a receipt would promise too much: turn fsync on at the PostgreSQL server")]
    Fsync,
    /// A power cut can tear a page beyond repair.
    #[error("a receipt would promise too much: turn full_page_writes on at the PostgreSQL server")]
    FullPageWrites,
    /// A standby, or set so.
    #[error("the PostgreSQL server takes no writes: name the primary")]
    ReadOnly,
}
