//! Every screen, dialog and state of the evening is clean by axe, in both languages and both themes.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use app::view::export::Language;
use domain::synthetic::{CardLayout, SyntheticPerson};
use tests::centre::Centre;
use tests::window::{ENTER, ESC, F1, F2, Kind, Laptop, Window, ctrl, plain, with};

use crate::people::{is_saved, open_session, people, practise, scan};

const SYNC_MAX: Duration = Duration::from_secs(60);

#[test]
fn everybody_can_use_the_evening_in_vietnamese() -> Result<()> {
    look_at_the_evening(Language::Vi)
}

#[test]
fn everybody_can_use_the_evening_in_english() -> Result<()> {
    look_at_the_evening(Language::En)
}

fn look_at_the_evening(language: Language) -> Result<()> {
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let laptop = Laptop::at(&place.path().join("laptop")).with_practice_centre(&centre)?;
    let window = Window::open(&laptop)?;
    window.speak(language)?;
    practise(&window)?;
    let helped = people(3);
    finding(&window)?;
    helping(&window, &helped)?;
    after_saving(&window, &helped)?;
    corrections(&window)?;
    sessions(&window)?;
    exporting(&window, &place.path().join("log.xlsx"))?;
    closing(&window)?;
    sync(&window)?;
    others(&window)
}

fn finding(window: &Window) -> Result<()> {
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
    window.keys(ESC)
}

fn helping(window: &Window, helped: &[SyntheticPerson]) -> Result<()> {
    scan(window, &helped[0], CardLayout::Chip)?;
    window.is_accessible("desk, person open")?;
    window.keys(ENTER)?;
    window.announces("desk-choose-outcome")?;
    window.is_accessible("desk, outcome asked for")?;
    window.keys("3")?;
    window.focuses("desk-difficulties")?;
    window.keys(ENTER)?;
    window.shows("errors-come-back-needs-why")?;
    window.is_accessible("desk, save refused")?;
    window.keys("otp1")?;
    window.is_accessible("desk, difficulty found")?;
    window.keys(ENTER)?;
    window.shows("desk-read-aloud")?;
    window.is_accessible("desk, come back")?;
    window.press(Kind::Button, "desk-return-tomorrow")?;
    window.is_accessible("desk, return day")?;
    window.keys(F2)?;
    window.meets(Kind::Dialog, "desk-rule")?;
    window.is_accessible("desk, rule")?;
    window.keys(ESC)
}

fn after_saving(window: &Window, helped: &[SyntheticPerson]) -> Result<()> {
    scan(window, &helped[1], CardLayout::CanCuoc)?;
    window.press(Kind::Radio, "desk-service-utilities")?;
    window.shows("desk-utilities-level-1")?;
    window.is_accessible("desk, utilities, and one put aside")?;
    window.keys("1")?;
    window.keys(ENTER)?;
    is_saved(window, 1)?;
    window.is_accessible("desk, saved")?;
    window.keys(&ctrl("z"))?;
    window.announces(with("desk-undone", &[("number", "1"), ("name", helped[1].name.as_str())]))?;
    window.is_accessible("desk, undone")?;
    scan(window, &helped[1], CardLayout::Chip)?;
    window.is_accessible("desk, helped before tonight")?;
    window.keys("2")?;
    window.keys(ENTER)?;
    is_saved(window, 1)?;
    window.keys(&ctrl("n"))?;
    window.focuses("field-citizen-name")?;
    window.is_accessible("desk, somebody new")?;
    window.keys(ESC)?;
    window.keys(F1)?;
    window.meets(Kind::Dialog, "help-keys")?;
    window.is_accessible("keys")?;
    window.keys(ESC)
}

fn corrections(window: &Window) -> Result<()> {
    window.keys(&ctrl("3"))?;
    window.focuses("people-search")?;
    window.is_accessible("people")?;
    window.fill("people-search", "ng")?;
    let found = window.lists("people-results", |rows| !rows.is_empty())?;
    window.is_accessible("people found")?;
    window.fill("people-search", people(2)[1].number.as_str().get(9..).unwrap_or_default())?;
    window.lists("people-results", |rows| rows != found.as_slice() && !rows.is_empty())?;
    window.press(Kind::Button, plain(people(2)[1].name.as_str()))?;
    window.meets(Kind::Heading, "people-done")?;
    window.is_accessible("a person")?;
    window.keys(F2)?;
    window.meets(Kind::Heading, "people-correct-person")?;
    window.keys(&ctrl(ENTER))?;
    window.shows("people-reason-missing")?;
    window.is_accessible("correcting a person")?;
    window.keys(ESC)?;
    window.press(Kind::Button, "service-utilities-shown")?;
    window.meets(Kind::Heading, "people-history")?;
    window.is_accessible("a voided assist")
}

