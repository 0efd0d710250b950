//! The key of a laptop's backups. It lies in the laptop's own encrypted file, so that a copy can be made without asking;
//! in each backup it lies wrapped under a passphrase, sealed to the commune's recovery code, or both. Never under a PIN:
//! whoever finds a stick would have guessed six digits within a day.

use domain::ids::MemberId;
use domain::person::Title;
use domain::service::Role;
use journal::backup::{BACKUP_ID_BYTES, Lock};
use journal::recovery::{RecoveryCode, open_file_key, seal_file_key};
use serde::{Deserialize, Serialize};
use store::Store;
use store::secret::{SECRET_BYTES, Secret};
use store::vault::{Cost, Credentials, Unlocked, Vault, VaultError, VaultMember};

use crate::failure::bug;
use crate::settings::Settings;
use crate::{Code, Error, hex, keys, pin};

/// Under this name the store keeps it.
const KEPT: &str = "backup-lock";
/// A wrapping that no laptop is part of: it opens anywhere.
static NO_DEVICE_SECRET: Secret = Secret::new([0; SECRET_BYTES]);

/// The key, and its wrapping under a passphrase once one was chosen.
pub(crate) struct KeptLock {
    pub(crate) key: Secret,
    wrapping: Option<Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
struct KeptText {
    key: String,
    wrapping: Option<String>,
}

impl KeptLock {
    /// The lock of this laptop's backups, if there is one already.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn read(store: &Store) -> Result<Option<Self>, Error> {
        let Some(text) = store.setting(KEPT)? else { return Ok(None) };
        let damaged = || Error::new(Code::DamagedFile);
        let kept: KeptText = serde_json::from_str(&text).map_err(|_| damaged())?;
        let key = hex::decode_fixed(&kept.key).ok_or_else(damaged)?;
        let wrapping = kept.wrapping.map(|wrapping| hex::decode(&wrapping).ok_or_else(damaged)).transpose()?;
        Ok(Some(Self { key: Secret::new(*key), wrapping: wrapping.map(|bytes| bytes.to_vec()) }))
    }

    /// The same; where only the recovery code is to open backups, one is made.
    ///
    /// # Errors
    /// [`Code::BackupNeedsPassphrase`] where nothing would open them.
    pub(crate) fn read_or_make(store: &mut Store, settings: &Settings) -> Result<Self, Error> {
        let kept = Self::read(store)?;
        if kept.as_ref().is_none_or(|it| it.wrapping.is_none()) && keys::recovery(store)?.is_none() {
            return Err(Error::new(Code::BackupNeedsPassphrase));
        }
        match kept {
            Some(kept) => Ok(kept),
            None => {
                let made = Self { key: Secret::random(&mut settings.filler()), wrapping: None };
                made.keep(store)?;
                Ok(made)
            }
        }
    }

    /// A new key under a new passphrase; earlier backups keep theirs.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn choose(store: &mut Store, passphrase: &str, cost: Cost, settings: &Settings) -> Result<(), Error> {
        let fill = &mut settings.filler();
        let key = Secret::random(fill);
        let secrets = Unlocked { file_key: key.clone(), signing_seed: Secret::new([0; SECRET_BYTES]) };
        let label = Title::parse("backup").map_err(|_| bug("backup-label"))?;
        let holder = VaultMember { member: MemberId::from_bytes([0; 16]), role: Role::Leader, label };
        let wrapping = Vault::sealed(&holder, credentials(passphrase), &secrets, cost, fill)?;
        Self { key, wrapping: Some(wrapping) }.keep(store)
    }

    /// Whether a passphrase opens the backups.
    pub(crate) const fn has_passphrase(&self) -> bool {
        self.wrapping.is_some()
    }

    /// What is put into a new backup in clear.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn lock(&self, store: &Store, packs: u32, settings: &Settings) -> Result<Lock, Error> {
        let sealed = |it| seal_file_key(&it, self.key.expose(), &settings.random()).map_err(|_| bug("backup-key"));
        Ok(Lock {
            id: settings.random::<BACKUP_ID_BYTES>(),
            made_at_ms: settings.now_ms(),
            packs,
            passphrase: self.wrapping.clone(),
            recovery: keys::recovery(store)?.map(sealed).transpose()?,
        })
    }

    fn keep(&self, store: &mut Store) -> Result<(), Error> {
        let text =
            KeptText { key: hex::encode(self.key.expose()), wrapping: self.wrapping.as_deref().map(hex::encode) };
        let text = serde_json::to_string(&text).map_err(|_| bug("backup-lock"))?;
        Ok(store.set_setting(KEPT, Some(&text))?)
    }
}

/// The key of a backup, by a passphrase or a recovery code as it was typed.
///
/// # Errors
/// [`Code::WrongBackupSecret`], or a wrapping that cannot be read.
pub(super) fn key_by(lock: &Lock, typed: &str) -> Result<Secret, Error> {
    let wrong = || Error::new(Code::WrongBackupSecret);
    if let (Some(sealed), Ok(code)) = (&lock.recovery, RecoveryCode::parse(typed)) {
        return open_file_key(sealed, &code).map(|key| Secret::new(*key)).map_err(|_| wrong());
    }
    let wrapping = lock.passphrase.as_ref().ok_or_else(wrong)?;
    match Vault::unseal(wrapping, credentials(&pin::composed(typed))) {
        Ok(secrets) => Ok(secrets.file_key),
        Err(VaultError::WrongPin) => Err(wrong()),
        Err(error) => Err(error.into()),
    }
}

fn credentials(passphrase: &str) -> Credentials<'_> {
    Credentials { passphrase, device_secret: &NO_DEVICE_SECRET }
}
