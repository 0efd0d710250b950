//! Puts `disk` under SQLite: a file system of SQLite's that passes everything on to the real one, and lets the disk
//! of the file say first whether a change happens. It becomes the default of the process, so that the programs under
//! test need not know. Files that lie on no such disk are untouched.
#![allow(unsafe_code, reason = "SQLite's file systems are tables of C functions")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use rusqlite::ffi;

use super::disk::{Change, Disk, Refused};

/// The disks of the worlds that are running.
static DISKS: Mutex<Vec<Disk>> = Mutex::new(Vec::new());
static INSTALL: Once = Once::new();
static REAL: AtomicPtr<ffi::sqlite3_vfs> = AtomicPtr::new(ptr::null_mut());

/// A disk under SQLite, until dropped.
#[derive(Debug)]
pub struct Mounted(Disk);

impl Mounted {
    /// Mounts a disk.
    #[must_use]
    pub fn mount(disk: Disk) -> Self {
        INSTALL.call_once(install);
        disks().push(disk.clone());
        Self(disk)
    }

    /// The disk.
    #[must_use]
    pub const fn disk(&self) -> &Disk {
        &self.0
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        disks().retain(|disk| disk.root() != self.0.root());
    }
}

fn disks() -> std::sync::MutexGuard<'static, Vec<Disk>> {
    DISKS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn disk_of(path: &Path) -> Option<Disk> {
    disks().iter().find(|disk| path.starts_with(disk.root())).cloned()
}

/// What SQLite keeps of an open file: ours in front, the real one's right behind it.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    open: *mut OpenFile,
}

struct OpenFile {
    disk: Disk,
    path: PathBuf,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 3,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: Some(fetch),
    xUnfetch: Some(unfetch),
};

fn install() {
    // SAFETY: called once; the default file system lives as long as the process, and so does ours, which is leaked.
    unsafe {
        let real = ffi::sqlite3_vfs_find(ptr::null());
        let Some(found) = real.as_ref() else { return };
        REAL.store(real, Ordering::SeqCst);
        let size = c_int::try_from(size_of::<File>()).unwrap_or(c_int::MAX);
        let ours = ffi::sqlite3_vfs {
            szOsFile: size.saturating_add(found.szOsFile),
            pNext: ptr::null_mut(),
            zName: c"simulated".as_ptr(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xRandomness: Some(randomness),
            ..*found
        };
        ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1);
    }
}

/// The real file behind ours.
unsafe fn behind(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite gave `szOsFile` bytes, which is both sizes together.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe fn open_file<'a>(file: *mut ffi::sqlite3_file) -> &'a OpenFile {
    // SAFETY: set by `open` before any of our methods can be called, freed by `close` after the last.
    unsafe { &*(*file.cast::<File>()).open }
}

unsafe fn path_of<'a>(name: *const c_char) -> Option<&'a Path> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end in a zero byte.
    unsafe { CStr::from_ptr(name) }.to_str().ok().map(Path::new)
}

const fn code(refused: Refused, off: c_int) -> c_int {
    match refused {
        Refused::Off => off,
        Refused::Full => ffi::SQLITE_FULL,
    }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: `REAL` was set before this function could be reached; SQLite's arguments are as it documents them.
    unsafe {
        let real = REAL.load(Ordering::SeqCst);
        let Some(real_open) = (*real).xOpen else { return ffi::SQLITE_CANTOPEN };
        let placed = path_of(name).and_then(|path| Some((disk_of(path)?, path)));
        let Some((disk, path)) = placed else { return real_open(real, name, file, flags, out) };
        (*file).pMethods = ptr::null();
        if disk.is_off() {
            return ffi::SQLITE_CANTOPEN;
        }
        disk.opened(path);
        let opened = real_open(real, name, behind(file), flags, out);
        if opened == ffi::SQLITE_OK {
            let ours = file.cast::<File>();
            (*ours).open = Box::into_raw(Box::new(OpenFile { disk, path: path.to_owned() }));
            (*ours).base.pMethods = &raw const METHODS;
        }
        opened
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: as in `open`.
    unsafe {
        if let Some((disk, path)) = path_of(name).and_then(|path| Some((disk_of(path)?, path)))
            && let Err(refused) = disk.removed(path)
        {
            return code(refused, ffi::SQLITE_IOERR_DELETE);
        }
        let real = REAL.load(Ordering::SeqCst);
        (*real).xDelete.map_or(ffi::SQLITE_IOERR, |delete| delete(real, name, sync_folder))
    }
}

/// The salts of write-ahead logs: the same in every run.
unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    for place in 0..usize::try_from(count).unwrap_or_default() {
        // SAFETY: SQLite gives room for `count` bytes.
        unsafe { *out.add(place) = c_char::try_from(place % 127).unwrap_or_default() };
    }
    count
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the last call for this file; the box was made in `open`.
    unsafe {
        let closed = passed_on(file, |methods| methods.xClose, |real, close| close(real));
        drop(Box::from_raw((*file.cast::<File>()).open));
        closed
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite gives `count` readable bytes.
    unsafe {
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(count).unwrap_or_default());
        let open = open_file(file);
        let change = Change::Write(u64::try_from(at).unwrap_or_default(), bytes.to_vec());
        match open.disk.changed(&open.path, change) {
            Ok(()) => passed_on(file, |methods| methods.xWrite, |real, write| write(real, from, count, at)),
            Err(refused) => code(refused, ffi::SQLITE_IOERR_WRITE),
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    // SAFETY: `file` is one of ours.
    unsafe {
        let open = open_file(file);
        match open.disk.changed(&open.path, Change::Truncate(u64::try_from(length).unwrap_or_default())) {
            Ok(()) => passed_on(file, |methods| methods.xTruncate, |real, truncate| truncate(real, length)),
            Err(refused) => code(refused, ffi::SQLITE_IOERR_TRUNCATE),
        }
    }
}

/// The real file system is not asked to sync: the power that fails is the simulated one.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: `file` is one of ours.
    let open = unsafe { open_file(file) };
    open.disk.synced(&open.path).map_or_else(|refused| code(refused, ffi::SQLITE_IOERR_FSYNC), |()| ffi::SQLITE_OK)
}

/// Calls a method of the real file.
unsafe fn passed_on<M>(
    file: *mut ffi::sqlite3_file,
    method: impl FnOnce(&ffi::sqlite3_io_methods) -> Option<M>,
    call: impl FnOnce(*mut ffi::sqlite3_file, M) -> c_int,
) -> c_int {
    // SAFETY: the real file was opened before ours was; its table of methods lives as long as the process.
    unsafe {
        let real = behind(file);
        (*real).pMethods.as_ref().and_then(method).map_or(ffi::SQLITE_IOERR, |method| call(real, method))
    }
}

macro_rules! pass_on {
    ($name:ident, $method:ident, $($argument:ident: $kind:ty),*) => {
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file, $($argument: $kind),*) -> c_int {
            // SAFETY: SQLite's own arguments, handed on as they came.
            unsafe { passed_on(file, |methods| methods.$method, |real, method| method(real, $($argument),*)) }
        }
    };
}

