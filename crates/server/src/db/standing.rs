//! Which devices of a commune are locked out: judged as laptops judge it, from certificates and leaders' acts. An act that
//! no leader signed is kept and has no effect. Never here: SQL.

use std::collections::BTreeMap;

use domain::authority::Accepted;
use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::entry::{Chained, Entry};
use journal::item::Item;
use journal::standing::{Act as Judged, Reach, Standing};
use journal::trust::CertificateChain;

/// At most this many acts of one commune are judged; more stay in the log and count for nothing here.
pub const ACTS_PER_COMMUNE_MAX: usize = 16_384;

/// An act with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptAct {
    /// Whose journal it stands in.
    pub device: DeviceId,
    /// The branch.
    pub branch: u32,
    /// Its number.
    pub seq: u64,
    /// Its digest.
    pub digest: EntryDigest,
    /// As it travelled.
    pub bytes: Vec<u8>,
}

/// What a commune's standing is judged from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evidence {
    /// Its acts.
    pub acts: Vec<KeptAct>,
    /// Its chains, as items.
    pub chains: Vec<Vec<u8>>,
}

/// The devices that are locked out, with the last entry of each that is accepted.
#[must_use]
pub fn locked_out(commune: CommuneId, evidence: &Evidence) -> BTreeMap<DeviceId, u64> {
    let chains: Vec<CertificateChain> = evidence.chains.iter().filter_map(|bytes| chain(bytes)).collect();
    let acts: Vec<Judged> = evidence.acts.iter().filter_map(|act| judged(commune, act)).collect();
    let standing = Standing::of(commune, &chains, &acts, &reach, &Standing::default());
    let devices: Vec<DeviceId> = standing.devices().collect();
    devices.into_iter().filter_map(|device| Some((device, standing.accepted(device)?))).collect()
}

/// Laptops know which branch an accepted entry stands on. Here the first one is taken: acts on others, which a copied
/// file wrote, count for nothing once their device is locked out.
fn reach(row: &Accepted) -> Reach {
    Some(vec![(0, row.seq)])
}

fn chain(bytes: &[u8]) -> Option<CertificateChain> {
    match Item::read(bytes) {
        Ok(Item::Chain(chain)) => Some(chain),
        Ok(Item::Batch(_) | Item::Unknown { .. }) | Err(_) => None,
    }
}

fn judged(commune: CommuneId, act: &KeptAct) -> Option<Judged> {
    let entry = Entry::read(&act.bytes).ok()?;
    let (device, seq, digest) = (act.device, act.seq, act.digest);
    let chained = Chained { commune, device, seq, previous: digest, digest, entry };
    Some(Judged { chained, branch: act.branch })
}
