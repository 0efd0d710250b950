//! What can go wrong with a database.

use std::sync::Arc;

/// The database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A statement failed; the transaction left nothing.
    #[error("the database refused a statement")]
    Sqlite(#[from] rusqlite::Error),
    /// The transaction could not be made durable.
    #[error("the transaction was not committed")]
    Commit(#[source] Arc<rusqlite::Error>),
    /// A number or a key in the file cannot be.
    #[error("the database holds what it cannot hold")]
    Damaged,
    /// A full table that has a limit.
    #[error("a limit of the database is reached")]
    Full,
    /// The centre is stopping, or the transaction was given up before this one's turn.
    #[error("the database gave no answer")]
    Stopped,
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
    /// The other kind of database comes next.
    #[error("this program opens SQLite files alone")]
    NotYet,
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
