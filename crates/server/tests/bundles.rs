//! What is carried here by hand goes the way of an exchange: the same verdicts, the same receipts, nothing twice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::laptop::{batch_of, edition};
use common::{Commune, Laptop, Told, World, answer};
use domain::ids::{DeviceId, EntryDigest};
use journal::bundle::{
    BUNDLES_PATH, BundleHeader, BundleReader, BundleWriter, CONTENT_TYPE, Found, PartKind, Purpose, Tally,
};
use journal::exchange::RequestBody;
use journal::limits::{BLOBS_OFFERED_MAX, BUNDLE_UPLOAD_BYTES_MAX};
use journal::{BlobDigest, Item, Receipt};
use server::settings::Limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

type Parts = Vec<(PartKind, Vec<u8>)>;

fn items(laptop: &Laptop) -> Parts {
    laptop.everything().into_iter().map(|item| (PartKind::Item, item)).collect()
}

/// The file, and where each part begins in it: the header, the parts, the end.
fn written(commune: &Commune, parts: &Parts) -> (Vec<u8>, Vec<usize>) {
    let count = u32::try_from(parts.len()).unwrap();
    let header = BundleHeader { purpose: Purpose::Out, commune: commune.id, device: None, parts: count, tally: None };
    let (mut writer, mut bytes) = BundleWriter::begin(&header).unwrap();
    let mut begins = vec![20];
    for (kind, content) in parts {
        begins.push(bytes.len());
        bytes.extend(writer.part(*kind, content).unwrap());
    }
    begins.push(bytes.len());
    bytes.extend(writer.end().unwrap().0);
    (bytes, begins)
}

fn bundle(commune: &Commune, laptop: &Laptop) -> Vec<u8> {
    written(commune, &items(laptop)).0
}

/// What came back.
struct Back {
    tally: Tally,
    receipts: Vec<Vec<u8>>,
}

fn read(bytes: &[u8]) -> Back {
    let (mut reader, mut tally, mut receipts) = (BundleReader::new(), None, Vec::new());
    reader.feed(bytes);
    reader.close();
    while let Some(found) = reader.next().unwrap() {
        match found {
            Found::Header(header) => {
                assert_eq!((header.purpose, header.device), (Purpose::Return, None));
                tally = header.tally;
            }
            Found::Part { kind: PartKind::Receipt, content } => receipts.push(content),
            Found::Part { .. } => panic!("a return brings receipts"),
        }
    }
    assert!(reader.ending().unwrap().whole);
    Back { tally: tally.unwrap(), receipts }
}

async fn carry(world: &World, bytes: Vec<u8>) -> Result<Back, Told> {
    let url = format!("{}{BUNDLES_PATH}", world.url());
    let sent = world.http.post(url).header("content-type", CONTENT_TYPE).body(bytes).send().await.unwrap();
    assert!(sent.status() != 200 || sent.headers()["content-type"] == CONTENT_TYPE);
    answer(sent).await.map(|bytes| read(&bytes))
}

fn tally(taken: u32, known: u32, waiting: u32, refused: u32, damaged: u32) -> Tally {
    Tally { taken, known, waiting, refused, damaged }
}

/// What receipts say of entries: whose, up to which, how many, and where they end.
fn claimed(receipts: &[Vec<u8>]) -> Vec<(DeviceId, u64, u64, EntryDigest)> {
    let claims = |bytes: &Vec<u8>| *Receipt::read(bytes).unwrap().claims();
    receipts.iter().map(claims).map(|it| (it.device, it.up_to_seq, it.count, it.head)).collect()
}

#[tokio::test]
async fn a_bundle_is_stored_and_receipted_as_an_exchange_is() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(60, 1);
    laptop.batch(40, 100);
    let back = carry(&world, bundle(&commune, &laptop)).await.unwrap();
    assert_eq!(back.tally, tally(100, 0, 0, 0, 0));
    let receipt = Receipt::read(&back.receipts[0]).unwrap();
    let arrival = receipt.verify(&world.key()).unwrap();
    assert_eq!((back.receipts.len(), arrival.device, arrival.count), (1, laptop.device, 100));
    assert_eq!(arrival.head, laptop.head());
    let reply = world.push_all(&laptop).await;
    assert_eq!(claimed(&reply.receipts), claimed(&back.receipts), "the same entries, whoever carried them");
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 100);
}

