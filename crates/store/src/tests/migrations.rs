//! A file of an older version is brought up to date, and the power fails in the middle of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::file::objects;
use super::world::*;
use crate::migrate;

/// What lies in the file of every version; the rest is made anew.
const KEPT: [&str; 10] =
    ["setting", "identity", "centre", "held_key", "device", "branch", "entry", "clock", "batch", "receipt"];
/// A write-ahead log begins with so many bytes, and each page in it with so many.
const LOG_HEAD_BYTES: usize = 32;
const PAGE_HEAD_BYTES: usize = 24;

/// The file as another program has it open, with nothing brought up to date.
pub(super) fn raw(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = {}", key())).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF").unwrap();
    db
}

fn key() -> String {
    let hex: String = FILE_KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"x'{hex}'\"")
}

/// The same laptop's file as the first version of the program would have it.
fn as_the_first_version_had_it(now: &Path, path: &Path) {
    let mut db = raw(path);
    migrate::run_to(&mut db, 1).unwrap();
    db.execute_batch(&format!("ATTACH '{}' AS now KEY {}", now.display(), key())).unwrap();
    for table in KEPT {
        let columns: String = db
            .query_row("SELECT group_concat(name, ', ') FROM pragma_table_info(?1, 'main')", [table], |row| row.get(0))
            .unwrap();
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}");
        db.execute(&copy, []).unwrap();
    }
    db.execute("INSERT INTO main.held_key (name, epoch, bytes) SELECT 5, epoch, bytes FROM now.sealing_key", [])
        .unwrap();
    db.execute("UPDATE main.identity SET views_version = 0", []).unwrap();
    db.execute_batch("DETACH now; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

/// What the schema of each version consists of.
fn schemas() -> BTreeMap<u32, BTreeMap<String, String>> {
    let of = |version| {
        let mut db = Connection::open_in_memory().unwrap();
        migrate::run_to(&mut db, version).unwrap();
        (version, objects(&db))
    };
    migrate::versions().into_iter().map(of).collect()
}

/// A file and its write-ahead log, put where nobody has them open.
fn put(folder: &Path, file: &[u8], log: &[u8]) -> PathBuf {
    let path = folder.join("journal.db");
    std::fs::write(&path, file).unwrap();
    std::fs::write(path.with_extension("db-wal"), log).unwrap();
    path
}

#[test]
fn t30_power_that_fails_during_a_migration_leaves_the_old_schema_or_the_new_and_every_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Laptop::at(10, folder.path().join("now.db"));
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    let (log, now) = (desk.log(), desk.path.clone());
    desk.store.tidy(16).unwrap();
    drop(desk.store);
    let old = folder.path().join("old.db");
    as_the_first_version_had_it(&now, &old);
    let mut db = raw(&old);
    migrate::run(&mut db).unwrap();
    let (file, wal) = (std::fs::read(&old).unwrap(), std::fs::read(old.with_extension("db-wal")).unwrap());
    let page = usize::try_from(u32::from_be_bytes(wal[8..12].try_into().unwrap())).unwrap();
    drop(db);

    let (schemas, mut seen) = (schemas(), BTreeMap::new());
    let pages = (wal.len() - LOG_HEAD_BYTES) / (page + PAGE_HEAD_BYTES);
    let whole = (0..=pages).map(|page_number| LOG_HEAD_BYTES + page_number * (page + PAGE_HEAD_BYTES));
    for cut in whole.flat_map(|cut| [cut, cut + page / 2]).filter(|cut| *cut <= wal.len()) {
        let folder = tempfile::tempdir().unwrap();
        let torn = put(folder.path(), &file, &wal[..cut]);
        let (version, found) = {
            let db = raw(&torn);
            (migrate::applied(&db).unwrap(), objects(&db))
        };
        assert!(found == schemas[&version], "half of a version lies in a log cut at {cut} of {}", wal.len());
        *seen.entry(version).or_insert(0) += 1;
        let mut desk = Laptop::reopened(torn);
        desk.assert_sound();
        assert_eq!(desk.log(), log, "cut at {cut}: what was saved is there as it was");
        assert_eq!(desk.store.search("hanh", None).unwrap().hits.len(), 1, "the keys open it, and it is found");
        desk.commit(&[assist(2, 1, 1)]);
        desk.assert_sound();
    }
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), migrate::versions(), "the power failed in every version");
}
