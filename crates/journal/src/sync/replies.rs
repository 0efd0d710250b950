//! What a reply means for a run. Only receipts are believed; what the peer merely says saves work and proves nothing.

use domain::ids::DeviceId;

use super::offers::{Offer, State};
use super::pace::Carried;
use super::{Effect, Flight, LOG_RESETS_MAX, Outcome, Peer, Sync, Trouble, WANT_ATTEMPTS_MAX};
use crate::blob::{BlobDigest, digest_of};
use crate::cbor::FormatError;
use crate::exchange::{Cursor, Expected, Reply, Verdict, VerdictCode};
use crate::receipt::{Arrival, LogId, Receipt};

/// Why a reply is not one; the run takes it for a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Not a reply of this version: a proxy's page, a stranger.
    #[error("the answer cannot be read")]
    Format(#[from] FormatError),
    /// Another number of verdicts than of offers.
    #[error("the answer does not fit the request")]
    Verdicts,
    /// The cursor goes backwards, or there is more to pull without end.
    #[error("the answer's cursor does not go forward")]
    Cursor,
    /// No request is under way.
    #[error("nothing was asked")]
    Unasked,
}

impl Sync {
    /// Takes in a reply that came after so many ms, the request's way included; the effects are to be carried out in their
    /// order.
    ///
    /// # Errors
    /// Not a reply to this request; the run goes on as after a cut.
    pub fn on_reply(&mut self, bytes: &[u8], took_ms: u64) -> Result<Vec<Effect>, ReplyError> {
        let flight = self.flight.take().ok_or(ReplyError::Unasked)?;
        match Reply::read(bytes).map_err(ReplyError::from).and_then(|reply| self.checked(reply, &flight)) {
            Ok(reply) => {
                let seen = Carried { up: flight.bytes, down: bytes.len(), took_ms };
                self.outlook.pace = self.outlook.pace.after(seen);
                Ok(self.take_in(reply, &flight))
            }
            Err(error) => {
                self.flight = Some(flight);
                self.on_cut();
                Err(error)
            }
        }
    }

    fn checked(&self, reply: Reply, flight: &Flight) -> Result<Reply, ReplyError> {
        if reply.verdicts.len() != flight.items.len().saturating_add(usize::from(flight.introduced)) {
            return Err(ReplyError::Verdicts);
        }
        let cursor = &self.outlook.cursor;
        let other_log = cursor.log.is_some_and(|log| log != reply.log);
        let backwards = other_log || reply.next_position < cursor.position;
        let endless = flight.pulls && reply.more && reply.next_position <= cursor.position;
        if !reply.log_reset && (backwards || endless) { Err(ReplyError::Cursor) } else { Ok(reply) }
    }

    fn take_in(&mut self, mut reply: Reply, flight: &Flight) -> Vec<Effect> {
        let mut effects = vec![Effect::CentreTime(reply.centre_time_ms)];
        self.settle_flight(flight, &mut effects);
        if reply.log_reset {
            self.take_reset(&reply, &mut effects);
        }
        // Before the items: a receipt names what is missing before one of them.
        let mut progress = self.take_receipts(&reply, &mut effects);
        progress |= self.take_pulled(&mut reply, flight, &mut effects);
        progress |= self.take_found(&mut reply, flight, &mut effects);
        progress |= self.take_verdicts(&reply.verdicts, flight, &mut effects);
        progress |= self.take_expected(&reply.expected, &mut effects);
        progress |= self.take_blobs(&reply, flight, &mut effects);
        if progress {
            self.tally.cuts = 0;
        }
        effects
    }

    fn settle_flight(&mut self, flight: &Flight, effects: &mut Vec<Effect>) {
        self.tally.stale = 0;
        self.ask = false;
        if flight.introduced {
            self.introduce = false;
        }
        if !self.outlook.chain_known {
            self.outlook.chain_known = true;
            effects.push(Effect::Introduced);
        }
    }

    fn take_pulled(&mut self, reply: &mut Reply, flight: &Flight, effects: &mut Vec<Effect>) -> bool {
        if reply.log_reset {
            self.pull_due = true;
            return false;
        }
        if !flight.pulls {
            self.pull_due &= self.outlook.pull;
            return false;
        }
        self.pull_due = reply.more;
        let cursor = Cursor { log: Some(reply.log), position: reply.next_position, mark: reply.next_mark };
        if cursor == self.outlook.cursor {
            return false;
        }
        self.outlook.cursor = cursor;
        effects.push(Effect::Pulled { items: std::mem::take(&mut reply.items), cursor });
        true
    }

