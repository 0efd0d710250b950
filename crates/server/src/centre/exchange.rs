//! One exchange: who asks is proven, what is offered is judged and stored, what is asked is answered.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::ids::{CommuneId, DeviceId};
use journal::blob::{BlobDigest, digest_of};
use journal::exchange::{Mark, Marked, ProofError, Reply, RequestBody, RequestEnvelope, Verdict};
use journal::receipt::{LogId, Receipt};

use super::Centre;
use super::closed::{self, Here};
use super::judge;
use crate::db::ask::{Answer, Ask, KnownDevice, Proven, Push, Pushed, Question, Shown, Standing};
use crate::error::{InternalError, Refusal};

/// At most this many bytes of items in one reply, plus the one that did not fit.
const PULL_BYTES_MAX: usize = 1024 * 1024;
/// At most this many bytes of blobs in one reply.
const BLOB_REPLY_BYTES_MAX: usize = 1024 * 1024;

/// A request whose sender is proven.
pub struct Asked {
    /// Whose.
    pub commune: CommuneId,
    /// The sender.
    pub device: DeviceId,
    known: KnownDevice,
    /// Not known before this request.
    introduced: bool,
    body: RequestBody,
}

/// What became of what was offered.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) verdicts: Vec<Verdict>,
    devices: BTreeSet<DeviceId>,
    blobs_held: Vec<BlobDigest>,
    /// The batches that are here now.
    pub(super) here: Option<Here>,
}

impl Taken {
    const fn is_nothing(&self) -> bool {
        self.verdicts.is_empty() && self.blobs_held.is_empty()
    }
}

impl Centre {
    /// Answers one exchange; what it pulls takes at most `pull_bytes_max`.
    ///
    /// # Errors
    /// See [`Refusal`]; then nothing was acknowledged.
    pub async fn exchange(&self, request: &[u8], pull_bytes_max: usize) -> Result<Vec<u8>, Refusal> {
        let envelope = RequestEnvelope::read(request).map_err(|_| Refusal::Malformed)?;
        let asked = self.prove(envelope).await?;
        self.answer(asked, pull_bytes_max).await
    }

    /// The second half of [`Centre::exchange`].
    ///
    /// # Errors
    /// See [`Refusal`]; then nothing was acknowledged.
    pub(crate) async fn answer(&self, mut asked: Asked, pull_bytes_max: usize) -> Result<Vec<u8>, Refusal> {
        let mut taken = self.take(&mut asked).await?;
        self.look_again(&mut asked).await?;
        let closed = self.is_closed(&asked);
        let question = self.question(&asked, &taken, if closed { None } else { Some(pull_bytes_max) });
        let mut answer = self.meter.db("answer", self.db.answer(question)).await?;
        if closed {
            self.hold_back(&asked, &mut taken, &mut answer)?;
        }
        Ok(self.reply(asked.commune, taken, answer).to_bytes())
    }

    /// Whether its certificate has ended or it was locked out: it may hand over, and learns nothing new.
    fn is_closed(&self, asked: &Asked) -> bool {
        let ended = asked.known.expires_at_ms.is_some_and(|end_ms| self.clock.now_ms() >= end_ms);
        ended || asked.known.accepted_seq.is_some()
    }

    /// What such a one is told; that the log began anew too, so that it hands over again what may have been lost.
    fn hold_back(&self, asked: &Asked, taken: &mut Taken, answer: &mut Answer) -> Result<(), Refusal> {
        let body = &asked.body;
        let pulls = body.pull_bytes_max > 0 || !body.blobs_wanted.is_empty() || !body.lacking.is_empty();
        if pulls && taken.is_nothing() && !answer.log_reset {
            return Err(Refusal::NotCertified);
        }
        closed::narrow(answer, taken.here.as_ref(), asked.device, &self.key);
        closed::quiet(&mut taken.verdicts, asked.device);
        Ok(())
    }

