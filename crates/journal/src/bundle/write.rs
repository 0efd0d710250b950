//! Writing a bundle part by part; whoever writes it says beforehand how many parts there are.

use super::{BundleError, BundleHeader, END_KIND, HEADER_KIND, MAGIC, MARK, PartKind};
use super::{length_max, part_digest, total_with, write_end, write_header};
use crate::limits::{BUNDLE_BYTES_MAX, BUNDLE_PARTS_MAX};

/// A bundle being written; the bytes go out as they are made.
#[derive(Debug)]
pub struct BundleWriter {
    announced: u32,
    /// The number of the next part.
    number: u32,
    bytes: u64,
    total: [u8; 32],
}

impl BundleWriter {
    /// Begins a bundle; returns its first bytes.
    ///
    /// # Errors
    /// [`BundleError::TooLong`]: more parts than `BUNDLE_PARTS_MAX`.
    pub fn begin(header: &BundleHeader) -> Result<(Self, Vec<u8>), BundleError> {
        if header.parts > BUNDLE_PARTS_MAX {
            return Err(BundleError::TooLong);
        }
        let mut writer = Self { announced: header.parts, number: 0, bytes: 0, total: [0; 32] };
        let first = writer.frame(HEADER_KIND, &write_header(header));
        Ok((writer, [MAGIC.as_slice(), &first].concat()))
    }

    /// The next part's bytes.
    ///
    /// # Errors
    /// More parts than announced, or over a limit; nothing was added then.
    pub fn part(&mut self, kind: PartKind, content: &[u8]) -> Result<Vec<u8>, BundleError> {
        if self.number > self.announced {
            return Err(BundleError::Parts);
        }
        if content.len() > length_max(kind.code()) || self.bytes > BUNDLE_BYTES_MAX {
            return Err(BundleError::TooLong);
        }
        Ok(self.frame(kind.code(), content))
    }

    /// The last bytes, and the digest of everything before them.
    ///
    /// # Errors
    /// [`BundleError::Parts`]: fewer parts than announced.
    pub fn end(mut self) -> Result<(Vec<u8>, [u8; 32]), BundleError> {
        if self.number != self.announced.saturating_add(1) {
            return Err(BundleError::Parts);
        }
        let total = self.total;
        Ok((self.frame(END_KIND, &write_end(self.announced, &total)), total))
    }

    fn frame(&mut self, kind: u8, content: &[u8]) -> Vec<u8> {
        let digest = part_digest(self.number, kind, content);
        let length = u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes();
        let part = [&MARK, self.number.to_le_bytes().as_slice(), &[kind], &length, &digest, content].concat();
        self.total = total_with(&self.total, &digest);
        self.number = self.number.saturating_add(1);
        self.bytes = self.bytes.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        part
    }
}
