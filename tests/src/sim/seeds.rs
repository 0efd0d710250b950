//! Many seeds, on all cores, each twice; and for those that fail the smallest beginning that does.

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::check::Violation;
use super::{Run, memory, run};

/// At most this many failures are told; the others are counted.
const FAILURES_TOLD_MAX: usize = 10;
/// At most this many steps are tried to shrink a failure.
const STEPS_MAX: u32 = 1_000;

/// Which seeds.
#[derive(Clone, Debug)]
pub struct Seeds {
    /// The first.
    pub from: u64,
    /// How many.
    pub count: u64,
    /// Where their files lie.
    pub base: PathBuf,
}

impl Default for Seeds {
    fn default() -> Self {
        Self { from: 0, count: 1_000, base: memory() }
    }
}

/// A seed that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Which.
    pub seed: u64,
    /// The smallest number of steps after which it fails.
    pub steps: u32,
    /// How, in that many steps.
    pub how: Vec<String>,
}

/// What came of many seeds.
#[derive(Clone, Debug)]
pub struct Report {
    seeds: u64,
    took: Duration,
    failures: Vec<Failure>,
}

impl Report {
    /// Whether none failed.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.failures.is_empty()
    }

    /// Those that did.
    #[must_use]
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        let millis = u32::try_from(self.seeds).map_or(0.0, |seeds| f64::from(seeds) / seconds.max(0.001));
        writeln!(f, "{} seeds twice in {seconds:.1} s: {millis:.1} a second", self.seeds)?;
        for failure in self.failures.iter().take(FAILURES_TOLD_MAX) {
            writeln!(f, "seed {} fails after {} steps:", failure.seed, failure.steps)?;
            failure.how.iter().take(6).try_for_each(|how| writeln!(f, "    {how}"))?;
        }
        write!(f, "{} failed", self.failures.len())
    }
}

/// Lives through many seeds.
#[must_use]
pub fn many(seeds: &Seeds) -> Report {
    let (next, failures, began) = (AtomicU64::new(0), Mutex::new(Vec::new()), Instant::now());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= seeds.count {
                        break;
                    }
                    let failure = failure(seeds.from.wrapping_add(number), seeds);
                    failures.lock().unwrap_or_else(PoisonError::into_inner).extend(failure);
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    failures.sort_by_key(|failure: &Failure| failure.seed);
    Report { seeds: seeds.count, took: began.elapsed(), failures }
}

/// How a seed fails, if it does: in what the checkers find, in an error, or by going otherwise the second time.
fn failure(seed: u64, seeds: &Seeds) -> Option<Failure> {
    faults(seed, u32::MAX, seeds)?;
    let shrunk = (0..STEPS_MAX).find_map(|steps| Some((steps, faults(seed, steps, seeds)?)));
    shrunk.map(|(steps, how)| Failure { seed, steps, how })
}

fn faults(seed: u64, steps: u32, seeds: &Seeds) -> Option<Vec<String>> {
    let (first, second) = (run(seed, steps, &seeds.base), run(seed, steps, &seeds.base));
    let how = described(first, second);
    (!how.is_empty()).then_some(how)
}

fn described(first: Result<Run>, second: Result<Run>) -> Vec<String> {
    match (first, second) {
        (Ok(first), Ok(second)) => {
            let mut how: Vec<String> = first.violations.iter().map(told).collect();
            if first.trace.digest() != second.trace.digest() {
                let same = first.trace.0.iter().zip(&second.trace.0).take_while(|(a, b)| a == b).count();
                let other = first.trace.0.get(same);
                how.push(format!("the second time it went otherwise from event {same} on: {other:?}"));
            }
            how
        }
        (Err(error), _) | (Ok(_), Err(error)) => vec![format!("{error:#}")],
    }
}

fn told(violation: &Violation) -> String {
    format!("{:?}: {}", violation.checker, violation.what)
}
