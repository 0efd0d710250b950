//! Joining: the request, the code read aloud, the answer, and everything that must not work.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{Commune, damaged, title, validity};
use domain::ids::MemberId;
use domain::person::PersonName;
use domain::service::{Force, Role};
use journal::join::{
    AnswerError, CentreAddress, JoinAnswer, JoinRequest, JoinRequestError, JoinRequestInput, JoinSecrets, WelcomeMember,
};
use journal::keyring::OpenError;
use journal::limits::SEALING_KEYS_MAX;
use journal::{BoxKey, Certificate, CertificateChain, DeviceKey, IssuingKey, Keyring, MemberKey, SealingKey, Subject};

struct Newcomer {
    device: DeviceKey,
    opens: BoxKey,
    member: MemberKey,
}

impl Newcomer {
    fn seeded(n: u8) -> Self {
        Self {
            device: DeviceKey::from_seed(&[n; 32]),
            opens: BoxKey::from_seed(&[n + 1; 32]),
            member: MemberKey::from_seed(&[n + 2; 32]),
        }
    }

    fn request(&self) -> JoinRequest {
        JoinRequest::make(&JoinRequestInput {
            device: &self.device,
            opens: &self.opens,
            member: &self.member,
            label: &title("Máy 2"),
            nonce: [5; 16],
        })
    }
}

fn secrets(keys: Keyring) -> JoinSecrets {
    let member = WelcomeMember {
        id: MemberId::from_bytes([70; 16]),
        name: PersonName::parse("Lê Văn Sơn").unwrap(),
        role: Role::Volunteer,
        force: Force::YouthUnion,
    };
    JoinSecrets { commune_name: title("Quảng Nghiệp"), keys, member }
}

/// The certificates a leader issues for a request.
fn certify(commune: &Commune, request: &JoinRequest) -> (CertificateChain, Certificate) {
    let device = Subject::Device { key: request.device, opens: request.opens, continues: None };
    let member = Subject::Member { member: MemberId::from_bytes([70; 16]), key: request.member, role: Role::Volunteer };
    let issue = |subject| Certificate::issue(commune.id, subject, IssuingKey::Member(&commune.leader_key), validity());
    let chain = vec![commune.root_certificate.clone(), commune.leader_certificate.clone(), issue(device)];
    (CertificateChain::new(chain).unwrap(), issue(member))
}

fn answer(commune: &Commune, request: &JoinRequest, keys: Keyring) -> JoinAnswer {
    let (chain, member) = certify(commune, request);
    let centre = CentreAddress { address: "https://centre.example/".into(), key: commune.centre.public() };
    JoinAnswer::make(request, chain, member, Some(centre), &secrets(keys), &[9; 32]).unwrap()
}

#[test]
fn a_new_laptop_receives_everything_it_needs() {
    let (commune, newcomer) = (Commune::seeded(1), Newcomer::seeded(40));
    let request = JoinRequest::read(newcomer.request().as_bytes()).unwrap();
    let answer = JoinAnswer::read(&answer(&commune, &request, commune.keys.clone()).to_bytes()).unwrap();
    let welcome = answer.open(&newcomer.request(), &newcomer.opens).unwrap();
    assert_eq!(welcome.commune, commune.id);
    assert!(welcome.practice);
    assert_eq!(welcome.chain.device.key, newcomer.device.public());
    assert_eq!(welcome.member.role, Role::Volunteer);
    assert_eq!(welcome.centre.unwrap().key, commune.centre.public());
    assert_eq!(welcome.secrets.commune_name, title("Quảng Nghiệp"));
    assert_eq!(welcome.secrets.member.name.as_str(), "Lê Văn Sơn");
    assert_eq!(welcome.secrets.keys.current().unwrap().secret(), commune.keys.current().unwrap().secret());
    assert_eq!(welcome.secrets.keys.index().unwrap().secret(), commune.keys.index().unwrap().secret());
    let chain = CertificateChain::read(&welcome.chain_bytes).unwrap();
    assert!(chain.verify(commune.id).is_ok());
}

