//! The second copy: made by itself at a second place, once a day when an evening is over, the newest few kept. A failure is
//! noted and told; nothing at the desk waits for it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::Store;

use super::lock::KeptLock;
use super::write::{Written, write_to};
use crate::failure::{bug, chosen_place, own_disk};
use crate::state::{Open, Shared};
use crate::view::start::Profile;
use crate::{Error, clock};

/// So many second copies of a laptop are kept.
pub(crate) const SECOND_COPIES_MAX: usize = 5;
/// A failed copy is tried again after so long, in ms.
const RETRY_MS: i64 = 60 * 60 * 1000;
/// A copy is made so long after the last one even while a session is open, in ms.
const STALE_MS: i64 = 24 * 60 * 60 * 1000;
/// At most so many files of a folder are looked at.
const FILES_MAX: usize = 10_000;
/// Under this name the store keeps the chosen folder.
const FOLDER: &str = "second-copy-folder";
/// Under this name the store keeps what became of copies and drills.
const NOTES: &str = "backup-notes";
/// What the names of backups begin and end with.
const PREFIX: &str = "donghanh-sao-luu_";
const ENDING: &str = ".dhs";

/// What became of copies and drills.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Notes {
    /// The newest second copy: when, ms since 1970 UTC, and how many entries of this laptop it holds.
    pub(crate) last: Option<(i64, u64)>,
    /// When a try failed since, and the key of the refusal.
    pub(crate) failed: Option<(i64, String)>,
    /// When a drill was done last, and whether everything held.
    pub(crate) drilled: Option<(i64, bool)>,
}

impl Notes {
    /// Keeps them.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn keep(&self, store: &mut Store) -> Result<(), Error> {
        let text = serde_json::to_string(self).map_err(|_| bug("backup-notes"))?;
        Ok(store.set_setting(NOTES, Some(&text))?)
    }
}

/// What became of copies and drills. Losing the note loses nothing.
///
/// # Errors
/// The file.
pub(crate) fn notes(store: &Store) -> Result<Notes, Error> {
    let text = store.setting(NOTES)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Where second copies go.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    pub(crate) chosen: bool,
    home: PathBuf,
}

impl Place {
    /// The chosen folder, else one beside the profiles: that helps against a damaged file, and not against a lost laptop.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn of(store: &Store, home: &Path) -> Result<Self, Error> {
        let chosen = store.setting(FOLDER)?.map(PathBuf::from);
        let beside = || home.join("second-copy");
        Ok(Self { chosen: chosen.is_some(), folder: chosen.unwrap_or_else(beside), home: home.to_owned() })
    }

    /// Chooses another folder, which must be there and take a file; an empty one turns back to the one beside the profiles.
    ///
    /// # Errors
    /// [`crate::Code::CannotWrite`].
    pub(crate) fn choose(store: &mut Store, folder: &str) -> Result<(), Error> {
        let folder = folder.trim();
        if folder.is_empty() {
            return Ok(store.set_setting(FOLDER, None)?);
        }
        let probe = Path::new(folder).join(".donghanh-try");
        crate::atomic::write(&probe, b"").map_err(|error| chosen_place(&error, &probe))?;
        crate::atomic::discard(&probe);
        Ok(store.set_setting(FOLDER, Some(folder))?)
    }

    /// Makes the folder beside the profiles; a chosen one that is away is away.
    fn make(&self) -> Result<(), Error> {
        if self.chosen {
            return Ok(());
        }
        std::fs::create_dir_all(&self.folder).map_err(|error| own_disk(&error))
    }

    /// Whether it lies on the laptop's own disk, as far as the system says so.
    pub(crate) fn is_on_own_disk(&self) -> bool {
        !self.chosen || same_disk(&self.folder, &self.home)
    }
}

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| std::fs::metadata(path).map(|it| it.dev()).ok();
    disk(one).is_some_and(|one| disk(other) == Some(one))
}

#[cfg(not(unix))]
fn same_disk(one: &Path, other: &Path) -> bool {
    let disk = |path: &Path| path.components().next().map(|it| it.as_os_str().to_ascii_uppercase());
    disk(one) == disk(other)
}

/// A file name for today's backup of this laptop; nothing personal in it.
pub(crate) fn name(open: &Open, now_ms: i64) -> String {
    format!("{PREFIX}{}_{}{ENDING}", clock::iso(clock::day_of(now_ms)), short(open.identity.device))
}

fn short(device: domain::ids::DeviceId) -> String {
    device.to_string().chars().take(8).collect()
}

