//! A commune of laptops and its centre, living through what the seed says: people at work, lines that fail, disks and
//! clocks that cannot be trusted. In the end the faults stop, and everything must come to rest by itself.

mod trouble;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::centre::Site;
use super::event::{Event, Party, Trace};
use super::laptop::{EVENING_MS, Hours, Laptop};
use super::newer::Newer;
use super::people::{Deed, People, Undone};
use super::random::Random;
use super::wire::{Line, Wire};
use super::witness::Short;

/// One year, ms.
const YEAR_MS: i64 = 365 * DAY_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;
/// Everything must come to rest within this simulated time after the faults ended.
pub const SETTLE_MS_MAX: i64 = 5 * 60_000;
/// A round of coming to rest is at least this long, also where nobody waits for anything.
const ROUND_MS_MIN: i64 = 5_000;
/// A laptop whose power will fail loses it within so many steps of its disk.
const CUT_STEPS_MAX: u64 = 40;

/// In so many of a hundred runs old copies of laptops' files are put back.
const COPIES_PERCENT: u64 = 15;
/// In so many of a hundred others a laptop is locked out.
const LOCKING_PERCENT: u64 = 25;
/// In so many of a hundred others a laptop never has a line: all goes to and fro by hand.
const BY_HAND_PERCENT: u64 = 10;
/// In so many of a hundred runs somebody has a newer program.
const NEWER_PERCENT: u64 = 20;
/// In so many of a hundred deeds of the leader everybody gets a new sealing key.
const NEW_KEY_PERCENT: u64 = 5;

/// What happens in one step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Act {
    /// Somebody does something at a laptop.
    Deed(Party, Deed),
    /// The same, and the power fails somewhere in it or soon after.
    DeedAndCut(Party, Deed),
    /// The same, with a full disk.
    DeedFull(Party, Deed),
    /// A laptop's power fails now.
    Cut(Party),
    /// A laptop's line appears or disappears.
    Line(Party),
    /// A laptop's clock jumps.
    Clock(Party),
    /// The centre's power fails at once, or in the middle of what it does next.
    CentreCut,
    /// The centre is stopped, or started again.
    CentreStop,
    /// The centre's disk is full, or has room again.
    CentreFull,
    /// The centre's database is copied aside.
    CentreBackup,
    /// The copy is put back.
    CentreRestore,
    /// Requests that were lost come after all.
    Late,
    /// A laptop's folder is copied aside.
    Copy(Party),
    /// An older copy is put back.
    PutBack(Party),
    /// What has not arrived, or everything, is written onto a stick that goes from hand to hand.
    Export(Party),
    /// A stick is read, whole or damaged; old ones come again.
    Import(Party),
    /// Somebody with a newer program writes something.
    Strange,
    /// The leader locks a laptop out, once in a run.
    LockOut,
    /// The leader accepts or refuses what that laptop wrote since.
    Decide,
    /// Nothing.
    Rest,
}

/// What a run is like, drawn before it begins.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Laptops.
    pub laptops: usize,
    /// Steps before the faults end.
    pub steps: u32,
    /// Trouble on the lines, in a hundred exchanges.
    pub trouble: u64,
    /// Whether old copies are put back.
    pub copies: bool,
    /// Whether somebody on the way changes answers.
    pub tampering: bool,
    /// Whether somebody has a newer program.
    pub newer: bool,
    /// Whether the leader locks a laptop out.
    pub locking: bool,
    /// Whether a laptop never has a line.
    pub by_hand: bool,
    /// Whether the leader's laptop begins with a file of the first version of the program.
    pub older: bool,
}

/// One run under way.
pub struct World {
    wire: Wire,
    laptops: Vec<Laptop>,
    newer: Option<Newer>,
    locked: bool,
    /// Whoever never has a line.
    by_hand: Option<Party>,
    copied: Vec<bool>,
    hours: Hours,
    people: People,
    random: Random,
    root: PathBuf,
    sticks: Vec<PathBuf>,
    centre_skew_ms: i64,
}

impl Plan {
    /// Draws a plan.
    #[must_use]
    pub fn draw(random: &Random) -> Self {
        let laptops = match random.below(12) {
            0..=6 => 2,
            7..=9 => 3,
            10 => 4,
            _ => usize::try_from(random.within(5, 8)).unwrap_or(8),
        };
        let kind = random.below(100);
        let (copies, locking) = (COPIES_PERCENT, COPIES_PERCENT.saturating_add(LOCKING_PERCENT));
        let by_hand = locking.saturating_add(BY_HAND_PERCENT);
        Self {
            laptops,
            steps: u32::try_from(random.within(8, 24)).unwrap_or(24),
            trouble: random.pick(&[0, 10, 30, 60]).copied().unwrap_or(0),
            copies: kind < copies,
            tampering: random.percent(20),
            newer: random.percent(NEWER_PERCENT),
            locking: (copies..locking).contains(&kind),
            by_hand: (locking..by_hand).contains(&kind),
            older: false,
        }
    }
}

