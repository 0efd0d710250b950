//! Backups: written by hand or by themselves, tried out, restored.

use std::path::{Path, PathBuf};

use super::start::status;
use super::sync::count;
use crate::backup::{self, KeptLock, Place, Restored, Sealed, Written, copies, make_second, notes, write_to};
use crate::failure::own_disk;
use crate::folder::{self, Folder};
use crate::form::bad;
use crate::role::May;
use crate::state::Open;
use crate::view::Words;
use crate::view::backup::{BackupView, BackupWrittenView, DrillView, RestoreForm, RestoredView};
use crate::view::start::{Profile, SecretKind};
use crate::{App, Code, Error, clock, keys, pin, words};

/// After so many days without a second copy the app asks for one, in ms.
const OVERDUE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

impl App {
    /// How backups stand here.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn backup_state(&self) -> Result<BackupView, Error> {
        let shared = &self.shared;
        self.reading(|open| backup_view(open, shared.home(), shared.settings.now_ms()))
    }

    /// A file name to suggest: no personal data in it.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn backup_name(&self) -> Result<String, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading(|open| Ok(backup::name(open, now_ms)))
    }

    /// Chooses the passphrase that opens this laptop's backups from now on.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn set_backup_passphrase(&self, passphrase: &str) -> Result<BackupView, Error> {
        self.of_a_commune()?;
        let passphrase = pin::new_pin(passphrase, SecretKind::Passphrase)?;
        let cost = self.shared.settings.new_cost(Profile::Commune);
        self.writing(|open, settings| {
            open.must(May::Log)?;
            KeptLock::choose(&mut open.store, &passphrase, cost, settings)
        })?;
        self.backup_state()
    }

    /// Chooses where second copies go; empty: beside the app's own files.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn choose_second_place(&self, folder: &str) -> Result<BackupView, Error> {
        self.of_a_commune()?;
        self.writing(|open, _| Place::choose(&mut open.store, folder))?;
        self.backup_state()
    }

    /// Writes a backup: whole, read back and checked, or not at all. `progress` hears how many pieces of how many.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn back_up(&self, path: &str, mut progress: impl FnMut(u64, u64)) -> Result<BackupWrittenView, Error> {
        self.reading(|_| Ok(()))?;
        let written = write_to(&self.shared, Path::new(path), &mut progress)?;
        Ok(written_view(Path::new(path), written))
    }

    /// Makes a second copy now.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn copy_now(&self, mut progress: impl FnMut(u64, u64)) -> Result<BackupWrittenView, Error> {
        self.reading(|_| Ok(()))?;
        let (path, written) = make_second(&self.shared, &mut progress)?;
        Ok(written_view(&path, written))
    }

    /// Restores a backup for nobody, in a folder that is removed afterwards: what would come back. An empty path means the
    /// newest second copy; with an empty `secret` the laptop's own key opens it.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn drill(&self, path: &str, secret: &str, mut progress: impl FnMut(u64, u64)) -> Result<DrillView, Error> {
        self.of_a_commune()?;
        let (path, kept) = self.reading(|open| Ok((self.to_try(open, path)?, KeptLock::read(&open.store)?)))?;
        let sealed = Sealed::at(&path)?;
        let key = match kept {
            Some(kept) if secret.trim().is_empty() => kept.key,
            Some(_) | None => sealed.key_by(secret)?,
        };
        let _alone = self.shared.backups();
        backup::must_fit(&sealed, self.shared.home(), &self.shared.settings)?;
        let folder = Folder::drill(self.shared.home()).map_err(|error| own_disk(&error))?;
        let drilled = backup::drill(&folder, &sealed, &key, &self.shared.settings, &mut progress);
        folder.discard();
        let (restored, checks) = drilled?;
        let holds = restored.lost == 0 && restored.waiting == 0 && checks.iter().all(|check| check.bad == 0);
        self.note_drill(holds)?;
        let first = Words::new(if holds { words::DRILL_HOLDS } else { words::DRILL_BROKEN });
        Ok(DrillView {
            path: path.display().to_string(),
            holds,
            words: std::iter::once(told(first, &restored)).chain(damage(&restored)).collect(),
            entries: count(restored.extent.entries),
            people: count(restored.extent.people),
        })
    }

    /// Restores a backup: the same members open it with the same PINs, and it goes on under a new identity. It appears
    /// whole or not at all; what lay here is kept aside.
    ///
    /// # Errors
    /// See [`crate::Code`]; then nothing has changed.
    pub fn restore(&self, form: &RestoreForm, mut progress: impl FnMut(u64, u64)) -> Result<RestoredView, Error> {
        let (shared, profile) = (&self.shared, Profile::Commune);
        let sealed = Sealed::at(Path::new(&form.path))?;
        let key = sealed.key_by(&form.secret)?;
        backup::must_fit(&sealed, shared.home(), &shared.settings)?;
        let mut state = shared.state();
        let replaces = shared.folder(profile).is_set_up();
        if replaces && !form.aside {
            return Err(Error::new(Code::AlreadySetUp));
        }
        state.let_go(shared);
        let staging = Folder::staging(shared.home(), profile).map_err(|error| own_disk(&error))?;
        let restored = backup::restore(&staging, &sealed, &key, &shared.settings, &mut progress).inspect_err(|_| {
            shared.settings.keeper(staging.path(), profile).forget();
            staging.discard();
        })?;
        let aside = if replaces {
            let stamp = shared.settings.now_ms().to_string();
            Some(staging.replace(shared.home(), profile, &stamp).map_err(|error| own_disk(&error))?)
        } else {
            staging.settle(shared.home(), profile).map_err(|error| own_disk(&error))?;
            None
        };
        state.profile = profile;
        folder::remember(shared.home(), profile);
        Ok(RestoredView {
            words: said(&restored, aside.as_deref()),
            entries: count(restored.extent.entries),
            people: count(restored.extent.people),
            status: status(&state, shared)?,
        })
    }

    /// The practice commune's people are synthetic, and its laptop is nobody's.
    fn of_a_commune(&self) -> Result<(), Error> {
        match self.shared.state().profile {
            Profile::Commune => Ok(()),
            Profile::Practice => Err(bad("practice")),
        }
    }

    fn to_try(&self, open: &Open, path: &str) -> Result<PathBuf, Error> {
        if !path.trim().is_empty() {
            return Ok(PathBuf::from(path));
        }
        let place = Place::of(&open.store, self.shared.home())?;
        copies(&open.store, &place.folder).pop().ok_or(Error::new(Code::NoBackup))
    }

    fn note_drill(&self, holds: bool) -> Result<(), Error> {
        let now_ms = self.shared.settings.now_ms();
        let mut state = self.shared.state();
        let open = state.at_work()?;
        let mut notes = notes(&open.store)?;
        notes.drilled = Some((now_ms, holds));
        notes.keep(&mut open.store)
    }
}

