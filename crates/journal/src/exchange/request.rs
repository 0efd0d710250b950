//! What a device asks, and its proof that it is the one asking.

use domain::ids::{CommuneId, DeviceId};

use super::mark::Mark;
use crate::blob::BlobDigest;
use crate::cbor::{FormatError, Reader, Writer};
use crate::certificate::Subject;
use crate::digest::{Context, Digest};
use crate::item::Item;
use crate::keys::{DeviceKey, DevicePublic, SIGNATURE_BYTES, SignatureError};
use crate::limits::{
    BLOB_BYTES_MAX, BLOBS_OFFERED_MAX, BLOBS_WANTED_MAX, ITEM_BYTES_MAX, LACKING_MAX, OFFERS_MAX, PROOF_AGE_MAX_MS,
    RECEIPT_BYTES_MAX, REQUEST_BYTES_MAX,
};
use crate::receipt::LogId;
use crate::trust::CertificateChain;

const VERSION: u8 = 1;
const FIELDS: usize = 10;

/// How far a device has pulled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// The log it pulled from; none before the first pull.
    pub log: Option<LogId>,
    /// Everything up to this position has been pulled; 0 is nothing.
    pub position: u64,
    /// The newest mark of that log, by which the centre sees whether it is still the same up to here.
    pub mark: Option<Mark>,
}

/// What a device asks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RequestBody {
    /// How far it has pulled.
    pub cursor: Cursor,
    /// The newest receipt it holds for its own journal, as it travelled.
    pub newest_receipt: Option<Vec<u8>>,
    /// Items offered, as they travel, at most `OFFERS_MAX`.
    pub offers: Vec<Vec<u8>>,
    /// At most this many bytes of others' items in the reply; 0 is no pull.
    pub pull_bytes_max: u32,
    /// Whether to answer what is expected next of each branch.
    pub ask_expected: bool,
    /// Whether to send the asker's own batches too: after a restored backup.
    pub include_own: bool,
    /// Blobs wanted, at most `BLOBS_WANTED_MAX`.
    pub blobs_wanted: Vec<BlobDigest>,
    /// Blobs offered, as they travel, at most `BLOBS_OFFERED_MAX`.
    pub blobs_offered: Vec<Vec<u8>>,
    /// What others wrote and never came: whose, and from which number on (0: certificates too); at most `LACKING_MAX`.
    pub lacking: Vec<(DeviceId, u64)>,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not signed by the device it names, or meant for another centre.
    #[error("the request's proof does not verify")]
    Signature(#[from] SignatureError),
    /// The time it names is more than `PROOF_AGE_MAX_MS` from the centre's.
    #[error("the request names a time that is not now")]
    Stale,
    /// The body cannot be read.
    #[error("the request cannot be read")]
    Format(#[from] FormatError),
}

/// A request as it travels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestEnvelope {
    commune: CommuneId,
    device: DeviceId,
    centre_time_ms: i64,
    body: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
}

impl RequestEnvelope {
    /// Signs a request to the peer that `peer` binds it to (see `sync::Peer::binding`).
    ///
    /// `centre_time_ms` is the centre's time as well as the device knows it: that of the last reply and what has
    /// passed since by a clock that does not jump. No device's wall clock is trusted.
    #[must_use]
    pub fn sign(body: &RequestBody, commune: CommuneId, key: &DeviceKey, peer: &[u8; 32], centre_time_ms: i64) -> Self {
        let (device, body) = (key.public().device(), body.to_bytes());
        let mut envelope = Self { commune, device, centre_time_ms, body, signature: [0; SIGNATURE_BYTES] };
        envelope.signature = key.sign(&envelope.digest(peer));
        envelope
    }

