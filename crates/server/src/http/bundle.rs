//! `POST /v1/bundles`: a bundle that somebody carried here, and the return for the way back. No proof is asked of who
//! brings it, so that few are taken at once and none for long.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use journal::bundle::CONTENT_TYPE;
use journal::limits::BUNDLE_UPLOAD_BYTES_MAX;

use super::Shared;
use super::refusals::OfBundles;
use crate::error::Refusal;

/// At most this many bundles are taken in at once: this times `BUNDLE_UPLOAD_BYTES_MAX` is what they hold.
const BUNDLES_AT_ONCE_MAX: usize = 2;
/// A bundle that has not come within this time is given up: nobody holds the place for long.
const COMING_MAX: Duration = Duration::from_secs(300);
/// When to come back where others are before.
const RETRY_AFTER_S: u16 = 15;
/// Bytes handed on at once.
const PIECE_BYTES: usize = 64 * 1024;

/// Room for bundles on their way in.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for [`BUNDLES_AT_ONCE_MAX`].
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(BUNDLES_AT_ONCE_MAX)))
    }

    fn enter(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let busy = |_| Refusal::Busy { retry_after_s: RETRY_AFTER_S };
        Arc::clone(&self.0).try_acquire_owned().map_err(busy)
    }
}

/// Takes in a bundle.
///
/// # Errors
/// See [`Refusal`].
#[utoipa::path(
    post,
    path = "/v1/bundles",
    request_body(
        content = Bundle,
        content_type = CONTENT_TYPE,
        description = "A bundle: PROTOCOL.md, section 13; at most 16 MiB. Its parts prove themselves; no proof is asked \
                       of who brings it."
    ),
    responses(
        (
            status = 200,
            body = Bundle,
            content_type = CONTENT_TYPE,
            description = "The return: receipts that end where the batches in the bundle end, and a tally of what was done. \
                           PROTOCOL.md, section 13."
        ),
        OfBundles
    )
)]
pub async fn take(State(shared): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let _place = match shared.bundles.enter() {
        Ok(place) => place,
        Err(refusal) => {
            shared.lanes.forget(request.into_body()).await;
            return Err(refusal);
        }
    };
    let coming = super::body(&shared, request, CONTENT_TYPE, BUNDLE_UPLOAD_BYTES_MAX);
    let (arrived, at_work) = timeout(COMING_MAX, coming).await.map_err(|_| Refusal::TooSlow)??;
    let mut intake = shared.centre.bundle();
    for piece in arrived.bytes.chunks(PIECE_BYTES) {
        intake.feed(piece).await?;
    }
    let returned = intake.finish().await?;
    let mut response = Response::new(shared.replies.body(returned.bundle, at_work)?);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
    Ok(response)
}

/// Bytes whose shape PROTOCOL.md says.
struct Bundle;

impl PartialSchema for Bundle {
    fn schema() -> RefOr<Schema> {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).into()
    }
}

impl ToSchema for Bundle {}
