//! The flow meter: each flow of the desk on the real window, its keys counted, its seconds by the keystroke-level model. A
//! flow that gets slower fails, and the README's table says what was counted.

use std::path::Path;

use anyhow::{Result, ensure};
use domain::synthetic::{CardLayout, SyntheticPerson};
use tests::window::{ALT, DOWN, ENTER, ESC, Kind, Laptop, RIGHT, TAB, Window, ctrl, plain, with};

use crate::people::{is_saved, people, practise, scan};

/// What a flow may take: keys, ways to the mouse, seconds.
struct Limit {
    keys: u32,
    points: u32,
    seconds: f64,
}

/// A flow: its name in the table, the thoughts a person has on the way, and its limit.
struct Flow {
    name: &'static str,
    thoughts: &'static [&'static str],
    limit: Limit,
}

const fn within(keys: u32, seconds: f64) -> Limit {
    Limit { keys, points: 0, seconds }
}

const SCANNED: Flow = Flow {
    name: "card scanned, done",
    thoughts: &["who is it", "which outcome", "is it right"],
    limit: within(3, 4.7),
};
const SEARCHED: Flow = Flow {
    name: "known person, searched by the number's tail",
    thoughts: &["which tail", "which row", "which outcome"],
    limit: within(8, 6.3),
};
const TYPED: Flow = Flow {
    name: "new person, typed",
    thoughts: &["which name", "which number", "which birth date", "which outcome"],
    limit: within(50, 19.0),
};
const COMES_BACK: Flow = Flow {
    name: "comes back, with a difficulty and a day",
    thoughts: &["who is it", "which outcome", "which difficulty", "which day"],
    limit: within(10, 8.2),
};
const PARKED: Flow = Flow {
    name: "put aside for the next, and taken back",
    thoughts: &["not ready", "who is back"],
    limit: within(4, 3.9),
};
const UNDONE: Flow = Flow { name: "the last one taken back", thoughts: &["wrong"], limit: within(2, 2.0) };
const TICKET: Flow = Flow { name: "peak hour: a ticket", thoughts: &["which outcome"], limit: within(1, 1.7) };
const COMPLETED: Flow = Flow {
    name: "peak hour: a ticket's person, later",
    thoughts: &["whose slip", "is it right"],
    limit: within(3, 3.6),
};

#[test]
fn each_flow_of_the_desk_takes_no_more_than_it_may_and_the_readme_says_what() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let helped = people(6);
    let mut table = Vec::new();
    let mut measured = |flow: &Flow, act: &dyn Fn() -> Result<()>| -> Result<()> {
        desk.effort();
        act()?;
        table.push(row(flow, desk.effort())?);
        Ok(())
    };
    measured(&SCANNED, &|| scanned(&desk, &helped[0], 1))?;
    measured(&SEARCHED, &|| searched(&desk, &helped[0]))?;
    measured(&TYPED, &|| typed(&desk))?;
    measured(&COMES_BACK, &|| comes_back(&desk, &helped[1]))?;
    scan(&desk, &helped[2], CardLayout::Chip)?;
    desk.keys("1")?;
    measured(&PARKED, &|| parked(&desk, &helped[2]))?;
    desk.keys(ENTER)?;
    is_saved(&desk, 5)?;
    measured(&UNDONE, &|| undone(&desk))?;
    desk.keys(&ctrl("g"))?;
    desk.meets(Kind::Button, with("desk-peak-end", &[]))?;
    measured(&TICKET, &|| ticket(&desk))?;
    measured(&COMPLETED, &|| completed(&desk, &helped[3]))?;
    is_in_the_readme(&table)
}

fn row(flow: &Flow, effort: tests::window::Effort) -> Result<String> {
    let thoughts = u32::try_from(flow.thoughts.len())?;
    let (seconds, Limit { keys, points, seconds: longest }) = (effort.seconds(thoughts), &flow.limit);
    let name = flow.name;
    ensure!(effort.keys <= *keys, "{name}: {} keys, {keys} are allowed", effort.keys);
    ensure!(effort.points <= *points, "{name}: {} ways to the mouse, {points} are allowed", effort.points);
    ensure!(seconds <= *longest, "{name}: {seconds:.2} s, {longest} are allowed");
    Ok(format!("| {name} | {} | {} | {thoughts} | {seconds:.1} s | {longest:.1} s |", effort.keys, effort.points))
}

fn is_in_the_readme(table: &[String]) -> Result<()> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md"))?;
    let missing = table.iter().filter(|row| !readme.contains(row.as_str())).count();
    ensure!(missing == 0, "the README's table of flows should be\n{}", table.join("\n"));
    Ok(())
}

fn scanned(desk: &Window, person: &SyntheticPerson, saved: usize) -> Result<()> {
    scan(desk, person, CardLayout::Chip)?;
    desk.keys("1")?;
    desk.keys(ENTER)?;
    is_saved(desk, saved)
}

fn searched(desk: &Window, person: &SyntheticPerson) -> Result<()> {
    desk.keys(person.number.tail(4))?;
    desk.lists("desk-results", |rows| rows.len() == 1 && rows[0].contains(person.name.as_str()))?;
    desk.keys(DOWN)?;
    desk.keys(ENTER)?;
    desk.meets(Kind::Heading, plain(person.name.as_str()))?;
    desk.keys("1")?;
    desk.keys(ENTER)?;
    is_saved(desk, 2)
}

/// Without marks, and without leaving the keyboard.
fn typed(desk: &Window) -> Result<()> {
    desk.keys("Lo Thi Mai")?;
    desk.shows("desk-nobody")?;
    desk.keys(&ctrl("n"))?;
    desk.focuses("field-citizen-number")?;
    desk.keys("005185009876")?;
    desk.keys(TAB)?;
    desk.focuses("field-citizen-birth")?;
    desk.keys("09111985")?;
    desk.keys(TAB)?;
    desk.keys(RIGHT)?;
    desk.keys("1")?;
    desk.keys(ENTER)?;
    is_saved(desk, 3)
}

fn comes_back(desk: &Window, person: &SyntheticPerson) -> Result<()> {
    scan(desk, person, CardLayout::Chip)?;
    desk.keys("3")?;
    desk.focuses("desk-difficulties")?;
    desk.keys("otp1")?;
    desk.keys(ENTER)?;
    desk.shows("desk-read-aloud")?;
    desk.keys("5")?;
    desk.keys(ENTER)?;
    is_saved(desk, 4)
}

fn parked(desk: &Window, person: &SyntheticPerson) -> Result<()> {
    desk.keys(ESC)?;
    desk.meets(Kind::Heading, "desk-next")?;
    desk.keys(&format!("{ALT}1"))?;
    desk.meets(Kind::Heading, plain(person.name.as_str()))
}

fn undone(desk: &Window) -> Result<()> {
    desk.keys(&ctrl("z"))?;
    desk.lists("desk-evening", |rows| rows[0].contains("Đã hủy")).map(drop)
}

fn ticket(desk: &Window) -> Result<()> {
    desk.keys("1")?;
    desk.lists("desk-evening", |rows| rows[0].contains("Phiếu")).map(drop)
}

fn completed(desk: &Window, person: &SyntheticPerson) -> Result<()> {
    desk.keys(&format!("{ALT}0"))?;
    desk.focuses("desk-box")?;
    scan(desk, person, CardLayout::Chip)?;
    desk.keys(ENTER)?;
    desk.lists("desk-evening", |rows| rows[0].contains(person.name.as_str())).map(drop)
}
