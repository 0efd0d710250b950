//! How long a person waits for the window, and the memory of all its processes: beside a window with nothing in it, built
//! the same way and opened by turns. Times are of the first picture, as the page's own clock has it, since the process began.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use app::view::session::OpenSessionForm;
use app::view::start::{MemberForm, SetUpForm, UnitForm};
use app::{App, KeyStore, Settings};
use domain::service::{Force, Role, UnitKind};
use store::secret::Secret;
use store::vault::{Credentials, Vault};
use tempfile::TempDir;

use super::cost::{median, number};
use super::{Figure, Goal, Scale};
use crate::programs::program;
use crate::window::{BareWindow, ENTER, Laptop};

/// A laptop without a key store asks for a passphrase.
const PASSPHRASE: &str = "duong lang quanh co";
/// The kernel counts the start of a process in hundredths of a second.
const TICKS_PER_SECOND: f64 = 100.0;
/// Where the start stands in `/proc/PID/stat`, counted after the name in brackets.
const START_FIELD: usize = 19;
/// When the page first showed something, ms since 1970.
const FIRST_PICTURE: &str = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return paint ? performance.timeOrigin + paint.startTime : null";
/// The box for the PIN has the focus.
const ASKS_FOR_PIN: &str = "return document.activeElement instanceof HTMLInputElement ? true : null";
/// Notes when Enter was pressed and when, after it, another field than the PIN's has the focus and was painted.
const WATCH_FOR_DESK: &str = "const pin = document.activeElement;
    addEventListener('keydown', (event) => { if (event.key === 'Enter') window.enter = performance.now(); }, true);
    const look = () => {
      const now = document.activeElement;
      if (now !== pin && now instanceof HTMLInputElement) window.desk = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return true";
const DESK_AFTER_PIN: &str = "return window.desk ? window.desk - window.enter : null";

/// Measures it.
///
/// # Errors
/// Whatever does not come up.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let place = TempDir::new()?;
    let home = Home::set_up(place.path())?;
    let empty = program("examples/empty-window")?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    // The first of each reads the disk.
    start_ours(&home)?;
    start_empty(&empty, place.path())?;
    for _ in 0..scale.of(7, 2) {
        ours.push(start_ours(&home)?);
        bare.push(start_empty(&empty, place.path())?);
    }
    Ok(figures(&ours, &bare))
}

/// One start of ours.
struct Start {
    shown_ms: f64,
    desk_ms: f64,
    derivation_ms: f64,
    memory: f64,
}

/// One start of an empty window.
struct Empty {
    shown_ms: f64,
    memory: f64,
}

fn figures(ours: &[Start], bare: &[Empty]) -> Vec<Figure> {
    let middle = |of: fn(&Start) -> f64| median(&ours.iter().map(of).collect::<Vec<_>>());
    let empty = |of: fn(&Empty) -> f64| median(&bare.iter().map(of).collect::<Vec<_>>());
    let shown = Some(empty(|it| it.shown_ms));
    let figure = |name: &str, ours, reference, goal| Figure { name: format!("start: {name}"), ours, reference, goal };
    let both = |it: &Start| it.shown_ms + (it.desk_ms - it.derivation_ms).max(0.0);
    vec![
        figure("ms to the unlock screen, and from PIN to desk", middle(both), shown, Goal::Ratio(1.5)),
        figure("ms to the unlock screen", middle(|it| it.shown_ms), shown, Goal::Told),
        figure("ms from PIN to desk, without the key", middle(|it| it.desk_ms - it.derivation_ms), None, Goal::Told),
        figure("ms to derive the key from the PIN", middle(|it| it.derivation_ms), None, Goal::Told),
        figure("MB of memory, all processes", middle(|it| it.memory), Some(empty(|it| it.memory)), Goal::Ratio(1.3)),
    ]
}

