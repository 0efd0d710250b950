//! A commune for tests: a leader, laptops, a centre's key, made-up people; nothing random but by seed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use domain::catalogue::{OwnWords, Remedy, Said};
use domain::citizen_number::CitizenNumber;
use domain::edit::{Change, Correction, Edit, Field, FieldValue, Target, TargetKind, Void, VoidReason};
use domain::ids::{AdviceId, AssistId, CallId, CitizenId, DeviceId, EntryDigest, MemberId, SessionId, VillageId};
use domain::office::{Office, OfficeTask, OpeningHours, day_hours};
use domain::person::{Address, AgeBand, Note, PersonName, Phone, Title};
use domain::record::{Advice, AdviceAbout, Assist, Call, Certified, Citizen, Commune, Person, Session, Village};
use domain::service::{AccountState, CallResult, DifficultyCode, Outcome, Role, Service};
use journal::{
    Arrival, BoxKey, CentreKey, Certificate, CertificateChain, DeviceKey, IssuingKey, Item, LogId, MemberKey, Receipt,
    RootKey, Subject, Validity,
};

use crate::commit::Author;
use crate::identity::{Centre, KeyName};
use crate::rows::Origin;
use crate::secret::Secret;
use crate::{Store, rows};

pub(crate) const NOW: i64 = 1_790_000_000_000;
pub(crate) const FILE_KEY: [u8; 32] = [42; 32];
pub(crate) const LEADER_SEED: [u8; 32] = [2; 32];
pub(crate) const LEADER: MemberId = MemberId::from_bytes([0xA1; 16]);

/// A laptop with its file.
pub(crate) struct Laptop {
    pub store: Store,
    pub path: PathBuf,
    /// What its clock says.
    pub now_ms: i64,
    random: u64,
    _folder: Option<tempfile::TempDir>,
}

pub(crate) fn root() -> RootKey {
    RootKey::from_seed(&[1; 32])
}

pub(crate) fn centre_key() -> CentreKey {
    CentreKey::from_seed(&[99; 32])
}

pub(crate) fn chain_of(n: u8) -> Vec<u8> {
    let (root, leader, device) = (root(), MemberKey::from_seed(&[2; 32]), device_key(n));
    let commune = root.public().commune();
    let validity = Validity { issued_at_ms: NOW, expires_at_ms: None };
    let member = Subject::Member { member: LEADER, key: leader.public(), role: Role::Leader };
    let laptop = Subject::Device { key: device.public(), opens: BoxKey::from_seed(&[n; 32]).public(), continues: None };
    let certificates = vec![
        Certificate::root(&root, true, NOW),
        Certificate::issue(commune, member, IssuingKey::Root(&root), validity),
        Certificate::issue(commune, laptop, IssuingKey::Member(&leader), validity),
    ];
    CertificateChain::new(certificates).unwrap().to_bytes()
}

/// The entry that publishes the certificate of a laptop.
pub(crate) fn certified(n: u8) -> Edit {
    let chain = CertificateChain::read(&chain_of(n)).unwrap();
    let certificate = chain.certificates().last().unwrap();
    let (subject, certificate) = (certificate.subject().id(), certificate.to_bytes());
    Edit::Certified(Certified { subject, certificate, member: Some(LEADER), label: None })
}

pub(crate) fn device_key(n: u8) -> DeviceKey {
    DeviceKey::from_seed(&[n; 32])
}

pub(crate) fn device_id(n: u8) -> DeviceId {
    device_key(n).public().device()
}

/// Deterministic bytes, different at every call.
pub(crate) fn fill_from(random: &mut u64) -> impl FnMut(&mut [u8]) {
    move |bytes: &mut [u8]| {
        for byte in bytes {
            *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = random.to_be_bytes()[0];
        }
    }
}

impl Laptop {
    pub(crate) fn new(n: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        Self { _folder: Some(folder), ..Self::at(n, path) }
    }

    /// A laptop whose file the caller keeps.
    pub(crate) fn at(n: u8, path: PathBuf) -> Self {
        let mut store = Store::create(&path, &Secret::new(FILE_KEY)).unwrap();
        store.keep_key(KeyName::DeviceSigning, &Secret::new([n; 32])).unwrap();
        store.keep_key(KeyName::DeviceBox, &Secret::new([n; 32])).unwrap();
        store.keep_key(KeyName::Index, &Secret::new([7; 32])).unwrap();
        store.keep_key(KeyName::Sealing(1), &Secret::new([8; 32])).unwrap();
        store.begin(root().public().commune(), &chain_of(n)).unwrap();
        let centre = Centre { address: "http://127.0.0.1:1".to_owned(), public_key: *centre_key().public().as_bytes() };
        store.set_centre(&centre).unwrap();
        Self { store, path, now_ms: NOW, random: u64::from(n), _folder: None }
    }

