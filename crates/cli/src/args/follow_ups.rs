//! The words about people to be met again.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Format;

/// Whose follow-ups.
#[derive(Args, Debug)]
pub struct Where {
    /// Only those of this village, by name.
    #[arg(long)]
    pub village: Option<String>,
    /// Only those of people with no village.
    #[arg(long, conflicts_with = "village")]
    pub no_village: bool,
}

/// What can be done with follow-ups.
#[derive(Subcommand, Debug)]
pub enum FollowUpsDo {
    /// Note what came of a call.
    Call {
        /// The citizen's record.
        citizen: Uuid,
        /// no-answer, will-come, moved-away, done-elsewhere, not-wanted.
        result: String,
        /// The day agreed on, YYYY-MM-DD.
        #[arg(long, value_name = "DAY")]
        again: Option<String>,
    },
    /// Show somebody's phone.
    Phone {
        /// The citizen's record.
        citizen: Uuid,
    },
    /// Write a call sheet. It holds names and whole phone numbers: keep it safe.
    Sheet {
        /// The file to write.
        path: PathBuf,
        /// Format; taken from the file's ending if not given.
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
}
