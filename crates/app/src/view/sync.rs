//! Sync as people see it.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::Words;
use super::start::Line;

/// How to reach a centre for the first time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CentreForm {
    /// `https://…`; plain `http` only to a loopback address.
    pub address: String,
    /// The one-time set-up code.
    pub setup_code: String,
}

/// The sync screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SyncView {
    /// The centre's address, if attached.
    pub centre: Option<String>,
    /// How the line looks.
    pub line: Line,
    /// One sentence: what happened last, whether the data is safe, what comes next.
    pub words: Words,
    /// Entries this laptop wrote.
    pub written: u32,
    /// Entries covered by the centre's signed receipt.
    pub arrived: u32,
    /// Minutes since the oldest entry without a receipt was written.
    pub oldest_unsent_minutes: Option<u32>,
    /// When the last sync succeeded.
    pub last_success: Option<String>,
    /// Seconds until the next try by itself.
    pub next_try_seconds: Option<u32>,
    /// One line per laptop.
    pub devices: Vec<DeviceRow>,
    /// The newest receipts, at most `RECEIPT_ROWS_MAX`.
    pub receipts: Vec<ReceiptRow>,
}

/// A laptop.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DeviceRow {
    /// Its identity.
    pub device: Uuid,
    /// Its label.
    pub label: String,
    /// Whether it is this one.
    pub mine: bool,
    /// Entries of it that this laptop knows of ("at least").
    pub written: u32,
    /// Entries of it that a receipt known here covers.
    pub arrived: u32,
    /// Minutes since its newest known entry.
    pub silent_minutes: Option<u32>,
}

/// A receipt of the centre, its signature checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ReceiptRow {
    /// When the centre signed it.
    pub at: String,
    /// Which laptop.
    pub device_label: String,
    /// Up to which entry.
    pub up_to: u32,
    /// How many entries.
    pub count: u32,
}
