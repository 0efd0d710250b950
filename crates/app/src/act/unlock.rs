//! Opening and closing the file.

use domain::ids::MemberId;
use domain::service::Role;
use store::Store;
use store::vault::{Credentials, Unlocked, Vault, VaultError};
use uuid::Uuid;

use super::start::status;
use crate::device_secret::Keeper;
use crate::failure::own_disk;
use crate::folder::Folder;
use crate::pin::{self, Tries};
use crate::settings::Settings;
use crate::state::Open;
use crate::view::start::{Profile, StatusView};
use crate::{App, Code, Error};

impl App {
    /// Opens the file with a member's PIN or passphrase. After wrong ones it waits longer and longer.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn unlock(&self, member: Uuid, pin: &str) -> Result<StatusView, Error> {
        let (shared, settings) = (&self.shared, &self.shared.settings);
        let mut state = shared.state();
        if state.present().is_some_and(|open| open.member.0 == member) {
            return status(&state, shared);
        }
        let (profile, member) = (state.profile, MemberId(member));
        let folder = shared.folder(profile);
        let open = if folder.is_set_up() {
            let (role, secrets) = prove(settings, &folder, profile, member, pin)?;
            // A file that was left open for sending is closed for the right PIN only.
            state.let_go(shared);
            Open::by(Store::open(&folder.database(), &secrets.file_key)?, member, role, secrets)?
        } else {
            super::join::finish(shared, &folder, profile, member, pin)?
        };
        // What cannot be moved stays in its file until the next time.
        drop(settings.keeper(folder.path(), profile).move_in(settings));
        let weak = pin::new_pin(pin, shared.secret_kind(profile)?).is_err();
        state.take(shared, profile, open)?;
        state.secret_weak = weak;
        status(&state, shared)
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

/// A member's role as the vault has it, since the journal may know of another, and what the right PIN unwraps.
fn prove(
    settings: &Settings,
    folder: &Folder,
    profile: Profile,
    member: MemberId,
    pin: &str,
) -> Result<(Role, Unlocked), Error> {
    let vault = Vault::read(&folder.vault())?;
    let role = vault.members().find(|place| place.member == member).map(|place| place.role);
    let role = role.ok_or(Error::new(Code::NotFound))?;
    let secrets = unwrap(&settings.keeper(folder.path(), profile), &vault, member, pin, settings)?;
    Ok((role, secrets))
}

/// Unwraps a member's secrets. The try is noted before it is made, so that ending the app does not undo it.
pub(super) fn unwrap(
    keeper: &Keeper<'_>,
    vault: &Vault,
    member: MemberId,
    pin: &str,
    settings: &Settings,
) -> Result<Unlocked, Error> {
    let now_ms = settings.now_ms();
    let tries = Tries::read(keeper.folder);
    match tries.wait_seconds(now_ms) {
        0 => {}
        wait => return Err(Error::passing(Code::WaitBeforePin).with("wait_seconds", wait)),
    }
    let device_secret = keeper.read()?;
    let tries = tries.note(keeper.folder, now_ms).map_err(|error| own_disk(&error))?;
    let pin = pin::composed(pin);
    match vault.unlock(member, Credentials { passphrase: &pin, device_secret: &device_secret }) {
        Ok(secrets) => {
            Tries::forget(keeper.folder).map_err(|error| own_disk(&error))?;
            Ok(secrets)
        }
        Err(VaultError::WrongPin) => Err(wrong(tries.wait_seconds(settings.now_ms()))),
        Err(error) => {
            Tries::forget(keeper.folder).map_err(|error| own_disk(&error))?;
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
