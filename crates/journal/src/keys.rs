//! Signing keys, one type per signer, made from seeds that the caller draws and keeps. Never here: randomness, files.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use domain::ids::{CommuneId, DeviceId, EntryDigest};

use crate::digest::{Context, Digest};

/// Bytes of a signature.
pub const SIGNATURE_BYTES: usize = 64;

/// The bytes are not a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a public key")]
pub struct KeyError;

/// The signature is not by this key over these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct SignatureError;

macro_rules! signing_key {
    ($(#[$secret_doc:meta])* $secret:ident, $(#[$public_doc:meta])* $public:ident) => {
        $(#[$secret_doc])*
        ///
        /// Wiped from memory when dropped; `Debug` shows nothing.
        #[derive(Clone)]
        pub struct $secret(SigningKey);

        impl $secret {
            /// The key made from a seed of 32 random bytes.
            #[must_use]
            pub fn from_seed(seed: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(seed))
            }

            /// The seed, to be kept where keys are kept.
            #[must_use]
            pub fn seed(&self) -> Zeroizing<[u8; 32]> {
                Zeroizing::new(self.0.to_bytes())
            }

            /// The public half.
            #[must_use]
            pub fn public(&self) -> $public {
                $public(self.0.verifying_key())
            }

            /// Ed25519 (RFC 8032) over a digest of 32 bytes.
            #[allow(dead_code, reason = "each signer signs some of the digests only")]
            pub(crate) fn sign(&self, digest: &[u8; 32]) -> [u8; SIGNATURE_BYTES] {
                self.0.sign(digest).to_bytes()
            }
        }

        impl std::fmt::Debug for $secret {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($secret), "(…)"))
            }
        }

        $(#[$public_doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $public(VerifyingKey);

        impl $public {
            /// Reads the 32 bytes of a public key.
            ///
            /// # Errors
            /// Not a point of the curve, or one of the few weak ones.
            pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
                match VerifyingKey::from_bytes(bytes) {
                    Ok(key) if !key.is_weak() => Ok(Self(key)),
                    Ok(_) | Err(_) => Err(KeyError),
                }
            }

            /// The 32 bytes, as they stand on the wire.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 32] {
                self.0.as_bytes()
            }

            /// Strict verification: no malleable signatures, no weak keys.
            pub(crate) fn verify(
                &self,
                digest: &[u8; 32],
                signature: &[u8; SIGNATURE_BYTES],
            ) -> Result<(), SignatureError> {
                self.0.verify_strict(digest, &Signature::from_bytes(signature)).map_err(|_| SignatureError)
            }
        }

        impl std::fmt::Debug for $public {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}(", stringify!($public))?;
                for byte in self.as_bytes().iter().take(6) {
                    write!(f, "{byte:02x}")?;
                }
                f.write_str("…)")
            }
        }
    };
}

signing_key!(
    /// The key a commune begins with; it certifies the first leader and is then put away.
    RootKey,
    /// The public half of a commune's root key; the commune's identity is its digest.
    RootPublic
);
signing_key!(
    /// The key of one laptop; it signs batches and requests.
    DeviceKey,
    /// The public half of a laptop's key; the laptop's identity is its digest.
    DevicePublic
);
signing_key!(
    /// The key of one member; it signs what a leader does.
    MemberKey,
    /// The public half of a member's key.
    MemberPublic
);
signing_key!(
    /// The key of the centre; it signs receipts and nothing else.
    CentreKey,
    /// The public half of the centre's key.
    CentrePublic
);

impl RootPublic {
    /// The commune this key is the root of.
    #[must_use]
    pub fn commune(&self) -> CommuneId {
        CommuneId::from_bytes(Digest::new(Context::CommuneId).fixed(self.as_bytes()).finish_id())
    }
}

impl DevicePublic {
    /// The device this key belongs to.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        DeviceId::from_bytes(Digest::new(Context::DeviceId).fixed(self.as_bytes()).finish_id())
    }

    /// What the device's first entry names as its `previous`.
    ///
    /// It follows from the key and not from a certificate, so that a device certified twice has one beginning.
    #[must_use]
    pub fn beginning(&self, commune: CommuneId) -> EntryDigest {
        EntryDigest(Digest::new(Context::Beginning).fixed(commune.as_bytes()).fixed(self.as_bytes()).finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_seed_and_shows_nothing() {
        let key = DeviceKey::from_seed(&[7; 32]);
        assert_eq!(*key.seed(), [7; 32]);
        assert_eq!(format!("{key:?}"), "DeviceKey(…)");
        assert_eq!(DevicePublic::from_bytes(key.public().as_bytes()), Ok(key.public()));
    }

    #[test]
    fn a_signature_is_of_one_key_over_one_digest() {
        let (key, other) = (CentreKey::from_seed(&[1; 32]), CentreKey::from_seed(&[2; 32]));
        let signature = key.sign(&[9; 32]);
        assert_eq!(key.public().verify(&[9; 32], &signature), Ok(()));
        assert_eq!(key.public().verify(&[8; 32], &signature), Err(SignatureError));
        assert_eq!(other.public().verify(&[9; 32], &signature), Err(SignatureError));
    }

    #[test]
    fn a_weak_public_key_is_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        assert_eq!(RootPublic::from_bytes(&identity), Err(KeyError));
    }
}
