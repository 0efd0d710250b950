//! A bundle on a bad stick: whatever was flipped or cut is named, and everything else comes in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::edits::sample_citizen;
use common::{Commune, NOW_MS};
use domain::edit::Edit;
use journal::bundle::{
    BundleError, BundleHeader, BundleReader, BundleWriter, Ending, Found, PartKind, Purpose, Tally, bytes_at_most,
};
use journal::limits::{BLOB_BYTES_MAX, BUNDLE_DAMAGES_MAX, BUNDLE_PARTS_MAX};
use journal::{Arrival, Item, LogId, Receipt};
use proptest::prelude::*;

/// First line, mark, and what stands before a part's content.
const MAGIC: usize = 20;
const MARK: usize = 8;
const HEAD: usize = 49;

type Parts = Vec<(PartKind, Vec<u8>)>;

/// A chain, two batches, a blob and a receipt, as they travel.
fn parts() -> Parts {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let mut batch = |seed| {
        let entries = laptop.write_all(&[Edit::Citizen(sample_citizen(seed))]);
        (PartKind::Item, Item::wrap_batch(&laptop.batch(&entries).to_bytes()))
    };
    let batches = [batch(7), batch(8)];
    let arrival = Arrival {
        commune: commune.id,
        device: laptop.device,
        head: laptop.head,
        up_to_seq: 2,
        count: 2,
        log: LogId([9; 16]),
        position: 2,
        time_ms: NOW_MS,
    };
    let receipt = Receipt::sign(arrival, &commune.centre).to_bytes();
    let chain = Item::wrap_chain(&laptop.chain.to_bytes());
    let [first, second] = batches;
    vec![(PartKind::Item, chain), first, second, (PartKind::Blob, vec![7; 700]), (PartKind::Receipt, receipt)]
}

fn header(parts: usize) -> BundleHeader {
    let commune = Commune::seeded(1);
    let device = Some(commune.laptop(50).device);
    let parts = u32::try_from(parts).unwrap();
    BundleHeader { purpose: Purpose::Out, commune: commune.id, device, parts, tally: None }
}

/// The bundle, where each of its parts begins (header and end too), and its digest.
fn written(header: &BundleHeader, parts: &Parts) -> (Vec<u8>, Vec<usize>, [u8; 32]) {
    let (mut writer, mut bytes) = BundleWriter::begin(header).unwrap();
    let mut begins = vec![MAGIC];
    for (kind, content) in parts {
        begins.push(bytes.len());
        bytes.extend(writer.part(*kind, content).unwrap());
    }
    begins.push(bytes.len());
    let (end, total) = writer.end().unwrap();
    bytes.extend(end);
    (bytes, begins, total)
}

#[derive(Debug)]
struct Read {
    header: Option<BundleHeader>,
    parts: Parts,
    ending: Ending,
}

fn read(bytes: &[u8], at_once: usize) -> Result<Read, BundleError> {
    let mut reader = BundleReader::new();
    let (mut header, mut parts) = (None, Vec::new());
    let mut take = |reader: &mut BundleReader| -> Result<(), BundleError> {
        while let Some(found) = reader.next()? {
            match found {
                Found::Header(it) => header = Some(it),
                Found::Part { kind, content } => parts.push((kind, content)),
            }
        }
        Ok(())
    };
    for piece in bytes.chunks(at_once) {
        reader.feed(piece);
        take(&mut reader)?;
    }
    reader.close();
    take(&mut reader)?;
    let ending = reader.ending()?;
    Ok(Read { header, parts, ending })
}

#[test]
fn a_bundle_comes_out_as_it_went_in_whatever_the_pieces() {
    let (tally, parts) = (Tally { taken: 3, known: 1, waiting: 2, refused: 4, damaged: 5 }, parts());
    let header = BundleHeader { purpose: Purpose::Return, device: None, tally: Some(tally), ..header(5) };
    let (bytes, _, total) = written(&header, &parts);
    assert!(u64::try_from(bytes.len()).unwrap() <= bytes_at_most(parts.iter().map(|(_, content)| content.len())));
    for at_once in [1, 7, 48, 49, 1000, bytes.len()] {
        let read = read(&bytes, at_once).unwrap();
        assert_eq!((read.header, &read.parts), (Some(header), &parts), "{at_once}");
        assert_eq!(read.ending, Ending { whole: true, cut: false, damaged: vec![], lost: 0, total }, "{at_once}");
    }
}

#[test]
fn a_bundle_of_nothing_is_whole() {
    let (bytes, _, total) = written(&header(0), &vec![]);
    let read = read(&bytes, 64).unwrap();
    assert_eq!((read.ending.whole, read.ending.total, read.parts.len()), (true, total, 0));
}

