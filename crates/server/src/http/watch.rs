//! `/metrics`, on a listener of its own: what callers never reach, and what says nothing about any of them.

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};

use super::lanes::Lanes;
use super::{guard, observe};
use crate::error::Refusal;
use crate::meter::Meter;

/// The text format of Prometheus.
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
/// Watchers are few.
pub const CONNECTIONS_MAX: usize = 16;
/// Times are put away at least this often.
const TIDY: Duration = Duration::from_secs(5);

/// What the watchers' route can reach; not the centre itself.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The counts.
    pub meter: Meter,
    /// How full they are.
    pub lanes: Lanes,
}

/// The watchers' only route.
pub fn routes(watch: Watch) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .method_not_allowed_fallback(|| async { Refusal::Method })
        .fallback(|| async { Refusal::NotFound })
        .layer(middleware::from_fn_with_state(false, guard::guard))
        .layer(middleware::from_fn_with_state(Meter::off(), observe::observe))
        .with_state(watch)
}

async fn metrics(State(watch): State<Watch>) -> Response {
    let text = watch.meter.text(watch.lanes.free(), watch.lanes.waiting());
    ([(header::CONTENT_TYPE, TEXT)], text).into_response()
}

/// Keeps the counts small for ever.
pub async fn tidy(meter: Meter) {
    let mut ticks = tokio::time::interval(TIDY);
    loop {
        ticks.tick().await;
        meter.tidy();
    }
}
