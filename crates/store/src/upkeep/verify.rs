//! Is everything as it must be? Nothing is changed here.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DeviceId, EntryDigest, RecordId};
use journal::{Batch, CentrePublic, DevicePublic, Receipt};

use super::each_record;
use crate::branch::{self, Branch, Branches};
use crate::entry::{self, Spot, Touch};
use crate::error::StoreError;
use crate::identity::Held;
use crate::index;
use crate::open::Store;
use crate::project::project;
use crate::{follow_up, receipt, roster, standing, view};

/// Entries read at a time.
const RUN_MAX: u32 = 1024;

/// One thing that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Check {
    /// What.
    pub what: Checked,
    /// How many were looked at.
    pub count: u64,
    /// How many were not as they must be.
    pub bad: u64,
}

/// What [`Store::verify`] looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Checked {
    /// Every entry's digest, from each device's beginning on.
    Chain,
    /// Every line of the views, against what the journal says.
    Views,
    /// Everybody who must be on the search index is found there, and nobody else.
    Search,
    /// Every page of the file.
    File,
    /// Every receipt's signature, and that this laptop's own journal reaches as far as its receipts say.
    Receipts,
    /// Every frozen batch's signature and entries.
    Batches,
}

impl Check {
    const fn new(what: Checked) -> Self {
        Self { what, count: 0, bad: 0 }
    }

    const fn add(&mut self, good: bool) {
        self.count = self.count.saturating_add(1);
        if !good {
            self.bad = self.bad.saturating_add(1);
        }
    }
}

/// Adds a word to the sum of a place's words; their order does not matter.
fn with_word(sum: u128, word: &str) -> u128 {
    let digest = blake3::hash(word.as_bytes());
    let (half, _) = digest.as_bytes().split_first_chunk().unwrap_or((&[0; 16], &[]));
    sum.wrapping_add(u128::from_le_bytes(*half))
}

impl Store {
    /// Checks chain, views, search, file, receipts and batches; changes nothing.
    ///
    /// # Errors
    /// Only where reading was not possible at all; what was found bad is in the checks.
    pub fn verify(&self) -> Result<Vec<Check>, StoreError> {
        let mut checks = vec![self.check_file()?];
        if let Some(held) = &self.held {
            checks.push(self.check_chain(held)?);
            checks.push(self.check_views(held)?);
            checks.push(self.check_search()?);
            checks.push(self.check_batches()?);
            checks.push(self.check_receipts(held)?);
        }
        Ok(checks)
    }

