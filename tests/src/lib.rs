//! What the stories across crates share: real programs started and stopped, laptops, cards, and the played evening.
//! Never here: mocks. Where the real thing can run, it runs.

pub mod bench;
pub mod cards;
pub mod centre;
pub mod clear;
pub mod evening;
pub mod laptop;
pub mod line;
pub mod load;
pub mod older;
pub mod programs;
pub mod sim;
pub mod terminal;
pub mod window;
