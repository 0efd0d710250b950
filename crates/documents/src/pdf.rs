//! Pages to print: a document drawn with lines of text, rules, frames, tables and codes. Equal input makes equal bytes.
//! Never here: what a page is about, or in which language.

mod face;
mod mark;
mod sheet;
mod table;

use std::io::{self, Write as _};
use std::path::Path;

use chrono::NaiveDate;

pub use face::Weight;
pub use mark::Ink;
pub use sheet::{Align, Sheet, Style};
pub use table::{Column, Table};

use crate::session_log::{ExportError, begin_part, settle_part};

/// Most pages of one document.
pub const PAGES_MAX: usize = 500;
/// Longest text that is set as one paragraph, in bytes.
pub const PARAGRAPH_BYTES_MAX: usize = 20_000;

/// Millimetres as points, the measure of everything on a page.
#[must_use]
pub const fn mm(mm: f32) -> f32 {
    mm * 72.0 / 25.4
}

/// A size of paper, upright unless its name says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 210 mm, lying: for wide tables.
    A4Wide,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// Width and height in points.
    #[must_use]
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (mm(210.0), mm(297.0)),
            Self::A4Wide => (mm(297.0), mm(210.0)),
            Self::A5 => (mm(148.0), mm(210.0)),
        }
    }
}

/// What a reader of the file is told about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its language: `vi`, `en`.
    pub language: &'static str,
    /// The day of the document; a clock is never asked.
    pub day: NaiveDate,
}

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// More pages than [`PAGES_MAX`].
    #[error("a document takes at most {PAGES_MAX} pages")]
    TooManyPages,
    /// A paragraph longer than [`PARAGRAPH_BYTES_MAX`], or more than its place holds.
    #[error("a text does not fit its place")]
    TextTooLong,
    /// The built-in typeface or a measure of ours is no good: a fault of the program.
    #[error("the page cannot be drawn")]
    Drawing,
}

/// Puts a document into its place: whole or not at all. Returns its size in bytes.
///
/// # Errors
/// What the disk says; then nothing lies at the path that did not lie there before.
pub fn write(bytes: &[u8], path: &Path) -> Result<u64, ExportError> {
    let mut part = begin_part(path)?;
    let written: io::Result<()> = part.write_all(bytes);
    written?;
    settle_part(part, path)
}
