//! Every failure of the crates below, put into the one error that people are told. Exhaustive: a new cause must be placed.

use std::io;
use std::path::Path;

use documents::session_log::ExportError;
use domain::rules::NoRuleInForce;
use journal::WriteError;
use store::commit::CommitError;
use store::error::StoreError;
use store::former::ContinueError;
use store::identity::BeginError;
use store::open::OpenError;
use store::outbox::{CutError, ReceiptError};
use store::receive::ReceiveError;
use store::roster::BlobError;
use store::setting::SettingError;
use store::vault::VaultError;

use crate::{Code, Error};

/// A fault of the program; `place` names where.
pub(crate) fn bug(place: &str) -> Error {
    Error::new(Code::Bug).with("where", place)
}

/// The laptop's own folder refused.
pub(crate) fn own_disk(error: &io::Error) -> Error {
    Error::passing(if is_full(error) { Code::DiskFull } else { Code::DiskFailed })
}

/// A place that a person chose to write to refused; names the folder, never the file.
pub(crate) fn chosen_place(error: &io::Error, path: &Path) -> Error {
    if is_full(error) { Error::passing(Code::DiskFull) } else { cannot_write(path) }
}

/// A stick that was pulled out or fails, or that is full.
pub(crate) fn stick(error: &io::Error) -> Error {
    Error::passing(if is_full(error) { Code::DiskFull } else { Code::StickFailed })
}

/// A file that a person chose to read refused, or is longer than any of its kind.
pub(crate) fn unread(error: &io::Error, too_long: Code) -> Error {
    Error::new(if error.kind() == io::ErrorKind::FileTooLarge { too_long } else { Code::CannotRead })
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn cannot_write(path: &Path) -> Error {
    let folder = path.parent().unwrap_or(path);
    Error::new(Code::CannotWrite).with("path", folder.display())
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full(_) => Self::passing(Code::DiskFull),
            StoreError::Disk(_) => Self::passing(Code::DiskFailed),
            StoreError::Busy(_) => Self::passing(Code::InUse),
            StoreError::Damaged(_) | StoreError::Row { .. } | StoreError::Entry => Self::new(Code::DamagedFile),
            StoreError::Statement(_) => bug("store"),
        }
    }
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Missing | OpenError::WrongKey | OpenError::Schema(_) => Self::new(Code::DamagedFile),
            OpenError::Exists => Self::new(Code::AlreadySetUp),
            OpenError::InUse => Self::passing(Code::InUse),
            OpenError::NewerVersion { .. } => Self::new(Code::NewerFile),
            OpenError::Lock(error) => own_disk(&error),
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Missing => Self::new(Code::NotSetUp),
            VaultError::Exists => Self::new(Code::AlreadySetUp),
            VaultError::Damaged => Self::new(Code::DamagedFile),
            VaultError::NewerVersion { .. } => Self::new(Code::NewerFile),
            VaultError::UnknownMember => Self::new(Code::NotFound),
            VaultError::KnownMember => Self::new(Code::HasPlace),
            VaultError::Full | VaultError::LastMember => bug("vault"),
            VaultError::WrongPin => Self::new(Code::WrongPin),
            VaultError::Cost(_) => bug("vault-cost"),
            VaultError::Io(error) => own_disk(&error),
        }
    }
}

impl From<BeginError> for Error {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::HasIdentity => Self::new(Code::AlreadySetUp),
            BeginError::NoKey | BeginError::OtherDevice | BeginError::Format(_) | BeginError::Trust(_) => bug("begin"),
            BeginError::Store(error) => error.into(),
        }
    }
}

impl From<ContinueError> for Error {
    fn from(error: ContinueError) -> Self {
        match error {
            ContinueError::NoIdentity
            | ContinueError::OtherDevice
            | ContinueError::Format(_)
            | ContinueError::Trust(_) => bug("continue"),
            ContinueError::Cut(error) => error.into(),
            ContinueError::Store(error) => error.into(),
        }
    }
}

impl From<CommitError> for Error {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::NoIdentity => bug("commit-identity"),
            CommitError::TooMany => bug("commit-size"),
            // An observer's laptop has no key to seal with.
            CommitError::Write(WriteError::NoSealingKey | WriteError::NoIndexKey) => Self::new(Code::LeaderOnly),
            CommitError::Write(WriteError::TooLong | WriteError::Value) => bug("commit-edit"),
            CommitError::BlobNotNamed => bug("commit-blob"),
            CommitError::Store(error) => error.into(),
        }
    }
}

impl From<ReceiveError> for Error {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::NoIdentity => bug("receive-identity"),
            ReceiveError::TooMany => bug("receive-size"),
            ReceiveError::Store(error) => error.into(),
        }
    }
}

impl From<CutError> for Error {
    fn from(error: CutError) -> Self {
        match error {
            CutError::NoIdentity => bug("cut-identity"),
            CutError::Chain(_) => Self::new(Code::DamagedFile),
            CutError::Store(error) => error.into(),
        }
    }
}

impl From<ReceiptError> for Error {
    fn from(error: ReceiptError) -> Self {
        match error {
            ReceiptError::NoCentre => Self::new(Code::NoCentre),
            ReceiptError::NotAuthentic => Self::new(Code::OtherCommune),
            ReceiptError::Store(error) => error.into(),
        }
    }
}

impl From<SettingError> for Error {
    fn from(error: SettingError) -> Self {
        match error {
            SettingError::TooLong => bug("setting"),
            SettingError::Store(error) => error.into(),
        }
    }
}

impl From<BlobError> for Error {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::NoIdentity | BlobError::NotNamed => bug("blob"),
            BlobError::Store(error) => error.into(),
        }
    }
}

impl From<NoRuleInForce> for Error {
    fn from(error: NoRuleInForce) -> Self {
        Self::new(Code::NoRule).with("day", crate::clock::iso(error.day))
    }
}

/// An export to `path` failed.
pub(crate) fn export(error: ExportError, path: &Path) -> Error {
    match error {
        ExportError::DiskFull(_) => Error::passing(Code::DiskFull),
        ExportError::CannotWrite(_) => cannot_write(path),
        ExportError::TooManyRows { .. } => bug("export-rows"),
        ExportError::TextTooLong { .. } => bug("export-text"),
        ExportError::Pages(_) => bug("export-pages"),
        ExportError::SheetNames => bug("export-sheets"),
        ExportError::Workbook(_) => bug("export-workbook"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_one_and_may_pass() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(own_disk(&full), Error::passing(Code::DiskFull));
        assert_eq!(chosen_place(&full, Path::new("/usb/x.xlsx")), Error::passing(Code::DiskFull));
        assert_eq!(export(ExportError::DiskFull(full), Path::new("/usb/x.csv")), Error::passing(Code::DiskFull));
    }

    #[test]
    fn a_place_that_refuses_is_named_by_its_folder() {
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = chosen_place(&refused, Path::new("/usb/Buổi hỗ trợ.xlsx"));
        assert_eq!((error.code, error.params.get("path").map(String::as_str)), (Code::CannotWrite, Some("/usb")));
    }

    #[test]
    fn a_newer_file_and_a_second_instance_have_their_own_words() {
        assert_eq!(Error::from(OpenError::NewerVersion { found: 9, known: 1 }).code, Code::NewerFile);
        assert_eq!(Error::from(OpenError::InUse).code, Code::InUse);
        assert_eq!(Error::from(VaultError::NewerVersion { found: 9, known: 1 }).code, Code::NewerFile);
    }
}
