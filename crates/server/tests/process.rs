//! The real program: started, killed, stopped, asked for codes; its receipts stay true.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::{Commune, Laptop, TestDb, Told, codes, hex, together};
use journal::exchange::{CONTENT_TYPE, EXCHANGE_PATH, Reply, RequestBody, RequestEnvelope, VerdictCode};
use journal::{CentrePublic, Receipt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The program, listening.
struct Program {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    url: String,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let mut child = program(folder, &["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::options().append(true).create(true).open(log_of(folder)).unwrap())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening ").expect("one line says where").trim_end().to_owned();
        Self { child, out, url }
    }

    fn addr(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn signal(&self, name: &str) {
        let told = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Waits for its end; returns what else it said on standard output.
    fn ended(mut self) -> String {
        assert!(self.child.wait().unwrap().success(), "a stop is no failure");
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        rest
    }
}

fn log_of(folder: &Path) -> PathBuf {
    folder.join("log.jsonl")
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_donghanh-server"));
    command.env("DONGHANH_SERVER_DB", TestDb::of(folder).url()).args(arguments);
    command.env("DONGHANH_SERVER_KEY", folder.join("receipt.key"));
    command
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = program(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A laptop that talks to the program, knowing its key and its time from its answers alone.
struct Caller {
    http: reqwest::Client,
    url: String,
    key: CentrePublic,
    time_ms: i64,
}

impl Caller {
    async fn admit(program: &Program, code: &str, commune: &Commune) -> Self {
        let http = common::client();
        let body = json!({ "setup_code": code, "root_certificate": hex(&commune.root_certificate.to_bytes()) });
        let sent = http.post(format!("{}/v1/communes", program.url)).json(&body).send().await.unwrap();
        let admitted: Value = serde_json::from_slice(&common::answer(sent).await.unwrap()).unwrap();
        let key: Vec<u8> = (0..32)
            .map(|n| {
                u8::from_str_radix(&admitted["centre_public_key"].as_str().unwrap()[2 * n..2 * n + 2], 16).unwrap()
            })
            .collect();
        let key = CentrePublic::from_bytes(&key.try_into().unwrap()).unwrap();
        let mut caller = Self { http, url: program.url.clone(), key, time_ms: 0 };
        caller.time_ms = caller.centre_time(&commune.laptop(1)).await;
        caller
    }

    /// A first request knows no time; the answer says it.
    async fn centre_time(&self, laptop: &Laptop) -> i64 {
        let offers = vec![laptop.chain_item()];
        let told = self.exchange(laptop, &RequestBody { offers, ..RequestBody::default() }).await.unwrap_err().unwrap();
        assert_eq!(told.code, "stale-time");
        told.details["centre_time_ms"].as_i64().unwrap()
    }

    fn sign(&self, laptop: &Laptop, body: &RequestBody) -> Vec<u8> {
        RequestEnvelope::sign(body, laptop.commune, &laptop.key, self.key.as_bytes(), self.time_ms).to_bytes()
    }

    /// `Err(None)`: the connection ended without an answer.
    async fn exchange(&self, laptop: &Laptop, body: &RequestBody) -> Result<Reply, Option<Told>> {
        let request = self.http.post(format!("{}{EXCHANGE_PATH}", self.url)).header("content-type", CONTENT_TYPE);
        let response = request.body(self.sign(laptop, body)).send().await.map_err(|_| None)?;
        common::answer(response).await.map(|bytes| Reply::read(&bytes).unwrap()).map_err(Some)
    }

    async fn offer(&self, laptop: &Laptop, offers: Vec<Vec<u8>>) -> Option<Reply> {
        self.exchange(laptop, &RequestBody { offers, ..RequestBody::default() }).await.ok()
    }

    fn newest(&self, reply: &Reply) -> Receipt {
        let receipt = Receipt::read(reply.receipts.last().unwrap()).unwrap();
        receipt.verify(&self.key).unwrap();
        receipt
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t26_killed_again_and_again_every_receipt_stays_true() {
    let folder = tempfile::tempdir().unwrap();
    let code = said(folder.path(), &["commune", "add"]);
    let commune = Commune::seeded(1, false);
    let mut program = Program::start(folder.path());
    let mut caller = Caller::admit(&program, code.trim(), &commune).await;
    let mut laptops: Vec<_> = (1..=4).map(|seed| commune.laptop(seed)).collect();
    let mut proven: Vec<Option<Receipt>> = vec![None; laptops.len()];
    for round in 0..6 {
        for laptop in &mut laptops {
            laptop.batch(5, round * 10);
        }
        // Killed while they push: after none, one, … of them was answered.
        let pushes = laptops.iter().map(|laptop| caller.offer(laptop, laptop.everything()));
        let (replies, ()) = tokio::join!(together_in_order(pushes), kill_after(program, round));
        for (newest, reply) in proven.iter_mut().zip(replies) {
            *newest = reply.map(|reply| caller.newest(&reply)).or(newest.take());
        }
        program = Program::start(folder.path());
        caller.url.clone_from(&program.url);
        for (laptop, receipt) in laptops.iter().zip(&proven) {
            let show = RequestBody {
                newest_receipt: receipt.as_ref().map(Receipt::to_bytes),
                ask_expected: true,
                ..RequestBody::default()
            };
            let Ok(reply) = caller.exchange(laptop, &show).await else {
                assert!(receipt.is_none(), "known, since receipted");
                continue;
            };
            let Some(receipt) = receipt else { continue };
            assert_eq!(reply.log, receipt.claims().log, "nothing that was proven is missing");
            assert!(caller.newest(&reply).claims().count >= receipt.claims().count);
        }
    }
    for laptop in &laptops {
        let reply = caller.offer(laptop, laptop.everything()).await.unwrap();
        let settled = codes(&reply).iter().all(|code| matches!(code, VerdictCode::Stored | VerdictCode::Repeat));
        assert!(settled, "exactly once: {reply:?}");
        assert_eq!((reply.receipts.len(), caller.newest(&reply).claims().count), (1, 30));
    }
    program.signal("-TERM");
    program.ended();
}

/// Kills the program once a few connections came; how many differs from round to round.
async fn kill_after(program: Program, round: u32) {
    let addr = program.addr().to_owned();
    for _ in 0..round {
        let mut stream = TcpStream::connect(&addr).await.unwrap();
        stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
    }
    program.kill();
}

async fn together_in_order<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let numbered = all.enumerate().map(|(n, future)| async move { (n, future.await) });
    let mut done = together(numbered).await;
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, value)| value).collect()
}

#[tokio::test]
async fn a_stop_finishes_what_is_in_flight() {
    let folder = tempfile::tempdir().unwrap();
    let code = said(folder.path(), &["commune", "add"]);
    let commune = Commune::seeded(1, false);
    let program = Program::start(folder.path());
    let caller = Caller::admit(&program, code.trim(), &commune).await;
    let mut laptop = commune.laptop(1);
    laptop.batch(20, 1);
    let request = caller.sign(&laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() });

    let mut stream = TcpStream::connect(program.addr()).await.unwrap();
    let head = format!(
        "POST {EXCHANGE_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: {CONTENT_TYPE}\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        request.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n", "the request is being worked on");
    program.signal("-TERM");
    while TcpStream::connect(program.addr()).await.is_ok() {}
    stream.write_all(&request).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let begin = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    assert!(answer.starts_with(b"HTTP/1.1 200 OK"));
    assert_eq!(caller.newest(&Reply::read(&answer[begin..]).unwrap()).claims().count, 20);
    assert_eq!(program.ended(), "", "one line on standard output and no more");

    let log = std::fs::read_to_string(log_of(folder.path())).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("one JSON line each")).collect();
    let answered = lines.iter().filter(|line| line["message"] == "answered").count();
    assert!(answered >= 3, "admission, stale time, exchange: {log}");
    assert!(!log.contains(code.trim()) && !log.contains("127.0.0.1"), "neither codes nor addresses: {log}");
}

#[tokio::test]
async fn ctrl_c_stops_it_too() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    program.signal("-INT");
    assert_eq!(program.ended(), "");
}

#[tokio::test]
async fn codes_and_lists_work_beside_a_running_centre() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let made: Value = serde_json::from_str(&said(folder.path(), &["commune", "add", "--practice", "--json"])).unwrap();
    assert_eq!(made["practice"], true);
    let commune = Commune::seeded(1, true);
    let caller = Caller::admit(&program, made["setup_code"].as_str().unwrap(), &commune).await;
    let mut laptop = commune.laptop(1);
    laptop.batch(7, 1);
    let before = caller.offer(&laptop, laptop.everything()).await.unwrap().log;
    let line: Value = serde_json::from_str(&said(folder.path(), &["commune", "list", "--json"])).unwrap();
    assert_eq!((&line["devices"], &line["entries"], &line["practice"]), (&1.into(), &7.into(), &true.into()));
    assert_eq!(line["commune"], commune.id.to_string());
    said(folder.path(), &["restored"]);
    let after = caller.offer(&laptop, Vec::new()).await.unwrap();
    assert_ne!(after.log, before, "a new log");
    assert_eq!(caller.newest(&after).claims().log, after.log, "receipts of the log that is: others prove nothing");
    program.kill();
}

