//! The recovery code: made once and printed, and what it is good for: a lost leader's laptop, a forgotten PIN, two leaders
//! against each other. Beside every laptop's file lies a box that only the code opens.

use std::io;
use std::path::Path;

use domain::edit::Edit;
use domain::ids::MemberId;
use domain::person::{PersonName, Title};
use domain::record::Member;
use domain::service::{Force, Role};
use journal::join::CentreAddress as JoinCentre;
use journal::recovery::{
    BOX_BYTES_MAX, BoxFile, Contents, FILE_KEY_BYTES_MAX, Recovered, RecoveryCode, open_file_key, seal_box,
    seal_file_key,
};
use journal::{
    BoxKey, CentrePublic, Certificate, CertificateChain, DeviceKey, IssuingKey, MemberKey, RootKey, Subject, Validity,
    Word,
};
use store::Store;
use store::identity::{Centre, KeyName};
use store::secret::Secret;
use store::vault::{Credentials, Unlocked, Vault, VaultMember};
use zeroize::Zeroizing;

use super::replaced;
use super::start::status;
use crate::failure::{bug, own_disk};
use crate::folder::Folder;
use crate::form;
use crate::make::{Laptop, certified, new_id, wrap};
use crate::role::May;
use crate::settings::Settings;
use crate::state::{Open, Shared};
use crate::sync::{CentreAddress, Vouched};
use crate::view::authority::{RecoverForm, RecoveryCodeView};
use crate::view::start::{Profile, SecretKind, StatusView};
use crate::{App, Code, Error, atomic, clock, joined, keys, pin};

