//! Why a file is no list; never a text out of it.

/// Why nothing was read of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterFileError {
    /// Longer than is read.
    #[error("the file is longer than a list is")]
    TooLarge,
    /// It unpacks to more than a list is: a fault, or somebody's joke.
    #[error("the workbook unpacks to more than a list is")]
    UnpacksTooLarge,
    /// More rows, cells or sheets than are read.
    #[error("the file has more rows or sheets than a list has")]
    TooManyRows,
    /// Opens with a password only.
    #[error("the workbook is protected with a password")]
    Protected,
    /// Damaged, or of a form that is not read.
    #[error("the file cannot be read")]
    Unreadable,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
}
