//! The centre.

use crate::view::sync::{CentreForm, SyncView};
use crate::{App, Error, unfinished};

impl App {
    /// The sync screen.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sync_state(&self) -> Result<SyncView, Error> {
        unfinished()
    }

    /// Has the commune admitted at a centre with a one-time set-up code; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn attach_centre(&self, form: CentreForm) -> Result<SyncView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// One sync now, until nothing is left to send or to fetch.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sync_now(&self) -> Result<SyncView, Error> {
        unfinished()
    }

    /// Stops or resumes syncing by itself.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn pause_sync(&self, paused: bool) -> Result<SyncView, Error> {
        let _ = (&paused,);
        unfinished()
    }

    /// Starts syncing by itself; `on_change` is called after anything shown may have changed. Ends with the app.
    pub fn start_background(&self, on_change: impl Fn() + Send + Sync + 'static) {
        drop(on_change);
    }
}
