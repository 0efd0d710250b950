//! How much of what is asked goes into one reply, the same for every database. Never here: SQL.

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::exchange::{Expected, Point as Drawn};
use journal::keys::DevicePublic;
use journal::limits::{REPLY_ITEMS_MAX, REPLY_RECEIPTS_MAX};
use journal::mutation::{Mutation, mutated};
use journal::receipt::LogId;

use super::ask::{Ask, Shown};

/// Where a pull begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Begin {
    /// Items after this position.
    pub from: u64,
    /// The cursor was of another log.
    pub log_reset: bool,
    /// At most so many bytes of items; 0: none.
    pub pull_bytes_max: usize,
}

impl Ask {
    /// Where the pull begins in a log that has `drawn` at the caller's mark. Whoever begins again drops what it held of
    /// the old log before it asks from the beginning.
    #[must_use]
    pub fn begin(&self, log_id: LogId, drawn: Option<Drawn>) -> Begin {
        let held = self.marked.is_some_and(|it| it.position >= self.cursor.position && Some(it.point) == drawn);
        let same = held || self.cursor.position == 0;
        let known = self.cursor.log == Some(log_id) && same;
        let log_reset = self.cursor.log.is_some() && !known;
        Begin {
            from: if known {
                self.cursor.position.saturating_add(u64::from(mutated(Mutation::CursorSkips)))
            } else {
                0
            },
            log_reset,
            pull_bytes_max: if log_reset { 0 } else { self.pull_bytes_max },
        }
    }

    /// Of these receipts those that are said.
    #[must_use]
    pub fn receipts_said(&self, mut receipts: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        receipts.retain(|receipt| Some(receipt) != self.known_receipt.as_ref());
        receipts.truncate(REPLY_RECEIPTS_MAX);
        receipts
    }
}

/// At most this many bytes of what is lacking in one reply, the last item of each device not counted.
const LACKING_BYTES_MAX: usize = 256 * 1024;
/// At most this many items of one device that lack.
pub const LACKING_ITEMS_MAX: u32 = 256;

impl Ask {
    /// The share of each device of which something is lacking: none waits for another's.
    #[must_use]
    pub fn lacking_share(&self) -> Portion {
        Portion::of(LACKING_BYTES_MAX.checked_div(self.lacking.len()).unwrap_or_default())
    }
}

/// What of ours is missing here, judged by whether the entry proven is held and by what is drawn at the mark.
#[must_use]
pub fn lost(shown: Shown, log_id: LogId, held: bool, drawn: Option<Drawn>) -> Option<LogId> {
    let entry = shown.proven.is_some_and(|proven| proven.log_id == log_id && !held);
    let position = shown.marked.is_some_and(|it| it.log == log_id && Some(it.point) != drawn);
    (entry || position).then_some(log_id)
}

/// The items of one reply: as many as fit, and one in any case, so that it goes on.
#[derive(Debug)]
pub struct Portion {
    left: usize,
    items: usize,
}

impl Portion {
    /// Room for so many bytes.
    #[must_use]
    pub const fn of(bytes_max: usize) -> Self {
        Self { left: bytes_max, items: 0 }
    }

    /// Whether the next item, of this length, goes in too.
    pub const fn takes(&mut self, length: usize) -> bool {
        let full = length > self.left || self.items >= REPLY_ITEMS_MAX;
        if full && self.items > 0 {
            return false;
        }
        self.left = self.left.saturating_sub(length);
        self.items = self.items.saturating_add(1);
        true
    }
}

/// The blobs of one reply: from the first wanted on, as many as fit.
#[derive(Debug)]
pub struct Room {
    left: usize,
}

impl Room {
    /// Room for so many bytes.
    #[must_use]
    pub const fn of(bytes_max: usize) -> Self {
        Self { left: bytes_max }
    }

    /// Whether the next blob, of this length, goes in too.
    pub const fn takes(&mut self, length: usize) -> bool {
        let fits = length <= self.left;
        self.left = self.left.saturating_sub(length);
        fits
    }
}

/// What comes next on a branch that ends at `end`; a device without entries is expected to begin.
#[must_use]
pub fn expected(commune: CommuneId, device: DeviceId, key: &DevicePublic, end: Option<(u64, EntryDigest)>) -> Expected {
    let (next_seq, head) =
        end.map_or_else(|| (1, key.beginning(commune)), |(up_to_seq, head)| (up_to_seq.saturating_add(1), head));
    Expected { device, next_seq, head }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portion_takes_one_item_whatever_its_length_and_then_what_fits() {
        let mut portion = Portion::of(10);
        assert_eq!([4, 6, 1].map(|length| portion.takes(length)), [true, true, false]);
        let mut tight = Portion::of(1);
        assert_eq!([50, 1].map(|length| tight.takes(length)), [true, false]);
    }

    #[test]
    fn room_takes_what_fits_to_the_last_byte() {
        let mut room = Room::of(10);
        assert_eq!([4, 6, 1].map(|length| room.takes(length)), [true, true, false]);
    }

    #[test]
    fn a_portion_takes_only_so_many_items() {
        let mut portion = Portion::of(usize::MAX);
        assert!((0..REPLY_ITEMS_MAX).all(|_| portion.takes(0)));
        assert!(!portion.takes(0));
    }
}
