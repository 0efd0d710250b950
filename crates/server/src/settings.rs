//! What the server is told before it starts: by the operator (`choices`, `arguments`) or by a test.
//! Never here: reading a command line or a file; see below.

mod arguments;
mod choices;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use crate::tls::TlsFiles;
pub use arguments::{Arguments, BundleCommand, Command, CommuneCommand, ConfigCommand, SETUP_CODE_DAYS_MAX};
pub use choices::{Choices, Chosen, SettingsError};

/// A laptop that offers and pulls all it has asks some dozens of times in a minute.
const DEVICE_REQUESTS_PER_MINUTE: u32 = 1_200;
/// A thousand laptops behind one gateway, all at once.
const ADDRESS_REQUESTS_PER_MINUTE: u32 = 60_000;
/// The key that signs receipts, unless named otherwise.
const KEY_FILE: &str = "receipt.key";

/// The database and the key file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database.
    pub db: DbUrl,
    /// The file of the key that signs receipts; made at the first start. None: beside the database.
    pub key: Option<PathBuf>,
}

/// Which database, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DbUrl {
    /// One SQLite file: the embedded default.
    Sqlite(PathBuf),
    /// A PostgreSQL database; several centres may share it.
    Postgres(PostgresUrl),
}

/// The address of a PostgreSQL database. It may hold a password: `Debug` says nothing of it, and what is wrong with
/// it is said when the database is opened, without repeating it.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl(String);

impl PostgresUrl {
    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is left without user, password and options.
    fn host_and_name(&self) -> &str {
        let address = self.0.split_once("//").map_or("", |(_, address)| address);
        let address = address.split_once('?').map_or(address, |(address, _)| address);
        address.rsplit_once('@').map_or(address, |(_, place)| place)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostgresUrl(…)")
    }
}

/// A database address that is not understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a database address looks like sqlite:FILE or postgres://USER@HOST/NAME")]
pub struct DbUrlError;

impl FromStr for DbUrl {
    type Err = DbUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(path))),
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => {
                Ok(Self::Postgres(PostgresUrl(text.into())))
            }
            Some(_) | None => Err(DbUrlError),
        }
    }
}

/// Without secrets.
impl fmt::Display for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => write!(f, "postgres://{}", url.host_and_name()),
        }
    }
}

impl Place {
    /// The key file: the one named, or `receipt.key` in the folder of the SQLite file or the working folder.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        let beside = || match &self.db {
            DbUrl::Sqlite(db) => db.with_file_name(KEY_FILE),
            DbUrl::Postgres(_) => PathBuf::from(KEY_FILE),
        };
        self.key.clone().unwrap_or_else(beside)
    }
}

/// All that [`crate::Server::start`] needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The database and the key file.
    pub place: Place,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where watchers may ask for counts and times; none: nothing is counted.
    pub metrics_listen: Option<SocketAddr>,
    /// A proxy in front says whom it speaks for.
    pub behind_proxy: bool,
    /// None: plain HTTP.
    pub tls: Option<TlsFiles>,
    /// What protects the centre from its callers.
    pub limits: Limits,
}

impl Settings {
    /// A centre of its own in `folder`, on a free loopback port: for tests and for the practice run.
    #[must_use]
    pub fn loopback(folder: &Path) -> Self {
        Self {
            place: Place { db: DbUrl::Sqlite(folder.join("centre.db")), key: None },
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            metrics_listen: None,
            behind_proxy: false,
            tls: None,
            limits: Limits::default(),
        }
    }

    /// Whether practice communes are taken: only where nothing but this machine can reach the centre.
    #[must_use]
    pub fn takes_practice(&self) -> bool {
        self.is_loopback() && !self.behind_proxy
    }

    /// Whether it listens on an address that only programs of this machine can reach.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.listen.ip().is_loopback()
    }
}

/// How often somebody may ask; 0 counts as 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    /// In the long run.
    pub per_minute: u32,
    /// At once, after a rest.
    pub burst: u32,
}

impl Rate {
    /// As many at once as in half a minute.
    #[must_use]
    pub const fn of(per_minute: u32) -> Self {
        Self { per_minute, burst: per_minute / 2 }
    }
}

