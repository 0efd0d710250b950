//! What the operator may choose: a flag, the same name in the environment (`DONGHANH_SERVER_…`), the same name in a file.
//! Never here: limits that protect the centre whatever the operator thinks; they are constants and `Limits`.

use std::fs::File;
use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Deserialize as DeriveDeserialize, Serialize};

use super::{DbUrl, Limits, Place, Rate, Settings};
use crate::tls::TlsFiles;

/// A settings file is at most this long.
const FILE_BYTES_MAX: u64 = 64 * 1024;
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8686);
const METRICS_LISTEN: &str = "127.0.0.1:8687";
const LOG: &str = "info";
const DB: &str = "donghanh-server.db";

/// What was chosen in one place; nothing has a default yet.
#[derive(Args, DeriveDeserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[command(next_help_heading = "Settings")]
pub struct Choices {
    /// The database: sqlite:FILE or postgres://USER@HOST/NAME [default: sqlite:donghanh-server.db]
    #[arg(long, global = true, env = "DONGHANH_SERVER_DB", hide_env_values = true, value_name = "URL")]
    #[serde(default, deserialize_with = "from_text")]
    pub db: Option<DbUrl>,
    /// The file of the key that signs receipts; made at the first start [default: receipt.key beside a SQLite file, or in
    /// the working folder]
    #[arg(long, global = true, env = "DONGHANH_SERVER_KEY", value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Address and port; port 0 takes a free one. Practice communes are taken on a loopback address alone [default:
    /// 127.0.0.1:8686]
    #[arg(long, global = true, env = "DONGHANH_SERVER_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// The centre's certificate and those that vouch for it, PEM. Looked at every minute and on SIGHUP; connections stay.
    #[arg(long, global = true, env = "DONGHANH_SERVER_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of that certificate, PEM.
    #[arg(long, global = true, env = "DONGHANH_SERVER_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// A proxy in front does TLS: only then is plain HTTP spoken on an address that others can reach, and the last
    /// `X-Forwarded-For` taken as the caller's address.
    #[arg(
        long,
        global = true,
        env = "DONGHANH_SERVER_BEHIND_PROXY",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_name = "true|false"
    )]
    pub behind_proxy: Option<bool>,
    /// Answer /metrics for Prometheus there, on a listener of its own; nothing in it is about anybody.
    #[arg(
        long,
        global = true,
        env = "DONGHANH_SERVER_METRICS_LISTEN",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = METRICS_LISTEN,
        value_name = "ADDRESS:PORT"
    )]
    pub metrics_listen: Option<SocketAddr>,
    /// How often one laptop may ask; half as many at once [default: 1200]
    #[arg(long, global = true, env = "DONGHANH_SERVER_DEVICE_REQUESTS_PER_MINUTE", value_name = "NUMBER")]
    pub device_requests_per_minute: Option<NonZeroU32>,
    /// How often one address may ask; an office or a gateway shares one [default: 60000]
    #[arg(long, global = true, env = "DONGHANH_SERVER_ADDRESS_REQUESTS_PER_MINUTE", value_name = "NUMBER")]
    pub address_requests_per_minute: Option<NonZeroU32>,
    /// What to log, for example `info` or `server=debug` [default: info]
    #[arg(long, global = true, env = "DONGHANH_SERVER_LOG", value_name = "FILTER")]
    pub log: Option<String>,
}

/// Why the settings do not do.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// The file is longer than any settings are.
    #[error("{path} is no settings file: it is longer than {FILE_BYTES_MAX} bytes")]
    TooLong {
        /// Which file.
        path: PathBuf,
    },
    /// The file says something else than settings. The line itself is not repeated: it may hold a password.
    #[error("{path}, line {line}: {message}")]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// The reader's own words; an unknown name is in them.
        message: String,
    },
    /// A certificate without its key, or the reverse.
    #[error("tls-cert and tls-key belong together: {0} is missing")]
    HalfTls(&'static str),
    /// Everybody on the way could read.
    #[error(
        "{0} can be reached from elsewhere, and there is no TLS: name tls-cert and tls-key, \
         or say behind-proxy if a proxy in front does TLS"
    )]
    PlainOnNetwork(SocketAddr),
}

/// What holds in the end.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What the server needs.
    pub settings: Settings,
    /// What is logged.
    pub log: String,
}

