//! Reading a bundle as its bytes come in: intact parts are handed out, damaged ones are named, memory is bounded.

use super::{BundleError, BundleHeader, END_KIND, HEAD_BYTES, HEADER_KIND, MAGIC, MAGIC_OF_ALL, MARK, PartKind};
use super::{length_max, part_digest, read_end, read_header, total_with};
use crate::cbor::FormatError;
use crate::limits::{BUNDLE_BYTES_MAX, BUNDLE_DAMAGED_NAMED_MAX, BUNDLE_DAMAGES_MAX, BUNDLE_PARTS_MAX};

/// A file that does not begin like a bundle is looked through so far for a part; a film is given up here.
const SEARCHED_BYTES_MAX: u64 = 1024 * 1024;

/// What the reader came upon.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// What the bundle says about itself; before anything else, unless it is damaged.
    Header(BundleHeader),
    /// An intact part. That it is intact says nothing about whether it is authentic.
    Part {
        /// What it holds.
        kind: PartKind,
        /// Its bytes.
        content: Vec<u8>,
    },
}

/// How a bundle ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// Every byte is as it was written.
    pub whole: bool,
    /// The end is missing: cut off, or the end itself is damaged.
    pub cut: bool,
    /// The numbers of damaged parts, ascending, at most `BUNDLE_DAMAGED_NAMED_MAX`; the header is 0.
    pub damaged: Vec<u32>,
    /// How many parts are damaged, and how many are missing at a cut end.
    pub lost: u32,
    /// The digest of everything; what the writer said if every byte is as it was written.
    pub total: [u8; 32],
}

/// A bundle being read: feed it bytes, take out what it found, and at last ask how it ended.
#[derive(Debug, Default)]
pub struct BundleReader {
    buffer: Vec<u8>,
    /// Bytes before this place are dealt with.
    at: usize,
    fed: u64,
    closed: bool,
    /// The first line was looked at.
    begun: bool,
    /// The first line is this version's.
    named: bool,
    /// The first line is another version's.
    named_otherwise: bool,
    header: Option<BundleHeader>,
    ended: bool,
    gave_up: bool,
    /// Some byte is not as it was written.
    spoiled: bool,
    intact: u32,
    /// Places that looked like a part and were none.
    failures: u32,
    /// The number that comes next.
    next: u32,
    lost: u32,
    damaged: Vec<u32>,
    total: [u8; 32],
}

/// What stands at a place of the file.
enum Place {
    /// More bytes are needed to say.
    Unsaid,
    /// No part begins here.
    Nothing,
    /// It looks like a part and is none.
    Broken,
    /// An intact part.
    Part { number: u32, kind: u8, digest: [u8; 32], length: usize },
}

