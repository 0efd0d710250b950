//! What crosses to the window and the command line: plain structs, ids and dates as text that JSON can carry.
//! Days are `YYYY-MM-DD`, instants RFC 3339 in Vietnam's time (+07:00). Texts for people are not here: keys are.

pub mod authority;
pub mod backup;
pub mod bundle;
pub mod card;
pub mod desk;
pub mod draft;
pub mod export;
pub mod follow_up;
pub mod office;
pub mod paper;
pub mod people;
pub mod roster;
pub mod scanner;
pub mod session;
pub mod start;
pub mod sync;
pub mod training;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// A sentence to be said in the person's language: a key of the text catalogue and its parameters.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct Words {
    /// Key of the text catalogue.
    pub key: String,
    /// Parameters by name, already in their plain form (days ISO, numbers decimal).
    pub params: BTreeMap<String, String>,
}
