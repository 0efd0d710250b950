//! One assist, one person: history and corrections.

use uuid::Uuid;

use crate::view::people::{AssistView, CorrectAssistForm, CorrectPersonForm, PersonView, VerifyView};
use crate::{App, Error, unfinished};

impl App {
    /// An assist with its history.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn assist(&self, assist: Uuid) -> Result<AssistView, Error> {
        let _ = (&assist,);
        unfinished()
    }

    /// A person with everything done.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn person(&self, citizen: Uuid) -> Result<PersonView, Error> {
        let _ = (&citizen,);
        unfinished()
    }

    /// Corrects an assist, with a reason; the old values stay in its history.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn correct_assist(&self, form: CorrectAssistForm) -> Result<AssistView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Corrects a citizen, with a reason.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn correct_person(&self, form: CorrectPersonForm) -> Result<PersonView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Voids an assist found wrong; it stays visible.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn void_assist(&self, assist: Uuid) -> Result<AssistView, Error> {
        let _ = (&assist,);
        unfinished()
    }

    /// Checks the journal's chain, the views, the file and the receipts.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn verify(&self) -> Result<VerifyView, Error> {
        unfinished()
    }
}
