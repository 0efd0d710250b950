//! Thousands of entries to the server in a process of its own, over loopback, durable, until the receipt is back: CPU of
//! both sides, and of the server alone beside a bare SQLite insert of the same bytes in batches of 500.

use std::path::Path;

use anyhow::{Result, ensure};
use app::view::sync::CentreForm;
use rusqlite::{Connection, params};

use super::cost::{length, median, microseconds, on_thread, process_cpu};
use super::home::{self, Home};
use super::{Figure, Goal, Scale, reference};
use crate::centre::Centre;

pub(crate) const BATCH_ROWS: usize = 500;
const RUNS: u64 = 3;

/// CPU of one run, in microseconds per entry.
struct Run {
    client: f64,
    server: f64,
    bare: f64,
}

/// Measures it.
///
/// # Errors
/// Whatever is refused, and entries that do not arrive.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let people = scale.of(5_000, 500);
    let runs = (0..RUNS).map(|seed| one(seed, people)).collect::<Result<Vec<_>>>()?;
    let middle = |of: fn(&Run) -> f64| median(&runs.iter().map(of).collect::<Vec<_>>());
    let bare = middle(|run| run.bare);
    let figure = |name: &str, ours, goal| Figure {
        name: format!("push of {} entries: {name}, CPU µs an entry", people * 2),
        ours,
        reference: Some(bare),
        goal,
    };
    Ok(vec![
        figure("client and server", middle(|run| run.client + run.server), Goal::AtMost(60.0)),
        figure("server against bare inserts", middle(|run| run.server), Goal::Ratio(8.0)),
        figure("client", middle(|run| run.client), Goal::Told),
    ])
}

fn one(seed: u64, people: usize) -> Result<Run> {
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let home = Home::seeded(300, 0)?;
    let app = home.app()?;
    app.attach_centre(CentreForm { address: centre.url(), setup_code: centre.setup_code(true)?, certificate: None })?;
    let before = u64::from(app.sync_now()?.written);
    home::log(&app, seed, people)?;
    let sides = || -> Result<_> { Ok((process_cpu(std::process::id())?, process_cpu(centre.process_id()?)?)) };
    let (client, server) = sides()?;
    let view = app.sync_now()?;
    let (client_after, server_after) = sides()?;
    ensure!(view.arrived == view.written, "{} of {} arrived", view.arrived, view.written);
    drop(app);
    let entries = people * 2;
    let bytes = usize::try_from(reference::sealed_bytes(&home.store()?, before)?)? / entries;
    Ok(Run {
        client: microseconds(client_after.saturating_sub(client)) / length(entries),
        server: microseconds(server_after.saturating_sub(server)) / length(entries),
        bare: bare_inserts(&place.path().join("bare.db"), entries, bytes)? / length(entries),
    })
}

/// The reference, of the load too: as many rows of as many bytes, durable, 500 in a transaction. Microseconds of CPU.
pub(crate) fn bare_inserts(path: &Path, rows: usize, bytes: usize) -> Result<f64> {
    let mut db = Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE item (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    )?;
    let row = vec![7_u8; bytes];
    let (cpu_us, ()) = on_thread(|| {
        for _ in 0..rows.div_ceil(BATCH_ROWS) {
            let tx = db.transaction()?;
            for _ in 0..BATCH_ROWS {
                tx.prepare_cached("INSERT INTO item (bytes) VALUES (?1)")?.execute(params![row])?;
            }
            tx.commit()?;
        }
        Ok(())
    })?;
    Ok(cpu_us)
}
