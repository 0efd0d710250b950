//! The commune's secret keys: one sealing key per epoch, one index key. Never here: where they are kept.

use std::collections::{BTreeMap, BTreeSet};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use domain::citizen_number::CitizenNumber;
use domain::ids::{MatchKey, RecordId};
use zeroize::Zeroizing;

use crate::digest::{Context, Digest};

/// Bytes of a nonce; random, drawn by the caller for each thing sealed.
pub const NONCE_BYTES: usize = 24;

/// What the match key's hash begins with.
const MATCH_KEY_LABEL: &[u8] = b"match-key";

/// The bytes were not sealed with this key for this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed bytes do not open")]
pub struct OpenError;

/// The commune's sealing key of one epoch. Wiped when dropped; `Debug` shows the epoch alone.
#[derive(Clone)]
pub struct SealingKey {
    epoch: u32,
    key: Zeroizing<[u8; 32]>,
}

impl SealingKey {
    /// The key of `epoch`, from 32 random bytes.
    #[must_use]
    pub fn new(epoch: u32, key: &[u8; 32]) -> Self {
        Self { epoch, key: Zeroizing::new(*key) }
    }

    /// Its epoch; the first is 1.
    #[must_use]
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The secret bytes, to be kept where keys are kept.
    #[must_use]
    pub fn secret(&self) -> &[u8; 32] {
        &self.key
    }

    /// Which key it is, for those who do not hold it.
    #[must_use]
    pub fn id(&self) -> RecordId {
        RecordId::from_bytes(Digest::new(Context::SealingKeyId).fixed(&self.key).finish_id())
    }

    /// XChaCha20-Poly1305.
    pub(crate) fn seal(&self, nonce: &[u8; NONCE_BYTES], plaintext: &[u8], associated: &[u8]) -> Vec<u8> {
        let payload = Payload { msg: plaintext, aad: associated };
        #[expect(clippy::expect_used, reason = "fails above 256 GiB only, far over every limit here")]
        self.cipher().encrypt(&XNonce::from(*nonce), payload).expect("bounded plaintext")
    }

    /// The plaintext, wiped when dropped.
    pub(crate) fn open(
        &self,
        nonce: &[u8; NONCE_BYTES],
        ciphertext: &[u8],
        associated: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let payload = Payload { msg: ciphertext, aad: associated };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| OpenError)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.key))
    }
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealingKey(epoch {})", self.epoch)
    }
}

/// The commune's key for match keys. Wiped when dropped; `Debug` shows nothing.
#[derive(Clone)]
pub struct IndexKey(Zeroizing<[u8; 32]>);

impl IndexKey {
    /// The key, from 32 random bytes.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*key))
    }

    /// The secret bytes, to be kept where keys are kept.
    #[must_use]
    pub fn secret(&self) -> &[u8; 32] {
        &self.0
    }

    /// The match key of a personal number: equal numbers of one commune have equal keys.
    #[must_use]
    pub fn match_key(&self, number: &CitizenNumber) -> MatchKey {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(MATCH_KEY_LABEL).update(number.as_str().as_bytes());
        let mut key = [0; 16];
        hasher.finalize_xof().fill(&mut key);
        MatchKey(key)
    }
}

impl std::fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IndexKey(…)")
    }
}

/// The commune's keys that a laptop holds: all epochs it was given. An observer's is empty.
///
/// Two leaders who change the key at the same time give one epoch two keys: both open, and everybody seals with the
/// same one of them.
#[derive(Clone, Debug, Default)]
pub struct Keyring {
    index: Option<IndexKey>,
    sealing: BTreeMap<(u32, RecordId), SealingKey>,
    barred: BTreeSet<RecordId>,
}

impl Keyring {
    /// A keyring of one index key and the sealing keys given.
    #[must_use]
    pub fn new(index: IndexKey, sealing: impl IntoIterator<Item = SealingKey>) -> Self {
        let sealing = sealing.into_iter().map(|key| ((key.epoch, key.id()), key)).collect();
        Self { index: Some(index), sealing, barred: BTreeSet::new() }
    }

