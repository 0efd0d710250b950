//! The real window, used as a person does: found by name, typed at, looked at. For tests and screenshots.
//! Never here: knowledge of the window's markup beyond roles and names, and fixed pauses.

mod access;
mod bare;
mod driver;
mod effort;
mod key_store;
mod keys;
mod page;
mod picture;
mod screen;
mod wait;
mod words;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use app::view::export::Language;
use thirtyfour::{WebDriver, WebElement};
use tokio::runtime::Runtime;

pub use access::Theme;
pub use bare::BareWindow;
pub use effort::Effort;
pub use key_store::KeyService;
pub use keys::{ALT, BACKSPACE, CONTROL, DOWN, ENTER, ESC, F1, F2, F3, F4, LEFT, RIGHT, TAB, UP, ctrl};
pub use page::Kind;
pub use picture::Size;
pub use words::{Words, passphrase, plain, with};

use driver::Driver;
use page::Page;
use words::Catalogue;

use crate::centre::Centre;
use crate::programs::program;

/// A laptop on which the window is opened: its files, and what its environment says.
pub struct Laptop {
    folder: PathBuf,
    practice_centre: Option<(String, String)>,
    /// The session bus; none of the person's own unless another is named.
    bus: String,
}

impl Laptop {
    /// A laptop whose files all lie in `folder`.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), practice_centre: None, bus: "unix:path=/nonexistent".to_owned() }
    }

    /// The system of this laptop has a key store.
    #[must_use]
    pub fn with_key_store(mut self, keys: &KeyService) -> Self {
        keys.address().clone_into(&mut self.bus);
        self
    }

    /// The practice commune of this laptop attaches itself to `centre`.
    ///
    /// # Errors
    /// When the centre gives no set-up code.
    pub fn with_practice_centre(mut self, centre: &Centre) -> Result<Self> {
        self.practice_centre = Some((centre.url(), centre.setup_code(true)?));
        Ok(self)
    }

    /// Both profiles lie here.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.folder.join("donghanh")
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let below = |name: &str| self.folder.join(name).display().to_string();
        let mut set = vec![
            ("DONGHANH_HOME", self.home().display().to_string()),
            ("HOME", below("home")),
            ("XDG_DATA_HOME", below("data")),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_CACHE_HOME", below("cache")),
            // Several windows beside each other, and none of the person's own is called to the front; and no key store, so
            // that passphrases are asked for.
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.clone()),
        ];
        if let Some((url, code)) = &self.practice_centre {
            set.push(("DONGHANH_PRACTICE_CENTRE", url.clone()));
            set.push(("DONGHANH_PRACTICE_CODE", code.clone()));
        }
        set
    }
}

/// The open window. Every question waits until the window can answer it, or says what it showed instead.
pub struct Window {
    runtime: Runtime,
    session: Option<WebDriver>,
    driver: Driver,
    page: Page,
    catalogue: RefCell<Catalogue>,
    effort: Cell<Effort>,
}

impl Window {
    /// Opens the window on a laptop, in Vietnamese unless it remembers otherwise.
    ///
    /// # Errors
    /// When a program is missing or the window does not come up.
    pub fn open(laptop: &Laptop) -> Result<Self> {
        Self::open_in(laptop, Language::Vi)
    }

    /// The same where the laptop remembers that it speaks `language`.
    ///
    /// # Errors
    /// When a program is missing or the window does not come up.
    pub fn open_in(laptop: &Laptop, language: Language) -> Result<Self> {
        std::fs::create_dir_all(laptop.folder.join("home"))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let driver = Driver::start(&laptop.environment())?;
        let session = runtime.block_on(driver.session(&program("dong-hanh")?))?;
        let page = Page::of(session.handle().clone());
        let catalogue = RefCell::new(Catalogue::of(language)?);
        let window = Self { runtime, session: Some(session), driver, page, catalogue, effort: Cell::default() };
        window.wait("the window shows something", || window.ask(window.page.is_there()))?;
        window.ask(window.page.prepare())?;
        Ok(window)
    }

