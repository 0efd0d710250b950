//! A centre in memory, as PROTOCOL.md says it answers; and lines that fail in every way.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::blob::digest_of;
use journal::exchange::{
    Cursor, Expected, ProofError, PulledItem, Reply, RequestBody, RequestEnvelope, Verdict, VerdictCode,
};
use journal::sync::{Offer, Pace, Peer};
use journal::{Arrival, Batch, BlobDigest, CentreKey, CentrePublic, Chained, DevicePublic, Item, LogId, Receipt};

use super::{Commune, Laptop, NOW_MS};

/// What the centre answers.
#[derive(Debug)]
pub enum Answer {
    Reply(Vec<u8>),
    Stale(i64),
    UnknownDevice,
    Refused,
}

/// Where an entry hangs.
#[derive(Clone, Copy, Debug)]
struct Place {
    device: DeviceId,
    seq: u64,
    previous: EntryDigest,
}

#[derive(Clone)]
pub struct Centre {
    pub key: CentreKey,
    pub commune: CommuneId,
    pub log: LogId,
    pub now_ms: i64,
    devices: BTreeMap<DeviceId, DevicePublic>,
    entries: BTreeMap<EntryDigest, Place>,
    items: Vec<(DeviceId, Vec<u8>)>,
    pub blobs: BTreeMap<BlobDigest, Vec<u8>>,
    /// A hub signs no receipts.
    pub proves: bool,
    /// Says that every batch is damaged.
    pub refuses: BTreeSet<DeviceId>,
    /// Puts these devices' batches off.
    pub puts_off: BTreeSet<DeviceId>,
    /// It has no room for the batch that ends so.
    pub puts_off_head: Option<EntryDigest>,
    /// At most this many blobs in one reply.
    pub blobs_at_once: usize,
}

impl Centre {
    pub fn of(commune: &Commune) -> Self {
        Self {
            key: commune.centre.clone(),
            commune: commune.id,
            log: LogId([1; 16]),
            now_ms: NOW_MS,
            devices: BTreeMap::new(),
            entries: BTreeMap::new(),
            items: Vec::new(),
            blobs: BTreeMap::new(),
            proves: true,
            refuses: BTreeSet::new(),
            puts_off: BTreeSet::new(),
            puts_off_head: None,
            blobs_at_once: usize::MAX,
        }
    }

    pub fn peer(&self) -> Peer {
        if self.proves { Peer::Centre(self.public()) } else { Peer::Hub }
    }

    pub fn public(&self) -> CentrePublic {
        self.key.public()
    }

