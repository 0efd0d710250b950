//! Sync by itself: a thread that sends after a quiet while, asks now and then, and tidies the file when nobody works.

use std::sync::Arc;
use std::time::Duration;

use super::lookout::Due;
use super::run;
use crate::state::Shared;
use crate::view::Words;
use crate::{App, backup, words};

/// Pages of the search index merged at a time, so that a save never waits long.
const TIDY_PAGES: u32 = 64;
/// At most this many times in a row.
const TIDY_STEPS_MAX: u32 = 1_000;
/// At most this much is done at one call of [`App::tend`].
const TEND_STEPS_MAX: u32 = 16;

impl App {
    /// Starts syncing and locking by itself, once; `on_change` is called when something on the screen may be out of date.
    ///
    /// The thread ends with the last clone of the app. Where it cannot be started the screen says that sync is by hand.
    pub fn start_background(&self, on_change: impl Fn() + Send + Sync + 'static) {
        if self.shared.lookout.take_post() {
            let on_change: Arc<dyn Fn() + Send + Sync> = Arc::new(on_change);
            self.watch_lock(Arc::clone(&on_change));
            let (lookout, shared) = (self.shared.lookout.clone(), Arc::downgrade(&self.shared));
            let keep_watch = move || {
                while let Some(due) = lookout.wait_until_due() {
                    let Some(shared) = shared.upgrade() else { break };
                    work(&shared, due, &*on_change);
                }
            };
            let started = std::thread::Builder::new().name("sync".to_owned()).spawn(keep_watch);
            if started.is_err() {
                self.shared.lookout.leave_post(Words::new(words::LOCAL_TROUBLE));
            }
        }
    }

    /// Does what is due, and says how long nothing more will be; none: not before something is saved.
    ///
    /// The same work as [`App::start_background`]'s, for whoever keeps time without a thread.
    pub fn tend(&self) -> Option<Duration> {
        for _ in 0..TEND_STEPS_MAX {
            match self.shared.lookout.take_due() {
                Ok(due) => work(&self.shared, due, &|| {}),
                Err(wait) => return wait,
            }
        }
        Some(Duration::ZERO)
    }
}

fn work(shared: &Shared, due: Due, on_change: &dyn Fn()) {
    match due {
        Due::Sync => sync(shared, on_change),
        Due::Tidy => tidy(shared),
    }
    // How it ended is noted in the file, where the settings read it.
    if backup::make_if_due(shared) {
        shared.lookout.watch().grow(true);
        on_change();
    }
}

fn sync(shared: &Shared, on_change: &dyn Fn()) {
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
        // Tidying only makes search faster; a file that cannot be written says so at the next save.
        let more = state.open.as_mut().is_some_and(|open| open.store.tidy(TIDY_PAGES).unwrap_or(false));
        drop(state);
        if !more {
            break;
        }
    }
}
