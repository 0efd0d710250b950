//! `POST /v1/exchange`: a signed request in, a reply out. Replies on their way to slow readers are counted in bytes.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use journal::exchange::{CONTENT_TYPE, RequestEnvelope};
use journal::limits::{REPLY_BYTES_MAX, REQUEST_BYTES_MAX};

use super::Shared;
use super::house::AtWork;
use super::refusals::OfExchange;
use crate::error::Refusal;
use crate::settings::Limits;

/// However full the room is, a reply may be this long: receipts and one item or blob always fit.
const REPLY_BYTES_MIN: usize = 512 * 1024;

/// Answers one exchange.
///
/// # Errors
/// See [`Refusal`].
#[utoipa::path(
    post,
    path = "/v1/exchange",
    request_body(
        content = Cbor,
        content_type = CONTENT_TYPE,
        description = "A signed request: PROTOCOL.md, section 11; at most 1 MiB. The proof is in it: there is no other."
    ),
    responses(
        (status = 200, body = Cbor, content_type = CONTENT_TYPE, description = "The reply: PROTOCOL.md, section 11."),
        OfExchange
    )
)]
pub async fn exchange(State(shared): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let (arrived, at_work) = super::body(&shared, request, CONTENT_TYPE, REQUEST_BYTES_MAX).await?;
    let envelope = RequestEnvelope::read(&arrived.bytes).map_err(|_| Refusal::Malformed)?;
    let _lane = arrived.into_lane();
    let asked = shared.centre.prove(envelope).await?;
    shared.rates.device(asked.commune, asked.device)?;
    let reply = shared.centre.answer(asked, shared.replies.share()).await?;
    let body = shared.replies.body(reply, at_work)?;
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
    Ok(response)
}

/// Bytes whose shape PROTOCOL.md says.
struct Cbor;

impl PartialSchema for Cbor {
    fn schema() -> RefOr<Schema> {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).into()
    }
}

impl ToSchema for Cbor {}

/// Room for replies that are still being taken by their readers.
#[derive(Clone, Debug)]
pub struct ReplyRoom(Arc<Semaphore>);

impl ReplyRoom {
    /// Room for as many bytes as the limits say.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self(Arc::new(Semaphore::new(usize::try_from(limits.reply_bytes_max).unwrap_or(usize::MAX))))
    }

    /// How long the next reply may be: an eighth of what is free, so that everybody gets something.
    fn share(&self) -> usize {
        (self.0.available_permits() / 8).clamp(REPLY_BYTES_MIN, REPLY_BYTES_MAX)
    }

    /// A reply that counts until it was taken, and keeps its connection's place as long.
    ///
    /// # Errors
    /// [`Refusal::Busy`]: there is no room.
    pub fn body(&self, reply: Vec<u8>, at_work: Option<AtWork>) -> Result<Body, Refusal> {
        let bytes = u32::try_from(reply.len()).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.0).try_acquire_many_owned(bytes);
        let room = room.map_err(|_| Refusal::Busy { retry_after_s: 5 })?;
        Ok(Body::from(Bytes::from_owner(Reply { bytes: reply, _room: room, _at_work: at_work })))
    }
}

/// A reply that holds its room and its connection's place until it was written or given up.
struct Reply {
    bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
    _at_work: Option<AtWork>,
}

impl AsRef<[u8]> for Reply {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
