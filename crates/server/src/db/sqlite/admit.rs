//! The centre itself, set-up codes and communes.

use rusqlite::types::Type;
use rusqlite::{Connection, named_params};

use domain::ids::CommuneId;
use journal::keys::CentrePublic;
use journal::receipt::LogId;

use super::super::admission::KeptCode;
use super::super::ask::{Admission, Admitted, CommuneCounts, Renewal};
use super::super::number::column;
use super::super::{DbError, OpenError, SETUP_CODES_WAITING_MAX};
use super::{Sqlite, row};
use crate::setup_code::SetupCodeHash;

impl Sqlite {
    pub async fn claim(&self, key: CentrePublic, fresh: LogId) -> Result<LogId, OpenError> {
        let (log_id, of) = self.write(move |db| claim(db, key, fresh)).await?;
        if of == *key.as_bytes() { Ok(log_id) } else { Err(OpenError::OtherKey) }
    }

    pub async fn is_claimed(&self) -> Result<bool, DbError> {
        self.read(|db| Ok(db.prepare("SELECT 1 FROM centre")?.exists([])?)).await
    }

    pub async fn log_id(&self) -> Result<LogId, DbError> {
        self.read(log_id).await
    }

    pub async fn renew_log(&self, renewal: Renewal) -> Result<LogId, DbError> {
        self.write(move |db| renew_log(db, &renewal)).await
    }

    pub async fn add_setup_code(
        &self,
        code: SetupCodeHash,
        practice: bool,
        now_ms: i64,
        expires_at_ms: i64,
    ) -> Result<(), DbError> {
        self.write(move |db| add_setup_code(db, code, practice, now_ms, expires_at_ms)).await
    }

    pub async fn admit(&self, admission: Admission) -> Result<Admitted, DbError> {
        self.write(move |db| admit(db, &admission)).await
    }

    pub async fn communes(&self) -> Result<Vec<CommuneCounts>, DbError> {
        self.read(communes).await
    }

    /// A read and an empty commit.
    pub async fn ready(&self) -> Result<(), DbError> {
        self.read(|db| log_id(db).map(drop)).await?;
        self.write(|_| Ok(())).await
    }
}

fn claim(db: &Connection, key: CentrePublic, fresh: LogId) -> Result<(LogId, [u8; 32]), DbError> {
    db.execute(
        "INSERT INTO centre (one, log_id, public_key) VALUES (1, :log_id, :public_key) ON CONFLICT (one) DO NOTHING",
        named_params! { ":log_id": fresh.0, ":public_key": key.as_bytes() },
    )?;
    let mut query = db.prepare("SELECT log_id, public_key FROM centre")?;
    let rows = row::collect(query.query([])?, |row| Ok((row::log_id(row)?, row::fixed(row, "public_key")?)))?;
    rows.into_iter().next().ok_or(DbError::Damaged)
}

/// The log as it is in this transaction.
pub fn log_id(db: &Connection) -> Result<LogId, DbError> {
    let mut query = db.prepare_cached("SELECT log_id FROM centre")?;
    let mut rows = query.query([])?;
    rows.next()?.ok_or(DbError::Damaged).and_then(row::log_id)
}

/// Two callers that see the same loss renew the log once.
fn renew_log(db: &Connection, renewal: &Renewal) -> Result<LogId, DbError> {
    let renewed = "UPDATE centre SET log_id = :fresh WHERE log_id = :known";
    if db.execute(renewed, named_params! { ":fresh": renewal.fresh.0, ":known": renewal.known.0 })? > 0 {
        sign_receipts_anew(db, renewal)?;
    }
    log_id(db)
}

/// Receipts of the log that was prove nothing about the log that is: what is here is signed for again.
fn sign_receipts_anew(db: &Connection, renewal: &Renewal) -> Result<(), DbError> {
    let mut update = db.prepare("UPDATE branch SET receipt = :fresh WHERE receipt = :known")?;
    for known in row::collect(db.prepare("SELECT receipt FROM branch")?.query([])?, |row| Ok(row.get("receipt")?))? {
        let known: Vec<u8> = known;
        update.execute(named_params! { ":fresh": renewal.sign_anew(&known)?, ":known": known })?;
    }
    Ok(())
}

