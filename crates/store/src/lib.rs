//! The device's encrypted file: migrations, commit, receive, queries, search. Nothing here knows of sockets or screens.
//!
//! Two doors change records: [`Store::commit`] for what people do on this laptop, [`Store::receive`] for what others
//! did. Everything else that writes is about this laptop alone (settings, keys, cursor, receipts, granted rosters).

mod column;
pub mod commit;
pub mod error;
mod history;
pub mod identity;
mod migrate;
mod names;
pub mod open;
pub mod outbox;
pub mod people;
mod progress;
pub mod receive;
pub mod roster;
pub mod rows;
pub mod secret;
mod sessions;
pub mod setting;
pub mod upkeep;
pub mod vault;

pub use error::StoreError;
pub use open::{OpenError, Store};
pub use rows::*;
