//! Keys, pressed wherever the focus is.

use anyhow::Result;

use super::Window;

/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Tab.
pub const TAB: &str = "\u{E004}";
/// Escape.
pub const ESC: &str = "\u{E00C}";
/// Backspace.
pub const BACKSPACE: &str = "\u{E003}";
/// The arrow to the left.
pub const LEFT: &str = "\u{E012}";
/// The arrow upwards.
pub const UP: &str = "\u{E013}";
/// The arrow to the right.
pub const RIGHT: &str = "\u{E014}";
/// The arrow downwards.
pub const DOWN: &str = "\u{E015}";
/// What can be done here.
pub const F1: &str = "\u{E031}";
/// More about this.
pub const F2: &str = "\u{E032}";
/// To what is not certain.
pub const F3: &str = "\u{E033}";
/// To reading a card without a scanner.
pub const F4: &str = "\u{E034}";
/// Held until the end of what is typed with it.
pub const CONTROL: &str = "\u{E009}";
/// The same.
pub const ALT: &str = "\u{E00A}";

/// A key together with Ctrl.
#[must_use]
pub fn ctrl(key: &str) -> String {
    format!("{CONTROL}{key}")
}

impl Window {
    /// Types into whatever has the focus, as fast as a scanner.
    ///
    /// # Errors
    /// When the window takes no keys.
    pub fn keys(&self, text: &str) -> Result<()> {
        self.effort.set(self.effort.get().typed(text));
        self.ask(self.page.type_into_focus(text))
    }

    /// Scans a card: its text in one burst, then Enter.
    ///
    /// # Errors
    /// When the window takes no keys.
    pub fn scan(&self, card: &str) -> Result<()> {
        self.ask(self.page.type_into_focus(&format!("{card}{ENTER}")))
    }
}