    /// Ends every process of the window at once, as a power cut does.
    ///
    /// # Errors
    /// When the processes cannot be ended.
    pub fn cut_power(mut self) -> Result<()> {
        self.driver.kill()
    }

    /// The words in the window's language.
    ///
    /// # Errors
    /// When the catalogue has no such words.
    pub fn says(&self, words: impl Into<Words>) -> Result<String> {
        self.catalogue.borrow().say(&words.into())
    }

    /// Presses a button, link, radio or row by its name.
    ///
    /// # Errors
    /// When there is none, or several, within the usual patience.
    pub fn press(&self, kind: Kind, name: impl Into<Words>) -> Result<()> {
        self.effort.set(self.effort.get().pointed());
        let name = self.says(name)?;
        self.wait(&format!("pressing the {kind:?} “{name}”"), || {
            let Some(element) = self.found(kind, &name)? else { return Ok(None) };
            let click = async {
                let clicked = element.click().await;
                if clicked.is_err() {
                    // Perhaps it is only out of sight.
                    element.scroll_into_view().await?;
                }
                clicked
            };
            Ok(Some(self.runtime.block_on(click)?))
        })
    }

    /// Puts text into a field by its label; what was in it goes. Returns once the field holds it: what is typed as fast as
    /// a scanner types arrives there only when it is clear that none did.
    ///
    /// # Errors
    /// When there is no such field, or it takes something else.
    pub fn fill(&self, label: impl Into<Words>, text: &str) -> Result<()> {
        self.effort.set(self.effort.get().pointed().typed(text));
        let label = self.says(label)?;
        self.wait(&format!("filling the field “{label}”"), || {
            let Some(field) = self.found(Kind::Field, &label)? else { return Ok(None) };
            let fill = async {
                field.clear().await?;
                field.send_keys(text).await
            };
            Ok(Some(self.runtime.block_on(fill)?))
        })?;
        self.wait(&format!("“{text}” in the field “{label}”"), || {
            let Some(field) = self.found(Kind::Field, &label)? else { return Ok(None) };
            let held = self.runtime.block_on(field.prop("value"))?;
            Ok(held.is_some_and(|held| held == text).then_some(()))
        })
    }

    /// Gives the window a file where it asks for one.
    ///
    /// # Errors
    /// When it asks for none.
    pub fn give_file(&self, path: &Path) -> Result<()> {
        let path = path.display().to_string();
        self.wait(&format!("giving {path}"), || self.ask(self.page.give_file(&path)).map(Some))
    }

