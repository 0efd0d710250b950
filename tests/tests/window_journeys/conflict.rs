//! Two laptops correct the same assist without a network and sync: the leader sees both values side by side and chooses
//! with one key, and the other laptop has the choice after its next sync.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use app::App;
use app::view::people::CorrectAssistForm;
use app::view::sync::CentreForm;
use domain::service::Outcome;
use domain::synthetic::{CardLayout, SyntheticPerson};
use tests::centre::Centre;
use tests::laptop;
use tests::window::{Kind, Laptop, Window, ctrl, with};

use crate::people::people;
use crate::team;

/// A sync that fetches and rebuilds on a busy machine.
const SLOW_MAX: Duration = Duration::from_secs(60);

#[test]
fn two_corrections_of_one_assist_are_settled_by_the_leader_with_one_key_and_the_other_laptop_sees_it() -> Result<()> {
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let (first, second) = (Laptop::at(&place.path().join("first")), Laptop::at(&place.path().join("second")));
    let helped = people(1).pop().context("somebody")?;
    two_minds(&centre, [&first.home(), &second.home()], &helped)?;

    let leader = Window::open(&first)?;
    team::open(&leader)?;
    synced(&leader)?;
    let volunteer = Window::open(&second)?;
    team::open(&volunteer)?;
    synced(&volunteer)?;
    synced(&leader)?;
    // Both laptops know of both: the later value shows until somebody chooses.
    is_shown(&volunteer, "desk-already", true)?;

    choose(&leader, &helped)?;
    synced(&leader)?;
    synced(&volunteer)?;
    is_shown(&leader, "outcome-refused", false)?;
    is_shown(&volunteer, "outcome-refused", false)
}

/// Both have the assist from the centre, and correct it apart from each other: the leader first, then the volunteer.
fn two_minds(centre: &Centre, homes: [&Path; 2], helped: &SyntheticPerson) -> Result<()> {
    let [first, second] = homes;
    let leader = laptop::laptop(first);
    team::set_up(&leader)?;
    let (address, setup_code) = (centre.url(), centre.setup_code(false)?);
    leader.attach_centre(CentreForm { address, setup_code, certificate: None })?;
    let saved = laptop::log_card(&leader, &helped.card_text(CardLayout::Chip), Outcome::Done)?;
    let volunteer = laptop::join(&leader, second, "Máy 2", first)?;
    leader.sync_now()?;
    volunteer.sync_now()?;
    correct(&leader, saved.row.id, Outcome::Refused)?;
    correct(&volunteer, saved.row.id, Outcome::AlreadyActive)?;
    leader.lock()?;
    volunteer.lock()?;
    Ok(())
}

fn correct(at: &App, assist: uuid::Uuid, outcome: Outcome) -> Result<()> {
    let service = at.assist(assist)?.row.service;
    at.correct_assist(CorrectAssistForm {
        assist,
        service,
        outcome,
        difficulties: Vec::new(),
        return_day: None,
        utilities: Vec::new(),
        note: String::new(),
        reason: "Bấm nhầm".into(),
    })?;
    Ok(())
}

/// Syncs until everything written here has arrived.
fn synced(window: &Window) -> Result<()> {
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "sync-now")?;
    window.shows_within("doctor-all-well-next", SLOW_MAX)
}

/// The desk shows the one assist with this outcome, and whether two corrections disagree.
fn is_shown(window: &Window, outcome: &'static str, disputed: bool) -> Result<()> {
    let (outcome, conflict) = (window.says(outcome)?, window.says("desk-conflict")?);
    window.keys(&ctrl("1"))?;
    let is_right = |row: &String| row.contains(&outcome) && row.contains(&conflict) == disputed;
    window.lists("desk-evening", |rows| rows.len() == 1 && rows.iter().all(is_right)).map(drop)
}

fn choose(leader: &Window, helped: &SyntheticPerson) -> Result<()> {
    leader.keys(&ctrl("3"))?;
    leader.shows(with("people-conflicts", &[("count", "1")]))?;
    leader.is_accessible("something is to be settled")?;
    let field = leader.says("field-assist-outcome")?;
    leader.press(Kind::Button, with("people-conflicts-row", &[("name", helped.name.as_str()), ("fields", &field)]))?;
    leader.shows(with("people-conflict-field", &[("field", &field)]))?;
    let (already, refused) = (leader.says("outcome-already-active")?, leader.says("outcome-refused")?);
    leader.meets(Kind::Button, with("people-conflict-choose-value", &[("value", &already)]))?;
    leader.meets(Kind::Button, with("people-conflict-choose-value", &[("value", &refused)]))?;
    let text = leader.text()?;
    ensure!(text.contains("Máy 1") && text.contains("Máy 2"), "both say where they were written: {text}");
    leader.is_accessible("two values side by side")?;
    // The value in use stands first; the other one is the second digit.
    leader.keys("2")?;
    leader.announces("people-conflict-settled")
}
