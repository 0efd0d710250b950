//! Files that are whole or not there: written beside their place, made durable, then renamed into it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Reads a file of at most `bytes_max`.
///
/// # Errors
/// Missing, unreadable, or longer ([`io::ErrorKind::FileTooLarge`]).
pub(crate) fn read(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()).is_ok_and(|len| len <= bytes_max) {
        true => Ok(bytes),
        false => Err(io::ErrorKind::FileTooLarge.into()),
    }
}

/// Replaces a file by these bytes, whole or not at all.
///
/// # Errors
/// The disk refuses; the file is as it was then.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let neighbour = neighbour(path);
    let written = write_new(&neighbour, bytes).and_then(|()| place(&neighbour, path));
    if written.is_err() {
        discard(&neighbour);
    }
    written
}

/// Puts a finished neighbour into its place and makes the change durable.
///
/// # Errors
/// The disk refuses.
pub(crate) fn place(neighbour: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(neighbour, path)?;
    sync_folder(path)
}

/// Where a file is written before it is whole: the same folder, a hidden name.
pub(crate) fn neighbour(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}

/// Removes a half-written neighbour; that it may be gone already changes nothing.
pub(crate) fn discard(neighbour: &Path) {
    drop(std::fs::remove_file(neighbour));
}

/// An empty file of its owner's alone, for what is written bit by bit.
///
/// # Errors
/// The disk refuses.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Windows makes a rename durable by itself and cannot open folders.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        Some(_) | None => File::open(".")?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tệp");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(read(&path, 3).unwrap(), b"two");
        assert_eq!(read(&path, 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_refused_write_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("taken");
        std::fs::create_dir_all(target.join("inner")).unwrap();
        assert!(write(&target, b"bytes").is_err(), "a folder stands in the way");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
