//! The test vectors of `assets/vectors`: made from fixed keys, written as hexadecimal with words around them.

use std::collections::BTreeSet;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use domain::authority::{Accepted, CentreAttached, Decided, Revoked, RevokedSubject};
use domain::edit::Edit;
use domain::ids::{EntryDigest, MemberId};
use domain::person::PersonName;
use domain::record::{RosterPerson, RosterScope};
use domain::service::{AccountState, Force, Role};
use journal::blob::digest_of;
use journal::bundle::{BundleHeader, BundleWriter, PartKind, Purpose, Tally};
use journal::entry::Signer;
use journal::exchange::{
    Cursor, Expected, Mark, Marked, Point, PulledItem, Reply, RequestBody, RequestEnvelope, Verdict, VerdictCode,
};
use journal::join::{CentreAddress, JoinAnswer, JoinRequest, JoinRequestInput, JoinSecrets, WelcomeMember};
use journal::recovery::{Contents, RecoveryCode, seal_box};
use journal::rekey::seal_keys;
use journal::sync::Peer;
use journal::{
    Arrival, Batch, Certificate, CertificateChain, Chained, Entry, IssuingKey, Item, LogId, MemberKey, Receipt,
    RosterBlob, SealingKey, Slot, Subject,
};
use serde_json::{Value, json};

use super::edits::{
    sample_assist, sample_call, sample_citizen, sample_correction, sample_difficulty, sample_edition, sample_office,
    sample_office_removed, sample_person,
};
use super::{Commune, Laptop, NOW_MS, title, validity};

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file of vectors with its content.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("certificates.json", certificates()),
        ("batch.json", batch()),
        ("erased_slot.json", erased_slot()),
        ("receipt.json", receipt()),
        ("joining.json", joining()),
        ("roster.json", roster()),
        ("exchange.json", exchange()),
        ("authority.json", authority()),
        ("bundle.json", bundle()),
        ("desk.json", desk()),
    ]
}

/// The seeds of `Commune::seeded(1)` and its laptop 50, spelled out.
fn keys_of() -> Value {
    json!({
        "root_seed": hex([1; 32]),
        "leader_member": hex([2; 16]),
        "leader_seed": hex([3; 32]),
        "index_key": hex([4; 32]),
        "sealing_key_epoch_1": hex([5; 32]),
        "centre_seed": hex([6; 32]),
        "device_seed": hex([50; 32]),
        "device_box_seed": hex([150; 32]),
    })
}

fn certificates() -> Value {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    let [root, leader, device] = laptop.chain.certificates() else { panic!("three certificates") };
    json!({
        "about": "A commune's root certifies its leader, the leader certifies a laptop.",
        "keys": keys_of(),
        "issued_at_ms": NOW_MS,
        "root_public": hex(commune.root.public().as_bytes()),
        "commune": hex(commune.id.as_bytes()),
        "leader_public": hex(commune.leader_key.public().as_bytes()),
        "device_public": hex(laptop.key.public().as_bytes()),
        "device_box_public": hex(laptop.opens.public().as_bytes()),
        "device": hex(laptop.device.as_bytes()),
        "beginning": hex(laptop.key.public().beginning(commune.id).0),
        "root_certificate": hex(root.to_bytes()),
        "leader_certificate": hex(leader.to_bytes()),
        "device_certificate": hex(device.to_bytes()),
        "device_certificate_digest": hex(device.digest().0),
        "chain": hex(laptop.chain.to_bytes()),
    })
}

/// A citizen, an assist without a note, an assist with one, a correction, and one signed by the leader.
fn evening(commune: &Commune, laptop: &mut Laptop) -> Vec<Chained> {
    let citizen = laptop.write(&Edit::Citizen(sample_citizen(7)));
    let plain = laptop.write(&Edit::Assist(sample_assist(7, None)));
    let noted = laptop.write(&Edit::Assist(sample_assist(8, Some("Máy hết pin, tối mai quay lại"))));
    let corrected = laptop.write(&Edit::Correction(sample_correction(7, citizen.digest)));
    let act = Edit::Assist(sample_assist(9, None));
    let key = Some(Signer::Member(&commune.leader_key));
    let signed = Entry::write(laptop.head, &act, &laptop.input(), &laptop.keys, &laptop.nonce(), key).unwrap();
    let signed = laptop.append(signed.entry);
    vec![citizen, plain, noted, corrected, signed]
}

