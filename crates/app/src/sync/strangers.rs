//! For tests: whatever may answer in place of a centre, on a loopback port.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::settings::Pace;

/// A pace for tests: hanging is found out within a fraction of a second.
pub(crate) fn quick() -> Pace {
    Pace { connect: Duration::from_secs(2), stall: Duration::from_millis(200), ..Pace::default() }
}

/// Somebody who answers every connection in the same way.
pub(crate) struct Stranger {
    addr: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stranger {
    /// Reads the request, writes these bytes, closes.
    pub(crate) fn answering(bytes: &[u8]) -> Self {
        Self::start(bytes.to_vec(), false)
    }

    /// Reads the request, writes these bytes, and then says nothing more.
    pub(crate) fn hanging(bytes: &[u8]) -> Self {
        Self::start(bytes.to_vec(), true)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The address of a door that is closed by now.
    pub(crate) fn url_after_closing(self) -> String {
        let url = self.url();
        drop(self);
        url
    }

    fn start(bytes: Vec<u8>, hang: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addr = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let serve = move || {
            let mut hanging = Vec::new();
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                let stream = answer(stream.unwrap(), &bytes);
                hanging.extend(Some(stream).filter(|_| hang));
            }
        };
        Self { addr, stop, thread: Some(std::thread::spawn(serve)) }
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.addr));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

/// Reads what a request's head promises, then writes.
fn answer(mut stream: TcpStream, bytes: &[u8]) -> TcpStream {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !is_whole(&seen) {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => seen.extend_from_slice(&buffer[..read]),
        }
    }
    // The other side may have had enough by now.
    drop(stream.write_all(bytes));
    stream
}

fn is_whole(seen: &[u8]) -> bool {
    let text = String::from_utf8_lossy(seen).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    body.len() >= length.unwrap_or(0)
}
