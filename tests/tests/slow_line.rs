//! A hundred thousand entries over the worst line that is worth a try. Alone in its file: it looks at the process.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::view::sync::CentreForm;
use app::{App, Cost, Delivered, Settings, Undelivered};
use journal::exchange::EXCHANGE_PATH;
use journal::limits::BATCH_BYTES_MAX;
use tests::sim::centre::Site;
use tests::sim::laptop::{EVENING_MS, Hours};
use tests::sim::memory;
use tests::sim::random::Random;
use tests::sim::witness::{Short, claims, offered};

const PEOPLE: u32 = 300;
const ASSISTS: u32 = 100_000;
/// 1 kB/s: a byte takes a millisecond.
const BYTE_MS: u64 = 1;
const ROUND_TRIP_MS: u64 = 600;
/// In so many of a hundred exchanges the line is cut.
const CUT_PERCENT: u64 = 30;
/// What a request carries beside its batch, at most.
const BESIDE_BYTES: usize = 8 * 1024;
/// Runs that may end before their time, when the line was cut too often in a row.
const RUNS_MAX: u32 = 100;
/// What syncing may add to the process, centre and its database included.
const GROWTH_KIB_MAX: u64 = 48 * 1024;

/// One exchange as the line saw it.
struct Seen {
    /// The batches in the request, and their lengths.
    batches: Vec<(Short, usize)>,
    request_bytes: usize,
    cut: bool,
    /// Up to which of the laptop's entries the receipts go that came through, if any did.
    proven: Option<u64>,
}

/// The line and what is at its end.
struct Line {
    site: Site,
    hours: Hours,
    random: Random,
    seen: Vec<Seen>,
}

impl Line {
    fn carry(&mut self, path: &str, body: &[u8]) -> Result<Delivered, Undelivered> {
        if path != EXCHANGE_PATH {
            return self.site.answer(path, body).ok_or(Undelivered::NoConnection);
        }
        let up = u64::try_from(body.len()).unwrap();
        let cut = self.random.percent(CUT_PERCENT);
        let there = cut && self.random.percent(50);
        let answer = if there { None } else { self.site.answer(EXCHANGE_PATH, body) };
        let down = answer.as_ref().map_or(0, |it| u64::try_from(it.body.len()).unwrap());
        let through = match (cut, there) {
            (true, true) => self.random.below(up),
            (true, false) => up + self.random.below(down),
            (false, _) => up + down,
        };
        self.pass(ROUND_TRIP_MS + through * BYTE_MS);
        let answer = answer.filter(|_| !cut).ok_or(Undelivered::Cut);
        let proven = answer.as_ref().ok().and_then(|it| claims(&it.body).iter().map(|claim| claim.up_to).max());
        self.seen.push(Seen { batches: offered(body), request_bytes: body.len(), cut, proven });
        answer
    }

    fn pass(&self, ms: u64) {
        self.hours.pass(i64::try_from(ms).unwrap());
        self.site.tell_time(EVENING_MS + self.hours.ms());
    }
}

#[test]
fn t28_a_hundred_thousand_entries_over_1_kb_a_second_with_every_third_exchange_cut() {
    let folder = tempfile::Builder::new().prefix("slow-line-").tempdir_in(memory()).unwrap();
    let (hours, random) = (Hours::default(), Random::of(28));
    let site = Site::set_up(&folder.path().join("centre"), EVENING_MS, &random.apart(1)).unwrap();
    let setup_code = site.setup_code(true).unwrap();
    let line = Line { site, hours: hours.clone(), random: random.apart(2), seen: Vec::new() };
    let line = Arc::new(Mutex::new(line));
    let app = App::with(&folder.path().join("laptop"), settings(&hours, &random, &line));
    app.seed(PEOPLE, ASSISTS).unwrap();
    app.attach_centre(CentreForm { address: "http://127.0.0.1:8686".to_owned(), setup_code, certificate: None })
        .unwrap();

    let before_kib = peak_kib();
    let came_through = (0..RUNS_MAX).any(|_| {
        line.lock().unwrap().pass(2_000);
        app.sync_now().is_ok()
    });
    let grown_kib = peak_kib() - before_kib;

    let view = app.sync_state().unwrap();
    assert!(
        came_through && view.written >= ASSISTS && view.arrived == view.written,
        "{} of {}",
        view.arrived,
        view.written
    );
    let seen = std::mem::take(&mut line.lock().unwrap().seen);
    assert_progress(&seen);
    assert_little_is_sent_twice(&seen);
    assert!(grown_kib < GROWTH_KIB_MAX, "syncing took {grown_kib} KiB");
}

/// What is proven never becomes less, and each answer to a batch proves more.
#[track_caller]
fn assert_progress(seen: &[Seen]) {
    let mut proven = 0;
    for (at, it) in seen.iter().enumerate().filter(|(_, it)| !it.cut) {
        let now = it.proven.unwrap_or(proven);
        let grows = now > proven || it.batches.is_empty();
        assert!(now >= proven && grows, "exchange {at}: {now} after {proven}");
        proven = now;
    }
}

/// A request that is cut carries as much as one batch; only before the first cut, when nobody knew the line, a few more.
#[track_caller]
fn assert_little_is_sent_twice(seen: &[Seen]) {
    let first_cut = seen.iter().position(|it| it.cut).unwrap();
    let cuts = seen.iter().filter(|it| it.cut).count();
    assert!(cuts * 10 > seen.len() * 2, "the line was bad: {cuts} cuts of {}", seen.len());
    let cuts = seen.iter().filter(|it| it.cut && !it.batches.is_empty()).count();
    let batches = |count: usize| count * BATCH_BYTES_MAX;
    for (at, it) in seen.iter().enumerate() {
        let batches_max = if at <= first_cut { 4 } else { 1 };
        assert!(it.request_bytes <= batches(batches_max) + BESIDE_BYTES, "exchange {at}: {}", it.request_bytes);
    }
    let sent: usize = seen.iter().flat_map(|it| &it.batches).map(|(_, bytes)| bytes).sum();
    let different: BTreeMap<Short, usize> = seen.iter().flat_map(|it| &it.batches).copied().collect();
    let twice = sent - different.values().sum::<usize>();
    assert!(twice <= batches(cuts + 3), "{twice} bytes sent again after {cuts} cuts");
}

fn settings(hours: &Hours, random: &Random, line: &Arc<Mutex<Line>>) -> Settings {
    let (now, ticks, line, random) = (hours.clone(), hours.clone(), Arc::clone(line), random.apart(3));
    let beginning = Instant::now();
    Settings {
        now: Arc::new(move || EVENING_MS + now.ms()),
        ticks: Arc::new(move || beginning + Duration::from_millis(u64::try_from(ticks.ms()).unwrap())),
        fill: Arc::new(move |bytes| random.fill(bytes)),
        practice_cost: Cost::CHEAP,
        courier: Some(Arc::new(move |path, body| line.lock().unwrap().carry(path, &body))),
        ..Settings::default()
    }
}

/// The most memory the process ever had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
