//! The only door for what people do on this laptop: entries and views in one transaction, durable when it returns.

use domain::edit::Edit;
use domain::ids::MemberId;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::Origin;
use crate::secret::Secret;

/// At most this many edits in one commit.
pub const COMMIT_EDITS_MAX: usize = 4096;

/// Who is at work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Author<'a> {
    /// The member; none for what the program does by itself.
    pub member: Option<MemberId>,
    /// The member's Ed25519 seed; leader acts (closing, certifying, roster) are signed with it where it is given.
    pub signing_seed: Option<&'a Secret>,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// This laptop has no identity yet, see [`Store::begin`].
    #[error("this laptop belongs to no commune yet")]
    NoIdentity,
    /// More than [`COMMIT_EDITS_MAX`] edits.
    #[error("too many edits in one commit")]
    TooMany,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Appends the edits to this laptop's journal and shows them in the views: all of them or none, in one commit.
    ///
    /// `now_ms` is the laptop's clock; `fill` is the source of random nonces.
    ///
    /// # Errors
    /// See [`CommitError`]; nothing was kept then.
    pub fn commit(
        &mut self,
        author: Author<'_>,
        edits: &[Edit],
        now_ms: i64,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Vec<Origin>, CommitError> {
        let _ = (author, edits, now_ms, fill);
        Err(CommitError::NoIdentity)
    }
}
