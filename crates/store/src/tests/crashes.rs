//! The program is killed while it saves, and the disk fills up under it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::world::*;
use crate::commit::{Author, CommitError};
use crate::crash::Step;
use crate::error::StoreError;
use crate::secret::Secret;
use crate::{OpenError, Store};

/// Where the child finds its file; the test that is the child does nothing without it.
const FILE: &str = "DONGHANH_TEST_FILE";

/// Not a test of its own: the program that the tests below start again and kill.
#[test]
fn the_program_that_is_killed() {
    let Ok(path) = std::env::var(FILE) else { return };
    let mut desk = Laptop::reopened(PathBuf::from(path));
    desk.commit(&[citizen(50, "Ksor H'Lan", Some(50), 1), assist(50, 1, 50)]);
}

/// The same, for lists of people.
#[test]
fn the_program_that_is_killed_while_it_imports() {
    let Ok(path) = std::env::var(FILE) else { return };
    super::rosters::import_long(&mut Laptop::reopened(PathBuf::from(path)));
}

fn start(path: &Path, step: Step, program: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([&format!("tests::crashes::{program}"), "--exact", "--nocapture"])
        .env(FILE, path)
        .env("DONGHANH_STOP_AT", format!("{step:?}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the program as soon as it says that it stands at the step.
fn kill_at(path: &Path, step: Step) {
    kill_while(path, step, "the_program_that_is_killed");
}

fn kill_while(path: &Path, step: Step, program: &str) {
    let mut child = start(path, step, program);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reached = lines.map_while(Result::ok).any(|line| line.contains(&format!("stopped at {step:?}")));
    assert!(reached, "{step:?} was never reached");
    child.kill().unwrap();
    child.wait().unwrap();
}

fn file_with_an_evening() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = Laptop::at(10, path.clone());
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    (folder, path)
}

#[test]
fn t01_killed_at_any_step_of_a_save_everything_said_to_be_saved_is_there() {
    let check = |step: Step, assists: usize| {
        let (_folder, path) = file_with_an_evening();
        kill_at(&path, step);
        let mut desk = Laptop::reopened(path);
        desk.assert_sound();
        let evening = desk.store.evening(session_id(1), 10).unwrap();
        assert_eq!(evening.len(), assists, "{step:?}");
        assert_eq!(desk.store.search("lan", None).unwrap().hits.len(), assists - 1, "{step:?}: all of it or nothing");
        desk.commit(&[assist(51, 1, 1)]);
        desk.assert_sound();
        assert_eq!(desk.store.outbox_counts().unwrap().saved, 3 + 2 * u64::try_from(assists).unwrap() + 1);
    };
    check(Step::Begun, 1);
    check(Step::EntriesWritten, 1);
    check(Step::ViewsWritten, 1);
    check(Step::BeforeCommit, 1);
    check(Step::Committed, 2);
}

#[test]
fn t31_a_second_instance_is_told_and_a_killed_one_leaves_no_lock() {
    let (_folder, path) = file_with_an_evening();
    let mut child = start(&path, Step::Begun, "the_program_that_is_killed");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.by_ref().map_while(Result::ok).any(|line| line.contains("stopped at")));
    assert!(matches!(Store::open(&path, &Secret::new(FILE_KEY)), Err(OpenError::InUse)));
    child.kill().unwrap();
    child.wait().unwrap();
    Laptop::reopened(path).assert_sound();
}

#[test]
fn t31_a_file_that_another_program_holds_is_said_and_what_was_not_saved_is_saved_later() {
    let (_folder, path) = file_with_an_evening();
    let mut desk = Laptop::reopened(path.clone());
    let holder = super::migrations::raw(&path);
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let edits = [citizen(2, "Ksor H'Lan", Some(3), 1), assist(2, 1, 2)];
    let refused = desk.store.commit(Author::default(), &edits, NOW, &mut |bytes| bytes.fill(1));
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Busy(_)))), "{refused:?}");
    assert_eq!(desk.store.evening(session_id(1), 10).unwrap().len(), 1, "reading goes on, and shows what is saved");
    holder.execute_batch("ROLLBACK").unwrap();
    desk.commit(&edits);
    desk.assert_sound();
    assert_eq!(desk.store.evening(session_id(1), 10).unwrap().len(), 2);
}

