//! The schema's versions, each in one transaction together with its line in the ledger.

use refinery::Target;
use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;
use crate::open::OpenError;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Refuses a file whose newest migration this program does not know. A file without a ledger is new.
pub(crate) fn refuse_newer(db: &Connection) -> Result<(), OpenError> {
    let found = applied(db)?;
    let known = versions().into_iter().max().unwrap_or_default();
    match found > known {
        true => Err(OpenError::NewerVersion { found, known }),
        false => Ok(()),
    }
}

/// Applies what is missing. Each version is applied whole, or not at all.
pub(crate) fn run(db: &mut Connection) -> Result<(), OpenError> {
    run_to(db, u32::MAX)
}

/// The same up to a version, as an older program left its file.
pub(crate) fn run_to(db: &mut Connection, last: u32) -> Result<(), OpenError> {
    for version in versions().into_iter().filter(|version| *version <= last) {
        let version = i32::try_from(version).unwrap_or(i32::MAX);
        embedded::migrations::runner()
            .set_grouped(true)
            .set_target(Target::Version(version))
            .run(db)
            .map_err(|error| OpenError::Schema(Box::new(error)))?;
    }
    Ok(())
}

pub(crate) fn versions() -> Vec<u32> {
    let runner = embedded::migrations::runner();
    runner.get_migrations().iter().filter_map(|migration| u32::try_from(migration.version()).ok()).collect()
}

pub(crate) fn applied(db: &Connection) -> Result<u32, StoreError> {
    let ledger: Option<String> = db
        .query_row("SELECT name FROM sqlite_schema WHERE name = 'refinery_schema_history'", [], |row| row.get(0))
        .optional()?;
    match ledger {
        Some(_) => {
            Ok(db.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
        }
        None => Ok(0),
    }
}
