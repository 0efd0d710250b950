//! The slot of an entry: everything about a person, sealed, or what is left of it after erasure.

use domain::ids::{CommuneId, DeviceId, MatchKey};
use zeroize::Zeroizing;

use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest, length};
use crate::keyring::{NONCE_BYTES, OpenError, SealingKey};
use crate::limits::ENTRY_BYTES_MAX;

const FIELDS: usize = 4;

/// The digest of a slot; 32 zero bytes where there is none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SlotDigest(pub [u8; 32]);

/// What stands in the slot's place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// The entry never had one.
    None,
    /// Sealed, as it travelled.
    Sealed(SealedSlot),
    /// Erased; the digest keeps chain and signatures whole.
    Erased(SlotDigest),
}

/// A sealed slot: the bytes as they travelled. Its fields are read when they are needed.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSlot(Vec<u8>);

/// Where a slot belongs; it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub commune: CommuneId,
    pub device: DeviceId,
    pub header: &'a [u8],
}

/// The fields of a sealed slot.
pub(crate) struct SlotFields<'a> {
    pub epoch: u32,
    pub nonce: [u8; NONCE_BYTES],
    pub match_key: Option<MatchKey>,
    pub ciphertext: &'a [u8],
}

impl Slot {
    /// The digest that the entry's digest and signatures cover.
    #[must_use]
    pub fn digest(&self) -> SlotDigest {
        match self {
            Self::None => SlotDigest([0; 32]),
            Self::Sealed(sealed) => sealed.digest(),
            Self::Erased(digest) => *digest,
        }
    }

    /// null, a byte string, or an array of the digest.
    pub(crate) fn write(&self, w: &mut Writer) {
        match self {
            Self::None => w.null(),
            Self::Sealed(sealed) => w.bytes(&sealed.0),
            Self::Erased(digest) => w.array(1).bytes(&digest.0),
        };
    }

    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        if r.at_array()? {
            return match r.array()? {
                1 => Ok(Self::Erased(SlotDigest(r.fixed()?))),
                _ => Err(FormatError::Fields),
            };
        }
        let sealed = r.option(|r| r.bytes(ENTRY_BYTES_MAX).map(|bytes| SealedSlot(bytes.to_vec())))?;
        Ok(sealed.map_or(Self::None, Self::Sealed))
    }
}

impl SealedSlot {
    pub(crate) fn seal(
        key: &SealingKey,
        nonce: &[u8; NONCE_BYTES],
        match_key: Option<MatchKey>,
        plaintext: &[u8],
        place: &Place<'_>,
    ) -> Self {
        let ciphertext = key.seal(nonce, plaintext, &place.associated(match_key));
        let mut w = Writer::begin(FIELDS);
        w.u32(key.epoch()).bytes(nonce);
        w.option(match_key, |w, key| {
            w.bytes(&key.0);
        });
        w.bytes(&ciphertext);
        Self(w.finish())
    }

    /// The match key of the person inside, for those who cannot open the slot.
    ///
    /// # Errors
    /// The slot's fields cannot be read.
    pub fn match_key(&self) -> Result<Option<MatchKey>, FormatError> {
        Ok(self.fields()?.match_key)
    }

    /// The epoch of the key it was sealed with.
    ///
    /// # Errors
    /// The slot's fields cannot be read.
    pub fn epoch(&self) -> Result<u32, FormatError> {
        Ok(self.fields()?.epoch)
    }

    /// The slot as it travels.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn fields(&self) -> Result<SlotFields<'_>, FormatError> {
        Reader::body(&self.0, FIELDS, |r| {
            Ok(SlotFields {
                epoch: r.u32()?,
                nonce: r.fixed()?,
                match_key: r.option(|r| r.fixed().map(MatchKey))?,
                ciphertext: r.bytes(ENTRY_BYTES_MAX)?,
            })
        })
    }

    fn digest(&self) -> SlotDigest {
        SlotDigest(Digest::of_slot().sized(&self.0).finish())
    }
}

impl std::fmt::Debug for SealedSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedSlot({} bytes)", self.0.len())
    }
}

impl SlotFields<'_> {
    pub fn open(&self, key: &SealingKey, place: &Place<'_>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        key.open(&self.nonce, self.ciphertext, &place.associated(self.match_key))
    }
}

impl Place<'_> {
    /// The associated data: what must be the same when the slot is opened.
    fn associated(&self, match_key: Option<MatchKey>) -> Vec<u8> {
        let match_key = match_key.as_ref().map_or(&[][..], |key| &key.0);
        let parts: [&[u8]; 7] = [
            Context::SlotSeal.text().as_bytes(),
            self.commune.as_bytes(),
            self.device.as_bytes(),
            &length(self.header),
            self.header,
            &length(match_key),
            match_key,
        ];
        parts.concat()
    }
}
