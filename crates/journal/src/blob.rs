//! Roster blobs: up to 1,000 people of one village or unit, compressed, then sealed. Named by digest, never in the log.

use domain::ids::CommuneId;
use domain::record::{BlobRef, ROSTER_BLOB_PEOPLE_MAX, RosterPerson, RosterScope};
use zeroize::Zeroizing;

use crate::cbor::{FormatError, Reader, Writer};
use crate::codec::{read_roster_person, write_roster_person};
use crate::digest::{Context, Digest};
use crate::entry::WriteError;
use crate::keyring::{Keyring, NONCE_BYTES, OpenError, SealingKey};
use crate::limits::{BLOB_BYTES_MAX, BLOB_INFLATED_MAX};

const VERSION: u8 = 1;
const FIELDS: usize = 5;
const ZSTD_LEVEL: i32 = 3;

/// The digest that names a blob.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlobDigest(pub [u8; 32]);

/// Why a blob was not made, or does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// The bytes are no blob of this version, or over a limit.
    #[error("the blob cannot be read")]
    Format(#[from] FormatError),
    /// A person cannot be written, or there are too many.
    #[error("the blob cannot be written")]
    Write(#[from] WriteError),
    /// The key of its epoch is not held here.
    #[error("the key of epoch {epoch} is not held here")]
    NoKey {
        /// The epoch.
        epoch: u32,
    },
    /// Sealed with another key or for another place.
    #[error("the blob does not open")]
    Open(#[from] OpenError),
    /// It does not inflate to the length it claims.
    #[error("the blob does not inflate to its length")]
    Inflate,
}

/// A blob as it travelled.
#[derive(Clone, PartialEq, Eq)]
pub struct RosterBlob {
    epoch: u32,
    nonce: [u8; NONCE_BYTES],
    inflated_bytes: usize,
    ciphertext: Vec<u8>,
}

/// The people of a blob.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RosterPeople {
    /// Those that could be read, in the blob's order.
    pub people: Vec<RosterPerson>,
    /// How many could not; one bad row does not hide the others.
    pub unreadable: u32,
}

impl RosterBlob {
    /// Seals people of one village or unit; `nonce` must be random and used once.
    ///
    /// # Errors
    /// More than `ROSTER_BLOB_PEOPLE_MAX` people, or more bytes than `BLOB_BYTES_MAX`.
    pub fn seal(
        people: &[RosterPerson],
        commune: CommuneId,
        scope: RosterScope,
        key: &SealingKey,
        nonce: &[u8; NONCE_BYTES],
    ) -> Result<Self, BlobError> {
        let plain = write_people(people)?;
        let compressed = Zeroizing::new(zstd::bulk::compress(&plain, ZSTD_LEVEL).map_err(|_| BlobError::Inflate)?);
        let ciphertext = key.seal(nonce, &compressed, &associated(commune, scope));
        let blob = Self { epoch: key.epoch(), nonce: *nonce, inflated_bytes: plain.len(), ciphertext };
        if plain.len() > BLOB_INFLATED_MAX || blob.to_bytes().len() > BLOB_BYTES_MAX {
            return Err(WriteError::TooLong.into());
        }
        Ok(blob)
    }

    /// Reads a blob.
    ///
    /// # Errors
    /// Another form, a newer version, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > BLOB_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        Reader::frame(bytes, FIELDS, |r| {
            if r.u8()? != VERSION {
                return Err(FormatError::Newer);
            }
            Ok(Self {
                epoch: r.u32()?,
                nonce: r.fixed()?,
                inflated_bytes: inflated_bytes(r.u32()?)?,
                ciphertext: r.bytes(BLOB_BYTES_MAX)?.to_vec(),
            })
        })
    }

    /// The blob as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(FIELDS);
        w.u8(VERSION).u32(self.epoch).bytes(&self.nonce);
        w.u32(u32::try_from(self.inflated_bytes).unwrap_or(u32::MAX)).bytes(&self.ciphertext);
        w.finish()
    }

    /// How an edition names this blob.
    #[must_use]
    pub fn reference(&self, people: u32) -> BlobRef {
        let bytes = self.to_bytes();
        BlobRef { digest: digest_of(&bytes).0, people, bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX) }
    }

    /// The people inside.
    ///
    /// # Errors
    /// No key, another place, or not a list of people.
    pub fn open(&self, commune: CommuneId, scope: RosterScope, keys: &Keyring) -> Result<RosterPeople, BlobError> {
        let mut held = keys.of_epoch(self.epoch).peekable();
        held.peek().ok_or(BlobError::NoKey { epoch: self.epoch })?;
        let associated = associated(commune, scope);
        let compressed =
            held.find_map(|key| key.open(&self.nonce, &self.ciphertext, &associated).ok()).ok_or(OpenError)?;
        let plain = zstd::bulk::decompress(&compressed, self.inflated_bytes).map_err(|_| BlobError::Inflate)?;
        let plain = Zeroizing::new(plain);
        if plain.len() != self.inflated_bytes {
            return Err(BlobError::Inflate);
        }
        Ok(read_people(&plain)?)
    }
}

impl std::fmt::Debug for RosterBlob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RosterBlob(epoch {}, {} bytes)", self.epoch, self.ciphertext.len())
    }
}

/// The digest that names a blob of these bytes.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> BlobDigest {
    BlobDigest(Digest::new(Context::Blob).sized(bytes).finish())
}

fn inflated_bytes(claimed: u32) -> Result<usize, FormatError> {
    usize::try_from(claimed).ok().filter(|bytes| *bytes <= BLOB_INFLATED_MAX).ok_or(FormatError::TooLong)
}

/// [person …]
fn write_people(people: &[RosterPerson]) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    if people.len() > ROSTER_BLOB_PEOPLE_MAX {
        return Err(WriteError::Value);
    }
    let mut w = Writer::begin(people.len());
    people.iter().try_for_each(|person| write_roster_person(&mut w, person))?;
    Ok(Zeroizing::new(w.finish()))
}

fn read_people(plain: &[u8]) -> Result<RosterPeople, FormatError> {
    let rows = Reader::whole(plain, |r| r.list(ROSTER_BLOB_PEOPLE_MAX, Reader::raw))?;
    let mut read = RosterPeople::default();
    for row in rows {
        match Reader::whole(row, read_roster_person) {
            Ok(person) => read.people.push(person),
            Err(_) => read.unreadable = read.unreadable.saturating_add(1),
        }
    }
    Ok(read)
}

/// Commune and scope: a blob opens in its own place only.
fn associated(commune: CommuneId, scope: RosterScope) -> Vec<u8> {
    let (kind, id) = match scope {
        RosterScope::Village(id) => (1, *id.as_bytes()),
        RosterScope::Unit(id) => (2, *id.as_bytes()),
    };
    [Context::BlobSeal.text().as_bytes(), commune.as_bytes(), &[kind], &id].concat()
}