    /// The laptop whose file lies there already.
    pub(crate) fn reopened(path: PathBuf) -> Self {
        let store = Store::open(&path, &Secret::new(FILE_KEY)).unwrap();
        Self { store, path, now_ms: NOW, random: 777, _folder: None }
    }

    pub(crate) fn commit(&mut self, edits: &[Edit]) -> Vec<Origin> {
        self.now_ms += 1_000;
        let seed = Secret::new(LEADER_SEED);
        let author = Author { member: Some(LEADER), signing_seed: Some(&seed), root_seed: None };
        self.store.commit(author, edits, self.now_ms, &mut fill_from(&mut self.random)).unwrap()
    }

    /// Everything this laptop holds of every device, as a log holds it: chains before batches.
    pub(crate) fn log(&mut self) -> Vec<Vec<u8>> {
        self.store.cut_batches().unwrap();
        let mut items = Vec::new();
        for device in self.store.devices().unwrap() {
            items.push(Item::wrap_chain(&self.store.chain(device.device).unwrap().unwrap()));
            for frozen in self.store.batches_from(device.device, 0, u32::MAX).unwrap() {
                items.push(Item::wrap_batch(&self.store.batch(&frozen.span).unwrap().unwrap()));
            }
        }
        items
    }

    pub(crate) fn receive(&mut self, items: &[Vec<u8>]) -> crate::receive::Received {
        let items: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
        self.store.receive(&items, self.now_ms).unwrap()
    }

    /// The centre's word for everything this laptop has cut.
    pub(crate) fn receipt(&mut self) -> Vec<u8> {
        self.store.cut_batches().unwrap();
        let (seq, head) = self.store.frozen_head().unwrap().unwrap();
        receipt(self.store.identity().unwrap().device, seq, head)
    }

    /// Nothing is as it must not be.
    pub(crate) fn assert_sound(&self) {
        for check in self.store.verify().unwrap() {
            assert_eq!(check.bad, 0, "{check:?}");
        }
    }
}

pub(crate) fn receipt(device: DeviceId, seq: u64, head: EntryDigest) -> Vec<u8> {
    let arrival = Arrival {
        commune: root().public().commune(),
        device,
        head,
        up_to_seq: seq,
        count: seq,
        log: LogId([5; 16]),
        position: 1,
        time_ms: NOW,
    };
    Receipt::sign(arrival, &centre_key()).to_bytes()
}

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

pub(crate) fn village_id(n: u8) -> VillageId {
    VillageId::from_bytes([n; 16])
}

pub(crate) fn session_id(n: u8) -> SessionId {
    SessionId::from_bytes([0x50 ^ n; 16])
}

pub(crate) fn citizen_id(n: u16) -> CitizenId {
    CitizenId::from_bytes(id_bytes(0xC0, n))
}

pub(crate) fn assist_id(n: u16) -> AssistId {
    AssistId::from_bytes(id_bytes(0xA5, n))
}

fn id_bytes(kind: u8, n: u16) -> [u8; 16] {
    let [high, low] = n.to_be_bytes();
    let mut bytes = [kind; 16];
    (bytes[0], bytes[1]) = (high, low);
    bytes
}

pub(crate) fn commune() -> Edit {
    Edit::Commune(Commune { id: root().public().commune(), name: Title::parse("Vĩnh Sơn").unwrap(), practice: true })
}

pub(crate) fn village(n: u8, name: &str) -> Edit {
    Edit::Village(Village { id: village_id(n), name: Title::parse(name).unwrap() })
}

pub(crate) fn session(n: u8, in_village: u8) -> Edit {
    Edit::Session(Session {
        id: session_id(n),
        village: Some(village_id(in_village)),
        unit: None,
        day: day(),
        members: BTreeSet::from([LEADER]),
        first_ticket: 1,
        place: Some(Title::parse("Nhà văn hóa thôn").unwrap()),
    })
}

pub(crate) fn number(n: u16) -> CitizenNumber {
    CitizenNumber::parse(&format!("0050900{n:05}")).unwrap()
}

pub(crate) fn person(name: &str, of: Option<u16>) -> Person {
    Person {
        name: PersonName::parse(name).unwrap(),
        number: of.map(number),
        birth: None,
        sex: None,
        phone: None,
        address: None,
    }
}

