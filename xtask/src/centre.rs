//! The central server on loopback, for as long as a window is open.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::say;

/// How long the server may take until it listens; its first start makes keys and a database.
const LISTEN_MAX: Duration = Duration::from_secs(30);
/// How long the server may take to finish what it is doing when asked to stop.
const STOP_MAX: Duration = Duration::from_secs(10);

const ANY_PORT: &str = "127.0.0.1:0";
const ANNOUNCEMENT: &str = "listening ";

/// The folder in which the loopback centre keeps its database, key, log and last address.
#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// The folder in the person's own data directory, made if need be.
    ///
    /// # Errors
    /// When no data directory is known or the folder cannot be made.
    pub fn open() -> Result<Self> {
        let data = data_folder().context("neither XDG_DATA_HOME nor HOME says where data goes")?;
        Self::in_folder(data.join("dong-hanh").join("centre"))
    }

    /// A folder of its own, made if need be.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn in_folder(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Where it is, for the person to know.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn log(&self) -> PathBuf {
        self.folder.join("centre.log")
    }

    fn store_args(&self, command: &mut Command) {
        process::hide_environment(command, "DONGHANH_SERVER_");
        let database = self.folder.join("centre.db");
        command.arg("--db");
        command.arg(format!("sqlite:{}", database.display()));
    }

    /// The address of last time: a practice commune made then knows the centre by it.
    fn last_address(&self) -> Option<String> {
        let address = fs::read_to_string(self.folder.join("address")).ok()?;
        let address = address.trim();
        address.starts_with("127.0.0.1:").then(|| address.to_owned())
    }

    fn remember(&self, url: &str) -> Result<()> {
        let address = url.strip_prefix("http://").unwrap_or(url);
        fs::write(self.folder.join("address"), address).context("could not note the address")
    }
}

/// Asks the server's own command for a one-time code that admits a practice commune.
///
/// # Errors
/// When the command fails or prints anything but one code.
pub fn practice_code(program: &Path, home: &Home) -> Result<String> {
    let mut add = Command::new(program);
    add.args(["commune", "add"]);
    home.store_args(&mut add);
    only_word(&process::read(add.arg("--practice"))?)
}

/// A running centre; it ends with this value.
#[derive(Debug)]
pub struct Centre {
    child: Child,
    /// Gives what the server announces; disconnected once the server has ended.
    announced: Receiver<String>,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
}

impl Centre {
    /// Starts the server at the address of last time, or at another where that one is taken,
    /// and returns once it listens.
    ///
    /// # Errors
    /// When it does not listen within `LISTEN_MAX`; the sentence names its log.
    pub fn start(program: &Path, home: &Home) -> Result<Self> {
        let centre = match home.last_address() {
            Some(address) => Self::listen_at(program, home, &address).or_else(|error| {
                say::doing(format_args!("taking another address: {error:#}"));
                Self::listen_at(program, home, ANY_PORT)
            }),
            None => Self::listen_at(program, home, ANY_PORT),
        }?;
        home.remember(&centre.url)?;
        Ok(centre)
    }

    fn listen_at(program: &Path, home: &Home, address: &str) -> Result<Self> {
        let mut serve = tied(program);
        serve.arg("serve");
        home.store_args(&mut serve);
        serve.args(["--listen", address]);
        let log = home.log();
        let at = format!("the centre at {address} (its log: {})", log.display());
        let file = File::create(log).context("could not make the centre's log")?;
        serve.stderr(file);
        Self::spawn(serve, LISTEN_MAX).context(at)
    }

    fn spawn(mut serve: Command, patience: Duration) -> Result<Self> {
        serve.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = serve.spawn().context("could not be started")?;
        let announced = announcements(child.stdout.take().context("has no stdout")?);
        let url = String::new();
        // From here on the server ends with this value.
        let mut centre = Self { child, announced, url };
        let announced = centre.announced.recv_timeout(patience);
        centre.url = announced.context("ended or stayed silent before it listened")?;
        Ok(centre)
    }

