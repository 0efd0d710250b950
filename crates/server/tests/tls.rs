//! TLS from certificate files: a real client that trusts a made-up authority, new certificates without a cut line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{Commune, NOW_MS, hex};
use journal::exchange::{Reply, RequestBody, RequestEnvelope};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::json;
use server::settings::Limits;
use server::{Clock, Running, Server, Settings, StartError, TlsFiles};

/// An authority of a commune's own, and the files of a centre's certificate by it.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// Writes a new certificate for this machine and its key.
    fn certify(&self, files: &TlsFiles) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        fs::write(&files.cert, certificate.pem()).unwrap();
        fs::write(&files.key, key.serialize_pem()).unwrap();
    }

    /// A client that trusts this authority and nobody else.
    fn client(&self) -> reqwest::Client {
        drop(common::client());
        let trusted = reqwest::Certificate::from_pem(self.pem.as_bytes()).unwrap();
        reqwest::Client::builder().no_proxy().tls_certs_only([trusted]).build().unwrap()
    }
}

fn files(folder: &Path) -> TlsFiles {
    TlsFiles { cert: folder.join("centre.pem"), key: folder.join("centre-key.pem") }
}

async fn start(folder: &Path, limits: Limits) -> Result<Running, StartError> {
    let settings = Settings { tls: Some(files(folder)), limits, ..Settings::loopback(folder) };
    let clock = Clock::ByHand(std::sync::Arc::new(NOW_MS.into()));
    Server::start_at(settings, clock).await
}

async fn is_live(http: &reqwest::Client, url: &str) -> bool {
    http.get(format!("{url}/healthz")).send().await.is_ok_and(|answer| answer.status() == 200)
}

async fn until_live(http: &reqwest::Client, url: &str) {
    let trying = async { while !is_live(http, url).await {} };
    tokio::time::timeout(Duration::from_secs(30), trying).await.expect("the new certificate is taken");
}

#[tokio::test]
async fn a_laptop_that_trusts_the_authority_is_receipted_over_tls() {
    let (folder, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    authority.certify(&files(folder.path()));
    let centre = start(folder.path(), Limits::default()).await.unwrap();
    assert!(centre.url().starts_with("https://"));
    let (http, commune) = (authority.client(), Commune::seeded(1, false));
    let (code, _) = centre.centre().new_setup_code(false, common::DAY_MS).await.unwrap();
    let root = hex(&commune.root_certificate.to_bytes());
    let admission = json!({ "setup_code": code.to_string(), "root_certificate": root });
    let admitted = http.post(format!("{}/v1/communes", centre.url())).json(&admission).send().await.unwrap();
    common::answer(admitted).await.unwrap();
    let mut laptop = commune.laptop(1);
    laptop.batch(20, 1);
    let body = RequestBody { offers: laptop.everything(), ..RequestBody::default() };
    let key = centre.centre().public_key();
    let request = RequestEnvelope::sign(&body, laptop.commune, &laptop.key, key.as_bytes(), NOW_MS).to_bytes();
    let reply = Reply::read(&common::post(&http, &centre.url(), request).await.unwrap()).unwrap();
    assert_eq!(journal::Receipt::read(&reply.receipts[0]).unwrap().verify(&key).unwrap().count, 20);

    let answer = http.get(format!("{}/healthz", centre.url())).send().await.unwrap();
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");

    assert!(!is_live(&Authority::new().client(), &centre.url()).await, "nobody vouches for it");
    let plain = format!("http://{}", centre.addr);
    assert!(!is_live(&authority.client(), &plain).await, "plain HTTP is not spoken at this door");
    centre.stop().await.unwrap();
}

#[tokio::test]
async fn a_new_certificate_is_taken_without_a_cut_line() {
    let (folder, old, new) = (tempfile::tempdir().unwrap(), Authority::new(), Authority::new());
    let files = files(folder.path());
    old.certify(&files);
    let limits = Limits { certificate_look: Duration::from_millis(10), ..Limits::default() };
    let centre = start(folder.path(), limits).await.unwrap();
    let (url, connected) = (centre.url(), old.client());
    assert!(is_live(&connected, &url).await);

    let good = (fs::read(&files.cert).unwrap(), fs::read(&files.key).unwrap());
    for broken in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        fs::write(&files.cert, broken).unwrap();
        // More greetings than fit between two looks at the files.
        for _ in 0..30 {
            centre.reload();
            assert!(is_live(&old.client(), &url).await, "a bad file changes nothing");
        }
    }
    fs::write(&files.cert, good.0).unwrap();
    fs::write(&files.key, good.1).unwrap();

    new.certify(&files);
    until_live(&new.client(), &url).await;
    assert!(!is_live(&old.client(), &url).await, "a new connection is greeted with the new certificate");
    assert!(is_live(&connected, &url).await, "and the one that was open goes on");
    centre.stop().await.unwrap();
}

