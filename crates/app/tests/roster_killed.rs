//! The program is killed while it takes a list in, at every step that it shows: the old lists or the new ones are there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking; the child speaks to its parent"
)]

mod common;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use app::App;
use app::view::roster::{RosterForm, RosterStep};
use app::view::start::Profile;
use common::{Clock, DAY, EVENING_MS};

/// Where the child finds its files; the test that is the child does nothing without it.
const HOME: &str = "DONGHANH_TEST_ROSTER";
/// People on the list: some blobs of one village.
const PEOPLE: u32 = 2_400;

fn app_at(home: &Path) -> App {
    App::with(home, Clock::at(EVENING_MS).settings())
}

fn list() -> RosterForm {
    let mut pasted = "Họ và tên\tSố CCCD\tNăm sinh\tThôn\tTrạng thái".to_owned();
    for n in 0..PEOPLE {
        let _ = write!(pasted, "\nNguyễn Văn Mẫu\t00309{n:07}\t1990\tGồm\tChưa cài");
    }
    RosterForm { pasted, day: DAY.into(), ..RosterForm::default() }
}

/// Not a test of its own: the program that the test below starts again and kills.
#[test]
fn the_program_that_is_killed() {
    let Some(home) = std::env::var_os(HOME) else { return };
    let app = app_at(Path::new(&home));
    app.start_practice().unwrap();
    let import = std::thread::spawn({
        let app = app.clone();
        move || app.roster_import(&list())
    });
    let mut shown = RosterStep::Idle;
    while !import.is_finished() {
        let now = app.roster_progress().step;
        if now != shown {
            shown = now;
            println!("at {now:?}");
        }
    }
}

/// The steps in their order; a quick one may pass unseen.
const STEPS: [RosterStep; 5] =
    [RosterStep::Reading, RosterStep::Comparing, RosterStep::Sealing, RosterStep::Saving, RosterStep::Indexing];

/// Kills the program as soon as it says that it is at the step or past it.
fn kill_at(home: &Path, step: RosterStep) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_program_that_is_killed", "--exact", "--nocapture"])
        .env(HOME, home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let from = STEPS.iter().skip_while(|it| **it != step);
    let wanted: Vec<String> = from.map(|it| format!("at {it:?}")).collect();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let reached = lines.any(|line| wanted.iter().any(|it| line.contains(it)));
    assert!(reached, "{step:?} was never reached");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many of the list are new to this laptop, and how many are on its lists; and whether all of these are found.
fn state(home: &Path) -> (u32, u32) {
    let app = app_at(home);
    let status = app.choose_profile(Profile::Practice).unwrap();
    app.unlock(status.unlockers[0].member, app::PRACTICE_PIN).unwrap();
    let counts = app.roster_check(&list()).unwrap().counts;
    let last = format!("{:04}", PEOPLE - 1);
    let found = app.search(&last).unwrap().rows.iter().any(|row| row.name == "Nguyễn Văn Mẫu");
    assert_eq!(found, counts.unchanged > 0, "what is on the lists is found after unlocking, and nothing else");
    assert!(app.verify().unwrap().holds);
    (counts.added, counts.unchanged)
}

#[test]
fn t01_an_import_killed_at_any_step_leaves_the_old_lists_or_the_new_ones_whole() {
    let check = |step: RosterStep, expected: &[(u32, u32)]| {
        let home = tempfile::tempdir().unwrap();
        app_at(home.path()).start_practice().unwrap();
        kill_at(home.path(), step);
        let state = state(home.path());
        assert!(expected.contains(&state), "{step:?}: {state:?}");
    };
    let (old, new) = ((PEOPLE, 0), (0, PEOPLE));
    check(RosterStep::Reading, &[old]);
    check(RosterStep::Comparing, &[old, new]);
    check(RosterStep::Sealing, &[old, new]);
    check(RosterStep::Saving, &[old, new]);
    // Saved, and brought to an end when the file was opened again.
    check(RosterStep::Indexing, &[new]);
}
