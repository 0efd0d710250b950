//! The operating system's key store: the Secret Service on Linux, the Credential Manager on Windows, what stands for
//! them in tests. It keeps one secret per laptop and commune. Never here: which secret, and where else it may lie.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use keyring_core::{CredentialStore, Entry, Error as StoreError, mock};
use store::secret::Secret;
use zeroize::Zeroizing;

use crate::hex;

/// The service that our entries stand under; the user's part is a random name.
const SERVICE: &str = "vn.donghanh.desktop";
/// A key store that does not say whether it is there within this time is not.
const PROBE_MAX: Duration = Duration::from_secs(5);
/// The system may ask the person to open the key store first; longer than this nobody waits.
const ANSWER_MAX: Duration = Duration::from_secs(90);

/// Why the key store gave or kept nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum KeyStoreError {
    /// There is none, it is closed, or it does not answer.
    #[error("the key store cannot be used")]
    Closed,
    /// It has no such secret.
    #[error("the key store has no such secret")]
    Missing,
    /// What it has is no secret of ours.
    #[error("the key store holds something else")]
    Damaged,
}

/// A key store, or none.
#[derive(Clone)]
pub struct KeyStore {
    source: Source,
    seen: Arc<Seen>,
}

/// What is known of it as long as the program runs.
#[derive(Default)]
struct Seen {
    answers: OnceLock<bool>,
    refused: AtomicBool,
}

#[derive(Clone)]
enum Source {
    None,
    System,
    Given(Arc<CredentialStore>),
}

impl KeyStore {
    /// No key store: secrets lie in files.
    #[must_use]
    pub fn none() -> Self {
        Self::of(Source::None)
    }

    /// The operating system's, if it has one.
    #[must_use]
    pub fn system() -> Self {
        Self::of(Source::System)
    }

