//! Questions to the page inside the window. Names and roles are computed as a screen reader hears them.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebElement;
use thirtyfour::session::handle::SessionHandle;

const SCRIPT: &str = include_str!("page.js");
/// Installed with the user interface's packages.
const AXE: &str = "../ui/node_modules/axe-core/axe.min.js";

/// What can be met in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something to press.
    Button,
    /// A way to another screen.
    Link,
    /// One of a row of choices.
    Radio,
    /// Yes or no.
    Checkbox,
    /// Anything that takes text, or a choice from a list.
    Field,
    /// An entry of a list that can be chosen.
    Entry,
    /// Title of a screen, a dialog, a part.
    Heading,
    /// A question or form above everything else.
    Dialog,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Link => "link",
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
            Self::Field => "field",
            Self::Entry => "entry",
            Self::Heading => "heading",
            Self::Dialog => "dialog",
        }
    }
}

pub struct Page {
    handle: Arc<SessionHandle>,
}

impl Page {
    pub fn of(handle: Arc<SessionHandle>) -> Self {
        Self { handle }
    }

    /// Whether something is shown at all.
    pub async fn is_there(&self) -> Result<Option<()>> {
        let shown: bool = self.run("return document.body !== null && document.body.innerText.trim() !== ''").await?;
        Ok(shown.then_some(()))
    }

    /// Brings in what the other questions are asked with.
    pub async fn prepare(&self) -> Result<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
        let axe = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        self.handle.execute(axe, Vec::new()).await?;
        self.handle.execute(SCRIPT, Vec::new()).await?;
        Ok(())
    }

    /// The one thing of this kind and name that can be used now; `None` while there is none.
    pub async fn find(&self, kind: Kind, name: &str) -> Result<Option<WebElement>> {
        let mut found = self.find_all(kind, name).await?;
        if found.len() > 1 {
            bail!("{} of the kind {kind:?} are named “{name}”", found.len());
        }
        Ok(found.pop())
    }

    /// Everything of this kind and name that can be used now.
    pub async fn find_all(&self, kind: Kind, name: &str) -> Result<Vec<WebElement>> {
        Ok(self.call("find", &[json!(kind.key()), json!(name)]).await?.elements()?)
    }

    /// An option of a list; `None` while there is none.
    pub async fn option(&self, field: &WebElement, text: &str) -> Result<Option<WebElement>> {
        let found = self.call("option", &[field.to_json()?, json!(text)]).await?;
        Ok(found.elements()?.pop())
    }

    pub async fn text(&self) -> Result<String> {
        self.answer("text", &[]).await
    }

    pub async fn announced(&self) -> Result<Vec<String>> {
        self.answer("announced", &[]).await
    }

    pub async fn rows(&self, name: &str) -> Result<Option<Vec<String>>> {
        self.answer("rows", &[json!(name)]).await
    }

    /// What stands in every field.
    pub async fn fields(&self) -> Result<Vec<String>> {
        self.answer("fields", &[]).await
    }

    pub async fn focused(&self) -> Result<String> {
        self.answer("focused", &[]).await
    }

    /// Gives a file to where one is chosen, as the system's picker would.
    pub async fn give_file(&self, path: &str) -> Result<()> {
        let chooser = self.call("file", &[]).await?.element()?;
        Ok(chooser.send_keys(path).await?)
    }

    pub async fn type_into_focus(&self, text: &str) -> Result<()> {
        let focused = self.call("focus", &[]).await?.element()?;
        Ok(focused.send_keys(text).await?)
    }

    /// One function of the script that takes its time.
    pub async fn patient_answer<T: DeserializeOwned>(&self, name: &str, arguments: &[Value]) -> Result<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1); \
             window.dongHanhTest.{name}(...given).then((good) => done({{ good }}), (bad) => done({{ bad: String(bad) }}));"
        );
        let told = self.handle.execute_async(script, arguments.to_vec()).await?;
        let told = told.json();
        match (told.get("good"), told.get("bad")) {
            (Some(good), None) => Ok(serde_json::from_value(good.clone())?),
            (_, bad) => bail!("{name}: {bad:?}"),
        }
    }

    /// One function of the script.
    pub async fn answer<T: DeserializeOwned>(&self, name: &str, arguments: &[Value]) -> Result<T> {
        Ok(self.call(name, arguments).await?.convert()?)
    }

    async fn call(&self, name: &str, arguments: &[Value]) -> Result<thirtyfour::session::scriptret::ScriptRet> {
        let script = format!("return window.dongHanhTest.{name}(...arguments)");
        Ok(self.handle.execute(script, arguments.to_vec()).await?)
    }

    async fn run<T: DeserializeOwned>(&self, script: &'static str) -> Result<T> {
        Ok(self.handle.execute(script, Vec::new()).await?.convert()?)
    }
}
