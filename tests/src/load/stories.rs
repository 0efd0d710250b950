//! What happens to a centre: laptops send, two hundred come back at once, and somebody pulls the plug meanwhile.

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use journal::CentrePublic;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::Barrier;

use super::caller::{Caller, Proven, Seen, admit};
use super::fleet::{Commune, Laptop};
use super::{Backend, Size};
use crate::bench::cost::{length, median, microseconds, number, percentile, process_cpu};
use crate::bench::{Figure, Goal};
use crate::centre::Centre;

/// Laptops of the plain ingest, each in a commune of its own.
const SENDERS: u32 = 8;
/// Entries of each of them.
const SENDER_ENTRIES: usize = 20_000;
/// Laptops of a commune.
const COMMUNE_LAPTOPS: u32 = 10;
/// How often the plug is pulled.
const KILLS: u32 = 8;
/// Between two of them.
const KILL_EVERY: Duration = Duration::from_millis(400);

/// A centre, and the laptops whose communes it admitted.
struct Scene {
    centre: Centre,
    key: CentrePublic,
    laptops: Vec<Laptop>,
    place: TempDir,
    runtime: Runtime,
}

/// What one laptop saw, and when it had done.
struct Told {
    seen: Seen,
    after: Duration,
}

impl Scene {
    fn set(backend: &Backend, name: &str, communes: u32, each: u32, entries: usize) -> Result<Self> {
        let place = TempDir::new()?;
        let centre = backend.centre(&place.path().join("centre"), name)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let (mut laptops, mut key) = (Vec::new(), None);
        for number in 0..communes {
            let (commune, code) = (Commune::numbered(number), centre.setup_code(false)?);
            let root = commune.root_certificate.to_bytes();
            key = Some(runtime.block_on(admit(centre.socket()?, &code, &root))?);
            for laptop in 0..each {
                laptops.push(commune.laptop(laptop, entries)?);
            }
        }
        Ok(Self { centre, key: key.context("a commune")?, laptops, place, runtime })
    }

    /// All laptops at once; what each saw.
    fn all(&mut self, pull: bool) -> Result<Vec<Told>> {
        let (at, key, laptops) = (self.centre.socket()?, self.key, std::mem::take(&mut self.laptops));
        let laptops = Arc::new(laptops);
        let told = self.runtime.block_on(together(Arc::clone(&laptops), at, key, pull));
        self.laptops = Arc::into_inner(laptops).context("everybody has gone home")?;
        told
    }

    fn entries(&self) -> u64 {
        self.laptops.iter().map(|it| it.entries).sum()
    }
}

async fn together(laptops: Arc<Vec<Laptop>>, at: SocketAddr, key: CentrePublic, pull: bool) -> Result<Vec<Told>> {
    let gate = Arc::new(Barrier::new(laptops.len()));
    let one = |place: usize| {
        let (laptops, gate) = (Arc::clone(&laptops), Arc::clone(&gate));
        tokio::spawn(async move {
            let laptop = laptops.get(place).context("a laptop")?;
            let mut caller = Caller::new(laptop, at, key);
            gate.wait().await;
            let begun = Instant::now();
            caller.send_all().await?;
            if pull {
                caller.pull_all().await?;
            }
            anyhow::Ok(Told { seen: caller.seen, after: begun.elapsed() })
        })
    };
    let all: Vec<_> = (0..laptops.len()).map(one).collect();
    let mut told = Vec::new();
    for one in all {
        told.push(one.await??);
    }
    Ok(told)
}

/// Eight laptops of eight communes send what they have; beside bare inserts of as many rows.
pub(super) fn ingest(backend: &Backend, size: Size) -> Result<Vec<Figure>> {
    let entries = SENDER_ENTRIES.min(size.entries.saturating_mul(4));
    let mut scene = Scene::set(backend, "load_ingest", SENDERS, 1, entries)?;
    let process = scene.centre.process_id()?;
    let cpu = process_cpu(process)?;
    let begun = Instant::now();
    let told = scene.all(false)?;
    let (took, cpu) = (begun.elapsed(), process_cpu(process)?.saturating_sub(cpu));
    let rows = usize::try_from(scene.entries())?;
    let bytes: usize = scene.laptops.iter().flat_map(|it| &it.batches).map(|it| it.item.len()).sum();
    let bare = backend.bare(scene.place.path(), rows, bytes / rows)?;
    let answers: Vec<f64> = told.iter().flat_map(|it| &it.seen.answers).map(|it| it.as_secs_f64() * 1e3).collect();
    let (each, bare) = (microseconds(took) / length(rows), microseconds(bare) / length(rows));
    Ok(vec![
        figure(backend, "ingest with receipts, 8 laptops: µs an entry", each, Some(bare), Goal::Ratio(4.0)),
        figure(backend, "ingest: entries a second", 1e6 / each, Some(1e6 / bare), Goal::Told),
        figure(backend, "ingest: server CPU µs an entry", microseconds(cpu) / length(rows), None, Goal::AtMost(16.0)),
        figure(backend, "ingest: ms to an answer, p50", median(&answers), None, Goal::Told),
        figure(backend, "ingest: ms to an answer, p99", percentile(&answers, 99), None, Goal::Told),
    ])
}