    /// Numbers held of a device, each as often as it is held.
    pub fn numbers_of(&self, device: DeviceId) -> Vec<u64> {
        let mut numbers: Vec<u64> =
            self.entries.values().filter(|place| place.device == device).map(|place| place.seq).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Forgets everything since `kept`, as a restored backup does, and takes a new log.
    pub fn restored_from(&self, kept: &Self) -> Self {
        Self { log: LogId([self.log.0[0] + 1; 16]), ..kept.clone() }
    }

    pub fn answer(&mut self, request: &[u8]) -> Answer {
        let envelope = RequestEnvelope::read(request).expect("our own request");
        let introduced = envelope.introduction().and_then(|chain| chain.verify(self.commune).ok());
        let key = match (self.devices.get(&envelope.device()), introduced) {
            (Some(key), _) => *key,
            (None, Some(chain)) => chain.device.key,
            (None, None) => return Answer::UnknownDevice,
        };
        match envelope.verify(&key, &self.peer().binding(), self.now_ms) {
            Ok(body) => Answer::Reply(self.reply(envelope.device(), &body).to_bytes()),
            Err(ProofError::Stale) => Answer::Stale(self.now_ms),
            Err(ProofError::Signature(_) | ProofError::Format(_)) => Answer::Refused,
        }
    }

    fn reply(&mut self, asker: DeviceId, body: &RequestBody) -> Reply {
        self.notice_older_backup(body);
        let verdicts: Vec<Verdict> = body.offers.iter().map(|offer| self.take(offer)).collect();
        let touched: BTreeSet<DeviceId> = verdicts.iter().filter_map(|it| it.device).chain([asker]).collect();
        let log_reset = body.cursor.log.is_some_and(|log| log != self.log);
        let blobs_held = body.blobs_offered.iter().map(|bytes| self.take_blob(bytes)).collect();
        let (items, next_position, more) = self.pull(asker, body, log_reset);
        Reply {
            centre_time_ms: self.now_ms,
            log: self.log,
            verdicts,
            receipts: if self.proves { self.receipts(&touched) } else { vec![] },
            items,
            next_position,
            next_mark: None,
            more,
            expected: if body.ask_expected || log_reset { self.expected() } else { vec![] },
            blobs: body
                .blobs_wanted
                .iter()
                .filter_map(|digest| self.blobs.get(digest).cloned())
                .take(self.blobs_at_once)
                .collect(),
            log_reset,
            blobs_held,
            found: self.found(body),
        }
    }

    /// A receipt of this log that proves more than is held: this is an older state of the log.
    fn notice_older_backup(&mut self, body: &RequestBody) {
        let receipt = body.newest_receipt.as_ref().map(|bytes| Receipt::read(bytes).unwrap());
        let proven = receipt.filter(|it| it.verify(&self.public()).is_ok());
        if proven.is_some_and(|it| it.claims().log == self.log && !self.entries.contains_key(&it.claims().head)) {
            self.log = LogId([self.log.0[0] + 1; 16]);
        }
    }

    fn take(&mut self, offer: &[u8]) -> Verdict {
        let none = Verdict { code: VerdictCode::NotAuthentic, device: None, head: None, expected: None };
        match Item::read(offer) {
            Ok(Item::Chain(chain)) => match chain.verify(self.commune) {
                Ok(chain) => {
                    let device = chain.device.device;
                    let known = self.devices.insert(device, chain.device.key).is_some();
                    if !known {
                        self.items.push((device, offer.to_vec()));
                    }
                    let code = if known { VerdictCode::Repeat } else { VerdictCode::Stored };
                    Verdict { code, device: Some(device), ..none }
                }
                Err(_) => none,
            },
            Ok(Item::Batch(batch)) => self.take_batch(&batch, offer),
            Ok(Item::Unknown { .. }) | Err(_) => none,
        }
    }

    fn take_batch(&mut self, batch: &Batch, offer: &[u8]) -> Verdict {
        let span = *batch.span();
        let verdict = |code, expected| Verdict { code, device: Some(span.device), head: Some(span.head), expected };
        let Some(key) = self.devices.get(&span.device).copied() else {
            return verdict(VerdictCode::UnknownDevice, None);
        };
        let Ok(entries) = batch.verify(&key) else { return verdict(VerdictCode::NotAuthentic, None) };
        if self.refuses.contains(&span.device) {
            return verdict(VerdictCode::NotAuthentic, None);
        }
        if self.puts_off.contains(&span.device) || self.puts_off_head == Some(span.head) {
            return verdict(VerdictCode::NotNow, None);
        }
        if entries.iter().all(|it| self.entries.contains_key(&it.digest)) {
            return verdict(VerdictCode::Repeat, None);
        }
        if span.previous != key.beginning(self.commune) && !self.entries.contains_key(&span.previous) {
            return verdict(VerdictCode::Gap, Some(self.next_of(span.device)));
        }
        let forked = self.would_fork(&entries);
        for it in entries {
            self.entries.insert(it.digest, Place { device: it.device, seq: it.seq, previous: it.previous });
        }
        self.items.push((span.device, offer.to_vec()));
        verdict(if forked { VerdictCode::ForkStored } else { VerdictCode::Stored }, None)
    }

    fn would_fork(&self, entries: &[Chained]) -> bool {
        entries
            .iter()
            .filter(|it| !self.entries.contains_key(&it.digest))
            .any(|new| self.entries.values().any(|place| place.device == new.device && place.previous == new.previous))
    }

    fn next_of(&self, device: DeviceId) -> u64 {
        self.numbers_of(device).last().map_or(1, |seq| seq + 1)
    }

    /// Entries that no other names.
    fn heads(&self) -> Vec<(EntryDigest, Place)> {
        let named: BTreeSet<EntryDigest> = self.entries.values().map(|place| place.previous).collect();
        self.entries.iter().filter(|(digest, _)| !named.contains(digest)).map(|(d, p)| (*d, *p)).collect()
    }

    fn receipts(&self, touched: &BTreeSet<DeviceId>) -> Vec<Vec<u8>> {
        let heads = self.heads().into_iter().filter(|(_, place)| touched.contains(&place.device));
        heads.map(|(head, place)| self.receipt(head, place).to_bytes()).collect()
    }

    fn receipt(&self, head: EntryDigest, place: Place) -> Receipt {
        let arrival = Arrival {
            commune: self.commune,
            device: place.device,
            head,
            up_to_seq: place.seq,
            count: place.seq,
            log: self.log,
            position: self.items.len() as u64,
            time_ms: self.now_ms,
        };
        Receipt::sign(arrival, &self.key)
    }

    fn expected(&self) -> Vec<Expected> {
        let rows = self.heads().into_iter();
        rows.map(|(head, place)| Expected { device: place.device, next_seq: place.seq + 1, head }).collect()
    }

    fn take_blob(&mut self, bytes: &[u8]) -> BlobDigest {
        let digest = digest_of(bytes);
        self.blobs.insert(digest, bytes.to_vec());
        digest
    }

    /// What is asked for by name: each device's items from a number on.
    fn found(&self, body: &RequestBody) -> Vec<Vec<u8>> {
        let lacked = |item: &[u8]| match Item::read(item).unwrap() {
            Item::Chain(chain) => {
                let device = chain.verify(self.commune).unwrap().device.device;
                body.lacking.contains(&(device, 0))
            }
            Item::Batch(batch) => {
                let span = *batch.span();
                body.lacking.iter().any(|(device, from)| *device == span.device && span.last >= *from)
            }
            Item::Unknown { .. } => false,
        };
        self.items.iter().map(|(_, item)| item.clone()).filter(|item| lacked(item)).collect()
    }

    fn pull(&self, asker: DeviceId, body: &RequestBody, log_reset: bool) -> (Vec<PulledItem>, u64, bool) {
        if body.pull_bytes_max == 0 || log_reset {
            return (vec![], body.cursor.position, false);
        }
        let (mut items, mut bytes, mut next) = (Vec::new(), 0usize, body.cursor.position);
        for (at, (device, item)) in self.items.iter().enumerate().skip(usize::try_from(next).unwrap()) {
            let wanted = body.include_own || *device != asker;
            if wanted && !items.is_empty() && bytes + item.len() > body.pull_bytes_max as usize {
                return (items, next, true);
            }
            next = at as u64 + 1;
            if wanted {
                bytes += item.len();
                items.push(PulledItem { position: next, bytes: item.clone() });
            }
        }
        (items, next, false)
    }
}

/// A laptop's outbox: frozen batches, and how far they are receipted.
#[derive(Clone)]
pub struct Outbox {
    pub batches: Vec<Batch>,
    pub newest_receipt: Option<Receipt>,
    pub cursor: Cursor,
    pub chain_known: bool,
    pub pace: Pace,
    pub centre_time_ms: i64,
    pub pulled: Vec<PulledItem>,
    pub blobs: BTreeMap<BlobDigest, Vec<u8>>,
}

impl Outbox {
    pub fn new() -> Self {
        Self {
            batches: Vec::new(),
            newest_receipt: None,
            cursor: Cursor::default(),
            chain_known: false,
            pace: Pace::default(),
            centre_time_ms: 0,
            pulled: Vec::new(),
            blobs: BTreeMap::new(),
        }
    }

