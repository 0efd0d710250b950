//! People of the stories and what the stories do with them.

use anyhow::Result;
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_people};
use tests::cards::today;
use tests::window::{ENTER, Kind, Window, ctrl, plain, with};

/// People who do not exist, and are not on the practice commune's list.
pub fn people(count: usize) -> Vec<SyntheticPerson> {
    synthetic_people(20, today(), 6).take(count).collect()
}

/// From the first run to the desk of the practice commune, with one press.
pub fn practise(window: &Window) -> Result<()> {
    window.press(Kind::Button, "first-run-practise")?;
    window.focuses("desk-box")
}

/// Scans a card and waits for its person.
pub fn scan(window: &Window, person: &SyntheticPerson, layout: CardLayout) -> Result<()> {
    window.scan(&person.card_text(layout))?;
    window.meets(Kind::Heading, plain(person.name.as_str()))
}

/// Scans a card, chooses the outcome by its digit and saves with Enter.
pub fn log(window: &Window, person: &SyntheticPerson, layout: CardLayout, digit: &str, saved: usize) -> Result<()> {
    scan(window, person, layout)?;
    window.keys(digit)?;
    window.keys(ENTER)?;
    is_saved(window, saved)
}

/// The desk says that so many are saved here, and takes the next one.
pub fn is_saved(window: &Window, count: usize) -> Result<()> {
    window.announces(with("desk-saved", &[("count", &count.to_string())]))?;
    window.focuses("desk-box")
}

/// Opens the session that the practice commune begins with, from the list of sessions.
pub fn open_session(window: &Window) -> Result<()> {
    open_session_at(window, "Nhà văn hóa thôn")
}

/// Opens the one session at a place, from the list of sessions.
pub fn open_session_at(window: &Window, place: &str) -> Result<()> {
    window.keys(&ctrl("2"))?;
    let rows = window.lists("sessions-title", |rows| rows.iter().any(|row| row.contains(place)))?;
    // The village stands above the place.
    let village = rows.iter().find_map(|row| row.split_once(place)).map(|(village, _)| village.trim());
    window.press(Kind::Button, plain(village.unwrap_or_default()))?;
    window.meets(Kind::Button, "sessions-export")
}
