//! Whether everybody can use what is on the screen: axe-core by the tags of WCAG 2.2 AA, in both themes.

use anyhow::{Result, ensure};
use app::view::export::Language;
use serde_json::json;

use super::words::Catalogue;
use super::{Kind, Window, Words, ctrl};

const TAGS: &[&str] = &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As by day.
    Light,
    /// As in a dark hall.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Window {
    /// Shows the window in this theme, the way the settings do.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn wear(&self, theme: Theme) -> Result<()> {
        let _: bool = self.ask(self.page.patient_answer("wear", &[json!(theme.key())]))?;
        Ok(())
    }

    /// Makes the window speak this language.
    ///
    /// # Errors
    /// When it does not.
    pub fn speak(&self, language: Language) -> Result<()> {
        let spoken = self.catalogue.borrow().language;
        if spoken == language { Ok(()) } else { self.switch_language() }
    }

    /// Changes between the languages with the keys that do so everywhere.
    ///
    /// # Errors
    /// When the window stays as it was.
    pub fn switch_language(&self) -> Result<()> {
        let (language, code) = match self.catalogue.borrow().language {
            Language::Vi => (Language::En, "en"),
            Language::En => (Language::Vi, "vi"),
        };
        self.keys(&ctrl("e"))?;
        self.wait("the other language", || {
            Ok((self.ask(self.page.answer::<String>("lang", &[]))? == code).then_some(()))
        })?;
        self.catalogue.replace(Catalogue::of(language)?);
        Ok(())
    }

    /// Makes words too faint to read, to see that it is found.
    ///
    /// # Errors
    /// When there are no such words.
    pub fn fade(&self, kind: Kind, name: impl Into<Words>) -> Result<()> {
        let name = self.says(name)?;
        let element = self.wait(&format!("the {kind:?} “{name}”"), || self.found(kind, &name))?;
        let _: String = self.ask(self.page.answer("fade", &[element.to_json()?]))?;
        Ok(())
    }

    /// Fails when axe finds anything in what is shown now, in either theme.
    ///
    /// # Errors
    /// Names every violation with its element.
    pub fn is_accessible(&self, place: &str) -> Result<()> {
        let mut found = Vec::new();
        for theme in Theme::ALL.into_iter().rev() {
            self.wear(theme)?;
            let problems: Vec<String> = self.ask(self.page.patient_answer("problems", &[json!(TAGS)]))?;
            found.extend(problems.into_iter().map(|problem| format!("{place}, {theme:?}: {problem}")));
        }
        ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    }
}
