//! How either database is brought up to date: append-only scripts, each hash-checked; what is missing in one transaction.

use refinery::{Migration, Runner};

use super::OpenError;

/// Runs `scripts` (name and SQL); refuses a database that a newer program made or that was tampered with.
///
/// # Errors
/// [`OpenError::Schema`] for a name that does not do.
pub fn runner(scripts: &[(&str, &str)]) -> Result<Runner, OpenError> {
    let migrations = scripts.iter().map(|(name, sql)| Migration::unapplied(name, sql));
    let migrations = migrations.collect::<Result<Vec<_>, _>>().map_err(|cause| OpenError::Schema(Box::new(cause)))?;
    // Grouped: else a script and the line that says so are two transactions on SQLite, and a power cut between them leaves a
    // database that no start gets over.
    Ok(Runner::new(&migrations).set_abort_missing(true).set_abort_divergent(true).set_grouped(true))
}
