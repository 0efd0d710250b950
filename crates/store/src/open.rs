//! Opening the file: one program at a time, the right key, the right version, and durable from the first byte.

use std::fs::{File, OpenOptions, TryLockError};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};
use std::time::Duration;

use domain::stamp::Stamp;
use journal::mutation::{Mutation, mutated};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::identity::{self, Held};
use crate::secret::Secret;
use crate::{entry, migrate};

/// How often it is looked whether SQLCipher has begun, and how long between.
const BEGIN_TRIES_MAX: u32 = 200;
const BEGIN_PAUSE: Duration = Duration::from_millis(5);
/// The lock is tried so often before the file counts as in use by another window …
const LOCK_TRIES_MAX: u32 = 10;
/// … with this much time between two tries.
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// How long a statement waits for another program (a scanner, a backup) that holds the file.
const BUSY_MAX: Duration = Duration::from_secs(5);
/// Statements kept compiled.
const STATEMENTS_MAX: usize = 128;

/// The encrypted file of one laptop, open. One program has it at a time.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    /// Who this laptop is and the keys it holds; read when the file is opened, changed only together with the file.
    pub(crate) held: Option<Held>,
    /// The newest believable stamp seen.
    pub(crate) clock: Stamp,
    /// Opens the file once more, for a [`Reader`].
    key: Secret,
    /// Released by the system when the program ends, however it ends.
    lock: Arc<File>,
}

/// The file as it is at one moment, read on a connection of its own: whoever saves meanwhile does not wait for it.
#[derive(Debug)]
pub struct Reader(Store);

impl Deref for Reader {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.0
    }
}

/// Why the file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file at this place.
    #[error("there is no such file")]
    Missing,
    /// A file stands there already; set-up never writes over it.
    #[error("a file exists already")]
    Exists,
    /// Another instance has the file open.
    #[error("the file is open in another instance")]
    InUse,
    /// The key is not this file's, or the file's first page is damaged: the two look alike.
    #[error("the key does not open the file")]
    WrongKey,
    /// A newer version of the program wrote the file.
    #[error("the file has version {found}, this program knows up to {known}")]
    NewerVersion {
        /// The version of the file.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The file's schema is not one that this program ever made.
    #[error("the file's schema is none of this program's")]
    Schema(#[source] Box<refinery::Error>),
    /// The lock file could not be made.
    #[error("the lock file could not be made")]
    Lock(#[source] std::io::Error),
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            Some(_) | None => Self::Store(error.into()),
        }
    }
}

impl Store {
    /// Makes a new, empty file.
    ///
    /// # Errors
    /// A file exists there, or the disk refuses.
    pub fn create(path: &Path, key: &Secret) -> Result<Self, OpenError> {
        let lock = lock(path)?;
        if path.try_exists().map_err(OpenError::Lock)? {
            return Err(OpenError::Exists);
        }
        // Empty, so that it is its owner's alone from the first byte; the log files beside it take after it.
        private().create_new(true).open(path).map_err(OpenError::Lock)?;
        Self::with(path, key, lock, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens the file, brings its schema up to date, and rebuilds the views where this version reads entries anew.
    ///
    /// # Errors
    /// See [`OpenError`]; the file is unchanged then.
    pub fn open(path: &Path, key: &Secret) -> Result<Self, OpenError> {
        if !path.try_exists().map_err(OpenError::Lock)? {
            return Err(OpenError::Missing);
        }
        Self::with(path, key, lock(path)?, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// The file as it is now, for what takes long to read.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn reader(&self) -> Result<Reader, OpenError> {
        let path = PathBuf::from(self.db.path().unwrap_or_default());
        let db = connect(&path, &self.key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // The first question after it takes the snapshot.
        db.execute_batch("BEGIN")?;
        let held = identity::load(&db)?;
        let (key, lock) = (self.key.clone(), Arc::clone(&self.lock));
        Ok(Reader(Self { db, held, clock: self.clock, key, lock }))
    }

    fn with(path: &Path, key: &Secret, lock: File, flags: OpenFlags) -> Result<Self, OpenError> {
        let mut db = connect(path, key, flags)?;
        migrate::run(&mut db)?;
        mend_pages(&db);
        let held = identity::load(&db)?;
        let clock = entry::newest_stamp(&db, held.as_ref())?;
        let mut store = Self { db, held, clock, key: key.clone(), lock: Arc::new(lock) };
        store.rebuild_if_read_anew()?;
        Ok(store)
    }
}

/// How files are made that nobody but their owner reads.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The system lets go of the lock when the program ends: nothing stale is left after a kill or a power cut.
fn lock(path: &Path) -> Result<File, OpenError> {
    let file = private().create(true).truncate(false).open(beside(path, ".lock")).map_err(OpenError::Lock)?;
    for _ in 0..LOCK_TRIES_MAX {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A program that is being started by this one holds copies of its files for a moment; a scanner, too.
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(OpenError::Lock(error)),
        }
    }
    Err(OpenError::InUse)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// SQLite counts as begun a moment before SQLCipher is (`SQLITE_EXTRA_INIT` runs last), and refuses a key in between. So the
/// first to come waits until a key is taken, and the others wait for the first.
fn begin_library() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        // What keeps it from beginning keeps the file from opening, and is told there.
        for _ in 0..BEGIN_TRIES_MAX {
            if takes_a_key().is_ok() {
                break;
            }
            std::thread::sleep(BEGIN_PAUSE);
        }
    });
}

fn takes_a_key() -> rusqlite::Result<()> {
    let db = Connection::open_in_memory()?;
    db.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA key = 'x'")
}

fn connect(path: &Path, key: &Secret, flags: OpenFlags) -> Result<Connection, OpenError> {
    begin_library();
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // The library would write its complaints to stderr; a wrong key is told by the error.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    db.execute_batch(&key_pragma(key))?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    migrate::refuse_newer(&db)?;
    db.busy_timeout(BUSY_MAX)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // A plan never depends on what is asked for. Without this each question to a partial index is planned anew at every
    // call, which took longer than answering it (sqlite.org/queryplanner-ng.html, the stability guarantee).
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.execute_batch(include_str!("pragmas.sql"))?;
    if mutated(Mutation::DropFsync) {
        db.execute_batch("PRAGMA synchronous = OFF")?;
    }
    Ok(db)
}

/// Pages that a power cut left half written while the write-ahead log was put into the file are whole in the log: they
/// are put there again. Where that fails nothing is lost, since the log stays; then the next idle moment does it.
fn mend_pages(db: &Connection) {
    drop(db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
}

/// A raw key: SQLCipher derives nothing from it.
fn key_pragma(key: &Secret) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(96));
    text.push_str("PRAGMA key = \"x'");
    for byte in key.expose() {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    text.push_str("'\"");
    text
}
