//! A card's text, read.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;
use super::desk::{DoubtView, PersonForm};

/// What a card holds, as far as it would be kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CardView {
    /// `chip-card` or `identity-card`.
    pub kind: String,
    /// Its holder.
    pub person: PersonForm,
    /// Letters that are uncertain.
    pub doubts: Vec<DoubtView>,
    /// What to look at.
    pub notices: Vec<Words>,
    /// What stands after the seventh field; never saved.
    pub extra_fields: Vec<String>,
}
