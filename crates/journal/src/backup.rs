//! Backups: a bundle whose parts are sealed and stand in it twice, so that damage at one place loses nothing. The key is
//! wrapped under a passphrase or the commune's recovery code, never under a PIN.
//! Never here: files, passphrases, and what is in a piece.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::cbor::{FormatError, Reader, Writer};
use crate::keyring::NONCE_BYTES;
use crate::limits::{BACKUP_WRAPPING_BYTES_MAX, PACK_BYTES_MAX, PACK_CONTENT_BYTES_MAX};
use crate::recovery::FILE_KEY_BYTES_MAX;

const VERSION: u8 = 1;
const CONTEXT: &[u8] = b"dong-hanh v1 backup-seal";
/// Bytes of a backup's key.
pub const BACKUP_KEY_BYTES: usize = 32;
/// Bytes of the random name of a backup.
pub const BACKUP_ID_BYTES: usize = 16;

/// What opens a backup, in clear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lock {
    /// A random name; the pieces are bound to it.
    pub id: [u8; BACKUP_ID_BYTES],
    /// When it was begun by the laptop's clock, ms since 1970 UTC.
    pub made_at_ms: i64,
    /// How many pieces there are.
    pub packs: u32,
    /// The key, wrapped under a passphrase.
    pub passphrase: Option<Vec<u8>>,
    /// The key, sealed to the commune's recovery code.
    pub recovery: Option<Vec<u8>>,
}

impl Lock {
    /// [version = 1, id, made at ms, packs, wrapping|null, sealed key|null]
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(6);
        w.u8(VERSION).bytes(&self.id).i64(self.made_at_ms).u32(self.packs);
        for wrapped in [&self.passphrase, &self.recovery] {
            w.option(wrapped.as_ref(), |w, bytes| {
                w.bytes(bytes);
            });
        }
        w.finish()
    }

    /// Reads it back.
    ///
    /// # Errors
    /// Another form, or a newer version.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        Reader::body(bytes, 6, |r| {
            if r.u8()? != VERSION {
                return Err(FormatError::Newer);
            }
            let (id, made_at_ms, packs) = (r.fixed()?, r.i64()?, r.u32()?);
            let passphrase = r.option(|r| r.bytes(BACKUP_WRAPPING_BYTES_MAX).map(<[u8]>::to_vec))?;
            let recovery = r.option(|r| r.bytes(FILE_KEY_BYTES_MAX).map(<[u8]>::to_vec))?;
            Ok(Self { id, made_at_ms, packs, passphrase, recovery })
        })
    }
}

/// What a record of a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordKind {
    /// An item of the log.
    Item,
    /// A roster blob.
    Blob,
    /// A receipt.
    Receipt,
    /// What the laptop knows of itself: its keys, the centre, its settings.
    Laptop,
    /// Who opens it and with what.
    Opening,
    /// A newer version's.
    Unknown(u8),
}

impl RecordKind {
    const fn code(self) -> u8 {
        match self {
            Self::Item => 1,
            Self::Blob => 2,
            Self::Receipt => 3,
            Self::Laptop => 4,
            Self::Opening => 5,
            Self::Unknown(code) => code,
        }
    }

    const fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Item,
            2 => Self::Blob,
            3 => Self::Receipt,
            4 => Self::Laptop,
            5 => Self::Opening,
            _ => Self::Unknown(code),
        }
    }
}

/// A record of a piece.
pub type Record = (RecordKind, Zeroizing<Vec<u8>>);

/// Seals records as piece `number` (1, 2, 3 …): its number in clear, the nonce, the ciphertext.
///
/// # Errors
/// [`FormatError::TooLong`]: more than a piece takes.
pub fn seal(
    key: &[u8; BACKUP_KEY_BYTES],
    id: &[u8; BACKUP_ID_BYTES],
    number: u32,
    records: &[Record],
    nonce: [u8; NONCE_BYTES],
) -> Result<Vec<u8>, FormatError> {
    let mut w = Writer::new();
    w.list(records.iter(), |w, (kind, bytes)| {
        w.array(2).u8(kind.code()).bytes(bytes);
    });
    let plain = Zeroizing::new(w.finish());
    if plain.len() > PACK_CONTENT_BYTES_MAX {
        return Err(FormatError::TooLong);
    }
    let payload = Payload { msg: &plain, aad: &associated(id, number) };
    let sealed = XChaCha20Poly1305::new(&Key::from(*key)).encrypt(&XNonce::from(nonce), payload);
    let mut w = Writer::begin(3);
    w.u32(number).bytes(&nonce).bytes(&sealed.map_err(|_| FormatError::TooLong)?);
    Ok(w.finish())
}

