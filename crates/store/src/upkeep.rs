//! Keeping the file sound: views rebuilt from the journal, everything verified, and the tidying that no save waits for.

mod verify;

use domain::ids::RecordId;
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::apply;
use crate::entry;
use crate::error::StoreError;
use crate::identity::Held;
use crate::index::{self, Changes};
use crate::open::Store;
use crate::project::project;
use crate::receive::ItemOutcome;
use crate::rows::Matter;
use crate::{follow_up, identity, roster, view};

pub use verify::{Check, Checked};

/// Raised when this program reads entries into views in another way (a rule row counts too: follow-ups have its days): older files are then rebuilt as they are opened.
pub(crate) const VIEWS_VERSION: i64 = 6;
/// People put on the index at a time while it is made anew.
const INDEXED_AT_ONCE: usize = 10_000;

impl Store {
    /// Makes every view and the search index anew from the journal, in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`]; the old views stand then.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        if self.held.is_none() {
            return Ok(());
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let held = identity::load(&tx)?;
        let Some(held) = &held else { return Ok(()) };
        view::empty(&tx)?;
        index::empty(&tx)?;
        read_anew(&tx, held)?;
        follow_up::rebuild(&tx)?;
        roster::rebuild(&tx, held)?;
        tx.execute("UPDATE identity SET views_version = :version", named_params! { ":version": VIEWS_VERSION })?;
        Ok(tx.commit()?)
    }

    /// Merges some of the search index and moves the write-ahead log into the file; for idle moments, never in a save.
    /// `pages` bounds the merging. Returns whether there is more to merge.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tidy(&mut self, pages: u32) -> Result<bool, StoreError> {
        let before = self.db.total_changes();
        self.db
            .execute("INSERT INTO search (search, rank) VALUES ('merge', :pages)", named_params! { ":pages": pages })?;
        // The index counts two changes where it had something to merge (sqlite.org/fts5.html, 'merge').
        let merged = self.db.total_changes().saturating_sub(before) >= 2;
        self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(merged)
    }

    /// After an upgrade that reads entries in another way, everything is read again, what could not be read before too.
    pub(crate) fn rebuild_if_read_anew(&mut self) -> Result<(), StoreError> {
        if self.held.is_none() {
            return Ok(());
        }
        let version: i64 = self.db.query_row("SELECT views_version FROM identity", [], |row| row.get(0))?;
        if version == VIEWS_VERSION {
            return Ok(());
        }
        self.rebuild()?;
        self.take_strange_items()
    }

    /// Items of kinds that were unknown when they came in.
    fn take_strange_items(&mut self) -> Result<(), StoreError> {
        for item in strange_items(&self.db)? {
            // A stamp is judged when its item comes in; these came in long ago.
            match self.receive(&[&item], i64::MAX).map(|received| received.outcomes) {
                Ok(outcomes) if outcomes.first() == Some(&ItemOutcome::Later) => {}
                Ok(_) => forget_strange(&self.db, &item)?,
                Err(crate::receive::ReceiveError::Store(error)) => return Err(error),
                Err(crate::receive::ReceiveError::NoIdentity | crate::receive::ReceiveError::TooMany) => {}
            }
        }
        Ok(())
    }
}

fn strange_items(db: &Connection) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = db.prepare("SELECT bytes FROM strange_item ORDER BY digest")?;
    let items = statement.query_map([], |row| row.get(0))?;
    Ok(items.collect::<Result<_, _>>()?)
}

fn forget_strange(db: &Connection, item: &[u8]) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM strange_item WHERE digest = :digest",
        named_params! { ":digest": blake3::hash(item).as_bytes() },
    )?;
    Ok(())
}

/// Every record, in the order of their identities, each read together from its entries.
fn read_anew(db: &Connection, held: &Held) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM matter WHERE matter IN (:malformed, :newer, :no_key, :no_leader)",
        named_params! {
            ":malformed": Matter::Malformed.code(),
            ":newer": Matter::Newer.code(),
            ":no_key": Matter::NoKey.code(),
            ":no_leader": Matter::NoLeader.code(),
        },
    )?;
    db.execute("DELETE FROM quarantine", [])?;
    let mut changes = Changes::default();
    each_record(db, &mut |record| {
        show(db, held, record, &mut changes)?;
        if changes.len() < INDEXED_AT_ONCE { Ok(()) } else { std::mem::take(&mut changes).write(db) }
    })?;
    changes.write(db)
}

fn show(db: &Connection, held: &Held, record: RecordId, changes: &mut Changes) -> Result<(), StoreError> {
    let touches = entry::touches(db, held, record, i64::MAX)?;
    touches.iter().try_for_each(|touch| apply::remember(db, touch))?;
    let projection = project(&touches);
    view::write(db, record, &projection)?;
    changes.add_citizen(db, projection.citizen.as_ref())
}

/// Hands over every record that an entry names.
fn each_record(db: &Connection, each: &mut dyn FnMut(RecordId) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let mut statement = db.prepare("SELECT DISTINCT record FROM entry ORDER BY record")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record: [u8; 16] = row.get(0)?;
        each(RecordId::from_bytes(record))?;
    }
    Ok(())
}
