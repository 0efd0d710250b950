//! Writing a bundle: beside its place, made durable, read back and compared, then renamed. A stick that is pulled out or
//! lies is noticed, and whatever lay at the place is as it was.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use journal::bundle::{BundleError, BundleReader, BundleWriter, PartKind};

use super::plan::Plan;
use crate::failure::{bug, chosen_place, stick};
use crate::{Code, Error, atomic};

/// Bytes read back at once.
const READ_BYTES: usize = 64 * 1024;

/// Why writing stopped.
#[derive(Debug)]
enum Stopped {
    /// The stick.
    Io(io::Error),
    /// What was to be written could not be loaded.
    Load(Error),
    /// It is over a bundle's limits.
    Bundle(BundleError),
}

/// Writes the bundle to `path`, whole or not at all; returns its length in bytes. `progress` hears how many parts of how
/// many are written.
///
/// # Errors
/// [`Code::CannotWrite`], [`Code::DiskFull`], [`Code::StickFailed`], or whatever `load` fails with.
pub(crate) fn to_file<P>(
    path: &Path,
    plan: &Plan<P>,
    bytes_at_most: u64,
    load: impl FnMut(&P) -> Result<(PartKind, Vec<u8>), Error>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<u64, Error> {
    let file = begin(path, bytes_at_most).map_err(|error| chosen_place(&error, path))?;
    let neighbour = atomic::neighbour(path);
    let written = fill(file, &neighbour, plan, load, progress).and_then(|bytes| {
        atomic::place(&neighbour, path)?;
        Ok(bytes)
    });
    written.map_err(|stopped| {
        atomic::discard(&neighbour);
        match stopped {
            Stopped::Io(error) => stick(&error),
            Stopped::Load(error) => error,
            Stopped::Bundle(BundleError::TooLong) => Error::new(Code::BundleTooBig),
            Stopped::Bundle(BundleError::NotABundle | BundleError::Newer | BundleError::Parts) => bug("bundle-write"),
        }
    })
}

/// Opens the neighbour, if a file can lie at `path` and there is room for it.
fn begin(path: &Path, bytes: u64) -> io::Result<File> {
    if path.file_name().is_none() || path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A place that does not say how much room it has may have enough.
    if fs4::available_space(folder).is_ok_and(|free| free < bytes) {
        return Err(io::ErrorKind::StorageFull.into());
    }
    atomic::create(&atomic::neighbour(path))
}

fn fill<P>(
    file: File,
    neighbour: &Path,
    plan: &Plan<P>,
    load: impl FnMut(&P) -> Result<(PartKind, Vec<u8>), Error>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<u64, Stopped> {
    let mut out = BufWriter::new(file);
    let total = stream(&mut out, plan, load, progress)?;
    let file = out.into_inner().map_err(|error| Stopped::Io(error.into_error()))?;
    file.sync_all()?;
    forget_cached(&file);
    drop(file);
    Ok(read_back(&mut File::open(neighbour)?, &total)?)
}

/// Writes part by part; returns the digest of everything.
fn stream<P>(
    out: &mut impl Write,
    plan: &Plan<P>,
    mut load: impl FnMut(&P) -> Result<(PartKind, Vec<u8>), Error>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<[u8; 32], Stopped> {
    let (mut writer, first) = BundleWriter::begin(&plan.header)?;
    out.write_all(&first)?;
    for (done, part) in (1_u64..).zip(&plan.parts) {
        let (kind, content) = load(part).map_err(Stopped::Load)?;
        out.write_all(&writer.part(kind, &content)?)?;
        progress(done, plan.header.parts.into());
    }
    let (end, total) = writer.end()?;
    out.write_all(&end)?;
    out.flush()?;
    Ok(total)
}

/// Reads what lies there now; returns its length if it is what was written.
fn read_back(input: &mut impl Read, total: &[u8; 32]) -> io::Result<u64> {
    let different = |_| io::Error::from(io::ErrorKind::InvalidData);
    let (mut reader, mut buffer, mut bytes) = (BundleReader::new(), vec![0; READ_BYTES], 0_u64);
    loop {
        let read = input.read(&mut buffer)?;
        match read {
            0 => reader.close(),
            _ => reader.feed(buffer.get(..read).unwrap_or_default()),
        }
        while reader.next().map_err(different)?.is_some() {}
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if read == 0 {
            break;
        }
    }
    let ending = reader.ending().map_err(different)?;
    if ending.whole && ending.total == *total { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// What is read back should come from the stick and not from memory. Where that cannot be asked for, the fsync before it
/// has told most of what can go wrong.
#[cfg(target_os = "linux")]
fn forget_cached(file: &File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
const fn forget_cached(_file: &File) {}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<BundleError> for Stopped {
    fn from(error: BundleError) -> Self {
        Self::Bundle(error)
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::CommuneId;
    use journal::bundle::{BundleHeader, Purpose};

    use super::super::plan::Planned;
    use super::*;

    fn receipts(parts: u8) -> Plan {
        let commune = CommuneId::from_bytes([1; 16]);
        let header = BundleHeader { purpose: Purpose::Return, commune, device: None, parts: parts.into(), tally: None };
        Plan { header, parts: (0..parts).map(|part| Planned::Receipt(vec![part; 400])).collect() }
    }

    fn loaded(part: &Planned) -> Result<(PartKind, Vec<u8>), Error> {
        let Planned::Receipt(bytes) = part else { panic!("receipts alone") };
        Ok((PartKind::Receipt, bytes.clone()))
    }

    /// A stick that takes so many bytes and is then pulled out.
    struct Pulled(usize);

    impl Write for Pulled {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            if taken == 0 { Err(io::Error::other("no such device")) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn t04_a_stick_pulled_out_at_any_byte_is_noticed() {
        let plan = receipts(3);
        let mut whole = Vec::new();
        stream(&mut whole, &plan, loaded, &mut |_, _| {}).unwrap();
        for bytes in 0..whole.len() {
            let stopped = stream(&mut Pulled(bytes), &plan, loaded, &mut |_, _| {});
            assert!(matches!(stopped, Err(Stopped::Io(_))), "{bytes} bytes");
        }
        assert!(stream(&mut Pulled(whole.len()), &plan, loaded, &mut |_, _| {}).is_ok());
    }

    #[test]
    fn t04_a_stick_that_keeps_something_else_is_noticed() {
        let plan = receipts(3);
        let mut whole = Vec::new();
        let total = stream(&mut whole, &plan, loaded, &mut |_, _| {}).unwrap();
        assert_eq!(read_back(&mut whole.as_slice(), &total).unwrap(), u64::try_from(whole.len()).unwrap());
        for at in 0..whole.len() {
            let mut kept = whole.clone();
            kept[at] ^= 1;
            assert!(read_back(&mut kept.as_slice(), &total).is_err(), "byte {at}");
            assert!(read_back(&mut &whole[..at], &total).is_err(), "cut at {at}");
        }
        assert!(read_back(&mut whole.as_slice(), &[0; 32]).is_err(), "a bundle, and not this one");
    }

    #[test]
    fn t04_what_cannot_be_written_leaves_what_lay_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dhb");
        std::fs::write(&path, b"yesterday's").unwrap();
        let mut left = 2;
        let failing = |part: &Planned| {
            left -= 1;
            if left < 0 { Err(Error::new(Code::DamagedFile)) } else { loaded(part) }
        };
        let error = to_file(&path, &receipts(3), 4096, failing, &mut |_, _| {}).unwrap_err();
        assert_eq!(error.code, Code::DamagedFile);
        assert_eq!(std::fs::read(&path).unwrap(), b"yesterday's");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        to_file(&path, &receipts(3), 4096, loaded, &mut |_, _| {}).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"dong-hanh bundle v1\n"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn t24_a_path_that_is_no_place_for_a_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let inside = |name: &str| folder.path().join(name);
        std::fs::create_dir(inside("taken")).unwrap();
        let places =
            ["".into(), "/".into(), "..".into(), inside("taken"), inside("no/such/folder.dhb"), inside("a\0b")];
        for path in places {
            let error = to_file(&path, &receipts(1), 4096, loaded, &mut |_, _| {}).unwrap_err();
            assert_eq!(error.code, Code::CannotWrite, "{}", path.display());
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
