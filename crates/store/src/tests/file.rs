//! The encrypted file: its schema, its key, newer versions, a second instance.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::world::*;
use crate::migrate;
use crate::secret::Secret;
use crate::{OpenError, Store};

/// Every object of a schema by name, comments and white space taken out.
pub(super) fn objects(db: &Connection) -> BTreeMap<String, String> {
    let mut statement =
        db.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE '%refinery%'").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(|row| row.map(|(name, sql)| (name, bare(&sql))).unwrap()).collect()
}

fn bare(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let words = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    // An added column stands behind a comma of its own line.
    words.replace(" ,", ",").replace(" )", ")")
}

#[test]
fn the_commented_schema_is_the_real_one() {
    let desk = Laptop::new(10);
    let written = Connection::open_in_memory().unwrap();
    written.execute_batch(include_str!("../schema.sql")).unwrap();
    let (written, real) = (objects(&written), objects(&desk.store.db));
    assert_eq!(written.keys().collect::<Vec<_>>(), real.keys().collect::<Vec<_>>());
    for (name, sql) in written {
        assert_eq!(sql, real[&name], "{name}");
    }
}

#[test]
fn every_table_is_strict_and_the_index_leaves_merging_to_tidy() {
    let desk = Laptop::new(10);
    let loose: Vec<String> = {
        let sql = "SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND strict = 0
              AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'refinery_%'";
        let mut statement = desk.store.db.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(loose, [""; 0]);
    let config = |name: &str| -> i64 {
        let sql = "SELECT v FROM search_config WHERE k = ?1";
        desk.store.db.query_row(sql, [name], |row| row.get(0)).unwrap()
    };
    assert_eq!(config("automerge"), 0);
    assert_eq!(config("crisismerge"), 500);
}

#[test]
fn the_file_is_durable_and_overwrites_what_is_erased() {
    let desk = Laptop::new(10);
    let check = |pragma: &str, expected: &str| {
        let found: String = desk
            .store
            .db
            .query_row(&format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"), [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, expected, "{pragma}");
    };
    check("journal_mode", "wal");
    check("synchronous", "2");
    check("foreign_keys", "1");
    check("secure_delete", "1");
    check("temp_store", "2");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let desk = Laptop::new(10);
    let path = desk.path.clone();
    let newer = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
        SELECT max(version) + 1, 'later', '2030-01-01T00:00:00Z', '1' FROM refinery_schema_history";
    desk.store.db.execute(newer, []).unwrap();
    drop(desk.store);
    let before = std::fs::read(&path).unwrap();
    let refused = Store::open(&path, &Secret::new(FILE_KEY));
    assert!(matches!(refused, Err(OpenError::NewerVersion { found, known }) if found == known + 1), "{refused:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_migration_that_fails_half_way_leaves_nothing_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join("half.db")).unwrap();
    db.execute_batch("CREATE TABLE held (taken INTEGER)").unwrap();
    assert!(matches!(migrate::run(&mut db), Err(OpenError::Schema(_))), "`held` is in the way, late in the migration");
    let tables: i64 = db
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('setting', 'entry')", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 0);
    db.execute_batch("DROP TABLE held").unwrap();
    migrate::run(&mut db).unwrap();
}

#[test]
fn nothing_personal_stands_in_clear_in_any_file_beside_the_database() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    let number = number(2);
    let needles = ["Hạnh".as_bytes(), b"hanh", number.as_str().as_bytes(), "Gồm".as_bytes(), b"CREATE TABLE"];
    for file in std::fs::read_dir(desk.path.parent().unwrap()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for needle in needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "{} in {}", String::from_utf8_lossy(needle), path.display());
        }
    }
}

#[test]
fn t05_a_flipped_bit_is_found() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1), citizen(1, "Trần Thị Hạnh", Some(2), 1)]);
    desk.assert_sound();
    desk.store.tidy(16).unwrap();
    let path = desk.path.clone();
    drop(desk.store);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let bad = match Store::open(&path, &Secret::new(FILE_KEY)) {
        Ok(store) => store.verify().map_or(1, |checks| checks.iter().map(|check| check.bad).sum()),
        Err(_) => 1,
    };
    assert!(bad > 0);
}

