//! The centre's memory: what is asked of a database, whichever it is. SQL is in the backends below, nowhere else.
//! Every question is whole: one transaction or one snapshot each, so that a second backend is one module more.

mod admission;
mod answer;
pub mod ask;
mod error;
mod log;
mod migrations;
mod number;
pub mod place;
mod postgres;
mod sqlite;
mod standing;

use domain::ids::RecordId;
use journal::keys::CentrePublic;
use journal::receipt::LogId;

use crate::settings::DbUrl;
use crate::setup_code::SetupCodeHash;
use ask::{Admission, Admitted, Answer, Ask, CommuneCounts, FoundBox, Push, Pushed, Question, Renewal, Standing};
pub use error::{DbError, NotDurable, OpenError};

/// At most this many devices in one commune.
pub const DEVICES_PER_COMMUNE_MAX: u64 = 1_000;
/// At most this many chains of certificates are kept for one device (renewals included).
pub const CHAINS_PER_DEVICE_MAX: u64 = 32;
/// Batches looked into when a device cut its entries otherwise than before.
const COVERING_MAX: u32 = 64;
/// At most this many recovery boxes of one name are told, the first that came: a name is known to nobody before its box is.
const BOXES_FOUND_MAX: i64 = 4;
/// At most this many set-up codes wait to be used.
pub const SETUP_CODES_WAITING_MAX: u64 = 10_000;

/// A database of either kind.
#[derive(Debug)]
pub enum Db {
    /// The embedded one.
    Sqlite(sqlite::Sqlite),
    /// The shared one.
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database, making it where there is none.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(url: &DbUrl) -> Result<Self, OpenError> {
        match url {
            DbUrl::Sqlite(path) => {
                let path = path.clone();
                let opened = tokio::task::spawn_blocking(move || sqlite::Sqlite::open(&path)).await;
                opened.map_err(|_| DbError::Stopped)?.map(Self::Sqlite)
            }
            DbUrl::Postgres(url) => postgres::Postgres::open(url).await.map(Self::Postgres),
        }
    }

    /// Ties the database to the key that signs its receipts, or checks that tie; returns the log's id.
    ///
    /// # Errors
    /// [`OpenError::OtherKey`], or the database.
    pub async fn claim(&self, key: CentrePublic, fresh: LogId) -> Result<LogId, OpenError> {
        match self {
            Self::Sqlite(db) => db.claim(key, fresh).await,
            Self::Postgres(db) => db.claim(key, fresh).await,
        }
    }

    /// Whether a key signs its receipts already.
    ///
    /// # Errors
    /// The database.
    pub async fn is_claimed(&self) -> Result<bool, DbError> {
        match self {
            Self::Sqlite(db) => db.is_claimed().await,
            Self::Postgres(db) => db.is_claimed().await,
        }
    }

    /// Keeps the hash of a new set-up code.
    ///
    /// # Errors
    /// The database.
    pub async fn add_setup_code(
        &self,
        code: SetupCodeHash,
        practice: bool,
        now_ms: i64,
        expires_at_ms: i64,
    ) -> Result<(), DbError> {
        match self {
            Self::Sqlite(db) => db.add_setup_code(code, practice, now_ms, expires_at_ms).await,
            Self::Postgres(db) => db.add_setup_code(code, practice, now_ms, expires_at_ms).await,
        }
    }

    /// Admits a commune; the code is burnt in the same transaction.
    ///
    /// # Errors
    /// The database.
    pub async fn admit(&self, admission: Admission) -> Result<Admitted, DbError> {
        match self {
            Self::Sqlite(db) => db.admit(admission).await,
            Self::Postgres(db) => db.admit(admission).await,
        }
    }

    /// The communes admitted, in order of their ids.
    ///
    /// # Errors
    /// The database.
    pub async fn communes(&self) -> Result<Vec<CommuneCounts>, DbError> {
        match self {
            Self::Sqlite(db) => db.communes().await,
            Self::Postgres(db) => db.communes().await,
        }
    }

    /// What is known about those a request names; none: no such commune.
    ///
    /// # Errors
    /// The database.
    pub async fn standing(&self, question: Question) -> Result<Option<Standing>, DbError> {
        match self {
            Self::Sqlite(db) => db.standing(question).await,
            Self::Postgres(db) => db.standing(question).await,
        }
    }

    /// Stores what is new in one transaction, receipts included, and returns after the commit.
    ///
    /// # Errors
    /// The database; then nothing of it is stored.
    pub async fn push(&self, push: Push) -> Result<Pushed, DbError> {
        match self {
            Self::Sqlite(db) => db.push(push).await,
            Self::Postgres(db) => db.push(push).await,
        }
    }

    /// What a reply says, in one snapshot.
    ///
    /// # Errors
    /// The database.
    pub async fn answer(&self, ask: Ask) -> Result<Answer, DbError> {
        match self {
            Self::Sqlite(db) => db.answer(ask).await,
            Self::Postgres(db) => db.answer(ask).await,
        }
    }

    /// The recovery boxes of one name, the first that came first.
    ///
    /// # Errors
    /// The database.
    pub async fn recovery_boxes(&self, record: RecordId) -> Result<Vec<FoundBox>, DbError> {
        match self {
            Self::Sqlite(db) => db.recovery_boxes(record).await,
            Self::Postgres(db) => db.recovery_boxes(record).await,
        }
    }

    /// The log as it is.
    ///
    /// # Errors
    /// The database.
    pub async fn log_id(&self) -> Result<LogId, DbError> {
        match self {
            Self::Sqlite(db) => db.log_id().await,
            Self::Postgres(db) => db.log_id().await,
        }
    }

    /// Begins a new life of the log, unless it is no longer the known one; returns the id that holds now. What the
    /// log still has gets receipts of its own, in the same transaction.
    ///
    /// # Errors
    /// The database.
    pub async fn renew_log(&self, renewal: Renewal) -> Result<LogId, DbError> {
        match self {
            Self::Sqlite(db) => db.renew_log(renewal).await,
            Self::Postgres(db) => db.renew_log(renewal).await,
        }
    }

    /// Whether it can be read and written right now.
    ///
    /// # Errors
    /// The database.
    pub async fn ready(&self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(db) => db.ready().await,
            Self::Postgres(db) => db.ready().await,
        }
    }

    /// Finishes what was handed over and closes.
    pub async fn close(self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.close(),
        }
    }
}
