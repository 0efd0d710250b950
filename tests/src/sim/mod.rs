//! The deterministic simulation: the real app, store, journal and centre under a clock, network, disk and power that
//! one seed decides. Checkers that know nothing of the code under test judge what happened.

pub mod centre;
pub mod check;
pub mod disk;
pub mod event;
pub mod laptop;
#[cfg(feature = "mutations")]
pub mod mutants;
pub mod newer;
pub mod people;
pub mod random;
pub mod seeds;
pub mod vfs;
pub mod wire;
pub mod witness;
pub mod world;

use std::path::{Path, PathBuf};

use anyhow::Result;

use check::Violation;
use event::Trace;
use random::Random;
use world::{Plan, World};

/// In one of so many seeds the leader's laptop begins with a file of the first version of the program …
const OLDER_EVERY: u64 = 10;
/// … in those whose number ends so.
const OLDER: u64 = 3;

/// What came of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// What happened.
    pub trace: Trace,
    /// What should not have.
    pub violations: Vec<Violation>,
}

/// Where the files of runs lie: in memory where the system offers that.
#[must_use]
pub fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() }
}

/// One run of a seed, at most `steps` steps long, its files under `base`.
///
/// # Errors
/// Something that must not happen in any run.
pub fn run(seed: u64, steps: u32, base: &Path) -> Result<Run> {
    let folder = tempfile::Builder::new().prefix("simulation-").tempdir_in(base)?;
    let random = Random::of(seed);
    let drawn = Plan::draw(&random);
    // Said by the seed's number, so that what else seeds decide stays as it was.
    let older = seed.checked_rem(OLDER_EVERY) == Some(OLDER);
    let plan = Plan { steps: drawn.steps.min(steps), older, ..drawn };
    let trace = World::begin(folder.path(), &plan, random)?.live(&plan);
    let violations = check::all(&trace);
    Ok(Run { trace, violations })
}
