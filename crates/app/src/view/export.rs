//! Taking a session log away.

use std::path::Path;

use documents::session_log::{Format, Written};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

/// The format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// Excel workbook with a summary sheet.
    Xlsx,
    /// Comma-separated, UTF-8 with a byte-order mark.
    Csv,
}

impl ExportFormat {
    /// The end of a file's name, without its point.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Csv => Self::Csv,
        }
    }
}

/// How ID numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Numbers {
    /// `005******002`; the default.
    Masked,
    /// All twelve digits.
    Full,
}

/// What to export, and where to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ExportForm {
    /// The session.
    pub session: Uuid,
    /// The format.
    pub format: ExportFormat,
    /// Masked or full.
    pub numbers: Numbers,
    /// The language of headers and words: `vi` or `en`.
    pub language: Language,
    /// The file to write.
    pub path: String,
}

/// A language of the app.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// A written file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ExportedView {
    /// Where it lies.
    pub path: String,
    /// Rows of assists in it, or slips.
    pub rows: u32,
    /// Its size in bytes.
    pub bytes: u32,
}

impl ExportedView {
    /// What was written there.
    pub(crate) fn of(path: &Path, written: Written) -> Self {
        let bytes = u32::try_from(written.bytes).unwrap_or(u32::MAX);
        Self { path: path.display().to_string(), rows: written.rows, bytes }
    }
}
