//! A byte scan: finds plain values in bytes, however they are spelled, also inside what was compressed. It knows nothing
//! of our formats but zstd's first four bytes, so that it also finds what lies where nobody thought it would.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use aho_corasick::AhoCorasick;
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use domain::fold::fold;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use unicode_normalization::UnicodeNormalization as _;

/// Shorter spellings are found by chance.
const SPELLING_BYTES_MIN: usize = 6;
/// What every zstd frame begins with.
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
/// Nothing that we compress is larger.
const INFLATED_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Frames within frames are looked into so far.
const DEPTH_MAX: u8 = 3;
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Values that must stand nowhere, in all their spellings.
pub struct Scan {
    finder: AhoCorasick,
    /// The value and the way it is spelled, in the finder's order.
    spelled: Vec<(usize, &'static str)>,
}

/// A value that was found: which of them, and how it was spelled. It says not where, since that is what the test says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Found {
    /// Its place among the values.
    pub value: usize,
    /// How it is spelled there.
    pub spelling: &'static str,
}

impl Scan {
    /// Looks for these values.
    ///
    /// # Errors
    /// A value too short to be told from chance, or too many of them.
    pub fn of(values: &[String]) -> Result<Self> {
        let (mut needles, mut spelled) = (Vec::new(), Vec::new());
        for (place, value) in values.iter().enumerate() {
            if value.len() < SPELLING_BYTES_MIN {
                bail!("value {place} is too short to look for");
            }
            for (spelling, bytes) in spellings(value) {
                needles.push(bytes);
                spelled.push((place, spelling));
            }
        }
        Ok(Self { finder: AhoCorasick::new(&needles)?, spelled })
    }

    /// What stands in some bytes, and in what is compressed there.
    #[must_use]
    pub fn bytes(&self, bytes: &[u8]) -> BTreeSet<Found> {
        self.within(bytes, 0)
    }

    /// What stands in the files below a folder; of SQLite's files also what stands in each field of each table, since a
    /// long value lies there in pieces.
    ///
    /// # Errors
    /// The disk.
    pub fn folder(&self, folder: &Path) -> Result<BTreeSet<Found>> {
        let mut found = BTreeSet::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            found.extend(self.bytes(entry.file_name().as_encoded_bytes()));
            if entry.file_type()?.is_dir() {
                found.extend(self.folder(&entry.path())?);
            } else if entry.file_type()?.is_file() {
                let bytes = std::fs::read(entry.path())?;
                found.extend(self.bytes(&bytes));
                if bytes.starts_with(SQLITE) {
                    found.extend(self.tables(&entry.path())?);
                }
            }
        }
        Ok(found)
    }

    fn within(&self, bytes: &[u8], depth: u8) -> BTreeSet<Found> {
        let hits = self.finder.find_overlapping_iter(bytes);
        let hits = hits.filter_map(|hit| self.spelled.get(hit.pattern().as_usize()));
        let mut found: BTreeSet<_> = hits.map(|(value, spelling)| Found { value: *value, spelling }).collect();
        if depth < DEPTH_MAX {
            for at in bytes.windows(ZSTD.len()).enumerate().filter_map(|(at, four)| (four == ZSTD).then_some(at)) {
                found.extend(self.within(&inflated(bytes.get(at..).unwrap_or_default()), depth + 1));
            }
        }
        found
    }

    /// Opened as a copy would be: what is in the log beside it counts too.
    fn tables(&self, file: &Path) -> Result<BTreeSet<Found>> {
        let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut found = BTreeSet::new();
        for table in names(&db)? {
            let mut statement = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    found.extend(self.bytes(&bytes_of(row.get_ref(column)?)));
                }
            }
        }
        Ok(found)
    }
}

/// A fault of ours, as it would look in a database: a text in what was compressed.
///
/// # Errors
/// The disk.
pub fn plant(database: &Path, text: &str) -> Result<()> {
    let packed = zstd::encode_all(format!("\u{0}{text}\u{0}").as_bytes(), 3)?;
    let db = Connection::open(database)?;
    db.execute_batch("CREATE TABLE IF NOT EXISTS planted (bytes BLOB)")?;
    db.execute("INSERT INTO planted VALUES (?1)", [packed])?;
    Ok(())
}

fn names(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>();
    names.context("the tables of a database")
}

fn bytes_of(value: ValueRef<'_>) -> Vec<u8> {
    match value {
        ValueRef::Null => Vec::new(),
        ValueRef::Integer(number) => number.to_string().into_bytes(),
        ValueRef::Real(number) => number.to_string().into_bytes(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
    }
}

/// As much as can be inflated; what follows the frame, or a frame that is cut, changes nothing about what came out.
fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if let Ok(decoder) = zstd::Decoder::new(bytes) {
        // Bytes that only look like a frame end in an error at once.
        drop(decoder.single_frame().take(INFLATED_BYTES_MAX).read_to_end(&mut out));
    }
    out
}

