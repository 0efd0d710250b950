//! The hybrid clock: wall time where it can be believed, a counter where it cannot. Time is always an argument.

use serde::{Deserialize, Serialize};

/// A stamp further ahead of the receiver's clock than this is flagged and never moves that clock: 24 hours.
pub const STAMP_AHEAD_MAX_MS: i64 = 24 * 60 * 60 * 1000;

/// When an entry was made, in an order that never runs backwards on one device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01 UTC, or the last stamp seen where the device's clock stood behind it.
    pub wall_ms: i64,
    /// Orders the stamps of one millisecond.
    pub counter: u32,
}

impl Stamp {
    /// The next stamp of a device whose newest known stamp is `self` and whose clock says `now_ms`.
    #[must_use]
    pub fn next(self, now_ms: i64) -> Self {
        if now_ms > self.wall_ms { Self { wall_ms: now_ms, counter: 0 } } else { self.after() }
    }

    /// The newest known stamp after `received` came in: far-ahead stamps are left out.
    #[must_use]
    pub fn observe(self, received: Self, now_ms: i64) -> Self {
        if received.is_ahead(now_ms) { self } else { self.max(received) }
    }

    /// Whether this stamp is too far ahead of `now_ms` to be believed.
    #[must_use]
    pub const fn is_ahead(self, now_ms: i64) -> bool {
        self.wall_ms > now_ms.saturating_add(STAMP_AHEAD_MAX_MS)
    }

    const fn after(self) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self { wall_ms: self.wall_ms, counter },
            None => Self { wall_ms: self.wall_ms.saturating_add(1), counter: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_still_stamps_forward() {
        let before = Stamp { wall_ms: 1_000, counter: 0 };
        assert!(before.next(500) > before);
        assert_eq!(before.next(2_000), Stamp { wall_ms: 2_000, counter: 0 });
    }

    #[test]
    fn t41_a_stamp_years_ahead_moves_nobody_elses_clock() {
        let mine = Stamp { wall_ms: 1_000, counter: 0 };
        let theirs = Stamp { wall_ms: 1_000 + STAMP_AHEAD_MAX_MS + 1, counter: 0 };
        assert_eq!(mine.observe(theirs, 1_000), mine);
        let near = Stamp { wall_ms: 5_000, counter: 3 };
        assert_eq!(mine.observe(near, 1_000), near);
    }
}
