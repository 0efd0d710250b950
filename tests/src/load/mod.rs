//! Load: the release server as a process of its own, over loopback, and many laptops at once with real batches. Each story
//! is told on either backend; whatever a receipt proved must be there at the end.

mod caller;
pub(crate) mod fill;
pub(crate) mod fleet;
mod place;
mod stories;

use anyhow::{Result, bail};

pub use place::Backend;

use crate::bench::Figure;

/// More laptops than this are no commune's, and this program's memory.
pub const LAPTOPS_MAX: u32 = 1_000;
/// More entries of one laptop than this are no evening's.
pub const ENTRIES_MAX: usize = 100_000;

/// How much load.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Laptops that reconnect at once, ten of a commune.
    pub laptops: u32,
    /// Entries that each of them has to send.
    pub entries: usize,
}

impl Size {
    /// What the goals speak of.
    pub const FULL: Self = Self { laptops: 200, entries: 5_000 };

    /// Within its bounds.
    ///
    /// # Errors
    /// Out of bounds.
    pub fn checked(self) -> Result<Self> {
        if !(1..=LAPTOPS_MAX).contains(&self.laptops) || !(1..=ENTRIES_MAX).contains(&self.entries) {
            bail!("1 to {LAPTOPS_MAX} laptops, 1 to {ENTRIES_MAX} entries each");
        }
        Ok(self)
    }
}

/// Tells every story on a backend.
///
/// # Errors
/// Whatever is refused, lost, or does not start.
pub fn measure(backend: &Backend, size: Size) -> Result<Vec<Figure>> {
    let mut figures = stories::ingest(backend, size)?;
    figures.extend(stories::reconnect(backend, size)?);
    figures.extend(stories::kill(backend, size)?);
    Ok(figures)
}