    /// Freezes entries into batches.
    pub fn freeze(&mut self, laptop: &Laptop, entries: &[Chained]) {
        self.batches.extend(journal::cut(entries, &laptop.key).unwrap());
    }

    /// The batches behind `from_seq`, and the blobs.
    pub fn offers_from(&self, from_seq: u64) -> Vec<Offer> {
        let batches = self.batches.iter().filter(|batch| batch.span().last >= from_seq);
        let batches = batches.map(|batch| Offer::Batch { span: *batch.span(), bytes: batch.to_bytes().len() });
        let blobs = self.blobs.iter().map(|(digest, bytes)| Offer::Blob { digest: *digest, bytes: bytes.len() });
        batches.chain(blobs).collect()
    }

    pub fn receipted(&self) -> u64 {
        self.newest_receipt.as_ref().map_or(0, |receipt| receipt.claims().up_to_seq)
    }

    pub fn load(&self, offer: &Offer) -> Vec<u8> {
        match offer {
            Offer::Batch { span, .. } => {
                self.batches.iter().find(|batch| batch.span() == span).expect("an own batch").to_bytes()
            }
            Offer::Blob { digest, .. } => self.blobs[digest].clone(),
            Offer::Chain { .. } => panic!("no other device's chain was offered"),
        }
    }
}
