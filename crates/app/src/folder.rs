//! Where things lie: the home folder, one folder per profile, and what is in it.

use std::io;
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::view::start::Profile;

/// The name of the application among others; the window uses the same.
const IDENTIFIER: &str = "vn.donghanh.desktop";
/// Longest note of the profile last used, in bytes.
const LAST_BYTES_MAX: u64 = 32;

/// The folder of one profile. Nothing in it is readable without a member's PIN.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A profile's folder under `home`.
    pub(crate) fn of(home: &Path, profile: Profile) -> Self {
        Self(home.join(name(profile)))
    }

    /// Where a profile is put together before it becomes one; what an interrupted try left there is removed.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn staging(home: &Path, profile: Profile) -> io::Result<Self> {
        let staging = home.join(format!("{}.new", name(profile)));
        remove(&staging)?;
        make(&staging)?;
        Ok(Self(staging))
    }

    /// Turns a finished staging folder into the profile, at once or not at all. A request to join that nobody has
    /// answered gives way.
    ///
    /// # Errors
    /// The disk refuses, or a profile lies there.
    pub(crate) fn settle(self, home: &Path, profile: Profile) -> io::Result<Self> {
        let settled = Self::of(home, profile);
        if !settled.is_set_up() {
            remove(&settled.0)?;
        }
        atomic::place(&self.0, &settled.0)?;
        Ok(settled)
    }

    /// The same where a profile lies already: it is kept beside its place, under a name with `stamp`. An interrupted try is
    /// put right by [`mend`].
    ///
    /// # Errors
    /// The disk refuses; the profile is as it was then.
    pub(crate) fn replace(self, home: &Path, profile: Profile, stamp: &str) -> io::Result<PathBuf> {
        let settled = Self::of(home, profile);
        atomic::place(&settled.0, &aside(home, profile))?;
        if let Err(error) = atomic::place(&self.0, &settled.0) {
            mend(home, profile, stamp);
            return Err(error);
        }
        mend(home, profile, stamp);
        Ok(home.join(kept(profile, stamp)))
    }

    /// Removes it with everything in it.
    pub(crate) fn discard(&self) {
        drop(remove(&self.0));
    }

    /// Where a backup is tried out; what an interrupted drill left is removed.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn drill(home: &Path) -> io::Result<Self> {
        let drill = home.join("drill");
        remove(&drill)?;
        make(&drill)?;
        Ok(Self(drill))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The file key, wrapped once per member.
    pub(crate) fn vault(&self) -> PathBuf {
        self.0.join("vault")
    }

    /// The encrypted database.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("data.db")
    }

    /// The keys of a laptop that has asked to join, wrapped by its member's PIN.
    pub(crate) fn join_vault(&self) -> PathBuf {
        self.0.join("join.vault")
    }

    /// The join request as it was written.
    pub(crate) fn join_request(&self) -> PathBuf {
        self.0.join("join.request")
    }

    /// The leader's answer, taken but not yet opened.
    pub(crate) fn join_answer(&self) -> PathBuf {
        self.0.join("join.answer")
    }

    /// What a recovery code opens: root key and sealing keys. To be copied to a new laptop where this one is lost.
    pub(crate) fn recovery_box(&self) -> PathBuf {
        self.0.join("recovery.box")
    }

    /// The key of this very file, sealed to the recovery code.
    pub(crate) fn recovery_key(&self) -> PathBuf {
        self.0.join("recovery.key")
    }

    /// Whether a commune is set up here.
    pub(crate) fn is_set_up(&self) -> bool {
        self.vault().is_file()
    }

    /// Whether this laptop waits to join.
    pub(crate) fn is_joining(&self) -> bool {
        !self.is_set_up() && self.join_request().is_file()
    }

    /// Makes the folder, for its owner only.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn make(&self) -> io::Result<()> {
        make(&self.0)
    }
}

/// Puts right what an interrupted replacement left: the old profile goes back where the new one did not come, else it is
/// kept under a name with `stamp`. What cannot be moved stays, and is tried again at the next start.
pub(crate) fn mend(home: &Path, profile: Profile, stamp: &str) {
    let (aside, settled) = (aside(home, profile), Folder::of(home, profile));
    if aside.is_dir() {
        let target = if settled.0.exists() { home.join(kept(profile, stamp)) } else { settled.0 };
        drop(atomic::place(&aside, &target));
    }
}

fn aside(home: &Path, profile: Profile) -> PathBuf {
    home.join(format!("{}.aside", name(profile)))
}

fn kept(profile: Profile, stamp: &str) -> String {
    format!("{}.before-{stamp}", name(profile))
}

/// Notes which profile was used last. Losing the note loses nothing, so a refusal is none.
pub(crate) fn remember(home: &Path, profile: Profile) {
    if make(home).is_ok() {
        drop(atomic::write(&home.join("profile"), name(profile).as_bytes()));
    }
}

/// The profile last used; else the one that is set up; else the commune.
pub(crate) fn last_used(home: &Path) -> Profile {
    let noted = atomic::read(&home.join("profile"), LAST_BYTES_MAX).unwrap_or_default();
    let noted = [Profile::Commune, Profile::Practice].into_iter().find(|it| name(*it).as_bytes() == noted);
    let only_practice =
        Folder::of(home, Profile::Practice).is_set_up() && !Folder::of(home, Profile::Commune).is_set_up();
    noted.unwrap_or(if only_practice { Profile::Practice } else { Profile::Commune })
}

/// Where the platform keeps an application's data: `DONGHANH_HOME` first, if set and not empty.
pub(crate) fn default_home() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("DONGHANH_HOME").or_else(|| platform_data().map(|data| data.join(IDENTIFIER)))
}

#[cfg(windows)]
fn platform_data() -> Option<PathBuf> {
    std::env::var_os("LOCALAPPDATA").map(PathBuf::from)
}

#[cfg(target_os = "macos")]
fn platform_data() -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join("Library/Application Support"))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn platform_data() -> Option<PathBuf> {
    let set = std::env::var_os("XDG_DATA_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    set.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")))
}

fn name(profile: Profile) -> &'static str {
    match profile {
        Profile::Practice => "practice",
        Profile::Commune => "commune",
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn make(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_last_used_is_remembered() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(last_used(home.path()), Profile::Commune);
        remember(home.path(), Profile::Practice);
        assert_eq!(last_used(home.path()), Profile::Practice);
    }

    #[test]
    fn an_interrupted_set_up_is_swept_away_and_a_finished_one_appears_at_once() {
        let home = tempfile::tempdir().unwrap();
        let staging = Folder::staging(home.path(), Profile::Commune).unwrap();
        std::fs::write(staging.vault(), b"half").unwrap();
        let staging = Folder::staging(home.path(), Profile::Commune).unwrap();
        assert!(!staging.vault().exists());
        std::fs::write(staging.vault(), b"whole").unwrap();
        let settled = staging.settle(home.path(), Profile::Commune).unwrap();
        assert!(settled.is_set_up());
    }
}