/// The sizes of the file and of its write-ahead log, cut at every frame: as a power cut leaves them.
#[test]
fn t02_a_torn_write_ahead_log_loses_nothing_that_came_before() {
    let (_folder, path) = file_with_an_evening();
    let mut desk = Laptop::reopened(path.clone());
    let wal = path.with_extension("db-wal");
    let before = std::fs::read(&wal).unwrap_or_default().len();
    desk.commit(&[citizen(2, "Ksor H'Lan", Some(3), 1), assist(2, 1, 2)]);
    let (file, log) = (std::fs::read(&path).unwrap(), std::fs::read(&wal).unwrap());
    for cut in [before, before + 1, (before + log.len()) / 2, log.len() - 1, log.len()] {
        let folder = tempfile::tempdir().unwrap();
        let torn = folder.path().join("journal.db");
        std::fs::write(&torn, &file).unwrap();
        std::fs::write(torn.with_extension("db-wal"), &log[..cut]).unwrap();
        let reopened = Laptop::reopened(torn);
        reopened.assert_sound();
        let assists = reopened.store.evening(session_id(1), 10).unwrap().len();
        assert_eq!(assists, if cut == log.len() { 2 } else { 1 }, "cut at {cut} of {}", log.len());
    }
}

#[test]
fn t03_a_full_disk_keeps_what_was_saved_and_takes_more_when_there_is_room() {
    let (_folder, path) = file_with_an_evening();
    let mut desk = Laptop::reopened(path);
    let pages: i64 = desk.store.db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let limit = |desk: &Laptop, pages: i64| {
        desk.store.db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    };
    limit(&desk, pages);
    let edits: Vec<_> = (100..400).map(|n| assist(n, 1, 1)).collect();
    let refused = desk.store.commit(Author::default(), &edits, NOW, &mut |bytes| bytes.fill(1));
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Full(_)))), "{refused:?}");
    desk.assert_sound();
    assert_eq!(desk.store.evening(session_id(1), 10).unwrap().len(), 1);
    limit(&desk, 1_000_000);
    desk.commit(&edits);
    desk.assert_sound();
    assert_eq!(desk.store.session_tally(session_id(1)).unwrap().counts.assists, 301);
}

#[test]
fn t03_a_full_disk_in_mid_pull_leaves_no_missing_range() {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    let edits: Vec<_> = (100..400).map(|n| assist(n, 1, 1)).collect();
    desk.commit(&edits);
    let log = desk.log();
    let items: Vec<&[u8]> = log.iter().map(Vec::as_slice).collect();
    let mut other = Laptop::new(11);
    let pages: i64 = other.store.db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    for room in (0..40).step_by(3) {
        let limit = format!("PRAGMA max_page_count = {}", pages + room);
        other.store.db.query_row(&limit, [], |_| Ok(())).unwrap();
        assert!(other.store.receive(&items, NOW).is_err(), "no room at {room} pages more");
        other.assert_sound();
        assert_eq!(other.store.evening(session_id(1), 1).unwrap(), []);
    }
    other.store.db.query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(())).unwrap();
    assert_eq!(other.store.receive(&items, NOW).unwrap().entries, 303);
    assert_eq!(shown(&desk, 1), shown(&other, 1));
}

#[test]
fn t01_an_import_killed_at_any_step_leaves_the_old_lists_or_the_new_ones() {
    let check = |step: Step, found: (usize, usize, usize), editions: usize| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        super::rosters::begin_with_roster(&mut Laptop::at(10, path.clone()));
        kill_while(&path, step, "the_program_that_is_killed_while_it_imports");
        let mut desk = Laptop::reopened(path);
        while desk.store.settle_roster(1).unwrap() {}
        let hits = |name: &str| desk.store.search(name, None).unwrap().hits.len();
        assert_eq!((hits("hanh"), hits("lan"), hits("nam")), found, "{step:?}");
        assert_eq!(desk.store.roster_editions().unwrap().len(), editions, "{step:?}");
        desk.assert_sound();
    };
    let (old, new) = ((1, 0, 0), (0, 1, 1));
    for step in [Step::Begun, Step::EntriesWritten, Step::ViewsWritten, Step::BeforeCommit] {
        check(step, old, 1);
    }
    check(Step::Committed, new, 2);
}
