//! The one place that speaks to the terminal: text for people, JSON for machines.

use std::io::{IsTerminal as _, Write as _};

use app::view::export::Language;
use app::{Code, Error, Texts};
use serde::Serialize;

/// How to speak.
pub struct Say {
    json: bool,
    texts: Texts,
}

impl Say {
    /// Speaks JSON, or the given language.
    pub fn new(json: bool, language: Language) -> Self {
        Self { json, texts: Texts::of(language) }
    }

    /// Prints a view: as JSON, or as the text that `text` makes of it.
    pub fn view<T: Serialize>(&self, view: &T, text: impl FnOnce(&Texts, &T) -> String) -> Result<(), Error> {
        let said = if self.json {
            serde_json::to_string_pretty(view).map_err(|_| Error::new(Code::Bug).with("where", "cli-json"))?
        } else {
            text(&self.texts, view)
        };
        writeln!(std::io::stdout(), "{}", said.trim_end()).map_err(|_| Error::new(Code::CannotWrite))
    }

    /// Shows how far something is, to a person who watches.
    pub fn progress(&self, done: u64, of: u64) {
        let of = of.max(1);
        let mut err = std::io::stderr();
        if self.json || !err.is_terminal() {
            return;
        }
        let percent = done.saturating_mul(100) / of;
        let end = if done >= of { "\r      \r" } else { "" };
        // A terminal that does not listen misses nothing.
        drop(write!(err, "\r{percent:>3} % {end}"));
    }

    /// Prints why something was refused: JSON on standard output for machines, a sentence on standard error for people.
    pub fn refusal(&self, error: &Error) {
        let said = if self.json {
            let json = serde_json::json!({ "error": error });
            writeln!(std::io::stdout(), "{json}")
        } else {
            writeln!(std::io::stderr(), "{}", self.texts.error(error))
        };
        // Nobody listens any more: the exit code still tells.
        drop(said);
    }
}
