//! A system's key store for one laptop: a session bus and GNOME's keyring of its own, opened as at a login, both ended with
//! the guard.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// What the person logs in to the system with.
const LOGIN: &[u8] = b"login";

/// It is on the bus within this time, or never.
const READY_MAX: Duration = Duration::from_secs(20);
/// How often the bus is asked.
const POLL: Duration = Duration::from_millis(50);

/// A running key store.
pub struct KeyService {
    address: String,
    bus: Child,
    keyring: Child,
}

impl KeyService {
    /// Starts it; its files lie in `folder`.
    ///
    /// # Errors
    /// When a program is missing or does not answer.
    pub fn start(folder: &Path) -> Result<Self> {
        let place = folder.join("key-store");
        std::fs::create_dir_all(&place)?;
        let listen = format!("--address=unix:path={}", place.join("bus").display());
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address", &listen]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut bus = bus.spawn().context("dbus-daemon does not start: install dbus-daemon")?;
        let address = first_line(&mut bus)?;
        match keyring(&place, &address) {
            Ok(keyring) => Ok(Self { address, bus, keyring }),
            Err(error) => {
                drop(bus.kill());
                bus.wait()?;
                Err(error)
            }
        }
    }

    /// The address of the bus it is on.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for KeyService {
    fn drop(&mut self) {
        for child in [&mut self.keyring, &mut self.bus] {
            // Ended already is as good.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// GNOME's keyring, its login collection open.
fn keyring(place: &Path, address: &str) -> Result<Child> {
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--components=secrets", "--unlock"]);
    keyring.env("DBUS_SESSION_BUS_ADDRESS", address).env("HOME", place);
    keyring.env("XDG_DATA_HOME", place.join("data")).env("XDG_RUNTIME_DIR", place);
    keyring.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut keyring = keyring.spawn().context("gnome-keyring-daemon does not start: install gnome-keyring")?;
    keyring.stdin.take().context("no standard input")?.write_all(LOGIN)?;
    let begun = Instant::now();
    // In the foreground it says nothing; once it is on the bus it answers.
    while !answers(address)? {
        ensure!(keyring.try_wait()?.is_none(), "gnome-keyring-daemon ended");
        ensure!(begun.elapsed() < READY_MAX, "gnome-keyring-daemon does not come onto the bus");
        thread::sleep(POLL);
    }
    Ok(keyring)
}

/// Whether somebody on the bus keeps secrets.
fn answers(address: &str) -> Result<bool> {
    let mut ask = Command::new("dbus-send");
    ask.args([&format!("--bus={address}"), "--print-reply", "--dest=org.freedesktop.DBus", "/"]);
    ask.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]);
    let answer = ask.output().context("dbus-send does not start: install dbus-daemon")?;
    Ok(String::from_utf8_lossy(&answer.stdout).contains("boolean true"))
}

fn first_line(child: &mut Child) -> Result<String> {
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("no standard output")?).read_line(&mut line)?;
    ensure!(!line.trim().is_empty(), "a key store that says nothing");
    Ok(line.trim().to_owned())
}