/// The number of a piece, as it says itself; whether that is true shows when it is opened.
///
/// # Errors
/// No piece.
pub fn number(pack: &[u8]) -> Result<u32, FormatError> {
    frame(pack).map(|(number, ..)| number)
}

/// Opens a piece.
///
/// # Errors
/// No piece, another key's or another backup's, or damaged.
pub fn open(key: &[u8; BACKUP_KEY_BYTES], id: &[u8; BACKUP_ID_BYTES], pack: &[u8]) -> Result<Vec<Record>, FormatError> {
    let (number, nonce, sealed) = frame(pack)?;
    let payload = Payload { msg: sealed, aad: &associated(id, number) };
    let plain = XChaCha20Poly1305::new(&Key::from(*key)).decrypt(&XNonce::from(nonce), payload);
    let plain = Zeroizing::new(plain.map_err(|_| FormatError::Value)?);
    Reader::whole(&plain, |r| {
        r.list(PACK_CONTENT_BYTES_MAX, |r| {
            r.record(2, |r| {
                let kind = RecordKind::from_code(r.u8()?);
                Ok((kind, Zeroizing::new(r.bytes(PACK_CONTENT_BYTES_MAX)?.to_vec())))
            })
        })
    })
}

fn frame(pack: &[u8]) -> Result<(u32, [u8; NONCE_BYTES], &[u8]), FormatError> {
    Reader::frame(pack, 3, |r| Ok((r.u32()?, r.fixed()?, r.bytes(PACK_BYTES_MAX)?)))
}

/// A piece opens nowhere but in its place in its backup.
fn associated(id: &[u8; BACKUP_ID_BYTES], number: u32) -> Vec<u8> {
    [CONTEXT, id, number.to_le_bytes().as_slice()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<Record> {
        vec![
            (RecordKind::Item, Zeroizing::new(vec![1; 900])),
            (RecordKind::Opening, Zeroizing::new(Vec::new())),
            (RecordKind::Unknown(77), Zeroizing::new(vec![3])),
        ]
    }

    #[test]
    fn a_piece_opens_in_its_place_and_nowhere_else() {
        let pack = seal(&[1; 32], &[2; 16], 7, &records(), [3; NONCE_BYTES]).unwrap();
        assert_eq!(number(&pack).unwrap(), 7);
        assert_eq!(open(&[1; 32], &[2; 16], &pack).unwrap(), records());
        assert!(open(&[9; 32], &[2; 16], &pack).is_err(), "another key");
        assert!(open(&[1; 32], &[9; 16], &pack).is_err(), "another backup");
        for at in 0..pack.len() {
            let mut bent = pack.clone();
            bent[at] ^= 1;
            assert!(open(&[1; 32], &[2; 16], &bent).is_err(), "byte {at}");
            assert!(open(&[1; 32], &[2; 16], &pack[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_piece_has_its_limit_and_the_longest_blob_fits() {
        let of = |bytes| vec![(RecordKind::Blob, Zeroizing::new(vec![0; bytes]))];
        let longest = seal(&[1; 32], &[2; 16], u32::MAX, &of(crate::limits::BLOB_BYTES_MAX), [3; NONCE_BYTES]).unwrap();
        assert!(longest.len() <= PACK_BYTES_MAX);
        let over = seal(&[1; 32], &[2; 16], 1, &of(PACK_CONTENT_BYTES_MAX), [3; NONCE_BYTES]);
        assert_eq!(over, Err(FormatError::TooLong));
    }

    #[test]
    fn a_lock_reads_back() {
        let lock = Lock { id: [1; 16], made_at_ms: -5, packs: 3, passphrase: Some(vec![2; 300]), recovery: None };
        assert_eq!(Lock::read(&lock.to_bytes()).unwrap(), lock);
        for cut in 0..lock.to_bytes().len() {
            assert!(Lock::read(&lock.to_bytes()[..cut]).is_err());
        }
    }
}
