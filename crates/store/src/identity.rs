//! Who this laptop is: its commune, its device, the keys it holds, and the centre it reports to.

use std::sync::Arc;

use domain::ids::{CommuneId, DeviceId};
use journal::{
    CertificateChain, DeviceKey, FormatError, IndexKey, Keyring, SealingKey, Standing, TrustError, VerifiedChain,
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use crate::column::Table;
use crate::error::StoreError;
use crate::former::{self, Former};
use crate::open::Store;
use crate::secret::Secret;
use crate::{branch, receipt, standing, upkeep};

const IDENTITY: Table = Table("identity");
const HELD_KEY: Table = Table("held_key");
const SEALING_KEY: Table = Table("sealing_key");

/// The keys a laptop can hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum KeyName {
    /// This laptop's Ed25519 seed; it signs batches and requests.
    DeviceSigning,
    /// This laptop's X25519 seed; what a leader seals to this laptop opens with it.
    DeviceBox,
    /// The commune's root seed; on the laptop that set the commune up.
    Root,
    /// The key of the match keys.
    Index,
    /// A sealing key of the commune, of an epoch from 1.
    Sealing(u32),
}

/// Who this laptop is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The commune.
    pub commune: CommuneId,
    /// This laptop.
    pub device: DeviceId,
    /// Synthetic people only.
    pub practice: bool,
}

/// The centre this commune reports to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Centre {
    /// `https://…`, at most `journal`'s `CENTRE_ADDRESS_BYTES_MAX`.
    pub address: String,
    /// The Ed25519 key that signs its receipts.
    pub public_key: [u8; 32],
}

/// Why this laptop could not take on its identity.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// It has one; an identity is never changed.
    #[error("this file has an identity already")]
    HasIdentity,
    /// [`KeyName::DeviceSigning`] is not held yet.
    #[error("the key of this laptop is missing")]
    NoKey,
    /// The chain ends in another laptop's key.
    #[error("the certificates are another laptop's")]
    OtherDevice,
    /// The chain cannot be read.
    #[error("the certificates cannot be read")]
    Format(#[from] FormatError),
    /// The chain does not hold.
    #[error("the certificates are not to be trusted")]
    Trust(#[from] TrustError),
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BeginError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The identity together with what it takes to write and to read.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub identity: Identity,
    pub signing: DeviceKey,
    pub keyring: Keyring,
    /// Whose word counts.
    pub standing: Arc<Standing>,
    /// Who this laptop was before; the order says nothing.
    pub formers: Vec<Former>,
}

impl Held {
    /// Whether this laptop writes, or once wrote, under this identity.
    pub(crate) fn is_own(&self, device: DeviceId) -> bool {
        self.identity.device == device || self.formers.iter().any(|former| former.device == device)
    }
}

impl Store {
    /// Keeps a key in the file; the same name is replaced, but for sealing keys, of which an epoch may have several. What
    /// a new sealing key opens shows after [`Store::rebuild`].
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn keep_key(&mut self, name: KeyName, key: &Secret) -> Result<(), StoreError> {
        keep_key(&self.db, name, key)?;
        self.held = load(&self.db)?;
        Ok(())
    }

    /// A key, if held.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn key(&self, name: KeyName) -> Result<Option<Secret>, StoreError> {
        key(&self.db, name)
    }

    /// The commune's keys held here: what seals, opens and matches.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn keyring(&self) -> Result<Keyring, StoreError> {
        match &self.held {
            Some(held) => Ok(held.keyring.clone()),
            None => keyring(&self.db),
        }
    }

    /// Takes on the identity that `chain` (as it travels) certifies. The keys must be held already.
    ///
    /// # Errors
    /// See [`BeginError`].
    pub fn begin(&mut self, commune: CommuneId, chain: &[u8]) -> Result<Identity, BeginError> {
        if self.held.is_some() {
            return Err(BeginError::HasIdentity);
        }
        let signing = key(&self.db, KeyName::DeviceSigning)?.ok_or(BeginError::NoKey)?;
        let verified = CertificateChain::read(chain)?.verify(commune)?;
        if DeviceKey::from_seed(signing.expose()).public() != verified.device.key {
            return Err(BeginError::OtherDevice);
        }
        let identity = Identity { commune, device: verified.device.device, practice: verified.trust.practice() };
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert(&tx, identity)?;
        keep_chain(&tx, &verified, chain)?;
        tx.commit()?;
        self.held = load(&self.db)?;
        Ok(identity)
    }

    /// Who this laptop is, once it has begun.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.held.as_ref().map(|held| held.identity)
    }

    /// The certificate chain of a device, as it travels; to be offered before its first batch.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn chain(&self, device: DeviceId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(branch::device(&self.db, device)?.map(|(_, chain)| chain))
    }

    /// The centre, if the commune reports to one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn centre(&self) -> Result<Option<Centre>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT address, public_key FROM centre")?;
        let centre = statement.query_row([], |row| Ok(Centre { address: row.get(0)?, public_key: row.get(1)? }));
        Ok(centre.optional()?)
    }

    /// Attaches the commune to a centre. Another key forgets the position in the log and all receipts: they prove
    /// nothing there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_centre(&mut self, centre: &Centre) -> Result<(), StoreError> {
        let same = self.centre()?.is_some_and(|known| known.public_key == centre.public_key);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if same {
            tx.execute("UPDATE centre SET address = :address", named_params! { ":address": centre.address })?;
        } else {
            tx.execute("DELETE FROM centre", [])?;
            receipt::forget(&tx)?;
            tx.execute(
                "INSERT INTO centre (one, address, public_key, log, position, time_ms, chain_known)
                 VALUES (1, :address, :public_key, NULL, 0, 0, 0)",
                named_params! { ":address": centre.address, ":public_key": centre.public_key },
            )?;
        }
        Ok(tx.commit()?)
    }
}