fn batch() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = evening(&commune, &mut laptop);
    let batch = laptop.batch(&entries);
    json!({
        "about": "Five entries of one laptop: a citizen, an assist, an assist with a note, a correction, a leader's act.",
        "keys": keys_of(),
        "commune": hex(commune.id.as_bytes()),
        "device": hex(laptop.device.as_bytes()),
        "match_key_of_005185000007": hex(commune.keys.match_key(&sample_person(7).number.unwrap()).unwrap().0),
        "entries": entries.iter().map(entry_json).collect::<Vec<_>>(),
        "span": span_json(&batch),
        "batch": hex(batch.to_bytes()),
    })
}

fn span_json(batch: &Batch) -> Value {
    let span = batch.span();
    json!({
        "first": span.first,
        "last": span.last,
        "previous": hex(span.previous.0),
        "head": hex(span.head.0),
    })
}

/// An entry taken apart by its bytes alone.
fn entry_json(chained: &Chained) -> Value {
    let bytes = chained.entry.to_bytes();
    let mut decoder = minicbor::Decoder::new(&bytes);
    assert_eq!(decoder.array().unwrap(), Some(4));
    let (header, facts) = (decoder.bytes().unwrap(), decoder.bytes().unwrap());
    let (slot, plaintext) = match chained.entry.slot() {
        Slot::Sealed(slot) => (Some(hex(slot.as_bytes())), Some(hex(opened(chained, header, slot.as_bytes())))),
        Slot::None | Slot::Erased(_) => (None, None),
    };
    decoder.skip().unwrap();
    let act = decoder.bytes().ok().map(hex);
    json!({
        "entry": hex(&bytes),
        "header": hex(header),
        "facts": hex(facts),
        "slot": slot,
        "slot_plaintext": plaintext,
        "slot_digest": hex(chained.entry.slot().digest().0),
        "act_signature": act,
        "previous": hex(chained.previous.0),
        "digest": hex(chained.digest.0),
    })
}

/// Opens a slot with the cipher alone, as PROTOCOL.md describes it.
fn opened(chained: &Chained, header: &[u8], slot: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(slot);
    assert_eq!((decoder.array().unwrap(), decoder.u32().unwrap()), (Some(4), 1));
    let nonce = <[u8; 24]>::try_from(decoder.bytes().unwrap()).unwrap();
    let match_key = if decoder.datatype().unwrap() == minicbor::data::Type::Null {
        decoder.null().unwrap();
        &[][..]
    } else {
        decoder.bytes().unwrap()
    };
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let aad = [
        b"dong-hanh v1 slot-seal".as_slice(),
        chained.commune.as_bytes(),
        chained.device.as_bytes(),
        &length(header),
        header,
        &length(match_key),
        match_key,
    ]
    .concat();
    let cipher = XChaCha20Poly1305::new(&Key::from([5; 32]));
    let payload = Payload { msg: decoder.bytes().unwrap(), aad: &aad };
    cipher.decrypt(&XNonce::from(nonce), payload).expect("opens as PROTOCOL.md says")
}

fn erased_slot() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = evening(&commune, &mut laptop);
    let full = laptop.batch(&entries);
    let mut kept: Vec<Entry> = entries.iter().map(|it| it.entry.clone()).collect();
    assert!(kept[0].erase_slot());
    let erased = full.with_entries(&kept).unwrap();
    json!({
        "about": "The batch of batch.json after the first entry's slot was erased: same span, same signature.",
        "full_batch": hex(full.to_bytes()),
        "erased_batch": hex(erased.to_bytes()),
        "erased_entry": hex(kept[0].to_bytes()),
        "digest": hex(entries[0].digest.0),
        "span": span_json(&erased),
    })
}

