//! Receipts, requests, replies, items and roster blobs: read back, damaged, and presented in the wrong place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::edits::{person, sample_person, scope};
use common::{Commune, NOW_MS, damaged};
use domain::ids::{DeviceId, EntryDigest, VillageId};
use domain::record::{ROSTER_BLOB_PEOPLE_MAX, RosterPerson, RosterScope};
use domain::service::AccountState;
use journal::blob::{BlobError, digest_of};
use journal::exchange::{
    Cursor, Expected, MARK_BYTES, Mark, ProofError, PulledItem, Reply, RequestBody, RequestEnvelope, Verdict,
    VerdictCode,
};
use journal::keyring::OpenError;
use journal::limits::PROOF_AGE_MAX_MS;
use journal::sync::Peer;
use journal::{Arrival, BlobDigest, CentreKey, FormatError, Item, Keyring, LogId, Receipt, RosterBlob, SignatureError};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn arrival() -> Arrival {
    let commune = Commune::seeded(1);
    Arrival {
        commune: commune.id,
        device: commune.laptop(50).device,
        head: EntryDigest([6; 32]),
        up_to_seq: 1_248,
        count: 1_248,
        log: LogId([8; 16]),
        position: 77,
        time_ms: NOW_MS,
    }
}

#[test]
fn a_receipt_is_the_centres_word() {
    let centre = CentreKey::from_seed(&[3; 32]);
    let receipt = Receipt::read(&Receipt::sign(arrival(), &centre).to_bytes()).unwrap();
    assert_eq!(receipt.verify(&centre.public()), Ok(&arrival()));
    assert_eq!(receipt.verify(&CentreKey::from_seed(&[4; 32]).public()), Err(SignatureError));
}

#[test]
fn t24_a_damaged_receipt_proves_nothing() {
    let centre = CentreKey::from_seed(&[3; 32]);
    for bytes in damaged(&Receipt::sign(arrival(), &centre).to_bytes()) {
        assert!(!Receipt::read(&bytes).is_ok_and(|it| it.verify(&centre.public()).is_ok()));
    }
}

fn body() -> impl Strategy<Value = RequestBody> {
    let cursor = (of(any::<[u8; 16]>()), any::<u64>(), mark()).prop_map(|(log, position, mark)| Cursor {
        log: log.map(LogId),
        position,
        mark,
    });
    let lacking = vec((any::<[u8; 16]>().prop_map(DeviceId::from_bytes), any::<u64>()), 0..4);
    let blobs = vec(vec(any::<u8>(), 0..60), 0..3);
    let lists = (vec(vec(any::<u8>(), 0..60), 0..5), vec(any::<[u8; 32]>(), 0..5), blobs, lacking);
    (cursor, of(vec(any::<u8>(), 0..200)), lists, any::<u32>(), any::<bool>(), any::<bool>()).prop_map(
        |(
            cursor,
            newest_receipt,
            (offers, wanted, blobs_offered, lacking),
            pull_bytes_max,
            ask_expected,
            include_own,
        )| {
            RequestBody {
                cursor,
                newest_receipt,
                offers,
                pull_bytes_max,
                ask_expected,
                include_own,
                blobs_wanted: wanted.into_iter().map(BlobDigest).collect(),
                blobs_offered,
                lacking,
            }
        },
    )
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    of(vec(any::<u8>(), MARK_BYTES).prop_map(|bytes| Mark(bytes.try_into().unwrap())))
}

fn reply() -> impl Strategy<Value = Reply> {
    let verdict = (1u8..12, of(any::<[u8; 16]>()), of(any::<[u8; 32]>()), of(any::<u64>())).prop_map(
        |(code, device, head, expected)| Verdict {
            code: VerdictCode::from_code(code),
            device: device.map(DeviceId::from_bytes),
            head: head.map(EntryDigest),
            expected,
        },
    );
    let item = (any::<u64>(), vec(any::<u8>(), 0..60)).prop_map(|(position, bytes)| PulledItem { position, bytes });
    let expected = (any::<[u8; 16]>(), any::<u64>(), any::<[u8; 32]>()).prop_map(|(device, next_seq, head)| Expected {
        device: DeviceId::from_bytes(device),
        next_seq,
        head: EntryDigest(head),
    });
    let head = (any::<i64>(), any::<[u8; 16]>(), any::<u64>(), any::<bool>(), any::<bool>(), mark());
    let lists = (vec(verdict, 0..4), vec(vec(any::<u8>(), 0..60), 0..3), vec(item, 0..4), vec(expected, 0..4));
    let found = vec(vec(any::<u8>(), 0..60), 0..3);
    let blobs = (vec(vec(any::<u8>(), 0..60), 0..3), vec(any::<[u8; 32]>(), 0..3), found);
    (head, lists, blobs).prop_map(|(head, (verdicts, receipts, items, expected), (blobs, held, found))| Reply {
        centre_time_ms: head.0,
        log: LogId(head.1),
        verdicts,
        receipts,
        items,
        next_position: head.2,
        next_mark: head.5,
        more: head.3,
        expected,
        blobs,
        log_reset: head.4,
        blobs_held: held.into_iter().map(BlobDigest).collect(),
        found,
    })
}