impl World {
    /// Sets the commune up, all laptops on it.
    ///
    /// # Errors
    /// Whatever refuses: at this point nothing may.
    pub fn begin(root: &Path, plan: &Plan, random: Random) -> Result<Self> {
        let hours = Hours::default();
        let site = Site::set_up(&root.join("centre"), EVENING_MS, &random.apart(2))?;
        let code = site.setup_code(false)?;
        let wire = Wire::to(site, random.apart(3));
        wire.net().lines = vec![Line::GOOD; plan.laptops];
        let first = Laptop::first(root, &hours, &wire, &random.apart(4), &code)?;
        let mut laptops = vec![first];
        for party in 1..plan.laptops {
            let leader = laptops.first().context("the first laptop")?;
            let joined = leader.join(party, root, &hours, &wire, &random.apart(5))?;
            laptops.push(joined);
        }
        let leader = laptops.first().context("the first laptop")?;
        let newer = plan.newer.then(|| leader.join(plan.laptops, root, &hours, &wire, &random.apart(7))?.into_newer());
        let newer = newer.transpose()?;
        let people = People::of(random.apart(6));
        people.first_session(laptops.first().context("the first laptop")?.app()?)?;
        let copied = vec![false; plan.laptops];
        let root = root.to_owned();
        let mut world = Self {
            wire,
            laptops,
            newer,
            locked: false,
            by_hand: plan.by_hand.then_some(plan.laptops.saturating_sub(1)),
            copied,
            hours,
            people,
            random,
            root,
            sticks: Vec::new(),
            centre_skew_ms: 0,
        };
        for party in 0..plan.laptops {
            world.note_saved(party)?;
        }
        if let Some(first) = world.laptops.first_mut().filter(|_| plan.older) {
            first.begin_older()?;
        }
        for line in &mut world.wire.net().lines {
            line.trouble = plan.trouble;
            line.tampering = plan.tampering;
        }
        world.cut_off();
        Ok(world)
    }

    /// Whoever never has a line has none.
    fn cut_off(&self) {
        if let Some(party) = self.by_hand
            && let Some(line) = self.wire.net().lines.get_mut(party)
        {
            line.up = false;
        }
    }

    /// Lives through so many steps, then lets everything come to rest, and looks at all of it. What ends a life early
    /// (a file that does not open again) stands in the trace.
    #[must_use]
    pub fn live(mut self, plan: &Plan) -> Trace {
        if let Err(error) = self.live_on(plan) {
            self.wire.note(Event::Broken { what: format!("{error:#}") });
        }
        std::mem::take(&mut self.wire.net().trace)
    }

    fn live_on(&mut self, plan: &Plan) -> Result<()> {
        for number in 0..plan.steps {
            self.step(number, plan).with_context(|| format!("in step {number}"))?;
        }
        self.settle().context("while coming to rest")?;
        self.look_at_all().context("in the end")
    }

    fn step(&mut self, number: u32, plan: &Plan) -> Result<()> {
        self.pass();
        let act = self.draw(plan);
        self.wire.note(Event::Step { number, at_ms: self.hours.ms(), act: format!("{act:?}") });
        self.carry_out(act).with_context(|| format!("{act:?}"))?;
        for party in 0..self.laptops.len() {
            if self.random.percent(50) {
                self.tend(party).with_context(|| format!("sync of {party} after {act:?}"))?;
            }
        }
        Ok(())
    }

    /// Seconds mostly, sometimes hours, rarely weeks.
    fn pass(&mut self) {
        let ms = match self.random.below(20) {
            0..=12 => self.random.within(500, 120_000),
            13..=17 => self.random.within(120_000, 7_200_000),
            _ => self.random.within(1, 21).saturating_mul(86_400_000),
        };
        self.pass_ms(i64::try_from(ms).unwrap_or_default());
    }

    fn pass_ms(&self, ms: i64) {
        self.hours.pass(ms);
        let now_ms = EVENING_MS.saturating_add(self.hours.ms()).saturating_add(self.centre_skew_ms);
        self.wire.net().site.tell_time(now_ms);
    }

