//! The two languages of every text. Texts themselves are in the catalogues and in `assets/`.

use serde::Deserialize;

use crate::choices::closed_choice;

closed_choice! {
    /// A language of the interface; Vietnamese comes first.
    Language {
        /// Tiếng Việt.
        Vietnamese = 1, "vi";
        /// English.
        English = 2, "en";
    }
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    vi: String,
    en: String,
}

impl Words {
    /// Words that stand in both languages.
    #[must_use]
    pub fn new(vi: &str, en: &str) -> Self {
        Self { vi: vi.to_owned(), en: en.to_owned() }
    }

    /// The words in `language`.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// The same short lines in both languages: questions to ask, steps to read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    vi: Vec<String>,
    en: Vec<String>,
}

impl Lines {
    /// Lines that stand in both languages.
    #[must_use]
    pub const fn new(vi: Vec<String>, en: Vec<String>) -> Self {
        Self { vi, en }
    }

    /// The lines in `language`.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &[String] {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}