    /// One that lives as long as its clones, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::of(mock::Store::new().map_or(Source::None, |store| Source::Given(store)))
    }

    fn of(source: Source) -> Self {
        Self { source, seen: Arc::default() }
    }

    /// Whether there is one that answers, and that has not refused to keep something. Asks the person nothing.
    pub(crate) fn is_there(&self) -> bool {
        let source = self.source.clone();
        let answers = self.seen.answers.get_or_init(|| within(PROBE_MAX, move || source.open()).is_ok());
        *answers && !self.seen.refused.load(Ordering::Relaxed)
    }

    /// Keeps a secret under a name, and reads it back: what is kept can be had again.
    ///
    /// # Errors
    /// [`KeyStoreError::Closed`]; what was kept under this name may be gone.
    pub(crate) fn keep(&self, name: &str, secret: &Secret) -> Result<(), KeyStoreError> {
        // As text: some key stores take no other bytes.
        let text = Zeroizing::new(hex::encode(secret.expose()));
        let kept = self.ask(name, move |entry| entry.set_password(&text)).and_then(|()| self.read(name));
        let kept = kept.is_ok_and(|kept| kept == *secret);
        self.seen.refused.store(!kept, Ordering::Relaxed);
        if kept { Ok(()) } else { Err(KeyStoreError::Closed) }
    }

    /// Reads a secret.
    ///
    /// # Errors
    /// See [`KeyStoreError`].
    pub(crate) fn read(&self, name: &str) -> Result<Secret, KeyStoreError> {
        let text = self.ask(name, |entry| entry.get_password().map(Zeroizing::new))?;
        hex::decode_fixed(&text).map(|bytes| Secret::new(*bytes)).ok_or(KeyStoreError::Damaged)
    }

    /// Forgets a secret; that it may be gone already changes nothing.
    ///
    /// # Errors
    /// [`KeyStoreError::Closed`].
    pub(crate) fn forget(&self, name: &str) -> Result<(), KeyStoreError> {
        match self.ask(name, Entry::delete_credential) {
            Err(KeyStoreError::Missing) => Ok(()),
            done => done,
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(&Entry) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, KeyStoreError> {
        let (source, name) = (self.source.clone(), name.to_owned());
        within(ANSWER_MAX, move || act(&source.open()?.build(SERVICE, &name, None)?))
    }
}

impl Source {
    /// Opened anew each time: it is asked once a day, and a connection kept open may be lost by then.
    fn open(&self) -> Result<Arc<CredentialStore>, StoreError> {
        match self {
            Self::None => Err(StoreError::NoDefaultStore),
            Self::System => system(),
            Self::Given(store) => Ok(Arc::clone(store)),
        }
    }
}

#[cfg(target_os = "linux")]
fn system() -> Result<Arc<CredentialStore>, StoreError> {
    zbus_secret_service_keyring_store::Store::new().map(|store| -> Arc<CredentialStore> { store })
}

#[cfg(windows)]
fn system() -> Result<Arc<CredentialStore>, StoreError> {
    windows_native_keyring_store::Store::new().map(|store| -> Arc<CredentialStore> { store })
}

#[cfg(not(any(target_os = "linux", windows)))]
fn system() -> Result<Arc<CredentialStore>, StoreError> {
    Err(StoreError::NoDefaultStore)
}

/// On a thread of its own, since nobody knows how long a key store takes; one that never answers is left alone.
fn within<T: Send + 'static>(
    limit: Duration,
    act: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, KeyStoreError> {
    let (done, waiting) = mpsc::sync_channel(1);
    // Whoever no longer waits needs no answer.
    let asking = move || drop(done.send(act().map_err(|error| cause(&error))));
    thread::Builder::new().name("key-store".to_owned()).spawn(asking).map_err(|_| KeyStoreError::Closed)?;
    waiting.recv_timeout(limit).unwrap_or(Err(KeyStoreError::Closed))
}

/// Its own words may name what lies in it, so they go no further.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library may add causes, and they all mean that it gives nothing"
)]
fn cause(error: &StoreError) -> KeyStoreError {
    match error {
        StoreError::NoEntry => KeyStoreError::Missing,
        StoreError::BadEncoding(_) | StoreError::BadDataFormat(..) | StoreError::Ambiguous(_) => KeyStoreError::Damaged,
        _ => KeyStoreError::Closed,
    }
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.source {
            Source::None => "KeyStore(none)",
            Source::System => "KeyStore(system)",
            Source::Given(_) => "KeyStore(given)",
        })
    }
}

#[cfg(test)]
mod tests {
    use store::secret::SECRET_BYTES;

    use super::*;

    #[test]
    fn a_secret_is_kept_read_and_forgotten() {
        let (keys, secret) = (KeyStore::in_memory(), Secret::new([0xA7; SECRET_BYTES]));
        assert_eq!(keys.read("one"), Err(KeyStoreError::Missing));
        keys.keep("one", &secret).unwrap();
        assert_eq!((keys.clone().read("one"), keys.read("two")), (Ok(secret), Err(KeyStoreError::Missing)));
        keys.forget("one").unwrap();
        keys.forget("one").unwrap();
        assert_eq!(keys.read("one"), Err(KeyStoreError::Missing));
    }

    #[test]
    fn without_a_key_store_nothing_is_kept() {
        let keys = KeyStore::none();
        assert!(!keys.is_there());
        assert_eq!(keys.keep("one", &Secret::new([1; SECRET_BYTES])), Err(KeyStoreError::Closed));
        assert_eq!(keys.read("one"), Err(KeyStoreError::Closed));
    }

    #[test]
    fn one_that_never_answers_is_not_waited_for() {
        let (hold, held) = mpsc::channel::<()>();
        let silent = within(Duration::from_millis(1), move || held.recv().map_err(|_| StoreError::NoEntry));
        assert_eq!(silent, Err(KeyStoreError::Closed));
        drop(hold);
    }
}
