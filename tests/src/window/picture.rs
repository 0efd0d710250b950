//! Pictures of the window, and its size on the screen.

use std::path::Path;

use anyhow::{Result, ensure};

use super::Window;

/// Size of the window in pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// The laptops of the communes.
    pub const LAPTOP: Self = Self { width: 1366, height: 768 };
    /// A smaller one, or a larger one zoomed.
    pub const SMALL: Self = Self { width: 1024, height: 640 };
}

impl Window {
    /// Makes the window so large.
    ///
    /// # Errors
    /// When it does not become so.
    pub fn resize(&self, size: Size) -> Result<()> {
        self.ask(async { Ok(self.session()?.set_window_rect(0, 0, size.width, size.height).await?) })?;
        self.wait(&format!("{size:?}"), || {
            let inner: (u32, u32) = self.ask(self.page.answer("size", &[]))?;
            Ok((inner == (size.width, size.height)).then_some(()))
        })
    }

    /// Writes what the window shows as PNG, once nothing moves any more.
    ///
    /// # Errors
    /// When the window gives no picture or it cannot be written.
    pub fn picture(&self, path: &Path) -> Result<()> {
        let _: bool = self.ask(self.page.patient_answer("still", &[]))?;
        let _: Option<()> = self.ask(self.page.answer("stir", &[]))?;
        let png = self.ask(async { Ok(self.session()?.screenshot_as_png().await?) })?;
        ensure!(png.starts_with(b"\x89PNG"), "the window gave no picture");
        Ok(std::fs::write(path, png)?)
    }
}
