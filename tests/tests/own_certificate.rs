//! A centre with a certificate of its own authority, or signed by itself, over real TLS on loopback: trusted once a leader
//! vouched for it, for that centre alone; whatever is wrong with one is told apart, and nothing is sent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::path::{Path, PathBuf};

use app::view::backup::RestoreForm;
use app::view::start::{Line, MemberForm, SetUpForm};
use app::view::sync::{CentreForm, CertificateForm, Finding, SyncView};
use app::{App, Code, Error};
use domain::service::{Force, Outcome, Role};
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tests::cards::{card_texts, today};
use tests::centre::{Centre, Tls};
use tests::laptop;
use tests::terminal::Terminal;

/// An authority, and what it signs.
struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        Self { certificate, issuer: Issuer::new(params, key) }
    }

    fn file(&self, folder: &Path) -> PathBuf {
        write(&folder.join("authority.pem"), &self.certificate)
    }

    /// A certificate and its key for this machine, unless `params` say otherwise.
    fn certify(&self, folder: &Path, params: &CertificateParams) -> Tls {
        let key = KeyPair::generate().unwrap();
        kept(folder, &params.signed_by(&key, &self.issuer).unwrap(), &key)
    }
}

fn kept(folder: &Path, certificate: &Certificate, key: &KeyPair) -> Tls {
    let tls = Tls { cert: write(&folder.join("centre.pem"), certificate), key: folder.join("centre-key.pem") };
    std::fs::write(&tls.key, key.serialize_pem()).unwrap();
    tls
}

fn write(path: &Path, certificate: &Certificate) -> PathBuf {
    std::fs::write(path, certificate.pem()).unwrap();
    path.to_owned()
}

fn for_here() -> CertificateParams {
    CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap()
}

fn expired() -> CertificateParams {
    let mut params = for_here();
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    params
}

/// Signed by itself: as a plain certificate, or as the authority that OpenSSL makes of one unless told otherwise.
fn by_itself(folder: &Path, mut params: CertificateParams, is_ca: IsCa) -> Tls {
    params.is_ca = is_ca;
    let key = KeyPair::generate().unwrap();
    kept(folder, &params.self_signed(&key).unwrap(), &key)
}

/// A laptop that practises beside a centre with this certificate.
struct Beside {
    place: tempfile::TempDir,
    centre: Centre,
    app: App,
}

impl Beside {
    fn with(tls: impl FnOnce(&Path) -> Tls) -> Self {
        let place = tempfile::tempdir().unwrap();
        let tls = tls(place.path());
        let centre = Centre::start_with_tls(&place.path().join("centre"), &tls).unwrap();
        let app = laptop::laptop(&place.path().join("laptop"));
        app.start_practice().unwrap();
        laptop::log_card(&app, &card_texts(1, today(), 1)[0], Outcome::Done).unwrap();
        Self { place, centre, app }
    }

    fn attach(&self, certificate: Option<CertificateForm>) -> Result<SyncView, Error> {
        let (address, setup_code) = (self.centre.url(), self.centre.setup_code(true).unwrap());
        assert!(address.starts_with("https://"));
        self.app.attach_centre(CentreForm { address, setup_code, certificate })
    }

    /// Vouches for a file with the fingerprint that the app shows of it.
    fn vouch(&self, file: &Path) -> CertificateForm {
        let path = file.display().to_string();
        let fingerprint = self.app.look_at_certificate(&path).unwrap().fingerprint;
        CertificateForm { path, fingerprint }
    }

    fn refused(&self, certificate: Option<CertificateForm>) -> Code {
        let error = self.attach(certificate).unwrap_err();
        assert!(self.app.sync_state().unwrap().centre.is_none(), "nothing is attached");
        error.code
    }

    fn arrives(&self) {
        let view = self.app.sync_now().unwrap();
        assert_eq!((view.line, view.arrived), (Line::Online, view.written));
        assert!(view.written > 0);
    }
}

#[test]
fn a_centre_of_the_provinces_own_authority_is_trusted_once_a_leader_vouched_for_it() {
    let authority = Authority::new("Province");
    let beside = Beside::with(|folder| authority.certify(folder, &for_here()));
    assert_eq!(beside.refused(None), Code::CentreUntrusted, "nobody vouched for it");
    let form = beside.vouch(&authority.file(beside.place.path()));
    let view = beside.attach(Some(form.clone())).unwrap();
    assert_eq!(view.certificate.as_deref(), Some(form.fingerprint.as_str()));
    beside.arrives();
}

