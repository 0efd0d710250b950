//! Words for taking a session log away.

use std::path::PathBuf;

use app::view::export::{ExportFormat, Numbers};
use clap::{Args, ValueEnum};
use uuid::Uuid;

/// An export.
#[derive(Args, Debug)]
pub struct Export {
    /// The session; the open one if not given.
    #[arg(long)]
    pub session: Option<Uuid>,
    /// Format; taken from the file's ending if not given.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write all twelve digits of ID numbers instead of 005******002.
    #[arg(long)]
    pub full_numbers: bool,
    /// The file to write.
    pub path: PathBuf,
}

impl Export {
    /// The format named, or the one that the file's ending says.
    pub fn format(&self) -> ExportFormat {
        Format::of(self.format, &self.path)
    }

    /// Masked unless all digits were asked for.
    pub const fn numbers(&self) -> Numbers {
        if self.full_numbers { Numbers::Full } else { Numbers::Masked }
    }
}

/// A file format.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Excel.
    Xlsx,
    /// Comma-separated.
    Csv,
}

impl Format {
    /// The one named, or what the file's ending says; else Excel.
    pub fn of(named: Option<Self>, path: &std::path::Path) -> ExportFormat {
        let by_ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        match named {
            Some(Self::Csv) => ExportFormat::Csv,
            Some(Self::Xlsx) => ExportFormat::Xlsx,
            None if by_ending => ExportFormat::Csv,
            None => ExportFormat::Xlsx,
        }
    }
}
