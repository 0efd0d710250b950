//! Bundles of §13, as far as nothing is damaged.

use anyhow::{Context, Result, ensure};

use crate::cbor::{self, at};
use crate::digest::{Bytes32, digest, fixed, sized};

const FIRST_LINE: &[u8] = b"dong-hanh bundle v1\n";
const MARK: &[u8] = b"\x89DHB\r\n\x1a\n";
const END: u8 = 255;

/// What stands between header and end, and the digest of everything.
pub struct Bundle {
    /// 1 out, 2 return.
    pub purpose: u64,
    /// Kind and content of each part.
    pub parts: Vec<(u8, Vec<u8>)>,
    /// The digest that the end names.
    pub total: Bytes32,
}

struct Part {
    number: u32,
    kind: u8,
    digest: Bytes32,
    content: Vec<u8>,
}

/// Reads a whole bundle.
///
/// # Errors
/// Damage, a part out of its place, or no end.
pub fn read(bytes: &[u8]) -> Result<Bundle> {
    let mut rest = bytes.strip_prefix(FIRST_LINE).context("no bundle")?;
    let (mut parts, mut total) = (Vec::new(), [0; 32]);
    loop {
        let part = part(&mut rest)?;
        ensure!(usize::try_from(part.number)? == parts.len(), "part {} is out of its place", part.number);
        if part.kind == END {
            ensure!(rest.is_empty(), "something behind the end");
            return whole(&part, &parts, total);
        }
        total = digest("bundle", &[&total, &part.digest]);
        parts.push((part.kind, part.content));
    }
}

fn whole(end: &Part, parts: &[(u8, Vec<u8>)], total: Bytes32) -> Result<Bundle> {
    let told = cbor::body(&end.content, 2)?;
    ensure!(at(&told, 0)?.unsigned()? + 1 == u64::try_from(parts.len())?, "another number of parts");
    ensure!(at(&told, 1)?.bytes()? == total, "another whole");
    let ((kind, header), parts) = parts.split_first().context("no header")?;
    ensure!(*kind == 0, "begins without a header");
    let header = cbor::body(header, 6)?;
    ensure!(at(&header, 0)?.int()? == 1, "a newer bundle");
    ensure!(at(&header, 4)?.unsigned()? == u64::try_from(parts.len())?, "the header counts otherwise");
    Ok(Bundle { purpose: at(&header, 1)?.unsigned()?, parts: parts.to_vec(), total })
}

fn part(rest: &mut &[u8]) -> Result<Part> {
    let after_mark = rest.strip_prefix(MARK).context("no mark, or no end")?;
    let (head, behind) = after_mark.split_at_checked(41).context("cut")?;
    let (number, kind_and_length) = head.split_at_checked(4).context("cut")?;
    let (kind, length_and_digest) = kind_and_length.split_first().context("cut")?;
    let (length, told) = length_and_digest.split_at_checked(4).context("cut")?;
    let (number, length) = (u32::from_le_bytes(fixed(number)?), u32::from_le_bytes(fixed(length)?));
    let (content, left) = behind.split_at_checked(usize::try_from(length)?).context("cut")?;
    let parts = [&u64::from(number).to_le_bytes()[..], &u64::from(*kind).to_le_bytes(), &sized(content)?];
    let digest = digest("bundle-part", &parts);
    ensure!(told == digest, "part {number} is damaged");
    *rest = left;
    Ok(Part { number, kind: *kind, digest, content: content.to_vec() })
}