    fn check_file(&self) -> Result<Check, StoreError> {
        let pages: i64 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let mut bad = 0_u64;
        for (pragma, good) in [("PRAGMA cipher_integrity_check", ""), ("PRAGMA integrity_check", "ok")] {
            let mut statement = self.db.prepare(pragma)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let line: String = row.get(0)?;
                bad = bad.saturating_add(u64::from(line != good));
            }
        }
        Ok(Check { what: Checked::File, count: u64::try_from(pages).unwrap_or_default(), bad })
    }

    fn check_chain(&self, held: &Held) -> Result<Check, StoreError> {
        let mut check = Check::new(Checked::Chain);
        for device in branch::devices(&self.db)? {
            let branches = Branches::of(&self.db, device)?;
            for branch in &branches.all {
                self.check_branch(held, device, &branches, branch, &mut check)?;
            }
        }
        Ok(check)
    }

    fn check_branch(
        &self,
        held: &Held,
        device: DeviceId,
        branches: &Branches,
        branch: &Branch,
        check: &mut Check,
    ) -> Result<(), StoreError> {
        let Some(mut previous) = self.before(held, device, branches, branch)? else {
            check.add(false);
            return Ok(());
        };
        let mut first = Spot { branch: branch.branch, seq: branch.first_seq };
        loop {
            let run = entry::run(&self.db, held, device, first, previous, RUN_MAX)?;
            for chained in &run {
                let digest = chained.entry.digest(previous, held.identity.commune, device);
                check.add(digest == chained.digest && chained.seq == first.seq);
                (first.seq, previous) = (first.seq.saturating_add(1), digest);
            }
            if run.is_empty() {
                return Ok(());
            }
        }
    }

    /// What the first entry of a branch names as its previous.
    fn before(
        &self,
        held: &Held,
        device: DeviceId,
        branches: &Branches,
        branch: &Branch,
    ) -> Result<Option<EntryDigest>, StoreError> {
        match branches.before(branch.branch) {
            Some(spot) => entry::digest_at(&self.db, device, spot),
            None => Ok(self.public(device)?.map(|key| key.beginning(held.identity.commune))),
        }
    }

    fn public(&self, device: DeviceId) -> Result<Option<DevicePublic>, StoreError> {
        let known = branch::device(&self.db, device)?;
        Ok(known.and_then(|(key, _)| DevicePublic::from_bytes(&key).ok()))
    }

    fn check_views(&self, held: &Held) -> Result<Check, StoreError> {
        let mut check = Check::new(Checked::Views);
        each_record(&self.db, &mut |record| self.check_record(held, record, &mut check))?;
        // Lines of no record at all.
        let lines = view::count(&self.db)?;
        check.bad = check.bad.saturating_add(lines.abs_diff(check.count));
        let follow_ups = follow_up::compare(&self.db)?;
        check.count = check.count.saturating_add(follow_ups.lines);
        check.bad = check.bad.saturating_add(follow_ups.bad);
        Ok(check)
    }

    fn check_record(&self, held: &Held, record: RecordId, check: &mut Check) -> Result<(), StoreError> {
        let touches = entry::touches(&self.db, held, record, i64::MAX)?;
        let entries: Vec<i64> = touches.iter().map(|touch: &Touch| touch.entry).collect();
        for touch in &touches {
            if standing::state(&self.db, touch.entry)? != standing::wanted(touch.judged) {
                check.bad = check.bad.saturating_add(1);
            }
        }
        let expected = project(&touches);
        check.count = check.count.saturating_add(expected.count());
        match view::read(&self.db, record, &entries) {
            Ok(found) if found == expected => {}
            Ok(_) | Err(StoreError::Row { .. }) => check.bad = check.bad.saturating_add(1),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The whole index is read once and compared person by person: asking it for each would take minutes.
    fn check_search(&self) -> Result<Check, StoreError> {
        let mut check = Check::new(Checked::Search);
        let mut expected = roster::indexed(&self.db)?;
        expected.extend(self.citizens_indexed()?);
        let mut found = self.on_index()?;
        for (place, words) in &expected {
            let words = words.split(' ').collect::<BTreeSet<_>>();
            check.add(found.remove(place) == Some(words.into_iter().fold(0, with_word)));
        }
        check.bad = check.bad.saturating_add(u64::try_from(found.len()).unwrap_or(u64::MAX));
        Ok(check)
    }

    /// A sum over the words of each place.
    fn on_index(&self) -> Result<BTreeMap<i64, u128>, StoreError> {
        self.db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab('main', 'search', 'instance')",
        )?;
        let mut statement = self.db.prepare("SELECT doc, term FROM temp.search_word")?;
        let mut rows = statement.query([])?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let sum = found.entry(row.get(0)?).or_default();
            *sum = with_word(*sum, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(found)
    }

    fn citizens_indexed(&self) -> Result<BTreeMap<i64, String>, StoreError> {
        let mut statement = self.db.prepare("SELECT entry FROM citizen ORDER BY entry")?;
        let mut rows = statement.query([])?;
        let mut places = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let Some(line) = view::citizen::at(&self.db, row.get(0)?)? else { continue };
            places.extend(index::citizen(&self.db, &line)?);
        }
        Ok(places)
    }

    fn check_batches(&self) -> Result<Check, StoreError> {
        let mut check = Check::new(Checked::Batches);
        for device in branch::devices(&self.db)? {
            let (branches, key) = (Branches::of(&self.db, device)?, self.public(device)?);
            for frozen in self.batches_from(device, 0, u32::MAX)? {
                let bytes = self.batch(&frozen.span)?.unwrap_or_default();
                let entries = Batch::read(&bytes).ok().zip(key).and_then(|(batch, key)| batch.verify(&key).ok());
                let here = branches.find(&self.db, frozen.span.last, frozen.span.head)?.is_some();
                check.add(entries.is_some() && here);
            }
        }
        Ok(check)
    }

    fn check_receipts(&self, held: &Held) -> Result<Check, StoreError> {
        let mut check = Check::new(Checked::Receipts);
        let key = self.centre()?.and_then(|centre| CentrePublic::from_bytes(&centre.public_key).ok());
        for device in branch::devices(&self.db)? {
            let branches = Branches::of(&self.db, device)?;
            for receipt in receipt::of_device(&self.db, device)? {
                let signed = Receipt::read(&receipt.row.bytes).ok().zip(key.as_ref());
                let signed = signed.is_some_and(|(receipt, key)| receipt.verify(key).is_ok());
                let own = device == held.identity.device;
                let here = branches.find(&self.db, receipt.row.up_to_seq, receipt.head)?.is_some();
                check.add(signed && (here || !own));
            }
        }
        Ok(check)
    }
}
