//! What every answer says to a browser that strays here: guess no type, keep nothing, show nothing, run nothing.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use journal::exchange::CONTENT_TYPE;

/// On every answer. A reply of an exchange has no others: on a slow line each byte counts, and no browser shows CBOR.
const ALWAYS: [(HeaderName, HeaderValue); 1] = [(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))];
/// On what a browser might show.
const SHOWN: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];
/// On the same, where TLS is ours: a year.
const OVER_TLS: (HeaderName, HeaderValue) =
    (header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));

/// Puts the headers on an answer; `over_tls` when the listener itself does TLS.
pub async fn guard(State(over_tls): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.extend(ALWAYS);
    if headers.get(header::CONTENT_TYPE).is_none_or(|it| it != CONTENT_TYPE) {
        put(headers, over_tls);
    }
    response
}

fn put(headers: &mut HeaderMap, over_tls: bool) {
    headers.extend(SHOWN);
    headers.extend(over_tls.then_some(OVER_TLS));
}
