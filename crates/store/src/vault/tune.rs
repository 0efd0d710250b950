//! What unlocking may cost on a machine: as much memory as it can spare, since memory is what costs a thief with many
//! processors most, then as many passes as make it last. Pure: whoever calls measures.

use std::time::Duration;

use super::wrap::Cost;

/// Never less memory than this, however slow the machine; KiB.
pub const TUNED_MEMORY_KIB_MIN: u32 = 64 * 1024;
/// Never more than this, however large the machine; KiB.
pub const TUNED_MEMORY_KIB_MAX: u32 = 256 * 1024;
/// Never more than this part of the machine's memory, unless that were less than [`TUNED_MEMORY_KIB_MIN`].
pub const TUNED_MEMORY_SHARE: u64 = 8;
/// Never fewer passes, so that a machine that is busy while it is measured does not end with too little.
/// Source: RFC 9106, 4: three passes over 64 MiB where memory is scarce.
pub const TUNED_PASSES_MIN: u32 = 3;
/// Never more passes.
pub const TUNED_PASSES_MAX: u32 = 16;
/// Unlocking lasts at least this long, unless [`TUNED_PASSES_MAX`] is reached before.
pub const TUNED_LEAST: Duration = Duration::from_millis(500);
/// Unlocking lasts at most this long, unless the least memory and passes take longer.
pub const TUNED_MOST: Duration = Duration::from_secs(1);
/// What is aimed at.
const AIM: Duration = Duration::from_millis(750);
/// At most this many times the passes are corrected.
const CORRECTIONS_MAX: u32 = 3;

impl Cost {
    /// Chooses what unlocking costs. `ram_kib` is the machine's memory in KiB, none where it is not known; `measure` says
    /// how long a derivation takes, and is asked a few times.
    pub fn tuned(ram_kib: Option<u64>, mut measure: impl FnMut(Self) -> Duration) -> Self {
        let (mut cost, mut took) = roomiest(ram_kib, &mut measure);
        for _ in 0..CORRECTIONS_MAX {
            let next = cost.aimed(took);
            if (TUNED_LEAST..=TUNED_MOST).contains(&took) || next == cost {
                break;
            }
            (cost, took) = (next, measure(next));
        }
        cost
    }

    /// The same memory, with passes for the time aimed at, given how long this took.
    fn aimed(self, took: Duration) -> Self {
        let passes = u128::from(self.passes()).saturating_mul(AIM.as_micros()) / took.as_micros().max(1);
        let passes = u32::try_from(passes).unwrap_or(u32::MAX);
        self.with_passes(passes.clamp(TUNED_PASSES_MIN, TUNED_PASSES_MAX))
    }
}

/// The most memory over which the fewest passes do not last too long, and how long they do.
fn roomiest(ram_kib: Option<u64>, measure: &mut impl FnMut(Cost) -> Duration) -> (Cost, Duration) {
    let spare = ram_kib.map_or(0, |ram| ram / TUNED_MEMORY_SHARE);
    let mut memory_kib = TUNED_MEMORY_KIB_MAX;
    loop {
        let least = memory_kib <= TUNED_MEMORY_KIB_MIN;
        if least || u64::from(memory_kib) <= spare {
            let cost = Cost::DEFAULT.with_memory(memory_kib.max(TUNED_MEMORY_KIB_MIN)).with_passes(TUNED_PASSES_MIN);
            let took = measure(cost);
            if least || took <= TUNED_MOST {
                return (cost, took);
            }
        }
        memory_kib /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1024 * 1024;

    /// A machine that needs so many nanoseconds for a pass over one KiB.
    fn machine(nanoseconds: u64) -> impl Fn(Cost) -> Duration {
        move |cost| Duration::from_nanos(u64::from(cost.memory_kib()) * u64::from(cost.passes()) * nanoseconds)
    }

    fn chosen(ram_kib: Option<u64>, nanoseconds: u64) -> (u32, u32, Duration) {
        let cost = Cost::tuned(ram_kib, machine(nanoseconds));
        (cost.memory_kib() / 1024, cost.passes(), machine(nanoseconds)(cost))
    }

    #[test]
    fn each_machine_gets_what_it_can_bear() {
        let check = |ram_kib, nanoseconds, expected: (u32, u32)| {
            let (mebibytes, passes, _) = chosen(ram_kib, nanoseconds);
            assert_eq!((mebibytes, passes), expected, "{ram_kib:?} KiB, {nanoseconds} ns");
        };
        check(Some(16 * GIB), 600, (256, 4));
        check(Some(8 * GIB), 1_000, (256, 3));
        check(Some(4 * GIB), 2_500, (128, 3));
        check(Some(4 * GIB), 4_500, (64, 3));
        check(Some(GIB), 600, (128, 9));
        check(Some(GIB / 4), 600, (64, 16));
        check(None, 1_000, (64, 11));
    }

    #[test]
    fn it_lasts_as_long_as_it_should_or_stands_at_a_limit() {
        for nanoseconds in (100..20_000).step_by(37) {
            for ram_kib in [None, Some(GIB / 2), Some(2 * GIB), Some(64 * GIB)] {
                let (mebibytes, passes, took) = chosen(ram_kib, nanoseconds);
                let lasts = (TUNED_LEAST..=TUNED_MOST).contains(&took);
                let slowest = (mebibytes, passes) == (64, TUNED_PASSES_MIN) && took > TUNED_MOST;
                let quickest = passes == TUNED_PASSES_MAX && took < TUNED_LEAST;
                assert!(
                    lasts || slowest || quickest,
                    "{nanoseconds} ns, {ram_kib:?}: {mebibytes} MiB × {passes}, {took:?}"
                );
                let share = ram_kib.map_or(0, |ram| ram / TUNED_MEMORY_SHARE).max(u64::from(TUNED_MEMORY_KIB_MIN));
                assert!(u64::from(mebibytes) * 1024 <= share && (64..=256).contains(&mebibytes));
            }
        }
    }

    #[test]
    fn a_machine_that_cannot_be_measured_gets_the_least_and_is_asked_a_few_times_only() {
        for silly in [Duration::ZERO, Duration::MAX] {
            let mut asked = 0;
            let cost = Cost::tuned(Some(64 * GIB), |_| {
                asked += 1;
                silly
            });
            assert!(cost.memory_kib() >= TUNED_MEMORY_KIB_MIN && cost.passes() >= TUNED_PASSES_MIN);
            assert!(asked <= 6, "{asked}");
        }
    }
}