    fn draw(&self, plan: &Plan) -> Act {
        let party = usize::try_from(self.random.below(u64::try_from(self.laptops.len()).unwrap_or(1))).unwrap_or(0);
        let deed = if party == 0 && self.random.percent(NEW_KEY_PERCENT) { Deed::NewKey } else { self.deed() };
        match self.random.below(100) {
            0..=11 if plan.newer => Act::Strange,
            12..=17 if plan.locking && !self.locked => Act::LockOut,
            12..=23 if self.locked => Act::Decide,
            0..=44 => Act::Deed(party, deed),
            45..=52 => Act::DeedAndCut(party, deed),
            53..=55 => Act::DeedFull(party, deed),
            56..=58 => Act::Cut(party),
            59..=64 => Act::Line(party),
            65..=68 => Act::Clock(party),
            69..=73 => Act::CentreCut,
            74..=76 => Act::CentreStop,
            77..=78 => Act::CentreFull,
            79..=81 => Act::CentreBackup,
            82..=83 => Act::CentreRestore,
            84..=86 => Act::Late,
            87..=88 if plan.copies => Act::Copy(party),
            89..=90 if plan.copies => Act::PutBack(party),
            91..=94 => Act::Export(party),
            95..=98 => Act::Import(party),
            _ => Act::Rest,
        }
    }

    fn deed(&self) -> Deed {
        match self.random.below(20) {
            0..=8 => Deed::Log,
            9 => Deed::LogTicket,
            10..=12 => Deed::Correct,
            13 => Deed::CorrectPerson,
            14..=15 => Deed::Void,
            16 => Deed::Talk,
            17 => Deed::OpenSession,
            18 => Deed::CloseSession,
            _ => Deed::AddMember,
        }
    }

    fn carry_out(&mut self, act: Act) -> Result<()> {
        match act {
            Act::Deed(party, deed) => self.deed_at(party, deed),
            Act::DeedAndCut(party, deed) => {
                let steps = self.random.within(1, CUT_STEPS_MAX);
                self.laptop(party)?.disk().cut_after(steps);
                self.deed_at(party, deed)
            }
            Act::DeedFull(party, deed) => {
                self.laptop(party)?.disk().fill_up(true);
                self.deed_at(party, deed)?;
                self.tend(party)?;
                self.laptop(party)?.disk().fill_up(false);
                Ok(())
            }
            Act::Cut(party) => self.cut(party),
            Act::Line(party) => self.switch_line(party),
            Act::Clock(party) => self.jump(party),
            Act::CentreCut => self.cut_centre(),
            Act::CentreStop => self.stop_centre(),
            Act::CentreFull => {
                let full = self.random.percent(60);
                self.wire.net().site.disk().fill_up(full);
                Ok(())
            }
            Act::CentreBackup => self.back_centre_up(),
            Act::CentreRestore => self.restore_centre(),
            Act::Late => self.deliver_late(),
            Act::Copy(party) => self.copy(party),
            Act::PutBack(party) => self.put_back(party),
            Act::Export(party) => self.export(party),
            Act::Import(party) => self.import(party),
            Act::Strange => self.write_strangely(),
            Act::LockOut => self.lock_out(),
            Act::Decide => self.decide(),
            Act::Rest => Ok(()),
        }
    }

    fn deed_at(&mut self, party: Party, deed: Deed) -> Result<()> {
        let laptop = self.laptops.get(party).context("a laptop")?;
        match self.people.act(deed, laptop.app()?) {
            Ok(done) => {
                let entry = self.note_saved(party)?;
                done.into_iter().for_each(|done| self.wire.note(done.event(entry)));
            }
            Err(Undone::Refused(error)) => {
                self.wire.note(Event::Unsaved { party, code: error.code.key().to_owned() });
            }
            Err(Undone::Idle) => {}
        }
        self.after_disk(party)
    }

    /// Notes what a laptop has just called saved; the last entry of it.
    fn note_saved(&mut self, party: Party) -> Result<Option<Short>> {
        let entries = self.laptops.get_mut(party).context("a laptop")?.saved()?;
        let last = entries.last().map(|(_, digest)| *digest);
        self.note_clock(party)?;
        self.wire.note(Event::Saved { party, entries });
        Ok(last)
    }

    fn note_clock(&self, party: Party) -> Result<()> {
        let clock = self.laptop(party)?.clock();
        self.wire.note(clock);
        Ok(())
    }

    /// What is due on a laptop by itself; its power, and the centre's, may fail meanwhile.
    fn tend(&mut self, party: Party) -> Result<()> {
        self.laptop(party)?.tend()?;
        self.after_disk(party)?;
        self.after_centre_disk()
    }

