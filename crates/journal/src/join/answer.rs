//! What a leader's laptop answers: the chain that certifies the newcomer, and the commune's keys sealed to its laptop.

use domain::ids::{CommuneId, MemberId};
use domain::person::{NAME_CHARS_MAX, PersonName, TITLE_CHARS_MAX, Title};
use domain::service::{Force, Role};
use zeroize::Zeroizing;

use super::request::{ComparisonCode, JoinRequest};
use crate::box_key::{BoxKey, Sealed};
use crate::cbor::{FormatError, Reader, Writer};
use crate::certificate::{Certificate, Subject};
use crate::digest::{Context, length};
use crate::keyring::{IndexKey, Keyring, OpenError, SealingKey};
use crate::keys::CentrePublic;
use crate::limits::{
    CENTRE_ADDRESS_BYTES_MAX, CERTIFICATE_BYTES_MAX, CHAIN_BYTES_MAX, JOIN_ANSWER_BYTES_MAX, SEALING_KEYS_MAX,
};
use crate::trust::{CertificateChain, CertifiedMember, TrustError, VerifiedChain};

/// The first line of an answer's file.
pub const ANSWER_MAGIC: &[u8] = b"dong-hanh join answer v1\n";
const VERSION: u8 = 1;
const FIELDS: usize = 6;
const SECRET_FIELDS: usize = 4;

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The file does not begin like an answer.
    #[error("this is not an answer to a join request")]
    NotAnAnswer,
    /// The bytes are no answer of this version, or over a limit.
    #[error("the answer cannot be read")]
    Format(#[from] FormatError),
    /// Its certificates do not hold.
    #[error("the answer's certificates do not hold")]
    Trust(#[from] TrustError),
    /// It certifies another laptop or another member.
    #[error("the answer is for another request")]
    OtherRequest,
    /// The commune's keys do not open: the answer is for another request, or was changed.
    #[error("the answer's keys do not open")]
    Open(#[from] OpenError),
}

/// Where the centre is, and the key its receipts are signed with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CentreAddress {
    /// A URL, at most `CENTRE_ADDRESS_BYTES_MAX` bytes; not judged here.
    pub address: String,
    /// The centre's key.
    pub key: CentrePublic,
}

/// The newcomer as the leader entered them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WelcomeMember {
    /// The member.
    pub id: MemberId,
    /// The name.
    pub name: PersonName,
    /// What the member may do.
    pub role: Role,
    /// Where the member comes from.
    pub force: Force,
}

/// What is sealed to the new laptop.
#[derive(Clone, Debug)]
pub struct JoinSecrets {
    /// The commune's name.
    pub commune_name: Title,
    /// The commune's keys; empty for an observer.
    pub keys: Keyring,
    /// Who sits at the laptop.
    pub member: WelcomeMember,
}

/// An answer as it travels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinAnswer {
    chain: CertificateChain,
    member: Certificate,
    centre: Option<CentreAddress>,
    sealed: Sealed,
}

/// Everything a new laptop needs to begin.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The commune.
    pub commune: CommuneId,
    /// Whether its people are synthetic.
    pub practice: bool,
    /// The chain from the root to this laptop, verified.
    pub chain: VerifiedChain,
    /// The same chain as it travels, to be shown to a centre.
    pub chain_bytes: Vec<u8>,
    /// The member's certificate, verified.
    pub member: CertifiedMember,
    /// Where the centre is, if the commune has one.
    pub centre: Option<CentreAddress>,
    /// What was sealed.
    pub secrets: JoinSecrets,
}

