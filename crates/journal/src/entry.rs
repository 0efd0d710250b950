//! The entry: header, facts, slot, and the signature of a leader's act; over the bytes as they travelled, never re-encoded.

use domain::edit::{Edit, Kind};
use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId, RecordId};
use domain::stamp::Stamp;

use crate::cbor::{FormatError, Reader, Writer};
use crate::codec;
use crate::digest::{Context, Digest};
use crate::keyring::{Keyring, NONCE_BYTES};
use crate::keys::{MemberKey, MemberPublic, RootKey, RootPublic, SIGNATURE_BYTES, SignatureError};
use crate::limits::{ENTRY_BYTES_MAX, HEADER_BYTES_MAX};
use crate::slot::{Place, SealedSlot, Slot};

const HEADER_FIELDS: usize = 6;

/// What the writer of an entry says about it, beside the edit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeaderInput {
    /// The commune.
    pub commune: CommuneId,
    /// The device that writes.
    pub device: DeviceId,
    /// The entry's number on this device: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// When.
    pub stamp: Stamp,
    /// Who was at the keyboard; none for what the program does by itself.
    pub member: Option<MemberId>,
}

/// The header of an entry as it travelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The number the writer gave; the chain says whether it is right.
    pub seq: u64,
    /// When.
    pub stamp: Stamp,
    /// Who was at the keyboard.
    pub member: Option<MemberId>,
    /// The kind's code; a newer version may have kinds unknown here.
    pub kind: u8,
    /// The record it is about.
    pub record: RecordId,
}

/// Whose key stands behind a leader's act.
#[derive(Clone, Copy, Debug)]
pub enum Signer<'k> {
    /// The member named in the header.
    Member(&'k MemberKey),
    /// The commune's root, out of the recovery box; the header names no member.
    Root(&'k RootKey),
}

/// Why an entry could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Something personal and no sealing key: an observer's laptop.
    #[error("there is no key to seal with")]
    NoSealingKey,
    /// A personal number and no index key.
    #[error("there is no index key")]
    NoIndexKey,
    /// The edit is longer than an entry may be.
    #[error("the entry is longer than its limit")]
    TooLong,
    /// A list in the edit has more items than its limit, or a number is out of range.
    #[error("a value in the edit lies outside its range")]
    Value,
}

/// Why a leader's act is not proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// No member signed it.
    #[error("no member signed this act")]
    Unsigned,
    /// Not signed by this member.
    #[error(transparent)]
    Signature(#[from] SignatureError),
}

/// One entry as it travelled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    header: Vec<u8>,
    facts: Vec<u8>,
    slot: Slot,
    act: Option<[u8; SIGNATURE_BYTES]>,
}

/// An entry in its place in a device's chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chained {
    /// The commune.
    pub commune: CommuneId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// The digest of the entry before it.
    pub previous: EntryDigest,
    /// Its own digest, by which it is known.
    pub digest: EntryDigest,
    /// The entry.
    pub entry: Entry,
}

/// What an authentic entry turns out to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    /// Everything could be read.
    Edit(Edit),
    /// The facts could be read, the slot could not: every personal part of the edit is `None`.
    Sealed {
        /// The edit without its personal parts.
        edit: Edit,
        /// Why the slot stays closed.
        why: Unreadable,
    },
    /// A newer version wrote it; keep it, forward it, apply it after the upgrade.
    Unknown {
        /// The kind's code.
        kind: u8,
    },
    /// It breaks a rule of the format; keep it, forward it, flag it.
    Malformed(FormatError),
}

/// Why a slot cannot be read here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// It was erased.
    Erased,
    /// The key of this epoch is not held here.
    NoKey {
        /// The epoch.
        epoch: u32,
    },
    /// The key is held and does not open it.
    Damaged,
    /// It opens, and what is inside breaks a rule or comes from a newer version.
    Malformed(FormatError),
}

