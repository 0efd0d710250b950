//! How the line to the centre looks, and when it is tried next. Never here: trying it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use journal::mutation::{Mutation, mutated};
use journal::sync::{Pace as Load, retry_after_ms};

use crate::settings::{Pace, Ticks};
use crate::view::Words;
use crate::view::start::Line;

/// How sync stands; its own lock, so that the strip never waits for the network or the disk.
pub(crate) struct Lookout {
    pace: Pace,
    ticks: Ticks,
    watch: Mutex<Watch>,
    bell: Condvar,
    /// Held by the one run that is under way.
    running: Mutex<()>,
}

/// What is seen from the lookout.
pub(crate) struct Watch {
    pub(crate) line: Line,
    /// What happened last; the counts are put in when it is shown.
    pub(crate) words: Option<Words>,
    /// When the centre was reached last, ms since 1970 UTC.
    pub(crate) last_success_ms: Option<i64>,
    /// Grows when something shown elsewhere may have changed.
    pub(crate) revision: u32,
    /// The centre's time in its last reply, and when that was by a clock that does not jump.
    pub(crate) centre_time: Option<(i64, Instant)>,
    /// How much to send at once, as the last run left it; none before the first.
    pub(crate) load: Option<Load>,
    /// Whether there is a centre to try.
    pub(crate) attached: bool,
    pub(crate) paused: bool,
    stopped: bool,
    failures: u32,
    /// When something was saved first and last since the last run.
    woken: Option<(Instant, Instant)>,
    /// When something was saved or fetched last since the file was tidied.
    untidy: Option<Instant>,
    next_try: Option<Instant>,
    /// Whether somebody keeps watch already.
    posted: bool,
}

/// What is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Due {
    /// A run of sync.
    Sync,
    /// Tidying the file.
    Tidy,
}

impl Lookout {
    pub(crate) fn by(pace: Pace, ticks: Ticks) -> Self {
        Self { pace, ticks, watch: Mutex::new(Watch::fresh()), bell: Condvar::new(), running: Mutex::new(()) }
    }

    pub(crate) fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The right to run; one at a time.
    pub(crate) fn alone(&self) -> MutexGuard<'_, ()> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another file is open, or none.
    pub(crate) fn begin(&self, attached: bool, paused: bool) {
        let mut watch = self.watch();
        let revision = watch.revision.wrapping_add(1);
        let (stopped, posted) = (watch.stopped, watch.posted);
        *watch = Watch { attached, paused, revision, stopped, posted, ..Watch::fresh() };
        watch.line = watch.resting();
        watch.next_try = (attached && !paused).then(|| self.now());
        drop(watch);
        self.bell.notify_all();
    }

    /// Something was saved: it is to be sent after a quiet while.
    pub(crate) fn wake(&self) {
        let now = self.now();
        let mut watch = self.watch();
        let first = watch.woken.map_or(now, |(first, _)| first);
        watch.woken = Some((first, now));
        watch.untidy = Some(now);
        drop(watch);
        self.bell.notify_all();
    }

    /// Switches sync off or on.
    pub(crate) fn pause(&self, paused: bool) {
        let mut watch = self.watch();
        watch.paused = paused;
        watch.line = watch.resting();
        watch.words = None;
        watch.next_try = (!paused).then(|| self.now());
        watch.failures = 0;
        drop(watch);
        self.bell.notify_all();
    }

    /// Whether there is a centre that is tried by itself.
    pub(crate) fn sends(&self) -> bool {
        let watch = self.watch();
        watch.attached && !watch.paused
    }

    /// A run begins.
    pub(crate) fn set_out(&self) {
        let mut watch = self.watch();
        watch.line = Line::Syncing;
        watch.woken = None;
    }

    /// A run reached the centre and did what there was to do.
    pub(crate) fn arrived(&self, now_ms: i64, words: Option<Words>, changed: bool) {
        let mut watch = self.watch();
        watch.failures = 0;
        watch.last_success_ms = Some(now_ms);
        watch.line = if words.is_some() { Line::Trouble } else { Line::Online };
        watch.words = words;
        watch.next_try = self.now().checked_add(self.pace.steady);
        watch.untidy = if changed { Some(self.now()) } else { watch.untidy };
        watch.grow(changed);
    }

