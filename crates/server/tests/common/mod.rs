//! A world for stories: a real centre on a free port, a clock moved by hand, communes and laptops made of seeds.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod db;
pub mod laptop;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use journal::exchange::{CONTENT_TYPE, Cursor, EXCHANGE_PATH, Reply, RequestBody, RequestEnvelope, VerdictCode};
use journal::{CentrePublic, Receipt};
use serde_json::{Value, json};
use server::settings::Limits;
use server::{Centre, Clock, Running, Server, Settings};
use tempfile::TempDir;

pub use db::TestDb;
use db::on_postgres;
pub use laptop::{Commune, Laptop};

/// 2026-11-22 12:00 UTC.
pub const NOW_MS: i64 = 1_795_348_800_000;
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What the centre says when it says no.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub status: u16,
    pub code: String,
    pub details: Value,
}

impl Told {
    pub fn is(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.code.as_str()), (status, code), "{self:?}");
    }
}

/// Centres beside each other on one database, where the database can be shared; requests go to each in turn.
const NODES: usize = 2;

pub struct World {
    pub folder: TempDir,
    pub db: TestDb,
    pub clock: Arc<AtomicI64>,
    pub http: reqwest::Client,
    nodes: Vec<Running>,
    turn: AtomicUsize,
    limits: Limits,
}

impl World {
    pub async fn new() -> Self {
        Self::spread(Limits::default()).await
    }

    /// On one node: limits are each node's own.
    pub async fn with(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = TestDb::of(folder.path());
        Self::at(folder, db, limits, 1).await
    }

    /// On as many nodes as the database allows.
    pub async fn spread(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = TestDb::of(folder.path());
        Self::at(folder, db, limits, if on_postgres() { NODES } else { 1 }).await
    }

