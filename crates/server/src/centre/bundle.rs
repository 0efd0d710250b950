//! A bundle carried here by hand: its parts go the way of an exchange's offers, a little at a time, and the receipts go
//! back in a bundle: for what was brought and no further, since nobody is asked who it is. Never here: a second way of
//! judging or storing.

use std::collections::BTreeSet;

use domain::ids::CommuneId;
use journal::bundle::{BundleError, BundleHeader, BundleReader, BundleWriter, Ending, Found, PartKind, Purpose, Tally};
use journal::certificate::Certificate;
use journal::exchange::{Verdict, VerdictCode};
use journal::item::Item;
use journal::limits::{BLOBS_OFFERED_MAX, OFFERS_MAX};

use super::Centre;
use super::closed::Here;
use crate::db::ask::{Question, Shown};
use crate::error::Refusal;

/// Bytes of parts that are judged and stored in one go, as many as a request brings.
const AT_ONCE_BYTES: usize = 1024 * 1024;

/// A bundle on its way in. Feed it bytes, and at last ask for what goes back.
#[derive(Debug)]
pub struct BundleIntake<'c> {
    centre: &'c Centre,
    reader: BundleReader,
    /// What the header says, or else the first part that names a commune.
    commune: Option<CommuneId>,
    items: Vec<Offered>,
    blobs: Vec<Vec<u8>>,
    waiting_bytes: usize,
    /// The batches that are here now.
    here: Option<Here>,
    tally: Tally,
}

/// An item with what it claims to hold.
#[derive(Debug)]
struct Offered {
    bytes: Vec<u8>,
    entries: u32,
}

/// What goes back, and what came of the bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
    /// The return as a file: for every run of batches in the bundle that is held here a receipt that
    /// ends where it does.
    pub bundle: Vec<u8>,
    /// How many receipts are in it.
    pub receipts: u32,
    /// What was done, in entries.
    pub tally: Tally,
    /// Every byte was as it had been written.
    pub whole: bool,
    /// The end was missing.
    pub cut: bool,
    /// The numbers of damaged parts, as far as they are named.
    pub damaged_parts: Vec<u32>,
}

impl Centre {
    /// Begins to take a bundle in. Whoever brings it: its parts prove themselves.
    #[must_use]
    pub fn bundle(&self) -> BundleIntake<'_> {
        BundleIntake {
            centre: self,
            reader: BundleReader::new(),
            commune: None,
            items: Vec::new(),
            blobs: Vec::new(),
            waiting_bytes: 0,
            here: None,
            tally: Tally::default(),
        }
    }

    async fn welcomes(&self, commune: CommuneId) -> Result<(), Refusal> {
        let question = Question { commune, devices: BTreeSet::new(), shown: Shown::default() };
        let standing = self.meter.db("standing", self.db.standing(question)).await?.ok_or(Refusal::UnknownCommune)?;
        if standing.practice && !self.takes_practice { Err(Refusal::PracticeNotHere) } else { Ok(()) }
    }
}

