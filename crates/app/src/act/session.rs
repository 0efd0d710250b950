//! Sessions and talks.

use uuid::Uuid;

use crate::view::session::{OpenSessionForm, OutreachForm, OutreachRow, SessionRow, SessionView};
use crate::{App, Error, unfinished};

impl App {
    /// Newest first, at most `SESSIONS_MAX`.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sessions(&self) -> Result<Vec<SessionRow>, Error> {
        unfinished()
    }

    /// One session with its log.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn session(&self, session: Uuid) -> Result<SessionView, Error> {
        let _ = (&session,);
        unfinished()
    }

    /// Opens a session; the desk works on it from now on.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn open_session(&self, form: OpenSessionForm) -> Result<SessionRow, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Closes a session with its counts; what comes later is still kept and counted.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn close_session(&self, session: Uuid, heads: Option<u32>) -> Result<SessionView, Error> {
        let _ = (&session, &heads);
        unfinished()
    }

    /// Records a talk with its head count.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn log_outreach(&self, form: OutreachForm) -> Result<OutreachRow, Error> {
        let _ = (&form,);
        unfinished()
    }
}