#[tokio::test]
async fn t08_the_same_bundle_again_gets_the_same_receipts_and_stores_nothing_twice() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(60, 1);
    let first = carry(&world, bundle(&commune, &laptop)).await.unwrap();
    world.pass_ms(60_000);
    let again = carry(&world, bundle(&commune, &laptop)).await.unwrap();
    assert_eq!((again.tally, claimed(&again.receipts)), (tally(0, 60, 0, 0, 0), claimed(&first.receipts)));
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 60);
}

#[tokio::test]
async fn one_bundle_carries_several_laptops_and_what_they_sent_otherwise() {
    let world = World::new().await;
    let (commune, mut first) = world.commune(1).await;
    let mut second = commune.laptop(2);
    first.batch(10, 1);
    world.push_all(&first).await;
    first.batch(5, 50);
    second.batch(7, 100);
    let parts = [items(&first), items(&second)].concat();
    let back = carry(&world, written(&commune, &parts).0).await.unwrap();
    assert_eq!((back.tally, back.receipts.len()), (tally(12, 10, 0, 0, 0), 2));
    let third = commune.laptop(3);
    world.push(&third, vec![third.chain_item()]).await;
    let (pulled, _) = world.pull(&third, journal::exchange::Cursor::default(), 1 << 20).await;
    assert_eq!(pulled.len(), 5, "two chains, three batches, once each");
}

#[tokio::test]
async fn a_roster_comes_by_stick_and_is_fetched_by_network() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let blob = vec![7; 5000];
    laptop.write(&edition(1, None, &[&blob]));
    laptop.cut();
    let unnamed = (PartKind::Blob, vec![8; 5000]);
    let parts = [items(&laptop), vec![(PartKind::Blob, blob.clone()), unnamed]].concat();
    carry(&world, written(&commune, &parts).0).await.unwrap();
    let wanted = [&blob, &vec![8; 5000]].map(|bytes| journal::blob::digest_of(bytes));
    let offers = vec![commune.laptop(2).chain_item()];
    let blobs_wanted: Vec<BlobDigest> = wanted.to_vec();
    let body = RequestBody { offers, blobs_wanted, ..RequestBody::default() };
    let reply = world.exchange(&commune.laptop(2), &body).await.unwrap();
    assert_eq!(reply.blobs, [blob], "a blob that no edition names is not kept");
}

/// Two laptops with two batches each.
async fn two_laptops(world: &World) -> (Commune, Parts, [u32; 6]) {
    let (commune, mut first) = world.commune(1).await;
    let mut second = commune.laptop(2);
    first.batch(10, 1);
    first.batch(5, 50);
    second.batch(7, 100);
    second.batch(3, 200);
    (commune, [items(&first), items(&second)].concat(), [0, 10, 5, 0, 7, 3])
}

/// What is taken, and what waits, where a part is gone.
fn without(entries: &[u32; 6], gone: impl Fn(usize) -> bool) -> (u32, u32) {
    let (mut taken, mut waiting, mut broken) = (0, 0, false);
    for (part, entries) in entries.iter().enumerate() {
        broken = if part % 3 == 0 { gone(part) } else { broken || gone(part) };
        match (gone(part), broken) {
            (true, _) => {}
            (false, true) => waiting += entries,
            (false, false) => taken += entries,
        }
    }
    (taken, waiting)
}

#[tokio::test]
async fn t05_a_flipped_bit_in_any_region_costs_no_more_than_its_part() {
    let world = World::new().await;
    let (commune, parts, entries) = two_laptops(&world).await;
    let (bytes, begins) = written(&commune, &parts);
    for (part, begin) in begins.iter().enumerate() {
        for offset in [0, 8, 12, 13, 17, 60] {
            let world = World::new().await;
            world.commune(1).await;
            let mut damaged = bytes.clone();
            damaged[begin + offset] ^= 4;
            let back = carry(&world, damaged).await.unwrap();
            let (taken, waiting) = without(&entries, |it| it + 1 == part);
            let lost = u32::from(part < begins.len() - 1);
            assert_eq!(back.tally, tally(taken, 0, waiting, 0, lost), "part {part}, byte {offset}");
        }
    }
}

