//! Which PINs and passphrases are taken, and how long one waits after wrong ones.
//! The waiting is kept beside the vault, so that starting the app again does not shorten it.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::vault::{PASSPHRASE_CHARS_MIN, PIN_DIGITS_MIN};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::view::start::SecretKind;
use crate::{Code, Error, atomic};

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

/// Takes a new passphrase of 12 characters and more; where `kind` allows it, a PIN of 6 digits and more. Neither may be
/// trivial, and no row of digits is a passphrase: here it would be an ID number.
///
/// # Errors
/// [`Code::WeakPin`], naming the kind and `why`.
pub(crate) fn new_pin(pin: &str, kind: SecretKind) -> Result<Zeroizing<String>, Error> {
    let fresh = composed(pin);
    let chars = Zeroizing::new(fresh.chars().collect::<Vec<char>>());
    let too_long = (pin.chars().count() > PIN_CHARS_MAX).then_some("long");
    let why = too_long.or_else(|| too_short(&chars, kind)).or_else(|| is_trivial(&chars).then_some("simple"));
    why.map_or(Ok(fresh), |why| Err(Error::new(Code::WeakPin).with("kind", kind.key()).with("why", why)))
}

/// What is too short, or a row of digits where it would have to be words.
fn too_short(chars: &[char], kind: SecretKind) -> Option<&'static str> {
    match (chars.iter().all(char::is_ascii_digit), kind) {
        (true, SecretKind::Pin) => (chars.len() < PIN_DIGITS_MIN).then_some("short-pin"),
        (true, SecretKind::Passphrase) => Some("digits"),
        (false, SecretKind::Pin | SecretKind::Passphrase) => {
            (chars.len() < PASSPHRASE_CHARS_MIN).then_some("short-passphrase")
        }
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
    fn short_and_trivial_ones_are_refused_and_digits_alone_where_the_key_store_is_missing() {
        let check = |pin: &str, expected: (bool, bool)| {
            let taken = (new_pin(pin, SecretKind::Pin).is_ok(), new_pin(pin, SecretKind::Passphrase).is_ok());
            assert_eq!(taken, expected, "{pin}");
        };
        for weak in
            ["", "12345", "111111", "123456", "987654", "121212", "123123", "12312312", "mật khẩu", "aaaaaaaaaaaa"]
        {
            check(weak, (false, false));
        }
        for pin in ["135790", "274913", "000001", "005185000002"] {
            check(pin, (true, false));
        }
        for passphrase in ["con trâu đi trước", "đường làng quanh co"] {
            check(passphrase, (true, true));
        }
        check("ma\u{323}\u{302}t kha\u{302}\u{309}u", (false, false));
        check(&"ăn ".repeat(100), (false, false));
    }

    #[test]
    fn a_weak_one_is_told_with_what_is_wanted() {
        let check = |pin: &str, kind: SecretKind, why: &str| {
            let error = new_pin(pin, kind).unwrap_err();
            assert_eq!((error.code, error.params["kind"].as_str()), (Code::WeakPin, kind.key()), "{pin}");
            assert_eq!(error.params["why"], why, "{pin}");
        };
        check("274913", SecretKind::Passphrase, "digits");
        check("2749", SecretKind::Pin, "short-pin");
        check("trâu", SecretKind::Pin, "short-passphrase");
        check("con trâu", SecretKind::Passphrase, "short-passphrase");
        check("123456", SecretKind::Pin, "simple");
        check(&"ăn ".repeat(100), SecretKind::Passphrase, "long");
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
