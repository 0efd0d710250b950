//! A stick between two laptops without a network: written in one window, read in the other, and the records are there.

use std::time::Duration;

use anyhow::{Result, ensure};
use app::view::start::Phase;
use domain::service::Outcome;
use domain::synthetic::CardLayout;
use tests::laptop;
use tests::window::{ENTER, ESC, Kind, Laptop, Window, ctrl, passphrase};

use crate::people::people;

/// Deriving a key from the PIN on a busy machine, or writing to a slow disk.
const SLOW_MAX: Duration = Duration::from_secs(60);

#[test]
fn what_one_laptop_logged_is_seen_on_another_that_a_stick_was_carried_to() -> Result<()> {
    let place = tempfile::tempdir()?;
    let (first, second) = (Laptop::at(&place.path().join("first")), Laptop::at(&place.path().join("second")));
    let helped = people(2);
    {
        let leader = laptop::laptop(&first.home());
        leader.start_practice()?;
        for person in &helped {
            laptop::log_card(&leader, &person.card_text(CardLayout::Chip), Outcome::Done)?;
        }
        let newcomer = laptop::join(&leader, &second.home(), "Máy 2", place.path())?;
        ensure!(newcomer.status()?.phase == Phase::Open, "it has joined, and has heard of nothing else");
        newcomer.lock()?;
        leader.lock()?;
    }
    let stick = place.path().join("usb").join("mang-di.dhb").display().to_string();
    std::fs::create_dir(place.path().join("usb"))?;
    write(&first, &stick)?;
    let names: Vec<&str> = helped.iter().map(|person| person.name.as_str()).collect();
    read(&second, &stick, &names)
}

fn write(first: &Laptop, stick: &str) -> Result<()> {
    let window = Window::open(first)?;
    window.press(Kind::Button, "unlock-practise")?;
    window.focuses("desk-box")?;
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "usb-write")?;
    window.shows("usb-practice")?;
    window.press(Kind::Radio, "usb-content-everything")?;
    window.fill("usb-path", "/no/such/stick/a.dhb")?;
    window.press(Kind::Button, "usb-do-write")?;
    window.shows("errors-cannot-write.safe")?;
    window.fill("usb-path", stick)?;
    window.is_accessible("writing to a stick")?;
    window.press(Kind::Button, "usb-do-write")?;
    window.shows_within("usb-written-next", SLOW_MAX)?;
    window.keys(ESC)
}

fn read(second: &Laptop, stick: &str, names: &[&str]) -> Result<()> {
    let window = Window::open(second)?;
    window.focuses(passphrase("unlock-pin"))?;
    window.fill(passphrase("unlock-pin"), laptop::PASSPHRASE)?;
    window.keys(ENTER)?;
    window.shows_within("desk-no-session", SLOW_MAX)?;
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "usb-read")?;
    window.fill("usb-file", stick)?;
    window.is_accessible("reading from a stick")?;
    window.press(Kind::Button, "usb-do-read")?;
    window.shows_within("usb-read-sound", SLOW_MAX)?;
    window.shows("usb-read-next")?;
    window.is_accessible("what came of a stick")?;
    window.keys(ESC)?;
    window.keys(&ctrl("1"))?;
    let rows = window.lists("desk-evening", |rows| rows.len() == names.len())?;
    ensure!(names.iter().all(|name| rows.iter().any(|row| row.contains(name))), "{rows:?}");
    Ok(())
}
