//! A second laptop joins by two files: its request, and a leader's answer. No network, and no secret on the way.
//!
//! The new laptop's secrets lie in a vault of their own under its member's PIN until the answer is opened with it.

use std::io;
use std::path::Path;

use domain::edit::Edit;
use domain::ids::MemberId;
use domain::person::Title;
use domain::record::Member;
use domain::service::Role;
use journal::certificate::Issuer;
use journal::join::{
    AnswerError, CentreAddress as JoinCentre, JoinAnswer, JoinRequest, JoinRequestInput, JoinSecrets, Welcome,
    WelcomeMember,
};
use journal::limits::{CHAIN_LEN_MAX, JOIN_ANSWER_BYTES_MAX, JOIN_REQUEST_BYTES_MAX};
use journal::{
    BoxKey, CentrePublic, Certificate, CertificateChain, CertifiedMember, DeviceKey, FormatError, IssuingKey, Keyring,
    MemberKey, Subject, Validity,
};
use store::Store;
use store::identity::{Centre, KeyName};
use store::secret::Secret;
use store::vault::{Unlocked, Vault};

use super::start::status;
use super::unlock::unwrap;
use crate::failure::{bug, chosen_place, own_disk, unread};
use crate::folder::Folder;
use crate::form;
use crate::make::{Laptop, certified, certified_for, new_id, wrap, wrap_at};
use crate::role::May;
use crate::state::{Open, Shared};
use crate::view::start::{AnswerForm, JoinForm, JoinRequestView, Profile, StatusView, Unlocker};
use crate::{App, Code, Error, atomic, hex, joined, keys, pin};

/// Under this name the store remembers the certificate of the member whose laptop this is.
const MEMBER_CERTIFICATE: &str = "member-certificate";

impl App {
    /// New laptop: makes its keys and writes the join request file.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn request_to_join(&self, form: JoinForm) -> Result<JoinRequestView, Error> {
        let kind = self.shared.secret_kind(Profile::Commune)?;
        let (label, pin) = (form::title(&form.label, "label")?, pin::new_pin(&form.pin, kind)?);
        let mut state = self.shared.state();
        let folder = self.shared.folder(Profile::Commune);
        if folder.is_set_up() {
            return Err(Error::new(Code::AlreadySetUp));
        }
        state.let_go(&self.shared);
        state.profile = Profile::Commune;
        forget(&folder)?;
        let settings = &self.shared.settings;
        let fresh = || Secret::random(&mut settings.filler());
        let secrets = Unlocked { file_key: fresh(), signing_seed: fresh() };
        folder.make().map_err(|error| own_disk(&error))?;
        let (profile, cost) = (Profile::Commune, settings.new_cost(Profile::Commune));
        let laptop = Laptop { folder: &folder, profile, member: new_id(settings), role: Role::Volunteer, cost };
        wrap_at(&folder.join_vault(), &laptop, &pin, &secrets, settings)?;
        let keys = JoinKeys::of(&secrets);
        let input = JoinRequestInput {
            device: &keys.device,
            opens: &keys.opens,
            member: &keys.member,
            label: &label,
            nonce: settings.random(),
        };
        let request = JoinRequest::make(&input);
        let path = Path::new(&form.path);
        atomic::write(path, request.as_bytes()).map_err(|error| chosen_place(&error, path))?;
        atomic::write(&folder.join_request(), request.as_bytes()).map_err(|error| own_disk(&error))?;
        Ok(view(&request, &form.path))
    }

    /// Leader: reads a join request, to compare the code aloud.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn read_join_request(&self, path: &str) -> Result<JoinRequestView, Error> {
        read_request(Path::new(path)).map(|request| view(&request, path))
    }

    /// Leader: certifies the new laptop and its member, and writes the answer file.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn answer_join(&self, form: AnswerForm) -> Result<JoinRequestView, Error> {
        let request = read_request(Path::new(&form.request_path))?;
        let path = Path::new(&form.answer_path);
        self.writing(|open, settings| {
            open.must(May::ManagePeople)?;
            let member = open.store.members()?.into_iter().find(|it| it.id.0 == form.member);
            let member = member.ok_or(Error::new(Code::NotFound))?;
            let issued = Issued::to(open, &request, &member, settings.now_ms())?;
            let (about, chain) = (issued.about_member.clone(), issued.chain.clone());
            let secrets = secrets(open, &member)?;
            let answer = JoinAnswer::make(&request, chain, about, centre(&open.store)?, &secrets, &settings.random());
            let answer = answer.map_err(|_| bug("join-answer"))?;
            // The file first: an answer that nobody holds must not be in the journal.
            atomic::write(path, &answer.to_bytes()).map_err(|error| chosen_place(&error, path))?;
            open.commit(&issued.edits(&request.label, member.id), settings)?;
            keys::heal(open, settings)
        })?;
        Ok(view(&request, &form.answer_path))
    }

    /// New laptop: takes the leader's answer; then it can be unlocked.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn accept_join_answer(&self, path: &str) -> Result<StatusView, Error> {
        let mut state = self.shared.state();
        let folder = self.shared.folder(Profile::Commune);
        if folder.is_set_up() {
            return Err(Error::new(Code::AlreadySetUp));
        }
        let request = own_request(&folder)?;
        let bytes = atomic::read(Path::new(path), bound(JOIN_ANSWER_BYTES_MAX))
            .map_err(|error| unread(&error, Code::BadJoinAnswer))?;
        checked(&bytes, &request)?;
        atomic::write(&folder.join_answer(), &bytes).map_err(|error| own_disk(&error))?;
        state.let_go(&self.shared);
        state.profile = Profile::Commune;
        status(&state, &self.shared)
    }
}

