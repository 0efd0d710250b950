//! The receipt: the centre's signed word that a branch of a device's journal is durable up to an entry.

use domain::ids::{CommuneId, DeviceId, EntryDigest};

use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest};
use crate::keys::{CentreKey, CentrePublic, SIGNATURE_BYTES, SignatureError};
use crate::limits::RECEIPT_BYTES_MAX;

const VERSION: u8 = 1;
const FIELDS: usize = 9;

/// The identity of a centre's log; a centre restored from an older backup takes a new one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogId(pub [u8; 16]);

/// Why a receipt proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The bytes are no receipt of this version.
    #[error("the receipt cannot be read")]
    Format(#[from] FormatError),
    /// Not signed by the commune's centre.
    #[error("the receipt's signature does not verify")]
    Signature(#[from] SignatureError),
}

/// What a receipt says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// The commune.
    pub commune: CommuneId,
    /// The device whose journal it is about.
    pub device: DeviceId,
    /// The digest of the newest entry of the branch that is durable.
    pub head: EntryDigest,
    /// That entry's number.
    pub up_to_seq: u64,
    /// How many entries of the branch are durable, from the device's first to the head.
    pub count: u64,
    /// The centre's log.
    pub log: LogId,
    /// The head's batch stands at this position of the log.
    pub position: u64,
    /// The centre's clock, ms since 1970 UTC.
    pub time_ms: i64,
}

/// A receipt as it travelled; it proves something only after [`Receipt::verify`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    body: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
    arrival: Arrival,
}

impl Receipt {
    /// Signs what has become durable. Only a centre does this, and only after the commit.
    #[must_use]
    pub fn sign(arrival: Arrival, key: &CentreKey) -> Self {
        let body = write_body(&arrival);
        let signature = key.sign(&signed(&body));
        Self { body, signature, arrival }
    }

    /// Reads a receipt.
    ///
    /// # Errors
    /// Another form, a newer version, or longer than `RECEIPT_BYTES_MAX`.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > RECEIPT_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let (body, signature) = Reader::frame(bytes, 2, |r| Ok((r.bytes(RECEIPT_BYTES_MAX)?, r.fixed()?)))?;
        let arrival = Reader::body(body, FIELDS, read_body)?;
        Ok(Self { body: body.to_vec(), signature, arrival })
    }

    /// The receipt as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(2);
        w.bytes(&self.body).bytes(&self.signature);
        w.finish()
    }

    /// What it proves, if the centre signed it.
    ///
    /// # Errors
    /// Signed by another key, or changed since.
    pub fn verify(&self, centre: &CentrePublic) -> Result<&Arrival, SignatureError> {
        centre.verify(&signed(&self.body), &self.signature)?;
        Ok(&self.arrival)
    }

    /// What it says, not yet proven.
    #[must_use]
    pub const fn claims(&self) -> &Arrival {
        &self.arrival
    }
}

fn signed(body: &[u8]) -> [u8; 32] {
    Digest::new(Context::Receipt).sized(body).finish()
}

fn write_body(it: &Arrival) -> Vec<u8> {
    let mut w = Writer::begin(FIELDS);
    w.u8(VERSION).bytes(it.commune.as_bytes()).bytes(it.device.as_bytes()).bytes(&it.head.0);
    w.u64(it.up_to_seq).u64(it.count).bytes(&it.log.0).u64(it.position).i64(it.time_ms);
    w.finish()
}

fn read_body(r: &mut Reader<'_>) -> Result<Arrival, FormatError> {
    if r.u8()? != VERSION {
        return Err(FormatError::Newer);
    }
    Ok(Arrival {
        commune: r.fixed().map(CommuneId::from_bytes)?,
        device: r.fixed().map(DeviceId::from_bytes)?,
        head: EntryDigest(r.fixed()?),
        up_to_seq: r.u64()?,
        count: r.u64()?,
        log: LogId(r.fixed()?),
        position: r.u64()?,
        time_ms: r.i64()?,
    })
}
