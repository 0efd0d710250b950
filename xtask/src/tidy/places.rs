//! What may be named only in certain folders: SQL, HTTP, Tauri. The arrows rule keeps libraries out of
//! crates; this one keeps them in their corner of a crate that may have them.

use super::{Finding, Source};

struct Place {
    what: &'static str,
    tokens: &'static [&'static str],
    only_in: &'static [&'static str],
}

/// Where SQL lives: the device's file and what ages it for a test, the centre's database with the tests that lock and
/// cut it, and the bench that compares with bare SQL, and the simulation, whose witness reads the files by its own.
const SQL_HOMES: &[&str] = &[
    "crates/store/",
    "crates/app/tests/common/newer.rs",
    "crates/server/src/db/",
    "crates/server/src/db.rs",
    "crates/server/tests/postgres",
    "tests/src/bench",
    "tests/src/clear.rs",
    "tests/src/load",
    "tests/src/older.rs",
    "tests/src/sim",
    "tests/src/bin/bench",
];

const PLACES: &[Place] = &[
    Place {
        what: "SQL",
        tokens: &[
            "SELECT ",
            "INSERT INTO ",
            "INSERT OR ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "CREATE INDEX ",
            "CREATE VIRTUAL TABLE ",
            "PRAGMA ",
            "rusqlite::",
            "refinery::",
            "tokio_postgres::",
            "deadpool_postgres::",
        ],
        only_in: SQL_HOMES,
    },
    Place {
        what: "HTTP outwards",
        tokens: &["reqwest::"],
        only_in: &["crates/app/src/sync/carrier", "crates/app/src/sync/address.rs", "crates/server/tests/", "tests/"],
    },
    Place { what: "Tauri", tokens: &["tauri::", "tauri_"], only_in: &["src-tauri/"] },
];

/// Lines that name something outside its place, and SQL files outside SQL's homes.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    if source.is_own() {
        return Vec::new();
    }
    if source.has_extension(&["sql"]) && !source.is_in(SQL_HOMES) {
        return vec![source.finding(0, "SQL belongs to store and server/src/db")];
    }
    PLACES.iter().flat_map(|place| place.findings(source)).collect()
}

impl Place {
    fn findings(&self, source: &Source) -> Vec<Finding> {
        if !source.has_extension(&["rs"]) || source.is_in(self.only_in) {
            return Vec::new();
        }
        let lines = source.code_lines().filter_map(|(line, text)| {
            let token = self.tokens.iter().find(|token| text.contains(**token))?;
            Some(source.finding(line, self.message(token)))
        });
        lines.collect()
    }

    fn message(&self, token: &str) -> String {
        let homes = self.only_in.join(", ");
        format!("{} (`{}`) belongs to {homes}", self.what, token.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn sql_outside_its_homes_is_found() {
        let text = "//! About.\nlet rows = \"SELECT id FROM entry\";\nuse rusqlite::Connection;\n";
        assert_eq!(lines(findings, "crates/app/src/lib.rs", text), [2, 3]);
        assert_eq!(lines(findings, "crates/server/src/routes.rs", text), [2, 3]);
        assert!(lines(findings, "crates/store/src/query.rs", text).is_empty());
        assert!(lines(findings, "crates/server/src/db/log.rs", text).is_empty());
        assert!(lines(findings, "tests/src/bench/save.rs", text).is_empty());
    }

    #[test]
    fn an_sql_file_outside_its_homes_is_found() {
        assert_eq!(lines(findings, "crates/app/src/all.sql", ""), [0]);
        assert!(lines(findings, "crates/store/src/schema.sql", "").is_empty());
    }

    #[test]
    fn prose_may_speak_of_sql() {
        let text = "//! No SELECT here.\n/// A PRAGMA is not ours.\nlet selected = 1;\n";
        assert!(lines(findings, "crates/app/src/lib.rs", text).is_empty());
    }

    #[test]
    fn http_belongs_to_the_carrier() {
        let text = "use reqwest::Client;\n";
        assert_eq!(lines(findings, "crates/app/src/sync/run.rs", text), [1]);
        assert!(lines(findings, "crates/app/src/sync/carrier.rs", text).is_empty());
        assert!(lines(findings, "tests/src/lib.rs", text).is_empty());
    }

    #[test]
    fn tauri_belongs_to_the_window() {
        let text = "#[tauri::command]\n";
        assert_eq!(lines(findings, "crates/app/src/lib.rs", text), [1]);
        assert!(lines(findings, "src-tauri/src/commands.rs", text).is_empty());
    }
}