impl BundleIntake<'_> {
    /// Takes in the next bytes.
    ///
    /// # Errors
    /// No bundle, a commune that is not admitted, or the database; what was stored before stays, and a repeat is
    /// welcome.
    pub async fn feed(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.reader.feed(bytes);
        self.drain().await
    }

    /// What goes back, once all bytes were fed.
    ///
    /// # Errors
    /// See [`BundleIntake::feed`].
    pub async fn finish(mut self) -> Result<Returned, Refusal> {
        self.reader.close();
        self.drain().await?;
        self.flush().await?;
        let commune = self.commune.ok_or(Refusal::Malformed)?;
        let receipts = self.here.iter().flat_map(|here| here.receipts(&self.centre.key));
        let receipts: Vec<_> = receipts.map(|(_, receipt)| receipt).collect();
        let ending = self.reader.ending().map_err(|_| Refusal::Malformed)?;
        let tally = Tally { damaged: ending.lost, ..self.tally };
        let returned = returned(commune, &receipts, tally, ending).map_err(|_| Refusal::Malformed)?;
        tracing::info!(
            taken = tally.taken,
            known = tally.known,
            waiting = tally.waiting,
            refused = tally.refused,
            damaged = tally.damaged,
            receipts = returned.receipts,
            "took in a bundle"
        );
        Ok(returned)
    }

    async fn drain(&mut self) -> Result<(), Refusal> {
        while let Some(found) = self.reader.next().map_err(|_| Refusal::Malformed)? {
            match found {
                Found::Header(header) => self.belongs_to(header.commune).await?,
                Found::Part { kind: PartKind::Item, content } => self.item(content).await?,
                Found::Part { kind: PartKind::Blob, content } => self.blob(content),
                // Receipts are the centre's own word; of other parts only a later version knows.
                Found::Part {
                    kind: PartKind::Receipt | PartKind::Lock | PartKind::Pack | PartKind::Unknown(_),
                    ..
                } => {}
            }
            let full = self.items.len() >= OFFERS_MAX || self.blobs.len() >= BLOBS_OFFERED_MAX;
            if full || self.waiting_bytes >= AT_ONCE_BYTES {
                self.flush().await?;
            }
        }
        Ok(())
    }

    async fn belongs_to(&mut self, commune: CommuneId) -> Result<(), Refusal> {
        if self.commune.is_none() {
            self.centre.welcomes(commune).await?;
            self.commune = Some(commune);
        }
        Ok(())
    }

    async fn item(&mut self, bytes: Vec<u8>) -> Result<(), Refusal> {
        let (commune, entries) = match Item::read(&bytes) {
            Ok(Item::Batch(batch)) => (Some(batch.span().commune), batch.span().count()),
            Ok(Item::Chain(chain)) => (chain.certificates().first().map(Certificate::commune), 0),
            Ok(Item::Unknown { .. }) | Err(_) => (None, 0),
        };
        if let Some(commune) = commune {
            self.belongs_to(commune).await?;
        }
        self.waiting_bytes = self.waiting_bytes.saturating_add(bytes.len());
        self.items.push(Offered { bytes, entries: u32::try_from(entries).unwrap_or(u32::MAX) });
        Ok(())
    }

    fn blob(&mut self, bytes: Vec<u8>) {
        self.waiting_bytes = self.waiting_bytes.saturating_add(bytes.len());
        self.blobs.push(bytes);
    }

    /// Judges and stores what waits, as if it had been offered in one request.
    async fn flush(&mut self) -> Result<(), Refusal> {
        let (items, blobs) = (std::mem::take(&mut self.items), std::mem::take(&mut self.blobs));
        self.waiting_bytes = 0;
        if items.is_empty() && blobs.is_empty() {
            return Ok(());
        }
        let Some(commune) = self.commune else {
            self.tally.refused = self.tally.refused.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX));
            return Ok(());
        };
        let (offers, entries): (Vec<_>, Vec<_>) = items.into_iter().map(|item| (item.bytes, item.entries)).unzip();
        let taken = self.centre.take_offers(commune, Shown::default(), offers, blobs).await?;
        for (verdict, entries) in taken.verdicts.iter().zip(entries) {
            self.hear(verdict, entries);
        }
        self.here = match (self.here.take(), taken.here) {
            (Some(here), Some(later)) => Some(here.and(later)),
            (here, later) => later.or(here),
        };
        Ok(())
    }

    fn hear(&mut self, verdict: &Verdict, entries: u32) {
        let (counter, entries) = match verdict.code {
            VerdictCode::Stored | VerdictCode::ForkStored | VerdictCode::Quarantined => {
                (&mut self.tally.taken, entries)
            }
            VerdictCode::Repeat => (&mut self.tally.known, entries),
            VerdictCode::Gap | VerdictCode::UnknownDevice => (&mut self.tally.waiting, entries),
            // What cannot be read says of no entries, and is something all the same.
            VerdictCode::NotAuthentic | VerdictCode::NotNow | VerdictCode::Unknown(_) => {
                (&mut self.tally.refused, entries.max(1))
            }
        };
        *counter = counter.saturating_add(entries);
    }
}

fn returned(commune: CommuneId, receipts: &[Vec<u8>], tally: Tally, ending: Ending) -> Result<Returned, BundleError> {
    let count = u32::try_from(receipts.len()).unwrap_or(u32::MAX);
    let header = BundleHeader { purpose: Purpose::Return, commune, device: None, parts: count, tally: Some(tally) };
    let (mut writer, mut bundle) = BundleWriter::begin(&header)?;
    for receipt in receipts {
        bundle.extend(writer.part(PartKind::Receipt, receipt)?);
    }
    bundle.extend(writer.end()?.0);
    let Ending { whole, cut, damaged, .. } = ending;
    Ok(Returned { bundle, receipts: count, tally, whole, cut, damaged_parts: damaged })
}
