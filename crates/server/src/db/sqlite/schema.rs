//! Migrations: append-only, each hash-checked and in one transaction. `schema.sql` is the commented truth.

use rusqlite::Connection;

use super::super::{OpenError, migrations};

const MIGRATIONS: [(&str, &str); 3] = [
    ("V1__log", include_str!("migrations/V1__log.sql")),
    ("V2__standing", include_str!("migrations/V2__standing.sql")),
    ("V3__drawn", include_str!("migrations/V3__drawn.sql")),
];

/// Brings the schema up to date; refuses a file that a newer program made or that was tampered with.
pub fn migrate(db: &mut Connection) -> Result<(), OpenError> {
    migrations::runner(&MIGRATIONS)?.run(db).map(drop).map_err(|cause| OpenError::Schema(Box::new(cause)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
