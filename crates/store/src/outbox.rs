//! What leaves this laptop: batches cut once and frozen, and the receipts that prove their arrival.

use std::collections::BTreeSet;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::exchange::{MARK_BYTES, Mark};
use journal::{Batch, BatchError, CentrePublic, Receipt, Span};
use rusqlite::{Connection, OptionalExtension, Row, Rows, TransactionBehavior, named_params};

use crate::branch::{FIRST_BRANCH, branches};
use crate::column::Table;
use crate::entry::{self, Spot};
use crate::error::StoreError;
use crate::identity::Held;
use crate::number::{signed, unsigned};
use crate::open::Store;
use crate::receipt::{self, Coverage};
use crate::rows::OutboxCounts;

const BATCH: Table = Table("batch");
const CENTRE: Table = Table("centre");

/// Entries cut at a time, so that memory stays bounded.
const CUT_ENTRIES_MAX: u32 = 4096;

/// A frozen batch by its name; its bytes are loaded when its turn comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrozenBatch {
    /// Where it stands in its device's journal.
    pub span: Span,
    /// Its length in bytes.
    pub bytes: u32,
}

/// A receipt of the centre, its signature checked when it came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptRow {
    /// Whose entries.
    pub device: DeviceId,
    /// Up to which number.
    pub up_to_seq: u64,
    /// The centre's log it is about.
    pub log: [u8; 16],
    /// When the centre signed, by its clock.
    pub time_ms: i64,
    /// The receipt as it travels.
    pub bytes: Vec<u8>,
}

/// How far the centre's log was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SyncPosition {
    /// The log, once one was read.
    pub log: Option<[u8; 16]>,
    /// The position after the last item taken in.
    pub position: u64,
    /// The centre's mark at the end of the last page, to be shown again.
    pub mark: Option<Mark>,
    /// The centre's time in its last reply; what the next request proves itself with.
    pub centre_time_ms: i64,
    /// Whether the centre has this laptop's certificate chain.
    pub chain_known: bool,
}

