//! Reads what lies in the files of laptops and centre, and what receipts say, without the code under test: its own SQL,
//! its own reading of the bytes after PROTOCOL.md, its own digests.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use minicbor::Decoder;
use minicbor::data::Type;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The first eight bytes of an identity or digest: enough to tell things apart.
pub type Short = u64;

/// An entry as it lies somewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Entry {
    /// Whose.
    pub device: Short,
    /// Its place in the chain.
    pub seq: u64,
    /// Its digest, computed from its bytes.
    pub digest: Short,
    /// The digest of the entry before it; 0 before a device's first.
    pub previous: Short,
}

/// An assist as a laptop shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ShownAssist {
    /// Which.
    pub assist: Short,
    /// Its session.
    pub session: Short,
    /// The outcome's wire code.
    pub outcome: i64,
    /// Whether it counts no more.
    pub voided: bool,
}

/// The stamp of an entry as it lies on a laptop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stamped {
    /// Whose.
    pub device: Short,
    /// Its place in the chain.
    pub seq: u64,
    /// When it was made, as its writer said: ms since 1970 UTC.
    pub wall_ms: i64,
    /// Whether the laptop says that this lies too far ahead.
    pub flagged: bool,
}

/// What a receipt says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Claim {
    /// Of which log.
    pub log: Short,
    /// Whose entries.
    pub device: Short,
    /// The last one's digest.
    pub head: Short,
    /// Its number.
    pub up_to: u64,
    /// How many.
    pub count: u64,
}

/// A 32-byte digest in full.
type Digest = [u8; 32];

/// Shortens an identity or a digest.
#[must_use]
pub fn short(bytes: &[u8]) -> Short {
    let mut first = [0; 8];
    first.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    Short::from_be_bytes(first)
}

/// An eye on a laptop's file; it never writes.
#[derive(Debug)]
pub struct Eye(Connection);

