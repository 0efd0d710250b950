//! What happened to a record, and what is to be settled.

use domain::edit::{Field, Target};

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::{ConflictRow, FieldHeads, HistoryRow, TaskRow};

impl Store {
    /// Every entry that touched a record, oldest first by stamp.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn history(&self, target: Target) -> Result<Vec<HistoryRow>, StoreError> {
        let _ = target;
        Err(StoreError::Entry)
    }

    /// The heads of a field: what a correction of it must name as seen.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn heads(&self, target: Target, field: Field) -> Result<FieldHeads, StoreError> {
        let _ = target;
        Ok(FieldHeads { field, heads: Vec::new(), conflict: false })
    }

    /// Records with something to settle, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn conflicts(&self, limit: u32) -> Result<Vec<ConflictRow>, StoreError> {
        let _ = limit;
        Err(StoreError::Entry)
    }

    /// Entries that need a person, newest first, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tasks(&self, limit: u32) -> Result<Vec<TaskRow>, StoreError> {
        let _ = limit;
        Err(StoreError::Entry)
    }
}