fn sample_receipt() -> Receipt {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = evening(&commune, &mut laptop);
    let arrival = Arrival {
        commune: commune.id,
        device: laptop.device,
        head: entries[4].digest,
        up_to_seq: 5,
        count: 5,
        log: LogId([9; 16]),
        position: 2,
        time_ms: NOW_MS + 1,
    };
    Receipt::sign(arrival, &commune.centre)
}

fn receipt() -> Value {
    let commune = Commune::seeded(1);
    json!({
        "about": "The centre's receipt for the batch of batch.json.",
        "keys": keys_of(),
        "centre_public": hex(commune.centre.public().as_bytes()),
        "head": hex(sample_receipt().claims().head.0),
        "up_to_seq": 5,
        "count": 5,
        "log": hex([9; 16]),
        "position": 2,
        "time_ms": NOW_MS + 1,
        "receipt": hex(sample_receipt().to_bytes()),
    })
}

fn newcomer_request() -> (journal::BoxKey, MemberKey, JoinRequest) {
    let device = journal::DeviceKey::from_seed(&[40; 32]);
    let (opens, member) = (journal::BoxKey::from_seed(&[41; 32]), MemberKey::from_seed(&[42; 32]));
    let label = title("Máy 2");
    let input = JoinRequestInput { device: &device, opens: &opens, member: &member, label: &label, nonce: [43; 16] };
    let request = JoinRequest::make(&input);
    (opens, member, request)
}

fn joining() -> Value {
    let commune = Commune::seeded(1);
    let (_, _, request) = newcomer_request();
    let id = MemberId::from_bytes([44; 16]);
    let issue = |subject| Certificate::issue(commune.id, subject, IssuingKey::Member(&commune.leader_key), validity());
    let device = issue(Subject::Device { key: request.device, opens: request.opens, continues: None });
    let member = issue(Subject::Member { member: id, key: request.member, role: Role::Volunteer });
    let chain = vec![commune.root_certificate.clone(), commune.leader_certificate.clone(), device];
    let name = PersonName::parse("Lê Văn Sơn").unwrap();
    let member_entry = WelcomeMember { id, name, role: Role::Volunteer, force: Force::YouthUnion };
    let secrets =
        JoinSecrets { commune_name: title("Quảng Nghiệp"), keys: commune.keys.clone(), member: member_entry };
    let centre = CentreAddress { address: "https://centre.example".into(), key: commune.centre.public() };
    let chain = CertificateChain::new(chain).unwrap();
    let answer = JoinAnswer::make(&request, chain, member, Some(centre), &secrets, &[45; 32]).unwrap();
    json!({
        "about": "A new laptop's request and the leader's answer. The answer's ephemeral key comes from a fixed seed.",
        "keys": keys_of(),
        "new_device_seed": hex([40; 32]),
        "new_device_box_seed": hex([41; 32]),
        "new_member_seed": hex([42; 32]),
        "nonce": hex([43; 16]),
        "label": "Máy 2",
        "request": hex(request.as_bytes()),
        "request_code": request.code().to_string(),
        "new_member": hex([44; 16]),
        "commune_name": "Quảng Nghiệp",
        "member_name": "Lê Văn Sơn",
        "centre_address": "https://centre.example",
        "answer": hex(answer.to_bytes()),
        "answer_code": answer.code().to_string(),
    })
}

/// The newcomer's side of `joining.json`.
pub fn open_answer(request: &[u8], answer: &[u8]) -> journal::join::Welcome {
    let (opens, _, _) = newcomer_request();
    JoinAnswer::read(answer).unwrap().open(&JoinRequest::read(request).unwrap(), &opens).unwrap()
}

