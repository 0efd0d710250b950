//! The only door for what people do on this laptop: entries and views in one transaction, durable when it returns.

use domain::edit::Edit;
use domain::ids::{EntryDigest, MemberId};
use domain::stamp::Stamp;
use journal::mutation::{Mutation, mutated};
use journal::{DevicePublic, Entry, HeaderInput, MemberKey, NONCE_BYTES, RootKey, Signer, Standing, WriteError};
use rusqlite::{Connection, TransactionBehavior};

use crate::apply;
use crate::branch::FIRST_BRANCH;
use crate::crash::{Step, point};
use crate::entry::{self, Touch};
use crate::error::StoreError;
use crate::identity::Held;
use crate::open::Store;
use crate::roster::{self, BlobError, Settling};
use crate::rows::Origin;
use crate::secret::Secret;

/// At most this many edits in one commit.
pub const COMMIT_EDITS_MAX: usize = 4096;

/// Who is at work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Author<'a> {
    /// The member; none for what the program does by itself.
    pub member: Option<MemberId>,
    /// The member's Ed25519 seed; leader acts are signed with it where it is given.
    pub signing_seed: Option<&'a Secret>,
    /// The commune's root seed, out of a recovery box: leader acts are then the root's, and no member's.
    pub root_seed: Option<&'a Secret>,
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
    /// An edit cannot be written: a key is missing, or something is over its limit.
    #[error("an edit cannot be written")]
    Write(#[from] WriteError),
    /// A blob was given that no edition of this commit, nor any good one, names.
    #[error("no roster edition names a blob given with it")]
    BlobNotNamed,
    /// Reading or writing failed; nothing was kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CommitError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<BlobError> for CommitError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::NoIdentity => Self::NoIdentity,
            BlobError::NotNamed => Self::BlobNotNamed,
            BlobError::Store(error) => Self::Store(error),
        }
    }
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
        self.commit_with(author, edits, (&[], Settling::Now), now_ms, fill)
    }

    /// [`Store::commit`] with the sealed blobs that a new roster edition among the edits names.
    ///
    /// # Errors
    /// See [`CommitError`]; nothing was kept then.
    pub fn commit_roster(
        &mut self,
        author: Author<'_>,
        edits: &[Edit],
        blobs: &[&[u8]],
        now_ms: i64,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Vec<Origin>, CommitError> {
        self.commit_with(author, edits, (blobs, Settling::Now), now_ms, fill)
    }

    /// The same for long lists: entries and blobs are saved, and whoever calls brings the people of the lists up to date
    /// step by step, with [`Store::settle_roster`].
    ///
    /// # Errors
    /// See [`CommitError`]; nothing was kept then.
    pub fn commit_long_roster(
        &mut self,
        author: Author<'_>,
        edits: &[Edit],
        blobs: &[&[u8]],
        now_ms: i64,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Vec<Origin>, CommitError> {
        self.commit_with(author, edits, (blobs, Settling::Later), now_ms, fill)
    }

    fn commit_with(
        &mut self,
        author: Author<'_>,
        edits: &[Edit],
        (blobs, settling): (&[&[u8]], Settling),
        now_ms: i64,
        fill: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Vec<Origin>, CommitError> {
        let held = self.held.as_ref().ok_or(CommitError::NoIdentity)?;
        if edits.len() > COMMIT_EDITS_MAX {
            return Err(CommitError::TooMany);
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        point(Step::Begun);
        let mut pen = Pen::new(&tx, held, author, self.clock)?;
        let touches = edits.iter().map(|edit| pen.write(edit, now_ms, fill)).collect::<Result<Vec<_>, _>>()?;
        let (origins, clock) = (touches.iter().map(|touch| touch.origin).collect(), pen.clock);
        point(Step::EntriesWritten);
        let renewed = apply::take(&tx, held, touches, false, settling)?;
        let held = renewed.as_ref().unwrap_or(held);
        roster::keep(&tx, held, blobs, settling)?;
        point(Step::BeforeCommit);
        tx.commit().or_else(|error| if mutated(Mutation::AckBeforeCommit) { Ok(()) } else { Err(error) })?;
        point(Step::Committed);
        self.clock = clock;
        if let Some(held) = renewed {
            self.held = Some(held);
        }
        Ok(origins)
    }
}

/// The key that stands behind leader acts.
enum Key {
    Member(MemberKey),
    Root(RootKey),
}

impl Author<'_> {
    /// Deriving it takes longer than writing an entry: only for acts that need it.
    fn key(&self) -> Option<Key> {
        let root = self.root_seed.map(|seed| Key::Root(RootKey::from_seed(seed.expose())));
        root.or_else(|| self.signing_seed.map(|seed| Key::Member(MemberKey::from_seed(seed.expose()))))
    }
}

impl Key {
    const fn signer(&self) -> Signer<'_> {
        match self {
            Self::Member(key) => Signer::Member(key),
            Self::Root(key) => Signer::Root(key),
        }
    }
}

/// Writes entry after entry to the end of this laptop's journal.
struct Pen<'a> {
    db: &'a Connection,
    held: &'a Held,
    member: Option<MemberId>,
    author: Author<'a>,
    seq: u64,
    previous: EntryDigest,
    clock: Stamp,
}

impl<'a> Pen<'a> {
    fn new(db: &'a Connection, held: &'a Held, author: Author<'a>, clock: Stamp) -> Result<Self, StoreError> {
        let tip = entry::tip(db, held.identity.device, FIRST_BRANCH)?;
        let public: DevicePublic = held.signing.public();
        let (seq, previous) = tip.unwrap_or_else(|| (0, public.beginning(held.identity.commune)));
        let member = author.member.filter(|_| author.root_seed.is_none());
        Ok(Self { db, held, member, author, seq, previous, clock })
    }

    fn write(&mut self, edit: &Edit, now_ms: i64, fill: &mut dyn FnMut(&mut [u8])) -> Result<Touch, CommitError> {
        let mut nonce = [0; NONCE_BYTES];
        fill(&mut nonce);
        let input = self.header(now_ms);
        let key = is_leader_act(edit).then(|| self.author.key()).flatten();
        let act = key.as_ref().map(Key::signer);
        let chained = Entry::write(self.previous, edit, &input, &self.held.keyring, &nonce, act)?;
        let id = entry::insert(self.db, FIRST_BRANCH, &chained)?;
        (self.seq, self.previous, self.clock) = (chained.seq, chained.digest, input.stamp);
        Ok(entry::touch(self.held, id, FIRST_BRANCH, &chained))
    }

    fn header(&self, now_ms: i64) -> HeaderInput {
        HeaderInput {
            commune: self.held.identity.commune,
            device: self.held.identity.device,
            seq: self.seq.saturating_add(1),
            stamp: self.clock.next(now_ms),
            member: self.member,
        }
    }
}

/// What only a leader does, so that the leader's own key stands behind it and not the laptop's alone.
fn is_leader_act(edit: &Edit) -> bool {
    if let Edit::Correction(it) = edit {
        // A correction that names several values settles between them.
        return it.changes.iter().any(|change| change.saw.len() > 1);
    }
    Standing::concerns(edit.kind().code())
}
