//! When the app locks by itself: nobody touched it for a while, or the laptop slept. Only where somebody keeps watch, see
//! [`crate::App::start_background`]; a command that ends after its work needs none. Never here: locking.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::settings::{Now, Ticks};

/// After how many minutes without a touch the app may lock itself.
pub const AUTO_LOCK_MINUTES: [u32; 4] = [2, 5, 10, 30];
/// What holds until somebody chooses.
pub(crate) const AUTO_LOCK_DEFAULT: u32 = 10;
/// So long before it locks the person is told.
const WARN: Duration = Duration::from_secs(30);
/// How often it is looked whether the time has come.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Nobody looked for so long: the laptop slept. Far more than [`LOOK_EVERY`], so that a busy machine does not count as one.
const SLEPT: Duration = Duration::from_secs(60);

/// What was seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Alarm {
    /// Nothing to do.
    None,
    /// It locks soon.
    Soon,
    /// Nobody touched it for too long.
    Idle,
    /// The laptop slept.
    Slept,
}

/// Who looks, and what is known since.
pub(crate) struct Idle {
    ticks: Ticks,
    now: Now,
    watch: Mutex<Watch>,
    bell: Condvar,
}

#[derive(Default)]
struct Watch {
    /// None while nobody is at work, and in the practice commune.
    limit: Option<Duration>,
    touched: Option<Instant>,
    /// By both clocks, since the one that never jumps may stand still while the laptop sleeps.
    looked: Option<(Instant, i64)>,
    stopped: bool,
}

impl Idle {
    pub(crate) fn by(ticks: Ticks, now: Now) -> Self {
        Self { ticks, now, watch: Mutex::default(), bell: Condvar::new() }
    }

    /// Somebody is at work from now on, and is gone after so many minutes; none: never.
    pub(crate) fn begin(&self, minutes: Option<u32>) {
        let mut watch = self.watch();
        watch.limit = minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
        watch.touched = Some((self.ticks)());
        // Whoever keeps watch begins to count now.
        watch.looked = None;
    }

    /// Nobody is at work.
    pub(crate) fn end(&self) {
        self.watch().limit = None;
    }

    /// Somebody touched it.
    pub(crate) fn touch(&self) {
        self.watch().touched = Some((self.ticks)());
    }

    /// Looks whether the time has come. To be called every few seconds.
    pub(crate) fn look(&self) -> Alarm {
        let (at, at_ms) = ((self.ticks)(), (self.now)());
        let mut watch = self.watch();
        let before = watch.looked.replace((at, at_ms));
        let (Some(limit), Some(touched)) = (watch.limit, watch.touched) else { return Alarm::None };
        let quiet = at.saturating_duration_since(touched);
        if before.is_some_and(|before| gap(before, (at, at_ms)) > SLEPT) {
            Alarm::Slept
        } else if quiet >= limit {
            Alarm::Idle
        } else if quiet >= limit.saturating_sub(WARN) {
            Alarm::Soon
        } else {
            Alarm::None
        }
    }

    /// Seconds until it locks, in the last of them only.
    pub(crate) fn seconds_left(&self) -> Option<u32> {
        let watch = self.watch();
        let quiet = (self.ticks)().saturating_duration_since(watch.touched?);
        let left = watch.limit?.saturating_sub(quiet);
        u32::try_from(left.as_secs()).ok().filter(|_| left <= WARN)
    }

    /// Waits until it is time to look again; false once the app has ended.
    pub(crate) fn wait(&self) -> bool {
        let watch = self.watch();
        let waited = self.bell.wait_timeout_while(watch, LOOK_EVERY, |watch| !watch.stopped);
        !waited.unwrap_or_else(PoisonError::into_inner).0.stopped
    }