    fn after_disk(&mut self, party: Party) -> Result<()> {
        if self.laptop(party)?.disk().is_off() { self.cut(party) } else { Ok(()) }
    }

    fn after_centre_disk(&mut self) -> Result<()> {
        let off = self.wire.net().site.disk().is_off();
        if off { self.crash_centre() } else { Ok(()) }
    }

    fn cut(&mut self, party: Party) -> Result<()> {
        let laptop = self.laptops.get_mut(party).context("a laptop")?;
        laptop.crash(&self.random)?;
        let seen = laptop.look()?;
        self.wire.note(seen);
        Ok(())
    }

    /// The faults end; nobody does anything; only what is due by itself is done, when it is due.
    fn settle(&mut self) -> Result<()> {
        {
            let mut net = self.wire.net();
            net.lines.iter_mut().for_each(|line| *line = Line::GOOD);
            net.site.disk().cut_never();
            net.site.disk().fill_up(false);
            net.site.start()?;
        }
        self.cut_off();
        self.post_strange()?;
        for party in 0..self.laptops.len() {
            self.after_disk(party)?;
            self.laptop(party)?.disk().cut_never();
        }
        if self.locked {
            // What the locked-out laptop has comes to the leader, who says something about it.
            self.round()?;
            self.decide()?;
        }
        self.wire.note(Event::FaultsEnd);
        self.by_hand.map_or(Ok(()), |party| self.carry(party, 0)).context("by hand to the first")?;
        let began_ms = self.hours.ms();
        let mut rested = 0;
        // Two quiet rounds: what one brings to the centre the other fetches.
        while rested < 2 && self.hours.ms().saturating_sub(began_ms) < SETTLE_MS_MAX {
            rested = if self.round()? { rested + 1 } else { 0 };
        }
        self.by_hand.map_or(Ok(()), |party| self.carry(0, party)).context("by hand from the first")?;
        self.wire.note(Event::Settled { after_ms: self.hours.ms().saturating_sub(began_ms) });
        Ok(())
    }

    /// Everybody once, after the longest wait of all; says whether nothing moved.
    fn round(&mut self) -> Result<bool> {
        let before = self.state()?;
        let mut wait_ms = 0;
        for laptop in &self.laptops {
            let wait = laptop.tend()?.map_or(0, |wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
            wait_ms = wait_ms.max(wait);
        }
        self.pass_ms(wait_ms.max(ROUND_MS_MIN));
        for laptop in &self.laptops {
            laptop.tend()?;
        }
        let after = self.state()?;
        let waits = |(party, (written, arrived, _)): (Party, &(u32, u32, u32))| {
            written != arrived && Some(party) != self.by_hand
        };
        Ok(before == after && !after.iter().enumerate().any(waits))
    }

    fn state(&self) -> Result<Vec<(u32, u32, u32)>> {
        let of = |laptop: &Laptop| {
            let (view, strip) = (laptop.app()?.sync_state()?, laptop.app()?.strip()?);
            Ok((view.written, view.arrived, strip.revision))
        };
        self.laptops.iter().map(of).collect()
    }

    fn look_at_all(&mut self) -> Result<()> {
        self.look_at_laptops()?;
        self.look_at_centre()?;
        for laptop in &self.laptops {
            let seen =
                [laptop.says()?, laptop.views()?, laptop.verified()?, laptop.clock(), laptop.stamps()?, laptop.told()?];
            seen.into_iter().for_each(|event| self.wire.note(event));
        }
        // One of them stands for all: their views are compared anyway.
        let party = usize::try_from(self.random.below(u64::try_from(self.laptops.len())?))?;
        let rebuilt = self.laptops.get_mut(party).context("a laptop")?.rebuilt()?;
        self.wire.note(rebuilt);
        Ok(())
    }

    fn look_at_laptops(&self) -> Result<()> {
        for laptop in &self.laptops {
            let (seen, says) = (laptop.look()?, laptop.says()?);
            self.wire.note(seen);
            self.wire.note(says);
        }
        Ok(())
    }

    fn look_at_centre(&self) -> Result<()> {
        let seen = {
            let mut net = self.wire.net();
            let was_up = net.site.is_up();
            net.site.start()?;
            let seen = net.site.look()?;
            if !was_up {
                net.site.close();
            }
            seen
        };
        self.wire.note(seen);
        Ok(())
    }

    fn laptop(&self, party: Party) -> Result<&Laptop> {
        self.laptops.get(party).context("a laptop")
    }
}