impl Eye {
    /// Looks into an encrypted file that somebody has open.
    ///
    /// # Errors
    /// The file, or the key.
    pub fn on(path: &Path, key: &[u8]) -> Result<Self> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        db.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{hex}'\""))?;
        Ok(Self(db))
    }

    /// Whose file it is.
    ///
    /// # Errors
    /// The file.
    pub fn device(&self) -> Result<Short> {
        Ok(self.0.query_row("SELECT device FROM identity", [], |row| Ok(short(row.get_ref(0)?.as_blob()?)))?)
    }

    /// Every entry, its chain proven from the device's beginning.
    ///
    /// # Errors
    /// The file, or an entry that attaches nowhere.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        let mut beginnings = BTreeMap::new();
        let mut devices = self.0.prepare_cached("SELECT device, signing_key FROM device")?;
        let mut rows = devices.query([])?;
        let commune: Vec<u8> = self.0.query_row("SELECT commune FROM identity", [], |row| row.get(0))?;
        while let Some(row) = rows.next()? {
            let (device, key): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
            beginnings.insert(device, key);
        }
        let mut statement =
            self.0.prepare_cached("SELECT device, seq, digest, bytes FROM entry ORDER BY device, seq, branch")?;
        let mut rows = statement.query([])?;
        let mut chains = Chains::of(commune, beginnings);
        while let Some(row) = rows.next()? {
            let seq = u64::try_from(row.get::<_, i64>(1)?)?;
            let stated: Vec<u8> = row.get(2)?;
            chains.add(row.get_ref(0)?.as_blob()?, seq, &stated, row.get_ref(3)?.as_blob()?)?;
        }
        Ok(chains.entries)
    }

    /// What of this laptop's own entries came after `seq`, in the words of the file alone.
    ///
    /// # Errors
    /// The file.
    pub fn own_since(&self, seq: u64) -> Result<Vec<(u64, Short)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT seq, digest FROM entry
             WHERE device = (SELECT device FROM identity) AND branch = 0 AND seq > ?1 ORDER BY seq",
        )?;
        let rows = statement.query_map([i64::try_from(seq)?], |row| {
            Ok((u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(), short(row.get_ref(1)?.as_blob()?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The stamps of all entries, and which of them are said to lie too far ahead.
    ///
    /// # Errors
    /// The file.
    pub fn stamps(&self) -> Result<Vec<Stamped>> {
        let mut statement = self.0.prepare_cached(
            "SELECT device, seq, bytes, EXISTS (SELECT 1 FROM matter WHERE matter.entry = entry.id AND matter = 4)
             FROM entry ORDER BY device, seq, branch",
        )?;
        let mut rows = statement.query([])?;
        let mut stamps = Vec::new();
        while let Some(row) = rows.next()? {
            let Ok(wall_ms) = wall_ms(row.get_ref(2)?.as_blob()?) else { continue };
            let (device, seq) = (short(row.get_ref(0)?.as_blob()?), u64::try_from(row.get::<_, i64>(1)?)?);
            stamps.push(Stamped { device, seq, wall_ms, flagged: row.get(3)? });
        }
        Ok(stamps)
    }

    /// The entries of which it is said that something is the matter with them, corrections without their record included.
    ///
    /// # Errors
    /// The file.
    pub fn told(&self) -> Result<Vec<(Short, i64)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT digest, matter FROM matter JOIN entry ON entry.id = matter.entry
             UNION SELECT digest, 6 FROM held JOIN entry ON entry.id = held.entry ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok((short(row.get_ref(0)?.as_blob()?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The number of the newest entry of a device that lies here; 0 where there is none.
    ///
    /// # Errors
    /// The file.
    pub fn newest_of(&self, device: &[u8]) -> Result<u64> {
        let newest = "SELECT coalesce(max(seq), 0) FROM entry WHERE device = ?1";
        Ok(u64::try_from(self.0.query_row(newest, [device], |row| row.get::<_, i64>(0))?)?)
    }

    /// The assists as they show.
    ///
    /// # Errors
    /// The file.
    pub fn assists(&self) -> Result<Vec<ShownAssist>> {
        let mut statement =
            self.0.prepare_cached("SELECT record, session, outcome, voided FROM assist ORDER BY record")?;
        let rows = statement.query_map([], |row| {
            Ok(ShownAssist {
                assist: short(row.get_ref(0)?.as_blob()?),
                session: short(row.get_ref(1)?.as_blob()?),
                outcome: row.get(2)?,
                voided: row.get::<_, Option<i64>>(3)?.is_some(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many conflicts wait to be settled.
    ///
    /// # Errors
    /// The file.
    pub fn conflicts(&self) -> Result<u64> {
        let count: i64 = self.0.query_row("SELECT count(*) FROM conflict", [], |row| row.get(0))?;
        Ok(u64::try_from(count)?)
    }

    /// A digest of every view, with entries named by their digests and not by their rows.
    ///
    /// # Errors
    /// The file.
    pub fn views(&self) -> Result<BTreeMap<String, Short>> {
        VIEWS.iter().map(|view| Ok(((*view).to_owned(), self.view(view)?))).collect()
    }

    fn view(&self, table: &str) -> Result<Short> {
        let mut statement = self.0.prepare_cached(&format!("SELECT * FROM {table}"))?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let mut line = Vec::new();
            for (place, name) in names.iter().enumerate() {
                self.cell(name, row.get_ref(place)?, &mut line)?;
            }
            lines.push(line);
        }
        lines.sort();
        Ok(short(blake3::hash(&lines.concat()).as_bytes()))
    }

    fn cell(&self, name: &str, value: ValueRef<'_>, line: &mut Vec<u8>) -> Result<()> {
        match value {
            ValueRef::Integer(entry) if name == "entry" || name == "closing" => {
                let mut digest = self.0.prepare_cached("SELECT digest FROM entry WHERE id = ?1")?;
                line.extend(digest.query_row([entry], |row| row.get::<_, Vec<u8>>(0))?);
            }
            ValueRef::Null => line.push(0),
            ValueRef::Integer(number) => line.extend(number.to_le_bytes()),
            ValueRef::Real(number) => line.extend(number.to_le_bytes()),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => line.extend(sized(bytes)),
        }
        line.push(b'|');
        Ok(())
    }
}

/// The stamp in an entry's header.
fn wall_ms(entry: &[u8]) -> Result<i64> {
    let mut frame = Decoder::new(entry);
    frame.array()?;
    let mut header = Decoder::new(frame.bytes()?);
    header.array()?;
    header.skip()?;
    Ok(header.i64()?)
}

/// The views that every laptop must have alike.
const VIEWS: [&str; 13] = [
    "commune",
    "village",
    "unit",
    "member",
    "certificate",
    "session",
    "outreach",
    "citizen",
    "assist",
    "roster_edition",
    "conflict",
    "held",
    "quarantine",
];

/// What the centre holds: its log's id, and every entry of every batch, repeats included.
///
/// # Errors
/// The file, or bytes that are not what PROTOCOL.md says.
pub fn centre(path: &Path) -> Result<(Short, Vec<Entry>)> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let log = db.query_row("SELECT log_id FROM centre", [], |row| Ok(short(row.get_ref(0)?.as_blob()?)))?;
    let mut keys = BTreeMap::new();
    let mut devices = db.prepare("SELECT device, public_key FROM device")?;
    let mut rows = devices.query([])?;
    while let Some(row) = rows.next()? {
        let (device, key): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        keys.insert(device, key);
    }
    let mut items = db.prepare("SELECT commune, bytes FROM item WHERE kind = 2 ORDER BY position")?;
    let mut rows = items.query([])?;
    let mut chains = Chains::of(Vec::new(), keys);
    while let Some(row) = rows.next()? {
        chains.commune = row.get(0)?;
        chains.add_item(row.get_ref(1)?.as_blob()?)?;
    }
    Ok((log, chains.entries))
}

/// The claims of the receipts in a reply; none of what is no reply.
#[must_use]
pub fn claims(reply: &[u8]) -> Vec<Claim> {
    read_claims(reply).unwrap_or_default()
}

fn read_claims(reply: &[u8]) -> Result<Vec<Claim>> {
    let mut reply = Decoder::new(reply);
    reply.array()?.context("indefinite")?;
    (0..4).try_for_each(|_| reply.skip())?;
    let count = reply.array()?.context("indefinite")?;
    (0..count).map(|_| claim(reply.bytes()?)).collect()
}

fn claim(receipt: &[u8]) -> Result<Claim> {
    let mut frame = Decoder::new(receipt);
    frame.array()?;
    let mut body = Decoder::new(frame.bytes()?);
    body.array()?;
    body.skip()?;
    body.skip()?;
    let device = short(body.bytes()?);
    let (head, up_to, count) = (short(body.bytes()?), body.u64()?, body.u64()?);
    Ok(Claim { log: short(body.bytes()?), device, head, up_to, count })
}

/// The batches that a request offers, each by the digest of its bytes, which are frozen, and how many those are. None of
/// what is no request.
#[must_use]
pub fn offered(request: &[u8]) -> Vec<(Short, usize)> {
    read_offered(request).unwrap_or_default()
}

fn read_offered(request: &[u8]) -> Result<Vec<(Short, usize)>> {
    let mut frame = Decoder::new(request);
    frame.array()?;
    (0..3).try_for_each(|_| frame.skip())?;
    let mut body = Decoder::new(frame.bytes()?);
    body.array()?;
    (0..3).try_for_each(|_| body.skip())?;
    let mut batches = Vec::new();
    for _ in 0..body.array()?.context("indefinite")? {
        let item = body.bytes()?;
        let mut kind = Decoder::new(item);
        kind.array()?;
        batches.extend((kind.u64()? == 2).then(|| (short(blake3::hash(item).as_bytes()), item.len())));
    }
    Ok(batches)
}

/// Entries that are chained as they come.
struct Chains {
    commune: Vec<u8>,
    keys: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The digests found with each number of each device.
    found: BTreeMap<(Vec<u8>, u64), Vec<Digest>>,
    entries: Vec<Entry>,
}

impl Chains {
    const fn of(commune: Vec<u8>, keys: BTreeMap<Vec<u8>, Vec<u8>>) -> Self {
        Self { commune, keys, found: BTreeMap::new(), entries: Vec::new() }
    }

    /// An entry that stands alone: what comes before it is found by trying.
    fn add(&mut self, device: &[u8], seq: u64, stated: &[u8], bytes: &[u8]) -> Result<()> {
        let befores = match seq {
            1 => vec![self.beginning(device)?],
            _ => self.found.get(&(device.to_vec(), seq.saturating_sub(1))).cloned().unwrap_or_default(),
        };
        for previous in befores {
            let digest = self.digest(device, &previous, bytes)?;
            if digest == stated {
                self.keep(device, seq, &previous, digest);
                return Ok(());
            }
        }
        // Attached to nothing: the checker says so.
        self.entries.push(Entry { device: short(device), seq, digest: short(stated), previous: Short::MAX });
        Ok(())
    }

    fn add_item(&mut self, item: &[u8]) -> Result<()> {
        let mut frame = Decoder::new(item);
        frame.array()?;
        if frame.u64()? != 2 {
            bail!("not a batch");
        }
        let mut batch = Decoder::new(frame.bytes()?);
        batch.array()?;
        batch.skip()?;
        batch.skip()?;
        let device = batch.bytes()?.to_vec();
        let (first, last) = (batch.u64()?, batch.u64()?);
        let mut previous: Digest = batch.bytes()?.try_into()?;
        batch.skip()?;
        let inflated = usize::try_from(batch.u64()?)?;
        let entries = zstd::bulk::decompress(batch.bytes()?, inflated)?;
        let mut rest = entries.as_slice();
        for seq in first..=last {
            let (length, after) = rest.split_at_checked(4).context("cut")?;
            let length = usize::try_from(u32::from_le_bytes(length.try_into()?))?;
            let (bytes, after) = after.split_at_checked(length).context("cut")?;
            let digest = self.digest(&device, &previous, bytes)?;
            self.keep(&device, seq, &previous, digest);
            (previous, rest) = (digest, after);
        }
        Ok(())
    }

    fn keep(&mut self, device: &[u8], seq: u64, previous: &Digest, digest: Digest) {
        self.found.entry((device.to_vec(), seq)).or_default().push(digest);
        let previous = if seq == 1 { 0 } else { short(previous) };
        self.entries.push(Entry { device: short(device), seq, digest: short(&digest), previous });
    }

    fn beginning(&self, device: &[u8]) -> Result<Digest> {
        let key = self.keys.get(device).context("an entry of an unknown device")?;
        Ok(derive("beginning", &[&self.commune, key]))
    }

    fn digest(&self, device: &[u8], previous: &Digest, entry: &[u8]) -> Result<Digest> {
        let mut frame = Decoder::new(entry);
        frame.array()?;
        let (header, facts) = (sized(frame.bytes()?), sized(frame.bytes()?));
        let slot = slot_digest(&mut frame)?;
        let act = if frame.datatype()? == Type::Null { sized(&[]) } else { sized(frame.bytes()?) };
        Ok(derive("entry", &[previous, &self.commune, device, &header, &facts, &slot, &act]))
    }
}

fn slot_digest(frame: &mut Decoder<'_>) -> Result<Digest> {
    let kind = frame.datatype()?;
    if kind == Type::Null {
        frame.null()?;
        return Ok([0; 32]);
    }
    if kind == Type::Array {
        frame.array()?;
        return Ok(frame.bytes()?.try_into()?);
    }
    Ok(derive("slot", &[&sized(frame.bytes()?)]))
}

fn derive(name: &str, parts: &[&[u8]]) -> Digest {
    let mut hasher = blake3::Hasher::new_derive_key(&format!("dong-hanh v1 {name}"));
    parts.iter().for_each(|part| {
        hasher.update(part);
    });
    *hasher.finalize().as_bytes()
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [length.to_le_bytes().as_slice(), bytes].concat()
}
