//! Certificates: who may sign for what. Chains and trust are in `trust`; never here: revocation, which is an entry's business.

use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId, RecordId};
use domain::service::Role;

use crate::box_key::BoxPublic;
use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest};
use crate::keys::{
    DeviceKey, DevicePublic, MemberKey, MemberPublic, RootKey, RootPublic, SIGNATURE_BYTES, SignatureError,
};
use crate::limits::CERTIFICATE_BYTES_MAX;

const VERSION: u8 = 1;
const FIELDS: usize = 13;

/// Whom a certificate is about, with the key it certifies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The commune itself.
    Root {
        /// The root key; the commune's identity is its digest.
        key: RootPublic,
        /// A commune of synthetic people.
        practice: bool,
    },
    /// A member and what the member may do.
    Member {
        /// The member.
        member: MemberId,
        /// The member's key.
        key: MemberPublic,
        /// What the member may do.
        role: Role,
    },
    /// A laptop.
    Device {
        /// The laptop's key; the device's identity is its digest.
        key: DevicePublic,
        /// The key that the commune's keys are sealed to.
        opens: BoxPublic,
        /// The identity this one goes on from, after a restored backup or a cloned disk.
        continues: Option<DeviceId>,
    },
}

/// Who issued a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Issuer {
    /// The commune's root.
    Root(RootPublic),
    /// A member; must be a leader.
    Member(MemberPublic),
    /// A laptop, for the identity that continues its own.
    Device(DevicePublic),
}

/// The key that issues a certificate.
#[derive(Clone, Copy, Debug)]
pub enum IssuingKey<'k> {
    /// The commune's root.
    Root(&'k RootKey),
    /// A leader.
    Member(&'k MemberKey),
    /// A laptop that certifies its own continuation.
    Device(&'k DeviceKey),
}

/// From when and until when a certificate is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// When it was issued, ms since 1970 UTC by the issuer's clock.
    pub issued_at_ms: i64,
    /// When it ends, ms since 1970 UTC; none: until it is revoked.
    pub expires_at_ms: Option<i64>,
}

/// A certificate whose form is right; whether to trust it is for `trust::Trust`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    body: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
    commune: CommuneId,
    subject: Subject,
    issuer: Issuer,
    validity: Validity,
}

impl Certificate {
    /// Issues a certificate of `commune` about `subject`.
    #[must_use]
    pub fn issue(commune: CommuneId, subject: Subject, issuer: IssuingKey<'_>, validity: Validity) -> Self {
        let body = write_body(commune, &subject, &issuer.public(), validity);
        let signature = issuer.sign(&signed(&body));
        Self { body, signature, commune, subject, issuer: issuer.public(), validity }
    }

    /// The root certificate of a new commune, signed by itself.
    #[must_use]
    pub fn root(key: &RootKey, practice: bool, issued_at_ms: i64) -> Self {
        let subject = Subject::Root { key: key.public(), practice };
        let validity = Validity { issued_at_ms, expires_at_ms: None };
        Self::issue(key.public().commune(), subject, IssuingKey::Root(key), validity)
    }

    /// Reads a certificate; the signature is checked by [`Certificate::verify`].
    ///
    /// # Errors
    /// Another form, a newer version, or longer than `CERTIFICATE_BYTES_MAX`.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > CERTIFICATE_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let (body, signature) = Reader::frame(bytes, 2, |r| Ok((r.bytes(CERTIFICATE_BYTES_MAX)?, r.fixed()?)))?;
        let (commune, subject, issuer, validity) = Reader::body(body, FIELDS, read_body)?;
        Ok(Self { body: body.to_vec(), signature, commune, subject, issuer, validity })
    }

    /// The certificate as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::begin(2);
        writer.bytes(&self.body).bytes(&self.signature);
        writer.finish()
    }

    /// The digest of the certificate as it travels.
    #[must_use]
    pub fn digest(&self) -> EntryDigest {
        EntryDigest(Digest::new(Context::CertificateDigest).sized(&self.to_bytes()).finish())
    }

    /// Whether the issuer named signed it.
    ///
    /// # Errors
    /// Signed by another key, or changed since.
    pub fn verify(&self) -> Result<(), SignatureError> {
        self.issuer.verify(&signed(&self.body), &self.signature)
    }

    /// Whose commune it belongs to.
    #[must_use]
    pub const fn commune(&self) -> CommuneId {
        self.commune
    }

    /// Whom it is about.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Who issued it.
    #[must_use]
    pub const fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// From when and until when it is good.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// Whether it is good at `now_ms`; its beginning is not judged, since clocks differ.
    #[must_use]
    pub fn is_valid_at(&self, now_ms: i64) -> bool {
        self.validity.expires_at_ms.is_none_or(|end_ms| now_ms < end_ms)
    }
}

impl Subject {
    /// The identity certified: the commune's, the member's, the device's.
    #[must_use]
    pub fn id(&self) -> RecordId {
        match self {
            Self::Root { key, .. } => key.commune().record(),
            Self::Member { member, .. } => member.record(),
            Self::Device { key, .. } => key.device().record(),
        }
    }

    fn key_bytes(&self) -> &[u8; 32] {
        match self {
            Self::Root { key, .. } => key.as_bytes(),
            Self::Member { key, .. } => key.as_bytes(),
            Self::Device { key, .. } => key.as_bytes(),
        }
    }