impl JoinAnswer {
    /// Answers `request`: `chain` ends in the new laptop's certificate, `member` is the newcomer's, issued by somebody
    /// in the chain. `seed` must be 32 random bytes, used once.
    ///
    /// # Errors
    /// More keys than `SEALING_KEYS_MAX`, an address that is too long, or a key that cannot be sealed to.
    pub fn make(
        request: &JoinRequest,
        chain: CertificateChain,
        member: Certificate,
        centre: Option<CentreAddress>,
        secrets: &JoinSecrets,
        seed: &[u8; 32],
    ) -> Result<Self, AnswerError> {
        if centre.as_ref().is_some_and(|it| it.address.len() > CENTRE_ADDRESS_BYTES_MAX) {
            return Err(FormatError::TooLong.into());
        }
        let associated = associated(request, &chain, &member, centre.as_ref());
        let sealed = request.opens.seal(Context::JoinSeal, &write_secrets(secrets)?, &associated, seed)?;
        Ok(Self { chain, member, centre, sealed })
    }

    /// Reads an answer; [`JoinAnswer::open`] judges it.
    ///
    /// # Errors
    /// Not an answer, or over a limit.
    pub fn read(file: &[u8]) -> Result<Self, AnswerError> {
        let frame = file.strip_prefix(ANSWER_MAGIC).ok_or(AnswerError::NotAnAnswer)?;
        if file.len() > JOIN_ANSWER_BYTES_MAX {
            return Err(FormatError::TooLong.into());
        }
        Ok(Reader::body(frame, FIELDS, read_answer)?)
    }

    /// The answer as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::begin(FIELDS);
        w.u8(VERSION).bytes(&self.chain.to_bytes()).bytes(&self.member.to_bytes());
        put_centre(&mut w, self.centre.as_ref());
        w.bytes(&self.sealed.encapsulated).bytes(&self.sealed.ciphertext);
        [ANSWER_MAGIC, &w.finish()].concat()
    }

    /// The code by which two people can see that the answer comes from this leader's laptop.
    #[must_use]
    pub fn code(&self) -> ComparisonCode {
        ComparisonCode::of(&self.to_bytes())
    }

    /// Who is certified, after checking all that needs no secret: the certificates hold and are about this request.
    ///
    /// # Errors
    /// Certificates that do not hold, or an answer to another request.
    pub fn check(&self, request: &JoinRequest) -> Result<CertifiedMember, AnswerError> {
        self.checked(request).map(|(_, member)| member)
    }

    /// The newcomer's certificate, not judged.
    #[must_use]
    pub const fn member_certificate(&self) -> &Certificate {
        &self.member
    }

    /// Opens the answer to one's own request.
    ///
    /// # Errors
    /// Certificates that do not hold, or an answer to another request.
    pub fn open(&self, request: &JoinRequest, key: &BoxKey) -> Result<Welcome, AnswerError> {
        let commune = self.member.commune();
        let (chain, member) = self.checked(request)?;
        let associated = associated(request, &self.chain, &self.member, self.centre.as_ref());
        let secrets =
            Reader::body(&key.open(Context::JoinSeal, &self.sealed, &associated)?, SECRET_FIELDS, read_secrets)?;
        if secrets.member.id != member.member || secrets.member.role != member.role {
            return Err(AnswerError::OtherRequest);
        }
        let (practice, chain_bytes, centre) = (chain.trust.practice(), self.chain.to_bytes(), self.centre.clone());
        Ok(Welcome { commune, practice, chain, chain_bytes, member, centre, secrets })
    }

    fn checked(&self, request: &JoinRequest) -> Result<(VerifiedChain, CertifiedMember), AnswerError> {
        let mut chain = self.chain.verify(self.member.commune())?;
        chain.trust.admit(&self.member)?;
        let member = self.certified_member(request)?;
        if chain.device.key != request.device || chain.device.opens != request.opens {
            return Err(AnswerError::OtherRequest);
        }
        Ok((chain, member))
    }

    fn certified_member(&self, request: &JoinRequest) -> Result<CertifiedMember, AnswerError> {
        match *self.member.subject() {
            Subject::Member { member, key, role } if key == request.member => {
                Ok(CertifiedMember { member, key, role, validity: self.member.validity() })
            }
            Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => Err(AnswerError::OtherRequest),
        }
    }
}

