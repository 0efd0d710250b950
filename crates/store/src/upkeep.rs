//! Keeping the file sound: views rebuilt from the journal, everything verified, and the tidying that no save waits for.

use crate::error::StoreError;
use crate::open::Store;

/// One thing that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Check {
    /// What.
    pub what: Checked,
    /// How many were looked at.
    pub count: u64,
    /// How many were not as they must be.
    pub bad: u64,
}

/// What [`Store::verify`] looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Checked {
    /// Every entry's digest, from each device's beginning on.
    Chain,
    /// Every view row, against what the journal says.
    Views,
    /// Every person on the search index is found there.
    Search,
    /// Every page of the file.
    File,
    /// Every receipt's signature and what it names.
    Receipts,
    /// Every frozen batch against the entries.
    Batches,
}

impl Store {
    /// Makes every view anew from the journal, in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        Err(StoreError::Entry)
    }

    /// Checks chain, views, search, file, receipts and batches; changes nothing.
    ///
    /// # Errors
    /// Only where reading was not possible at all; what was found bad is in the checks.
    pub fn verify(&self) -> Result<Vec<Check>, StoreError> {
        Err(StoreError::Entry)
    }

    /// Merges some of the search index and moves the write-ahead log into the file; for idle moments. Returns whether
    /// there is more to do. `pages` bounds the merging.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tidy(&mut self, pages: u32) -> Result<bool, StoreError> {
        let _ = pages;
        Err(StoreError::Entry)
    }
}