#[tokio::test]
async fn a_bad_file_stops_the_start_in_a_sentence_that_names_it() {
    let (folder, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let files = files(folder.path());
    let refused = async |named: &Path, words: &str| {
        let error = anyhow_line(&start(folder.path(), Limits::default()).await.unwrap_err());
        assert!(error.contains(named.to_str().unwrap()) && error.contains(words), "{error}");
        assert!(!folder.path().join("centre.db").exists(), "and nothing is made");
    };
    refused(&files.cert, "cannot be read").await;
    authority.certify(&files);
    let (cert, key) = (fs::read(&files.cert).unwrap(), fs::read(&files.key).unwrap());
    fs::write(&files.cert, "not PEM").unwrap();
    refused(&files.cert, "holds no chain").await;
    fs::write(&files.cert, cert.repeat(17)).unwrap();
    refused(&files.cert, "holds no chain").await;
    fs::write(&files.cert, vec![b' '; 300_000]).unwrap();
    refused(&files.cert, "longer than").await;
    fs::write(&files.cert, &cert).unwrap();
    fs::write(&files.key, &cert).unwrap();
    refused(&files.key, "holds no private key").await;
    fs::write(&files.key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    refused(&files.key, "do not do together").await;
    fs::write(&files.key, key).unwrap();
    start(folder.path(), Limits::default()).await.unwrap().stop().await.unwrap();
}

fn anyhow_line(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(|it| it.to_string()).collect::<Vec<_>>().join(": ")
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_donghanh-server"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DONGHANH_")) {
        program.env_remove(name);
    }
    program.current_dir(folder).args(arguments);
    program
}

/// A program that does not outlive a failed test.
struct Ending(std::process::Child);

impl Drop for Ending {
    fn drop(&mut self) {
        // It has ended already where all went well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_takes_a_new_certificate_when_hung_up() {
    let (folder, old, new) = (tempfile::tempdir().unwrap(), Authority::new(), Authority::new());
    let files = files(folder.path());
    old.certify(&files);
    let arguments = ["serve", "--listen=127.0.0.1:0", "--tls-cert=centre.pem", "--tls-key=centre-key.pem"];
    let child = program(folder.path(), &arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let Ending(child) = &mut Ending(child);
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.strip_prefix("listening ").unwrap().trim_end();
    assert!(url.starts_with("https://"));
    assert!(is_live(&old.client(), url).await);
    new.certify(&files);
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
    until_live(&new.client(), url).await;
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn plain_http_for_the_network_needs_a_proxy_that_does_tls() {
    let folder = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str]| {
        let output = program(folder.path(), &[&["config", "check"], arguments].concat()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let (works, said) = check(&["--listen=0.0.0.0:8686"]);
    assert!(!works && said.contains("0.0.0.0:8686 can be reached from elsewhere"), "{said}");
    assert!(said.contains("tls-cert") && said.contains("behind-proxy"), "{said}");
    assert!(check(&["--listen=0.0.0.0:8686", "--behind-proxy"]).0);
    assert!(!check(&["--listen=0.0.0.0:8686", "--behind-proxy=false"]).0);
    assert!(check(&["--listen=127.0.0.1:8686"]).0);
    assert!(check(&["--listen=[::1]:8686"]).0);
    let (works, said) = check(&["--tls-cert=centre.pem"]);
    assert!(!works && said.contains("tls-key is missing"), "{said}");
    let with_files = ["--listen=0.0.0.0:8686", "--tls-cert=centre.pem", "--tls-key=centre-key.pem"];
    let (works, said) = check(&with_files);
    assert!(!works && said.contains("centre.pem cannot be read"), "the files are checked too: {said}");
    Authority::new().certify(&files(folder.path()));
    assert!(check(&with_files).0);
}
