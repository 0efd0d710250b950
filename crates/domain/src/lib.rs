//! The field's rules: pure values, records, edits, eligibility and triage.

pub mod authority;
pub mod bring;
pub mod card;
pub mod catalogue;
mod choices;
pub mod citizen_number;
pub mod edit;
pub mod fold;
pub mod follow_up;
pub mod format;
pub mod ids;
pub mod language;
pub mod merge;
pub mod office;
pub mod person;
pub mod province;
pub mod record;
pub mod rules;
pub mod service;
pub mod stamp;
pub mod synthetic;
pub mod training;
pub mod triage;
