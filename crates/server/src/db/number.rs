//! Between our counts and a column's signed numbers; what does not fit is said so.

use super::DbError;

/// A count or sequence number as a column holds it.
///
/// # Errors
/// [`DbError::Full`] beyond what a column can hold.
pub fn column(number: u64) -> Result<i64, DbError> {
    i64::try_from(number).map_err(|_| DbError::Full)
}

/// A count or sequence number out of a column.
///
/// # Errors
/// [`DbError::Damaged`] below zero.
pub fn number(column: i64) -> Result<u64, DbError> {
    u64::try_from(column).map_err(|_| DbError::Damaged)
}