impl KeyName {
    /// The number in the table of keys of which there is one each.
    const fn number(self) -> Option<u8> {
        match self {
            Self::DeviceSigning => Some(1),
            Self::DeviceBox => Some(2),
            Self::Root => Some(3),
            Self::Index => Some(4),
            Self::Sealing(_) => None,
        }
    }
}

/// Keeps a device with the chain that certifies it: of several the one issued last, whatever came in first. Says whether
/// that is a new one.
pub(crate) fn keep_chain(db: &Connection, verified: &VerifiedChain, chain: &[u8]) -> Result<bool, StoreError> {
    let device = verified.device.device;
    let kept = branch::device(db, device)?.map(|(_, kept)| kept);
    let issued = |chain: &[u8]| (issued_at_ms(verified.trust.commune(), chain), chain.to_vec());
    if kept.is_some_and(|kept| issued(&kept) >= issued(chain)) {
        return Ok(false);
    }
    branch::keep_device(db, device, verified.device.key.as_bytes(), chain)?;
    Ok(true)
}

fn issued_at_ms(commune: CommuneId, chain: &[u8]) -> Option<i64> {
    let chain = CertificateChain::read(chain).ok()?;
    Some(chain.verify(commune).ok()?.device.validity.issued_at_ms)
}

/// Reads who this laptop is; none before [`Store::begin`].
pub(crate) fn load(db: &Connection) -> Result<Option<Held>, StoreError> {
    let mut statement = db.prepare_cached("SELECT commune, device, practice FROM identity")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let identity = Identity {
        commune: CommuneId::from_bytes(IDENTITY.get(row, "commune")?),
        device: IDENTITY.device(row, "device")?,
        practice: IDENTITY.get(row, "practice")?,
    };
    let seed = key(db, KeyName::DeviceSigning)?.ok_or_else(|| HELD_KEY.damaged())?;
    let (signing, keyring) = (DeviceKey::from_seed(seed.expose()), keyring(db)?);
    let standing = Arc::new(standing::read(db, identity.commune, &Standing::default())?);
    let formers = former::all(db)?;
    let mut held = Held { identity, signing, keyring, standing, formers };
    standing::bar(db, &mut held)?;
    Ok(Some(held))
}

fn insert(db: &Connection, identity: Identity) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO identity (one, commune, device, practice, views_version)
         VALUES (1, :commune, :device, :practice, :views_version)",
        named_params! {
            ":commune": identity.commune.as_bytes(),
            ":device": identity.device.as_bytes(),
            ":practice": identity.practice,
            ":views_version": upkeep::VIEWS_VERSION,
        },
    )?;
    Ok(())
}

/// Keeps a key in the transaction under way.
pub(crate) fn keep_key(db: &Connection, name: KeyName, key: &Secret) -> Result<(), StoreError> {
    if let KeyName::Sealing(epoch) = name {
        let insert = "INSERT INTO sealing_key (epoch, bytes) VALUES (:epoch, :bytes) ON CONFLICT DO NOTHING";
        db.prepare_cached(insert)?.execute(named_params! { ":epoch": epoch, ":bytes": key.expose() })?;
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO held_key (name, epoch, bytes) VALUES (:name, 0, :bytes)
         ON CONFLICT (name, epoch) DO UPDATE SET bytes = excluded.bytes",
    )?
    .execute(named_params! { ":name": name.number(), ":bytes": key.expose() })?;
    Ok(())
}

pub(crate) fn key(db: &Connection, name: KeyName) -> Result<Option<Secret>, StoreError> {
    if let KeyName::Sealing(epoch) = name {
        let keyring = keyring(db)?;
        return Ok(keyring.of_epoch(epoch).next().map(|key| Secret::new(*key.secret())));
    }
    let mut statement = db.prepare_cached("SELECT bytes FROM held_key WHERE name = :name")?;
    let params = named_params! { ":name": name.number() };
    Ok(statement.query_row(params, |row| row.get(0)).optional()?.map(Secret::new))
}

pub(crate) fn keyring(db: &Connection) -> Result<Keyring, StoreError> {
    let mut keyring = match key(db, KeyName::Index)? {
        Some(index) => Keyring::new(IndexKey::new(index.expose()), []),
        None => Keyring::empty(),
    };
    let mut statement = db.prepare_cached("SELECT epoch, bytes FROM sealing_key ORDER BY epoch, bytes")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = Secret::new(SEALING_KEY.get(row, "bytes")?);
        keyring.insert(SealingKey::new(SEALING_KEY.get(row, "epoch")?, bytes.expose()));
    }
    Ok(keyring)
}
