//! A virtual screen for one laptop alone: on a shared one each window that opens takes the focus from the others, in the
//! middle of what is typed there. Ended with the guard.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The size of the laptops in the communes.
const SIZE: &str = "1366x768x24";

/// A running Xvfb.
pub struct Screen {
    name: String,
    running: Child,
    /// A server whose reader has gone would end at the next thing it says.
    _told: BufReader<ChildStdout>,
}

impl Screen {
    /// Starts it under the first free number.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"]);
        server.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = server.spawn().context("Xvfb does not start: install xvfb")?;
        let mut told = BufReader::new(running.stdout.take().context("no standard output")?);
        let mut number = String::new();
        told.read_line(&mut number)?;
        let screen = Self { name: format!(":{}", number.trim()), running, _told: told };
        ensure!(screen.name.len() > 1, "Xvfb ends without a screen");
        Ok(screen)
    }

    /// What its windows are told in their environment; nothing of a screen that somebody looks at.
    pub fn show(&self, window: &mut Command) {
        window.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Ended already is as good.
        drop(self.running.kill());
        drop(self.running.wait());
    }
}