fn sessions(window: &Window) -> Result<()> {
    window.keys(&ctrl("2"))?;
    window.lists("sessions-title", |rows| rows.len() == 1)?;
    window.is_accessible("sessions")?;
    window.press(Kind::Button, "sessions-open")?;
    window.shows("sessions-open-about")?;
    window.is_accessible("opening a session")?;
    open_session(window)?;
    window.is_accessible("one session")?;
    window.press(Kind::Button, "sessions-talk-add")?;
    window.meets(Kind::Dialog, "sessions-talk-add")?;
    window.is_accessible("a talk")?;
    window.keys(ESC)?;
    window.press(Kind::Button, plain(format!("2 {}", people(2)[1].name.as_str())))?;
    window.meets(Kind::Heading, "people-history")?;
    window.is_accessible("an assist")?;
    window.press(Kind::Button, "people-void")?;
    window.meets(Kind::Button, "people-keep")?;
    window.is_accessible("voiding an assist")?;
    window.keys(ESC)?;
    window.keys(F2)?;
    window.meets(Kind::Heading, "people-correct-assist")?;
    window.is_accessible("correcting an assist")?;
    window.keys(ESC)?;
    window.meets(Kind::Heading, "people-history")?;
    open_session(window)
}

fn exporting(window: &Window, file: &Path) -> Result<()> {
    window.press(Kind::Button, "sessions-export")?;
    window.meets(Kind::Dialog, "export-title")?;
    window.is_accessible("exporting")?;
    window.press(Kind::Radio, "export-full")?;
    window.shows("export-warning-full")?;
    window.is_accessible("exporting full numbers")?;
    window.fill("export-path", "/nonexistent/log.xlsx")?;
    window.keys(ENTER)?;
    window.shows("errors-cannot-write.safe")?;
    window.is_accessible("exporting to a place that is not there")?;
    window.fill("export-path", &file.display().to_string())?;
    window.keys(ENTER)?;
    window.meets(Kind::Dialog, "export-done")?;
    window.is_accessible("exported")?;
    window.press(Kind::Button, "common-close")
}

fn closing(window: &Window) -> Result<()> {
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
    window.shows_within("common-all-arrived", SYNC_MAX)?;
    window.is_accessible("sync")?;
    window.press(Kind::Button, "sync-pause")?;
    window.shows("sync-paused-about")?;
    window.is_accessible("sync, paused")?;
    window.press(Kind::Button, "join-read")?;
    window.meets(Kind::Dialog, "join-let-in")?;
    window.is_accessible("letting a laptop in")?;
    window.keys(ESC)
}

fn others(window: &Window) -> Result<()> {
    window.keys(&ctrl("1"))?;
    window.shows("desk-no-session")?;
    window.is_accessible("desk without a session")?;
    window.keys(&ctrl("7"))?;
    window.meets(Kind::Heading, "help-title")?;
    for part in ["help-evening", "help-safety", "help-trouble", "help-difficulties", "help-utilities"] {
        window.press(Kind::Radio, part)?;
        window.is_accessible(part)?;
    }
    window.fill("help-search", "otp")?;
    window.is_accessible("guide, found")?;
    window.keys(&ctrl("9"))?;
    window.press(Kind::Button, "settings-verify-now")?;
    window.shows_within("settings-verify-holds", SYNC_MAX)?;
    window.is_accessible("settings, checked")?;
    window.keys(&ctrl("0"))?;
    window.press(Kind::Button, "settings-member-add")?;
    window.meets(Kind::Dialog, "settings-member-add")?;
    window.is_accessible("adding a member")?;
    window.keys(ESC)?;
    window.keys(&ctrl("l"))?;
    window.shows("unlock-practice-about")?;
    window.is_accessible("practice, locked")
}
