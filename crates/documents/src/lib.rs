//! Documents people take away: plain structs in, XLSX, CSV and PDF out; and lists they bring: files in, plain lines out.
//! Never here: the store, the journal, or a text of the interface; the caller brings every word.

pub mod call_sheet;
pub mod code;
pub mod leaflet;
pub mod pad;
pub mod pdf;
pub mod roster;
pub mod session_log;
