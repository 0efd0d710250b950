//! Whether a set-up code admits a commune, the same for every database. Never here: SQL.

use domain::ids::CommuneId;
use journal::receipt::LogId;

use super::ask::{Admission, Admitted};

/// A code as it is kept.
#[derive(Clone, Copy, Debug)]
pub struct KeptCode {
    /// It admits a practice commune and nothing else.
    pub practice: bool,
    /// Milliseconds since 1970-01-01 UTC.
    pub expires_at_ms: i64,
    /// Whom it admitted.
    pub used_by: Option<CommuneId>,
}

impl KeptCode {
    /// What this code alone decides; none: it is good and not used.
    #[must_use]
    pub fn decides(&self, admission: &Admission, log_id: LogId) -> Option<Admitted> {
        match self.used_by {
            Some(used_by) if used_by == admission.commune => Some(Admitted::Yes { log_id }),
            Some(_) => Some(Admitted::CodeUsed),
            None if self.expires_at_ms <= admission.now_ms => Some(Admitted::CodeExpired),
            None if self.practice != admission.practice => Some(Admitted::CodeKind),
            None => None,
        }
    }
}
