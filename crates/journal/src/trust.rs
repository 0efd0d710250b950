//! From one root certificate to everybody it vouches for. Never here: revocation and roles taken back (views of entries).

use std::collections::BTreeMap;

use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId};
use domain::service::Role;

use crate::box_key::BoxPublic;
use crate::cbor::{FormatError, Reader, Writer};
use crate::certificate::{Certificate, Issuer, Subject, Validity};
use crate::keys::{DevicePublic, MemberPublic, RootPublic, SignatureError};
use crate::limits::{CERTIFICATE_BYTES_MAX, CHAIN_BYTES_MAX, CHAIN_LEN_MAX};

/// Why a certificate is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// The bytes are no certificate or chain of this version.
    #[error("the certificate cannot be read")]
    Format(#[from] FormatError),
    /// Not signed by the issuer it names.
    #[error("the certificate's signature does not verify")]
    Signature(#[from] SignatureError),
    /// Of another commune.
    #[error("the certificate is another commune's")]
    OtherCommune,
    /// A second root, or a first certificate that is none.
    #[error("the chain does not begin with its root")]
    Root,
    /// Issued by somebody who is not known here.
    #[error("the certificate's issuer is unknown")]
    UnknownIssuer,
    /// Issued by somebody who may not issue it.
    #[error("the certificate's issuer may not issue it")]
    IssuerMayNot,
    /// A chain that does not end in a device.
    #[error("the chain does not end in a device")]
    NoDevice,
}

/// A member as certified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CertifiedMember {
    /// The member.
    pub member: MemberId,
    /// The member's key.
    pub key: MemberPublic,
    /// What the member may do.
    pub role: Role,
    /// From when and until when.
    pub validity: Validity,
}

/// A laptop as certified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CertifiedDevice {
    /// The commune.
    pub commune: CommuneId,
    /// The device.
    pub device: DeviceId,
    /// Its signing key.
    pub key: DevicePublic,
    /// The key that the commune's keys are sealed to.
    pub opens: BoxPublic,
    /// The identity it goes on from.
    pub continues: Option<DeviceId>,
    /// From when and until when.
    pub validity: Validity,
}

/// Everybody a commune's root vouches for, as far as their certificates are known here.
#[derive(Clone, Debug)]
pub struct Trust {
    commune: CommuneId,
    practice: bool,
    members: BTreeMap<[u8; 32], CertifiedMember>,
    devices: BTreeMap<DeviceId, CertifiedDevice>,
}

impl CertifiedDevice {
    /// What the device's first entry names as its `previous`.
    #[must_use]
    pub fn beginning(&self) -> EntryDigest {
        self.key.beginning(self.commune)
    }
}

impl Trust {
    /// Begins with the root certificate of `commune`.
    ///
    /// # Errors
    /// Not that commune's root certificate.
    pub fn begin(commune: CommuneId, root: &Certificate) -> Result<Self, TrustError> {
        let Subject::Root { key, practice } = *root.subject() else { return Err(TrustError::Root) };
        if key.commune() != commune || root.commune() != commune {
            return Err(TrustError::OtherCommune);
        }
        if *root.issuer() != Issuer::Root(key) {
            return Err(TrustError::Root);
        }
        root.verify()?;
        Ok(Self { commune, practice, members: BTreeMap::new(), devices: BTreeMap::new() })
    }

    /// Takes in a certificate whose issuer is already known; a repeat changes nothing.
    ///
    /// # Errors
    /// Of another commune, unknown or not entitled issuer, bad signature.
    pub fn admit(&mut self, certificate: &Certificate) -> Result<(), TrustError> {
        if certificate.commune() != self.commune {
            return Err(TrustError::OtherCommune);
        }
        let validity = certificate.validity();
        match *certificate.subject() {
            Subject::Root { key, .. } => self.same_root(key)?,
            Subject::Member { .. } => self.may_issue_member(certificate.issuer())?,
            Subject::Device { continues, .. } => self.may_issue_device(certificate.issuer(), continues)?,
        }
        certificate.verify()?;
        match *certificate.subject() {
            Subject::Root { .. } => {}
            Subject::Member { member, key, role } => {
                self.members.insert(*key.as_bytes(), CertifiedMember { member, key, role, validity });
            }
            Subject::Device { key, opens, continues } => self.insert_device(certificate, key, opens, continues),
        }
        Ok(())
    }

    /// The commune.
    #[must_use]
    pub const fn commune(&self) -> CommuneId {
        self.commune
    }

