//! Between columns and types: numbers, blobs of the right length. What does not fit is damage, said so.

use rusqlite::Row;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::keys::DevicePublic;
use journal::receipt::LogId;

use super::super::{DbError, number};

/// A count or sequence number out of a column.
pub fn number(row: &Row<'_>, name: &str) -> Result<u64, DbError> {
    number::number(row.get(name)?)
}

/// Bytes of a fixed length out of a column.
pub fn fixed<const N: usize>(row: &Row<'_>, name: &str) -> Result<[u8; N], DbError> {
    let bytes = row.get_ref(name)?.as_blob().map_err(|_| DbError::Damaged)?;
    bytes.try_into().map_err(|_| DbError::Damaged)
}

/// A commune out of the column of that name.
pub fn commune(row: &Row<'_>) -> Result<CommuneId, DbError> {
    fixed(row, "commune").map(CommuneId::from_bytes)
}

/// A device out of the column of that name.
pub fn device(row: &Row<'_>) -> Result<DeviceId, DbError> {
    fixed(row, "device").map(DeviceId::from_bytes)
}

/// A digest out of the column `head`.
pub fn head(row: &Row<'_>) -> Result<EntryDigest, DbError> {
    fixed(row, "head").map(EntryDigest)
}

/// A device's signing key out of the column `public_key`.
pub fn public_key(row: &Row<'_>) -> Result<DevicePublic, DbError> {
    DevicePublic::from_bytes(&fixed(row, "public_key")?).map_err(|_| DbError::Damaged)
}

/// A log's identity out of the column `log_id`.
pub fn log_id(row: &Row<'_>) -> Result<LogId, DbError> {
    fixed(row, "log_id").map(LogId)
}

/// Reads rows one by one into a list.
pub fn collect<T>(
    rows: rusqlite::Rows<'_>,
    mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let mut rows = rows;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}
