//! How much to send and pull at once, and how long to wait after a failure. Never here: measuring time.

use crate::limits::{BATCH_BYTES_MAX, REQUEST_BYTES_MAX};

/// What a request needs beside its offers: envelope, cursor, receipt, wants, chain.
const OVERHEAD_BYTES: usize = 8 * 1024;
/// One batch with what goes with it: a request is never made smaller than this.
const REQUEST_BYTES_MIN: usize = BATCH_BYTES_MAX + OVERHEAD_BYTES;
/// On a line that nobody knows yet: four batches, more than twice an evening's. So much is sent again at most when the first
/// request is cut.
const REQUEST_BYTES_UNKNOWN: usize = 4 * BATCH_BYTES_MAX + OVERHEAD_BYTES;
/// Others' items in one reply, at most; blobs come on top and the reply stays under its limit.
const PULL_BYTES_MAX: u32 = 1024 * 1024;
/// One batch.
const PULL_BYTES_MIN: u32 = 32 * 1024;
/// On a line that nobody knows yet.
const PULL_BYTES_UNKNOWN: u32 = 128 * 1024;
/// A request and its reply are to take no longer than this on the line as it was seen last, ms: what a cut can cost.
const EXCHANGE_MS: u64 = 10_000;
/// Blobs asked for at once, so that a reply stays under its limit.
const BLOBS_AT_ONCE_MAX: usize = 8;
/// Before the first retry.
const RETRY_MIN_MS: u64 = 2_000;
/// Between retries, at most: with a network the queue drains in bounded time.
const RETRY_MAX_MS: u64 = 60_000;

/// How much to send and pull at once: one batch after a cut, and twice what just went where that went quickly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    request_bytes: usize,
    pull_bytes: u32,
}

/// What an answered request shows of its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Carried {
    /// Bytes of the request.
    pub up: usize,
    /// Bytes of the reply.
    pub down: usize,
    /// From the first byte sent to the last one read, ms.
    pub took_ms: u64,
}

impl Default for Pace {
    /// For a line that nobody knows yet.
    fn default() -> Self {
        Self { request_bytes: REQUEST_BYTES_UNKNOWN, pull_bytes: PULL_BYTES_UNKNOWN }
    }
}

impl Pace {
    /// One batch each way: after a cut.
    pub const SLOWEST: Self = Self { request_bytes: REQUEST_BYTES_MIN, pull_bytes: PULL_BYTES_MIN };

    /// The pace that a former run left, brought inside its limits.
    #[must_use]
    pub fn new(request_bytes: usize, pull_bytes: u32) -> Self {
        Self {
            request_bytes: request_bytes.clamp(REQUEST_BYTES_MIN, REQUEST_BYTES_MAX),
            pull_bytes: pull_bytes.clamp(PULL_BYTES_MIN, PULL_BYTES_MAX),
        }
    }

    /// Bytes of one request.
    #[must_use]
    pub const fn request_bytes(self) -> usize {
        self.request_bytes
    }

    /// Bytes of others' items in one reply.
    #[must_use]
    pub const fn pull_bytes(self) -> u32 {
        self.pull_bytes
    }

    /// Whether the line was seen to be worse than one that nobody knows: worth remembering.
    #[must_use]
    pub fn is_slow(self) -> bool {
        self.request_bytes < REQUEST_BYTES_UNKNOWN || self.pull_bytes < PULL_BYTES_UNKNOWN
    }

    pub(super) const fn offer_bytes(self) -> usize {
        self.request_bytes.saturating_sub(OVERHEAD_BYTES)
    }

    /// How many blobs to ask for at once.
    pub(super) fn blobs_at_once(self) -> usize {
        let batches = usize::try_from(self.pull_bytes / PULL_BYTES_MIN).unwrap_or(BLOBS_AT_ONCE_MAX);
        batches.clamp(1, BLOBS_AT_ONCE_MAX)
    }

