//! The command line of `donghanh-server`: what can be asked of it. What can be chosen is in `choices`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::Choices;

/// A set-up code is valid at most this many days.
pub const SETUP_CODE_DAYS_MAX: u16 = 365;

/// The central endpoint of Đồng Hành: keeps what the laptops send, proves that it arrived, passes it on.
#[derive(Parser, Debug)]
#[command(name = "donghanh-server", version)]
pub struct Arguments {
    /// A TOML file of settings under the names of their flags (`listen = "127.0.0.1:8686"`). A flag goes before the
    /// environment, and that before the file.
    #[arg(long, global = true, env = "DONGHANH_SERVER_CONFIG", value_name = "FILE", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// By flags and environment.
    #[command(flatten)]
    pub choices: Choices,
    /// What is wanted.
    #[command(subcommand)]
    pub command: Command,
}

/// What `donghanh-server` can be told to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Listen until told to stop (SIGTERM or Ctrl+C).
    Serve,
    /// The settings as they come together from flags, environment and file.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Communes of this centre.
    #[command(subcommand)]
    Commune(CommuneCommand),
    /// Bundles that somebody carried here on a stick.
    #[command(subcommand)]
    Bundle(BundleCommand),
    /// Say that the database was restored from a backup: a new log id makes every laptop offer again what it holds.
    Restored,
}

/// What can be done about settings.
#[derive(Subcommand, Debug)]
pub enum ConfigCommand {
    /// Check the settings and the files they name, and show what holds, without secrets. Nothing is opened or made.
    Check,
}

/// What can be done about communes.
#[derive(Subcommand, Debug)]
pub enum CommuneCommand {
    /// Make a one-time set-up code that admits one commune. It is shown once and kept as a hash only.
    Add {
        /// The code admits a practice commune and nothing else.
        #[arg(long)]
        practice: bool,
        /// How long the code is valid, in days.
        #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=i64::from(SETUP_CODE_DAYS_MAX)))]
        days: u16,
        /// Print JSON for machines.
        #[arg(long)]
        json: bool,
    },
    /// List the communes admitted, with counts.
    List {
        /// Print JSON for machines.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done about bundles.
#[derive(Subcommand, Debug)]
pub enum BundleCommand {
    /// Take in a bundle, as if it had come by network, and write the return with the receipts.
    Import {
        /// The bundle.
        file: PathBuf,
        /// Where the return goes, for the way back.
        #[arg(long = "return", value_name = "FILE")]
        back: PathBuf,
        /// Print JSON for machines.
        #[arg(long)]
        json: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_shows_no_secret_of_the_environment() {
        let hidden =
            Arguments::command().get_arguments().find(|it| it.get_id() == "db").map(clap::Arg::is_hide_env_values_set);
        assert_eq!(hidden, Some(true), "a database address may carry a password");
    }
}
