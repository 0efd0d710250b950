//! What comes from outside the arguments: the PIN, standard input, the folder, closed choices written as keys.

use std::io::{IsTerminal as _, Read as _};
use std::path::PathBuf;

use app::{Code, Error};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// At most this much is read from standard input: far above any card, far below any memory.
const STDIN_BYTES_MAX: u64 = 1 << 20;

/// The PIN from `DONGHANH_PIN`, else asked for without showing it.
pub fn pin() -> Result<String, Error> {
    match std::env::var("DONGHANH_PIN") {
        Ok(pin) => Ok(pin),
        Err(_) => rpassword::prompt_password("PIN: ").map_err(|_| Error::new(Code::WrongPin)),
    }
}

/// A new PIN: asked for twice without showing it, or the first line of standard input where that is no terminal.
pub fn new_pin() -> Result<String, Error> {
    let unread = |_| Error::new(Code::WeakPin);
    if !std::io::stdin().is_terminal() {
        return text_or_stdin("-".to_owned()).map(|read| read.lines().next().unwrap_or_default().to_owned());
    }
    let chosen = rpassword::prompt_password("PIN (new): ").map_err(unread)?;
    let again = rpassword::prompt_password("PIN (again): ").map_err(unread)?;
    if chosen == again { Ok(chosen) } else { Err(Error::new(Code::WrongPin)) }
}

/// The recovery code from `DONGHANH_RECOVERY`, else asked for without showing it.
pub fn recovery_code() -> Result<String, Error> {
    match std::env::var("DONGHANH_RECOVERY") {
        Ok(code) => Ok(code),
        Err(_) => rpassword::prompt_password("Recovery code: ").map_err(|_| Error::new(Code::BadRecoveryCode)),
    }
}

/// What opens a backup: from `DONGHANH_BACKUP`, else asked for without showing it.
pub fn backup_secret() -> Result<String, Error> {
    match std::env::var("DONGHANH_BACKUP") {
        Ok(secret) => Ok(secret),
        Err(_) => rpassword::prompt_password("Backup passphrase or recovery code: ")
            .map_err(|_| Error::new(Code::WrongBackupSecret)),
    }
}

/// A new passphrase for backups: from `DONGHANH_BACKUP`, else asked for twice.
pub fn new_backup_passphrase() -> Result<String, Error> {
    let chosen = backup_secret()?;
    let again = backup_secret()?;
    if chosen == again { Ok(chosen) } else { Err(Error::new(Code::WrongBackupSecret)) }
}

/// The text itself, or standard input where it is `-`.
pub fn text_or_stdin(text: String) -> Result<String, Error> {
    if text != "-" {
        return Ok(text);
    }
    let mut read = String::new();
    std::io::stdin()
        .take(STDIN_BYTES_MAX)
        .read_to_string(&mut read)
        .map_err(|_| Error::new(Code::BadField).with("field", "stdin"))?;
    Ok(read)
}

/// The home folder given, or the platform's.
pub fn home(given: Option<PathBuf>) -> Result<PathBuf, Error> {
    given.or_else(app::default_home).ok_or_else(|| Error::new(Code::NotFound).with("field", "home"))
}

/// A closed choice by its key: `level-2-activation`, `done`.
pub fn choice<T: DeserializeOwned>(field: &str, key: &str) -> Result<T, Error> {
    serde_json::from_value(Value::String(key.to_owned())).map_err(|_| Error::new(Code::BadField).with("field", field))
}

/// The parts of `NAME:ROLE:FORCE`, exactly `N` of them.
pub fn parts<const N: usize>(field: &str, text: &str) -> Result<[String; N], Error> {
    let parts: Vec<String> = text.split(':').map(|part| part.trim().to_owned()).collect();
    parts.try_into().map_err(|_| Error::new(Code::BadField).with("field", field))
}
