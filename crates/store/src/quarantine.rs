//! What leaders look at when somebody was revoked: the entries that wait, every leader's act, who counts, and up to where
//! each laptop's journal is known here.

use domain::authority::Accepted;
use domain::edit::{Edit, Kind};
use domain::record::Certified;
use journal::{Entry, Standing};
use rusqlite::Row;

use crate::branch::{self, Branches};
use crate::column::Table;
use crate::entry;
use crate::error::StoreError;
use crate::number::unsigned;
use crate::open::Store;
use crate::rows::{ActRow, QuarantineRow};
use crate::standing::said;
use crate::view::list;

const ENTRY: Table = Table("entry");
const QUARANTINE: Table = Table("quarantine");

impl Store {
    /// Whose word counts; none before [`Store::begin`].
    #[must_use]
    pub fn standing(&self) -> Option<&Standing> {
        self.held.as_ref().map(|held| held.standing.as_ref())
    }

    /// Runs of entries in quarantine, by laptop and number.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn quarantine(&self) -> Result<Vec<QuarantineRow>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT device, branch, seq, digest, kind, bytes, refused FROM quarantine
             JOIN entry ON entry.id = quarantine.entry ORDER BY device, branch, seq",
        )?;
        let mut rows = statement.query([])?;
        let (mut runs, mut last_branch): (Vec<QuarantineRow>, i64) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let (one, branch) = (single(row)?, ENTRY.get(row, "branch")?);
            match runs.last_mut() {
                Some(run) if branch == last_branch && run.goes_on_with(&one) => run.add(&one),
                Some(_) | None => runs.push(one),
            }
            last_branch = branch;
        }
        Ok(runs)
    }

    /// Every leader's act of one kind known here, in the order they came in, with what it counts.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn acts(&self, kind: Kind) -> Result<Vec<ActRow>, StoreError> {
        let Some(held) = &self.held else { return Ok(Vec::new()) };
        let all = entry::of_kind(&self.db, held.identity.commune, kind)?;
        let row = |chained: &journal::Chained| {
            let header = chained.entry.header().ok()?;
            let edit: Edit = said(chained)?;
            let word = held.standing.act(chained.digest);
            Some(ActRow { digest: chained.digest, device: chained.device, stamp: header.stamp, edit, word })
        };
        Ok(all.iter().filter_map(row).collect())
    }

    /// Certificates that entries published, with the names of laptops, in the order they came in.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn certificates(&self) -> Result<Vec<Certified>, StoreError> {
        Ok(list::certificates(&self.db)?.into_iter().map(|(_, certified)| certified).collect())
    }

    /// The newest entry known here of every branch of every laptop: what a revocation accepts.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tips(&self) -> Result<Vec<Accepted>, StoreError> {
        let mut tips = Vec::new();
        for device in branch::devices(&self.db)? {
            for branch in Branches::of(&self.db, device)?.all {
                let tip = entry::tip(&self.db, device, branch.branch)?;
                tips.push(match tip {
                    Some((seq, head)) => Accepted { device, seq, head: Some(head) },
                    None => Accepted { device, seq: 0, head: None },
                });
            }
        }
        Ok(tips)
    }

    /// Forgets the commune's root key: from now on it lies in the recovery box alone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn forget_root(&mut self) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM held_key WHERE name = 3", [])?;
        Ok(())
    }
}

impl QuarantineRow {
    fn goes_on_with(&self, one: &Self) -> bool {
        self.device == one.device && self.refused == one.refused && self.last.checked_add(1) == Some(one.first)
    }

    fn add(&mut self, one: &Self) {
        (self.last, self.head) = (one.last, one.head);
        self.entries = self.entries.saturating_add(1);
        self.assists = self.assists.saturating_add(one.assists);
        (self.from_ms, self.to_ms) = (self.from_ms.min(one.from_ms), self.to_ms.max(one.to_ms));
    }
}

fn single(row: &Row<'_>) -> Result<QuarantineRow, StoreError> {
    let (kind, bytes): (u8, Vec<u8>) = (ENTRY.get(row, "kind")?, ENTRY.get(row, "bytes")?);
    let seq = ENTRY.read(row, "seq", unsigned)?;
    let header = Entry::read(&bytes).map_err(|_| StoreError::Entry)?.header().ok();
    let wall_ms = header.map_or(0, |header| header.stamp.wall_ms);
    Ok(QuarantineRow {
        device: ENTRY.device(row, "device")?,
        first: seq,
        last: seq,
        head: ENTRY.digest(row, "digest")?,
        entries: 1,
        assists: u32::from(kind == Kind::Assist.code()),
        from_ms: wall_ms,
        to_ms: wall_ms,
        refused: QUARANTINE.get(row, "refused")?,
    })
}
