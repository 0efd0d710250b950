//! Starting and stopping: the library's door for `main`, for tests and for the practice run.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};

use crate::centre::{Centre, OpenError};
use crate::clock::Clock;
use crate::error::Refusal;
use crate::http::{self, Door};
use crate::settings::{Limits, Settings};
use crate::setup_code::SetupCode;
use crate::tls::{Tls, TlsError};

/// Bytes of a connection's read buffer, headers included.
const CONNECTION_BUFFER_BYTES_MAX: usize = 64 * 1024;
/// At most this many headers in a request.
const HEADERS_MAX: usize = 64;
/// How long a code for tests and the practice run lasts.
const CODE_AT_HAND_MS: i64 = 60 * 60 * 1000;

/// The centre as a server.
#[derive(Debug)]
pub struct Server;

/// Why the centre does not listen.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its database or key.
    #[error("the centre cannot be opened")]
    Open(#[from] OpenError),
    /// Its certificates.
    #[error("there can be no TLS")]
    Tls(#[from] TlsError),
    /// The address.
    #[error("cannot listen on {addr}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// No thread or runtime to run in.
    #[error("cannot start a thread")]
    Thread(#[source] io::Error),
}

/// A centre that listens.
#[derive(Debug)]
pub struct Running {
    /// Where, with the port it got.
    pub addr: SocketAddr,
    centre: Arc<Centre>,
    handle: Handle<SocketAddr>,
    limits: Limits,
    scheme: &'static str,
    reload: Arc<Notify>,
    serving: tokio::task::JoinHandle<io::Result<()>>,
}

impl Server {
    /// Opens the database and listens.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(settings: Settings) -> Result<Running, StartError> {
        Self::start_at(settings, Clock::System).await
    }

    /// The same by another clock, for tests.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start_at(settings: Settings, clock: Clock) -> Result<Running, StartError> {
        let limits = settings.limits;
        let tls = settings.tls.clone().map(Tls::load).transpose()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let centre = Arc::new(Centre::open(&settings.place, settings.is_loopback(), clock).await?);
        let (listener, addr) = listen(settings.listen).await?;
        let (handle, reload) = (Handle::new(), Arc::default());
        let serving = serve(listener, Arc::clone(&centre), limits, tls.as_ref().map(Tls::config), handle.clone());
        let serving = tokio::spawn(with_certificates(tls, limits.certificate_look, Arc::clone(&reload), serving));
        Ok(Running { addr, centre, handle, limits, scheme, reload, serving })
    }

    /// Starts in a thread with a runtime of its own, for callers that are not async.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn start_in_thread(settings: Settings, clock: Clock) -> Result<InThread, StartError> {
        let (started, starting) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Runtime::new().map_err(StartError::Thread)?;
        let run = move || runtime.block_on(run_until(settings, clock, started, stopped));
        let thread = thread::Builder::new().name("centre".into()).spawn(run).map_err(StartError::Thread)?;
        let ended = |_| StartError::Thread(io::ErrorKind::BrokenPipe.into());
        let (addr, centre) = starting.blocking_recv().map_err(ended)??;
        Ok(InThread { addr, centre: Some(centre), stop: Some(stop), thread: Some(thread) })
    }
}

impl Running {
    /// Where it listens, as clients write it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.addr)
    }

    /// Looks at the certificate files now; a new certificate holds for new connections, the others stay.
    pub fn reload(&self) {
        self.reload.notify_one();
    }

    /// The centre itself.
    #[must_use]
    pub fn centre(&self) -> &Centre {
        &self.centre
    }

    /// Returns when the serving ended by itself, which it does only when it failed.
    ///
    /// # Errors
    /// What ended it.
    pub async fn ended(&mut self) -> io::Result<()> {
        (&mut self.serving).await.map_err(io::Error::other)?
    }

    /// Takes no more connections, finishes the requests in flight, closes the database.
    ///
    /// # Errors
    /// What ended the serving before.
    pub async fn stop(self) -> io::Result<()> {
        self.handle.graceful_shutdown(Some(self.limits.stop_max));
        let served = self.serving.await.map_err(io::Error::other)?;
        match Arc::into_inner(self.centre) {
            Some(centre) => centre.close().await,
            None => tracing::warn!("stopped while a request was still being worked on"),
        }
        served
    }
}

/// A centre in its own thread; dropping it stops it.
#[derive(Debug)]
pub struct InThread {
    /// Where, with the port it got.
    pub addr: SocketAddr,
    centre: Option<Arc<Centre>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl InThread {
    /// Where it listens, as clients write it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// A code that admits one commune within the hour. Must not be called from async code.
    ///
    /// # Errors
    /// The database.
    pub fn new_setup_code(&self, practice: bool) -> Result<SetupCode, Refusal> {
        let Some(centre) = &self.centre else { return Err(Refusal::Busy { retry_after_s: 1 }) };
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.map_err(|_| Refusal::Busy { retry_after_s: 1 })?;
        runtime.block_on(centre.new_setup_code(practice, CODE_AT_HAND_MS)).map(|(code, _)| code)
    }
}

impl Drop for InThread {
    fn drop(&mut self) {
        self.centre = None;
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // A panic of that thread was printed by the panic hook; there is nobody to hand it to.
            let _ = thread.join();
        }
    }
}

type Started = Result<(SocketAddr, Arc<Centre>), StartError>;

async fn run_until(
    settings: Settings,
    clock: Clock,
    started: oneshot::Sender<Started>,
    stopped: oneshot::Receiver<()>,
) {
    match Server::start_at(settings, clock).await {
        Err(error) => {
            // Nobody waits any more: then nobody needs the reason.
            let _ = started.send(Err(error));
        }
        Ok(running) => {
            let _ = started.send(Ok((running.addr, Arc::clone(&running.centre))));
            // Resolves when the handle is dropped.
            let _ = stopped.await;
            if let Err(error) = running.stop().await {
                tracing::error!(%error, "the centre had failed");
            }
        }
    }
}

async fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { addr, source };
    let listener = TcpListener::bind(addr).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

async fn serve(
    listener: TcpListener,
    centre: Arc<Centre>,
    limits: Limits,
    tls: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let routes = http::routes(centre, limits);
    let mut server = axum_server::Server::<SocketAddr>::from_listener(listener).http1_only();
    let mut http1 = server.http_builder().http1();
    http1.timer(TokioTimer::new()).header_read_timeout(limits.header_max);
    http1.max_headers(HEADERS_MAX).max_buf_size(CONNECTION_BUFFER_BYTES_MAX);
    let (door, service) = (Door::new(&limits), routes.into_make_service());
    match tls {
        None => server.acceptor(door).handle(handle).serve(service).await,
        Some(config) => {
            let greeting = RustlsAcceptor::new(config).handshake_timeout(limits.handshake_max);
            server.acceptor(greeting.acceptor(door)).handle(handle).serve(service).await
        }
    }
}

/// Serves, with an eye on the certificate files as long as that lasts.
async fn with_certificates(
    tls: Option<Tls>,
    every: Duration,
    told: Arc<Notify>,
    serving: impl Future<Output = io::Result<()>>,
) -> io::Result<()> {
    let Some(tls) = tls else { return serving.await };
    tokio::select! {
        ended = serving => ended,
        () = tls.watch(every, told) => Err(io::ErrorKind::BrokenPipe.into()),
    }
}