/// Why batches could not be cut.
#[derive(Debug, thiserror::Error)]
pub enum CutError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// The entries do not make a chain: the file is damaged.
    #[error("the journal's chain is broken")]
    Chain(#[from] BatchError),
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CutError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a receipt was not kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// The commune reports to no centre.
    #[error("this commune has no centre")]
    NoCentre,
    /// Not signed by this commune's centre.
    #[error("the receipt is not the centre's")]
    NotAuthentic,
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ReceiptError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Freezes the entries of this laptop that are in no batch yet into signed batches; returns how many it made.
    ///
    /// # Errors
    /// See [`CutError`].
    pub fn cut_batches(&mut self) -> Result<u32, CutError> {
        let held = self.held.as_ref().ok_or(CutError::NoIdentity)?;
        let mut made = 0_u32;
        loop {
            let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let cut = cut_some(&tx, held)?;
            tx.commit()?;
            made = made.saturating_add(cut);
            if cut == 0 {
                return Ok(made);
            }
        }
    }

    /// Frozen batches of any device that no receipt covers and that did not come from the centre's present log: what was
    /// written here, carried here by hand, or lost by a centre that began a new log. By device, oldest first, at most
    /// `limit`; of the devices `without` nothing.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn unreceipted_batches(
        &self,
        limit: u32,
        without: &BTreeSet<DeviceId>,
    ) -> Result<Vec<FrozenBatch>, StoreError> {
        let Some(commune) = self.identity().map(|identity| identity.commune) else { return Ok(Vec::new()) };
        let (coverage, log) = (Coverage::read(&self.db)?, self.sync_position()?.log);
        let mut batches = Vec::new();
        for (device, branch) in branches(&self.db)?.into_iter().filter(|(device, _)| !without.contains(device)) {
            let arrived = coverage.up_to(device, branch);
            let room = limit.saturating_sub(u32::try_from(batches.len()).unwrap_or(u32::MAX));
            batches.extend(waiting(&self.db, commune, (device, branch), arrived, log, room)?);
        }
        Ok(batches)
    }

    /// Any device's frozen batches, of all its branches, that end at `seq` or later, oldest first, at most `limit`: to
    /// carry, or to offer again to a centre that lost them.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn batches_from(&self, device: DeviceId, seq: u64, limit: u32) -> Result<Vec<FrozenBatch>, StoreError> {
        let Some(commune) = self.identity().map(|identity| identity.commune) else { return Ok(Vec::new()) };
        let mut statement = self.db.prepare_cached(
            "SELECT device, first_seq, last_seq, previous, head, length(bytes) AS bytes FROM batch
             WHERE device = :device AND last_seq > :seq ORDER BY last_seq, branch LIMIT :limit",
        )?;
        let params = named_params! {
            ":device": device.as_bytes(), ":seq": signed(seq.saturating_sub(1)), ":limit": limit,
        };
        collect(commune, statement.query(params)?)
    }

    /// The bytes of a frozen batch: the same at every try.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn batch(&self, span: &Span) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT bytes FROM batch
             WHERE device = :device AND last_seq = :last_seq AND first_seq = :first_seq AND head = :head",
        )?;
        let params = named_params! {
            ":device": span.device.as_bytes(),
            ":last_seq": signed(span.last),
            ":first_seq": signed(span.first),
            ":head": span.head.0,
        };
        Ok(statement.query_row(params, |row| row.get(0)).optional()?)
    }

    /// Number and digest of this laptop's newest entry that lies in a frozen batch.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn frozen_head(&self) -> Result<Option<(u64, EntryDigest)>, StoreError> {
        match &self.held {
            Some(held) => frozen_up_to(&self.db, held.identity.device),
            None => Ok(None),
        }
    }

    /// Keeps a receipt after checking the centre's signature. A repeat, or an older one, changes nothing.
    ///
    /// # Errors
    /// See [`ReceiptError`].
    pub fn store_receipt(&mut self, bytes: &[u8]) -> Result<ReceiptRow, ReceiptError> {
        let centre = self.centre()?.ok_or(ReceiptError::NoCentre)?;
        let receipt = Receipt::read(bytes).map_err(|_| ReceiptError::NotAuthentic)?;
        let key = CentrePublic::from_bytes(&centre.public_key).map_err(|_| ReceiptError::NotAuthentic)?;
        let arrival = receipt.verify(&key).map_err(|_| ReceiptError::NotAuthentic)?;
        if self.identity().is_none_or(|identity| identity.commune != arrival.commune) {
            return Err(ReceiptError::NotAuthentic);
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row = receipt::keep(&tx, &receipt)?;
        tx.commit()?;
        Ok(row)
    }

    /// The newest receipts, newest first by the centre's clock, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn receipts(&self, limit: u32) -> Result<Vec<ReceiptRow>, StoreError> {
        receipt::newest(&self.db, limit)
    }

    /// This laptop's receipt that reaches furthest; every request shows it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn own_receipt(&self) -> Result<Option<ReceiptRow>, StoreError> {
        match &self.held {
            Some(held) => receipt::furthest(&self.db, held.identity.device),
            None => Ok(None),
        }
    }

    /// How far the centre's log was read; the beginning where there is no centre.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn sync_position(&self) -> Result<SyncPosition, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT log, position, mark, time_ms, chain_known FROM centre")?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else { return Ok(SyncPosition::default()) };
        Ok(SyncPosition {
            log: CENTRE.get(row, "log")?,
            position: CENTRE.read(row, "position", unsigned)?,
            mark: CENTRE.get::<Option<[u8; MARK_BYTES]>>(row, "mark")?.map(Mark),
            centre_time_ms: CENTRE.get(row, "time_ms")?,
            chain_known: CENTRE.get(row, "chain_known")?,
        })
    }

    /// Remembers how far the centre's log was read. What was pulled before it goes through
    /// [`Store::receive_up_to`] instead, in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Row`] where the commune has no centre.
    pub fn set_sync_position(&mut self, position: SyncPosition) -> Result<(), StoreError> {
        keep_position(&self.db, position)
    }

    /// How much is saved here, how much has arrived, and since when something waits.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outbox_counts(&self) -> Result<OutboxCounts, StoreError> {
        let Some(held) = &self.held else { return Ok(OutboxCounts::default()) };
        let coverage = Coverage::read(&self.db)?;
        let mut counts = OutboxCounts::default();
        for (device, saved) in own(&self.db, held)? {
            let arrived = coverage.up_to(device, FIRST_BRANCH).min(saved);
            counts.saved = counts.saved.saturating_add(saved);
            counts.arrived = counts.arrived.saturating_add(arrived);
            if arrived < saved {
                let oldest = Spot { branch: FIRST_BRANCH, seq: arrived.saturating_add(1) };
                let since = entry::stamp_at(&self.db, device, oldest)?.map(|stamp| stamp.wall_ms);
                counts.oldest_unsent_ms = counts.oldest_unsent_ms.into_iter().chain(since).min();
            }
        }
        Ok(counts)
    }
}

/// The identities that this laptop had and has, each with the number of its last entry here.
pub(crate) fn own(db: &Connection, held: &Held) -> Result<Vec<(DeviceId, u64)>, StoreError> {
    let device = held.identity.device;
    let now = (device, entry::tip(db, device, FIRST_BRANCH)?.map_or(0, |it| it.0));
    Ok(held.formers.iter().map(|former| (former.device, former.up_to_seq)).chain([now]).collect())
}

