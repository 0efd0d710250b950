//! Digests, signatures and match keys of §2.

use anyhow::{Context, Result};
use ed25519_dalek::{Signature, VerifyingKey};

/// A digest or a key.
pub type Bytes32 = [u8; 32];

/// The digest of a name over the parts one after the other.
#[must_use]
pub fn digest(name: &str, parts: &[&[u8]]) -> Bytes32 {
    let mut hasher = blake3::Hasher::new_derive_key(&format!("dong-hanh v1 {name}"));
    for part in parts {
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// The length as u32 little endian, then the bytes.
///
/// # Errors
/// Four gigabytes and more.
pub fn sized(bytes: &[u8]) -> Result<Vec<u8>> {
    Ok([&u32::try_from(bytes.len())?.to_le_bytes(), bytes].concat())
}

/// Whether a key signed a digest, judged strictly.
///
/// # Errors
/// It did not, or something of it has not its length.
pub fn signed(key: &[u8], digest: &Bytes32, signature: &[u8]) -> Result<()> {
    let key = VerifyingKey::from_bytes(&fixed(key)?)?;
    key.verify_strict(digest, &Signature::from_slice(signature)?).context("another's signature")
}

/// The first 16 bytes of a digest: an id.
#[must_use]
pub fn id(digest: &Bytes32) -> [u8; 16] {
    std::array::from_fn(|place| digest.get(place).copied().unwrap_or_default())
}

/// The match key of a personal number of twelve digits.
#[must_use]
pub fn match_key(index_key: &Bytes32, number: &str) -> [u8; 16] {
    id(blake3::keyed_hash(index_key, format!("match-key{number}").as_bytes()).as_bytes())
}

/// Bytes of a length.
///
/// # Errors
/// Another length.
pub fn fixed<const N: usize>(bytes: &[u8]) -> Result<[u8; N]> {
    bytes.try_into().with_context(|| format!("{} bytes instead of {N}", bytes.len()))
}
