//! Taking a bundle in: part by part, through the store's one door, a little at a time so that the app can be used
//! meanwhile. What is damaged or forged is counted; everything else comes in.

use std::io::Read;

use domain::ids::{CommuneId, DeviceId};
use journal::bundle::{BundleError, BundleHeader, BundleReader, Ending, Found, PartKind, Purpose};
use journal::{Certificate, Item, Receipt, Span};
use store::outbox::ReceiptError;
use store::receive::ItemOutcome;
use store::roster::BlobError;

use crate::failure::{bug, stick};
use crate::state::{Open, Shared};
use crate::{Code, Error};

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;
/// Items taken in with one transaction.
const ITEMS_AT_ONCE: usize = 64;

/// What came of a bundle; entries are counted where a batch is meant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Taken {
    /// What the bundle says about itself, if that could be read.
    pub(crate) header: Option<BundleHeader>,
    pub(crate) new_entries: u64,
    pub(crate) known_entries: u64,
    /// Entries that were not kept, since others before them are missing here.
    pub(crate) waiting_entries: u64,
    /// Parts that do not prove themselves.
    pub(crate) forged: u32,
    /// Parts of another commune.
    pub(crate) foreign: u32,
    /// Parts that only a newer version understands.
    pub(crate) later: u32,
    /// Receipts of the commune's centre.
    pub(crate) receipts: u32,
    /// Receipts that cannot be checked: no centre is known here.
    pub(crate) unproven: u32,
    /// Roster blobs kept, or here already.
    pub(crate) blobs: u32,
    /// Parts that were damaged or missing.
    pub(crate) damaged: u32,
    /// Their numbers, as far as they are named.
    pub(crate) damaged_parts: Vec<u32>,
    /// The end is missing.
    pub(crate) cut: bool,
    /// Every byte is as it was written.
    pub(crate) whole: bool,
}

/// Reads a bundle and takes in what is in it. `progress` hears how many bytes are read.
///
/// # Errors
/// [`Code::BadBundle`], [`Code::OtherCommunesBundle`], [`Code::NewerFile`], [`Code::StickFailed`], or the laptop's file.
/// What was taken in before an error stays; taking in again goes on.
pub(crate) fn take(
    shared: &Shared,
    (commune, device): (CommuneId, DeviceId),
    input: &mut impl Read,
    progress: &mut dyn FnMut(u64),
) -> Result<Taken, Error> {
    let mut taking = Taking { shared, commune, device, items: Vec::new(), taken: Taken::default() };
    let ending = drain(input, progress, &mut |found| taking.found(found))?;
    taking.flush()?;
    Ok(taking.end(ending))
}

/// Feeds a reader from `input` and hands on what it finds.
///
/// # Errors
/// See [`take`].
pub(crate) fn drain(
    input: &mut impl Read,
    progress: &mut dyn FnMut(u64),
    each: &mut dyn FnMut(Found) -> Result<(), Error>,
) -> Result<Ending, Error> {
    let (mut reader, mut buffer, mut bytes) = (BundleReader::new(), vec![0; READ_BYTES], 0_u64);
    loop {
        let read = input.read(&mut buffer).map_err(|error| stick(&error))?;
        let ended = read == 0 || reader.has_enough();
        match ended {
            true => reader.close(),
            false => reader.feed(buffer.get(..read).unwrap_or_default()),
        }
        while let Some(found) = reader.next().map_err(unreadable)? {
            each(found)?;
        }
        if ended {
            return reader.ending().map_err(unreadable);
        }
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        progress(bytes);
    }
}

fn unreadable(error: BundleError) -> Error {
    match error {
        BundleError::Newer => Error::new(Code::NewerFile),
        BundleError::NotABundle | BundleError::TooLong | BundleError::Parts => Error::new(Code::BadBundle),
    }
}

/// A bundle on its way in.
struct Taking<'a> {
    shared: &'a Shared,
    commune: CommuneId,
    device: DeviceId,
    /// Items that wait for the next transaction.
    items: Vec<(Option<Span>, Vec<u8>)>,
    taken: Taken,
}

