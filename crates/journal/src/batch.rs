//! The batch: consecutive entries of one device, compressed and signed; the unit that travels. Cut once, then frozen.

use domain::ids::{CommuneId, DeviceId, EntryDigest};

use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest, length};
use crate::entry::{Chained, Entry};
use crate::keys::{DeviceKey, DevicePublic, SIGNATURE_BYTES, SignatureError};
use crate::limits::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, BATCH_INFLATED_MAX, ENTRY_BYTES_MAX};
use crate::mutation::{Mutation, mutated};

const VERSION: u8 = 1;
const FIELDS: usize = 10;
/// zstd's level; 3 is what the figures of PERFORMANCE were taken with.
const ZSTD_LEVEL: i32 = 3;
/// Bytes of entries that a first attempt at a batch takes; sealed entries shrink little.
const CUT_BYTES: usize = 40 * 1024;

/// Why a batch is not authentic, or cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The bytes are no batch of this version.
    #[error("the batch cannot be read")]
    Format(#[from] FormatError),
    /// Not signed by the device.
    #[error("the batch's signature does not verify")]
    Signature(#[from] SignatureError),
    /// The compressed part does not inflate to the length it claims.
    #[error("the batch does not inflate to its length")]
    Inflate,
    /// The entries do not make the chain that was signed.
    #[error("the entries are not the ones that were signed")]
    Chain,
}

/// Where a batch stands in its device's chain: what the device signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The commune.
    pub commune: CommuneId,
    /// The device.
    pub device: DeviceId,
    /// The first entry's number, from 1.
    pub first: u64,
    /// The last entry's number.
    pub last: u64,
    /// The digest of the entry before the first.
    pub previous: EntryDigest,
    /// The digest of the last entry.
    pub head: EntryDigest,
}

/// A batch as it travelled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    span: Span,
    inflated_bytes: usize,
    compressed: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
}

/// Cuts consecutive entries into signed batches. The same entries may be cut elsewhere at another time: once a batch
/// is cut, its bytes are kept and sent again as they are.
///
/// # Errors
/// The entries are not consecutive, or not of one device.
pub fn cut(entries: &[Chained], key: &DeviceKey) -> Result<Vec<Batch>, BatchError> {
    let mut rest = entries;
    let mut batches = Vec::new();
    while !rest.is_empty() {
        let (batch, taken) = cut_one(rest, key)?;
        batches.push(batch);
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(batches)
}

impl Batch {
    /// Reads a batch; the signature and the entries are checked by [`Batch::verify`].
    ///
    /// # Errors
    /// Another form, a newer version, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > BATCH_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let batch = Reader::frame(bytes, FIELDS, |r| {
            if r.u8()? != VERSION {
                return Err(FormatError::Newer);
            }
            Ok(Self {
                span: read_span(r)?,
                inflated_bytes: inflated_bytes(r.u32()?)?,
                compressed: r.bytes(BATCH_BYTES_MAX)?.to_vec(),
                signature: r.fixed()?,
            })
        })?;
        batch.span.check()?;
        Ok(batch)
    }

    /// The batch as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let span = &self.span;
        let mut w = Writer::begin(FIELDS);
        w.u8(VERSION).bytes(span.commune.as_bytes()).bytes(span.device.as_bytes()).u64(span.first).u64(span.last);
        w.bytes(&span.previous.0).bytes(&span.head.0);
        w.u32(u32::try_from(self.inflated_bytes).unwrap_or(u32::MAX)).bytes(&self.compressed).bytes(&self.signature);
        w.finish()
    }

    /// Where it stands in its device's chain; authentic only after [`Batch::verify`].
    #[must_use]
    pub const fn span(&self) -> &Span {
        &self.span
    }

    /// Checks the signature, inflates within bounds, and recomputes the chain.
    ///
    /// One signature and a hash per entry. Erased slots change nothing. What the entries say is not judged here: a
    /// poison entry is authentic and must not block the others.
    ///
    /// # Errors
    /// Not authentic, or not readable.
    pub fn verify(&self, key: &DevicePublic) -> Result<Vec<Chained>, BatchError> {
        if key.device() != self.span.device {
            return Err(SignatureError.into());
        }
        key.verify(&self.span.digest(), &self.signature)?;
        let inflated = inflate(&self.compressed, self.inflated_bytes)?;
        let entries = chain(&inflated, &self.span)?;
        match entries.last() {
            Some(last) if last.seq == self.span.last && last.digest == self.span.head => Ok(entries),
            Some(_) if mutated(Mutation::IgnoreDigest) => Ok(entries),
            Some(_) | None => Err(BatchError::Chain),
        }
    }

    /// The same batch around entries whose slots were erased since; the signature stays good.
    ///
    /// # Errors
    /// These are not the entries of this batch.
    pub fn with_entries(&self, entries: &[Entry]) -> Result<Self, BatchError> {
        let frames = framed(entries.iter());
        chain(&frames, &self.span)?.last().filter(|last| last.digest == self.span.head).ok_or(BatchError::Chain)?;
        let compressed = deflate(&frames)?;
        Ok(Self { span: self.span, inflated_bytes: frames.len(), compressed, signature: self.signature })
    }
}

