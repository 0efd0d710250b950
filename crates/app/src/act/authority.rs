//! Members' roles, laptops locked out, new keys, decisions about quarantine. Whoever changes these signs for it.

use std::collections::{BTreeMap, BTreeSet};

use domain::authority::{Accepted, Decided, Revoked, RevokedSubject};
use domain::edit::{Edit, Kind};
use domain::fold::fold;
use domain::ids::{DeviceId, MemberId};
use domain::record::Member;
use domain::service::Role;
use journal::{Certificate, IssuingKey, MemberKey, MemberPublic, RootKey, Subject, Validity, Word};
use store::Store;
use store::rows::{DeviceRow, QuarantineRow};
use store::secret::Secret;

use super::recovery::root_by;
use super::sync::count;
use crate::failure::bug;
use crate::keys::{self, Without};
use crate::make::certified;
use crate::names::NAMELESS;
use crate::role::May;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::authority::{
    AuthorityView, DecideForm, LaptopStanding, QuarantineView, RevokeLaptopForm, RoleForm, TeamLaptop, TeamMember,
};
use crate::{App, Code, Error, clock};

impl App {
    /// The team with its laptops and keys.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn authority(&self) -> Result<AuthorityView, Error> {
        self.reading(authority_view)
    }

    /// Entries of laptops and members that were locked out: they count once a leader accepts them.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn quarantine(&self) -> Result<Vec<QuarantineView>, Error> {
        self.reading(quarantine_view)
    }

    /// Gives a member another role, or none; leaders only, or whoever has the recovery code.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn set_role(&self, form: RoleForm) -> Result<AuthorityView, Error> {
        self.deciding(&form.recovery_code, |open, root, settings| {
            let member = MemberId(form.member);
            if member == open.member && root.is_none() {
                return Err(Error::new(Code::NotYourself));
            }
            let edits = role_edits(open, member, form.role, root, settings)?;
            open.commit_as(&edits, root, settings)
        })
    }

    /// Locks a laptop out: what it wrote until now counts, what it writes later waits. By default the others get a new
    /// sealing key at once.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn revoke_laptop(&self, form: RevokeLaptopForm) -> Result<AuthorityView, Error> {
        self.deciding(&form.recovery_code, |open, root, settings| {
            let device = DeviceId(form.device);
            if device == open.identity.device {
                return Err(Error::new(Code::NotYourself));
            }
            let accepted = all_of(&open.store, device)?;
            let subject = RevokedSubject::Device(device);
            let mut edits = vec![Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() })];
            if !form.keep_key {
                let without = Without { device: Some(device), ..Without::default() };
                edits.extend(keys::rotation(&open.store, without, settings)?);
            }
            open.commit_as(&edits, root, settings)
        })
    }

    /// Makes a new sealing key for everybody who remains.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn rotate_keys(&self) -> Result<AuthorityView, Error> {
        self.writing(|open, settings| {
            open.must(May::ManageKeys)?;
            let edits = keys::rotation(&open.store, Without::default(), settings)?;
            open.commit(&edits, settings).map(drop)
        })?;
        self.authority()
    }

    /// Accepts or refuses a run of entries in quarantine.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn decide(&self, form: DecideForm) -> Result<Vec<QuarantineView>, Error> {
        self.writing(|open, settings| {
            open.must(May::ManagePeople)?;
            let is_it = |row: &QuarantineRow| row.device.0 == form.device && row.first == u64::from(form.first);
            let row = open.store.quarantine()?.into_iter().find(is_it).ok_or(Error::new(Code::NotFound))?;
            let QuarantineRow { device, first, last, head, .. } = row;
            open.commit_one(Edit::Decided(Decided { device, first, last, head, accepted: form.accept }), settings)
        })?;
        self.quarantine()
    }

    /// Something that a leader decides, or the root where a recovery code is given.
    fn deciding(
        &self,
        recovery_code: &str,
        decide: impl FnOnce(&mut Open, Option<&Secret>, &Settings) -> Result<(), Error>,
    ) -> Result<AuthorityView, Error> {
        let mut state = self.shared.state();
        let open = state.at_work()?;
        let root = root_by(&open.store, recovery_code)?;
        if root.is_none() {
            open.must(May::ManagePeople)?;
        }
        decide(open, root.as_ref(), &self.shared.settings)?;
        drop(state);
        self.shared.lookout.wake();
        self.authority()
    }
}

/// Everything known here of a laptop; nothing of one that never sent anything.
fn all_of(store: &Store, device: DeviceId) -> Result<Vec<Accepted>, Error> {
    let mut accepted: Vec<Accepted> = store.tips()?.into_iter().filter(|it| it.device == device).collect();
    let certified = store.standing().is_some_and(|standing| standing.devices().any(|it| it == device));
    match (accepted.is_empty(), certified) {
        (true, false) => return Err(Error::new(Code::NotFound)),
        (true, true) => accepted.push(Accepted { device, seq: 0, head: None }),
        (false, _) => {}
    }
    Ok(accepted)
}

