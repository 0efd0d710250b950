//! HTTP, and nothing else knows it: bounded answers, no redirects, time-outs that judge progress and not duration.
//! Never here: what is sent, and what an answer means for the journal.

mod told;

use std::error::Error as _;
use std::future::Future;
use std::io;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use domain::ids::RecordId;
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, code};
use journal::limits::REPLY_BYTES_MAX;
use journal::recovery::RECOVERY_PATH;
use reqwest::header::{CONTENT_TYPE as CONTENT_TYPE_HEADER, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use rustls::CertificateError;
use serde::Deserialize;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use self::told::{Admitted, Boxes, admission, boxes};
use super::{Vouched, Way};
use crate::hex;
use crate::settings::{Courier, Delivered, Pace, Settings, Undelivered};

/// The route by which a commune is admitted.
const ADMISSION_PATH: &str = "/v1/communes";
/// Longest answer that is not a reply: an error, an admission.
const SMALL_BYTES_MAX: usize = 64 * 1024;
/// Longest answer with recovery boxes: four of them, hexadecimal.
const BOXES_BYTES_MAX: usize = 256 * 1024;
/// A centre that asks for longer is asked again after this all the same, in seconds.
const BUSY_SECONDS_MAX: u32 = 300;
/// What to wait where a busy centre names no time, in seconds.
const BUSY_SECONDS: u32 = 10;
/// The slowest line worth waiting for, in bytes per second: the first 64 KiB, and what is beyond.
const SLOW_LINE: u64 = 1024;
const LESS_SLOW_LINE: u64 = 16 * 1024;
const SLOW_BYTES: u64 = 64 * 1024;

/// What came of carrying a request.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A reply, not yet read.
    Reply(Vec<u8>),
    /// The centre's time is this; the same request again with it.
    Stale {
        /// Milliseconds since 1970-01-01 UTC.
        centre_time_ms: i64,
    },
    /// The centre wants this laptop's chain.
    UnknownDevice,
}

/// Why nothing came of it. One variant per thing that is said or done differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum CarryError {
    /// No connection came about: nothing was sent.
    #[error("no connection")]
    NoConnection,
    /// There is no network on this laptop: nothing was sent.
    #[error("no network")]
    NoNetwork,
    /// A certificate that nobody vouches for.
    #[error("an untrusted certificate")]
    Untrusted,
    /// A certificate that is not in force, by this laptop's clock.
    #[error("a certificate that has expired, or is not valid yet")]
    Expired,
    /// A certificate for somebody of another name.
    #[error("a certificate for another name")]
    OtherName,
    /// The line was cut after the request was begun.
    #[error("the line was cut")]
    Cut,
    /// No byte for too long.
    #[error("no answer in time")]
    Slow,
    /// The centre has no time or no room.
    #[error("the centre is busy")]
    Busy {
        /// When to come back, in seconds.
        wait_seconds: u32,
    },
    /// The request was longer than somebody on the way takes.
    #[error("the request is too long")]
    TooLarge,
    /// A portal, a proxy, a redirect, garbage.
    #[error("what answered is not the centre")]
    NotTheCentre,
    /// The centre does not know the commune, or its key is another one.
    #[error("the centre is another commune's")]
    OtherCommune,
    /// The centre does not accept this laptop.
    #[error("this laptop is not admitted")]
    NotAdmitted,
    /// The laptop's certificate has ended, or it was locked out.
    #[error("the laptop was locked out")]
    NotCertified,
    /// The set-up code does not do.
    #[error("the set-up code is wrong, used or expired")]
    SetupCode,
    /// The centre takes no practice communes, or this commune is none.
    #[error("not a centre for this kind of commune")]
    Practice,
    /// The two do not understand each other.
    #[error("another version")]
    Version,
    /// No runtime, no client: a fault of this program or machine.
    #[error("HTTP cannot be used here")]
    Unusable,
}

/// What carries requests.
pub(crate) enum Carrier {
    /// The network.
    Http(Http),
    /// Whoever runs the app.
    ByHand(Courier),
}

impl Carrier {
    /// A carrier; nothing is connected yet.
    ///
    /// # Errors
    /// [`CarryError::Unusable`].
    pub(crate) fn new(settings: &Settings) -> Result<Self, CarryError> {
        settings.courier.clone().map_or_else(|| Http::new(settings.pace).map(Self::Http), |it| Ok(Self::ByHand(it)))
    }

    /// Carries one exchange. Blocks until it ended; never longer than the pace allows without progress.
    ///
    /// # Errors
    /// See [`CarryError`].
    pub(crate) fn exchange(&self, way: &Way, request: Vec<u8>) -> Result<Answer, CarryError> {
        match self {
            Self::Http(http) => http.exchange(way, request),
            Self::ByHand(courier) => {
                by_hand(courier, EXCHANGE_PATH, request)?.map_or_else(Ok, |reply| Ok(Answer::Reply(reply)))
            }
        }
    }

