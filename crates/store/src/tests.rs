//! Stories of one and several laptops, with the real file under them.

mod commits;
mod world;
