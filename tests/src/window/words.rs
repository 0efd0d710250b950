//! What is written in the window, by the same catalogue that the window reads.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use app::view::export::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// Words to look for: a sentence of the catalogue, or the words themselves.
#[derive(Debug, Clone)]
pub enum Words {
    /// A key of the catalogue with its parameters.
    Key(&'static str, Vec<(&'static str, String)>),
    /// As they stand in either language: names, figures.
    Plain(String),
}

impl From<&'static str> for Words {
    fn from(key: &'static str) -> Self {
        Self::Key(key, Vec::new())
    }
}

/// A sentence of the catalogue with parameters.
#[must_use]
pub fn with(key: &'static str, parameters: &[(&'static str, &str)]) -> Words {
    Words::Key(key, parameters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

/// A sentence about what unlocks, on a laptop whose system has no key store.
#[must_use]
pub fn passphrase(key: &'static str) -> Words {
    with(key, &[("kind", "passphrase")])
}

/// Words that are the same in either language.
#[must_use]
pub fn plain(text: impl Into<String>) -> Words {
    Words::Plain(text.into())
}

pub(super) struct Catalogue {
    pub(super) language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub(super) fn of(language: Language) -> Result<Self> {
        let name = match language {
            Language::Vi => "vi",
            Language::En => "en",
        };
        let mut bundle = FluentBundle::new(vec![name.parse()?]);
        bundle.set_use_isolating(false);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/i18n").join(name);
        for file in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let text = std::fs::read_to_string(file?.path())?;
            let resource = FluentResource::try_new(text).map_err(|(_, errors)| anyhow!("{errors:?}"))?;
            bundle.add_resource(resource).map_err(|errors| anyhow!("{errors:?}"))?;
        }
        Ok(Self { language, bundle })
    }

    pub(super) fn say(&self, words: &Words) -> Result<String> {
        let (key, parameters) = match words {
            Words::Plain(text) => return Ok(text.clone()),
            Words::Key(key, parameters) => (key, parameters),
        };
        let (key, attribute) = key.split_once('.').map_or((*key, None), |(key, part)| (key, Some(part)));
        let message = self.bundle.get_message(key).with_context(|| format!("no words for {key}"))?;
        let pattern = match attribute {
            None => message.value(),
            Some(part) => message.get_attribute(part).map(|attribute| attribute.value()),
        };
        let pattern = pattern.with_context(|| format!("no words for {key}"))?;
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&arguments(parameters)), &mut errors).into_owned();
        if !errors.is_empty() {
            bail!("{key}: {errors:?}");
        }
        Ok(said)
    }
}

/// A lone count chooses the plural.
fn arguments<'a>(parameters: &'a [(&'static str, String)]) -> FluentArgs<'a> {
    let mut arguments = FluentArgs::new();
    let mut counts = parameters.iter().filter_map(|(_, value)| value.parse::<u32>().ok());
    if let (Some(count), None) = (counts.next(), counts.next()) {
        arguments.set("n", count);
    }
    for (name, value) in parameters {
        arguments.set(*name, value.as_str());
    }
    arguments
}
