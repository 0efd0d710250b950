//! Numbers between the journal's unsigned ones and SQLite's signed ones.

/// For a column; what is beyond `i64::MAX` never occurs and saturates.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// From a column.
pub(crate) fn unsigned(number: i64) -> Option<u64> {
    u64::try_from(number).ok()
}
