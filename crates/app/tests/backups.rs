//! A backup is whole or not there, opens with its passphrase or the recovery code and nothing else, and comes back under a
//! new identity with everything that was in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::view::backup::RestoreForm;
use app::view::start::{Phase, SecretKind};
use app::{App, Code, KeyStore, Pace, Settings};
use common::{HANH, LAN, Laptop, PASSPHRASE, PIN, keys, text};

const BACKUP: &str = "mưa dầm thấm lâu";

/// A laptop with two assists and a passphrase for its backups.
fn with_an_evening() -> Laptop {
    let (laptop, _) = Laptop::at_the_desk();
    for card in [HANH, LAN] {
        let card = laptop.scan(card);
        laptop.done(&card);
    }
    laptop.app.set_backup_passphrase(BACKUP).unwrap();
    laptop
}

fn backed_up(laptop: &Laptop) -> PathBuf {
    let path = laptop.path("stick.dhs");
    laptop.app.back_up(&text(&path), |_, _| {}).unwrap();
    path
}

fn form(path: &Path, secret: &str) -> RestoreForm {
    RestoreForm { path: text(path), secret: secret.into(), aside: false }
}

/// Assists of the evening on a laptop whose member is at work.
fn assists(laptop: &Laptop) -> u32 {
    laptop.app.desk().unwrap().session.counts.assists
}

#[test]
fn t21_a_backup_comes_back_on_another_laptop_under_a_new_identity_with_the_same_pins() {
    let old = with_an_evening();
    let device = old.app.sync_state().unwrap().devices[0].device;
    let path = backed_up(&old);
    let new = Laptop::new();
    let restored = new.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap();
    assert_eq!(keys(&restored.words), ["restored", "restored-identity"]);
    assert_eq!((restored.people, restored.status.phase), (2, Phase::Locked));
    assert_eq!(new.unlock(PIN).unwrap().phase, Phase::Open, "the PIN is the old one, in another key store");
    assert_eq!(assists(&new), 2);
    let devices = new.app.sync_state().unwrap().devices;
    let (mine, before): (Vec<_>, Vec<_>) = devices.iter().partition(|row| row.mine);
    assert_eq!((before[0].device, keys(&before[0].about)), (device, vec!["device-given-up"]));
    assert_eq!((mine[0].label.as_str(), keys(&mine[0].about)), ("Máy 1", vec!["device-goes-on"]));
    let card = new.scan("005185000009||Đỗ Thị Mười|09111960|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022");
    new.done(&card);
    assert_eq!(assists(&new), 3, "work goes on at once, without a network");
    assert!(new.app.verify().unwrap().holds);
    let strip = new.app.strip().unwrap();
    assert_eq!(strip.saved_here, 3, "what was saved before is saved here too");
}

#[test]
fn a_restored_laptop_survives_being_started_again_and_its_clock_does_not_go_back() {
    let old = with_an_evening();
    let path = backed_up(&old);
    let mut new = Laptop::new();
    new.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap();
    new.clock.pass_seconds(-3 * 24 * 60 * 60);
    new.restart();
    new.unlock(PIN).unwrap();
    let card = new.scan(HANH);
    let saved = new.done(&card);
    assert_eq!(assists(&new), 3, "{saved:?}");
    assert!(new.app.verify().unwrap().holds);
    new.restart();
    new.unlock(PIN).unwrap();
    assert_eq!(assists(&new), 3);
}

#[test]
fn nothing_but_the_passphrase_or_the_recovery_code_opens_a_backup() {
    let laptop = with_an_evening();
    let code = laptop.app.make_recovery().unwrap().code;
    let path = backed_up(&laptop);
    let new = Laptop::new();
    for wrong in [PIN, PASSPHRASE, "", "MƯA DẦM THẤM LÂU"] {
        assert_eq!(
            new.app.restore(&form(&path, wrong), |_, _| {}).unwrap_err().code,
            Code::WrongBackupSecret,
            "{wrong}"
        );
    }
    assert_eq!(new.app.status().unwrap().phase, Phase::FirstRun);
    new.app.restore(&form(&path, &code), |_, _| {}).unwrap();
    new.unlock(PIN).unwrap();
    assert_eq!(assists(&new), 2);
}

