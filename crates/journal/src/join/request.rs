//! What a new laptop asks for, and the code that two people compare aloud.

use domain::person::{TITLE_CHARS_MAX, Title};

use crate::box_key::{BoxKey, BoxPublic};
use crate::cbor::{FormatError, Reader, Writer};
use crate::digest::{Context, Digest};
use crate::keys::{DeviceKey, DevicePublic, MemberKey, MemberPublic, SIGNATURE_BYTES, SignatureError};
use crate::limits::JOIN_REQUEST_BYTES_MAX;

/// The first line of a join request's file.
pub const REQUEST_MAGIC: &[u8] = b"dong-hanh join request v1\n";
const VERSION: u8 = 1;
const FIELDS: usize = 6;
/// How often the comparison code's hash is taken again: forging a request with a given code costs as much each time.
const CODE_ROUNDS: u32 = 1 << 16;
/// The comparison code has nine digits.
const CODE_RANGE: u64 = 1_000_000_000;

/// Why a join request is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinRequestError {
    /// The file does not begin like a join request.
    #[error("this is not a join request")]
    NotARequest,
    /// The bytes are no join request of this version.
    #[error("the join request cannot be read")]
    Format(#[from] FormatError),
    /// Not signed by the keys it brings.
    #[error("the join request's signatures do not verify")]
    Signature(#[from] SignatureError),
}

/// What the new laptop puts into its request.
#[derive(Clone, Copy, Debug)]
pub struct JoinRequestInput<'k> {
    /// The laptop's signing key.
    pub device: &'k DeviceKey,
    /// The laptop's key for receiving the commune's keys.
    pub opens: &'k BoxKey,
    /// The signing key of the member who sits at it.
    pub member: &'k MemberKey,
    /// What people call the laptop.
    pub label: &'k Title,
    /// Random; makes every request another one.
    pub nonce: [u8; 16],
}

/// A join request whose signatures hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinRequest {
    /// The laptop's signing key.
    pub device: DevicePublic,
    /// The laptop's key for receiving the commune's keys.
    pub opens: BoxPublic,
    /// The member's signing key.
    pub member: MemberPublic,
    /// What people call the laptop.
    pub label: Title,
    bytes: Vec<u8>,
}

impl JoinRequest {
    /// Makes a request, signed by both keys it brings.
    #[must_use]
    pub fn make(input: &JoinRequestInput<'_>) -> Self {
        let body = write_body(input);
        let digest = signed(&body);
        let mut w = Writer::begin(3);
        w.bytes(&body).bytes(&input.device.sign(&digest)).bytes(&input.member.sign(&digest));
        Self {
            device: input.device.public(),
            opens: input.opens.public(),
            member: input.member.public(),
            label: input.label.clone(),
            bytes: [REQUEST_MAGIC, &w.finish()].concat(),
        }
    }

    /// Reads a request and checks its signatures.
    ///
    /// # Errors
    /// Not a join request, over its limit, or changed since it was made.
    pub fn read(file: &[u8]) -> Result<Self, JoinRequestError> {
        let frame = file.strip_prefix(REQUEST_MAGIC).ok_or(JoinRequestError::NotARequest)?;
        if file.len() > JOIN_REQUEST_BYTES_MAX {
            return Err(FormatError::TooLong.into());
        }
        let (body, by_device, by_member) =
            Reader::frame(frame, 3, |r| Ok((r.bytes(JOIN_REQUEST_BYTES_MAX)?, r.fixed()?, r.fixed()?)))?;
        let request = Reader::body(body, FIELDS, |r| read_body(r, file))?;
        check_signatures(&request, body, &by_device, &by_member)?;
        Ok(request)
    }

    /// The request as it travels: a file, or the content of a QR code.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The code that both people read aloud; takes some milliseconds.
    #[must_use]
    pub fn code(&self) -> ComparisonCode {
        ComparisonCode::of(&self.bytes)
    }

    /// The digest that binds an answer to this request.
    pub(super) fn digest(&self) -> [u8; 32] {
        Digest::new(Context::JoinRequestDigest).sized(&self.bytes).finish()
    }
}

/// Nine digits of a slow digest, the same on both screens if nobody changed the file on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ComparisonCode(u32);

impl ComparisonCode {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut digest = Digest::new(Context::JoinCode).sized(bytes).finish();
        for _ in 0..CODE_ROUNDS {
            digest = Digest::new(Context::JoinCode).fixed(&digest).finish();
        }
        let number = u64::from_le_bytes(*digest.first_chunk().unwrap_or(&[0; 8])) % CODE_RANGE;
        Self(u32::try_from(number).unwrap_or(0))
    }
}

impl std::fmt::Display for ComparisonCode {
    /// `482 913 507`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (head, tail) = (self.0 / 1_000, self.0 % 1_000);
        write!(f, "{:03} {:03} {tail:03}", head / 1_000, head % 1_000)
    }
}

fn signed(body: &[u8]) -> [u8; 32] {
    Digest::new(Context::JoinRequest).sized(body).finish()
}

/// [version, device key, box key, member key, label, nonce]
fn write_body(input: &JoinRequestInput<'_>) -> Vec<u8> {
    let mut w = Writer::begin(FIELDS);
    w.u8(VERSION).bytes(input.device.public().as_bytes()).bytes(input.opens.public().as_bytes());
    w.bytes(input.member.public().as_bytes()).text(input.label.as_str()).bytes(&input.nonce);
    w.finish()
}

fn read_body(r: &mut Reader<'_>, file: &[u8]) -> Result<JoinRequest, FormatError> {
    if r.u8()? != VERSION {
        return Err(FormatError::Newer);
    }
    let value = |_| FormatError::Value;
    let request = JoinRequest {
        device: DevicePublic::from_bytes(&r.fixed()?).map_err(value)?,
        opens: BoxPublic::from_bytes(&r.fixed()?).map_err(value)?,
        member: MemberPublic::from_bytes(&r.fixed()?).map_err(value)?,
        label: Title::parse(r.text(TITLE_CHARS_MAX.saturating_mul(4))?).map_err(|_| FormatError::Value)?,
        bytes: file.to_vec(),
    };
    r.fixed::<16>()?;
    Ok(request)
}

fn check_signatures(
    request: &JoinRequest,
    body: &[u8],
    by_device: &[u8; SIGNATURE_BYTES],
    by_member: &[u8; SIGNATURE_BYTES],
) -> Result<(), SignatureError> {
    let digest = signed(body);
    request.device.verify(&digest, by_device)?;
    request.member.verify(&digest, by_member)
}
