//! One laptop's connection to the centre: it proves who asks, sends, checks receipts, pulls, and comes back when it is told to.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::RETRY_AFTER;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use journal::exchange::{CONTENT_TYPE, Cursor, EXCHANGE_PATH, Reply, RequestBody, RequestEnvelope, VerdictCode};
use journal::sync::Peer;
use journal::{CentrePublic, Item, Receipt};
use tokio::net::TcpStream;

use super::fleet::{Laptop, Packed};

/// What is offered in one request at most, in bytes; the centre takes 1 MiB in all.
const OFFER_BYTES_MAX: usize = 960 * 1024;
/// What is pulled in one reply at most, in bytes.
const PULL_BYTES: u32 = 1024 * 1024;
/// A request that failed is made again so often.
const TRIES_MAX: u32 = 60;
/// Before a connection is tried again.
const AGAIN: Duration = Duration::from_millis(250);

/// A receipt that verified.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Proven {
    pub(super) device: [u8; 16],
    pub(super) head: [u8; 32],
}

/// What one laptop saw.
#[derive(Default)]
pub(super) struct Seen {
    /// How long each answered request took.
    pub(super) answers: Vec<Duration>,
    /// How often it was told to come later, or found nobody.
    pub(super) later: u64,
    /// Entries of others that it pulled, as batches say.
    pub(super) pulled: u64,
    /// The heads of the batches that it pulled.
    pub(super) heads: Vec<Proven>,
    /// The receipts that it got.
    pub(super) proven: Vec<Proven>,
}

/// A laptop on the line.
pub(super) struct Caller<'a> {
    laptop: &'a Laptop,
    centre: CentrePublic,
    at: SocketAddr,
    line: Option<SendRequest<Full<Bytes>>>,
    time: (i64, Instant),
    pub(super) cursor: Cursor,
    pub(super) seen: Seen,
}

impl<'a> Caller<'a> {
    pub(super) fn new(laptop: &'a Laptop, at: SocketAddr, centre: CentrePublic) -> Self {
        let (time, cursor) = ((0, Instant::now()), Cursor::default());
        Self { laptop, centre, at, line: None, time, cursor, seen: Seen::default() }
    }

    /// Sends everything; each batch has its receipt when this returns.
    pub(super) async fn send_all(&mut self) -> Result<()> {
        let mut rest: &[Packed] = &self.laptop.batches;
        let mut first = true;
        while !rest.is_empty() {
            let count = fitting(rest);
            let (now, later) = rest.split_at(count);
            let chain = first.then(|| self.laptop.chain.clone());
            let offers: Vec<_> = chain.into_iter().chain(now.iter().map(|it| it.item.clone())).collect();
            let body = RequestBody { offers, ..RequestBody::default() };
            let reply = self.exchange(&body).await?;
            self.check(now, &reply)?;
            (rest, first) = (later, false);
        }
        Ok(())
    }

