//! Edits as positional fields: facts in clear, everything about a person apart. Never here: keys, hashes.
//!
//! A field keeps its place and its meaning forever; a new one goes to the end of its array.

mod advice;
mod authority;
mod correction;
mod facts_in;
mod facts_out;
mod person;
mod sealed;
mod values;

pub(crate) use facts_in::read_facts;
pub(crate) use facts_out::write_facts;
pub(crate) use person::{read_roster_person, write_roster_person};
pub(crate) use sealed::{read_sealed, write_sealed};
