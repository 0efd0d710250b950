//! What a leader decides in a real commune, and the ways back in, are clean by axe in both languages and both themes: team,
//! recovery code, who opens the laptop, backups, a forgotten passphrase, restoring.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use app::view::export::Language;
use tests::laptop::{self, PASSPHRASE};
use tests::window::{ENTER, ESC, Kind, Laptop, Window, ctrl, passphrase, plain, with};

use crate::team::{open, set_up};

/// Deriving keys, or writing a backup, on a busy machine.
const SLOW_MAX: Duration = Duration::from_secs(90);
const MEMBER: &str = "Vũ Mẫu Lan";
const BACKUPS: &str = "mưa dầm thấm lâu";

#[test]
fn everybody_can_lead_in_vietnamese() -> Result<()> {
    look_at_what_leaders_do(Language::Vi)
}

#[test]
fn everybody_can_lead_in_english() -> Result<()> {
    look_at_what_leaders_do(Language::En)
}

fn look_at_what_leaders_do(language: Language) -> Result<()> {
    let place = tempfile::tempdir()?;
    let home = Laptop::at(&place.path().join("leader"));
    {
        let leader = laptop::laptop(&home.home());
        set_up(&leader)?;
        laptop::join(&leader, &place.path().join("second"), "Máy 2", place.path())?;
        leader.lock()?;
    }
    let backup = place.path().join("sao-luu.dhs").display().to_string();
    let window = Window::open(&home)?;
    window.speak(language)?;
    open(&window)?;
    roles(&window)?;
    keys(&window)?;
    recovery(&window)?;
    locking(&window)?;
    here(&window)?;
    backups(&window, &backup)?;
    forgotten(&window)?;
    drop(window);
    restoring(language, &place.path().join("third"), &backup)
}

fn roles(window: &Window) -> Result<()> {
    window.keys(&ctrl("0"))?;
    window.press(Kind::Button, with("team-change", &[("name", MEMBER)]))?;
    window.meets(Kind::Dialog, with("team-change", &[("name", MEMBER)]))?;
    window.is_accessible("changing a role")?;
    window.keys(ENTER)?;
    window.shows("team-role-same")?;
    window.is_accessible("changing a role to the same")?;
    window.keys(ESC)?;
    window.press(Kind::Button, with("team-lock-named", &[("device", "Máy 2")]))?;
    window.meets(Kind::Dialog, with("team-lock-title", &[("device", "Máy 2")]))?;
    window.is_accessible("locking a laptop out")?;
    window.press(Kind::Button, "team-lock-do")?;
    window.shows("team-state-revoked")?;
    window.is_accessible("a laptop locked out")
}

fn keys(window: &Window) -> Result<()> {
    window.press(Kind::Button, "team-rotate")?;
    window.meets(Kind::Dialog, "team-rotate-title")?;
    window.is_accessible("changing the key")?;
    window.keys(ESC)
}

fn recovery(window: &Window) -> Result<()> {
    window.press(Kind::Button, "team-recovery-make")?;
    window.shows("team-recovery-before")?;
    window.is_accessible("before the recovery code")?;
    window.press(Kind::Button, "team-recovery-show")?;
    window.shows("team-recovery-once")?;
    window.is_accessible("the recovery code")?;
    window.press(Kind::Button, "team-recovery-written")?;
    window.focuses("team-recovery-field")?;
    window.keys(ENTER)?;
    window.shows("team-recovery-field-missing")?;
    window.is_accessible("the code typed back, missing")?;
    window.keys(ESC)?;
    window.shows("team-recovery-unconfirmed")?;
    window.is_accessible("a recovery code nobody typed back")
}

fn locking(window: &Window) -> Result<()> {
    window.keys(&ctrl("9"))?;
    window.press(Kind::Button, passphrase("settings-lock-change"))?;
    window.meets(Kind::Dialog, passphrase("settings-lock-change"))?;
    window.is_accessible("changing one's passphrase")?;
    window.keys(ENTER)?;
    window.shows("settings-lock-old-missing")?;
    window.is_accessible("changing one's passphrase, something missing")?;
    window.keys(ESC)
}

