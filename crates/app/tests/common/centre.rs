//! A small centre on a loopback port that can be told to misbehave. The real one has its own tests.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::blob::digest_of;
use journal::exchange::{PulledItem, Reply, RequestBody, RequestEnvelope, Verdict, VerdictCode};
use journal::{Arrival, BlobDigest, CentreKey, DevicePublic, Item, LogId, Receipt};

/// What goes wrong with one exchange.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The request is taken in, the reply gets lost.
    LostReply,
    /// Nothing more comes.
    Hang,
    /// Bytes that are no reply, as a reply.
    Garbage,
    /// Somewhere else.
    Redirect,
    /// A portal's page.
    Portal,
    /// Not now.
    Busy,
    /// The commune is not known here.
    UnknownCommune,
    /// The laptop is not let in.
    NotCertified,
    /// A receipt that another key signed.
    ForgedReceipt,
    /// Everything is there, says the centre, and shows no receipt.
    NoReceipt,
}

/// What the centre holds.
pub struct Held {
    key: CentreKey,
    now_ms: i64,
    commune: Option<CommuneId>,
    devices: BTreeMap<DeviceId, DevicePublic>,
    heads: BTreeMap<DeviceId, (u64, EntryDigest)>,
    items: Vec<(DeviceId, Vec<u8>)>,
    blobs: BTreeMap<BlobDigest, Vec<u8>>,
    /// What goes wrong next, one exchange each.
    pub faults: VecDeque<Fault>,
    /// Every batch as it was offered, each time it was.
    pub offered: Vec<Vec<u8>>,
    /// It has no room for this device.
    pub no_room_for: Option<DeviceId>,
    /// Requests seen, the misbehaved ones too.
    pub requests: u32,
    /// What happens at the laptop, once, while the next request is under way.
    pub meanwhile: Option<Box<dyn FnOnce() + Send>>,
}

/// A centre that listens until dropped.
pub struct Centre {
    addr: SocketAddr,
    held: Arc<Mutex<Held>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Centre {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (addr, stop) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let held = Arc::new(Mutex::new(Held::new()));
        let (serving, stopped) = (Arc::clone(&held), Arc::clone(&stop));
        let serve = move || {
            let mut hanging = Vec::new();
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                let mut stream = stream.unwrap();
                let answer =
                    read_request(&mut stream).and_then(|(path, body)| serving.lock().unwrap().answer(&path, &body));
                match answer {
                    // Whoever hung up does not hear the answer.
                    Some(answer) => drop(stream.write_all(&answer)),
                    None => hanging.push(stream),
                }
            }
        };
        Self { addr, held, stop, thread: Some(std::thread::spawn(serve)) }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The next exchanges go wrong like this.
    pub fn will(&self, faults: &[Fault]) {
        self.held.lock().unwrap().faults = faults.iter().copied().collect();
    }

    pub fn look<T>(&self, look: impl FnOnce(&mut Held) -> T) -> T {
        look(&mut self.held.lock().unwrap())
    }

