//! What the centre answers. Only its receipts are signed; everything else is checked or merely followed.

use domain::ids::{DeviceId, EntryDigest};

use super::mark::Mark;
use super::request::{bytes_list, put_bytes_list, put_mark, read_mark};
use crate::blob::BlobDigest;
use crate::cbor::{FormatError, Reader, Writer};
use crate::limits::{
    BLOB_BYTES_MAX, BLOBS_OFFERED_MAX, BLOBS_WANTED_MAX, EXPECTED_MAX, ITEM_BYTES_MAX, OFFERS_MAX, RECEIPT_BYTES_MAX,
    REPLY_BYTES_MAX, REPLY_ITEMS_MAX, REPLY_RECEIPTS_MAX,
};
use crate::receipt::LogId;

const VERSION: u8 = 1;
const FIELDS: usize = 14;

/// What became of an offered item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerdictCode {
    /// Stored now.
    Stored,
    /// Stored already.
    Repeat,
    /// Not stored: entries before it are missing; see `Verdict::expected`.
    Gap,
    /// Stored as a branch of its own: the device has written two histories.
    ForkStored,
    /// Not stored: it does not prove itself.
    NotAuthentic,
    /// Not stored: its device's chain is unknown here.
    UnknownDevice,
    /// Stored and set aside: written after the device was revoked; a leader decides.
    Quarantined,
    /// Not stored now: no room, or too many branches.
    NotNow,
    /// A newer centre's verdict; taken as not stored.
    Unknown(u8),
}

impl VerdictCode {
    /// The number on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Stored => 1,
            Self::Repeat => 2,
            Self::Gap => 3,
            Self::ForkStored => 4,
            Self::NotAuthentic => 5,
            Self::UnknownDevice => 6,
            Self::Quarantined => 7,
            Self::NotNow => 8,
            Self::Unknown(code) => code,
        }
    }

    /// Reads the number back.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Stored,
            2 => Self::Repeat,
            3 => Self::Gap,
            4 => Self::ForkStored,
            5 => Self::NotAuthentic,
            6 => Self::UnknownDevice,
            7 => Self::Quarantined,
            8 => Self::NotNow,
            _ => Self::Unknown(code),
        }
    }
}

/// The verdict on one offered item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// What became of it.
    pub code: VerdictCode,
    /// Its device, if it could be read.
    pub device: Option<DeviceId>,
    /// The digest of its last entry, if it is a batch that could be read.
    pub head: Option<EntryDigest>,
    /// The number expected next of its device, where the code is a gap.
    pub expected: Option<u64>,
}

/// What the centre expects next of one branch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Expected {
    /// The device.
    pub device: DeviceId,
    /// The number of the first entry that it lacks.
    pub next_seq: u64,
    /// The digest of the last entry that it has; the device's beginning where it has none.
    pub head: EntryDigest,
}

/// An item of the log with its position.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PulledItem {
    /// Its position in the log, from 1.
    pub position: u64,
    /// The item as it travels.
    pub bytes: Vec<u8>,
}

/// What the centre answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The centre's clock, ms since 1970 UTC.
    pub centre_time_ms: i64,
    /// The centre's log.
    pub log: LogId,
    /// One verdict per item offered, in the order of the offers.
    pub verdicts: Vec<Verdict>,
    /// Receipts as they travel: the asker's newest, and one per branch touched.
    pub receipts: Vec<Vec<u8>>,
    /// Others' items after the cursor, positions ascending.
    pub items: Vec<PulledItem>,
    /// The cursor's new position.
    pub next_position: u64,
    /// The centre's mark there; none at 0.
    pub next_mark: Option<Mark>,
    /// Whether there is more to pull.
    pub more: bool,
    /// What is expected next, one row per branch, if asked or if the log was reset.
    pub expected: Vec<Expected>,
    /// Blobs wanted and found, as they travel.
    pub blobs: Vec<Vec<u8>>,
    /// The cursor's log is not this one: the centre was restored from a backup and begins a new log.
    pub log_reset: bool,
    /// Of the blobs offered, those the centre holds now.
    pub blobs_held: Vec<BlobDigest>,
    /// Items of what was lacking, as they travel; the cursor has nothing to do with them.
    pub found: Vec<Vec<u8>>,
}

impl Reply {
    /// The reply as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(FIELDS);
        w.u8(VERSION).i64(self.centre_time_ms).bytes(&self.log.0);
        w.list(self.verdicts.iter(), put_verdict);
        put_bytes_list(&mut w, &self.receipts);
        w.list(self.items.iter(), |w, item| {
            w.array(2).u64(item.position).bytes(&item.bytes);
        });
        w.u64(self.next_position);
        put_mark(&mut w, self.next_mark);
        w.bool(self.more);
        w.list(self.expected.iter(), |w, it| {
            w.array(3).bytes(it.device.as_bytes()).u64(it.next_seq).bytes(&it.head.0);
        });
        put_bytes_list(&mut w, &self.blobs);
        w.bool(self.log_reset);
        w.list(self.blobs_held.iter(), |w, digest| {
            w.bytes(&digest.0);
        });
        put_bytes_list(&mut w, &self.found);
        w.finish()
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// Another form, a newer version, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > REPLY_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        Reader::body(bytes, FIELDS, |r| {
            if r.u8()? != VERSION {
                return Err(FormatError::Newer);
            }
            Ok(Self {
                centre_time_ms: r.i64()?,
                log: LogId(r.fixed()?),
                verdicts: r.list(OFFERS_MAX, |r| r.record(4, read_verdict))?,
                receipts: bytes_list(r, REPLY_RECEIPTS_MAX, RECEIPT_BYTES_MAX)?,
                items: r.list(REPLY_ITEMS_MAX, |r| r.record(2, read_item))?,
                next_position: r.u64()?,
                next_mark: read_mark(r)?,
                more: r.bool()?,
                expected: r.list(EXPECTED_MAX, |r| r.record(3, read_expected))?,
                blobs: bytes_list(r, BLOBS_WANTED_MAX, BLOB_BYTES_MAX)?,
                log_reset: r.bool()?,
                blobs_held: r.list(BLOBS_OFFERED_MAX, |r| r.fixed().map(BlobDigest))?,
                found: bytes_list(r, REPLY_ITEMS_MAX, ITEM_BYTES_MAX)?,
            })
        })
    }
}

/// [code, device|null, head|null, expected seq|null]
fn put_verdict(w: &mut Writer, it: &Verdict) {
    w.array(4).u8(it.code.code());
    w.option(it.device, |w, device| {
        w.bytes(device.as_bytes());
    });
    w.option(it.head, |w, head| {
        w.bytes(&head.0);
    });
    w.option(it.expected, |w, seq| {
        w.u64(seq);
    });
}

fn read_verdict(r: &mut Reader<'_>) -> Result<Verdict, FormatError> {
    Ok(Verdict {
        code: VerdictCode::from_code(r.u8()?),
        device: r.option(|r| r.fixed().map(DeviceId::from_bytes))?,
        head: r.option(|r| r.fixed().map(EntryDigest))?,
        expected: r.option(Reader::u64)?,
    })
}

fn read_item(r: &mut Reader<'_>) -> Result<PulledItem, FormatError> {
    Ok(PulledItem { position: r.u64()?, bytes: r.bytes(ITEM_BYTES_MAX)?.to_vec() })
}

fn read_expected(r: &mut Reader<'_>) -> Result<Expected, FormatError> {
    Ok(Expected { device: r.fixed().map(DeviceId::from_bytes)?, next_seq: r.u64()?, head: EntryDigest(r.fixed()?) })
}
