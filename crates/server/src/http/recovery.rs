//! `POST /v1/recovery`: a laptop that begins again with a code on paper asks for the box that the code opens. It has no key
//! yet and knows no commune: the box's name, 128 bits that follow from the code, is all that it can show.

use axum::Json;
use axum::extract::{Request, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use domain::ids::RecordId;

use super::Shared;
use super::refusals::OfRecovery;
use crate::db::ask::FoundBox;
use crate::error::Refusal;
use crate::hex;

/// The longest body of this route.
const RECOVERY_BYTES_MAX: usize = 8 * 1024;

/// Which box.
#[derive(Deserialize, ToSchema)]
pub struct Wanted {
    /// Its name, hexadecimal: PROTOCOL.md, section 6.
    #[schema(min_length = 32, max_length = 32, pattern = "^[0-9a-fA-F]{32}$")]
    recovery_id: String,
}

/// What is here under that name.
#[derive(Serialize, ToSchema)]
pub struct Found {
    /// Of the key that signs receipts, hexadecimal.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    centre_public_key: String,
    /// The first that came first; only one that its code opens, and that proves itself, is one.
    #[schema(max_items = 4)]
    boxes: Vec<BoxFound>,
}

/// A recovery box.
#[derive(Serialize, ToSchema)]
pub struct BoxFound {
    /// Of its commune, as it travels, hexadecimal.
    #[schema(pattern = "^([0-9a-f]{2})+$")]
    root_certificate: String,
    /// The facts of the entry that published it, as they travel, hexadecimal.
    #[schema(pattern = "^([0-9a-f]{2})*$")]
    facts: String,
}

impl From<FoundBox> for BoxFound {
    fn from(it: FoundBox) -> Self {
        Self { root_certificate: hex::encode(&it.root_certificate), facts: hex::encode(&it.facts) }
    }
}

/// Finds recovery boxes by their name.
///
/// # Errors
/// See [`Refusal`].
#[utoipa::path(
    post,
    path = "/v1/recovery",
    request_body = Wanted,
    responses((status = 200, body = Found, description = "What is here under that name; often nothing."), OfRecovery)
)]
pub async fn find(State(shared): State<Shared>, request: Request) -> Result<Json<Found>, Refusal> {
    let (body, _at_work) = super::body(&shared, request, "application/json", RECOVERY_BYTES_MAX).await?;
    let wanted: Wanted = serde_json::from_slice(&body.bytes).map_err(|_| Refusal::Malformed)?;
    let name = hex::decode(&wanted.recovery_id).and_then(|bytes| bytes.try_into().ok()).ok_or(Refusal::Malformed)?;
    let found = shared.centre.recovery_boxes(RecordId::from_bytes(name)).await?;
    let centre_public_key = hex::encode(shared.centre.public_key().as_bytes());
    Ok(Json(Found { centre_public_key, boxes: found.into_iter().map(BoxFound::from).collect() }))
}
