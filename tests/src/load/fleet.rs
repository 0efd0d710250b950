//! Laptops without a window or a file: keys, a chain, and batches cut before the clock runs.

use anyhow::{Context, Result, anyhow};
use domain::edit::Edit;
use domain::ids::{AssistId, CitizenId, CommuneId, DeviceId, EntryDigest, MemberId};
use domain::service::Role;
use domain::stamp::Stamp;
use journal::{
    BoxKey, Certificate, CertificateChain, Chained, DeviceKey, Entry, HeaderInput, IndexKey, IssuingKey, Item, Keyring,
    MemberKey, RootKey, SealingKey, Subject, Validity,
};
use uuid::Uuid;

use crate::bench::reference;

/// 2026-11-22 12:00 UTC.
const BEGIN_MS: i64 = 1_795_348_800_000;
/// Between two entries of a laptop.
const PACE_MS: i64 = 20_000;
/// Entries that are cut at once; a laptop that comes home cuts an evening's.
const CUT_ENTRIES: usize = 5_000;

/// A commune with its keys.
pub(crate) struct Commune {
    pub(crate) root_certificate: Certificate,
    pub(crate) id: CommuneId,
    leader: MemberId,
    leader_key: MemberKey,
    leader_certificate: Certificate,
    keys: Keyring,
}

/// A laptop and what it has to send.
pub(crate) struct Laptop {
    pub(crate) commune: CommuneId,
    pub(crate) key: DeviceKey,
    pub(crate) chain: Vec<u8>,
    pub(crate) batches: Vec<Packed>,
    pub(crate) entries: u64,
}

/// A batch as it travels.
#[derive(Clone)]
pub(crate) struct Packed {
    pub(crate) item: Vec<u8>,
    pub(crate) head: EntryDigest,
    pub(crate) last: u64,
}

impl Commune {
    /// The commune of a number.
    pub(crate) fn numbered(number: u32) -> Self {
        Self::under(&RootKey::from_seed(&seed("root", number, 0)), false, number)
    }

    /// The commune of a root key, led by a leader of this number whom nobody else knows.
    pub(crate) fn under(root: &RootKey, practice: bool, number: u32) -> Self {
        let id = root.public().commune();
        let leader_key = MemberKey::from_seed(&seed("leader", number, 0));
        let leader = MemberId(Uuid::from_u128(u128::from(number) + 1));
        let subject = Subject::Member { member: leader, key: leader_key.public(), role: Role::Leader };
        let leader_certificate = Certificate::issue(id, subject, IssuingKey::Root(root), validity());
        let sealing = SealingKey::new(1, &seed("sealing", number, 0));
        let keys = Keyring::new(IndexKey::new(&seed("index", number, 0)), [sealing]);
        let root_certificate = Certificate::root(root, practice, BEGIN_MS);
        Self { root_certificate, id, leader, leader_key, leader_certificate, keys }
    }

    /// A laptop that logged so many entries: people and assists by turns.
    ///
    /// # Errors
    /// A fault of the journal.
    pub(crate) fn laptop(&self, number: u32, entries: usize) -> Result<Laptop> {
        let key = DeviceKey::from_seed(&seed("laptop", self.number(), number));
        let opens = BoxKey::from_seed(&seed("box", self.number(), number));
        let subject = Subject::Device { key: key.public(), opens: opens.public(), continues: None };
        let certificate = Certificate::issue(self.id, subject, IssuingKey::Member(&self.leader_key), validity());
        let chain = vec![self.root_certificate.clone(), self.leader_certificate.clone(), certificate];
        let chain = CertificateChain::new(chain).ok().context("a chain")?;
        let batches = self.write(&key, entries)?;
        let entries = entries.try_into()?;
        Ok(Laptop { commune: self.id, key, chain: Item::wrap_chain(&chain.to_bytes()), batches, entries })
    }

    fn number(&self) -> u32 {
        u32::try_from(self.leader.0.as_u128()).unwrap_or_default()
    }

    fn write(&self, key: &DeviceKey, entries: usize) -> Result<Vec<Packed>> {
        let pairs = reference::evening()?;
        let mut edits =
            pairs.into_iter().cycle().flat_map(|(citizen, assist)| [Edit::Citizen(citizen), Edit::Assist(assist)]);
        let (device, mut previous) = (key.public().device(), key.public().beginning(self.id));
        let (mut packed, mut written) = (Vec::new(), Vec::new());
        for seq in 1..=u64::try_from(entries)? {
            let edit = renamed(edits.next().context("endless")?, device, seq);
            let entry = self.entry(previous, &edit, device, seq)?;
            previous = entry.digest;
            written.push(entry);
            if written.len() == CUT_ENTRIES {
                packed.extend(cut(&written, key)?);
                written.clear();
            }
        }
        packed.extend(cut(&written, key)?);
        Ok(packed)
    }

    fn entry(&self, previous: EntryDigest, edit: &Edit, device: DeviceId, seq: u64) -> Result<Chained> {
        let wall_ms = BEGIN_MS.saturating_add(i64::try_from(seq)?.saturating_mul(PACE_MS));
        let stamp = Stamp { wall_ms, counter: 0 };
        let input = HeaderInput { commune: self.id, device, seq, stamp, member: Some(self.leader) };
        let nonce = blake3::hash(&[device.as_bytes().as_slice(), &seq.to_le_bytes()].concat());
        let nonce = nonce.as_bytes().first_chunk().context("a nonce")?;
        Entry::write(previous, edit, &input, &self.keys, nonce, None).map_err(|error| anyhow!("{error:?}"))
    }
}

/// The same people and assists under ids of this laptop.
fn renamed(edit: Edit, device: DeviceId, seq: u64) -> Edit {
    let id = |seq: u64| {
        let digest = blake3::hash(&[device.as_bytes().as_slice(), b"id", &seq.to_le_bytes()].concat());
        Uuid::from_bytes(digest.as_bytes().first_chunk().copied().unwrap_or_default())
    };
    match edit {
        Edit::Citizen(mut citizen) => {
            citizen.id = CitizenId(id(seq));
            Edit::Citizen(citizen)
        }
        Edit::Assist(mut assist) => {
            (assist.id, assist.citizen) = (AssistId(id(seq)), Some(CitizenId(id(seq.saturating_sub(1)))));
            Edit::Assist(assist)
        }
        other @ (Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::Member(_)
        | Edit::Certified(_)
        | Edit::Session(_)
        | Edit::SessionClosed(_)
        | Edit::Outreach(_)
        | Edit::RosterEdition(_)
        | Edit::Correction(_)
        | Edit::Void(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_)
        | Edit::Advice(_)) => other,
    }
}

fn cut(entries: &[Chained], key: &DeviceKey) -> Result<Vec<Packed>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let batches = journal::cut(entries, key).map_err(|error| anyhow!("{error:?}"))?;
    let packed = |batch: &journal::Batch| {
        let span = batch.span();
        Packed { item: Item::wrap_batch(&batch.to_bytes()), head: span.head, last: span.last }
    };
    Ok(batches.iter().map(packed).collect())
}

fn validity() -> Validity {
    Validity { issued_at_ms: BEGIN_MS, expires_at_ms: None }
}

fn seed(what: &str, commune: u32, laptop: u32) -> [u8; 32] {
    let parts = [what.as_bytes(), &commune.to_le_bytes(), &laptop.to_le_bytes()].concat();
    *blake3::hash(&parts).as_bytes()
}