    /// Has a commune admitted.
    ///
    /// # Errors
    /// See [`CarryError`].
    pub(crate) fn admit(&self, way: &Way, setup_code: &str, root: &[u8]) -> Result<Admitted, CarryError> {
        let body = serde_json::json!({ "setup_code": setup_code, "root_certificate": hex::encode(root) }).to_string();
        match self {
            Self::Http(http) => admission(&http.ask(way, ADMISSION_PATH, body, SMALL_BYTES_MAX)?),
            Self::ByHand(courier) => match by_hand(courier, ADMISSION_PATH, body.into())? {
                Ok(body) => admission(&body),
                Err(_) => Err(CarryError::NotTheCentre),
            },
        }
    }

    /// Asks for the recovery boxes of one name.
    ///
    /// # Errors
    /// See [`CarryError`].
    pub(crate) fn boxes(&self, way: &Way, record: RecordId) -> Result<Boxes, CarryError> {
        let body = serde_json::json!({ "recovery_id": hex::encode(record.as_bytes()) }).to_string();
        match self {
            Self::Http(http) => boxes(&http.ask(way, RECOVERY_PATH, body, BOXES_BYTES_MAX)?),
            Self::ByHand(courier) => match by_hand(courier, RECOVERY_PATH, body.into())? {
                Ok(body) => boxes(&body),
                Err(_) => Err(CarryError::NotTheCentre),
            },
        }
    }
}

/// The body of an answer that is none of the refusals.
fn by_hand(courier: &Courier, path: &str, body: Vec<u8>) -> Result<Result<Vec<u8>, Answer>, CarryError> {
    let Delivered { status, body } = courier(path, body).map_err(|lost| match lost {
        Undelivered::NoConnection => CarryError::NoConnection,
        Undelivered::Cut => CarryError::Cut,
        Undelivered::Slow => CarryError::Slow,
    })?;
    match StatusCode::from_u16(status) {
        Ok(StatusCode::OK) => Ok(Ok(body)),
        Ok(status) => refusal(status, None, &body).map(Err),
        Err(_) => Err(CarryError::NotTheCentre),
    }
}

/// HTTP: one runtime, and one connection kept open per centre.
pub(crate) struct Http {
    /// Always there, until dropped.
    runtime: Option<Runtime>,
    client: Client,
    loopback: Client,
    /// For the centre that has a certificate of its own: the last one that was asked for.
    own: Mutex<Option<Box<Own>>>,
    pace: Pace,
}

/// A client that trusts a certificate, and the system's too unless it is for loopback alone.
struct Own {
    vouched: Vouched,
    is_loopback: bool,
    client: Client,
}

impl Http {
    fn new(pace: Pace) -> Result<Self, CarryError> {
        // A second installation is refused, which is as good: some provider is there.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.worker_threads(1).thread_name("carrier").enable_all();
        let loopback = client(pace).no_proxy().tls_certs_only([]).build();
        Ok(Self {
            runtime: Some(runtime.build().map_err(|_| CarryError::Unusable)?),
            client: client(pace).build().map_err(|_| CarryError::Unusable)?,
            loopback: loopback.map_err(|_| CarryError::Unusable)?,
            own: Mutex::new(None),
            pace,
        })
    }

    fn exchange(&self, way: &Way, request: Vec<u8>) -> Result<Answer, CarryError> {
        let patience = patience(request.len(), self.pace.stall);
        let call = self.post(way, EXCHANGE_PATH, CONTENT_TYPE)?.body(request);
        self.wait(exchange(call, patience, self.pace.stall))
    }

    /// The body of the answer to a question in JSON.
    fn ask(&self, way: &Way, path: &str, body: String, bytes_max: usize) -> Result<Vec<u8>, CarryError> {
        let patience = patience(body.len(), self.pace.stall);
        let call = self.post(way, path, "application/json")?.body(body);
        self.wait(ask(call, bytes_max, patience, self.pace.stall))
    }

    fn post(&self, way: &Way, path: &str, content_type: &str) -> Result<RequestBuilder, CarryError> {
        let is_loopback = way.address.is_loopback();
        let client = match &way.vouched {
            Some(vouched) => self.own(vouched, is_loopback)?,
            None if is_loopback => self.loopback.clone(),
            None => self.client.clone(),
        };
        Ok(client.post(way.address.route(path)).header(CONTENT_TYPE_HEADER, content_type))
    }

