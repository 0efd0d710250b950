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
    /// A certificate to trust there beside those that the system trusts.
    pub certificate: Option<CertificateForm>,
}

/// Which certificate is to be trusted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CertificateForm {
    /// A PEM file with one certificate: the centre's own, or its authority's.
    pub path: String,
    /// Its SHA-256 fingerprint as somebody compared it; spaces, colons and case do not matter.
    pub fingerprint: String,
}

/// A certificate file that was looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CertificateView {
    /// SHA-256, 32 pairs of hexadecimal digits with colons between.
    pub fingerprint: String,
}

/// The sync screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SyncView {
    /// The centre's address, if attached.
    pub centre: Option<String>,
    /// The fingerprint of the certificate that is trusted there beside those that the system trusts.
    pub certificate: Option<String>,
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
    /// What stands in the way, the gravest first; never empty.
    pub doctor: DoctorView,
    /// The last `SYNC_DAYS` days, today last.
    pub days: Vec<SyncDay>,
    /// One line per laptop.
    pub devices: Vec<DeviceRow>,
    /// The newest receipts, at most `RECEIPT_ROWS_MAX`.
    pub receipts: Vec<ReceiptRow>,
}

/// What this laptop wrote on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SyncDay {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Entries this laptop wrote; today's with whatever a wrong clock stamped later.
    pub written: u32,
    /// Of these, covered by the centre's signed receipt.
    pub arrived: u32,
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
    /// What is to be known of its journal: given up, gone on from another, of several histories.
    pub about: Vec<Words>,
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

/// Where sync stands in plain words, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DoctorView {
    /// What was found, the gravest first; never empty.
    pub findings: Vec<FindingView>,
}

/// One finding with its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct FindingView {
    /// What it is, with its facts.
    pub finding: Finding,
    /// How grave.
    pub grade: Grade,
    /// What it is, in a sentence.
    pub what: Words,
    /// Whether the data is safe, and what to do next.
    pub next: Words,
    /// The one button that helps; none where none does, or where it is not this member's to press.
    pub remedy: Option<Remedy>,
}

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// All is well.
    Well,
    /// It passes by itself.
    Passing,
    /// Somebody should do something.
    Act,
}

/// What a button can do about a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Sync now.
    SyncNow,
    /// Resume what was paused.
    Resume,
    /// Look at the team and its laptops.
    Team,
    /// Check the file.
    Check,
}

/// What stands in the way of sync, or that nothing does; with its facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Finding {
    /// This laptop was locked out.
    LockedOut,
    /// The centre is another commune's, or its key is another one.
    OtherCommune,
    /// The laptop's clock is not the centre's.
    ClockWrong {
        /// By how many minutes.
        minutes: u32,
        /// Whether the laptop's is ahead.
        ahead: bool,
    },
    /// Nobody vouches for the certificate that answered.
    Untrusted,
    /// The certificate of whoever answered is not in force.
    CertificateExpired,
    /// The certificate of whoever answered is for another name.
    CertificateOtherName,
    /// What answered is not the centre.
    NotTheCentre,
    /// The centre does not admit this laptop.
    NotAdmitted,
    /// App and centre are too far apart.
    VersionApart,
    /// The laptop's own disk or file stood in the way.
    LocalTrouble,
    /// There is no network.
    NoNetwork,
    /// There is a network, and the centre does not answer on it.
    ServerAway,
    /// The centre does not answer in time.
    ServerSlow,
    /// The centre asks to wait.
    ServerBusy,
    /// Somebody switched sync off for now.
    Paused,
    /// The commune has no centre.
    NoCentre,
    /// The centre was put back to an older state.
    Restored {
        /// When this laptop noticed, RFC 3339.
        at: String,
    },
    /// Entries wait for a leader's decision.
    Quarantine {
        /// How many.
        entries: u32,
    },
    /// The centre keeps apart what this laptop sent.
    SetAside,
    /// A laptop's journal has two branches: a copy of its file was used.
    Fork {
        /// Which laptop.
        laptop: String,
    },
    /// Entries of others are missing at the centre.
    Missing {
        /// How many items.
        items: u32,
    },
    /// Something has waited for a receipt for long.
    Unsent {
        /// Entries without a receipt.
        entries: u32,
        /// For how many minutes the oldest has waited.
        minutes: u32,
    },
    /// A sync is under way.
    Syncing,
    /// Not tried since the app was opened.
    Untried,
    /// Everything of this laptop has arrived.
    AllWell {
        /// How many entries.
        entries: u32,
    },
}