    /// Whoever introduced itself may have been let in by somebody who could not: that is judged with its chain.
    async fn look_again(&self, asked: &mut Asked) -> Result<(), Refusal> {
        if !asked.introduced {
            return Ok(());
        }
        let (commune, devices) = (asked.commune, BTreeSet::from([asked.device]));
        let question = Question { commune, devices, shown: Shown::default() };
        let standing = self.meter.db("standing", self.db.standing(question)).await?.ok_or(Refusal::UnknownCommune)?;
        asked.known = standing.devices.get(&asked.device).copied().unwrap_or(asked.known);
        Ok(())
    }

    /// The first half of [`Centre::exchange`]: who asks. Nothing was judged or stored yet.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub(crate) async fn prove(&self, envelope: RequestEnvelope) -> Result<Asked, Refusal> {
        let (commune, device, now_ms) = (envelope.commune(), envelope.device(), self.clock.now_ms());
        let question = Question { commune, devices: BTreeSet::from([device]), shown: Shown::default() };
        let standing = self.meter.db("standing", self.db.standing(question)).await?.ok_or(Refusal::UnknownCommune)?;
        if standing.practice && !self.takes_practice {
            return Err(Refusal::PracticeNotHere);
        }
        let known = known_device(&envelope, &standing)?;
        let body = envelope.verify(&known.key, self.key.public().as_bytes(), now_ms).map_err(|error| match error {
            ProofError::Signature(_) => Refusal::BadProof,
            ProofError::Stale => Refusal::StaleTime { centre_time_ms: now_ms },
            ProofError::Format(_) => Refusal::Malformed,
        })?;
        let introduced = !standing.devices.contains_key(&device);
        Ok(Asked { commune, device, known, introduced, body })
    }

    /// Judges and stores what is offered, after looking whether the log lost what the newest receipt proves.
    async fn take(&self, asked: &mut Asked) -> Result<Taken, Refusal> {
        let offers = std::mem::take(&mut asked.body.offers);
        let blobs = std::mem::take(&mut asked.body.blobs_offered);
        self.take_offers(asked.commune, self.shown(asked), offers, blobs).await
    }

    /// Judges and stores offers, whoever brings them and by whatever carrier.
    ///
    /// # Errors
    /// See [`Refusal`]; then nothing was acknowledged.
    pub(super) async fn take_offers(
        &self,
        commune: CommuneId,
        shown: Shown,
        offers: Vec<Vec<u8>>,
        blobs: Vec<Vec<u8>>,
    ) -> Result<Taken, Refusal> {
        let items = judge::parse(offers);
        let question = Question { commune, devices: judge::devices(&items), shown };
        let standing = self.meter.db("standing", self.db.standing(question)).await?.ok_or(Refusal::UnknownCommune)?;
        if let Some(log) = standing.lost {
            self.begin_again(log).await?;
        }
        if items.is_empty() && blobs.is_empty() {
            return Ok(Taken::default());
        }
        let keys = standing.devices;
        let judging = tokio::task::spawn_blocking(move || (judge::judge(commune, keys, items), with_digests(blobs)));
        let (judged, blobs) = judging.await.map_err(|cause| Refusal::Internal(InternalError::Task(cause)))?;
        self.store(commune, judged, blobs).await
    }

    async fn store(
        &self,
        commune: CommuneId,
        judged: Vec<judge::Judged>,
        blobs: Vec<(BlobDigest, Vec<u8>)>,
    ) -> Result<Taken, Refusal> {
        let (items, pending) = judge::part(judged);
        let devices = pending.iter().filter_map(judge::Pending::device).collect();
        let entries: Vec<u64> = items.iter().map(judge::entries).collect();
        let brought = closed::brought(&items);
        let (centre_key, now_ms) = (Arc::clone(&self.key), self.clock.now_ms());
        let push = Push { commune, items, blobs, drawn: self.draw()?, centre_key, now_ms };
        let Pushed { stored, blobs_held, log } = self.meter.db("push", self.db.push(push)).await?;
        let new = judge::new_entries(&entries, &stored);
        let here = Here { commune, log, now_ms, brought: closed::durable(brought, &stored) };
        let verdicts = judge::verdicts(pending, stored);
        self.meter.judged(&verdicts, new);
        Ok(Taken { verdicts, devices, blobs_held, here: Some(here) })
    }

    /// What the request shows of what this centre once signed.
    fn shown(&self, asked: &Asked) -> Shown {
        Shown { proven: self.proven(asked), marked: self.marked(asked) }
    }

    /// What the cursor's mark says, if it is one of ours.
    fn marked(&self, asked: &Asked) -> Option<Marked> {
        let cursor = asked.body.cursor;
        cursor.mark?.read(cursor.log?, asked.commune, &self.key)
    }

    /// What the newest receipt shown proves, if it is one of ours about the one who asks.
    fn proven(&self, asked: &Asked) -> Option<Proven> {
        let receipt = Receipt::read(asked.body.newest_receipt.as_ref()?).ok()?;
        let arrival = receipt.verify(&self.key.public()).ok()?;
        let own = arrival.commune == asked.commune && arrival.device == asked.device;
        own.then_some(Proven {
            device: arrival.device,
            seq: arrival.up_to_seq,
            head: arrival.head,
            log_id: arrival.log,
        })
    }

    /// The database is older than what it signed: cursors of this log may skip what comes again.
    async fn begin_again(&self, log: LogId) -> Result<(), Refusal> {
        tracing::error!("what this centre once signed for is not here: restored from a backup?");
        self.db.renew_log(self.renewal(log)?).await?;
        Ok(())
    }

    /// What to read for the reply: of the log at most so many bytes; none for whoever learns nothing new.
    fn question(&self, asked: &Asked, taken: &Taken, open: Option<usize>) -> Ask {
        let body = &asked.body;
        // On a slow line the steady case should be short: a receipt just shown says nothing new.
        let quiet = taken.verdicts.is_empty() && !body.ask_expected;
        let mut receipts_of = if open.is_some() { taken.devices.clone() } else { BTreeSet::new() };
        receipts_of.insert(asked.device);
        let wanted = usize::try_from(body.pull_bytes_max).unwrap_or(usize::MAX);
        let pull_bytes_max = open.unwrap_or_default();
        Ask {
            commune: asked.commune,
            requester: asked.device,
            cursor: body.cursor,
            marked: self.marked(asked),
            receipts_of,
            known_receipt: if quiet { body.newest_receipt.clone() } else { None },
            pull_bytes_max: wanted.min(pull_bytes_max).min(PULL_BYTES_MAX),
            include_own: body.include_own,
            expected: body.ask_expected,
            blobs_wanted: open.map(|_| body.blobs_wanted.clone()).unwrap_or_default(),
            blob_bytes_max: pull_bytes_max.min(BLOB_REPLY_BYTES_MAX),
            lacking: open.map(|_| body.lacking.clone()).unwrap_or_default(),
        }
    }

    fn reply(&self, commune: CommuneId, taken: Taken, answer: Answer) -> Reply {
        let (log, position) = (answer.log_id, answer.position);
        let mark = |point| Mark::make(&Marked { log, position, point }, commune, &self.key);
        Reply {
            centre_time_ms: self.clock.now_ms(),
            log,
            verdicts: taken.verdicts,
            receipts: answer.receipts,
            items: answer.items,
            next_position: position,
            next_mark: answer.drawn.map(mark),
            more: answer.more,
            expected: answer.expected,
            blobs: answer.blobs,
            log_reset: answer.log_reset,
            blobs_held: taken.blobs_held,
            found: answer.found,
        }
    }
}

/// The key of the one who asks: known here, or introduced by a chain in the request itself.
fn known_device(envelope: &RequestEnvelope, standing: &Standing) -> Result<KnownDevice, Refusal> {
    if let Some(known) = standing.devices.get(&envelope.device()) {
        return Ok(*known);
    }
    let chain = envelope.introduction().ok_or(Refusal::UnknownDevice)?;
    let verified = chain.verify(envelope.commune()).map_err(|_| Refusal::BadProof)?;
    let validity = verified.device.validity;
    Ok(KnownDevice { key: verified.device.key, expires_at_ms: validity.expires_at_ms, accepted_seq: None })
}

fn with_digests(blobs: Vec<Vec<u8>>) -> Vec<(BlobDigest, Vec<u8>)> {
    blobs.into_iter().map(|bytes| (digest_of(&bytes), bytes)).collect()
}