#[test]
fn without_a_passphrase_and_a_code_there_is_no_backup_and_a_pin_is_not_taken_for_one() {
    let (laptop, _) = Laptop::at_the_desk();
    let path = laptop.path("stick.dhs");
    let refused = laptop.app.back_up(&text(&path), |_, _| {}).unwrap_err();
    assert_eq!(refused.code, Code::BackupNeedsPassphrase);
    assert!(keys(&laptop.app.backup_state().unwrap().words).contains(&"backup-unlocked"));
    for weak in [PIN, "005185000002", "ngắn"] {
        assert_eq!(laptop.app.set_backup_passphrase(weak).unwrap_err().code, Code::WeakPin, "{weak}");
    }
    laptop.app.make_recovery().unwrap();
    laptop.app.back_up(&text(&path), |_, _| {}).unwrap();
}

#[test]
fn t05_a_bit_flipped_anywhere_is_noticed_and_costs_nothing() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let whole = std::fs::read(&path).unwrap();
    let bent_path = laptop.path("bent.dhs");
    // Every first line and header, and many places beyond.
    for at in (0..200).step_by(3).chain((200..whole.len()).step_by(whole.len() / 97)) {
        let mut bent = whole.clone();
        bent[at] ^= 0x10;
        std::fs::write(&bent_path, bent).unwrap();
        let drill = laptop.app.drill(&text(&bent_path), "", |_, _| {}).unwrap();
        assert!(drill.holds, "byte {at}: the other set of pieces is sound");
        assert_eq!(keys(&drill.words), ["drill-holds", "backup-mended"], "byte {at}");
        assert_eq!(drill.people, 2, "byte {at}");
    }
}

#[test]
fn t05_a_backup_cut_in_the_middle_comes_back_from_what_is_left() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let whole = std::fs::read(&path).unwrap();
    let cut_path = laptop.path("cut.dhs");
    std::fs::write(&cut_path, &whole[..whole.len() / 2 + 300]).unwrap();
    let drill = laptop.app.drill(&text(&cut_path), BACKUP, |_, _| {}).unwrap();
    assert_eq!((drill.holds, drill.people), (true, 2));
    std::fs::write(&cut_path, &whole[whole.len() / 2..]).unwrap();
    let drill = laptop.app.drill(&text(&cut_path), BACKUP, |_, _| {}).unwrap();
    assert_eq!((drill.holds, drill.people), (true, 2), "the first half is gone");
    for bytes in [0, 20, 100, 400] {
        std::fs::write(&cut_path, &whole[..bytes]).unwrap();
        assert_eq!(laptop.app.drill(&text(&cut_path), BACKUP, |_, _| {}).unwrap_err().code, Code::BadBackup, "{bytes}");
    }
}

#[test]
fn t05_what_is_damaged_in_both_places_is_said_and_the_rest_is_saved() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let mut bent = std::fs::read(&path).unwrap();
    // The last piece of either set is the journal: long after the keys.
    let marks: Vec<usize> = (0..bent.len() - 8).filter(|at| &bent[*at..at + 8] == b"\x89DHB\r\n\x1a\n").collect();
    let per_set = (marks.len() - 2) / 2;
    for mark in [marks[per_set], marks[2 * per_set]] {
        bent[mark + 200] ^= 1;
    }
    std::fs::write(&path, bent).unwrap();
    let drill = laptop.app.drill(&text(&path), BACKUP, |_, _| {}).unwrap();
    assert!(!drill.holds);
    let state = laptop.app.backup_state().unwrap();
    assert!(state.needs_care && keys(&state.words).contains(&"drill-last-broken"));
    assert_eq!(keys(&drill.words)[..2], ["drill-broken", "backup-lost"]);
}

#[test]
fn a_bundle_is_no_backup_and_a_backup_no_bundle() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    assert_eq!(laptop.app.import_bundle(&text(&path), |_, _| {}).unwrap_err().code, Code::BadBundle);
    let bundle = laptop.path("all.dhb");
    let content = app::view::bundle::BundleContent::Everything;
    laptop.app.export_bundle(app::view::bundle::BundleForm { content, path: text(&bundle) }, |_, _| {}).unwrap();
    assert_eq!(laptop.app.drill(&text(&bundle), BACKUP, |_, _| {}).unwrap_err().code, Code::BadBackup);
    assert_eq!(Laptop::new().app.restore(&form(&bundle, BACKUP), |_, _| {}).unwrap_err().code, Code::BadBackup);
}