/// Remembers how far the centre's log was read, in the transaction under way.
pub(crate) fn keep_position(db: &Connection, position: SyncPosition) -> Result<(), StoreError> {
    let changed = db
        .prepare_cached(
            "UPDATE centre SET log = :log, position = :position, mark = :mark, time_ms = :time_ms,
             chain_known = :chain_known",
        )?
        .execute(named_params! {
            ":log": position.log,
            ":position": signed(position.position),
            ":mark": position.mark.map(|mark| mark.0),
            ":time_ms": position.centre_time_ms,
            ":chain_known": position.chain_known,
        })?;
    if changed == 1 { Ok(()) } else { Err(CENTRE.damaged()) }
}

/// Cuts at most [`CUT_ENTRIES_MAX`] entries after the last batch.
fn cut_some(db: &Connection, held: &Held) -> Result<u32, CutError> {
    let device = held.identity.device;
    let (frozen, previous) =
        frozen_up_to(db, device)?.unwrap_or_else(|| (0, held.signing.public().beginning(held.identity.commune)));
    let first = Spot { branch: FIRST_BRANCH, seq: frozen.saturating_add(1) };
    let entries = entry::run(db, held, device, first, previous, CUT_ENTRIES_MAX)?;
    let batches = journal::cut(&entries, &held.signing)?;
    batches.iter().try_for_each(|batch| freeze(db, FIRST_BRANCH, batch, None))?;
    Ok(u32::try_from(batches.len()).unwrap_or(u32::MAX))
}

fn frozen_up_to(db: &Connection, device: DeviceId) -> Result<Option<(u64, EntryDigest)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT last_seq, head FROM batch WHERE device = :device AND branch = 0 ORDER BY last_seq DESC LIMIT 1",
    )?;
    let params = named_params! { ":device": device.as_bytes() };
    let row = statement.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(seq, head)| Ok((unsigned(seq).ok_or_else(|| BATCH.damaged())?, EntryDigest(head)))).transpose()
}

/// Keeps a batch's bytes as they are; a batch of the same entries stays as it was first kept, but for the newest log
/// that it came from.
pub(crate) fn freeze(
    db: &Connection,
    branch: i64,
    batch: &Batch,
    from_log: Option<[u8; 16]>,
) -> Result<(), StoreError> {
    let span = batch.span();
    db.prepare_cached(
        "INSERT INTO batch (device, branch, first_seq, last_seq, previous, head, bytes, from_log)
         VALUES (:device, :branch, :first_seq, :last_seq, :previous, :head, :bytes, :from_log)
         ON CONFLICT (device, branch, last_seq, first_seq) DO UPDATE SET from_log = excluded.from_log
         WHERE excluded.from_log IS NOT NULL",
    )?
    .execute(named_params! {
        ":device": span.device.as_bytes(),
        ":branch": branch,
        ":first_seq": signed(span.first),
        ":last_seq": signed(span.last),
        ":previous": span.previous.0,
        ":head": span.head.0,
        ":bytes": batch.to_bytes(),
        ":from_log": from_log,
    })?;
    Ok(())
}

/// The batches of one branch that end after `arrived` and are not out of `log`.
fn waiting(
    db: &Connection,
    commune: CommuneId,
    (device, branch): (DeviceId, i64),
    arrived: u64,
    log: Option<[u8; 16]>,
    limit: u32,
) -> Result<Vec<FrozenBatch>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT device, first_seq, last_seq, previous, head, length(bytes) AS bytes FROM batch
         WHERE device = :device AND branch = :branch AND last_seq > :seq AND (from_log IS NULL OR from_log IS NOT :log)
         ORDER BY last_seq LIMIT :limit",
    )?;
    let params = named_params! {
        ":device": device.as_bytes(), ":branch": branch, ":seq": signed(arrived), ":log": log, ":limit": limit,
    };
    collect(commune, statement.query(params)?)
}

fn collect(commune: CommuneId, mut rows: Rows<'_>) -> Result<Vec<FrozenBatch>, StoreError> {
    let mut batches = Vec::new();
    while let Some(row) = rows.next()? {
        batches.push(read(commune, row)?);
    }
    Ok(batches)
}

fn read(commune: CommuneId, row: &Row<'_>) -> Result<FrozenBatch, StoreError> {
    let span = Span {
        commune,
        device: BATCH.device(row, "device")?,
        first: BATCH.read(row, "first_seq", unsigned)?,
        last: BATCH.read(row, "last_seq", unsigned)?,
        previous: BATCH.digest(row, "previous")?,
        head: BATCH.digest(row, "head")?,
    };
    Ok(FrozenBatch { span, bytes: BATCH.get(row, "bytes")? })
}