    /// Asks the server to finish and waits for it.
    ///
    /// # Errors
    /// When it has to be killed or ends with an error.
    pub fn stop(mut self) -> Result<()> {
        self.ask_to_end()?;
        if self.announced.recv_timeout(STOP_MAX) != Err(RecvTimeoutError::Disconnected) {
            bail!("the centre did not end when asked to and was killed");
        }
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the centre ended with {status}");
        }
        Ok(())
    }

    fn ask_to_end(&mut self) -> Result<()> {
        if !cfg!(unix) {
            return self.child.kill().context("could not end the centre");
        }
        let pid = self.child.id().to_string();
        process::read(Command::new("sh").args(["-c", "kill -TERM \"$0\"", &pid])).map(drop)
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        // Both fail only where the server has ended already, which is what is wanted.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// A command whose process is asked to end when xtask ends, however that happens: Ctrl+C reaches
/// both anyway, a killed xtask would leave the other behind.
pub fn tied(program: &Path) -> Command {
    let tie = ["--pdeathsig", "TERM", "--"];
    if !process::succeeds(Command::new("setpriv").args(tie).arg("true")) {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(tie).arg(program);
    command
}

/// Passes on the address the server announces, and reads on until its stdout ends with it.
fn announcements(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some(url) = line.strip_prefix(ANNOUNCEMENT) {
                // Fails only where the centre was given up meanwhile.
                let _sent = sender.send(url.trim().to_owned());
            }
        }
    });
    receiver
}

fn only_word(printed: &str) -> Result<String> {
    let mut words = printed.split_whitespace();
    match (words.next(), words.next()) {
        (Some(word), None) => Ok(word.to_owned()),
        (None, _) | (Some(_), Some(_)) => bail!("expected one set-up code, not `{printed}`"),
    }
}

fn data_folder() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    if cfg!(windows) {
        return set("LOCALAPPDATA").map(PathBuf::from);
    }
    let home = || set("HOME").map(|home| Path::new(&home).join(".local/share"));
    set("XDG_DATA_HOME").map(PathBuf::from).or_else(home)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = tied(Path::new("sh"));
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_server_that_announces_itself_is_running_until_it_is_stopped() {
        let script = "trap 'exit 0' TERM; echo starting; \
                      echo listening http://127.0.0.1:4711; while :; do sleep 0.1; done";
        let mut centre = Centre::spawn(shell(script), LISTEN_MAX).unwrap();
        assert_eq!(centre.url, "http://127.0.0.1:4711");
        assert_eq!(centre.child.try_wait().unwrap(), None, "it runs");
        centre.stop().unwrap();
    }

    #[test]
    fn a_server_that_ends_before_it_listens_is_an_error() {
        let error = Centre::spawn(shell("exit 1"), LISTEN_MAX).unwrap_err();
        assert!(error.to_string().contains("before it listened"), "{error}");
    }

    #[test]
    fn a_server_that_stays_silent_is_given_up_and_ended() {
        let patience = Duration::from_millis(200);
        let error = Centre::spawn(shell("exec sleep 60"), patience).unwrap_err();
        assert!(error.to_string().contains("stayed silent"), "{error}");
    }

    #[test]
    fn a_server_that_ends_badly_is_an_error() {
        let script = "trap 'exit 7' TERM; \
                      echo listening http://127.0.0.1:4711; while :; do sleep 0.1; done";
        let centre = Centre::spawn(shell(script), LISTEN_MAX).unwrap();
        let error = centre.stop().unwrap_err().to_string();
        assert_eq!(error, "the centre ended with exit status: 7");
    }

    #[test]
    fn the_address_of_last_time_is_kept_and_only_on_loopback() {
        let folder = env::temp_dir().join(format!("xtask-centre-{}", std::process::id()));
        let home = Home::in_folder(folder.clone()).unwrap();
        assert_eq!(home.last_address(), None);
        home.remember("http://127.0.0.1:4711").unwrap();
        assert_eq!(home.last_address().as_deref(), Some("127.0.0.1:4711"));
        home.remember("http://0.0.0.0:4711").unwrap();
        assert_eq!(home.last_address(), None, "never beyond this machine");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_set_up_code_is_the_only_word_printed() {
        assert_eq!(only_word("ABCD-EFGH\n").unwrap(), "ABCD-EFGH");
        assert!(only_word("\n").is_err());
        assert!(only_word("your code: ABCD").is_err());
    }
}
