//! Whom this laptop opens for, with what, and for how long: changing one's PIN, handing the laptop over, locking by
//! itself.

use std::sync::Arc;
use std::time::Duration;

use domain::edit::Edit;
use domain::ids::MemberId;
use domain::person::Title;
use domain::record::{Certified, Member};
use domain::service::Role;
use journal::{Certificate, IssuingKey, MemberKey, Subject, Validity};
use store::secret::Secret;
use store::vault::{Credentials, Unlocked, VAULT_MEMBERS_MAX, Vault, VaultMember};
use uuid::Uuid;

use super::start::{commune_view, status};
use super::unlock::unwrap;
use crate::failure::bug;
use crate::folder::Folder;
use crate::form::bad;
use crate::idle::{AUTO_LOCK_MINUTES, Alarm};
use crate::make::certified;
use crate::role::May;
use crate::settings::Settings;
use crate::state::{AUTO_LOCK, Open, State};
use crate::view::start::{CommuneView, HandOverForm, PinForm, Profile, SecretKind, StatusView};
use crate::{App, Code, Error, keys, pin};

/// After locking by itself the app goes on sending what has not arrived for at most this long; then it forgets every key.
const SEND_ON_MAX: Duration = Duration::from_secs(60 * 60);

impl App {
    /// Whether a new PIN or passphrase would be taken, for whoever has not typed it a second time yet.
    ///
    /// # Errors
    /// [`Code::WeakPin`].
    pub fn check_secret(&self, secret: &str, kind: SecretKind) -> Result<(), Error> {
        pin::new_pin(secret, kind).map(drop)
    }

    /// Changes the PIN or passphrase of whoever is at work. Wrong old ones make one wait as at the door.
    ///
    /// # Errors
    /// See [`crate::Code`]; then the old one holds.
    pub fn change_pin(&self, form: PinForm) -> Result<StatusView, Error> {
        let (shared, settings) = (&self.shared, &self.shared.settings);
        let mut state = shared.state();
        let (profile, member) = (own_profile(&state)?, state.at_work()?.member);
        let folder = shared.folder(profile);
        let new = pin::new_pin(&form.new, shared.secret_kind(profile)?)?;
        let (keeper, mut vault) = (settings.keeper(folder.path(), profile), Vault::read(&folder.vault())?);
        let secrets = unwrap(&keeper, &vault, member, &form.old, settings)?;
        let new = Credentials { passphrase: &new, device_secret: &keeper.read()? };
        vault.rewrap(member, &secrets, new, settings.new_cost(profile), &mut settings.filler())?;
        state.secret_weak = false;
        status(&state, shared)
    }

    /// Gives another member a place on this laptop; the leader at work vouches with their own PIN, the newcomer chooses
    /// theirs on the spot.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn hand_over(&self, form: HandOverForm) -> Result<CommuneView, Error> {
        let (shared, settings) = (&self.shared, &self.shared.settings);
        let mut state = shared.state();
        let profile = own_profile(&state)?;
        let pin = pin::new_pin(&form.pin, shared.secret_kind(profile)?)?;
        let open = state.at_work()?;
        open.must(May::ManagePeople)?;
        let member = newcomer(open, MemberId(form.member))?;
        let folder = shared.folder(profile);
        let (keeper, mut vault) = (settings.keeper(folder.path(), profile), Vault::read(&folder.vault())?);
        has_room_for(&vault, member.id)?;
        let file_key = unwrap(&keeper, &vault, open.member, &form.leader_pin, settings)?.file_key;
        let secrets = Unlocked { file_key, signing_seed: Secret::random(&mut settings.filler()) };
        // The journal first: a certificate without a place does nothing, a place without one would not count.
        certify(open, &member, &secrets.signing_seed, settings)?;
        let credentials = Credentials { passphrase: &pin, device_secret: &keeper.read()? };
        let cost = settings.new_cost(profile);
        vault.add(&place(&member)?, credentials, &secrets, cost, &mut settings.filler())?;
        let view = commune_view(open, &folder);
        drop(state);
        shared.lookout.wake();
        view
    }

    /// Takes a member's place on this laptop. What the member wrote stays; other laptops are not touched.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::NotYourself`] for whoever is at work.
    pub fn take_place(&self, member: Uuid) -> Result<CommuneView, Error> {
        let shared = &self.shared;
        let mut state = shared.state();
        let profile = own_profile(&state)?;
        let open = state.at_work()?;
        open.must(May::ManagePeople)?;
        if open.member.0 == member {
            return Err(Error::new(Code::NotYourself));
        }
        let member = MemberId(member);
        let folder = shared.folder(profile);
        Vault::read(&folder.vault())?.remove(member)?;
        take_on(open, member, &shared.settings)?;
        let view = commune_view(open, &folder);
        drop(state);
        shared.lookout.wake();
        view
    }

    /// Chooses after how many minutes without a touch the app locks itself.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn set_auto_lock(&self, minutes: u32) -> Result<StatusView, Error> {
        let mut state = self.shared.state();
        own_profile(&state)?;
        if !AUTO_LOCK_MINUTES.contains(&minutes) {
            return Err(bad("auto-lock"));
        }
        state.at_work()?.store.set_setting(AUTO_LOCK, Some(&minutes.to_string()))?;
        self.shared.idle.begin(Some(minutes));
        status(&state, &self.shared)
    }

    /// Somebody touched keys or mouse: the app does not lock itself for a while.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub fn touch(&self) -> Result<(), Error> {
        self.shared.state().at_work()?;
        self.shared.idle.touch();
        Ok(())
    }

    /// Locks where the time has come, and says whether something on the screen changed. To be called every few seconds, as
    /// [`App::start_background`] does.
    pub fn keep_lock(&self) -> bool {
        let shared = &self.shared;
        match shared.idle.look() {
            Alarm::None => false,
            Alarm::Soon => true,
            Alarm::Slept => {
                shared.state().let_go(shared);
                true
            }
            Alarm::Idle => {
                // Waits for a save under way; whoever saved is there.
                let mut state = shared.state();
                if state.present().is_none() {
                    state.stop_sending(shared, SEND_ON_MAX);
                    return false;
                }
                let gone = shared.idle.seconds_left() == Some(0);
                if gone {
                    state.leave(shared);
                }
                gone
            }
        }
    }

    /// Keeps the lock on a thread of its own, since one that syncs waits for the network.
    pub(crate) fn watch_lock(&self, on_change: Arc<dyn Fn() + Send + Sync>) {
        let (idle, shared) = (Arc::clone(&self.shared.idle), Arc::downgrade(&self.shared));
        let keep_watch = move || {
            while idle.wait() {
                let Some(shared) = shared.upgrade() else { break };
                if (Self { shared }).keep_lock() {
                    on_change();
                }
            }
        };
        // Where the system gives no thread the app is locked by hand alone.
        drop(std::thread::Builder::new().name("lock".to_owned()).spawn(keep_watch));
    }
}