    /// The app has ended.
    pub(crate) fn stop(&self) {
        self.watch().stopped = true;
        self.bell.notify_all();
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Between two looks, by the clock that went further.
fn gap(before: (Instant, i64), now: (Instant, i64)) -> Duration {
    let by_clock = u64::try_from(now.1.saturating_sub(before.1)).unwrap_or(0);
    now.0.saturating_duration_since(before.0).max(Duration::from_millis(by_clock))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    /// Two clocks: the laptop's, which jumps, and one that does not, both in milliseconds.
    struct Clocks {
        jumping: Arc<AtomicI64>,
        steady: Arc<AtomicI64>,
        idle: Idle,
    }

    impl Clocks {
        fn new(minutes: Option<u32>) -> Self {
            let (jumping, steady) = (Arc::new(AtomicI64::new(1_795_262_400_000)), Arc::new(AtomicI64::new(0)));
            let (shown, ticked, begin) = (Arc::clone(&jumping), Arc::clone(&steady), Instant::now());
            let after = move |ms: i64| begin + Duration::from_millis(ms.unsigned_abs());
            let ticks: Ticks = Arc::new(move || after(ticked.load(Ordering::SeqCst)));
            let idle = Idle::by(ticks, Arc::new(move || shown.load(Ordering::SeqCst)));
            idle.begin(minutes);
            Self { jumping, steady, idle }
        }

        fn pass(&self, seconds: i64) {
            self.jumping.fetch_add(seconds * 1000, Ordering::SeqCst);
            self.steady.fetch_add(seconds * 1000, Ordering::SeqCst);
        }

        /// Looks every five seconds for so long; everything seen but nothing.
        fn watch(&self, seconds: i64) -> Vec<Alarm> {
            let looks = (0..seconds / 5).map(|_| {
                self.pass(5);
                self.idle.look()
            });
            looks.filter(|alarm| *alarm != Alarm::None).collect()
        }
    }

    #[test]
    fn it_warns_half_a_minute_before_and_then_says_that_nobody_is_there() {
        let clocks = Clocks::new(Some(2));
        assert_eq!((clocks.watch(85), clocks.idle.seconds_left()), (vec![], None));
        assert_eq!((clocks.watch(5), clocks.idle.seconds_left()), (vec![Alarm::Soon], Some(30)));
        assert_eq!((clocks.watch(25), clocks.idle.seconds_left()), (vec![Alarm::Soon; 5], Some(5)));
        assert_eq!(clocks.watch(10), [Alarm::Idle; 2]);
    }

    #[test]
    fn a_touch_begins_anew_and_nobody_at_work_or_practice_never_locks() {
        let clocks = Clocks::new(Some(2));
        clocks.watch(115);
        clocks.idle.touch();
        assert_eq!((clocks.watch(85), clocks.idle.seconds_left()), (vec![], None));
        clocks.idle.end();
        assert_eq!(clocks.watch(3600), []);
        assert_eq!(Clocks::new(None).watch(3600), []);
    }

    #[test]
    fn t31_a_laptop_that_slept_is_noticed_by_whichever_clock_went_on() {
        let sleeps: [fn(&Clocks); 2] = [
            |clocks| {
                clocks.jumping.fetch_add(3_600_000, Ordering::SeqCst);
            },
            |clocks| clocks.pass(3600),
        ];
        for sleep in sleeps {
            let clocks = Clocks::new(Some(30));
            clocks.watch(60);
            sleep(&clocks);
            assert_eq!(clocks.watch(5), [Alarm::Slept]);
        }
    }

    #[test]
    fn a_clock_set_back_and_a_busy_minute_are_no_sleep() {
        let clocks = Clocks::new(Some(30));
        clocks.watch(60);
        clocks.jumping.fetch_sub(86_400_000, Ordering::SeqCst);
        assert_eq!(clocks.watch(5), []);
        clocks.pass(50);
        assert_eq!(clocks.watch(5), []);
    }

    #[test]
    fn who_begins_after_nobody_looked_for_long_has_not_slept() {
        let clocks = Clocks::new(Some(10));
        clocks.watch(60);
        clocks.idle.end();
        clocks.pass(7200);
        clocks.idle.begin(Some(10));
        assert_eq!(clocks.watch(60), []);
    }

    #[test]
    fn whoever_waits_ends_with_the_app() {
        let clocks = Clocks::new(None);
        clocks.idle.stop();
        assert!(!clocks.idle.wait());
    }
}
