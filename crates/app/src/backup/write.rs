//! Writing a backup: one moment of the file, cut into sealed pieces that stand in it twice, written as a bundle is,
//! read back, opened and checked piece by piece before anybody hears that it is there.

use std::collections::BTreeMap;
use std::path::Path;

use domain::ids::DeviceId;
use journal::backup::{Lock, Record, RecordKind, seal};
use journal::bundle::{BundleHeader, PartKind, Purpose};
use journal::limits::{BUNDLE_PARTS_MAX, PACK_BYTES_MAX};
use journal::{CertificateChain, DevicePublic, Item};
use store::Store;
use store::open::Reader;
use store::secret::Secret;
use zeroize::Zeroizing;

use super::lock::KeptLock;
use super::read::Sealed;
use super::restore::Opening;
use crate::bundle::{self, Plan, Planned};
use crate::failure::{bug, own_disk};
use crate::form::bad;
use crate::settings::Settings;
use crate::state::Shared;
use crate::view::start::Profile;
use crate::{Code, Error, atomic};

/// A piece is closed once it holds so many bytes.
const PACK_AIM_BYTES: usize = 64 * 1024;

/// A backup that was written and checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Written {
    pub(crate) entries: u64,
    pub(crate) bytes: u64,
    pub(crate) at_ms: i64,
}

/// One moment of the laptop's file, and what seals it.
struct Source<'a> {
    reader: Reader,
    opening: Zeroizing<Vec<u8>>,
    key: Secret,
    lock: Lock,
    parts: Vec<Planned>,
    /// Where in `parts` each piece after the first two begins and ends.
    packs: Vec<std::ops::Range<usize>>,
    settings: &'a Settings,
}

/// A part of the file.
#[derive(Clone, Copy)]
enum Piece {
    Lock,
    Pack(u32),
}

