//! A compressed part that would inflate to a gigabyte costs no memory. Alone in its file: it looks at the process.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::Commune;
use common::edits::sample_citizen;
use domain::edit::Edit;
use journal::Batch;
use journal::batch::BatchError;
use journal::limits::BATCH_INFLATED_MAX;

#[test]
fn t24_a_zip_bomb_is_refused_with_bounded_memory() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries = [laptop.write(&Edit::Citizen(sample_citizen(1)))];
    assert_eq!(inflated_bytes_of(&endless_zeros()), 7_900 * 128 * 1024, "the bomb is a good one");
    let bomb = Batch::read(&bomb_of(&laptop.batch(&entries).to_bytes())).unwrap();
    let before_kib = peak_kib();
    for _ in 0..10 {
        assert_eq!(bomb.verify(&laptop.key.public()), Err(BatchError::Inflate));
    }
    let grown_kib = peak_kib() - before_kib;
    assert!(grown_kib < 4 * 1024, "inflating took {grown_kib} KiB");
}

/// The batch with a compressed part that says nothing about its length and goes on for a gigabyte.
fn bomb_of(batch: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(batch);
    decoder.array().unwrap();
    (0..7).for_each(|_| decoder.skip().unwrap());
    let mut bytes = batch[..decoder.position()].to_vec();
    (0..2).for_each(|_| decoder.skip().unwrap());
    let signature = decoder.bytes().unwrap();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    let claimed = u32::try_from(BATCH_INFLATED_MAX).unwrap();
    encoder.u32(claimed).unwrap().bytes(&endless_zeros()).unwrap().bytes(signature).unwrap();
    bytes
}

/// One zstd frame (RFC 8878 §3.1.1) of 7,900 repeated-byte blocks of 128 KiB each: about 1 GiB in 31 KiB, length not given.
fn endless_zeros() -> Vec<u8> {
    const BLOCKS: u32 = 7_900;
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    for block in 1..=BLOCKS {
        let header = u32::from(block == BLOCKS) | 1 << 1 | (128 * 1024) << 3;
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

/// How much a stream of it would give, counted and thrown away.
fn inflated_bytes_of(frame: &[u8]) -> u64 {
    let mut decoder = zstd::stream::read::Decoder::new(frame).unwrap();
    std::io::copy(&mut decoder, &mut std::io::sink()).unwrap()
}

/// The most memory the process ever had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
