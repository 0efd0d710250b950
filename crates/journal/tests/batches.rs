//! Batches: cut, read, verified, damaged, erased, and too large.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::edits::{edit, sample_assist, sample_citizen};
use common::{Commune, Laptop, damaged};
use domain::edit::Edit;
use journal::batch::BatchError;
use journal::limits::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, BATCH_INFLATED_MAX};
use journal::{Batch, Chained, Entry, FormatError, SignatureError, Slot};
use proptest::prelude::*;

fn evening(laptop: &mut Laptop, people: u8) -> Vec<Chained> {
    let edits = (1..=people).flat_map(|n| {
        [Edit::Citizen(sample_citizen(n)), Edit::Assist(sample_assist(n, (n % 8 == 0).then_some("Máy hết pin")))]
    });
    edits.map(|edit| laptop.write(&edit)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_cut_comes_out_again(edits in proptest::collection::vec(edit(), 1..40)) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let entries = laptop.write_all(&edits);
        let batches = journal::cut(&entries, &laptop.key).unwrap();
        let arrived: Vec<Chained> = batches
            .iter()
            .flat_map(|batch| Batch::read(&batch.to_bytes()).unwrap().verify(&laptop.key.public()).unwrap())
            .collect();
        prop_assert_eq!(arrived, entries);
    }

    #[test]
    fn the_chain_holds_whichever_slots_are_erased(
        edits in proptest::collection::vec(edit(), 1..20),
        erase in any::<u32>(),
    ) {
        let mut laptop = Commune::seeded(1).laptop(50);
        let entries = laptop.write_all(&edits);
        for batch in journal::cut(&entries, &laptop.key).unwrap() {
            let mut kept: Vec<Entry> =
                batch.verify(&laptop.key.public()).unwrap().into_iter().map(|it| it.entry).collect();
            for (at, entry) in kept.iter_mut().enumerate() {
                if erase >> (at % 32) & 1 == 1 {
                    entry.erase_slot();
                }
            }
            let erased = batch.with_entries(&kept).unwrap();
            let arrived = Batch::read(&erased.to_bytes()).unwrap().verify(&laptop.key.public()).unwrap();
            prop_assert_eq!(erased.span(), batch.span());
            prop_assert_eq!(arrived.iter().map(|it| &it.entry).collect::<Vec<_>>(), kept.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_bytes_are_a_batch_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let laptop = Commune::seeded(1).laptop(50);
        if let Ok(batch) = Batch::read(&bytes) {
            prop_assert!(batch.verify(&laptop.key.public()).is_err());
        }
    }
}

#[test]
fn t24_a_damaged_batch_never_says_anything_else() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries = evening(&mut laptop, 3);
    for bytes in damaged(&laptop.batch(&entries).to_bytes()) {
        // zstd has several spellings of one content: what verifies must be what was signed.
        if let Ok(arrived) =
            Batch::read(&bytes).map_err(BatchError::from).and_then(|it| it.verify(&laptop.key.public()))
        {
            assert_eq!(arrived, entries);
        }
    }
}

#[test]
fn every_batch_of_a_long_evening_keeps_the_limits() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let mut entries = Vec::new();
    for _ in 0..8 {
        entries.extend(evening(&mut laptop, 250));
    }
    let batches = journal::cut(&entries, &laptop.key).unwrap();
    let mut next = 1;
    for batch in &batches {
        assert_eq!(batch.span().first, next);
        assert!(batch.to_bytes().len() <= BATCH_BYTES_MAX);
        assert!(batch.span().count() <= BATCH_ENTRIES_MAX as u64);
        next = batch.span().last + 1;
    }
    assert_eq!(next, 4_001);
    assert!(batches.len() < 30, "{} batches for 4,000 entries", batches.len());
}

#[test]
fn small_entries_stop_at_the_count() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let village = Edit::Village(domain::record::Village {
        id: domain::ids::VillageId::from_bytes([1; 16]),
        name: common::title("A"),
    });
    let entries: Vec<Chained> = (0..3_000).map(|_| laptop.write(&village)).collect();
    let batches = journal::cut(&entries, &laptop.key).unwrap();
    assert!(batches.iter().all(|batch| batch.span().count() <= BATCH_ENTRIES_MAX as u64));
    assert_eq!(batches.iter().map(|batch| batch.span().count()).sum::<u64>(), 3_000);
}

