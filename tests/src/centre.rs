//! The real central server as a process of its own, that can be stopped, killed and started again at the same place.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::programs::program;

const ANNOUNCEMENT: &str = "listening ";

/// A central server with its files in one folder.
pub struct Centre {
    folder: PathBuf,
    /// Where it keeps what it takes in.
    db: String,
    /// `127.0.0.1:PORT`, kept over restarts.
    address: String,
    running: Option<Child>,
    /// Speaks TLS with these.
    tls: Option<Tls>,
    /// Writes down whatever it has to say, and keeps its temporary files in its folder.
    talkative: bool,
}

/// The files of a certificate: the chain, and its key.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The chain, PEM.
    pub cert: PathBuf,
    /// The key, PEM.
    pub key: PathBuf,
}

impl Centre {
    /// Starts a server on a free port of loopback.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub fn start(folder: &Path) -> Result<Self> {
        Self::begin(folder, sqlite(folder), false, None)
    }

    /// The same with TLS from certificate files.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub fn start_with_tls(folder: &Path, tls: &Tls) -> Result<Self> {
        Self::begin(folder, sqlite(folder), false, Some(tls.clone()))
    }

    /// The same, but it logs whatever it can into `log` in its folder, and its temporary files lie there too.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub fn start_talkative(folder: &Path) -> Result<Self> {
        Self::begin(folder, sqlite(folder), true, None)
    }

    /// The same on a database of this address; only its key lies in its folder.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub fn start_on(folder: &Path, db: String) -> Result<Self> {
        Self::begin(folder, db, false, None)
    }

    fn begin(folder: &Path, db: String, talkative: bool, tls: Option<Tls>) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (folder, address) = (folder.to_owned(), "127.0.0.1:0".to_owned());
        let mut centre = Self { folder, db, address, running: None, tls, talkative };
        centre.resume()?;
        Ok(centre)
    }

    /// Starts it again after [`Centre::stop`] or [`Centre::kill`], at the same address.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub fn resume(&mut self) -> Result<()> {
        let mut command = self.command(&["serve", "--listen", &self.address])?;
        if let Some(tls) = &self.tls {
            command.arg("--tls-cert").arg(&tls.cert).arg("--tls-key").arg(&tls.key);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().context("the server does not start")?;
        let stdout = child.stdout.take().context("the server has no standard output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        self.running = Some(child);
        let Some(url) = line.trim().strip_prefix(ANNOUNCEMENT) else { bail!("the server said {line:?}") };
        url.trim_start_matches(self.scheme()).clone_into(&mut self.address);
        Ok(())
    }

    /// Its address for a laptop.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.scheme(), self.address)
    }

    const fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https://" } else { "http://" }
    }

    /// Where it listens.
    ///
    /// # Errors
    /// It never listened.
    pub fn socket(&self) -> Result<SocketAddr> {
        Ok(self.address.parse()?)
    }

    /// A one-time set-up code.
    ///
    /// # Errors
    /// When the server refuses to make one.
    pub fn setup_code(&self, practice: bool) -> Result<String> {
        let words: &[&str] = if practice { &["commune", "add", "--practice"] } else { &["commune", "add"] };
        let output = self.command(words)?.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("the server gave no set-up code: {}", output.status);
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Takes the network away: no process listens any more. As hard as a power cut.
    ///
    /// # Errors
    /// When the process cannot be ended.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.running.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// The process that listens, to ask the system what it costs.
    ///
    /// # Errors
    /// When it is not running.
    pub fn process_id(&self) -> Result<u32> {
        Ok(self.running.as_ref().context("the server is not running")?.id())
    }

    /// Tells it that its database was put back from a backup; it must not be running.
    ///
    /// # Errors
    /// When it refuses.
    pub fn restored(&self) -> Result<()> {
        let status = self.command(&["restored"])?.stdout(Stdio::null()).status()?;
        if !status.success() {
            bail!("the server does not begin a new log: {status}");
        }
        Ok(())
    }

    /// Takes in a bundle from a stick and writes the return; whether or not it is running.
    ///
    /// # Errors
    /// When it refuses.
    pub fn import_bundle(&self, file: &Path, back: &Path) -> Result<()> {
        let mut command = self.command(&["bundle", "import"])?;
        let output = command.arg(file).arg("--return").arg(back).output()?;
        if !output.status.success() {
            bail!("the server does not take the bundle: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }

    /// Its database, for checks on what it holds.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.join("centre.db")
    }

    fn command(&self, words: &[&str]) -> Result<Command> {
        let mut command = Command::new(program("donghanh-server")?);
        if self.talkative {
            let temporary = self.folder.join("tmp");
            std::fs::create_dir_all(&temporary)?;
            let log = OpenOptions::new().create(true).append(true).open(self.folder.join("log"))?;
            command.env("TMPDIR", &temporary).env("DONGHANH_SERVER_LOG", "trace").stderr(log);
        } else {
            command.env("DONGHANH_SERVER_LOG", "warn");
        }
        command.args(words).args(["--db", &self.db]).arg("--key").arg(self.folder.join("receipt.key"));
        Ok(command)
    }
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("centre.db").display())
}

impl Drop for Centre {
    fn drop(&mut self) {
        drop(self.kill());
    }
}