#[test]
fn what_was_vouched_for_outlives_a_restart_and_ends_when_it_is_taken_back() {
    let authority = Authority::new("Province");
    let beside = Beside::with(|folder| authority.certify(folder, &for_here()));
    let form = beside.vouch(&authority.file(beside.place.path()));
    beside.attach(Some(form.clone())).unwrap();
    beside.app.lock().unwrap();
    beside.app.start_practice().unwrap();
    beside.arrives();

    let view = beside.app.trust_certificate(None).unwrap();
    assert_eq!(view.certificate, None);
    assert_eq!(beside.app.sync_now().unwrap_err().code, Code::CentreUntrusted, "and never without a check");
    let found = beside.app.doctor().unwrap().findings.remove(0).finding;
    assert_eq!(found, Finding::Untrusted);
    beside.app.trust_certificate(Some(form)).unwrap();
    beside.arrives();
}

#[test]
fn a_certificate_that_signs_itself_is_trusted_as_itself() {
    for is_ca in [IsCa::NoCa, IsCa::ExplicitNoCa, IsCa::Ca(BasicConstraints::Unconstrained)] {
        let beside = Beside::with(|folder| by_itself(folder, for_here(), is_ca));
        assert_eq!(beside.refused(None), Code::CentreUntrusted);
        let form = beside.vouch(&beside.place.path().join("centre.pem"));
        beside.attach(Some(form)).unwrap();
        beside.arrives();
    }
}

#[test]
fn the_certificate_of_another_authority_is_not_known() {
    let (province, other) = (Authority::new("Province"), Authority::new("Province"));
    let beside = Beside::with(|folder| province.certify(folder, &for_here()));
    let form = beside.vouch(&other.file(beside.place.path()));
    assert_eq!(beside.refused(Some(form)), Code::CentreUntrusted, "the same name is not the same key");
}

#[test]
fn a_certificate_that_has_expired_is_told_as_such_whoever_signed_it() {
    let authority = Authority::new("Province");
    let beside = Beside::with(|folder| authority.certify(folder, &expired()));
    let form = beside.vouch(&authority.file(beside.place.path()));
    assert_eq!(beside.refused(Some(form)), Code::CertificateExpired);
    let beside = Beside::with(|folder| by_itself(folder, expired(), IsCa::Ca(BasicConstraints::Unconstrained)));
    let form = beside.vouch(&beside.place.path().join("centre.pem"));
    assert_eq!(beside.refused(Some(form)), Code::CertificateExpired, "nor does it help to vouch for those very bytes");
}

#[test]
fn a_certificate_for_another_name_is_told_as_such_whoever_signed_it() {
    let elsewhere = || CertificateParams::new(vec!["centre.example".to_owned()]).unwrap();
    let authority = Authority::new("Province");
    let beside = Beside::with(|folder| authority.certify(folder, &elsewhere()));
    let form = beside.vouch(&authority.file(beside.place.path()));
    assert_eq!(beside.refused(Some(form)), Code::CertificateOtherName);
    let beside = Beside::with(|folder| by_itself(folder, elsewhere(), IsCa::Ca(BasicConstraints::Unconstrained)));
    let form = beside.vouch(&beside.place.path().join("centre.pem"));
    assert_eq!(beside.refused(Some(form)), Code::CertificateOtherName);
}

#[test]
fn a_centre_whose_certificate_changes_under_way_is_told_by_the_doctor_and_loses_nothing() {
    let authority = Authority::new("Province");
    let mut beside = Beside::with(|folder| authority.certify(folder, &for_here()));
    let form = beside.vouch(&authority.file(beside.place.path()));
    beside.attach(Some(form)).unwrap();
    beside.arrives();
    for (params, code, finding) in [
        (expired(), Code::CertificateExpired, Finding::CertificateExpired),
        (
            CertificateParams::new(vec!["xa.example".to_owned()]).unwrap(),
            Code::CertificateOtherName,
            Finding::CertificateOtherName,
        ),
    ] {
        beside.centre.kill().unwrap();
        authority.certify(beside.place.path(), &params);
        beside.centre.resume().unwrap();
        assert_eq!(beside.app.sync_now().unwrap_err().code, code);
        assert_eq!(beside.app.doctor().unwrap().findings.remove(0).finding, finding);
    }
    beside.centre.kill().unwrap();
    authority.certify(beside.place.path(), &for_here());
    beside.centre.resume().unwrap();
    beside.arrives();
}

