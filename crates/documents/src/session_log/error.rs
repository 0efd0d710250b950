//! Why a log could not be written; never a text of the log itself.

use std::error::Error;
use std::io;

use rust_xlsxwriter::XlsxError;

use crate::pdf::PdfError;

/// Why a log could not be written. Nothing is left at the place asked for; what stood there before stands there still.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No room is left on the disk or stick.
    #[error("no room is left where the file should lie")]
    DiskFull(#[source] io::Error),
    /// The folder is missing or read-only, the stick was pulled out, or another program holds the file open.
    #[error("the file cannot be written")]
    CannotWrite(#[source] io::Error),
    /// More lines than a sheet takes.
    #[error("a log takes at most {rows_max} lines")]
    TooManyRows {
        /// The bound.
        rows_max: u32,
    },
    /// A text longer than a cell takes.
    #[error("a text is longer than {chars_max} characters")]
    TextTooLong {
        /// The bound, in UTF-16 units.
        chars_max: usize,
    },
    /// The caller's sheet names are empty or equal.
    #[error("the sheets need two different names")]
    SheetNames,
    /// A page to print cannot be drawn, or there are too many of them.
    #[error("the pages cannot be made")]
    Pages(#[from] PdfError),
    /// The library refused something of our making.
    #[error("the workbook cannot be made")]
    Workbook(#[source] Box<XlsxError>),
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        if full { Self::DiskFull(error) } else { Self::CannotWrite(error) }
    }
}

impl From<XlsxError> for ExportError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of its own mistakes grows with it")]
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error.into(),
            XlsxError::ZipError(error) => zip_error(error),
            XlsxError::MaxStringLengthExceeded => Self::TextTooLong { chars_max: super::CELL_TEXT_MAX },
            other => Self::Workbook(Box::new(other)),
        }
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// The archive wraps what the disk said; the kind is what the person must be told.
fn zip_error(error: impl Error + Send + Sync + 'static) -> ExportError {
    let kind = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .map_or(io::ErrorKind::Other, io::Error::kind);
    io::Error::new(kind, error).into()
}
