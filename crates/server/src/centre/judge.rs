//! Judging what a request offers: authentic or not, item by item. One that is not never blocks the others.

use std::collections::{BTreeMap, BTreeSet};

use domain::edit::{Edit, Kind};
use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::batch::Batch;
use journal::blob::BlobDigest;
use journal::certificate::Certificate;
use journal::entry::{Chained, Opened};
use journal::exchange::{Verdict, VerdictCode};
use journal::item::Item;
use journal::keyring::Keyring;
use journal::trust::CertificateChain;

use crate::db::ask::{Act, Edition, KnownDevice, Offered, PublishedBox, Stored};
use crate::db::place::Run;

/// An offered item that was read, or not.
#[derive(Debug)]
pub struct Parsed {
    item: Option<Item>,
    bytes: Vec<u8>,
}

/// What is known of an offered item before it is stored.
#[derive(Debug)]
pub struct Judged {
    device: Option<DeviceId>,
    head: Option<EntryDigest>,
    outcome: Result<Offered, VerdictCode>,
}

/// The keys that vouch for items: those of the database, and of chains earlier in the same request.
pub type Keys = BTreeMap<DeviceId, KnownDevice>;

/// Reads the items of a request.
#[must_use]
pub fn parse(offers: Vec<Vec<u8>>) -> Vec<Parsed> {
    offers.into_iter().map(|bytes| Parsed { item: Item::read(&bytes).ok(), bytes }).collect()
}

/// The devices whose keys are needed to judge these items.
#[must_use]
pub fn devices(items: &[Parsed]) -> BTreeSet<DeviceId> {
    items.iter().filter_map(|parsed| parsed.item.as_ref().and_then(author)).collect()
}

/// Judges the items in their order.
#[must_use]
pub fn judge(commune: CommuneId, mut keys: Keys, items: Vec<Parsed>) -> Vec<Judged> {
    items.into_iter().map(|parsed| judge_one(commune, &mut keys, parsed)).collect()
}

fn judge_one(commune: CommuneId, keys: &mut Keys, Parsed { item, bytes }: Parsed) -> Judged {
    match item {
        Some(Item::Chain(chain)) => judge_chain(commune, keys, &chain, bytes),
        Some(Item::Batch(batch)) => Judged {
            device: Some(batch.span().device),
            head: Some(batch.span().head),
            outcome: judge_batch(commune, keys, &batch, bytes),
        },
        // A newer version's item cannot prove itself here; it must not stop the others.
        Some(Item::Unknown { .. }) | None => {
            Judged { device: None, head: None, outcome: Err(VerdictCode::NotAuthentic) }
        }
    }
}

fn judge_chain(commune: CommuneId, keys: &mut Keys, chain: &CertificateChain, bytes: Vec<u8>) -> Judged {
    let certificate = chain.certificates().last().map(Certificate::digest);
    let (Ok(verified), Some(certificate)) = (chain.verify(commune), certificate) else {
        return Judged { device: None, head: None, outcome: Err(VerdictCode::NotAuthentic) };
    };
    let device = verified.device;
    let known = KnownDevice { key: device.key, expires_at_ms: device.validity.expires_at_ms, accepted_seq: None };
    keys.entry(device.device).or_insert(known);
    let outcome = Ok(Offered::Chain { device: device.device, known, certificate, bytes });
    Judged { device: Some(device.device), head: None, outcome }
}

fn judge_batch(commune: CommuneId, keys: &Keys, batch: &Batch, bytes: Vec<u8>) -> Result<Offered, VerdictCode> {
    if batch.span().commune != commune {
        return Err(VerdictCode::NotAuthentic);
    }
    let device = batch.span().device;
    let known = keys.get(&device).ok_or(VerdictCode::UnknownDevice)?;
    let entries = batch.verify(&known.key).map_err(|_| VerdictCode::NotAuthentic)?;
    let run = Run::of(&entries).ok_or(VerdictCode::NotAuthentic)?;
    let (editions, acts, boxes) = (editions(&entries), acts(&entries), boxes(&entries));
    Ok(Offered::Batch { device, run, editions, acts, boxes, bytes })
}

/// The roster editions among entries; an entry that cannot be read names none and stays in its batch.
fn editions(entries: &[Chained]) -> Vec<Edition> {
    entries.iter().filter(|entry| is_edition(entry)).filter_map(edition).collect()
}

