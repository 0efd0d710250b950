//! The embedded database: one SQLite file, one writer, readers beside it. SQL of this backend is here and nowhere else.

mod act;
mod admit;
mod answer;
mod item;
mod log;
mod recovery;
mod roster;
mod row;
mod schema;
mod writer;

#[cfg(unix)]
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use journal::mutation::{Mutation, mutated};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::{DbError, OpenError};
use writer::Writer;

/// Readers at work at once, each with a connection that is kept open.
const READERS_MAX: usize = 8;
/// How long one program waits for another that is writing (`commune add` beside a running centre).
const BUSY_TIMEOUT_MS: u32 = 10_000;
/// A reader keeps so much of the file, in KiB: it reads long runs of items, each once, and the system keeps the file too.
const READER_CACHE_KIB: i64 = 256;
/// Statements kept ready on each connection.
const STATEMENTS_KEPT_MAX: usize = 64;

/// One open SQLite database.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    writer: Writer,
    writing: Mutex<Option<JoinHandle<()>>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    reading: Semaphore,
}

impl Sqlite {
    /// Opens the file, making it where there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// See [`OpenError`]; a file of a newer program is refused.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        make_private(path).map_err(OpenError::Make)?;
        let mut db = connect(path, OpenFlags::default())?;
        schema::migrate(&mut db)?;
        let (writer, thread) = Writer::start(db).map_err(OpenError::Thread)?;
        let readers = Arc::default();
        let reading = Semaphore::new(READERS_MAX);
        Ok(Self { path: path.into(), writer, writing: Mutex::new(Some(thread)), readers, reading })
    }

    /// Runs `work` in one transaction and returns after the commit.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        self.writer.write(work).await
    }

    /// Runs `work` on a reader, in one snapshot.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let _place = self.reading.acquire().await.map_err(|_| DbError::Stopped)?;
        let (path, readers) = (self.path.clone(), Arc::clone(&self.readers));
        let task = tokio::task::spawn_blocking(move || read_with(&path, &readers, work));
        task.await.map_err(|_| DbError::Stopped)?
    }

    /// Waits until everything handed to the writer is committed and the file is closed: the writer's connection last,
    /// which puts the write-ahead log into the file, so that a copy of the one file is a whole backup.
    pub async fn close(self) {
        let Self { writer, writing, readers, .. } = self;
        drop(readers);
        drop(writer);
        let thread = writing.into_inner().unwrap_or_else(PoisonError::into_inner);
        // The thread returns nothing; whether it panicked was logged by the panic hook.
        let _ = tokio::task::spawn_blocking(move || thread.map(JoinHandle::join)).await;
    }
}

fn read_with<T>(
    path: &Path,
    readers: &Mutex<Vec<Connection>>,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let kept = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let db = kept.map_or_else(|| connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY), Ok)?;
    let snapshot = db.unchecked_transaction()?;
    let outcome = work(&snapshot);
    snapshot.rollback()?;
    readers.lock().unwrap_or_else(PoisonError::into_inner).push(db);
    outcome
}

/// Makes the file where there is none, for its owner's eyes alone; what SQLite puts beside it gets the same mode.
#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> io::Result<()> {
    Ok(())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, rusqlite::Error> {
    let db = Connection::open_with_flags(path, flags)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_KEPT_MAX);
    db.pragma_update(None, "busy_timeout", BUSY_TIMEOUT_MS)?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_WRITE) {
        // Below zero it is KiB and not pages (sqlite.org/pragma.html#pragma_cache_size).
        db.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    } else {
        // FULL: a commit returns when it is on the disk; a receipt promises no less.
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")?;
    }
    if mutated(Mutation::DropFsyncAtCentre) {
        db.execute_batch("PRAGMA synchronous = OFF")?;
    }
    Ok(db)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[tokio::test]
    async fn the_database_and_what_lies_beside_it_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let db = Sqlite::open(&folder.path().join("centre.db")).unwrap();
        db.write(|_| Ok(())).await.unwrap();
        let modes: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().permissions().mode() & 0o777)
            .collect();
        assert_eq!(modes, [0o600; 3], "the file, its -wal and its -shm");
    }

    #[tokio::test]
    async fn a_stopped_centre_is_one_file_that_can_be_copied() {
        let folder = tempfile::tempdir().unwrap();
        let db = Sqlite::open(&folder.path().join("centre.db")).unwrap();
        assert!(!db.is_claimed().await.unwrap(), "a reader was at work");
        db.close().await;
        let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(files, ["centre.db"], "nothing is left in a write-ahead log");
    }
}
