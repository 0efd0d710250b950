//! The one error that crosses to the window and the command line. A code exists only where the person is told, or
//! does, something different; the texts live in the catalogue under `error-<code>`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What went wrong, in a form that can be said in any language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type, thiserror::Error)]
#[error("{}", code.key())]
pub struct Error {
    /// Which sentence to say.
    pub code: Code,
    /// What the sentence names; never anything personal.
    pub params: BTreeMap<String, String>,
    /// Whether trying again later may succeed without anything being changed.
    pub retry: bool,
}

impl Error {
    /// An error that trying again does not mend.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, params: BTreeMap::new(), retry: false }
    }

    /// An error that may be gone next time.
    #[must_use]
    pub const fn passing(code: Code) -> Self {
        Self { code, params: BTreeMap::new(), retry: true }
    }

    /// The same, naming something.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// Everything that can go wrong and that a person can do something about.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, Type)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $key)] $name,)* }
        impl Code {
            /// Every code, for the test that looks for missing texts.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// The kebab-case key; its text stands in the catalogue as `error-<key>`.
            #[must_use]
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)* } }
        }
    };
}

codes! {
    /// A text is empty or not of its form; `field` names it.
    BadField = "bad-field",
    /// A birth date that lies in the future or cannot be.
    BadBirth = "bad-birth",
    /// An ID number that is not 12 digits.
    BadNumber = "bad-number",
    /// A phone number that cannot be one.
    BadPhone = "bad-phone",
    /// "Come back" needs a difficulty or a return day.
    ComeBackNeedsWhy = "come-back-needs-why",
    /// A return day before the session's day.
    ReturnDayPast = "return-day-past",
    /// A correction needs a reason.
    ReasonMissing = "reason-missing",
    /// A correction that changes nothing.
    NothingChanged = "nothing-changed",
    /// PIN or passphrase too short or too simple; `kind` says which is wanted, `why` what is wrong with it.
    WeakPin = "weak-pin",
    /// The PIN is wrong; `wait_seconds` where one must wait.
    WrongPin = "wrong-pin",
    /// Too many wrong PINs; `wait_seconds`.
    WaitBeforePin = "wait-before-pin",
    /// The system's key store gives no secret: shut, another user's, or emptied.
    KeyStoreClosed = "key-store-closed",
    /// The member has a place on this laptop already.
    HasPlace = "has-place",
    /// The app is locked.
    Locked = "locked",
    /// Nothing is set up here yet.
    NotSetUp = "not-set-up",
    /// Something is set up here already.
    AlreadySetUp = "already-set-up",
    /// Only a leader may do this.
    LeaderOnly = "leader-only",
    /// This needs more than an observer's role, or than somebody who was expelled has.
    RoleTooLow = "role-too-low",
    /// This laptop was locked out: what it writes would only wait.
    LaptopRevoked = "laptop-revoked",
    /// This laptop has gone on under a new identity too often; a leader lets it in anew.
    TooManyIdentities = "too-many-identities",
    /// Nobody locks out or lowers themselves: another leader does.
    NotYourself = "not-yourself",
    /// The root key is not on this laptop.
    NoRootKey = "no-root-key",
    /// There is no recovery box here.
    NoRecoveryBox = "no-recovery-box",
    /// The disk lacks the room for what is to be written; `needed` and `free` are MiB.
    NoRoom = "no-room",
    /// The centre has no box that this code opens and that proves itself.
    NoBoxAtCentre = "no-box-at-centre",
    /// A file that is no recovery box, or a damaged one.
    BadRecoveryBox = "bad-recovery-box",
    /// A recovery code that is none: mistyped, or something left out.
    BadRecoveryCode = "bad-recovery-code",
    /// A recovery code that opens another box.
    OtherRecoveryCode = "other-recovery-code",
    /// The named record is not here.
    NotFound = "not-found",
    /// The session is closed.
    SessionClosed = "session-closed",
    /// No session is open.
    NoSession = "no-session",
    /// Nothing to undo.
    NothingToUndo = "nothing-to-undo",
    /// No rule was in force on the session's day; `day`.
    NoRule = "no-rule",
    /// Another window of the app holds the file.
    InUse = "in-use",
    /// The file was made by a newer version of the app.
    NewerFile = "newer-file",
    /// The file is damaged; what to do.
    DamagedFile = "damaged-file",
    /// The disk is full; nothing was half saved.
    DiskFull = "disk-full",
    /// The disk refused to read or write.
    DiskFailed = "disk-failed",
    /// More people than one call sheet takes.
    SheetTooLong = "sheet-too-long",
    /// The place chosen cannot be written; `path` is the folder.
    CannotWrite = "cannot-write",
    /// The file chosen cannot be read.
    CannotRead = "cannot-read",
    /// Not a bundle, or so damaged that nothing in it can be read.
    BadBundle = "bad-bundle",
    /// The bundle is another commune's.
    OtherCommunesBundle = "other-communes-bundle",
    /// The stick was pulled out, or does not keep what was written.
    StickFailed = "stick-failed",
    /// There is nothing of the kind to put on a stick.
    NothingToCarry = "nothing-to-carry",
    /// More than fits into one bundle.
    BundleTooBig = "bundle-too-big",
    /// Not a backup, or so damaged that nothing can be restored from it.
    BadBackup = "bad-backup",
    /// Neither the backup's passphrase nor the commune's recovery code.
    WrongBackupSecret = "wrong-backup-secret",
    /// Nothing would open a backup: no passphrase was chosen, and there is no recovery code.
    BackupNeedsPassphrase = "backup-needs-passphrase",
    /// There is no backup to try.
    NoBackup = "no-backup",
    /// Not a join request, or damaged.
    BadJoinRequest = "bad-join-request",
    /// Not a join answer for this laptop, or damaged.
    BadJoinAnswer = "bad-join-answer",
    /// The address is not one a centre can have.
    BadAddress = "bad-address",
    /// No centre is attached yet.
    NoCentre = "no-centre",
    /// The set-up code is wrong, used or expired.
    BadSetupCode = "bad-setup-code",
    /// The centre cannot be reached; everything is kept here.
    Unreachable = "unreachable",
    /// There is no network at all; everything is kept here.
    NoNetwork = "no-network",
    /// What answered shows a certificate that nobody vouches for.
    CentreUntrusted = "centre-untrusted",
    /// What answered shows a certificate that is not in force by this laptop's clock.
    CertificateExpired = "certificate-expired",
    /// What answered shows a certificate for another name.
    CertificateOtherName = "certificate-other-name",
    /// Not a PEM file with one certificate and nothing else.
    BadCertificateFile = "bad-certificate-file",
    /// The file's certificate has another fingerprint than the one that was compared.
    CertificateDiffers = "certificate-differs",
    /// The centre does not answer in time.
    CentreSlow = "centre-slow",
    /// What answered is not the centre (a portal, a proxy, garbage, a redirect).
    NotTheCentre = "not-the-centre",
    /// The centre belongs to another commune, or its key is another one.
    OtherCommune = "other-commune",
    /// The centre asks to wait; `wait_seconds`.
    CentreBusy = "centre-busy",
    /// The centre does not admit this laptop.
    NotAdmitted = "not-admitted",
    /// This app is too old or too new for the centre.
    VersionApart = "version-apart",
    /// The practice commune speaks only to a centre on this very machine.
    PracticeStaysHere = "practice-stays-here",
    /// A list that is damaged or of a form that is not read.
    RosterUnreadable = "roster-unreadable",
    /// A list that opens with a password only.
    RosterProtected = "roster-protected",
    /// A list with more than a list has.
    RosterTooBig = "roster-too-big",
    /// No table with names was found.
    RosterNoTable = "roster-no-table",
    /// Not one row of the list can be taken.
    RosterNothing = "roster-nothing",
    /// The file is not the one that was checked.
    RosterFileChanged = "roster-file-changed",
    /// Another edition came in between.
    RosterChanged = "roster-changed",
    /// Somebody stopped it.
    Cancelled = "cancelled",
    /// Something that should not happen; `where` names the place in the code.
    Bug = "bug",
}
