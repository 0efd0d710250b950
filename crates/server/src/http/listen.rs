//! Connections: how many, how long one may say or take nothing.

use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::meter::{InFlight, Meter};
use crate::settings::Limits;

/// Takes connections while there is room; one more is closed unanswered.
#[derive(Clone, Debug)]
pub struct Door {
    room: Arc<Semaphore>,
    write_stall_max: Duration,
    meter: Meter,
}

impl Door {
    /// A door as wide as the limits say.
    #[must_use]
    pub fn new(limits: &Limits, meter: Meter) -> Self {
        let room = Arc::new(Semaphore::new(limits.connections_max));
        Self { room, write_stall_max: limits.write_stall_max, meter }
    }

    fn open(&self, stream: TcpStream) -> io::Result<Guest> {
        let full = |_| io::Error::from(io::ErrorKind::ConnectionRefused);
        let place = Arc::clone(&self.room).try_acquire_owned().map_err(full)?;
        stream.set_nodelay(true)?;
        let (meter, counted) = (self.meter.clone(), InFlight::of(&self.meter.connections));
        Ok(Guest {
            stream,
            stalled: None,
            write_stall_max: self.write_stall_max,
            meter,
            _counted: counted,
            _place: place,
        })
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

/// A connection that is given up when nothing can be written to it for too long.
#[derive(Debug)]
pub struct Guest {
    stream: TcpStream,
    /// Runs while a write waits.
    stalled: Option<Pin<Box<Sleep>>>,
    write_stall_max: Duration,
    meter: Meter,
    _counted: InFlight,
    _place: OwnedSemaphorePermit,
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
    fn sent(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = written {
            self.meter.bytes_out.increment(count(bytes));
        }
        self.judge(cx, written)
    }
}

fn count(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

impl AsyncRead for Guest {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.meter.bytes_in.increment(count(buf.filled().len().saturating_sub(before)));
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
