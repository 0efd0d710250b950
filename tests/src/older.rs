//! A laptop's file as the first version of the program had it: that version's schema, and of a file of today what lies in
//! the file of every version. All that is made of the entries is gone, and is to be made anew.
//! Never here: the program's own migrations, which are to be tried with it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::Connection;

const FIRST_SCHEMA: &str = include_str!("../../crates/store/migrations/V1__journal_and_views.sql");
/// What the file of every version has.
const KEPT: [&str; 10] =
    ["setting", "identity", "centre", "held_key", "device", "branch", "entry", "clock", "batch", "receipt"];

/// Makes a laptop's file one of the first version; nobody may have it open.
///
/// # Errors
/// The file, or the key.
pub fn put_back(path: &Path, key: &[u8]) -> Result<()> {
    let old = path.with_extension("older");
    write_older(path, &old, key)?;
    for name in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        if name.exists() {
            std::fs::remove_file(name)?;
        }
    }
    std::fs::rename(&old, path)?;
    Ok(())
}

fn write_older(now: &Path, old: &Path, key: &[u8]) -> Result<()> {
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let db = Connection::open(old)?;
    db.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{hex}'\""))?;
    // Rows come table by table.
    db.execute_batch("PRAGMA foreign_keys = OFF")?;
    db.execute_batch(FIRST_SCHEMA)?;
    db.execute_batch(&format!("ATTACH '{}' AS now KEY \"x'{hex}'\"", now.display()))?;
    let ledger: String =
        db.query_row("SELECT sql FROM now.sqlite_schema WHERE name = 'refinery_schema_history'", [], |row| row.get(0))?;
    db.execute_batch(&ledger)?;
    copy(&db, "refinery_schema_history", "WHERE version = 1")?;
    KEPT.iter().try_for_each(|table| copy(&db, table, ""))?;
    // Sealing keys have moved since.
    db.execute("INSERT INTO main.held_key (name, epoch, bytes) SELECT 5, epoch, bytes FROM now.sealing_key", [])?;
    db.execute("UPDATE main.identity SET views_version = 0", [])?;
    db.execute_batch("DETACH now")?;
    Ok(())
}

/// Of a table the columns that the first version had.
fn copy(db: &Connection, table: &str, which: &str) -> Result<()> {
    let select = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1, 'main')";
    let columns: String = db.query_row(select, [table], |row| row.get(0))?;
    db.execute(&format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table} {which}"), [])?;
    Ok(())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
