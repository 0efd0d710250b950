//! Which PINs and passphrases are taken, and how long one waits after wrong ones.
//! The waiting is kept beside the vault, so that starting the app again does not shorten it.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::vault::{PASSPHRASE_CHARS_MIN, PIN_DIGITS_MIN};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::atomic;
use crate::{Code, Error};

/// Longest PIN or passphrase, in characters.
pub const PIN_CHARS_MAX: usize = 128;
/// Wrong ones that cost no waiting: fingers slip.
const FREE_TRIES: u32 = 3;
/// Seconds to wait after the third wrong one, the fourth …; the last stays.
const WAITS_SECONDS: [u32; 6] = [5, 15, 30, 60, 300, 900];
/// Longest file of tries, in bytes.
const TRIES_BYTES_MAX: u64 = 1024;

/// A PIN or passphrase as it is derived from: composed (NFC), wiped when dropped.
pub(crate) fn composed(pin: &str) -> Zeroizing<String> {
    Zeroizing::new(pin.chars().take(PIN_CHARS_MAX).nfc().collect())
}

/// Takes a new PIN of 6 digits and more that is not trivial, or a passphrase of 12 characters and more.
///
/// # Errors
/// [`Code::WeakPin`].
pub(crate) fn new_pin(pin: &str) -> Result<Zeroizing<String>, Error> {
    let chars: Vec<char> = pin.chars().collect();
    let digits = chars.iter().all(char::is_ascii_digit);
    let long_enough = chars.len() >= if digits { PIN_DIGITS_MIN } else { PASSPHRASE_CHARS_MIN };
    match long_enough && chars.len() <= PIN_CHARS_MAX && !is_trivial(&chars) {
        true => Ok(composed(pin)),
        false => Err(Error::new(Code::WeakPin)),
    }
}

/// One character throughout, a row up or down, or a short piece again and again.
fn is_trivial(chars: &[char]) -> bool {
    let repeats = |period: usize| chars.chunks(period).all(|piece| chars.starts_with(piece));
    let steps = |step: i64| {
        chars.windows(2).all(|pair| match pair {
            [a, b] => i64::from(u32::from(*b)) - i64::from(u32::from(*a)) == step,
            _ => true,
        })
    };
    repeats(1) || repeats(2) || repeats(3) || steps(1) || steps(-1)
}

/// How often a wrong PIN was given since the last right one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Tries {
    wrong: u32,
    last_ms: i64,
}

impl Tries {
    /// What a profile remembers; an unreadable file counts as the worst.
    pub(crate) fn read(folder: &Path) -> Self {
        match atomic::read(&file(folder), TRIES_BYTES_MAX) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or(Self { wrong: u32::MAX, last_ms: 0 }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(_) => Self { wrong: u32::MAX, last_ms: 0 },
        }
    }

    /// Seconds still to wait at `now_ms`; a clock set back waits the whole time again, never longer.
    pub(crate) fn wait_seconds(self, now_ms: i64) -> u32 {
        let wait = self.step();
        let gone = u32::try_from(now_ms.saturating_sub(self.last_ms).max(0) / 1000).unwrap_or(u32::MAX);
        wait.saturating_sub(gone)
    }

    /// Notes a try before it is made: ending the app in between does not undo it.
    ///
    /// # Errors
    /// The disk refuses; then the try must not be made.
    pub(crate) fn note(self, folder: &Path, now_ms: i64) -> io::Result<Self> {
        let noted = Self { wrong: self.wrong.saturating_add(1), last_ms: now_ms };
        atomic::write(&file(folder), &serde_json::to_vec(&noted)?)?;
        Ok(noted)
    }

    /// Forgets the wrong ones after a right one.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn forget(folder: &Path) -> io::Result<()> {
        match std::fs::remove_file(file(folder)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn step(self) -> u32 {
        let Some(over) = self.wrong.checked_sub(FREE_TRIES) else { return 0 };
        let at = usize::try_from(over).unwrap_or(usize::MAX).min(WAITS_SECONDS.len().saturating_sub(1));
        WAITS_SECONDS.get(at).copied().unwrap_or(0)
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("tries.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_trivial_pins_are_refused() {
        let check = |pin: &str, expected: bool| assert_eq!(new_pin(pin).is_ok(), expected, "{pin}");
        for weak in
            ["", "12345", "111111", "123456", "987654", "121212", "123123", "12312312", "mật khẩu", "aaaaaaaaaaaa"]
        {
            check(weak, false);
        }
        for fine in ["135790", "274913", "000001", "con trâu đi trước", "đường làng quanh co"] {
            check(fine, true);
        }
        check(&"ă".repeat(200), false);
    }

    #[test]
    fn a_passphrase_is_one_however_it_was_composed() {
        assert_eq!(*composed("đi trưo\u{31B}\u{301}c"), *composed("đi trước"));
    }

    #[test]
    fn waiting_grows_and_survives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let mut waits = Vec::new();
        for now_ms in (0..10).map(|n| n * 1_000_000) {
            Tries::read(folder.path()).note(folder.path(), now_ms).unwrap();
            waits.push(Tries::read(folder.path()).wait_seconds(now_ms));
        }
        assert_eq!(waits, [0, 0, 5, 15, 30, 60, 300, 900, 900, 900]);
        Tries::forget(folder.path()).unwrap();
        assert_eq!(Tries::read(folder.path()), Tries::default());
    }

    #[test]
    fn a_clock_set_back_does_not_lock_for_years() {
        let tries = Tries { wrong: 4, last_ms: 1_000_000_000 };
        assert_eq!(tries.wait_seconds(1_000_000_000 + 4_000), 11);
        assert_eq!(tries.wait_seconds(0), 15);
    }

    #[test]
    fn a_damaged_file_of_tries_waits_longest() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(file(folder.path()), b"{").unwrap();
        assert_eq!(Tries::read(folder.path()).wait_seconds(0), 900);
    }
}
