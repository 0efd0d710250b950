//! Who this laptop is: its commune, its device, the keys it holds, and the centre it reports to.

use domain::ids::{CommuneId, DeviceId};

use crate::error::StoreError;
use crate::open::Store;
use crate::secret::Secret;

/// The keys a laptop can hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum KeyName {
    /// This laptop's Ed25519 seed; it signs batches and requests.
    DeviceSigning,
    /// This laptop's X25519 seed; what a leader seals to this laptop opens with it.
    DeviceBox,
    /// The commune's root seed; on the laptop that set the commune up.
    Root,
    /// The key of the match keys.
    Index,
    /// The commune's sealing key of an epoch, from 1.
    Sealing(u32),
}

/// Who this laptop is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The commune.
    pub commune: CommuneId,
    /// This laptop.
    pub device: DeviceId,
    /// Synthetic people only.
    pub practice: bool,
}

/// The centre this commune reports to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Centre {
    /// `https://…`, at most `journal`'s `CENTRE_ADDRESS_BYTES_MAX`.
    pub address: String,
    /// The Ed25519 key that signs its receipts.
    pub public_key: [u8; 32],
}

/// Why this laptop could not take on its identity.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// It has one; an identity is never changed.
    #[error("this file has an identity already")]
    HasIdentity,
    /// [`KeyName::DeviceSigning`] is not held yet.
    #[error("the key of this laptop is missing")]
    NoKey,
    /// The chain ends in another laptop's key.
    #[error("the certificates are another laptop's")]
    OtherDevice,
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Keeps a key in the file; the same name is replaced. A new sealing key opens on the next [`Store::rebuild`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn keep_key(&mut self, name: KeyName, key: &Secret) -> Result<(), StoreError> {
        let _ = (name, key);
        Err(StoreError::Entry)
    }

    /// A key, if held.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn key(&self, name: KeyName) -> Result<Option<Secret>, StoreError> {
        let _ = name;
        Err(StoreError::Entry)
    }

    /// Takes on the identity that `chain` (as it travels) certifies. The keys must be held already.
    ///
    /// # Errors
    /// See [`BeginError`].
    pub fn begin(&mut self, commune: CommuneId, chain: &[u8]) -> Result<Identity, BeginError> {
        let _ = (commune, chain);
        Err(BeginError::Store(StoreError::Entry))
    }

    /// Who this laptop is, once it has begun.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        None
    }

    /// The certificate chain of a device, as it travels; to be offered before its first batch.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn chain(&self, device: DeviceId) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = device;
        Err(StoreError::Entry)
    }

    /// The centre, if the commune reports to one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn centre(&self) -> Result<Option<Centre>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Attaches the commune to a centre. Another key forgets the cursor and all receipts: they prove nothing there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_centre(&mut self, centre: &Centre) -> Result<(), StoreError> {
        let _ = centre;
        Err(StoreError::Entry)
    }
}
