//! Sync with the centre: `carrier` is the only place with HTTP, `run` drives the journal's state machine with the store,
//! `lookout` remembers how the line looks, `background` does it all by itself.

mod address;
mod background;
mod carrier;
mod lookout;
mod run;
#[cfg(test)]
mod strangers;

pub(crate) use address::CentreAddress;
pub(crate) use carrier::Carrier;
pub(crate) use lookout::Lookout;
pub(crate) use run::{all_blobs, carried, forget_blobs, keep_box, offered, run, waiting_blobs};