    /// Whether its people are synthetic.
    #[must_use]
    pub const fn practice(&self) -> bool {
        self.practice
    }

    /// A device, if certified here.
    #[must_use]
    pub fn device(&self, device: DeviceId) -> Option<&CertifiedDevice> {
        self.devices.get(&device)
    }

    /// Every key certified for a member; more than one after a forgotten PIN.
    pub fn member_keys(&self, member: MemberId) -> impl Iterator<Item = &CertifiedMember> {
        self.members.values().filter(move |it| it.member == member)
    }

    fn insert_device(
        &mut self,
        certificate: &Certificate,
        key: DevicePublic,
        opens: BoxPublic,
        continues: Option<DeviceId>,
    ) {
        let device = CertifiedDevice {
            commune: self.commune,
            device: key.device(),
            key,
            opens,
            continues,
            validity: certificate.validity(),
        };
        self.devices.insert(device.device, device);
    }

    fn same_root(&self, key: RootPublic) -> Result<(), TrustError> {
        if key.commune() == self.commune { Ok(()) } else { Err(TrustError::Root) }
    }

    fn may_issue_member(&self, issuer: &Issuer) -> Result<(), TrustError> {
        match issuer {
            Issuer::Root(key) => self.same_root(*key),
            Issuer::Member(key) => self.is_leader(key),
            Issuer::Device(_) => Err(TrustError::IssuerMayNot),
        }
    }

    fn may_issue_device(&self, issuer: &Issuer, continues: Option<DeviceId>) -> Result<(), TrustError> {
        match issuer {
            Issuer::Root(key) => self.same_root(*key),
            Issuer::Member(key) => self.is_leader(key),
            Issuer::Device(key) if continues != Some(key.device()) => Err(TrustError::IssuerMayNot),
            Issuer::Device(key) => self.device(key.device()).map(|_| ()).ok_or(TrustError::UnknownIssuer),
        }
    }

    fn is_leader(&self, key: &MemberPublic) -> Result<(), TrustError> {
        match self.members.get(key.as_bytes()).map(|it| it.role) {
            Some(Role::Leader) => Ok(()),
            Some(Role::Volunteer | Role::Observer) => Err(TrustError::IssuerMayNot),
            None => Err(TrustError::UnknownIssuer),
        }
    }
}

/// The certificates from a commune's root to one device, in that order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CertificateChain(Vec<Certificate>);

impl CertificateChain {
    /// A chain of these certificates, root first, device last.
    ///
    /// # Errors
    /// None, or more than `CHAIN_LEN_MAX`.
    pub fn new(certificates: Vec<Certificate>) -> Result<Self, FormatError> {
        match certificates.len() {
            0 => Err(FormatError::Fields),
            1..=CHAIN_LEN_MAX => Ok(Self(certificates)),
            _ => Err(FormatError::TooLong),
        }
    }

    /// Reads a chain.
    ///
    /// # Errors
    /// Another form, too long, or a certificate that cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > CHAIN_BYTES_MAX {
            return Err(FormatError::TooLong);
        }
        let read =
            |r: &mut Reader<'_>| r.list(CHAIN_LEN_MAX, |r| r.bytes(CERTIFICATE_BYTES_MAX).and_then(Certificate::read));
        Self::new(Reader::whole(bytes, read)?)
    }

    /// The chain as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.list(self.0.iter(), |w, certificate| {
            w.bytes(&certificate.to_bytes());
        });
        writer.finish()
    }

    /// The certificates, root first.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate] {
        &self.0
    }

    /// Checks every link from the root of `commune` to the device at the end.
    ///
    /// # Errors
    /// The first link that does not hold.
    pub fn verify(&self, commune: CommuneId) -> Result<VerifiedChain, TrustError> {
        let (root, others) = self.0.split_first().ok_or(TrustError::Root)?;
        let mut trust = Trust::begin(commune, root)?;
        for certificate in others {
            trust.admit(certificate)?;
        }
        let device = match others.last().map(Certificate::subject) {
            Some(Subject::Device { key, .. }) => trust.device(key.device()).copied(),
            Some(Subject::Root { .. } | Subject::Member { .. }) | None => None,
        };
        Ok(VerifiedChain { device: device.ok_or(TrustError::NoDevice)?, trust })
    }
}

/// A chain whose every link holds.
#[derive(Clone, Debug)]
pub struct VerifiedChain {
    /// The device at its end.
    pub device: CertifiedDevice,
    /// Everybody the chain names.
    pub trust: Trust,
}
