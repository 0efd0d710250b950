//! The recovery code, from making it to the day the PIN is forgotten.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::service::Outcome;
use domain::synthetic::CardLayout;
use tests::laptop;
use tests::window::{ENTER, Kind, Laptop, Window, ctrl, passphrase, with};

use crate::people::people;
use crate::team::{open, set_up};

const NEW_PASSPHRASE: &str = "nước chảy đá mòn";
/// Deriving keys on a busy machine.
const SLOW_MAX: Duration = Duration::from_secs(90);
const GROUPS: usize = 6;
const GROUP: usize = 5;

#[test]
fn a_forgotten_passphrase_loses_nothing_where_there_is_a_code_on_paper() -> Result<()> {
    let place = tempfile::tempdir()?;
    let home = Laptop::at(place.path());
    let helped = people(1);
    {
        let leader = laptop::laptop(&home.home());
        set_up(&leader)?;
        laptop::log_card(&leader, &helped[0].card_text(CardLayout::Chip), Outcome::Done)?;
        leader.lock()?;
    }
    let window = Window::open(&home)?;
    open(&window)?;
    let code = make_code(&window)?;
    window.keys(&ctrl("l"))?;
    begin_again(&window, &code)?;
    window.keys(&ctrl("1"))?;
    let rows = window.lists("desk-evening", |rows| rows.len() == 1)?;
    ensure!(rows[0].contains(helped[0].name.as_str()), "{rows:?}");
    Ok(())
}

fn make_code(window: &Window) -> Result<String> {
    window.keys(&ctrl("0"))?;
    window.shows("team-recovery-missing")?;
    window.press(Kind::Button, "team-recovery-make")?;
    window.press(Kind::Button, "team-recovery-show")?;
    window.shows("team-recovery-once")?;
    window.is_accessible("the recovery code")?;
    let code = code_on(&window.text()?).context("six groups of five")?;
    window.press(Kind::Button, "team-recovery-written")?;
    window.fill("team-recovery-field", &code.to_lowercase())?;
    window.is_accessible("typing the code back")?;
    window.keys(ENTER)?;
    window.announces("team-recovery-confirmed")?;
    window.hides("team-recovery-missing")?;
    Ok(code)
}

fn begin_again(window: &Window, code: &str) -> Result<()> {
    window.press(Kind::Button, "recover-forgotten")?;
    window.fill("recover-code", code)?;
    window.fill("recover-name", "Đào Mẫu Hòa")?;
    window.fill(passphrase("first-run-pin-yours"), NEW_PASSPHRASE)?;
    window.fill(with("first-run-pin-repeat", &[("kind", "passphrase")]), NEW_PASSPHRASE)?;
    window.is_accessible("beginning again")?;
    window.keys(ENTER)?;
    window.shows_within("team-members-about", SLOW_MAX)?;
    window.announces("recover-done")
}

/// The groups as they stand on the sheet.
fn code_on(text: &str) -> Option<String> {
    let symbols =
        |word: &&str| word.len() == GROUP && word.chars().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
    let groups: Vec<&str> = text.split_whitespace().filter(symbols).collect();
    (groups.len() == GROUPS).then(|| groups.join("-"))
}