/// Which part a byte of the bundle belongs to; none: the first line.
fn owner(begins: &[usize], at: usize) -> Option<usize> {
    begins.iter().rposition(|begin| *begin <= at)
}

#[test]
fn t05_a_flipped_bit_anywhere_is_found_and_spoils_no_more_than_its_part() {
    let parts = parts();
    let (bytes, begins, _) = written(&header(5), &parts);
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        let read = read(&damaged, 512).unwrap();
        assert!(!read.ending.whole, "byte {at}");
        let hit = owner(&begins, at);
        let others: Parts = parts
            .iter()
            .enumerate()
            .filter(|(index, _)| hit != Some(index + 1))
            .map(|(_, part)| part.clone())
            .collect();
        assert_eq!(read.parts, others, "byte {at}: every other part is there");
        let is_end = hit == Some(6);
        let named = hit.filter(|_| !is_end).map(|part| vec![u32::try_from(part).unwrap()]).unwrap_or_default();
        assert_eq!(read.ending.damaged, named, "byte {at}");
        assert_eq!((read.ending.cut, read.header.is_none()), (is_end, hit == Some(0)), "byte {at}");
    }
}

#[test]
fn t24_a_bundle_cut_anywhere_is_named_as_cut_and_what_is_there_comes_in() {
    let parts = parts();
    let (bytes, begins, _) = written(&header(5), &parts);
    for len in 0..bytes.len() {
        let whole = begins.iter().skip(1).filter(|begin| **begin <= len).count();
        match read(&bytes[..len], 512) {
            Err(error) => assert_eq!((whole, error), (0, BundleError::NotABundle), "{len} bytes"),
            Ok(read) => {
                assert!(read.ending.cut && !read.ending.whole, "{len} bytes");
                assert_eq!(read.parts, parts[..whole - 1], "{len} bytes");
                assert_eq!(usize::try_from(read.ending.lost).unwrap(), 6 - whole, "{len} bytes");
            }
        }
    }
}

#[test]
fn t24_parts_taken_away_doubled_exchanged_or_added_are_noticed() {
    let parts = parts();
    let (bytes, begins, _) = written(&header(5), &parts);
    let piece = |at: usize| bytes[begins[at]..begins.get(at + 1).copied().unwrap_or(bytes.len())].to_vec();
    let put = |order: &[usize]| {
        let pieces = order.iter().flat_map(|at| piece(*at));
        read(&bytes[..MAGIC].iter().copied().chain(pieces).collect::<Vec<_>>(), 512).unwrap()
    };
    assert!(put(&[0, 1, 2, 3, 4, 5, 6]).ending.whole);
    let without = put(&[0, 1, 3, 4, 5, 6]).ending;
    assert_eq!((without.whole, without.damaged, without.lost), (false, vec![2], 1));
    assert!(!put(&[0, 1, 2, 2, 3, 4, 5, 6]).ending.whole);
    assert!(!put(&[0, 1, 3, 2, 4, 5, 6]).ending.whole);
    assert!(!put(&[0, 1, 2, 3, 4, 5, 6, 6]).ending.whole, "bytes after the end");
    assert!(put(&[0, 1, 2, 3, 4, 5]).ending.cut);
    // A part of another bundle under the same number: intact, and yet the whole is not what was written.
    let other: Parts = parts.iter().map(|(kind, content)| (*kind, content[..content.len() / 2].to_vec())).collect();
    let (foreign, foreign_begins, _) = written(&header(5), &other);
    let mut spliced = bytes[..begins[2]].to_vec();
    spliced.extend(&foreign[foreign_begins[2]..foreign_begins[3]]);
    spliced.extend(&bytes[begins[3]..]);
    let read = read(&spliced, 512).unwrap();
    assert_eq!((read.ending.whole, read.ending.lost, read.parts.len()), (false, 0, 5));
}

#[test]
fn what_is_no_bundle_is_refused_and_a_newer_one_is_named() {
    let refused = |bytes: &[u8]| read(bytes, 4096).unwrap_err();
    assert_eq!(refused(b""), BundleError::NotABundle);
    assert_eq!(refused(b"dong-hanh bundle v1\n"), BundleError::NotABundle);
    assert_eq!(refused(b"dong-hanh bundle v2\nwho knows"), BundleError::Newer);
    assert_eq!(refused(b"dong-hanh join request v1\n..."), BundleError::NotABundle);
    assert_eq!(refused(&[0; 5000]), BundleError::NotABundle);
    // A film is not read to its end.
    let mut reader = BundleReader::new();
    let fed = (0..1000).take_while(|_| {
        reader.feed(&[7; 64 * 1024]);
        reader.next() == Ok(None)
    });
    assert!(fed.count() < 20);
}

