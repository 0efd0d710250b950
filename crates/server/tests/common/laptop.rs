//! Communes and laptops, made of seeds; a laptop writes entries and cuts them, as the real one does.

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId, OutreachId, RosterEditionId, VillageId};
use domain::record::{BlobRef, Outreach, RosterEdition, RosterScope};
use domain::service::{OutreachKind, Role};
use domain::stamp::Stamp;
use journal::{
    Batch, BoxKey, Certificate, CertificateChain, Chained, DeviceKey, Entry, HeaderInput, IssuingKey, Item, Keyring,
    MemberKey, RootKey, Signer, Subject, Validity,
};

use super::NOW_MS;

pub struct Commune {
    pub id: CommuneId,
    pub root: RootKey,
    pub leader: MemberId,
    pub leader_key: MemberKey,
    pub root_certificate: Certificate,
    pub leader_certificate: Certificate,
}

impl Commune {
    pub fn seeded(seed: u8, practice: bool) -> Self {
        let root = RootKey::from_seed(&[seed; 32]);
        let id = root.public().commune();
        let leader_key = MemberKey::from_seed(&[seed.wrapping_add(1); 32]);
        let member = MemberId::from_bytes([seed; 16]);
        let leader = Subject::Member { member, key: leader_key.public(), role: Role::Leader };
        let leader_certificate = Certificate::issue(id, leader, IssuingKey::Root(&root), for_ever());
        let root_certificate = Certificate::root(&root, practice, NOW_MS);
        Self { id, root, leader: member, leader_key, root_certificate, leader_certificate }
    }

    pub fn laptop(&self, seed: u8) -> Laptop {
        self.laptop_until(seed, None)
    }

    pub fn laptop_until(&self, seed: u8, expires_at_ms: Option<i64>) -> Laptop {
        let key = DeviceKey::from_seed(&[seed; 32]);
        let opens = BoxKey::from_seed(&[seed; 32]).public();
        let subject = Subject::Device { key: key.public(), opens, continues: None };
        let validity = Validity { expires_at_ms, ..for_ever() };
        let certificate = Certificate::issue(self.id, subject, IssuingKey::Member(&self.leader_key), validity);
        let chain = vec![self.root_certificate.clone(), self.leader_certificate.clone(), certificate];
        Laptop {
            commune: self.id,
            device: key.public().device(),
            chain: CertificateChain::new(chain).unwrap().to_bytes(),
            key,
            entries: Vec::new(),
            cut: 0,
            batches: Vec::new(),
        }
    }
}

#[derive(Clone)]
pub struct Laptop {
    pub commune: CommuneId,
    pub device: DeviceId,
    pub key: DeviceKey,
    pub chain: Vec<u8>,
    pub entries: Vec<Chained>,
    cut: usize,
    batches: Vec<Vec<u8>>,
}

impl Laptop {
    /// Logs talks, each with another head count from `heads` on.
    pub fn log(&mut self, count: u32, heads: u32) {
        for n in 0..count {
            self.write(&talk(heads + n));
        }
    }

    pub fn write(&mut self, edit: &Edit) {
        self.write_as(edit, None, None);
    }

    /// Writes a leader's act, or the root's.
    pub fn write_as(&mut self, edit: &Edit, member: Option<MemberId>, signer: Option<Signer<'_>>) {
        let seq = u64::try_from(self.entries.len()).unwrap() + 1;
        let stamp = Stamp { wall_ms: NOW_MS + i64::try_from(seq).unwrap(), counter: 0 };
        let input = HeaderInput { commune: self.commune, device: self.device, seq, stamp, member };
        let entry = Entry::write(self.head(), edit, &input, &Keyring::empty(), &[0; 24], signer).unwrap();
        self.entries.push(entry);
    }

    pub fn head(&self) -> EntryDigest {
        self.entries.last().map_or_else(|| self.key.public().beginning(self.commune), |entry| entry.digest)
    }

    /// Cuts what is not cut yet; the items stay as they are from then on.
    pub fn cut(&mut self) -> Vec<Vec<u8>> {
        let batches = journal::cut(&self.entries[self.cut..], &self.key).unwrap();
        let items: Vec<_> = batches.iter().map(|batch| Item::wrap_batch(&batch.to_bytes())).collect();
        self.cut = self.entries.len();
        self.batches.extend(items.iter().cloned());
        items
    }

    /// Logs and cuts one batch.
    pub fn batch(&mut self, count: u32, heads: u32) -> Vec<u8> {
        self.log(count, heads);
        let mut items = self.cut();
        assert_eq!(items.len(), 1, "fits in one batch");
        items.remove(0)
    }

    pub fn chain_item(&self) -> Vec<u8> {
        Item::wrap_chain(&self.chain)
    }

    pub fn everything(&self) -> Vec<Vec<u8>> {
        std::iter::once(self.chain_item()).chain(self.batches.iter().cloned()).collect()
    }

    /// The same disk at this moment, put into another machine.
    pub fn clone_disk(&self) -> Self {
        self.clone()
    }
}

pub fn talk(heads: u32) -> Edit {
    Edit::Outreach(Outreach {
        id: OutreachId::from_bytes(u128::from(heads).to_be_bytes()),
        session: None,
        village: None,
        unit: None,
        day: day(),
        kind: OutreachKind::Talk,
        heads,
        topic: None,
    })
}

pub fn edition(seed: u8, replaces: Option<u8>, blobs: &[&[u8]]) -> Edit {
    let blob = |bytes: &&[u8]| BlobRef {
        digest: journal::blob::digest_of(bytes).0,
        people: 1,
        bytes: u32::try_from(bytes.len()).unwrap(),
    };
    Edit::RosterEdition(RosterEdition {
        id: RosterEditionId::from_bytes([seed; 16]),
        scope: RosterScope::Village(VillageId::from_bytes([9; 16])),
        day: day(),
        replaces: replaces.map(|seed| RosterEditionId::from_bytes([seed; 16])),
        blobs: blobs.iter().map(blob).collect(),
        counts: std::collections::BTreeMap::new(),
    })
}

/// The batch inside an item.
pub fn batch_of(item: &[u8]) -> Batch {
    match Item::read(item).unwrap() {
        Item::Batch(batch) => batch,
        Item::Chain(_) | Item::Unknown { .. } => panic!("not a batch"),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

const fn for_ever() -> Validity {
    Validity { issued_at_ms: NOW_MS, expires_at_ms: None }
}
