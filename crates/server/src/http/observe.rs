//! One log line per request, under an id that the answer carries. Never in it: addresses, bodies, names.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

use crate::error::Code;
use crate::meter::Meter;

/// The header that carries the request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, logs and counts how it went, and names the id in the answer.
pub async fn observe(State(meter): State<Meter>, request: Request, next: Next) -> Response {
    let (id, route) = (Uuid::now_v7(), route(&request));
    let span = tracing::info_span!("request", request_id = %id, method = %request.method(), route);
    let mut response = answer(&meter, &route, request, next).instrument(span).await;
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

async fn answer(meter: &Meter, route: &str, request: Request, next: Next) -> Response {
    let (begun, _in_flight) = (Instant::now(), meter.in_flight());
    let response = next.run(request).await;
    meter.answered(route, response.status().as_u16(), begun);
    if let Some(Code(code)) = response.extensions().get() {
        meter.refused(code);
    }
    let duration_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(status = response.status().as_u16(), duration_us, "answered");
    response
}

/// The route as it stands in the code: a path typed by a caller could say anything.
fn route(request: &Request) -> String {
    request.extensions().get::<MatchedPath>().map_or_else(|| "none".into(), |path| path.as_str().into())
}
