//! What a run offers: frozen batches without a receipt, blobs that the centre may lack, and whatever it asks for again.

use std::collections::BTreeSet;

use domain::ids::DeviceId;
use journal::exchange::{Cursor, Expected};
use journal::sync::{Offer, Outlook, Pace, Peer, Sync};
use journal::{BlobDigest, CentrePublic, LogId, Receipt};
use store::Store;
use store::outbox::FrozenBatch;

use crate::failure::bug;
use crate::state::{Open, Shared};
use crate::{Code, Error, hex, keys};

/// Batches offered in one round: 8 MiB at most.
const BATCHES_MAX: u32 = 256;
/// Blobs of which it is remembered that the centre has them; more are simply offered again.
const BLOBS_REMEMBERED_MAX: usize = 900;
/// Under this name the store remembers them.
const BLOBS_AT_CENTRE: &str = "blobs-at-centre";
/// Under this name the store remembers how little the line carries, where that is less than of a line nobody knows.
const SLOW_LINE: &str = "slow-line";

/// What a round leaves to offer.
#[derive(Default)]
pub(crate) struct Rest {
    full: bool,
    /// Devices that were put off before.
    without: BTreeSet<DeviceId>,
}

impl Rest {
    /// Whether there was more to offer than one round takes.
    pub(super) const fn is_full(&self) -> bool {
        self.full
    }

    /// A device's batches from a number on, and its chain before them where it is not this laptop's.
    pub(super) fn again(&mut self, open: &Open, device: DeviceId, from_seq: u64) -> Result<Vec<Offer>, Error> {
        let batches = open.store.batches_from(device, from_seq, BATCHES_MAX)?;
        self.offers(open, batches)
    }

    /// What no receipt of the present log covers: written here, carried here, or lost by the centre.
    fn waiting(&mut self, open: &Open) -> Result<Vec<Offer>, Error> {
        let batches = open.store.unreceipted_batches(BATCHES_MAX, &self.without)?;
        self.offers(open, batches)
    }

    /// The same after the centre began a new log, without what it says that it has, and the blobs with it.
    pub(super) fn after_reset(&mut self, open: &mut Open, has: &[Expected]) -> Result<Vec<Offer>, Error> {
        forget_blobs(&mut open.store)?;
        let next = |device: DeviceId| has.iter().filter(|row| row.device == device).map(|row| row.next_seq).min();
        let mut batches = open.store.unreceipted_batches(BATCHES_MAX, &self.without)?;
        self.note(&batches);
        batches.retain(|batch| next(batch.span.device).is_none_or(|next| batch.span.last >= next));
        let mut offers = self.offers(open, batches)?;
        offers.extend(blobs(&open.store)?);
        Ok(offers)
    }

    /// Batches as offers, each other device's chain before its first.
    fn offers(&mut self, open: &Open, batches: Vec<FrozenBatch>) -> Result<Vec<Offer>, Error> {
        self.note(&batches);
        let mut introduced = BTreeSet::from([open.identity.device]);
        let mut offers = Vec::with_capacity(batches.len());
        for batch in batches {
            let device = batch.span.device;
            if introduced.insert(device)
                && let Some(chain) = open.store.chain(device)?
            {
                offers.push(Offer::Chain { device, bytes: chain.len() });
            }
            offers.push(Offer::Batch { span: batch.span, bytes: size(batch.bytes) });
        }
        Ok(offers)
    }

    fn note(&mut self, batches: &[FrozenBatch]) {
        self.full |= u32::try_from(batches.len()).is_ok_and(|count| count >= BATCHES_MAX);
    }
}

/// The bytes of an offer whose turn has come; none of a list that a newer one has replaced meanwhile.
pub(crate) fn load(store: &Store, offer: &Offer) -> Result<Option<Vec<u8>>, Error> {
    let found = match offer {
        Offer::Batch { span, .. } => store.batch(span)?,
        Offer::Chain { device, .. } => store.chain(*device)?,
        Offer::Blob { digest, .. } => return Ok(store.blob(digest.0)?),
    };
    found.map(Some).ok_or_else(|| bug("offer"))
}

/// Cuts what was saved into batches, and begins a run of the state machine that offers what has not arrived; nothing of
/// the devices `without`, which were put off before and must not fill the list again.
pub(super) fn gather(open: &mut Open, shared: &Shared, without: &BTreeSet<DeviceId>) -> Result<(Sync, Rest), Error> {
    keys::heal(open, &shared.settings)?;
    open.store.cut_batches()?;
    let mut rest = Rest { without: without.clone(), ..Rest::default() };
    let mut offers = rest.waiting(open)?;
    offers.extend(blobs(&open.store)?);
    let mut sync = Sync::begin(outlook(open, shared)?, offers);
    sync.want_blobs(wanted(&open.store)?);
    Ok((sync, rest))
}

