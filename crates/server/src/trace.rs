//! The log: one JSON line per event on standard error. Values are fields with units; nothing in it is about a person.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

/// Starts logging for the whole process; `filter` reads like `info` or `server=debug`.
///
/// # Errors
/// When the filter is not understood.
pub fn start(filter: &str) -> Result<(), ParseError> {
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(self::filter(filter)?);
    // Somebody else's subscriber (a test's) may be there already: it stays.
    let _ = log.with_writer(std::io::stderr).try_init();
    Ok(())
}

/// Reads a filter.
///
/// # Errors
/// When it is not understood.
pub fn filter(text: &str) -> Result<EnvFilter, ParseError> {
    EnvFilter::try_new(text)
}
