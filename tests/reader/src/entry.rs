//! Entries, slots, batches and receipts of §4, §7 and §9.

use anyhow::{Context, Result, bail, ensure};

use crate::cbor::{self, Value, at};
use crate::digest::{Bytes32, digest, fixed, signed, sized};

/// A batch that proved itself.
#[derive(Debug)]
pub struct Batch {
    /// The commune.
    pub commune: Vec<u8>,
    /// The laptop that wrote it.
    pub device: Vec<u8>,
    /// Its entries in their order.
    pub entries: Vec<Entry>,
    /// The digest of the last.
    pub head: Bytes32,
}

/// An entry in its chain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The header's bytes.
    pub header: Vec<u8>,
    /// The facts' bytes.
    pub facts: Vec<u8>,
    /// What the slot is.
    pub slot: Slot,
    /// The digest of the slot.
    pub slot_digest: Bytes32,
    /// A leader's or the root's signature.
    pub act: Option<Vec<u8>>,
    /// The digest of the whole, with all before it.
    pub digest: Bytes32,
}

/// What stands in the place of what is personal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// There never was anything.
    None,
    /// Sealed: the body's bytes.
    Sealed(Vec<u8>),
    /// Erased; its digest stays.
    Erased,
}

/// Reads and verifies a batch with its laptop's key.
///
/// # Errors
/// Whatever of §7 does not hold.
pub fn batch(bytes: &[u8], key: &[u8]) -> Result<Batch> {
    let frame = cbor::frame(bytes, 10)?;
    ensure!(at(&frame, 0)?.int()? == 1, "a newer batch");
    let bytes_of = |place| at(&frame, place).and_then(Value::bytes);
    let (commune, device, previous, head) = (bytes_of(1)?, bytes_of(2)?, bytes_of(5)?, bytes_of(6)?);
    let (first, last) = (at(&frame, 3)?.unsigned()?, at(&frame, 4)?.unsigned()?);
    let parts = [commune, device, &first.to_le_bytes(), &last.to_le_bytes(), previous, head];
    signed(key, &digest("batch", &parts), bytes_of(9)?)?;
    let length = usize::try_from(at(&frame, 7)?.unsigned()?)?;
    let inflated = zstd::bulk::decompress(bytes_of(8)?, length)?;
    ensure!(inflated.len() == length, "inflates into something shorter");
    let entries = chain(&inflated, fixed(previous)?, commune, device)?;
    ensure!(u64::try_from(entries.len())? == last.saturating_sub(first) + 1, "another number of entries");
    let head = fixed(head)?;
    ensure!(entries.last().map(|it| it.digest) == Some(head), "ends in another head");
    Ok(Batch { commune: commune.to_vec(), device: device.to_vec(), entries, head })
}

fn chain(inflated: &[u8], mut previous: Bytes32, commune: &[u8], device: &[u8]) -> Result<Vec<Entry>> {
    let (mut rest, mut entries) = (inflated, Vec::new());
    while !rest.is_empty() {
        let (length, behind) = rest.split_at_checked(4).context("no length")?;
        let length = usize::try_from(u32::from_le_bytes(fixed(length)?))?;
        let (frame, left) = behind.split_at_checked(length).context("the entries end too early")?;
        let entry = entry(frame, &previous, commune, device)?;
        (previous, rest) = (entry.digest, left);
        entries.push(entry);
    }
    Ok(entries)
}

/// Reads an entry that follows on a digest.
///
/// # Errors
/// It is none.
pub fn entry(bytes: &[u8], previous: &Bytes32, commune: &[u8], device: &[u8]) -> Result<Entry> {
    let frame = cbor::frame(bytes, 4)?;
    let (header, facts) = (at(&frame, 0)?.bytes()?, at(&frame, 1)?.bytes()?);
    let (slot, slot_digest) = slot(at(&frame, 2)?)?;
    let act = at(&frame, 3)?.bytes_or_null()?.map(<[u8]>::to_vec);
    let (sized_header, sized_facts) = (sized(header)?, sized(facts)?);
    let sized_act = sized(act.as_deref().unwrap_or_default())?;
    let parts = [previous.as_slice(), commune, device, &sized_header, &sized_facts, &slot_digest, &sized_act];
    let digest = digest("entry", &parts);
    Ok(Entry { header: header.to_vec(), facts: facts.to_vec(), slot, slot_digest, act, digest })
}

fn slot(value: &Value) -> Result<(Slot, Bytes32)> {
    match value {
        Value::Null => Ok((Slot::None, [0; 32])),
        Value::Bytes(body) => Ok((Slot::Sealed(body.clone()), digest("slot", &[&sized(body)?]))),
        Value::Array(erased) => Ok((Slot::Erased, fixed(at(erased, 0)?.bytes()?)?)),
        Value::Int(_) | Value::Text(_) | Value::Bool(_) => bail!("no slot"),
    }
}

/// Whether a key signed an act.
///
/// # Errors
/// It did not, or there is no signature.
pub fn act_by(entry: &Entry, commune: &[u8], device: &[u8], key: &[u8]) -> Result<()> {
    let signature = entry.act.as_deref().context("no act")?;
    let parts = [commune, device, &sized(&entry.header)?, &sized(&entry.facts)?, &entry.slot_digest];
    signed(key, &digest("act", &parts), signature)
}

/// What a receipt proves.
#[derive(PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The laptop.
    pub device: Vec<u8>,
    /// The head of its branch.
    pub head: Vec<u8>,
    /// The number of the last entry.
    pub up_to_seq: u64,
    /// How many there are.
    pub count: u64,
    /// The log.
    pub log: Vec<u8>,
    /// The place in the log.
    pub position: u64,
}

/// Reads and verifies a receipt with the centre's key.
///
/// # Errors
/// Whatever of §9 does not hold.
pub fn receipt(bytes: &[u8], centre: &[u8]) -> Result<Receipt> {
    let frame = cbor::frame(bytes, 2)?;
    let body = at(&frame, 0)?.bytes()?;
    signed(centre, &digest("receipt", &[&sized(body)?]), at(&frame, 1)?.bytes()?)?;
    let body = cbor::body(body, 9)?;
    let (bytes_of, number) = (|place| at(&body, place)?.bytes(), |place| at(&body, place)?.unsigned());
    ensure!(number(0)? == 1, "a newer receipt");
    Ok(Receipt {
        device: bytes_of(2)?.to_vec(),
        head: bytes_of(3)?.to_vec(),
        up_to_seq: number(4)?,
        count: number(5)?,
        log: bytes_of(6)?.to_vec(),
        position: number(7)?,
    })
}
