//! The real centre, asked by a laptop that may say anything: what it answers can be read, and it never fails by itself.

use std::cell::Cell;
use std::path::Path;

use anyhow::{Context, Result};
use domain::ids::{CommuneId, MemberId};
use domain::service::Role;
use journal::exchange::{Reply, RequestBody, RequestEnvelope};
use journal::sync::Peer;
use journal::{
    BoxKey, CentreKey, Certificate, CertificateChain, DeviceKey, IssuingKey, Item, MemberKey, RootKey, Subject,
    Validity,
};
use server::settings::{DbUrl, Place};
use server::{Centre, Clock, Refusal};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// 2026-11-22 12:00 UTC.
const NOW_MS: i64 = 1_795_348_800_000;
const PULL_BYTES_MAX: usize = 64 * 1024;
const CODE_MS: i64 = 3_600_000;
const CENTRE_SEED: [u8; 32] = [6; 32];

/// A centre that knows one commune and one laptop.
pub(crate) struct Site {
    runtime: Runtime,
    centre: Centre,
    commune: CommuneId,
    laptop: DeviceKey,
    chain: Vec<u8>,
    asked: Cell<u64>,
    _folder: TempDir,
}

impl Site {
    pub(crate) fn set_up() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        write_key(&folder.path().join("receipt.key"))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let place = Place { db: DbUrl::Sqlite(folder.path().join("centre.db")), key: None };
        let clock = Clock::ByHand(std::sync::Arc::new(NOW_MS.into()));
        let centre = runtime.block_on(Centre::open(&place, false, clock))?;
        let root = RootKey::from_seed(&[1; 32]);
        let (laptop, chain) = certified(&root)?;
        let (code, _) = runtime.block_on(centre.new_setup_code(false, CODE_MS))?;
        let certificate = Certificate::root(&root, false, NOW_MS).to_bytes();
        runtime.block_on(centre.admit(&code.to_string(), &certificate))?;
        let commune = root.public().commune();
        Ok(Self { runtime, centre, commune, laptop, chain, asked: Cell::new(0), _folder: folder })
    }

    /// The first byte says how the rest arrives.
    pub(crate) fn request(&self, bytes: &[u8]) {
        let Some((how, rest)) = bytes.split_first() else { return };
        self.asked.set(self.asked.get() + 1);
        match how % 4 {
            0 => self.exchanged(rest),
            1 => self.signed(rest, Vec::new()),
            2 => self.signed(rest, vec![Item::wrap_chain(&self.chain)]),
            _ => self.uploaded(rest),
        }
    }

    /// A body as it is, proved by the laptop if it can be read; `before` is offered before what it offers.
    fn signed(&self, bytes: &[u8], before: Vec<Vec<u8>>) {
        let Ok(mut body) = RequestBody::read(bytes) else { return };
        body.offers.splice(0..0, before);
        let peer = Peer::Centre(CentreKey::from_seed(&CENTRE_SEED).public()).binding();
        self.exchanged(&RequestEnvelope::sign(&body, self.commune, &self.laptop, &peer, NOW_MS).to_bytes());
    }

    fn exchanged(&self, body: &[u8]) {
        match self.runtime.block_on(self.centre.exchange(body, PULL_BYTES_MAX)) {
            Ok(reply) => drop(Reply::read(&reply).expect("a reply that can be read")),
            Err(refusal) => refused(&refusal),
        }
    }

    fn uploaded(&self, bytes: &[u8]) {
        let returned = self.runtime.block_on(async {
            let mut intake = self.centre.bundle();
            intake.feed(bytes).await?;
            intake.finish().await
        });
        if let Err(refusal) = returned {
            refused(&refusal);
        }
    }
}

/// Whatever a stranger sends is the stranger's fault.
fn refused(refusal: &Refusal) {
    assert!(!matches!(refusal, Refusal::Storage(_) | Refusal::Internal(_)), "the centre failed: {refusal:?}");
}

fn certified(root: &RootKey) -> Result<(DeviceKey, Vec<u8>)> {
    let (leader, laptop) = (MemberKey::from_seed(&[3; 32]), DeviceKey::from_seed(&[50; 32]));
    let (commune, validity) = (root.public().commune(), Validity { issued_at_ms: NOW_MS, expires_at_ms: None });
    let member = MemberId::from_bytes([2; 16]);
    let subject = Subject::Member { member, key: leader.public(), role: Role::Leader };
    let second = Certificate::issue(commune, subject, IssuingKey::Root(root), validity);
    let opens = BoxKey::from_seed(&[150; 32]).public();
    let subject = Subject::Device { key: laptop.public(), opens, continues: None };
    let third = Certificate::issue(commune, subject, IssuingKey::Member(&leader), validity);
    let chain = CertificateChain::new(vec![Certificate::root(root, false, NOW_MS), second, third]);
    Ok((laptop, chain.ok().context("a chain of three")?.to_bytes()))
}

fn write_key(path: &Path) -> Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let hex: String = CENTRE_SEED.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    Ok(writeln!(file, "dong-hanh receipt key v1\n{hex}")?)
}
