//! How far each village and unit has come.

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::ProgressRow;

impl Store {
    /// One row per village and unit that has a list or was helped.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn progress(&self) -> Result<Vec<ProgressRow>, StoreError> {
        Err(StoreError::Entry)
    }
}
