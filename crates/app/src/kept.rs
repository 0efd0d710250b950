//! What is read at every turn and seldom changes, kept until a save or a sync may have changed it: the commune's names,
//! and which session the desk works on.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use domain::edit::{Edit, TargetKind};
use domain::ids::SessionId;
use store::rows::SessionRow;

use crate::Error;
use crate::evening;
use crate::names::Names;
use crate::state::Open;

/// Empty until something is asked for.
#[derive(Default)]
pub(crate) struct Kept {
    names: RefCell<Option<Arc<Names>>>,
    session: Cell<Option<Option<SessionId>>>,
}

impl Kept {
    /// Everything may be different now.
    pub(crate) fn forget(&self) {
        self.names.replace(None);
        self.session.set(None);
    }

    /// Forgets, where one of the edits may have changed what is kept.
    pub(crate) fn after(&self, edits: &[Edit]) {
        if edits.iter().any(concerns) {
            self.forget();
        }
    }
}

impl Open {
    /// The commune's names.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn names(&self) -> Result<Arc<Names>, Error> {
        if let Some(names) = self.kept.names.borrow().as_ref() {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(Names::read(&self.store)?);
        self.kept.names.replace(Some(Arc::clone(&names)));
        Ok(names)
    }

    /// The session that the desk works on, if one is open.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn desk_session(&self) -> Result<Option<SessionRow>, Error> {
        if let Some(known) = self.kept.session.get() {
            return Ok(known.map(|id| self.store.session(id)).transpose()?.flatten());
        }
        let found = evening::desk_session(&self.store, self.identity.device)?;
        self.kept.session.set(Some(found.as_ref().map(|it| it.row.record.id)));
        Ok(found)
    }
}

/// Whether an edit is about lists or sessions.
fn concerns(edit: &Edit) -> bool {
    let about_session = |kind: TargetKind| match kind {
        TargetKind::Session => true,
        TargetKind::Outreach | TargetKind::Citizen | TargetKind::Assist => false,
    };
    match edit {
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::Member(_)
        | Edit::Certified(_)
        | Edit::Session(_)
        | Edit::SessionClosed(_) => true,
        Edit::Outreach(_) | Edit::Citizen(_) | Edit::Assist(_) | Edit::RosterEdition(_) => false,
        Edit::Correction(correction) => about_session(correction.target.kind),
        Edit::Void(void) => about_session(void.target.kind),
    }
}
