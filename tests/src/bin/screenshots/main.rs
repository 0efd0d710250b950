//! Pictures of the real window on a practice evening, for the README and for whoever judges the look.
//! Never here: anybody who exists, and pictures touched up.

mod evening;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use domain::synthetic::{CardLayout, SyntheticPerson};
use tests::centre::Centre;
use tests::window::{ENTER, ESC, Kind, Laptop, Size, Theme, Window, ctrl, plain};

use evening::Evening;

/// Opening the practice commune's file, and a sync, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Counted in the room by the leader: one more than the log has.
const HEADS_BESIDE_LOG: u32 = 1;

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    let (word, folder) = (words.next(), words.next().map(PathBuf::from));
    match (word.as_deref().and_then(|word| word.to_str()), folder) {
        (Some("--out"), Some(folder)) => take_all(&folder),
        _ => bail!("usage: screenshots --out DIR"),
    }
}

fn take_all(out: &Path) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    first_run(&Pictures { window: opened(&Laptop::at(&place.path().join("new")))?, out })?;
    let laptop = Laptop::at(&place.path().join("first"));
    let evening = Evening::play(&laptop.home(), place.path(), &centre)?;
    let pictures = Pictures { window: opened(&laptop)?, out };
    pictures.window.press(Kind::Button, "unlock-practise")?;
    pictures.window.shows_within("desk-next", PATIENCE)?;
    desk(&pictures, &evening.next)?;
    sessions(&pictures, &evening)?;
    people(&pictures, &evening.next)?;
    others(&pictures)
}

struct Pictures<'a> {
    window: Window,
    out: &'a Path,
}

impl Pictures<'_> {
    fn take(&self, name: &str) -> Result<()> {
        self.window.picture(&self.out.join(format!("{name}.png"))).with_context(|| name.to_owned())
    }

    fn take_dark(&self, name: &str) -> Result<()> {
        self.window.wear(Theme::Dark)?;
        self.take(name)?;
        self.window.wear(Theme::Light)
    }
}

fn opened(laptop: &Laptop) -> Result<Window> {
    let window = Window::open(laptop)?;
    window.wear(Theme::Light)?;
    window.resize(Size::LAPTOP)?;
    Ok(window)
}

fn first_run(pictures: &Pictures) -> Result<()> {
    pictures.window.meets(Kind::Heading, "first-run-title")?;
    pictures.take("first-run")
}

/// Before the next person; then somebody who must come back, as large, small, dark and English.
fn desk(pictures: &Pictures, person: &SyntheticPerson) -> Result<()> {
    let window = &pictures.window;
    window.focuses("desk-box")?;
    pictures.take("desk-empty")?;
    window.scan(&person.card_text(CardLayout::CanCuoc))?;
    window.meets(Kind::Heading, plain(person.name.as_str()))?;
    window.keys("3")?;
    window.focuses("desk-difficulties")?;
    window.keys("otp1")?;
    window.keys(ENTER)?;
    window.shows("desk-read-aloud")?;
    window.press(Kind::Button, "desk-return-tomorrow")?;
    window.focuses("desk-box")?;
    pictures.take("desk")?;
    pictures.take_dark("desk-dark")?;
    window.resize(Size::SMALL)?;
    pictures.take("desk-small")?;
    window.resize(Size::LAPTOP)?;
    window.switch_language()?;
    pictures.take("desk-en")?;
    window.switch_language()?;
    window.keys(ENTER)?;
    window.shows_within("desk-next", PATIENCE)
}

fn sessions(pictures: &Pictures, evening: &Evening) -> Result<()> {
    let window = &pictures.window;
    window.keys(&ctrl("2"))?;
    window.lists("sessions-title", |rows| rows.len() == 1)?;
    pictures.take("sessions")?;
    window.press(Kind::Button, plain(evening.village.clone()))?;
    window.meets(Kind::Button, "sessions-export")?;
    pictures.take("session")?;
    window.press(Kind::Button, "sessions-export")?;
    window.meets(Kind::Dialog, "export-title")?;
    window.fill("export-path", &format!("/media/usb/{}", evening.export_name))?;
    pictures.take("export")?;
    window.keys(ESC)?;
    window.press(Kind::Button, "sessions-close")?;
    window.fill("sessions-heads", &(evening.people + 1 + HEADS_BESIDE_LOG).to_string())?;
    window.shows("sessions-log-short")?;
    pictures.take("session-close")
}

fn people(pictures: &Pictures, person: &SyntheticPerson) -> Result<()> {
    let window = &pictures.window;
    window.keys(&ctrl("3"))?;
    window.fill("people-search", "nguyen thi")?;
    window.lists("people-results", |rows| rows.len() > 1)?;
    pictures.take("people")?;
    let tail = person.number.as_str().get(9..).context("a number has twelve digits")?;
    window.fill("people-search", tail)?;
    window.press(Kind::Button, plain(person.name.as_str()))?;
    window.meets(Kind::Heading, "people-history")?;
    pictures.take("person")
}

fn others(pictures: &Pictures) -> Result<()> {
    let window = &pictures.window;
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "sync-now")?;
    window.shows_within("common-all-arrived", PATIENCE)?;
    window.shows_within("common-line-online", PATIENCE)?;
    pictures.take("sync")?;
    pictures.take_dark("sync-dark")?;
    window.keys(&ctrl("9"))?;
    window.meets(Kind::Heading, "settings-appearance")?;
    pictures.take("settings")?;
    window.keys(&ctrl("7"))?;
    window.meets(Kind::Heading, "help-title")?;
    pictures.take("guide")
}
