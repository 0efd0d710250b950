//! Who opens a laptop and with what: PIN or passphrase by where the laptop's own secret lies, and what a copy is worth.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::start::{JoinForm, Phase, Profile, SecretKind, SetUpForm};
use app::{Code, Cost, KeyStore, PRACTICE_PIN};
use common::{Laptop, PASSPHRASE, PIN, quang_nghiep, text};
use store::secret::Secret;
use store::vault::{Credentials, Vault};

fn with_pin(pin: &str) -> SetUpForm {
    SetUpForm { pin: pin.into(), ..quang_nghiep() }
}

#[test]
fn where_the_system_has_a_key_store_a_pin_will_do_and_the_folder_alone_opens_nowhere() {
    let mut laptop = Laptop::new();
    assert_eq!(laptop.app.status().unwrap().secret_kind, SecretKind::Pin);
    let status = laptop.app.set_up(with_pin(PIN)).unwrap();
    assert_eq!((status.secret_kind, status.secret_weak), (SecretKind::Pin, false));
    assert!(!laptop.path("commune/device.secret").exists(), "nothing lies beside the vault that helps to guess");
    laptop.restart();
    laptop.clock.keys = KeyStore::in_memory();
    laptop.restart();
    let error = laptop.unlock(PIN).unwrap_err();
    assert_eq!((error.code, error.retry), (Code::KeyStoreClosed, false), "the key store of another system user");
}

#[test]
fn a_key_store_that_is_shut_for_the_moment_costs_no_try() {
    let mut laptop = Laptop::set_up();
    let keys = std::mem::replace(&mut laptop.clock.keys, KeyStore::none());
    laptop.restart();
    for _ in 0..5 {
        let error = laptop.unlock(PIN).unwrap_err();
        assert_eq!((error.code, error.retry), (Code::KeyStoreClosed, true));
    }
    assert_eq!(laptop.app.status().unwrap().secret_kind, SecretKind::Pin, "it is noted where the secret lies");
    laptop.clock.keys = keys;
    laptop.restart();
    assert_eq!(laptop.unlock(PIN).unwrap().phase, Phase::Open);
}

#[test]
fn without_a_key_store_only_a_passphrase_is_taken_when_setting_up_and_when_joining() {
    let laptop = Laptop::without_key_store();
    assert_eq!(laptop.app.status().unwrap().secret_kind, SecretKind::Passphrase);
    let join = |pin: &str| JoinForm { label: "Máy 2".into(), pin: pin.into(), path: text(&laptop.path("request")) };
    for refused in [PIN, "005185000002", "mật khẩu"] {
        let error = laptop.app.set_up(with_pin(refused)).unwrap_err();
        assert_eq!((error.code, error.params["kind"].as_str()), (Code::WeakPin, "passphrase"), "{refused}");
        assert_eq!(laptop.app.request_to_join(join(refused)).unwrap_err().code, Code::WeakPin, "{refused}");
    }
    assert_eq!(laptop.app.status().unwrap().phase, Phase::FirstRun, "nothing was half made");
    laptop.app.request_to_join(join(PASSPHRASE)).unwrap();
    laptop.app.set_up(with_pin(PASSPHRASE)).unwrap();
    assert!(laptop.path("commune/device.secret").exists());
}

#[test]
fn a_pin_from_before_still_opens_and_is_asked_to_be_changed() {
    let mut laptop = Laptop::without_key_store();
    laptop.app.set_up(with_pin(PASSPHRASE)).unwrap();
    give_a_pin_as_before(&laptop);
    laptop.restart();
    let status = laptop.unlock(PIN).unwrap();
    assert_eq!((status.phase, status.secret_kind, status.secret_weak), (Phase::Open, SecretKind::Passphrase, true));
    assert!(!laptop.app.lock().unwrap().secret_weak, "only whoever came in with it is asked");
}

#[test]
fn a_secret_moves_from_its_file_into_the_key_store_at_the_next_unlocking() {
    let mut laptop = Laptop::without_key_store();
    laptop.app.set_up(with_pin(PASSPHRASE)).unwrap();
    laptop.clock.keys = KeyStore::in_memory();
    laptop.restart();
    assert!(laptop.unlock("con trâu đi sau").is_err());
    assert!(laptop.path("commune/device.secret").exists(), "not for somebody who does not know the passphrase");
    let status = laptop.unlock(PASSPHRASE).unwrap();
    assert_eq!((status.secret_kind, status.secret_weak), (SecretKind::Pin, false));
    assert!(!laptop.path("commune/device.secret").exists());
    laptop.restart();
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap().phase, Phase::Open);
}

#[test]
fn the_practice_commune_keeps_its_public_pin_everywhere_and_asks_no_key_store() {
    let mut laptop = Laptop::without_key_store();
    assert_eq!(laptop.app.start_practice().unwrap().secret_kind, SecretKind::Pin);
    laptop.clock.keys = KeyStore::in_memory();
    laptop.restart();
    laptop.app.choose_profile(Profile::Practice).unwrap();
    assert!(!laptop.unlock(PRACTICE_PIN).unwrap().secret_weak);
    assert!(laptop.path("practice/device.secret").exists());
}

/// As a laptop without a key store was set up before passphrases were asked for.
fn give_a_pin_as_before(laptop: &Laptop) {
    let secret: [u8; 32] = std::fs::read(laptop.path("commune/device.secret")).unwrap().try_into().unwrap();
    let secret = Secret::new(secret);
    let with = |passphrase| Credentials { passphrase, device_secret: &secret };
    let mut vault = Vault::read(&laptop.path("commune/vault")).unwrap();
    let member = vault.members().next().unwrap().member;
    let secrets = vault.unlock(member, with(PASSPHRASE)).unwrap();
    vault.rewrap(member, &secrets, with(PIN), Cost::CHEAP, &mut |bytes| bytes.fill(7)).unwrap();
}
