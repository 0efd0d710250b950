//! The laptop's own secret, mixed into every PIN, so that a copied folder alone cannot be guessed at. It lies in the
//! operating system's key store; where there is none, in a file of the profile's folder with access for its owner only.
//! A small file in the folder says that it lies in the key store, and under which name.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::secret::{SECRET_BYTES, Secret};
use zeroize::Zeroizing;

use crate::failure::own_disk;
use crate::key_store::{KeyStore, KeyStoreError};
use crate::settings::Settings;
use crate::view::start::SecretKind;
use crate::{Code, Error, atomic, hex};

/// The newest note that this program writes and reads.
const NOTE_VERSION: u32 = 1;
/// Longest note, in bytes.
const NOTE_BYTES_MAX: u64 = 1024;
/// Bytes of a name in the key store: random, since one system user may have several folders of ours.
const NAME_BYTES: usize = 16;

/// A profile's folder, and the key store that its secret may lie in.
pub(crate) struct Keeper<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) keys: KeyStore,
}

/// Says that the secret lies in the key store. Without it the secret lies in its file.
#[derive(Serialize, Deserialize)]
struct Note {
    version: u32,
    /// Its name in the key store.
    #[serde(default)]
    key_store: String,
}

impl Keeper<'_> {
    /// Reads the secret.
    ///
    /// # Errors
    /// [`Code::KeyStoreClosed`] where it lies in a key store that gives nothing; [`Code::DamagedFile`] where it is gone.
    pub(crate) fn read(&self) -> Result<Secret, Error> {
        match self.note()? {
            Some(note) => self.keys.read(&note.key_store).map_err(closed),
            None => read_file(self.folder).map_err(|_| Error::new(Code::DamagedFile)),
        }
    }

    /// Reads the secret, or makes one where there is none.
    ///
    /// # Errors
    /// [`Code::KeyStoreClosed`], or the disk.
    pub(crate) fn read_or_make(&self, settings: &Settings) -> Result<Secret, Error> {
        if self.note()?.is_some() || file(self.folder).is_file() {
            return self.read();
        }
        let secret = Secret::random(&mut settings.filler());
        if !self.hand_over(&secret, settings)? {
            atomic::write(&file(self.folder), secret.expose()).map_err(|error| own_disk(&error))?;
        }
        Ok(secret)
    }

    /// Takes in the secret of a laptop that is restored here, into a folder that has none.
    ///
    /// # Errors
    /// The disk.
    pub(crate) fn take_in(&self, secret: &Secret, settings: &Settings) -> Result<(), Error> {
        if self.hand_over(secret, settings)? {
            return Ok(());
        }
        atomic::write(&file(self.folder), secret.expose()).map_err(|error| own_disk(&error))
    }

    /// Moves a secret from its file into the key store, where there is one by now. The file goes last: ending the
    /// program in between loses nothing.
    ///
    /// # Errors
    /// The disk; the secret lies where it lay then.
    pub(crate) fn move_in(&self, settings: &Settings) -> Result<(), Error> {
        if self.note()?.is_none() && self.keys.is_there() {
            self.hand_over(&self.read()?, settings)?;
        }
        if self.note()?.is_some() { discard(&file(self.folder)) } else { Ok(()) }
    }

    /// What a member must choose here: a PIN only where the key store holds, or will hold, the secret.
    ///
    /// # Errors
    /// A note that cannot be read.
    pub(crate) fn kind(&self) -> Result<SecretKind, Error> {
        let safe = self.note()?.is_some() || self.keys.is_there();
        Ok(if safe { SecretKind::Pin } else { SecretKind::Passphrase })
    }

    /// Takes the secret out of the key store, of a folder that is given up. What cannot be taken out says nothing without
    /// the folder.
    pub(crate) fn forget(&self) {
        if let Ok(Some(note)) = self.note() {
            drop(self.keys.forget(&note.key_store));
        }
    }

    /// Puts a secret into the key store and notes it; false where that refuses.
    fn hand_over(&self, secret: &Secret, settings: &Settings) -> Result<bool, Error> {
        if !self.keys.is_there() {
            return Ok(false);
        }
        let name = hex::encode(&settings.random::<NAME_BYTES>());
        if self.keys.keep(&name, secret).is_err() {
            return Ok(false);
        }
        let note = Note { version: NOTE_VERSION, key_store: name };
        let noted = serde_json::to_vec(&note).map_err(io::Error::from).and_then(|it| atomic::write(&self.path(), &it));
        noted.map(|()| true).map_err(|error| own_disk(&error))
    }

    fn note(&self) -> Result<Option<Note>, Error> {
        let bytes = match atomic::read(&self.path(), NOTE_BYTES_MAX) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| own_disk(&error))?,
        };
        let note: Note = serde_json::from_slice(&bytes).map_err(|_| Error::new(Code::DamagedFile))?;
        if note.version > NOTE_VERSION { Err(Error::new(Code::NewerFile)) } else { Ok(Some(note)) }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("device.key-store")
    }
}