/// The comparison code of the request that waits here.
pub(super) fn code(folder: &Folder) -> Result<String, Error> {
    Ok(own_request(folder)?.code().to_string())
}

/// Who will unlock this laptop first: the member that the answer certifies.
pub(super) fn unlocker(folder: &Folder) -> Result<Unlocker, Error> {
    let bytes = atomic::read(&folder.join_answer(), bound(JOIN_ANSWER_BYTES_MAX)).map_err(|error| own_disk(&error))?;
    let member = checked(&bytes, &own_request(folder)?)?;
    Ok(Unlocker { member: member.member.0, role: member.role, number: 1 })
}

/// Opens the answer with the PIN that the request was made under, and begins.
///
/// # Errors
/// A wrong PIN, or an answer that does not open; then the request still waits.
pub(super) fn finish(
    shared: &Shared,
    folder: &Folder,
    profile: Profile,
    member: MemberId,
    pin: &str,
) -> Result<Open, Error> {
    if !folder.is_joining() || !folder.join_answer().is_file() {
        return Err(Error::new(Code::NotSetUp));
    }
    let vault = Vault::read(&folder.join_vault())?;
    let placeholder = vault.members().next().map(|place| place.member).ok_or_else(|| bug("join-vault"))?;
    let keeper = shared.settings.keeper(folder.path(), profile);
    let secrets = unwrap(&keeper, &vault, placeholder, pin, &shared.settings)?;
    let (welcome, certificate) = welcome(folder, &secrets)?;
    if welcome.member.member != member {
        return Err(Error::new(Code::NotFound));
    }
    let store = put_together(folder, &welcome, &certificate, &secrets)?;
    let (member, role) = (welcome.member.member, welcome.member.role);
    // As it was measured when the request was made.
    let cost = vault.cost(placeholder).ok_or_else(|| bug("join-cost"))?;
    let laptop = Laptop { folder, profile, member, role, cost };
    wrap(&laptop, &pin::composed(pin), &secrets, &shared.settings)?;
    // From here on the vault speaks for itself; what is left of joining is only in the way.
    drop(forget(folder));
    Open::by(store, member, role, secrets)
}

/// Puts the laptop's file together. The vault comes after it: with the vault the laptop has joined.
fn put_together(
    folder: &Folder,
    welcome: &Welcome,
    certificate: &Certificate,
    secrets: &Unlocked,
) -> Result<Store, Error> {
    // What an interrupted try left behind holds nothing yet.
    discard(&folder.database())?;
    let mut store = Store::create(&folder.database(), &secrets.file_key)?;
    let keys = JoinKeys::of(secrets);
    store.keep_key(KeyName::DeviceSigning, &Secret::new(*keys.device.seed()))?;
    store.keep_key(KeyName::DeviceBox, &Secret::new(*keys.opens.seed()))?;
    for key in welcome.secrets.keys.sealing_keys() {
        store.keep_key(KeyName::Sealing(key.epoch()), &Secret::new(*key.secret()))?;
    }
    if let Some(index) = welcome.secrets.keys.index() {
        store.keep_key(KeyName::Index, &Secret::new(*index.secret()))?;
    }
    store.begin(welcome.commune, &welcome.chain_bytes)?;
    if let Some(centre) = &welcome.centre {
        store.set_centre(&Centre { address: centre.address.clone(), public_key: *centre.key.as_bytes() })?;
    }
    keep_certificate(&mut store, certificate)?;
    joined::remember(&mut store, &welcome.secrets)?;
    Ok(store)
}