#[tokio::test]
async fn t24_a_bundle_cut_at_or_inside_any_part_brings_what_is_whole() {
    let world = World::new().await;
    let (commune, parts, entries) = two_laptops(&world).await;
    let (bytes, begins) = written(&commune, &parts);
    for length in begins.iter().flat_map(|begin| [*begin, begin + 30, begin + 60]) {
        let world = World::new().await;
        world.commune(1).await;
        let whole = begins.iter().skip(1).filter(|begin| **begin <= length).count();
        match carry(&world, bytes[..length].to_vec()).await {
            Err(told) => {
                assert_eq!(whole, 0, "{length}");
                told.is(400, "bad-request");
            }
            Ok(back) => {
                let (taken, waiting) = without(&entries, |part| part + 1 >= whole);
                let lost = u32::try_from(parts.len() + 1 - whole).unwrap();
                assert_eq!(back.tally, tally(taken, 0, waiting, 0, lost), "{length}");
            }
        }
    }
}

/// A batch whose entries were taken out and something else put in, under the same signature.
fn stuffed(item: &[u8], inflated_bytes: u32, compressed: &[u8]) -> (PartKind, Vec<u8>) {
    let bytes = batch_of(item).to_bytes();
    let mut decoder = minicbor::Decoder::new(&bytes);
    decoder.array().unwrap();
    (0..7).for_each(|_| decoder.skip().unwrap());
    let until = decoder.position();
    (0..2).for_each(|_| decoder.skip().unwrap());
    let signature = &bytes[decoder.position()..];
    let mut middle = minicbor::Encoder::new(Vec::new());
    middle.u32(inflated_bytes).unwrap().bytes(compressed).unwrap();
    (PartKind::Item, Item::wrap_batch(&[&bytes[..until], &middle.into_writer(), signature].concat()))
}

#[tokio::test]
async fn t24_forged_strange_and_exploding_parts_are_refused_and_the_rest_comes_in() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let batch = laptop.batch(10, 1);
    let (stranger, other) = (commune.laptop(9).batch(4, 1), Commune::seeded(2, false));
    let mut theirs = other.laptop(3);
    theirs.batch(6, 1);
    let bomb = zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], 3).unwrap();
    let mut parts = vec![
        stuffed(&batch, 200_000, &bomb),
        stuffed(&batch, 10, b"no zstd"),
        (PartKind::Item, b"no item".to_vec()),
        (PartKind::Item, stranger),
        (PartKind::Receipt, b"no receipt".to_vec()),
        (PartKind::Unknown(77), vec![1; 3000]),
    ];
    parts.extend(items(&theirs));
    // The chain comes first so that the bombs reach the inflating, then what is good.
    parts.insert(0, (PartKind::Item, laptop.chain_item()));
    parts.extend(items(&laptop));
    let back = carry(&world, written(&commune, &parts).0).await.unwrap();
    assert_eq!(back.tally, tally(10, 0, 4, 10 + 10 + 1 + 1 + 6, 0));
    assert_eq!(back.receipts.len(), 1, "of the one laptop that proved itself");
    assert_eq!(world.centre().communes().await.unwrap().iter().map(|it| it.entries).sum::<u64>(), 10);
}

#[tokio::test]
async fn t24_who_brings_no_batch_that_is_here_is_told_nothing() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let batch = laptop.batch(10, 1);
    world.push_all(&laptop).await;
    let chain = (PartKind::Item, laptop.chain_item());
    let back = carry(&world, written(&commune, &vec![chain, stuffed(&batch, 10, b"no zstd")]).0).await.unwrap();
    assert_eq!((back.tally, back.receipts.len()), (tally(0, 0, 0, 10, 0), 0));
}

#[tokio::test]
async fn t24_an_old_bundle_in_strange_hands_says_nothing_of_what_was_written_since() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut other = commune.laptop(2);
    laptop.batch(60, 1);
    laptop.batch(20, 50);
    let (stolen, end) = (bundle(&commune, &laptop), laptop.head());
    world.push_all(&laptop).await;
    laptop.batch(40, 100);
    other.batch(7, 1);
    world.push_all(&laptop).await;
    world.push_all(&other).await;

    let back = carry(&world, stolen).await.unwrap();
    assert_eq!(back.tally, tally(0, 80, 0, 0, 0));
    assert_eq!(claimed(&back.receipts), [(laptop.device, 80, 80, end)], "one for both batches, and no further");
    let receipt = Receipt::read(&back.receipts[0]).unwrap();
    assert_eq!(receipt.verify(&world.key()).unwrap().position, 0, "nor how much the commune has written");
}