fn roster() -> Value {
    let commune = Commune::seeded(1);
    let person = |n, state| RosterPerson { person: sample_person(n), state, sms_day: None };
    let people = [
        person(21, AccountState::Level2Received),
        person(22, AccountState::Level2Received),
        person(23, AccountState::Level2Active),
    ];
    let edition = sample_edition(vec![]);
    let blob =
        RosterBlob::seal(&people, commune.id, edition.scope, commune.keys.current().unwrap(), &[31; 24]).unwrap();
    let edition = sample_edition(vec![blob.reference(3)]);
    let RosterScope::Village(village) = edition.scope else { panic!("a village's") };
    let entry = commune.laptop(50).write(&Edit::RosterEdition(edition));
    json!({
        "about": "A roster of three people of one village: the sealed blob, and the entry that names it.",
        "keys": keys_of(),
        "commune": hex(commune.id.as_bytes()),
        "village": hex(village.as_bytes()),
        "nonce": hex([31; 24]),
        "numbers": ["005185000021", "005185000022", "005185000023"],
        "blob": hex(blob.to_bytes()),
        "blob_digest": hex(digest_of(&blob.to_bytes()).0),
        "edition": entry_json(&entry),
    })
}

/// Leaders' acts about laptops and keys, and a recovery box.
fn authority() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let other = commune.laptop(51);
    let code = recovery_code();
    let commune_name = title("Quảng Nghiệp");
    let contents = Contents { root: &commune.root, keys: &commune.keys, commune_name: &commune_name };
    let recovery = seal_box(&code, &contents, &[61; 32]).unwrap();
    let mut keys = commune.keys.clone();
    keys.insert(SealingKey::new(2, &[62; 32]));
    let recipients = [(laptop.device.record(), laptop.opens.public()), (recovery.id, code.key().public())];
    let rekeyed = seal_keys(commune.id, &keys, &recipients, &mut || [63; 32]).unwrap().remove(0);
    let accepted = vec![Accepted { device: other.device, seq: 7, head: Some(EntryDigest([64; 32])) }];
    let subject = RevokedSubject::Device(other.device);
    let address = "https://centre.example".to_owned();
    let edits = [
        Edit::Recovery(recovery.clone()),
        Edit::Centre(CentreAttached { commune: commune.id, address, key: *commune.centre.public().as_bytes() }),
        Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() }),
        Edit::Rekeyed(rekeyed),
        Edit::Decided(Decided { device: other.device, first: 8, last: 9, head: EntryDigest([65; 32]), accepted: true }),
    ];
    let entries: Vec<Chained> =
        edits.iter().map(|edit| laptop.act(edit, Signer::Member(&commune.leader_key))).collect();
    json!({
        "about": "A leader's acts: a recovery box, a centre, a revoked laptop, a new sealing key, a decision.",
        "keys": keys_of(),
        "sealing_key_epoch_2": hex([62; 32]),
        "sealing_key_epoch_2_id": hex(keys.current().unwrap().id().as_bytes()),
        "recovery_code": code.text().as_str(),
        "recovery_commune_name": commune_name.as_str(),
        "recovery_public": hex(code.key().public().as_bytes()),
        "revoked_device": hex(other.device.as_bytes()),
        "entries": entries.iter().map(entry_json).collect::<Vec<_>>(),
    })
}

/// What came after the first kinds: a call, and what a leader has the desks say.
fn desk() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let call = laptop.write(&Edit::Call(sample_call(71)));
    let said = [sample_office(72), sample_office_removed(72), sample_difficulty()];
    let said = said.map(|it| laptop.act(&Edit::Advice(it), Signer::Member(&commune.leader_key)));
    let entries: Vec<Chained> = std::iter::once(call).chain(said).collect();
    json!({
        "about": "A call to the citizen of batch.json, an office that a leader names, the same out of use, a difficulty put away.",
        "keys": keys_of(),
        "commune": hex(commune.id.as_bytes()),
        "device": hex(laptop.device.as_bytes()),
        "entries": entries.iter().map(entry_json).collect::<Vec<_>>(),
        "batch": hex(laptop.batch(&entries).to_bytes()),
    })
}

pub fn recovery_code() -> RecoveryCode {
    RecoveryCode::new(&std::array::from_fn(|place| (37 * place) as u8))
}