    const fn kind(&self) -> u8 {
        match self {
            Self::Root { .. } => 0,
            Self::Member { .. } => 1,
            Self::Device { .. } => 2,
        }
    }
}

impl Issuer {
    const fn kind(&self) -> u8 {
        match self {
            Self::Root(_) => 0,
            Self::Member(_) => 1,
            Self::Device(_) => 2,
        }
    }

    fn key_bytes(&self) -> &[u8; 32] {
        match self {
            Self::Root(key) => key.as_bytes(),
            Self::Member(key) => key.as_bytes(),
            Self::Device(key) => key.as_bytes(),
        }
    }

    fn verify(&self, digest: &[u8; 32], signature: &[u8; SIGNATURE_BYTES]) -> Result<(), SignatureError> {
        match self {
            Self::Root(key) => key.verify(digest, signature),
            Self::Member(key) => key.verify(digest, signature),
            Self::Device(key) => key.verify(digest, signature),
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        let kind = r.u8()?;
        let key = r.fixed()?;
        let issuer = match kind {
            0 => RootPublic::from_bytes(&key).map(Self::Root),
            1 => MemberPublic::from_bytes(&key).map(Self::Member),
            2 => DevicePublic::from_bytes(&key).map(Self::Device),
            _ => return Err(FormatError::Newer),
        };
        issuer.map_err(|_| FormatError::Value)
    }
}

impl IssuingKey<'_> {
    fn public(&self) -> Issuer {
        match self {
            Self::Root(key) => Issuer::Root(key.public()),
            Self::Member(key) => Issuer::Member(key.public()),
            Self::Device(key) => Issuer::Device(key.public()),
        }
    }

    fn sign(&self, digest: &[u8; 32]) -> [u8; SIGNATURE_BYTES] {
        match self {
            Self::Root(key) => key.sign(digest),
            Self::Member(key) => key.sign(digest),
            Self::Device(key) => key.sign(digest),
        }
    }
}

fn signed(body: &[u8]) -> [u8; 32] {
    Digest::new(Context::Certificate).sized(body).finish()
}

fn write_body(commune: CommuneId, subject: &Subject, issuer: &Issuer, validity: Validity) -> Vec<u8> {
    let (opens, role, practice, continues) = match subject {
        Subject::Root { practice, .. } => (None, None, *practice, None),
        Subject::Member { role, .. } => (None, Some(*role), false, None),
        Subject::Device { opens, continues, .. } => (Some(opens), None, false, *continues),
    };
    let mut w = Writer::begin(FIELDS);
    w.u8(VERSION).u8(subject.kind()).bytes(commune.as_bytes()).bytes(subject.id().as_bytes());
    w.bytes(subject.key_bytes());
    w.option(opens, |w, key| {
        w.bytes(key.as_bytes());
    });
    w.option(role, |w, role| {
        w.u8(role.code());
    });
    w.bool(practice).u8(issuer.kind()).bytes(issuer.key_bytes()).i64(validity.issued_at_ms);
    w.option(validity.expires_at_ms, |w, end_ms| {
        w.i64(end_ms);
    });
    w.option(continues, |w, device| {
        w.bytes(device.as_bytes());
    });
    w.finish()
}

type Body = (CommuneId, Subject, Issuer, Validity);

fn read_body(r: &mut Reader<'_>) -> Result<Body, FormatError> {
    if r.u8()? != VERSION {
        return Err(FormatError::Newer);
    }
    let kind = r.u8()?;
    let (commune, id): (_, [u8; 16]) = (CommuneId::from_bytes(r.fixed()?), r.fixed()?);
    let key = r.fixed()?;
    let opens = r.option(|r| BoxPublic::from_bytes(&r.fixed()?).map_err(|_| FormatError::Value))?;
    let role = r.option(|r| Role::from_code(r.u8()?).ok_or(FormatError::Newer))?;
    let practice = r.bool()?;
    let issuer = Issuer::read(r)?;
    let validity = Validity { issued_at_ms: r.i64()?, expires_at_ms: r.option(Reader::i64)? };
    let continues = r.option(|r| r.fixed().map(DeviceId::from_bytes))?;
    let subject = read_subject(kind, &key, MemberId::from_bytes(id), opens, role, practice, continues)?;
    // The identities of commune and device follow from their keys: a certificate cannot claim others.
    if subject.id().as_bytes() == &id { Ok((commune, subject, issuer, validity)) } else { Err(FormatError::Value) }
}

fn read_subject(
    kind: u8,
    key: &[u8; 32],
    member: MemberId,
    opens: Option<BoxPublic>,
    role: Option<Role>,
    practice: bool,
    continues: Option<DeviceId>,
) -> Result<Subject, FormatError> {
    let value = |_| FormatError::Value;
    match (kind, opens, role) {
        (0, None, None) => Ok(Subject::Root { key: RootPublic::from_bytes(key).map_err(value)?, practice }),
        (1, None, Some(role)) => {
            Ok(Subject::Member { member, key: MemberPublic::from_bytes(key).map_err(value)?, role })
        }
        (2, Some(opens), None) => {
            Ok(Subject::Device { key: DevicePublic::from_bytes(key).map_err(value)?, opens, continues })
        }
        (0..=2, _, _) => Err(FormatError::Value),
        _ => Err(FormatError::Newer),
    }
}
