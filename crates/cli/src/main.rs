//! `donghanh`: arguments → app → text or JSON. Every command unlocks, does one thing, and ends.

mod act;
mod args;
mod difficulty;
mod fill;
mod follow_ups;
mod input;
mod misuse;
mod office;
mod roster;
mod say;
mod slips;
mod text;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::say::Say;

/// Exit code of a command that the app refused; 2 is clap's for words it does not know.
const REFUSED: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|complaint| misuse::discreet(complaint).exit());
    let say = Say::new(cli.json, cli.language.into());
    match act::run(cli, &say) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            say.refusal(&refusal);
            ExitCode::from(REFUSED)
        }
    }
}
