//! Migrations: append-only, each hash-checked, what is missing in one transaction. `schema.sql` is the commented truth.

use rusqlite::Connection;

use super::super::{OpenError, migrations};

const MIGRATIONS: [(&str, &str); 4] = [
    ("V1__log", include_str!("migrations/V1__log.sql")),
    ("V2__standing", include_str!("migrations/V2__standing.sql")),
    ("V3__drawn", include_str!("migrations/V3__drawn.sql")),
    ("V4__recovery", include_str!("migrations/V4__recovery.sql")),
];

/// Brings the schema up to date; refuses a file that a newer program made or that was tampered with.
pub fn migrate(db: &mut Connection) -> Result<(), OpenError> {
    migrations::runner(&MIGRATIONS)?.run(db).map(drop).map_err(|cause| OpenError::Schema(Box::new(cause)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use rusqlite::OpenFlags;

    use super::super::connect;
    use super::*;

    /// A write-ahead log begins with so many bytes, and each page in it with so many.
    const LOG_HEAD_BYTES: usize = 32;
    const PAGE_HEAD_BYTES: usize = 24;

    fn statements(db: &Connection) -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'refinery%' ORDER BY name";
        let mut query = db.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
        // A column added later stands in the text without the breaks of a written one.
        let one_line = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.map(|sql| one_line(sql.unwrap()).replace(" ,", ",").replace(" )", ")")).collect()
    }

    #[test]
    fn the_commented_schema_is_the_real_one() {
        let mut migrated = Connection::open_in_memory().unwrap();
        migrate(&mut migrated).unwrap();
        let commented = Connection::open_in_memory().unwrap();
        commented.execute_batch(include_str!("schema.sql")).unwrap();
        assert_eq!(statements(&migrated), statements(&commented));
    }

    #[test]
    fn a_file_of_a_newer_program_is_refused_and_left_alone() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        let newer = "INSERT INTO refinery_schema_history SELECT version + 1, 'newer', applied_on, checksum FROM refinery_schema_history
                     ORDER BY version DESC LIMIT 1";
        db.execute(newer, []).unwrap();
        assert!(matches!(migrate(&mut db), Err(OpenError::Schema(_))));
    }

    /// A file of the first version with a commune and three items, all of it in the one file.
    fn of_the_first_version(path: &Path) {
        let mut db = connect(path, OpenFlags::default()).unwrap();
        migrations::runner(&MIGRATIONS[..1]).unwrap().run(&mut db).unwrap();
        db.execute("INSERT INTO commune VALUES (zeroblob(16), x'01', 0, 1, 3)", []).unwrap();
        for position in 1..=3 {
            let insert = "INSERT INTO item VALUES (zeroblob(16), ?1, 2, zeroblob(16), ?1, ?1, zeroblob(32), x'02')";
            db.execute(insert, [position]).unwrap();
        }
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    }

    /// The version of a file, and whether its schema is that version's.
    fn seen(db: &Connection, schemas: &[Vec<String>]) -> (usize, bool) {
        let version = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
        let version: i64 = db.query_row(version, [], |row| row.get(0)).unwrap();
        let version = usize::try_from(version).unwrap();
        (version, statements(db) == schemas[version])
    }

    #[test]
    fn t30_power_that_fails_during_a_migration_leaves_the_old_schema_or_the_new_and_every_item() {
        let of = |version: usize| {
            let mut db = Connection::open_in_memory().unwrap();
            migrations::runner(&MIGRATIONS[..version]).unwrap().run(&mut db).unwrap();
            statements(&db)
        };
        let schemas: Vec<_> = (0..=MIGRATIONS.len()).map(of).collect();
        let folder = tempfile::tempdir().unwrap();
        let (path, torn) = (folder.path().join("centre.db"), folder.path().join("torn.db"));
        let log = |path: &Path| path.with_extension("db-wal");
        of_the_first_version(&path);
        let mut db = connect(&path, OpenFlags::default()).unwrap();
        migrate(&mut db).unwrap();
        let (file, wal) = (std::fs::read(&path).unwrap(), std::fs::read(log(&path)).unwrap());
        let page = PAGE_HEAD_BYTES + usize::try_from(u32::from_be_bytes(wal[8..12].try_into().unwrap())).unwrap();
        let mut versions = BTreeMap::new();
        for cut in (LOG_HEAD_BYTES..=wal.len()).step_by(page).flat_map(|cut| [cut.saturating_sub(page / 2), cut]) {
            std::fs::write(&torn, &file).unwrap();
            std::fs::write(log(&torn), &wal[..cut]).unwrap();
            let mut db = connect(&torn, OpenFlags::default()).unwrap();
            let (version, whole) = seen(&db, &schemas);
            assert!(whole, "half of a version lies in a log cut at {cut}");
            *versions.entry(version).or_insert(0) += 1;
            migrate(&mut db).unwrap();
            assert_eq!(seen(&db, &schemas), (MIGRATIONS.len(), true), "cut at {cut}: the next start finishes it");
            let items = "SELECT count(*), count(DISTINCT drawn) FROM item";
            let items: (u32, u32) = db.query_row(items, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            assert_eq!(items, (3, 3), "every item, each with what was drawn for it");
            drop(db);
            std::fs::remove_file(&torn).unwrap();
        }
        let seen: Vec<_> = versions.keys().copied().collect();
        assert_eq!(seen, [1, MIGRATIONS.len()], "the power failed before and after: {versions:?}");
    }
}
