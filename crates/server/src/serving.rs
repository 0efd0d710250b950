//! A listener with its limits: what hyper and TLS may hold, wait for and read. What is answered is `http`'s business.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::http::{Door, House, seated};
use crate::meter::Meter;
use crate::settings::Limits;
use crate::tls::Tls;

/// Bytes of a connection's read buffer, headers included.
const CONNECTION_BUFFER_BYTES_MAX: usize = 16 * 1024;
/// At most this many headers in a request.
const HEADERS_MAX: usize = 64;

/// Answers on a listener until the handle says stop.
///
/// # Errors
/// What ended it otherwise.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    meter: Meter,
    tls: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let mut server = axum_server::Server::<SocketAddr>::from_listener(listener).http1_only();
    let mut http1 = server.http_builder().http1();
    http1.timer(TokioTimer::new()).header_read_timeout(limits.header_max);
    http1.max_headers(HEADERS_MAX).max_buf_size(CONNECTION_BUFFER_BYTES_MAX);
    let house = House::new(&limits);
    let routes = routes.layer(middleware::from_fn_with_state(house.clone(), seated));
    let door = Door::new(house, limits.write_stall_max, meter);
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        None => server.acceptor(door).handle(handle).serve(service).await,
        Some(config) => {
            let greeting = RustlsAcceptor::new(config).handshake_timeout(limits.handshake_max);
            server.acceptor(greeting.acceptor(door)).handle(handle).serve(service).await
        }
    }
}

/// Serves, with an eye on the certificate files as long as that lasts.
///
/// # Errors
/// What ended it.
pub async fn with_certificates(
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
