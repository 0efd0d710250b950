//! The commune's lists: itself, its villages, units, members, laptops.

use domain::record::{Commune, Member, Unit, Village};

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::DeviceRow;

impl Store {
    /// The commune, once its first entry is known here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn commune(&self) -> Result<Option<Commune>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Villages, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn villages(&self) -> Result<Vec<Village>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Units, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn units(&self) -> Result<Vec<Unit>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Members, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn members(&self) -> Result<Vec<Member>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Laptops with a certificate known here, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn devices(&self) -> Result<Vec<DeviceRow>, StoreError> {
        Err(StoreError::Entry)
    }
}
