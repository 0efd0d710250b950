//! How much to send and pull at once, and how long to wait after a failure. Never here: measuring time.

use crate::limits::{BATCH_BYTES_MAX, REQUEST_BYTES_MAX};

/// What a request needs beside its offers: envelope, cursor, receipt, wants, chain.
const OVERHEAD_BYTES: usize = 8 * 1024;
/// One batch with what goes with it: a request is never made smaller than this.
const REQUEST_BYTES_MIN: usize = BATCH_BYTES_MAX + OVERHEAD_BYTES;
/// Others' items in one reply, at most; blobs come on top and the reply stays under its limit.
const PULL_BYTES_MAX: u32 = 1024 * 1024;
/// Two batches.
const PULL_BYTES_MIN: u32 = 64 * 1024;
/// Before the first retry.
const RETRY_MIN_MS: u64 = 2_000;
/// Between retries, at most: with a network the queue drains in bounded time.
const RETRY_MAX_MS: u64 = 60_000;

/// How much to send and pull at once: halved after a cut, doubled after a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    request_bytes: usize,
    pull_bytes: u32,
}

impl Default for Pace {
    /// As much as the limits allow.
    fn default() -> Self {
        Self { request_bytes: REQUEST_BYTES_MAX, pull_bytes: PULL_BYTES_MAX }
    }
}

impl Pace {
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

    pub(super) const fn offer_bytes(self) -> usize {
        self.request_bytes.saturating_sub(OVERHEAD_BYTES)
    }

    pub(super) fn slower(self) -> Self {
        Self::new(self.request_bytes / 2, self.pull_bytes / 2)
    }

    pub(super) fn faster(self) -> Self {
        Self::new(self.request_bytes.saturating_mul(2), self.pull_bytes.saturating_mul(2))
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

    #[test]
    fn a_pace_comes_down_to_one_batch_and_up_again() {
        let mut pace = Pace::default();
        let mut halvings = 0;
        while pace.slower() != pace {
            pace = pace.slower();
            halvings += 1;
        }
        assert_eq!((pace.request_bytes(), halvings), (REQUEST_BYTES_MIN, 5));
        for _ in 0..halvings {
            pace = pace.faster();
        }
        assert_eq!(pace, Pace::default());
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
