//! Whatever may come in: a clear code each, nothing lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::{AssistForm, ScanView};
use app::view::start::{Phase, SetUpForm};
use app::{App, Code};
use common::newer::used_by_a_later_version;
use common::{HANH, Laptop, PASSPHRASE, PIN, quang_nghiep};
use domain::service::Outcome;

#[test]
fn cards_that_cannot_be_read_say_what_to_do_and_keep_nothing() {
    let (laptop, _) = Laptop::at_the_desk();
    let check = |text: &str, expected: &str| match laptop.app.scan(text).unwrap() {
        ScanView::Unread(words) => assert_eq!(words.key, expected),
        ScanView::Card(_) => panic!("read: {expected}"),
    };
    check("", "card-error-too-few-fields");
    check("005185000002", "card-error-too-few-fields");
    check(&HANH[..40], "card-error-too-few-fields");
    check(&"x|".repeat(512 * 1024), "card-error-too-long");
    check(&HANH.replace("09111985", "22112026"), "card-error-birth-future");
    check(&HANH.replace("09111985", "31021985"), "card-error-birth-impossible");
    check(&HANH.replace("Trần Thị Hạnh", "TrÆZn Thị Hạnh"), "card-error-name-mangled");
    check(&HANH.replace("|Nữ|", "|nỮ|"), "card-error-caps-lock");
    check(&HANH.replace("005185000002", "00518500000O"), "card-error-number");
    check(&"|".repeat(40), "card-error-too-many-fields");
    assert!(laptop.app.desk().unwrap().evening.is_empty());
}

#[test]
fn a_form_with_one_bad_part_is_refused_whole() {
    let (laptop, _) = Laptop::at_the_desk();
    let good = laptop.form(&laptop.scan(HANH), Outcome::Done);
    let check = |change: fn(&mut AssistForm), expected: (Code, Option<&str>)| {
        let mut form = good.clone();
        change(&mut form);
        let error = laptop.app.log_assist(form).unwrap_err();
        assert_eq!((error.code, error.params.get("field").map(String::as_str)), expected);
    };
    check(|form| form.person.birth = "22/11/2026".into(), (Code::BadBirth, None));
    check(|form| form.person.birth = "1985-02-30".into(), (Code::BadBirth, None));
    check(|form| form.person.number = "12".into(), (Code::BadNumber, None));
    check(|form| form.person.phone = "12".into(), (Code::BadPhone, None));
    check(|form| form.person.name = "1234".into(), (Code::BadField, Some("name")));
    check(|form| form.person.village = Some(form.session), (Code::BadField, Some("village")));
    check(|form| form.person.citizen = Some(form.session), (Code::NotFound, None));
    check(|form| form.session = uuid::Uuid::nil(), (Code::NotFound, None));
    check(|form| form.utilities = vec![17], (Code::BadField, Some("utilities")));
    check(|form| form.difficulties = vec!["NONE-01".into()], (Code::BadField, Some("difficulties")));
    check(|form| form.sms_day = Some("18/11/2026".into()), (Code::BadField, Some("sms-day")));
    check(|form| form.ticket = Some(0), (Code::BadField, Some("ticket")));
    check(|form| form.note = "x".repeat(501), (Code::BadField, Some("note")));
    assert!(laptop.app.desk().unwrap().evening.is_empty(), "nothing was half saved");
}

#[test]
fn setting_up_checks_every_name_and_the_pin() {
    let laptop = Laptop::new();
    let check = |change: fn(&mut app::view::start::SetUpForm), expected: (Code, Option<&str>)| {
        let mut form = quang_nghiep();
        change(&mut form);
        let error = laptop.app.set_up(form).unwrap_err();
        assert_eq!((error.code, error.params.get("field").map(String::as_str)), expected);
    };
    check(|form| form.commune_name = " ".into(), (Code::BadField, Some("commune-name")));
    check(|form| form.villages.push("Gồm".into()), (Code::BadField, Some("village-name")));
    check(|form| form.units[0].name = String::new(), (Code::BadField, Some("unit-name")));
    check(|form| form.members.clear(), (Code::BadField, Some("members")));
    check(|form| form.members.reverse(), (Code::BadField, Some("members")));
    check(|form| form.members[1].name = "?".into(), (Code::BadField, Some("member-name")));
    check(|form| form.pin = "123456".into(), (Code::WeakPin, None));
    assert_eq!(laptop.app.status().unwrap().phase, Phase::FirstRun, "nothing was half made");
}

