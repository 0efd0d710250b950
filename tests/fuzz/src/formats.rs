//! Bytes that are judged without a place to keep them.

use chrono::NaiveDate;
use domain::card::parse_card;
use domain::ids::{CommuneId, DeviceId};
use journal::bundle::{BundleReader, Ending, Found};
use journal::exchange::{Reply, RequestEnvelope};
use journal::join::{JoinAnswer, JoinRequest};
use journal::{
    Batch, Certificate, CertificateChain, DeviceKey, Entry, IndexKey, Item, Keyring, Receipt, RosterBlob, SealingKey,
};

/// Bytes that a reader of a bundle gets at once in the second reading.
const PIECE_BYTES: usize = 7;

/// What is read is as it was typed: the digits are on the card in this order.
pub(crate) fn card(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    if let Ok(card) = parse_card(&text, today) {
        assert!(text.contains(card.number.as_str()), "another number");
    }
}

/// A row that is taken has a name; a sheet that is read has a header within its rows.
pub(crate) fn roster(bytes: &[u8]) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let Ok(grids) = documents::roster::read(bytes) else { return };
    for (grid, table) in grids.iter().zip(documents::roster::tables(&grids)) {
        let Some(table) = table else { continue };
        let reading = table.read(grid, today);
        assert!(reading.lines.len() <= grid.rows.len(), "more people than rows");
        for line in reading.lines {
            assert!(line.row > table.header_row, "a person above the header");
            assert!(line.is_refused() || line.content.name.is_some(), "taken without a name");
        }
    }
}

/// However it is cut into pieces, the same is read.
pub(crate) fn bundle(bytes: &[u8]) {
    let (whole, pieces) = (parts(bytes, bytes.len().max(1)), parts(bytes, PIECE_BYTES));
    assert_eq!(whole, pieces, "read otherwise in pieces");
}

/// The parts, and how the bundle ended; none where it was refused.
fn parts(bytes: &[u8], at_once: usize) -> Option<(Vec<Found>, Ending)> {
    let (mut reader, mut found) = (BundleReader::new(), Vec::new());
    for piece in bytes.chunks(at_once) {
        reader.feed(piece);
        while let Some(part) = reader.next().ok()? {
            if let Found::Part { content, .. } = &part
                && let Ok(item) = Item::read(content)
            {
                seen(&item);
            }
            found.push(part);
        }
    }
    Some((found, reader.ending().ok()?))
}

fn seen(item: &Item) {
    match item {
        Item::Chain(chain) => drop(chain.to_bytes()),
        Item::Batch(batch) => drop(batch.to_bytes()),
        Item::Unknown { .. } => {}
    }
}

/// What can be read is written in one way only, and opening it never does harm.
pub(crate) fn batch(bytes: &[u8]) {
    let key = DeviceKey::from_seed(&[50; 32]);
    if let Ok(batch) = Batch::read(bytes) {
        assert_eq!(batch.to_bytes(), bytes, "two spellings of a batch");
        drop(batch.verify(&key.public()));
    }
    if let Ok(entry) = Entry::read(bytes) {
        assert_eq!(entry.to_bytes(), bytes, "two spellings of an entry");
        let keys = Keyring::new(IndexKey::new(&[4; 32]), [SealingKey::new(1, &[5; 32])]);
        drop((entry.header(), entry.open(&keys, CommuneId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]))));
    }
    if let Ok(blob) = RosterBlob::read(bytes) {
        assert_eq!(blob.to_bytes(), bytes, "two spellings of a blob");
    }
}

/// The same of everything that introduces or proves.
pub(crate) fn certificate(bytes: &[u8]) {
    if let Ok(certificate) = Certificate::read(bytes) {
        assert_eq!(certificate.to_bytes(), bytes, "two spellings of a certificate");
        assert_eq!(certificate.verify(), certificate.verify(), "judged in two ways");
    }
    if let Ok(chain) = CertificateChain::read(bytes) {
        let commune = chain.certificates().first().map(Certificate::commune);
        drop(commune.map(|commune| chain.verify(commune)));
    }
    if let Ok(receipt) = Receipt::read(bytes) {
        assert_eq!(receipt.to_bytes(), bytes, "two spellings of a receipt");
    }
    drop((JoinRequest::read(bytes), RequestEnvelope::read(bytes), Reply::read(bytes)));
    if let Ok(answer) = JoinAnswer::read(bytes) {
        assert_eq!(answer.to_bytes(), bytes, "two spellings of an answer");
    }
}