    /// The pace after an answer. Twice as much as went in less than half the time that an exchange may take goes in that
    /// time; one that took too long shows how much does. What little went quickly shows nothing.
    pub(super) fn after(self, seen: Carried) -> Self {
        if seen.took_ms > EXCHANGE_MS {
            let bytes = seen.bytes_in(EXCHANGE_MS);
            let pull_bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
            return Self::new(self.request_bytes.min(bytes), self.pull_bytes.min(pull_bytes));
        }
        if seen.took_ms > EXCHANGE_MS / 2 {
            return self;
        }
        let down = u32::try_from(seen.down).unwrap_or(u32::MAX);
        let (up, down) = (seen.up.saturating_mul(2), down.saturating_mul(2));
        Self::new(self.request_bytes.max(up), self.pull_bytes.max(down))
    }
}

impl Carried {
    /// How many bytes, both ways together, the line carries in so many ms.
    fn bytes_in(self, ms: u64) -> usize {
        let bytes = u64::try_from(self.up.saturating_add(self.down)).unwrap_or(u64::MAX);
        let bytes = bytes.saturating_mul(ms).checked_div(self.took_ms).unwrap_or(u64::MAX);
        usize::try_from(bytes).unwrap_or(usize::MAX)
    }
}

/// How long to wait after `failures` failed runs in a row, in ms: 2 s, doubled up to 60 s, spread by a quarter either
/// way so that a province's laptops do not come back at once. `random` is any number.
#[must_use]
pub fn retry_after_ms(failures: u32, random: u32) -> u64 {
    let doubled = RETRY_MIN_MS.saturating_mul(1u64.checked_shl(failures.saturating_sub(1).min(16)).unwrap_or(u64::MAX));
    let wait_ms = doubled.min(RETRY_MAX_MS);
    let spread = wait_ms / 2;
    wait_ms.saturating_sub(spread / 2).saturating_add(u64::from(random) % spread.saturating_add(1)).min(RETRY_MAX_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn carried(up: usize, down: usize, took_ms: u64) -> Carried {
        Carried { up, down, took_ms }
    }

    #[test]
    fn a_quick_line_carries_twice_as_much_each_time_up_to_the_limits() {
        let (mut pace, mut answers) = (Pace::SLOWEST, 0);
        while pace != Pace::new(usize::MAX, u32::MAX) {
            let down = usize::try_from(pace.pull_bytes()).unwrap();
            pace = pace.after(carried(pace.request_bytes(), down, EXCHANGE_MS / 2));
            answers += 1;
        }
        assert_eq!(answers, 5);
    }

    #[test]
    fn what_little_went_quickly_shows_nothing_and_what_took_long_shows_how_much_goes() {
        let unknown = Pace::default();
        assert_eq!(unknown.after(carried(700, 400, 300)), unknown);
        assert_eq!(
            unknown.after(carried(130_000, 400, EXCHANGE_MS / 2 + 1)),
            unknown,
            "twice as much would take too long"
        );
        assert_eq!(unknown.after(carried(60_000, 60_000, 2 * EXCHANGE_MS)).request_bytes(), 60_000);
        assert_eq!(unknown.after(carried(60_000, 60_000, 3_600_000)), Pace::SLOWEST);
    }

    #[test]
    fn a_slow_line_asks_for_blobs_one_by_one() {
        assert_eq!((Pace::SLOWEST.blobs_at_once(), Pace::default().blobs_at_once()), (1, 4));
        assert_eq!(Pace::new(usize::MAX, u32::MAX).blobs_at_once(), BLOBS_AT_ONCE_MAX);
    }

    #[test]
    fn t12_the_first_retry_comes_within_seconds_and_none_later_than_a_minute() {
        for random in [0, 1, 77, u32::MAX] {
            assert!((1_500..=2_500).contains(&retry_after_ms(1, random)));
            assert!((0..100).all(|failures| retry_after_ms(failures, random) <= 60_000));
            assert!(retry_after_ms(50, random) >= 45_000);
        }
    }
}
