//! Bundles: batches, chains, blobs and receipts in one file, carried by hand. Written and read part by part.
//!
//! Every part stands behind a mark, with its number, its length and its digest, so that a damaged part is named and
//! spoils no other. Parts prove themselves as they do in an exchange; a bundle proves nothing more.
//! Never here: files, and what becomes of the parts.

mod read;
mod write;

use domain::ids::{CommuneId, DeviceId};

pub use read::{BundleReader, Ending, Found};
pub use write::BundleWriter;

use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest};
use crate::limits::{BLOB_BYTES_MAX, BUNDLE_FRAME_BYTES_MAX, ITEM_BYTES_MAX, PACK_BYTES_MAX, RECEIPT_BYTES_MAX};

/// Where a centre takes bundles.
pub const BUNDLES_PATH: &str = "/v1/bundles";
/// The media type of bundles over HTTP.
pub const CONTENT_TYPE: &str = "application/octet-stream";

/// The first line of a bundle.
const MAGIC: &[u8; 20] = b"dong-hanh bundle v1\n";
/// What the first line of a bundle of any version begins with.
const MAGIC_OF_ALL: &[u8] = b"dong-hanh bundle v";
/// What every part begins with. After damage the next part is found by it.
const MARK: [u8; 8] = *b"\x89DHB\r\n\x1a\n";
/// Mark, number, kind, length, digest.
const HEAD_BYTES: usize = 8 + 4 + 1 + 4 + 32;
const VERSION: u8 = 1;
const HEADER_KIND: u8 = 0;
const END_KIND: u8 = 255;

/// Why bytes are no bundle, or none could be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// There is no intact part in it.
    #[error("this is not a bundle")]
    NotABundle,
    /// Written by a newer version.
    #[error("the bundle was written by a newer version")]
    Newer,
    /// More parts, or longer ones, than a bundle may have.
    #[error("the bundle is over its limits")]
    TooLong,
    /// Another number of parts than its header says.
    #[error("the bundle has another number of parts than announced")]
    Parts,
}

/// What a bundle is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// On its way to the centre, or to other laptops.
    Out,
    /// Receipts on their way back.
    Return,
    /// A laptop's backup, see `backup`: for nobody but whoever restores it.
    Backup,
}

/// What the centre did with a bundle, in entries; a word, not a proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Stored now.
    pub taken: u32,
    /// Stored before.
    pub known: u32,
    /// Not stored: entries before them are missing there.
    pub waiting: u32,
    /// Not stored: they do not prove themselves, or there was no room.
    pub refused: u32,
    /// Parts of the file, not entries, that were damaged or missing.
    pub damaged: u32,
}

/// The first part: all that a bundle says about itself. Nobody signs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BundleHeader {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose.
    pub commune: CommuneId,
    /// The laptop that wrote it; none: the centre.
    pub device: Option<DeviceId>,
    /// Parts between the header and the end, at most `BUNDLE_PARTS_MAX`.
    pub parts: u32,
    /// What became of the bundle that this one answers.
    pub tally: Option<Tally>,
}

/// What a part holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartKind {
    /// An item of the log: a chain or a batch.
    Item,
    /// A roster blob.
    Blob,
    /// A receipt.
    Receipt,
    /// What opens a backup.
    Lock,
    /// A sealed piece of a backup.
    Pack,
    /// A newer version's part.
    Unknown(u8),
}

impl PartKind {
    const fn code(self) -> u8 {
        match self {
            Self::Item => 1,
            Self::Blob => 2,
            Self::Receipt => 3,
            Self::Lock => 4,
            Self::Pack => 5,
            Self::Unknown(code) => code,
        }
    }

    const fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Item,
            2 => Self::Blob,
            3 => Self::Receipt,
            4 => Self::Lock,
            5 => Self::Pack,
            _ => Self::Unknown(code),
        }
    }
}

/// The most bytes that a bundle of parts of these lengths takes.
#[must_use]
pub fn bytes_at_most(parts: impl Iterator<Item = usize>) -> u64 {
    let around = MAGIC.len().saturating_add(HEAD_BYTES.saturating_add(BUNDLE_FRAME_BYTES_MAX).saturating_mul(2));
    let bytes = parts.fold(around, |sum, length| sum.saturating_add(HEAD_BYTES).saturating_add(length));
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// The most bytes that a part of this kind has.
const fn length_max(kind: u8) -> usize {
    match kind {
        HEADER_KIND | END_KIND => BUNDLE_FRAME_BYTES_MAX,
        1 => ITEM_BYTES_MAX,
        3 => RECEIPT_BYTES_MAX,
        5 => PACK_BYTES_MAX,
        _ => BLOB_BYTES_MAX,
    }
}

fn part_digest(number: u32, kind: u8, content: &[u8]) -> [u8; 32] {
    Digest::new(Context::BundlePart).u64(u64::from(number)).u64(u64::from(kind)).sized(content).finish()
}

/// The digest of everything so far: each part's digest over the one before.
fn total_with(total: &[u8; 32], part: &[u8; 32]) -> [u8; 32] {
    Digest::new(Context::Bundle).fixed(total).fixed(part).finish()
}

/// [version, purpose, commune, device|null, parts, [taken, known, waiting, refused, damaged]|null]
fn write_header(header: &BundleHeader) -> Vec<u8> {
    let mut w = Writer::begin(6);
    let purpose = match header.purpose {
        Purpose::Out => 1,
        Purpose::Return => 2,
        Purpose::Backup => 3,
    };
    w.u8(VERSION).u8(purpose).bytes(header.commune.as_bytes());
    w.option(header.device, |w, device| {
        w.bytes(device.as_bytes());
    });
    w.u32(header.parts);
    w.option(header.tally, |w, it| {
        w.array(5).u32(it.taken).u32(it.known).u32(it.waiting).u32(it.refused).u32(it.damaged);
    });
    w.finish()
}

fn read_header(bytes: &[u8]) -> Result<BundleHeader, FormatError> {
    Reader::body(bytes, 6, |r| {
        if r.u8()? != VERSION {
            return Err(FormatError::Newer);
        }
        Ok(BundleHeader {
            purpose: read_purpose(r.u8()?)?,
            commune: r.fixed().map(CommuneId::from_bytes)?,
            device: r.option(|r| r.fixed().map(DeviceId::from_bytes))?,
            parts: r.u32()?,
            tally: r.option(|r| r.record(5, read_tally))?,
        })
    })
}

const fn read_purpose(code: u8) -> Result<Purpose, FormatError> {
    match code {
        1 => Ok(Purpose::Out),
        2 => Ok(Purpose::Return),
        3 => Ok(Purpose::Backup),
        _ => Err(FormatError::Newer),
    }
}

fn read_tally(r: &mut Reader<'_>) -> Result<Tally, FormatError> {
    Ok(Tally { taken: r.u32()?, known: r.u32()?, waiting: r.u32()?, refused: r.u32()?, damaged: r.u32()? })
}

/// [parts, digest of everything before]
fn write_end(parts: u32, total: &[u8; 32]) -> Vec<u8> {
    let mut w = Writer::begin(2);
    w.u32(parts).bytes(total);
    w.finish()
}

fn read_end(bytes: &[u8]) -> Result<(u32, [u8; 32]), FormatError> {
    Reader::body(bytes, 2, |r| Ok((r.u32()?, r.fixed()?)))
}