    /// The client for a certificate of the centre's own, with its connection where that is still open.
    fn own(&self, vouched: &Vouched, is_loopback: bool) -> Result<Client, CarryError> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = own.as_ref().filter(|it| it.vouched == *vouched && it.is_loopback == is_loopback) {
            return Ok(own.client.clone());
        }
        let tls = vouched.tls(!is_loopback).map_err(|_| CarryError::Unusable)?;
        let made = client(self.pace).tls_backend_preconfigured(tls);
        let made = if is_loopback { made.no_proxy() } else { made };
        let client = made.build().map_err(|_| CarryError::Unusable)?;
        *own = Some(Box::new(Own { vouched: vouched.clone(), is_loopback, client: client.clone() }));
        Ok(client)
    }

    /// Runs on the carrier's own thread: the caller may itself be inside some other runtime.
    fn wait<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, CarryError>> + Send + 'static,
    ) -> Result<T, CarryError> {
        let (done, waiting) = mpsc::sync_channel(1);
        let runtime = self.runtime.as_ref().ok_or(CarryError::Unusable)?;
        runtime.spawn(async move { drop(done.send(call.await)) });
        waiting.recv().unwrap_or(Err(CarryError::Unusable))
    }
}

impl Drop for Http {
    /// Without waiting: the app may end inside some other runtime.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn client(pace: Pace) -> reqwest::ClientBuilder {
    Client::builder()
        .user_agent(concat!("donghanh/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(pace.connect)
        .pool_max_idle_per_host(1)
}

/// How long to wait for an answer's first byte: the stall, and what the request needs on a very slow line.
fn patience(request_bytes: usize, stall: Duration) -> Duration {
    let bytes = u64::try_from(request_bytes).unwrap_or(u64::MAX);
    let (slow, rest) = (bytes.min(SLOW_BYTES), bytes.saturating_sub(SLOW_BYTES));
    stall + Duration::from_secs(slow / SLOW_LINE + rest / LESS_SLOW_LINE)
}

async fn exchange(call: RequestBuilder, patience: Duration, stall: Duration) -> Result<Answer, CarryError> {
    let response = send(call, patience).await?;
    if response.status() != StatusCode::OK {
        return refused(response, stall).await;
    }
    if !has_type(&response, CONTENT_TYPE) {
        return Err(CarryError::NotTheCentre);
    }
    body(response, REPLY_BYTES_MAX, stall).await.map(Answer::Reply)
}

async fn ask(
    call: RequestBuilder,
    bytes_max: usize,
    patience: Duration,
    stall: Duration,
) -> Result<Vec<u8>, CarryError> {
    let response = send(call, patience).await?;
    if response.status() != StatusCode::OK {
        return match refused(response, stall).await? {
            Answer::Reply(_) | Answer::Stale { .. } | Answer::UnknownDevice => Err(CarryError::NotTheCentre),
        };
    }
    body(response, bytes_max, stall).await
}

async fn send(call: RequestBuilder, patience: Duration) -> Result<Response, CarryError> {
    let sent = timeout(patience, call.send()).await.map_err(|_| CarryError::Slow)?;
    sent.map_err(|error| failed(&error))
}

/// What a refusal says: JSON `{code, message, details}` if it is the centre that refuses.
#[derive(Deserialize)]
struct Refusal {
    code: String,
    #[serde(default)]
    details: Details,
}

#[derive(Deserialize, Default)]
struct Details {
    centre_time_ms: Option<i64>,
    retry_after_s: Option<u32>,
}

async fn refused(response: Response, stall: Duration) -> Result<Answer, CarryError> {
    let status = response.status();
    let named = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let body = body(response, SMALL_BYTES_MAX, stall).await?;
    refusal(status, named, &body)
}

fn refusal(status: StatusCode, named: Option<u32>, body: &[u8]) -> Result<Answer, CarryError> {
    let refusal: Option<Refusal> = serde_json::from_slice(body).ok();
    let wait = refusal.as_ref().and_then(|it| it.details.retry_after_s).or(named);
    let busy = CarryError::Busy { wait_seconds: wait.unwrap_or(BUSY_SECONDS).clamp(1, BUSY_SECONDS_MAX) };
    match refusal {
        Some(refusal) => judged(status, &refusal, busy),
        None => Err(stranger(status, busy)),
    }
}

/// The centre's own word; codes it may not know yet are judged by their status.
fn judged(status: StatusCode, refusal: &Refusal, busy: CarryError) -> Result<Answer, CarryError> {
    match (refusal.code.as_str(), refusal.details.centre_time_ms) {
        (code::STALE_TIME, Some(centre_time_ms)) => Ok(Answer::Stale { centre_time_ms }),
        (code::UNKNOWN_DEVICE, _) => Ok(Answer::UnknownDevice),
        (code::UNKNOWN_COMMUNE | code::BAD_PROOF | "not-authentic", _) => Err(CarryError::OtherCommune),
        ("setup-code-unknown" | "setup-code-used" | "setup-code-expired", _) => Err(CarryError::SetupCode),
        ("setup-code-kind" | "practice-not-here", _) => Err(CarryError::Practice),
        (code::TOO_LARGE, _) => Err(CarryError::TooLarge),
        (code::BAD_REQUEST | "malformed" | "media-type" | "method", _) => Err(CarryError::Version),
        (code::NOT_CERTIFIED, _) => Err(CarryError::NotCertified),
        _ => Err(by_status(status, busy)),
    }
}

fn by_status(status: StatusCode, busy: CarryError) -> CarryError {
    match status.as_u16() {
        401 | 403 => CarryError::NotAdmitted,
        408 => CarryError::Slow,
        413 => CarryError::TooLarge,
        429 | 500..=599 => busy,
        _ => CarryError::Version,
    }
}

/// Somebody on the way answered: a gateway that has lost the centre, or something that is not the centre at all.
fn stranger(status: StatusCode, busy: CarryError) -> CarryError {
    match status.as_u16() {
        413 => CarryError::TooLarge,
        429 | 503 => busy,
        500 | 502 | 504 => CarryError::NoConnection,
        _ => CarryError::NotTheCentre,
    }
}

async fn body(mut response: Response, bytes_max: usize, stall: Duration) -> Result<Vec<u8>, CarryError> {
    let mut body = Vec::new();
    loop {
        let chunk = timeout(stall, response.chunk()).await.map_err(|_| CarryError::Slow)?;
        let Some(chunk) = chunk.map_err(|error| failed(&error))? else { return Ok(body) };
        if body.len().saturating_add(chunk.len()) > bytes_max {
            return Err(CarryError::NotTheCentre);
        }
        body.extend_from_slice(&chunk);
    }
}

fn has_type(response: &Response, content_type: &str) -> bool {
    let given = response.headers().get(CONTENT_TYPE_HEADER).and_then(|value| value.to_str().ok());
    given.is_some_and(|given| given.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case(content_type)))
}

fn failed(error: &reqwest::Error) -> CarryError {
    if let Some(doubt) = find_cause(error, in_doubt) {
        return doubt;
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, _) if has_cause(error, is_no_network) => CarryError::NoNetwork,
        (true, _) => CarryError::NoConnection,
        (_, true) => CarryError::Slow,
        _ if error.is_builder() => CarryError::Unusable,
        _ if has_cause(error, speaks_no_http) => CarryError::NotTheCentre,
        _ => CarryError::Cut,
    }
}

