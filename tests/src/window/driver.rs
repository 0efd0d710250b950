//! The program that drives the window, with the window's processes below it, on a screen of their own; all end with the
//! guard.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use thirtyfour::{Capabilities, WebDriver};

use super::screen::Screen;
use super::wait::{LOOK_AGAIN, PATIENCE};

/// A window that dies at its start leaves the driver hanging.
const ANSWER_MAX: Duration = Duration::from_secs(30);

/// A running WebKitWebDriver.
pub struct Driver {
    port: u16,
    running: Option<Child>,
    _screen: Screen,
}

impl Driver {
    /// Starts the driver on a free port; the window inherits the environment.
    pub fn start(environment: &[(&'static str, String)]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let screen = Screen::start()?;
        let mut command = Command::new("WebKitWebDriver");
        screen.show(&mut command);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stdin(Stdio::null());
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        // Quicker and 80 MB lighter under software rendering; and no accessibility daemons that outlive the run.
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").env("NO_AT_BRIDGE", "1");
        // A group of its own, so that all its processes can be ended together.
        command.process_group(0);
        let running = command.spawn().context("WebKitWebDriver does not start: install webkit2gtk-driver")?;
        let driver = Self { port, running: Some(running), _screen: screen };
        driver.wait_until_it_listens()?;
        Ok(driver)
    }

    fn wait_until_it_listens(&self) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if Instant::now() > end {
                bail!("WebKitWebDriver does not listen");
            }
            std::thread::sleep(LOOK_AGAIN);
        }
        Ok(())
    }

    /// Opens the window of a program.
    pub async fn session(&self, binary: &Path) -> Result<WebDriver> {
        // The client needs a TLS provider even where it speaks plain HTTP; another story may have installed it.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut capabilities = Capabilities::new();
        let options = serde_json::json!({ "binary": binary.display().to_string(), "args": [] });
        capabilities.set("webkitgtk:browserOptions", options)?;
        let builder = WebDriver::builder(format!("http://127.0.0.1:{}", self.port), capabilities);
        builder.request_timeout(ANSWER_MAX).connect().await.context("the window does not open")
    }

    /// The processes of the window, without the driver's own.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn processes(&self) -> Result<Vec<u32>> {
        let driver = self.running.as_ref().map_or(0, Child::id);
        let mut below = Vec::new();
        for entry in std::fs::read_dir("/proc")? {
            let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            if process != driver && group_of(process) == Some(driver) {
                below.push(process);
            }
        }
        below.sort_unstable();
        Ok(below)
    }

    /// Ends the driver and everything it started.
    pub fn kill(&mut self) -> Result<()> {
        let Some(mut running) = self.running.take() else { return Ok(()) };
        let group = format!("-{}", running.id());
        let ended = Command::new("kill").args(["-KILL", "--", &group]).status();
        running.wait()?;
        ended.context("there is no `kill`")?;
        Ok(())
    }
}

/// The process group; none once the process has ended.
fn group_of(process: u32) -> Option<u32> {
    /// Where it stands in `/proc/PID/stat`, counted after the name in brackets.
    const GROUP_FIELD: usize = 2;
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    told.rsplit_once(") ")?.1.split(' ').nth(GROUP_FIELD)?.parse().ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.kill());
    }
}
