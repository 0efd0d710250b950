//! Whether the centre lives, whether it can work, and what it is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use journal::limits::{BATCH_BYTES_MAX, BLOB_BYTES_MAX, REPLY_BYTES_MAX, REQUEST_BYTES_MAX};

use super::Shared;
use crate::error::Refusal;
use crate::hex;

/// The version of PROTOCOL.md spoken here.
const PROTOCOL: u8 = 1;

/// A word about how it is.
#[derive(Serialize)]
pub struct Health {
    status: &'static str,
}

/// The process answers.
pub async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// The database answers too.
///
/// # Errors
/// [`Refusal::Storage`].
pub async fn ready(State(shared): State<Shared>) -> Result<Json<Health>, Refusal> {
    shared.centre.ready().await?;
    Ok(Json(Health { status: "ready" }))
}

/// What a client should know before it begins.
#[derive(Serialize)]
pub struct About {
    name: &'static str,
    version: &'static str,
    protocol: u8,
    /// Of the key that signs receipts, hexadecimal.
    centre_public_key: String,
    /// Whether practice communes are taken.
    practice: bool,
    request_bytes_max: usize,
    reply_bytes_max: usize,
    batch_bytes_max: usize,
    blob_bytes_max: usize,
}

/// Says what the centre is.
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
