//! BLAKE3 with one context per purpose; every variable-length input is preceded by its length. Never here: signatures.

use std::sync::LazyLock;

use blake3::Hasher;
use blake3::hazmat::{ContextKey, HasherExt as _, hash_derive_key_context};

/// What a digest is for. The texts never change; a new meaning takes a new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    CommuneId,
    DeviceId,
    Certificate,
    CertificateDigest,
    Beginning,
    Slot,
    SlotSeal,
    Act,
    Entry,
    Batch,
    Receipt,
    Blob,
    BlobSeal,
    Request,
    Mark,
    BundlePart,
    Bundle,
    JoinRequest,
    JoinRequestDigest,
    JoinCode,
    JoinSeal,
    JoinEncapsulation,
    SealingKeyId,
    RekeySeal,
    RecoveryId,
    RecoveryBox,
    RecoveryCheck,
    RecoveryProof,
    RecoverySeal,
    RecoveryFile,
}

impl Context {
    /// The derive-key context of BLAKE3, and the first bytes of associated data.
    pub const fn text(self) -> &'static str {
        match self {
            Self::CommuneId => "dong-hanh v1 commune-id",
            Self::DeviceId => "dong-hanh v1 device-id",
            Self::Certificate => "dong-hanh v1 certificate",
            Self::CertificateDigest => "dong-hanh v1 certificate-digest",
            Self::Beginning => "dong-hanh v1 beginning",
            Self::Slot => "dong-hanh v1 slot",
            Self::SlotSeal => "dong-hanh v1 slot-seal",
            Self::Act => "dong-hanh v1 act",
            Self::Entry => "dong-hanh v1 entry",
            Self::Batch => "dong-hanh v1 batch",
            Self::Receipt => "dong-hanh v1 receipt",
            Self::Blob => "dong-hanh v1 blob",
            Self::BlobSeal => "dong-hanh v1 blob-seal",
            Self::Request => "dong-hanh v1 request",
            Self::Mark => "dong-hanh v1 mark",
            Self::BundlePart => "dong-hanh v1 bundle-part",
            Self::Bundle => "dong-hanh v1 bundle",
            Self::JoinRequest => "dong-hanh v1 join-request",
            Self::JoinRequestDigest => "dong-hanh v1 join-request-digest",
            Self::JoinCode => "dong-hanh v1 join-code",
            Self::JoinSeal => "dong-hanh v1 join-seal",
            Self::JoinEncapsulation => "dong-hanh v1 join-encapsulation",
            Self::SealingKeyId => "dong-hanh v1 sealing-key-id",
            Self::RekeySeal => "dong-hanh v1 rekey-seal",
            Self::RecoveryId => "dong-hanh v1 recovery-id",
            Self::RecoveryBox => "dong-hanh v1 recovery-box",
            Self::RecoveryCheck => "dong-hanh v1 recovery-check",
            Self::RecoveryProof => "dong-hanh v1 recovery-proof",
            Self::RecoverySeal => "dong-hanh v1 recovery-seal",
            Self::RecoveryFile => "dong-hanh v1 recovery-file",
        }
    }
}

/// The two contexts that every entry needs, each hashed once in the program and not once an entry.
static ENTRY: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(Context::Entry.text()));
static SLOT: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(Context::Slot.text()));

/// A digest being taken. Lent from step to step and never handed on: it is two kilobytes, more than it mostly digests.
pub(crate) struct Digest(Hasher);

impl Digest {
    /// As `new(Context::Entry)`.
    pub fn of_entry() -> Self {
        Self(Hasher::new_from_context_key(&ENTRY))
    }

    /// As `new(Context::Slot)`.
    pub fn of_slot() -> Self {
        Self(Hasher::new_from_context_key(&SLOT))
    }

    pub fn new(context: Context) -> Self {
        Self(Hasher::new_derive_key(context.text()))
    }

    /// Bytes whose length the protocol fixes.
    pub fn fixed<const N: usize>(&mut self, bytes: &[u8; N]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    /// Bytes of any length below 4 GiB: the length as u32, little endian, then the bytes.
    pub fn sized(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&length(bytes));
        self.0.update(bytes);
        self
    }

    /// A number as u64, little endian.
    pub fn u64(&mut self, value: u64) -> &mut Self {
        self.0.update(&value.to_le_bytes());
        self
    }

    /// A number as i64, little endian.
    pub fn i64(&mut self, value: i64) -> &mut Self {
        self.0.update(&value.to_le_bytes());
        self
    }

    pub fn finish(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }

    /// The first sixteen bytes of the digest: an identity.
    pub fn finish_id(&self) -> [u8; 16] {
        let mut id = [0; 16];
        self.0.finalize_xof().fill(&mut id);
        id
    }
}

/// A length as it stands before the bytes: u32, little endian.
pub(crate) fn length(bytes: &[u8]) -> [u8; 4] {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_inputs_apart() {
        let of = |a: &[u8], b: &[u8]| Digest::new(Context::Entry).sized(a).sized(b).finish();
        assert_ne!(of(b"ab", b"c"), of(b"a", b"bc"));
    }

    #[test]
    fn a_context_hashed_before_is_the_same_one() {
        let of = |mut digest: Digest| digest.sized(b"x").finish();
        assert_eq!(of(Digest::of_entry()), of(Digest::new(Context::Entry)));
        assert_eq!(of(Digest::of_slot()), of(Digest::new(Context::Slot)));
    }

    #[test]
    fn contexts_keep_purposes_apart() {
        let of = |context| Digest::new(context).fixed(&[7; 32]).finish();
        assert_ne!(of(Context::Act), of(Context::Entry));
    }
}
