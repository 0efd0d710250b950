//! What is read at every turn and seldom changes, kept until a save or a sync may have changed it: the commune's names,
//! which session the desk works on, its counts, and where people are sent.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::edit::{Edit, TargetKind};
use domain::ids::SessionId;
use domain::record::{Assist, RosterScope, Session};
use store::rows::{Origin, SessionRow, SessionTally};
use store::sessions::RunningTally;

use crate::failure::bug;
use crate::names::Names;
use crate::settings::Settings;
use crate::state::Open;
use crate::{Error, desk, evening, office};

/// Empty until something is asked for.
#[derive(Default)]
pub(crate) struct Kept {
    names: RefCell<Option<Arc<Names>>>,
    session: Cell<Option<Option<AtDesk>>>,
    tally: RefCell<Option<(SessionId, RunningTally)>>,
    offices: RefCell<Option<Arc<[office::Known]>>>,
}

/// The session that the desk works on, as far as every search asks for it.
#[derive(Clone, Copy)]
pub(crate) struct AtDesk {
    pub(crate) session: SessionId,
    pub(crate) day: NaiveDate,
    /// The list that its people stand on.
    pub(crate) scope: Option<RosterScope>,
}

impl AtDesk {
    fn of(session: &Session) -> Self {
        Self { session: session.id, day: session.day, scope: desk::scope(session) }
    }
}

impl Kept {
    /// Everything may be different now.
    pub(crate) fn forget(&self) {
        self.names.replace(None);
        self.session.set(None);
        self.tally.replace(None);
        self.offices.replace(None);
    }

    /// Forgets, where one of the edits may have changed what is kept.
    pub(crate) fn after(&self, edits: &[Edit]) {
        if edits.iter().any(concerns) {
            self.forget();
        }
        if !edits.iter().all(|edit| matches!(edit, Edit::Citizen(_))) {
            self.tally.replace(None);
        }
    }
}

impl Open {
    /// Saves a new assist, with whatever must be written before it, and counts its session.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit_assist(
        &mut self,
        before: Option<Edit>,
        assist: Assist,
        settings: &Settings,
    ) -> Result<(Origin, SessionTally), Error> {
        let (id, session) = (assist.id, assist.session);
        let kept = self.kept.tally.take().filter(|(kept, _)| *kept == session);
        // A correction may make two people one.
        let counted = kept.filter(|_| matches!(before, None | Some(Edit::Citizen(_)))).map(|(_, running)| running);
        let edits: Vec<Edit> = before.into_iter().chain([Edit::Assist(assist)]).collect();
        let origin = self.commit(&edits, settings)?.last().copied().ok_or_else(|| bug("commit-answer"))?;
        let running = match counted {
            Some(mut running) => {
                self.store.add_to_tally(&mut running, id)?;
                running
            }
            None => self.store.running_tally(session)?,
        };
        let tally = running.tally;
        self.kept.tally.replace(Some((session, running)));
        Ok((origin, tally))
    }

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

    /// Where people are sent.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn offices(&self) -> Result<Arc<[office::Known]>, Error> {
        if let Some(offices) = self.kept.offices.borrow().as_ref() {
            return Ok(Arc::clone(offices));
        }
        let offices: Arc<[office::Known]> = office::all(&self.store)?.into();
        self.kept.offices.replace(Some(Arc::clone(&offices)));
        Ok(offices)
    }

    /// The session that the desk works on, if one is open.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn desk_session(&self) -> Result<Option<SessionRow>, Error> {
        if let Some(known) = self.kept.session.get() {
            return Ok(known.map(|at| self.store.session(at.session)).transpose()?.flatten());
        }
        let found = evening::desk_session(&self.store)?;
        self.kept.session.set(Some(found.as_ref().map(|it| AtDesk::of(&it.row.record))));
        Ok(found)
    }

    /// What every search asks of that session; read once.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn at_desk(&self) -> Result<Option<AtDesk>, Error> {
        match self.kept.session.get() {
            Some(known) => Ok(known),
            None => Ok(self.desk_session()?.map(|it| AtDesk::of(&it.row.record))),
        }
    }
}

/// Whether an edit is about lists, sessions or advice.
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
        | Edit::SessionClosed(_)
        | Edit::Advice(_) => true,
        // Whose word counts decides what shows.
        Edit::Revoked(_) | Edit::Decided(_) => true,
        Edit::Outreach(_)
        | Edit::Citizen(_)
        | Edit::Assist(_)
        | Edit::RosterEdition(_)
        | Edit::Rekeyed(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_) => false,
        Edit::Correction(correction) => about_session(correction.target.kind),
        Edit::Void(void) => about_session(void.target.kind),
    }
}