impl BundleReader {
    /// A reader that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next bytes. Take out with [`BundleReader::next`] what they bring before feeding more: then no more
    /// than one part and these bytes are held.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.at.min(self.buffer.len()));
        self.at = 0;
        self.fed = self.fed.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.fed > BUNDLE_BYTES_MAX {
            self.give_up();
        }
        if !self.gave_up {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// No more bytes will come.
    pub const fn close(&mut self) {
        self.closed = true;
    }

    /// Whether feeding more is of no use.
    #[must_use]
    pub const fn has_enough(&self) -> bool {
        self.gave_up
    }

    /// The next find; none: more bytes are needed, or after [`BundleReader::close`] there is nothing more.
    ///
    /// # Errors
    /// Written by a newer version, or no bundle.
    #[expect(clippy::should_implement_trait, reason = "an iterator that is fed between two items is none")]
    pub fn next(&mut self) -> Result<Option<Found>, BundleError> {
        if !self.begun && !self.begin() {
            return Ok(None);
        }
        while !self.gave_up && !self.ended {
            match self.place() {
                Place::Unsaid => return Ok(None),
                Place::Nothing => self.seek()?,
                Place::Broken => self.pass_broken(),
                Place::Part { number, kind, digest, length } => {
                    let content = self.take(length);
                    if let Some(found) = self.settle(number, kind, &digest, content)? {
                        return Ok(Some(found));
                    }
                }
            }
        }
        self.spoiled |= !self.rest().is_empty();
        self.at = self.buffer.len();
        Ok(None)
    }

    /// How it ended, once nothing more was found.
    ///
    /// # Errors
    /// No part of it is intact.
    pub fn ending(mut self) -> Result<Ending, BundleError> {
        if self.intact == 0 {
            return Err(if self.named_otherwise { BundleError::Newer } else { BundleError::NotABundle });
        }
        if let (false, Some(header)) = (self.ended, self.header) {
            self.lost = self.lost.saturating_add(header.parts.saturating_add(1).saturating_sub(self.next));
        }
        Ok(Ending {
            whole: !self.spoiled && self.ended && self.lost == 0,
            cut: !self.ended,
            damaged: self.damaged,
            lost: self.lost,
            total: self.total,
        })
    }

    /// Looks at the first line; says whether enough of it is there.
    fn begin(&mut self) -> bool {
        let rest = self.rest();
        if rest.len() < MAGIC.len() && !self.closed {
            return false;
        }
        let named = rest.starts_with(MAGIC);
        let of_any = rest.starts_with(MAGIC_OF_ALL) && rest.len() >= MAGIC.len();
        self.at = if named { MAGIC.len() } else { 0 };
        (self.begun, self.spoiled, self.named, self.named_otherwise) = (true, !named, named, of_any && !named);
        true
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    fn place(&self) -> Place {
        let rest = self.rest();
        let lacking = if self.closed { Place::Nothing } else { Place::Unsaid };
        if !MARK.starts_with(rest.get(..MARK.len()).unwrap_or(rest)) {
            return Place::Nothing;
        }
        let Some((number, kind, length, digest)) = head(rest) else {
            return if rest.is_empty() { Place::Unsaid } else { lacking };
        };
        if length > length_max(kind) || number > BUNDLE_PARTS_MAX.saturating_add(1) {
            return Place::Nothing;
        }
        let Some(content) = rest.get(HEAD_BYTES..HEAD_BYTES.saturating_add(length)) else { return lacking };
        match part_digest(number, kind, content) == digest {
            true => Place::Part { number, kind, digest, length },
            false => Place::Broken,
        }
    }

    /// Goes on to where the next part may begin.
    fn seek(&mut self) -> Result<(), BundleError> {
        self.spoiled = true;
        let behind = self.rest().get(1..).unwrap_or_default();
        let kept = if self.closed { 0 } else { MARK.len().saturating_sub(1) };
        let skipped = behind.windows(MARK.len()).position(|window| window == MARK);
        let skipped = skipped.unwrap_or_else(|| behind.len().saturating_sub(kept));
        self.at = self.at.saturating_add(1).saturating_add(skipped).min(self.buffer.len());
        let nowhere = self.intact == 0 && !self.named && !self.named_otherwise;
        if nowhere && self.fed > SEARCHED_BYTES_MAX { Err(BundleError::NotABundle) } else { Ok(()) }
    }

    /// Whoever fills a file with broken parts has each of them hashed; so they are counted.
    fn pass_broken(&mut self) {
        self.spoiled = true;
        self.at = self.at.saturating_add(1);
        self.failures = self.failures.saturating_add(1);
        if self.failures > BUNDLE_DAMAGES_MAX {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        (self.gave_up, self.spoiled) = (true, true);
        self.buffer.clear();
        self.at = 0;
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let end = HEAD_BYTES.saturating_add(length);
        let content = self.rest().get(HEAD_BYTES..end).unwrap_or_default().to_vec();
        self.at = self.at.saturating_add(end);
        content
    }

    fn settle(
        &mut self,
        number: u32,
        kind: u8,
        digest: &[u8; 32],
        content: Vec<u8>,
    ) -> Result<Option<Found>, BundleError> {
        self.intact = self.intact.saturating_add(1);
        self.name_damaged(number);
        if kind == END_KIND {
            self.settle_end(number, &content);
            return Ok(None);
        }
        self.total = total_with(&self.total, digest);
        match kind {
            HEADER_KIND => self.settle_header(number, &content),
            _ => Ok(Some(Found::Part { kind: PartKind::from_code(kind), content })),
        }
    }

    /// Whatever lies between the last intact part and this one is damaged.
    fn name_damaged(&mut self, number: u32) {
        self.spoiled |= number != self.next;
        for missing in self.next..number {
            self.lost = self.lost.saturating_add(1);
            if self.damaged.len() < BUNDLE_DAMAGED_NAMED_MAX {
                self.damaged.push(missing);
            }
        }
        self.next = self.next.max(number.saturating_add(1));
    }

    fn settle_header(&mut self, number: u32, content: &[u8]) -> Result<Option<Found>, BundleError> {
        let header = match read_header(content) {
            Ok(header) if number == 0 && self.header.is_none() => header,
            Err(FormatError::Newer) => return Err(BundleError::Newer),
            // Intact by its digest and yet no header: made by somebody who means no good.
            Ok(_) | Err(_) => {
                self.spoiled = true;
                return Ok(None);
            }
        };
        self.header = Some(header);
        Ok(Some(Found::Header(header)))
    }

    fn settle_end(&mut self, number: u32, content: &[u8]) {
        let announced = self.header.map(|header| header.parts);
        let (parts, total) = read_end(content).unwrap_or_default();
        let fits = number.checked_sub(1) == Some(parts) && announced == Some(parts) && total == self.total;
        self.spoiled |= !fits;
        self.ended = true;
    }
}

/// Number, kind, length and digest, if all of them are there.
fn head(rest: &[u8]) -> Option<(u32, u8, usize, [u8; 32])> {
    let (number, rest) = rest.get(MARK.len()..)?.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (digest, _) = rest.split_first_chunk::<32>()?;
    Some((u32::from_le_bytes(*number), *kind, usize::try_from(u32::from_le_bytes(*length)).ok()?, *digest))
}