/// Writes a backup of the open file to `path`, whole and checked or not at all. The desk goes on meanwhile. `progress`
/// hears how many pieces of how many are written.
///
/// # Errors
/// [`Code::BackupNeedsPassphrase`]; the place, the stick, or the file.
pub(crate) fn write_to(shared: &Shared, path: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Written, Error> {
    let _alone = shared.backups();
    let source = Source::of(shared)?;
    let entries = source.parts.iter().filter_map(Planned::span).map(journal::Span::count).sum();
    let plan = source.plan()?;
    let neighbour = path.with_extension("dhs.new");
    let bytes = bundle::to_file(&neighbour, &plan, source.bytes_at_most(), |piece| source.load(*piece), progress)?;
    let placed = source
        .check(&neighbour, entries)
        .and_then(|()| atomic::place(&neighbour, path).map_err(|error| crate::failure::stick(&error)));
    if placed.is_err() {
        atomic::discard(&neighbour);
    }
    placed.map(|()| Written { entries, bytes, at_ms: source.lock.made_at_ms })
}

impl<'a> Source<'a> {
    /// Under the lock only as long as it takes to cut what is new and to begin reading.
    fn of(shared: &'a Shared) -> Result<Self, Error> {
        let settings = &shared.settings;
        let mut state = shared.state();
        if state.profile == Profile::Practice {
            return Err(bad("practice"));
        }
        let folder = shared.folder(state.profile);
        let device_secret = settings.keeper(folder.path(), state.profile).read()?;
        let vault = atomic::read(&folder.vault(), store::vault::VAULT_BYTES_MAX).map_err(|error| own_disk(&error))?;
        let open = state.held()?;
        let kept = KeptLock::read_or_make(&mut open.store, settings)?;
        open.store.cut_batches()?;
        let opening = Opening { file_key: open.file_key.clone(), device_secret, vault }.to_bytes()?;
        let reader = open.store.reader()?;
        drop(state);
        let parts = all(&reader)?;
        let packs = grouped(&parts);
        let count = u32::try_from(packs.len()).unwrap_or(u32::MAX).saturating_add(2);
        let lock = kept.lock(&reader, count, settings)?;
        Ok(Self { reader, opening, key: kept.key, lock, parts, packs, settings })
    }

    /// Every piece twice: first all of them, then all of them again, so that damage at one place hits one of the two.
    fn plan(&self) -> Result<Plan<Piece>, Error> {
        let once = || std::iter::once(Piece::Lock).chain((1..=self.lock.packs).map(Piece::Pack));
        let parts: Vec<Piece> = once().chain(once()).collect();
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        if count > BUNDLE_PARTS_MAX {
            return Err(Error::new(Code::BundleTooBig));
        }
        let commune = self.reader.identity().ok_or_else(|| bug("identity"))?.commune;
        let header = BundleHeader { purpose: Purpose::Backup, commune, device: None, parts: count, tally: None };
        Ok(Plan { header, parts })
    }

    fn bytes_at_most(&self) -> u64 {
        let pack = |range: &std::ops::Range<usize>| -> usize {
            self.parts.get(range.clone()).unwrap_or_default().iter().map(|part| part.bytes().saturating_add(64)).sum()
        };
        let lengths: Vec<usize> = self.packs.iter().map(pack).chain([PACK_BYTES_MAX; 4]).collect();
        journal::bundle::bytes_at_most(lengths.iter().chain(&lengths).copied())
    }

    fn load(&self, piece: Piece) -> Result<(PartKind, Vec<u8>), Error> {
        let number = match piece {
            Piece::Lock => return Ok((PartKind::Lock, self.lock.to_bytes())),
            Piece::Pack(number) => number,
        };
        let nonce = self.settings.random();
        let sealed = seal(self.key.expose(), &self.lock.id, number, &self.records(number)?, nonce);
        Ok((PartKind::Pack, sealed.map_err(|_| Error::new(Code::BundleTooBig))?))
    }

    fn records(&self, number: u32) -> Result<Vec<Record>, Error> {
        match number {
            1 => Ok(vec![(RecordKind::Opening, self.opening.clone())]),
            2 => Ok(vec![(RecordKind::Laptop, self.reader.self_rows()?)]),
            _ => {
                let at = usize::try_from(number.saturating_sub(3)).unwrap_or(usize::MAX);
                let range = self.packs.get(at).cloned().unwrap_or_default();
                self.parts.get(range).unwrap_or_default().iter().map(|part| record(&self.reader, part)).collect()
            }
        }
    }

    /// Opens what lies there now: every piece, and in it every batch's signature and place in its chain.
    fn check(&self, path: &Path, expected: u64) -> Result<(), Error> {
        let mut audit = Audit::default();
        let sealed = Sealed::at(path)?;
        let lost = sealed.each(&self.key, &mut |_, records| audit.take(&records), &mut |_, _| {})?;
        if sealed.whole && lost == 0 && audit.entries == expected {
            Ok(())
        } else {
            Err(Error::passing(Code::StickFailed))
        }
    }
}

/// Everything, with the chains of laptops that have written nothing yet: this one may be one of them.
fn all(store: &Store) -> Result<Vec<Planned>, Error> {
    let mut parts = Vec::new();
    for row in store.devices()? {
        let Some(chain) = store.chain(row.device)? else { continue };
        parts.push(Planned::Named(journal::sync::Offer::Chain { device: row.device, bytes: chain.len() }));
    }
    parts.extend(bundle::everything(store, u32::MAX)?);
    Ok(parts)
}

/// Small parts together, a large one alone.
fn grouped(parts: &[Planned]) -> Vec<std::ops::Range<usize>> {
    let (mut packs, mut begin, mut bytes) = (Vec::new(), 0, 0_usize);
    for (at, part) in parts.iter().enumerate() {
        if at > begin && bytes.saturating_add(part.bytes()) > PACK_AIM_BYTES {
            packs.push(begin..at);
            (begin, bytes) = (at, 0);
        }
        bytes = bytes.saturating_add(part.bytes()).saturating_add(64);
    }
    if begin < parts.len() {
        packs.push(begin..parts.len());
    }
    packs
}

fn record(store: &Store, part: &Planned) -> Result<Record, Error> {
    let (kind, bytes) = bundle::load(store, part)?;
    let kind = match kind {
        PartKind::Item => RecordKind::Item,
        PartKind::Blob => RecordKind::Blob,
        PartKind::Receipt => RecordKind::Receipt,
        PartKind::Lock | PartKind::Pack | PartKind::Unknown(_) => return Err(bug("backup-part")),
    };
    Ok((kind, Zeroizing::new(bytes)))
}

/// What a written backup is held against.
#[derive(Default)]
struct Audit {
    keys: BTreeMap<DeviceId, DevicePublic>,
    entries: u64,
}

impl Audit {
    fn take(&mut self, records: &[Record]) -> Result<(), Error> {
        records.iter().filter(|(kind, _)| *kind == RecordKind::Item).try_for_each(|(_, bytes)| self.item(bytes))
    }

    fn item(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let damaged = || Error::new(Code::DamagedFile);
        match Item::read(bytes) {
            Ok(Item::Chain(chain)) => {
                let key = device_key(&chain).ok_or_else(damaged)?;
                self.keys.insert(key.device(), key);
                Ok(())
            }
            Ok(Item::Batch(batch)) => {
                let key = self.keys.get(&batch.span().device).ok_or_else(damaged)?;
                let entries = batch.verify(key).map_err(|_| damaged())?;
                self.entries = self.entries.saturating_add(u64::try_from(entries.len()).unwrap_or(u64::MAX));
                Ok(())
            }
            Ok(Item::Unknown { .. }) => Ok(()),
            Err(_) => Err(damaged()),
        }
    }
}

fn device_key(chain: &CertificateChain) -> Option<DevicePublic> {
    match chain.certificates().last()?.subject() {
        journal::Subject::Device { key, .. } => Some(*key),
        journal::Subject::Root { .. } | journal::Subject::Member { .. } => None,
    }
}
