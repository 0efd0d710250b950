//! Restoring: a new file is put together out of a backup, through the store's one door, and goes on under a new identity.
//! The drill does the same in a folder that is removed afterwards.

use std::path::Path;

use journal::backup::{Record, RecordKind};
use serde::{Deserialize, Serialize};
use store::Store;
use store::backup::{Extent, SelfError};
use store::outbox::ReceiptError;
use store::roster::BlobError;
use store::secret::Secret;
use store::upkeep::Check;
use zeroize::Zeroizing;

use super::read::Sealed;
use crate::failure::{bug, own_disk};
use crate::folder::Folder;
use crate::settings::Settings;
use crate::view::start::Profile;
use crate::{Code, Error, atomic, hex, identity};

/// The newest form of the opening that this program writes and reads.
const OPENING_VERSION: u32 = 1;

/// A restored file takes at most so many times what its backup takes: entries are packed in the one and lie singly in the
/// other, with the views and the search index, and the write-ahead log beside them.
const RESTORED_BYTES_PER_BYTE: u64 = 8;
/// And at least so much: an empty file with its log.
const RESTORED_BYTES_MIN: u64 = 8 * MIB;
const MIB: u64 = 1024 * 1024;

/// Who opens the laptop's file and with what: the same members with the same PINs, wherever it is restored.
pub(crate) struct Opening {
    pub(crate) file_key: Secret,
    pub(crate) device_secret: Secret,
    /// The vault as it lay there.
    pub(crate) vault: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct OpeningText {
    version: u32,
    file_key: String,
    device_secret: String,
    vault: String,
}

impl Opening {
    /// As it is sealed.
    ///
    /// # Errors
    /// None that can happen.
    pub(crate) fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let text = OpeningText {
            version: OPENING_VERSION,
            file_key: hex::encode(self.file_key.expose()),
            device_secret: hex::encode(self.device_secret.expose()),
            vault: hex::encode(&self.vault),
        };
        serde_json::to_vec(&text).map(Zeroizing::new).map_err(|_| bug("opening"))
    }

    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let text: OpeningText = serde_json::from_slice(bytes).map_err(|_| Error::new(Code::BadBackup))?;
        if text.version > OPENING_VERSION {
            return Err(Error::new(Code::NewerFile));
        }
        let secret = |text: &str| hex::decode_fixed(text).map(|bytes| Secret::new(*bytes));
        let read = secret(&text.file_key).zip(secret(&text.device_secret)).zip(hex::decode(&text.vault));
        let ((file_key, device_secret), vault) = read.ok_or(Error::new(Code::BadBackup))?;
        Ok(Self { file_key, device_secret, vault: vault.to_vec() })
    }
}

/// What came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Restored {
    /// How much.
    pub(crate) extent: Extent,
    /// Pieces of the backup that are damaged in both places.
    pub(crate) lost: u32,
    /// Batches that were sound and not kept, since others before them are lost.
    pub(crate) waiting: u32,
    /// Some byte was not as it was written, wherever.
    pub(crate) damaged: bool,
    /// When the backup was made.
    pub(crate) made_at_ms: i64,
}

/// Asks whether a backup's laptop has room below `home`, before anything is written there.
///
/// # Errors
/// [`Code::NoRoom`] with what is needed and what is free.
pub(crate) fn must_fit(sealed: &Sealed, home: &Path, settings: &Settings) -> Result<(), Error> {
    let needed = sealed.bytes()?.saturating_mul(RESTORED_BYTES_PER_BYTE).saturating_add(RESTORED_BYTES_MIN);
    // The folder itself may not be there yet.
    let place = home.ancestors().find(|place| place.is_dir()).unwrap_or(home);
    match (settings.room)(place) {
        Some(free) if free < needed => {
            let mib = |bytes: u64| bytes / MIB;
            Err(Error::passing(Code::NoRoom).with("needed", mib(needed).saturating_add(1)).with("free", mib(free)))
        }
        // A place that does not say how much room it has may have enough.
        Some(_) | None => Ok(()),
    }
}