    /// Pulls what others wrote, to the end of the log as it is now.
    pub(super) async fn pull_all(&mut self) -> Result<()> {
        loop {
            let offers = if self.cursor.position == 0 { vec![self.laptop.chain.clone()] } else { Vec::new() };
            let body =
                RequestBody { cursor: self.cursor, pull_bytes_max: PULL_BYTES, offers, ..RequestBody::default() };
            let reply = self.exchange(&body).await?;
            for item in &reply.items {
                self.take(&item.bytes)?;
            }
            self.cursor = Cursor { log: Some(reply.log), position: reply.next_position, mark: reply.next_mark };
            if !reply.more {
                return Ok(());
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Result<()> {
        if let Item::Batch(batch) = Item::read(bytes).ok().context("an item")? {
            let span = batch.span();
            self.seen.pulled += span.last.saturating_sub(span.first) + 1;
            self.seen.heads.push(Proven { device: *span.device.as_bytes(), head: span.head.0 });
        }
        Ok(())
    }

    /// Each batch is stored, and the receipt covers the last.
    fn check(&mut self, sent: &[Packed], reply: &Reply) -> Result<()> {
        let refused = |code| !matches!(code, VerdictCode::Stored | VerdictCode::Repeat);
        ensure!(!reply.verdicts.iter().any(|it| refused(it.code)), "not everything was stored");
        let newest = sent.last().context("something was sent")?;
        for receipt in &reply.receipts {
            let receipt = Receipt::read(receipt).ok().context("a receipt")?;
            let arrival = receipt.verify(&self.centre).ok().context("the centre's receipt")?;
            let covers = arrival.head == newest.head || arrival.up_to_seq > newest.last;
            if arrival.device == self.laptop.key.public().device() && covers {
                self.seen.proven.push(Proven { device: *arrival.device.as_bytes(), head: arrival.head.0 });
                return Ok(());
            }
        }
        bail!("no receipt covers what was sent")
    }

    /// Asks until there is a reply.
    async fn exchange(&mut self, body: &RequestBody) -> Result<Reply> {
        let peer = Peer::Centre(self.centre).binding();
        for _ in 0..TRIES_MAX {
            let now = self.time.0.saturating_add(i64::try_from(self.time.1.elapsed().as_millis())?);
            let asked = RequestEnvelope::sign(body, self.laptop.commune, &self.laptop.key, &peer, now).to_bytes();
            let begun = Instant::now();
            match self.post(asked).await {
                Ok((StatusCode::OK, _, bytes)) => {
                    let reply = Reply::read(&bytes).ok().context("a reply")?;
                    self.seen.answers.push(begun.elapsed());
                    self.time = (reply.centre_time_ms, Instant::now());
                    return Ok(reply);
                }
                Ok((status, wait, bytes)) => self.refused(status, wait, &bytes).await?,
                // The centre is away: killed, or about to start.
                Err(_) => self.wait(AGAIN).await,
            }
        }
        bail!("asked {TRIES_MAX} times in vain")
    }

    async fn refused(&mut self, status: StatusCode, wait: Option<u64>, bytes: &[u8]) -> Result<()> {
        let said: serde_json::Value = serde_json::from_slice(bytes)?;
        if let Some(time) = said.pointer("/details/centre_time_ms").and_then(serde_json::Value::as_i64) {
            self.time = (time, Instant::now());
            return Ok(());
        }
        let busy = status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS;
        ensure!(busy, "refused: {status} {said}");
        self.wait(Duration::from_secs(wait.context("busy without Retry-After")?)).await;
        Ok(())
    }

    async fn wait(&mut self, time: Duration) {
        self.seen.later += 1;
        tokio::time::sleep(time).await;
    }

    async fn post(&mut self, body: Vec<u8>) -> Result<(StatusCode, Option<u64>, Bytes)> {
        let answered = self.post_once(body).await;
        if answered.is_err() {
            self.line = None;
        }
        answered
    }

    async fn post_once(&mut self, body: Vec<u8>) -> Result<(StatusCode, Option<u64>, Bytes)> {
        let request = Request::post(EXCHANGE_PATH)
            .header("host", self.at.to_string())
            .header("content-type", CONTENT_TYPE)
            .body(Full::from(body))?;
        let line = self.line().await?;
        line.ready().await?;
        let response = line.send_request(request).await?;
        let wait = response.headers().get(RETRY_AFTER).and_then(|it| it.to_str().ok()?.parse().ok());
        let status = response.status();
        Ok((status, wait, response.into_body().collect().await?.to_bytes()))
    }

    async fn line(&mut self) -> Result<&mut SendRequest<Full<Bytes>>> {
        if self.line.as_ref().is_none_or(SendRequest::is_closed) {
            let stream = TcpStream::connect(self.at).await?;
            stream.set_nodelay(true)?;
            let (line, rest) = handshake(TokioIo::new(stream)).await?;
            // How the connection ends is seen by whoever asks over it.
            tokio::spawn(async move { drop(rest.await) });
            self.line = Some(line);
        }
        self.line.as_mut().context("a line")
    }
}

/// Has a commune admitted with a one-time code; the key that signs receipts.
pub(super) async fn admit(at: SocketAddr, code: &str, root_certificate: &[u8]) -> Result<CentrePublic> {
    let stream = TcpStream::connect(at).await?;
    let (mut line, rest) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(async move { drop(rest.await) });
    let body = serde_json::json!({ "setup_code": code, "root_certificate": hex(root_certificate) });
    let request = Request::post("/v1/communes").header("host", at.to_string());
    let request = request.header("content-type", "application/json").body(Full::<Bytes>::from(body.to_string()))?;
    let response = line.send_request(request).await?;
    let status = response.status();
    let said: serde_json::Value = serde_json::from_slice(&response.into_body().collect().await?.to_bytes())?;
    let key = said.get("centre_public_key").and_then(serde_json::Value::as_str);
    let key = key.with_context(|| format!("not admitted: {status} {said}"))?;
    CentrePublic::from_bytes(&unhex(key)?).ok().context("the centre's key")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Result<[u8; 32]> {
    let digit = |place: usize| text.get(2 * place..2 * place + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..32).map(digit).collect();
    bytes.and_then(|bytes| bytes.try_into().ok()).context("32 bytes as hexadecimal")
}

/// How many of the next batches go into one request; one at least.
fn fitting(batches: &[Packed]) -> usize {
    let mut bytes = 0_usize;
    let fits = batches.iter().take_while(|it| {
        bytes = bytes.saturating_add(it.item.len());
        bytes <= OFFER_BYTES_MAX
    });
    fits.count().max(1)
}
