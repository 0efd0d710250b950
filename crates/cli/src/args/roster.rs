//! The words about the police's lists.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What can be done with lists.
#[derive(Subcommand, Debug)]
pub enum RosterDo {
    /// Take a list in (leaders): XLSX, XLS, ODS, CSV or TSV.
    Import(RosterImport),
}

/// A list to take in.
#[derive(Args, Debug)]
pub struct RosterImport {
    /// The file.
    pub path: PathBuf,
    /// Only say what would come of it, row by row.
    #[arg(long)]
    pub dry_run: bool,
    /// The day of the list, YYYY-MM-DD; today if not given.
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// It is the whole list of its villages and units: who is not on it is taken off.
    #[arg(long)]
    pub whole: bool,
    /// What a name of the list means: "NAME=VILLAGE OR UNIT", or "NAME=+" to add a village; repeat. "=VILLAGE" is for rows
    /// that name none.
    #[arg(long = "village", value_name = "MAP")]
    pub villages: Vec<String>,
    /// Write refused rows to this file, to be mended and taken in again. It holds personal data: keep it safe.
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
}
