//! Connections: how long one may take nothing, what counts as getting on, and that one may be shown out.

use std::future::{Ready, ready};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::house::{House, Seat, ShownOut};
use crate::meter::{InFlight, Meter};

/// So many bytes of a caller are getting on; a byte a minute is not.
const HEARD_BYTES_MIN: usize = 512;

/// Takes connections while the house has room or makes some; another is closed unanswered.
#[derive(Clone, Debug)]
pub struct Door {
    house: House,
    write_stall_max: Duration,
    meter: Meter,
}

impl Door {
    /// The door of a house.
    #[must_use]
    pub fn new(house: House, write_stall_max: Duration, meter: Meter) -> Self {
        Self { house, write_stall_max, meter }
    }

    fn open(&self, stream: TcpStream) -> io::Result<Guest> {
        let peer = stream.peer_addr()?;
        let (seat, shown_out) = self.house.enter(peer).ok_or(io::ErrorKind::ConnectionRefused)?;
        let (meter, counted) = (self.meter.clone(), InFlight::of(&self.meter.connections));
        let guest = Guest {
            stream,
            peer,
            house: self.house.clone(),
            seat,
            shown_out: Some(shown_out),
            heard: 0,
            stalled: None,
            write_stall_max: self.write_stall_max,
            meter,
            _counted: counted,
        };
        guest.stream.set_nodelay(true)?;
        Ok(guest)
    }
}

impl<S> Accept<TcpStream, S> for Door {
    type Stream = Guest;
    type Service = S;
    type Future = Ready<io::Result<(Guest, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(self.open(stream).map(|guest| (guest, service)))
    }
}

/// A connection that is given up when nothing can be written to it for too long, or when others need its place more.
#[derive(Debug)]
pub struct Guest {
    stream: TcpStream,
    peer: SocketAddr,
    house: House,
    seat: Seat,
    /// None once it was shown out.
    shown_out: Option<ShownOut>,
    /// Bytes since it last got on.
    heard: usize,
    /// Runs while a write waits.
    stalled: Option<Pin<Box<Sleep>>>,
    write_stall_max: Duration,
    meter: Meter,
    _counted: InFlight,
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.house.leave(self.peer, &self.seat);
    }
}

impl Guest {
    fn judge<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let until = Instant::now() + self.write_stall_max;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep_until(until)));
        stalled.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Guest {
    /// Whether it has to go; asked whenever it would read.
    fn is_shown_out(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(shown_out) = &mut self.shown_out else { return true };
        let goes = Pin::new(shown_out).poll(cx).is_ready();
        if goes {
            self.shown_out = None;
        }
        goes
    }

    fn heard(&mut self, bytes: usize) {
        self.meter.bytes_in.increment(count(bytes));
        self.heard = self.heard.saturating_add(bytes);
        if self.heard >= HEARD_BYTES_MIN {
            self.heard = 0;
            self.seat.moved();
        }
    }

    fn sent(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = written {
            self.meter.bytes_out.increment(count(bytes));
            self.seat.moved();
        }
        self.judge(cx, written)
    }
}

fn count(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

impl AsyncRead for Guest {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.is_shown_out(cx) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.heard(buf.filled().len().saturating_sub(before));
        read
    }
}

impl AsyncWrite for Guest {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.sent(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.sent(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.judge(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