/// The practice commune's PIN is everybody's.
fn own_profile(state: &State) -> Result<Profile, Error> {
    match state.profile {
        Profile::Commune => Ok(Profile::Commune),
        Profile::Practice => Err(bad("practice")),
    }
}

/// Observers get no keys, and everybody on this laptop has them.
fn newcomer(open: &Open, id: MemberId) -> Result<Member, Error> {
    let member = open.store.members()?.into_iter().find(|it| it.id == id).ok_or(Error::new(Code::NotFound))?;
    let standing = open.store.standing().ok_or_else(|| bug("standing"))?;
    let now = standing.role(id).role.ok_or(Error::new(Code::NotFound))?;
    // Whoever has no certificate yet has the role that a leader gave.
    let certified = standing.certified_roles(id).next().is_some();
    let role = if certified { now } else { member.role };
    match role {
        Role::Volunteer | Role::Leader => Ok(Member { role, ..member }),
        Role::Observer => Err(bad("observer")),
    }
}

fn has_room_for(vault: &Vault, member: MemberId) -> Result<(), Error> {
    if vault.members().any(|place| place.member == member) {
        return Err(Error::new(Code::HasPlace));
    }
    if vault.members().count() >= VAULT_MEMBERS_MAX { Err(bad("places")) } else { Ok(()) }
}

/// The leader at work certifies the newcomer's key, in the journal.
fn certify(open: &mut Open, member: &Member, seed: &Secret, settings: &Settings) -> Result<(), Error> {
    let leader = MemberKey::from_seed(open.seed.expose());
    let key = MemberKey::from_seed(seed.expose()).public();
    let subject = Subject::Member { member: member.id, key, role: member.role };
    let validity = Validity { issued_at_ms: settings.now_ms(), expires_at_ms: None };
    let certificate = Certificate::issue(open.identity.commune, subject, IssuingKey::Member(&leader), validity);
    open.commit(&[certified(&certificate, None)], settings).map(drop)
}

/// Where the laptop was let in for a member who goes, whoever is at work takes it on: it goes on receiving keys when the
/// other is locked out.
fn take_on(open: &mut Open, gone: MemberId, settings: &Settings) -> Result<(), Error> {
    let device = open.identity.device;
    if keys::owners(&open.store)?.get(&device) != Some(&gone) {
        return Ok(());
    }
    let published = open.store.certificates()?.into_iter().rfind(|it| it.subject == device.record());
    let published = published.ok_or_else(|| bug("own-certificate"))?;
    open.commit_one(Edit::Certified(Certified { member: Some(open.member), ..published }), settings).map(drop)
}

fn place(member: &Member) -> Result<VaultMember, Error> {
    let label = Title::parse(member.role.key()).map_err(|_| bug("vault-label"))?;
    Ok(VaultMember { member: member.id, role: member.role, label })
}

/// Who has a place on this laptop.
pub(super) fn here(folder: &Folder) -> Result<Vec<Uuid>, Error> {
    let vault = Vault::read(&folder.vault())?;
    Ok(vault.members().map(|place| place.member.0).collect())
}
