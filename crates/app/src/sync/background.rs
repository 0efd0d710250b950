//! Sync by itself: a thread that sends after a quiet while, asks now and then, and tidies the file when nobody works.

use std::sync::Weak;

use super::lookout::Due;
use super::run;
use crate::App;
use crate::state::Shared;

/// Pages of the search index merged at a time, so that a save never waits long.
const TIDY_PAGES: u32 = 64;
/// At most this many times in a row.
const TIDY_STEPS_MAX: u32 = 1_000;

impl App {
    /// Starts syncing by itself, once; `on_change` is called when something on the screen may be out of date.
    ///
    /// The thread ends with the last clone of the app. Where it cannot be started sync is by hand only.
    pub fn start_background(&self, on_change: impl Fn() + Send + 'static) {
        if self.shared.lookout.take_post() {
            let (lookout, shared) = (self.shared.lookout.clone(), std::sync::Arc::downgrade(&self.shared));
            let keep_watch = move || {
                while let Some(due) = lookout.wait_until_due() {
                    if !work(&shared, due, &on_change) {
                        break;
                    }
                }
            };
            drop(std::thread::Builder::new().name("sync".to_owned()).spawn(keep_watch));
        }
    }
}

/// Does what is due; false once the app has ended.
fn work(shared: &Weak<Shared>, due: Due, on_change: &impl Fn()) -> bool {
    let Some(shared) = shared.upgrade() else { return false };
    match due {
        Due::Sync => sync(&shared, on_change),
        Due::Tidy => tidy(&shared),
    }
    true
}

fn sync(shared: &Shared, on_change: &impl Fn()) {
    let seen = |shared: &Shared| {
        let watch = shared.lookout.watch();
        (watch.revision, watch.line)
    };
    let before = seen(shared);
    // How it ended is noted at the lookout, where the screen reads it.
    drop(run(shared));
    if seen(shared) != before {
        on_change();
    }
}

/// Bit by bit, so that whoever works comes in between.
fn tidy(shared: &Shared) {
    for _ in 0..TIDY_STEPS_MAX {
        let mut state = shared.state();
        let more = state.open.as_mut().is_some_and(|open| open.store.tidy(TIDY_PAGES).unwrap_or(false));
        drop(state);
        if !more {
            break;
        }
    }
}
