//! Where the ids of logs, and the marks in them, come from.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The operating system, or a count that a test begins.
#[derive(Clone, Debug)]
pub enum Random {
    /// The operating system's.
    System,
    /// Each draw is the digest of the next number.
    ByHand(Arc<AtomicU64>),
}

impl Random {
    /// Sixteen bytes.
    ///
    /// # Errors
    /// The operating system gave none.
    pub fn draw(&self) -> Result<[u8; 16], getrandom::Error> {
        let mut bytes = [0; 16];
        match self {
            Self::System => getrandom::fill(&mut bytes)?,
            Self::ByHand(count) => {
                let number = count.fetch_add(1, Ordering::SeqCst);
                blake3::Hasher::new().update(&number.to_le_bytes()).finalize_xof().fill(&mut bytes);
            }
        }
        Ok(bytes)
    }
}
