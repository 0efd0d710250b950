//! Trying out this laptop's scanner with one scan, and remembering what it does to letters: per laptop, for both profiles.

use std::path::PathBuf;

use documents::code::Code;
use domain::card::{ScannerProfile, probe_text, probed};
use serde::{Deserialize, Serialize};

use crate::failure::{bug, own_disk};
use crate::view::Words;
use crate::view::scanner::{ScannerTestView, ScannerView};
use crate::{App, Error, atomic, words};

/// The note about a scanner is at most this long.
const NOTE_BYTES_MAX: u64 = 4096;

/// What is remembered; nothing of what was scanned.
#[derive(Serialize, Deserialize)]
struct Note {
    profile: Option<ScannerProfile>,
    /// It ends with Enter.
    ends: bool,
    /// Letters it does not tell apart.
    uncertain: String,
}

impl App {
    /// The code that a scanner is tried with: a made-up card with every letter.
    ///
    /// # Errors
    /// None in practice: the text is always the same.
    pub fn scanner_test(&self) -> Result<ScannerTestView, Error> {
        let code = Code::of(&probe_text()).map_err(|_| bug("probe"))?;
        Ok(ScannerTestView { size: code.size().into(), path: code.svg_path() })
    }

    /// Judges what a scanner made of that code and remembers it. `ends` says that Enter came after it, `retyped` that an
    /// input method took letters back. `None` where the text is not that code, or not whole; nothing is remembered then.
    ///
    /// # Errors
    /// The note cannot be written.
    pub fn judge_scanner(&self, text: &str, ends: bool, retyped: bool) -> Result<Option<ScannerView>, Error> {
        let Some(found) = probed(text) else { return Ok(None) };
        let profile = if retyped { Some(ScannerProfile::InputMethod) } else { found.profile };
        let note = Note { profile, ends, uncertain: found.uncertain };
        let bytes = serde_json::to_vec(&note).map_err(|_| bug("scanner"))?;
        atomic::write(&self.scanner_note(), &bytes).map_err(|error| own_disk(&error))?;
        Ok(Some(view(&note)))
    }

    /// What the last test found, if there was one.
    ///
    /// # Errors
    /// None: a note that cannot be read is as good as none.
    pub fn scanner(&self) -> Result<Option<ScannerView>, Error> {
        Ok(self.noted_scanner().map(|note| view(&note)))
    }

    /// What this laptop's scanner is known to do.
    pub(super) fn known_scanner(&self) -> Option<ScannerProfile> {
        self.noted_scanner().and_then(|note| note.profile)
    }

    fn noted_scanner(&self) -> Option<Note> {
        let bytes = atomic::read(&self.scanner_note(), NOTE_BYTES_MAX).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    fn scanner_note(&self) -> PathBuf {
        self.shared.home().join("scanner")
    }
}

fn view(note: &Note) -> ScannerView {
    let does = note.profile.map_or(words::SCANNER_UNKNOWN, ScannerProfile::key);
    let fine = note.profile == Some(ScannerProfile::Plain) && note.ends;
    let count = note.uncertain.chars().count();
    let unclear = (count > 0).then(|| Words::new(words::SCANNER_UNCLEAR).with("count", count));
    let said = [Some(Words::new(does)), unclear, advice(note.profile).map(Words::new)];
    let enter = (!note.ends).then(|| Words::new(words::SCANNER_NO_ENTER));
    ScannerView { profile: note.profile, fine, words: said.into_iter().flatten().chain(enter).collect() }
}

/// What to set, where something is to be set.
const fn advice(profile: Option<ScannerProfile>) -> Option<&'static str> {
    match profile {
        None => Some(words::SCANNER_SET_UNKNOWN),
        Some(ScannerProfile::Plain) => None,
        Some(ScannerProfile::CapsLock) => Some(words::SCANNER_SET_CAPS),
        Some(ScannerProfile::InputMethod) => Some(words::SCANNER_SET_INPUT_METHOD),
        Some(
            ScannerProfile::Utf8AsCp1252
            | ScannerProfile::ByteNumbers
            | ScannerProfile::CodePointNumbers
            | ScannerProfile::LowByte,
        ) => Some(words::SCANNER_SET_UNICODE),
    }
}
