//! Every screen, dialog and state of the journeys is clean by axe, in both languages and both themes.

use std::time::Duration;

use anyhow::Result;
use app::view::export::Language;
use domain::synthetic::CardLayout;
use tests::centre::Centre;
use tests::window::{ENTER, ESC, F1, F2, Kind, Laptop, Window, ctrl, plain, with};

use crate::people::{is_saved, people, practise, scan};

const KEYS_MAX: Duration = Duration::from_secs(60);
const PIN: &str = "824613";

#[test]
fn everybody_can_use_the_window_in_vietnamese() -> Result<()> {
    look_at_everything(Language::Vi)
}

#[test]
fn everybody_can_use_the_window_in_english() -> Result<()> {
    look_at_everything(Language::En)
}

fn look_at_everything(language: Language) -> Result<()> {
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let laptop = Laptop::at(&place.path().join("laptop")).with_practice_centre(&centre)?;
    let window = Window::open(&laptop)?;
    if language == Language::En {
        window.switch_language()?;
    }
    first_run(&window)?;
    practise(&window)?;
    desk(&window)?;
    sessions(&window, &place.path().join("log.xlsx").display().to_string())?;
    sync(&window)?;
    others(&window)?;
    locked(&window)
}

fn first_run(window: &Window) -> Result<()> {
    window.is_accessible("first run")?;
    window.press(Kind::Button, "first-run-join")?;
    window.is_accessible("joining")?;
    window.keys(ENTER)?;
    window.shows("join-label-missing")?;
    window.is_accessible("joining, something missing")?;
    window.press(Kind::Button, "first-run-back")?;
    window.press(Kind::Button, "first-run-set-up")?;
    window.keys(ENTER)?;
    window.shows("first-run-commune-name-missing")?;
    window.is_accessible("setting up, places")?;
    window.fill("first-run-commune-name", "Quảng Mẫu")?;
    window.fill("first-run-villages", "Gồm")?;
    window.press(Kind::Button, "first-run-unit-add")?;
    window.is_accessible("setting up, units")?;
    window.press(Kind::Button, "first-run-next")?;
    window.fill("first-run-you", "Bùi Mẫu Sáu")?;
    window.press(Kind::Button, "first-run-member-add")?;
    window.is_accessible("setting up, people")?;
    window.press(Kind::Button, "first-run-next")?;
    window.fill("first-run-pin-yours", PIN)?;
    window.press(Kind::Button, "first-run-make")?;
    window.shows("first-run-pin-apart")?;
    window.is_accessible("setting up, PIN")?;
    for _ in 0..3 {
        window.press(Kind::Button, "first-run-back")?;
    }
    window.shows("first-run-title")
}

fn desk(window: &Window) -> Result<()> {
    let helped = people(3);
    window.is_accessible("desk, empty")?;
    window.keys("ng")?;
    window.lists("desk-results", |rows| rows.len() == 7)?;
    window.is_accessible("desk, people found")?;
    window.keys(ESC)?;
    window.keys("zzz")?;
    window.shows("desk-nobody")?;
    window.is_accessible("desk, nobody found")?;
    window.keys(ESC)?;
    window.scan("005190001234||Đặng Thị")?;
    window.shows("desk-unread")?;
    window.is_accessible("desk, card not read")?;
    window.keys(ESC)?;
    scan(window, &helped[0], CardLayout::Chip)?;
    window.is_accessible("desk, person open")?;
    window.keys(ENTER)?;
    window.announces("desk-choose-outcome")?;
    window.is_accessible("desk, outcome asked for")?;
    window.keys("3")?;
    window.keys(ENTER)?;
    window.shows("errors-come-back-needs-why")?;
    window.is_accessible("desk, save refused")?;
    window.keys("otp1")?;
    window.keys(ENTER)?;
    window.shows("desk-read-aloud")?;
    window.is_accessible("desk, come back")?;
    window.press(Kind::Button, "desk-return-tomorrow")?;
    window.is_accessible("desk, return day")?;
    window.keys(F2)?;
    window.meets(Kind::Dialog, "desk-rule")?;
    window.is_accessible("desk, rule")?;
    window.keys(ESC)?;
    scan(window, &helped[1], CardLayout::CanCuoc)?;
    window.press(Kind::Radio, "desk-service-utilities")?;
    window.shows("desk-utilities-level-1")?;
    window.is_accessible("desk, utilities and one put aside")?;
    window.keys("1")?;
    window.keys(ENTER)?;
    is_saved(window, 1)?;
    window.is_accessible("desk, saved")?;
    window.keys(&ctrl("z"))?;
    window.announces(with("desk-undone", &[("number", "1"), ("name", helped[1].name.as_str())]))?;
    window.is_accessible("desk, undone")?;
    window.keys(&ctrl("n"))?;
    window.focuses("field-citizen-name")?;
    window.is_accessible("desk, somebody new")?;
    window.keys(ESC)?;
    window.keys(F1)?;
    window.meets(Kind::Dialog, "help-keys")?;
    window.is_accessible("keys")?;
    window.keys(ESC)
}