#[tokio::test]
async fn a_practice_commune_is_refused_where_the_network_listens() {
    let folder = tempfile::tempdir().unwrap();
    let listen = "0.0.0.0:0".parse().unwrap();
    let settings = server::Settings { listen, ..server::Settings::loopback(folder.path()) };
    let centre = server::Server::start(settings).await.unwrap();
    let (code, _) = centre.centre().new_setup_code(true, common::DAY_MS).await.unwrap();
    let root = hex(&Commune::seeded(1, true).root_certificate.to_bytes());
    let url = format!("http://127.0.0.1:{}/v1/communes", centre.addr.port());
    let body = json!({ "setup_code": code.to_string(), "root_certificate": root });
    let sent = common::client().post(url).json(&body).send().await.unwrap();
    common::answer(sent).await.unwrap_err().is(403, "practice-not-here");
    centre.stop().await.unwrap();
}

#[test]
fn a_lost_or_exchanged_key_stops_the_start_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    said(folder.path(), &["commune", "list"]);
    std::fs::remove_file(folder.path().join("receipt.key")).unwrap();
    let output = program(folder.path(), &["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("put back the one that the receipts of this database were signed with"), "{words}");
    assert!(!folder.path().join("receipt.key").exists(), "no other key is made in its place");
    let elsewhere = tempfile::tempdir().unwrap();
    said(elsewhere.path(), &["commune", "list"]);
    std::fs::copy(elsewhere.path().join("receipt.key"), folder.path().join("receipt.key")).unwrap();
    let output = program(folder.path(), &["commune", "list"]).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("does not belong to this database"), "{words}");
}

#[test]
fn a_centre_for_other_crates_runs_in_its_own_thread() {
    let folder = tempfile::tempdir().unwrap();
    let centre =
        server::Server::start_in_thread(server::Settings::loopback(folder.path()), server::Clock::System).unwrap();
    assert!(centre.new_setup_code(true).is_ok());
    let addr = centre.addr;
    drop(centre);
    assert!(std::net::TcpStream::connect(addr).is_err(), "dropping it stopped it");
}