/// The new laptop's keys, all made from what lies in its vault.
struct JoinKeys {
    device: DeviceKey,
    opens: BoxKey,
    member: MemberKey,
}

impl JoinKeys {
    fn of(secrets: &Unlocked) -> Self {
        let derived = |context: &str| blake3::derive_key(context, secrets.file_key.expose());
        Self {
            device: DeviceKey::from_seed(&derived("dong-hanh v1 joining device seed")),
            opens: BoxKey::from_seed(&derived("dong-hanh v1 joining box seed")),
            member: MemberKey::from_seed(secrets.signing_seed.expose()),
        }
    }
}

/// What a leader certifies.
struct Issued {
    about_member: Certificate,
    chain: CertificateChain,
}

impl Issued {
    /// Certificates for the laptop and the member of a request, by the leader at work.
    fn to(open: &Open, request: &JoinRequest, member: &Member, now_ms: i64) -> Result<Self, Error> {
        let leader = MemberKey::from_seed(open.seed.expose());
        let validity = Validity { issued_at_ms: now_ms, expires_at_ms: None };
        let issue = |subject| Certificate::issue(open.identity.commune, subject, IssuingKey::Member(&leader), validity);
        let about_member = issue(Subject::Member { member: member.id, key: request.member, role: member.role });
        let about_device = issue(Subject::Device { key: request.device, opens: request.opens, continues: None });
        let chain = chain(open, about_device)?;
        Ok(Self { about_member, chain })
    }

    fn edits(&self, label: &Title, member: MemberId) -> Vec<Edit> {
        let device = self.chain.certificates().last();
        let device = device.map(|device| certified_for(device, Some(label.clone()), member));
        [certified(&self.about_member, None)].into_iter().chain(device).collect()
    }
}

/// From the root over the leader at work to another laptop.
fn chain(open: &Open, device: Certificate) -> Result<CertificateChain, Error> {
    let known = known_certificates(open)?;
    let own = MemberKey::from_seed(open.seed.expose()).public();
    let mut links = vec![device];
    let mut key = *own.as_bytes();
    while links.len() < CHAIN_LEN_MAX {
        let link = known.iter().find(|it| leads_with(it, &key)).ok_or(Error::new(Code::LeaderOnly))?;
        links.insert(0, link.clone());
        match link.issuer() {
            Issuer::Member(issuer) => key = *issuer.as_bytes(),
            Issuer::Root(_) | Issuer::Device(_) => break,
        }
    }
    let root = known.iter().find(|it| matches!(it.subject(), Subject::Root { .. })).ok_or_else(|| bug("root"))?;
    links.insert(0, root.clone());
    CertificateChain::new(links).map_err(|_| bug("join-chain"))
}

fn leads_with(certificate: &Certificate, key: &[u8; 32]) -> bool {
    match certificate.subject() {
        Subject::Member { key: own, role: Role::Leader, .. } => own.as_bytes() == key,
        Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => false,
    }
}

/// Certificates in the journal, of this laptop's chain, and the one its member joined with.
fn known_certificates(open: &Open) -> Result<Vec<Certificate>, Error> {
    let chain = open.store.chain(open.identity.device)?.ok_or_else(|| bug("own-chain"))?;
    let chain = CertificateChain::read(&chain).map_err(|_| Error::new(Code::DamagedFile))?;
    let published = open.store.certificates()?.into_iter();
    let published = published.filter_map(|it| Certificate::read(&it.certificate).ok());
    Ok(chain.certificates().iter().cloned().chain(published).chain(own_certificate(&open.store)?).collect())
}

