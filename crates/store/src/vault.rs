//! The vault: a small file beside the database that holds the key of the file, wrapped once per member. No name and
//! nothing else about a person stands in it; who unlocks is chosen by a neutral label and a role.

mod bytes;
mod disk;
mod tune;
mod wrap;

use std::path::{Path, PathBuf};

use domain::ids::MemberId;
use domain::person::Title;
use domain::service::Role;

use crate::secret::Secret;

pub use tune::{
    TUNED_LEAST, TUNED_MEMORY_KIB_MAX, TUNED_MEMORY_KIB_MIN, TUNED_MEMORY_SHARE, TUNED_MOST, TUNED_PASSES_MAX,
    TUNED_PASSES_MIN,
};
pub use wrap::{Cost, CostError};

/// At most this many members unlock one laptop.
pub const VAULT_MEMBERS_MAX: usize = 64;
/// A vault file is at most this long, in bytes.
pub const VAULT_BYTES_MAX: u64 = 64 * 1024;
/// The shortest PIN, in digits, allowed where the device secret lies in the OS key store.
pub const PIN_DIGITS_MIN: usize = 6;
/// The shortest passphrase, in characters.
pub const PASSPHRASE_CHARS_MIN: usize = 12;

/// Why a vault could not be read, opened or written. None carries a secret.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault file at this place.
    #[error("there is no vault file")]
    Missing,
    /// A vault file stands there already; it is never written over by set-up.
    #[error("a vault file exists already")]
    Exists,
    /// The file is not a whole vault: cut short, altered, or of another kind.
    #[error("the vault file is damaged")]
    Damaged,
    /// A newer version of the program wrote the file.
    #[error("the vault file has version {found}, this program knows up to {known}")]
    NewerVersion {
        /// The version in the file.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The member cannot unlock this laptop.
    #[error("the member has no place in this vault")]
    UnknownMember,
    /// The member has a place already.
    #[error("the member has a place in this vault already")]
    KnownMember,
    /// The PIN, the passphrase or the device secret is not the right one.
    #[error("wrong PIN or passphrase")]
    WrongPin,
    /// The vault has [`VAULT_MEMBERS_MAX`] members.
    #[error("the vault is full")]
    Full,
    /// The last member cannot be taken out: nobody could open the file any more.
    #[error("the last member cannot be taken out")]
    LastMember,
    /// The key derivation could not run with this cost.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// The disk refused.
    #[error("the vault file could not be read or written")]
    Io(#[from] std::io::Error),
}

/// Somebody who can unlock this laptop, as far as it may be said before anybody has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VaultMember {
    /// Who; a random identity.
    pub member: MemberId,
    /// What the member may do.
    pub role: Role,
    /// A neutral label for the unlock screen, "Tổ trưởng" or "Ghi chép 1"; never a name.
    pub label: Title,
}

/// What a member brings to unlock: something known, and the secret of the laptop.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The PIN or passphrase, as typed (NFC).
    pub passphrase: &'a str,
    /// Thirty-two bytes that never leave this laptop: the OS key store's, or zeros where there is none.
    pub device_secret: &'a Secret,
}

/// What a member gets by unlocking.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unlocked {
    /// Opens the database of this laptop.
    pub file_key: Secret,
    /// The member's Ed25519 seed.
    pub signing_seed: Secret,
}

/// The vault of one laptop, in memory. Every change is on disk before the call returns.
#[derive(Debug)]
pub struct Vault {
    path: PathBuf,
    places: Vec<wrap::Place>,
}