    /// Reads a request.
    ///
    /// # Errors
    /// Another form, or longer than `REQUEST_BYTES_MAX`.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > REQUEST_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        Reader::frame(bytes, 5, |r| {
            Ok(Self {
                commune: r.fixed().map(CommuneId::from_bytes)?,
                device: r.fixed().map(DeviceId::from_bytes)?,
                centre_time_ms: r.i64()?,
                body: r.bytes(REQUEST_BYTES_MAX)?.to_vec(),
                signature: r.fixed()?,
            })
        })
    }

    /// The request as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(5);
        w.bytes(self.commune.as_bytes()).bytes(self.device.as_bytes()).i64(self.centre_time_ms);
        w.bytes(&self.body).bytes(&self.signature);
        w.finish()
    }

    /// The commune it is about.
    #[must_use]
    pub const fn commune(&self) -> CommuneId {
        self.commune
    }

    /// The device that asks.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// The asker's own chain, if the request offers it: how an unknown device introduces itself.
    #[must_use]
    pub fn introduction(&self) -> Option<CertificateChain> {
        let body = RequestBody::read(&self.body).ok()?;
        body.offers.iter().find_map(|offer| match Item::read(offer) {
            Ok(Item::Chain(chain)) if self.is_about_me(&chain) => Some(chain),
            Ok(Item::Chain(_) | Item::Batch(_) | Item::Unknown { .. }) | Err(_) => None,
        })
    }

    /// What is asked, once it is proven who asks.
    ///
    /// # Errors
    /// Not this device's signature, meant for another peer, a stale time, or a body that cannot be read.
    pub fn verify(&self, device: &DevicePublic, peer: &[u8; 32], now_ms: i64) -> Result<RequestBody, ProofError> {
        if device.device() != self.device {
            return Err(SignatureError.into());
        }
        device.verify(&self.digest(peer), &self.signature)?;
        if self.centre_time_ms.abs_diff(now_ms) > PROOF_AGE_MAX_MS.unsigned_abs() {
            return Err(ProofError::Stale);
        }
        Ok(RequestBody::read(&self.body)?)
    }

    fn is_about_me(&self, chain: &CertificateChain) -> bool {
        match chain.certificates().last().map(|certificate| certificate.subject()) {
            Some(Subject::Device { key, .. }) => key.device() == self.device,
            Some(Subject::Root { .. } | Subject::Member { .. }) | None => false,
        }
    }

    fn digest(&self, peer: &[u8; 32]) -> [u8; 32] {
        Digest::new(Context::Request)
            .fixed(peer)
            .fixed(self.commune.as_bytes())
            .fixed(self.device.as_bytes())
            .sized(&self.body)
            .i64(self.centre_time_ms)
            .finish()
    }
}

impl RequestBody {
    /// The body as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(FIELDS);
        w.u8(VERSION).array(3);
        w.option(self.cursor.log, |w, log| {
            w.bytes(&log.0);
        });
        w.u64(self.cursor.position);
        put_mark(&mut w, self.cursor.mark);
        w.option(self.newest_receipt.as_ref(), |w, receipt| {
            w.bytes(receipt);
        });
        put_bytes_list(&mut w, &self.offers);
        w.u32(self.pull_bytes_max).bool(self.ask_expected).bool(self.include_own);
        w.list(self.blobs_wanted.iter(), |w, digest| {
            w.bytes(&digest.0);
        });
        put_bytes_list(&mut w, &self.blobs_offered);
        w.list(self.lacking.iter(), |w, (device, from_seq)| {
            w.array(2).bytes(device.as_bytes()).u64(*from_seq);
        });
        w.finish()
    }

    /// Reads a body; the offers are judged one by one by whoever stores them.
    ///
    /// # Errors
    /// Another form, a newer version, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        Reader::body(bytes, FIELDS, |r| {
            if r.u8()? != VERSION {
                return Err(FormatError::Newer);
            }
            Ok(Self {
                cursor: r.record(3, read_cursor)?,
                newest_receipt: r.option(|r| r.bytes(RECEIPT_BYTES_MAX).map(<[u8]>::to_vec))?,
                offers: bytes_list(r, OFFERS_MAX, ITEM_BYTES_MAX)?,
                pull_bytes_max: r.u32()?,
                ask_expected: r.bool()?,
                include_own: r.bool()?,
                blobs_wanted: r.list(BLOBS_WANTED_MAX, |r| r.fixed().map(BlobDigest))?,
                blobs_offered: bytes_list(r, BLOBS_OFFERED_MAX, BLOB_BYTES_MAX)?,
                lacking: r.list(LACKING_MAX, |r| r.record(2, |r| Ok((DeviceId::from_bytes(r.fixed()?), r.u64()?))))?,
            })
        })
    }
}

/// [log id|null, position, mark|null]
fn read_cursor(r: &mut Reader<'_>) -> Result<Cursor, FormatError> {
    Ok(Cursor { log: r.option(|r| r.fixed().map(LogId))?, position: r.u64()?, mark: read_mark(r)? })
}

pub(super) fn put_mark(w: &mut Writer, mark: Option<Mark>) {
    w.option(mark, |w, mark| {
        w.bytes(&mark.0);
    });
}

pub(super) fn read_mark(r: &mut Reader<'_>) -> Result<Option<Mark>, FormatError> {
    r.option(|r| r.fixed().map(Mark))
}

pub(super) fn put_bytes_list(w: &mut Writer, list: &[Vec<u8>]) {
    w.list(list.iter(), |w, bytes| {
        w.bytes(bytes);
    });
}

pub(super) fn bytes_list(r: &mut Reader<'_>, items_max: usize, bytes_max: usize) -> Result<Vec<Vec<u8>>, FormatError> {
    r.list(items_max, |r| r.bytes(bytes_max).map(<[u8]>::to_vec))
}