impl Span {
    /// How many entries it spans.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.last.saturating_sub(self.first).saturating_add(1)
    }

    fn digest(&self) -> [u8; 32] {
        Digest::new(Context::Batch)
            .fixed(self.commune.as_bytes())
            .fixed(self.device.as_bytes())
            .u64(self.first)
            .u64(self.last)
            .fixed(&self.previous.0)
            .fixed(&self.head.0)
            .finish()
    }

    fn check(&self) -> Result<(), FormatError> {
        let entries_max = u64::try_from(BATCH_ENTRIES_MAX).unwrap_or(u64::MAX);
        match self.first >= 1 && self.last >= self.first && self.count() <= entries_max {
            true => Ok(()),
            false => Err(FormatError::Value),
        }
    }
}

fn read_span(r: &mut Reader<'_>) -> Result<Span, FormatError> {
    Ok(Span {
        commune: r.fixed().map(CommuneId::from_bytes)?,
        device: r.fixed().map(DeviceId::from_bytes)?,
        first: r.u64()?,
        last: r.u64()?,
        previous: EntryDigest(r.fixed()?),
        head: EntryDigest(r.fixed()?),
    })
}

fn inflated_bytes(claimed: u32) -> Result<usize, FormatError> {
    usize::try_from(claimed).ok().filter(|bytes| *bytes <= BATCH_INFLATED_MAX).ok_or(FormatError::TooLong)
}

fn inflate(compressed: &[u8], inflated_bytes: usize) -> Result<Vec<u8>, BatchError> {
    let inflated = zstd::bulk::decompress(compressed, inflated_bytes).map_err(|_| BatchError::Inflate)?;
    if inflated.len() == inflated_bytes { Ok(inflated) } else { Err(BatchError::Inflate) }
}

fn deflate(frames: &[u8]) -> Result<Vec<u8>, BatchError> {
    zstd::bulk::compress(frames, ZSTD_LEVEL).map_err(|_| BatchError::Inflate)
}

/// Each entry preceded by its length, u32 little endian.
fn framed<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<u8> {
    let mut frames = Vec::new();
    for entry in entries {
        let bytes = entry.to_bytes();
        frames.extend_from_slice(&length(&bytes));
        frames.extend_from_slice(&bytes);
    }
    frames
}

/// Takes the frames apart and chains the entries from the span's `previous`.
fn chain(mut frames: &[u8], span: &Span) -> Result<Vec<Chained>, BatchError> {
    let mut chained = Vec::new();
    let (mut seq, mut previous) = (span.first, span.previous);
    while !frames.is_empty() {
        if seq > span.last {
            return Err(BatchError::Chain);
        }
        let (frame, rest) = split_frame(frames)?;
        let entry = Entry::read(frame)?.chained(span.commune, span.device, seq, previous);
        previous = entry.digest;
        seq = seq.saturating_add(1);
        chained.push(entry);
        frames = rest;
    }
    Ok(chained)
}

fn split_frame(frames: &[u8]) -> Result<(&[u8], &[u8]), FormatError> {
    let (length, rest) = frames.split_first_chunk::<4>().ok_or(FormatError::Form)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| FormatError::TooLong)?;
    if length > ENTRY_BYTES_MAX {
        return Err(FormatError::TooLong);
    }
    rest.split_at_checked(length).ok_or(FormatError::Form)
}

/// The longest run from the front that fits into one batch, and how many entries it took.
fn cut_one(entries: &[Chained], key: &DeviceKey) -> Result<(Batch, usize), BatchError> {
    let mut taken = first_attempt(entries);
    loop {
        let run = entries.get(..taken).unwrap_or_default();
        let batch = seal_run(run, key)?;
        let bytes = batch.to_bytes().len();
        if bytes <= BATCH_BYTES_MAX {
            return Ok((batch, taken));
        }
        // One entry always fits: ENTRY_BYTES_MAX is half of BATCH_BYTES_MAX.
        taken = (taken.saturating_mul(BATCH_BYTES_MAX) / bytes).min(taken.saturating_sub(1)).max(1);
    }
}

fn first_attempt(entries: &[Chained]) -> usize {
    let mut bytes = 0usize;
    let fits = |it: &&Chained| {
        bytes = bytes.saturating_add(it.entry.to_bytes().len());
        bytes <= CUT_BYTES
    };
    entries.iter().take(BATCH_ENTRIES_MAX).take_while(fits).count().max(1)
}

fn seal_run(run: &[Chained], key: &DeviceKey) -> Result<Batch, BatchError> {
    let span = span_of(run)?;
    if key.public().device() != span.device {
        return Err(SignatureError.into());
    }
    let frames = framed(run.iter().map(|it| &it.entry));
    let compressed = deflate(&frames)?;
    Ok(Batch { span, inflated_bytes: frames.len(), compressed, signature: key.sign(&span.digest()) })
}

fn span_of(run: &[Chained]) -> Result<Span, BatchError> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Err(BatchError::Chain) };
    let consecutive = run.iter().zip(run.iter().skip(1)).all(|(a, b)| {
        a.digest == b.previous && a.seq.checked_add(1) == Some(b.seq) && (a.commune, a.device) == (b.commune, b.device)
    });
    if !consecutive {
        return Err(BatchError::Chain);
    }
    Ok(Span {
        commune: first.commune,
        device: first.device,
        first: first.seq,
        last: last.seq,
        previous: first.previous,
        head: last.digest,
    })
}