/// The certificate that the member joined with.
fn own_certificate(store: &Store) -> Result<Option<Certificate>, Error> {
    let Some(text) = store.setting(MEMBER_CERTIFICATE)? else { return Ok(None) };
    let read = hex::decode(&text).and_then(|bytes| Certificate::read(&bytes).ok());
    read.map(Some).ok_or(Error::new(Code::DamagedFile))
}

fn keep_certificate(store: &mut Store, certificate: &Certificate) -> Result<(), Error> {
    Ok(store.set_setting(MEMBER_CERTIFICATE, Some(&hex::encode(&certificate.to_bytes())))?)
}

/// What is sealed to the new laptop; an observer's gets no keys.
fn secrets(open: &Open, member: &Member) -> Result<JoinSecrets, Error> {
    let commune_name = joined::commune_name(&open.store)?.ok_or_else(|| bug("commune"))?;
    let keys = match member.role {
        Role::Volunteer | Role::Leader => open.store.keyring()?,
        Role::Observer => Keyring::empty(),
    };
    let name = member.name.clone().ok_or(Error::new(Code::NotFound))?;
    let member = WelcomeMember { id: member.id, name, role: member.role, force: member.force };
    Ok(JoinSecrets { commune_name, keys, member })
}

fn centre(store: &Store) -> Result<Option<JoinCentre>, Error> {
    let Some(centre) = store.centre()? else { return Ok(None) };
    let key = CentrePublic::from_bytes(&centre.public_key).map_err(|_| Error::new(Code::DamagedFile))?;
    Ok(Some(JoinCentre { address: centre.address, key }))
}

fn view(request: &JoinRequest, path: &str) -> JoinRequestView {
    JoinRequestView {
        code: request.code().to_string(),
        label: request.label.as_str().to_owned(),
        path: path.to_owned(),
    }
}

fn read_request(path: &Path) -> Result<JoinRequest, Error> {
    let bytes = atomic::read(path, bound(JOIN_REQUEST_BYTES_MAX));
    let bytes = bytes.map_err(|error| unread(&error, Code::BadJoinRequest))?;
    JoinRequest::read(&bytes).map_err(|_| Error::new(Code::BadJoinRequest))
}

/// The request that this laptop made.
fn own_request(folder: &Folder) -> Result<JoinRequest, Error> {
    let bytes = match atomic::read(&folder.join_request(), bound(JOIN_REQUEST_BYTES_MAX)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::new(Code::NotSetUp)),
        Err(error) => return Err(own_disk(&error)),
    };
    JoinRequest::read(&bytes).map_err(|_| Error::new(Code::DamagedFile))
}

/// Whom an answer certifies, as far as that can be seen before it is opened.
fn checked(bytes: &[u8], request: &JoinRequest) -> Result<CertifiedMember, Error> {
    let answer = JoinAnswer::read(bytes).and_then(|answer| answer.check(request));
    answer.map_err(|error| bad_answer(&error))
}

fn welcome(folder: &Folder, secrets: &Unlocked) -> Result<(Welcome, Certificate), Error> {
    let bytes = atomic::read(&folder.join_answer(), bound(JOIN_ANSWER_BYTES_MAX)).map_err(|error| own_disk(&error))?;
    let (request, keys) = (own_request(folder)?, JoinKeys::of(secrets));
    let opened = JoinAnswer::read(&bytes)
        .and_then(|answer| Ok((answer.open(&request, &keys.opens)?, answer.member_certificate().clone())));
    opened.map_err(|error| {
        // It will never open: the laptop waits for another one.
        drop(discard(&folder.join_answer()));
        bad_answer(&error)
    })
}

fn bad_answer(error: &AnswerError) -> Error {
    match error {
        AnswerError::Format(FormatError::Newer) => Error::new(Code::VersionApart),
        AnswerError::NotAnAnswer
        | AnswerError::Format(_)
        | AnswerError::Trust(_)
        | AnswerError::OtherRequest
        | AnswerError::Open(_) => Error::new(Code::BadJoinAnswer),
    }
}

/// Removes what belongs to joining.
fn forget(folder: &Folder) -> Result<(), Error> {
    [folder.join_answer(), folder.join_request(), folder.join_vault()].iter().try_for_each(|path| discard(path))
}

/// Removes a file, if it is there.
fn discard(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(own_disk(&error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn bound(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
