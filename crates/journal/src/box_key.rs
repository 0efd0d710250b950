//! The key pair that a laptop, or a recovery code, receives the commune's keys with: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, ChaCha20-Poly1305. Never here: what is sealed.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};
use zeroize::Zeroizing;

use crate::digest::Context;
use crate::keyring::OpenError;
use crate::keys::KeyError;

type Suite = X25519HkdfSha256;

/// The secret half, from a seed that the caller draws and keeps. `Debug` shows nothing.
#[derive(Clone)]
pub struct BoxKey {
    seed: Zeroizing<[u8; 32]>,
    secret: <Suite as Kem>::PrivateKey,
    public: BoxPublic,
}

impl BoxKey {
    /// The key derived (RFC 9180 §7.1.3) from 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let (secret, public) = Suite::derive_keypair(seed);
        Self { seed: Zeroizing::new(*seed), secret, public: BoxPublic(public.to_bytes().into()) }
    }

    /// The seed, to be kept where keys are kept.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.seed.clone()
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> BoxPublic {
        self.public
    }

    /// Opens what was sealed to the public half.
    pub(crate) fn open(
        &self,
        purpose: Context,
        sealed: &Sealed,
        associated: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let encapsulated = <Suite as Kem>::EncappedKey::from_bytes(&sealed.encapsulated).map_err(|_| OpenError)?;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
            &OpModeR::Base,
            &self.secret,
            &encapsulated,
            purpose.text().as_bytes(),
            &sealed.ciphertext,
            associated,
        )
        .map(Zeroizing::new)
        .map_err(|_| OpenError)
    }
}

impl std::fmt::Debug for BoxKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BoxKey(…)")
    }
}

/// The public half, as it stands on the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BoxPublic([u8; 32]);

/// What HPKE makes of a plaintext.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sealed {
    pub encapsulated: [u8; 32],
    pub ciphertext: Vec<u8>,
}

impl BoxPublic {
    /// Reads the 32 bytes of an X25519 public key.
    ///
    /// # Errors
    /// Not such a key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        <Suite as Kem>::PublicKey::from_bytes(bytes).map(|_| Self(*bytes)).map_err(|_| KeyError)
    }

    /// The 32 bytes, as they stand on the wire.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals to this key; `seed` must be random and used once.
    pub(crate) fn seal(
        &self,
        purpose: Context,
        plaintext: &[u8],
        associated: &[u8],
        seed: &[u8; 32],
    ) -> Result<Sealed, OpenError> {
        let public = <Suite as Kem>::PublicKey::from_bytes(&self.0).map_err(|_| OpenError)?;
        let (encapsulated, ciphertext) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
            &OpModeS::Base,
            &public,
            purpose.text().as_bytes(),
            plaintext,
            associated,
            &mut SeedRng::new(seed),
        )
        .map_err(|_| OpenError)?;
        Ok(Sealed { encapsulated: encapsulated.to_bytes().into(), ciphertext })
    }
}

impl std::fmt::Debug for BoxPublic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BoxPublic(…)")
    }
}

/// The caller's 32 random bytes, stretched for the library that wants a generator.
struct SeedRng(blake3::OutputReader);

impl SeedRng {
    fn new(seed: &[u8; 32]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(Context::JoinEncapsulation.text());
        hasher.update(seed);
        Self(hasher.finalize_xof())
    }

    fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }
}

impl TryRng for SeedRng {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(u32::from_le_bytes(self.draw()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(u64::from_le_bytes(self.draw()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for SeedRng {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_to_a_laptop_opens_there_only() {
        let (key, other) = (BoxKey::from_seed(&[1; 32]), BoxKey::from_seed(&[2; 32]));
        let sealed = key.public().seal(Context::JoinSeal, b"keys", b"place", &[3; 32]).unwrap();
        assert_eq!(key.open(Context::JoinSeal, &sealed, b"place").unwrap().as_slice(), b"keys");
        assert_eq!(key.open(Context::JoinSeal, &sealed, b"elsewhere"), Err(OpenError));
        assert_eq!(other.open(Context::JoinSeal, &sealed, b"place"), Err(OpenError));
        assert_eq!(key.open(Context::RekeySeal, &sealed, b"place"), Err(OpenError), "another purpose");
        assert_ne!(
            key.public().seal(Context::JoinSeal, b"keys", b"place", &[4; 32]).unwrap(),
            sealed,
            "another seed, other bytes"
        );
    }
}
