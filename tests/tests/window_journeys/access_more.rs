//! What seldom shows on the screen is clean by axe too, in both languages and both themes: peak hour, cards read with a
//! doubt, the scanner's self-test, half-done work at closing, sticks, lists, and a centre that is away.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use app::view::export::Language;
use domain::synthetic::CardLayout;
use tests::centre::Centre;
use tests::laptop;
use tests::window::{ALT, ENTER, ESC, F3, Kind, Laptop, Window, ctrl, plain, with};

use crate::people::{open_session, people, practise, scan};

/// A first sync, or a list read on a busy machine.
const SLOW_MAX: Duration = Duration::from_secs(60);
/// The card of Hà Mơ or Hà Mạ as a scanner types it that sends the low byte of each letter in code page 437.
const UNCLEAR: &str = "005185000002||Hα Mí|09111985|N∩|Th⌠n G╙m|22062022";

#[test]
fn everybody_can_use_what_is_seldom_seen_in_vietnamese() -> Result<()> {
    look_at_what_is_seldom_seen(Language::Vi)
}

#[test]
fn everybody_can_use_what_is_seldom_seen_in_english() -> Result<()> {
    look_at_what_is_seldom_seen(Language::En)
}

fn look_at_what_is_seldom_seen(language: Language) -> Result<()> {
    let place = tempfile::tempdir()?;
    let mut centre = Centre::start(&place.path().join("centre"))?;
    let laptop = Laptop::at(&place.path().join("laptop")).with_practice_centre(&centre)?;
    let window = Window::open(&laptop)?;
    window.speak(language)?;
    practise(&window)?;
    peak_hour(&window)?;
    doubts(&window)?;
    half_done(&window)?;
    scanner(&window)?;
    sticks(&window, place.path())?;
    list(&window, place.path())?;
    away(&window, &mut centre)
}

/// A ticket is saved in a peak hour, and its person comes later.
fn peak_hour(window: &Window) -> Result<()> {
    let person = &people(1)[0];
    window.keys(&ctrl("g"))?;
    window.shows("desk-peak-how")?;
    window.is_accessible("peak hour")?;
    window.keys("1")?;
    let slip = window.says(with("desk-slip", &[("number", "")]))?;
    window.lists("desk-evening", |rows| rows[0].contains(slip.trim()))?;
    window.is_accessible("peak hour, a ticket saved")?;
    window.keys(&ctrl("g"))?;
    window.meets(Kind::Heading, "desk-next")?;
    window.keys(&format!("{ALT}0"))?;
    let (outcome, service) = (window.says("outcome-done")?, window.says("service-level-2-activation")?);
    window.shows(with("desk-fill-how", &[("outcome", &outcome), ("service", &service)]))?;
    window.is_accessible("whose a ticket is")?;
    scan(window, person, CardLayout::Chip)?;
    window.is_accessible("a ticket's person")?;
    window.keys(ENTER)?;
    window.lists("desk-evening", |rows| rows[0].contains(person.name.as_str())).map(drop)
}

/// Left undone on purpose: closing speaks of it.
fn doubts(window: &Window) -> Result<()> {
    window.scan(UNCLEAR)?;
    window.shows("desk-doubts-hint")?;
    window.is_accessible("a doubt")?;
    window.keys(F3)?;
    window.focuses(plain("M"))?;
    window.is_accessible("choosing in a doubt")?;
    window.keys(ENTER)?;
    window.focuses("desk-box")?;
    window.hides("desk-doubts-hint")?;
    window.is_accessible("a doubt settled")
}

fn half_done(window: &Window) -> Result<()> {
    open_session(window)?;
    window.press(Kind::Button, "sessions-close")?;
    window.shows(with("sessions-check-half-done", &[("count", "1")]))?;
    window.is_accessible("closing with somebody half done")?;
    window.keys(ESC)
}

fn scanner(window: &Window) -> Result<()> {
    window.keys(&ctrl("9"))?;
    window.press(Kind::Button, "settings-scanner-test")?;
    window.meets(Kind::Dialog, "settings-scanner-test")?;
    window.focuses("settings-scanner-test-box")?;
    window.is_accessible("scanner's self-test")?;
    window.scan(&people(1)[0].card_text(CardLayout::Chip))?;
    window.shows("settings-scanner-test-not-whole")?;
    window.is_accessible("scanner's self-test, another card")?;
    window.keys(ESC)
}

fn sticks(window: &Window, place: &Path) -> Result<()> {
    let stick = place.join("mang-di.dhb").display().to_string();
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "usb-write")?;
    window.press(Kind::Radio, "usb-content-everything")?;
    window.fill("usb-path", &stick)?;
    window.is_accessible("writing to a stick")?;
    window.press(Kind::Button, "usb-do-write")?;
    window.shows_within("usb-written-next", SLOW_MAX)?;
    window.is_accessible("written to a stick")?;
    window.keys(ESC)?;
    window.press(Kind::Button, "usb-read")?;
    window.press(Kind::Button, "usb-do-read")?;
    window.shows("usb-path-missing")?;
    window.is_accessible("reading from a stick, no file chosen")?;
    window.fill("usb-file", &stick)?;
    window.press(Kind::Button, "usb-do-read")?;
    window.shows_within("usb-read-sound", SLOW_MAX)?;
    window.is_accessible("what came of a stick")?;
    window.keys(ESC)
}

fn list(window: &Window, place: &Path) -> Result<()> {
    let sample = sample(place)?;
    window.keys(&ctrl("3"))?;
    window.press(Kind::Button, "roster-open")?;
    window.focuses("roster-file")?;
    window.is_accessible("where a list comes from")?;
    window.fill("roster-file", &sample)?;
    window.keys(ENTER)?;
    window.shows_within("roster-fault-number-zeros-lost", SLOW_MAX)?;
    window.is_accessible("what would come of a list")?;
    window.press(Kind::Button, "roster-refused-save")?;
    window.meets(Kind::Dialog, "roster-refused-save")?;
    window.is_accessible("saving refused rows")?;
    window.fill("export-path", &place.join("tu-choi.xlsx").display().to_string())?;
    window.press(Kind::Button, "export-write")?;
    window.press(Kind::Button, "common-close")?;
    window.press(Kind::Button, "roster-import")?;
    window.shows_within("roster-done", SLOW_MAX)?;
    window.is_accessible("what came of a list")
}

/// The police's list of the practice commune, made by another laptop.
fn sample(place: &Path) -> Result<String> {
    let path = place.join("mau.xlsx").display().to_string();
    let other = laptop::laptop(&place.join("other"));
    other.start_practice()?;
    other.roster_sample(&path)?;
    Ok(path)
}

fn away(window: &Window, centre: &mut Centre) -> Result<()> {
    centre.kill()?;
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "sync-now")?;
    window.shows_within("doctor-server-away", SLOW_MAX)?;
    window.is_accessible("a centre that is away")
}
