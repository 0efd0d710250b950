//! What this machine can bear: its memory, and how long it takes to derive a key.

use std::time::{Duration, Instant};

use store::vault::Cost;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// What unlocking may cost here, found out by trying: half a second to a second.
pub(crate) fn bearable_cost() -> Cost {
    Cost::tuned(memory_kib(), |cost| {
        let begun = Instant::now();
        // What cannot be derived takes for ever: less is tried then.
        cost.rehearse().map_or(Duration::MAX, |()| begun.elapsed())
    })
}

/// The machine's memory in KiB, if the system says.
fn memory_kib() -> Option<u64> {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    System::new_with_specifics(memory).ok().map(|system| system.total_memory() / 1024).filter(|kib| *kib > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_says_how_much_memory_there_is() {
        let kib = memory_kib().unwrap();
        assert!((64 * 1024..1 << 36).contains(&kib), "{kib} KiB");
    }
}
