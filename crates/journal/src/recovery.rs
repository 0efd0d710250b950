//! The recovery box: the root key and the commune's keys, sealed to a key that follows from a code on paper.
//! Never here: randomness, where code and box are kept.

use domain::authority::{Recovery, Rekeyed};
use domain::edit::{Edit, Kind};
use domain::ids::{CommuneId, RecordId};
use domain::person::{TITLE_CHARS_MAX, Title};
use zeroize::Zeroizing;

use crate::box_key::{BoxKey, BoxPublic, Sealed};
use crate::cbor::{FormatError, Reader, Writer};
use crate::certificate::Certificate;
use crate::codec;
use crate::digest::{Context, Digest};
use crate::entry::WriteError;
use crate::join::{CentreAddress, put_centre, read_centre};
use crate::keyring::{IndexKey, Keyring, OpenError, SealingKey};
use crate::keys::RootKey;
use crate::limits::{CERTIFICATE_BYTES_MAX, ENTRY_BYTES_MAX, SEALING_KEYS_MAX};
use crate::rekey::{open_keys, put_keys, read_keys};
use crate::trust::Trust;

/// Where a centre answers with the boxes of a code.
pub const RECOVERY_PATH: &str = "/v1/recovery";
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
/// The fields that every box has; what proves itself has [`PROVEN_FIELDS`].
const FIELDS: usize = 3;
const PROVEN_FIELDS: usize = 5;
/// The first line of a recovery box's file.
const BOX_MAGIC: &[u8] = b"dong-hanh recovery box v1\n";
const BOX_FIELDS: usize = 6;
const VERSION: u8 = 1;
/// At most this many acts that brought later keys stand in a recovery box's file.
pub const BOX_REKEYED_MAX: usize = 256;
/// Longest file of a recovery box, in bytes.
pub const BOX_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Longest sealed key of a laptop's file, in bytes.
pub const FILE_KEY_BYTES_MAX: usize = 256;

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
    /// What the commune was called when the box was made, where whoever made it knew the code: a box proves so that it is
    /// the commune's own, whoever hands it over. Boxes of the first version do not.
    pub proven: Option<Title>,
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

    /// What only whoever knows the code can put into a box: a box is sealed to a public key, so that anybody could make one.
    fn proof(&self, commune: CommuneId) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(Digest::new(Context::RecoveryProof).fixed(&self.0).fixed(commune.as_bytes()).finish())
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

/// What goes into a box.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// The commune's root key.
    pub root: &'a RootKey,
    /// Every key so far.
    pub keys: &'a Keyring,
    /// What people call the commune.
    pub commune_name: &'a Title,
}

/// Seals the root key and every key so far to a code; `seed` must be 32 random bytes, used once.
///
/// # Errors
/// More keys than `SEALING_KEYS_MAX`.
pub fn seal_box(code: &RecoveryCode, it: &Contents<'_>, seed: &[u8; 32]) -> Result<Recovery, OpenError> {
    if it.keys.sealing_keys().len() > SEALING_KEYS_MAX {
        return Err(OpenError);
    }
    let (commune, public, id) = (it.root.public().commune(), code.key().public(), code.id());
    let plaintext = write_box(it, &code.proof(commune));
    let sealed = public.seal(Context::RecoverySeal, &plaintext, &associated(commune, id), seed)?;
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
    let recovered = match Reader::body(&plaintext, PROVEN_FIELDS, |r| read_proven(r, &code.proof(commune))) {
        // The first version wrote no proof.
        Err(FormatError::Fields) => Reader::body(&plaintext, FIELDS, read_box)?,
        read => read?,
    };
    if recovered.root.public().commune() == commune { Ok(recovered) } else { Err(RecoveryError::OtherCommune) }
}

/// A box out of the facts of the entry that published it; `record` is the entry's record.
///
/// # Errors
/// Another form.
pub fn read_published(record: RecordId, facts: &[u8]) -> Result<Recovery, FormatError> {
    if let Edit::Recovery(it) = codec::read_facts(Kind::Recovery, record, facts)? {
        Ok(it)
    } else {
        Err(FormatError::Value)
    }
}

/// Seals the key of a laptop's file to a recovery key, so that a forgotten PIN loses nothing. `seed` as above.
///
/// # Errors
/// A recovery key that is none.
pub fn seal_file_key(it: &Recovery, key: &[u8; 32], seed: &[u8; 32]) -> Result<Vec<u8>, OpenError> {
    let public = BoxPublic::from_bytes(&it.public).map_err(|_| OpenError)?;
    let sealed = public.seal(Context::RecoveryFile, key, it.id.as_bytes(), seed)?;
    let mut w = Writer::begin(3);
    w.bytes(it.id.as_bytes()).bytes(&sealed.encapsulated).bytes(&sealed.ciphertext);
    Ok(w.finish())
}

