//! Sync with the centre: `carrier` is the only place with HTTP, `run` drives the journal's state machine with the store,
//! `lookout` remembers how the line looks, `background` does it all by itself, `vouched` is the certificate that a centre may
//! have of its own.

mod address;
mod background;
mod carrier;
mod lookout;
mod run;
#[cfg(test)]
mod strangers;
mod vouched;

pub(crate) use address::CentreAddress;
pub(crate) use carrier::Carrier;
pub(crate) use lookout::Lookout;
pub(crate) use run::{all_blobs, carried, forget_blobs, keep_box, offered, run, waiting_blobs};
pub(crate) use vouched::Vouched;

/// The way to a centre.
pub(crate) struct Way {
    /// Where it is.
    pub(crate) address: CentreAddress,
    /// Whose certificate is trusted there beside the system's.
    pub(crate) vouched: Option<Vouched>,
}