pub(crate) fn citizen(n: u16, name: &str, of: Option<u16>, in_village: u8) -> Edit {
    let person = Some(person(name, of));
    Edit::Citizen(Citizen { id: citizen_id(n), village: Some(village_id(in_village)), unit: None, person })
}

pub(crate) fn assist(n: u16, in_session: u8, of: u16) -> Edit {
    Edit::Assist(Assist {
        id: assist_id(n),
        session: session_id(in_session),
        citizen: Some(citizen_id(of)),
        service: Service::Level2Activation,
        outcome: Outcome::Done,
        difficulties: BTreeSet::new(),
        return_day: None,
        utilities: BTreeSet::new(),
        age: AgeBand::From14,
        state_before: AccountState::Level2Approved,
        sms_day: None,
        ticket: Some(u32::from(n)),
        note: Some(Note::parse("ghi chú").unwrap()),
    })
}

/// Call number `n`, about a citizen.
pub(crate) fn call(n: u16, of: u16, result: CallResult, again: Option<NaiveDate>) -> Edit {
    Edit::Call(Call { id: CallId::from_bytes(id_bytes(0xCA, n)), citizen: citizen_id(of), result, again })
}

/// Office number `n` under a name, with hours on weekdays.
pub(crate) fn office(n: u16, name: &str) -> Edit {
    let mut week: [_; 7] = std::array::from_fn(|_| day_hours("7:30-11:30, 13:30-17:00").unwrap());
    (week[5], week[6]) = (Vec::new(), Vec::new());
    let office = Office {
        name: Title::parse(name).unwrap(),
        address: Some(Address::parse("Thôn Gồm, Vĩnh Sơn").unwrap()),
        tasks: BTreeSet::from([OfficeTask::Card, OfficeTask::Level2]),
        hours: OpeningHours::new(week).unwrap(),
        phone: Some(Phone::parse("0205000417").unwrap()),
        note: None,
    };
    Edit::Advice(Advice { id: advice_id(n), in_use: true, about: AdviceAbout::Office(Some(office)) })
}

/// Office number `n` is sent to no more.
pub(crate) fn no_office(n: u16) -> Edit {
    Edit::Advice(Advice { id: advice_id(n), in_use: false, about: AdviceAbout::Office(None) })
}

/// What a leader says of a difficulty.
pub(crate) fn difficulty(code: &str, in_use: bool, label: Option<&str>) -> Edit {
    let said = |label: &str| Said { label: Title::parse(label).unwrap(), remedy: Remedy::parse("Một\nHai").unwrap() };
    let words = label.map(|label| OwnWords { vi: said(label), en: Some(said("In English")) });
    let id = DifficultyCode::parse(code).unwrap().advice();
    Edit::Advice(Advice { id, in_use, about: AdviceAbout::Difficulty(words) })
}

pub(crate) fn advice_id(n: u16) -> AdviceId {
    AdviceId::from_bytes(id_bytes(0xAD, n))
}

pub(crate) fn target(n: u16) -> Target {
    Target { kind: TargetKind::Assist, id: assist_id(n).record() }
}

/// A correction that saw what this laptop shows.
pub(crate) fn correction(laptop: &Laptop, target: Target, value: FieldValue) -> Edit {
    let saw = heads(laptop, target, value.field());
    correction_of(target, value, saw)
}

pub(crate) fn correction_of(target: Target, value: FieldValue, saw: BTreeSet<EntryDigest>) -> Edit {
    let change = Change { field: value.field(), value: Some(value), saw };
    let reason = Some(Note::parse("gõ nhầm").unwrap());
    Edit::Correction(Correction { target, changes: vec![change], reason })
}

pub(crate) fn heads(laptop: &Laptop, target: Target, field: Field) -> BTreeSet<EntryDigest> {
    let heads = laptop.store.heads(target, field).unwrap().heads;
    heads.into_iter().map(|(origin, _)| origin.digest).collect()
}

pub(crate) fn void(target: Target) -> Edit {
    Edit::Void(Void { target, reason: VoidReason::Undone })
}

/// What a laptop shows of a session: everything that must be equal everywhere.
pub(crate) fn shown(laptop: &Laptop, n: u8) -> (Vec<rows::AssistRow>, rows::SessionTally) {
    let mut evening = laptop.store.evening(session_id(n), u32::MAX).unwrap();
    for row in &mut evening {
        (row.here, row.arrived) = (false, false);
    }
    let tally = laptop.store.session_tally(session_id(n)).unwrap();
    (evening, rows::SessionTally { here: 0, ..tally })
}
