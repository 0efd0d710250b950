//! How bodies come in: few at once on quick lanes in order of arrival, slow ones beside them, memory bounded.
//! A caller that dribbles or hangs loses its lane to others and, below a minimum pace, its connection.

use std::future::Future;
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

use crate::error::Refusal;
use crate::settings::Limits;

/// What a refused caller may still send before it is cut off.
const FORGOTTEN_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The lanes of one centre.
#[derive(Clone, Debug)]
pub struct Lanes {
    waiting: Arc<Semaphore>,
    quick: Arc<Semaphore>,
    slow_bytes: Arc<Semaphore>,
    limits: Limits,
}

/// A body and the lane on which it may be worked on; dropping it frees the lane.
#[derive(Debug)]
pub struct Arrived {
    /// The whole body.
    pub bytes: Bytes,
    lane: Lane,
}

/// The right to be worked on; dropping it frees the lane.
#[derive(Debug)]
pub struct Lane {
    _permit: OwnedSemaphorePermit,
}

impl Arrived {
    /// The lane alone, once the body was read: its bytes are not kept while the database is waited for.
    #[must_use]
    pub fn into_lane(self) -> Lane {
        self.lane
    }
}

impl Lanes {
    /// Lanes as wide as the limits say.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            waiting: Arc::new(Semaphore::new(limits.waiting_max)),
            quick: Arc::new(Semaphore::new(limits.lanes_max)),
            slow_bytes: Arc::new(Semaphore::new(usize::try_from(limits.slow_bytes_max).unwrap_or(usize::MAX))),
            limits,
        }
    }

    /// Quick lanes that nobody uses.
    #[must_use]
    pub fn free(&self) -> u32 {
        u32::try_from(self.quick.available_permits()).unwrap_or(u32::MAX)
    }

    /// Requests that wait for a quick lane.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        u32::try_from(self.queued()).unwrap_or(u32::MAX)
    }

    fn queued(&self) -> usize {
        self.limits.waiting_max.saturating_sub(self.waiting.available_permits())
    }

    /// Reads a whole body of at most `limit_bytes`.
    ///
    /// # Errors
    /// [`Refusal::Busy`], [`Refusal::TooLarge`], [`Refusal::TooSlow`], or [`Refusal::Malformed`] when it is cut.
    pub async fn read(&self, body: Body, limit_bytes: usize) -> Result<Arrived, Refusal> {
        let mut reading = Reading { body, limit_bytes, bytes: Vec::new(), pace: Pace::starting(&self.limits) };
        let begun = self.begin(&mut reading).await?;
        let lane = self.lane().await?;
        reading.expect_rest();
        drop(begun);
        if reading.drain_without_pause(&self.limits).await? {
            return Ok(reading.arrived(lane));
        }
        drop(lane);
        self.read_slowly(reading).await
    }

    /// Waits for the first bytes, or for all of a short body: whoever sends nothing needs no lane.
    async fn begin(&self, reading: &mut Reading) -> Result<OwnedSemaphorePermit, Refusal> {
        let mut held = self.hold(0)?;
        while reading.bytes.len() < self.limits.body_pace_min {
            let Some(more) = reading.next().await? else { break };
            held.merge(self.hold(more)?);
        }
        Ok(held)
    }

    /// Reads and forgets what a refused caller still sends, for a while: closing on it would reset the connection
    /// before the refusal is read.
    pub async fn forget(&self, mut body: Body) {
        let mut left = FORGOTTEN_BYTES_MAX;
        let ending = async {
            while let Some(Ok(frame)) = body.frame().await {
                let length = frame.data_ref().map_or(0, Bytes::len);
                let Some(rest) = left.checked_sub(length) else { return };
                left = rest;
            }
        };
        // Whoever has not stopped by then is cut off.
        let _ = timeout(self.limits.fast_max, ending).await;
    }

    async fn read_slowly(&self, mut reading: Reading) -> Result<Arrived, Refusal> {
        let mut held = self.hold(reading.bytes.len())?;
        while let Some(more) = reading.next().await? {
            held.merge(self.hold(more)?);
        }
        let lane = self.lane().await?;
        Ok(reading.arrived(lane))
    }

    /// Waits for a lane, first come first served.
    async fn lane(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let _place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| self.busy())?;
        soon(self.limits.wait_max, Arc::clone(&self.quick).acquire_owned()).await.ok_or_else(|| self.busy())
    }

    fn hold(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Refusal> {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Arc::clone(&self.slow_bytes).try_acquire_many_owned(bytes).map_err(|_| self.busy())
    }

    /// The fuller the queue, the later to come back.
    fn busy(&self) -> Refusal {
        let retry_after_s = u16::try_from(self.queued() / self.limits.lanes_max.max(1)).unwrap_or(u16::MAX);
        Refusal::Busy { retry_after_s: retry_after_s.clamp(1, 30) }
    }
}

async fn soon<T, E>(wait: std::time::Duration, what: impl Future<Output = Result<T, E>>) -> Option<T> {
    timeout(wait, what).await.ok()?.ok()
}

/// A body on its way in.
struct Reading {
    body: Body,
    limit_bytes: usize,
    bytes: Vec<u8>,
    pace: Pace,
}

impl Reading {
    /// Makes room for the length that was announced, and no more: what grows by doubling holds twice as much in the end.
    fn expect_rest(&mut self) {
        let rest = usize::try_from(self.body.size_hint().upper().unwrap_or_default()).unwrap_or(usize::MAX);
        self.bytes.reserve_exact(rest.min(self.limit_bytes.saturating_sub(self.bytes.len())));
    }

    fn arrived(self, permit: OwnedSemaphorePermit) -> Arrived {
        Arrived { bytes: self.bytes.into(), lane: Lane { _permit: permit } }
    }

    /// Reads on as long as it comes quickly; whether it came to the end.
    async fn drain_without_pause(&mut self, limits: &Limits) -> Result<bool, Refusal> {
        let until = Instant::now() + limits.fast_max;
        loop {
            let pause = until.min(Instant::now() + limits.pause_max);
            match timeout_at(pause, self.next()).await {
                Ok(piece) if piece.as_ref().is_ok_and(Option::is_some) => {}
                Ok(piece) => return piece.map(|_| true),
                Err(_) => return Ok(false),
            }
        }
    }

    /// The length of the next piece, kept; `None` at the end. Safe to drop and call again.
    async fn next(&mut self) -> Result<Option<usize>, Refusal> {
        let frame = timeout_at(self.pace.deadline, self.body.frame()).await.map_err(|_| Refusal::TooSlow)?;
        let Some(frame) = frame else { return Ok(None) };
        let piece = frame.map_err(|_| Refusal::Malformed)?.into_data().unwrap_or_default();
        if self.bytes.len().saturating_add(piece.len()) > self.limit_bytes {
            return Err(Refusal::TooLarge { limit_bytes: self.limit_bytes });
        }
        self.bytes.extend_from_slice(&piece);
        self.pace.came(piece.len());
        Ok(Some(piece.len()))
    }
}

/// Progress is judged, not duration: each stretch of time must bring some bytes.
struct Pace {
    deadline: Instant,
    came: usize,
    window: std::time::Duration,
    min: usize,
}

impl Pace {
    fn starting(limits: &Limits) -> Self {
        let window = limits.body_pace_window;
        Self { deadline: Instant::now() + window, came: 0, window, min: limits.body_pace_min }
    }

    fn came(&mut self, bytes: usize) {
        self.came = self.came.saturating_add(bytes);
        if self.came >= self.min {
            self.came = 0;
            self.deadline = Instant::now() + self.window;
        }
    }
}
