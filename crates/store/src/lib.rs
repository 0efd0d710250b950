//! The device's encrypted file: migrations, commit, receive, queries, search. Nothing here knows of sockets or screens.
//!
//! Two doors change records: [`Store::commit`] for what people do on this laptop, [`Store::receive`] for what others
//! did. Everything else that writes is about this laptop alone (settings, keys, cursor, receipts, granted rosters).

mod apply;
pub mod backup;
mod branch;
mod column;
pub mod commit;
mod crash;
mod days;
pub mod difficulties;
mod entry;
pub mod error;
pub mod follow_up;
pub mod former;
mod history;
pub mod identity;
mod index;
pub mod lacking;
mod migrate;
mod names;
mod number;
pub mod open;
pub mod outbox;
pub mod people;
mod progress;
mod project;
mod quarantine;
mod receipt;
pub mod receive;
pub mod roster;
pub mod rows;
pub mod secret;
pub mod sessions;
pub mod setting;
mod standing;
pub mod upkeep;
pub mod vault;
mod view;

pub use error::StoreError;
pub use open::{OpenError, Store};
pub use rows::*;

#[cfg(test)]
mod tests;
