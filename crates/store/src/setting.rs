//! Small things this laptop remembers about itself: nothing of them travels, and losing them loses no record.

use crate::error::StoreError;
use crate::open::Store;

/// Longest value, in bytes.
pub const SETTING_BYTES_MAX: usize = 64 * 1024;

impl Store {
    /// What was remembered under `name`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let _ = name;
        Err(StoreError::Entry)
    }

    /// Remembers a value of at most [`SETTING_BYTES_MAX`], or forgets it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_setting(&mut self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        let _ = (name, value);
        Err(StoreError::Entry)
    }
}
