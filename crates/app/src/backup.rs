//! Backups: one sealed file with everything that a laptop holds, restored under a new identity.
//! Never here: a second way of writing to a stick or of taking entries in; those are the bundles' and the store's.

mod lock;
mod read;
mod restore;
mod second;
mod write;

pub(crate) use lock::KeptLock;
pub(crate) use read::Sealed;
pub(crate) use restore::{Restored, drill, must_fit, restore};
pub(crate) use second::{Place, copies, make_if_due, make_second, name, notes};
pub(crate) use write::{Written, write_to};
