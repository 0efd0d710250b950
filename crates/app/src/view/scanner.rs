//! The scanner of this laptop, tried out.

use domain::card::ScannerProfile;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;

/// A code to be shown and scanned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ScannerTestView {
    /// How many modules the code has on each side, without the quiet zone.
    pub size: u32,
    /// The dark modules as a path of SVG, one unit a module.
    pub path: String,
}

/// What the last test of this laptop's scanner found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct ScannerView {
    /// What it does to letters; none where that is nothing known.
    pub profile: Option<ScannerProfile>,
    /// Whether nothing needs to be set on it.
    pub fine: bool,
    /// What it does, and what to set or to mind, in this order.
    pub words: Vec<Words>,
}
