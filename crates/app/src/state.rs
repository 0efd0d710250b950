//! What the app holds: which profile, and while somebody is at work the open file and who it is. One lock around it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use domain::ids::{DeviceId, MemberId};
use domain::service::Role;
use store::Store;
use store::commit::Author;
use store::identity::Identity;
use store::rows::Origin;
use store::secret::{SECRET_BYTES, Secret};
use store::vault::Unlocked;

use crate::act::recovery;
use crate::failure::{bug, own_disk};
use crate::folder::{self, Folder};
use crate::idle::{AUTO_LOCK_DEFAULT, AUTO_LOCK_MINUTES, Idle};
use crate::kept::Kept;
use crate::role::May;
use crate::roster::{SETTLE_BLOBS, Work};
use crate::settings::Settings;
use crate::sync::{Carrier, Lookout};
use crate::view::start::{Profile, SecretKind};
use crate::{App, Code, Error, keys};

/// Under this name the store remembers that a person switched sync off.
pub(crate) const SYNC_PAUSED: &str = "sync-paused";
/// When the centre was found put back to an older state, ms since 1970 UTC.
pub(crate) const CENTRE_RESTORED: &str = "centre-restored";
/// Under this name the store remembers after how many minutes the app locks itself.
pub(crate) const AUTO_LOCK: &str = "auto-lock-minutes";

/// What every clone of the app shares.
pub(crate) struct Shared {
    home: PathBuf,
    pub(crate) settings: Settings,
    state: Mutex<State>,
    carrier: OnceLock<Carrier>,
    /// How sync stands; a lock of its own, so that the strip never waits for the network.
    pub(crate) lookout: Arc<Lookout>,
    /// When the app locks by itself.
    pub(crate) idle: Arc<Idle>,
    /// Held by the one backup or drill under way.
    backups: Mutex<()>,
    /// The import of a list under way.
    pub(crate) roster: Work,
}

/// What changes.
pub(crate) struct State {
    pub(crate) profile: Profile,
    /// The open file; somebody is at work unless it says otherwise.
    pub(crate) open: Option<Open>,
    /// Whoever is at work came in with less than is wanted by now.
    pub(crate) secret_weak: bool,
}

/// The open file, and whoever opened it.
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) identity: Identity,
    pub(crate) member: MemberId,
    pub(crate) role: Role,
    /// The member's signing seed.
    pub(crate) seed: Secret,
    /// What opens the file; sealed to the recovery box, so that a forgotten PIN loses nothing.
    pub(crate) file_key: Secret,
    pub(crate) kept: Kept,
    /// Since when nobody is at work any more, and the file is open only to send what has not arrived.
    left: Option<Instant>,
}

impl Shared {
    pub(crate) fn new(home: &Path, settings: Settings) -> Self {
        folder::mend(home, Profile::Commune, &settings.now_ms().to_string());
        let state = State { profile: folder::last_used(home), open: None, secret_weak: false };
        let lookout = Arc::new(Lookout::by(settings.pace, Arc::clone(&settings.ticks)));
        let idle = Arc::new(Idle::by(Arc::clone(&settings.ticks), Arc::clone(&settings.now)));
        let carrier = OnceLock::new();
        Self {
            home: home.to_owned(),
            settings,
            state: Mutex::new(state),
            lookout,
            idle,
            carrier,
            backups: Mutex::new(()),
            roster: Work::default(),
        }
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn folder(&self, profile: Profile) -> Folder {
        Folder::of(&self.home, profile)
    }

    /// What a new member of a profile's folder must choose.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub(crate) fn secret_kind(&self, profile: Profile) -> Result<SecretKind, Error> {
        self.settings.secret_kind(self.folder(profile).path(), profile)
    }

    /// What carries requests; made when it is first needed.
    ///
    /// # Errors
    /// [`Code::Bug`] where the system gives no threads or sockets.
    pub(crate) fn carrier(&self) -> Result<&Carrier, Error> {
        if let Some(carrier) = self.carrier.get() {
            return Ok(carrier);
        }
        let made = Carrier::new(&self.settings).map_err(|_| bug("carrier"))?;
        Ok(self.carrier.get_or_init(|| made))
    }