/// Everybody comes back at once, sends, and pulls what the others of the commune wrote.
pub(super) fn reconnect(backend: &Backend, size: Size) -> Result<Vec<Figure>> {
    let each = COMMUNE_LAPTOPS.min(size.laptops);
    let communes = size.laptops / each;
    let mut scene = Scene::set(backend, "load_reconnect", communes, each, size.entries)?;
    let process = scene.centre.process_id()?;
    let told = scene.all(true)?;
    let memory = peak_mb(process)?;
    complete(&mut scene, u64::from(each))?;
    let after: Vec<f64> = told.iter().map(|it| it.after.as_secs_f64()).collect();
    let later: u64 = told.iter().map(|it| it.seen.later).sum();
    scene.centre.kill()?;
    let disk = backend.bytes(&scene.centre, "load_reconnect")?;
    let entries = scene.entries();
    let many = format!("{} laptops come back with {} entries each", communes * each, size.entries);
    let figure = |what: &str, ours, reference, goal| figure(backend, &format!("{many}: {what}"), ours, reference, goal);
    Ok(vec![
        figure(
            "s to the end of the slowest against the middle",
            percentile(&after, 100),
            Some(median(&after)),
            Goal::Ratio(3.0),
        ),
        figure("MB of the server at most", memory, None, Goal::AtMost(150.0)),
        figure("bytes on the disk an entry", number(disk) / number(entries), None, Goal::AtMost(900.0)),
        figure("times told to come later", number(later), None, Goal::Told),
    ])
}

/// Everybody pulls once more: everything of everybody is there, and once.
fn complete(scene: &mut Scene, each: u64) -> Result<()> {
    let entries = scene.laptops.first().context("a laptop")?.entries;
    for told in scene.all_pull()? {
        ensure!(told.seen.pulled == (each - 1) * entries, "{} entries of others came", told.seen.pulled);
    }
    Ok(())
}

impl Scene {
    fn all_pull(&mut self) -> Result<Vec<Told>> {
        let sent: Vec<_> = self.laptops.iter_mut().map(|it| std::mem::take(&mut it.batches)).collect();
        let told = self.all(true);
        for (laptop, batches) in self.laptops.iter_mut().zip(sent) {
            laptop.batches = batches;
        }
        told
    }
}

/// The plug is pulled again and again while everybody sends; whatever a receipt proved is there afterwards.
pub(super) fn kill(backend: &Backend, size: Size) -> Result<Vec<Figure>> {
    let each = 2;
    let mut scene =
        Scene::set(backend, "load_kill", SENDERS, each, SENDER_ENTRIES.min(size.entries.saturating_mul(4)))?;
    let (at, key) = (scene.centre.socket()?, scene.key);
    let laptops = Arc::new(std::mem::take(&mut scene.laptops));
    let sending = scene.runtime.spawn(together(Arc::clone(&laptops), at, key, false));
    let mut kills = 0_u32;
    while kills < KILLS && !sending.is_finished() {
        std::thread::sleep(KILL_EVERY);
        scene.centre.kill()?;
        scene.centre.resume()?;
        kills += 1;
    }
    let told = scene.runtime.block_on(sending)??;
    scene.laptops = Arc::into_inner(laptops).context("everybody has gone home")?;
    let proven: BTreeSet<Proven> = told.into_iter().flat_map(|it| it.seen.proven).collect();
    ensure!(!proven.is_empty() && kills > 0, "nothing was killed in the middle");
    let there: BTreeSet<Proven> = scene.all_pull()?.into_iter().flat_map(|it| it.seen.heads).collect();
    let lost = proven.difference(&there).count();
    if lost > 0 {
        bail!("{lost} of {} receipts were for nothing", proven.len());
    }
    Ok(vec![
        figure(backend, "killed in the middle: receipts that were for nothing", 0.0, None, Goal::Exactly(0.0)),
        figure(backend, "killed in the middle: receipts checked", length(proven.len()), None, Goal::Told),
        figure(backend, "killed in the middle: times", f64::from(kills), None, Goal::Told),
    ])
}

fn figure(backend: &Backend, what: &str, ours: f64, reference: Option<f64>, goal: Goal) -> Figure {
    Figure { name: format!("{}: {what}", backend.name()), ours, reference, goal }
}

/// The most memory that a process ever held.
fn peak_mb(process: u32) -> Result<f64> {
    let told = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("the kernel tells no peak")?;
    let kib: u32 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(f64::from(kib) / 1024.0)
}