fn sessions(window: &Window, file: &str) -> Result<()> {
    window.keys(&ctrl("2"))?;
    window.lists("sessions-title", |rows| rows.len() == 1)?;
    window.is_accessible("sessions")?;
    window.press(Kind::Button, "sessions-open")?;
    window.meets(Kind::Heading, "sessions-open")?;
    window.is_accessible("opening a session")?;
    window.keys(ESC)?;
    let rows = window.lists("sessions-title", |rows| rows.len() == 1)?;
    let village = rows[0].split(" Nhà văn hóa").next().unwrap_or_default().to_owned();
    window.press(Kind::Button, plain(village))?;
    window.meets(Kind::Button, "sessions-export")?;
    window.is_accessible("one session")?;
    window.press(Kind::Button, "sessions-talk-add")?;
    window.meets(Kind::Dialog, "sessions-talk-add")?;
    window.is_accessible("a talk")?;
    window.keys(ESC)?;
    window.press(Kind::Button, "sessions-export")?;
    window.meets(Kind::Dialog, "export-title")?;
    window.is_accessible("exporting")?;
    window.press(Kind::Radio, "export-full")?;
    window.shows("export-warning-full")?;
    window.is_accessible("exporting full numbers")?;
    window.fill("export-path", file)?;
    window.keys(ENTER)?;
    window.meets(Kind::Dialog, "export-done")?;
    window.is_accessible("exported")?;
    window.press(Kind::Button, "common-close")?;
    window.press(Kind::Button, "sessions-close")?;
    window.fill("sessions-heads", "7")?;
    window.shows("sessions-log-short")?;
    window.is_accessible("closing")?;
    window.keys(&ctrl(ENTER))?;
    window.shows("sessions-figures-closed")?;
    window.is_accessible("closed")
}

fn sync(window: &Window) -> Result<()> {
    window.keys(&ctrl("8"))?;
    window.shows_within("common-all-arrived", KEYS_MAX)?;
    window.is_accessible("sync")?;
    window.press(Kind::Button, "join-read")?;
    window.meets(Kind::Dialog, "join-let-in")?;
    window.is_accessible("letting a laptop in")?;
    window.keys(ESC)
}

fn others(window: &Window) -> Result<()> {
    window.keys(&ctrl("3"))?;
    window.meets(Kind::Heading, "people-title")?;
    window.is_accessible("people")?;
    window.keys(&ctrl("7"))?;
    window.meets(Kind::Heading, "help-title")?;
    window.is_accessible("guide")?;
    window.keys(&ctrl("9"))?;
    window.meets(Kind::Heading, "settings-appearance")?;
    window.is_accessible("settings")?;
    window.press(Kind::Button, "settings-verify-now")?;
    window.shows_within("settings-verify-holds", KEYS_MAX)?;
    window.is_accessible("settings, checked")?;
    window.press(Kind::Button, "settings-member-add")?;
    window.meets(Kind::Dialog, "settings-member-add")?;
    window.is_accessible("adding a member")?;
    window.keys(ESC)
}

fn locked(window: &Window) -> Result<()> {
    window.keys(&ctrl("l"))?;
    window.shows("unlock-practice-about")?;
    window.is_accessible("practice, locked")
}
