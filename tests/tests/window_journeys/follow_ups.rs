//! Somebody is told to come back, stands on the list of follow-ups, is called, sits down again, and is off the list.

use anyhow::{Result, ensure};
use domain::synthetic::CardLayout;
use tests::window::{ENTER, F2, F3, Kind, Laptop, Window, ctrl, plain};

use crate::people::{is_saved, people, practise, scan};

/// Nobody who is made up is called so.
const PHONE: &str = "0505000417";

#[test]
fn whoever_is_to_come_back_is_called_sits_down_again_and_is_off_the_list() -> Result<()> {
    let place = tempfile::tempdir()?;
    let window = Window::open(&Laptop::at(&place.path().join("laptop")))?;
    let person = &people(1)[0];
    let name = person.name.as_str();
    practise(&window)?;
    scan(&window, person, CardLayout::Chip)?;
    window.keys("3")?;
    window.focuses("desk-difficulties")?;
    window.keys("otp1")?;
    window.keys(ENTER)?;
    window.shows("desk-read-aloud")?;
    window.fill("desk-call-on", PHONE)?;
    window.is_accessible("desk, come back with a phone")?;
    window.keys(ENTER)?;
    window.announces("desk-choose-day")?;
    window.is_accessible("desk, day asked for")?;
    window.keys(ENTER)?;
    is_saved(&window, 1)?;
    window.keys(&ctrl("4"))?;
    window.meets(Kind::Heading, "follow-ups-title")?;
    window.meets(Kind::Button, plain(name))?;
    window.is_accessible("follow-ups")?;
    ensure!(!window.text()?.contains(PHONE), "a phone is shown to whoever asks");
    window.keys(F3)?;
    window.shows(plain(PHONE))?;
    window.keys(F2)?;
    window.meets(Kind::Dialog, tests::window::with("follow-ups-call-title", &[("name", name)]))?;
    window.is_accessible("noting a call")?;
    window.keys(ENTER)?;
    window.shows("call-result-no-answer")?;
    window.press(Kind::Button, plain(name))?;
    window.focuses("desk-box")?;
    window.meets(Kind::Heading, plain(name))?;
    window.keys("1")?;
    window.keys(ENTER)?;
    is_saved(&window, 2)?;
    window.keys(&ctrl("4"))?;
    window.shows("follow-ups-empty")
}
