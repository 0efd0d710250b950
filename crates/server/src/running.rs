//! Starting and stopping: the library's door for `main`, for tests and for the practice run.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum_server::Handle;
use metrics_exporter_prometheus::BuildError;
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};
use tokio::task::AbortHandle;

use crate::centre::{Centre, OpenError};
use crate::clock::Clock;
use crate::error::Refusal;
use crate::http::watch::Watch;
use crate::http::{self, Lanes};
use crate::meter::Meter;
use crate::serving::{serve, with_certificates};
use crate::settings::{Limits, Settings};
use crate::setup_code::SetupCode;
use crate::tls::{Tls, TlsError};

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
    /// Its counts.
    #[error("nothing can be counted")]
    Meter(#[from] BuildError),
    /// No thread or runtime to run in.
    #[error("cannot start a thread")]
    Thread(#[source] io::Error),
}

/// A centre that listens.
#[derive(Debug)]
pub struct Running {
    /// Where, with the port it got.
    pub addr: SocketAddr,
    /// Where watchers ask, if they may.
    pub metrics_addr: Option<SocketAddr>,
    centre: Arc<Centre>,
    watching: Option<AbortHandle>,
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
        let meter = if settings.metrics_listen.is_some() { Meter::on()? } else { Meter::off() };
        let centre = Centre::open(&settings.place, settings.takes_practice(), clock).await?;
        let centre = Arc::new(centre.metered(meter.clone()));
        let (listener, addr) = listen(settings.listen).await?;
        let lanes = Lanes::new(limits);
        let (metrics_addr, watching) = watched(&settings, Watch { meter: meter.clone(), lanes: lanes.clone() }).await?;
        let routes = http::routes(Arc::clone(&centre), lanes, &settings, meter.clone());
        let (handle, reload) = (Handle::new(), Arc::default());
        let serving = serve(listener, routes, limits, meter, tls.as_ref().map(Tls::config), handle.clone());
        let serving = tokio::spawn(with_certificates(tls, limits.certificate_look, Arc::clone(&reload), serving));
        Ok(Running { addr, metrics_addr, centre, watching, handle, limits, scheme, reload, serving })
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
        if let Some(watching) = self.watching {
            watching.abort();
        }
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

/// Lets watchers ask, where the settings say so, until told to end.
async fn watched(settings: &Settings, watch: Watch) -> Result<(Option<SocketAddr>, Option<AbortHandle>), StartError> {
    let Some(addr) = settings.metrics_listen else { return Ok((None, None)) };
    let (listener, addr) = listen(addr).await?;
    tracing::info!(port = addr.port(), "watchers may ask for /metrics");
    let limits = Limits { connections_max: http::watch::CONNECTIONS_MAX, ..settings.limits };
    let tidying = http::watch::tidy(watch.meter.clone());
    let serving = serve(listener, http::watch::routes(watch), limits, Meter::off(), None, Handle::new());
    let both = async {
        tokio::select! {
            ended = serving => tracing::error!(?ended, "watchers are no longer answered"),
            () = tidying => {}
        }
    };
    Ok((Some(addr), Some(tokio::spawn(both).abort_handle())))
}
