//! The vault file on the disk: read bounded, replaced whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{VAULT_BYTES_MAX, VaultError};

/// Reads the whole file, at most [`VAULT_BYTES_MAX`].
pub(super) fn read(path: &Path) -> Result<Vec<u8>, VaultError> {
    let file = File::open(path).map_err(|error| match error.kind() == io::ErrorKind::NotFound {
        true => VaultError::Missing,
        false => VaultError::Io(error),
    })?;
    let mut bytes = Vec::new();
    file.take(VAULT_BYTES_MAX.saturating_add(1)).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()).is_ok_and(|len| len <= VAULT_BYTES_MAX) {
        true => Ok(bytes),
        false => Err(VaultError::Damaged),
    }
}

/// Writes a neighbour, makes it durable, renames it over the file, makes the rename durable.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let neighbour = neighbour(path);
    write_new(&neighbour, bytes)?;
    std::fs::rename(&neighbour, path)?;
    sync_folder(path)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn neighbour(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// Windows makes a rename durable by itself and cannot open folders.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => File::open(".")?.sync_all(),
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