/// The entries that say whose word counts.
fn acts(entries: &[Chained]) -> Vec<Act> {
    let kinds = [Kind::Certified, Kind::Revoked, Kind::Decided].map(Kind::code);
    let is_act = |entry: &&Chained| entry.entry.header().is_ok_and(|header| kinds.contains(&header.kind));
    let act = |it: &Chained| Act { seq: it.seq, digest: it.digest, bytes: it.entry.to_bytes() };
    entries.iter().filter(is_act).map(act).collect()
}

/// The entries that publish a recovery box.
fn boxes(entries: &[Chained]) -> Vec<PublishedBox> {
    let published = |it: &Chained| {
        let header = it.entry.header().ok().filter(|header| header.kind == Kind::Recovery.code())?;
        Some(PublishedBox { record: header.record, entry: it.digest, facts: it.entry.facts().to_vec() })
    };
    entries.iter().filter_map(published).collect()
}

fn is_edition(entry: &Chained) -> bool {
    entry.entry.header().is_ok_and(|header| header.kind == Kind::RosterEdition.code())
}

fn edition(entry: &Chained) -> Option<Edition> {
    let (Opened::Edit(edit) | Opened::Sealed { edit, .. }) = entry.open(&Keyring::empty()) else { return None };
    let Edit::RosterEdition(edition) = edit else { return None };
    let blobs = edition.blobs.iter().map(|blob| BlobDigest(blob.digest)).collect();
    Some(Edition { edition: edition.id, replaces: edition.replaces, blobs })
}

fn author(item: &Item) -> Option<DeviceId> {
    match item {
        Item::Batch(batch) => Some(batch.span().device),
        Item::Chain(_) | Item::Unknown { .. } => None,
    }
}

/// Parts what is to be stored from what is already decided.
#[must_use]
pub fn part(judged: Vec<Judged>) -> (Vec<Offered>, Vec<Pending>) {
    let mut offered = Vec::new();
    let mut pending = Vec::new();
    for Judged { device, head, outcome } in judged {
        let decided = outcome.map(|item| offered.push(item)).err();
        pending.push(Pending { device, head, decided });
    }
    (offered, pending)
}

/// How many entries an item has.
#[must_use]
pub fn entries(item: &Offered) -> u64 {
    match item {
        Offered::Chain { .. } => 0,
        Offered::Batch { run, .. } => u64::try_from(run.digests.len()).unwrap_or(u64::MAX),
    }
}

/// How many entries came with the items that were stored.
#[must_use]
pub fn new_entries(entries: &[u64], stored: &[Stored]) -> u64 {
    let is_new = |outcome: &Stored| matches!(outcome, Stored::New | Stored::Fork | Stored::Quarantined);
    entries.iter().zip(stored).filter(|(_, outcome)| is_new(outcome)).map(|(entries, _)| entries).sum()
}

/// A verdict that waits for the database, unless it is decided.
#[derive(Debug)]
pub struct Pending {
    device: Option<DeviceId>,
    head: Option<EntryDigest>,
    decided: Option<VerdictCode>,
}

impl Pending {
    /// Whose item it is, if it could be read.
    #[must_use]
    pub const fn device(&self) -> Option<DeviceId> {
        self.device
    }
}

/// The verdicts in the order of the offers; `stored` has one outcome for each that was not decided.
#[must_use]
pub fn verdicts(pending: Vec<Pending>, stored: Vec<Stored>) -> Vec<Verdict> {
    let mut stored = stored.into_iter();
    let verdict = |it: Pending| {
        let (code, expected) = match it.decided {
            Some(code) => (code, None),
            None => stored.next().map_or((VerdictCode::NotNow, None), spoken),
        };
        Verdict { code, device: it.device, head: it.head, expected }
    };
    pending.into_iter().map(verdict).collect()
}

const fn spoken(stored: Stored) -> (VerdictCode, Option<u64>) {
    match stored {
        Stored::New => (VerdictCode::Stored, None),
        Stored::Repeat => (VerdictCode::Repeat, None),
        Stored::Fork => (VerdictCode::ForkStored, None),
        Stored::Quarantined => (VerdictCode::Quarantined, None),
        Stored::Gap { expected_seq } => (VerdictCode::Gap, Some(expected_seq)),
        Stored::Beyond => (VerdictCode::NotNow, None),
    }
}
