//! Documents people take away: XLSX and CSV of a session log.