#[test]
fn t04_a_place_that_refuses_is_named_and_the_old_backup_stays() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let before = std::fs::read(&path).unwrap();
    let nowhere = laptop.path("no/such/stick.dhs");
    assert_eq!(laptop.app.back_up(&text(&nowhere), |_, _| {}).unwrap_err().code, Code::CannotWrite);
    std::fs::create_dir(laptop.path(".stick.dhs.new.part")).unwrap();
    assert_eq!(laptop.app.back_up(&text(&path), |_, _| {}).unwrap_err().code, Code::CannotWrite);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_live_commune_is_never_replaced_unless_it_is_put_aside_and_kept() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let card = laptop.scan(HANH);
    laptop.done(&card);
    let refused = laptop.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap_err();
    assert_eq!(refused.code, Code::AlreadySetUp);
    assert_eq!(assists(&laptop), 3, "and whoever is at work stays there");
    let restored = laptop.app.restore(&RestoreForm { aside: true, ..form(&path, BACKUP) }, |_, _| {}).unwrap();
    assert_eq!(keys(&restored.words)[2], "restored-aside");
    let aside = PathBuf::from(&restored.words[2].params["folder"]);
    assert!(aside.join("data.db").is_file() && aside.join("vault").is_file());
    laptop.unlock(PIN).unwrap();
    assert_eq!(assists(&laptop), 2);
}

#[test]
fn t01_a_replacement_that_was_interrupted_is_put_right_at_the_next_start() {
    let mut laptop = with_an_evening();
    laptop.app.lock().unwrap();
    std::fs::rename(laptop.path("commune"), laptop.path("commune.aside")).unwrap();
    laptop.restart();
    assert_eq!(laptop.unlock(PIN).unwrap().phase, Phase::Open, "the old profile is back in its place");
    assert_eq!(assists(&laptop), 2);
    laptop.app.lock().unwrap();
    std::fs::create_dir(laptop.path("commune.aside")).unwrap();
    laptop.restart();
    laptop.unlock(PIN).unwrap();
    assert!(!laptop.path("commune.aside").exists(), "what was replaced is kept under another name");
}

#[test]
fn the_second_copy_is_made_and_turned_over_and_tried_out() {
    let laptop = with_an_evening();
    let state = laptop.app.backup_state().unwrap();
    assert!(state.needs_care && keys(&state.words).contains(&"backup-never"));
    assert_eq!(laptop.app.drill("", "", |_, _| {}).unwrap_err().code, Code::NoBackup);
    for day in 0..8 {
        laptop.clock.pass_seconds(if day == 0 { 0 } else { 24 * 60 * 60 });
        laptop.app.copy_now(|_, _| {}).unwrap();
    }
    let state = laptop.app.backup_state().unwrap();
    assert_eq!((state.copies, state.needs_care), (5, false));
    assert_eq!(keys(&state.words), ["backup-last", "backup-same-disk", "drill-never"]);
    let drill = laptop.app.drill("", "", |_, _| {}).unwrap();
    assert_eq!((drill.holds, drill.people), (true, 2));
    assert!(drill.path.contains("2026-11-28"), "the newest: {}", drill.path);
    assert!(!laptop.path("drill").exists(), "nothing is left of it");
    assert!(laptop.app.backup_state().unwrap().drilled.is_some());
    laptop.clock.pass_seconds(8 * 24 * 60 * 60);
    let state = laptop.app.backup_state().unwrap();
    assert!(state.needs_care && keys(&state.words).contains(&"backup-overdue"));
}

#[test]
fn the_second_copy_comes_by_itself_once_a_day_when_the_evening_is_over() {
    let mut laptop = with_an_evening();
    let pace = Pace { quiet: Duration::ZERO, ..Pace::default() };
    laptop.app = App::with(laptop.folder.path(), Settings { pace, ..laptop.clock.settings() });
    laptop.unlock(PIN).unwrap();
    let saves = |after_seconds: i64| {
        laptop.clock.pass_seconds(after_seconds);
        let card = laptop.scan(HANH);
        laptop.done(&card);
        laptop.app.tend();
        laptop.app.backup_state().unwrap()
    };
    let first = saves(0);
    assert_eq!(first.copies, 1, "there was none");
    assert_eq!(saves(60).last, first.last, "one a day");
    assert_eq!(saves(24 * 60 * 60).copies, 2, "a session left open does not keep it off for longer than a day");
    assert_eq!(saves(12 * 60 * 60).copies, 2, "the evening is not over");
    let session = laptop.app.desk().unwrap().session.id;
    laptop.app.close_session(session, None).unwrap();
    laptop.app.tend();
    assert_eq!(laptop.app.backup_state().unwrap().copies, 3);
}

