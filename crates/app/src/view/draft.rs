//! People left half done at the desk: what was entered so far, kept on this laptop until it is saved or put away.

use domain::service::{AccountState, Outcome, Service};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::Words;
use super::desk::{CardSource, DoubtView, PersonCardView, PersonForm, PersonKey};

/// One person half done, as the desk hands it over to be kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DraftForm {
    /// The identity that the assist will have: what was saved is never half done again.
    pub assist: Uuid,
    /// How the person was opened; none for a card and for somebody new.
    pub key: Option<PersonKey>,
    /// Where the card came from.
    pub source: CardSource,
    /// What was to be noticed when the person was opened.
    pub notices: Vec<Words>,
    /// Letters that nobody has chosen yet.
    pub doubts: Vec<DoubtView>,
    /// The person as edited so far.
    pub person: PersonForm,
    /// The account as told so far.
    pub account: AccountState,
    /// Day of the Ministry's message.
    pub sms_day: Option<String>,
    /// The service, if it was chosen by hand.
    pub service: Option<Service>,
    /// The outcome, if one was chosen.
    pub outcome: Option<Outcome>,
    /// Difficulty codes, in the order they were chosen.
    pub difficulties: Vec<String>,
    /// Return day.
    pub return_day: Option<String>,
    /// Utilities shown, 1–16.
    pub utilities: Vec<u32>,
    /// The ticket as typed.
    pub ticket: String,
    /// The note as typed.
    pub note: String,
    /// The person's fields stand open.
    pub editing: bool,
}

/// Everything half done at the desk of one session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DraftsForm {
    /// The session.
    pub session: Uuid,
    /// What the box holds; a card's text is left out.
    pub typed: String,
    /// The one that is open, by its place.
    pub open: Option<u32>,
    /// At most `DRAFTS_MAX`.
    pub drafts: Vec<DraftForm>,
}

/// One person half done, with what is known of them now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DraftView {
    /// The person as the desk shows them.
    pub card: PersonCardView,
    /// What was entered.
    pub form: DraftForm,
}

/// Everything half done at the desk of the open session.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct DraftsView {
    /// What the box held.
    pub typed: String,
    /// The one that was open, by its place.
    pub open: Option<u32>,
    /// At most `DRAFTS_MAX`, as they stood.
    pub drafts: Vec<DraftView>,
}
