//! Why the file could not be read or written; the same few causes for every operation. No text of a person in any.

use rusqlite::ErrorCode;

/// What stands between a query and its answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room left. Nothing of the operation was kept; what was saved before is safe.
    #[error("the disk is full")]
    Full(#[source] rusqlite::Error),
    /// The disk or the stick refused. Nothing of the operation was kept.
    #[error("the disk refused to read or write")]
    Disk(#[source] rusqlite::Error),
    /// Somebody else holds the file longer than the busy time-out.
    #[error("another program holds the file")]
    Busy(#[source] rusqlite::Error),
    /// The file is damaged.
    #[error("the file is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// A row holds what this program never writes there.
    #[error("a row of the table {table} holds what never is written there")]
    Row {
        /// The table.
        table: &'static str,
    },
    /// An entry's bytes are not what was verified when they came in.
    #[error("an entry of the journal is damaged")]
    Entry,
    /// A statement is wrong: a mistake in this program.
    #[error("a statement failed")]
    Statement(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(error),
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::OutOfMemory,
            ) => Self::Disk(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Busy(error)
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(_) | None => Self::Statement(error),
        }
    }
}
