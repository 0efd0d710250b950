//! The one place where the centre asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock, or one that a test moves by hand.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Set by hand, milliseconds since 1970-01-01 UTC.
    ByHand(Arc<AtomicI64>),
}

impl Clock {
    /// Milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => system_ms(),
            Self::ByHand(at_ms) => at_ms.load(Ordering::SeqCst),
        }
    }
}

fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
