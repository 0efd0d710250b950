//! Sessions, their logs, their talks.

use domain::ids::{AssistId, OutreachId, SessionId};

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::{AssistRow, OutreachRow, SessionRow, SessionTally};

impl Store {
    /// Sessions, the newest day first, at most `limit`; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>, StoreError> {
        let _ = limit;
        Err(StoreError::Entry)
    }

    /// One session.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn session(&self, session: SessionId) -> Result<Option<SessionRow>, StoreError> {
        let _ = session;
        Err(StoreError::Entry)
    }

    /// A session's counts as the log holds them now. Records of one match key are one citizen.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn session_tally(&self, session: SessionId) -> Result<SessionTally, StoreError> {
        let _ = session;
        Err(StoreError::Entry)
    }

    /// A session's assists, newest first by their stamps, at most `limit`; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn evening(&self, session: SessionId, limit: u32) -> Result<Vec<AssistRow>, StoreError> {
        let _ = (session, limit);
        Err(StoreError::Entry)
    }

    /// Hands every assist of a session to `each`, oldest first, one at a time: for exports of any length.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn each_assist(&self, session: SessionId, each: &mut dyn FnMut(AssistRow)) -> Result<(), StoreError> {
        let _ = (session, each);
        Err(StoreError::Entry)
    }

    /// One assist.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn assist(&self, assist: AssistId) -> Result<Option<AssistRow>, StoreError> {
        let _ = assist;
        Err(StoreError::Entry)
    }

    /// Talks of a session, or of none, newest first, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outreach_of(&self, session: Option<SessionId>, limit: u32) -> Result<Vec<OutreachRow>, StoreError> {
        let _ = (session, limit);
        Err(StoreError::Entry)
    }

    /// One talk.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outreach(&self, outreach: OutreachId) -> Result<Option<OutreachRow>, StoreError> {
        let _ = outreach;
        Err(StoreError::Entry)
    }
}
