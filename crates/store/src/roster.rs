//! The police's lists on this laptop: sealed blobs by digest, and the people of the scopes granted to it.

use domain::record::{RosterEdition, RosterScope};

use crate::error::StoreError;
use crate::open::Store;

/// At most this many blobs asked for at a time.
pub const BLOBS_WANTED_MAX: usize = 64;

/// A blob that an edition names and this laptop lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WantedBlob {
    /// Its digest.
    pub digest: [u8; 32],
    /// Its length in bytes.
    pub bytes: u32,
}

/// Why a blob was not kept.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No edition that is good now names it.
    #[error("no roster edition names this blob")]
    NotNamed,
    /// The key it is sealed with is not held here, or it is damaged.
    #[error("the blob cannot be opened")]
    Sealed,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// The editions that are good now: of each village or unit the one that no other replaces.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn roster_editions(&self) -> Result<Vec<RosterEdition>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Grants this laptop the rosters of exactly these scopes; people of others are taken off it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn grant_roster(&mut self, scopes: &[RosterScope]) -> Result<(), StoreError> {
        let _ = scopes;
        Err(StoreError::Entry)
    }

    /// The scopes granted.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn roster_grants(&self) -> Result<Vec<RosterScope>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Blobs of granted scopes that are missing here, at most [`BLOBS_WANTED_MAX`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn wanted_blobs(&self) -> Result<Vec<WantedBlob>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Keeps a blob that a good edition names, and makes its people searchable where the scope is granted.
    ///
    /// # Errors
    /// See [`BlobError`].
    pub fn store_blob(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        let _ = bytes;
        Err(BlobError::NotNamed)
    }

    /// A blob as it travels, if it lies here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn blob(&self, digest: [u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = digest;
        Err(StoreError::Entry)
    }
}