/// The ways in which a value could stand somewhere.
fn spellings(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    let texts = [
        ("text", value.to_owned()),
        ("decomposed", value.nfd().collect()),
        ("folded", fold(value)),
        ("lower case", value.to_lowercase()),
        ("upper case", value.to_uppercase()),
        ("folded, without spaces", fold(value).replace(' ', "")),
    ];
    for (name, text) in texts {
        all.push((name, text.clone().into_bytes()));
        all.push(("UTF-16, little end first", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        all.push(("UTF-16, big end first", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        all.extend(written(text.as_bytes()));
    }
    // Twelve digits may stand as a number.
    if let Ok(number) = value.parse::<u64>() {
        all.push(("a number, little end first", number.to_le_bytes().iter().take(6).copied().collect()));
        all.push(("a number, big end first", number.to_be_bytes().iter().skip(2).copied().collect()));
    }
    all.retain(|(_, bytes)| bytes.len() >= SPELLING_BYTES_MIN);
    all
}

/// Bytes as somebody writes bytes in text.
fn written(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |upper: bool| {
        let digits = bytes.iter().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") });
        digits.collect::<String>().into_bytes()
    };
    let escaped: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
    let mut all = vec![("hex", hex(false)), ("hex, capitals", hex(true)), ("percent", escaped.into_bytes())];
    for shift in 0..3 {
        all.push(("base64", shifted(bytes, shift, |bytes| STANDARD_NO_PAD.encode(bytes))));
        all.push(("base64 for addresses", shifted(bytes, shift, |bytes| URL_SAFE_NO_PAD.encode(bytes))));
    }
    all
}

/// The middle of what base64 makes of bytes that begin `shift` bytes into a group, which is the same whatever stands around.
fn shifted(bytes: &[u8], shift: usize, encode: impl Fn(&[u8]) -> String) -> Vec<u8> {
    let text = encode(&[&vec![0; shift], bytes].concat()).into_bytes();
    let first = (shift * 8).div_ceil(6);
    let whole = (shift + bytes.len()) * 8 / 6;
    text.get(first..whole).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Đặng Quỳnh Mẫu";
    const NUMBER: &str = "005185000007";

    fn scan() -> Scan {
        Scan::of(&[NAME.to_owned(), NUMBER.to_owned()]).unwrap()
    }

    fn hidden(inside: &[u8]) -> Vec<u8> {
        [b"before ".as_slice(), inside, b" behind"].concat()
    }

    #[test]
    fn a_value_is_found_in_each_of_its_spellings_and_nothing_is_found_where_it_is_not() {
        for (place, value) in [NAME, NUMBER].into_iter().enumerate() {
            for (spelling, bytes) in spellings(value) {
                let found = scan().bytes(&hidden(&bytes));
                assert!(found.iter().any(|it| it.value == place), "{spelling}: {bytes:02x?}");
            }
        }
        assert_eq!(scan().bytes(&hidden("Đặng Quỳnh Khác, 005185000008".as_bytes())), BTreeSet::new());
    }

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in 0..7 {
            let bytes = [&vec![b'x'; before], NAME.as_bytes(), b"yy"].concat();
            assert!(!scan().bytes(STANDARD_NO_PAD.encode(&bytes).as_bytes()).is_empty(), "{before} bytes in");
        }
    }

    #[test]
    fn a_value_is_found_inside_what_was_compressed_twice() {
        let once = zstd::encode_all(hidden(NAME.as_bytes()).as_slice(), 3).unwrap();
        let twice = zstd::encode_all(hidden(&once).as_slice(), 19).unwrap();
        assert_eq!(scan().bytes(&hidden(&twice)).first().map(|it| it.value), Some(0));
    }

    #[test]
    fn a_value_is_found_in_a_database_also_where_it_lies_in_pieces() {
        let place = tempfile::tempdir().unwrap();
        plant(&place.path().join("a.db"), NUMBER).unwrap();
        assert_eq!(scan().folder(place.path()).unwrap().first().map(|it| it.value), Some(1));
        let db = Connection::open(place.path().join("b.db")).unwrap();
        // So large that it lies on several pages, and compressed, so that no piece alone says anything.
        let long: Vec<u8> = (0..9_000_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
        let packed = zstd::encode_all([long.as_slice(), NAME.as_bytes()].concat().as_slice(), 3).unwrap();
        db.execute_batch("CREATE TABLE kept (bytes BLOB)").unwrap();
        db.execute("INSERT INTO kept VALUES (?1)", [&packed]).unwrap();
        assert_eq!(scan().folder(place.path()).unwrap().first().map(|it| it.value), Some(0));
    }

    #[test]
    fn a_value_in_the_name_of_a_file_is_found() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir(place.path().join("deep")).unwrap();
        std::fs::write(place.path().join("deep").join(format!("{NUMBER}.csv")), b"").unwrap();
        assert!(!scan().folder(place.path()).unwrap().is_empty());
    }

    #[test]
    fn what_is_too_short_is_not_looked_for() {
        assert!(Scan::of(&["An".to_owned()]).is_err());
    }
}
