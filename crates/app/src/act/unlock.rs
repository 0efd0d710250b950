//! Opening and closing the file.

use domain::ids::MemberId;
use domain::service::Role;
use store::Store;
use store::vault::{Credentials, Unlocked, Vault, VaultError};
use uuid::Uuid;

use super::start::status;
use crate::failure::{bug, own_disk};
use crate::folder::Folder;
use crate::kept::Kept;
use crate::pin::{self, Tries};
use crate::settings::Settings;
use crate::state::{Open, Shared};
use crate::view::start::StatusView;
use crate::{App, Code, Error, device_secret};

impl App {
    /// Opens the file with a member's PIN or passphrase. After wrong ones it waits longer and longer.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn unlock(&self, member: Uuid, pin: &str) -> Result<StatusView, Error> {
        let mut state = self.shared.state();
        if state.open.as_ref().is_some_and(|open| open.member.0 == member) {
            return status(&state, &self.shared);
        }
        state.let_go(&self.shared);
        let profile = state.profile;
        let folder = self.shared.folder(profile);
        let open = if folder.is_set_up() {
            open(&self.shared, &folder, MemberId(member), pin)?
        } else {
            super::join::finish(&self.shared, &folder, profile, MemberId(member), pin)?
        };
        state.take(&self.shared, profile, open)?;
        status(&state, &self.shared)
    }

    /// Forgets every key.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn lock(&self) -> Result<StatusView, Error> {
        let mut state = self.shared.state();
        state.let_go(&self.shared);
        status(&state, &self.shared)
    }
}

fn open(shared: &Shared, folder: &Folder, member: MemberId, pin: &str) -> Result<Open, Error> {
    let vault = Vault::read(&folder.vault())?;
    let role = vault.members().find(|place| place.member == member).map(|place| place.role);
    let role = role.ok_or(Error::new(Code::NotFound))?;
    let secrets = unwrap(folder, &vault, member, pin, &shared.settings)?;
    let store = Store::open(&folder.database(), &secrets.file_key)?;
    opened(store, member, role, secrets)
}

/// Somebody at work, once the file is open; the journal may know of another role since.
pub(super) fn opened(store: Store, member: MemberId, role: Role, secrets: Unlocked) -> Result<Open, Error> {
    let identity = store.identity().ok_or_else(|| bug("identity"))?;
    let Unlocked { file_key, signing_seed: seed } = secrets;
    Ok(Open { store, identity, member, role, seed, file_key, kept: Kept::default() })
}

/// Unwraps a member's secrets. The try is noted before it is made, so that ending the app does not undo it.
pub(super) fn unwrap(
    folder: &Folder,
    vault: &Vault,
    member: MemberId,
    pin: &str,
    settings: &Settings,
) -> Result<Unlocked, Error> {
    let now_ms = settings.now_ms();
    let tries = Tries::read(folder.path());
    match tries.wait_seconds(now_ms) {
        0 => {}
        wait => return Err(Error::passing(Code::WaitBeforePin).with("wait_seconds", wait)),
    }
    let device_secret = device_secret::read(folder.path()).map_err(|_| Error::new(Code::DamagedFile))?;
    let tries = tries.note(folder.path(), now_ms).map_err(|error| own_disk(&error))?;
    let pin = pin::composed(pin);
    match vault.unlock(member, Credentials { passphrase: &pin, device_secret: &device_secret }) {
        Ok(secrets) => {
            Tries::forget(folder.path()).map_err(|error| own_disk(&error))?;
            Ok(secrets)
        }
        Err(VaultError::WrongPin) => Err(wrong(tries.wait_seconds(settings.now_ms()))),
        Err(error) => {
            Tries::forget(folder.path()).map_err(|error| own_disk(&error))?;
            Err(error.into())
        }
    }
}

fn wrong(wait_seconds: u32) -> Error {
    match wait_seconds {
        0 => Error::new(Code::WrongPin),
        wait => Error::new(Code::WrongPin).with("wait_seconds", wait),
    }
}
