//! The police's list, from a file to roster editions. First everything is read, matched and judged, without the app's lock;
//! then one transaction saves entries and blobs; last the search is brought up to date in small steps.
//! Never here: how a file is read (`documents`), how a blob is sealed (`journal`).

mod known;
mod notices;
mod place;
mod plan;
mod publish;
mod read;
mod sample;
mod work;

pub(crate) use known::Known;
pub(crate) use notices::notices;
pub(crate) use place::Places;
pub(crate) use plan::{Plan, Row, something};
pub(crate) use publish::{publish, seal};
pub(crate) use read::{Source, read};
pub(crate) use sample::sample;
pub(crate) use work::{Turn, Work};

/// Between two such steps the lock is left alone for so long: it is not fair, and whoever waits for it gets it then.
pub(crate) const GIVE_WAY: std::time::Duration = std::time::Duration::from_millis(10);
/// Blobs whose people are brought up to date at a time; the desk may save in between.
pub(crate) const SETTLE_BLOBS: usize = 1;