    /// Does something with the open file, if it is still this laptop's: for work that lets go of it in between.
    ///
    /// # Errors
    /// [`Code::Locked`], or what `act` fails with.
    pub(crate) fn with_device<T>(
        &self,
        device: DeviceId,
        act: impl FnOnce(&mut Open, &Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut state = self.state();
        let open = state.held()?;
        if open.identity.device == device { act(open, self) } else { Err(Error::new(Code::Locked)) }
    }

    /// The right to write a backup or to try one out; one at a time.
    pub(crate) fn backups(&self) -> MutexGuard<'_, ()> {
        self.backups.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state. A panic elsewhere leaves no half change behind: the store's transactions end with their scope.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.lookout.stop();
        self.idle.stop();
    }
}

impl State {
    /// Somebody is at work from now on.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn take(&mut self, shared: &Shared, profile: Profile, mut open: Open) -> Result<(), Error> {
        keys::learn_centre(&mut open.store)?;
        // An import that was cut after it saved.
        while open.store.settle_roster(SETTLE_BLOBS)? {}
        recovery::keep_box(&open, &shared.folder(profile), &shared.settings)?;
        let paused = open.store.setting(SYNC_PAUSED)?.is_some();
        shared.lookout.begin(open.store.centre()?.is_some(), paused);
        shared.idle.begin(auto_lock(&open)?);
        folder::remember(shared.home(), profile);
        (self.profile, self.open) = (profile, Some(open));
        Ok(())
    }

    /// Nobody is at work; every key is forgotten.
    pub(crate) fn let_go(&mut self, shared: &Shared) {
        (self.open, self.secret_weak) = (None, false);
        shared.lookout.begin(false, false);
        shared.idle.end();
    }

    /// Nobody is at work. Where something has not arrived the file stays open, so that it is still sent; else every key is
    /// forgotten.
    pub(crate) fn leave(&mut self, shared: &Shared) {
        let sends = self.open.as_ref().is_some_and(|open| open.has_to_send() && shared.lookout.sends());
        match self.open.as_mut() {
            Some(open) if sends => open.leave((shared.settings.ticks)()),
            Some(_) | None => self.let_go(shared),
        }
        self.secret_weak = false;
    }

    /// Closes a file that was open only for sending, once everything has arrived or after `longest`.
    pub(crate) fn stop_sending(&mut self, shared: &Shared, longest: Duration) {
        let now = (shared.settings.ticks)();
        let over = |open: &Open, since| {
            now.saturating_duration_since(since) >= longest || !open.has_to_send() || !shared.lookout.sends()
        };
        if self.open.as_ref().is_some_and(|open| open.left.is_some_and(|since| over(open, since))) {
            self.let_go(shared);
        }
    }

    /// The open file of whoever is at work.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub(crate) fn at_work(&mut self) -> Result<&mut Open, Error> {
        self.held().and_then(|open| if open.is_left() { Err(Error::new(Code::Locked)) } else { Ok(open) })
    }

    /// The same, to look at.
    pub(crate) fn present(&self) -> Option<&Open> {
        self.open.as_ref().filter(|open| !open.is_left())
    }

    /// The open file, whether or not somebody is at work: for sync.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub(crate) fn held(&mut self) -> Result<&mut Open, Error> {
        self.open.as_mut().ok_or(Error::new(Code::Locked))
    }
}

/// After how many minutes an open file locks by itself. The practice commune has nothing to hide.
pub(crate) fn auto_lock(open: &Open) -> Result<Option<u32>, Error> {
    if open.identity.practice {
        return Ok(None);
    }
    let chosen = open.store.setting(AUTO_LOCK)?.and_then(|minutes| minutes.parse().ok());
    Ok(chosen.filter(|minutes| AUTO_LOCK_MINUTES.contains(minutes)).or(Some(AUTO_LOCK_DEFAULT)))
}

impl Open {
    /// A file that belongs to a laptop, opened by a member.
    ///
    /// # Errors
    /// [`Code::Bug`] where it belongs to none yet.
    pub(crate) fn by(store: Store, member: MemberId, role: Role, secrets: Unlocked) -> Result<Self, Error> {
        let identity = store.identity().ok_or_else(|| bug("identity"))?;
        let Unlocked { file_key, signing_seed: seed } = secrets;
        Ok(Self { store, identity, member, role, seed, file_key, kept: Kept::default(), left: None })
    }

