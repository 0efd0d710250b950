//! What a caller is told when the answer is no: `{code, message, details}` with a fitting status.
//! The cause goes to the log, never to the caller.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use journal::exchange::code;

use crate::db::DbError;

/// Why a request was not answered. One variant per thing the caller does differently.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The bytes are not what this route takes.
    #[error("the request is malformed")]
    Malformed,
    /// The body is of another media type.
    #[error("the body has the wrong media type")]
    MediaType,
    /// The body is longer than allowed.
    #[error("the request is too large")]
    TooLarge {
        /// The most that is taken, in bytes.
        limit_bytes: usize,
    },
    /// The body came too slowly, or stopped coming.
    #[error("the request came too slowly")]
    TooSlow,
    /// The proof names a time too far from now; sent again with the time in the answer it will do.
    #[error("the proof is of another time")]
    StaleTime {
        /// The centre's clock, milliseconds since 1970-01-01 UTC.
        centre_time_ms: i64,
    },
    /// No such commune here.
    #[error("this commune is not admitted here")]
    UnknownCommune,
    /// The device showed no certificate chain yet.
    #[error("this device is not known here; send its certificate chain")]
    UnknownDevice,
    /// The proof does not verify, or the chain that introduces the device does not hold.
    #[error("the request's proof does not verify")]
    BadProof,
    /// The device's certificate has ended: it may hand over, and learns nothing new.
    #[error("the device's certificate has ended")]
    NotCertified,
    /// The root certificate does not hold.
    #[error("the root certificate is not authentic")]
    NotAuthentic,
    /// No such set-up code, or mistyped.
    #[error("no such set-up code")]
    SetupCodeUnknown,
    /// The code admitted another commune already.
    #[error("the set-up code was used")]
    SetupCodeUsed,
    /// The code is too old.
    #[error("the set-up code has expired")]
    SetupCodeExpired,
    /// A practice code for a real commune, or the reverse.
    #[error("the set-up code is for another kind of commune")]
    SetupCodeKind,
    /// A practice commune at a centre that listens to the network.
    #[error("practice communes are taken on a loopback address alone")]
    PracticeNotHere,
    /// No such route.
    #[error("there is nothing here")]
    NotFound,
    /// The route takes another method.
    #[error("this route takes another method")]
    Method,
    /// Too much to do right now.
    #[error("the centre is busy; try again")]
    Busy {
        /// When to come back, in seconds.
        retry_after_s: u16,
    },
    /// This caller asked too often.
    #[error("too many requests; come back later")]
    TooOften {
        /// When, in seconds.
        retry_after_s: u16,
    },
    /// The database did not do what was asked; nothing was acknowledged.
    #[error("the centre could not store or read; try again")]
    Storage(#[from] DbError),
    /// The centre failed at its own work.
    #[error("the centre failed; try again")]
    Internal(#[source] InternalError),
}

/// A failure that no caller causes.
#[derive(Debug, thiserror::Error)]
pub enum InternalError {
    /// A task ended without an answer.
    #[error("a task ended without an answer")]
    Task(#[from] tokio::task::JoinError),
    /// No random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[from] getrandom::Error),
}

/// Callers come back after this many seconds when the centre cannot store.
const RETRY_AFTER_STORAGE_S: u16 = 10;

impl Refusal {
    /// The word a program acts on.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => code::BAD_REQUEST,
            Self::MediaType => "media-type",
            Self::TooLarge { .. } => code::TOO_LARGE,
            Self::TooSlow => "too-slow",
            Self::StaleTime { .. } => code::STALE_TIME,
            Self::UnknownCommune => code::UNKNOWN_COMMUNE,
            Self::UnknownDevice => code::UNKNOWN_DEVICE,
            Self::BadProof => code::BAD_PROOF,
            Self::NotCertified => code::NOT_CERTIFIED,
            Self::NotAuthentic => "not-authentic",
            Self::SetupCodeUnknown => "setup-code-unknown",
            Self::SetupCodeUsed => "setup-code-used",
            Self::SetupCodeExpired => "setup-code-expired",
            Self::SetupCodeKind => "setup-code-kind",
            Self::PracticeNotHere => "practice-not-here",
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::Busy { .. } | Self::TooOften { .. } => code::BUSY,
            Self::Storage(_) => "storage",
            Self::Internal(_) => "internal",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::StaleTime { .. } | Self::UnknownDevice | Self::BadProof => StatusCode::UNAUTHORIZED,
            Self::SetupCodeUnknown
            | Self::SetupCodeExpired
            | Self::SetupCodeKind
            | Self::PracticeNotHere
            | Self::NotCertified
            | Self::NotAuthentic => StatusCode::FORBIDDEN,
            Self::SetupCodeUsed => StatusCode::CONFLICT,
            Self::UnknownCommune | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy { .. } | Self::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Numbers that belong to the code, by name.
    #[must_use]
    pub fn details(&self) -> Value {
        if let Self::TooLarge { limit_bytes } = self {
            return json!({ "limit_bytes": limit_bytes });
        }
        if let Self::StaleTime { centre_time_ms } = self {
            return json!({ "centre_time_ms": centre_time_ms });
        }
        self.retry_after_s().map_or_else(|| json!({}), |retry_after_s| json!({ "retry_after_s": retry_after_s }))
    }

    /// When to come back, in seconds, if that helps.
    #[must_use]
    pub fn retry_after_s(&self) -> Option<u16> {
        if let Self::Busy { retry_after_s } | Self::TooOften { retry_after_s } = self {
            return Some(*retry_after_s);
        }
        matches!(self, Self::Storage(_)).then_some(RETRY_AFTER_STORAGE_S)
    }

    fn log(&self) {
        let code = self.code();
        if let Self::Storage(cause) = self {
            tracing::error!(code, cause = chain(cause), "the database failed");
        } else if let Self::Internal(cause) = self {
            tracing::error!(code, cause = chain(cause), "the centre failed");
        } else {
            tracing::info!(code, "refused");
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.log();
        let body = json!({ "code": self.code(), "message": self.to_string(), "details": self.details() });
        let mut response = (self.status(), Json(body)).into_response();
        response.extensions_mut().insert(Code(self.code()));
        if let Some(retry_after_s) = self.retry_after_s() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        response
    }
}

/// Rides along with a refusal, for those who count.
#[derive(Clone, Copy, Debug)]
pub struct Code(pub &'static str);

/// An error and its causes on one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}