    /// Entries held of all devices.
    pub fn entries(&self) -> u64 {
        self.look(|held| held.heads.values().map(|(seq, _)| seq).sum())
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.addr));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Held {
    fn new() -> Self {
        Self {
            key: CentreKey::from_seed(&[7; 32]),
            now_ms: super::EVENING_MS,
            commune: None,
            devices: BTreeMap::new(),
            heads: BTreeMap::new(),
            items: Vec::new(),
            blobs: BTreeMap::new(),
            faults: VecDeque::new(),
            offered: Vec::new(),
            no_room_for: None,
            requests: 0,
            meanwhile: None,
        }
    }

    /// None says nothing and keeps the line open.
    fn answer(&mut self, path: &str, body: &[u8]) -> Option<Vec<u8>> {
        if path == "/v1/communes" {
            let key: String = self.key.public().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            let json = format!(r#"{{"centre_public_key":"{key}","log_id":"{}"}}"#, "01".repeat(16));
            return Some(http("200 OK", "application/json", json.as_bytes()));
        }
        self.requests += 1;
        if let Some(meanwhile) = self.meanwhile.take() {
            meanwhile();
        }
        let refuse = |status: &str, code: &str| {
            let json = format!(r#"{{"code":"{code}","message":"","details":{{"retry_after_s":1}}}}"#);
            Some(http(status, "application/json", json.as_bytes()))
        };
        match self.faults.pop_front() {
            None => Some(self.exchange(body, None)),
            Some(Fault::LostReply) => {
                self.exchange(body, None);
                Some(Vec::new())
            }
            Some(Fault::Hang) => None,
            Some(Fault::Garbage) => Some(http("200 OK", "application/cbor", b"\x82garbage")),
            Some(Fault::Redirect) => {
                Some(b"HTTP/1.1 302 Found\r\nLocation: https://xa.vn/\r\nContent-Length: 0\r\n\r\n".to_vec())
            }
            Some(Fault::Portal) => Some(http("200 OK", "text/html", b"<h1>Wi-Fi</h1>")),
            Some(Fault::Busy) => refuse("503 Service Unavailable", "busy"),
            Some(Fault::UnknownCommune) => refuse("404 Not Found", "unknown-commune"),
            Some(Fault::NotCertified) => refuse("403 Forbidden", "not-certified"),
            Some(fault @ (Fault::ForgedReceipt | Fault::NoReceipt)) => Some(self.exchange(body, Some(fault))),
        }
    }

    fn exchange(&mut self, request: &[u8], fault: Option<Fault>) -> Vec<u8> {
        let envelope = RequestEnvelope::read(request).unwrap();
        let commune = *self.commune.get_or_insert(envelope.commune());
        let introduced = envelope.introduction().map(|chain| chain.verify(commune).unwrap().device.key);
        let Some(key) = self.devices.get(&envelope.device()).copied().or(introduced) else {
            return http(
                "401 Unauthorized",
                "application/json",
                br#"{"code":"unknown-device","message":"","details":{}}"#,
            );
        };
        match envelope.verify(&key, self.key.public().as_bytes(), self.now_ms) {
            Ok(body) => http("200 OK", "application/cbor", &self.reply(envelope.device(), &body, fault).to_bytes()),
            Err(journal::exchange::ProofError::Stale) => {
                let json =
                    format!(r#"{{"code":"stale-time","message":"","details":{{"centre_time_ms":{}}}}}"#, self.now_ms);
                http("401 Unauthorized", "application/json", json.as_bytes())
            }
            Err(error) => panic!("a proof that does not hold: {error}"),
        }
    }

    fn reply(&mut self, asker: DeviceId, body: &RequestBody, fault: Option<Fault>) -> Reply {
        let verdicts: Vec<Verdict> = body.offers.iter().map(|offer| self.take(offer)).collect();
        let blobs_held = body.blobs_offered.iter().map(|bytes| digest_of(bytes)).collect();
        self.blobs.extend(body.blobs_offered.iter().map(|bytes| (digest_of(bytes), bytes.clone())));
        let position = usize::try_from(body.cursor.position).unwrap();
        let after = self.items.iter().zip(1..).skip(position).filter(|((device, _), _)| *device != asker);
        let signer =
            if fault == Some(Fault::ForgedReceipt) { CentreKey::from_seed(&[8; 32]) } else { self.key.clone() };
        let receipts = self.heads.iter().map(|(device, head)| self.receipt(*device, *head, &signer));
        Reply {
            centre_time_ms: self.now_ms,
            log: LogId([1; 16]),
            verdicts,
            receipts: receipts.filter(|_| fault != Some(Fault::NoReceipt)).collect(),
            items: after.map(|((_, bytes), position)| PulledItem { position, bytes: bytes.clone() }).collect(),
            next_position: u64::try_from(self.items.len()).unwrap(),
            next_mark: None,
            more: false,
            expected: Vec::new(),
            blobs: body.blobs_wanted.iter().filter_map(|digest| self.blobs.get(digest).cloned()).collect(),
            log_reset: false,
            blobs_held,
            found: Vec::new(),
        }
    }

    fn take(&mut self, offer: &[u8]) -> Verdict {
        let verdict = |code, device, expected| Verdict { code, device: Some(device), head: None, expected };
        match Item::read(offer).unwrap() {
            Item::Chain(chain) => {
                let device = chain.verify(self.commune.unwrap()).unwrap().device;
                if self.devices.insert(device.device, device.key).is_some() {
                    return verdict(VerdictCode::Repeat, device.device, None);
                }
                self.items.push((device.device, offer.to_vec()));
                verdict(VerdictCode::Stored, device.device, None)
            }
            Item::Batch(batch) => {
                self.offered.push(offer.to_vec());
                let span = *batch.span();
                batch.verify(&self.devices[&span.device]).unwrap();
                if self.no_room_for == Some(span.device) {
                    return verdict(VerdictCode::NotNow, span.device, None);
                }
                let held = self.heads.get(&span.device).map_or(0, |(seq, _)| *seq);
                if span.last <= held {
                    return verdict(VerdictCode::Repeat, span.device, None);
                }
                if span.first != held + 1 {
                    return verdict(VerdictCode::Gap, span.device, Some(held + 1));
                }
                self.heads.insert(span.device, (span.last, span.head));
                self.items.push((span.device, offer.to_vec()));
                verdict(VerdictCode::Stored, span.device, None)
            }
            Item::Unknown { .. } => panic!("an item of no known kind"),
        }
    }

    fn receipt(&self, device: DeviceId, (seq, head): (u64, EntryDigest), signer: &CentreKey) -> Vec<u8> {
        let arrival = Arrival {
            commune: self.commune.unwrap(),
            device,
            head,
            up_to_seq: seq,
            count: seq,
            log: LogId([1; 16]),
            position: u64::try_from(self.items.len()).unwrap(),
            time_ms: self.now_ms,
        };
        Receipt::sign(arrival, signer).to_bytes()
    }
}

fn http(status: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// Path and body of a request; none where the line was closed.
fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut seen = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        if let Some(end) = seen.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            if seen.len() >= end + 4 + length {
                let path = head.split(' ').nth(1)?.to_owned();
                return Some((path, seen[end + 4..end + 4 + length].to_vec()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => seen.extend_from_slice(&buffer[..read]),
        }
    }
}
