//! Taking a session log away.

use uuid::Uuid;

use crate::view::export::{ExportForm, ExportFormat, ExportedView};
use crate::{App, Error, unfinished};

impl App {
    /// A file name to suggest: no personal data in it.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_name(&self, session: Uuid, format: ExportFormat) -> Result<String, Error> {
        let _ = (&session, &format);
        unfinished()
    }

    /// Writes the session log; whole or not at all.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_session(&self, form: ExportForm) -> Result<ExportedView, Error> {
        let _ = (&form,);
        unfinished()
    }
}
