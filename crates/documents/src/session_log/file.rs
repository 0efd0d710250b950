//! A log written to a place of the person's choice: whole or not at all.
//! A hidden part file in the same folder becomes the file when everything is on the disk; nothing else holds a text in clear.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{CsvLog, ExportError, Heading, LogRow, ROWS_MAX, Summary, XlsxLog};

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel workbook: the log and a summary sheet.
    Xlsx,
    /// Comma-separated text: the log alone.
    Csv,
}

/// A written file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Lines of assists in it.
    pub rows: u32,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A file being written; dropped before [`SessionLogFile::finish`] it leaves nothing behind.
pub struct SessionLogFile {
    path: PathBuf,
    part: NamedTempFile,
    log: Log,
    rows: u32,
}

enum Log {
    Xlsx(Box<XlsxLog>),
    Csv(Box<CsvLog<BufWriter<File>>>),
}

impl SessionLogFile {
    /// Begins a file that will lie at `path`, in place of what may lie there.
    ///
    /// # Errors
    /// More than [`ROWS_MAX`] lines expected, bad sheet names, or what the disk says.
    pub fn create(path: &Path, format: Format, heading: &Heading) -> Result<Self, ExportError> {
        if heading.rows_expected > ROWS_MAX {
            return Err(ExportError::TooManyRows { rows_max: ROWS_MAX });
        }
        let (folder, part) = (folder_of(path), begin_part(path)?);
        let log = match format {
            Format::Xlsx => Log::Xlsx(Box::new(XlsxLog::begin(heading, folder)?)),
            Format::Csv => Log::Csv(Box::new(CsvLog::begin(heading, BufWriter::new(part.as_file().try_clone()?))?)),
        };
        Ok(Self { path: path.to_owned(), part, log, rows: 0 })
    }

    /// Adds one assist.
    ///
    /// # Errors
    /// More than [`ROWS_MAX`] lines, a text too long for a cell, or what the disk says.
    pub fn row(&mut self, row: &LogRow<'_>) -> Result<(), ExportError> {
        match &mut self.log {
            Log::Xlsx(log) => log.row(row)?,
            Log::Csv(log) => log.row(row)?,
        }
        self.rows = self.rows.saturating_add(1);
        Ok(())
    }

    /// Adds the summary, waits until the disk has everything, and puts the file in its place.
    ///
    /// # Errors
    /// What the disk says; then nothing lies at the path that did not lie there before.
    pub fn finish(self, summary: &Summary) -> Result<Written, ExportError> {
        match self.log {
            Log::Xlsx(log) => log.finish(summary, BufWriter::new(self.part.as_file()))?,
            Log::Csv(log) => drop(log.finish()?.into_inner().map_err(|error| error.into_error())?),
        }
        Ok(Written { rows: self.rows, bytes: settle_part(self.part, &self.path)? })
    }
}

/// A hidden part file beside the place of the file it may become.
pub(crate) fn begin_part(path: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".donghanh-").suffix(".part").tempfile_in(folder_of(path))
}

/// Waits until the disk has everything, and puts the file in its place; returns its size in bytes.
pub(crate) fn settle_part(part: NamedTempFile, path: &Path) -> Result<u64, ExportError> {
    part.as_file().sync_all()?;
    let bytes = part.as_file().metadata()?.len();
    part.persist(path).map_err(|error| error.error)?;
    sync_folder(folder_of(path))?;
    Ok(bytes)
}

/// The folder a path lies in; a bare name lies in the current one.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// After it the new name is on the disk too, so that a stick may be pulled out.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows makes a rename durable by itself and cannot open folders.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_lies_in_the_current_folder() {
        assert_eq!(folder_of(Path::new("nhat-ky.csv")), Path::new("."));
        assert_eq!(folder_of(Path::new("/usb/nhat-ky.csv")), Path::new("/usb"));
    }
}
