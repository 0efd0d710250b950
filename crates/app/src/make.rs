//! A commune begins: keys, certificates, first laptop, lists. Everything is put together beside its place and appears
//! there at once, so that a cut leaves either nothing or a whole commune.

use domain::edit::Edit;
use domain::ids::{CommuneId, MemberId, RecordId, UnitId, VillageId};
use domain::person::{PersonName, Title};
use domain::record::{Certified, Commune, Member, Unit, Village};
use domain::service::{Force, Role, UnitKind};
use journal::{BoxKey, Certificate, CertificateChain, DeviceKey, IssuingKey, MemberKey, RootKey, Subject, Validity};
use store::Store;
use store::commit::COMMIT_EDITS_MAX;
use store::identity::KeyName;
use store::secret::Secret;
use store::vault::{Cost, Credentials, Unlocked, Vault, VaultMember};

use crate::failure::{bug, own_disk};
use crate::folder::Folder;
use crate::settings::Settings;
use crate::state::{Open, Shared};
use crate::view::start::Profile;
use crate::{Code, Error, pin};

/// The first sealing key's epoch.
const FIRST_EPOCH: u32 = 1;
/// What the first laptop is called.
const FIRST_LAPTOP: &str = "Máy 1";

/// A commune to make. The first member is the leader who sits at this laptop.
pub(crate) struct Plan {
    pub(crate) profile: Profile,
    pub(crate) name: Title,
    pub(crate) villages: Vec<Title>,
    pub(crate) units: Vec<(Title, UnitKind)>,
    pub(crate) members: Vec<(PersonName, Role, Force)>,
    pub(crate) pin: zeroize::Zeroizing<String>,
}

/// What was made of the lists, in their order.
pub(crate) struct Lists {
    pub(crate) villages: Vec<VillageId>,
    pub(crate) members: Vec<MemberId>,
}

/// Makes the commune and opens it; `fill` may add to it before it appears.
///
/// # Errors
/// [`Code::AlreadySetUp`], or the disk; nothing is there then.
pub(crate) fn make(
    shared: &Shared,
    plan: &Plan,
    fill: impl FnOnce(&mut Open, &Lists, &Settings) -> Result<(), Error>,
) -> Result<Open, Error> {
    let settled = shared.folder(plan.profile);
    if settled.is_set_up() || settled.join_answer().is_file() {
        return Err(Error::new(Code::AlreadySetUp));
    }
    let staging = Folder::staging(shared.home(), plan.profile).map_err(|error| own_disk(&error))?;
    let made = put_together(shared, plan, &staging);
    if made.is_err() {
        shared.settings.keeper(staging.path(), plan.profile).forget();
    }
    let (mut open, lists) = made?;
    fill(&mut open, &lists, &shared.settings)?;
    open.settle(staging, shared.home(), plan.profile)
}

fn put_together(shared: &Shared, plan: &Plan, staging: &Folder) -> Result<(Open, Lists), Error> {
    let settings = &shared.settings;
    let first = plan.members.first().ok_or_else(|| bug("make-members"))?;
    let keys = Keys::draw(settings);
    let lists = Lists { villages: ids(plan.villages.len(), settings), members: ids(plan.members.len(), settings) };
    let member = lists.members.first().copied().ok_or_else(|| bug("make-members"))?;
    let secrets = Unlocked { file_key: Secret::random(&mut settings.filler()), signing_seed: keys.member.clone() };
    let cost = settings.new_cost(plan.profile);
    let laptop = Laptop { folder: staging, profile: plan.profile, member, role: first.1, cost };
    wrap(&laptop, &plan.pin, &secrets, settings)?;
    let mut store = Store::create(&staging.database(), &secrets.file_key)?;
    let practice = plan.profile == Profile::Practice;
    let papers = Papers::issue(&keys, member, first.1, practice, settings.now_ms());
    keys.keep(&mut store)?;
    store.begin(papers.commune, &papers.chain()?)?;
    let mut open = Open::by(store, member, first.1, secrets)?;
    let edits = edits(plan, &papers, &lists, settings)?;
    for part in edits.chunks(COMMIT_EDITS_MAX) {
        open.commit(part, settings)?;
    }
    Ok((open, lists))
}

/// A place in a vault.
pub(crate) struct Laptop<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) profile: Profile,
    pub(crate) member: MemberId,
    pub(crate) role: Role,
    pub(crate) cost: Cost,
}

/// Writes a profile's vault with its first member.
///
/// # Errors
/// The disk.
pub(crate) fn wrap(laptop: &Laptop<'_>, pin: &str, secrets: &Unlocked, settings: &Settings) -> Result<(), Error> {
    wrap_at(&laptop.folder.vault(), laptop, pin, secrets, settings)
}

