//! What goes wrong in a run, and what goes from hand to hand.

use anyhow::{Context, Result};
use app::view::bundle::{BundleContent, BundleForm};

use super::super::event::{Event, Party};
use super::{CUT_STEPS_MAX, DAY_MS, HOUR_MS, World, YEAR_MS};

/// In so many of a hundred cases whoever puts the centre's database back says so to the centre.
const SAID_PERCENT: u64 = 30;

impl World {
    pub(super) fn switch_line(&mut self, party: Party) -> Result<()> {
        let mut net = self.wire.net();
        let line = net.lines.get_mut(party).context("a line")?;
        line.up = !line.up;
        Ok(())
    }

    pub(super) fn jump(&mut self, party: Party) -> Result<()> {
        let skews = [-YEAR_MS, -DAY_MS, -300_000, 0, 0, 0, 90_000, HOUR_MS, DAY_MS, YEAR_MS, 5 * YEAR_MS];
        let skew_ms = self.random.pick(&skews).copied().unwrap_or(0);
        self.laptop(party)?.set_clock(skew_ms);
        Ok(())
    }

    pub(super) fn cut_centre(&mut self) -> Result<()> {
        if self.random.percent(50) {
            let steps = self.random.within(1, CUT_STEPS_MAX);
            self.wire.net().site.disk().cut_after(steps);
            return Ok(());
        }
        self.crash_centre()
    }

    pub(super) fn crash_centre(&mut self) -> Result<()> {
        self.wire.net().site.crash(&self.random)?;
        self.wire.net().site.start()?;
        self.look_at_centre()
    }

    pub(super) fn stop_centre(&mut self) -> Result<()> {
        let mut net = self.wire.net();
        net.site.disk().cut_never();
        net.site.disk().fill_up(false);
        if net.site.is_up() {
            net.site.close();
            return Ok(());
        }
        net.site.start()
    }

    pub(super) fn back_centre_up(&mut self) -> Result<()> {
        let mut net = self.wire.net();
        net.site.disk().fill_up(false);
        net.site.disk().cut_never();
        net.site.back_up()
    }

    pub(super) fn restore_centre(&mut self) -> Result<()> {
        self.look_at_laptops()?;
        let said = self.random.percent(SAID_PERCENT);
        if self.wire.net().site.restore(said)? {
            self.wire.note(Event::CentrePutBack);
            self.look_at_centre()?;
        }
        Ok(())
    }

    pub(super) fn deliver_late(&mut self) -> Result<()> {
        let mut late = std::mem::take(&mut self.wire.net().late);
        while !late.is_empty() {
            let place = usize::try_from(self.random.below(u64::try_from(late.len())?))?;
            drop(self.wire.net().reach(&late.swap_remove(place)));
            self.after_centre_disk()?;
        }
        Ok(())
    }

    pub(super) fn copy(&mut self, party: Party) -> Result<()> {
        let aside = self.root.join(format!("copy-{party}"));
        if aside.exists() {
            std::fs::remove_dir_all(&aside)?;
        }
        self.laptop(party)?.disk().cut_never();
        self.laptops.get_mut(party).context("a laptop")?.copy_to(&aside)?;
        self.copied.get_mut(party).into_iter().for_each(|copied| *copied = true);
        Ok(())
    }

    pub(super) fn put_back(&mut self, party: Party) -> Result<()> {
        if !self.copied.get(party).copied().unwrap_or_default() {
            return Ok(());
        }
        self.look_at_laptops()?;
        self.look_at_centre()?;
        let aside = self.root.join(format!("copy-{party}"));
        self.laptops.get_mut(party).context("a laptop")?.put_back(&aside)?;
        self.wire.note(Event::LaptopPutBack { party });
        let seen = self.laptop(party)?.look()?;
        self.wire.note(seen);
        Ok(())
    }

    pub(super) fn export(&mut self, party: Party) -> Result<()> {
        let content = match self.random.below(4) {
            0 => BundleContent::Everything,
            1 => BundleContent::Receipts,
            _ => BundleContent::Unsent,
        };
        let path = self.root.join(format!("stick-{}", self.sticks.len()));
        let form = BundleForm { path: path.display().to_string(), content };
        if let Err(error) = self.laptop(party)?.app()?.export_bundle(form, |_, _| {}) {
            self.wire.note(Event::Unsaved { party, code: error.code.key().to_owned() });
        } else {
            self.sticks.push(path);
        }
        self.after_disk(party)
    }

    /// The power may fail while the stick is read; a damaged stick may be refused, and does no harm.
    pub(super) fn import(&mut self, party: Party) -> Result<()> {
        let Some(stick) = self.random.pick(&self.sticks).cloned() else { return Ok(()) };
        let mut bytes = std::fs::read(&stick)?;
        if self.random.percent(20) {
            bytes.truncate(usize::try_from(self.random.below(u64::try_from(bytes.len())?))?);
        }
        if self.random.percent(20) {
            let steps = self.random.within(1, CUT_STEPS_MAX);
            self.laptop(party)?.disk().cut_after(steps);
        }
        let path = self.root.join("stick-at-hand");
        std::fs::write(&path, bytes)?;
        if let Err(error) = self.laptop(party)?.app()?.import_bundle(&path.display().to_string(), |_, _| {}) {
            self.wire.note(Event::Unsaved { party, code: error.code.key().to_owned() });
        }
        self.after_disk(party)
    }
}
