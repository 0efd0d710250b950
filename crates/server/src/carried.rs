//! Bundles as files at the centre: read from a stick, and the return written beside its place, then renamed into it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use journal::limits::BUNDLE_BYTES_MAX;

use crate::centre::{Centre, Returned};
use crate::error::Refusal;

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;

/// Why a bundle was not taken in, or the return not written.
#[derive(Debug, thiserror::Error)]
pub enum CarriedError {
    /// The file cannot be read, or is no plain file.
    #[error("the bundle cannot be read")]
    Read(#[source] io::Error),
    /// Longer than any bundle.
    #[error("the file is longer than a bundle can be")]
    TooLong,
    /// The centre refused it.
    #[error("the bundle was not taken in")]
    Refused(#[source] Refusal),
    /// Everything was taken in; the same again writes the same return.
    #[error("the bundle was taken in, but the return cannot be written")]
    Write(#[source] io::Error),
}

impl Centre {
    /// Takes in the bundle in `file` and writes the return to `back`.
    ///
    /// # Errors
    /// See [`CarriedError`]; a repeat is welcome.
    pub async fn import_bundle(&self, file: &Path, back: &Path) -> Result<Returned, CarriedError> {
        let mut input = opened(file)?;
        let (mut intake, mut buffer) = (self.bundle(), vec![0; READ_BYTES]);
        loop {
            let read = input.read(&mut buffer).map_err(CarriedError::Read)?;
            if read == 0 {
                break;
            }
            intake.feed(buffer.get(..read).unwrap_or_default()).await.map_err(CarriedError::Refused)?;
        }
        let returned = intake.finish().await.map_err(CarriedError::Refused)?;
        write(back, &returned.bundle).map_err(CarriedError::Write)?;
        Ok(returned)
    }
}

/// A plain file of a bundle's length: a pipe or a device would be waited for, or never end.
fn opened(file: &Path) -> Result<File, CarriedError> {
    let known = std::fs::metadata(file).map_err(CarriedError::Read)?;
    if !known.is_file() {
        return Err(CarriedError::Read(io::ErrorKind::InvalidInput.into()));
    }
    if known.len() > BUNDLE_BYTES_MAX {
        return Err(CarriedError::TooLong);
    }
    File::open(file).map_err(CarriedError::Read)
}

/// Whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path)?;
    let written = write_new(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // That it may be gone already changes nothing.
        drop(std::fs::remove_file(&beside));
    }
    written.and_then(|()| sync_folder(path))
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    Ok(path.with_file_name(hidden))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Windows makes a rename durable by itself and cannot open folders.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