#[tokio::test]
async fn a_bundle_of_several_rounds_gets_one_receipt_for_batches_that_follow_each_other() {
    let world = World::new().await;
    let (commune, mut first) = world.commune(1).await;
    let mut second = commune.laptop(2);
    let mut parts = vec![(PartKind::Item, first.chain_item()), (PartKind::Item, second.chain_item())];
    for round in 0..3 {
        parts.push((PartKind::Item, first.batch(1, round)));
        parts.push((PartKind::Item, second.batch(1, round)));
        // As many as are judged at once: what comes behind them is judged by itself.
        parts.extend(vec![(PartKind::Blob, vec![7; 10]); BLOBS_OFFERED_MAX]);
    }
    let back = carry(&world, written(&commune, &parts).0).await.unwrap();
    let mut ends = vec![(first.device, 3, 3, first.head()), (second.device, 3, 3, second.head())];
    ends.sort();
    assert_eq!((back.tally, claimed(&back.receipts)), (tally(6, 0, 0, 0, 0), ends));
}

#[tokio::test]
async fn an_uploaded_bundle_is_bounded_and_of_an_admitted_commune() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(10, 1);
    let refused = async |bytes: Vec<u8>| carry(&world, bytes).await.err().unwrap();
    refused(Vec::new()).await.is(400, "bad-request");
    refused(b"dong-hanh bundle v2\nand so on".to_vec()).await.is(400, "bad-request");
    refused(vec![7; 3 * 1024 * 1024]).await.is(400, "bad-request");
    refused(vec![0; BUNDLE_UPLOAD_BYTES_MAX + 1]).await.is(413, "too-large");
    let stranger = Commune::seeded(7, false);
    refused(bundle(&stranger, &stranger.laptop(1))).await.is(404, "unknown-commune");
    let url = format!("{}{BUNDLES_PATH}", world.url());
    let as_json = world.http.post(&url).header("content-type", "application/json").body("{}").send().await.unwrap();
    answer(as_json).await.unwrap_err().is(415, "media-type");
    let got = world.http.get(&url).send().await.unwrap();
    answer(got).await.unwrap_err().is(405, "method");
    assert!(carry(&world, bundle(&commune, &laptop)).await.is_ok());
}

#[tokio::test]
async fn few_bundles_come_at_once_and_the_next_one_is_told_when_to_come_back() {
    let world = World::with(Limits::default()).await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(10, 1);
    let head = format!(
        "POST {BUNDLES_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: {CONTENT_TYPE}\r\nContent-Length: 900\r\n\r\n"
    );
    let mut slow = Vec::new();
    for _ in 0..2 {
        let mut line = TcpStream::connect(world.addr()).await.unwrap();
        line.write_all(head.as_bytes()).await.unwrap();
        slow.push(line);
    }
    let told = loop {
        // The slow ones may not have been heard yet.
        if let Err(told) = carry(&world, bundle(&commune, &laptop)).await {
            break told;
        }
    };
    told.is(503, "busy");
    assert!(told.details["retry_after_s"].as_u64().unwrap() > 0);
    drop(slow);
    while carry(&world, bundle(&commune, &laptop)).await.is_err() {}
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_takes_a_bundle_from_a_file_and_writes_the_return_beside() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(10, 1);
    let inside = |name: &str| world.folder.path().join(name);
    std::fs::write(inside("out.dhb"), bundle(&commune, &laptop)).unwrap();
    let import = |file: &str, back: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_donghanh-server"));
        program.env("DONGHANH_SERVER_DB", world.db.url()).env("DONGHANH_SERVER_KEY", inside("receipt.key"));
        program.args(["bundle", "import", "--json"]).arg(inside(file)).arg("--return").arg(inside(back));
        program.output().unwrap()
    };
    let said = import("out.dhb", "back.dhb");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!((&said["taken"], &said["receipts"], &said["whole"]), (&10.into(), &1.into(), &true.into()));
    let back = read(&std::fs::read(inside("back.dhb")).unwrap());
    let receipt = Receipt::read(&back.receipts[0]).unwrap();
    assert_eq!(receipt.verify(&world.key()).unwrap().count, 10);
    let told = world.push_all(&laptop).await.receipts;
    assert_eq!(claimed(&told), claimed(&back.receipts), "the listening centre says the same");
    for (file, back) in [("nowhere", "b"), ("", "b"), ("out.dhb", "no/folder/b"), ("out.dhb", "..")] {
        assert!(!import(file, back).status.success(), "{file:?} {back:?}");
    }
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 10);
}
