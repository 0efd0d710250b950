//! The recovery box: the root key and the commune's keys, sealed to a key that follows from a code on paper.
//! Never here: randomness, where code and box are kept.

use domain::authority::Recovery;
use domain::ids::{CommuneId, RecordId};
use zeroize::Zeroizing;

use crate::box_key::{BoxKey, Sealed};
use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest};
use crate::keyring::{IndexKey, Keyring, OpenError, SealingKey};
use crate::keys::RootKey;
use crate::limits::SEALING_KEYS_MAX;
use crate::rekey::{put_keys, read_keys};

/// Random symbols of a code, five bits each: 130 bits.
pub const RECOVERY_SYMBOLS: usize = 26;
/// Symbols that catch a code typed wrongly: one of 2^20 slips through.
const CHECK_SYMBOLS: usize = 4;
/// Symbols that stand together.
const GROUP: usize = 5;
/// A typed code is at most this long, spaces and hyphens counted, in bytes.
pub const RECOVERY_TEXT_MAX: usize = 128;
/// Crockford's alphabet: no I, L, O, U, so that a code survives being read aloud and typed.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const FIELDS: usize = 3;

/// A code that opens a recovery box. Wiped when dropped; `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; RECOVERY_SYMBOLS]>);

/// A text that is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    /// Too few or too many symbols, or one that no code has.
    #[error("this is not a recovery code")]
    NotACode,
    /// Of the right form, but its check symbols do not fit: something was mistyped.
    #[error("a symbol of the recovery code is mistyped")]
    Mistyped,
}

/// Why a box does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// Another code's box, or another commune's.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What is inside cannot be read.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The root key inside is another commune's.
    #[error("the root key inside is another commune's")]
    OtherCommune,
}

/// What a recovery box holds.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The commune's root key.
    pub root: RootKey,
    /// Its sealing keys and index key.
    pub keys: Keyring,
}

impl RecoveryCode {
    /// The code made of random bytes, of which five bits each are used.
    #[must_use]
    pub fn new(random: &[u8; RECOVERY_SYMBOLS]) -> Self {
        Self(Zeroizing::new(random.map(|byte| byte & 31)))
    }

