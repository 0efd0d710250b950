//! One member's place: Argon2id over what is known and what the laptop holds, XChaCha20-Poly1305 around the secrets.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{Credentials, Unlocked, VaultError, VaultMember};
use crate::secret::{SECRET_BYTES, Secret};

/// Bytes of the salt.
pub(super) const SALT_BYTES: usize = 16;
/// Bytes of the nonce.
pub(super) const NONCE_BYTES: usize = 24;
/// Bytes of the sealed part: two secrets and a tag.
pub(super) const SEALED_BYTES: usize = 2 * SECRET_BYTES + 16;

const CONTEXT: &[u8] = b"dong-hanh v1 vault place";

/// What the key derivation costs. More is slower for a thief and for the member alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Why a cost was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CostError {
    /// Outside the bounds that Argon2id and this program take.
    #[error("the key derivation's cost is out of bounds")]
    OutOfBounds,
    /// The memory could not be had.
    #[error("the key derivation needs more memory than there is")]
    OutOfMemory,
}

impl Cost {
    /// At most 1 GiB: a vault from elsewhere must not exhaust the laptop.
    pub const MEMORY_KIB_MAX: u32 = 1024 * 1024;
    /// At most this many passes.
    pub const PASSES_MAX: u32 = 64;
    /// At most this many lanes.
    pub const LANES_MAX: u32 = 8;
    /// 64 MiB, 4 passes, 1 lane: about half a second on an old laptop.
    pub const DEFAULT: Self = Self { memory_kib: 64 * 1024, passes: 4, lanes: 1 };
    /// For tests and the practice commune, whose people are synthetic: no protection to speak of.
    pub const CHEAP: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// Takes a cost: memory in KiB, passes, lanes.
    ///
    /// # Errors
    /// Outside `8 × lanes`..=[`Self::MEMORY_KIB_MAX`], 1..=[`Self::PASSES_MAX`], 1..=[`Self::LANES_MAX`].
    pub const fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostError> {
        let most = memory_kib <= Self::MEMORY_KIB_MAX && passes <= Self::PASSES_MAX && lanes <= Self::LANES_MAX;
        let least = lanes >= 1 && passes >= 1 && memory_kib >= lanes.saturating_mul(8);
        if most && least { Ok(Self { memory_kib, passes, lanes }) } else { Err(CostError::OutOfBounds) }
    }

    /// Memory, in KiB.
    #[must_use]
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    #[must_use]
    pub const fn lanes(self) -> u32 {
        self.lanes
    }

    /// Derives a key from nothing, for whoever measures how long that takes.
    ///
    /// # Errors
    /// See [`CostError`].
    pub fn rehearse(self) -> Result<(), CostError> {
        let device_secret = Secret::new([0; SECRET_BYTES]);
        derive(self, &[0; SALT_BYTES], Credentials { passphrase: "", device_secret: &device_secret }).map(|_| ())
    }

    /// The same with other memory, in KiB within the bounds.
    pub(super) const fn with_memory(self, memory_kib: u32) -> Self {
        Self { memory_kib, ..self }
    }

    /// The same with other passes, within the bounds.
    pub(super) const fn with_passes(self, passes: u32) -> Self {
        Self { passes, ..self }
    }
}

/// A member's place as it stands in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) member: VaultMember,
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT_BYTES],
    pub(super) nonce: [u8; NONCE_BYTES],
    pub(super) sealed: [u8; SEALED_BYTES],
}

/// Wraps a member's secrets.
pub(super) fn seal(
    member: &VaultMember,
    credentials: Credentials<'_>,
    secrets: &Unlocked,
    cost: Cost,
    fill: &mut dyn FnMut(&mut [u8]),
) -> Result<Place, VaultError> {
    let mut place = Place {
        member: member.clone(),
        cost,
        salt: [0; SALT_BYTES],
        nonce: [0; NONCE_BYTES],
        sealed: [0; SEALED_BYTES],
    };
    fill(&mut place.salt);
    fill(&mut place.nonce);
    let plain = Zeroizing::new([secrets.file_key.expose().as_slice(), secrets.signing_seed.expose()].concat());
    let payload = Payload { msg: &plain, aad: &associated(&place) };
    let sealed = cipher(&place, credentials)?.encrypt(&XNonce::from(place.nonce), payload);
    place.sealed = sealed.ok().and_then(|sealed| sealed.try_into().ok()).ok_or(VaultError::Damaged)?;
    Ok(place)
}

/// Unwraps a member's secrets.
pub(super) fn open(place: &Place, credentials: Credentials<'_>) -> Result<Unlocked, VaultError> {
    let payload = Payload { msg: &place.sealed, aad: &associated(place) };
    let plain = cipher(place, credentials)?.decrypt(&XNonce::from(place.nonce), payload);
    let plain = Zeroizing::new(plain.map_err(|_| VaultError::WrongPin)?);
    let (file_key, signing_seed) = plain.split_at_checked(SECRET_BYTES).ok_or(VaultError::Damaged)?;
    Ok(Unlocked { file_key: secret(file_key)?, signing_seed: secret(signing_seed)? })
}

fn secret(bytes: &[u8]) -> Result<Secret, VaultError> {
    bytes.try_into().map(Secret::new).map_err(|_| VaultError::Damaged)
}

fn cipher(place: &Place, credentials: Credentials<'_>) -> Result<XChaCha20Poly1305, VaultError> {
    let key = derive(place.cost, &place.salt, credentials)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

fn derive(cost: Cost, salt: &[u8; SALT_BYTES], credentials: Credentials<'_>) -> Result<Zeroizing<[u8; 32]>, CostError> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None).map_err(|_| CostError::OutOfBounds)?;
    let secret = credentials.device_secret.expose();
    let argon = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params)
        .map_err(|_| CostError::OutOfBounds)?;
    let mut key = Zeroizing::new([0; 32]);
    argon.hash_password_into(credentials.passphrase.as_bytes(), salt, &mut *key).map_err(|_| CostError::OutOfMemory)?;
    Ok(key)
}

/// Everything in clear is bound to the sealed part: a swapped label or role does not open.
fn associated(place: &Place) -> Vec<u8> {
    let label = place.member.label.as_str().as_bytes();
    let mut bytes = CONTEXT.to_vec();
    bytes.extend(place.member.member.as_bytes());
    bytes.push(place.member.role.code());
    for number in [place.cost.memory_kib, place.cost.passes, place.cost.lanes] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(place.salt);
    bytes.extend(label);
    bytes
}