#[test]
fn commands_show_a_fingerprint_attach_with_it_and_take_it_back() -> anyhow::Result<()> {
    let (place, authority) = (tempfile::tempdir()?, Authority::new("Province"));
    let tls = authority.certify(place.path(), &for_here());
    let centre = Centre::start_with_tls(&place.path().join("centre"), &tls)?;
    let terminal = Terminal::at(&place.path().join("laptop"))?;
    let practice = |words: &[&str]| terminal.json(&[&["--practice"], words].concat());
    practice(&["practice"])?;
    let (file, url, code) = (authority.file(place.path()), centre.url(), centre.setup_code(true)?);
    let file = file.to_str().unwrap();
    let shown = practice(&["centre", "certificate", file])?;
    let told = shown["fingerprint"].as_str().unwrap();
    let trusted = ["--certificate", file, "--fingerprint", told];
    let attached = practice(&[&["centre", "attach", &url, "--code", &code], &trusted[..]].concat())?;
    assert_eq!((&attached["certificate"], &attached["centre"]), (&shown["fingerprint"], &url.as_str().into()));
    assert_eq!(practice(&["centre", "distrust"])?["certificate"], serde_json::Value::Null);
    assert_eq!(practice(&["centre", "trust", file, "--fingerprint", told])?["certificate"], shown["fingerprint"]);
    practice(&["sync"])?;
    Ok(())
}

#[test]
fn only_a_file_with_one_certificate_is_taken_and_only_with_the_fingerprint_that_was_compared() {
    let (authority, other) = (Authority::new("Province"), Authority::new("Other"));
    let beside = Beside::with(|folder| authority.certify(folder, &for_here()));
    let file = authority.file(beside.place.path());
    let look = |bytes: &[u8]| {
        let path = beside.place.path().join("tried.pem");
        std::fs::write(&path, bytes).unwrap();
        beside.app.look_at_certificate(&path.display().to_string()).map_err(|error| error.code)
    };
    let (pem, key) = (authority.certificate.pem(), KeyPair::generate().unwrap().serialize_pem());
    assert!(look(pem.as_bytes()).is_ok());
    for bytes in [
        String::new(),
        "no PEM".to_owned(),
        key.clone(),
        format!("{pem}{key}"),
        format!("{pem}{}", other.certificate.pem()),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned(),
        " ".repeat(1 << 20),
    ] {
        assert_eq!(look(bytes.as_bytes()), Err(Code::BadCertificateFile), "{bytes:.60}");
    }
    assert_eq!(beside.app.look_at_certificate("/nowhere").unwrap_err().code, Code::CannotRead);

    let told = beside.vouch(&file);
    assert_eq!(told.fingerprint.split(':').count(), 32);
    let by_others = beside.vouch(&write(&beside.place.path().join("other.pem"), &other.certificate)).fingerprint;
    let swapped = CertificateForm { fingerprint: by_others, ..told.clone() };
    assert_eq!(beside.refused(Some(swapped)), Code::CertificateDiffers);
    let spaced = told.fingerprint.to_lowercase().replace(':', " ");
    beside.attach(Some(CertificateForm { fingerprint: spaced, ..told })).unwrap();
}

#[test]
fn whoever_is_vouched_for_is_trusted_by_a_laptop_restored_from_a_backup_too() {
    let place = tempfile::tempdir().unwrap();
    let authority = Authority::new("Sở");
    let tls = authority.certify(place.path(), &for_here());
    let centre = Centre::start_with_tls(&place.path().join("centre"), &tls).unwrap();
    let old = laptop::laptop(&place.path().join("old"));
    let leader = MemberForm { name: "Bùi Mẫu Sáu".into(), role: Role::Leader, force: Force::YouthUnion };
    old.set_up(SetUpForm {
        commune_name: "Quảng Mẫu".into(),
        villages: vec!["Gồm".into()],
        units: Vec::new(),
        members: vec![leader.clone()],
        pin: laptop::PASSPHRASE.into(),
    })
    .unwrap();
    let path = authority.file(place.path()).display().to_string();
    let fingerprint = old.look_at_certificate(&path).unwrap().fingerprint;
    let certificate = Some(CertificateForm { path, fingerprint: fingerprint.clone() });
    let (address, setup_code) = (centre.url(), centre.setup_code(false).unwrap());
    old.attach_centre(CentreForm { address, setup_code, certificate }).unwrap();
    old.sync_now().unwrap();
    old.set_backup_passphrase("bốn mùa lúa chín vàng").unwrap();
    let backup = place.path().join("sao-luu.dhs").display().to_string();
    old.back_up(&backup, |_, _| {}).unwrap();
    drop(old);
    let new = laptop::laptop(&place.path().join("new"));
    let form = RestoreForm { path: backup, secret: "bốn mùa lúa chín vàng".into(), aside: false };
    let restored = new.restore(&form, |_, _| {}).unwrap();
    new.unlock(restored.status.unlockers[0].member, laptop::PASSPHRASE).unwrap();
    new.add_member(MemberForm { name: "Vũ Mẫu Lan".into(), role: Role::Volunteer, ..leader }).unwrap();
    assert_eq!(new.sync_state().unwrap().certificate, Some(fingerprint), "it travels in the backup");
    let view = new.sync_now().unwrap();
    assert_eq!((view.line, view.arrived), (Line::Online, view.written));
}
