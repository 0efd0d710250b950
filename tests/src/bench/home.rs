//! A laptop's home with made-up people: opened through the app, through the store, or barely.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use app::view::desk::AssistForm;
use app::view::desk::ScanView;
use app::view::session::OpenSessionForm;
use app::{App, PRACTICE_PIN};
use domain::service::Outcome;
use store::Store;
use store::secret::Secret;
use store::vault::{Credentials, Vault};
use tempfile::TempDir;
use uuid::Uuid;

use crate::window::Laptop;
use crate::{cards, laptop};

/// The folder of the practice profile, its vault, the laptop's own secret, the database in it and the log of an open one.
const PROFILE: &str = "practice";
const VAULT: &str = "vault";
const DEVICE_SECRET: &str = "device.secret";
const DATABASE: &str = "data.db";
const LOG: &str = "data.db-wal";

/// A home; gone when dropped.
pub(super) struct Home {
    _folder: TempDir,
    laptop: Laptop,
}

impl Home {
    /// A practice commune of `people` people on the roster, `assists` assists in its log, and an open session.
    ///
    /// # Errors
    /// Whatever the app refuses.
    pub(super) fn seeded(people: u32, assists: u32) -> Result<Self> {
        let home = Self::new()?;
        let app = laptop::laptop(&home.path());
        app.seed(people, assists)?;
        let commune = app.commune()?;
        app.open_session(OpenSessionForm {
            village: commune.villages.first().map(|village| village.id),
            unit: None,
            place: "Nhà văn hóa thôn".to_owned(),
            day: app::today(),
            members: commune.members.iter().map(|member| member.id).collect(),
            first_ticket: 1,
        })?;
        Ok(home)
    }

    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let laptop = Laptop::at(folder.path());
        Ok(Self { _folder: folder, laptop })
    }

    /// The same once more, at another place: of a home that is open, what a crash would leave now.
    ///
    /// # Errors
    /// The disk.
    pub(super) fn copy(&self) -> Result<Self> {
        let copy = Self::new()?;
        fs::create_dir_all(copy.profile())?;
        for name in [VAULT, DEVICE_SECRET, DATABASE] {
            fs::copy(self.profile().join(name), copy.profile().join(name))?;
        }
        if self.profile().join(LOG).exists() {
            fs::copy(self.profile().join(LOG), copy.profile().join(LOG))?;
        }
        Ok(copy)
    }

    /// Opens it as the window does.
    ///
    /// # Errors
    /// Whatever the app refuses.
    pub(super) fn app(&self) -> Result<App> {
        let app = laptop::laptop(&self.path());
        let member = app.status()?.unlockers.first().context("nobody can unlock this home")?.member;
        app.unlock(member, PRACTICE_PIN)?;
        Ok(app)
    }

    /// Opens its file alone. The app must be gone.
    ///
    /// # Errors
    /// The file or its key.
    pub(super) fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.database(), &self.key()?)?)
    }

    /// The key of the file.
    ///
    /// # Errors
    /// The vault.
    pub(super) fn key(&self) -> Result<Secret> {
        let secret: [u8; 32] = fs::read(self.profile().join(DEVICE_SECRET))?.as_slice().try_into()?;
        let vault = Vault::read(&self.profile().join(VAULT))?;
        let member = vault.members().next().context("the vault is empty")?.member;
        let credentials = Credentials { passphrase: PRACTICE_PIN, device_secret: &Secret::new(secret) };
        Ok(vault.unlock(member, credentials)?.file_key)
    }

    /// The database.
    pub(super) fn database(&self) -> PathBuf {
        self.profile().join(DATABASE)
    }

    fn profile(&self) -> PathBuf {
        self.path().join(PROFILE)
    }

    fn path(&self) -> PathBuf {
        self.laptop.home()
    }

    /// The laptop that a window can be opened on.
    pub(super) const fn laptop(&self) -> &Laptop {
        &self.laptop
    }
}

/// What the desk fills in for `count` people who were never here, each with a new record and an assist.
///
/// # Errors
/// Whatever the app refuses.
pub(super) fn forms(app: &App, seed: u64, count: usize) -> Result<Vec<AssistForm>> {
    let session = app.desk()?.session.id;
    let form = |text: &String| match app.scan(text)? {
        // As the window does, the form names the assist: the core looks whether it is there already.
        ScanView::Card(card) => {
            Ok(AssistForm { assist: Some(named_by(text)), ..laptop::assist(session, card, Outcome::Done) })
        }
        ScanView::Unread(words) => anyhow::bail!("the card was not read: {}", words.key),
    };
    cards::card_texts(seed, cards::today(), count).iter().map(form).collect()
}

/// An identity as random as the window's, the same in every run.
fn named_by(text: &str) -> Uuid {
    let mut bytes = [0; 16];
    blake3::Hasher::new().update(text.as_bytes()).finalize_xof().fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// Logs `count` people who were never here: twice as many entries.
///
/// # Errors
/// Whatever the app refuses.
pub(super) fn log(app: &App, seed: u64, count: usize) -> Result<()> {
    for form in forms(app, seed, count)? {
        app.log_assist(form)?;
    }
    Ok(())
}