#[test]
fn t04_a_second_place_that_is_away_is_told_and_nothing_waits_for_it() {
    let laptop = with_an_evening();
    let stick = tempfile::tempdir().unwrap();
    laptop.app.choose_second_place(&text(stick.path())).unwrap();
    assert_eq!(laptop.app.choose_second_place("/no/such/place").unwrap_err().code, Code::CannotWrite);
    laptop.app.copy_now(|_, _| {}).unwrap();
    assert_eq!(laptop.app.backup_state().unwrap().copies, 1);
    stick.close().unwrap();
    laptop.clock.pass_seconds(24 * 60 * 60);
    assert_eq!(laptop.app.copy_now(|_, _| {}).unwrap_err().code, Code::CannotWrite);
    let state = laptop.app.backup_state().unwrap();
    assert!(state.needs_care);
    assert_eq!(keys(&state.words)[..2], ["backup-failed", "backup-last"]);
    let card = laptop.scan(HANH);
    laptop.done(&card);
}

#[test]
fn t04_a_folder_beside_the_profiles_that_cannot_be_made_is_told_too() {
    let laptop = with_an_evening();
    std::fs::write(laptop.path("second-copy"), b"in the way").unwrap();
    laptop.app.copy_now(|_, _| {}).unwrap_err();
    let state = laptop.app.backup_state().unwrap();
    assert!(state.needs_care && keys(&state.words).contains(&"backup-failed"), "{state:?}");
}

#[test]
fn nothing_personal_stands_in_a_backup_or_is_left_beside_it() {
    let laptop = with_an_evening();
    let path = backed_up(&laptop);
    let bytes = std::fs::read(&path).unwrap();
    for secret in ["Hạnh", "005185000002", "Ksor", "Gồm", "Quảng Nghiệp", BACKUP] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
    let beside: Vec<String> = std::fs::read_dir(laptop.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(beside.iter().all(|name| !name.contains(".new") && !name.contains(".part")), "{beside:?}");
}

#[test]
fn on_a_laptop_without_a_key_store_the_pin_opens_and_a_passphrase_is_asked_for() {
    let old = with_an_evening();
    let path = backed_up(&old);
    let mut new = Laptop::without_key_store();
    new.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap();
    let status = new.unlock(PIN).unwrap();
    assert_eq!((status.secret_kind, status.secret_weak), (SecretKind::Passphrase, true));
    new.clock.keys = KeyStore::none();
    new.restart();
    new.unlock(PIN).unwrap();
}

#[test]
fn the_practice_commune_has_no_backups() {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let refused = laptop.app.set_backup_passphrase(BACKUP).unwrap_err();
    assert_eq!((refused.code, refused.params["field"].as_str()), (Code::BadField, "practice"));
    assert_eq!(laptop.app.back_up(&text(&laptop.path("x.dhs")), |_, _| {}).unwrap_err().code, Code::BadField);
}

/// Every byte that lies in a folder.
fn bytes_in(folder: &Path) -> u64 {
    let items = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap());
    items.map(|it| if it.path().is_dir() { bytes_in(&it.path()) } else { it.metadata().unwrap().len() }).sum()
}

#[test]
fn t03_a_disk_without_room_is_said_before_a_byte_is_written_and_what_is_asked_for_is_enough() {
    let old = with_an_evening();
    for _ in 0..150 {
        old.done(&old.scan(HANH));
    }
    let path = backed_up(&old);
    let mut new = Laptop::new();
    let settings = |free: u64| Settings { room: Arc::new(move |_| Some(free)), ..old.clock.settings() };
    new.app = App::with(&new.path("home"), settings(1 << 20));
    let told = new.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap_err();
    assert_eq!((told.code, told.params["free"].as_str()), (Code::NoRoom, "1"));
    assert!(!new.path("home").exists(), "nothing was written");
    let needed: u64 = told.params["needed"].parse().unwrap();
    new.app = App::with(&new.path("home"), settings(needed << 20));
    assert_eq!(new.app.restore(&form(&path, BACKUP), |_, _| {}).unwrap().people, 2);
    assert!(bytes_in(&new.path("home")) < needed << 20, "{needed} MiB were asked for");
}
