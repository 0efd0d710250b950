//! A sync of 500 entries on an open connection, and one with nothing to do: requests counted, and seconds over a line of
//! a village against one round trip and the sealed bytes.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use app::App;
use app::view::sync::CentreForm;
use server::{Clock, InThread, Server, Settings};

use super::cost::{median, number};
use super::home::{self, Home};
use super::{Figure, Goal, Scale, reference};
use crate::line::{Line, Shape, Traffic};

/// People of one sync: two entries each.
const PEOPLE: usize = 250;
const ROUND_TRIP: Duration = Duration::from_millis(300);
/// 1 Mbit/s.
const BYTES_PER_SECOND: u32 = 125_000;

/// Measures it.
///
/// # Errors
/// Whatever is refused, and a sync that does not bring everything.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let quick = runs(None, scale.of(5, 2))?;
    let slow = runs(Some(Shape { round_trip: ROUND_TRIP, bytes_per_second: BYTES_PER_SECOND }), scale.of(5, 2))?;
    let requests = |runs: &[Run], of: fn(&Run) -> u64| runs.iter().map(of).max().map_or(0.0, number);
    let seconds = |of: fn(&Run) -> f64| median(&slow.iter().map(of).collect::<Vec<_>>());
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
    let place = tempfile::tempdir()?;
    let centre = Server::start_in_thread(Settings::loopback(place.path()), Clock::System)?;
    let line = Line::to(centre.addr, shape)?;
    let home = Home::seeded(300, 0)?;
    let app = home.app()?;
    attach(&app, &centre, &line)?;
    let before = u64::from(app.sync_now()?.written);
    home::log(&app, seed, PEOPLE)?;
    line.taken();
    let (full, full_time) = timed(&app, &line)?;
    let (idle, idle_time) = timed(&app, &line)?;
    drop(app);
    let sealed_bytes = reference::sealed_bytes(&home.store()?, before)?;
    Ok(Run { full, full_time, idle, idle_time, sealed_bytes })
}

fn attach(app: &App, centre: &InThread, line: &Line) -> Result<()> {
    let setup_code = centre.new_setup_code(true)?.to_string();
    app.attach_centre(CentreForm { address: line.url(), setup_code })?;
    Ok(())
}

fn timed(app: &App, line: &Line) -> Result<(Traffic, Duration)> {
    let begun = Instant::now();
    let view = app.sync_now()?;
    let time = begun.elapsed();
    ensure!(view.arrived == view.written, "{} of {} arrived", view.arrived, view.written);
    Ok((line.taken(), time))
}
