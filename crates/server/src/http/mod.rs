//! Routes over HTTP: bytes in, bytes out. What they mean is in `centre`.

mod admit;
mod bundle;
mod exchange;
mod guard;
mod health;
mod house;
mod lanes;
mod listen;
mod observe;
mod openapi;
mod rates;
mod recovery;
mod refusals;
pub mod watch;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, header};
use axum::{Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::centre::Centre;
use crate::error::Refusal;
use crate::meter::Meter;
use crate::settings::Settings;
use house::{AtWork, Seat};
pub use house::{House, seated};
pub use lanes::Lanes;
pub use listen::Door;
use rates::Rates;

/// What every route can reach.
#[derive(Clone, Debug)]
pub struct Shared {
    centre: Arc<Centre>,
    lanes: Lanes,
    rates: Rates,
    replies: exchange::ReplyRoom,
    bundles: bundle::Room,
}

/// All routes of the centre; `lanes` are those on which bodies come in.
pub fn routes(centre: Arc<Centre>, lanes: Lanes, settings: &Settings, meter: Meter) -> Router {
    let limits = &settings.limits;
    let rates = Rates::new(limits, lanes.clone(), settings.behind_proxy);
    let (replies, bundles) = (exchange::ReplyRoom::new(limits), bundle::Room::new());
    let shared = Shared { centre, lanes, rates: rates.clone(), replies, bundles };
    let (router, document) = described().split_for_parts();
    router
        .merge(openapi::route(&document))
        .method_not_allowed_fallback(|| async { Refusal::Method })
        .fallback(|| async { Refusal::NotFound })
        // Bodies are measured while they come in, by `lanes`.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(rates, rates::by_address))
        .layer(middleware::from_fn_with_state(settings.tls.is_some(), guard::guard))
        .layer(middleware::from_fn_with_state(meter, observe::observe))
        .with_state(shared)
}

/// The routes and what the document says of them, which are the same by construction.
fn described() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(openapi::begin())
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(health::about))
        .routes(routes!(admit::admit))
        .routes(routes!(exchange::exchange))
        .routes(routes!(bundle::take))
        .routes(routes!(recovery::find))
}

/// Reads the body of a request of one media type; from then on its connection keeps its place.
async fn body(
    shared: &Shared,
    request: Request,
    media_type: &str,
    limit_bytes: usize,
) -> Result<(lanes::Arrived, Option<AtWork>), Refusal> {
    let (head, body) = request.into_parts();
    let seat = head.extensions.get::<Seat>();
    if let Some(refusal) = refused(&head.headers, media_type, limit_bytes) {
        shared.lanes.forget(body).await;
        return Err(refusal);
    }
    let arrived = shared.lanes.read(body, limit_bytes).await?;
    Ok((arrived, seat.map(Seat::at_work)))
}

/// What the headers alone decide.
fn refused(headers: &HeaderMap, media_type: &str, limit_bytes: usize) -> Option<Refusal> {
    if !is_of(headers, media_type) {
        return Some(Refusal::MediaType);
    }
    declared(headers).filter(|bytes| *bytes > limit_bytes).map(|_| Refusal::TooLarge { limit_bytes })
}

fn is_of(headers: &HeaderMap, media_type: &str) -> bool {
    let text = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case(media_type) && !headers.contains_key(header::CONTENT_ENCODING)
}

fn declared(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
