//! The exchange of §11 and the items of §10.

use anyhow::{Context, Result, ensure};

use crate::cbor::{self, Value, at};
use crate::digest::{Bytes32, digest, fixed, signed, sized};

/// Reads a request and verifies its proof for a centre; the body's fields.
///
/// # Errors
/// Whatever of §11 does not hold.
pub fn request(bytes: &[u8], device_key: &[u8], centre_key: &[u8]) -> Result<Vec<Value>> {
    let frame = cbor::frame(bytes, 5)?;
    let bytes_of = |place| at(&frame, place).and_then(Value::bytes);
    let (commune, device, body) = (bytes_of(0)?, bytes_of(1)?, bytes_of(3)?);
    let time = i64::try_from(at(&frame, 2)?.int()?)?.to_le_bytes();
    let digest = digest("request", &[centre_key, commune, device, &sized(body)?, &time]);
    signed(device_key, &digest, bytes_of(4)?)?;
    let body = cbor::body(body, 10)?;
    ensure!(at(&body, 0)?.int()? == 1, "a newer request");
    Ok(body)
}

/// Reads a reply; its fields.
///
/// # Errors
/// It is none.
pub fn reply(bytes: &[u8]) -> Result<Vec<Value>> {
    let body = cbor::body(bytes, 14)?;
    ensure!(at(&body, 0)?.int()? == 1, "a newer reply");
    Ok(body)
}

/// Reads an item of the log: its kind and its bytes.
///
/// # Errors
/// It is none.
pub fn item(bytes: &[u8]) -> Result<(u64, Vec<u8>)> {
    let frame = cbor::frame(bytes, 2)?;
    Ok((at(&frame, 0)?.unsigned()?, at(&frame, 1)?.bytes()?.to_vec()))
}

/// Whether a mark is the centre's for a place of a log, as the centre itself would find out; the position.
///
/// # Errors
/// It is another's.
pub fn mark(mark: &[u8], centre_seed: &Bytes32, log: &[u8], commune: &[u8]) -> Result<u64> {
    let (position, rest) = mark.split_at_checked(8).context("too short")?;
    let (point, told) = rest.split_at_checked(16).context("too short")?;
    let wanted = digest("mark", &[centre_seed, log, commune, position, point]);
    ensure!(told == wanted, "another's mark");
    Ok(u64::from_le_bytes(fixed(position)?))
}
