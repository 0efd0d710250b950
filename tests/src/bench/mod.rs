//! What the program costs, each figure beside a reference that does the same barely, in the same run and by turns.
//! Counts (commits, pages, requests, bytes, CPU) before wall time, which is noisy.

mod bare;
mod chain;
pub(crate) mod cost;
mod desk;
mod figure;
mod home;
pub(crate) mod push;
pub(crate) mod reference;
mod save;
mod search;
mod size;
mod start;
mod sync;
mod wal;
mod xlsx;

use anyhow::{Error, Result, bail};

pub use figure::{Figure, Goal, table};

/// How much is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// What the goals speak of.
    Full,
    /// A fraction of it, to see that the measuring works; its ratios mean little.
    Quick,
}

impl Scale {
    /// One of two sizes.
    const fn of<T: Copy>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

type Measure = fn(Scale) -> Result<Vec<Figure>>;

/// Every group of figures, by the name that `--only` takes, the most worth first.
const GROUPS: [(&str, Measure); 10] = [
    ("save", save::measure),
    ("bytes", reference::measure),
    ("chain", chain::measure),
    ("sync", sync::measure),
    ("push", push::measure),
    ("search", search::measure),
    ("start", start::measure),
    ("desk", desk::measure),
    ("xlsx", xlsx::measure),
    ("size", size::measure),
];

/// The names of the groups, in the order they are measured.
pub fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.into_iter().map(|(name, _)| name)
}

/// What came of measuring.
#[derive(Default)]
pub struct Measured {
    /// What could be measured.
    pub figures: Vec<Figure>,
    /// The groups that could not, and why; they cost the others nothing.
    pub failed: Vec<(&'static str, Error)>,
}

/// Measures one group, or all.
///
/// # Errors
/// An unknown name.
pub fn measure(only: Option<&str>, scale: Scale) -> Result<Measured> {
    let mut measured = Measured::default();
    for (name, measure) in GROUPS.into_iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        match measure(scale) {
            Ok(figures) => measured.figures.extend(figures),
            Err(error) => measured.failed.push((name, error)),
        }
    }
    if measured.figures.is_empty() && measured.failed.is_empty() {
        bail!("nothing has this name; there are: {}", names().collect::<Vec<_>>().join(" "));
    }
    Ok(measured)
}
