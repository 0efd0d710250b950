//! Whether the centre lives, whether it can work, and what it is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use journal::limits::{BATCH_BYTES_MAX, BLOB_BYTES_MAX, REPLY_BYTES_MAX, REQUEST_BYTES_MAX};

use super::Shared;
use super::refusals::{OfReadiness, OfReading};
use crate::error::Refusal;
use crate::hex;

/// The version of PROTOCOL.md spoken here.
const PROTOCOL: u8 = 1;

/// A word about how it is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `live` or `ready`.
    status: &'static str,
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", responses((status = 200, body = Health, description = "It does."), OfReading))]
pub async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// The database answers too.
///
/// # Errors
/// [`Refusal::Storage`].
#[utoipa::path(get, path = "/readyz", responses((status = 200, body = Health, description = "It does."), OfReadiness))]
pub async fn ready(State(shared): State<Shared>) -> Result<Json<Health>, Refusal> {
    shared.centre.ready().await?;
    Ok(Json(Health { status: "ready" }))
}

/// What a client should know before it begins.
#[derive(Serialize, ToSchema)]
pub struct About {
    /// Always `donghanh-server`.
    name: &'static str,
    /// Of the program.
    version: &'static str,
    /// The version of PROTOCOL.md spoken here.
    protocol: u8,
    /// Of the key that signs receipts, hexadecimal.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    centre_public_key: String,
    /// Whether practice communes are taken.
    practice: bool,
    /// The longest exchange, in bytes.
    request_bytes_max: usize,
    /// The longest reply, in bytes.
    reply_bytes_max: usize,
    /// The longest batch as it travels, in bytes.
    batch_bytes_max: usize,
    /// The longest roster blob as it travels, in bytes.
    blob_bytes_max: usize,
}

/// Says what the centre is.
#[utoipa::path(get, path = "/v1/about", responses((status = 200, body = About, description = "What it is."), OfReading))]
pub async fn about(State(shared): State<Shared>) -> Json<About> {
    Json(About {
        name: "donghanh-server",
        version: env!("CARGO_PKG_VERSION"),
        protocol: PROTOCOL,
        centre_public_key: hex::encode(shared.centre.public_key().as_bytes()),
        practice: shared.centre.takes_practice(),
        request_bytes_max: REQUEST_BYTES_MAX,
        reply_bytes_max: REPLY_BYTES_MAX,
        batch_bytes_max: BATCH_BYTES_MAX,
        blob_bytes_max: BLOB_BYTES_MAX,
    })
}