/// Blobs of good editions that this laptop lacks.
pub(super) fn wanted(store: &Store) -> Result<Vec<BlobDigest>, Error> {
    Ok(store.wanted_blobs()?.into_iter().map(|wanted| BlobDigest(wanted.digest)).collect())
}

/// Another centre may have none of the blobs.
pub(crate) fn forget_blobs(store: &mut Store) -> Result<(), Error> {
    Ok(store.set_setting(BLOBS_AT_CENTRE, None)?)
}

/// The centre has this blob.
pub(super) fn remember_blob(store: &mut Store, digest: BlobDigest) -> Result<(), Error> {
    let named: BTreeSet<String> = named_blobs(store)?.into_iter().map(|(digest, _)| name(digest)).collect();
    let mut known = remembered(store)?;
    known.insert(name(digest));
    let kept: Vec<String> = known.into_iter().filter(|it| named.contains(it)).take(BLOBS_REMEMBERED_MAX).collect();
    Ok(store.set_setting(BLOBS_AT_CENTRE, Some(&kept.join(" ")))?)
}

/// Offers of the blobs that lie here and are not known to be at the centre.
pub(crate) fn blobs(store: &Store) -> Result<Vec<Offer>, Error> {
    let known = remembered(store)?;
    let mut offers = all_blobs(store)?;
    offers.retain(|offer| !matches!(offer, Offer::Blob { digest, .. } if known.contains(&name(*digest))));
    Ok(offers)
}

/// Offers of all blobs that lie here.
pub(crate) fn all_blobs(store: &Store) -> Result<Vec<Offer>, Error> {
    let mut offers = Vec::new();
    for (digest, bytes) in named_blobs(store)? {
        if store.blob(digest.0)?.is_some() {
            offers.push(Offer::Blob { digest, bytes });
        }
    }
    Ok(offers)
}

fn named_blobs(store: &Store) -> Result<Vec<(BlobDigest, usize)>, Error> {
    let editions = store.roster_editions()?;
    let blobs = editions.iter().flat_map(|edition| &edition.blobs);
    Ok(blobs.map(|blob| (BlobDigest(blob.digest), size(blob.bytes))).collect())
}

fn remembered(store: &Store) -> Result<BTreeSet<String>, Error> {
    let text = store.setting(BLOBS_AT_CENTRE)?.unwrap_or_default();
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

fn name(digest: BlobDigest) -> String {
    hex::encode(&digest.0)
}

fn outlook(open: &Open, shared: &Shared) -> Result<Outlook, Error> {
    let (store, identity) = (&open.store, open.identity);
    let centre = store.centre()?.ok_or(Error::new(Code::NoCentre))?;
    let key = CentrePublic::from_bytes(&centre.public_key).map_err(|_| Error::new(Code::OtherCommune))?;
    let position = store.sync_position()?;
    let receipt = store.own_receipt()?.map(|row| Receipt::read(&row.bytes)).transpose();
    Ok(Outlook {
        commune: identity.commune,
        device: identity.device,
        peer: Peer::Centre(key),
        cursor: Cursor { log: position.log.map(LogId), position: position.position, mark: position.mark },
        newest_receipt: receipt.map_err(|_| Error::new(Code::DamagedFile))?,
        newest_entry: store.frozen_head()?,
        chain: store.chain(identity.device)?.ok_or_else(|| bug("own-chain"))?,
        chain_known: position.chain_known,
        pull: true,
        include_own: false,
        pace: pace(store, shared)?,
    })
}

/// The pace that the last run left, in this program or, on a slow line, in one before.
fn pace(store: &Store, shared: &Shared) -> Result<Pace, Error> {
    if let Some(pace) = shared.lookout.watch().load {
        return Ok(pace);
    }
    let text = store.setting(SLOW_LINE)?.unwrap_or_default();
    let bytes = text.split_once(' ').and_then(|(up, down)| Some((up.parse().ok()?, down.parse().ok()?)));
    Ok(bytes.map_or_else(Pace::default, |(up, down)| Pace::new(up, down)))
}

/// Keeps the pace for the next run. Only a slow line is written down: a good one costs no commit.
pub(super) fn keep_pace(store: &mut Store, shared: &Shared, pace: Pace) -> Result<(), Error> {
    shared.lookout.watch().load = Some(pace);
    let text = pace.is_slow().then(|| format!("{} {}", pace.request_bytes(), pace.pull_bytes()));
    if store.setting(SLOW_LINE)? == text {
        return Ok(());
    }
    Ok(store.set_setting(SLOW_LINE, text.as_deref())?)
}

fn size(bytes: u32) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