/// Opens what [`seal_file_key`] made.
///
/// # Errors
/// Another code's.
pub fn open_file_key(bytes: &[u8], code: &RecoveryCode) -> Result<Zeroizing<[u8; 32]>, RecoveryError> {
    let (id, encapsulated, ciphertext) = Reader::body(bytes, 3, |r| {
        Ok((RecordId::from_bytes(r.fixed()?), r.fixed()?, r.bytes(FILE_KEY_BYTES_MAX)?.to_vec()))
    })?;
    if id != code.id() {
        return Err(OpenError.into());
    }
    let opened = code.key().open(Context::RecoveryFile, &Sealed { encapsulated, ciphertext }, id.as_bytes())?;
    let key: [u8; 32] = opened.as_slice().try_into().map_err(|_| FormatError::Value)?;
    Ok(Zeroizing::new(key))
}

/// What lies beside a laptop's file, so that a code on paper is enough to begin again: nothing in it is readable without
/// the code but the commune's name and the centre's address.
#[derive(Clone, Debug)]
pub struct BoxFile {
    /// The commune's root certificate.
    pub root: Certificate,
    /// What people call the commune.
    pub commune_name: Title,
    /// Its centre, if it has one.
    pub centre: Option<CentreAddress>,
    /// The box.
    pub recovery: Recovery,
    /// The acts that brought later keys to it.
    pub rekeyed: Vec<Rekeyed>,
}

impl BoxFile {
    /// The file.
    ///
    /// # Errors
    /// More than [`BOX_REKEYED_MAX`] later keys, or a value over its limit.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WriteError> {
        if self.rekeyed.len() > BOX_REKEYED_MAX {
            return Err(WriteError::TooLong);
        }
        let mut w = Writer::begin(BOX_FIELDS);
        w.u8(VERSION).bytes(&self.root.to_bytes()).text(self.commune_name.as_str());
        put_centre(&mut w, self.centre.as_ref());
        put_act(&mut w, &Edit::Recovery(self.recovery.clone()))?;
        w.array(self.rekeyed.len());
        self.rekeyed.iter().try_for_each(|it| put_act(&mut w, &Edit::Rekeyed(it.clone())))?;
        Ok([BOX_MAGIC, &w.finish()].concat())
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Another form, or over a limit; a root certificate that does not hold.
    pub fn read(file: &[u8]) -> Result<Self, FormatError> {
        let body = file.strip_prefix(BOX_MAGIC).ok_or(FormatError::Form)?;
        if file.len() > BOX_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let it = Reader::body(body, BOX_FIELDS, read_file)?;
        let whole = Trust::begin(it.root.commune(), &it.root).is_ok();
        if whole { Ok(it) } else { Err(FormatError::Value) }
    }

    /// Opens the box and whatever came to it later.
    ///
    /// # Errors
    /// Another code's.
    pub fn open(&self, code: &RecoveryCode) -> Result<Recovered, RecoveryError> {
        let commune = self.root.commune();
        let mut recovered = open_box(commune, &self.recovery, code)?;
        for rekeyed in &self.rekeyed {
            let opened = open_keys(commune, rekeyed, code.id(), &code.key()).ok().flatten();
            opened.into_iter().flatten().for_each(|key| recovered.keys.insert(key));
        }
        Ok(recovered)
    }
}

/// [record, facts]
fn put_act(w: &mut Writer, edit: &Edit) -> Result<(), WriteError> {
    let facts = codec::write_facts(edit)?;
    w.array(2).bytes(edit.record().as_bytes()).bytes(&facts);
    Ok(())
}

fn read_act(r: &mut Reader<'_>, kind: Kind) -> Result<Edit, FormatError> {
    let (record, facts) = r.record(2, |r| Ok((RecordId::from_bytes(r.fixed()?), r.bytes(ENTRY_BYTES_MAX)?)))?;
    codec::read_facts(kind, record, facts)
}

/// [version, root certificate, commune name, centre|null, box, [later keys …]]
fn read_file(r: &mut Reader<'_>) -> Result<BoxFile, FormatError> {
    if r.u8()? != VERSION {
        return Err(FormatError::Newer);
    }
    let root = Certificate::read(r.bytes(CERTIFICATE_BYTES_MAX)?)?;
    let commune_name = Title::parse(r.text(TITLE_CHARS_MAX.saturating_mul(4))?).map_err(|_| FormatError::Value)?;
    let centre = r.option(|r| r.record(2, read_centre))?;
    let Edit::Recovery(recovery) = read_act(r, Kind::Recovery)? else { return Err(FormatError::Value) };
    let rekeyed = r.list(BOX_REKEYED_MAX, |r| {
        if let Edit::Rekeyed(it) = read_act(r, Kind::Rekeyed)? { Ok(it) } else { Err(FormatError::Value) }
    })?;
    Ok(BoxFile { root, commune_name, centre, recovery, rekeyed })
}

/// [root seed, index key|null, [[epoch, key] …], proof, commune name]
fn write_box(it: &Contents<'_>, proof: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    let mut w = Writer::begin(PROVEN_FIELDS);
    w.bytes(it.root.seed().as_slice()).option(it.keys.index(), |w, key| {
        w.bytes(key.secret());
    });
    let sealing: Vec<&SealingKey> = it.keys.sealing_keys().collect();
    put_keys(&mut w, &sealing);
    w.bytes(proof).text(it.commune_name.as_str());
    Zeroizing::new(w.finish())
}

