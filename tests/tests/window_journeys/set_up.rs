//! Setting up one's own commune with the keyboard alone, then locking and unlocking it.

use std::time::Duration;

use anyhow::{Result, ensure};
use domain::synthetic::CardLayout;
use tests::window::{ENTER, ESC, Laptop, TAB, Window, ctrl, passphrase, plain, with};

use crate::people::{log, people};

const PASSPHRASE: &str = "đường làng quanh co";
/// Making keys and finding out what the machine can bear.
const KEYS_MAX: Duration = Duration::from_secs(60);

#[test]
fn our_commune_is_set_up_by_keyboard_alone_and_opens_with_the_right_passphrase_only() -> Result<()> {
    let place = tempfile::tempdir()?;
    let window = Window::open(&Laptop::at(place.path()))?;
    window.keys("2")?;
    places(&window)?;
    team(&window)?;
    pin(&window)?;
    open_a_session(&window)?;
    log(&window, &people(1)[0], CardLayout::CanCuoc, "1", 1)?;
    lock_and_unlock(&window)
}

fn places(window: &Window) -> Result<()> {
    window.focuses("first-run-commune-name")?;
    window.keys(ENTER)?;
    window.shows("first-run-commune-name-missing")?;
    to(window, "first-run-commune-name")?;
    window.keys("Quảng Mẫu")?;
    window.keys(TAB)?;
    window.focuses("first-run-villages")?;
    window.keys(&format!("Gồm{ENTER}Trại Nứa"))?;
    window.shows(with("first-run-villages-count", &[("count", "2")]))?;
    to(window, "first-run-unit-add")?;
    window.keys(ENTER)?;
    window.focuses(with("first-run-unit-name", &[("place", "1")]))?;
    window.keys("Trường THCS Quảng Mẫu")?;
    window.keys(ENTER)
}

fn team(window: &Window) -> Result<()> {
    window.focuses("first-run-you")?;
    window.keys("Bùi Mẫu Sáu")?;
    to(window, "first-run-member-add")?;
    window.keys(ENTER)?;
    window.focuses(with("first-run-member-name", &[("place", "2")]))?;
    window.keys("Hồ Mẫu Tám")?;
    window.keys(ENTER)
}

fn pin(window: &Window) -> Result<()> {
    window.focuses(passphrase("first-run-pin-yours"))?;
    window.shows(plain("Gồm, Trại Nứa"))?;
    window.shows("first-run-pin-why")?;
    window.keys(PASSPHRASE)?;
    to(window, passphrase("first-run-pin-repeat"))?;
    window.keys("111111")?;
    window.keys(ENTER)?;
    window.shows("first-run-pin-apart")?;
    to(window, passphrase("first-run-pin-repeat"))?;
    window.fill(passphrase("first-run-pin-repeat"), PASSPHRASE)?;
    window.keys(ENTER)?;
    window.shows_within("desk-no-session", KEYS_MAX)
}

fn open_a_session(window: &Window) -> Result<()> {
    window.keys(&ctrl("2"))?;
    window.shows("sessions-none")?;
    window.keys("n")?;
    // The title stands there before the fields do.
    window.shows("sessions-open-about")?;
    window.keys(ENTER)?;
    window.focuses("desk-box")
}

fn lock_and_unlock(window: &Window) -> Result<()> {
    window.keys(&ctrl("l"))?;
    window.focuses(passphrase("unlock-pin"))?;
    window.hides(plain("Quảng Mẫu"))?;
    window.keys("824614")?;
    window.keys(ENTER)?;
    window.shows_within("errors-wrong-pin", KEYS_MAX)?;
    window.shows("errors-wrong-pin.safe")?;
    ensure!(window.holds(passphrase("unlock-pin"))?.is_empty(), "a wrong one is forgotten at once");
    window.keys(PASSPHRASE)?;
    window.keys(ENTER)?;
    window.shows_within("desk-next", KEYS_MAX)?;
    let rows = window.lists("desk-evening", |rows| rows.len() == 1)?;
    ensure!(rows[0].contains(people(1)[0].name.as_str()));
    window.keys(ESC)
}

/// Goes on with Tab until the focus is on what is called so.
fn to(window: &Window, name: impl Into<tests::window::Words>) -> Result<()> {
    /// More stops than any screen of the way in has.
    const STOPS_MAX: usize = 40;
    let name = window.says(name)?;
    for _ in 0..STOPS_MAX {
        if window.focused()?.starts_with(&name) {
            return Ok(());
        }
        window.keys(TAB)?;
    }
    anyhow::bail!("Tab does not lead to “{name}”")
}