fn exchange() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = evening(&commune, &mut laptop);
    let batch = laptop.batch(&entries);
    let body = RequestBody {
        cursor: Cursor { log: Some(LogId([9; 16])), position: 2, mark: Some(sample_mark(&commune, 2)) },
        offers: vec![Item::wrap_chain(&laptop.chain.to_bytes()), Item::wrap_batch(&batch.to_bytes())],
        pull_bytes_max: 1_048_576,
        ask_expected: true,
        lacking: vec![(commune.laptop(51).device, 0)],
        ..RequestBody::default()
    };
    let peer = Peer::Centre(commune.centre.public()).binding();
    let request = RequestEnvelope::sign(&body, commune.id, &laptop.key, &peer, NOW_MS);
    json!({
        "about": "A laptop's first exchange: its chain and its batch out, verdicts and a receipt back.",
        "keys": keys_of(),
        "centre_time_ms": NOW_MS,
        "body": hex(body.to_bytes()),
        "request": hex(request.to_bytes()),
        "reply": hex(sample_reply(&commune, &laptop, &batch).to_bytes()),
    })
}

fn sample_reply(commune: &Commune, laptop: &Laptop, batch: &Batch) -> Reply {
    let span = batch.span();
    let stored = |head| Verdict { code: VerdictCode::Stored, device: Some(laptop.device), head, expected: None };
    let other = Item::wrap_chain(&commune.laptop(51).chain.to_bytes());
    Reply {
        centre_time_ms: NOW_MS + 1,
        log: LogId([9; 16]),
        verdicts: vec![stored(None), stored(Some(span.head))],
        receipts: vec![sample_receipt().to_bytes()],
        items: vec![PulledItem { position: 3, bytes: other }],
        next_position: 3,
        next_mark: Some(sample_mark(commune, 3)),
        more: false,
        expected: vec![Expected { device: laptop.device, next_seq: span.last + 1, head: span.head }],
        blobs: vec![],
        log_reset: false,
        blobs_held: vec![],
        found: vec![],
    }
}

/// The centre's mark at a position; what stood there is drawn by chance, here the position again.
fn sample_mark(commune: &Commune, position: u8) -> Mark {
    let marked = Marked { log: LogId([9; 16]), position: position.into(), point: Point([position; 16]) };
    Mark::make(&marked, commune.id, &commune.centre)
}

/// The laptop's chain and batch on their way out, and the receipt on its way back.
fn bundle() -> Value {
    let commune = Commune::seeded(1);
    let mut laptop = commune.laptop(50);
    let entries = evening(&commune, &mut laptop);
    let chain = Item::wrap_chain(&laptop.chain.to_bytes());
    let batch = Item::wrap_batch(&laptop.batch(&entries).to_bytes());
    let device = Some(laptop.device);
    let out = BundleHeader { purpose: Purpose::Out, commune: commune.id, device, parts: 2, tally: None };
    let tally = Tally { taken: 1, ..Tally::default() };
    let back = BundleHeader { purpose: Purpose::Return, device: None, parts: 1, tally: Some(tally), ..out };
    let (out, out_total) = bundled(&out, &[(PartKind::Item, chain), (PartKind::Item, batch)]);
    let (back, back_total) = bundled(&back, &[(PartKind::Receipt, sample_receipt().to_bytes())]);
    json!({
        "about": "The batch of batch.json on a stick, and the receipt of receipt.json that comes back.",
        "keys": keys_of(),
        "out": hex(out),
        "out_total": hex(out_total),
        "return": hex(back),
        "return_total": hex(back_total),
    })
}

fn bundled(header: &BundleHeader, parts: &[(PartKind, Vec<u8>)]) -> (Vec<u8>, [u8; 32]) {
    let (mut writer, mut bytes) = BundleWriter::begin(header).unwrap();
    for (kind, content) in parts {
        bytes.extend(writer.part(*kind, content).unwrap());
    }
    let (end, total) = writer.end().unwrap();
    bytes.extend(end);
    (bytes, total)
}