proptest! {
    #[test]
    fn a_request_comes_back_as_it_was_asked(body in body()) {
        let commune = Commune::seeded(1);
        let laptop = commune.laptop(50);
        let peer = Peer::Centre(commune.centre.public()).binding();
        let sent = RequestEnvelope::sign(&body, commune.id, &laptop.key, &peer, NOW_MS).to_bytes();
        let envelope = RequestEnvelope::read(&sent).unwrap();
        prop_assert_eq!(envelope.verify(&laptop.key.public(), &peer, NOW_MS), Ok(body));
    }

    #[test]
    fn a_reply_comes_back_as_it_was_given(reply in reply()) {
        prop_assert_eq!(Reply::read(&reply.to_bytes()), Ok(reply));
    }

    #[test]
    fn any_bytes_are_a_reply_or_an_error(bytes in vec(any::<u8>(), 0..300)) {
        let _ = Reply::read(&bytes);
        let _ = RequestEnvelope::read(&bytes);
        let _ = RequestBody::read(&bytes);
        let _ = Item::read(&bytes);
        let _ = RosterBlob::read(&bytes);
        let _ = Receipt::read(&bytes);
    }
}

fn envelope(commune: &Commune, body: &RequestBody) -> RequestEnvelope {
    let peer = Peer::Centre(commune.centre.public()).binding();
    RequestEnvelope::sign(body, commune.id, &commune.laptop(50).key, &peer, NOW_MS)
}

#[test]
fn t24_a_damaged_request_proves_nothing() {
    let commune = Commune::seeded(1);
    let key = commune.laptop(50).key.public();
    let peer = Peer::Centre(commune.centre.public()).binding();
    let body = RequestBody { offers: vec![vec![1, 2, 3]], ..RequestBody::default() };
    for bytes in damaged(&envelope(&commune, &body).to_bytes()) {
        assert!(!RequestEnvelope::read(&bytes).is_ok_and(|it| it.verify(&key, &peer, NOW_MS).is_ok()));
    }
}

#[test]
fn a_proof_is_for_one_centre_one_device_and_five_minutes() {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    let peer = Peer::Centre(commune.centre.public()).binding();
    let envelope = envelope(&commune, &RequestBody::default());
    let verify = |peer: &[u8; 32], now_ms| envelope.verify(&laptop.key.public(), peer, now_ms).map(|_| ());
    assert_eq!(verify(&peer, NOW_MS), Ok(()));
    assert_eq!(verify(&peer, NOW_MS + PROOF_AGE_MAX_MS), Ok(()));
    assert_eq!(verify(&peer, NOW_MS + PROOF_AGE_MAX_MS + 1), Err(ProofError::Stale));
    assert_eq!(verify(&peer, NOW_MS - PROOF_AGE_MAX_MS - 1), Err(ProofError::Stale));
    assert_eq!(verify(&Peer::Hub.binding(), NOW_MS), Err(ProofError::Signature(SignatureError)));
    let other = commune.laptop(51).key.public();
    assert_eq!(envelope.verify(&other, &peer, NOW_MS).map(|_| ()), Err(ProofError::Signature(SignatureError)));
}

#[test]
fn an_unknown_device_introduces_itself_with_its_own_chain() {
    let commune = Commune::seeded(1);
    let (laptop, other) = (commune.laptop(50), commune.laptop(51));
    let with = |chains: &[&journal::CertificateChain]| {
        let offers = chains.iter().map(|chain| Item::wrap_chain(&chain.to_bytes())).collect();
        envelope(&commune, &RequestBody { offers, ..RequestBody::default() }).introduction()
    };
    assert_eq!(with(&[&other.chain, &laptop.chain]), Some(laptop.chain.clone()));
    assert_eq!(with(&[&other.chain]), None);
    assert_eq!(with(&[]), None);
}

