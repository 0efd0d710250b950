//! What the core tells the window without being asked.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// Something on the screen may be out of date: a sync brought or sent records. The window asks for the strip again.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct Changed;
