//! The mutation check: with each deliberate bug switched on some seed must fail, and a checker say so.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};

use journal::mutation::{Mutation, switch};

use super::run;

/// A bug that no seed of so many finds counts as not caught.
const SEEDS_MAX: u64 = 150;

/// How a deliberate bug was caught, if it was.
#[derive(Clone, Debug)]
pub struct Caught {
    /// Which bug.
    pub mutation: Mutation,
    /// The first seed that failed, and who said what.
    pub by: Option<(u64, String)>,
}

impl fmt::Display for Caught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{:?}", self.mutation);
        match &self.by {
            Some((seed, how)) => write!(f, "{name:<20} seed {seed:<4} {how}"),
            None => write!(f, "{name:<20} NOT CAUGHT by {SEEDS_MAX} seeds"),
        }
    }
}

/// Switches each bug on in turn and lives until a seed fails. One process at a time: the switch is the program's.
pub fn mutants(base: &Path) -> impl Iterator<Item = Caught> + '_ {
    let caught = move |mutation: &Mutation| {
        switch(Some(*mutation));
        let by = first_failure(base);
        switch(None);
        Caught { mutation: *mutation, by }
    };
    Mutation::ALL.iter().map(caught)
}

/// The first failure found on all cores, and how.
fn first_failure(base: &Path) -> Option<(u64, String)> {
    let (next, found) = (AtomicU64::new(0), Mutex::new(None));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::SeqCst)).filter(|seed| *seed < SEEDS_MAX) {
                    if found.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
                        break;
                    }
                    if let Some(how) = failure(seed, base) {
                        found.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert((seed, how));
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn failure(seed: u64, base: &Path) -> Option<String> {
    match run(seed, u32::MAX, base) {
        Ok(run) => {
            let checkers: BTreeSet<String> = run.violations.iter().map(|it| format!("{:?}", it.checker)).collect();
            (!checkers.is_empty()).then(|| checkers.into_iter().collect::<Vec<_>>().join(", "))
        }
        Err(error) => Some(format!("an error: {error:#}")),
    }
}
