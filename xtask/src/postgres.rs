//! A PostgreSQL server of a command's own, thrown away with it.

use std::process::Command;

use crate::process;

/// A server of the tests' own, below a temporary folder also for root. It must force its commits to the disk, or no
/// centre starts on it, and each of many tests at once holds two nodes' connections.
const PG_VIRTUALENV: &[&str] = &["-t", "-o", "fsync=on", "-o", "max_connections=500"];

/// The same command beside a PostgreSQL server that ends with it.
pub fn beside(command: &Command) -> Command {
    let mut server = Command::new("pg_virtualenv");
    server.args(PG_VIRTUALENV).arg(command.get_program());
    process::behind(server, command)
}
