//! What stands in a commune's log, at the centre and in files: certificate chains and batches, each proving itself.

use crate::batch::Batch;
use crate::cbor::{FormatError, Reader, Writer};
use crate::limits::ITEM_BYTES_MAX;
use crate::trust::CertificateChain;

/// One item of a log. A device's chain always stands before its first batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// The certificates from the root to one device.
    Chain(CertificateChain),
    /// A batch.
    Batch(Batch),
    /// A newer version's item: keep it, forward it.
    Unknown {
        /// The kind's code.
        kind: u8,
    },
}

impl Item {
    /// Reads an item.
    ///
    /// # Errors
    /// Another form, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > ITEM_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let (kind, content) = Reader::frame(bytes, 2, |r| Ok((r.u8()?, r.bytes(ITEM_BYTES_MAX)?)))?;
        match kind {
            1 => CertificateChain::read(content).map(Self::Chain),
            2 => Batch::read(content).map(Self::Batch),
            _ => Ok(Self::Unknown { kind }),
        }
    }

    /// A chain as an item, from the bytes it travelled with.
    #[must_use]
    pub fn wrap_chain(chain: &[u8]) -> Vec<u8> {
        wrap(1, chain)
    }

    /// A batch as an item, from the bytes it travelled with.
    #[must_use]
    pub fn wrap_batch(batch: &[u8]) -> Vec<u8> {
        wrap(2, batch)
    }
}

fn wrap(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut w = Writer::begin(2);
    w.u8(kind).bytes(content);
    w.finish()
}
