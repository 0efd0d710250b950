//! One exchange with the centre: a signed request out, a reply back. Never here: HTTP, and what to ask (`sync`).

mod mark;
mod reply;
mod request;

pub use mark::{MARK_BYTES, Mark, Marked, POINT_BYTES, Point};
pub use reply::{Expected, PulledItem, Reply, Verdict, VerdictCode};
pub use request::{Cursor, ProofError, RequestBody, RequestEnvelope};

/// The path of the exchange under the centre's address.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// The content type of requests and replies.
pub const CONTENT_TYPE: &str = "application/cbor";

/// The error codes of HTTP answers that a client acts upon; the body is JSON `{code, message, details}`.
pub mod code {
    /// 401: the proof names a time too far from the centre's; `details.centre_time_ms` is the centre's.
    pub const STALE_TIME: &str = "stale-time";
    /// 401: the device is unknown here and the request carried no chain of its own.
    pub const UNKNOWN_DEVICE: &str = "unknown-device";
    /// 401: the proof does not verify.
    pub const BAD_PROOF: &str = "bad-proof";
    /// 403: the device's certificate is revoked or has ended.
    pub const NOT_CERTIFIED: &str = "not-certified";
    /// 404: the commune was never admitted here.
    pub const UNKNOWN_COMMUNE: &str = "unknown-commune";
    /// 400: the body is not a request.
    pub const BAD_REQUEST: &str = "bad-request";
    /// 413: the body is longer than `REQUEST_BYTES_MAX`.
    pub const TOO_LARGE: &str = "too-large";
    /// 429 or 503, with Retry-After: not now.
    pub const BUSY: &str = "busy";
}
