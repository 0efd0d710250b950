//! The only laptop of a commune is gone. What is left is the paper with the recovery code, and the centre, which cannot open
//! what it keeps: a new laptop has everything again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::path::Path;

use app::view::authority::{LaptopStanding, RecoverForm, RevokeLaptopForm};
use app::view::session::OpenSessionForm;
use app::view::start::{MemberForm, Phase, SetUpForm};
use app::view::sync::CentreForm;
use app::{App, Code};
use domain::service::{Force, Outcome, Role};
use tests::cards::{card_texts, today};
use tests::centre::Centre;
use tests::laptop::{self, PASSPHRASE};

const NEW_PASSPHRASE: &str = "nước chảy đá mòn";

/// A commune of one laptop, attached, with an open session.
fn commune(home: &Path, centre: &Centre) -> App {
    let leader = laptop::laptop(home);
    let member = |name: &str, role| MemberForm { name: name.into(), role, force: Force::YouthUnion };
    leader
        .set_up(SetUpForm {
            commune_name: "Quảng Mẫu".into(),
            villages: vec!["Gồm".into()],
            units: Vec::new(),
            members: vec![member("Bùi Mẫu Sáu", Role::Leader), member("Vũ Mẫu Lan", Role::Volunteer)],
            pin: PASSPHRASE.into(),
        })
        .unwrap();
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(false).unwrap(), certificate: None };
    leader.attach_centre(form).unwrap();
    let commune = leader.commune().unwrap();
    leader
        .open_session(OpenSessionForm {
            village: commune.villages.first().map(|village| village.id),
            unit: None,
            place: "Nhà văn hóa".into(),
            day: today().format("%Y-%m-%d").to_string(),
            members: commune.members.iter().map(|member| member.id).collect(),
            first_ticket: 1,
        })
        .unwrap();
    leader
}

fn log(app: &App, seed: u64, count: usize) {
    for text in card_texts(seed, today(), count) {
        laptop::log_card(app, &text, Outcome::Done).unwrap();
    }
}

fn heir(code: &str, centre: &str) -> RecoverForm {
    RecoverForm {
        code: code.into(),
        box_path: String::new(),
        centre: centre.into(),
        certificate: None,
        name: "Đào Mẫu Hòa".into(),
        force: Force::Police,
        label: "Máy mới".into(),
        pin: NEW_PASSPHRASE.into(),
    }
}

fn names(app: &App) -> Vec<Option<String>> {
    let mut names: Vec<_> = app.desk().unwrap().evening.into_iter().map(|row| row.name).collect();
    names.sort();
    names
}

#[test]
fn t23_a_lost_laptop_is_replaced_from_paper_and_the_centre_alone() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let old = commune(&place.path().join("old"), &centre);
    log(&old, 1, 2);
    let made = old.make_recovery().unwrap();
    assert_eq!(made.centre, Some(centre.url()), "it stands on the paper");
    old.confirm_recovery(&made.code).unwrap();
    // What is written after this opens with a key that is newer than the box.
    old.rotate_keys().unwrap();
    log(&old, 2, 2);
    let synced = old.sync_now().unwrap();
    assert_eq!(synced.arrived, synced.written);
    let before = names(&old);
    assert!(before.len() == 4 && before.iter().all(Option::is_some), "{before:?}");
    drop(old);
    std::fs::remove_dir_all(place.path().join("old")).unwrap();

    let new = laptop::laptop(&place.path().join("new"));
    let open = new.recover(heir(&made.code.to_lowercase(), &centre.url())).unwrap();
    assert_eq!((open.phase, open.commune_name.as_deref()), (Phase::Open, Some("Quảng Mẫu")));
    assert_eq!(open.member.unwrap().role, Role::Leader);
    assert_eq!(names(&new), before, "whatever the key it was written with");
    let lost = new.authority().unwrap().laptops.into_iter().find(|it| it.label != "Máy mới").unwrap();
    new.revoke_laptop(RevokeLaptopForm { device: lost.device, keep_key: false, recovery_code: String::new() }).unwrap();
    log(&new, 3, 1);
    let synced = new.sync_now().unwrap();
    assert_eq!((synced.arrived, names(&new).len()), (synced.written, 5));
    let standing = new.authority().unwrap().laptops.into_iter().find(|it| it.device == lost.device).unwrap().standing;
    assert_eq!(standing, LaptopStanding::Revoked);
    assert!(new.verify().unwrap().holds);
    new.lock().unwrap();
    let me = new.status().unwrap().unlockers[0].member;
    assert_eq!(new.unlock(me, NEW_PASSPHRASE).unwrap().phase, Phase::Open);
}

#[test]
fn t23_a_centre_without_the_box_is_said_and_nothing_is_half_made() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let old = commune(&place.path().join("old"), &centre);
    let code = old.make_recovery().unwrap().code;
    let new = laptop::laptop(&place.path().join("new"));
    let told = |address: &str| new.recover(heir(&code, address)).unwrap_err().code;
    assert_eq!(told(&centre.url()), Code::NoBoxAtCentre, "it was never sent");
    assert_eq!(told("trung tâm xã"), Code::BadAddress);
    let other = commune(&place.path().join("other"), &centre);
    other.make_recovery().unwrap();
    other.sync_now().unwrap();
    assert_eq!(told(&centre.url()), Code::NoBoxAtCentre, "another commune's is none");
    let address = centre.url();
    centre.kill().unwrap();
    assert_eq!(told(&address), Code::Unreachable);
    assert_eq!(new.status().unwrap().phase, Phase::FirstRun, "nothing was half made");
    centre.resume().unwrap();
    old.sync_now().unwrap();
    assert_eq!(new.recover(heir(&code, &centre.url())).unwrap().phase, Phase::Open);
}