fn written_view(path: &Path, written: Written) -> BackupWrittenView {
    BackupWrittenView { path: path.display().to_string(), entries: count(written.entries), bytes: count(written.bytes) }
}

fn backup_view(open: &Open, home: &Path, now_ms: i64) -> Result<BackupView, Error> {
    let (notes, place) = (notes(&open.store)?, Place::of(&open.store, home)?);
    let has_passphrase = KeptLock::read(&open.store)?.is_some_and(|kept| kept.has_passphrase());
    let has_recovery = keys::recovery(&open.store)?.is_some();
    let age_ms = notes.last.map(|(at_ms, _)| now_ms.saturating_sub(at_ms));
    let overdue = age_ms.is_none_or(|age_ms| age_ms >= OVERDUE_MS);
    let opens = has_passphrase || has_recovery;
    let broken = notes.drilled.is_some_and(|(_, holds)| !holds);
    let mut said = Vec::new();
    said.extend((!opens).then(|| Words::new(words::BACKUP_UNLOCKED)));
    said.extend(notes.failed.is_some().then(|| Words::new(words::BACKUP_FAILED)));
    said.push(match notes.last {
        Some((at_ms, entries)) => at(Words::new(words::BACKUP_LAST), "", at_ms).with("entries", entries),
        None => Words::new(words::BACKUP_NEVER),
    });
    let days = age_ms.filter(|_| overdue).map(|age_ms| age_ms / (24 * 60 * 60 * 1000));
    said.extend(days.map(|days| Words::new(words::BACKUP_OVERDUE).with("days", days)));
    said.extend(place.is_on_own_disk().then(|| Words::new(words::BACKUP_SAME_DISK)));
    said.push(match &notes.drilled {
        Some((at_ms, true)) => at(Words::new(words::DRILL_LAST), "", *at_ms),
        Some((at_ms, false)) => at(Words::new(words::DRILL_LAST_BROKEN), "", *at_ms),
        None => Words::new(words::DRILL_NEVER),
    });
    Ok(BackupView {
        has_passphrase,
        has_recovery,
        copies: u32::try_from(copies(&open.store, &place.folder).len()).unwrap_or(u32::MAX),
        folder: place.folder.display().to_string(),
        chosen: place.chosen,
        words: said,
        needs_care: !opens || overdue || notes.failed.is_some() || broken,
        last: notes.last.map(|(at_ms, _)| clock::instant(at_ms)),
        drilled: notes.drilled.map(|(at_ms, _)| clock::instant(at_ms)),
    })
}

fn told(words: Words, restored: &Restored) -> Words {
    let words = words.with("entries", restored.extent.entries).with("people", restored.extent.people);
    let until_ms = restored.extent.last_wall_ms.unwrap_or(restored.made_at_ms);
    at(at(words, "until_", until_ms), "made_", restored.made_at_ms)
}

/// Names the day and the minute of an instant.
fn at(words: Words, name: &str, ms: i64) -> Words {
    let instant = clock::instant(ms);
    let minute = instant.get(11..16).unwrap_or_default().to_owned();
    words.with(&format!("{name}day"), clock::iso(clock::day_of(ms))).with(&format!("{name}time"), minute)
}

fn said(restored: &Restored, aside: Option<&Path>) -> Vec<Words> {
    let mut said = vec![told(Words::new(words::RESTORED), restored), Words::new(words::RESTORED_IDENTITY)];
    said.extend(damage(restored));
    said.extend(aside.map(|folder| Words::new(words::RESTORED_ASIDE).with("folder", folder.display())));
    said
}

fn damage(restored: &Restored) -> Vec<Words> {
    let mended = restored.damaged && restored.lost == 0;
    let mut said: Vec<Words> = mended.then(|| Words::new(words::BACKUP_MENDED)).into_iter().collect();
    said.extend((restored.lost > 0).then(|| Words::new(words::BACKUP_LOST).with("count", restored.lost)));
    said.extend((restored.waiting > 0).then(|| Words::new(words::BACKUP_WAITING).with("count", restored.waiting)));
    said
}