impl Taking<'_> {
    fn found(&mut self, found: Found) -> Result<(), Error> {
        match found {
            Found::Header(header) if header.commune != self.commune => Err(Error::new(Code::OtherCommunesBundle)),
            // A backup is restored, and never taken in beside what lives.
            Found::Header(BundleHeader { purpose: Purpose::Backup, .. })
            | Found::Part { kind: PartKind::Lock | PartKind::Pack, .. } => Err(Error::new(Code::BadBundle)),
            Found::Header(header) => {
                self.taken.header = Some(header);
                Ok(())
            }
            Found::Part { kind: PartKind::Item, content } => self.item(content),
            Found::Part { kind: PartKind::Blob, content } => self.blob(&content),
            Found::Part { kind: PartKind::Receipt, content } => self.receipt(&content),
            Found::Part { kind: PartKind::Unknown(_), .. } => {
                count(&mut self.taken.later);
                Ok(())
            }
        }
    }

    fn item(&mut self, bytes: Vec<u8>) -> Result<(), Error> {
        let (commune, span) = match Item::read(&bytes) {
            Ok(Item::Batch(batch)) => (Some(batch.span().commune), Some(*batch.span())),
            Ok(Item::Chain(chain)) => (chain.certificates().first().map(Certificate::commune), None),
            Ok(Item::Unknown { .. }) | Err(_) => (None, None),
        };
        if commune.is_some_and(|commune| commune != self.commune) {
            count(&mut self.taken.foreign);
            return Ok(());
        }
        self.items.push((span, bytes));
        if self.items.len() >= ITEMS_AT_ONCE { self.flush() } else { Ok(()) }
    }

    /// Takes in the items that wait: carried, never arrived.
    fn flush(&mut self) -> Result<(), Error> {
        let items = std::mem::take(&mut self.items);
        if items.is_empty() {
            return Ok(());
        }
        let received = self.with(|open, shared| {
            let bytes: Vec<&[u8]> = items.iter().map(|(_, bytes)| bytes.as_slice()).collect();
            let received = open.store.receive(&bytes, shared.settings.now_ms())?;
            open.kept.forget();
            Ok(received)
        })?;
        for ((span, _), outcome) in items.iter().zip(&received.outcomes) {
            self.taken.hear(span.as_ref().map_or(0, Span::count), outcome);
        }
        Ok(())
    }

    /// An edition that names it may be missing here; then it is of no use.
    fn blob(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.flush()?;
        let kept = self.with(|open, _| match open.store.store_blob(bytes) {
            Ok(()) => Ok(true),
            Err(BlobError::NotNamed) => Ok(false),
            Err(BlobError::NoIdentity) => Err(bug("blob-identity")),
            Err(BlobError::Store(error)) => Err(error.into()),
        })?;
        self.taken.blobs = self.taken.blobs.saturating_add(u32::from(kept));
        Ok(())
    }

    fn receipt(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.flush()?;
        if Receipt::read(bytes).is_ok_and(|receipt| receipt.claims().commune != self.commune) {
            count(&mut self.taken.foreign);
            return Ok(());
        }
        let kept = self.with(|open, _| match open.store.store_receipt(bytes) {
            Ok(_) => Ok(Ok(())),
            Err(error @ (ReceiptError::NoCentre | ReceiptError::NotAuthentic)) => Ok(Err(error)),
            Err(ReceiptError::Store(error)) => Err(error.into()),
        })?;
        count(match kept {
            Ok(()) => &mut self.taken.receipts,
            Err(ReceiptError::NoCentre) => &mut self.taken.unproven,
            Err(ReceiptError::NotAuthentic | ReceiptError::Store(_)) => &mut self.taken.forged,
        });
        Ok(())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Open, &Shared) -> Result<T, Error>) -> Result<T, Error> {
        self.shared.with_device(self.device, act)
    }

    fn end(self, ending: Ending) -> Taken {
        Taken {
            damaged: ending.lost,
            damaged_parts: ending.damaged,
            cut: ending.cut,
            whole: ending.whole,
            ..self.taken
        }
    }
}

impl Taken {
    /// Whether something shown elsewhere may have changed.
    pub(crate) const fn changed(&self) -> bool {
        self.new_entries > 0 || self.receipts > 0 || self.blobs > 0
    }

    fn hear(&mut self, entries: u64, outcome: &ItemOutcome) {
        match outcome {
            ItemOutcome::Chain(_) => {}
            ItemOutcome::Stored { entries: new, .. } | ItemOutcome::Fork { entries: new, .. } => {
                self.new_entries = self.new_entries.saturating_add(u64::from(*new));
                self.known_entries = self.known_entries.saturating_add(entries.saturating_sub(u64::from(*new)));
            }
            ItemOutcome::Repeat { .. } => self.known_entries = self.known_entries.saturating_add(entries),
            ItemOutcome::Gap { .. } | ItemOutcome::UnknownDevice(_) | ItemOutcome::TooManyBranches(_) => {
                self.waiting_entries = self.waiting_entries.saturating_add(entries);
            }
            ItemOutcome::Later => count(&mut self.later),
            ItemOutcome::NotAuthentic => count(&mut self.forged),
        }
    }
}

const fn count(counter: &mut u32) {
    *counter = counter.saturating_add(1);
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// A stick that gives zeros, and is pulled out after so many bytes.
    struct Pulled(usize);

    impl Read for Pulled {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let given = buffer.len().min(self.0);
            self.0 -= given;
            if given == 0 { Err(io::Error::other("no such device")) } else { Ok(given) }
        }
    }

    #[test]
    fn t04_a_stick_pulled_out_while_reading_is_told_as_one() {
        let error = drain(&mut Pulled(100_000), &mut |_| {}, &mut |_| Ok(())).unwrap_err();
        assert_eq!(error, Error::passing(Code::StickFailed));
    }

    #[test]
    fn t24_an_endless_file_is_given_up() {
        let mut read = 0;
        let error = drain(&mut io::repeat(7), &mut |bytes| read = bytes, &mut |_| Ok(())).unwrap_err();
        assert_eq!(error, Error::new(Code::BadBundle));
        assert!(read < 4 * 1024 * 1024, "{read} bytes were read");
    }
}
