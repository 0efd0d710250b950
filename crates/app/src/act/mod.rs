//! What a person does, one module per screen.

mod desk;
mod export;
mod people;
mod session;
mod start;
mod sync;