/// What must be written so that a member has this role from here on.
fn role_edits(
    open: &Open,
    id: MemberId,
    role: Option<Role>,
    root: Option<&Secret>,
    settings: &Settings,
) -> Result<Vec<Edit>, Error> {
    let store = &open.store;
    let member = store.members()?.into_iter().find(|it| it.id == id).ok_or(Error::new(Code::NotFound))?;
    let standing = store.standing().ok_or_else(|| bug("standing"))?;
    let now = standing.role(id);
    if now.role == role && !now.suspended {
        return Err(Error::new(Code::NothingChanged));
    }
    let heads = standing.heads(RevokedSubject::Member(id));
    let mut edits = Vec::new();
    let certificate = role.and_then(|role| raised(open, id, role, root, settings).transpose()).transpose()?;
    edits.extend(certificate.as_ref().map(|it| certified(it, None)));
    // A certificate raises; what lowers, or gives back what was taken, is a word about the member.
    if rank(role) < rank(now.role) || !heads.is_empty() {
        let (subject, accepted) = (RevokedSubject::Member(id), store.tips()?);
        edits.push(Edit::Revoked(Revoked { subject, left: role, accepted, saw: heads.into_iter().collect() }));
    }
    edits.extend(role.map(|role| Edit::Member(Member { role, ..member })));
    if role.is_none() {
        edits.extend(own_laptops(open, id)?);
    }
    if matches!(role, None | Some(Role::Observer)) {
        let without = Without { member: Some(id), ..Without::default() };
        edits.extend(keys::rotation(store, without, settings)?);
    }
    Ok(edits)
}

/// Whoever is expelled has a laptop at home: it is locked out with them.
fn own_laptops(open: &Open, id: MemberId) -> Result<Vec<Edit>, Error> {
    let owners = keys::owners(&open.store)?.into_iter().filter(|(_, owner)| *owner == id);
    let others = owners.map(|(device, _)| device).filter(|device| *device != open.identity.device);
    let revoked = |device| {
        let (subject, accepted) = (RevokedSubject::Device(device), all_of(&open.store, device)?);
        Ok(Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() }))
    };
    others.map(revoked).collect()
}

/// A certificate for a role that the member has none for yet; none where there is one, or where the member has no key.
fn raised(
    open: &Open,
    id: MemberId,
    role: Role,
    root: Option<&Secret>,
    settings: &Settings,
) -> Result<Option<Certificate>, Error> {
    let known = member_certificates(&open.store, id)?;
    if known.iter().any(|(_, certified)| rank(Some(*certified)) >= rank(Some(role))) {
        return Ok(None);
    }
    let Some((key, _)) = known.last().copied() else { return Ok(None) };
    let validity = Validity { issued_at_ms: settings.now_ms(), expires_at_ms: None };
    let subject = Subject::Member { member: id, key, role };
    let issue = |by| Certificate::issue(open.identity.commune, subject, by, validity);
    Ok(Some(match root {
        Some(seed) => issue(IssuingKey::Root(&RootKey::from_seed(seed.expose()))),
        None => issue(IssuingKey::Member(&MemberKey::from_seed(open.seed.expose()))),
    }))
}

/// Who may do more.
const fn rank(role: Option<Role>) -> u8 {
    match role {
        None => 0,
        Some(Role::Observer) => 1,
        Some(Role::Volunteer) => 2,
        Some(Role::Leader) => 3,
    }
}

/// The keys of a member, each with the role it was certified for.
fn member_certificates(store: &Store, id: MemberId) -> Result<Vec<(MemberPublic, Role)>, Error> {
    let of = |it: domain::record::Certified| match *Certificate::read(&it.certificate).ok()?.subject() {
        Subject::Member { member, key, role } if member == id => Some((key, role)),
        Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => None,
    };
    Ok(store.certificates()?.into_iter().filter_map(of).collect())
}

fn authority_view(open: &Open) -> Result<AuthorityView, Error> {
    let store = &open.store;
    let keyring = store.keyring()?;
    let recovery_made = keys::recovery(store)?.is_some();
    let (members, laptops) = (members(open)?, laptops(open)?);
    let apart =
        members.iter().any(|it| it.suspended) || laptops.iter().any(|it| it.standing == LaptopStanding::Suspended);
    Ok(AuthorityView {
        key_epoch: keyring.current().map_or(0, journal::SealingKey::epoch),
        without_key: u32::try_from(keys::lacking(store, &keyring)?.len()).unwrap_or(u32::MAX),
        waiting: store.waiting()?,
        recovery_made,
        recovery_missing: recovery_missing(open, recovery_made)?,
        can_make_recovery: store.key(store::identity::KeyName::Root)?.is_some(),
        may_change: open.must(May::ManagePeople).is_ok(),
        code_decides: apart && recovery_made,
        revoked: open.is_revoked(),
        members,
        laptops,
    })
}

/// Things that wait for a leader; none for whoever is no leader.
///
/// # Errors
/// The file.
pub(super) fn leader_calls(open: &Open) -> Result<u32, Error> {
    if open.must(May::ManagePeople).is_err() {
        return Ok(0);
    }
    let missing = recovery_missing(open, keys::recovery(&open.store)?.is_some())?;
    Ok(u32::from(open.store.waiting()? > 0).saturating_add(u32::from(missing)))
}

