//! The file of the key that signs receipts: made once, atomically, readable by its owner alone.
//! Never here: what is signed with it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::hex;

const MAGIC: &str = "dong-hanh receipt key v1";
/// A key file is at most this long.
const KEY_FILE_BYTES_MAX: u64 = 256;

/// Thirty-two secret bytes, wiped when dropped.
pub type Seed = Zeroizing<[u8; 32]>;

/// Why there is no key to sign receipts with.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("the key file {path} cannot be read or made")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// There is no file, and there should be.
    #[error("the key file {0} is missing; put back the one that the receipts of this database were signed with")]
    Missing(PathBuf),
    /// The file holds something else.
    #[error("{0} is not a receipt key file")]
    NotAKey(PathBuf),
    /// Others than the owner may read it.
    #[error("others may read {0}; make it private (chmod 600) or, if it was read, replace it")]
    NotPrivate(PathBuf),
    /// No random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[source] getrandom::Error),
}

/// Reads the key, making it first where there is none. Two that start at once read the same key.
///
/// # Errors
/// See [`KeyError`].
pub fn load_or_create(path: &Path) -> Result<Seed, KeyError> {
    match load(path) {
        Err(KeyError::Missing(_)) => create(path).and_then(|()| load(path)),
        loaded => loaded,
    }
}

/// Reads the key that must be there.
///
/// # Errors
/// See [`KeyError`].
pub fn load(path: &Path) -> Result<Seed, KeyError> {
    let file = File::open(path).map_err(|source| open_error(path, source))?;
    if !is_private(&file).map_err(|source| io_error(path, source))? {
        return Err(KeyError::NotPrivate(path.into()));
    }
    let mut text = Zeroizing::new(String::new());
    file.take(KEY_FILE_BYTES_MAX).read_to_string(&mut text).map_err(|source| io_error(path, source))?;
    parse(&text).ok_or_else(|| KeyError::NotAKey(path.into()))
}

fn parse(text: &str) -> Option<Seed> {
    let secret = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.strip_suffix('\n')?;
    let bytes = Zeroizing::new(hex::decode(secret)?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

/// Writes beside the final name and links it there, which fails if another was quicker: that one's key counts.
fn create(path: &Path) -> Result<(), KeyError> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut()).map_err(KeyError::Random)?;
    let beside = path.with_extension(format!("new-{}", uuid::Uuid::now_v7()));
    let made = write_beside(&beside, &seed).and_then(|()| link(&beside, path));
    let removed = fs::remove_file(&beside);
    made.and(removed).map_err(|source| io_error(path, source))
}

fn write_beside(beside: &Path, seed: &Seed) -> io::Result<()> {
    let mut file = private_file(beside)?;
    let text = Zeroizing::new(format!("{MAGIC}\n{}\n", *Zeroizing::new(hex::encode(seed.as_ref()))));
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn link(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked.and_then(|()| sync_folder(path)),
    }
}

fn open_error(path: &Path, source: io::Error) -> KeyError {
    if source.kind() == io::ErrorKind::NotFound { KeyError::Missing(path.into()) } else { io_error(path, source) }
}

fn io_error(path: &Path, source: io::Error) -> KeyError {
    KeyError::Io { path: path.into(), source }
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn is_private(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn is_private(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// The name itself must survive a power cut: a receipt signed by a lost key proves nothing.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.key");
        let first = load_or_create(&path).unwrap();
        assert_eq!(first, load_or_create(&path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn two_that_start_at_once_sign_with_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.key");
        let keys: Vec<Seed> = std::thread::scope(|scope| {
            let started: Vec<_> = (0..8).map(|_| scope.spawn(|| load_or_create(&path).unwrap())).collect();
            started.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.key");
        load_or_create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(load_or_create(&path), Err(KeyError::NotPrivate(_))));
    }

    #[test]
    fn another_file_is_no_key_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.key");
        private_file(&path).unwrap().write_all(b"something else").unwrap();
        assert!(matches!(load_or_create(&path), Err(KeyError::NotAKey(_))));
        assert_eq!(fs::read(&path).unwrap(), b"something else");
    }
}
