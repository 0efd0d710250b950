//! A session's log read back as a stranger would, in both formats.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod agreement;
mod evening;
mod faults;
mod reading;