    /// Whatever comes, it was asked for; what does not come is asked for in another run.
    fn take_found(&mut self, reply: &mut Reply, flight: &Flight, effects: &mut Vec<Effect>) -> bool {
        self.lacking.drain(..flight.lacking.min(self.lacking.len()));
        let items = std::mem::take(&mut reply.found);
        let found = flight.lacking > 0 && !items.is_empty();
        effects.extend(found.then_some(Effect::Found { items }));
        found
    }

    fn take_verdicts(&mut self, verdicts: &[Verdict], flight: &Flight, effects: &mut Vec<Effect>) -> bool {
        let (introduction, verdicts) = verdicts.split_at(usize::from(flight.introduced).min(verdicts.len()));
        if introduction.iter().any(|it| !matches!(it.code, VerdictCode::Stored | VerdictCode::Repeat)) {
            self.end(Outcome::Refused);
        }
        let mut progress = flight.introduced;
        for (at, verdict) in flight.items.iter().zip(verdicts) {
            progress |= self.take_verdict(*at, verdict, effects);
        }
        self.take_gaps(verdicts, effects);
        progress
    }

    fn take_verdict(&mut self, at: usize, verdict: &Verdict, effects: &mut Vec<Effect>) -> bool {
        let Some(offer) = self.offers.get(at).copied() else { return false };
        match verdict.code {
            VerdictCode::Stored | VerdictCode::Repeat => return self.offers.take(at),
            VerdictCode::ForkStored => {
                effects.extend(offer.device().map(|device| Effect::Trouble(Trouble::Forked { device })));
                return self.offers.take(at);
            }
            VerdictCode::Gap => self.offers.retry(at),
            VerdictCode::UnknownDevice => self.take_unknown_device(at, &offer, effects),
            VerdictCode::NotAuthentic => {
                self.hold_with(at, &offer, |span| Trouble::NotAuthentic { span }, effects);
            }
            VerdictCode::Quarantined => {
                self.offers.hold(at);
                effects.extend(offer.span().map(|span| Effect::Trouble(Trouble::Quarantined { span: *span })));
            }
            VerdictCode::NotNow | VerdictCode::Unknown(_) => self.take_not_now(at, &offer),
        }
        false
    }

    /// Later, and what hangs on it later too; others' batches go on.
    fn take_not_now(&mut self, at: usize, offer: &Offer) {
        self.not_now = true;
        self.offers.hold(at);
        if let Some(span) = offer.span() {
            self.offers.hold_behind(span);
        }
    }

    fn take_unknown_device(&mut self, at: usize, offer: &Offer, effects: &mut Vec<Effect>) {
        match offer.device() {
            Some(device) if device == self.outlook.device => {
                if !self.introduce {
                    self.introduce_again();
                }
                self.offers.retry(at);
            }
            Some(device) => self.hold_with(at, offer, |_| Trouble::UnknownDevice { device }, effects),
            None => self.offers.hold(at),
        }
    }

    fn hold_with(
        &mut self,
        at: usize,
        offer: &Offer,
        trouble: impl FnOnce(crate::batch::Span) -> Trouble,
        effects: &mut Vec<Effect>,
    ) {
        self.offers.hold(at);
        if let Some(span) = offer.span() {
            self.offers.hold_behind(span);
            effects.push(Effect::Trouble(trouble(*span)));
        }
    }

    /// Asks for what is missing below a gap, once per device.
    fn take_gaps(&mut self, verdicts: &[Verdict], effects: &mut Vec<Effect>) {
        let gaps: std::collections::BTreeMap<DeviceId, u64> = verdicts
            .iter()
            .filter(|verdict| verdict.code == VerdictCode::Gap)
            .filter_map(|verdict| Some((verdict.device?, verdict.expected?)))
            .collect();
        for (device, from_seq) in gaps {
            if !self.offers.can_fill(device, from_seq) {
                effects.push(Effect::Lacks { device, from_seq });
            }
        }
    }

    fn take_receipts(&mut self, reply: &Reply, effects: &mut Vec<Effect>) -> bool {
        let Peer::Centre(centre) = self.outlook.peer else { return false };
        let mut progress = false;
        for bytes in &reply.receipts {
            let receipt = Receipt::read(bytes).ok();
            let proven = receipt.filter(|it| it.verify(&centre).is_ok() && it.claims().commune == self.outlook.commune);
            match proven {
                Some(receipt) => progress |= self.take_receipt(receipt, reply.log, effects),
                None => effects.push(Effect::Trouble(Trouble::ForgedReceipt)),
            }
        }
        progress
    }

    /// One of another log proves nothing about this one; it is kept as a witness of what was there.
    fn take_receipt(&mut self, receipt: Receipt, log: LogId, effects: &mut Vec<Effect>) -> bool {
        let arrival = *receipt.claims();
        let changed = arrival.log == log && self.offers.mark_chain(arrival.device, arrival.head, State::Arrived);
        if arrival.device == self.outlook.device {
            self.take_own_receipt(&receipt, &arrival, effects);
        }
        effects.push(Effect::Receipt(receipt));
        changed
    }

