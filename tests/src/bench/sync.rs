//! A sync of 500 entries on an open connection, and one with nothing to do: requests counted, and seconds over a line of
//! a village against one round trip and the sealed bytes.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::App;
use app::view::sync::CentreForm;
use journal::{CentrePublic, RootKey};
use server::{Clock, InThread, Server, Settings};
use store::identity::KeyName;
use store::outbox::SyncPosition;
use tempfile::TempDir;

use super::cost::{median, number};
use super::home::{self, Home};
use super::{Figure, Goal, Scale, reference};
use crate::line::{Line, Shape, Traffic};
use crate::load::fill::fill;

/// People of one sync: two entries each.
const PEOPLE: usize = 250;
const ROUND_TRIP: Duration = Duration::from_millis(300);
/// 1 Mbit/s.
const BYTES_PER_SECOND: u32 = 125_000;
/// Laptops whose entries fill a centre.
const OTHERS: u32 = 20;

/// Measures it.
///
/// # Errors
/// Whatever is refused, and a sync that does not bring everything.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let village = Shape { round_trip: ROUND_TRIP, bytes_per_second: BYTES_PER_SECOND };
    let quick = runs(None, scale.of(5, 2))?;
    let slow = runs(Some(village), scale.of(5, 2))?;
    let full = beside_much(village, scale.of(50_000, 500), scale.of(5, 2))?;
    let requests = |runs: &[Run], of: fn(&Run) -> u64| runs.iter().map(of).max().map_or(0.0, number);
    let middle = |runs: &[Run], of: fn(&Run) -> f64| median(&runs.iter().map(of).collect::<Vec<_>>());
    let seconds = |of: fn(&Run) -> f64| middle(&slow, of);
    let much = number(u64::from(OTHERS)) * scale.of(50_000.0, 500.0);
    let figure = |name: &str, ours, reference, goal| Figure { name: format!("sync: {name}"), ours, reference, goal };
    let one = Goal::Exactly(1.0);
    Ok(vec![
        figure("requests for 500 entries", requests(&quick, |run| run.full.requests), Some(1.0), one),
        figure("requests for nothing to do", requests(&quick, |run| run.idle.requests), Some(1.0), one),
        figure("new connections for both", requests(&quick, Run::connections), Some(0.0), Goal::Exactly(0.0)),
        figure("bytes up for 500 entries", seconds(Run::up), Some(seconds(Run::sealed)), Goal::Told),
        figure(
            "s for 500 entries, 300 ms and 1 Mbit/s",
            seconds(Run::full_s),
            Some(seconds(Run::floor_s)),
            Goal::Ratio(1.5),
        ),
        figure(
            "s for nothing, 300 ms and 1 Mbit/s",
            seconds(Run::idle_s),
            Some(ROUND_TRIP.as_secs_f64()),
            Goal::Ratio(1.5),
        ),
        figure(
            &format!("s for 500 entries, {much} at the centre against none"),
            middle(&full, Run::full_s),
            Some(seconds(Run::full_s)),
            Goal::Ratio(1.2),
        ),
        figure(
            &format!("s for nothing, {much} at the centre against none"),
            middle(&full, Run::idle_s),
            Some(seconds(Run::idle_s)),
            Goal::Ratio(1.2),
        ),
    ])
}

/// One sync with 500 entries, one with none.
struct Run {
    full: Traffic,
    full_time: Duration,
    idle: Traffic,
    idle_time: Duration,
    sealed_bytes: u64,
}

impl Run {
    const fn connections(&self) -> u64 {
        self.full.connections.saturating_add(self.idle.connections)
    }

    fn up(&self) -> f64 {
        number(self.full.bytes_up)
    }

    fn sealed(&self) -> f64 {
        number(self.sealed_bytes)
    }

    const fn full_s(&self) -> f64 {
        self.full_time.as_secs_f64()
    }

    const fn idle_s(&self) -> f64 {
        self.idle_time.as_secs_f64()
    }

    fn floor_s(&self) -> f64 {
        ROUND_TRIP.as_secs_f64() + number(self.sealed_bytes) / f64::from(BYTES_PER_SECOND)
    }
}

fn runs(shape: Option<Shape>, count: u32) -> Result<Vec<Run>> {
    (0..count).map(|run| one(shape, u64::from(run))).collect()
}

fn one(shape: Option<Shape>, seed: u64) -> Result<Run> {
    Place::begin(shape)?.run(seed)
}

/// The same at a centre that holds that many entries of each of the commune's other laptops, read by this one already.
fn beside_much(shape: Shape, entries: usize, count: u32) -> Result<Vec<Run>> {
    let place = Place::begin(Some(shape))?;
    place.fill(entries)?;
    (0..count).map(|run| place.run(u64::from(run))).collect()
}

/// A centre, the line to it, and a laptop that was there once.
struct Place {
    _folder: TempDir,
    centre: InThread,
    line: Line,
    home: Home,
}

impl Place {
    fn begin(shape: Option<Shape>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let centre = Server::start_in_thread(Settings::loopback(folder.path()), Clock::System)?;
        let line = Line::to(centre.addr, shape)?;
        let home = Home::seeded(300, 0)?;
        attach(&home.app()?, &centre, &line)?;
        Ok(Self { _folder: folder, centre, line, home })
    }

    fn fill(&self, entries: usize) -> Result<()> {
        self.home.app()?.sync_now()?;
        let mut store = self.home.store()?;
        let root = store.key(KeyName::Root)?.context("the laptop that set the commune up")?;
        let key = CentrePublic::from_bytes(&store.centre()?.context("a centre")?.public_key).ok().context("a key")?;
        let end = fill((self.centre.addr, key), &RootKey::from_seed(root.expose()), OTHERS, entries)?;
        let (log, before) = (end.log.map(|log| log.0), store.sync_position()?);
        Ok(store.set_sync_position(SyncPosition { log, position: end.position, mark: end.mark, ..before })?)
    }

    fn run(&self, seed: u64) -> Result<Run> {
        let app = self.home.app()?;
        let before = u64::from(app.sync_now()?.written);
        home::log(&app, seed, PEOPLE)?;
        self.line.taken();
        let (full, full_time) = timed(&app, &self.line)?;
        let (idle, idle_time) = timed(&app, &self.line)?;
        drop(app);
        let sealed_bytes = reference::sealed_bytes(&self.home.store()?, before)?;
        Ok(Run { full, full_time, idle, idle_time, sealed_bytes })
    }
}

fn attach(app: &App, centre: &InThread, line: &Line) -> Result<()> {
    let setup_code = centre.new_setup_code(true)?.to_string();
    app.attach_centre(CentreForm { address: line.url(), setup_code, certificate: None })?;
    Ok(())
}

fn timed(app: &App, line: &Line) -> Result<(Traffic, Duration)> {
    let begun = Instant::now();
    let view = app.sync_now()?;
    let time = begun.elapsed();
    ensure!(view.arrived == view.written, "{} of {} arrived", view.arrived, view.written);
    Ok((line.taken(), time))
}