    /// A run failed; it is tried again after `wait`, or after a while that grows.
    pub(crate) fn failed(&self, line: Line, words: Words, wait: Option<Duration>, random: u32, changed: bool) {
        let mut watch = self.watch();
        watch.failures = watch.failures.saturating_add(1);
        watch.line = if watch.paused { Line::Paused } else { line };
        watch.words = Some(words);
        let grown = Duration::from_millis(retry_after_ms(watch.failures, random)).min(self.pace.retry_max);
        watch.next_try = self.now().checked_add(wait.unwrap_or(grown)).filter(|_| !mutated(Mutation::NeverAgain));
        watch.grow(changed);
    }

    /// The centre said its time.
    pub(crate) fn hear(&self, centre_time_ms: i64) {
        self.watch().centre_time = Some((centre_time_ms, self.now()));
    }

    /// The centre's time by now, if it was heard.
    pub(crate) fn centre_time_ms(&self) -> Option<i64> {
        let (then_ms, heard) = self.watch().centre_time?;
        let passed = self.now().saturating_duration_since(heard);
        Some(then_ms.saturating_add(i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Takes the post of whoever keeps watch; there is one.
    pub(crate) fn take_post(&self) -> bool {
        !std::mem::replace(&mut self.watch().posted, true)
    }

    /// Nobody could take the post: says why, and leaves it to the next who tries.
    pub(crate) fn leave_post(&self, words: Words) {
        let mut watch = self.watch();
        watch.posted = false;
        (watch.line, watch.words) = (Line::Trouble, Some(words));
    }

    /// Waits until something is due; none once the app has ended.
    pub(crate) fn wait_until_due(&self) -> Option<Due> {
        let mut watch = self.watch();
        loop {
            if watch.stopped {
                return None;
            }
            match watch.take(&self.pace, self.now()) {
                Ok(due) => return Some(due),
                Err(wait) => watch = self.doze(watch, wait),
            }
        }
    }

    /// What is due now.
    ///
    /// # Errors
    /// Nothing is; how long, if anything will be.
    pub(crate) fn take_due(&self) -> Result<Due, Option<Duration>> {
        self.watch().take(&self.pace, self.now())
    }

    /// The app has ended.
    pub(crate) fn stop(&self) {
        self.watch().stopped = true;
        self.bell.notify_all();
    }

    fn now(&self) -> Instant {
        (self.ticks)()
    }

    fn doze<'a>(&self, watch: MutexGuard<'a, Watch>, length: Option<Duration>) -> MutexGuard<'a, Watch> {
        match length {
            None => self.bell.wait(watch).unwrap_or_else(PoisonError::into_inner),
            Some(length) => self.bell.wait_timeout(watch, length).unwrap_or_else(PoisonError::into_inner).0,
        }
    }
}

impl Watch {
    fn fresh() -> Self {
        Self {
            line: Line::NoCentre,
            words: None,
            last_success_ms: None,
            revision: 0,
            centre_time: None,
            load: None,
            attached: false,
            paused: false,
            stopped: false,
            failures: 0,
            woken: None,
            untidy: None,
            next_try: None,
            posted: false,
        }
    }

    /// Seconds until the next try by itself.
    pub(crate) fn next_try_seconds(&self, pace: &Pace, now: Instant) -> Option<u32> {
        let left = self.due(pace)?.saturating_duration_since(now);
        u32::try_from(left.as_secs()).ok()
    }

    /// Something shown elsewhere may have changed.
    pub(crate) fn grow(&mut self, changed: bool) {
        self.revision = self.revision.wrapping_add(u32::from(changed));
    }

    fn resting(&self) -> Line {
        match (self.attached, self.paused) {
            (false, _) => Line::NoCentre,
            (true, true) => Line::Paused,
            (true, false) => Line::Untried,
        }
    }

    /// Takes what is due now; else says how long nothing is.
    fn take(&mut self, pace: &Pace, now: Instant) -> Result<Due, Option<Duration>> {
        match self.next(pace) {
            Some((at, due)) if at <= now => {
                self.untidy = self.untidy.filter(|_| due == Due::Sync);
                Ok(due)
            }
            next => Err(next.map(|(at, _)| at.saturating_duration_since(now))),
        }
    }

