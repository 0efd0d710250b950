//! A window of any program with nothing brought into its page: for measuring what it costs.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;

use super::Laptop;
use super::driver::Driver;
use super::wait::LOOK_AGAIN;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open window that is only asked, never changed.
pub struct BareWindow {
    runtime: Runtime,
    session: Option<WebDriver>,
    driver: Driver,
}

impl BareWindow {
    /// Opens the window of a program on a laptop.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn open(program: &Path, laptop: &Laptop) -> Result<Self> {
        std::fs::create_dir_all(laptop.folder.join("home"))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let driver = Driver::start(&laptop.environment())?;
        let session = Some(runtime.block_on(driver.session(program))?);
        Ok(Self { runtime, session, driver })
    }

    /// Runs a script in the page until it returns something else than null.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn until<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(value) = self.run::<Option<T>>(script)? {
                return Ok(value);
            }
            if Instant::now() > end {
                bail!("the page does not come to: {script}");
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Runs a script in the page once.
    ///
    /// # Errors
    /// When it fails or returns something else.
    pub fn run<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        let handle = self.session()?.handle().clone();
        let returned = self.runtime.block_on(handle.execute(script, Vec::new()))?;
        Ok(returned.convert()?)
    }

    /// Types into whatever has the focus.
    ///
    /// # Errors
    /// When nothing can be typed into.
    pub fn keys(&self, keys: &str) -> Result<()> {
        let session = self.session()?;
        self.runtime.block_on(async { session.active_element().await?.send_keys(keys).await })?;
        Ok(())
    }

    /// The processes of the window.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn processes(&self) -> Result<Vec<u32>> {
        self.driver.processes()
    }

    fn session(&self) -> Result<&WebDriver> {
        self.session.as_ref().context("the window is closed")
    }
}

impl Drop for BareWindow {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // Whether or not it closes by itself, the driver's guard ends its processes.
            drop(self.runtime.block_on(session.quit()));
        }
    }
}
