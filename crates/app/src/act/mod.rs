//! What a person does, one module per screen.

mod authority;
mod backup;
mod bundle;
pub mod card;
mod certificate;
mod desk;
mod difficulty;
pub mod draft;
mod export;
pub mod follow_up;
mod join;
mod leaflet;
mod office;
mod own;
mod paper;
mod people;
pub(crate) mod recovery;
mod replaced;
mod roster;
mod scanner;
mod session;
pub mod slips;
mod start;
mod sync;
mod training;
mod unlock;
