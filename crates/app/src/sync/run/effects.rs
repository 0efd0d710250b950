//! What a reply makes the store keep, and what of it people should hear.

use domain::ids::DeviceId;
use journal::FormatError;
use journal::exchange::{Cursor, PulledItem};
use journal::sync::{Effect, ReplyError, Sync, Trouble};
use store::Store;
use store::outbox::SyncPosition;
use store::receive::{ItemOutcome, Received};
use store::roster::BlobError;

use super::offers::{Rest, remember_blob, wanted};
use crate::failure::bug;
use crate::state::{CENTRE_RESTORED, Open, Shared};
use crate::view::Words;
use crate::{Code, Error, words};

/// What a run took in.
#[derive(Default)]
pub(super) struct Taken {
    changed: bool,
    /// Items that could not be kept since others before them are missing, and no receipt names those.
    unnamed: u32,
    /// Others' entries that the centre has signed for and that did not come.
    lacking: u64,
    /// Something pulled was not what it claims to be, and did not come whole meanwhile.
    damaged: bool,
    trouble: Option<&'static str>,
    forged: bool,
}

impl Taken {
    /// Whether something shown elsewhere may have changed.
    pub(super) const fn changed(&self) -> bool {
        self.changed
    }

    /// What needs a person although the centre was reached.
    pub(super) fn trouble(&self) -> Option<Words> {
        match (self.trouble, self.lacking.max(self.unnamed.into())) {
            (Some(key), _) => Some(Words::new(key)),
            (None, 0) => self.damaged.then(|| Words::new(words::LOCAL_TROUBLE)),
            (None, missing) => Some(Words::new(words::MISSING).with("count", missing)),
        }
    }

    /// Some offers were not taken.
    pub(super) fn incomplete(&mut self) {
        self.trouble.get_or_insert(words::LOCAL_TROUBLE);
    }

    /// Carries out what a reply means, in its order.
    ///
    /// # Errors
    /// The file, or a receipt that is not the centre's.
    pub(super) fn carry_out(
        &mut self,
        effects: Vec<Effect>,
        open: &mut Open,
        shared: &Shared,
        sync: &mut Sync,
        rest: &mut Rest,
    ) -> Result<(), Error> {
        let before = open.store.sync_position()?;
        let mut position = before;
        for effect in effects {
            self.one(effect, open, shared, sync, rest, &mut position)?;
        }
        // The time alone is worth no commit: at worst the next start asks twice.
        if (SyncPosition { centre_time_ms: before.centre_time_ms, ..position }) != before {
            open.store.set_sync_position(position)?;
        }
        if self.forged { Err(Error::new(Code::OtherCommune)) } else { Ok(()) }
    }

    fn one(
        &mut self,
        effect: Effect,
        open: &mut Open,
        shared: &Shared,
        sync: &mut Sync,
        rest: &mut Rest,
        position: &mut SyncPosition,
    ) -> Result<(), Error> {
        match effect {
            Effect::CentreTime(centre_time_ms) => {
                shared.lookout.hear(centre_time_ms);
                position.centre_time_ms = centre_time_ms;
            }
            Effect::Introduced => position.chain_known = true,
            Effect::Receipt(receipt) => {
                open.store.store_receipt(&receipt.to_bytes())?;
                self.changed = true;
            }
            Effect::Pulled { items, cursor } => {
                self.pulled(&items, cursor, open, shared, position)?;
                sync.want_blobs(wanted(&open.store)?);
                self.ask_by_name(open, sync)?;
            }
            Effect::Found { items } => {
                self.found(&items, open, shared, sync, *position)?;
                sync.want_blobs(wanted(&open.store)?);
                self.ask_by_name(open, sync)?;
            }
            Effect::Blob { bytes, .. } => self.blob(&mut open.store, &bytes)?,
            Effect::BlobTaken(digest) => remember_blob(&mut open.store, digest)?,
            Effect::LogReset { log, expected } => {
                if position.log.is_some() {
                    let now = shared.settings.now_ms().to_string();
                    open.store.set_setting(CENTRE_RESTORED, Some(&now))?;
                }
                // Noted at once: from now on the store offers what the new log lacks, also after an interruption.
                (position.log, position.position, position.mark) = (Some(log.0), 0, None);
                open.store.set_sync_position(*position)?;
                sync.offer(rest.after_reset(open, &expected)?);
            }
            Effect::Lacks { device, from_seq } => sync.offer(rest.again(open, device, from_seq)?),
            Effect::Trouble(trouble) => self.hear(trouble, open.identity.device),
        }
        Ok(())
    }

