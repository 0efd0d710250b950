//! The program is killed while it writes a backup and while it restores one: what was there before is there still.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking"
)]

mod common;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use app::App;
use app::view::backup::RestoreForm;
use app::view::start::{Phase, SetUpForm};
use common::{HANH, LAN, Laptop, PASSPHRASE, quang_nghiep, text};

const BACKUP: &str = "mưa dầm thấm lâu";
/// What the child does, where, with which file, and after how many pieces it stops.
const TASK: &str = "DONGHANH_TEST_TASK";
const HOME: &str = "DONGHANH_TEST_HOME";
const FILE: &str = "DONGHANH_TEST_FILE";
const STOP_AFTER: &str = "DONGHANH_TEST_STOP_AFTER";

/// Not a test of its own: the program that the tests below start and kill.
#[test]
fn the_program_that_is_killed() {
    let Ok(task) = std::env::var(TASK) else { return };
    let (home, file) = (PathBuf::from(std::env::var(HOME).unwrap()), std::env::var(FILE).unwrap());
    let mut pieces: u32 = std::env::var(STOP_AFTER).unwrap().parse().unwrap();
    let stop = |_, _| match pieces.checked_sub(1) {
        Some(left) => pieces = left,
        None => halt(),
    };
    let laptop = opened(&home);
    if task == "write" {
        laptop.unlock(PASSPHRASE).unwrap();
        laptop.app.back_up(&file, stop).unwrap();
    } else {
        laptop.app.restore(&form(Path::new(&file)), stop).unwrap();
    }
    // After the last piece, and before anybody was told.
    halt();
}

fn halt() -> ! {
    println!("stopped");
    loop {
        std::thread::park();
    }
}

/// Kills the program once it has done so many pieces.
fn kill(task: &str, home: &Path, file: &Path, stop_after: u32) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_program_that_is_killed", "--exact", "--nocapture"])
        .envs([(TASK, task), (HOME, &text(home)), (FILE, &text(file)), (STOP_AFTER, &stop_after.to_string())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("stopped")), "{task} after {stop_after} pieces was never reached");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The laptop whose folder lies there, locked.
fn opened(home: &Path) -> Laptop {
    let mut laptop = Laptop::without_key_store();
    laptop.app = App::with(home, laptop.clock.settings());
    laptop
}

fn form(file: &Path) -> RestoreForm {
    RestoreForm { path: text(file), secret: BACKUP.into(), aside: false }
}

/// A laptop with an assist, a backup of it, and another assist; closed.
fn with_a_backup(home: &Path, file: &Path) {
    let laptop = opened(home);
    laptop.app.set_up(SetUpForm { pin: PASSPHRASE.to_owned(), ..quang_nghiep() }).unwrap();
    laptop.open_session("Gồm");
    laptop.done(&laptop.scan(HANH));
    laptop.app.set_backup_passphrase(BACKUP).unwrap();
    laptop.app.back_up(&text(file), |_, _| {}).unwrap();
    laptop.done(&laptop.scan(LAN));
}

/// Assists in what a backup brings back.
fn restored(file: &Path) -> u32 {
    let home = tempfile::tempdir().unwrap();
    let laptop = opened(home.path());
    laptop.app.restore(&form(file), |_, _| {}).unwrap();
    laptop.unlock(PASSPHRASE).unwrap();
    laptop.app.desk().unwrap().session.counts.assists
}

#[test]
fn t01_killed_while_it_writes_a_backup_the_old_one_is_whole_and_the_next_one_too() {
    let place = tempfile::tempdir().unwrap();
    let (home, file) = (place.path().join("laptop"), place.path().join("stick.dhs"));
    with_a_backup(&home, &file);
    let old = std::fs::read(&file).unwrap();
    for stop_after in 0..2 {
        kill("write", &home, &file, stop_after);
        assert!(std::fs::read(&file).unwrap() == old, "killed after {stop_after} pieces");
    }
    assert_eq!(restored(&file), 1);
    let laptop = opened(&home);
    laptop.unlock(PASSPHRASE).unwrap();
    assert_eq!(laptop.app.desk().unwrap().session.counts.assists, 2, "and the laptop has lost nothing");
    laptop.app.back_up(&text(&file), |_, _| {}).unwrap();
    assert_eq!(restored(&file), 2);
    let beside = std::fs::read_dir(place.path()).unwrap().count();
    assert_eq!(beside, 2, "nothing half written is left beside it");
}

#[test]
fn t01_killed_while_it_restores_there_is_no_half_laptop_and_the_next_try_brings_all() {
    let place = tempfile::tempdir().unwrap();
    let (home, file) = (place.path().join("laptop"), place.path().join("stick.dhs"));
    with_a_backup(&home, &file);
    let before = std::fs::read(&file).unwrap();
    for stop_after in 0..2 {
        let fresh = tempfile::tempdir().unwrap();
        kill("restore", fresh.path(), &file, stop_after);
        let laptop = opened(fresh.path());
        assert_eq!(laptop.app.status().unwrap().phase, Phase::FirstRun, "killed after {stop_after} pieces");
        laptop.app.restore(&form(&file), |_, _| {}).unwrap();
        laptop.unlock(PASSPHRASE).unwrap();
        assert_eq!(laptop.app.desk().unwrap().session.counts.assists, 1);
        assert!(laptop.app.verify().unwrap().holds);
    }
    assert!(std::fs::read(&file).unwrap() == before, "the backup is only read");
}