#[test]
fn a_wrong_pin_waits_longer_and_longer_and_a_restart_does_not_help() {
    let mut laptop = Laptop::set_up();
    laptop.restart();
    let wrong = |laptop: &Laptop| laptop.unlock("000000").unwrap_err();
    assert_eq!((wrong(&laptop).code, wrong(&laptop).params.is_empty()), (Code::WrongPin, true));
    let third = wrong(&laptop);
    assert_eq!((third.code, third.params["wait_seconds"].as_str()), (Code::WrongPin, "5"));
    laptop.app = App::with(laptop.folder.path(), laptop.clock.settings());
    let waits = laptop.unlock(PIN).unwrap_err();
    assert_eq!((waits.code, waits.retry, waits.params["wait_seconds"].as_str()), (Code::WaitBeforePin, true, "5"));
    laptop.clock.pass_seconds(5);
    assert_eq!(wrong(&laptop).params["wait_seconds"], "15");
    laptop.clock.pass_seconds(15);
    assert_eq!(laptop.unlock(PIN).unwrap().phase, Phase::Open);
    laptop.restart();
    assert!(wrong(&laptop).params.is_empty(), "the right one forgets the wrong ones");
}

#[test]
fn a_second_instance_is_told_and_takes_over_once_the_first_is_locked() {
    let (laptop, _) = Laptop::at_the_desk();
    let second = App::with(laptop.folder.path(), laptop.clock.settings());
    let member = second.status().unwrap().unlockers[0].member;
    let error = second.unlock(member, PIN).unwrap_err();
    assert_eq!((error.code, error.retry), (Code::InUse, true));
    laptop.done(&laptop.scan(HANH));
    laptop.app.lock().unwrap();
    assert_eq!(second.unlock(member, PIN).unwrap().phase, Phase::Open);
    assert_eq!(second.desk().unwrap().evening.len(), 1);
}

#[test]
fn a_damaged_file_is_told_as_one_and_is_left_alone() {
    let mut laptop = Laptop::set_up();
    laptop.restart();
    let file = laptop.path("commune/data.db");
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in bytes.iter_mut().take(4096).skip(16) {
        *byte ^= 0x55;
    }
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(laptop.unlock(PIN).unwrap_err().code, Code::DamagedFile);
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "whoever can help finds it as it was");
    std::fs::write(laptop.path("commune/vault"), b"not a vault").unwrap();
    assert_eq!(laptop.app.status().unwrap_err().code, Code::DamagedFile);
}

#[test]
fn a_file_that_a_later_version_used_is_told_as_one_and_is_left_alone() {
    let mut laptop = Laptop::without_key_store();
    laptop.app.set_up(SetUpForm { pin: PASSPHRASE.into(), ..quang_nghiep() }).unwrap();
    laptop.restart();
    used_by_a_later_version(&laptop.path("commune"), PASSPHRASE);
    let file = laptop.path("commune/data.db");
    let before = std::fs::read(&file).unwrap();
    let error = laptop.unlock(PASSPHRASE).unwrap_err();
    assert_eq!((error.code, error.retry), (Code::NewerFile, false));
    assert_eq!(laptop.app.status().unwrap().phase, Phase::Locked);
    assert_eq!(std::fs::read(&file).unwrap(), before, "the later version finds it as it was");
    let beside = ["data.db-wal", "data.db-journal"].map(|name| laptop.path("commune").join(name).exists());
    assert_eq!(beside, [false, false], "nothing was written beside it");
}

#[test]
fn everything_asks_for_a_pin_first() {
    let mut laptop = Laptop::set_up();
    laptop.restart();
    let app = &laptop.app;
    let codes = [
        app.desk().unwrap_err().code,
        app.search("a").unwrap_err().code,
        app.scan(HANH).unwrap_err().code,
        app.sessions().unwrap_err().code,
        app.commune().unwrap_err().code,
        app.strip().unwrap_err().code,
        app.verify().unwrap_err().code,
        app.sync_now().unwrap_err().code,
    ];
    assert!(codes.iter().all(|code| *code == Code::Locked), "{codes:?}");
}

#[test]
fn no_name_and_no_number_lies_in_clear_in_the_folder() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    laptop.app.lock().unwrap();
    let mut files = 0;
    for entry in std::fs::read_dir(laptop.path("commune")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for secret in ["Trần Thị Hạnh", "005185000002", "Phạm Mẫu Thủy", PIN] {
            assert!(!bytes.windows(secret.len()).any(|it| it == secret.as_bytes()), "{secret} is readable");
        }
        files += 1;
    }
    assert!(files >= 3);
}
