//! What is sealed: slots (§4), roster blobs (§8), new keys and the recovery box (§6), the answer to a join request (§12).

use anyhow::{Context, Result, anyhow, ensure};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR};

use crate::cbor::{self, Value, at};
use crate::digest::{Bytes32, digest, fixed, sized};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;

const JOIN_REQUEST: &[u8] = b"dong-hanh join request v1\n";
const JOIN_ANSWER: &[u8] = b"dong-hanh join answer v1\n";
/// The alphabet of codes on paper.
const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Opens a slot: its match key and the plaintext.
///
/// # Errors
/// Another key, another place, or damage.
pub fn slot(
    body: &[u8],
    header: &[u8],
    (commune, device): (&[u8], &[u8]),
    key: &Bytes32,
) -> Result<(Option<Vec<u8>>, Vec<u8>)> {
    let body = cbor::body(body, 4)?;
    let match_key = at(&body, 2)?.bytes_or_null()?;
    let sized_key = sized(match_key.unwrap_or_default())?;
    let aad = [b"dong-hanh v1 slot-seal".as_slice(), commune, device, &sized(header)?, &sized_key].concat();
    let plain = unseal(key, at(&body, 1)?, at(&body, 3)?, &aad)?;
    Ok((match_key.map(<[u8]>::to_vec), plain))
}

/// Opens a roster blob of a village: its rows.
///
/// # Errors
/// Another key, another place, or damage.
pub fn village_roster(blob: &[u8], commune: &[u8], village: &[u8], key: &Bytes32) -> Result<Vec<Value>> {
    let blob = cbor::frame(blob, 5)?;
    let aad = [b"dong-hanh v1 blob-seal".as_slice(), commune, &[1], village].concat();
    let packed = unseal(key, at(&blob, 2)?, at(&blob, 4)?, &aad)?;
    let inflated = zstd::bulk::decompress(&packed, usize::try_from(at(&blob, 3)?.unsigned()?)?)?;
    Ok(cbor::read(&inflated)?.array()?.to_vec())
}

fn unseal(key: &Bytes32, nonce: &Value, ciphertext: &Value, aad: &[u8]) -> Result<Vec<u8>> {
    let nonce = XNonce::from(fixed::<24>(nonce.bytes()?)?);
    let payload = Payload { msg: ciphertext.bytes()?, aad };
    XChaCha20Poly1305::new(key.into()).decrypt(&nonce, payload).map_err(|_| anyhow!("does not open"))
}

/// What a leader's answer gives a new laptop.
#[derive(Debug)]
pub struct Welcome {
    /// Certificates up to the new laptop's.
    pub chain: Vec<u8>,
    /// The member's certificate.
    pub member: Vec<u8>,
    /// Name of the commune, sealing keys, index key, member.
    pub plaintext: Vec<Value>,
}

/// Checks the signatures of a join request; the laptop's and the member's key.
///
/// # Errors
/// Whatever of §12 does not hold.
pub fn join_request(file: &[u8]) -> Result<(Bytes32, Bytes32)> {
    let frame = cbor::frame(file.strip_prefix(JOIN_REQUEST).context("no join request")?, 3)?;
    let bytes = at(&frame, 0)?.bytes()?;
    let body = cbor::body(bytes, 6)?;
    let (device, member) = (fixed(at(&body, 1)?.bytes()?)?, fixed(at(&body, 3)?.bytes()?)?);
    let digest = digest("join-request", &[&sized(bytes)?]);
    crate::digest::signed(&device, &digest, at(&frame, 1)?.bytes()?)?;
    crate::digest::signed(&member, &digest, at(&frame, 2)?.bytes()?)?;
    Ok((device, member))
}

/// Opens the answer with the new laptop's box seed.
///
/// # Errors
/// Another laptop's, another request's, or damage.
pub fn join_answer(file: &[u8], request: &[u8], box_seed: &[u8]) -> Result<Welcome> {
    let inside = file.strip_prefix(JOIN_ANSWER).context("no join answer")?;
    let body = cbor::body(inside, 6)?;
    ensure!(at(&body, 0)?.int()? == 1, "a newer answer");
    let (chain, member) = (at(&body, 1)?.bytes()?, at(&body, 2)?.bytes()?);
    let centre = centre_field(at(&body, 3)?)?;
    let request = digest("join-request-digest", &[&sized(request)?]);
    let aad =
        [b"dong-hanh v1 join-seal".as_slice(), request.as_slice(), &sized(chain)?, &sized(member)?, &sized(&centre)?];
    let plaintext = open(box_seed, b"dong-hanh v1 join-seal", (at(&body, 4)?, at(&body, 5)?), &aad.concat())?;
    Ok(Welcome { chain: chain.to_vec(), member: member.to_vec(), plaintext: cbor::body(&plaintext, 4)? })
}