fn start_ours(home: &Home) -> Result<Start> {
    let window = BareWindow::open(&program("dong-hanh")?, &home.laptop)?;
    let shown_ms = shown_after_start(&window)?;
    window.until::<bool>(ASKS_FOR_PIN)?;
    window.run::<bool>(WATCH_FOR_DESK)?;
    window.keys(PASSPHRASE)?;
    window.keys(ENTER)?;
    let desk_ms = window.until(DESK_AFTER_PIN)?;
    let memory = memory(&window)?;
    drop(window);
    Ok(Start { shown_ms, desk_ms, derivation_ms: home.derivation_ms()?, memory })
}

fn start_empty(binary: &Path, place: &Path) -> Result<Empty> {
    let window = BareWindow::open(binary, &Laptop::at(&place.join("empty")))?;
    Ok(Empty { shown_ms: shown_after_start(&window)?, memory: memory(&window)? })
}

/// From the start of the first process to the first picture.
fn shown_after_start(window: &BareWindow) -> Result<f64> {
    let shown_ms: f64 = window.until(FIRST_PICTURE)?;
    let first = *window.processes()?.first().context("the window has no process")?;
    let after_ms = shown_ms - started_ms(first)?;
    ensure!(after_ms > 0.0, "the picture came before the process");
    Ok(after_ms)
}

/// When a process began, ms since 1970.
fn started_ms(process: u32) -> Result<f64> {
    let told = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let fields = told.rsplit_once(") ").context("stat has another form")?.1;
    let ticks: f64 = fields.split(' ').nth(START_FIELD).context("stat has another form")?.parse()?;
    let uptime = fs::read_to_string("/proc/uptime")?;
    let up: f64 = uptime.split(' ').next().context("uptime has another form")?.parse()?;
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64();
    Ok((now_s - up + ticks / TICKS_PER_SECOND) * 1e3)
}

/// What all processes of a window take, MB: shared pages divided among those that share them.
fn memory(window: &BareWindow) -> Result<f64> {
    // Whatever the start left over is settled by then.
    std::thread::sleep(Duration::from_secs(1));
    let mut kilobytes = 0_u64;
    for process in window.processes()? {
        let told = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
        let share = told.lines().find_map(|line| line.strip_prefix("Pss:")).context("the kernel does not tell")?;
        kilobytes += share.trim().trim_end_matches(" kB").parse::<u64>()?;
    }
    Ok(number(kilobytes) / 1e3)
}

/// A commune with an open session, locked.
struct Home {
    laptop: Laptop,
    profile: PathBuf,
}

impl Home {
    fn set_up(place: &Path) -> Result<Self> {
        let laptop = Laptop::at(&place.join("ours"));
        // Without the key store of whoever measures, at the cost that this machine bears.
        let app = App::with(&laptop.home(), Settings { keys: KeyStore::none(), ..Settings::of_this_laptop() });
        app.set_up(form())?;
        let commune = app.commune()?;
        app.open_session(OpenSessionForm {
            village: commune.villages.first().map(|village| village.id),
            unit: None,
            place: "Nhà văn hóa thôn".to_owned(),
            day: app::today(),
            members: commune.members.iter().map(|member| member.id).collect(),
            first_ticket: 1,
        })?;
        app.lock()?;
        let profile = laptop.home().join("commune");
        Ok(Self { laptop, profile })
    }

    /// What the PIN costs, whoever derives the key.
    fn derivation_ms(&self) -> Result<f64> {
        let secret: [u8; 32] = fs::read(self.profile.join("device.secret"))?.as_slice().try_into()?;
        let vault = Vault::read(&self.profile.join("vault"))?;
        let member = vault.members().next().context("the vault is empty")?.member;
        let credentials = Credentials { passphrase: PASSPHRASE, device_secret: &Secret::new(secret) };
        let begun = Instant::now();
        vault.unlock(member, credentials)?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }
}

fn form() -> SetUpForm {
    SetUpForm {
        commune_name: "Quảng Mẫu".to_owned(),
        villages: vec!["Gồm".to_owned(), "Trại Nứa".to_owned()],
        units: vec![UnitForm { name: "Trường THCS Quảng Mẫu".to_owned(), kind: UnitKind::School }],
        members: vec![MemberForm { name: "Bùi Mẫu Sáu".to_owned(), role: Role::Leader, force: Force::Police }],
        pin: PASSPHRASE.to_owned(),
    }
}
