//! `POST /v1/communes`: a commune is admitted by a one-time set-up code.

use axum::Json;
use axum::extract::{Request, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Shared;
use super::refusals::OfAdmission;
use crate::centre::Welcome;
use crate::error::Refusal;
use crate::hex;

/// The longest body of this route.
const ADMISSION_BYTES_MAX: usize = 8 * 1024;

/// A commune that wants in.
#[derive(Deserialize, ToSchema)]
pub struct Admission {
    /// As a person typed it: case, spaces and hyphens do not matter.
    #[schema(max_length = 64)]
    setup_code: String,
    /// The root certificate as it travels, hexadecimal.
    #[schema(max_length = 1024, pattern = "^([0-9a-fA-F]{2})+$")]
    root_certificate: String,
}

/// What the commune's laptops need to know of this centre.
#[derive(Serialize, ToSchema)]
pub struct Admitted {
    /// Of the key that signs receipts, hexadecimal.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    centre_public_key: String,
    /// The log's id, hexadecimal.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    log_id: String,
}

/// Admits a commune; the same code with the same root is answered the same again.
///
/// # Errors
/// A code or certificate that does not do.
#[utoipa::path(
    post,
    path = "/v1/communes",
    request_body = Admission,
    responses((status = 200, body = Admitted, description = "Admitted, now or before."), OfAdmission)
)]
pub async fn admit(State(shared): State<Shared>, request: Request) -> Result<Json<Admitted>, Refusal> {
    let (body, _at_work) = super::body(&shared, request, "application/json", ADMISSION_BYTES_MAX).await?;
    let admission: Admission = serde_json::from_slice(&body.bytes).map_err(|_| Refusal::Malformed)?;
    let root = hex::decode(&admission.root_certificate).ok_or(Refusal::Malformed)?;
    let Welcome { centre_public_key, log_id } = shared.centre.admit(&admission.setup_code, &root).await?;
    let centre_public_key = hex::encode(centre_public_key.as_bytes());
    Ok(Json(Admitted { centre_public_key, log_id: hex::encode(&log_id.0) }))
}