impl Entry {
    /// Writes an edit as the entry after `previous`.
    ///
    /// `nonce` must be random and used once. `act` signs as the member named in the header, or as the root.
    ///
    /// # Errors
    /// A key is missing, or something is over its limit.
    pub fn write(
        previous: EntryDigest,
        edit: &Edit,
        input: &HeaderInput,
        keys: &Keyring,
        nonce: &[u8; NONCE_BYTES],
        act: Option<Signer<'_>>,
    ) -> Result<Chained, WriteError> {
        let header = write_header(edit, input);
        let facts = codec::write_facts(edit)?;
        let place = Place { commune: input.commune, device: input.device, header: &header };
        let slot = write_slot(edit, keys, nonce, &place)?;
        let mut entry = Self { header, facts, slot, act: None };
        entry.act = act.map(|key| key.sign(&entry.act_digest(input.commune, input.device)));
        if entry.to_bytes().len() > ENTRY_BYTES_MAX {
            return Err(WriteError::TooLong);
        }
        Ok(entry.chained(input.commune, input.device, input.seq, previous))
    }

    /// Reads an entry; what its header and facts say is judged by [`Chained::open`].
    ///
    /// # Errors
    /// Not exactly an entry as written, or longer than `ENTRY_BYTES_MAX`.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let entry = Reader::frame(bytes, 4, |r| {
            Ok(Self {
                header: r.bytes(HEADER_BYTES_MAX)?.to_vec(),
                facts: r.bytes(ENTRY_BYTES_MAX)?.to_vec(),
                slot: Slot::read(r)?,
                act: r.option(Reader::fixed)?,
            })
        })?;
        // The digest covers the fields: one digest must not stand for two spellings of the frame around them.
        if entry.to_bytes() == bytes { Ok(entry) } else { Err(FormatError::Form) }
    }

    /// The entry as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(4);
        w.bytes(&self.header).bytes(&self.facts);
        self.slot.write(&mut w);
        w.option(self.act.as_ref(), |w, signature| {
            w.bytes(signature);
        });
        w.finish()
    }

    /// The digest by which the entry is known, as the one after `previous`.
    #[must_use]
    pub fn digest(&self, previous: EntryDigest, commune: CommuneId, device: DeviceId) -> EntryDigest {
        let slot = self.slot.digest().0;
        let digest = Digest::of_entry()
            .fixed(&previous.0)
            .fixed(commune.as_bytes())
            .fixed(device.as_bytes())
            .sized(&self.header)
            .sized(&self.facts)
            .fixed(&slot)
            .sized(self.act.as_ref().map_or(&[], <[u8; SIGNATURE_BYTES]>::as_slice))
            .finish();
        EntryDigest(digest)
    }

    /// The entry in its place after `previous`.
    #[must_use]
    pub fn chained(self, commune: CommuneId, device: DeviceId, seq: u64, previous: EntryDigest) -> Chained {
        let digest = self.digest(previous, commune, device);
        Chained { commune, device, seq, previous, digest, entry: self }
    }

    /// The facts as they travelled.
    #[must_use]
    pub fn facts(&self) -> &[u8] {
        &self.facts
    }

    /// The header.
    ///
    /// # Errors
    /// An authentic entry may still have a header that breaks the rules.
    pub fn header(&self) -> Result<Header, FormatError> {
        Reader::body(&self.header, HEADER_FIELDS, |r| {
            Ok(Header {
                seq: r.u64()?,
                stamp: Stamp { wall_ms: r.i64()?, counter: r.u32()? },
                member: r.option(|r| r.fixed().map(MemberId::from_bytes))?,
                kind: r.u8()?,
                record: RecordId::from_bytes(r.fixed()?),
            })
        })
    }

    /// The slot.
    #[must_use]
    pub const fn slot(&self) -> &Slot {
        &self.slot
    }

    /// Empties the slot, keeping its digest; says whether there was something to empty.
    pub fn erase_slot(&mut self) -> bool {
        let sealed = matches!(self.slot, Slot::Sealed(_));
        if sealed {
            self.slot = Slot::Erased(self.slot.digest());
        }
        sealed
    }

    /// Whether a member signed it.
    #[must_use]
    pub const fn is_signed(&self) -> bool {
        self.act.is_some()
    }

    /// Checks a leader's act; the caller knows whose key stands behind the header's member.
    ///
    /// # Errors
    /// Unsigned, or not by this key.
    pub fn verify_act(&self, commune: CommuneId, device: DeviceId, member: &MemberPublic) -> Result<(), ActError> {
        let signature = self.act.as_ref().ok_or(ActError::Unsigned)?;
        Ok(member.verify(&self.act_digest(commune, device), signature)?)
    }

    /// Checks an act of the root, which names no member.
    ///
    /// # Errors
    /// Unsigned, or not by this key.
    pub fn verify_root_act(&self, commune: CommuneId, device: DeviceId, root: &RootPublic) -> Result<(), ActError> {
        let signature = self.act.as_ref().ok_or(ActError::Unsigned)?;
        Ok(root.verify(&self.act_digest(commune, device), signature)?)
    }

    /// What the entry says, as far as `keys` open it. Its place in the chain is not judged; see [`Chained::open`].
    #[must_use]
    pub fn open(&self, keys: &Keyring, commune: CommuneId, device: DeviceId) -> Opened {
        let place = Place { commune, device, header: &self.header };
        self.header().map_or_else(Opened::Malformed, |header| self.open_at(&header, keys, &place))
    }

    fn open_at(&self, header: &Header, keys: &Keyring, place: &Place<'_>) -> Opened {
        let Some(kind) = Kind::from_code(header.kind) else { return Opened::Unknown { kind: header.kind } };
        match codec::read_facts(kind, header.record, &self.facts) {
            Ok(edit) => self.open_slot(edit, keys, place),
            Err(FormatError::Newer) => Opened::Unknown { kind: header.kind },
            Err(error) => Opened::Malformed(error),
        }
    }

    fn open_slot(&self, mut edit: Edit, keys: &Keyring, place: &Place<'_>) -> Opened {
        let opened = match &self.slot {
            Slot::None => return Opened::Edit(edit),
            Slot::Erased(_) => Err(Unreadable::Erased),
            Slot::Sealed(sealed) => open_sealed(sealed, keys, place),
        };
        let filled =
            opened.and_then(|plaintext| codec::read_sealed(&mut edit, &plaintext).map_err(Unreadable::Malformed));
        match filled {
            Ok(()) => Opened::Edit(edit),
            Err(why) => Opened::Sealed { edit, why },
        }
    }

    fn act_digest(&self, commune: CommuneId, device: DeviceId) -> [u8; 32] {
        Digest::new(Context::Act)
            .fixed(commune.as_bytes())
            .fixed(device.as_bytes())
            .sized(&self.header)
            .sized(&self.facts)
            .fixed(&self.slot.digest().0)
            .finish()
    }
}

