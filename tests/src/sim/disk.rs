//! A disk that can lose its power, fill up, and forget what was never synced. The files lie on a real file system;
//! what of them would survive is kept beside them, change by change.
//! Never here: SQLite, which comes in through `vfs`; files that are written without it are taken as durable.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::random::Random;

/// What a sector holds at once: a write that is cut ends on such a bound.
const SECTOR_BYTES: usize = 512;

/// One party's disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Image>,
    steps: u64,
    cut_at: Option<u64>,
    off: bool,
    full: bool,
}

/// What would be there after a power cut, and what was written since.
#[derive(Debug, Default)]
struct Image {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

/// One change that was not synced.
#[derive(Clone, Debug)]
pub enum Change {
    /// Bytes at a place.
    Write(u64, Vec<u8>),
    /// A new length.
    Truncate(u64),
}

/// Why the disk did not do it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// There is no power any more.
    Off,
    /// There is no room.
    Full,
}

impl Disk {
    /// The disk of everything under `root`, with its power on.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(root: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(root)?;
        Ok(Self { root: root.canonicalize()?, state: Arc::default() })
    }

    /// Where it is mounted.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The power fails at the `after`-th step from now (a write, a truncation or a sync).
    pub fn cut_after(&self, after: u64) {
        let mut state = self.state();
        state.cut_at = Some(state.steps.saturating_add(after));
    }

    /// The power stays on.
    pub fn cut_never(&self) {
        self.state().cut_at = None;
    }

    /// Whether the power is off.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.state().off
    }

    /// The power fails now.
    pub fn cut_now(&self) {
        self.state().off = true;
    }

    /// The disk is full, or is not any more.
    pub fn fill_up(&self, full: bool) {
        self.state().full = full;
    }

    /// Steps so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.state().steps
    }

    /// Nothing is known of the files any more: they were put there by other hands.
    pub fn forget(&self) {
        *self.state() = State::default();
    }

    /// The power comes back: of what was not synced some changes are there, cut somewhere, and some are not.
    /// Nobody may have the files open.
    ///
    /// # Errors
    /// The real file system.
    pub fn come_back(&self, random: &Random) -> io::Result<()> {
        let mut state = self.state();
        for (path, image) in &state.files {
            if path.exists() {
                std::fs::write(path, image.survivor(random))?;
            }
            match std::fs::remove_file(shared_memory(path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        *state = State { steps: state.steps, ..State::default() };
        Ok(())
    }

    /// A file is opened; what it holds now is durable if it was not known.
    pub(super) fn opened(&self, path: &Path) {
        let mut state = self.state();
        if !state.files.contains_key(path) {
            let durable = std::fs::read(path).unwrap_or_default();
            state.files.insert(path.to_owned(), Image { durable, pending: Vec::new() });
        }
    }

    /// A file is removed; its name is gone at once.
    pub(super) fn removed(&self, path: &Path) -> Result<(), Refused> {
        self.step()?.files.remove(path);
        Ok(())
    }

    /// A file is changed.
    pub(super) fn changed(&self, path: &Path, change: Change) -> Result<(), Refused> {
        let mut state = self.step()?;
        if state.full && matches!(change, Change::Write(..)) {
            return Err(Refused::Full);
        }
        if let Some(image) = state.files.get_mut(path) {
            image.pending.push(change);
        }
        Ok(())
    }

    /// A file is synced.
    pub(super) fn synced(&self, path: &Path) -> Result<(), Refused> {
        let mut state = self.step()?;
        if let Some(image) = state.files.get_mut(path) {
            for change in std::mem::take(&mut image.pending) {
                change.apply(&mut image.durable);
            }
        }
        Ok(())
    }

    fn step(&self) -> Result<MutexGuard<'_, State>, Refused> {
        let mut state = self.state();
        state.steps = state.steps.saturating_add(1);
        state.off |= state.cut_at.is_some_and(|at| state.steps >= at);
        if state.off { Err(Refused::Off) } else { Ok(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Image {
    fn survivor(&self, random: &Random) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for change in &self.pending {
            match random.below(4) {
                0 | 1 => {}
                2 => change.clone().apply(&mut bytes),
                _ => change.torn(random).apply(&mut bytes),
            }
        }
        bytes
    }
}

impl Change {
    fn torn(&self, random: &Random) -> Self {
        match self {
            Self::Write(at, bytes) => {
                let sectors = u64::try_from(bytes.len() / SECTOR_BYTES).unwrap_or_default();
                let kept = usize::try_from(random.below(sectors.saturating_add(1))).unwrap_or_default();
                Self::Write(*at, bytes.iter().copied().take(kept.saturating_mul(SECTOR_BYTES)).collect())
            }
            Self::Truncate(length) => Self::Truncate(*length),
        }
    }

    fn apply(self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, written) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                let end = at.saturating_add(written.len());
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                if let Some(place) = bytes.get_mut(at..end) {
                    place.copy_from_slice(&written);
                }
            }
            Self::Truncate(length) => bytes.resize(usize::try_from(length).unwrap_or(usize::MAX), 0),
        }
    }
}

/// The file of a database that is no file: processes share memory by it.
fn shared_memory(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-shm");
    name.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail by panicking")]
    use super::*;

    #[test]
    fn what_was_synced_survives_and_what_was_not_may_not() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, path) = (Disk::new(folder.path()).unwrap(), folder.path().join("file"));
        std::fs::write(&path, b"old").unwrap();
        disk.opened(&path);
        disk.changed(&path, Change::Write(0, b"new".to_vec())).unwrap();
        disk.synced(&path).unwrap();
        disk.changed(&path, Change::Write(3, vec![7; 600])).unwrap();
        let mut lengths = std::collections::BTreeSet::new();
        for seed in 0..40 {
            let survivor = disk.state().files[&path].survivor(&Random::of(seed));
            assert!(survivor.starts_with(b"new"));
            lengths.insert(survivor.len());
        }
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [3, 515, 603], "nothing, one sector, all");
    }

    #[test]
    fn after_the_cut_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, path) = (Disk::new(folder.path()).unwrap(), folder.path().join("file"));
        disk.opened(&path);
        disk.cut_after(2);
        assert_eq!(disk.changed(&path, Change::Truncate(0)), Ok(()));
        assert_eq!(disk.synced(&path), Err(Refused::Off));
        assert!(disk.is_off());
    }
}
