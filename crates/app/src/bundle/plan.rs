//! What goes into a bundle, by name: the bytes are loaded when their turn comes.

use std::collections::BTreeSet;

use journal::bundle::{BundleHeader, PartKind, Purpose};
use journal::limits::BUNDLE_PARTS_MAX;
use journal::sync::Offer;
use journal::{Item, Span};
use store::Store;
use store::outbox::FrozenBatch;

use crate::failure::bug;
use crate::state::Open;
use crate::sync::{all_blobs, offered, waiting_blobs};
use crate::view::bundle::BundleContent;
use crate::{Code, Error};

/// At most this many receipts in one bundle.
const RECEIPTS_MAX: u32 = 4096;

/// One part to be written.
pub(crate) enum Planned {
    /// A chain, a batch or a blob, by its name.
    Named(Offer),
    /// A receipt as it travels.
    Receipt(Vec<u8>),
}

/// A bundle to be written.
pub(crate) struct Plan<P = Planned> {
    pub(crate) header: BundleHeader,
    pub(crate) parts: Vec<P>,
}

/// Chooses what goes in. What was saved here and lies in no batch yet is cut first.
///
/// # Errors
/// [`Code::NothingToCarry`], [`Code::BundleTooBig`], or the file.
pub(crate) fn plan(open: &mut Open, content: BundleContent) -> Result<Plan, Error> {
    open.store.cut_batches()?;
    let parts = match content {
        BundleContent::Unsent => unsent(&open.store)?,
        BundleContent::Everything => everything(&open.store, one_too_many())?,
        BundleContent::Receipts => receipts(&open.store)?,
    };
    let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    match count {
        0 => Err(Error::new(Code::NothingToCarry)),
        1..=BUNDLE_PARTS_MAX => Ok(Plan { header: header(open, content, count), parts }),
        _ => Err(Error::new(Code::BundleTooBig)),
    }
}

/// The bytes of a part whose turn has come.
///
/// # Errors
/// The file.
pub(crate) fn load(store: &Store, part: &Planned) -> Result<(PartKind, Vec<u8>), Error> {
    let offer = match part {
        Planned::Receipt(bytes) => return Ok((PartKind::Receipt, bytes.clone())),
        Planned::Named(offer) => offer,
    };
    let bytes = offered(store, offer)?.ok_or_else(|| bug("offer"))?;
    Ok(match offer {
        Offer::Chain { .. } => (PartKind::Item, Item::wrap_chain(&bytes)),
        Offer::Batch { .. } => (PartKind::Item, Item::wrap_batch(&bytes)),
        Offer::Blob { .. } => (PartKind::Blob, bytes),
    })
}

impl Plan {
    /// The most bytes that the bundle takes.
    pub(crate) fn bytes_at_most(&self) -> u64 {
        // What an item's wrapping adds.
        const WRAPPING_BYTES: usize = 16;
        journal::bundle::bytes_at_most(self.parts.iter().map(|part| part.bytes().saturating_add(WRAPPING_BYTES)))
    }

    /// How many entries its batches hold.
    pub(crate) fn entries(&self) -> u64 {
        self.parts.iter().filter_map(Planned::span).map(Span::count).sum()
    }

    /// How many laptops wrote them.
    pub(crate) fn devices(&self) -> usize {
        self.parts.iter().filter_map(Planned::span).map(|span| span.device).collect::<BTreeSet<_>>().len()
    }

    /// How many receipts are in it.
    pub(crate) fn receipts(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Planned::Receipt(_))).count()
    }
}

impl Planned {
    /// How long it is, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Named(Offer::Chain { bytes, .. } | Offer::Batch { bytes, .. } | Offer::Blob { bytes, .. }) => *bytes,
            Self::Receipt(bytes) => bytes.len(),
        }
    }

    /// Of a batch: where it stands.
    pub(crate) const fn span(&self) -> Option<&Span> {
        match self {
            Self::Named(Offer::Batch { span, .. }) => Some(span),
            Self::Named(Offer::Chain { .. } | Offer::Blob { .. }) | Self::Receipt(_) => None,
        }
    }
}

fn header(open: &Open, content: BundleContent, parts: u32) -> BundleHeader {
    let purpose = match content {
        BundleContent::Unsent | BundleContent::Everything => Purpose::Out,
        BundleContent::Receipts => Purpose::Return,
    };
    BundleHeader { purpose, commune: open.identity.commune, device: Some(open.identity.device), parts, tally: None }
}

/// What no receipt covers, written here or carried here, and the blobs that the centre may lack.
fn unsent(store: &Store) -> Result<Vec<Planned>, Error> {
    let batches = store.unreceipted_batches(one_too_many(), &BTreeSet::new())?;
    let mut parts = introduced(store, batches)?;
    parts.extend(waiting_blobs(store)?.into_iter().map(Planned::Named));
    Ok(parts)
}

/// All that lies here; at most so many batches of each laptop.
///
/// # Errors
/// The file.
pub(crate) fn everything(store: &Store, batches_max: u32) -> Result<Vec<Planned>, Error> {
    let mut batches = Vec::new();
    for row in store.devices()? {
        batches.extend(store.batches_from(row.device, 1, batches_max)?);
    }
    let mut parts = introduced(store, batches)?;
    parts.extend(all_blobs(store)?.into_iter().map(Planned::Named));
    parts.extend(receipts(store)?);
    Ok(parts)
}

fn receipts(store: &Store) -> Result<Vec<Planned>, Error> {
    Ok(store.receipts(RECEIPTS_MAX)?.into_iter().map(|row| Planned::Receipt(row.bytes)).collect())
}

/// Batches, each device's chain before its first.
fn introduced(store: &Store, batches: Vec<FrozenBatch>) -> Result<Vec<Planned>, Error> {
    let (mut known, mut parts) = (BTreeSet::new(), Vec::new());
    for batch in batches {
        let device = batch.span.device;
        if known.insert(device)
            && let Some(chain) = store.chain(device)?
        {
            parts.push(Planned::Named(Offer::Chain { device, bytes: chain.len() }));
        }
        let bytes = usize::try_from(batch.bytes).unwrap_or(usize::MAX);
        parts.push(Planned::Named(Offer::Batch { span: batch.span, bytes }));
    }
    Ok(parts)
}

/// As many as tell that there are too many.
const fn one_too_many() -> u32 {
    BUNDLE_PARTS_MAX.saturating_add(1)
}