#[test]
fn the_largest_entry_fits_into_a_batch_alone() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let header = common::raw_header(1, 200, [7; 16]);
    // Nothing to compress.
    let mut noise = vec![0; 16 * 1024 - 100];
    blake3::Hasher::new().finalize_xof().fill(&mut noise);
    let chained = laptop.append(Entry::read(&common::raw_entry(&header, &noise)).unwrap());
    assert!(laptop.batch(std::slice::from_ref(&chained)).to_bytes().len() <= BATCH_BYTES_MAX);
}

#[test]
fn a_batch_of_another_device_does_not_verify() {
    let commune = Commune::seeded(1);
    let (mut laptop, other) = (commune.laptop(50), commune.laptop(51));
    let entries = evening(&mut laptop, 2);
    let batch = laptop.batch(&entries);
    assert_eq!(batch.verify(&other.key.public()), Err(BatchError::Signature(SignatureError)));
    assert_eq!(journal::cut(&entries, &other.key), Err(BatchError::Signature(SignatureError)));
}

#[test]
fn entries_with_a_hole_are_not_cut() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let mut entries = evening(&mut laptop, 2);
    entries.remove(1);
    assert_eq!(journal::cut(&entries, &laptop.key), Err(BatchError::Chain));
}

#[test]
fn t24_entries_cannot_be_left_out_added_or_swapped() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries: Vec<Chained> = evening(&mut laptop, 3);
    let batch = laptop.batch(&entries);
    let kept: Vec<Entry> = entries.iter().map(|it| it.entry.clone()).collect();
    let refused = |kept: &[Entry]| assert_eq!(batch.with_entries(kept), Err(BatchError::Chain));
    refused(&kept[..5]);
    refused(&kept[1..]);
    refused(&[kept.clone(), vec![kept[0].clone()]].concat());
    let mut swapped = kept.clone();
    swapped.swap(0, 2);
    refused(&swapped);
    assert!(batch.with_entries(&kept).is_ok());
}

#[test]
fn an_erased_slot_does_not_travel_full_again_by_accident() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries = evening(&mut laptop, 1);
    let mut kept: Vec<Entry> = entries.iter().map(|it| it.entry.clone()).collect();
    kept[0].erase_slot();
    let erased = laptop.batch(&entries).with_entries(&kept).unwrap();
    let arrived = erased.verify(&laptop.key.public()).unwrap();
    assert!(matches!(arrived[0].entry.slot(), Slot::Erased(_)));
    let name = "Trần Thị Hạnh".as_bytes();
    let bytes = erased.to_bytes();
    assert!(!bytes.windows(name.len()).any(|window| window == name));
}

#[test]
fn a_batch_that_claims_too_much_is_refused_before_it_is_inflated() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries = evening(&mut laptop, 1);
    let batch = laptop.batch(&entries).to_bytes();
    let claimed = bomb(&batch, BATCH_INFLATED_MAX + 1, &[0; 10]);
    assert_eq!(Batch::read(&claimed), Err(FormatError::TooLong));
}

#[test]
fn a_zip_bomb_is_refused() {
    let mut laptop = Commune::seeded(1).laptop(50);
    let entries = evening(&mut laptop, 1);
    let batch = laptop.batch(&entries).to_bytes();
    let zeros = zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], 3).unwrap();
    for claimed in [0, 1, BATCH_INFLATED_MAX] {
        let bomb = Batch::read(&bomb(&batch, claimed, &zeros)).unwrap();
        assert_eq!(bomb.verify(&laptop.key.public()), Err(BatchError::Inflate), "{claimed}");
    }
}

/// The batch with another compressed part: the signature is about the chain, so it still verifies.
fn bomb(batch: &[u8], inflated_bytes: usize, compressed: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(batch);
    assert_eq!(decoder.array().unwrap(), Some(10));
    (0..7).for_each(|_| decoder.skip().unwrap());
    let mut bytes = batch[..decoder.position()].to_vec();
    (0..2).for_each(|_| decoder.skip().unwrap());
    let signature = decoder.bytes().unwrap();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.u32(inflated_bytes.try_into().unwrap()).unwrap().bytes(compressed).unwrap().bytes(signature).unwrap();
    bytes
}
