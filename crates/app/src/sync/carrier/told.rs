//! What a centre tells in JSON: nothing of it proves itself here.

use serde::Deserialize;

use super::CarryError;
use crate::hex;

/// What a commune learns when it is admitted.
#[derive(Debug)]
pub(crate) struct Admitted {
    /// The key that signs receipts.
    pub(crate) centre_key: [u8; 32],
}

/// What a centre holds for a recovery code; nothing of it is to be believed before a box proved itself.
#[derive(Debug)]
pub(crate) struct Boxes {
    /// The key that signs receipts, says whoever answered.
    pub(crate) centre_key: [u8; 32],
    /// Root certificates, each with the facts of an entry that published a box.
    pub(crate) boxes: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Recovery boxes, as the centre tells them.
///
/// # Errors
/// [`CarryError::NotTheCentre`]: nothing that the centre says.
pub(super) fn boxes(body: &[u8]) -> Result<Boxes, CarryError> {
    #[derive(Deserialize)]
    struct Found {
        centre_public_key: String,
        boxes: Vec<BoxFound>,
    }
    #[derive(Deserialize)]
    struct BoxFound {
        root_certificate: String,
        facts: String,
    }
    let found: Found = serde_json::from_slice(body).map_err(|_| CarryError::NotTheCentre)?;
    let bytes = |text: &str| hex::decode(text).map(|bytes| bytes.to_vec()).ok_or(CarryError::NotTheCentre);
    let of = |it: &BoxFound| Ok((bytes(&it.root_certificate)?, bytes(&it.facts)?));
    let centre_key = hex::decode_fixed(&found.centre_public_key).ok_or(CarryError::NotTheCentre)?;
    Ok(Boxes { centre_key: *centre_key, boxes: found.boxes.iter().map(of).collect::<Result<_, _>>()? })
}

/// What a centre tells a commune that it admits.
///
/// # Errors
/// [`CarryError::NotTheCentre`]: nothing that the centre says.
pub(super) fn admission(body: &[u8]) -> Result<Admitted, CarryError> {
    #[derive(Deserialize)]
    struct Admission {
        centre_public_key: String,
    }
    let admission: Admission = serde_json::from_slice(body).map_err(|_| CarryError::NotTheCentre)?;
    let centre_key = hex::decode_fixed(&admission.centre_public_key).ok_or(CarryError::NotTheCentre)?;
    Ok(Admitted { centre_key: *centre_key })
}
