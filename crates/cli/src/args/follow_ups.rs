//! The words about people to be met again.

use std::path::{Path, PathBuf};

use app::view::follow_up::CallSheetFormat;
use clap::{Args, Subcommand, ValueEnum};
use uuid::Uuid;

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
        format: Option<SheetFormat>,
    },
}

/// A call sheet's format.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SheetFormat {
    /// To print, a new page for each village.
    Pdf,
    /// Excel.
    Xlsx,
    /// Comma-separated.
    Csv,
}

impl SheetFormat {
    /// The one named, or what the file's ending says; else Excel.
    pub fn of(named: Option<Self>, path: &Path) -> CallSheetFormat {
        let ends = |with: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(with));
        match named {
            Some(Self::Pdf) => CallSheetFormat::Pdf,
            Some(Self::Csv) => CallSheetFormat::Csv,
            Some(Self::Xlsx) => CallSheetFormat::Xlsx,
            None if ends("pdf") => CallSheetFormat::Pdf,
            None if ends("csv") => CallSheetFormat::Csv,
            None => CallSheetFormat::Xlsx,
        }
    }
}
