//! The one import under way: how far it is, and whether it is to stop.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::view::roster::{RosterProgressView, RosterStep};
use crate::{Code, Error};

/// Shared between the import and whoever watches it.
#[derive(Debug, Default)]
pub(crate) struct Work {
    busy: Mutex<()>,
    step: Mutex<RosterStep>,
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
}

/// The right to import; gives up the step when it ends, however it ends.
pub(crate) struct Turn<'a> {
    work: &'a Work,
    _busy: MutexGuard<'a, ()>,
}

impl Work {
    /// Waits for an import under way, and begins the next.
    pub(crate) fn begin(&self) -> Turn<'_> {
        let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        self.cancelled.store(false, Ordering::Relaxed);
        Turn { work: self, _busy: busy }
    }

    /// Asks the import under way to stop.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// How far it is.
    pub(crate) fn now(&self) -> RosterProgressView {
        RosterProgressView {
            step: *self.step(),
            done: self.done.load(Ordering::Relaxed),
            of: self.of.load(Ordering::Relaxed),
        }
    }

    fn step(&self) -> MutexGuard<'_, RosterStep> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self, step: RosterStep, done: usize, of: usize) {
        *self.step() = step;
        self.done.store(u32::try_from(done).unwrap_or(u32::MAX), Ordering::Relaxed);
        self.of.store(u32::try_from(of).unwrap_or(u32::MAX), Ordering::Relaxed);
    }
}

impl Turn<'_> {
    /// Says how far it is.
    ///
    /// # Errors
    /// [`Code::Cancelled`], where somebody asked for it.
    pub(crate) fn at(&self, step: RosterStep, done: usize, of: usize) -> Result<(), Error> {
        self.past(step, done, of);
        if self.work.cancelled.load(Ordering::Relaxed) { Err(Error::new(Code::Cancelled)) } else { Ok(()) }
    }

    /// The same where nothing stops it any more.
    pub(crate) fn past(&self, step: RosterStep, done: usize, of: usize) {
        self.work.show(step, done, of);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.work.show(RosterStep::Idle, 0, 0);
    }
}
