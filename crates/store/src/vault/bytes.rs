//! The vault file's format: a magic line, a CBOR array `[version, places]`, and a BLAKE3 digest of all before it, so
//! that damage is told apart from a wrong PIN. A place is the array `[member 16, role, label, memory KiB, passes,
//! lanes, salt 16, nonce 24, sealed 80]`; fields are only ever appended.

use domain::ids::MemberId;
use domain::person::Title;
use domain::service::Role;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::wrap::{Cost, NONCE_BYTES, Place, SALT_BYTES, SEALED_BYTES};
use super::{VAULT_MEMBERS_MAX, VaultError, VaultMember};

const MAGIC: &[u8] = b"dong-hanh vault\n";
const VERSION: u32 = 1;
const DIGEST_BYTES: usize = 32;
const CONTEXT: &str = "dong-hanh v1 vault file";

#[derive(Encode, Decode)]
#[cbor(array)]
struct VersionBytes {
    #[n(0)]
    version: u32,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct FileBytes {
    #[n(0)]
    version: u32,
    #[n(1)]
    places: Vec<PlaceBytes>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct PlaceBytes {
    #[n(0)]
    member: ByteArray<16>,
    #[n(1)]
    role: u8,
    #[n(2)]
    label: String,
    #[n(3)]
    memory_kib: u32,
    #[n(4)]
    passes: u32,
    #[n(5)]
    lanes: u32,
    #[n(6)]
    salt: ByteArray<SALT_BYTES>,
    #[n(7)]
    nonce: ByteArray<NONCE_BYTES>,
    #[n(8)]
    sealed: ByteArray<SEALED_BYTES>,
}

/// The file's bytes.
pub(super) fn encode(places: &[Place]) -> Result<Vec<u8>, VaultError> {
    let file = FileBytes { version: VERSION, places: places.iter().map(to_bytes).collect() };
    let mut bytes = MAGIC.to_vec();
    minicbor::encode(&file, &mut bytes).map_err(std::io::Error::other)?;
    bytes.extend(blake3::derive_key(CONTEXT, &bytes));
    Ok(bytes)
}

/// Reads the file's bytes back.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Place>, VaultError> {
    let (body, digest) = bytes.split_last_chunk::<DIGEST_BYTES>().ok_or(VaultError::Damaged)?;
    let cbor = body.strip_prefix(MAGIC).ok_or(VaultError::Damaged)?;
    if blake3::derive_key(CONTEXT, body) != *digest {
        return Err(VaultError::Damaged);
    }
    let VersionBytes { version } = minicbor::decode(cbor).map_err(|_| VaultError::Damaged)?;
    if version > VERSION {
        return Err(VaultError::NewerVersion { found: version, known: VERSION });
    }
    places(cbor).ok_or(VaultError::Damaged)
}

fn places(cbor: &[u8]) -> Option<Vec<Place>> {
    let file: FileBytes = minicbor::decode(cbor).ok()?;
    let bounded = (1..=VAULT_MEMBERS_MAX).contains(&file.places.len());
    bounded.then(|| file.places.into_iter().map(from_bytes).collect())?
}

fn to_bytes(place: &Place) -> PlaceBytes {
    PlaceBytes {
        member: (*place.member.member.as_bytes()).into(),
        role: place.member.role.code(),
        label: place.member.label.as_str().to_owned(),
        memory_kib: place.cost.memory_kib(),
        passes: place.cost.passes(),
        lanes: place.cost.lanes(),
        salt: place.salt.into(),
        nonce: place.nonce.into(),
        sealed: place.sealed.into(),
    }
}

fn from_bytes(bytes: PlaceBytes) -> Option<Place> {
    let member = VaultMember {
        member: MemberId::from_bytes(bytes.member.into()),
        role: Role::from_code(bytes.role)?,
        label: Title::parse(&bytes.label).ok()?,
    };
    let cost = Cost::new(bytes.memory_kib, bytes.passes, bytes.lanes).ok()?;
    Some(Place { member, cost, salt: bytes.salt.into(), nonce: bytes.nonce.into(), sealed: bytes.sealed.into() })
}
