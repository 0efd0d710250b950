//! How values of the field stand in columns, and back. A column that does not read back is damage, never a default.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::ids::{DeviceId, EntryDigest, MatchKey, MemberId, RecordId, UnitId, VillageId};
use domain::office::{OfficeTask, OpeningHours, day_hours, day_text};
use domain::record::{BlobRef, RosterScope};
use domain::service::{AccountState, DifficultyCode, UtilityNumber};
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};

use crate::error::StoreError;

/// A table's name beside its rows, so that damage can be named.
#[derive(Clone, Copy)]
pub(crate) struct Table(pub &'static str);

impl Table {
    /// What does not read back.
    pub(crate) const fn damaged(self) -> StoreError {
        StoreError::Row { table: self.0 }
    }

    /// A column as it is.
    pub(crate) fn get<T: FromSql>(self, row: &Row<'_>, column: &str) -> Result<T, StoreError> {
        row.get(column).map_err(|_| self.damaged())
    }

    /// A column read into a type of the field.
    pub(crate) fn read<T: FromSql, V>(
        self,
        row: &Row<'_>,
        column: &str,
        read: impl FnOnce(T) -> Option<V>,
    ) -> Result<V, StoreError> {
        read(self.get(row, column)?).ok_or_else(|| self.damaged())
    }

    /// A column that may be empty, read into a type of the field.
    pub(crate) fn option<T: FromSql, V>(
        self,
        row: &Row<'_>,
        column: &str,
        read: impl FnOnce(T) -> Option<V>,
    ) -> Result<Option<V>, StoreError> {
        let value: Option<T> = self.get(row, column)?;
        value.map(|value| read(value).ok_or_else(|| self.damaged())).transpose()
    }

    /// A text column that may be empty, parsed by its type.
    pub(crate) fn text<V, E>(
        self,
        row: &Row<'_>,
        column: &str,
        parse: impl FnOnce(&str) -> Result<V, E>,
    ) -> Result<Option<V>, StoreError> {
        let value = row.get_ref(column).map_err(|_| self.damaged())?;
        match value {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => {
                let text = std::str::from_utf8(bytes).map_err(|_| self.damaged())?;
                parse(text).map(Some).map_err(|_| self.damaged())
            }
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => Err(self.damaged()),
        }
    }

    /// An identity of sixteen bytes.
    pub(crate) fn id<T: From<RecordId>>(self, row: &Row<'_>, column: &str) -> Result<T, StoreError> {
        let bytes: [u8; 16] = self.get(row, column)?;
        Ok(RecordId::from_bytes(bytes).typed())
    }

    /// An identity that may be missing.
    pub(crate) fn id_option<T: From<RecordId>>(self, row: &Row<'_>, column: &str) -> Result<Option<T>, StoreError> {
        let bytes: Option<[u8; 16]> = self.get(row, column)?;
        Ok(bytes.map(|bytes| RecordId::from_bytes(bytes).typed()))
    }

    /// A device; its identity is no record's.
    pub(crate) fn device(self, row: &Row<'_>, column: &str) -> Result<DeviceId, StoreError> {
        self.get(row, column).map(DeviceId::from_bytes)
    }

    /// A digest.
    pub(crate) fn digest(self, row: &Row<'_>, column: &str) -> Result<EntryDigest, StoreError> {
        self.get(row, column).map(EntryDigest)
    }

    /// A match key, if there is one.
    pub(crate) fn match_key(self, row: &Row<'_>, column: &str) -> Result<Option<MatchKey>, StoreError> {
        let bytes: Option<[u8; 16]> = self.get(row, column)?;
        Ok(bytes.map(MatchKey))
    }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce().saturating_sub(EPOCH_DAYS_FROM_CE)
}

/// Reads [`day_number`] back.
pub(crate) fn day_of(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.checked_add(EPOCH_DAYS_FROM_CE)?)
}

const EPOCH_DAYS_FROM_CE: i32 = 719_163;