/// What the person does is the same whether the key store is shut, another user's or empty.
fn closed(error: KeyStoreError) -> Error {
    match error {
        KeyStoreError::Closed => Error::passing(Code::KeyStoreClosed),
        KeyStoreError::Missing | KeyStoreError::Damaged => Error::new(Code::KeyStoreClosed),
    }
}

fn read_file(folder: &Path) -> io::Result<Secret> {
    let length = u64::try_from(SECRET_BYTES).unwrap_or(u64::MAX);
    let bytes = Zeroizing::new(atomic::read(&file(folder), length)?);
    <[u8; SECRET_BYTES]>::try_from(bytes.as_slice()).map(Secret::new).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn discard(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(own_disk(&error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("device.secret")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Place {
        folder: tempfile::TempDir,
        settings: Settings,
    }

    impl Place {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().unwrap(), settings: Settings::default() }
        }

        fn keeper(&self, keys: &KeyStore) -> Keeper<'_> {
            Keeper { folder: self.folder.path(), keys: keys.clone() }
        }

        fn has_file(&self) -> bool {
            file(self.folder.path()).is_file()
        }
    }

    #[test]
    fn a_laptop_keeps_one_secret_in_either_place() {
        for (keys, kind) in [(KeyStore::none(), SecretKind::Passphrase), (KeyStore::in_memory(), SecretKind::Pin)] {
            let place = Place::new();
            let keeper = place.keeper(&keys);
            assert_eq!(keeper.read().unwrap_err().code, Code::DamagedFile);
            let made = keeper.read_or_make(&place.settings).unwrap();
            assert_eq!(keeper.read_or_make(&place.settings).unwrap(), made);
            assert_eq!(keeper.read().unwrap(), made);
            assert_eq!((keeper.kind().unwrap(), place.has_file()), (kind, kind == SecretKind::Passphrase));
        }
    }

    #[test]
    fn a_secret_moves_from_its_file_into_a_key_store_that_came_later() {
        let (place, keys) = (Place::new(), KeyStore::in_memory());
        let secret = place.keeper(&KeyStore::none()).read_or_make(&place.settings).unwrap();
        let keeper = place.keeper(&keys);
        assert_eq!(keeper.read().unwrap(), secret);
        keeper.move_in(&place.settings).unwrap();
        assert!(!place.has_file());
        assert_eq!(keeper.read().unwrap(), secret);
    }

    #[test]
    fn ended_between_the_note_and_the_file_it_goes_on_where_it_was() {
        let (place, keys) = (Place::new(), KeyStore::in_memory());
        let keeper = place.keeper(&keys);
        let secret = keeper.read_or_make(&place.settings).unwrap();
        atomic::write(&file(place.folder.path()), secret.expose()).unwrap();
        assert_eq!(keeper.read().unwrap(), secret);
        keeper.move_in(&place.settings).unwrap();
        assert!(!place.has_file());
        assert_eq!(keeper.read().unwrap(), secret);
    }

    #[test]
    fn a_key_store_that_is_shut_or_empty_is_told_and_nothing_is_made_anew() {
        let place = Place::new();
        place.keeper(&KeyStore::in_memory()).read_or_make(&place.settings).unwrap();
        for (keys, retry) in [(KeyStore::none(), true), (KeyStore::in_memory(), false)] {
            let error = place.keeper(&keys).read_or_make(&place.settings).unwrap_err();
            assert_eq!((error.code, error.retry), (Code::KeyStoreClosed, retry));
        }
        assert!(!place.has_file());
    }

    #[test]
    fn a_note_of_a_newer_program_is_not_guessed_at() {
        let (place, keys) = (Place::new(), KeyStore::none());
        let keeper = place.keeper(&keys);
        std::fs::write(keeper.path(), br#"{"version":2,"key_store":"x"}"#).unwrap();
        assert_eq!(keeper.read().unwrap_err().code, Code::NewerFile);
        std::fs::write(keeper.path(), b"{").unwrap();
        assert_eq!(keeper.read().unwrap_err().code, Code::DamagedFile);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_its_owner_reads_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new();
        place.keeper(&KeyStore::none()).read_or_make(&place.settings).unwrap();
        let mode = file(place.folder.path()).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