    /// Keeps the items together with the cursor, which goes on only as long as nothing is missing.
    fn pulled(
        &mut self,
        items: &[PulledItem],
        cursor: Cursor,
        open: &mut Open,
        shared: &Shared,
        position: &mut SyncPosition,
    ) -> Result<(), Error> {
        let bytes: Vec<&[u8]> = items.iter().map(|item| item.bytes.as_slice()).collect();
        let read = read_up_to(*position, cursor, self.unnamed);
        let received = open.store.receive_up_to(&bytes, shared.settings.now_ms(), read)?;
        self.take_in(&received, open);
        if received.read {
            *position = read;
        } else {
            position.mark = read.mark;
            let missed = received.outcomes.iter().filter(|outcome| outcome.misses().is_some()).count();
            self.unnamed = self.unnamed.saturating_add(u32::try_from(missed).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    /// Keeps what was asked for by name. What is behind it and came before it is asked for next.
    fn found(
        &mut self,
        items: &[Vec<u8>],
        open: &mut Open,
        shared: &Shared,
        sync: &mut Sync,
        position: SyncPosition,
    ) -> Result<(), Error> {
        let bytes: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
        self.damaged = false;
        let received = open.store.receive_up_to(&bytes, shared.settings.now_ms(), position)?;
        self.take_in(&received, open);
        sync.lack(received.outcomes.iter().filter_map(ItemOutcome::misses));
        Ok(())
    }

    fn take_in(&mut self, received: &Received, open: &mut Open) {
        self.changed |= received.entries > 0;
        open.kept.forget();
        received.outcomes.iter().for_each(|outcome| self.hear_of_pulled(outcome));
    }

    /// Asks for what receipts name and is not here, and notes how much that is.
    pub(super) fn ask_by_name(&mut self, open: &Open, sync: &mut Sync) -> Result<(), Error> {
        let lacking = open.store.lacking()?;
        self.lacking = lacking.iter().map(|lack| lack.entries).sum();
        sync.lack(lacking.iter().map(|lack| (lack.device, lack.from_seq)));
        Ok(())
    }

    /// What was pulled and not kept must be said; the items after it come all the same.
    fn hear_of_pulled(&mut self, outcome: &ItemOutcome) {
        match outcome {
            ItemOutcome::NotAuthentic => self.damaged = true,
            ItemOutcome::TooManyBranches(_) => drop(self.trouble.get_or_insert(words::FORK)),
            ItemOutcome::Gap { .. }
            | ItemOutcome::UnknownDevice(_)
            | ItemOutcome::Chain(_)
            | ItemOutcome::Stored { .. }
            | ItemOutcome::Repeat { .. }
            | ItemOutcome::Fork { .. }
            | ItemOutcome::Later => {}
        }
    }

    /// An edition may have been replaced meanwhile: then the blob is of no use.
    fn blob(&mut self, store: &mut Store, bytes: &[u8]) -> Result<(), Error> {
        match store.store_blob(bytes) {
            Ok(()) => {
                self.changed = true;
                Ok(())
            }
            Err(BlobError::NotNamed) => Ok(()),
            Err(BlobError::NoIdentity) => Err(bug("blob-identity")),
            Err(BlobError::Store(error)) => Err(error.into()),
        }
    }

    fn hear(&mut self, trouble: Trouble, own: DeviceId) {
        let key = match trouble {
            Trouble::Forked { device } if device == own => words::FORK,
            Trouble::OwnAhead { .. } => words::FORK,
            Trouble::Quarantined { .. } => words::QUARANTINED,
            Trouble::NotAuthentic { .. } => words::LOCAL_TROUBLE,
            Trouble::ForgedReceipt => {
                self.forged = true;
                return;
            }
            // Another laptop's fork is that laptop's to say; a blob or chain that is not there yet comes later.
            Trouble::Forked { .. } | Trouble::UnknownDevice { .. } | Trouble::BlobMissing { .. } => return,
        };
        self.trouble.get_or_insert(key);
    }
}

/// How far the log counts as read once a page is kept: a good page after a bad one must not carry the cursor past what has
/// to be asked for again.
fn read_up_to(before: SyncPosition, cursor: Cursor, unnamed: u32) -> SyncPosition {
    let position = if unnamed == 0 { cursor.position } else { before.position };
    SyncPosition { log: cursor.log.map(|log| log.0), position, mark: cursor.mark, ..before }
}

/// An answer that is no reply.
pub(super) fn unreadable(error: &ReplyError) -> Error {
    match error {
        ReplyError::Format(FormatError::Newer) => Error::new(Code::VersionApart),
        ReplyError::Format(_) | ReplyError::Verdicts | ReplyError::Cursor | ReplyError::Unasked => {
            Error::passing(Code::NotTheCentre)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::LogId;

    #[test]
    fn a_good_page_after_a_bad_one_does_not_pass_over_what_is_missing() {
        let before = SyncPosition { log: Some([1; 16]), position: 3, mark: None, centre_time_ms: 9, chain_known: true };
        let cursor = Cursor { log: Some(LogId([1; 16])), position: 8, mark: None };
        assert_eq!(read_up_to(before, cursor, 0).position, 8);
        assert_eq!(read_up_to(before, cursor, 2), before, "asked for again from where nothing was missing");
    }
}
