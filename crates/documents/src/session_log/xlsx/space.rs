//! Free room while a long log streams to disk: the library panics when its part file cannot grow, so it is asked for in time.

use std::io;
use std::path::{Path, PathBuf};

use super::super::{COLUMNS, Cell, ExportError};

/// Asked again after this much text, in bytes.
const WINDOW_BYTES: u64 = 4 << 20;
/// Must stay free beyond the window, in bytes: for the workbook itself and for what other programs write meanwhile.
const RESERVE_BYTES: u64 = 64 << 20;
/// Mark-up around a cell, at most, in bytes.
const CELL_BYTES: u64 = 80;
/// Escaping makes one byte seven, at most (`_x000A_`).
const ESCAPE_FACTOR: u64 = 7;

/// The room left in a folder.
pub(super) struct Space {
    folder: PathBuf,
    claimed_bytes: u64,
}

impl Space {
    /// The room in `folder`, to be asked for at the first claim.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), claimed_bytes: WINDOW_BYTES }
    }

    /// Claims room for a line.
    ///
    /// # Errors
    /// The disk is full, or the folder is gone.
    pub(super) fn claim(&mut self, cells: &[Cell<'_>; COLUMNS]) -> Result<(), ExportError> {
        let bytes = cells.iter().map(bytes_at_most).sum::<u64>();
        self.claimed_bytes = self.claimed_bytes.saturating_add(bytes);
        if self.claimed_bytes < WINDOW_BYTES {
            return Ok(());
        }
        self.claimed_bytes = 0;
        enough(fs4::available_space(&self.folder)?, bytes)
    }
}

fn enough(free_bytes: u64, line_bytes: u64) -> Result<(), ExportError> {
    let needed_bytes = RESERVE_BYTES.saturating_add(WINDOW_BYTES).saturating_add(line_bytes);
    if free_bytes < needed_bytes {
        return Err(ExportError::DiskFull(io::ErrorKind::StorageFull.into()));
    }
    Ok(())
}

fn bytes_at_most(cell: &Cell<'_>) -> u64 {
    let text_bytes = match cell {
        Cell::Text(text) => u64::try_from(text.len()).unwrap_or(u64::MAX),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) | Cell::Time(_) => 0,
    };
    text_bytes.saturating_mul(ESCAPE_FACTOR).saturating_add(CELL_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_nearly_full_is_called_full() {
        assert!(enough(1 << 30, 10_000).is_ok());
        assert!(matches!(enough(RESERVE_BYTES, 10_000), Err(ExportError::DiskFull(_))));
    }

    #[test]
    fn a_folder_that_is_gone_is_an_error_and_no_panic() {
        let folder = tempfile::tempdir().unwrap();
        let mut space = Space::of(&folder.path().join("gone"));
        let claim = space.claim(&[const { Cell::Empty }; COLUMNS]);
        assert!(matches!(claim, Err(ExportError::CannotWrite(_))));
    }
}
