//! Bundles on a stick: what goes into one, writing it so that a pulled stick is noticed, and taking one in.
//! Never here: a second way of judging what is in one; that is the store's, as in sync.

mod plan;
mod take;
mod write;

pub(crate) use plan::{Plan, Planned, everything, load, plan};
pub(crate) use take::{Taken, drain, take};
pub(crate) use write::to_file;
