//! Reading a backup: what opens it, and its pieces in their order, each from whichever of its two places is sound.

use std::fs::File;
use std::path::{Path, PathBuf};

use journal::backup::{Lock, Record, number, open};
use journal::bundle::{Found, PartKind, Purpose};
use journal::limits::BUNDLE_BYTES_MAX;
use store::secret::Secret;

use super::lock::key_by;
use crate::{Code, Error, bundle};

/// The file is gone through at most so often; damage beyond that is given up piece by piece.
const PASSES_MAX: u32 = 64;

/// A backup that has not been opened.
pub(crate) struct Sealed {
    path: PathBuf,
    pub(crate) lock: Lock,
    /// Every byte is as it was written.
    pub(crate) whole: bool,
}

impl Sealed {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`Code::CannotRead`], [`Code::BadBackup`], [`Code::NewerFile`].
    pub(crate) fn at(path: &Path) -> Result<Self, Error> {
        let (mut lock, mut other) = (None, false);
        let ending = through(path, &mut |found| {
            match found {
                Found::Header(header) => other |= header.purpose != Purpose::Backup,
                Found::Part { kind: PartKind::Lock, content } => lock = lock.take().or(Lock::read(&content).ok()),
                Found::Part { .. } => {}
            }
            Ok(())
        })?;
        match lock.filter(|_| !other) {
            Some(lock) => Ok(Self { path: path.to_owned(), lock, whole: ending }),
            None => Err(Error::new(Code::BadBackup)),
        }
    }

    /// How long the file is.
    ///
    /// # Errors
    /// [`Code::CannotRead`].
    pub(crate) fn bytes(&self) -> Result<u64, Error> {
        std::fs::metadata(&self.path).map(|it| it.len()).map_err(|_| Error::new(Code::CannotRead))
    }

    /// The key, by a passphrase or a recovery code as it was typed.
    ///
    /// # Errors
    /// [`Code::WrongBackupSecret`].
    pub(crate) fn key_by(&self, typed: &str) -> Result<Secret, Error> {
        key_by(&self.lock, typed)
    }

    /// Hands over the records of each piece in order, and says how many pieces are lost: damaged in both places.
    /// `progress` hears how many pieces of how many are done.
    ///
    /// # Errors
    /// [`Code::WrongBackupSecret`] where not one opens; what `each` fails with.
    pub(crate) fn each(
        &self,
        key: &Secret,
        each: &mut dyn FnMut(u32, Vec<Record>) -> Result<(), Error>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<u32, Error> {
        let (lock, mut next, mut lost) = (&self.lock, 1_u32, 0_u32);
        for _ in 0..PASSES_MAX {
            let before = next;
            through(&self.path, &mut |found| {
                let Found::Part { kind: PartKind::Pack, content } = found else { return Ok(()) };
                if number(&content).ok() != Some(next) {
                    return Ok(());
                }
                let Ok(records) = open(key.expose(), &lock.id, &content) else { return Ok(()) };
                each(next, records)?;
                progress(next.into(), lock.packs.into());
                next = next.saturating_add(1);
                Ok(())
            })?;
            if next > lock.packs {
                return Ok(lost);
            }
            if next == before {
                (next, lost) = (next.saturating_add(1), lost.saturating_add(1));
            }
        }
        Ok(lost.saturating_add(lock.packs.saturating_add(1).saturating_sub(next)))
    }
}

/// Goes through a file once; says whether every byte is as it was written.
fn through(path: &Path, each: &mut dyn FnMut(Found) -> Result<(), Error>) -> Result<bool, Error> {
    let unread = |_| Error::new(Code::CannotRead);
    let known = std::fs::metadata(path).map_err(unread)?;
    if !known.is_file() {
        return Err(Error::new(Code::CannotRead));
    }
    if known.len() > BUNDLE_BYTES_MAX {
        return Err(Error::new(Code::BadBackup));
    }
    let mut file = File::open(path).map_err(unread)?;
    let ending = bundle::drain(&mut file, &mut |_| {}, each);
    let told = |error: Error| if error.code == Code::BadBundle { Error::new(Code::BadBackup) } else { error };
    Ok(ending.map_err(told)?.whole)
}
