//! What a person does, one module per screen.

mod bundle;
pub mod card;
mod desk;
mod export;
mod join;
mod people;
mod session;
mod start;
mod sync;
mod unlock;