fn read_box(r: &mut Reader<'_>) -> Result<Recovered, FormatError> {
    let root = RootKey::from_seed(&Zeroizing::new(r.fixed()?));
    let index = r.option(|r| Ok(IndexKey::new(&r.fixed()?)))?;
    let sealing = read_keys(r, SEALING_KEYS_MAX)?;
    let keys = index.map_or_else(Keyring::empty, |index| Keyring::new(index, sealing));
    Ok(Recovered { root, keys, proven: None })
}

fn read_proven(r: &mut Reader<'_>, proof: &[u8; 32]) -> Result<Recovered, FormatError> {
    let it = read_box(r)?;
    let holds = Zeroizing::new(r.fixed()?) == Zeroizing::new(*proof);
    let name = Title::parse(r.text(TITLE_CHARS_MAX.saturating_mul(4))?).map_err(|_| FormatError::Value)?;
    Ok(Recovered { proven: holds.then_some(name), ..it })
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

    fn name() -> Title {
        Title::parse("Quảng Nghiệp").unwrap()
    }

    fn sealed(root: &RootKey, keys: &Keyring) -> Recovery {
        seal_box(&code(), &Contents { root, keys, commune_name: &name() }, &[5; 32]).unwrap()
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
        let sealed = sealed(&root, &keys);
        let commune = root.public().commune();
        let opened = open_box(commune, &sealed, &code()).unwrap();
        assert_eq!(opened.proven, Some(name()));
        assert_eq!((opened.root.seed(), opened.keys.sealing_keys().len()), (root.seed(), 2));
        let other = RecoveryCode::new(&[9; RECOVERY_SYMBOLS]);
        assert!(matches!(open_box(commune, &sealed, &other), Err(RecoveryError::Open(_))));
        assert!(open_box(CommuneId::from_bytes([9; 16]), &sealed, &code()).is_err());
    }

    /// What anybody can make who has seen a box's public key: all but what proves it.
    fn made_by_a_stranger(root: &RootKey, keys: &Keyring, proof: Option<[u8; 32]>) -> Recovery {
        let contents = Contents { root, keys, commune_name: &name() };
        let mut plaintext = write_box(&contents, &proof.unwrap_or_default()).to_vec();
        if proof.is_none() {
            let fields = 1 + 34 + 34 + 1;
            plaintext.truncate(fields);
            plaintext[0] = 0x83;
        }
        let (commune, id) = (root.public().commune(), code().id());
        let public = code().key().public();
        let sealed = public.seal(Context::RecoverySeal, &plaintext, &associated(commune, id), &[6; 32]).unwrap();
        Recovery { id, public: *public.as_bytes(), encapsulated: sealed.encapsulated, ciphertext: sealed.ciphertext }
    }

    #[test]
    fn t24_a_box_that_a_stranger_made_for_a_commune_of_their_own_opens_and_proves_nothing() {
        let root = RootKey::from_seed(&[1; 32]);
        let keys = Keyring::new(IndexKey::new(&[2; 32]), []);
        for proof in [None, Some([0; 32])] {
            let theirs = made_by_a_stranger(&root, &keys, proof);
            let opened = open_box(root.public().commune(), &theirs, &code()).unwrap();
            assert_eq!(opened.root.seed(), root.seed(), "as a box of the first version does");
            assert_eq!(opened.proven, None);
        }
        let other = code().proof(CommuneId::from_bytes([9; 16]));
        assert_eq!(
            open_box(root.public().commune(), &made_by_a_stranger(&root, &keys, Some(*other)), &code()).unwrap().proven,
            None
        );
    }

    #[test]
    fn t23_the_box_as_a_file_brings_later_keys_too() {
        let root = RootKey::from_seed(&[1; 32]);
        let commune = root.public().commune();
        let mut keys = Keyring::new(IndexKey::new(&[2; 32]), [SealingKey::new(1, &[3; 32])]);
        let recovery = sealed(&root, &keys);
        keys.insert(SealingKey::new(2, &[4; 32]));
        let to = [(recovery.id, BoxPublic::from_bytes(&recovery.public).unwrap())];
        let rekeyed = crate::rekey::seal_keys(commune, &keys, &to, &mut || [6; 32]).unwrap();
        let root = Certificate::root(&root, true, 0);
        let file = BoxFile { root, commune_name: name(), centre: None, recovery, rekeyed };
        let bytes = file.to_bytes().unwrap();
        let opened = BoxFile::read(&bytes).unwrap().open(&code()).unwrap();
        assert_eq!(opened.keys.current().map(SealingKey::epoch), Some(2));
        assert!(BoxFile::read(&bytes[..bytes.len() - 1]).is_err());
        let key = seal_file_key(&file.recovery, &[7; 32], &[8; 32]).unwrap();
        assert_eq!(*open_file_key(&key, &code()).unwrap(), [7; 32]);
        assert!(open_file_key(&key, &RecoveryCode::new(&[9; RECOVERY_SYMBOLS])).is_err());
    }
}