#[test]
fn verify_sees_what_somebody_changed_behind_its_back() {
    let check = |sql: &str, what: crate::upkeep::Checked| {
        let mut desk = Laptop::new(10);
        desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
        desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
        desk.store.cut_batches().unwrap();
        let receipt = desk.receipt();
        desk.store.store_receipt(&receipt).unwrap();
        desk.assert_sound();
        desk.store.db.execute_batch(sql).unwrap();
        let bad: Vec<_> = desk.store.verify().unwrap().into_iter().filter(|check| check.bad > 0).collect();
        assert!(bad.iter().any(|check| check.what == what), "{sql}: {bad:?}");
    };
    use crate::upkeep::Checked;
    check("UPDATE assist SET outcome = 4", Checked::Views);
    check("DELETE FROM assist", Checked::Views);
    check("INSERT INTO conflict VALUES (zeroblob(16), 10, 41)", Checked::Views);
    check("UPDATE entry SET digest = zeroblob(32) WHERE seq = 2", Checked::Chain);
    check("DELETE FROM search WHERE rowid = (SELECT id FROM search_docsize)", Checked::Search);
    check("INSERT INTO search (rowid, words) VALUES (990, 'ai')", Checked::Search);
    check("UPDATE batch SET bytes = zeroblob(100)", Checked::Batches);
    check("UPDATE receipt SET bytes = zeroblob(100)", Checked::Receipts);
}

#[test]
fn a_view_is_made_anew_when_the_program_reads_entries_in_another_way() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm")]);
    let path = desk.path.clone();
    desk.store.db.execute_batch("UPDATE identity SET views_version = 0; DELETE FROM village").unwrap();
    drop(desk.store);
    let store = Store::open(&path, &Secret::new(FILE_KEY)).unwrap();
    assert_eq!(store.villages().unwrap().len(), 1);
}

#[test]
fn settings_are_remembered_bounded_and_forgotten() {
    let mut desk = Laptop::new(10);
    assert_eq!(desk.store.setting("theme").unwrap(), None);
    desk.store.set_setting("theme", Some("dark")).unwrap();
    assert_eq!(desk.store.setting("theme").unwrap().as_deref(), Some("dark"));
    let long = "a".repeat(crate::setting::SETTING_BYTES_MAX + 1);
    assert!(matches!(desk.store.set_setting("theme", Some(&long)), Err(crate::setting::SettingError::TooLong)));
    desk.store.set_setting("theme", None).unwrap();
    assert_eq!(desk.store.setting("theme").unwrap(), None);
}

#[test]
fn whoever_reads_for_long_sees_one_moment_and_keeps_nobody_from_saving() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1), citizen(1, "Trần Thị Hạnh", Some(1), 1)]);
    let reader = desk.store.reader().unwrap();
    desk.commit(&[assist(1, 1, 1)]);
    assert_eq!(reader.evening(session_id(1), 10).unwrap().len(), 0, "saved after the moment");
    assert_eq!(desk.store.evening(session_id(1), 10).unwrap().len(), 1);
    assert!(reader.verify().unwrap().iter().all(|check| check.bad == 0));
    drop(desk.store);
    let second = Store::open(&desk.path, &Secret::new(FILE_KEY));
    assert!(matches!(second, Err(OpenError::InUse)), "the file is in use for as long as somebody reads it");
    drop(reader);
    assert!(Store::open(&desk.path, &Secret::new(FILE_KEY)).is_ok());
}

#[cfg(unix)]
#[test]
fn nobody_but_its_owner_reads_the_file_or_what_lies_beside_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut desk = Laptop::new(10);
    desk.commit(&[commune()]);
    let beside = std::fs::read_dir(desk.path.parent().unwrap()).unwrap().map(|file| file.unwrap().path());
    let ours: Vec<_> =
        beside.filter(|path| path.to_string_lossy().starts_with(&*desk.path.to_string_lossy())).collect();
    assert_eq!(ours.len(), 4, "the file, its log, its index and its lock: {ours:?}");
    for path in ours {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{path:?}");
    }
}

#[test]
fn what_is_half_done_at_a_desk_is_in_no_backup() {
    let mut desk = Laptop::new(10);
    desk.store.set_setting("desk.drafts.1", Some("Trần Thị Hạnh")).unwrap();
    desk.store.set_setting("auto-lock", Some("10")).unwrap();
    let rows = String::from_utf8(desk.store.self_rows().unwrap().to_vec()).unwrap();
    assert!(rows.contains("auto-lock") && !rows.contains("Hạnh"), "{rows}");
}