    /// The same file after its folder, put together beside its place, was put there.
    ///
    /// # Errors
    /// The disk.
    pub(crate) fn settle(self, staging: Folder, home: &Path, profile: Profile) -> Result<Self, Error> {
        drop(self.store);
        let settled = staging.settle(home, profile).map_err(|error| own_disk(&error))?;
        let store = Store::open(&settled.database(), &self.file_key)?;
        Ok(Self { store, kept: Kept::default(), ..self })
    }

    /// Whether nobody is at work.
    pub(crate) const fn is_left(&self) -> bool {
        self.left.is_some()
    }

    /// Forgets what only somebody at work needs.
    fn leave(&mut self, now: Instant) {
        self.seed = Secret::new([0; SECRET_BYTES]);
        (self.kept, self.left) = (Kept::default(), Some(now));
    }

    /// Whether something has not arrived at a centre. A file that cannot say so has nothing to send.
    fn has_to_send(&self) -> bool {
        let attached = self.store.centre().is_ok_and(|centre| centre.is_some());
        attached && self.store.outbox_counts().is_ok_and(|counts| counts.arrived < counts.saved)
    }

    /// Saves edits of the member at work: all or none, durable when it returns.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit(&mut self, edits: &[domain::edit::Edit], settings: &Settings) -> Result<Vec<Origin>, Error> {
        let author = Author { member: Some(self.member), signing_seed: Some(&self.seed), root_seed: None };
        let origins = self.store.commit(author, edits, settings.now_ms(), &mut settings.filler())?;
        self.kept.after(edits);
        Ok(origins)
    }

    /// The same, signed by the root where its seed is given.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit_as(
        &mut self,
        edits: &[domain::edit::Edit],
        root: Option<&Secret>,
        settings: &Settings,
    ) -> Result<(), Error> {
        let author = Author { member: Some(self.member), signing_seed: Some(&self.seed), root_seed: root };
        self.store.commit(author, edits, settings.now_ms(), &mut settings.filler())?;
        self.kept.forget();
        Ok(())
    }

    /// Saves a roster edition with the sealed blobs that it names.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit_roster(
        &mut self,
        edition: domain::edit::Edit,
        blobs: &[Vec<u8>],
        settings: &Settings,
    ) -> Result<(), Error> {
        let author = Author { member: Some(self.member), signing_seed: Some(&self.seed), root_seed: None };
        let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
        self.store.commit_roster(author, &[edition], &blobs, settings.now_ms(), &mut settings.filler())?;
        Ok(())
    }

    /// Saves many editions, and villages they are for, with the sealed blobs that they name.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit_long_roster(
        &mut self,
        edits: &[domain::edit::Edit],
        blobs: &[Vec<u8>],
        settings: &Settings,
    ) -> Result<(), Error> {
        let author = Author { member: Some(self.member), signing_seed: Some(&self.seed), root_seed: None };
        let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
        self.store.commit_long_roster(author, edits, &blobs, settings.now_ms(), &mut settings.filler())?;
        self.kept.after(edits);
        Ok(())
    }

    /// The same for one edit.
    ///
    /// # Errors
    /// See [`store::commit::CommitError`].
    pub(crate) fn commit_one(&mut self, edit: domain::edit::Edit, settings: &Settings) -> Result<Origin, Error> {
        self.commit(&[edit], settings)?.first().copied().ok_or_else(|| bug("commit-answer"))
    }
}

impl App {
    /// Reads something of the open file.
    pub(crate) fn reading<T>(&self, read: impl FnOnce(&Open) -> Result<T, Error>) -> Result<T, Error> {
        read(self.shared.state().at_work()?)
    }

    /// Reads something about people.
    pub(crate) fn reading_people<T>(&self, read: impl FnOnce(&Open) -> Result<T, Error>) -> Result<T, Error> {
        self.reading(|open| {
            open.must(May::SeePeople)?;
            read(open)
        })
    }

    /// Writes something into the open file, and tells sync that there may be something to send.
    pub(crate) fn writing<T>(&self, write: impl FnOnce(&mut Open, &Settings) -> Result<T, Error>) -> Result<T, Error> {
        let mut state = self.shared.state();
        let open = state.at_work()?;
        open.must(May::Log)?;
        let written = write(open, &self.shared.settings)?;
        drop(state);
        self.shared.idle.touch();
        self.shared.lookout.wake();
        Ok(written)
    }
}
