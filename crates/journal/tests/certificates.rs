//! Certificates, chains and trust: who may sign for what.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::{Commune, NOW_MS, damaged, validity};
use domain::ids::MemberId;
use domain::service::Role;
use journal::limits::{CERTIFICATE_BYTES_MAX, CHAIN_LEN_MAX};
use journal::{
    BoxKey, Certificate, CertificateChain, DeviceKey, FormatError, IssuingKey, MemberKey, RootKey, Subject, Trust,
    TrustError, Validity,
};

fn member(n: u8, role: Role) -> (MemberKey, Subject) {
    let key = MemberKey::from_seed(&[n; 32]);
    let subject = Subject::Member { member: MemberId::from_bytes([n; 16]), key: key.public(), role };
    (key, subject)
}

fn device(n: u8) -> (DeviceKey, Subject) {
    let key = DeviceKey::from_seed(&[n; 32]);
    let opens = BoxKey::from_seed(&[n; 32]).public();
    let subject = Subject::Device { key: key.public(), opens, continues: None };
    (key, subject)
}

#[test]
fn a_chain_from_root_to_device_holds() {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    let chain = CertificateChain::read(&laptop.chain.to_bytes()).unwrap();
    let verified = chain.verify(commune.id).unwrap();
    assert_eq!(verified.device.device, laptop.device);
    assert_eq!(verified.device.beginning(), laptop.head);
    assert!(verified.trust.practice());
    let leader: Vec<_> = verified.trust.member_keys(commune.leader).collect();
    assert_eq!(leader.len(), 1);
    assert_eq!(leader[0].key, commune.leader_key.public());
}

#[test]
fn a_chain_of_another_commune_does_not() {
    let laptop = Commune::seeded(1).laptop(50);
    assert_eq!(laptop.chain.verify(Commune::seeded(9).id).map(|_| ()), Err(TrustError::OtherCommune));
}

#[test]
fn every_certificate_stays_under_its_limit_and_comes_back() {
    let commune = Commune::seeded(1);
    let (_, volunteer) = member(7, Role::Volunteer);
    let ends = Validity { issued_at_ms: i64::MIN, expires_at_ms: Some(i64::MAX) };
    let opens = BoxKey::from_seed(&[8; 32]).public();
    let key = DeviceKey::from_seed(&[8; 32]).public();
    let continued = Subject::Device { key, opens, continues: Some(key.device()) };
    for subject in [volunteer, device(9).1, continued] {
        let certificate = Certificate::issue(commune.id, subject, IssuingKey::Member(&commune.leader_key), ends);
        let bytes = certificate.to_bytes();
        assert!(bytes.len() <= CERTIFICATE_BYTES_MAX, "{}", bytes.len());
        assert_eq!(Certificate::read(&bytes), Ok(certificate));
    }
}

#[test]
fn a_leader_certifies_and_nobody_else_does() {
    let commune = Commune::seeded(1);
    let mut trust = Trust::begin(commune.id, &commune.root_certificate).unwrap();
    trust.admit(&commune.leader_certificate).unwrap();
    let issue = |subject, issuer| Certificate::issue(commune.id, subject, issuer, validity());
    let (volunteer_key, volunteer) = member(7, Role::Volunteer);
    let (_, another) = member(8, Role::Volunteer);
    let (device_key, laptop) = device(9);

    let (stranger, other_root) = (MemberKey::from_seed(&[66; 32]), RootKey::from_seed(&[66; 32]));
    let by_stranger = issue(laptop, IssuingKey::Member(&stranger));
    assert_eq!(trust.admit(&by_stranger), Err(TrustError::UnknownIssuer));
    let by_other_root = issue(volunteer, IssuingKey::Root(&other_root));
    assert_eq!(trust.admit(&by_other_root), Err(TrustError::Root));

    trust.admit(&issue(volunteer, IssuingKey::Member(&commune.leader_key))).unwrap();
    let by_volunteer = issue(another, IssuingKey::Member(&volunteer_key));
    assert_eq!(trust.admit(&by_volunteer), Err(TrustError::IssuerMayNot));
    assert_eq!(trust.admit(&issue(laptop, IssuingKey::Member(&volunteer_key))), Err(TrustError::IssuerMayNot));

    trust.admit(&issue(laptop, IssuingKey::Member(&commune.leader_key))).unwrap();
    assert_eq!(trust.admit(&issue(another, IssuingKey::Device(&device_key))), Err(TrustError::IssuerMayNot));
}

#[test]
fn t21_a_laptop_certifies_its_own_continuation_and_no_other() {
    let commune = Commune::seeded(1);
    let old = commune.laptop(50);
    let mut trust = old.chain.verify(commune.id).unwrap().trust;
    let continued = |continues| {
        let key = DeviceKey::from_seed(&[51; 32]).public();
        let subject = Subject::Device { key, opens: BoxKey::from_seed(&[51; 32]).public(), continues };
        Certificate::issue(commune.id, subject, IssuingKey::Device(&old.key), validity())
    };
    assert_eq!(trust.admit(&continued(None)), Err(TrustError::IssuerMayNot));
    assert_eq!(
        trust.admit(&continued(Some(DeviceKey::from_seed(&[5; 32]).public().device()))),
        Err(TrustError::IssuerMayNot)
    );
    let mut chain = old.chain.certificates().to_vec();
    chain.push(continued(Some(old.device)));
    let verified = CertificateChain::new(chain).unwrap().verify(commune.id).unwrap();
    assert_eq!(verified.device.continues, Some(old.device));
}

#[test]
fn a_chain_begins_with_its_root_and_ends_in_a_device() {
    let commune = Commune::seeded(1);
    let certificates = commune.laptop(50).chain.certificates().to_vec();
    let verify = |chain: &[Certificate]| CertificateChain::new(chain.to_vec()).unwrap().verify(commune.id).map(|_| ());
    assert_eq!(verify(&certificates[1..]), Err(TrustError::Root));
    assert_eq!(verify(&certificates[..2]), Err(TrustError::NoDevice));
    assert_eq!(verify(&certificates[..1]), Err(TrustError::NoDevice));
    assert_eq!(verify(&[certificates[0].clone(), certificates[2].clone()]), Err(TrustError::UnknownIssuer));
    assert_eq!(CertificateChain::new(vec![]), Err(FormatError::Fields));
    assert_eq!(CertificateChain::new(vec![certificates[0].clone(); CHAIN_LEN_MAX + 1]), Err(FormatError::TooLong));
}

#[test]
fn t24_a_damaged_chain_never_verifies() {
    let commune = Commune::seeded(1);
    let laptop = commune.laptop(50);
    for bytes in damaged(&laptop.chain.to_bytes()) {
        let verified = CertificateChain::read(&bytes).map_err(TrustError::from).and_then(|it| it.verify(commune.id));
        assert!(verified.is_err());
    }
}

#[test]
fn a_certificate_ends_when_it_says() {
    let commune = Commune::seeded(1);
    let validity = Validity { issued_at_ms: NOW_MS, expires_at_ms: Some(NOW_MS + 10) };
    let certificate = Certificate::issue(commune.id, device(9).1, IssuingKey::Root(&commune.root), validity);
    assert!(certificate.is_valid_at(NOW_MS + 9));
    assert!(!certificate.is_valid_at(NOW_MS + 10));
    assert!(certificate.is_valid_at(NOW_MS - 1_000_000), "the issuer's clock may be ahead");
    assert!(commune.root_certificate.is_valid_at(i64::MAX));
}