/// Members one after the other, in their order.
pub(crate) fn members_bytes(members: &BTreeSet<MemberId>) -> Vec<u8> {
    members.iter().flat_map(|member| *member.as_bytes()).collect()
}

/// Reads [`members_bytes`] back.
pub(crate) fn members_of(bytes: &[u8]) -> Option<BTreeSet<MemberId>> {
    let (chunks, rest) = bytes.as_chunks::<16>();
    rest.is_empty().then(|| chunks.iter().map(|chunk| MemberId::from_bytes(*chunk)).collect())
}

/// Codes parted by spaces, in their order.
pub(crate) fn difficulties_text(codes: &BTreeSet<DifficultyCode>) -> String {
    codes.iter().map(DifficultyCode::as_str).collect::<Vec<_>>().join(" ")
}

/// Reads [`difficulties_text`] back.
pub(crate) fn difficulties_of(text: &str) -> Option<BTreeSet<DifficultyCode>> {
    text.split_ascii_whitespace().map(|code| DifficultyCode::parse(code).ok()).collect()
}

/// One bit per utility, the first lowest.
pub(crate) fn utilities_bits(utilities: &BTreeSet<UtilityNumber>) -> u32 {
    utilities.iter().fold(0, |bits, utility| bits | bit(*utility))
}

/// Reads [`utilities_bits`] back.
pub(crate) fn utilities_of(bits: u32) -> Option<BTreeSet<UtilityNumber>> {
    let known: BTreeSet<_> = (1..=domain::service::UTILITY_NUMBER_MAX)
        .filter_map(|number| UtilityNumber::new(number).ok())
        .filter(|utility| bits & bit(*utility) != 0)
        .collect();
    (utilities_bits(&known) == bits).then_some(known)
}

fn bit(utility: UtilityNumber) -> u32 {
    1_u32.checked_shl(u32::from(utility.get()).saturating_sub(1)).unwrap_or_default()
}

/// A village or unit: a byte for which, then the identity.
pub(crate) fn scope_bytes(scope: RosterScope) -> [u8; 17] {
    let (which, id) = match scope {
        RosterScope::Village(village) => (1, *village.as_bytes()),
        RosterScope::Unit(unit) => (2, *unit.as_bytes()),
    };
    let mut bytes = [which; 17];
    for (to, from) in bytes.iter_mut().skip(1).zip(id) {
        *to = from;
    }
    bytes
}

/// Reads [`scope_bytes`] back.
pub(crate) fn scope_of(bytes: [u8; 17]) -> Option<RosterScope> {
    let (which, id) = bytes.split_first_chunk::<1>()?;
    let id: [u8; 16] = id.try_into().ok()?;
    match which {
        [1] => Some(RosterScope::Village(VillageId::from_bytes(id))),
        [2] => Some(RosterScope::Unit(UnitId::from_bytes(id))),
        _ => None,
    }
}

/// Digest, people, length of each blob, one after the other.
pub(crate) fn blobs_bytes(blobs: &[BlobRef]) -> Vec<u8> {
    blobs
        .iter()
        .flat_map(|blob| blob.digest.into_iter().chain(blob.people.to_le_bytes()).chain(blob.bytes.to_le_bytes()))
        .collect()
}

/// Reads [`blobs_bytes`] back.
pub(crate) fn blobs_of(bytes: &[u8]) -> Option<Vec<BlobRef>> {
    let (chunks, rest) = bytes.as_chunks::<40>();
    rest.is_empty().then(|| chunks.iter().filter_map(blob_of).collect())
}

fn blob_of(chunk: &[u8; 40]) -> Option<BlobRef> {
    let (digest, numbers) = chunk.split_first_chunk::<32>()?;
    let (people, bytes) = numbers.split_first_chunk::<4>()?;
    let bytes = u32::from_le_bytes(bytes.try_into().ok()?);
    Some(BlobRef { digest: *digest, people: u32::from_le_bytes(*people), bytes })
}

