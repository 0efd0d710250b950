//! What the app holds: which profile, and while somebody is at work the open file and who it is. One lock around it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use domain::ids::{DeviceId, MemberId};
use domain::service::Role;
use store::Store;
use store::commit::Author;
use store::identity::Identity;
use store::rows::Origin;
use store::secret::Secret;

use crate::act::recovery;
use crate::failure::bug;
use crate::folder::{self, Folder};
use crate::kept::Kept;
use crate::role::May;
use crate::settings::Settings;
use crate::sync::{Carrier, Lookout};
use crate::view::start::Profile;
use crate::{App, Code, Error, keys};

/// Under this name the store remembers that a person switched sync off.
pub(crate) const SYNC_PAUSED: &str = "sync-paused";

/// What every clone of the app shares.
pub(crate) struct Shared {
    home: PathBuf,
    pub(crate) settings: Settings,
    state: Mutex<State>,
    carrier: OnceLock<Carrier>,
    /// How sync stands; a lock of its own, so that the strip never waits for the network.
    pub(crate) lookout: Arc<Lookout>,
}

/// What changes.
pub(crate) struct State {
    pub(crate) profile: Profile,
    pub(crate) open: Option<Open>,
}

/// Somebody at work.
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
}

impl Shared {
    pub(crate) fn new(home: &Path, settings: Settings) -> Self {
        let state = State { profile: folder::last_used(home), open: None };
        let lookout = Arc::new(Lookout::by(settings.pace, Arc::clone(&settings.ticks)));
        Self { home: home.to_owned(), settings, state: Mutex::new(state), lookout, carrier: OnceLock::new() }
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn folder(&self, profile: Profile) -> Folder {
        Folder::of(&self.home, profile)
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
        let open = state.at_work()?;
        if open.identity.device == device { act(open, self) } else { Err(Error::new(Code::Locked)) }
    }

    /// The state. A panic elsewhere leaves no half change behind: the store's transactions end with their scope.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.lookout.stop();
    }
}

impl State {
    /// Somebody is at work from now on.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn take(&mut self, shared: &Shared, profile: Profile, mut open: Open) -> Result<(), Error> {
        keys::learn_centre(&mut open.store)?;
        recovery::keep_box(&open, &shared.folder(profile), &shared.settings)?;
        let paused = open.store.setting(SYNC_PAUSED)?.is_some();
        shared.lookout.begin(open.store.centre()?.is_some(), paused);
        folder::remember(shared.home(), profile);
        (self.profile, self.open) = (profile, Some(open));
        Ok(())
    }

    /// Nobody is at work; every key is forgotten.
    pub(crate) fn let_go(&mut self, shared: &Shared) {
        self.open = None;
        shared.lookout.begin(false, false);
    }

    /// The open file.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub(crate) fn at_work(&mut self) -> Result<&mut Open, Error> {
        self.open.as_mut().ok_or(Error::new(Code::Locked))
    }
}

impl Open {
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
        self.shared.lookout.wake();
        Ok(written)
    }
}
