//! A certificate that a leader vouched for: trusted beside those that the system trusts, at one centre alone. Never here: a
//! way to do without a certificate, and who may vouch.

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::ring::{cipher_suite, default_provider};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::{PemObject, SectionKind};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;
use store::Store;

use super::CentreAddress;
use crate::atomic;
use crate::failure::unread;
use crate::{Code, Error, hex};

/// Longest certificate file, in bytes; a certificate has one or two thousand.
const CERTIFICATE_FILE_BYTES_MAX: u64 = 16 * 1024;
/// The setting under which the certificate is kept: the centre's address, a line's end, the certificate in hexadecimal.
const KEPT: &str = "centre-certificate";

/// One X.509 certificate: the centre's own, or that of the authority which signed the centre's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Vouched(CertificateDer<'static>);

impl Vouched {
    /// Reads a PEM file that holds one certificate and nothing else.
    ///
    /// # Errors
    /// [`Code::BadCertificateFile`]: another kind of file, several certificates, or somebody's key. [`Code::CannotRead`].
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let pem =
            atomic::read(path, CERTIFICATE_FILE_BYTES_MAX).map_err(|error| unread(&error, Code::BadCertificateFile))?;
        Self::from_pem(&pem).ok_or(Error::new(Code::BadCertificateFile))
    }

    fn from_pem(pem: &[u8]) -> Option<Self> {
        let sections: Result<Vec<(SectionKind, Vec<u8>)>, _> = PemObject::pem_slice_iter(pem).collect();
        match <[_; 1]>::try_from(sections.ok()?) {
            Ok([(SectionKind::Certificate, der)]) => Self::from_der(der),
            Ok(_) | Err(_) => None,
        }
    }

    fn from_der(der: Vec<u8>) -> Option<Self> {
        let der = CertificateDer::from(der);
        // One without a fingerprint could be vouched for by saying nothing.
        let comparable = !sha256(&der).is_empty();
        let readable = ParsedCertificate::try_from(&der).is_ok() && roots(&der).is_ok() && comparable;
        readable.then_some(Self(der))
    }

    /// SHA-256 of the certificate as `openssl x509 -fingerprint -sha256` prints it: 32 pairs with colons between.
    pub(crate) fn fingerprint(&self) -> String {
        sha256(&self.0).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    }

    /// Whether `told` is the fingerprint, however it is spaced and in whatever case.
    pub(crate) fn is_told(&self, told: &str) -> bool {
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
        plain(told) == plain(&self.fingerprint())
    }

    /// What was vouched for at this address.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn kept(store: &Store, address: &CentreAddress) -> Result<Option<Self>, Error> {
        let Some(kept) = store.setting(KEPT)? else { return Ok(None) };
        let (at, certificate) = kept.split_once('\n').ok_or(Error::new(Code::DamagedFile))?;
        if at != address.as_str() {
            return Ok(None);
        }
        let der = hex::decode(certificate).ok_or(Error::new(Code::DamagedFile))?;
        Self::from_der(der.to_vec()).map(Some).ok_or(Error::new(Code::DamagedFile))
    }

    /// Keeps what is vouched for at an address, or forgets what was.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn keep(vouched: Option<&Self>, store: &mut Store, address: &CentreAddress) -> Result<(), Error> {
        let kept = vouched.map(|it| format!("{}\n{}", address.as_str(), hex::encode(&it.0)));
        Ok(store.set_setting(KEPT, kept.as_deref())?)
    }

    /// How TLS is spoken with the centre; `system` says whether the system's certificates are trusted there, too.
    ///
    /// # Errors
    /// The certificate cannot be used.
    pub(crate) fn tls(&self, system: bool) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(default_provider());
        let check = Arc::new(Check::new(self, system, &provider)?);
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config = config.dangerous().with_custom_certificate_verifier(check).with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// Whether what was vouched for has nothing to do with it.
const fn is_of_a_stranger(error: &rustls::Error) -> bool {
    matches!(error, rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer))
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    // The one hash of rustls's provider that is asked for by name; no crate more for thirty-two bytes.
    let suite = cipher_suite::TLS13_AES_128_GCM_SHA256.tls13();
    suite.map(|suite| suite.common.hash_provider.hash(bytes).as_ref().to_vec()).unwrap_or_default()
}

fn roots(der: &CertificateDer<'static>) -> Result<RootCertStore, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(der.clone())?;
    Ok(roots)
}

/// Checks a centre's certificate by what was vouched for, and else as the system does. Either way it must be signed, in
/// force and for the centre's name.
#[derive(Debug)]
struct Check {
    vouched: CertificateDer<'static>,
    roots: RootCertStore,
    system: Option<Verifier>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Check {
    fn new(vouched: &Vouched, system: bool, provider: &Arc<CryptoProvider>) -> Result<Self, rustls::Error> {
        Ok(Self {
            roots: roots(&vouched.0)?,
            vouched: vouched.0.clone(),
            // A system that has no certificates at all leaves the one that was vouched for.
            system: if system { Verifier::new(Arc::clone(provider)).ok() } else { None },
            algorithms: provider.signature_verification_algorithms,
        })
    }

    fn by_vouched(&self, shown: &Shown<'_>) -> Result<(), rustls::Error> {
        let certificate = ParsedCertificate::try_from(shown.certificate)?;
        let Shown { intermediates, now, .. } = *shown;
        let algorithms = self.algorithms.all;
        match verify_server_cert_signed_by_trust_anchor(&certificate, &self.roots, intermediates, now, algorithms) {
            Err(error) if !self.is_the_very_one(shown, &error) => Err(error),
            Ok(()) | Err(_) => verify_server_name(&certificate, shown.name),
        }
    }

    /// A certificate that signs itself as an authority does is no chain, and OpenSSL makes such ones unless told otherwise.
    /// Whoever compared its fingerprint vouched for these very bytes; that they are in force was checked before this.
    fn is_the_very_one(&self, shown: &Shown<'_>, error: &rustls::Error) -> bool {
        let is_no_chain = matches!(error, rustls::Error::InvalidCertificate(CertificateError::Other(_)));
        is_no_chain && *shown.certificate == self.vouched
    }
}

/// What a centre shows of itself.
struct Shown<'a> {
    certificate: &'a CertificateDer<'a>,
    intermediates: &'a [CertificateDer<'a>],
    name: &'a ServerName<'a>,
    now: UnixTime,
}

impl ServerCertVerifier for Check {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let by_vouched = self.by_vouched(&Shown { certificate, intermediates, name, now });
        match (by_vouched, &self.system) {
            (Ok(()), _) => Ok(ServerCertVerified::assertion()),
            (Err(error), Some(system)) => system
                .verify_server_cert(certificate, intermediates, name, ocsp, now)
                .map_err(|theirs| if is_of_a_stranger(&error) { theirs } else { error }),
            (Err(error), None) => Err(error),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
