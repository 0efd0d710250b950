//! TLS from certificate files: read, checked, and read anew when they change. What travels inside is `http`'s business.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::Notify;
use zeroize::Zeroizing;

/// A file of certificates or of a key is at most this long.
const PEM_BYTES_MAX: u64 = 256 * 1024;
/// At most this many certificates in a chain.
const CHAIN_MAX: usize = 16;
/// The only protocol spoken inside.
const ALPN: &[u8] = b"http/1.1";

/// Where the certificates and their key are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TlsFiles {
    /// PEM: the centre's certificate, then those that vouch for it.
    pub cert: PathBuf,
    /// PEM: the private key of the first certificate.
    pub key: PathBuf,
}

/// Why there can be no TLS with these files.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("the file {path} cannot be read")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// A file is longer than any certificate or key.
    #[error("{path} is no PEM file of certificates or a key: it is longer than {PEM_BYTES_MAX} bytes")]
    TooLong {
        /// Which file.
        path: PathBuf,
    },
    /// There are no certificates in the file, or something that is none.
    #[error("{path} holds no chain of 1 to {CHAIN_MAX} certificates in PEM")]
    NoChain {
        /// Which file.
        path: PathBuf,
    },
    /// There is no private key in the file.
    #[error("{path} holds no private key in PEM")]
    NoKey {
        /// Which file.
        path: PathBuf,
        /// Where reading it ended.
        #[source]
        source: pem::Error,
    },
    /// Both were read and do not do together.
    #[error("the certificates in {cert} and the key in {key} do not do together")]
    Pair {
        /// The certificates.
        cert: PathBuf,
        /// The key.
        key: PathBuf,
        /// Why.
        #[source]
        source: rustls::Error,
    },
}

/// What stands in both files.
struct Pem {
    cert: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

impl TlsFiles {
    /// Whether they do.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn check(&self) -> Result<(), TlsError> {
        self.config(&self.read()?).map(drop)
    }

    fn read(&self) -> Result<Pem, TlsError> {
        Ok(Pem { cert: bytes_of(&self.cert)?, key: Zeroizing::new(bytes_of(&self.key)?) })
    }

    fn config(&self, pem: &Pem) -> Result<Arc<ServerConfig>, TlsError> {
        let (cert, key) = (self.cert.clone(), self.key.clone());
        let chain = chain(&pem.cert).ok_or(TlsError::NoChain { path: cert.clone() })?;
        let private = PrivateKeyDer::from_pem_slice(&pem.key);
        let private = private.map_err(|source| TlsError::NoKey { path: key.clone(), source })?;
        server_config(chain, private).map_err(|source| TlsError::Pair { cert, key, source })
    }
}

/// The certificate in use, and what makes it be read anew.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    config: RustlsConfig,
    /// Of the bytes in both files when they were last looked at; none: they could not be read.
    seen: Option<blake3::Hash>,
}

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn load(files: TlsFiles) -> Result<Self, TlsError> {
        let pem = files.read()?;
        let config = RustlsConfig::from_config(files.config(&pem)?);
        Ok(Self { files, config, seen: Some(pem.digest()) })
    }

    /// What the listener greets with; it follows what is read later.
    #[must_use]
    pub fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    /// Looks at the files for ever: every so often, and whenever told to. Connections stay as they are.
    pub async fn watch(mut self, every: Duration, told: Arc<Notify>) {
        loop {
            // Which of the two it was does not matter.
            let _ = tokio::time::timeout(every, told.notified()).await;
            let looked = tokio::task::spawn_blocking(move || {
                self.look();
                self
            });
            match looked.await {
                Ok(tls) => self = tls,
                Err(error) => return tracing::error!(%error, "certificates are no longer read anew"),
            }
        }
    }

    /// Takes what the files hold if it is new and does; otherwise the certificate stays.
    fn look(&mut self) {
        let read = self.files.read();
        let found = read.as_ref().ok().map(Pem::digest);
        if found == self.seen {
            return;
        }
        self.seen = found;
        match read.and_then(|pem| self.files.config(&pem)) {
            Ok(config) => {
                self.config.reload_from_config(config);
                tracing::info!("a new certificate is in use");
            }
            Err(error) => tracing::error!(cause = crate::error::chain(&error), "the certificate stays as it was"),
        }
    }
}

impl Pem {
    fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(blake3::hash(&self.cert).as_bytes()).update(&self.key);
        hasher.finalize()
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, TlsError> {
    let failed = |source| TlsError::Io { path: path.into(), source };
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(PEM_BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(failed)?;
    let is_too_long = u64::try_from(read).map_or(true, |read| read > PEM_BYTES_MAX);
    if is_too_long { Err(TlsError::TooLong { path: path.into() }) } else { Ok(bytes) }
}

fn chain(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    (1..=CHAIN_MAX).contains(&chain.len()).then_some(chain)
}

fn server_config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<ServerConfig>, rustls::Error> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions()?.with_no_client_auth();
    let mut config = builder.with_single_cert(chain, key)?;
    config.alpn_protocols = vec![ALPN.to_vec()];
    Ok(Arc::new(config))
}
