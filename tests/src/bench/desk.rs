//! How long a helper waits at the desk of a laptop that has seen years: from a key to the results on the screen, and from
//! the key that saves to “saved” with the box ready for the next. On the real window, as the page's own clock has it; a
//! picture counts when it was painted.

use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;
use domain::fold::fold;
use domain::synthetic::synthetic_people;

use super::cost::{length, median, percentile};
use super::home::Home;
use super::{Figure, Goal, Scale};
use crate::cards;
use crate::programs::program;
use crate::window::{BareWindow, ENTER, ESC};

/// People and assists of 1,000,000 entries, and of a quick run.
const LARGE: (u32, u32) = (150_000, 820_000);
const LARGE_QUICK: (u32, u32) = (2_000, 6_000);
/// Names typed letter by letter, and cards scanned and saved.
const NAMES: (usize, usize) = (24, 2);
const SAVES: (usize, usize) = (120, 3);
/// What comes first fills the caches, and is not counted.
const WARM_UP: usize = 2;
const SEED: u64 = 47;
/// How long a person may wait, 99 times in 100.
const P99_MS: f64 = 50.0;
/// The page is left alone for so long after a key; whatever is painted until then counts as brought about by it.
const SETTLED: Duration = Duration::from_millis(300);

/// The practice commune asks for no PIN.
const WAITS_FOR_ENTER: &str =
    "return [...document.querySelectorAll('button kbd')].some((key) => key.textContent === 'Enter') ? true : null";
const AT_THE_DESK: &str = "return document.activeElement?.getAttribute('role') === 'combobox' ? true : null";
/// Notes each key, when what changed after it was last painted, and when the box was ready again. What changes outside the
/// desk itself, such as the strip that tells the time, is nobody's key.
const WATCH: &str = "const box = document.activeElement, idle = box.placeholder;
    const seen = (window.seen = { key: 0, painted: 0, ready: 0 });
    const painted = (note) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = note;
      channel.port2.postMessage(null);
    });
    const isReady = () => box.placeholder === idle && document.activeElement === box;
    addEventListener('keydown', () => Object.assign(seen, { key: performance.now(), painted: 0, ready: 0 }), true);
    new MutationObserver(() => painted(() => {
      seen.painted = performance.now();
      if (isReady()) seen.ready ||= seen.painted;
    })).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
    return true";
const PAINTED_AFTER_KEY: &str = "return seen.painted > 0 ? seen.painted - seen.key : -1";
const READY_AFTER_KEY: &str = "return seen.ready > 0 ? seen.ready - seen.key : null";
/// Somebody is at the desk, and an outcome can be chosen.
const HAS_PERSON: &str = "return document.querySelector('[role=radio], input[type=radio]') ? true : null";

/// Measures it.
///
/// # Errors
/// Whatever does not come up.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let (people, assists) = scale.of(LARGE, LARGE_QUICK);
    let home = Home::seeded(people, assists)?;
    let entries = home.store()?.outbox_counts()?.saved;
    let window = BareWindow::open(&program("dong-hanh")?, home.laptop())?;
    window.until::<bool>(WAITS_FOR_ENTER)?;
    window.keys(ENTER)?;
    window.until::<bool>(AT_THE_DESK)?;
    window.run::<bool>(WATCH)?;
    let painted = search(&window, scale.of(NAMES.0, NAMES.1))?;
    let saved = save(&window, scale.of(SAVES.0, SAVES.1))?;
    let figure = |name: &str, ours, goal| Figure { name: format!("desk: {name}"), ours, reference: None, goal };
    let size = format!("{people} people, {entries} entries");
    Ok(vec![
        figure(&format!("keys to painted results, ms, p99 ({size})"), percentile(&painted, 99), Goal::AtMost(P99_MS)),
        figure("keys to painted results, ms, median", median(&painted), Goal::Told),
        figure("keys that painted something", length(painted.len()), Goal::Told),
        figure(&format!("Enter to “saved”, ms, p99 ({size})"), percentile(&saved, 99), Goal::AtMost(P99_MS)),
        figure("Enter to “saved”, ms, median", median(&saved), Goal::Told),
    ])
}

/// Types names letter by letter, and takes them back; what a key did not change is not counted.
fn search(window: &BareWindow, names: usize) -> Result<Vec<f64>> {
    let mut taken = Vec::new();
    for (nth, person) in synthetic_people(SEED, cards::today(), 6).take(names + WARM_UP).enumerate() {
        for letter in fold(person.name.as_str()).chars() {
            window.keys(&letter.to_string())?;
            sleep(SETTLED);
            let painted_ms = window.run::<f64>(PAINTED_AFTER_KEY)?;
            if nth >= WARM_UP && painted_ms >= 0.0 {
                taken.push(painted_ms);
            }
        }
        window.keys(ESC)?;
        sleep(SETTLED);
    }
    Ok(taken)
}

/// Scans people who were never here, and saves each with the first outcome.
fn save(window: &BareWindow, saves: usize) -> Result<Vec<f64>> {
    let mut taken = Vec::new();
    for text in cards::card_texts(SEED, cards::today(), saves + WARM_UP) {
        window.keys(&format!("{text}{ENTER}"))?;
        window.until::<bool>(HAS_PERSON)?;
        window.keys("1")?;
        sleep(SETTLED);
        window.keys(ENTER)?;
        taken.push(window.until::<f64>(READY_AFTER_KEY)?);
        sleep(SETTLED);
    }
    Ok(taken.split_off(WARM_UP.min(taken.len())))
}
