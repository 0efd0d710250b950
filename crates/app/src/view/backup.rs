//! Backups as people see them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;
use super::start::StatusView;

/// How backups stand on this laptop.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BackupView {
    /// A passphrase opens the backups.
    pub has_passphrase: bool,
    /// The commune's recovery code opens them.
    pub has_recovery: bool,
    /// Where second copies go.
    pub folder: String,
    /// Whether a person chose that place.
    pub chosen: bool,
    /// How it stands, in sentences; what matters most first.
    pub words: Vec<Words>,
    /// Somebody should do something: no copy can be made, none was for too long, or the last try failed.
    pub needs_care: bool,
    /// When the newest second copy was made.
    pub last: Option<String>,
    /// How many second copies lie there.
    pub copies: u32,
    /// When a drill was done last.
    pub drilled: Option<String>,
}

/// A backup that was written, read back and checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BackupWrittenView {
    /// Where it lies.
    pub path: String,
    /// Entries in it.
    pub entries: u32,
    /// Its size in bytes.
    pub bytes: u32,
}

/// What a drill found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DrillView {
    /// The backup that was tried.
    pub path: String,
    /// Everything in it holds.
    pub holds: bool,
    /// What would come back, in sentences.
    pub words: Vec<Words>,
    /// Entries that would.
    pub entries: u32,
    /// People that would.
    pub people: u32,
}

/// What to restore from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RestoreForm {
    /// The backup.
    pub path: String,
    /// Its passphrase, or the commune's recovery code.
    pub secret: String,
    /// Where a commune is set up here: put it aside instead of refusing. It is kept.
    pub aside: bool,
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RestoredView {
    /// What came back, in sentences.
    pub words: Vec<Words>,
    /// Entries that did.
    pub entries: u32,
    /// People that did.
    pub people: u32,
    /// Where the app stands: its members open it with their PINs.
    pub status: StatusView,
}
