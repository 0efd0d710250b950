//! What leaves this laptop: batches cut once and frozen, and the receipts that prove their arrival.

use domain::ids::DeviceId;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::OutboxCounts;

/// A batch as it travels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrozenBatch {
    /// Its device.
    pub device: DeviceId,
    /// Its first entry number.
    pub first_seq: u64,
    /// Its last entry number.
    pub last_seq: u64,
    /// Digest of its last entry.
    pub head: [u8; 32],
    /// The bytes; the same at every try.
    pub bytes: Vec<u8>,
}

/// A receipt of the centre, its signature checked when it came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptRow {
    /// Whose entries.
    pub device: DeviceId,
    /// Up to which number.
    pub up_to_seq: u64,
    /// When the centre signed, by its clock.
    pub time_ms: i64,
    /// The receipt as it travels.
    pub bytes: Vec<u8>,
}

/// How far the centre's log was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SyncPosition {
    /// The log, once one was read.
    pub log: Option<[u8; 16]>,
    /// The position after the last item taken in.
    pub position: u64,
    /// The centre's time in its last reply; what the next request proves itself with.
    pub centre_time_ms: i64,
    /// Whether the centre has this laptop's certificate chain.
    pub chain_known: bool,
}

/// Why batches could not be cut.
#[derive(Debug, thiserror::Error)]
pub enum CutError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a receipt was not kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// The commune reports to no centre.
    #[error("this commune has no centre")]
    NoCentre,
    /// Not signed by this commune's centre.
    #[error("the receipt is not the centre's")]
    NotAuthentic,
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Freezes the entries of this laptop that are in no batch yet into signed batches; returns how many it made.
    ///
    /// # Errors
    /// See [`CutError`].
    pub fn cut_batches(&mut self) -> Result<u32, CutError> {
        Err(CutError::NoIdentity)
    }

    /// This laptop's frozen batches that no receipt covers, oldest first, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn unreceipted_batches(&self, limit: u32) -> Result<Vec<FrozenBatch>, StoreError> {
        let _ = limit;
        Err(StoreError::Entry)
    }

    /// Any device's frozen batches that end at `seq` or later, oldest first, at most `limit`: to carry, or to offer
    /// again to a centre that lost them.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn batches_from(&self, device: DeviceId, seq: u64, limit: u32) -> Result<Vec<FrozenBatch>, StoreError> {
        let _ = (device, seq, limit);
        Err(StoreError::Entry)
    }

    /// Keeps a receipt after checking the centre's signature. A repeat, or an older one, changes nothing.
    ///
    /// # Errors
    /// See [`ReceiptError`].
    pub fn store_receipt(&mut self, bytes: &[u8]) -> Result<ReceiptRow, ReceiptError> {
        let _ = bytes;
        Err(ReceiptError::NoCentre)
    }

    /// The newest receipts, newest first by the centre's clock, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn receipts(&self, limit: u32) -> Result<Vec<ReceiptRow>, StoreError> {
        let _ = limit;
        Err(StoreError::Entry)
    }

    /// This laptop's newest receipt; every request shows it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn own_receipt(&self) -> Result<Option<ReceiptRow>, StoreError> {
        Err(StoreError::Entry)
    }

    /// How far the centre's log was read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn sync_position(&self) -> Result<SyncPosition, StoreError> {
        Err(StoreError::Entry)
    }

    /// Remembers how far the centre's log was read; after [`Store::receive`] of what came before it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_sync_position(&mut self, position: SyncPosition) -> Result<(), StoreError> {
        let _ = position;
        Err(StoreError::Entry)
    }

    /// How much is saved here, how much has arrived, and since when something waits.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outbox_counts(&self) -> Result<OutboxCounts, StoreError> {
        Err(StoreError::Entry)
    }
}