#[test]
fn an_observer_receives_no_keys() {
    let (commune, newcomer) = (Commune::seeded(1), Newcomer::seeded(40));
    let welcome =
        answer(&commune, &newcomer.request(), Keyring::empty()).open(&newcomer.request(), &newcomer.opens).unwrap();
    assert!(welcome.secrets.keys.current().is_none());
    assert!(welcome.secrets.keys.index().is_none());
}

#[test]
fn both_screens_show_the_same_nine_digits() {
    let newcomer = Newcomer::seeded(40);
    let there = JoinRequest::read(newcomer.request().as_bytes()).unwrap();
    let code = newcomer.request().code().to_string();
    assert_eq!(there.code().to_string(), code);
    assert_eq!(code.len(), 11);
    assert!(code.split(' ').all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit())));
    assert_ne!(Newcomer::seeded(43).request().code(), newcomer.request().code());
}

#[test]
fn t24_a_damaged_request_is_refused() {
    let request = Newcomer::seeded(40).request();
    for bytes in damaged(request.as_bytes()) {
        assert!(JoinRequest::read(&bytes).is_err());
    }
    assert_eq!(JoinRequest::read(b"PK\x03\x04").map(|_| ()), Err(JoinRequestError::NotARequest));
}

#[test]
fn t24_a_damaged_answer_is_refused() {
    let (commune, newcomer) = (Commune::seeded(1), Newcomer::seeded(40));
    let request = newcomer.request();
    for bytes in damaged(&answer(&commune, &request, commune.keys.clone()).to_bytes()) {
        assert!(JoinAnswer::read(&bytes).and_then(|it| it.open(&request, &newcomer.opens)).is_err());
    }
    assert_eq!(JoinAnswer::read(b"").map(|_| ()), Err(AnswerError::NotAnAnswer));
}

#[test]
fn an_answer_opens_on_its_own_laptop_only() {
    let (commune, newcomer, other) = (Commune::seeded(1), Newcomer::seeded(40), Newcomer::seeded(60));
    let answer = answer(&commune, &newcomer.request(), commune.keys.clone());
    let elsewhere = answer.open(&other.request(), &other.opens);
    assert_eq!(elsewhere.map(|_| ()), Err(AnswerError::OtherRequest));
    let stolen = answer.open(&newcomer.request(), &other.opens);
    assert_eq!(stolen.map(|_| ()), Err(AnswerError::Open(OpenError)));
}

#[test]
fn sealed_keys_cannot_be_moved_under_other_certificates() {
    let (commune, newcomer) = (Commune::seeded(1), Newcomer::seeded(40));
    let request = newcomer.request();
    let honest = answer(&commune, &request, commune.keys.clone()).to_bytes();
    // Another commune's chain around the same sealed keys.
    let impostor = answer(&Commune::seeded(30), &request, commune.keys.clone()).to_bytes();
    let tail = 16 + 2 + 32;
    let spliced = [&impostor[..impostor.len() - tail], &honest[honest.len() - tail..]].concat();
    assert!(JoinAnswer::read(&spliced).and_then(|it| it.open(&request, &newcomer.opens)).is_err());
}

#[test]
fn an_answer_carries_every_epoch_and_no_more_than_its_limit() {
    let (commune, newcomer) = (Commune::seeded(1), Newcomer::seeded(40));
    let mut keys = commune.keys.clone();
    (2..=SEALING_KEYS_MAX)
        .for_each(|epoch| keys.insert(SealingKey::new(epoch.try_into().unwrap(), &[epoch as u8; 32])));
    let request = newcomer.request();
    let welcome = answer(&commune, &request, keys.clone());
    let welcome = JoinAnswer::read(&welcome.to_bytes()).unwrap().open(&request, &newcomer.opens).unwrap();
    assert_eq!(welcome.secrets.keys.sealing_keys().count(), SEALING_KEYS_MAX);
    keys.insert(SealingKey::new(9_999, &[1; 32]));
    let (chain, member) = certify(&commune, &request);
    assert!(JoinAnswer::make(&request, chain, member, None, &secrets(keys), &[9; 32]).is_err());
}
