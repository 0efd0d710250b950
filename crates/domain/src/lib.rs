//! The field's rules: pure values, records, edits, eligibility and triage.

mod choices;
pub mod citizen_number;
pub mod edit;
pub mod ids;
pub mod merge;
pub mod person;
pub mod record;
pub mod service;
pub mod stamp;