/// `code:count` parted by spaces.
pub(crate) fn counts_text(counts: &BTreeMap<AccountState, u32>) -> String {
    counts.iter().map(|(state, count)| format!("{}:{count}", state.code())).collect::<Vec<_>>().join(" ")
}

/// Reads [`counts_text`] back.
pub(crate) fn counts_of(text: &str) -> Option<BTreeMap<AccountState, u32>> {
    text.split_ascii_whitespace()
        .map(|part| {
            let (code, count) = part.split_once(':')?;
            Some((AccountState::from_code(code.parse().ok()?)?, count.parse().ok()?))
        })
        .collect()
}

/// Codes parted by spaces.
pub(crate) fn tasks_text(tasks: &BTreeSet<OfficeTask>) -> String {
    tasks.iter().map(|task| task.code().to_string()).collect::<Vec<_>>().join(" ")
}

/// Reads [`tasks_text`] back.
pub(crate) fn tasks_of(text: &str) -> Option<BTreeSet<OfficeTask>> {
    text.split_ascii_whitespace().map(|code| OfficeTask::from_code(code.parse().ok()?)).collect()
}

/// Each day's hours as people write them, Monday to Sunday, parted by strokes.
pub(crate) fn hours_text(hours: &OpeningHours) -> String {
    hours.days().iter().map(|day| day_text(day)).collect::<Vec<_>>().join("|")
}

/// Reads [`hours_text`] back.
pub(crate) fn hours_of(text: &str) -> Option<OpeningHours> {
    let days: Vec<_> = text.split('|').map(|day| day_hours(day).ok()).collect::<Option<_>>()?;
    OpeningHours::new(days.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back_from_their_columns() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!((day_number(NaiveDate::default()), day_of(day_number(day))), (0, Some(day)));
        let members = BTreeSet::from([MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16])]);
        assert_eq!(members_of(&members_bytes(&members)), Some(members));
        let codes = BTreeSet::from(["SIM-01", "OTP-01"].map(|code| DifficultyCode::parse(code).unwrap()));
        assert_eq!(difficulties_of(&difficulties_text(&codes)), Some(codes));
        let utilities = BTreeSet::from([1, 9, 16].map(|number| UtilityNumber::new(number).unwrap()));
        assert_eq!(utilities_of(utilities_bits(&utilities)), Some(utilities));
        let scope = RosterScope::Unit(UnitId::from_bytes([7; 16]));
        assert_eq!(scope_of(scope_bytes(scope)), Some(scope));
        let blobs = vec![BlobRef { digest: [3; 32], people: 1000, bytes: 65_000 }; 2];
        assert_eq!(blobs_of(&blobs_bytes(&blobs)), Some(blobs));
        let tasks = BTreeSet::from([OfficeTask::Card, OfficeTask::AppHelp]);
        assert_eq!(tasks_of(&tasks_text(&tasks)), Some(tasks));
        let mut week: [_; 7] = std::array::from_fn(|_| day_hours("7:30-11:30, 13:30-17:00").unwrap());
        week[6] = Vec::new();
        let week = OpeningHours::new(week).unwrap();
        assert_eq!(hours_of(&hours_text(&week)), Some(week));
        let counts = BTreeMap::from([(AccountState::Unknown, 4), (AccountState::Level2Active, 5)]);
        assert_eq!(counts_of(&counts_text(&counts)), Some(counts));
    }

    #[test]
    fn damage_does_not_read_as_a_value() {
        assert_eq!(members_of(&[1; 17]), None);
        assert_eq!(utilities_of(1 << 16), None);
        assert_eq!(scope_of([3; 17]), None);
        assert_eq!(blobs_of(&[1; 39]), None);
        assert_eq!(counts_of("99:1"), None);
        assert_eq!(difficulties_of("ĐÓ-01"), None);
        assert_eq!(tasks_of("1 99"), None);
        assert_eq!(hours_of("8-11|8-11"), None, "a week has seven days");
    }
}
