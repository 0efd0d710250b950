//! Certificates and chains of §3.

use anyhow::{Context, Result, bail, ensure};

use crate::cbor::{self, Value, at};
use crate::digest::{Bytes32, digest, fixed, id, signed, sized};

const LEADER: u64 = 2;

/// Whom a chain ends in.
#[derive(Debug)]
pub struct Holder {
    /// The commune.
    pub commune: [u8; 16],
    /// The laptop.
    pub device: [u8; 16],
    /// Its signing key.
    pub key: Bytes32,
    /// The keys of the leaders on the way.
    pub leaders: Vec<Bytes32>,
}

struct Body {
    kind: u64,
    commune: [u8; 16],
    subject: [u8; 16],
    key: Bytes32,
    role: Value,
    issuer_kind: u64,
    issuer: Bytes32,
    continues: Option<[u8; 16]>,
}

/// Verifies a chain.
///
/// # Errors
/// Whatever of §3 does not hold.
pub fn verify(chain: &[u8]) -> Result<Holder> {
    let mut bodies: Vec<Body> = Vec::new();
    for bytes in cbor::read(chain)?.array()? {
        let body = signed_body(bytes.bytes()?)?;
        ensure!(may_issue(&bodies, &body), "nobody earlier in the chain may issue it");
        bodies.push(body);
    }
    let root = bodies.first().context("an empty chain")?;
    ensure!(root.commune == id(&digest("commune-id", &[&root.key])), "the commune is another root's");
    ensure!(bodies.iter().all(|it| it.commune == root.commune), "certificates of several communes");
    let device = bodies.last().filter(|it| it.kind == 2).context("the last is no laptop's")?;
    ensure!(device.subject == id(&digest("device-id", &[&device.key])), "the laptop has another id");
    let leaders = bodies.iter().filter(|it| is_leader(it)).map(|it| it.key).collect();
    Ok(Holder { commune: root.commune, device: device.subject, key: device.key, leaders })
}

/// Reads a member's certificate that somebody in a chain issued: the member's id and key.
///
/// # Errors
/// It is no member's, or its signature is another's.
pub fn member(bytes: &[u8], issuers: &[Bytes32]) -> Result<([u8; 16], Bytes32)> {
    let body = signed_body(bytes)?;
    ensure!(body.kind == 1 && issuers.contains(&body.issuer), "no member's, or by nobody we know");
    Ok((body.subject, body.key))
}

fn signed_body(bytes: &[u8]) -> Result<Body> {
    let frame = cbor::frame(bytes, 2)?;
    let (body, signature) = (at(&frame, 0)?.bytes()?, at(&frame, 1)?.bytes()?);
    let read = read(body)?;
    signed(&read.issuer, &digest("certificate", &[&sized(body)?]), signature)?;
    Ok(read)
}

fn read(bytes: &[u8]) -> Result<Body> {
    let body = cbor::body(bytes, 13)?;
    ensure!(at(&body, 0)?.int()? == 1, "a newer certificate");
    Ok(Body {
        kind: at(&body, 1)?.unsigned()?,
        commune: fixed(at(&body, 2)?.bytes()?)?,
        subject: fixed(at(&body, 3)?.bytes()?)?,
        key: fixed(at(&body, 4)?.bytes()?)?,
        role: at(&body, 6)?.clone(),
        issuer_kind: at(&body, 8)?.unsigned()?,
        issuer: fixed(at(&body, 9)?.bytes()?)?,
        continues: at(&body, 12)?.bytes_or_null()?.map(fixed).transpose()?,
    })
}

fn may_issue(earlier: &[Body], body: &Body) -> bool {
    let by = |wanted: fn(&Body) -> bool| earlier.iter().any(|it| wanted(it) && it.key == body.issuer);
    match body.issuer_kind {
        0 if earlier.is_empty() => body.kind == 0 && body.issuer == body.key,
        0 => by(|it| it.kind == 0),
        1 => by(is_leader),
        2 => earlier.iter().any(|it| it.kind == 2 && it.key == body.issuer && body.continues == Some(it.subject)),
        _ => false,
    }
}

fn is_leader(body: &Body) -> bool {
    body.kind == 1 && matches!(&body.role, Value::Int(role) if *role == i128::from(LEADER))
}

/// Where a laptop's journal begins.
///
/// # Errors
/// None but lengths.
pub fn beginning(commune: &[u8], key: &[u8]) -> Result<Bytes32> {
    if key.len() != 32 {
        bail!("no key");
    }
    Ok(digest("beginning", &[commune, key]))
}
