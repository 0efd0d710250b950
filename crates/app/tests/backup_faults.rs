//! A stick that fills up or is pulled out while a backup is written: told as such, and the old backup is as it was.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::Path;
use std::process::Command;

use app::{App, Code, Error};
use common::{HANH, LAN, Laptop, PASSPHRASE, keys, quang_nghiep, text};

const BACKUP: &str = "mưa dầm thấm lâu";
/// Says to the test that it runs on a small disk of its own, and where that is.
const SMALL_DISK: &str = "DONGHANH_TEST_SMALL_DISK";

/// A laptop with an assist, a backup of it on a stick, and another assist.
fn with_a_backup(stick: &Path) -> Laptop {
    let mut laptop = Laptop::without_key_store();
    laptop.app = App::with(laptop.folder.path(), laptop.clock.settings());
    laptop.app.set_up(app::view::start::SetUpForm { pin: PASSPHRASE.to_owned(), ..quang_nghiep() }).unwrap();
    laptop.open_session("Gồm");
    laptop.done(&laptop.scan(HANH));
    laptop.app.set_backup_passphrase(BACKUP).unwrap();
    laptop.app.back_up(&text(&stick.join("a.dhs")), |_, _| {}).unwrap();
    laptop.done(&laptop.scan(LAN));
    laptop
}

/// How many people a trial brings back, all of it sound.
fn tried_out(laptop: &Laptop, file: &Path) -> u32 {
    let drill = laptop.app.drill(&text(file), BACKUP, |_, _| {}).unwrap();
    assert_eq!((drill.holds, keys(&drill.words)), (true, vec!["drill-holds"]));
    drill.people
}

#[track_caller]
fn passing(error: &Error, code: Code) {
    assert_eq!((error.code, error.retry), (code, true), "it goes with another stick, or with room");
}

#[test]
fn t04_a_stick_pulled_out_while_a_backup_is_written_is_told_and_the_old_one_is_whole() {
    let place = tempfile::tempdir().unwrap();
    let (stick, away) = (place.path().join("stick"), place.path().join("pulled out"));
    std::fs::create_dir(&stick).unwrap();
    let laptop = with_a_backup(&stick);
    let path = stick.join("a.dhs");
    let mut pieces = 0;
    laptop.app.back_up(&text(&place.path().join("counted.dhs")), |done, _| pieces = done).unwrap();
    assert!(pieces >= 8, "{pieces} pieces");
    for pulled_at in 1..=pieces {
        let before = std::fs::read(&path).unwrap();
        // Its place is gone from one moment to the next, and what was begun on it stays on it.
        let pull = |done, _| {
            if done == pulled_at {
                std::fs::rename(&stick, &away).unwrap()
            }
        };
        passing(&laptop.app.back_up(&text(&path), pull).unwrap_err(), Code::StickFailed);
        assert!(!stick.exists(), "nothing is written where the stick was");
        std::fs::rename(&away, &stick).unwrap();
        assert!(std::fs::read(&path).unwrap() == before, "pulled out at piece {pulled_at}");
    }
    assert_eq!(tried_out(&laptop, &path), 1);
    laptop.app.back_up(&text(&path), |_, _| {}).unwrap();
    assert_eq!(tried_out(&laptop, &path), 2);
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1, "what was half written is gone");
}

#[test]
fn t03_a_disk_that_refuses_in_the_middle_of_a_backup_is_told_as_full_and_the_old_one_is_whole() {
    let stick = tempfile::tempdir().unwrap();
    let laptop = with_a_backup(stick.path());
    let path = stick.path().join("a.dhs");
    let before = std::fs::read(&path).unwrap();
    std::os::unix::fs::symlink("/dev/full", stick.path().join(".a.dhs.new.part")).unwrap();
    passing(&laptop.app.back_up(&text(&path), |_, _| {}).unwrap_err(), Code::DiskFull);
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 1, "what was half written is gone");
    laptop.app.back_up(&text(&path), |_, _| {}).unwrap();
    assert_eq!(tried_out(&laptop, &path), 2);
}

#[test]
fn t03_a_stick_without_room_for_another_backup_keeps_the_old_one() {
    if let Some(stick) = std::env::var_os(SMALL_DISK) {
        return on_a_small_disk(Path::new(&stick));
    }
    let stick = tempfile::tempdir().unwrap();
    let mounted = |then: &str| {
        let script = format!(r#"mount -t tmpfs -o size=8m none "$0" && {then}"#);
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", &script]).arg(stick.path()).env(SMALL_DISK, stick.path());
        command
    };
    // Where nobody may mount anything the test before this one stands alone.
    if mounted("true").status().is_ok_and(|status| status.success()) {
        let test = "t03_a_stick_without_room_for_another_backup_keeps_the_old_one";
        let mut inside = mounted(r#"exec "$1" "$2" --exact"#);
        let output = inside.arg(std::env::current_exe().unwrap()).arg(test).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

fn on_a_small_disk(stick: &Path) {
    let laptop = with_a_backup(stick);
    let (path, filler) = (stick.join("a.dhs"), stick.join("phim.mp4"));
    let before = std::fs::read(&path).unwrap();
    // Too little room from the beginning, and room that somebody else takes in the middle.
    fill(&filler, before.len() / 2);
    passing(&laptop.app.back_up(&text(&path), |_, _| {}).unwrap_err(), Code::DiskFull);
    std::fs::remove_file(&filler).unwrap();
    passing(&laptop.app.back_up(&text(&path), |_, _| fill(&filler, 0)).unwrap_err(), Code::DiskFull);
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(tried_out(&laptop, &path), 1);
    assert_eq!(std::fs::read_dir(stick).unwrap().count(), 2, "what was half written is gone");

    std::fs::remove_file(&filler).unwrap();
    laptop.app.choose_second_place(&text(stick)).unwrap();
    fill(&filler, 0);
    passing(&laptop.app.copy_now(|_, _| {}).unwrap_err(), Code::DiskFull);
    assert!(keys(&laptop.app.backup_state().unwrap().words).contains(&"backup-failed"));
    std::fs::remove_file(&filler).unwrap();
    laptop.app.copy_now(|_, _| {}).unwrap();
    laptop.app.back_up(&text(&path), |_, _| {}).unwrap();
    assert_eq!(tried_out(&laptop, &path), 2);
}

/// Takes all room but so many bytes.
fn fill(filler: &Path, but: usize) {
    use std::io::Write as _;
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(filler).unwrap();
    while file.write_all(&[7; 4096]).is_ok() {}
    let length = file.metadata().unwrap().len().saturating_sub(u64::try_from(but).unwrap());
    file.set_len(length).unwrap();
}
