//! What goes wrong in a run, and what goes from hand to hand.

use anyhow::{Context, Result};
use app::Code;
use app::view::bundle::{BundleContent, BundleForm};
use uuid::Uuid;

use super::super::event::{Event, Party};
use super::super::laptop::EVENING_MS;
use super::super::newer::Strange;
use super::super::witness::short;
use super::{CUT_STEPS_MAX, DAY_MS, HOUR_MS, World, YEAR_MS};

/// What can be the matter with an entry: the numbers in a laptop's file.
const MALFORMED: i64 = 1;
const NEWER: i64 = 2;
const HELD: i64 = 6;
/// The wire code of an outcome (PROTOCOL.md, section 6).
const REFUSED: i64 = 4;

/// In so many of a hundred cases whoever puts the centre's database back says so to the centre.
const SAID_PERCENT: u64 = 30;

impl World {
    pub(super) fn switch_line(&mut self, party: Party) -> Result<()> {
        if self.by_hand == Some(party) {
            return Ok(());
        }
        let mut net = self.wire.net();
        let line = net.lines.get_mut(party).context("a line")?;
        line.up = !line.up;
        Ok(())
    }

    pub(super) fn jump(&mut self, party: Party) -> Result<()> {
        let skews = [-YEAR_MS, -DAY_MS, -300_000, 0, 0, 0, 90_000, HOUR_MS, DAY_MS, YEAR_MS, 5 * YEAR_MS];
        let skew_ms = self.random.pick(&skews).copied().unwrap_or(0);
        self.note_clock(party)?;
        self.laptop(party)?.set_clock(skew_ms);
        self.note_clock(party)
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

    /// Everything of one laptop, if there is anything, on a whole stick to another.
    pub(super) fn carry(&self, from: Party, to: Party) -> Result<()> {
        let path = self.root.join(format!("stick-from-{from}")).display().to_string();
        let form = BundleForm { path: path.clone(), content: BundleContent::Everything };
        match self.laptop(from)?.app()?.export_bundle(form, |_, _| {}) {
            Ok(_) => {
                self.laptop(to)?.app()?.import_bundle(&path, |_, _| {})?;
                Ok(())
            }
            Err(error) if error.code == Code::NothingToCarry => Ok(()),
            Err(error) => Err(error.into()),
        }
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

    /// Written, and sent at once if the centre is there; else when the faults have ended.
    pub(super) fn write_strangely(&mut self) -> Result<()> {
        let strange = match self.random.below(6) {
            0 => Strange::Kind,
            1 => Strange::Facts,
            2 => Strange::Orphan,
            3 => Strange::OrphanVoid,
            _ => self.some_assist()?.map_or(Strange::Orphan, Strange::Outcome),
        };
        let (party, now_ms) = (self.laptops.len(), EVENING_MS.saturating_add(self.hours.ms()));
        let Some(newer) = &mut self.newer else { return Ok(()) };
        let (seq, entry) = newer.write(strange, now_ms, &self.random)?;
        self.wire.note(Event::Saved { party, entries: vec![(seq, entry)] });
        self.wire.note(match strange {
            Strange::Kind => Event::Strange { entry, matter: NEWER },
            Strange::Facts => Event::Strange { entry, matter: MALFORMED },
            Strange::Orphan | Strange::OrphanVoid => Event::Strange { entry, matter: HELD },
            Strange::Outcome(assist) => {
                Event::Corrected { assist: short(assist.as_bytes()), outcome: REFUSED, entry: Some(entry) }
            }
        });
        self.post_strange()
    }

    /// An assist on some laptop, which may not have told anybody of it yet.
    fn some_assist(&self) -> Result<Option<Uuid>> {
        let app = self.random.pick(&self.laptops).context("a laptop")?.app()?;
        let Some(session) = self.random.pick(&app.sessions()?).map(|row| row.id) else { return Ok(None) };
        Ok(self.random.pick(&app.session(session)?.assists).map(|row| row.id))
    }

    pub(super) fn post_strange(&mut self) -> Result<()> {
        let Some(newer) = &self.newer else { return Ok(()) };
        {
            let mut net = self.wire.net();
            if net.site.is_up() {
                let request = newer.request(net.site.public_key()?, net.site.now_ms());
                // Whatever came of it, all of it is offered again.
                drop(net.reach(&request));
            }
        }
        self.after_centre_disk()
    }

    /// The leader locks the last laptop out.
    pub(super) fn lock_out(&mut self) -> Result<()> {
        let party = self.laptops.len().saturating_sub(1);
        self.laptop(0)?.disk().cut_never();
        let locked = self.laptop(0)?.lock_out(party)?;
        self.locked = true;
        self.note_saved(0)?;
        self.wire.note(locked);
        self.after_disk(0)
    }

    /// The leader decides about some of what waits.
    pub(super) fn decide(&mut self) -> Result<()> {
        self.laptop(0)?.disk().cut_never();
        if let Some(decided) = self.laptop(0)?.decide(&self.random)? {
            self.note_saved(0)?;
            self.wire.note(decided);
        }
        self.after_disk(0)
    }
}
