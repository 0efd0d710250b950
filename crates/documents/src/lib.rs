//! Documents people take away: plain structs in, XLSX and CSV out.
//! Never here: the store, the journal, or a text of the interface; the caller brings every word.

pub mod session_log;
