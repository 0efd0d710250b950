//! The command line as a process: words and perhaps standard input go in; exit code, output and complaints come out.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::programs::program;

/// Our own part of the environment.
const OURS: &str = "DONGHANH_";

/// A terminal on a laptop of its own: its folder, and what its environment says. Its system has no key store.
pub struct Terminal {
    folder: PathBuf,
    program: PathBuf,
    environment: Vec<(&'static str, OsString)>,
}

/// What a command answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Terminal {
    /// A laptop whose files all lie in `folder`, which is made; commands are given there.
    ///
    /// # Errors
    /// When the program is not built, or the folder cannot be made.
    pub fn at(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let program = program("donghanh")?;
        let beside = program.parent().context("the program lies in no folder")?.to_owned();
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::env::join_paths([beside].into_iter().chain(std::env::split_paths(&paths)))?;
        let environment = vec![
            ("DONGHANH_HOME", folder.join("donghanh").into_os_string()),
            ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent".into()),
            ("PATH", paths),
        ];
        Ok(Self { folder: folder.to_owned(), program, environment })
    }

    /// The same with one more name in its environment.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// A file in its folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Gives `donghanh` these words, and nothing on standard input.
    ///
    /// # Errors
    /// When it cannot be started, is killed, or says what is no text.
    pub fn run(&self, words: &[&str]) -> Result<Said> {
        self.fed(words, "")
    }

    /// The same with something on standard input.
    ///
    /// # Errors
    /// As [`Terminal::run`].
    pub fn fed(&self, words: &[&str], input: &str) -> Result<Said> {
        let mut command = Command::new(&self.program);
        command.args(words);
        self.carry_out(command, input)
    }

    /// Gives a whole line to the shell, which finds our programs by their names.
    ///
    /// # Errors
    /// As [`Terminal::run`].
    pub fn shell(&self, line: &str) -> Result<Said> {
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        self.carry_out(command, "")
    }

    /// What it answers to machines where nothing is refused.
    ///
    /// # Errors
    /// When it refuses, complains, or says what is no JSON.
    pub fn json(&self, words: &[&str]) -> Result<Value> {
        let said = self.run(&[&["--json"], words].concat())?;
        Ok(serde_json::from_str(&said.fine()?)?)
    }

    fn carry_out(&self, mut command: Command, input: &str) -> Result<Said> {
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(OURS)) {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).current_dir(&self.folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("it does not start")?;
        let mut stdin = child.stdin.take().context("it has no standard input")?;
        // Who does not listen needs nothing.
        drop(stdin.write_all(input.as_bytes()));
        drop(stdin);
        let output = child.wait_with_output()?;
        let code = output.status.code().with_context(|| format!("it ended by {}", output.status))?;
        Ok(Said { code, out: String::from_utf8(output.stdout)?, err: String::from_utf8(output.stderr)? })
    }
}

impl Said {
    /// The output of a command that was carried out without a complaint.
    ///
    /// # Errors
    /// What it said instead.
    pub fn fine(self) -> Result<String> {
        ensure!(self.code == 0 && self.err.is_empty() && !self.out.is_empty(), "{self:?}");
        Ok(self.out)
    }

    /// The complaint of a command that was refused with this exit code and put nothing out.
    ///
    /// # Errors
    /// What it said instead.
    pub fn refused(self, code: i32) -> Result<String> {
        if self.code != code || !self.out.is_empty() || self.err.trim().is_empty() {
            bail!("{self:?}");
        }
        Ok(self.err)
    }
}