    /// What comes first: a run, or tidying what a quiet while ago was saved.
    fn next(&self, pace: &Pace) -> Option<(Instant, Due)> {
        let sync = self.due(pace).map(|at| (at, Due::Sync));
        let tidy = self.untidy.and_then(|at| at.checked_add(pace.quiet)).map(|at| (at, Due::Tidy));
        sync.into_iter().chain(tidy).min_by_key(|(at, _)| *at)
    }

    /// After a failure only the wait counts: saving more does not hurry a line that is down.
    fn due(&self, pace: &Pace) -> Option<Instant> {
        if !self.attached || self.paused {
            return None;
        }
        let saved = self
            .woken
            .and_then(|(first, last)| Some(last.checked_add(pace.quiet)?.min(first.checked_add(pace.quiet_max)?)));
        match (saved, self.next_try) {
            (Some(saved), Some(next)) if self.failures == 0 => Some(saved.min(next)),
            (Some(saved), None) => Some(saved),
            (_, next) => next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn lookout(pace: Pace) -> Lookout {
        Lookout::by(pace, std::sync::Arc::new(Instant::now))
    }

    fn attached(pace: Pace) -> Lookout {
        let lookout = lookout(pace);
        lookout.begin(true, false);
        lookout
    }

    fn due_in(lookout: &Lookout) -> Option<Duration> {
        lookout.watch().due(&lookout.pace).map(|due| due.saturating_duration_since(Instant::now()))
    }

    #[test]
    fn without_a_centre_or_paused_nothing_is_due() {
        let lookout = lookout(Pace::default());
        lookout.begin(false, false);
        lookout.wake();
        assert_eq!((due_in(&lookout), lookout.watch().line), (None, Line::NoCentre));
        lookout.begin(true, true);
        assert_eq!((due_in(&lookout), lookout.watch().line), (None, Line::Paused));
        lookout.pause(false);
        assert_eq!((due_in(&lookout), lookout.watch().line), (Some(Duration::ZERO), Line::Untried));
    }

    #[test]
    fn what_is_saved_is_sent_after_a_quiet_while() {
        let lookout = attached(Pace::default());
        lookout.arrived(0, None, false);
        assert!(due_in(&lookout) > Some(Duration::from_secs(50)), "nothing to send: the steady pace");
        lookout.wake();
        assert!(due_in(&lookout) <= Some(Duration::from_secs(3)));
    }

    #[test]
    fn t12_after_a_failure_the_next_try_comes_within_a_minute_whatever_is_saved() {
        let lookout = attached(Pace::default());
        for failures in 1..40 {
            let unreachable = Words::new(words::UNREACHABLE);
            lookout.failed(Line::Offline, unreachable, None, failures * 7_919, false);
            lookout.wake();
            let wait = due_in(&lookout).unwrap();
            assert!(wait > Duration::from_secs(1) && wait <= Duration::from_secs(50), "{failures}: {wait:?}");
        }
        lookout.arrived(0, None, true);
        assert_eq!(lookout.watch().failures, 0);
    }

    #[test]
    fn the_file_is_tidied_after_a_quiet_while_even_without_a_centre() {
        let lookout = lookout(Pace { quiet: Duration::ZERO, ..Pace::default() });
        lookout.begin(false, false);
        lookout.wake();
        assert_eq!(lookout.wait_until_due(), Some(Due::Tidy));
        assert_eq!(lookout.watch().next(&lookout.pace), None);
    }

    #[test]
    fn one_keeps_watch() {
        let lookout = attached(Pace::default());
        assert!(lookout.take_post());
        lookout.begin(true, false);
        assert!(!lookout.take_post());
    }

    #[test]
    fn a_waiting_thread_ends_with_the_app() {
        let lookout = std::sync::Arc::new(lookout(Pace::default()));
        let waiting = std::sync::Arc::clone(&lookout);
        let thread = std::thread::spawn(move || waiting.wait_until_due());
        lookout.stop();
        assert_eq!(thread.join().unwrap(), None);
    }
}
