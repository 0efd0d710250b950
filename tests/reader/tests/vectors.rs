//! The test vectors, read by somebody who has PROTOCOL.md and nothing of ours.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

use std::path::Path;

use ed25519_dalek::SigningKey;
use reader::cbor::Value;
use reader::entry::{Batch, Slot};
use reader::{bundle, cbor, certificate, digest, entry, exchange, sealed};

/// One file of vectors.
struct Vectors(serde_json::Value);

impl Vectors {
    fn of(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/vectors").join(name);
        Self(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    fn text(&self, path: &str) -> &str {
        self.0.pointer(path).unwrap_or_else(|| panic!("no {path}")).as_str().unwrap()
    }

    fn number(&self, path: &str) -> u64 {
        self.0.pointer(path).unwrap().as_u64().unwrap()
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        let pairs = self.text(path).as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
    }

    fn fixed<const N: usize>(&self, path: &str) -> [u8; N] {
        self.bytes(path).try_into().unwrap()
    }

    fn public(&self, seed: &str) -> [u8; 32] {
        SigningKey::from_bytes(&self.fixed(seed)).verifying_key().to_bytes()
    }

    fn count(&self, path: &str) -> usize {
        self.0.pointer(path).unwrap().as_array().unwrap().len()
    }
}

fn evening() -> Batch {
    let it = Vectors::of("batch.json");
    entry::batch(&it.bytes("/batch"), &it.public("/keys/device_seed")).unwrap()
}

#[test]
fn the_chain_of_certificates_ends_in_the_laptop() {
    let it = Vectors::of("certificates.json");
    let holder = certificate::verify(&it.bytes("/chain")).unwrap();
    assert_eq!((holder.commune.as_slice(), holder.device.as_slice()), (&*it.bytes("/commune"), &*it.bytes("/device")));
    assert_eq!(holder.key, it.public("/keys/device_seed"));
    assert_eq!(holder.leaders, [it.public("/keys/leader_seed")]);
    let beginning = certificate::beginning(&holder.commune, &holder.key).unwrap();
    assert_eq!(beginning, it.fixed("/beginning"));
    let frame = digest::sized(&it.bytes("/device_certificate")).unwrap();
    assert_eq!(digest::digest("certificate-digest", &[&frame]), it.fixed("/device_certificate_digest"));
    assert_eq!(sealed::box_public(&it.bytes("/keys/device_box_seed")), it.bytes("/device_box_public"));
}

#[test]
fn every_bit_of_a_certificate_counts() {
    let chain = Vectors::of("certificates.json").bytes("/chain");
    for place in 0..chain.len() {
        let mut other = chain.clone();
        other[place] ^= 1;
        assert!(certificate::verify(&other).is_err(), "byte {place}");
    }
}

#[test]
fn the_batch_chains_and_its_slots_open() {
    let it = Vectors::of("batch.json");
    let batch = evening();
    assert_eq!(batch.entries.len(), it.count("/entries"));
    assert_eq!(batch.head, it.fixed("/span/head"));
    let key = it.fixed("/keys/sealing_key_epoch_1");
    for (place, entry) in batch.entries.iter().enumerate() {
        let told = |name: &str| it.bytes(&format!("/entries/{place}/{name}"));
        assert_eq!((&entry.header, &entry.facts), (&told("header"), &told("facts")));
        assert_eq!((entry.digest.to_vec(), entry.slot_digest.to_vec()), (told("digest"), told("slot_digest")));
        let Slot::Sealed(body) = &entry.slot else { continue };
        let (_, plain) = sealed::slot(body, &entry.header, (&batch.commune, &batch.device), &key).unwrap();
        assert_eq!(plain, told("slot_plaintext"));
    }
    let opened = batch.entries.iter().filter(|it| matches!(it.slot, Slot::Sealed(_))).count();
    assert!(opened >= 3, "the batch shows slots");
}

#[test]
fn the_citizen_of_the_batch_is_who_the_text_says() {
    let it = Vectors::of("batch.json");
    let batch = evening();
    let citizen = &batch.entries[0];
    let header = cbor::body(&citizen.header, 6).unwrap();
    assert_eq!((header[0].unsigned().unwrap(), header[4].unsigned().unwrap()), (1, 9));
    let Slot::Sealed(body) = &citizen.slot else { panic!("a slot") };
    let place = (batch.commune.as_slice(), batch.device.as_slice());
    let key = it.fixed("/keys/sealing_key_epoch_1");
    let (match_key, plain) = sealed::slot(body, &citizen.header, place, &key).unwrap();
    let person = cbor::body(&plain, 6).unwrap();
    assert_eq!(person[0].text().unwrap(), "Trần Thị Hạnh");
    let number = format!("{:012}", person[1].unsigned().unwrap());
    assert_eq!(number, "005185000007");
    let wanted = digest::match_key(&it.fixed("/keys/index_key"), &number);
    assert_eq!(match_key.unwrap(), wanted);
    assert_eq!(it.bytes("/match_key_of_005185000007"), wanted);
}

#[test]
fn the_desk_is_told_of_a_call_and_of_an_office() {
    let it = Vectors::of("desk.json");
    let batch = entry::batch(&it.bytes("/batch"), &it.public("/keys/device_seed")).unwrap();
    let kinds = batch.entries.iter().map(|it| cbor::body(&it.header, 6).unwrap()[4].unsigned().unwrap());
    assert_eq!(kinds.collect::<Vec<_>>(), [19, 20, 20, 20]);
    let call = cbor::body(&batch.entries[0].facts, 3).unwrap();
    assert_eq!((call[0].bytes().unwrap(), call[1].unsigned().unwrap()), (&[7; 16][..], 2));
    let office = &batch.entries[1];
    entry::act_by(office, &batch.commune, &batch.device, &it.public("/keys/leader_seed")).unwrap();
    let Slot::Sealed(body) = &office.slot else { panic!("a slot") };
    let place = (batch.commune.as_slice(), batch.device.as_slice());
    let (_, plain) = sealed::slot(body, &office.header, place, &it.fixed("/keys/sealing_key_epoch_1")).unwrap();
    let words = cbor::body(&plain, 6).unwrap();
    assert_eq!(words[0].text().unwrap(), "Bộ phận Một cửa, Công an xã");
    let Value::Array(week) = &words[3] else { panic!("seven days") };
    assert_eq!(week.len(), 7);
    let Value::Array(monday) = &week[0] else { panic!("a day") };
    let Value::Array(morning) = &monday[0] else { panic!("a stretch") };
    assert_eq!((morning[0].unsigned().unwrap(), morning[1].unsigned().unwrap()), (450, 690));
    let difficulty = &batch.entries[3];
    let record = cbor::body(&difficulty.header, 6).unwrap()[5].bytes().unwrap().to_vec();
    assert_eq!(record, b"XA-417\0\0\0\0\0\0\0\0\0\0");
    let Slot::Sealed(body) = &difficulty.slot else { panic!("a slot") };
    let (_, plain) = sealed::slot(body, &difficulty.header, place, &it.fixed("/keys/sealing_key_epoch_1")).unwrap();
    assert_eq!(cbor::body(&plain, 3).unwrap()[1].text().unwrap(), "Còn bao nhiêu bộ nhớ?\nXóa bớt ảnh.");
    assert_eq!(
        (&batch.entries[2].slot, cbor::body(&batch.entries[2].facts, 2).unwrap()[1] == Value::Bool(false)),
        (&Slot::None, true)
    );
}

#[test]
fn the_leaders_entry_is_signed_and_nobody_elses() {
    let it = Vectors::of("batch.json");
    let batch = evening();
    let signed: Vec<_> = batch.entries.iter().filter(|it| it.act.is_some()).collect();
    assert_eq!(signed.len(), 1);
    let by = |key: &str| entry::act_by(signed[0], &batch.commune, &batch.device, &it.public(key));
    by("/keys/leader_seed").unwrap();
    assert!(by("/keys/root_seed").is_err());
}

#[test]
fn the_erased_batch_holds_under_the_same_signature() {
    let (it, keys) = (Vectors::of("erased_slot.json"), Vectors::of("batch.json"));
    let erased = entry::batch(&it.bytes("/erased_batch"), &keys.public("/keys/device_seed")).unwrap();
    assert_eq!((&erased.entries[0].slot, erased.entries[0].digest), (&Slot::Erased, it.fixed("/digest")));
    assert_eq!((erased.head, erased.head), (it.fixed("/span/head"), evening().head));
    let previous = keys.fixed("/entries/0/previous");
    let alone = entry::entry(&it.bytes("/erased_entry"), &previous, &erased.commune, &erased.device).unwrap();
    assert_eq!(alone.digest, it.fixed("/digest"));
    assert_ne!(it.bytes("/erased_batch"), it.bytes("/full_batch"));
}

#[test]
fn a_batch_that_was_touched_does_not_verify() {
    let it = Vectors::of("batch.json");
    let (bytes, key) = (it.bytes("/batch"), it.public("/keys/device_seed"));
    for place in 0..bytes.len() {
        let mut other = bytes.clone();
        other[place] ^= 0x10;
        // What zstd spells in another way is still the same batch.
        let same = entry::batch(&other, &key).is_ok_and(|other| other.head == evening().head);
        assert!(same || entry::batch(&other, &key).is_err(), "byte {place}");
    }
    assert!(entry::batch(&bytes, &it.public("/keys/leader_seed")).is_err());
}

#[test]
fn the_receipt_proves_that_the_batch_arrived() {
    let it = Vectors::of("receipt.json");
    let receipt = entry::receipt(&it.bytes("/receipt"), &it.bytes("/centre_public")).unwrap();
    assert_eq!((receipt.head.as_slice(), receipt.head.clone()), (evening().head.as_slice(), it.bytes("/head")));
    assert_eq!((receipt.up_to_seq, receipt.count), (it.number("/up_to_seq"), it.number("/count")));
    assert_eq!((receipt.log, receipt.position), (it.bytes("/log"), it.number("/position")));
    assert_eq!(receipt.device, evening().device);
    assert!(entry::receipt(&it.bytes("/receipt"), &it.public("/keys/device_seed")).is_err());
}

#[test]
fn a_new_laptop_joins() {
    let it = Vectors::of("joining.json");
    let (request, answer) = (it.bytes("/request"), it.bytes("/answer"));
    let (device, member) = sealed::join_request(&request).unwrap();
    assert_eq!((device, member), (it.public("/new_device_seed"), it.public("/new_member_seed")));
    let code = |file: &[u8]| sealed::comparison_code(file).unwrap();
    assert_eq!((code(&request), code(&answer)), (it.text("/request_code").into(), it.text("/answer_code").into()));
    let welcome = sealed::join_answer(&answer, &request, &it.bytes("/new_device_box_seed")).unwrap();
    let holder = certificate::verify(&welcome.chain).unwrap();
    assert_eq!(holder.key, device);
    let (id, key) = certificate::member(&welcome.member, &holder.leaders).unwrap();
    assert_eq!((id.to_vec(), key), (it.bytes("/new_member"), member));
    assert_eq!(welcome.plaintext[0].text().unwrap(), it.text("/commune_name"));
    let Value::Array(keys) = &welcome.plaintext[1] else { panic!("keys") };
    assert_eq!(keys[0].array().unwrap()[1].bytes().unwrap(), it.bytes("/keys/sealing_key_epoch_1"));
    assert_eq!(welcome.plaintext[3].array().unwrap()[1].text().unwrap(), it.text("/member_name"));
    let other_laptop = it.bytes("/keys/device_box_seed");
    assert!(sealed::join_answer(&answer, &request, &other_laptop).is_err());
}

#[test]
fn the_roster_is_named_by_its_edition_and_opens_in_its_village() {
    let it = Vectors::of("roster.json");
    let (blob, village) = (it.bytes("/blob"), it.bytes("/village"));
    let named = digest::digest("blob", &[&digest::sized(&blob).unwrap()]);
    assert_eq!(named, it.fixed("/blob_digest"));
    let facts = cbor::body(&it.bytes("/edition/facts"), 6).unwrap();
    assert_eq!(facts[1].bytes().unwrap(), village);
    assert_eq!(facts[4].array().unwrap()[0].array().unwrap()[0].bytes().unwrap(), named);
    let key = it.fixed("/keys/sealing_key_epoch_1");
    let rows = sealed::village_roster(&blob, &it.bytes("/commune"), &village, &key).unwrap();
    let number = |row: &Value| format!("{:012}", row.array().unwrap()[0].array().unwrap()[1].unsigned().unwrap());
    let told: Vec<_> =
        (0..it.count("/numbers")).map(|place| it.text(&format!("/numbers/{place}")).to_owned()).collect();
    assert_eq!(rows.iter().map(number).collect::<Vec<_>>(), told);
    let elsewhere = [0; 16];
    assert!(sealed::village_roster(&blob, &it.bytes("/commune"), &elsewhere, &key).is_err());
}

#[test]
fn the_exchange_is_proved_and_answered() {
    let it = Vectors::of("exchange.json");
    let (device, centre) = (it.public("/keys/device_seed"), it.public("/keys/centre_seed"));
    let body = exchange::request(&it.bytes("/request"), &device, &centre).unwrap();
    assert!(exchange::request(&it.bytes("/request"), &device, &[0; 32]).is_err(), "it is for this centre only");
    let offers = body[3].array().unwrap();
    let (kind, chain) = exchange::item(offers[0].bytes().unwrap()).unwrap();
    assert_eq!((kind, certificate::verify(&chain).unwrap().key), (1, device));
    let (kind, batch) = exchange::item(offers[1].bytes().unwrap()).unwrap();
    assert_eq!((kind, entry::batch(&batch, &device).unwrap().head), (2, evening().head));
    let reply = exchange::reply(&it.bytes("/reply")).unwrap();
    let verdicts = reply[3].array().unwrap().iter().map(|it| it.array().unwrap()[0].unsigned().unwrap());
    assert_eq!(verdicts.collect::<Vec<_>>(), [1, 1]);
    entry::receipt(reply[4].array().unwrap()[0].bytes().unwrap(), &centre).unwrap();
}

#[test]
fn a_cursor_brings_the_centres_own_mark_back() {
    let it = Vectors::of("exchange.json");
    let (seed, batch) = (it.fixed("/keys/centre_seed"), evening());
    let reply = exchange::reply(&it.bytes("/reply")).unwrap();
    let (log, next) = (reply[2].bytes().unwrap(), reply[7].bytes().unwrap());
    assert_eq!(exchange::mark(next, &seed, log, &batch.commune).unwrap(), reply[6].unsigned().unwrap());
    assert!(exchange::mark(next, &seed, &[0; 16], &batch.commune).is_err(), "it is of one log only");
}

#[test]
fn a_recovery_box_and_a_new_key_open() {
    let it = Vectors::of("authority.json");
    let (commune, device) = (evening().commune, evening().device);
    let code = it.text("/recovery_code");
    let seed = sealed::recovery_seed(code).unwrap();
    assert_eq!(sealed::box_public(&seed), it.bytes("/recovery_public"));
    let facts = |place: usize| it.bytes(&format!("/entries/{place}/facts"));
    let record = |place: usize| cbor::body(&it.bytes(&format!("/entries/{place}/header")), 6).unwrap()[5].clone();
    let box_id = record(0);
    let opened = sealed::recovery_box(&facts(0), &commune, box_id.bytes().unwrap(), code).unwrap();
    assert_eq!(opened[0].bytes().unwrap(), it.bytes("/keys/root_seed"));
    assert_eq!(opened[3].bytes().unwrap(), sealed::recovery_proof(&commune, code).unwrap());
    assert_eq!(opened[4].text().unwrap(), it.text("/recovery_commune_name"));
    let key_id = record(3);
    for (recipient, seed) in [(device.as_slice(), it.fixed("/keys/device_box_seed")), (box_id.bytes().unwrap(), seed)] {
        let keys = sealed::new_keys(&facts(3), &commune, key_id.bytes().unwrap(), recipient, &seed).unwrap();
        assert_eq!(keys[0].array().unwrap()[1].bytes().unwrap(), it.bytes("/sealing_key_epoch_2"));
    }
    let named = digest::id(&digest::digest("sealing-key-id", &[&it.bytes("/sealing_key_epoch_2")]));
    assert_eq!((named.to_vec(), key_id.bytes().unwrap()), (it.bytes("/sealing_key_epoch_2_id"), named.as_slice()));
    assert!(sealed::recovery_seed(&code.replace('0', "1")).is_err(), "a slip of the pen is noticed");
}

#[test]
fn every_act_of_a_leader_is_signed_by_the_leader() {
    let it = Vectors::of("authority.json");
    let (commune, device) = (evening().commune, evening().device);
    for place in 0..it.count("/entries") {
        let told = |name: &str| it.bytes(&format!("/entries/{place}/{name}"));
        let previous = told("previous").try_into().unwrap();
        let act = entry::entry(&told("entry"), &previous, &commune, &device).unwrap();
        assert_eq!((act.digest.to_vec(), act.slot), (told("digest"), Slot::None));
        let act = entry::entry(&told("entry"), &previous, &commune, &device).unwrap();
        entry::act_by(&act, &commune, &device, &it.public("/keys/leader_seed")).unwrap();
    }
}

#[test]
fn the_bundle_carries_the_batch_out_and_the_receipt_back() {
    let it = Vectors::of("bundle.json");
    let out = bundle::read(&it.bytes("/out")).unwrap();
    assert_eq!((out.purpose, out.total), (1, it.fixed("/out_total")));
    let [(1, chain), (1, batch)] = out.parts.as_slice() else { panic!("a chain and a batch") };
    assert_eq!(exchange::item(chain).unwrap().0, 1);
    assert_eq!(exchange::item(batch).unwrap().1, Vectors::of("batch.json").bytes("/batch"));
    let back = bundle::read(&it.bytes("/return")).unwrap();
    assert_eq!((back.purpose, back.total), (2, it.fixed("/return_total")));
    assert_eq!(back.parts, [(3, Vectors::of("receipt.json").bytes("/receipt"))]);
}

#[test]
fn a_damaged_or_cut_bundle_is_noticed() {
    let bytes = Vectors::of("bundle.json").bytes("/out");
    for place in (0..bytes.len()).step_by(7) {
        let mut other = bytes.clone();
        other[place] ^= 0x20;
        assert!(bundle::read(&other).is_err(), "byte {place}");
        assert!(bundle::read(&bytes[..place]).is_err(), "cut at {place}");
    }
}