    pub async fn at(folder: TempDir, db: TestDb, limits: Limits, nodes: usize) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW_MS));
        let (http, turn) = (client(), AtomicUsize::new(0));
        let mut world = Self { folder, db, clock, http, nodes: Vec::new(), turn, limits };
        world.start(nodes).await;
        world
    }

    pub async fn restart(self) -> Self {
        self.stopped_for(|_| ()).await
    }

    /// Stops the centre, does something to its database, starts it again.
    pub async fn stopped_for(mut self, what: impl FnOnce(&TestDb)) -> Self {
        let nodes = self.nodes.len();
        for node in self.nodes.drain(..) {
            node.stop().await.unwrap();
        }
        what(&self.db);
        self.start(nodes).await;
        self
    }

    async fn start(&mut self, nodes: usize) {
        for _ in 0..nodes {
            let settings =
                Settings { place: self.db.place(), limits: self.limits, ..Settings::loopback(self.folder.path()) };
            self.nodes.push(Server::start_at(settings, Clock::ByHand(Arc::clone(&self.clock))).await.unwrap());
        }
    }

    /// The node whose turn it is.
    fn node(&self) -> &Running {
        &self.nodes[self.turn.fetch_add(1, Ordering::Relaxed) % self.nodes.len()]
    }

    pub fn nodes(&self) -> &[Running] {
        &self.nodes
    }

    pub fn centre(&self) -> &Centre {
        self.node().centre()
    }

    pub fn url(&self) -> String {
        self.node().url()
    }

    pub fn addr(&self) -> SocketAddr {
        self.node().addr
    }

    pub fn pass_ms(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn now_ms(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn key(&self) -> CentrePublic {
        self.centre().public_key()
    }

    pub async fn code(&self, practice: bool) -> String {
        self.centre().new_setup_code(practice, DAY_MS).await.unwrap().0.to_string()
    }

    /// A commune that is admitted, with one laptop of it.
    pub async fn commune(&self, seed: u8) -> (Commune, Laptop) {
        let commune = Commune::seeded(seed, false);
        let code = self.code(false).await;
        self.admit(&code, &commune).await.unwrap();
        let laptop = commune.laptop(1);
        (commune, laptop)
    }

    pub async fn admit(&self, code: &str, commune: &Commune) -> Result<Value, Told> {
        let body = json!({ "setup_code": code, "root_certificate": hex(&commune.root_certificate.to_bytes()) });
        let sent = self.http.post(format!("{}/v1/communes", self.url())).json(&body).send().await.unwrap();
        answer(sent).await.map(|bytes| serde_json::from_slice(&bytes).unwrap())
    }

    /// Signs and sends a request of a laptop.
    pub async fn exchange(&self, laptop: &Laptop, body: &RequestBody) -> Result<Reply, Told> {
        self.post(self.sign(laptop, body)).await.map(|bytes| Reply::read(&bytes).unwrap())
    }

    pub fn sign(&self, laptop: &Laptop, body: &RequestBody) -> Vec<u8> {
        let binding = *self.key().as_bytes();
        RequestEnvelope::sign(body, laptop.commune, &laptop.key, &binding, self.now_ms()).to_bytes()
    }

    pub async fn post(&self, request: Vec<u8>) -> Result<Vec<u8>, Told> {
        post(&self.http, &self.url(), request).await
    }

    /// Offers items and nothing else.
    pub async fn push(&self, laptop: &Laptop, offers: Vec<Vec<u8>>) -> Reply {
        self.exchange(laptop, &RequestBody { offers, ..RequestBody::default() }).await.unwrap()
    }

    /// Offers the chain and everything logged so far; all of it is stored.
    pub async fn push_all(&self, laptop: &Laptop) -> Reply {
        let reply = self.push(laptop, laptop.everything()).await;
        assert!(
            codes(&reply).iter().all(|code| matches!(code, VerdictCode::Stored | VerdictCode::Repeat)),
            "{reply:?}"
        );
        reply
    }

    /// Pulls from a cursor until there is no more; positions must grow.
    pub async fn pull(&self, laptop: &Laptop, mut cursor: Cursor, bytes: u32) -> (Vec<Vec<u8>>, Cursor) {
        let mut items = Vec::new();
        loop {
            let body = RequestBody { cursor, pull_bytes_max: bytes, ..RequestBody::default() };
            let reply = self.exchange(laptop, &body).await.unwrap();
            assert!(reply.items.windows(2).all(|pair| pair[0].position < pair[1].position));
            items.extend(reply.items.into_iter().map(|item| item.bytes));
            cursor = Cursor { log: Some(reply.log), position: reply.next_position, mark: reply.next_mark };
            if !reply.more {
                return (items, cursor);
            }
        }
    }

    /// The one receipt of a reply, verified and about this laptop.
    pub fn receipt(&self, laptop: &Laptop, reply: &Reply) -> Receipt {
        let receipts: Vec<_> =
            self.receipts(reply).into_iter().filter(|it| it.claims().device == laptop.device).collect();
        assert_eq!(receipts.len(), 1, "one receipt for one branch");
        receipts.into_iter().next().unwrap()
    }

    pub fn receipts(&self, reply: &Reply) -> Vec<Receipt> {
        let receipts = reply.receipts.iter().map(|bytes| Receipt::read(bytes).unwrap());
        receipts.inspect(|receipt| assert!(receipt.verify(&self.key()).is_ok(), "signed by the centre")).collect()
    }
}

pub fn codes(reply: &Reply) -> Vec<VerdictCode> {
    reply.verdicts.iter().map(|verdict| verdict.code).collect()
}

pub fn client() -> reqwest::Client {
    // Another test of this process may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub async fn post(http: &reqwest::Client, url: &str, request: Vec<u8>) -> Result<Vec<u8>, Told> {
    let sent = http.post(format!("{url}{EXCHANGE_PATH}")).header("content-type", CONTENT_TYPE).body(request).send();
    answer(sent.await.unwrap()).await
}

pub async fn answer(response: reqwest::Response) -> Result<Vec<u8>, Told> {
    let status = response.status().as_u16();
    assert!(response.headers().contains_key("x-request-id"), "every answer has an id");
    let bytes = response.bytes().await.unwrap().to_vec();
    if status == 200 {
        return Ok(bytes);
    }
    let said: Value = serde_json::from_slice(&bytes).expect("errors are JSON");
    assert!(said["message"].is_string(), "a message for people: {said}");
    Err(Told { status, code: said["code"].as_str().unwrap().into(), details: said["details"].clone() })
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs futures side by side; their results come in the order of their ends.
pub async fn together<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut done = Vec::new();
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    std::future::poll_fn(|cx| {
        waiting.retain_mut(|future| match future.as_mut().poll(cx) {
            std::task::Poll::Ready(value) => {
                done.push(value);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done
}
