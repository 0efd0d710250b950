//! Bytes that were kept when they were written: a laptop of the first version, the bundle it wrote, the receipts that came
//! back for it. Every later version must read them. They are never written anew; a version that writes other
//! bytes gets a folder of its own beside this one (`KEEP_OLDER=1`, in a checkout where the folder is not there).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::view::bundle::{BundleContent, BundleForm};
use app::view::people::CorrectAssistForm;
use app::view::session::OpenSessionForm;
use app::view::start::{MemberForm, SetUpForm};
use app::view::sync::CentreForm;
use app::{App, Cost, Settings};
use chrono::NaiveDate;
use domain::ids::MemberId;
use domain::service::{Force, Outcome, Role};
use store::secret::Secret;
use store::vault::{Credentials, Vault};
use tests::cards::card_texts;
use tests::centre::Centre;
use tests::{laptop, older};
use uuid::Uuid;

const PASSPHRASE: &str = "con trâu đi trước";
/// 2026-11-21 19:00 in Vietnam, ms since 1970 UTC: when the evening was.
const EVENING_MS: i64 = 1_795_262_400_000;
/// What was kept.
const FILES: [&str; 5] = ["commune/data.db", "commune/device.secret", "commune/vault", "evening.dhb", "return.dhb"];
const DIGESTS: &str = "digests.txt";
/// As many were helped that evening.
const HELPED: usize = 5;

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("older/first")
}

fn evening() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A clock that goes on a second with each look at it.
fn settings() -> Settings {
    let now = AtomicI64::new(EVENING_MS);
    Settings { cost: Cost::CHEAP, now: Arc::new(move || now.fetch_add(1_000, Ordering::SeqCst)), ..Settings::default() }
}

fn digests(folder: &Path) -> BTreeMap<String, String> {
    let digest = |name: &str| blake3::hash(&std::fs::read(folder.join(name)).unwrap()).to_hex().to_string();
    FILES.iter().map(|name| ((*name).to_owned(), digest(name))).collect()
}

/// A laptop of its own with the kept files, nobody at work.
fn laptop_of_the_first_version(home: &Path) -> (App, Uuid) {
    std::fs::create_dir_all(home.join("commune")).unwrap();
    for name in FILES.iter().filter(|name| name.starts_with("commune/")) {
        std::fs::copy(kept().join(name), home.join(name)).unwrap();
    }
    let app = App::with(home, settings());
    let leader = app.status().unwrap().unlockers[0].member;
    (app, leader)
}

fn attach(app: &App, centre: &Centre) {
    let (address, setup_code) = (centre.url(), centre.setup_code(false).unwrap());
    app.attach_centre(CentreForm { address, setup_code, certificate: None }).unwrap();
}

/// Assists of the evening, those of them that were refused, and those that were taken back.
fn seen(app: &App) -> (usize, usize, usize) {
    let evening = app.desk().unwrap().evening;
    let refused = evening.iter().filter(|row| row.outcome == Outcome::Refused).count();
    (evening.len(), refused, evening.iter().filter(|row| row.voided).count())
}

#[test]
fn t29_the_kept_bytes_are_what_they_were() {
    if std::env::var_os("KEEP_OLDER").is_some() && !kept().exists() {
        keep();
    }
    let told = std::fs::read_to_string(kept().join(DIGESTS)).unwrap();
    let told: BTreeMap<_, _> = told.lines().map(|line| line.split_once("  ").unwrap()).collect();
    for (name, digest) in digests(&kept()) {
        assert_eq!(told[digest.as_str()], name, "kept bytes are never written anew");
    }
    assert_eq!(told.len(), FILES.len());
}

#[test]
fn t29_t30_a_laptop_of_the_first_version_is_opened_says_the_same_and_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let (app, leader) = laptop_of_the_first_version(place.path());
    app.unlock(leader, PASSPHRASE).unwrap();
    assert!(app.verify().unwrap().holds);
    assert_eq!(seen(&app), (HELPED, 1, 1), "one was corrected, another taken back");
    let before = app.sync_state().unwrap();
    assert!(before.arrived > 0 && before.arrived == before.written, "what had arrived has: {before:?}");

    let centre = Centre::start(&place.path().join("centre")).unwrap();
    attach(&app, &centre);
    laptop::log_card(&app, &card_texts(9, evening(), 1)[0], Outcome::Done).unwrap();
    let after = app.sync_now().unwrap();
    assert!(after.written > before.written);
    assert_eq!((after.arrived, seen(&app)), (after.written, (HELPED + 1, 1, 1)), "a centre of today takes it all");
}