    /// Chooses an option of a list by the list's label.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub fn choose(&self, label: impl Into<Words>, option: impl Into<Words>) -> Result<()> {
        self.effort.set(self.effort.get().pointed().pointed());
        let (label, option) = (self.says(label)?, self.says(option)?);
        self.wait(&format!("choosing “{option}” in “{label}”"), || {
            let Some(field) = self.found(Kind::Field, &label)? else { return Ok(None) };
            let chosen = self.ask(self.page.option(&field, &option))?;
            let Some(option) = chosen else { return Ok(None) };
            Ok(Some(self.runtime.block_on(option.click())?))
        })
    }

    /// Waits until something of this kind and name is there.
    ///
    /// # Errors
    /// When it does not come.
    pub fn meets(&self, kind: Kind, name: impl Into<Words>) -> Result<()> {
        let name = self.says(name)?;
        self.wait(&format!("the {kind:?} “{name}”"), || {
            Ok((!self.ask(self.page.find_all(kind, &name))?.is_empty()).then_some(()))
        })
    }

    /// What a field holds.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn holds(&self, label: impl Into<Words>) -> Result<String> {
        let label = self.says(label)?;
        self.wait(&format!("reading the field “{label}”"), || {
            let Some(field) = self.found(Kind::Field, &label)? else { return Ok(None) };
            Ok(self.runtime.block_on(field.prop("value"))?)
        })
    }

    /// Waits until the window shows these words.
    ///
    /// # Errors
    /// When it does not.
    pub fn shows(&self, words: impl Into<Words>) -> Result<()> {
        self.shows_within(words, wait::PATIENCE)
    }

    /// The same for what takes longer.
    ///
    /// # Errors
    /// When it is not there in time.
    pub fn shows_within(&self, words: impl Into<Words>, patience: Duration) -> Result<()> {
        let words = self.says(words)?;
        self.wait_within(&format!("seeing “{words}”"), patience, || {
            Ok(self.ask(self.page.text())?.contains(&words).then_some(()))
        })
    }

    /// Waits until everything that can be read in the window is right.
    ///
    /// # Errors
    /// When it does not become so.
    pub fn until(&self, what: &str, patience: Duration, is_right: impl Fn(&str) -> bool) -> Result<()> {
        self.wait_within(what, patience, || Ok(is_right(&self.text()?).then_some(())))
    }

    /// Waits until a screen reader has been told these words.
    ///
    /// # Errors
    /// When it was not.
    pub fn announces(&self, words: impl Into<Words>) -> Result<()> {
        let words = self.says(words)?;
        self.wait(&format!("hearing “{words}”"), || {
            let said = self.ask(self.page.announced())?;
            Ok(said.iter().any(|text| text.contains(&words)).then_some(()))
        })
    }

    /// Fails when the window shows these words now.
    ///
    /// # Errors
    /// When it shows them.
    pub fn hides(&self, words: impl Into<Words>) -> Result<()> {
        let words = self.says(words)?;
        ensure!(!self.ask(self.page.text())?.contains(&words), "the window shows “{words}”");
        Ok(())
    }

    /// Everything a person can read in the window now.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn text(&self) -> Result<String> {
        self.ask(self.page.text())
    }

    /// What stands in every field of the window now.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn fields(&self) -> Result<Vec<String>> {
        self.ask(self.page.fields())
    }

    /// The rows of a list or table by its name, each as one line of text.
    ///
    /// # Errors
    /// When there is no such list.
    pub fn rows(&self, name: impl Into<Words>) -> Result<Vec<String>> {
        let name = self.says(name)?;
        self.wait(&format!("the list “{name}”"), || self.ask(self.page.rows(&name)))
    }

    /// Waits until a list or table has rows that are right, and returns them.
    ///
    /// # Errors
    /// When they do not become so.
    pub fn lists(&self, name: impl Into<Words>, are_right: impl Fn(&[String]) -> bool) -> Result<Vec<String>> {
        let name = self.says(name)?;
        self.wait(&format!("the right rows in “{name}”"), || {
            Ok(self.ask(self.page.rows(&name))?.filter(|rows| are_right(rows)))
        })
    }

    /// Waits until the focus is on the field with this label.
    ///
    /// # Errors
    /// When it goes elsewhere.
    pub fn focuses(&self, label: impl Into<Words>) -> Result<()> {
        let label = self.says(label)?;
        self.wait(&format!("the focus on “{label}”"), || {
            Ok(self.ask(self.page.focused())?.starts_with(&label).then_some(()))
        })
    }

    /// The name of what has the focus.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn focused(&self) -> Result<String> {
        self.ask(self.page.focused())
    }

    fn found(&self, kind: Kind, name: &str) -> Result<Option<WebElement>> {
        self.ask(self.page.find(kind, name))
    }

    fn session(&self) -> Result<&WebDriver> {
        self.session.as_ref().context("the window is closed")
    }

    fn ask<T>(&self, question: impl Future<Output = Result<T>>) -> Result<T> {
        self.runtime.block_on(question)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // Whether or not it closes by itself, the driver's guard ends its processes.
            drop(self.runtime.block_on(session.quit()));
        }
    }
}
