//! The laptop's own secret, mixed into every PIN, so that a copied vault alone cannot be guessed at. It lies in the
//! profile's folder with access for its owner only; the system's key store takes its place behind these two functions.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use store::secret::{SECRET_BYTES, Secret};

use crate::settings::Settings;

/// Reads the secret of a profile.
///
/// # Errors
/// Missing, of another length, or the disk refuses.
pub(crate) fn read(folder: &Path) -> io::Result<Secret> {
    let mut bytes = [0; SECRET_BYTES];
    File::open(file(folder))?.read_exact(&mut bytes)?;
    Ok(Secret::new(bytes))
}

/// Reads the secret, or makes one where there is none.
///
/// # Errors
/// The disk refuses.
pub(crate) fn read_or_make(folder: &Path, settings: &Settings) -> io::Result<Secret> {
    match read(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(folder, settings),
        read => read,
    }
}

fn make(folder: &Path, settings: &Settings) -> io::Result<Secret> {
    let secret = Secret::random(&mut settings.filler());
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file(folder))?;
    file.write_all(secret.expose())?;
    file.sync_all()?;
    Ok(secret)
}

fn file(folder: &Path) -> PathBuf {
    folder.join("device.secret")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laptop_keeps_one_secret() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::default();
        assert_eq!(read(folder.path()).unwrap_err().kind(), io::ErrorKind::NotFound);
        let made = read_or_make(folder.path(), &settings).unwrap();
        assert_eq!(read_or_make(folder.path(), &settings).unwrap(), made);
        assert_eq!(read(folder.path()).unwrap(), made);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        read_or_make(folder.path(), &Settings::default()).unwrap();
        let mode = file(folder.path()).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
