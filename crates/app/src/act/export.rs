//! Taking a session log away.

use std::path::Path;

use domain::ids::SessionId;
use uuid::Uuid;

use crate::view::export::{ExportForm, ExportFormat, ExportedView};
use crate::{App, Error, clock, evening, report};

impl App {
    /// A file name to suggest: no personal data in it.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_name(&self, session: Uuid, format: ExportFormat) -> Result<String, Error> {
        self.reading(|open| {
            let session = evening::known_session(&open.store, SessionId(session))?;
            let names = open.names()?;
            let place = report::file_part(&names.place_of(&session.row.record));
            Ok(format!("nhat-ky-ho-tro_{}_{place}.{}", clock::iso(session.row.record.day), format.ending()))
        })
    }

    /// Writes the session log as it is now, whole or not at all; whoever saves meanwhile does not wait.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_session(&self, form: ExportForm) -> Result<ExportedView, Error> {
        let now_ms = self.shared.settings.now_ms();
        let (store, names) = self.reading_people(|open| Ok((open.store.reader()?, open.names()?)))?;
        let written = report::write(&store, names, &form, now_ms)?;
        Ok(ExportedView::of(Path::new(&form.path), written))
    }
}