/// Puts a backup's laptop together in `folder`: its file under a new identity, its vault, its secret.
///
/// # Errors
/// [`Code::BadBackup`] where keys or members are lost; the disk.
pub(crate) fn restore(
    folder: &Folder,
    sealed: &Sealed,
    key: &Secret,
    settings: &Settings,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Restored, Error> {
    let mut making = Making::of(folder, settings);
    let lost = sealed.each(key, &mut |_, records| making.take(records), progress)?;
    let (waiting, mut store, opening) = making.made()?;
    identity::go_on(&mut store, settings)?;
    let extent = store.extent()?;
    drop(store);
    settings.keeper(folder.path(), Profile::Commune).take_in(&opening.device_secret, settings)?;
    // The vault comes last: with it the laptop is there.
    atomic::write(&folder.vault(), &opening.vault).map_err(|error| own_disk(&error))?;
    Ok(Restored { extent, lost, waiting, damaged: !sealed.whole, made_at_ms: sealed.lock.made_at_ms })
}

/// The same for nobody: what would come back, and whether everything in it holds.
///
/// # Errors
/// As [`restore`].
pub(crate) fn drill(
    folder: &Folder,
    sealed: &Sealed,
    key: &Secret,
    settings: &Settings,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Restored, Vec<Check>), Error> {
    let mut making = Making::of(folder, settings);
    let lost = sealed.each(key, &mut |_, records| making.take(records), progress)?;
    let (waiting, store, _) = making.made()?;
    let (extent, checks) = (store.extent()?, store.verify()?);
    let made_at_ms = sealed.lock.made_at_ms;
    Ok((Restored { extent, lost, waiting, damaged: !sealed.whole, made_at_ms }, checks))
}

/// A laptop's file on its way.
struct Making<'a> {
    folder: &'a Folder,
    settings: &'a Settings,
    opening: Option<Opening>,
    store: Option<Store>,
    waiting: u32,
}

impl<'a> Making<'a> {
    const fn of(folder: &'a Folder, settings: &'a Settings) -> Self {
        Self { folder, settings, opening: None, store: None, waiting: 0 }
    }

    fn take(&mut self, records: Vec<Record>) -> Result<(), Error> {
        let (items, others): (Vec<Record>, Vec<Record>) =
            records.into_iter().partition(|(kind, _)| *kind == RecordKind::Item);
        self.items(&items)?;
        others.iter().try_for_each(|(kind, bytes)| self.other(*kind, bytes))
    }

    fn items(&mut self, items: &[Record]) -> Result<(), Error> {
        if items.is_empty() {
            return Ok(());
        }
        let bytes: Vec<&[u8]> = items.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let now_ms = self.settings.now_ms();
        let received = self.store()?.receive(&bytes, now_ms)?;
        let kept_back = received.outcomes.iter().filter(|outcome| outcome.misses().is_some()).count();
        self.waiting = self.waiting.saturating_add(u32::try_from(kept_back).unwrap_or(u32::MAX));
        Ok(())
    }

    fn other(&mut self, kind: RecordKind, bytes: &[u8]) -> Result<(), Error> {
        match kind {
            RecordKind::Opening => self.opening = Some(Opening::read(bytes)?),
            RecordKind::Laptop => self.laptop(bytes)?,
            RecordKind::Receipt => match self.store()?.store_receipt(bytes) {
                Err(ReceiptError::Store(error)) => return Err(error.into()),
                // One of a centre that was left since proves nothing any more.
                Ok(_) | Err(ReceiptError::NoCentre | ReceiptError::NotAuthentic) => {}
            },
            RecordKind::Blob => match self.store()?.store_blob(bytes) {
                Err(BlobError::Store(error)) => return Err(error.into()),
                Ok(()) | Err(BlobError::NotNamed | BlobError::NoIdentity) => {}
            },
            RecordKind::Item | RecordKind::Unknown(_) => {}
        }
        Ok(())
    }

    fn laptop(&mut self, rows: &[u8]) -> Result<(), Error> {
        let opening = self.opening.as_ref().ok_or(Error::new(Code::BadBackup))?;
        let mut store = Store::create(&self.folder.database(), &opening.file_key)?;
        store.put_self_rows(rows).map_err(|error| match error {
            SelfError::HasIdentity | SelfError::Form => Error::new(Code::BadBackup),
            SelfError::Store(error) => error.into(),
        })?;
        self.store = Some(store);
        Ok(())
    }

    /// Without its keys a laptop's entries are of no use.
    fn store(&mut self) -> Result<&mut Store, Error> {
        self.store.as_mut().ok_or(Error::new(Code::BadBackup))
    }

    fn made(self) -> Result<(u32, Store, Opening), Error> {
        let made = self.store.zip(self.opening);
        let (store, opening) = made.ok_or(Error::new(Code::BadBackup))?;
        Ok((self.waiting, store, opening))
    }
}