#[test]
fn t29_a_bundle_and_receipts_of_the_first_version_are_taken_in() {
    let place = tempfile::tempdir().unwrap();
    let (app, leader) = laptop_of_the_first_version(&place.path().join("laptop"));
    app.unlock(leader, PASSPHRASE).unwrap();
    let path = |name: &str| kept().join(name).display().to_string();
    let back = app.import_bundle(&path("return.dhb"), |_, _| ()).unwrap();
    assert!(back.is_return && back.sound && back.receipts > 0 && back.unproven == 0, "{back:?}");
    let known = app.import_bundle(&path("evening.dhb"), |_, _| ()).unwrap();
    assert!(known.sound && known.new_entries == 0 && known.known_entries > 0, "{known:?}");

    let centre = Centre::start(&place.path().join("centre")).unwrap();
    attach(&app, &centre);
    let returned = place.path().join("return.dhb");
    centre.import_bundle(&kept().join("evening.dhb"), &returned).unwrap();
    let read = app.import_bundle(&returned.display().to_string(), |_, _| ()).unwrap();
    assert!(read.is_return && read.receipts > 0, "{read:?}");
    assert_eq!(read.arrived, known.known_entries, "as much as the bundle brought");
}

/// Plays the evening and keeps what it left behind.
fn keep() {
    let place = tempfile::tempdir().unwrap();
    let home = place.path().join("laptop");
    let app = App::with(&home, settings());
    set_up(&app);
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    attach(&app, &centre);
    let saved: Vec<_> = card_texts(1, evening(), HELPED)
        .iter()
        .map(|text| laptop::log_card(&app, text, Outcome::Done).unwrap().row.id)
        .collect();
    correct(&app, saved[1]);
    app.void_assist(saved[3]).unwrap();
    std::fs::create_dir_all(kept().join("commune")).unwrap();
    let file = |name: &str| kept().join(name);
    let form = BundleForm { content: BundleContent::Everything, path: file("evening.dhb").display().to_string() };
    app.export_bundle(form, |_, _| ()).unwrap();
    centre.import_bundle(&file("evening.dhb"), &file("return.dhb")).unwrap();
    app.sync_now().unwrap();
    let leader = app.commune().unwrap().members.iter().find(|it| it.role == Role::Leader).unwrap().id;
    app.lock().unwrap();
    drop(app);
    older::put_back(&home.join("commune/data.db"), file_key(&home.join("commune"), leader).expose()).unwrap();
    for name in FILES.iter().filter(|name| name.starts_with("commune/")) {
        std::fs::copy(home.join(name), file(name)).unwrap();
    }
    let lines: String = digests(&kept()).iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
    std::fs::write(file(DIGESTS), lines).unwrap();
}

fn file_key(folder: &Path, leader: Uuid) -> Secret {
    let secret: [u8; 32] = std::fs::read(folder.join("device.secret")).unwrap().try_into().unwrap();
    let device_secret = Secret::new(secret);
    let credentials = Credentials { passphrase: PASSPHRASE, device_secret: &device_secret };
    Vault::read(&folder.join("vault")).unwrap().unlock(MemberId(leader), credentials).unwrap().file_key
}

fn set_up(app: &App) {
    let member = |name: &str, role| MemberForm { name: name.into(), role, force: Force::YouthUnion };
    app.set_up(SetUpForm {
        commune_name: "Quảng Mẫu".into(),
        villages: vec!["Gồm".into()],
        units: Vec::new(),
        members: vec![member("Bùi Mẫu Sáu", Role::Leader), member("Vũ Mẫu Lan", Role::Volunteer)],
        pin: PASSPHRASE.into(),
    })
    .unwrap();
    let commune = app.commune().unwrap();
    app.open_session(OpenSessionForm {
        village: commune.villages.first().map(|village| village.id),
        unit: None,
        place: "Nhà văn hóa".into(),
        day: evening().to_string(),
        members: commune.members.iter().map(|member| member.id).collect(),
        first_ticket: 1,
    })
    .unwrap();
}

fn correct(app: &App, assist: Uuid) {
    let service = app.assist(assist).unwrap().row.service;
    app.correct_assist(CorrectAssistForm {
        assist,
        service,
        outcome: Outcome::Refused,
        difficulties: Vec::new(),
        return_day: None,
        utilities: Vec::new(),
        note: "Đã sửa sau".into(),
        reason: "Bấm nhầm".into(),
    })
    .unwrap();
}