/// What protects the centre from its callers; the defaults suit 2 cores and 150 MB.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections held open at once; for one more another goes, or it is closed unanswered.
    pub connections_max: usize,
    /// A connection that gets nowhere for so long gives its place to another when all are taken.
    pub patience: Duration,
    /// Requests whose body is being read quickly or that are being worked on.
    pub lanes_max: usize,
    /// Requests waiting for a lane; one more is told to come back.
    pub waiting_max: usize,
    /// The longest wait for a lane, and then for the bytes of slow bodies.
    pub wait_max: Duration,
    /// A body that takes longer than this gives its lane to others and goes on beside it.
    pub fast_max: Duration,
    /// So does one that pauses for longer than this.
    pub pause_max: Duration,
    /// Bytes of slow bodies held at once.
    pub slow_bytes_max: u32,
    /// Bytes of replies on their way at once; pulls shrink as it fills.
    pub reply_bytes_max: u32,
    /// In each of these stretches a body must bring [`Limits::body_pace_min`] bytes.
    pub body_pace_window: Duration,
    /// See [`Limits::body_pace_window`].
    pub body_pace_min: usize,
    /// A connection that sends no complete request header for so long is closed, idle ones too.
    pub header_max: Duration,
    /// The longest TLS greeting.
    pub handshake_max: Duration,
    /// How often the certificate files are looked at.
    pub certificate_look: Duration,
    /// A reply of which nothing can be written for so long is given up.
    pub write_stall_max: Duration,
    /// How often a device may ask.
    pub device_rate: Rate,
    /// How often callers from one address may ask.
    pub address_rate: Rate,
    /// How long requests in flight may take once the centre was told to stop.
    pub stop_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 1_024,
            patience: Duration::from_secs(1),
            lanes_max: 16,
            waiting_max: 512,
            wait_max: Duration::from_secs(20),
            fast_max: Duration::from_secs(2),
            pause_max: Duration::from_millis(200),
            slow_bytes_max: 32 * 1024 * 1024,
            reply_bytes_max: 32 * 1024 * 1024,
            body_pace_window: Duration::from_secs(15),
            body_pace_min: 512,
            header_max: Duration::from_secs(60),
            handshake_max: Duration::from_secs(20),
            certificate_look: Duration::from_secs(60),
            write_stall_max: Duration::from_secs(60),
            device_rate: Rate::of(DEVICE_REQUESTS_PER_MINUTE),
            address_rate: Rate::of(ADDRESS_REQUESTS_PER_MINUTE),
            stop_max: Duration::from_secs(20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_address_names_a_file_or_a_server() {
        let check = |text: &str, expected: Result<DbUrl, DbUrlError>| assert_eq!(text.parse(), expected, "{text}");
        check("sqlite:/var/lib/x.db", Ok(DbUrl::Sqlite("/var/lib/x.db".into())));
        check("sqlite:", Err(DbUrlError));
        check("x.db", Err(DbUrlError));
        check("mysql://x", Err(DbUrlError));
        check("postgres:x", Err(DbUrlError));
        let url = "postgresql://centre:secret@db.example/centre";
        check(url, Ok(DbUrl::Postgres(PostgresUrl(url.into()))));
    }

    #[test]
    fn a_password_in_the_address_is_said_to_nobody() {
        let url: DbUrl = "postgres://centre:secret@db.example/centre".parse().unwrap();
        assert!(!format!("{url:?}").contains("secret"));
        assert_eq!(url.to_string(), "postgres://db.example/centre");
        let url: DbUrl = "postgres://db.example/centre?password=secret".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://db.example/centre");
    }

    #[test]
    fn the_key_lies_beside_the_database_unless_named() {
        let place = Place { db: DbUrl::Sqlite("/a/b.db".into()), key: None };
        assert_eq!(place.key_file(), PathBuf::from("/a/receipt.key"));
        assert_eq!(Place { key: Some("/k".into()), ..place }.key_file(), PathBuf::from("/k"));
        let place = Place { db: "postgres://db.example/centre".parse().unwrap(), key: None };
        assert_eq!(place.key_file(), PathBuf::from("receipt.key"));
    }
}
