//! When things go wrong: cards that cannot be read, a centre that is away, power that fails, a second window.

use std::time::Duration;

use anyhow::{Result, ensure};
use domain::synthetic::CardLayout;
use tests::centre::Centre;
use tests::window::{ENTER, Kind, Laptop, Window, ctrl, plain};

use crate::people::{is_saved, log, people, practise};

/// With the network back, the queue is empty by itself within a minute.
const CATCH_UP_MAX: Duration = Duration::from_secs(60);
/// A first sync on a busy machine.
const FIRST_SYNC_MAX: Duration = Duration::from_secs(40);

#[test]
fn a_mangled_card_is_explained_and_saves_nothing() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let card = people(1)[0].card_text(CardLayout::Chip);
    let fields: Vec<&str> = card.split('|').collect();
    let with = |place: usize, text: &str| {
        let mut fields = fields.clone();
        fields[place] = text;
        fields.join("|")
    };
    let cases = [
        (fields[..3].join("|"), "card-error-too-few-fields"),
        (with(2, "Nguye?n Va?n"), "card-error-name-mangled"),
        (with(3, "31022001"), "card-error-birth-impossible"),
        (with(3, "01012099"), "card-error-birth-future"),
        (with(0, "00519000123"), "card-error-number"),
    ];
    for (mangled, sentence) in cases {
        desk.scan(&mangled)?;
        desk.shows(sentence)?;
        desk.shows("desk-unread")?;
        desk.keys(ENTER)?;
        ensure!(desk.rows("desk-evening")?.iter().all(|row| row.contains("Chưa có lượt nào")), "nothing is saved");
        desk.hides(tests::window::plain(fields[2]))?;
    }
    log(&desk, &people(1)[0], CardLayout::Chip, "1", 1)
}

#[test]
fn without_the_centre_work_goes_on_and_everything_arrives_by_itself_once_it_is_back() -> Result<()> {
    let place = tempfile::tempdir()?;
    let mut centre = Centre::start(&place.path().join("centre"))?;
    let laptop = Laptop::at(&place.path().join("laptop")).with_practice_centre(&centre)?;
    let desk = Window::open(&laptop)?;
    practise(&desk)?;
    desk.shows_within("common-all-arrived", FIRST_SYNC_MAX)?;
    centre.kill()?;
    let helped = people(2);
    log(&desk, &helped[0], CardLayout::Chip, "1", 1)?;
    desk.keys(&ctrl("8"))?;
    desk.press(Kind::Button, "sync-now")?;
    desk.shows("doctor-server-away")?;
    desk.keys(&ctrl("1"))?;
    log(&desk, &helped[1], CardLayout::CanCuoc, "1", 2)?;
    desk.shows("common-oldest-unsent")?;
    centre.resume()?;
    desk.shows_within("common-all-arrived", CATCH_UP_MAX)
}

#[test]
fn what_was_said_to_be_saved_survives_a_power_cut_in_the_middle_of_the_next_one() -> Result<()> {
    let place = tempfile::tempdir()?;
    let laptop = Laptop::at(place.path());
    let desk = Window::open(&laptop)?;
    practise(&desk)?;
    let helped = people(2);
    log(&desk, &helped[0], CardLayout::Chip, "1", 1)?;
    desk.scan(&helped[1].card_text(CardLayout::Chip))?;
    desk.keys("3")?;
    desk.focuses("desk-difficulties")?;
    desk.keys("otp1")?;
    desk.keys(ENTER)?;
    desk.shows("desk-read-aloud")?;
    desk.shows("desk-draft-kept")?;
    desk.cut_power()?;
    let desk = Window::open(&laptop)?;
    desk.press(Kind::Button, "unlock-practise")?;
    desk.focuses("desk-box")?;
    let rows = desk.lists("desk-evening", |rows| rows.len() == 1)?;
    ensure!(rows[0].contains(helped[0].name.as_str()));
    // Whoever was in the middle of it is there as they were, and one key saves them.
    desk.meets(Kind::Heading, plain(helped[1].name.as_str()))?;
    desk.shows("desk-read-aloud")?;
    desk.keys("5")?;
    desk.keys(ENTER)?;
    is_saved(&desk, 2)
}

#[test]
fn a_second_window_on_the_same_files_is_told_where_the_first_is() -> Result<()> {
    let place = tempfile::tempdir()?;
    let laptop = Laptop::at(place.path());
    let desk = Window::open(&laptop)?;
    practise(&desk)?;
    let second = Window::open(&laptop)?;
    second.press(Kind::Button, "unlock-practise")?;
    second.shows("errors-in-use")?;
    log(&desk, &people(1)[0], CardLayout::Chip, "1", 1)
}