/// Somebody else gets a place on this laptop, and is removed again.
fn here(window: &Window) -> Result<()> {
    let role = window.says("role-volunteer")?;
    window.press(Kind::Button, "settings-here-add")?;
    window.meets(Kind::Dialog, "settings-here-add")?;
    window.press(Kind::Button, "settings-here-do")?;
    window.shows("settings-here-missing")?;
    window.is_accessible("letting somebody open it, nobody chosen")?;
    window.choose("settings-here-who", with("join-member-option", &[("name", MEMBER), ("role", &role)]))?;
    window.fill(passphrase("settings-here-theirs"), "nước chảy đá mòn")?;
    window.fill(passphrase("first-run-pin-repeat"), "nước chảy đá mòn")?;
    window.fill(passphrase("settings-here-yours"), PASSPHRASE)?;
    window.is_accessible("letting somebody open it")?;
    window.keys(ENTER)?;
    let removing = with("settings-here-remove", &[("name", MEMBER)]);
    window.shows_within(with("settings-here-added", &[("name", MEMBER)]), SLOW_MAX)?;
    window.press(Kind::Button, removing.clone())?;
    window.meets(Kind::Dialog, removing)?;
    window.is_accessible("removing somebody from this laptop")?;
    window.keys(ESC)
}

fn backups(window: &Window, file: &str) -> Result<()> {
    window.press(Kind::Button, "settings-backup-passphrase")?;
    window.meets(Kind::Dialog, "settings-backup-passphrase")?;
    window.press(Kind::Button, "settings-backup-passphrase-do")?;
    window.shows(passphrase("first-run-pin-missing"))?;
    window.is_accessible("the backups' passphrase, missing")?;
    window.fill("settings-backup-passphrase-new", BACKUPS)?;
    window.fill(passphrase("first-run-pin-repeat"), BACKUPS)?;
    window.keys(ENTER)?;
    window.shows_within("settings-backup-passphrase-set", SLOW_MAX)?;
    window.press(Kind::Button, "settings-backup-by-hand")?;
    window.meets(Kind::Dialog, "settings-backup-by-hand")?;
    window.fill("settings-backup-path", file)?;
    window.is_accessible("a backup by hand")?;
    window.keys(ENTER)?;
    window.shows_within(plain(file), SLOW_MAX)?;
    window.is_accessible("a backup by hand, written")?;
    window.keys(ESC)?;
    window.is_accessible("settings of a commune")
}

fn forgotten(window: &Window) -> Result<()> {
    window.keys(&ctrl("l"))?;
    window.press(Kind::Button, "recover-forgotten")?;
    window.meets(Kind::Heading, "recover-title")?;
    window.is_accessible("forgotten the passphrase")?;
    window.press(Kind::Button, "recover-do")?;
    window.shows("recover-code-missing")?;
    window.is_accessible("forgotten the passphrase, no code typed")
}

fn restoring(language: Language, home: &Path, backup: &str) -> Result<()> {
    let window = Window::open(&Laptop::at(home))?;
    window.speak(language)?;
    window.press(Kind::Button, "recover-start")?;
    window.meets(Kind::Heading, "recover-title")?;
    window.is_accessible("beginning again on a new laptop")?;
    window.press(Kind::Button, "recover-cancel")?;
    window.press(Kind::Button, "first-run-restore")?;
    window.meets(Kind::Heading, "first-run-restore")?;
    window.press(Kind::Button, "first-run-restore-do")?;
    window.shows("usb-path-missing")?;
    window.is_accessible("restoring, no file chosen")?;
    window.fill("first-run-restore-file", backup)?;
    window.fill("first-run-restore-secret", "không phải cụm này")?;
    window.keys(ENTER)?;
    window.shows_within("errors-wrong-backup-secret", SLOW_MAX)?;
    window.is_accessible("restoring, wrong passphrase")?;
    window.fill("first-run-restore-secret", BACKUPS)?;
    window.keys(ENTER)?;
    window.shows_within("first-run-restored-next", SLOW_MAX)?;
    window.is_accessible("restored")
}
