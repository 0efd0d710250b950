//! A line between a laptop and the centre: passes bytes on, counts them and the requests, and can be as slow as a
//! village's: each way has its delay and its width.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What a request to the exchange begins with.
const REQUEST: &[u8] = b"POST /v1/exchange HTTP/1.1";
const CHUNK_BYTES: usize = 16 * 1024;

/// How slow a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// There and back again.
    pub round_trip: Duration,
    /// Each way, in bytes per second.
    pub bytes_per_second: u32,
}

/// What went over a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Traffic {
    /// Connections begun.
    pub connections: u64,
    /// Exchanges asked for.
    pub requests: u64,
    /// Bytes to the centre.
    pub bytes_up: u64,
    /// Bytes from it.
    pub bytes_down: u64,
}

#[derive(Default)]
struct Counters {
    connections: AtomicU64,
    requests: AtomicU64,
    bytes_up: AtomicU64,
    bytes_down: AtomicU64,
}

/// A line on loopback; it ends with the program.
pub struct Line {
    addr: SocketAddr,
    counters: Arc<Counters>,
}

impl Line {
    /// A line to a listener; without a shape it is as quick as loopback.
    ///
    /// # Errors
    /// No port is free.
    pub fn to(centre: SocketAddr, shape: Option<Shape>) -> Result<Self> {
        Self::heard(centre, shape, |_, _| ())
    }

    /// A line that somebody listens at: told of each piece, and whether it goes up to the centre. A piece is heard whole
    /// before it is passed on.
    ///
    /// # Errors
    /// No port is free.
    pub fn heard(
        centre: SocketAddr,
        shape: Option<Shape>,
        hear: impl Fn(bool, &[u8]) + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (addr, counters) = (listener.local_addr()?, Arc::new(Counters::default()));
        let (counting, hear) = (Arc::clone(&counters), Arc::new(hear));
        thread::spawn(move || {
            for laptop in listener.incoming().map_while(Result::ok) {
                counting.connections.fetch_add(1, Ordering::Relaxed);
                // A connection that cannot be made is closed at once, which the laptop sees.
                drop(connect(laptop, centre, shape, &counting, &hear));
            }
        });
        Ok(Self { addr, counters })
    }

    /// Its near end.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// What went over it since this was asked last.
    pub fn taken(&self) -> Traffic {
        let take = |counter: &AtomicU64| counter.swap(0, Ordering::Relaxed);
        Traffic {
            connections: take(&self.counters.connections),
            requests: take(&self.counters.requests),
            bytes_up: take(&self.counters.bytes_up),
            bytes_down: take(&self.counters.bytes_down),
        }
    }
}

fn connect(
    laptop: TcpStream,
    centre: SocketAddr,
    shape: Option<Shape>,
    counters: &Arc<Counters>,
    hear: &Arc<impl Fn(bool, &[u8]) + Send + Sync + 'static>,
) -> Result<()> {
    let centre = TcpStream::connect(centre)?;
    laptop.set_nodelay(true)?;
    centre.set_nodelay(true)?;
    let (up, down) = (Arc::clone(counters), Arc::clone(counters));
    let (hear_up, hear_down) = (Arc::clone(hear), Arc::clone(hear));
    let mut begun = Requests::default();
    carry(laptop.try_clone()?, centre.try_clone()?, shape, move |bytes| {
        hear_up(true, bytes);
        up.requests.fetch_add(begun.count(bytes), Ordering::Relaxed);
        up.bytes_up.fetch_add(bytes.len().try_into().unwrap_or(u64::MAX), Ordering::Relaxed);
    });
    carry(centre, laptop, shape, move |bytes| {
        hear_down(false, bytes);
        down.bytes_down.fetch_add(bytes.len().try_into().unwrap_or(u64::MAX), Ordering::Relaxed);
    });
    Ok(())
}

/// Finds beginnings of requests, also where a piece ends within one.
#[derive(Default)]
struct Requests {
    tail: Vec<u8>,
}

impl Requests {
    fn count(&mut self, bytes: &[u8]) -> u64 {
        self.tail.extend_from_slice(bytes);
        let found = self.tail.windows(REQUEST.len()).filter(|window| *window == REQUEST).count();
        let keep = self.tail.len().saturating_sub(REQUEST.len() - 1);
        drop(self.tail.drain(..keep));
        found.try_into().unwrap_or(u64::MAX)
    }
}

/// One way: what is read is written when it has passed the line.
fn carry(mut from: TcpStream, mut to: TcpStream, shape: Option<Shape>, mut count: impl FnMut(&[u8]) + Send + 'static) {
    let (sent, passing) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut way = Way { shape, free_at: Instant::now() };
        let mut buffer = vec![0; CHUNK_BYTES];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            let bytes = buffer.get(..read).unwrap_or_default();
            count(bytes);
            if sent.send((way.out_at(bytes.len()), bytes.to_vec())).is_err() {
                break;
            }
        }
    });
    thread::spawn(move || {
        for (at, bytes) in passing {
            thread::sleep(at.saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                break;
            }
        }
        // The other side may have gone already.
        drop(to.shutdown(Shutdown::Write));
    });
}

/// One direction of a line.
struct Way {
    shape: Option<Shape>,
    free_at: Instant,
}

impl Way {
    /// When bytes that go in now have come out.
    fn out_at(&mut self, bytes: usize) -> Instant {
        let now = Instant::now();
        let Some(shape) = self.shape else { return now };
        let bytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.free_at = self.free_at.max(now) + Duration::from_secs_f64(bytes / f64::from(shape.bytes_per_second));
        self.free_at + shape.round_trip / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_once_however_it_is_cut() {
        let text = [REQUEST, b"\r\n\r\nbody", REQUEST].concat();
        for cut in 0..text.len() {
            let mut requests = Requests::default();
            assert_eq!(requests.count(&text[..cut]) + requests.count(&text[cut..]), 2, "cut at {cut}");
        }
    }

    #[test]
    fn bytes_wait_for_those_before_them_and_for_the_way() {
        let shape = Shape { round_trip: Duration::from_millis(300), bytes_per_second: 1_000 };
        let mut way = Way { shape: Some(shape), free_at: Instant::now() };
        let (first, second) = (way.out_at(100), way.out_at(100));
        assert_eq!(second - first, Duration::from_millis(100));
        assert!(first - Instant::now() > Duration::from_millis(200));
    }
}
