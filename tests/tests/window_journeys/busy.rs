//! A laptop that has no time: scans in the middle of another person's record, and typing that is taken back.

use std::process::{Child, Command, Stdio};

use anyhow::{Result, ensure};
use domain::synthetic::CardLayout;
use tests::window::{ALT, ENTER, ESC, Kind, Laptop, Window, ctrl, plain};

use crate::people::{log, people, practise, scan};

/// Two processors' worth of work beside the window, ended with the story.
struct Load(Vec<Child>);

impl Load {
    fn begin() -> Result<Self> {
        let yes = || Command::new("yes").stdout(Stdio::null()).spawn();
        Ok(Self([yes(), yes()].into_iter().collect::<std::io::Result<_>>()?))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.0 {
            drop(child.kill().and_then(|()| child.wait()));
        }
    }
}

#[test]
fn ten_scans_into_the_difficulties_of_a_busy_laptop_leave_nothing_there_and_save_nobody() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let helped = people(3);
    scan(&desk, &helped[0], CardLayout::Chip)?;
    let load = Load::begin()?;
    for person in (1..=10).filter_map(|at| helped.get(at % helped.len())) {
        desk.keys("3")?;
        desk.focuses("desk-difficulties")?;
        scan(&desk, person, CardLayout::Chip)?;
        let typed = desk.fields()?;
        let leaked = typed.iter().any(|text| text.contains('|') || text.contains(person.number.tail(6)));
        ensure!(!leaked, "a card's text stays in a field");
        desk.shows("desk-evening-none")?;
    }
    drop(load);
    ensure!(desk.holds("desk-difficulties")?.is_empty());
    Ok(())
}

#[test]
fn a_card_typed_key_by_key_into_a_note_saves_nobody_and_opens_its_own_person() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let helped = people(2);
    scan(&desk, &helped[0], CardLayout::Chip)?;
    desk.keys("1")?;
    desk.fill("desk-note", "mai")?;
    desk.focuses("desk-note")?;
    for key in helped[1].card_text(CardLayout::Chip).chars() {
        desk.keys(&key.to_string())?;
    }
    desk.keys(ENTER)?;
    desk.meets(Kind::Heading, plain(helped[1].name.as_str()))?;
    desk.shows("desk-evening-none")?;
    desk.keys(&format!("{ALT}1"))?;
    desk.meets(Kind::Heading, plain(helped[0].name.as_str()))?;
    ensure!(desk.holds("desk-note")? == "mai", "nothing of the card stays in the note");
    Ok(())
}

#[test]
fn ctrl_z_takes_back_what_was_typed_and_the_last_assist_only_where_nothing_was() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let helped = people(2);
    log(&desk, &helped[0], CardLayout::Chip, "1", 1)?;
    scan(&desk, &helped[1], CardLayout::Chip)?;
    // As few letters as a hand types in one go.
    desk.fill("desk-note", "mai")?;
    desk.focuses("desk-note")?;
    desk.keys(&ctrl("z"))?;
    ensure!(desk.holds("desk-note")? != "mai", "typing is taken back");
    ensure!(!desk.rows("desk-evening")?[0].contains("Đã hủy"), "and nobody's assist with it");
    desk.keys(ESC)?;
    desk.focuses("desk-box")?;
    desk.keys(&ctrl("z"))?;
    desk.lists("desk-evening", |rows| rows[0].contains("Đã hủy")).map(drop)
}
