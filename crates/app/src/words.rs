//! Sentences that the app says by key; the texts stand in the catalogue under the same keys.

use std::fmt::Display;

use crate::view::Words;

impl Words {
    /// A sentence without parameters.
    pub(crate) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), params: std::collections::BTreeMap::new() }
    }

    /// The same, naming something in its plain form.
    pub(crate) fn with(mut self, name: &str, value: impl Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

macro_rules! keys {
    ($(#[$doc:meta])* $list:ident: $($(#[$key_doc:meta])* $name:ident = $key:literal;)*) => {
        $($(#[$key_doc])* pub(crate) const $name: &str = $key;)*
        $(#[$doc])*
        #[cfg(test)]
        pub(crate) const $list: &[&str] = &[$($key),*];
    };
}

keys! {
    /// What a person card or a saved assist points out.
    NOTICES:
    /// Logged tonight already; names time and laptop.
    HELPED_TONIGHT = "notice-helped-tonight";
    /// This very service was given tonight; names time, member and laptop.
    SAME_SERVICE_TONIGHT = "notice-same-service-tonight";
    /// This very service was done at an earlier session; names day, member and laptop.
    SAME_SERVICE_BEFORE = "notice-same-service-before";
    /// The card's name is not the saved one.
    NAME_DIFFERS = "notice-name-differs";
    /// The card's birth date is not the saved one.
    BIRTH_DIFFERS = "notice-birth-differs";
    /// The card's name is not the roster's.
    ROSTER_NAME_DIFFERS = "notice-roster-name-differs";
    /// Under 14.
    CHILD = "notice-child";
    /// Two corrections of the record disagree.
    RECORD_CONFLICT = "notice-record-conflict";
    /// The number was on record, the assist went there.
    SAME_NUMBER = "notice-same-number";
    /// An input method rewrote what the scanner typed; nothing was read.
    SCAN_RETYPED = "notice-scan-retyped";
}

keys! {
    /// What the triage's details say besides its own keys.
    TRIAGE_DETAILS:
    /// Level 2 was received; names the `day` and by when it should be approved.
    CLOCK_APPROVAL = "triage-clock-approval";
    /// The Ministry's message came; names its `day` and the last day to activate.
    CLOCK_ACTIVATION = "triage-clock-activation";
    /// The commune police of residence, or where cards are made.
    GO_RESIDENCE = "triage-go-commune-police-or-card-office";
    /// Any commune police.
    GO_ANY = "triage-go-any-commune-police";
    /// Where cards are made.
    GO_CARD = "triage-go-card";
    /// An office is open on the session's `day`; names its `hours`.
    OFFICE_OPEN = "triage-office-open";
    /// It is shut on that `day`; names the `next` one and its `hours`.
    OFFICE_SHUT = "triage-office-shut";
    /// Nobody has said when it is open.
    OFFICE_HOURS_UNKNOWN = "triage-office-hours-unknown";
}

/// The days of the week, Monday first.
pub(crate) const WEEKDAYS: [&str; domain::office::WEEKDAYS] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

keys! {
    /// What a test of the scanner found, besides what each profile is called.
    SCANNERS:
    /// Nothing that is known.
    SCANNER_UNKNOWN = "scanner-unknown";
    /// Letters it does not tell apart; names `count`.
    SCANNER_UNCLEAR = "scanner-unclear";
    /// No Enter came after the text.
    SCANNER_NO_ENTER = "scanner-no-enter";
    /// To be set on the scanner: Unicode.
    SCANNER_SET_UNICODE = "scanner-set-unicode";
    /// Caps Lock is to be switched off.
    SCANNER_SET_CAPS = "scanner-set-caps";
    /// The input method is to be switched off.
    SCANNER_SET_INPUT_METHOD = "scanner-set-input-method";
    /// Another scanner, or typing.
    SCANNER_SET_UNKNOWN = "scanner-set-unknown";
}

keys! {
    /// What came of a bundle.
    BUNDLES:
    /// Entries that are new here; names `count`.
    BUNDLE_NEW = "bundle-new";
    /// Entries that were here already; names `count`.
    BUNDLE_KNOWN = "bundle-known";
    /// Entries not kept, since others before them are missing; names `count`.
    BUNDLE_WAITING = "bundle-waiting";
    /// Parts that do not prove themselves; names `count`.
    BUNDLE_FORGED = "bundle-forged";
    /// Parts of another commune; names `count`.
    BUNDLE_FOREIGN = "bundle-foreign";
    /// Parts that only a newer version understands; names `count`.
    BUNDLE_LATER = "bundle-later";
    /// Receipts that cannot be checked; names `count`.
    BUNDLE_UNPROVEN = "bundle-unproven";
    /// Damaged parts; names `count` and `parts`.
    BUNDLE_DAMAGED = "bundle-damaged";
    /// The end is missing.
    BUNDLE_CUT = "bundle-cut";
    /// All parts are there, and yet it is not what was written.
    BUNDLE_ALTERED = "bundle-altered";
    /// Receipts; names `receipts`, `arrived` and `written`.
    BUNDLE_RECEIPTS = "bundle-receipts";
    /// The centre says that it did not take everything; names `entries` and `damaged`.
    BUNDLE_NOT_TAKEN = "bundle-not-taken";
    /// Nothing was in it.
    BUNDLE_EMPTY = "bundle-empty";
}

keys! {
    /// What is to be known of a laptop's journal.
    HISTORIES:
    /// It goes on under a new identity; nothing is written in the name of this one.
    GIVEN_UP = "device-given-up";
    /// It goes on from an earlier identity.
    GOES_ON = "device-goes-on";
    /// A copy of its file went on writing; names `count`.
    BRANCHES = "device-branches";
}

keys! {
    /// Backups, second copies, drills.
    BACKUPS:
    /// Nothing would open a backup yet.
    BACKUP_UNLOCKED = "backup-unlocked";
    /// There is no second copy yet.
    BACKUP_NEVER = "backup-never";
    /// The newest second copy; names `day`, `time` and `entries`.
    BACKUP_LAST = "backup-last";
    /// The newest one is too old; names `days`.
    BACKUP_OVERDUE = "backup-overdue";
    /// The last try failed.
    BACKUP_FAILED = "backup-failed";
    /// The second copies lie on the laptop's own disk.
    BACKUP_SAME_DISK = "backup-same-disk";
    /// No drill was ever done.
    DRILL_NEVER = "drill-never";
    /// The last drill; names `day` and `time`.
    DRILL_LAST = "drill-last";
    /// The same, and something in it did not hold.
    DRILL_LAST_BROKEN = "drill-last-broken";
    /// What would come back; names `entries`, `people`, and day and time of the newest entry and of the backup.
    DRILL_HOLDS = "drill-holds";
    /// Something in it does not hold.
    DRILL_BROKEN = "drill-broken";
    /// What came back; names `entries`, `people`, and day and time of the newest entry and of the backup.
    RESTORED = "restored";
    /// The laptop goes on under a new identity.
    RESTORED_IDENTITY = "restored-identity";
    /// Damage that the second set of pieces made good.
    BACKUP_MENDED = "backup-mended";
    /// Pieces lost in both places; names `count`.
    BACKUP_LOST = "backup-lost";
    /// Batches not kept, since others before them are lost; names `count`.
    BACKUP_WAITING = "backup-waiting";
    /// The profile that lay here was put aside; names `folder`.
    RESTORED_ASIDE = "restored-aside";
}

keys! {
    /// Sync in one sentence.
    LINES:
    /// No centre yet.
    NO_CENTRE = "line-no-centre";
    /// Not tried since the app was opened.
    UNTRIED = "line-untried";
    /// Under way.
    SYNCING = "line-syncing";
    /// Everything of this laptop has a receipt; names `arrived` and `written`.
    ALL_ARRIVED = "line-all-arrived";
    /// Some of it has not; names `arrived` and `written`.
    SOME_WAITING = "line-some-waiting";
    /// Nothing was written here; others' entries were fetched.
    NOTHING_WRITTEN = "line-nothing-written";
    /// Switched off for now.
    PAUSED = "line-paused";
    /// A complete pull left gaps; names `count`.
    MISSING = "line-missing";
    /// This laptop's journal has two branches.
    FORK = "line-fork";
    /// What this laptop sent waits for a leader.
    QUARANTINED = "line-quarantined";
    /// See [`crate::Code::Unreachable`].
    UNREACHABLE = "line-unreachable";
    /// See [`crate::Code::NoNetwork`].
    NO_NETWORK = "line-no-network";
    /// See [`crate::Code::CentreUntrusted`].
    CENTRE_UNTRUSTED = "line-centre-untrusted";
    /// See [`crate::Code::CertificateExpired`].
    CERTIFICATE_EXPIRED = "line-certificate-expired";
    /// See [`crate::Code::CertificateOtherName`].
    CERTIFICATE_OTHER_NAME = "line-certificate-other-name";
    /// See [`crate::Code::CentreSlow`].
    CENTRE_SLOW = "line-centre-slow";
    /// See [`crate::Code::NotTheCentre`].
    NOT_THE_CENTRE = "line-not-the-centre";
    /// See [`crate::Code::OtherCommune`].
    OTHER_COMMUNE = "line-other-commune";
    /// See [`crate::Code::CentreBusy`].
    CENTRE_BUSY = "line-centre-busy";
    /// See [`crate::Code::NotAdmitted`].
    NOT_ADMITTED = "line-not-admitted";
    /// See [`crate::Code::LaptopRevoked`].
    REVOKED = "line-revoked";
    /// See [`crate::Code::VersionApart`].
    VERSION_APART = "line-version-apart";
    /// The laptop's own disk or file stood in the way.
    LOCAL_TROUBLE = "line-local-trouble";
}
