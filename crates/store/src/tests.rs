//! Stories of one and several laptops, with the real file under them.

mod advice;
mod clocks;
mod commits;
mod convergence;
mod crashes;
mod file;
mod follow_ups;
mod migrations;
mod outboxes;
mod pages;
mod poison;
mod receives;
mod rosters;
mod searches;
mod standing;
mod world;