impl App {
    /// Makes a recovery code and the box that it opens; the code is shown this once. It counts as made when it was typed
    /// back, see [`App::confirm_recovery`].
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::NoRootKey`] on a laptop that does not hold the root key.
    pub fn make_recovery(&self) -> Result<RecoveryCodeView, Error> {
        self.writing(|open, settings| {
            open.must(May::ManageKeys)?;
            let seed = open.store.key(KeyName::Root)?.ok_or(Error::new(Code::NoRootKey))?;
            let code = RecoveryCode::new(&settings.random());
            let root = RootKey::from_seed(seed.expose());
            let commune_name = joined::commune_name(&open.store)?.ok_or_else(|| bug("commune"))?;
            let keys = open.store.keyring()?;
            let contents = Contents { root: &root, keys: &keys, commune_name: &commune_name };
            let recovery = seal_box(&code, &contents, &settings.random());
            open.commit_one(Edit::Recovery(recovery.map_err(|_| bug("recovery-box"))?), settings)?;
            Ok(RecoveryCodeView {
                code: code.text().to_string(),
                commune_name: commune_name.as_str().to_owned(),
                day: clock::iso(clock::day_of(settings.now_ms())),
                centre: open.store.centre()?.map(|centre| centre.address),
            })
        })
        .and_then(|view| crate::sync::keep_box(&self.shared).map(|()| view))
    }

    /// Checks a code that was typed back from paper. From then on the root key lies in the box alone.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn confirm_recovery(&self, code: &str) -> Result<(), Error> {
        self.writing(|open, _| {
            open.must(May::ManageKeys)?;
            let code = parsed(code)?;
            let recovery = keys::recovery(&open.store)?.ok_or(Error::new(Code::NoRecoveryBox))?;
            let opened = journal::recovery::open_box(open.identity.commune, &recovery, &code);
            opened.map_err(|_| Error::new(Code::OtherRecoveryCode))?;
            Ok(open.store.forget_root()?)
        })
    }

    /// Begins again with a recovery code: on a laptop whose PIN is forgotten with everything that is on it, on a new one
    /// with the commune's keys, to fetch the rest from the centre. A new leader sits at it afterwards. The box comes out of
    /// a file, or from the centre.
    ///
    /// # Errors
    /// See [`crate::Code`]; then nothing has changed.
    pub fn recover(&self, form: RecoverForm) -> Result<StatusView, Error> {
        let profile = Profile::Commune;
        let heir = Heir::read(&form, self.shared.secret_kind(profile)?)?;
        let folder = self.shared.folder(profile);
        if !folder.is_set_up() && form.box_path.trim().is_empty() && !form.centre.trim().is_empty() {
            return replaced::from_centre(self, &form, &heir);
        }
        let mut state = self.shared.state();
        let path = if form.box_path.trim().is_empty() { folder.recovery_box() } else { form.box_path.into() };
        let file = read_box(&path)?;
        let recovered = file.open(&heir.code).map_err(|_| Error::new(Code::OtherRecoveryCode))?;
        state.let_go(&self.shared);
        state.profile = profile;
        let open = if folder.is_set_up() {
            take_over(&self.shared, &folder, &file, &recovered, &heir)?
        } else {
            begin_anew(&self.shared, &Beginning::by(&file), &recovered, &heir)?
        };
        state.take(&self.shared, profile, open)?;
        status(&state, &self.shared)
    }
}

/// Writes box and sealed file key beside the file of whoever is at work, where they are not there as they must be.
///
/// # Errors
/// The file or the disk.
pub(crate) fn keep_box(open: &Open, folder: &Folder, settings: &Settings) -> Result<(), Error> {
    let Some(file) = box_file(&open.store)? else { return Ok(()) };
    let bytes = file.to_bytes().map_err(|_| bug("recovery-file"))?;
    let known = atomic::read(&folder.recovery_box(), bound(BOX_BYTES_MAX)).ok();
    if known.as_deref() == Some(bytes.as_slice()) && folder.recovery_key().is_file() {
        return Ok(());
    }
    let key = seal_file_key(&file.recovery, open.file_key.expose(), &settings.random());
    let key = key.map_err(|_| bug("recovery-key"))?;
    atomic::write(&folder.recovery_key(), &key).map_err(|error| own_disk(&error))?;
    atomic::write(&folder.recovery_box(), &bytes).map_err(|error| own_disk(&error))
}

/// The root seed, where a recovery code is given that opens this commune's box.
///
/// # Errors
/// A code that is none, or opens no box here.
pub(super) fn root_by(store: &Store, code: &str) -> Result<Option<Secret>, Error> {
    if code.trim().is_empty() {
        return Ok(None);
    }
    let code = parsed(code)?;
    let file = box_file(store)?.ok_or(Error::new(Code::NoRecoveryBox))?;
    let recovered = file.open(&code).map_err(|_| Error::new(Code::OtherRecoveryCode))?;
    Ok(Some(Secret::new(*recovered.root.seed())))
}

fn parsed(code: &str) -> Result<RecoveryCode, Error> {
    RecoveryCode::parse(code).map_err(|_| Error::new(Code::BadRecoveryCode))
}

/// The box as a file, once there is one.
fn box_file(store: &Store) -> Result<Option<BoxFile>, Error> {
    let (Some(recovery), Some(identity)) = (keys::recovery(store)?, store.identity()) else { return Ok(None) };
    let chain = store.chain(identity.device)?.ok_or_else(|| bug("own-chain"))?;
    let chain = CertificateChain::read(&chain).map_err(|_| Error::new(Code::DamagedFile))?;
    let root = chain.certificates().first().cloned().ok_or_else(|| bug("root"))?;
    let Some(commune_name) = joined::commune_name(store)? else { return Ok(None) };
    let named = |it: &domain::authority::Rekeyed| it.recipients.iter().any(|to| to.to == recovery.id);
    let stands = keys::rekeyed(store)?.into_iter().filter(|(_, word)| *word == Word::Stands);
    let rekeyed = stands.map(|(it, _)| own_part(it, recovery.id));
    let rekeyed = rekeyed.filter(named).collect();
    let centre = store
        .centre()?
        .and_then(|it| Some(JoinCentre { address: it.address, key: CentrePublic::from_bytes(&it.public_key).ok()? }));
    Ok(Some(BoxFile { root, commune_name, centre, recovery, rekeyed }))
}

/// Of an act only what is sealed to the box.
fn own_part(mut it: domain::authority::Rekeyed, id: domain::ids::RecordId) -> domain::authority::Rekeyed {
    it.recipients.retain(|to| to.to == id);
    it
}

fn read_box(path: &Path) -> Result<BoxFile, Error> {
    let bytes = match atomic::read(path, bound(BOX_BYTES_MAX)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::new(Code::NoRecoveryBox)),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Err(Error::new(Code::BadRecoveryBox)),
        Err(_) => return Err(Error::new(Code::CannotRead)),
    };
    BoxFile::read(&bytes).map_err(|_| Error::new(Code::BadRecoveryBox))
}

/// Who takes over.
pub(super) struct Heir {
    pub(super) code: RecoveryCode,
    name: PersonName,
    force: Force,
    label: Option<Title>,
    pin: Zeroizing<String>,
}

impl Heir {
    fn read(form: &RecoverForm, kind: SecretKind) -> Result<Self, Error> {
        let label = form.label.trim();
        Ok(Self {
            code: parsed(&form.code)?,
            name: form::person_name(&form.name, "member-name")?,
            force: form.force,
            label: if label.is_empty() { None } else { Some(form::title(label, "label")?) },
            pin: pin::new_pin(&form.pin, kind)?,
        })
    }

    fn member(&self, id: MemberId) -> Edit {
        Edit::Member(Member { id, role: Role::Leader, force: self.force, name: Some(self.name.clone()) })
    }
}

/// What the root certifies for whoever takes over.
fn leader(recovered: &Recovered, member: MemberId, seed: &Secret, now_ms: i64) -> Certificate {
    let key = MemberKey::from_seed(seed.expose()).public();
    let subject = Subject::Member { member, key, role: Role::Leader };
    let validity = Validity { issued_at_ms: now_ms, expires_at_ms: None };
    Certificate::issue(recovered.root.public().commune(), subject, IssuingKey::Root(&recovered.root), validity)
}

/// The same laptop goes on with everything on it; another leader opens it.
fn take_over(
    shared: &Shared,
    folder: &Folder,
    file: &BoxFile,
    recovered: &Recovered,
    heir: &Heir,
) -> Result<Open, Error> {
    let settings = &shared.settings;
    let sealed = atomic::read(&folder.recovery_key(), bound(FILE_KEY_BYTES_MAX));
    let sealed = sealed.map_err(|_| Error::new(Code::NoRecoveryBox))?;
    let file_key = open_file_key(&sealed, &heir.code).map_err(|_| Error::new(Code::OtherRecoveryCode))?;
    let file_key = Secret::new(*file_key);
    let mut store = Store::open(&folder.database(), &file_key)?;
    let identity = store.identity().ok_or_else(|| bug("identity"))?;
    if identity.commune != file.root.commune() {
        return Err(Error::new(Code::OtherRecoveryCode));
    }
    keep_keys(&mut store, recovered)?;
    let (member, seed) = (new_id(settings), Secret::random(&mut settings.filler()));
    let certificate = leader(recovered, member, &seed, settings.now_ms());
    let secrets = Unlocked { file_key: file_key.clone(), signing_seed: seed.clone() };
    let device_secret = settings.keeper(folder.path(), Profile::Commune).read_or_make(settings)?;
    let credentials = Credentials { passphrase: &heir.pin, device_secret: &device_secret };
    let label = Title::parse(Role::Leader.key()).map_err(|_| bug("vault-label"))?;
    let place = VaultMember { member, role: Role::Leader, label };
    let cost = settings.new_cost(Profile::Commune);
    let mut open = Open::by(store, member, Role::Leader, secrets.clone())?;
    open.commit(&[heir.member(member), certified(&certificate, None)], settings)?;
    Vault::read(&folder.vault())?.add(&place, credentials, &secrets, cost, &mut settings.filler())?;
    Ok(open)
}

/// What a new laptop has to know beside the keys.
pub(super) struct Beginning {
    pub(super) root: Certificate,
    pub(super) commune_name: Title,
    pub(super) centre: Option<Centre>,
    /// Whose certificate is trusted at the centre beside the system's.
    pub(super) vouched: Option<Vouched>,
}

impl Beginning {
    fn by(file: &BoxFile) -> Self {
        let centre = file.centre.as_ref();
        let centre = centre.map(|it| Centre { address: it.address.clone(), public_key: *it.key.as_bytes() });
        Self { root: file.root.clone(), commune_name: file.commune_name.clone(), centre, vouched: None }
    }

    /// Writes down where the centre is.
    fn attach(&self, store: &mut Store) -> Result<(), Error> {
        let Some(centre) = &self.centre else { return Ok(()) };
        store.set_centre(centre)?;
        Vouched::keep(self.vouched.as_ref(), store, &CentreAddress::parse(&centre.address)?)
    }
}

/// A new laptop: put together beside its place, it appears whole or not at all.
pub(super) fn begin_anew(
    shared: &Shared,
    beginning: &Beginning,
    recovered: &Recovered,
    heir: &Heir,
) -> Result<Open, Error> {
    let settings = &shared.settings;
    let profile = Profile::Commune;
    if matches!(beginning.root.subject(), Subject::Root { practice: true, .. }) {
        return Err(Error::new(Code::PracticeStaysHere));
    }
    let staging = Folder::staging(shared.home(), profile).map_err(|error| own_disk(&error))?;
    let draw = || Secret::random(&mut settings.filler());
    let (file_key, seed, device, opens) = (draw(), draw(), draw(), draw());
    let member = new_id(settings);
    let secrets = Unlocked { file_key: file_key.clone(), signing_seed: seed.clone() };
    let laptop = Laptop { folder: &staging, profile, member, role: Role::Leader, cost: settings.new_cost(profile) };
    wrap(&laptop, &heir.pin, &secrets, settings)?;
    let mut store = Store::create(&staging.database(), &file_key)?;
    store.keep_key(KeyName::DeviceSigning, &device)?;
    store.keep_key(KeyName::DeviceBox, &opens)?;
    keep_keys(&mut store, recovered)?;
    let about_leader = leader(recovered, member, &seed, settings.now_ms());
    let about_laptop = laptop_certificate(recovered, &device, &opens, settings.now_ms());
    let links = vec![beginning.root.clone(), about_leader.clone(), about_laptop.clone()];
    let chain = CertificateChain::new(links).map_err(|_| bug("recovery-chain"))?;
    store.begin(beginning.root.commune(), &chain.to_bytes())?;
    beginning.attach(&mut store)?;
    joined::remember_commune(&mut store, &beginning.commune_name)?;
    let mut open = Open::by(store, member, Role::Leader, secrets)?;
    let of_laptop = crate::make::certified_for(&about_laptop, heir.label.clone(), member);
    open.commit(&[heir.member(member), certified(&about_leader, None), of_laptop], settings)?;
    open.settle(staging, shared.home(), profile)
}

fn laptop_certificate(recovered: &Recovered, device: &Secret, opens: &Secret, now_ms: i64) -> Certificate {
    let subject = Subject::Device {
        key: DeviceKey::from_seed(device.expose()).public(),
        opens: BoxKey::from_seed(opens.expose()).public(),
        continues: None,
    };
    let validity = Validity { issued_at_ms: now_ms, expires_at_ms: None };
    Certificate::issue(recovered.root.public().commune(), subject, IssuingKey::Root(&recovered.root), validity)
}

/// Takes the keys that came to the box since it was made: those of acts that stand, by the journal that lies here now.
pub(super) fn take_later_keys(open: &mut Open, code: &RecoveryCode) -> Result<(), Error> {
    let Some(file) = box_file(&open.store)? else { return Ok(()) };
    // Where a leader made another code since, later keys come to that one's box.
    let Ok(recovered) = file.open(code) else { return Ok(()) };
    let held = open.store.keyring()?.sealing_keys().len();
    keep_keys(&mut open.store, &recovered)?;
    if open.store.keyring()?.sealing_keys().len() > held {
        open.store.rebuild()?;
        open.kept.forget();
    }
    Ok(())
}

fn keep_keys(store: &mut Store, recovered: &Recovered) -> Result<(), Error> {
    if let Some(index) = recovered.keys.index() {
        store.keep_key(KeyName::Index, &Secret::new(*index.secret()))?;
    }
    for key in recovered.keys.sealing_keys() {
        store.keep_key(KeyName::Sealing(key.epoch()), &Secret::new(*key.secret()))?;
    }
    Ok(())
}

fn bound(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
