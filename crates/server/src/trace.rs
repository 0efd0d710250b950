//! The log: one JSON line per event on standard error. Values are fields with units; nothing in it is about a person.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

/// Starts logging for the whole process; `filter` reads like `info` or `server=debug`.
///
/// # Errors
/// When the filter is not understood.
pub fn start(filter: &str) -> Result<(), ParseError> {
    let filter = EnvFilter::try_new(filter)?;
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter);
    // Somebody else's subscriber (a test's) may be there already: it stays.
    let _ = log.with_writer(std::io::stderr).try_init();
    Ok(())
}
