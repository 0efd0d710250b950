//! A new sealing key for all who remain: sealed to each laptop's box key, and to the recovery box. Never here: who remains.

use domain::authority::{KeyRecipient, Rekeyed};
use domain::ids::{CommuneId, RecordId};
use zeroize::Zeroizing;

use crate::box_key::{BoxKey, BoxPublic, Sealed};
use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::Context;
use crate::keyring::{Keyring, OpenError, SealingKey};
use crate::limits::{REKEY_KEYS_MAX, REKEY_RECIPIENTS_MAX};

/// Why keys sealed to this laptop are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RekeyError {
    /// They do not open with this box key.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What is inside is no list of keys.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The first key inside is not the one that the act names.
    #[error("another key is inside than the act says")]
    OtherKey,
}

/// The acts that give the keyring's newest keys to these recipients: one for each [`REKEY_RECIPIENTS_MAX`] of them.
///
/// The key to seal with stands first, a few older ones behind it, so that whoever missed a change at the same time is
/// healed by the next one. `seed` gives 32 random bytes, used once each.
///
/// # Errors
/// A recipient whose key is none, or an empty keyring.
pub fn seal_keys(
    commune: CommuneId,
    keys: &Keyring,
    recipients: &[(RecordId, BoxPublic)],
    seed: &mut dyn FnMut() -> [u8; 32],
) -> Result<Vec<Rekeyed>, OpenError> {
    let current = keys.current().ok_or(OpenError)?;
    let plaintext = write_keys(current, keys);
    let mut seal = |(to, public): &(RecordId, BoxPublic)| {
        let associated = associated(commune, current.id(), *to);
        let sealed = public.seal(Context::RekeySeal, &plaintext, &associated, &seed())?;
        Ok(KeyRecipient { to: *to, encapsulated: sealed.encapsulated, ciphertext: sealed.ciphertext })
    };
    let parts = recipients.chunks(REKEY_RECIPIENTS_MAX).map(|part| {
        let recipients = part.iter().map(&mut seal).collect::<Result<_, OpenError>>()?;
        Ok(Rekeyed { id: current.id(), epoch: current.epoch(), recipients })
    });
    parts.collect()
}

/// The keys that an act brings to this recipient, the act's own first; none where it is not named.
///
/// # Errors
/// Named, and yet the keys do not open or are not what the act says.
pub fn open_keys(
    commune: CommuneId,
    rekeyed: &Rekeyed,
    me: RecordId,
    key: &BoxKey,
) -> Result<Option<Vec<SealingKey>>, RekeyError> {
    let Some(mine) = rekeyed.recipients.iter().find(|it| it.to == me) else { return Ok(None) };
    let sealed = Sealed { encapsulated: mine.encapsulated, ciphertext: mine.ciphertext.clone() };
    let plaintext = key.open(Context::RekeySeal, &sealed, &associated(commune, rekeyed.id, me))?;
    let keys = Reader::whole(&plaintext, |r| read_keys(r, REKEY_KEYS_MAX))?;
    let said = keys.first().is_some_and(|key| (key.id(), key.epoch()) == (rekeyed.id, rekeyed.epoch));
    if said { Ok(Some(keys)) } else { Err(RekeyError::OtherKey) }
}

/// [[epoch, key] …], the current key first, then the newest others.
fn write_keys(current: &SealingKey, keys: &Keyring) -> Zeroizing<Vec<u8>> {
    let mut newest: Vec<&SealingKey> = keys.sealing_keys().filter(|key| key.id() != current.id()).collect();
    newest.reverse();
    newest.insert(0, current);
    newest.truncate(REKEY_KEYS_MAX);
    let mut w = Writer::new();
    put_keys(&mut w, &newest);
    Zeroizing::new(w.finish())
}

pub(crate) fn put_keys(w: &mut Writer, keys: &[&SealingKey]) {
    w.list(keys.iter(), |w, key| {
        w.array(2).u32(key.epoch()).bytes(key.secret());
    });
}

pub(crate) fn read_keys(r: &mut Reader<'_>, keys_max: usize) -> Result<Vec<SealingKey>, FormatError> {
    r.list(keys_max, |r| r.record(2, |r| Ok(SealingKey::new(r.u32()?, &r.fixed()?))))
}

/// Commune, key and recipient: what must be the same when the keys are opened.
fn associated(commune: CommuneId, key: RecordId, to: RecordId) -> Vec<u8> {
    [Context::RekeySeal.text().as_bytes(), commune.as_bytes(), key.as_bytes(), to.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::IndexKey;

    const COMMUNE: CommuneId = CommuneId::from_bytes([1; 16]);

    fn keys() -> Keyring {
        Keyring::new(IndexKey::new(&[1; 32]), (1..=9).map(|epoch: u8| SealingKey::new(epoch.into(), &[40 + epoch; 32])))
    }

    fn recipients(count: u8) -> Vec<(RecordId, BoxPublic)> {
        (0..count).map(|n| (RecordId::from_bytes([n; 16]), BoxKey::from_seed(&[n; 32]).public())).collect()
    }

    #[test]
    fn each_recipient_opens_its_own_and_no_other() {
        let acts = seal_keys(COMMUNE, &keys(), &recipients(65), &mut || [7; 32]).unwrap();
        assert_eq!(acts.iter().map(|act| act.recipients.len()).collect::<Vec<_>>(), [64, 1]);
        let open = |n: u8, me: u8| {
            let opened = open_keys(COMMUNE, &acts[0], RecordId::from_bytes([me; 16]), &BoxKey::from_seed(&[n; 32]));
            opened.map(|keys| keys.map(|keys| keys.iter().map(SealingKey::epoch).collect::<Vec<_>>()))
        };
        assert_eq!(open(3, 3), Ok(Some(vec![9, 8, 7, 6])), "the newest first");
        assert_eq!(open(3, 4), Err(RekeyError::Open(OpenError)));
        assert_eq!(open(64, 64), Ok(None), "stands in the other act");
    }

    #[test]
    fn an_act_that_names_another_key_is_not_taken() {
        let mut act = seal_keys(COMMUNE, &keys(), &recipients(1), &mut || [7; 32]).unwrap().remove(0);
        act.epoch = 10;
        let opened = open_keys(COMMUNE, &act, RecordId::from_bytes([0; 16]), &BoxKey::from_seed(&[0; 32]));
        assert_eq!(opened.map(|_| ()), Err(RekeyError::OtherKey));
    }
}
