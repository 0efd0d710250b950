//! What a person does, one module per screen.

mod authority;
mod backup;
mod bundle;
pub mod card;
mod desk;
pub mod draft;
mod export;
mod join;
mod own;
mod people;
pub(crate) mod recovery;
mod roster;
mod scanner;
mod session;
mod start;
mod sync;
mod unlock;