/// The same at another place in the folder.
///
/// # Errors
/// The disk.
pub(crate) fn wrap_at(
    path: &std::path::Path,
    laptop: &Laptop<'_>,
    pin: &str,
    secrets: &Unlocked,
    settings: &Settings,
) -> Result<(), Error> {
    let folder = laptop.folder.path();
    let device_secret = settings.keeper(folder, laptop.profile).read_or_make(settings)?;
    // Only now is it known where the laptop's secret came to lie.
    pin::new_pin(pin, settings.secret_kind(folder, laptop.profile)?)?;
    let credentials = Credentials { passphrase: pin, device_secret: &device_secret };
    // The unlock screen says role and number in the person's language; the label stands for itself in the file.
    let label = Title::parse(laptop.role.key()).map_err(|_| bug("vault-label"))?;
    let member = VaultMember { member: laptop.member, role: laptop.role, label };
    Vault::create(path, &member, credentials, secrets, laptop.cost, &mut settings.filler())?;
    Ok(())
}

/// The secrets of a new commune and its first laptop.
struct Keys {
    root: Secret,
    member: Secret,
    device: Secret,
    opens: Secret,
    sealing: Secret,
    index: Secret,
}

impl Keys {
    fn draw(settings: &Settings) -> Self {
        let draw = || Secret::random(&mut settings.filler());
        Self { root: draw(), member: draw(), device: draw(), opens: draw(), sealing: draw(), index: draw() }
    }

    fn keep(&self, store: &mut Store) -> Result<(), Error> {
        let keys = [
            (KeyName::Root, &self.root),
            (KeyName::DeviceSigning, &self.device),
            (KeyName::DeviceBox, &self.opens),
            (KeyName::Sealing(FIRST_EPOCH), &self.sealing),
            (KeyName::Index, &self.index),
        ];
        keys.into_iter().try_for_each(|(name, key)| Ok(store.keep_key(name, key)?))
    }
}

/// The certificates of a new commune: root → first leader → first laptop.
struct Papers {
    commune: CommuneId,
    root: Certificate,
    member: Certificate,
    device: Certificate,
}

impl Papers {
    fn issue(keys: &Keys, member: MemberId, role: Role, practice: bool, now_ms: i64) -> Self {
        let root_key = RootKey::from_seed(keys.root.expose());
        let member_key = MemberKey::from_seed(keys.member.expose());
        let commune = root_key.public().commune();
        let validity = Validity { issued_at_ms: now_ms, expires_at_ms: None };
        let about_member = Subject::Member { member, key: member_key.public(), role };
        let about_device = Subject::Device {
            key: DeviceKey::from_seed(keys.device.expose()).public(),
            opens: BoxKey::from_seed(keys.opens.expose()).public(),
            continues: None,
        };
        Self {
            commune,
            root: Certificate::root(&root_key, practice, now_ms),
            member: Certificate::issue(commune, about_member, IssuingKey::Root(&root_key), validity),
            device: Certificate::issue(commune, about_device, IssuingKey::Member(&member_key), validity),
        }
    }

    fn chain(&self) -> Result<Vec<u8>, Error> {
        let links = vec![self.root.clone(), self.member.clone(), self.device.clone()];
        CertificateChain::new(links).map(|chain| chain.to_bytes()).map_err(|_| bug("make-chain"))
    }
}

fn edits(plan: &Plan, papers: &Papers, lists: &Lists, settings: &Settings) -> Result<Vec<Edit>, Error> {
    let practice = plan.profile == Profile::Practice;
    let mut edits = vec![Edit::Commune(Commune { id: papers.commune, name: plan.name.clone(), practice })];
    let member = |(id, (name, role, force)): (&MemberId, &(PersonName, Role, Force))| {
        Edit::Member(Member { id: *id, role: *role, force: *force, name: Some(name.clone()) })
    };
    edits.extend(lists.members.iter().zip(&plan.members).map(member));
    edits.push(certified(&papers.member, None));
    let label = Title::parse(FIRST_LAPTOP).map_err(|_| bug("laptop-label"))?;
    edits.extend(lists.members.first().map(|leader| certified_for(&papers.device, Some(label), *leader)));
    let village = |(id, name): (&VillageId, &Title)| Edit::Village(Village { id: *id, name: name.clone() });
    edits.extend(lists.villages.iter().zip(&plan.villages).map(village));
    let units: Vec<UnitId> = ids(plan.units.len(), settings);
    let unit =
        |(id, (name, kind)): (UnitId, &(Title, UnitKind))| Edit::Unit(Unit { id, name: name.clone(), kind: *kind });
    edits.extend(units.into_iter().zip(&plan.units).map(unit));
    Ok(edits)
}

/// A certificate published in the journal.
pub(crate) fn certified(certificate: &Certificate, label: Option<Title>) -> Edit {
    Edit::Certified(Certified {
        subject: certificate.subject().id(),
        certificate: certificate.to_bytes(),
        member: None,
        label,
    })
}

/// The certificate of a laptop, let in for this member.
pub(crate) fn certified_for(certificate: &Certificate, label: Option<Title>, member: MemberId) -> Edit {
    Edit::Certified(Certified {
        subject: certificate.subject().id(),
        certificate: certificate.to_bytes(),
        member: Some(member),
        label,
    })
}

/// Random identities: they say nothing.
pub(crate) fn ids<T: From<RecordId>>(count: usize, settings: &Settings) -> Vec<T> {
    (0..count).map(|_| new_id(settings)).collect()
}

/// A random identity.
pub(crate) fn new_id<T: From<RecordId>>(settings: &Settings) -> T {
    RecordId(uuid::Builder::from_random_bytes(settings.random()).into_uuid()).typed()
}
