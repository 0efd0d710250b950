//! Waiting for the window: look, look again, and at the end say what was there instead.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use super::Window;

/// How long the window may take for what a person expects at once; generous, because machines that test are busy.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Folder for pictures of failures.
const PICTURES: &str = "DONGHANH_FAILURE_PICTURES";
/// Between two looks.
pub const LOOK_AGAIN: Duration = Duration::from_millis(30);

impl Window {
    pub(super) fn wait<T>(&self, what: &str, look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        self.wait_within(what, PATIENCE, look)
    }

    pub(super) fn wait_within<T>(
        &self,
        what: &str,
        patience: Duration,
        mut look: impl FnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let end = Instant::now() + patience;
        loop {
            let seen = look();
            match seen {
                Ok(Some(found)) => return Ok(found),
                Ok(None) | Err(_) if Instant::now() < end => std::thread::sleep(LOOK_AGAIN),
                Ok(None) => return Err(self.complaint(what, None)),
                Err(error) => return Err(self.complaint(what, Some(error))),
            }
        }
    }

    /// What was waited for, and what the window showed instead.
    fn complaint(&self, what: &str, error: Option<anyhow::Error>) -> anyhow::Error {
        let shown = self.text().unwrap_or_else(|error| format!("(no answer: {error:#})"));
        let picture = self.keep_picture();
        let why = error.map(|error| format!(" ({error:#})")).unwrap_or_default();
        anyhow!("not in time: {what}{why}\nthe window shows:\n{shown}{picture}")
    }

    /// A picture of the failure, where somebody wants to see it.
    fn keep_picture(&self) -> String {
        let Some(folder) = std::env::var_os(PICTURES) else { return String::new() };
        let name = std::thread::current().name().unwrap_or("window").replace("::", "-");
        let path = Path::new(&folder).join(format!("{name}.png"));
        match self.picture(&path) {
            Ok(()) => format!("\npicture: {}", path.display()),
            Err(error) => format!("\nno picture: {error:#}"),
        }
    }
}
