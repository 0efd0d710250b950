//! Takes the pictures of the README: the real window on a practice evening, every person in it made up.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_people};
use tests::cards::today;
use tests::centre::Centre;
use tests::window::{ENTER, ESC, Kind, Laptop, Size, Theme, Window, ctrl, plain, with};

/// The digit of each assist's outcome; who comes back (3) is shown while being written.
const OUTCOMES: [&str; 9] = ["1", "1", "2", "1", "4", "1", "1", "2", "1"];

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    let out = match (words.next(), words.next()) {
        (Some(word), Some(folder)) if word == "--out" => PathBuf::from(folder),
        _ => bail!("usage: screenshots --out DIR"),
    };
    std::fs::create_dir_all(&out)?;
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let laptop = Laptop::at(&place.path().join("laptop")).with_practice_centre(&centre)?;
    let window = Window::open(&laptop)?;
    Album { window, out }.fill()
}

/// The window and where its pictures go.
struct Album {
    window: Window,
    out: PathBuf,
}

impl Album {
    fn fill(&self) -> Result<()> {
        let window = &self.window;
        window.resize(Size::LAPTOP)?;
        window.wear(Theme::Light)?;
        window.meets(Kind::Button, "first-run-practise")?;
        self.picture("first-run")?;
        window.press(Kind::Button, "first-run-practise")?;
        window.focuses("desk-box")?;
        self.evening()?;
        self.screens()
    }

    fn evening(&self) -> Result<()> {
        let window = &self.window;
        let people: Vec<_> = synthetic_people(20, today(), 6).take(OUTCOMES.len() + 1).collect();
        let layouts = [CardLayout::Chip, CardLayout::CanCuoc].into_iter().cycle();
        for (number, ((person, digit), layout)) in people.iter().zip(OUTCOMES).zip(layouts).enumerate() {
            scan(window, person, layout)?;
            window.keys(digit)?;
            window.keys(ENTER)?;
            window.announces(with("desk-saved", &[("count", &(number + 1).to_string())]))?;
            window.focuses("desk-box")?;
        }
        window.keys("nguyen")?;
        window.shows("desk-more")?;
        self.picture("desk-empty")?;
        window.keys(ESC)?;
        self.person(people.last().context("somebody is left")?)
    }

    /// A person open, "come back" chosen for a message that does not come.
    fn person(&self, person: &SyntheticPerson) -> Result<()> {
        let window = &self.window;
        scan(window, person, CardLayout::Chip)?;
        window.keys("3")?;
        window.focuses("desk-difficulties")?;
        window.keys("otp1")?;
        window.keys(ENTER)?;
        window.shows("desk-read-aloud")?;
        self.picture("desk")?;
        window.wear(Theme::Dark)?;
        self.picture("desk-dark")?;
        window.wear(Theme::Light)?;
        window.resize(Size::SMALL)?;
        self.picture("desk-small")?;
        window.resize(Size::LAPTOP)?;
        window.switch_language()?;
        self.picture("desk-english")?;
        window.switch_language()?;
        window.press(Kind::Button, "desk-return-tomorrow")?;
        window.keys(ENTER)?;
        window.focuses("desk-box")
    }

    fn screens(&self) -> Result<()> {
        let window = &self.window;
        window.keys(&ctrl("8"))?;
        window.press(Kind::Button, "sync-now")?;
        window.meets(Kind::Heading, "sync-receipts")?;
        self.picture("sync")?;
        window.wear(Theme::Dark)?;
        self.picture("sync-dark")?;
        window.wear(Theme::Light)?;
        window.keys(&ctrl("7"))?;
        self.picture("guide")?;
        window.keys(&ctrl("9"))?;
        self.picture("settings")?;
        window.keys(&ctrl("2"))?;
        let rows = window.lists("sessions-title", |rows| rows.len() == 1)?;
        let village = rows.first().and_then(|row| row.split(" Nhà văn hóa").next()).unwrap_or_default().to_owned();
        window.press(Kind::Button, plain(village))?;
        window.meets(Kind::Button, "sessions-export")?;
        self.picture("session")?;
        window.press(Kind::Button, "sessions-close")?;
        window.fill("sessions-heads", "11")?;
        window.shows("sessions-log-short")?;
        self.picture("session-close")
    }

    fn picture(&self, name: &str) -> Result<()> {
        let path: &Path = &self.out.join(format!("{name}.png"));
        self.window.picture(path).with_context(|| format!("the picture {name}"))
    }
}

fn scan(window: &Window, person: &SyntheticPerson, layout: CardLayout) -> Result<()> {
    window.scan(&person.card_text(layout))?;
    window.meets(Kind::Heading, plain(person.name.as_str()))
}