/// The centre field as it was written: null, or `[address, key]`.
fn centre_field(value: &Value) -> Result<Vec<u8>> {
    let Value::Array(fields) = value else { return Ok(vec![0xF6]) };
    let (address, key) = (at(fields, 0)?.text()?.as_bytes(), at(fields, 1)?.bytes()?);
    let length = u8::try_from(address.len())?;
    let head = if length < 24 { vec![0x82, 0x60 | length] } else { vec![0x82, 0x78, length] };
    Ok([&head, address, &[0x58, 32], key].concat())
}

/// The nine digits that two people compare over a file.
///
/// # Errors
/// A file of four gigabytes.
pub fn comparison_code(file: &[u8]) -> Result<String> {
    let mut code = digest("join-code", &[&sized(file)?]);
    for _ in 0..65_536 {
        code = digest("join-code", &[&code]);
    }
    let (number, _) = code.split_first_chunk().context("a digest")?;
    let digits = format!("{:09}", u64::from_le_bytes(*number) % 1_000_000_000);
    let group = |from: usize| digits.get(from..from + 3).unwrap_or_default();
    Ok([group(0), group(3), group(6)].join(" "))
}

/// Opens what an act of new keys holds for one recipient, a laptop or a box: the keys, newest first.
///
/// # Errors
/// Nothing for this recipient, or damage.
pub fn new_keys(facts: &[u8], commune: &[u8], key_id: &[u8], recipient: &[u8], box_seed: &[u8]) -> Result<Vec<Value>> {
    let facts = cbor::body(facts, 2)?;
    let rows = at(&facts, 1)?.array()?.iter();
    let mut mine = rows
        .filter_map(|row| row.array().ok().filter(|it| it.first().and_then(|id| id.bytes().ok()) == Some(recipient)));
    let mine = mine.next().context("nothing for this recipient")?;
    let aad = [b"dong-hanh v1 rekey-seal".as_slice(), commune, key_id, recipient].concat();
    let plaintext = open(box_seed, b"dong-hanh v1 rekey-seal", (at(mine, 1)?, at(mine, 2)?), &aad)?;
    Ok(cbor::read(&plaintext)?.array()?.to_vec())
}

/// Opens a recovery box with the code on paper: root seed, index key, sealing keys, proof, the commune's name.
///
/// # Errors
/// Another code, or damage.
pub fn recovery_box(facts: &[u8], commune: &[u8], record: &[u8], code: &str) -> Result<Vec<Value>> {
    let facts = cbor::body(facts, 3)?;
    let aad = [b"dong-hanh v1 recovery-seal".as_slice(), commune, record].concat();
    let sealed = (at(&facts, 1)?, at(&facts, 2)?);
    let plaintext = open(&recovery_seed(code)?, b"dong-hanh v1 recovery-seal", sealed, &aad)?;
    cbor::body(&plaintext, 5)
}

/// What proves that a box of a commune was made by whoever knows the code.
///
/// # Errors
/// It is no code, or a symbol of it is wrong.
pub fn recovery_proof(commune: &[u8], code: &str) -> Result<Bytes32> {
    Ok(digest("recovery-proof", &[&recovery_secret(code)?, commune]))
}

/// What the box key of a code on paper is derived from.
///
/// # Errors
/// It is no code, or a symbol of it is wrong.
pub fn recovery_seed(code: &str) -> Result<Bytes32> {
    Ok(digest("recovery-box", &[&recovery_secret(code)?]))
}

/// The 26 symbols of a code.
fn recovery_secret(code: &str) -> Result<Vec<u8>> {
    let symbols = code.chars().filter(|it| *it != '-').map(|it| CROCKFORD.find(it).context("no such symbol"));
    let symbols = symbols.map(|it| Ok(u8::try_from(it?)?)).collect::<Result<Vec<u8>>>()?;
    let (secret, check) = symbols.split_at_checked(26).context("too short")?;
    let wanted = digest("recovery-check", &[secret]);
    ensure!(wanted.iter().take(4).map(|it| it & 31).eq(check.iter().copied()), "a wrong symbol");
    Ok(secret.to_vec())
}

/// The public key that belongs to a box seed.
#[must_use]
pub fn box_public(box_seed: &[u8]) -> Vec<u8> {
    use hpke::Serializable as _;
    X25519HkdfSha256::derive_keypair(box_seed).1.to_bytes().to_vec()
}

fn open(box_seed: &[u8], info: &[u8], (key, sealed): (&Value, &Value), aad: &[u8]) -> Result<Vec<u8>> {
    let private: PrivateKey = X25519HkdfSha256::derive_keypair(box_seed).0;
    let key = Encapsulated::from_bytes(key.bytes()?).map_err(|_| anyhow!("no encapsulated key"))?;
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &key,
        info,
        sealed.bytes()?,
        aad,
    );
    opened.map_err(|_| anyhow!("does not open"))
}
