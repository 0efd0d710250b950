//! One assist of a new person, from the use case to the disk: commits, pages and CPU, beside bare SQLCipher writing the
//! same rows, and beside itself in a log of years.

use std::time::Instant;

use anyhow::{Context, Result};
use app::App;
use app::view::desk::AssistForm;
use rusqlite::Connection;
use store::Store;

use super::bare::{self, Rows};
use super::cost::{largest, median, microseconds, number, on_thread, percentile};
use super::home::{self, Home};
use super::wal::{Mark, Wal};
use super::{Figure, Goal, Scale};

/// Saves that are measured; together they stay below the pages at which SQLite moves the log into the file.
const SAVES: usize = 140;
/// Saves before them, that fill the caches.
const WARM_UP: usize = 20;
/// People and assists of a log of about 1,000 entries.
const SMALL: (u32, u32) = (480, 480);
/// The same of 1,000,000, and of a quick run.
const LARGE: (u32, u32) = (150_000, 820_000);
const LARGE_QUICK: (u32, u32) = (2_000, 6_000);
const SEED: u64 = 41;
/// How long a killed laptop may take to have its file back.
const OPENS_MS: f64 = 2_000.0;

/// Measures it.
///
/// # Errors
/// Whatever is refused, and rows that are not those of a save.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let (people, assists) = scale.of(LARGE, LARGE_QUICK);
    let (small, large) = (Home::seeded(SMALL.0, SMALL.1)?, Home::seeded(people, assists)?);
    let (plain, rows) = rehearse(&small)?;
    let entries = large.store()?.outbox_counts()?.saved;
    let mut desks = [Desk::open(&small)?, Desk::open(&large)?];
    let mut bare = Bare::open(&plain, rows)?;
    for _ in 0..WARM_UP + SAVES {
        for desk in &mut desks {
            desk.save()?;
        }
        bare.save()?;
    }
    let opened = opens_after_crash(&large)?;
    let [small, large] = desks.map(|desk| desk.taken.warm());
    Ok(figures(&small, &large, &bare.taken.warm(), entries).into_iter().chain([opened]).collect())
}

/// Opens what a crash would leave of a large home now.
fn opens_after_crash(home: &Home) -> Result<Figure> {
    let crashed = home.copy()?;
    let key = crashed.key()?;
    let begun = Instant::now();
    let entries = Store::open(&crashed.database(), &key)?.outbox_counts()?.saved;
    let ours = microseconds(begun.elapsed()) / 1e3;
    let name = format!("save: ms to open {entries} entries again after a crash");
    Ok(Figure { name, ours, reference: None, goal: Goal::AtMost(OPENS_MS) })
}

/// Saves everything once in a copy, to know the rows; returns another copy that has none of them.
fn rehearse(home: &Home) -> Result<(Home, Vec<Rows>)> {
    let (stage, plain) = (home.copy()?, home.copy()?);
    let key = stage.key()?;
    let (after, before) = {
        let db = bare::open(&stage.database(), &key)?;
        (bare::newest(&db)?, bare::places(&db)?)
    };
    home::log(&stage.app()?, SEED, WARM_UP + SAVES)?;
    let db = bare::open(&stage.database(), &key)?;
    let new: Vec<i64> = bare::places(&db)?.into_iter().filter(|place| before.binary_search(place).is_err()).collect();
    let rows = bare::saves(&db, after, &new)?;
    Ok((plain, rows))
}

/// What saves took.
#[derive(Default)]
struct Taken {
    commits: Vec<f64>,
    pages: Vec<f64>,
    cpu_us: Vec<f64>,
    wall_us: Vec<f64>,
}

impl Taken {
    /// Counts one save.
    fn count(&mut self, wal: &Wal, mark: &mut Mark, save: impl FnOnce() -> Result<()>) -> Result<()> {
        let begun = Instant::now();
        let (cpu_us, ()) = on_thread(save)?;
        self.wall_us.push(microseconds(begun.elapsed()));
        self.cpu_us.push(cpu_us);
        let (next, written) = wal.since(*mark)?;
        *mark = next;
        self.commits.push(number(written.commits));
        self.pages.push(number(written.pages));
        Ok(())
    }

    fn warm(mut self) -> Self {
        for counts in [&mut self.commits, &mut self.pages, &mut self.cpu_us, &mut self.wall_us] {
            drop(counts.drain(..WARM_UP.min(counts.len())));
        }
        self
    }
}

/// Ours at work.
struct Desk {
    app: App,
    forms: std::vec::IntoIter<AssistForm>,
    wal: Wal,
    mark: Mark,
    taken: Taken,
}

impl Desk {
    fn open(home: &Home) -> Result<Self> {
        let app = home.app()?;
        let forms = home::forms(&app, SEED, WARM_UP + SAVES)?.into_iter();
        let wal = Wal::of(&home.database());
        let mark = wal.mark()?;
        Ok(Self { app, forms, wal, mark, taken: Taken::default() })
    }

    fn save(&mut self) -> Result<()> {
        let form = self.forms.next().context("too few cards")?;
        let app = &self.app;
        self.taken.count(&self.wal, &mut self.mark, || Ok(app.log_assist(form).map(|_| ())?))
    }
}

/// The reference at work.
struct Bare {
    db: Connection,
    rows: std::vec::IntoIter<Rows>,
    wal: Wal,
    mark: Mark,
    taken: Taken,
}

impl Bare {
    fn open(home: &Home, rows: Vec<Rows>) -> Result<Self> {
        let db = bare::open(&home.database(), &home.key()?)?;
        let wal = Wal::of(&home.database());
        let mark = wal.mark()?;
        Ok(Self { db, rows: rows.into_iter(), wal, mark, taken: Taken::default() })
    }

    fn save(&mut self) -> Result<()> {
        let rows = self.rows.next().context("too few rows")?;
        let db = &mut self.db;
        self.taken.count(&self.wal, &mut self.mark, || bare::save(db, &rows))
    }
}

fn figures(small: &Taken, large: &Taken, bare: &Taken, entries: u64) -> Vec<Figure> {
    let figure = |name: &str, ours: f64, reference: f64, goal| Figure {
        name: format!("save: {name}"),
        ours,
        reference: Some(reference),
        goal,
    };
    let at = |what: &str| format!("{what} at {entries} entries against 1,000");
    vec![
        figure("commits, the most", largest(&small.commits), largest(&bare.commits), Goal::Exactly(1.0)),
        figure("pages written", median(&small.pages), median(&bare.pages), Goal::AtMost(24.0)),
        figure(&at("pages written"), median(&large.pages), median(&small.pages), Goal::AtMost(24.0)),
        figure("CPU µs against bare SQLCipher", median(&small.cpu_us), median(&bare.cpu_us), Goal::Ratio(1.5)),
        figure(&at("CPU µs"), median(&large.cpu_us), median(&small.cpu_us), Goal::Ratio(2.0)),
        figure("p99 µs, wall", percentile(&small.wall_us, 99), percentile(&bare.wall_us, 99), Goal::Told),
    ]
}
