//! The real centre without sockets: on a disk that can fail, by a clock and chance of the run, one request at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use anyhow::{Context, Result};
use app::Delivered;
use axum::response::IntoResponse as _;
use journal::CentrePublic;
use journal::exchange::EXCHANGE_PATH;
use server::settings::{DbUrl, Place};
use server::{Centre, Clock, Random as ServerRandom, Refusal};
use tokio::runtime::Runtime;

use super::disk::Disk;
use super::event::Event;
use super::random::Random;
use super::vfs::Mounted;
use super::witness;

/// What a reply may pull at most, in bytes.
const PULL_BYTES_MAX: usize = 1024 * 1024;
/// How long a set-up code lasts.
const CODE_MS: i64 = 3_600_000;

/// The centre's machine.
pub struct Site {
    runtime: Runtime,
    centre: Option<Centre>,
    mounted: Mounted,
    clock: Arc<AtomicI64>,
    logs: Arc<AtomicU64>,
    backup: Option<PathBuf>,
}

impl Site {
    /// Sets up a centre whose key follows from the run's chance.
    ///
    /// # Errors
    /// The real file system.
    pub fn set_up(root: &Path, now_ms: i64, random: &Random) -> Result<Self> {
        let mounted = Mounted::mount(Disk::new(root)?);
        let mut seed = [0; 32];
        random.fill(&mut seed);
        write_key(&mounted.disk().root().join("receipt.key"), seed)?;
        let mut site = Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build()?,
            centre: None,
            mounted,
            clock: Arc::new(AtomicI64::new(now_ms)),
            logs: Arc::new(AtomicU64::new(random.next())),
            backup: None,
        };
        site.start()?;
        Ok(site)
    }

    /// Starts it on whatever its disk holds.
    ///
    /// # Errors
    /// The files cannot be opened.
    pub fn start(&mut self) -> Result<()> {
        if self.centre.is_none() {
            // It listens nowhere but in this program: practice communes may come.
            let place = Place { db: DbUrl::Sqlite(self.database()), key: None };
            let (clock, logs) = (Clock::ByHand(Arc::clone(&self.clock)), ServerRandom::ByHand(Arc::clone(&self.logs)));
            self.centre = Some(self.runtime.block_on(Centre::open_by(&place, true, clock, logs))?);
        }
        Ok(())
    }

    /// Whether it listens.
    #[must_use]
    pub const fn is_up(&self) -> bool {
        self.centre.is_some()
    }

    /// Its clock shows this.
    pub fn tell_time(&self, now_ms: i64) {
        self.clock.store(now_ms, Ordering::SeqCst);
    }

    /// What its clock shows.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// What its receipts are signed by.
    ///
    /// # Errors
    /// The centre is down.
    pub fn public_key(&self) -> Result<CentrePublic> {
        Ok(self.centre.as_ref().context("the centre is down")?.public_key())
    }

    /// Its disk.
    #[must_use]
    pub const fn disk(&self) -> &Disk {
        self.mounted.disk()
    }

    /// A one-time set-up code, for a practice commune or a real one.
    ///
    /// # Errors
    /// The centre is down, or refuses.
    pub fn setup_code(&self, practice: bool) -> Result<String> {
        let centre = self.centre.as_ref().context("the centre is down")?;
        let (code, _) = self.runtime.block_on(centre.new_setup_code(practice, CODE_MS))?;
        Ok(code.to_string())
    }

    /// What it answers to a body on a path; none where it is down.
    #[must_use]
    pub fn answer(&self, path: &str, body: &[u8]) -> Option<Delivered> {
        let centre = self.centre.as_ref()?;
        let answered = self.runtime.block_on(async {
            if path == EXCHANGE_PATH { centre.exchange(body, PULL_BYTES_MAX).await } else { admit(centre, body).await }
        });
        Some(match answered {
            Ok(body) => Delivered { status: 200, body },
            Err(refusal) => self.refused(refusal),
        })
    }

    fn refused(&self, refusal: Refusal) -> Delivered {
        let response = refusal.into_response();
        let status = response.status().as_u16();
        let body = self.runtime.block_on(axum::body::to_bytes(response.into_body(), PULL_BYTES_MAX));
        Delivered { status, body: body.map(|bytes| bytes.to_vec()).unwrap_or_default() }
    }

    /// The power fails; what was not synced is uncertain.
    ///
    /// # Errors
    /// The real file system.
    pub fn crash(&mut self, random: &Random) -> Result<()> {
        self.disk().cut_now();
        self.close();
        Ok(self.disk().come_back(random)?)
    }

    /// Stops it in good order.
    pub fn close(&mut self) {
        if let Some(centre) = self.centre.take() {
            self.runtime.block_on(centre.close());
        }
    }

    /// Copies its database aside, as an operator would: stopped, then started again.
    ///
    /// # Errors
    /// The real file system.
    pub fn back_up(&mut self) -> Result<()> {
        self.close();
        let aside = self.disk().root().join("backup.db");
        std::fs::copy(self.database(), &aside)?;
        self.backup = Some(aside);
        self.start()
    }

    /// Puts the copy back, and says so to the centre (`donghanh-server restored`) or not; whether there was one.
    ///
    /// # Errors
    /// The real file system.
    pub fn restore(&mut self, said: bool) -> Result<bool> {
        let Some(backup) = self.backup.clone() else { return Ok(false) };
        self.close();
        for ending in ["", "-wal", "-shm"] {
            remove(&PathBuf::from(format!("{}{ending}", self.database().display())))?;
        }
        std::fs::copy(backup, self.database())?;
        self.disk().forget();
        self.start()?;
        if said {
            let centre = self.centre.as_ref().context("the centre is down")?;
            self.runtime.block_on(centre.renew_log())?;
        }
        Ok(true)
    }

    /// What lies in its file.
    ///
    /// # Errors
    /// The file.
    pub fn look(&self) -> Result<Event> {
        let (log, entries) = witness::centre(&self.database())?;
        Ok(Event::Centre { log, entries })
    }

    fn database(&self) -> PathBuf {
        self.disk().root().join("centre.db")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.close();
    }
}

/// What the admission route does: JSON with hexadecimal bytes, both ways.
async fn admit(centre: &Centre, body: &[u8]) -> Result<Vec<u8>, Refusal> {
    let asked: serde_json::Value = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
    let field = |name: &str| asked.get(name).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
    let welcome = centre.admit(&field("setup_code"), &unhex(&field("root_certificate"))).await?;
    let key: String = welcome.centre_public_key.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(serde_json::json!({ "centre_public_key": key }).to_string().into_bytes())
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    pairs.filter_map(|pair| u8::from_str_radix(&pair, 16).ok()).collect()
}

fn write_key(path: &Path, seed: [u8; 32]) -> Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let hex: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    Ok(writeln!(file, "dong-hanh receipt key v1\n{hex}")?)
}

/// Removes a file that may not be there.
///
/// # Errors
/// The real file system.
pub fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}
