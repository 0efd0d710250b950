//! A laptop as a process of its own, so that it can be killed in the middle of saving.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::plan;
use crate::laptop;

/// The word that the process says for each assist on the disk.
pub const SAVED: &str = "saved";

/// The child's side: logs the cards it is given, one a line, and says [`SAVED`] after each.
///
/// # Errors
/// Whatever the app refuses.
pub fn sit_at_desk(home: &Path) -> Result<()> {
    let app = super::reopened(home)?;
    let mut out = std::io::stdout();
    for (text, outcome) in std::io::stdin().lines().zip(plan::outcomes()) {
        laptop::log_card(&app, &text?, outcome)?;
        writeln!(out, "{SAVED}")?;
        out.flush()?;
    }
    Ok(())
}

pub(super) struct DeskProcess {
    child: Child,
    cards: ChildStdin,
    said: BufReader<ChildStdout>,
}

impl DeskProcess {
    pub(super) fn start(home: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--desk").arg(home).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("the second laptop does not start")?;
        let cards = child.stdin.take().context("the second laptop takes no cards")?;
        let said = BufReader::new(child.stdout.take().context("the second laptop says nothing")?);
        Ok(Self { child, cards, said })
    }

    /// Gives all cards, waits for `after` acknowledgements, kills, and returns how many saves were acknowledged in all.
    pub(super) fn log_until_killed(mut self, cards: &[String], after: usize) -> Result<usize> {
        for text in cards {
            writeln!(self.cards, "{text}")?;
        }
        self.cards.flush()?;
        let mut line = String::new();
        for heard in 0..after {
            line.clear();
            self.said.read_line(&mut line)?;
            ensure!(line.trim() == SAVED, "after {heard} saves the second laptop said {line:?}");
        }
        // It is saving the next one at this moment: SIGKILL.
        self.child.kill()?;
        self.child.wait()?;
        let late = self.said.lines().map_while(Result::ok).filter(|line| line == SAVED).count();
        Ok(after + late)
    }
}
