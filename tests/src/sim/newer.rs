//! A laptop with a newer program, let in like any other: what it writes is authentic, and cannot be read or applied here.
//! It is only a key and a journal; nothing of the app runs on it.

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow};
use domain::edit::{Change, Correction, Edit, Field, FieldValue, Target, TargetKind, Void, VoidReason};
use domain::ids::{CommuneId, EntryDigest, RecordId};
use domain::service::Outcome;
use domain::stamp::Stamp;
use journal::exchange::{RequestBody, RequestEnvelope};
use journal::sync::Peer;
use journal::{CentrePublic, Chained, DeviceKey, Entry, HeaderInput, Item, Keyring};
use minicbor::Encoder;
use store::Store;
use store::identity::KeyName;
use uuid::Uuid;

use super::random::Random;
use super::witness::{Short, short};

/// A kind that no version knows yet.
const NEWER_KIND: u8 = 200;
/// The kind of an assist (PROTOCOL.md, section 6).
const ASSIST_KIND: u8 = 10;

/// The laptop.
pub struct Newer {
    commune: CommuneId,
    key: DeviceKey,
    /// Its chain and its batches, as they travel.
    items: Vec<Vec<u8>>,
    seq: u64,
    head: EntryDigest,
}

/// What it wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strange {
    /// Of a kind that this program does not know.
    Kind,
    /// Of a known kind, and not readable as such.
    Facts,
    /// A correction of an assist that nobody logged.
    Orphan,
    /// A void of one.
    OrphanVoid,
    /// A correction of this assist, before or after it comes.
    Outcome(Uuid),
}

impl Newer {
    /// What a laptop that was let in is, but for its app.
    ///
    /// # Errors
    /// Its file.
    pub fn of(mut store: Store) -> Result<Self> {
        let identity = store.identity().context("it was let in")?;
        let seed = store.key(KeyName::DeviceSigning)?.context("its key")?;
        let key = DeviceKey::from_seed(seed.expose());
        store.cut_batches()?;
        let mut items = vec![Item::wrap_chain(&store.chain(identity.device)?.context("its chain")?)];
        for frozen in store.batches_from(identity.device, 0, u32::MAX)? {
            items.push(Item::wrap_batch(&store.batch(&frozen.span)?.context("its batch")?));
        }
        let (seq, head) = store.frozen_head()?.unwrap_or_else(|| (0, key.public().beginning(identity.commune)));
        Ok(Self { commune: identity.commune, key, items, seq, head })
    }

    /// Writes an entry; its number and digest.
    ///
    /// # Errors
    /// None that may happen.
    pub fn write(&mut self, strange: Strange, now_ms: i64, random: &Random) -> Result<(u64, Short)> {
        let seq = self.seq.saturating_add(1);
        let mut record = [0; 16];
        random.fill(&mut record);
        let chained = match strange {
            Strange::Kind => self.raw(seq, NEWER_KIND, record, b"\x80", now_ms)?,
            Strange::Facts => self.raw(seq, ASSIST_KIND, record, b"no facts", now_ms)?,
            Strange::Orphan => self.edit(seq, &refused(record), now_ms)?,
            Strange::OrphanVoid => self.edit(seq, &void(record), now_ms)?,
            Strange::Outcome(assist) => self.edit(seq, &refused(*assist.as_bytes()), now_ms)?,
        };
        (self.seq, self.head) = (seq, chained.digest);
        let batches = journal::cut(std::slice::from_ref(&chained), &self.key).map_err(|error| anyhow!("{error:?}"))?;
        self.items.extend(batches.iter().map(|batch| Item::wrap_batch(&batch.to_bytes())));
        Ok((seq, short(&chained.digest.0)))
    }

    /// A request that offers everything it has.
    #[must_use]
    pub fn request(&self, centre: CentrePublic, centre_time_ms: i64) -> Vec<u8> {
        let body = RequestBody { offers: self.items.clone(), ..RequestBody::default() };
        let peer = Peer::Centre(centre).binding();
        RequestEnvelope::sign(&body, self.commune, &self.key, &peer, centre_time_ms).to_bytes()
    }

    fn edit(&self, seq: u64, edit: &Edit, now_ms: i64) -> Result<Chained> {
        let (device, stamp) = (self.key.public().device(), Stamp { wall_ms: now_ms, counter: 0 });
        let input = HeaderInput { commune: self.commune, device, seq, stamp, member: None };
        let written = Entry::write(self.head, edit, &input, &Keyring::empty(), &[0; 24], None);
        written.map_err(|error| anyhow!("{error:?}"))
    }

    fn raw(&self, seq: u64, kind: u8, record: [u8; 16], facts: &[u8], now_ms: i64) -> Result<Chained> {
        let (mut header, mut bytes) = (Vec::new(), Vec::new());
        let mut encoder = Encoder::new(&mut header);
        encoder.array(6)?.u64(seq)?.i64(now_ms)?.u32(0)?.null()?.u8(kind)?.bytes(&record)?;
        Encoder::new(&mut bytes).array(4)?.bytes(&header)?.bytes(facts)?.null()?.null()?;
        let entry = Entry::read(&bytes).map_err(|error| anyhow!("{error:?}"))?;
        Ok(entry.chained(self.commune, self.key.public().device(), seq, self.head))
    }
}

fn target(record: [u8; 16]) -> Target {
    Target { kind: TargetKind::Assist, id: RecordId::from_bytes(record) }
}

/// A correction that saw nothing of what it corrects.
fn refused(record: [u8; 16]) -> Edit {
    let value = Some(FieldValue::AssistOutcome(Outcome::Refused));
    let changes = vec![Change { field: Field::AssistOutcome, value, saw: BTreeSet::new() }];
    Edit::Correction(Correction { target: target(record), changes, reason: None })
}

fn void(record: [u8; 16]) -> Edit {
    Edit::Void(Void { target: target(record), reason: VoidReason::Undone })
}