impl Choices {
    /// Reads a settings file.
    ///
    /// # Errors
    /// See [`SettingsError`]; an unknown name is refused.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let text = text_of(path)?;
        toml::from_str(&text).map_err(|error| syntax(path, &text, &error))
    }

    /// These choices, and where there is none those of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            db: self.db.or(other.db),
            key: self.key.or(other.key),
            listen: self.listen.or(other.listen),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            metrics_listen: self.metrics_listen.or(other.metrics_listen),
            device_requests_per_minute: self.device_requests_per_minute.or(other.device_requests_per_minute),
            address_requests_per_minute: self.address_requests_per_minute.or(other.address_requests_per_minute),
            behind_proxy: self.behind_proxy.or(other.behind_proxy),
            log: self.log.or(other.log),
        }
    }

    /// The database and the key file, which every command needs.
    #[must_use]
    pub fn place(&self) -> Place {
        let db = self.db.clone().unwrap_or_else(|| DbUrl::Sqlite(DB.into()));
        Place { db, key: self.key.clone() }
    }

    fn tls(&self) -> Result<Option<TlsFiles>, SettingsError> {
        match (self.tls_cert.clone(), self.tls_key.clone()) {
            (Some(cert), Some(key)) => Ok(Some(TlsFiles { cert, key })),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(SettingsError::HalfTls("tls-cert")),
            (Some(_), None) => Err(SettingsError::HalfTls("tls-key")),
        }
    }

    fn limits(&self) -> Limits {
        let rate = |chosen: Option<NonZeroU32>, default: Rate| chosen.map_or(default, |chosen| Rate::of(chosen.get()));
        let limits = Limits::default();
        Limits {
            device_rate: rate(self.device_requests_per_minute, limits.device_rate),
            address_rate: rate(self.address_requests_per_minute, limits.address_rate),
            ..limits
        }
    }

    /// All of it, with defaults.
    ///
    /// # Errors
    /// See [`SettingsError`].
    pub fn settle(&self) -> Result<Chosen, SettingsError> {
        let listen = self.listen.unwrap_or(LISTEN);
        let settings = Settings {
            place: self.place(),
            listen,
            metrics_listen: self.metrics_listen,
            behind_proxy: self.behind_proxy.unwrap_or(false),
            tls: self.tls()?,
            limits: self.limits(),
        };
        let is_covered = settings.is_loopback() || settings.tls.is_some() || settings.behind_proxy;
        if !is_covered {
            return Err(SettingsError::PlainOnNetwork(listen));
        }
        Ok(Chosen { settings, log: self.log.clone().unwrap_or_else(|| LOG.into()) })
    }
}

impl Chosen {
    /// The settings as a settings file, without secrets.
    ///
    /// # Errors
    /// A path that is no text.
    pub fn shown(&self) -> Result<String, toml::ser::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "kebab-case")]
        struct Shown<'a> {
            db: String,
            key: PathBuf,
            listen: SocketAddr,
            metrics_listen: Option<SocketAddr>,
            tls_cert: Option<&'a Path>,
            tls_key: Option<&'a Path>,
            behind_proxy: bool,
            device_requests_per_minute: u32,
            address_requests_per_minute: u32,
            log: &'a str,
        }
        let Settings { place, listen, metrics_listen, behind_proxy, tls, limits } = &self.settings;
        toml::to_string(&Shown {
            db: place.db.to_string(),
            key: place.key_file(),
            listen: *listen,
            metrics_listen: *metrics_listen,
            tls_cert: tls.as_ref().map(|tls| tls.cert.as_path()),
            tls_key: tls.as_ref().map(|tls| tls.key.as_path()),
            behind_proxy: *behind_proxy,
            device_requests_per_minute: limits.device_rate.per_minute,
            address_requests_per_minute: limits.address_rate.per_minute,
            log: &self.log,
        })
    }
}

fn text_of(path: &Path) -> Result<String, SettingsError> {
    let failed = |source| SettingsError::Io { path: path.into(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    file.take(FILE_BYTES_MAX + 1).read_to_string(&mut text).map_err(failed)?;
    let is_too_long = u64::try_from(text.len()).map_or(true, |bytes| bytes > FILE_BYTES_MAX);
    if is_too_long { Err(SettingsError::TooLong { path: path.into() }) } else { Ok(text) }
}

fn syntax(path: &Path, text: &str, error: &toml::de::Error) -> SettingsError {
    let begin = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(begin).filter(|byte| *byte == b'\n').count().saturating_add(1);
    SettingsError::Syntax { path: path.into(), line, message: error.message().into() }
}

/// A value that is written as a text.
fn from_text<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: std::fmt::Display>,
{
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}