/// This laptop's second copies in a folder, oldest first. A folder that is away has none.
pub(crate) fn copies(store: &Store, folder: &Path) -> Vec<PathBuf> {
    with_endings(&endings(store), folder)
}

/// What the names of this laptop's copies end with, under each identity that it had.
fn endings(store: &Store) -> Vec<String> {
    let now = store.identity().map(|it| it.device).into_iter();
    let devices = now.chain(store.formers().iter().map(|it| it.device));
    devices.map(|device| format!("_{}{ENDING}", short(device))).collect()
}

fn with_endings(own: &[String], folder: &Path) -> Vec<PathBuf> {
    let is_own = |name: &str| name.starts_with(PREFIX) && own.iter().any(|ending| name.ends_with(ending));
    let files = std::fs::read_dir(folder).into_iter().flatten().take(FILES_MAX).filter_map(Result::ok);
    let mut found: Vec<PathBuf> =
        files.filter(|file| file.file_name().to_str().is_some_and(is_own)).map(|file| file.path()).collect();
    found.sort();
    found
}

/// Makes a second copy if one is due; says whether something was tried.
pub(crate) fn make_if_due(shared: &Shared) -> bool {
    let due = {
        let state = shared.state();
        state.profile == Profile::Commune
            // A file that cannot be asked is told where it is worked with.
            && state.open.as_ref().is_some_and(|open| is_due(open, shared).unwrap_or(false))
    };
    if due {
        // How it ended is noted, and told in the settings.
        drop(make_second(shared, &mut |_, _| {}));
    }
    due
}

fn is_due(open: &Open, shared: &Shared) -> Result<bool, Error> {
    let (now_ms, notes) = (shared.settings.now_ms(), notes(&open.store)?);
    let waits = notes.failed.is_some_and(|(at_ms, _)| (0..RETRY_MS).contains(&now_ms.saturating_sub(at_ms)));
    let today = notes.last.is_some_and(|(at_ms, _)| clock::day_of(at_ms) == clock::day_of(now_ms));
    if waits || today {
        return Ok(false);
    }
    let saved = open.store.outbox_counts()?.saved;
    let wanted = match notes.last {
        None => saved > 0,
        Some((_, entries)) if saved == entries => false,
        Some((last_ms, _)) => open.desk_session()?.is_none() || now_ms.saturating_sub(last_ms) >= STALE_MS,
    };
    let opens = || Ok(KeptLock::read(&open.store)?.is_some() || crate::keys::recovery(&open.store)?.is_some());
    if wanted { opens() } else { Ok(false) }
}

/// Makes a second copy now, and lets go of the oldest beyond [`SECOND_COPIES_MAX`]. How it ended is noted.
///
/// # Errors
/// As [`write_to`]; the earlier copies are as they were.
pub(crate) fn make_second(shared: &Shared, progress: &mut dyn FnMut(u64, u64)) -> Result<(PathBuf, Written), Error> {
    let (place, name, saved) = {
        let mut state = shared.state();
        let open = state.held()?;
        let name = name(open, shared.settings.now_ms());
        (Place::of(&open.store, shared.home())?, name, open.store.outbox_counts()?.saved)
    };
    let path = place.folder.join(name);
    let written = place.make().and_then(|()| write_to(shared, &path, progress));
    note(shared, &written, saved)?;
    let written = written?;
    rotate(shared, &path);
    Ok((path, written))
}

fn note(shared: &Shared, written: &Result<Written, Error>, saved: u64) -> Result<(), Error> {
    let mut state = shared.state();
    let open = state.held()?;
    let mut notes = notes(&open.store)?;
    match written {
        Ok(written) => (notes.last, notes.failed) = (Some((written.at_ms, saved)), None),
        Err(error) => notes.failed = Some((shared.settings.now_ms(), error.code.key().to_owned())),
    }
    notes.keep(&mut open.store)
}

/// A copy that cannot be removed stays; it is tried again the next time. Nobody waits meanwhile: a stick may be slow.
fn rotate(shared: &Shared, newest: &Path) {
    let endings = shared.state().open.as_ref().map(|open| endings(&open.store)).unwrap_or_default();
    let found = with_endings(&endings, newest.parent().unwrap_or(newest));
    let beyond = found.len().saturating_sub(SECOND_COPIES_MAX);
    for old in found.iter().take(beyond).filter(|old| *old != newest) {
        drop(std::fs::remove_file(old));
    }
}