type Cause = dyn std::error::Error + 'static;

/// Whether something in the chain of causes is so.
fn has_cause(error: &reqwest::Error, is: fn(&Cause) -> bool) -> bool {
    find_cause(error, |cause| is(cause).then_some(())).is_some()
}

/// What the first says in the chain of causes that says anything.
fn find_cause<T>(error: &reqwest::Error, says: impl Fn(&Cause) -> Option<T>) -> Option<T> {
    let mut cause: Option<&Cause> = error.source();
    while let Some(this) = cause {
        let said = says(this);
        if said.is_some() {
            return said;
        }
        cause = behind(this);
    }
    None
}

/// The cause of a cause. What an I/O error wraps is one, though it names only that one's own; TLS comes wrapped twice.
fn behind(cause: &Cause) -> Option<&Cause> {
    match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => cause.source(),
    }
}

/// What is wrong with a certificate: of a portal, of somebody in between, of a centre nobody vouched for, or by a clock that
/// is far off.
fn in_doubt(cause: &Cause) -> Option<CarryError> {
    let Some(rustls::Error::InvalidCertificate(why)) = cause.downcast_ref::<rustls::Error>() else { return None };
    let is_out_of_force = matches!(
        why,
        CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. }
    );
    let is_other_name =
        matches!(why, CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. });
    Some(match (is_out_of_force, is_other_name) {
        (true, _) => CarryError::Expired,
        (_, true) => CarryError::OtherName,
        (false, false) => CarryError::Untrusted,
    })
}

/// No way out of this laptop: no route, or nobody who knows names. The connector says the latter in words alone.
fn is_no_network(cause: &Cause) -> bool {
    let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    let routeless = matches!(
        kind,
        Some(io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown)
    );
    routeless || cause.to_string().starts_with("dns error")
}

/// Garbage where HTTP should be.
fn speaks_no_http(cause: &Cause) -> bool {
    cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)
}

#[cfg(test)]
mod tests;