#[test]
fn a_header_of_a_newer_version_is_refused() {
    let (mut bytes, begins, _) = written(&header(0), &vec![]);
    let version = begins[0] + HEAD + 1;
    assert_eq!(bytes[version], 1);
    bytes[version] = 2;
    let digest = part_digest(0, 0, &bytes[begins[0] + HEAD..begins[1]]);
    bytes[begins[0] + MARK + 9..begins[0] + HEAD].copy_from_slice(&digest);
    assert_eq!(read(&bytes, 64).unwrap_err(), BundleError::Newer);
}

fn part_digest(number: u64, kind: u64, content: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("dong-hanh v1 bundle-part");
    hasher.update(&number.to_le_bytes()).update(&kind.to_le_bytes());
    hasher.update(&u32::try_from(content.len()).unwrap().to_le_bytes()).update(content);
    *hasher.finalize().as_bytes()
}

/// A mark with a number, a kind and a length, and nothing that keeps the promise.
fn claim(number: u32, kind: u8, length: u32) -> Vec<u8> {
    [b"\x89DHB\r\n\x1a\n".as_slice(), &number.to_le_bytes(), &[kind], &length.to_le_bytes(), &[0; 32]].concat()
}

#[test]
fn t24_a_head_that_claims_a_gigabyte_takes_no_memory_and_hides_nothing() {
    let parts = parts();
    let (bytes, begins, _) = written(&header(5), &parts);
    for length in [u32::MAX, 1_000_000_000, u32::try_from(BLOB_BYTES_MAX).unwrap()] {
        let mut spoiled = bytes[..begins[1]].to_vec();
        spoiled.extend(claim(1, 2, length));
        spoiled.extend(&bytes[begins[1]..]);
        let read = read(&spoiled, 64).unwrap();
        assert_eq!((read.parts, read.ending.whole), (parts.clone(), false), "{length}");
    }
    let mut boastful = header(5);
    boastful.parts = u32::MAX;
    assert_eq!(BundleWriter::begin(&boastful).unwrap_err(), BundleError::TooLong);
}

#[test]
fn t25_a_file_of_nothing_but_broken_parts_is_given_up() {
    let (bytes, begins, _) = written(&header(5), &parts());
    let mut reader = BundleReader::new();
    reader.feed(&bytes[..begins[1]]);
    assert!(matches!(reader.next(), Ok(Some(Found::Header(_)))));
    let broken = claim(1, 2, 16).repeat(64);
    let fed = (0..1000).take_while(|_| {
        reader.feed(&broken);
        reader.next() == Ok(None) && !reader.has_enough()
    });
    assert!(fed.count() * 64 <= usize::try_from(BUNDLE_DAMAGES_MAX).unwrap() + 64);
    reader.close();
    let ending = reader.ending().unwrap();
    assert!(ending.cut && !ending.whole);
}

#[test]
fn a_writer_keeps_to_what_it_announced_and_to_the_limits() {
    let (mut writer, _) = BundleWriter::begin(&header(1)).unwrap();
    assert_eq!(writer.part(PartKind::Blob, &vec![0; BLOB_BYTES_MAX + 1]), Err(BundleError::TooLong));
    assert_eq!(writer.part(PartKind::Receipt, &[0; 513]), Err(BundleError::TooLong));
    assert!(writer.part(PartKind::Receipt, &[0; 512]).is_ok());
    assert_eq!(writer.part(PartKind::Receipt, &[0; 512]), Err(BundleError::Parts));
    assert!(writer.end().is_ok());
    let (writer, _) = BundleWriter::begin(&header(1)).unwrap();
    assert_eq!(writer.end().unwrap_err(), BundleError::Parts);
    assert!(BundleWriter::begin(&header(usize::try_from(BUNDLE_PARTS_MAX).unwrap())).is_ok());
}

proptest! {
    #[test]
    fn t25_any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), at_once in 1usize..300) {
        drop(read(&bytes, at_once));
    }

    #[test]
    fn t25_a_bundle_with_anything_done_to_it_never_brings_a_part_that_was_not_written(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), at_once in 1usize..300,
    ) {
        let parts = parts();
        let (mut bytes, _, _) = written(&header(5), &parts);
        for (at, value) in cuts {
            let at = at.index(bytes.len());
            if value % 3 == 0 { bytes[at] = value } else { bytes.insert(at, value) }
        }
        if let Ok(read) = read(&bytes, at_once) {
            prop_assert!(read.parts.iter().all(|part| parts.contains(part)));
        }
    }
}
