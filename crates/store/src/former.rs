//! The table `former`: a laptop goes on under a new identity, after a restored backup or where a copy of its file wrote
//! too. What it wrote before stays what it is: signed by the old key, offered until it has arrived.

use domain::ids::DeviceId;
use journal::{CertificateChain, DeviceKey, FormatError, TrustError, VerifiedChain};
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::branch::{Branches, FIRST_BRANCH};
use crate::column::Table;
use crate::error::StoreError;
use crate::identity::{self, Identity, KeyName};
use crate::number::{signed, unsigned};
use crate::open::Store;
use crate::outbox::CutError;
use crate::secret::Secret;
use crate::{entry, receipt, receive};

const FORMER: Table = Table("former");

/// An identity that this laptop had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Former {
    /// The identity.
    pub device: DeviceId,
    /// Its newest entry that lay here when it was given up.
    pub up_to_seq: u64,
    /// What was sealed to it opens with this.
    pub(crate) opens: Secret,
}

/// What a laptop goes on with.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// Its new Ed25519 seed.
    pub signing: &'a Secret,
    /// Its new X25519 seed.
    pub opens: &'a Secret,
    /// The chain that ends in the new identity, as it travels.
    pub chain: &'a [u8],
}

/// Why a laptop could not go on under a new identity; then it is who it was.
#[derive(Debug, thiserror::Error)]
pub enum ContinueError {
    /// This laptop has no identity yet.
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// The chain ends in another key, or does not continue this laptop.
    #[error("the certificates do not continue this laptop")]
    OtherDevice,
    /// The chain cannot be read.
    #[error("the certificates cannot be read")]
    Format(#[from] FormatError),
    /// The chain does not hold.
    #[error("the certificates are not to be trusted")]
    Trust(#[from] TrustError),
    /// What was written under the old identity could not be frozen.
    #[error(transparent)]
    Cut(#[from] CutError),
    /// Reading or writing failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ContinueError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Goes on under a new identity that the present one certifies. What was written is frozen under the old key first,
    /// which is forgotten then; and the centre's log is read again from its beginning, since a laptop is never sent what
    /// was written in its own name.
    ///
    /// # Errors
    /// See [`ContinueError`].
    pub fn continue_as(&mut self, next: Next<'_>) -> Result<Identity, ContinueError> {
        let old = self.identity().ok_or(ContinueError::NoIdentity)?;
        let verified = CertificateChain::read(next.chain)?.verify(old.commune)?;
        let same_key = DeviceKey::from_seed(next.signing.expose()).public() == verified.device.key;
        if !same_key || verified.device.continues != Some(old.device) {
            return Err(ContinueError::OtherDevice);
        }
        self.cut_batches()?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        give_up(&tx, old.device)?;
        take_on(&tx, &verified, next)?;
        receive::keep_clock(&tx, self.clock)?;
        tx.commit()?;
        self.held = identity::load(&self.db)?;
        Ok(Identity { device: verified.device.device, ..old })
    }

    /// Identities that this laptop had before, in their order as bytes.
    #[must_use]
    pub fn formers(&self) -> &[Former] {
        self.held.as_ref().map_or(&[], |held| &held.formers)
    }

    /// Whether this laptop writes, or once wrote, under this identity.
    #[must_use]
    pub fn is_own(&self, device: DeviceId) -> bool {
        self.held.as_ref().is_some_and(|held| held.is_own(device))
    }

    /// Whether somebody else has written in this laptop's name: a receipt of the centre names an entry of it that this
    /// laptop did not write. A copy of the file went on, or an old copy was put back here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn is_written_elsewhere(&self) -> Result<bool, StoreError> {
        let Some(device) = self.identity().map(|identity| identity.device) else { return Ok(false) };
        let branches = Branches::of(&self.db, device)?;
        for receipt in receipt::of_device(&self.db, device)? {
            let spot = branches.find(&self.db, receipt.row.up_to_seq, receipt.head)?;
            if spot.is_none_or(|spot| spot.branch != FIRST_BRANCH) {
                return Ok(true);
            }
        }
        Ok(branches.all.len() > 1)
    }
}

/// Every former identity.
pub(crate) fn all(db: &Connection) -> Result<Vec<Former>, StoreError> {
    let mut statement = db.prepare_cached("SELECT device, up_to_seq, opens FROM former ORDER BY device")?;
    let mut rows = statement.query([])?;
    let mut formers = Vec::new();
    while let Some(row) = rows.next()? {
        formers.push(Former {
            device: FORMER.device(row, "device")?,
            up_to_seq: FORMER.read(row, "up_to_seq", unsigned)?,
            opens: Secret::new(FORMER.get(row, "opens")?),
        });
    }
    Ok(formers)
}

fn give_up(db: &Connection, device: DeviceId) -> Result<(), StoreError> {
    let opens = identity::key(db, KeyName::DeviceBox)?.ok_or_else(|| FORMER.damaged())?;
    let up_to_seq = entry::tip(db, device, FIRST_BRANCH)?.map_or(0, |(seq, _)| seq);
    keep(db, &Former { device, up_to_seq, opens })
}

/// Keeps a former identity.
pub(crate) fn keep(db: &Connection, former: &Former) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO former (device, up_to_seq, opens) VALUES (:device, :up_to_seq, :opens)")?.execute(
        named_params! {
            ":device": former.device.as_bytes(),
            ":up_to_seq": signed(former.up_to_seq),
            ":opens": former.opens.expose(),
        },
    )?;
    Ok(())
}

fn take_on(db: &Connection, verified: &VerifiedChain, next: Next<'_>) -> Result<(), StoreError> {
    identity::keep_key(db, KeyName::DeviceSigning, next.signing)?;
    identity::keep_key(db, KeyName::DeviceBox, next.opens)?;
    identity::keep_chain(db, verified, next.chain)?;
    let device = verified.device.device;
    db.execute("UPDATE identity SET device = :device", named_params! { ":device": device.as_bytes() })?;
    db.execute("UPDATE centre SET position = 0, mark = NULL, chain_known = 0", [])?;
    Ok(())
}