/// Whether everything would be lost with one leader's PIN or laptop.
fn recovery_missing(open: &Open, made: bool) -> Result<bool, Error> {
    if made || open.identity.practice {
        return Ok(false);
    }
    let standing = open.store.standing().ok_or_else(|| bug("standing"))?;
    let leads = |it: &Member| standing.role(it.id).role == Some(Role::Leader);
    Ok(open.store.members()?.iter().filter(|it| leads(it)).count() < 2)
}

fn members(open: &Open) -> Result<Vec<TeamMember>, Error> {
    let standing = open.store.standing().ok_or_else(|| bug("standing"))?;
    let logged = open.store.last_logged()?;
    let row = |member: Member| {
        let now = standing.role(member.id);
        // Nobody has certified a key of somebody who never joined: the list says what they will be.
        let certified = standing.certified_roles(member.id).next().is_some();
        let lowered = now.role != Some(Role::Volunteer) || now.suspended;
        TeamMember {
            id: member.id.0,
            name: member.name.as_ref().map_or(NAMELESS, |name| name.as_str()).to_owned(),
            role: if certified || lowered { now.role } else { Some(member.role) },
            force: member.force,
            has_key: certified,
            last_logged: logged.get(&member.id).copied().map(clock::instant),
            suspended: now.suspended,
            me: member.id == open.member,
        }
    };
    let mut members: Vec<TeamMember> = open.store.members()?.into_iter().map(row).collect();
    members.sort_by_cached_key(|it| fold(&it.name));
    Ok(members)
}

/// Every laptop that was ever certified, also one that never sent anything.
fn laptops(open: &Open) -> Result<Vec<TeamLaptop>, Error> {
    let (names, owners) = (open.names()?, keys::owners(&open.store)?);
    let standing = open.store.standing().ok_or_else(|| bug("standing"))?;
    let known: BTreeMap<DeviceId, DeviceRow> = open.store.devices()?.into_iter().map(|it| (it.device, it)).collect();
    let (accepted, waiting) = (accepted(&open.store)?, waiting(&open.store)?);
    let row = |device: DeviceId| TeamLaptop {
        device: device.0,
        label: names.device(device),
        mine: device == open.identity.device,
        standing: match standing.device(device) {
            Word::Stands => LaptopStanding::Good,
            Word::Suspended => LaptopStanding::Suspended,
            Word::Void => LaptopStanding::Revoked,
        },
        member_name: owners.get(&device).map(|member| names.member(Some(*member))),
        entries: known.get(&device).map_or(0, |it| count(it.entries)),
        arrived: known.get(&device).map_or(0, |it| count(it.arrived)),
        last_seen: known.get(&device).and_then(|it| it.last_wall_ms).map(clock::instant),
        accepted: accepted.get(&device).copied(),
        waiting: waiting.get(&device).copied().unwrap_or_default(),
    };
    let mut laptops: Vec<TeamLaptop> = standing.devices().map(row).collect();
    laptops.sort_by(|a, b| b.mine.cmp(&a.mine).then_with(|| a.label.cmp(&b.label)));
    Ok(laptops)
}

/// Up to which entry each laptop locked out counts: the strictest word that stands.
fn accepted(store: &Store) -> Result<BTreeMap<DeviceId, u32>, Error> {
    let mut accepted: BTreeMap<DeviceId, u32> = BTreeMap::new();
    for act in store.acts(Kind::Revoked)?.into_iter().filter(|act| act.word == Word::Stands) {
        let Edit::Revoked(Revoked { subject: RevokedSubject::Device(device), accepted: rows, .. }) = act.edit else {
            continue;
        };
        let last = rows.iter().filter(|row| row.device == device).map(|row| count(row.seq)).max().unwrap_or(0);
        accepted.entry(device).and_modify(|known| *known = last.min(*known)).or_insert(last);
    }
    Ok(accepted)
}

/// Entries per laptop that wait for a decision.
fn waiting(store: &Store) -> Result<BTreeMap<DeviceId, u32>, Error> {
    let mut waiting: BTreeMap<DeviceId, u32> = BTreeMap::new();
    for run in store.quarantine()?.into_iter().filter(|run| !run.refused) {
        let known = waiting.entry(run.device).or_default();
        *known = known.saturating_add(run.entries);
    }
    Ok(waiting)
}

fn quarantine_view(open: &Open) -> Result<Vec<QuarantineView>, Error> {
    let names = open.names()?;
    let row = |it: QuarantineRow| QuarantineView {
        device: it.device.0,
        device_label: names.device(it.device),
        first: count(it.first),
        last: count(it.last),
        entries: it.entries,
        assists: it.assists,
        members: it.members.iter().map(|member| names.member(Some(*member))).collect(),
        from: clock::instant(it.from_ms),
        to: clock::instant(it.to_ms),
        refused: it.refused,
    };
    Ok(open.store.quarantine()?.into_iter().map(row).collect())
}
