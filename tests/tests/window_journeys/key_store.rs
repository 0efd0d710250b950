//! Where the system has a key store a PIN will do, and what lies in the folder helps nobody to guess it.

use std::time::Duration;

use anyhow::{Result, ensure};
use tests::window::{ENTER, KeyService, Kind, Laptop, Window, ctrl, with};

const PIN: &str = "824613";
const NEW_PIN: &str = "593017";
/// Making keys, and finding out what the machine can bear, on a busy machine.
const KEYS_MAX: Duration = Duration::from_secs(90);

#[test]
fn a_pin_opens_a_laptop_whose_system_keeps_its_key() -> Result<()> {
    let place = tempfile::tempdir()?;
    let keys = KeyService::start(place.path())?;
    let laptop = Laptop::at(place.path()).with_key_store(&keys);
    let window = Window::open(&laptop)?;
    set_up(&window)?;
    let folder = laptop.home().join("commune");
    ensure!(!folder.join("device.secret").exists(), "the laptop's secret lies in the key store");
    change_pin(&window)?;
    window.keys(&ctrl("l"))?;
    open(&window, PIN)?;
    window.shows_within("errors-wrong-pin", KEYS_MAX)?;
    open(&window, NEW_PIN)?;
    // It opens where it was locked.
    window.shows_within(pin("settings-lock-change"), KEYS_MAX)?;
    drop(window);
    elsewhere(place.path())
}

fn set_up(window: &Window) -> Result<()> {
    window.press(Kind::Button, "first-run-set-up")?;
    window.fill("first-run-commune-name", "Quảng Mẫu")?;
    window.fill("first-run-villages", "Gồm")?;
    window.press(Kind::Button, "first-run-next")?;
    window.fill("first-run-you", "Bùi Mẫu Sáu")?;
    window.press(Kind::Button, "first-run-next")?;
    window.is_accessible("setting up, PIN")?;
    window.fill(pin("first-run-pin-yours"), PIN)?;
    window.fill(pin("first-run-pin-repeat"), PIN)?;
    window.press(Kind::Button, "first-run-make")?;
    window.shows_within("desk-no-session", KEYS_MAX)
}

fn change_pin(window: &Window) -> Result<()> {
    window.keys(&ctrl("9"))?;
    window.press(Kind::Button, pin("settings-lock-change"))?;
    window.fill(pin("settings-lock-old"), PIN)?;
    window.fill(pin("settings-lock-new"), NEW_PIN)?;
    window.fill(pin("first-run-pin-repeat"), NEW_PIN)?;
    window.is_accessible("changing the PIN")?;
    window.keys(ENTER)?;
    window.shows_within("settings-lock-changed", KEYS_MAX)
}

/// The same folder where another key store answers, or none: the right PIN opens nothing.
fn elsewhere(place: &std::path::Path) -> Result<()> {
    let window = Window::open(&Laptop::at(place))?;
    open(&window, NEW_PIN)?;
    window.shows_within("errors-key-store-closed", KEYS_MAX)?;
    window.is_accessible("a key store that is shut")
}

fn open(window: &Window, text: &str) -> Result<()> {
    window.focuses(pin("unlock-pin"))?;
    window.fill(pin("unlock-pin"), text)?;
    window.keys(ENTER)
}

fn pin(key: &'static str) -> tests::window::Words {
    with(key, &[("kind", "pin")])
}