impl Chained {
    /// What the entry says, as far as `keys` open it.
    #[must_use]
    pub fn open(&self, keys: &Keyring) -> Opened {
        match self.entry.header() {
            Ok(header) if header.seq != self.seq => Opened::Malformed(FormatError::Sequence),
            Ok(_) | Err(_) => self.entry.open(keys, self.commune, self.device),
        }
    }

    /// Checks a leader's act, see [`Entry::verify_act`].
    ///
    /// # Errors
    /// Unsigned, or not by this key.
    pub fn verify_act(&self, member: &MemberPublic) -> Result<(), ActError> {
        self.entry.verify_act(self.commune, self.device, member)
    }
}

impl Signer<'_> {
    fn sign(&self, digest: &[u8; 32]) -> [u8; SIGNATURE_BYTES] {
        match self {
            Self::Member(key) => key.sign(digest),
            Self::Root(key) => key.sign(digest),
        }
    }
}

fn write_header(edit: &Edit, input: &HeaderInput) -> Vec<u8> {
    let mut w = Writer::begin(HEADER_FIELDS);
    w.u64(input.seq).i64(input.stamp.wall_ms).u32(input.stamp.counter);
    w.option(input.member, |w, member| {
        w.bytes(member.as_bytes());
    });
    w.u8(edit.kind().code()).bytes(edit.record().as_bytes());
    w.finish()
}