    /// A receipt that ends in an entry this run does not know is for the store to compare with the whole journal.
    fn take_own_receipt(&mut self, receipt: &Receipt, arrival: &Arrival, effects: &mut Vec<Effect>) {
        let newer = self.outlook.newest_receipt.as_ref().is_none_or(|newest| is_newer(arrival, newest.claims()));
        if newer && self.is_mine(arrival.up_to_seq, arrival) {
            self.outlook.newest_receipt = Some(receipt.clone());
        }
        self.name_own_ahead(arrival.up_to_seq.saturating_add(1), effects);
    }

    /// Whether the entry that the receipt ends in is one that this device knows as its own.
    fn is_mine(&self, seq: u64, arrival: &Arrival) -> bool {
        let held = self.outlook.newest_receipt.as_ref().map(|it| (it.claims().up_to_seq, it.claims().head));
        let point = (seq, arrival.head);
        held == Some(point)
            || self.outlook.newest_entry == Some(point)
            || self.offers.touches(arrival.device, seq, arrival.head)
    }

    /// The peer has entries in this device's name that the device does not know.
    fn name_own_ahead(&self, next_seq: u64, effects: &mut Vec<Effect>) {
        let newest = self.outlook.newest_entry.map_or(0, |(seq, _)| seq).max(self.offers.own_last());
        let trouble = Effect::Trouble(Trouble::OwnAhead { next_seq });
        if next_seq > newest.saturating_add(1) && !effects.contains(&trouble) {
            effects.push(trouble);
        }
    }

    /// What the peer says it has need not be sent again in this run.
    fn take_expected(&mut self, expected: &[Expected], effects: &mut Vec<Effect>) -> bool {
        let mut progress = false;
        for row in expected {
            progress |= self.offers.mark_chain(row.device, row.head, State::Taken);
            if row.device == self.outlook.device {
                self.name_own_ahead(row.next_seq, effects);
            }
        }
        progress
    }

    fn take_blobs(&mut self, reply: &Reply, flight: &Flight, effects: &mut Vec<Effect>) -> bool {
        let mut progress = false;
        for digest in &reply.blobs_held {
            if self.offers.blob_held(*digest) {
                effects.push(Effect::BlobTaken(*digest));
                progress = true;
            }
        }
        for at in &flight.blobs {
            let held =
                matches!(self.offers.get(*at), Some(Offer::Blob { digest, .. }) if reply.blobs_held.contains(digest));
            if !held {
                self.offers.retry(*at);
            }
        }
        for bytes in &reply.blobs {
            progress |= self.take_blob(bytes, effects);
        }
        self.count_missing(flight, effects);
        progress
    }

    fn take_blob(&mut self, bytes: &[u8], effects: &mut Vec<Effect>) -> bool {
        let digest = digest_of(bytes);
        let Some(at) = self.wants.iter().position(|(wanted, _)| *wanted == digest) else { return false };
        self.wants.remove(at);
        effects.push(Effect::Blob { digest, bytes: bytes.to_vec() });
        true
    }

    /// Counts the wants of a request that none was met of; drops those asked for too often. A reply that brings some
    /// may have had no room for the others.
    fn count_missing(&mut self, flight: &Flight, effects: &mut Vec<Effect>) {
        let waiting = |(digest, _): &&(BlobDigest, u32)| flight.wants.contains(digest);
        if self.wants.iter().filter(waiting).count() < flight.wants.len() {
            return;
        }
        for (digest, attempts) in self.wants.iter_mut().filter(|(digest, _)| flight.wants.contains(digest)) {
            *attempts = attempts.saturating_add(1);
            if *attempts >= WANT_ATTEMPTS_MAX {
                effects.push(Effect::Trouble(Trouble::BlobMissing { digest: *digest }));
            }
        }
        self.wants.retain(|(_, attempts)| *attempts < WANT_ATTEMPTS_MAX);
    }

    /// Comes before everything else in the reply, which is about the new log already.
    fn take_reset(&mut self, reply: &Reply, effects: &mut Vec<Effect>) {
        self.offers.lapse();
        self.outlook.newest_receipt = None;
        self.outlook.cursor = Cursor { log: Some(reply.log), position: 0, mark: None };
        self.tally.log_resets = self.tally.log_resets.saturating_add(1);
        if self.tally.log_resets > LOG_RESETS_MAX {
            self.end(Outcome::Stalled);
        }
        effects.push(Effect::LogReset { log: reply.log, expected: reply.expected.clone() });
    }
}

/// A receipt of another log is newer whatever it counts: the old log is gone.
fn is_newer(arrival: &Arrival, held: &Arrival) -> bool {
    arrival.log != held.log || arrival.up_to_seq > held.up_to_seq
}
