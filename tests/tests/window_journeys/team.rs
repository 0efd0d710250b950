//! A laptop is lost: the leader locks it out in the window, what it wrote since comes in on a stick and waits, and the
//! leader lets it count.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use app::App;
use app::view::bundle::{BundleContent, BundleForm};
use app::view::session::OpenSessionForm;
use app::view::start::{MemberForm, SetUpForm};
use domain::service::{Force, Outcome, Role};
use domain::synthetic::CardLayout;
use tests::cards::today;
use tests::laptop::{self, PASSPHRASE};
use tests::window::{ENTER, ESC, Kind, Laptop, Window, ctrl, passphrase, with};

use crate::people::people;

/// Deriving a key on a busy machine, or taking in a bundle.
const SLOW_MAX: Duration = Duration::from_secs(90);

#[test]
fn a_lost_laptop_is_locked_out_and_what_it_wrote_since_waits_for_the_leader() -> Result<()> {
    let place = tempfile::tempdir()?;
    let home = Laptop::at(&place.path().join("leader"));
    let helped = people(2);
    let lost = {
        let leader = laptop::laptop(&home.home());
        set_up(&leader)?;
        let lost = laptop::join(&leader, &place.path().join("lost"), "Máy 2", place.path())?;
        lost.import_bundle(&everything(&leader, place.path(), "1.dhb")?, |_, _| {})?;
        laptop::log_card(&lost, &helped[0].card_text(CardLayout::Chip), Outcome::Done)?;
        leader.import_bundle(&everything(&lost, place.path(), "2.dhb")?, |_, _| {})?;
        leader.lock()?;
        lost
    };
    let window = Window::open(&home)?;
    open(&window)?;
    lock_out(&window)?;
    laptop::log_card(&lost, &helped[1].card_text(CardLayout::Chip), Outcome::Done)?;
    let stick = everything(&lost, place.path(), "3.dhb")?;
    take_in(&window, &stick)?;
    window.keys(&ctrl("1"))?;
    window.lists("desk-evening", |rows| rows.len() == 1)?;
    let_count(&window)?;
    window.keys(&ctrl("1"))?;
    let rows = window.lists("desk-evening", |rows| rows.len() == 2)?;
    ensure!(rows.iter().any(|row| row.contains(helped[1].name.as_str())), "{rows:?}");
    Ok(())
}

/// A commune of two with a session in its one village.
pub fn set_up(leader: &App) -> Result<()> {
    let member = |name: &str, role| MemberForm { name: name.into(), role, force: Force::YouthUnion };
    leader.set_up(SetUpForm {
        commune_name: "Quảng Mẫu".into(),
        villages: vec!["Gồm".into()],
        units: Vec::new(),
        members: vec![member("Bùi Mẫu Sáu", Role::Leader), member("Vũ Mẫu Lan", Role::Volunteer)],
        pin: PASSPHRASE.into(),
    })?;
    let commune = leader.commune()?;
    leader.open_session(OpenSessionForm {
        village: commune.villages.first().map(|village| village.id),
        unit: None,
        place: "Nhà văn hóa".into(),
        day: today().format("%Y-%m-%d").to_string(),
        members: commune.members.iter().map(|member| member.id).collect(),
        first_ticket: 1,
    })?;
    Ok(())
}

/// Unlocks with the leader's passphrase and waits for the desk.
pub fn open(window: &Window) -> Result<()> {
    window.focuses(passphrase("unlock-pin"))?;
    window.fill(passphrase("unlock-pin"), PASSPHRASE)?;
    window.keys(ENTER)?;
    window.shows_within("desk-next", SLOW_MAX)
}

fn everything(from: &App, folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name).to_str().context("a plain path")?.to_owned();
    from.export_bundle(BundleForm { content: BundleContent::Everything, path: path.clone() }, |_, _| {})?;
    Ok(path)
}

fn lock_out(window: &Window) -> Result<()> {
    window.keys(&ctrl("0"))?;
    window.is_accessible("the team")?;
    window.press(Kind::Button, with("team-lock-named", &[("device", "Máy 2")]))?;
    window.meets(Kind::Dialog, with("team-lock-title", &[("device", "Máy 2")]))?;
    window.is_accessible("locking a laptop out")?;
    window.press(Kind::Button, "team-lock-do")?;
    window.announces(with("team-locked", &[("device", "Máy 2")]))?;
    window.shows("team-state-revoked")
}

fn take_in(window: &Window, stick: &str) -> Result<()> {
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "usb-read")?;
    window.fill("usb-file", stick)?;
    window.press(Kind::Button, "usb-do-read")?;
    window.shows_within("usb-read-next", SLOW_MAX)?;
    window.keys(ESC)
}

fn let_count(window: &Window) -> Result<()> {
    window.keys(&ctrl("0"))?;
    window.shows("team-waiting-about")?;
    window.is_accessible("something waits in quarantine")?;
    window.press(Kind::Button, "team-accept")?;
    window.shows(with("team-accept-about", &[("assists", "1")]))?;
    window.is_accessible("letting it count")?;
    window.press(Kind::Button, "team-accept")?;
    // The person and the assist.
    window.announces(with("team-accepted", &[("entries", "2"), ("device", "Máy 2")]))
}
