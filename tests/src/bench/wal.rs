//! Commits and pages, counted in the write-ahead log that SQLite leaves: the form is part of its file format
//! (sqlite.org/fileformat2.html, "The Write-Ahead Log"); SQLCipher encrypts pages, never headers.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

const HEADER_BYTES: u64 = 32;
const FRAME_HEADER_BYTES: u64 = 24;
const PAGE_BYTES: u64 = 4096;

/// The log of a database.
pub(super) struct Wal {
    path: PathBuf,
}

/// How far the log has been written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Mark {
    salts: [u8; 8],
    frames: u64,
}

/// What was written since.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Written {
    pub(super) commits: u64,
    pub(super) pages: u64,
}

impl Wal {
    /// The log beside a database.
    pub(super) fn of(database: &Path) -> Self {
        let mut path = database.to_owned().into_os_string();
        path.push("-wal");
        Self { path: path.into() }
    }

    /// How far it is written now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn mark(&self) -> Result<Mark> {
        let (mark, _) = self.walk(Mark::default())?;
        Ok(mark)
    }

    /// What was written since a mark; a log begun anew since is counted from its beginning.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn since(&self, mark: Mark) -> Result<(Mark, Written)> {
        self.walk(mark)
    }

    fn walk(&self, from: Mark) -> Result<(Mark, Written)> {
        let Some((mut file, salts)) = self.open()? else { return Ok(Default::default()) };
        let mut mark = Mark { salts, frames: if from.salts == salts { from.frames } else { 0 } };
        let (mut at, mut written) = (mark.frames, Written::default());
        while let Some(closes) = frame(&mut file, at, salts)? {
            at += 1;
            if closes {
                written.commits += 1;
                written.pages += at - mark.frames;
                mark.frames = at;
            }
        }
        Ok((mark, written))
    }

    /// The file and the mark of its present round; none where nothing was written yet.
    fn open(&self) -> Result<Option<(File, [u8; 8])>> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let mut header = [0; 32];
        if !filled(&mut file, &mut header)? {
            return Ok(None);
        }
        let [.., salts, _checksum] = *header.as_chunks::<8>().0 else { bail!("a log's header has four parts") };
        Ok(Some((file, salts)))
    }
}

/// Whether the frame closes a commit; none behind the last frame of this round.
fn frame(file: &mut File, at: u64, salts: [u8; 8]) -> Result<Option<bool>> {
    file.seek(SeekFrom::Start(HEADER_BYTES + at * (FRAME_HEADER_BYTES + PAGE_BYTES)))?;
    let mut header = [0; 16];
    if !filled(file, &mut header)? {
        return Ok(None);
    }
    let [numbers, of_round] = *header.as_chunks::<8>().0 else { bail!("a frame's header begins with two parts") };
    let pages_after: [u8; 4] = *numbers.last_chunk().context("four of eight bytes")?;
    Ok((of_round == salts).then_some(pages_after != [0; 4]))
}

fn filled(file: &mut File, bytes: &mut [u8]) -> Result<bool> {
    match file.read_exact(bytes) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        read => Ok(read.map(|()| true)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn commits_and_pages_are_counted_also_over_a_new_round() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let db = Connection::open(&path).unwrap();
        let wal = Wal::of(&path);
        assert_eq!(wal.mark().unwrap(), Mark::default());
        db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b)").unwrap();
        let mark = wal.mark().unwrap();
        db.execute_batch("INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)").unwrap();
        let (mark, written) = wal.since(mark).unwrap();
        assert_eq!(written, Written { commits: 2, pages: 2 });
        assert_eq!(wal.since(mark).unwrap().1, Written::default());
        db.execute_batch("PRAGMA wal_checkpoint(FULL); INSERT INTO a VALUES (3)").unwrap();
        assert_eq!(wal.since(mark).unwrap().1, Written { commits: 1, pages: 1 });
    }
}
