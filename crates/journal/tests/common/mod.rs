//! A made-up commune with its keys, laptops that write entries, and raw bytes that no program of ours would write.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod centre;
pub mod edits;
pub mod line;
pub mod reference;
pub mod vectors;

use domain::edit::Edit;
use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId};
use domain::person::Title;
use domain::service::Role;
use domain::stamp::Stamp;
use journal::{
    Batch, BoxKey, CentreKey, Certificate, CertificateChain, Chained, DeviceKey, Entry, HeaderInput, IndexKey,
    IssuingKey, Keyring, MemberKey, RootKey, SealingKey, Signer, Subject, Validity,
};

/// 2026-11-22 12:00 UTC.
pub const NOW_MS: i64 = 1_795_348_800_000;

/// Everything a commune begins with.
pub struct Commune {
    pub root: RootKey,
    pub id: CommuneId,
    pub leader: MemberId,
    pub leader_key: MemberKey,
    pub root_certificate: Certificate,
    pub leader_certificate: Certificate,
    pub keys: Keyring,
    pub centre: CentreKey,
}

impl Commune {
    pub fn seeded(seed: u8) -> Self {
        let root = RootKey::from_seed(&[seed; 32]);
        let id = root.public().commune();
        let leader = MemberId::from_bytes([seed.wrapping_add(1); 16]);
        let leader_key = MemberKey::from_seed(&[seed.wrapping_add(2); 32]);
        let root_certificate = Certificate::root(&root, true, NOW_MS);
        let subject = Subject::Member { member: leader, key: leader_key.public(), role: Role::Leader };
        let leader_certificate = Certificate::issue(id, subject, IssuingKey::Root(&root), validity());
        let index = IndexKey::new(&[seed.wrapping_add(3); 32]);
        let keys = Keyring::new(index, [SealingKey::new(1, &[seed.wrapping_add(4); 32])]);
        let centre = CentreKey::from_seed(&[seed.wrapping_add(5); 32]);
        Self { root, id, leader, leader_key, root_certificate, leader_certificate, keys, centre }
    }

    /// A laptop certified by the leader.
    pub fn laptop(&self, seed: u8) -> Laptop {
        let key = DeviceKey::from_seed(&[seed; 32]);
        let opens = BoxKey::from_seed(&[seed.wrapping_add(100); 32]);
        let subject = Subject::Device { key: key.public(), opens: opens.public(), continues: None };
        let certificate = Certificate::issue(self.id, subject, IssuingKey::Member(&self.leader_key), validity());
        let chain = vec![self.root_certificate.clone(), self.leader_certificate.clone(), certificate];
        Laptop {
            commune: self.id,
            device: key.public().device(),
            head: key.public().beginning(self.id),
            chain: CertificateChain::new(chain).unwrap(),
            keys: self.keys.clone(),
            member: self.leader,
            key,
            opens,
            seq: 0,
        }
    }
}

pub fn validity() -> Validity {
    Validity { issued_at_ms: NOW_MS, expires_at_ms: None }
}

/// A laptop and where its journal stands.
#[derive(Clone)]
pub struct Laptop {
    pub commune: CommuneId,
    pub device: DeviceId,
    pub key: DeviceKey,
    pub opens: BoxKey,
    pub chain: CertificateChain,
    pub keys: Keyring,
    pub member: MemberId,
    pub head: EntryDigest,
    pub seq: u64,
}

impl Laptop {
    pub fn input(&self) -> HeaderInput {
        let wall_ms = NOW_MS + i64::try_from(self.seq).unwrap() * 60_000;
        let stamp = Stamp { wall_ms, counter: 0 };
        HeaderInput { commune: self.commune, device: self.device, seq: self.seq + 1, stamp, member: Some(self.member) }
    }

    pub fn write(&mut self, edit: &Edit) -> Chained {
        let chained = Entry::write(self.head, edit, &self.input(), &self.keys, &self.nonce(), None).unwrap();
        self.append(chained.entry)
    }

    /// Writes a leader's act.
    pub fn act(&mut self, edit: &Edit, signer: Signer<'_>) -> Chained {
        let written = Entry::write(self.head, edit, &self.input(), &self.keys, &self.nonce(), Some(signer)).unwrap();
        self.append(written.entry)
    }

    pub fn write_all(&mut self, edits: &[Edit]) -> Vec<Chained> {
        edits.iter().map(|edit| self.write(edit)).collect()
    }

    /// Appends an entry whatever it says, as a faulty or newer program would.
    pub fn append(&mut self, entry: Entry) -> Chained {
        self.seq += 1;
        let chained = entry.chained(self.commune, self.device, self.seq, self.head);
        self.head = chained.digest;
        chained
    }

    /// One batch of these entries.
    pub fn batch(&self, entries: &[Chained]) -> Batch {
        let mut batches = journal::cut(entries, &self.key).unwrap();
        assert_eq!(batches.len(), 1, "few enough for one batch");
        batches.remove(0)
    }

    /// Another one each time; random in the program.
    pub fn nonce(&self) -> [u8; 24] {
        let digest = blake3::hash(&[self.device.as_bytes().as_slice(), &self.seq.to_le_bytes()].concat());
        *digest.as_bytes().first_chunk().unwrap()
    }
}

/// An entry frame of any content.
pub fn raw_entry(header: &[u8], facts: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.array(4).unwrap().bytes(header).unwrap().bytes(facts).unwrap().null().unwrap().null().unwrap();
    bytes
}

/// A header with any kind, and one field more than this version knows.
pub fn raw_header(seq: u64, kind: u8, record: [u8; 16]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.array(7).unwrap().u64(seq).unwrap().i64(NOW_MS).unwrap().u32(0).unwrap().null().unwrap();
    encoder.u8(kind).unwrap().bytes(&record).unwrap().str("a later version's field").unwrap();
    bytes
}

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

/// The bytes with one bit of each byte flipped in turn, and every truncation.
pub fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let flipped = (0..bytes.len()).map(|at| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    flipped.chain((0..bytes.len()).map(|len| bytes[..len].to_vec()))
}