impl Vault {
    /// Makes the vault of a new laptop, with its first member, and writes it durably.
    ///
    /// # Errors
    /// A vault exists there, the cost is out of bounds, or the disk refuses.
    pub fn create(
        path: &Path,
        first: &VaultMember,
        credentials: Credentials<'_>,
        secrets: &Unlocked,
        cost: Cost,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Self, VaultError> {
        if path.try_exists()? {
            return Err(VaultError::Exists);
        }
        let places = vec![wrap::seal(first, credentials, secrets, cost, fill)?];
        let vault = Self { path: path.to_owned(), places };
        vault.write()?;
        Ok(vault)
    }

    /// The bytes of a vault with one member, which lies in no file: what a backup carries.
    ///
    /// # Errors
    /// The cost is out of bounds.
    pub fn sealed(
        first: &VaultMember,
        credentials: Credentials<'_>,
        secrets: &Unlocked,
        cost: Cost,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Vec<u8>, VaultError> {
        bytes::encode(&[wrap::seal(first, credentials, secrets, cost, fill)?])
    }

    /// Unwraps with these credentials what [`Vault::sealed`] gave.
    ///
    /// # Errors
    /// Damaged, newer than this program, or wrong credentials.
    pub fn unseal(sealed: &[u8], credentials: Credentials<'_>) -> Result<Unlocked, VaultError> {
        let places = bytes::decode(sealed)?;
        wrap::open(places.first().ok_or(VaultError::Damaged)?, credentials)
    }

    /// Reads the vault of this laptop.
    ///
    /// # Errors
    /// Missing, damaged, newer than this program, or unreadable.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let places = bytes::decode(&disk::read(path)?)?;
        Ok(Self { path: path.to_owned(), places })
    }

    /// Who can unlock, in the order they were added.
    pub fn members(&self) -> impl Iterator<Item = &VaultMember> {
        self.places.iter().map(|place| &place.member)
    }

    /// What it costs to unlock as a member.
    #[must_use]
    pub fn cost(&self, member: MemberId) -> Option<Cost> {
        self.places.iter().find(|place| place.member.member == member).map(|place| place.cost)
    }

    /// Unwraps the file key and the member's seed; takes as long as the member's [`Cost`] says.
    ///
    /// # Errors
    /// An unknown member, or a wrong PIN, passphrase or device secret.
    pub fn unlock(&self, member: MemberId, credentials: Credentials<'_>) -> Result<Unlocked, VaultError> {
        let place = self.places.iter().find(|place| place.member.member == member).ok_or(VaultError::UnknownMember)?;
        wrap::open(place, credentials)
    }

    /// Gives another member a place; `secrets` has the file key that somebody unlocked and the newcomer's own seed.
    ///
    /// # Errors
    /// The member is known, the vault is full, the cost is out of bounds, or the disk refuses.
    pub fn add(
        &mut self,
        member: &VaultMember,
        credentials: Credentials<'_>,
        secrets: &Unlocked,
        cost: Cost,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), VaultError> {
        if self.members().any(|known| known.member == member.member) {
            return Err(VaultError::KnownMember);
        }
        if self.places.len() >= VAULT_MEMBERS_MAX {
            return Err(VaultError::Full);
        }
        let mut places = self.places.clone();
        places.push(wrap::seal(member, credentials, secrets, cost, fill)?);
        self.replace(places)
    }

    /// Wraps a member's secrets anew, as [`Vault::unlock`] gave them, under another PIN, passphrase or device secret.
    ///
    /// # Errors
    /// An unknown member, the cost is out of bounds, or the disk refuses; then nothing has changed.
    pub fn rewrap(
        &mut self,
        member: MemberId,
        secrets: &Unlocked,
        new: Credentials<'_>,
        cost: Cost,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), VaultError> {
        let mut places = self.places.clone();
        let place = places.iter_mut().find(|place| place.member.member == member).ok_or(VaultError::UnknownMember)?;
        *place = wrap::seal(&place.member, new, secrets, cost, fill)?;
        self.replace(places)
    }

    /// Takes a member out.
    ///
    /// # Errors
    /// Unknown, the last one, or the disk refuses.
    pub fn remove(&mut self, member: MemberId) -> Result<(), VaultError> {
        let (taken, kept): (Vec<_>, Vec<_>) =
            self.places.iter().cloned().partition(|place| place.member.member == member);
        match (taken.is_empty(), kept.is_empty()) {
            (true, _) => Err(VaultError::UnknownMember),
            (false, true) => Err(VaultError::LastMember),
            (false, false) => self.replace(kept),
        }
    }

    /// On disk first, in memory second: a refused write changes nothing.
    fn replace(&mut self, places: Vec<wrap::Place>) -> Result<(), VaultError> {
        let next = Self { path: self.path.clone(), places };
        next.write()?;
        *self = next;
        Ok(())
    }

    fn write(&self) -> Result<(), VaultError> {
        Ok(disk::write(&self.path, &bytes::encode(&self.places)?)?)
    }
}

#[cfg(test)]
mod tests;