/// [version, chain, member certificate, [address, centre key]|null, encapsulated key, ciphertext]
fn read_answer(r: &mut Reader<'_>) -> Result<JoinAnswer, FormatError> {
    if r.u8()? != VERSION {
        return Err(FormatError::Newer);
    }
    Ok(JoinAnswer {
        chain: CertificateChain::read(r.bytes(CHAIN_BYTES_MAX)?)?,
        member: Certificate::read(r.bytes(CERTIFICATE_BYTES_MAX)?)?,
        centre: r.option(|r| r.record(2, read_centre))?,
        sealed: Sealed { encapsulated: r.fixed()?, ciphertext: r.bytes(JOIN_ANSWER_BYTES_MAX)?.to_vec() },
    })
}

pub(crate) fn put_centre(w: &mut Writer, centre: Option<&CentreAddress>) {
    w.option(centre, |w, it| {
        w.array(2).text(&it.address).bytes(it.key.as_bytes());
    });
}

pub(crate) fn read_centre(r: &mut Reader<'_>) -> Result<CentreAddress, FormatError> {
    let address = r.text(CENTRE_ADDRESS_BYTES_MAX)?.to_owned();
    let key = CentrePublic::from_bytes(&r.fixed()?).map_err(|_| FormatError::Value)?;
    Ok(CentreAddress { address, key })
}

/// Request digest, chain, member certificate and centre: what must be the same when the keys are opened.
fn associated(
    request: &JoinRequest,
    chain: &CertificateChain,
    member: &Certificate,
    centre: Option<&CentreAddress>,
) -> Vec<u8> {
    let mut w = Writer::new();
    put_centre(&mut w, centre);
    let (chain, member, centre) = (chain.to_bytes(), member.to_bytes(), w.finish());
    let parts: [&[u8]; 8] = [
        Context::JoinSeal.text().as_bytes(),
        &request.digest(),
        &length(&chain),
        &chain,
        &length(&member),
        &member,
        &length(&centre),
        &centre,
    ];
    parts.concat()
}

/// [commune name, [[epoch, key] …], index key|null, [id, name, role, force]]
fn write_secrets(it: &JoinSecrets) -> Result<Zeroizing<Vec<u8>>, FormatError> {
    let keys: Vec<&SealingKey> = it.keys.sealing_keys().collect();
    if keys.len() > SEALING_KEYS_MAX {
        return Err(FormatError::TooLong);
    }
    let mut w = Writer::begin(SECRET_FIELDS);
    w.text(it.commune_name.as_str());
    w.list(keys.into_iter(), |w, key| {
        w.array(2).u32(key.epoch()).bytes(key.secret());
    });
    w.option(it.keys.index(), |w, key| {
        w.bytes(key.secret());
    });
    let member = &it.member;
    w.array(4).bytes(member.id.as_bytes()).text(member.name.as_str());
    w.u8(member.role.code()).u8(member.force.code());
    Ok(Zeroizing::new(w.finish()))
}

fn read_secrets(r: &mut Reader<'_>) -> Result<JoinSecrets, FormatError> {
    let title = r.text(TITLE_CHARS_MAX.saturating_mul(4))?;
    let commune_name = Title::parse(title).map_err(|_| FormatError::Value)?;
    let sealing = r.list(SEALING_KEYS_MAX, |r| r.record(2, |r| Ok(SealingKey::new(r.u32()?, &r.fixed()?))))?;
    let index = r.option(|r| Ok(IndexKey::new(&r.fixed()?)))?;
    let keys = index.map_or_else(Keyring::empty, |index| Keyring::new(index, sealing));
    Ok(JoinSecrets { commune_name, keys, member: r.record(4, read_member)? })
}

fn read_member(r: &mut Reader<'_>) -> Result<WelcomeMember, FormatError> {
    let id = r.fixed().map(MemberId::from_bytes)?;
    let name = PersonName::parse(r.text(NAME_CHARS_MAX.saturating_mul(4))?).map_err(|_| FormatError::Value)?;
    let role = Role::from_code(r.u8()?).ok_or(FormatError::Newer)?;
    let force = Force::from_code(r.u8()?).ok_or(FormatError::Newer)?;
    Ok(WelcomeMember { id, name, role, force })
}