pass_on!(read, xRead, to: *mut c_void, count: c_int, at: i64);
pass_on!(file_size, xFileSize, size: *mut i64);
pass_on!(lock, xLock, level: c_int);
pass_on!(unlock, xUnlock, level: c_int);
pass_on!(check_reserved_lock, xCheckReservedLock, out: *mut c_int);
pass_on!(file_control, xFileControl, what: c_int, argument: *mut c_void);
pass_on!(sector_size, xSectorSize,);
pass_on!(device_characteristics, xDeviceCharacteristics,);
pass_on!(shm_map, xShmMap, page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void);
pass_on!(shm_lock, xShmLock, offset: c_int, count: c_int, flags: c_int);
pass_on!(shm_unmap, xShmUnmap, delete: c_int);
pass_on!(fetch, xFetch, at: i64, count: c_int, out: *mut *mut c_void);
pass_on!(unfetch, xUnfetch, at: i64, page: *mut c_void);

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as for the methods passed on.
    unsafe {
        let real = behind(file);
        if let Some(barrier) = (*real).pMethods.as_ref().and_then(|methods| methods.xShmBarrier) {
            barrier(real);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail by panicking")]
    use super::*;
    use crate::sim::random::Random;
    use rusqlite::Connection;

    fn opened(path: &Path, synchronous: &str) -> Connection {
        let db = Connection::open(path).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        db.pragma_update(None, "synchronous", synchronous).unwrap();
        db
    }

    fn numbers(path: &Path) -> i64 {
        Connection::open(path).unwrap().query_row("SELECT count(*) FROM number", [], |row| row.get(0)).unwrap()
    }

    /// Commits one number, takes the power away, and counts the numbers that are there afterwards.
    fn survivors(synchronous: &str, seed: u64) -> i64 {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Mounted::mount(Disk::new(folder.path()).unwrap());
        let path = mounted.disk().root().join("x.db");
        opened(&path, "FULL").execute_batch("CREATE TABLE number (value INTEGER)").unwrap();
        let db = opened(&path, synchronous);
        db.execute_batch("INSERT INTO number VALUES (1)").unwrap();
        mounted.disk().cut_now();
        drop(db);
        mounted.disk().come_back(&Random::of(seed)).unwrap();
        numbers(&path)
    }

    #[test]
    fn a_synced_commit_survives_the_power_cut_and_an_unsynced_one_may_not() {
        assert!((0..20).all(|seed| survivors("FULL", seed) == 1));
        assert!((0..20).any(|seed| survivors("OFF", seed) == 0));
    }

    #[test]
    fn a_full_disk_says_so_and_goes_on_when_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Mounted::mount(Disk::new(folder.path()).unwrap());
        let path = mounted.disk().root().join("x.db");
        let db = opened(&path, "FULL");
        db.execute_batch("CREATE TABLE number (value INTEGER)").unwrap();
        mounted.disk().fill_up(true);
        let refused = db.execute_batch("INSERT INTO number VALUES (1)").unwrap_err();
        assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
        mounted.disk().fill_up(false);
        db.execute_batch("INSERT INTO number VALUES (1)").unwrap();
        assert_eq!(numbers(&path), 1);
    }
}
