//! What the centre does, without sockets: bytes and a time in, bytes out. HTTP is in `http`, memory in `db`.

mod bundle;
mod closed;
mod exchange;
mod judge;

use std::sync::Arc;

pub use bundle::{BundleIntake, Returned};

use domain::ids::RecordId;
use journal::certificate::Certificate;
use journal::exchange::Point;
use journal::keys::{CentreKey, CentrePublic};
use journal::receipt::LogId;
use journal::trust::Trust;

use crate::clock::Clock;
use crate::db::ask::{Admission, Admitted, CommuneCounts, FoundBox, Renewal};
use crate::db::{self, Db, DbError};
use crate::error::{InternalError, Refusal};
use crate::key::{self, KeyError};
use crate::meter::Meter;
use crate::random::Random;
use crate::settings::Place;
use crate::setup_code::SetupCode;

/// A centre with its database and its key.
#[derive(Debug)]
pub struct Centre {
    db: Db,
    key: Arc<CentreKey>,
    clock: Clock,
    random: Random,
    takes_practice: bool,
    meter: Meter,
}

/// Why there is no centre.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file.
    #[error("the key that signs receipts cannot be used")]
    Key(#[from] KeyError),
    /// The database.
    #[error("the database cannot be used")]
    Db(#[from] db::OpenError),
    /// The database could not be read.
    #[error("the database cannot be read")]
    Read(#[from] DbError),
    /// No random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[from] getrandom::Error),
    /// A task ended without an answer.
    #[error("a task ended without an answer")]
    Task(#[from] tokio::task::JoinError),
}

/// What an admitted commune is told.
#[derive(Clone, Copy, Debug)]
pub struct Welcome {
    /// Of the key that signs receipts.
    pub centre_public_key: CentrePublic,
    /// The log.
    pub log_id: LogId,
}

impl Centre {
    /// Opens the database and the key, making what is not there yet. Practice communes are for loopback centres.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(place: &Place, takes_practice: bool, clock: Clock) -> Result<Self, OpenError> {
        Self::open_by(place, takes_practice, clock, Random::System).await
    }

    /// The same with log ids from elsewhere, for the simulation.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_by(place: &Place, takes_practice: bool, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let file = place.key_file();
        let db = Db::open(&place.db).await?;
        // A database that has issued receipts never gets another key.
        let load = if db.is_claimed().await? { key::load } else { key::load_or_create };
        let seed = tokio::task::spawn_blocking(move || load(&file)).await??;
        let key = Arc::new(CentreKey::from_seed(&seed));
        db.claim(key.public(), LogId(random.draw()?)).await?;
        Ok(Self { db, key, clock, random, takes_practice, meter: Meter::off() })
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: Meter) -> Self {
        Self { meter, ..self }
    }

    /// Of the key that signs receipts.
    #[must_use]
    pub fn public_key(&self) -> CentrePublic {
        self.key.public()
    }

    /// Whether practice communes are taken.
    #[must_use]
    pub const fn takes_practice(&self) -> bool {
        self.takes_practice
    }

    /// Makes a one-time code that admits one commune; `valid_ms` is how long it lasts.
    ///
    /// # Errors
    /// No random numbers, or the database.
    pub async fn new_setup_code(&self, practice: bool, valid_ms: i64) -> Result<(SetupCode, i64), Refusal> {
        let code = SetupCode::random().map_err(random)?;
        let now_ms = self.clock.now_ms();
        let expires_at_ms = now_ms.saturating_add(valid_ms);
        self.db.add_setup_code(code.hash(), practice, now_ms, expires_at_ms).await?;
        Ok((code, expires_at_ms))
    }

    /// The communes admitted, in order of their ids.
    ///
    /// # Errors
    /// The database.
    pub async fn communes(&self) -> Result<Vec<CommuneCounts>, DbError> {
        self.db.communes().await
    }

    /// Admits the commune of this root certificate by a code as typed; the same again is answered the same.
    ///
    /// # Errors
    /// A code or certificate that does not do, or the database.
    pub async fn admit(&self, setup_code: &str, root_certificate: &[u8]) -> Result<Welcome, Refusal> {
        let code = SetupCode::parse(setup_code).map_err(|_| Refusal::SetupCodeUnknown)?;
        let trust = trust_in(root_certificate)?;
        if trust.practice() && !self.takes_practice {
            return Err(Refusal::PracticeNotHere);
        }
        let admission = Admission {
            code: code.hash(),
            commune: trust.commune(),
            practice: trust.practice(),
            root_certificate: root_certificate.to_vec(),
            now_ms: self.clock.now_ms(),
        };
        self.welcome(self.meter.db("admit", self.db.admit(admission)).await?)
    }

    fn welcome(&self, admitted: Admitted) -> Result<Welcome, Refusal> {
        match admitted {
            Admitted::Yes { log_id } => Ok(Welcome { centre_public_key: self.public_key(), log_id }),
            Admitted::CodeUnknown => Err(Refusal::SetupCodeUnknown),
            Admitted::CodeUsed => Err(Refusal::SetupCodeUsed),
            Admitted::CodeExpired => Err(Refusal::SetupCodeExpired),
            Admitted::CodeKind => Err(Refusal::SetupCodeKind),
        }
    }

    /// The recovery boxes of one name.
    ///
    /// # Errors
    /// The database.
    pub async fn recovery_boxes(&self, record: RecordId) -> Result<Vec<FoundBox>, DbError> {
        self.meter.db("recovery", self.db.recovery_boxes(record)).await
    }

    /// Begins a new life of the log, after a restore from a backup: every device offers again what it holds.
    ///
    /// # Errors
    /// No random numbers, or the database.
    pub async fn renew_log(&self) -> Result<LogId, Refusal> {
        let known = self.db.log_id().await?;
        let renewed = self.db.renew_log(self.renewal(known)?).await?;
        tracing::warn!("the log has a new id: every device offers again what it holds");
        Ok(renewed)
    }

    /// Random bytes for what is stored next.
    fn draw(&self) -> Result<Point, Refusal> {
        self.random.draw().map(Point).map_err(random)
    }

    fn renewal(&self, known: LogId) -> Result<Renewal, Refusal> {
        let fresh = LogId(self.random.draw().map_err(random)?);
        Ok(Renewal { known, fresh, centre_key: Arc::clone(&self.key), now_ms: self.clock.now_ms() })
    }

    /// Whether the database can be read and written right now.
    ///
    /// # Errors
    /// The database.
    pub async fn ready(&self) -> Result<(), DbError> {
        self.meter.db("ready", self.db.ready()).await
    }

    /// Finishes what was handed over and closes the database.
    pub async fn close(self) {
        self.db.close().await;
    }
}

/// Checks a root certificate: signed by itself, and the commune's name is the digest of its key.
fn trust_in(root_certificate: &[u8]) -> Result<Trust, Refusal> {
    let root = Certificate::read(root_certificate).map_err(|_| Refusal::Malformed)?;
    Trust::begin(root.commune(), &root).map_err(|_| Refusal::NotAuthentic)
}

fn random(cause: getrandom::Error) -> Refusal {
    Refusal::Internal(InternalError::Random(cause))
}
