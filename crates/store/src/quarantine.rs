//! What leaders look at when somebody was revoked: the entries that wait, every leader's act, who counts, and up to where
//! each laptop's journal is known here.

use std::collections::BTreeMap;

use domain::authority::Accepted;
use domain::edit::{Edit, Kind};
use domain::ids::MemberId;
use domain::record::Certified;
use journal::{Entry, Standing};
use rusqlite::{Row, named_params};

use crate::branch::{self, Branch, Branches};
use crate::column::Table;
use crate::entry::{self, Spot};
use crate::error::StoreError;
use crate::number::unsigned;
use crate::open::Store;
use crate::rows::{ActRow, QuarantineRow};
use crate::standing::said;
use crate::view::list;

const ASSIST: Table = Table("assist");
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

    /// How many entries in quarantine no leader has decided about.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn waiting(&self) -> Result<u32, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT count(*) FROM quarantine WHERE refused = 0")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// When each member last logged something that counts, ms since 1970 UTC by their laptops' clocks. Reads every assist
    /// once.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn last_logged(&self) -> Result<BTreeMap<MemberId, i64>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT member, max(wall_ms) AS wall_ms FROM (
                 SELECT member, wall_ms FROM assist UNION ALL SELECT member, wall_ms FROM session
                 UNION ALL SELECT member, wall_ms FROM outreach
             ) WHERE member IS NOT NULL GROUP BY member",
        )?;
        let mut rows = statement.query([])?;
        let mut last = BTreeMap::new();
        while let Some(row) = rows.next()? {
            last.insert(ASSIST.id(row, "member")?, ASSIST.get(row, "wall_ms")?);
        }
        Ok(last)
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

    /// The newest entry known here of every branch of every laptop, or the one before the first that is in quarantine:
    /// what a revocation accepts.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tips(&self) -> Result<Vec<Accepted>, StoreError> {
        let mut tips = Vec::new();
        for device in branch::devices(&self.db)? {
            let branches = Branches::of(&self.db, device)?;
            for branch in &branches.all {
                tips.push(self.tip(&branches, branch)?);
            }
        }
        Ok(tips)
    }

    fn tip(&self, branches: &Branches, branch: &Branch) -> Result<Accepted, StoreError> {
        let device = branches.device;
        let mut statement = self.db.prepare_cached(
            "SELECT min(seq) FROM quarantine JOIN entry ON entry.id = quarantine.entry
             WHERE device = :device AND branch = :branch",
        )?;
        let params = named_params! { ":device": device.as_bytes(), ":branch": branch.branch };
        let waits: Option<i64> = statement.query_row(params, |row| row.get(0))?;
        let last = waits.and_then(unsigned).map_or(branch.tip_seq, |seq| seq.saturating_sub(1));
        let here = Spot { branch: branch.branch, seq: last };
        let spot = if last >= branch.first_seq { Some(here) } else { branches.before(branch.branch) };
        let head = spot.map(|spot| entry::digest_at(&self.db, device, spot)).transpose()?.flatten();
        Ok(Accepted { device, seq: head.and(spot).map_or(0, |spot| spot.seq), head })
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
        self.members.extend(&one.members);
        (self.from_ms, self.to_ms) = (self.from_ms.min(one.from_ms), self.to_ms.max(one.to_ms));
    }
}

fn single(row: &Row<'_>) -> Result<QuarantineRow, StoreError> {
    let (kind, bytes): (u8, Vec<u8>) = (ENTRY.get(row, "kind")?, ENTRY.get(row, "bytes")?);
    let seq = ENTRY.read(row, "seq", unsigned)?;
    let header = Entry::read(&bytes).map_err(|_| StoreError::Entry)?.header().ok();
    let wall_ms = header.map_or(0, |header| header.stamp.wall_ms);
    let member = header.and_then(|header| header.member);
    Ok(QuarantineRow {
        device: ENTRY.device(row, "device")?,
        first: seq,
        last: seq,
        head: ENTRY.digest(row, "digest")?,
        entries: 1,
        assists: u32::from(kind == Kind::Assist.code()),
        members: member.into_iter().collect(),
        from_ms: wall_ms,
        to_ms: wall_ms,
        refused: QUARANTINE.get(row, "refused")?,
    })
}