fn write_slot(edit: &Edit, keys: &Keyring, nonce: &[u8; NONCE_BYTES], place: &Place<'_>) -> Result<Slot, WriteError> {
    let Some(personal) = codec::write_sealed(edit)? else { return Ok(Slot::None) };
    let key = keys.current().ok_or(WriteError::NoSealingKey)?;
    let match_key = personal.number.map(|number| keys.match_key(&number).ok_or(WriteError::NoIndexKey));
    Ok(Slot::Sealed(SealedSlot::seal(key, nonce, match_key.transpose()?, &personal.plaintext, place)))
}

fn open_sealed(
    sealed: &SealedSlot,
    keys: &Keyring,
    place: &Place<'_>,
) -> Result<zeroize::Zeroizing<Vec<u8>>, Unreadable> {
    let fields = sealed.fields().map_err(Unreadable::Malformed)?;
    let epoch = fields.epoch;
    let mut held = keys.of_epoch(epoch).peekable();
    held.peek().ok_or(Unreadable::NoKey { epoch })?;
    // Where an epoch has two keys and one of them is not here, nobody can say whether the slot is damaged.
    held.find_map(|key| fields.open(key, place).ok()).ok_or(Unreadable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::{IndexKey, SealingKey};
    use crate::keys::DeviceKey;
    use domain::ids::CitizenId;
    use domain::record::Citizen;

    fn sealed_citizen(plaintext: &[u8]) -> (Chained, Keyring, Edit) {
        let key = DeviceKey::from_seed(&[1; 32]).public();
        let (commune, device) = (CommuneId::from_bytes([2; 16]), key.device());
        let edit =
            Edit::Citizen(Citizen { id: CitizenId::from_bytes([3; 16]), village: None, unit: None, person: None });
        let input = HeaderInput { commune, device, seq: 1, stamp: Stamp::default(), member: None };
        let (header, facts) = (write_header(&edit, &input), codec::write_facts(&edit).unwrap());
        let keys = Keyring::new(IndexKey::new(&[4; 32]), [SealingKey::new(1, &[5; 32])]);
        let place = Place { commune, device, header: &header };
        let slot = SealedSlot::seal(keys.current().unwrap(), &[6; 24], None, plaintext, &place);
        let entry = Entry { header, facts, slot: Slot::Sealed(slot), act: None };
        (entry.chained(commune, device, 1, key.beginning(commune)), keys, edit)
    }

    #[test]
    fn a_slot_with_a_bad_inside_still_counts() {
        let check = |plaintext: &[u8], expected: FormatError| {
            let (chained, keys, edit) = sealed_citizen(plaintext);
            let why = Unreadable::Malformed(expected);
            assert_eq!(chained.open(&keys), Opened::Sealed { edit, why });
        };
        check(b"", FormatError::Form);
        // A name that is none, and a sex that a later version knows.
        check(&[0x86, 0x61, b'7', 0xf6, 0xf6, 0xf6, 0xf6, 0xf6], FormatError::Value);
        check(&[0x86, 0x61, b'A', 0xf6, 0xf6, 0x09, 0xf6, 0xf6], FormatError::Newer);
        check(&[0x81, 0x61, b'A'], FormatError::Fields);
    }

    #[test]
    fn a_slot_may_grow_at_its_end() {
        let plaintext = [0x87, 0x61, b'A', 0xf6, 0xf6, 0xf6, 0xf6, 0xf6, 0x18, 0x2a];
        let (chained, keys, _) = sealed_citizen(&plaintext);
        assert!(matches!(chained.open(&keys), Opened::Edit(Edit::Citizen(Citizen { person: Some(_), .. }))));
    }
}
