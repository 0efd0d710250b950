//! Getting to a PostgreSQL server: address, TLS, the pool, and what each connection must promise.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::{DbError, NotDurable, OpenError};
use super::row;
use crate::settings::PostgresUrl;

/// Connections that one centre holds at once. PostgreSQL itself allows 100 in all unless told otherwise.
const CONNECTIONS_MAX: usize = 16;
/// The longest wait for a connection of the pool.
const CONNECTION_WAIT_MAX: Duration = Duration::from_secs(10);
/// The longest wait for a new connection.
const CONNECT_MAX: Duration = Duration::from_secs(10);
/// A server that acknowledges nothing for so long is gone.
const SILENCE_MAX: Duration = Duration::from_secs(20);
/// The longest that one statement may take, lock included, in milliseconds.
const STATEMENT_MAX_MS: u32 = 15_000;
/// The longest wait for a lock, in milliseconds.
const LOCK_WAIT_MAX_MS: u32 = 10_000;
/// A transaction in which nothing happens for so long is ended by the server, in milliseconds.
const IDLE_IN_TRANSACTION_MAX_MS: u32 = 30_000;
/// What the server calls us, unless the address says otherwise.
const APPLICATION: &str = "donghanh-server";

/// Reads the address; makes what opens connections.
fn manager(url: &PostgresUrl) -> Result<Manager, OpenError> {
    let mut config: Config = url.as_str().parse().map_err(OpenError::Address)?;
    config.connect_timeout(CONNECT_MAX).tcp_user_timeout(SILENCE_MAX).keepalives_idle(SILENCE_MAX);
    if config.get_application_name().is_none() {
        config.application_name(APPLICATION);
    }
    // A lost connection is noticed as it closes; a query that asks would be one more for each request.
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    if !wants_tls(&config) {
        return Ok(Manager::from_config(config.ssl_mode(SslMode::Disable).clone(), NoTls, recycling));
    }
    let tls = MakeRustlsConnect::new(tls().map_err(OpenError::Tls)?);
    Ok(Manager::from_config(config.ssl_mode(SslMode::Require).clone(), tls, recycling))
}

/// Over a network without TLS only where the address says so (`sslmode=disable`).
fn wants_tls(config: &Config) -> bool {
    match config.get_ssl_mode() {
        SslMode::Disable => false,
        SslMode::Require => true,
        // What the address says when it says nothing.
        SslMode::Prefer | _ => !config.get_hosts().iter().all(is_here),
    }
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// The server's certificate must be for its name and by somebody whom this system trusts.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions()?;
    Ok(versions.with_platform_verifier()?.with_no_client_auth())
}

/// One connection as it comes, for the start.
///
/// # Errors
/// See [`OpenError`].
pub async fn first(url: &PostgresUrl) -> Result<Object, OpenError> {
    let pool = Pool::builder(manager(url)?).max_size(1).build().map_err(OpenError::Pool)?;
    Ok(pool.get().await.map_err(DbError::Pool)?)
}

/// The pool; each new connection is checked and set up first.
///
/// # Errors
/// See [`OpenError`].
pub fn pool(url: &PostgresUrl) -> Result<Pool, OpenError> {
    let settled = Hook::async_fn(|connection, _| {
        Box::pin(async move {
            match settle(connection).await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(not_durable)) => Err(HookError::message(not_durable.to_string())),
                Err(cause) => Err(HookError::Backend(cause)),
            }
        })
    });
    let pool = Pool::builder(manager(url)?).max_size(CONNECTIONS_MAX).runtime(Runtime::Tokio1).post_create(settled);
    let pool = pool.wait_timeout(Some(CONNECTION_WAIT_MAX)).create_timeout(Some(CONNECT_MAX));
    pool.recycle_timeout(Some(CONNECT_MAX)).build().map_err(OpenError::Pool)
}

/// Sets time-outs, and holds the connection to what its server promises now, whatever its settings become later.
async fn settle(client: &Client) -> Result<Result<(), NotDurable>, tokio_postgres::Error> {
    let limits = format!(
        "SET statement_timeout = {STATEMENT_MAX_MS}; SET lock_timeout = {LOCK_WAIT_MAX_MS};
         SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_MAX_MS};
         SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)"
    );
    client.batch_execute(&limits).await?;
    durable(client).await
}

/// Whether a transaction that this connection commits is on the disk.
///
/// # Errors
/// The database; the inner one says which setting makes a receipt promise too much.
pub async fn durable(client: &Client) -> Result<Result<(), NotDurable>, tokio_postgres::Error> {
    let settings = "SELECT current_setting('synchronous_commit') IN ('on', 'remote_apply') AS synchronous_commit,
                           current_setting('fsync') = 'on' AS fsync,
                           current_setting('full_page_writes') = 'on' AS full_page_writes,
                           current_setting('transaction_read_only') = 'off' AS writes";
    let promised = client.query_one(settings, &[]).await?;
    for not_durable in NotDurable::ALL {
        if !row::get(&promised, not_durable.column())? {
            return Ok(Err(not_durable));
        }
    }
    Ok(Ok(()))
}

impl NotDurable {
    const ALL: [Self; 4] = [Self::SynchronousCommit, Self::Fsync, Self::FullPageWrites, Self::ReadOnly];

    const fn column(self) -> &'static str {
        match self {
            Self::SynchronousCommit => "synchronous_commit",
            Self::Fsync => "fsync",
            Self::FullPageWrites => "full_page_writes",
            Self::ReadOnly => "writes",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_crossed_under_tls_unless_the_address_says_otherwise() {
        let check = |url: &str, expected: bool| assert_eq!(wants_tls(&url.parse().unwrap()), expected, "{url}");
        check("postgres://centre@localhost/centre", false);
        check("postgres://centre@127.0.0.1,[::1]/centre", false);
        check("postgres://centre@%2Frun%2Fpostgresql/centre", false);
        check("postgres://centre@db.example/centre", true);
        check("postgres://centre@localhost,db.example/centre", true);
        check("postgres://centre@db.example/centre?sslmode=disable", false);
        check("postgres://centre@localhost/centre?sslmode=require", true);
    }

    #[test]
    fn an_address_that_is_wrong_is_not_repeated() {
        let crate::settings::DbUrl::Postgres(url) = "postgres://u:secret@h:port/x".parse().unwrap() else {
            panic!("a PostgreSQL address");
        };
        let error = manager(&url).unwrap_err();
        assert!(matches!(error, OpenError::Address(_)));
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
}
