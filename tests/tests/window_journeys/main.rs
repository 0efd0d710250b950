//! Journeys through the real window: a person's keys and eyes on one side, the real server on the other.
//! One program, so that the stories run beside each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod access;
mod access_commune;
mod access_more;
mod busy;
mod card_picture;
mod conflict;
mod evening;
mod flows;
mod follow_ups;
mod key_store;
mod paper;
mod people;
mod recovery;
mod roster;
mod set_up;
mod stick;
mod team;
mod trouble;
mod way_in;
