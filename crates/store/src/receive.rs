//! The only door for what other laptops wrote. What is authentic is never refused; what cannot be applied is flagged.

use domain::ids::{DeviceId, EntryDigest};

use crate::error::StoreError;
use crate::open::Store;

/// At most this many items in one call, so that a transaction stays short.
pub const RECEIVE_ITEMS_MAX: usize = 4096;

/// What became of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemOutcome {
    /// A device's certificate chain holds and is known now (or was already).
    Chain(DeviceId),
    /// A batch brought this many entries not known before.
    Stored {
        /// Its device.
        device: DeviceId,
        /// The last entry's digest.
        head: EntryDigest,
        /// How many were new.
        entries: u32,
    },
    /// Everything in it was known: a repeat is welcome.
    Repeat {
        /// Its device.
        device: DeviceId,
    },
    /// Entries before it are missing here; it was not kept and must be offered again after them.
    Gap {
        /// Its device.
        device: DeviceId,
        /// The entry number that must come next.
        expected: u64,
    },
    /// Its first numbers were used by other entries: kept as a branch of its own, and flagged.
    Fork {
        /// Its device.
        device: DeviceId,
        /// How many entries were new.
        entries: u32,
    },
    /// The device has no certificate here yet; send its chain first.
    UnknownDevice(DeviceId),
    /// Not what it claims to be, or of another commune; not kept.
    NotAuthentic,
    /// More branches of this device than are kept apart; not kept.
    TooManyBranches(DeviceId),
}

/// What a call of [`Store::receive`] did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Received {
    /// One per item, in their order.
    pub outcomes: Vec<ItemOutcome>,
    /// Entries not known before.
    pub entries: u32,
    /// Entries stored but flagged; see [`Store::tasks`].
    pub flagged: u32,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// More than [`RECEIVE_ITEMS_MAX`] items.
    #[error("too many items in one call")]
    TooMany,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Takes in log items as they travel (certificate chains and batches, of any device of the commune), in order.
    ///
    /// One transaction. `now_ms` is the laptop's clock: stamps far ahead of it are flagged.
    ///
    /// # Errors
    /// See [`ReceiveError`]; nothing was kept then.
    pub fn receive(&mut self, items: &[&[u8]], now_ms: i64) -> Result<Received, ReceiveError> {
        let _ = (items, now_ms);
        Err(ReceiveError::NoIdentity)
    }
}
