//! The real app against the real server, with copies of a laptop's folder: both histories are kept and named, each copy
//! goes on under an identity of its own, nothing is lost and nothing stands there twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::path::Path;

use app::view::authority::RevokeLaptopForm;
use app::view::backup::RestoreForm;
use app::view::session::OpenSessionForm;
use app::view::start::{MemberForm, SetUpForm};
use app::view::sync::{CentreForm, DeviceRow};
use app::{App, Code};
use domain::service::{Force, Outcome, Role};
use tests::cards::{card_texts, today};
use tests::centre::Centre;
use tests::laptop;

fn log(app: &App, seed: u64, count: usize) {
    for text in card_texts(seed, today(), count) {
        laptop::log_card(app, &text, Outcome::Done).unwrap();
    }
}

/// Syncs; everything written here has a receipt then.
#[track_caller]
fn synced(app: &App) -> Vec<DeviceRow> {
    let view = app.sync_now().unwrap();
    assert_eq!(view.written, view.arrived, "everything written here is covered by a receipt");
    view.devices
}

fn mine(devices: &[DeviceRow]) -> &DeviceRow {
    devices.iter().find(|row| row.mine).unwrap()
}

fn about(row: &DeviceRow) -> Vec<&str> {
    row.about.iter().map(|words| words.key.as_str()).collect()
}

/// The assists of the evening's session.
fn assists(app: &App) -> u32 {
    let session = app.desk().unwrap().session.id;
    app.session(session).unwrap().row.counts.assists
}

fn assert_sound(app: &App) {
    assert!(app.verify().unwrap().holds);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &target)
        } else {
            std::fs::copy(file.path(), target).map(|_| ()).unwrap();
        }
    }
}

/// A practice laptop that sent two assists, locked; and its copy.
fn laptop_and_copy(place: &Path, centre: &Centre) -> (App, App) {
    let app = laptop::laptop(&place.join("first"));
    app.start_practice().unwrap();
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(true).unwrap(), certificate: None };
    app.attach_centre(form).unwrap();
    log(&app, 1, 2);
    synced(&app);
    app.lock().unwrap();
    copy(&place.join("first"), &place.join("copy"));
    let copied = laptop::laptop(&place.join("copy"));
    app.start_practice().unwrap();
    copied.start_practice().unwrap();
    (app, copied)
}

#[test]
fn t21_a_cloned_disk_goes_on_as_two_laptops_and_both_histories_are_kept_and_named() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let (first, copied) = laptop_and_copy(place.path(), &centre);
    log(&first, 2, 2);
    log(&copied, 3, 3);
    let before = mine(&first.sync_state().unwrap().devices).device;
    synced(&first);
    let seen = synced(&copied);
    assert_ne!(mine(&seen).device, before, "the copy that came second goes on under a new identity");
    assert_eq!(about(mine(&seen)), ["device-goes-on"]);
    let old = seen.iter().find(|row| row.device == before).unwrap();
    assert_eq!(about(old), ["device-branches", "device-given-up"], "both histories stand under the old name");
    assert_eq!(assists(&copied), 7, "two together, two there, three here");
    let seen = synced(&first);
    assert_ne!(mine(&seen).device, before, "the other hears of it and does the same");
    assert_eq!(assists(&first), 7);
    log(&first, 4, 1);
    log(&copied, 5, 1);
    for app in [&first, &copied, &first] {
        synced(app);
        assert_sound(app);
    }
    assert_eq!((assists(&first), assists(&copied)), (9, 9), "nothing lost, nothing twice");
    assert!(mine(&synced(&first)).about.len() == 1, "and no new identity at every sync");
}

#[test]
fn t06_an_old_copy_put_back_finds_out_before_it_writes_and_fetches_what_it_had_sent() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let (first, put_back) = laptop_and_copy(place.path(), &centre);
    log(&first, 2, 3);
    let before = mine(&synced(&first)).device;
    first.lock().unwrap();
    assert_eq!(assists(&put_back), 2, "it knows of nothing that came later");
    let seen = synced(&put_back);
    let old = seen.iter().find(|row| row.device == before).unwrap();
    assert_eq!(about(old), ["device-given-up"], "one history: nothing was written in the old name");
    assert_eq!(assists(&put_back), 5);
    log(&put_back, 7, 1);
    synced(&put_back);
    assert_eq!(assists(&put_back), 6);
    assert_sound(&put_back);
}

#[test]
fn t21_what_was_not_sent_before_a_copy_went_on_is_sent_in_the_old_name_once() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let (first, copied) = laptop_and_copy(place.path(), &centre);
    log(&first, 2, 1);
    synced(&first);
    centre.kill().unwrap();
    log(&copied, 3, 2);
    assert!(copied.sync_now().is_err(), "no network: the desk goes on");
    log(&copied, 4, 1);
    centre.resume().unwrap();
    let seen = synced(&copied);
    let old = seen.iter().find(|row| !row.mine).unwrap();
    assert_eq!((old.written, mine(&seen).written), (old.written, 0), "everything so far is the old identity's");
    log(&copied, 5, 1);
    synced(&copied);
    assert_eq!(assists(&copied), 7);
    synced(&first);
    assert_eq!(assists(&first), 7);
}

