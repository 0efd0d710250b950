//! A second reader of the wire format, written from PROTOCOL.md alone and with none of our crates: where it reads the
//! test vectors, so can a client that somebody else writes. Never here: writing, speed, limits.

pub mod bundle;
pub mod cbor;
pub mod certificate;
pub mod digest;
pub mod entry;
pub mod exchange;
pub mod sealed;
