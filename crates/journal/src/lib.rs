//! The wire format: entries, chain, slots, batches, certificates, receipts, sync plan; bytes in, bytes out.
//!
//! PROTOCOL.md beside this crate is the exact text. Never here: clocks, randomness, files, sockets; time, keys, nonces
//! and seeds are arguments.

pub mod backup;
pub mod batch;
pub mod blob;
pub mod box_key;
pub mod bundle;
mod cbor;
pub mod certificate;
mod codec;
mod digest;
pub mod entry;
pub mod exchange;
pub mod item;
pub mod join;
pub mod keyring;
pub mod keys;
pub mod limits;
pub mod mutation;
pub mod receipt;
pub mod recovery;
pub mod rekey;
pub mod slot;
pub mod standing;
pub mod sync;
pub mod trust;

pub use batch::{Batch, BatchError, Span, cut};
pub use blob::{BlobDigest, RosterBlob};
pub use box_key::{BoxKey, BoxPublic};
pub use cbor::FormatError;
pub use certificate::{Certificate, IssuingKey, Subject, Validity};
pub use entry::{Chained, Entry, Header, HeaderInput, Opened, Signer, Unreadable, WriteError};
pub use item::Item;
pub use keyring::{IndexKey, Keyring, NONCE_BYTES, SealingKey};
pub use keys::{
    CentreKey, CentrePublic, DeviceKey, DevicePublic, MemberKey, MemberPublic, RootKey, RootPublic, SignatureError,
};
pub use receipt::{Arrival, LogId, Receipt};
pub use slot::{SealedSlot, Slot, SlotDigest};
pub use standing::{Judged, Place, Standing, Word};
pub use trust::{CertificateChain, CertifiedDevice, CertifiedMember, Trust, TrustError, VerifiedChain};