const BACKUP: &str = "mưa dầm thấm lâu";

/// A real commune's leader at work, with a centre and an open session.
fn leader_at_work(place: &Path, centre: &Centre) -> App {
    let app = laptop::laptop(&place.join("leader"));
    let member = |name: &str, role| MemberForm { name: name.into(), role, force: Force::Police };
    let form = SetUpForm {
        commune_name: "Quảng Nghiệp".into(),
        villages: vec!["Gồm".into()],
        units: Vec::new(),
        members: vec![member("Phạm Mẫu Thủy", Role::Leader), member("Vũ Mẫu Lan", Role::Volunteer)],
        pin: laptop::PASSPHRASE.into(),
    };
    app.set_up(form).unwrap();
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(false).unwrap(), certificate: None };
    app.attach_centre(form).unwrap();
    let commune = app.commune().unwrap();
    let session = OpenSessionForm {
        village: Some(commune.villages[0].id),
        unit: None,
        place: "Nhà văn hóa".into(),
        day: app::today(),
        members: commune.members.iter().map(|member| member.id).collect(),
        first_ticket: 1,
    };
    app.open_session(session).unwrap();
    app
}

fn backed_up(app: &App, place: &Path) -> String {
    app.set_backup_passphrase(BACKUP).unwrap();
    let path = place.join("stick.dhs").display().to_string();
    app.back_up(&path, |_, _| {}).unwrap();
    path
}

/// A new laptop with what was in the backup, unlocked with the old passphrase.
fn restored(home: &Path, path: String) -> App {
    let app = laptop::laptop(home);
    let back = app.restore(&RestoreForm { path, secret: BACKUP.into(), aside: false }, |_, _| {}).unwrap();
    app.unlock(back.status.unlockers[0].member, laptop::PASSPHRASE).unwrap();
    app
}

#[test]
fn t21_a_restored_backup_goes_on_fetches_what_the_old_one_had_sent_and_the_old_one_may_live() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let old = leader_at_work(place.path(), &centre);
    log(&old, 1, 2);
    synced(&old);
    let path = backed_up(&old, place.path());
    log(&old, 2, 2);
    synced(&old);
    let new = restored(&place.path().join("new"), path);
    assert_eq!(assists(&new), 2);
    log(&new, 3, 1);
    assert_eq!(assists(&new), 3, "it works before it has been online");
    let seen = synced(&new);
    assert_eq!(assists(&new), 5, "what the old one had sent came back, and nothing twice");
    assert!(seen.iter().all(|row| !about(row).contains(&"device-branches")), "one history each");
    log(&old, 4, 1);
    for app in [&old, &new, &old] {
        synced(app);
        assert_sound(app);
    }
    assert_eq!((assists(&old), assists(&new)), (6, 6));
}

#[test]
fn t21_what_lay_in_the_backup_alone_is_sent_in_the_old_name_by_the_new_one() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let old = leader_at_work(place.path(), &centre);
    synced(&old);
    centre.kill().unwrap();
    log(&old, 1, 3);
    let path = backed_up(&old, place.path());
    drop(old);
    let new = restored(&place.path().join("new"), path);
    let waiting = new.sync_state().unwrap();
    assert!(waiting.written > waiting.arrived, "it says that something has not arrived");
    centre.resume().unwrap();
    let seen = synced(&new);
    let old = seen.iter().find(|row| !row.mine).unwrap();
    assert_eq!((old.written, about(old)), (old.arrived, vec!["device-given-up"]));
    assert_eq!(assists(&new), 3);
}

#[test]
fn t22_a_backup_of_a_laptop_that_was_locked_out_meanwhile_stays_out() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let leader = leader_at_work(place.path(), &centre);
    synced(&leader);
    let second = laptop::join(&leader, &place.path().join("second"), "Máy 2", place.path()).unwrap();
    synced(&leader);
    synced(&second);
    log(&second, 1, 1);
    let device = mine(&synced(&second)).device;
    let path = backed_up(&second, place.path());
    synced(&leader);
    let form = RevokeLaptopForm { device, keep_key: false, recovery_code: String::new() };
    leader.revoke_laptop(form).unwrap();
    synced(&leader);
    let stolen = restored(&place.path().join("stolen"), path);
    log(&stolen, 2, 1);
    log(&leader, 3, 1);
    synced(&leader);
    // It hands over with its introduction, and is told when it asks for something.
    drop(stolen.sync_now());
    assert_eq!(stolen.sync_now().unwrap_err().code, Code::LaptopRevoked);
    assert_eq!(assists(&stolen), 2, "what others wrote since does not come to it");
    synced(&leader);
    assert_eq!(assists(&leader), 2, "what it writes does not count");
    assert_eq!(leader.quarantine().unwrap().len(), 1, "and is kept for a leader to decide");
}
