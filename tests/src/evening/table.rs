//! What the evening ends with: a table whose figures were counted, not hoped for.

use std::fmt;

use anyhow::{Result, ensure};
use app::App;
use app::view::export::ExportedView;
use app::view::session::CountsView;

/// The evening in figures.
#[derive(Default)]
pub struct Table {
    acknowledged: usize,
    kept: u32,
    arrived: Vec<(&'static str, u32)>,
    counts: CountsView,
    files: Vec<ExportedView>,
}

impl Table {
    /// The killed laptop was opened again: everything acknowledged must be there, and at most one more.
    /// Returns how many assists it holds.
    ///
    /// # Errors
    /// When an acknowledged assist is missing.
    pub fn reopened(&mut self, app: &App, acknowledged: usize) -> Result<usize> {
        let kept = app.strip()?.saved_here;
        let count = usize::try_from(kept)?;
        ensure!(count >= acknowledged, "{acknowledged} saves were acknowledged, {kept} survived the kill");
        ensure!(count <= acknowledged + 1, "{acknowledged} saves were acknowledged, yet {kept} are there");
        (self.acknowledged, self.kept) = (acknowledged, kept);
        Ok(count)
    }

    /// A laptop's entries, all of them covered by a signed receipt.
    pub fn synced(&mut self, label: &'static str, entries: u32) {
        self.arrived.push((label, entries));
    }

    /// The session as both laptops show it.
    pub const fn logged(&mut self, counts: CountsView) {
        self.counts = counts;
    }

    /// A file was written.
    pub fn exported(&mut self, file: ExportedView) {
        self.files.push(file);
    }

    /// Assists that count.
    #[must_use]
    pub const fn assists(&self) -> u32 {
        self.counts.assists
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = &self.counts;
        writeln!(f, "Practice evening")?;
        writeln!(f, "  logged           {} assists, {} people", counts.assists, counts.citizens)?;
        writeln!(
            f,
            "  outcomes         {} done, {} active before, {} come back, {} refused",
            counts.done, counts.already_active, counts.come_back, counts.refused
        )?;
        writeln!(f, "  killed mid-save  {} acknowledged, {} there after reopening", self.acknowledged, self.kept)?;
        for (label, entries) in &self.arrived {
            writeln!(f, "  arrived          {label}: {entries} / {entries} entries by signed receipt")?;
        }
        for file in &self.files {
            writeln!(f, "  exported         {} ({} rows, {} bytes)", file.path, file.rows, file.bytes)?;
        }
        Ok(())
    }
}