    /// A keyring that opens nothing: an observer's, the centre's.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds a sealing key.
    pub fn insert(&mut self, key: SealingKey) {
        self.sealing.insert((key.epoch, key.id()), key);
    }

    /// From now on this key opens and does not seal: whoever brought it had no right to.
    pub fn bar(&mut self, key: RecordId) {
        self.barred.insert(key);
    }

    /// The index key, if held.
    #[must_use]
    pub const fn index(&self) -> Option<&IndexKey> {
        self.index.as_ref()
    }

    /// The key to seal with: of the newest epoch, of several the one with the highest identity.
    #[must_use]
    pub fn current(&self) -> Option<&SealingKey> {
        let seals = |(_, id): &(u32, RecordId)| !self.barred.contains(id);
        self.sealing.iter().rfind(|(place, _)| seals(place)).map(|(_, key)| key)
    }

    /// The keys of an epoch that are held: one, but for changes at the same time.
    pub fn of_epoch(&self, epoch: u32) -> impl Iterator<Item = &SealingKey> {
        self.sealing.values().filter(move |key| key.epoch == epoch)
    }

    /// Every sealing key held, oldest epoch first.
    pub fn sealing_keys(&self) -> impl ExactSizeIterator<Item = &SealingKey> {
        self.sealing.values()
    }

    /// The match key of a personal number, if the index key is held.
    #[must_use]
    pub fn match_key(&self, number: &CitizenNumber) -> Option<MatchKey> {
        self.index.as_ref().map(|index| index.match_key(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let key = SealingKey::new(1, &[3; 32]);
        let sealed = key.seal(&[4; 24], b"text", b"place");
        assert_eq!(key.open(&[4; 24], &sealed, b"place").unwrap().as_slice(), b"text");
        assert_eq!(key.open(&[4; 24], &sealed, b"elsewhere"), Err(OpenError));
        assert_eq!(key.open(&[5; 24], &sealed, b"place"), Err(OpenError));
        assert_eq!(SealingKey::new(1, &[9; 32]).open(&[4; 24], &sealed, b"place"), Err(OpenError));
    }

    #[test]
    fn the_newest_epoch_seals_and_older_ones_still_open() {
        let mut keys = Keyring::new(IndexKey::new(&[1; 32]), [SealingKey::new(1, &[2; 32])]);
        keys.insert(SealingKey::new(2, &[3; 32]));
        assert_eq!(keys.current().map(SealingKey::epoch), Some(2));
        assert_eq!(keys.of_epoch(1).count(), 1);
    }

    #[test]
    fn of_two_keys_of_one_epoch_all_laptops_seal_with_the_same_one() {
        let (one, other) = (SealingKey::new(2, &[3; 32]), SealingKey::new(2, &[4; 32]));
        let held = |keys: [&SealingKey; 2]| Keyring::new(IndexKey::new(&[1; 32]), keys.map(Clone::clone));
        let (a, b) = (held([&one, &other]), held([&other, &one]));
        assert_eq!(a.current().unwrap().id(), b.current().unwrap().id());
        assert_eq!(a.of_epoch(2).count(), 2, "both open");
        let mut barred = a.clone();
        barred.bar(a.current().unwrap().id());
        assert_ne!(barred.current().unwrap().id(), a.current().unwrap().id());
        assert_eq!(barred.of_epoch(2).count(), 2, "a barred key still opens");
    }

    #[test]
    fn communes_give_one_number_different_match_keys() {
        let number = CitizenNumber::parse("005185000002").unwrap();
        let (one, other) = (IndexKey::new(&[1; 32]), IndexKey::new(&[2; 32]));
        assert_eq!(one.match_key(&number), one.match_key(&number));
        assert_ne!(one.match_key(&number), other.match_key(&number));
    }
}
