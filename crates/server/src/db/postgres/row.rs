//! Asking, and between columns and types: numbers, bytes of the right length. What does not fit is damage, said so.

use deadpool_postgres::Transaction;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, ToSql};

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::keys::DevicePublic;
use journal::receipt::LogId;

use super::super::{DbError, number};

/// The values of a statement's parameters, `$1` first.
pub type Values<'v> = &'v [&'v (dyn ToSql + Sync)];

/// Runs a statement kept ready; returns how many rows it touched.
pub async fn execute(db: &Transaction<'_>, sql: &str, values: Values<'_>) -> Result<u64, DbError> {
    let statement = db.prepare_cached(sql).await?;
    Ok(db.execute(&statement, values).await?)
}

/// The rows of a query kept ready, read one by one.
pub async fn collect<T>(
    db: &Transaction<'_>,
    sql: &str,
    values: Values<'_>,
    read: impl FnMut(&Row) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let statement = db.prepare_cached(sql).await?;
    db.query(&statement, values).await?.iter().map(read).collect()
}

/// The row of a query that has one or none.
pub async fn first(db: &Transaction<'_>, sql: &str, values: Values<'_>) -> Result<Option<Row>, DbError> {
    let statement = db.prepare_cached(sql).await?;
    Ok(db.query_opt(&statement, values).await?)
}

/// A column as it is.
pub fn get<'r, T: FromSql<'r>>(row: &'r Row, name: &str) -> Result<T, tokio_postgres::Error> {
    row.try_get(name)
}

/// A count or sequence number out of a column.
pub fn number(row: &Row, name: &str) -> Result<u64, DbError> {
    number::number(get(row, name)?)
}

/// Bytes of a fixed length out of a column.
pub fn fixed<const N: usize>(row: &Row, name: &str) -> Result<[u8; N], DbError> {
    get::<&[u8]>(row, name)?.try_into().map_err(|_| DbError::Damaged)
}

/// A commune out of the column of that name.
pub fn commune(row: &Row) -> Result<CommuneId, DbError> {
    fixed(row, "commune").map(CommuneId::from_bytes)
}

/// A device out of the column of that name.
pub fn device(row: &Row) -> Result<DeviceId, DbError> {
    fixed(row, "device").map(DeviceId::from_bytes)
}

/// A digest out of the column `head`.
pub fn head(row: &Row) -> Result<EntryDigest, DbError> {
    fixed(row, "head").map(EntryDigest)
}

/// A device's signing key out of the column `public_key`.
pub fn public_key(row: &Row) -> Result<DevicePublic, DbError> {
    DevicePublic::from_bytes(&fixed(row, "public_key")?).map_err(|_| DbError::Damaged)
}

/// A log's identity out of the column `log_id`.
pub fn log_id(row: &Row) -> Result<LogId, DbError> {
    fixed(row, "log_id").map(LogId)
}

/// A list of identities as a parameter.
pub fn ids<'d>(devices: impl IntoIterator<Item = &'d DeviceId>) -> Vec<&'d [u8]> {
    devices.into_iter().map(|device| device.as_bytes().as_slice()).collect()
}

/// The length of bytes out of the column `length`.
pub fn length(row: &Row) -> Result<usize, DbError> {
    usize::try_from(get::<i64>(row, "length")?).map_err(|_| DbError::Damaged)
}