    /// Reads what a person typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// See [`RecoveryCodeError`].
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        if text.len() > RECOVERY_TEXT_MAX {
            return Err(RecoveryCodeError::NotACode);
        }
        let typed = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'));
        let values: Option<Vec<u8>> = typed.map(value).collect();
        let values = Zeroizing::new(values.ok_or(RecoveryCodeError::NotACode)?);
        let (code, check) = values.split_at_checked(RECOVERY_SYMBOLS).ok_or(RecoveryCodeError::NotACode)?;
        let code: [u8; RECOVERY_SYMBOLS] = code.try_into().map_err(|_| RecoveryCodeError::NotACode)?;
        let code = Self(Zeroizing::new(code));
        match check.len() {
            CHECK_SYMBOLS if check == code.check() => Ok(code),
            CHECK_SYMBOLS => Err(RecoveryCodeError::Mistyped),
            _ => Err(RecoveryCodeError::NotACode),
        }
    }

    /// The code as it is printed: `ABCDE-FGHJK-…`, six groups.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for (place, value) in self.0.iter().chain(&self.check()).enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                text.push('-');
            }
            text.push(ALPHABET.get(usize::from(*value)).copied().map_or('?', char::from));
        }
        text
    }

    /// The key that boxes are sealed to. 130 random bits need no slow derivation.
    #[must_use]
    pub fn key(&self) -> BoxKey {
        let seed = Zeroizing::new(Digest::new(Context::RecoveryBox).fixed(&self.0).finish());
        BoxKey::from_seed(&seed)
    }

    /// The identity of this code's box.
    #[must_use]
    pub fn id(&self) -> RecordId {
        RecordId::from_bytes(Digest::new(Context::RecoveryId).fixed(self.key().public().as_bytes()).finish_id())
    }

    fn check(&self) -> [u8; CHECK_SYMBOLS] {
        let digest = Digest::new(Context::RecoveryCheck).fixed(&self.0).finish();
        let mut symbols = [0; CHECK_SYMBOLS];
        for (symbol, byte) in symbols.iter_mut().zip(digest) {
            *symbol = byte & 31;
        }
        symbols
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Seals the root key and every key so far to a code; `seed` must be 32 random bytes, used once.
///
/// # Errors
/// More keys than `SEALING_KEYS_MAX`.
pub fn seal_box(code: &RecoveryCode, root: &RootKey, keys: &Keyring, seed: &[u8; 32]) -> Result<Recovery, OpenError> {
    if keys.sealing_keys().len() > SEALING_KEYS_MAX {
        return Err(OpenError);
    }
    let (commune, public, id) = (root.public().commune(), code.key().public(), code.id());
    let sealed = public.seal(Context::RecoverySeal, &write_box(root, keys), &associated(commune, id), seed)?;
    let public = *public.as_bytes();
    Ok(Recovery { id, public, encapsulated: sealed.encapsulated, ciphertext: sealed.ciphertext })
}

/// Opens a box with its code.
///
/// # Errors
/// Another code's or another commune's box.
pub fn open_box(commune: CommuneId, it: &Recovery, code: &RecoveryCode) -> Result<Recovered, RecoveryError> {
    let sealed = Sealed { encapsulated: it.encapsulated, ciphertext: it.ciphertext.clone() };
    let plaintext = code.key().open(Context::RecoverySeal, &sealed, &associated(commune, code.id()))?;
    let recovered = Reader::body(&plaintext, FIELDS, read_box)?;
    if recovered.root.public().commune() == commune { Ok(recovered) } else { Err(RecoveryError::OtherCommune) }
}

/// [root seed, index key|null, [[epoch, key] …]]
fn write_box(root: &RootKey, keys: &Keyring) -> Zeroizing<Vec<u8>> {
    let mut w = Writer::begin(FIELDS);
    w.bytes(root.seed().as_slice()).option(keys.index(), |w, key| {
        w.bytes(key.secret());
    });
    let sealing: Vec<&SealingKey> = keys.sealing_keys().collect();
    put_keys(&mut w, &sealing);
    Zeroizing::new(w.finish())
}

fn read_box(r: &mut Reader<'_>) -> Result<Recovered, FormatError> {
    let root = RootKey::from_seed(&Zeroizing::new(r.fixed()?));
    let index = r.option(|r| Ok(IndexKey::new(&r.fixed()?)))?;
    let sealing = read_keys(r, SEALING_KEYS_MAX)?;
    Ok(Recovered { root, keys: index.map_or_else(Keyring::empty, |index| Keyring::new(index, sealing)) })
}

fn associated(commune: CommuneId, id: RecordId) -> Vec<u8> {
    [Context::RecoverySeal.text().as_bytes(), commune.as_bytes(), id.as_bytes()].concat()
}

fn value(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|symbol| char::from(*symbol) == meant)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> RecoveryCode {
        RecoveryCode::new(&std::array::from_fn(|place| u8::try_from(place).unwrap().wrapping_mul(37)))
    }

    #[test]
    fn a_code_survives_paper_and_fingers() {
        let text = code().text();
        assert_eq!((text.len(), text.matches('-').count()), (35, 5));
        assert_eq!(RecoveryCode::parse(&text), Ok(code()));
        let sloppy = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryCode::parse(&sloppy), Ok(code()));
    }

    #[test]
    fn t23_a_mistyped_code_is_told_from_something_else() {
        let text = code().text();
        for (place, symbol) in text.char_indices().filter(|(_, symbol)| *symbol != '-') {
            let other = if symbol == '7' { "8" } else { "7" };
            let mut mistyped = text.to_string();
            mistyped.replace_range(place..=place, other);
            assert_eq!(RecoveryCode::parse(&mistyped), Err(RecoveryCodeError::Mistyped), "{place}");
        }
        for none in ["", "123456", "không phải mã", &text[..34], &format!("{}A", text.as_str())] {
            assert_eq!(RecoveryCode::parse(none), Err(RecoveryCodeError::NotACode), "{none}");
        }
    }

    #[test]
    fn t23_a_box_opens_with_its_code_and_no_other() {
        let root = RootKey::from_seed(&[1; 32]);
        let keys = Keyring::new(IndexKey::new(&[2; 32]), [SealingKey::new(1, &[3; 32]), SealingKey::new(2, &[4; 32])]);
        let sealed = seal_box(&code(), &root, &keys, &[5; 32]).unwrap();
        let commune = root.public().commune();
        let opened = open_box(commune, &sealed, &code()).unwrap();
        assert_eq!((opened.root.seed(), opened.keys.sealing_keys().len()), (root.seed(), 2));
        let other = RecoveryCode::new(&[9; RECOVERY_SYMBOLS]);
        assert!(matches!(open_box(commune, &sealed, &other), Err(RecoveryError::Open(_))));
        assert!(open_box(CommuneId::from_bytes([9; 16]), &sealed, &code()).is_err());
    }
}