fn add_setup_code(
    db: &Connection,
    code: SetupCodeHash,
    practice: bool,
    now_ms: i64,
    expires_at_ms: i64,
) -> Result<(), DbError> {
    db.execute("DELETE FROM setup_code WHERE commune IS NULL AND expires_at_ms < ?1", [now_ms])?;
    let waiting: i64 = db.query_one("SELECT count(*) FROM setup_code WHERE commune IS NULL", [], |row| row.get(0))?;
    if waiting >= column(SETUP_CODES_WAITING_MAX)? {
        return Err(DbError::Full);
    }
    let insert = "INSERT INTO setup_code (code_hash, practice, made_at_ms, expires_at_ms)
                  VALUES (:code_hash, :practice, :made_at_ms, :expires_at_ms)";
    let values = named_params! {
        ":code_hash": code.0, ":practice": practice, ":made_at_ms": now_ms, ":expires_at_ms": expires_at_ms
    };
    db.execute(insert, values)?;
    Ok(())
}

fn admit(db: &Connection, admission: &Admission) -> Result<Admitted, DbError> {
    let Some(code) = kept_code(db, admission.code)? else { return Ok(Admitted::CodeUnknown) };
    let log_id = log_id(db)?;
    if let Some(decided) = code.decides(admission, log_id) {
        return Ok(decided);
    }
    if insert_commune(db, admission)? {
        burn(db, admission.code, admission.commune)?;
    }
    Ok(Admitted::Yes { log_id })
}

fn kept_code(db: &Connection, code: SetupCodeHash) -> Result<Option<KeptCode>, DbError> {
    let mut query = db.prepare("SELECT practice, expires_at_ms, commune FROM setup_code WHERE code_hash = ?1")?;
    let mut rows = query.query([code.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let used_by = match row.get_ref("commune")?.data_type() {
        Type::Null => None,
        Type::Blob | Type::Text | Type::Integer | Type::Real => Some(row::commune(row)?),
    };
    Ok(Some(KeptCode { practice: row.get("practice")?, expires_at_ms: row.get("expires_at_ms")?, used_by }))
}

/// Whether the commune is new; one admitted before by another code leaves this one unused.
fn insert_commune(db: &Connection, admission: &Admission) -> Result<bool, DbError> {
    let insert = "INSERT INTO commune (commune, root_certificate, practice, admitted_at_ms, last_position)
                  VALUES (:commune, :root_certificate, :practice, :admitted_at_ms, 0)
                  ON CONFLICT (commune) DO NOTHING";
    let values = named_params! {
        ":commune": admission.commune.as_bytes(),
        ":root_certificate": admission.root_certificate,
        ":practice": admission.practice,
        ":admitted_at_ms": admission.now_ms,
    };
    Ok(db.execute(insert, values)? == 1)
}

fn burn(db: &Connection, code: SetupCodeHash, commune: CommuneId) -> Result<(), DbError> {
    let burn = "UPDATE setup_code SET commune = :commune WHERE code_hash = :code_hash";
    db.execute(burn, named_params! { ":commune": commune.as_bytes(), ":code_hash": code.0 })?;
    Ok(())
}

fn communes(db: &Connection) -> Result<Vec<CommuneCounts>, DbError> {
    let mut query = db.prepare(
        "SELECT commune, practice, admitted_at_ms,
                (SELECT count(*) FROM device WHERE device.commune = commune.commune) AS devices,
                (SELECT coalesce(sum(up_to_seq - since_seq), 0) FROM branch
                 WHERE branch.commune = commune.commune) AS entries
         FROM commune ORDER BY commune",
    )?;
    row::collect(query.query([])?, |row| {
        Ok(CommuneCounts {
            commune: row::commune(row)?,
            practice: row.get("practice")?,
            admitted_at_ms: row.get("admitted_at_ms")?,
            devices: row::number(row, "devices")?,
            entries: row::number(row, "entries")?,
        })
    })
}