#[test]
fn an_item_is_a_chain_a_batch_or_a_later_versions() {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entry = laptop.write(&domain::edit::Edit::Citizen(common::edits::sample_citizen(1)));
    let batch = laptop.batch(&[entry]);
    assert_eq!(Item::read(&Item::wrap_batch(&batch.to_bytes())), Ok(Item::Batch(batch)));
    assert_eq!(Item::read(&Item::wrap_chain(&laptop.chain.to_bytes())), Ok(Item::Chain(laptop.chain.clone())));
    assert_eq!(Item::read(&[0x82, 0x09, 0x41, 0x00]), Ok(Item::Unknown { kind: 9 }));
    assert_eq!(Item::read(&[0x82, 0x02, 0x41, 0x00]), Err(FormatError::Form));
}

fn roster_person(n: u16) -> RosterPerson {
    let mut person = sample_person(0);
    person.number = domain::citizen_number::CitizenNumber::parse(&format!("00518500{n:04}")).ok();
    RosterPerson { person, state: AccountState::Level2Received, sms_day: None }
}

const VILLAGE: RosterScope = RosterScope::Village(VillageId::from_bytes([0x11; 16]));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_roster_comes_back_as_it_was_sealed(people in vec(person(), 0..30), scope in scope()) {
        let commune = Commune::seeded(1);
        let people: Vec<_> = people
            .into_iter()
            .map(|person| RosterPerson { person, state: AccountState::NoChipCard, sms_day: None })
            .collect();
        let blob = RosterBlob::seal(&people, commune.id, scope, commune.keys.current().unwrap(), &[1; 24]).unwrap();
        let read = RosterBlob::read(&blob.to_bytes()).unwrap().open(commune.id, scope, &commune.keys).unwrap();
        prop_assert_eq!((read.people, read.unreadable), (people, 0));
    }
}

#[test]
fn a_thousand_people_fit_into_a_blob_and_no_more() {
    let commune = Commune::seeded(1);
    let key = commune.keys.current().unwrap();
    let people: Vec<_> = (0..=1_000).map(roster_person).collect();
    assert!(RosterBlob::seal(&people, commune.id, VILLAGE, key, &[1; 24]).is_err());
    let blob = RosterBlob::seal(&people[..ROSTER_BLOB_PEOPLE_MAX], commune.id, VILLAGE, key, &[1; 24]).unwrap();
    let opened = blob.open(commune.id, VILLAGE, &commune.keys).unwrap();
    assert_eq!(opened.people.len(), ROSTER_BLOB_PEOPLE_MAX);
    assert_eq!(blob.reference(1_000).digest, digest_of(&blob.to_bytes()).0);
}

#[test]
fn a_blob_opens_in_its_own_place_only() {
    let commune = Commune::seeded(1);
    let blob =
        RosterBlob::seal(&[roster_person(1)], commune.id, VILLAGE, commune.keys.current().unwrap(), &[1; 24]).unwrap();
    let unit = RosterScope::Unit(domain::ids::UnitId::from_bytes([0x11; 16]));
    assert_eq!(blob.open(commune.id, unit, &commune.keys), Err(BlobError::Open(OpenError)));
    assert_eq!(blob.open(Commune::seeded(9).id, VILLAGE, &commune.keys), Err(BlobError::Open(OpenError)));
    assert_eq!(blob.open(commune.id, VILLAGE, &Keyring::empty()), Err(BlobError::NoKey { epoch: 1 }));
}

#[test]
fn t24_a_damaged_blob_has_another_name_and_does_not_open() {
    let commune = Commune::seeded(1);
    let blob =
        RosterBlob::seal(&[roster_person(1)], commune.id, VILLAGE, commune.keys.current().unwrap(), &[1; 24]).unwrap();
    let name = digest_of(&blob.to_bytes());
    for bytes in damaged(&blob.to_bytes()) {
        assert_ne!(digest_of(&bytes), name);
        let opened = RosterBlob::read(&bytes)
            .map_err(BlobError::from)
            .and_then(|it| it.open(commune.id, VILLAGE, &commune.keys));
        assert!(opened.is_err());
    }
}
