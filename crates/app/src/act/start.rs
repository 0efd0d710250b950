//! First run, unlocking, joining, and what is always on the screen.

use uuid::Uuid;

use crate::view::start::{
    AnswerForm, CommuneView, JoinForm, JoinRequestView, MemberForm, MemberView, Profile, SetUpForm, StatusView,
    StripView,
};
use crate::{App, Error, unfinished};

impl App {
    /// Where the app stands.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn status(&self) -> Result<StatusView, Error> {
        unfinished()
    }

    /// Makes the practice commune anew if there is none, opens it with its public PIN, and opens its evening session.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn start_practice(&self) -> Result<StatusView, Error> {
        unfinished()
    }

    /// Sets up the real commune: keys, first device, villages, units, members. One commit.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn set_up(&self, form: SetUpForm) -> Result<StatusView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Turns to the other profile; the present one is locked first.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn choose_profile(&self, profile: Profile) -> Result<StatusView, Error> {
        let _ = (&profile,);
        unfinished()
    }

    /// Opens the file with a member's PIN or passphrase.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn unlock(&self, member: Uuid, pin: &str) -> Result<StatusView, Error> {
        let _ = (&member, &pin);
        unfinished()
    }

    /// Forgets every key.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn lock(&self) -> Result<StatusView, Error> {
        unfinished()
    }

    /// The commune's lists, for forms.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn commune(&self) -> Result<CommuneView, Error> {
        unfinished()
    }

    /// The strip that is always on the screen.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn strip(&self) -> Result<StripView, Error> {
        unfinished()
    }

    /// Adds a member; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn add_member(&self, form: MemberForm) -> Result<MemberView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// New laptop: makes its keys and writes the join request file.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn request_to_join(&self, form: JoinForm) -> Result<JoinRequestView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// Leader: reads a join request, to compare the code aloud.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn read_join_request(&self, path: &str) -> Result<JoinRequestView, Error> {
        let _ = (&path,);
        unfinished()
    }

    /// Leader: certifies the new laptop and its member, and writes the answer file.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn answer_join(&self, form: AnswerForm) -> Result<JoinRequestView, Error> {
        let _ = (&form,);
        unfinished()
    }

    /// New laptop: takes the leader's answer; then it can be unlocked.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn accept_join_answer(&self, path: &str) -> Result<StatusView, Error> {
        let _ = (&path,);
        unfinished()
    }
}
