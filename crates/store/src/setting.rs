//! Small things this laptop remembers about itself: nothing of them travels, and losing them loses no record.

use rusqlite::{OptionalExtension, named_params};

use crate::error::StoreError;
use crate::open::Store;

/// Longest value, in bytes.
pub const SETTING_BYTES_MAX: usize = 64 * 1024;

/// Why a setting was not kept.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// Longer than [`SETTING_BYTES_MAX`].
    #[error("the setting is too long")]
    TooLong,
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What was remembered under `name`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT value FROM setting WHERE name = :name")?;
        Ok(statement.query_row(named_params! { ":name": name }, |row| row.get(0)).optional()?)
    }

    /// Remembers a value of at most [`SETTING_BYTES_MAX`], or forgets it.
    ///
    /// # Errors
    /// See [`SettingError`].
    pub fn set_setting(&mut self, name: &str, value: Option<&str>) -> Result<(), SettingError> {
        match value {
            Some(value) if value.len() > SETTING_BYTES_MAX => Err(SettingError::TooLong),
            Some(value) => Ok(self.remember(name, value)?),
            None => Ok(self.forget(name)?),
        }
    }

    fn remember(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (:name, :value)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?
            .execute(named_params! { ":name": name, ":value": value })?;
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached("DELETE FROM setting WHERE name = :name")?;
        statement.execute(named_params! { ":name": name })?;
        Ok(())
    }
}
