//! What happened to a record, and what is to be settled.

use domain::edit::{Edit, Field, Kind, Target, TargetKind};
use domain::merge::{Version, merge};
use rusqlite::{Row, named_params};

use crate::column::Table;
use crate::entry::{self, Touch};
use crate::error::StoreError;
use crate::open::Store;
use crate::project::{self, FieldVersion, all_versions, correction_of, needs_settling, order, versions, void_of};
use crate::rows::{ConflictRow, FieldHeads, HistoryAct, HistoryChange, HistoryRow, Matter, TaskRow};
use crate::standing::counts;

const CONFLICT: Table = Table("conflict");
const MATTER: Table = Table("matter");

impl Store {
    /// Every entry that touched a record, oldest first by stamp.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn history(&self, target: Target) -> Result<Vec<HistoryRow>, StoreError> {
        let touches = self.touches(target)?;
        let mut ordered: Vec<&Touch> = touches.iter().collect();
        ordered.sort_by_key(|touch| order(touch));
        Ok(ordered.into_iter().filter_map(|touch| history_row(touch, target, &touches)).collect())
    }

    /// The heads of a field: what a correction of it must name as seen.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn heads(&self, target: Target, field: Field) -> Result<FieldHeads, StoreError> {
        let touches = self.touches(target)?;
        let versions = versions(&touches, field);
        let Some(merged) = merge(&versions) else {
            return Ok(FieldHeads { field, heads: Vec::new(), conflict: false });
        };
        let mut heads: Vec<&FieldVersion> = merged.heads.clone();
        heads.sort_by_key(|head| (head.digest != merged.shown.digest, head.digest));
        let of = |head: &FieldVersion| {
            let touch = touches.iter().find(|touch| touch.origin.digest == head.digest)?;
            Some((touch.origin, head.value.clone()))
        };
        let conflict = needs_settling(field, &merged);
        Ok(FieldHeads { field, heads: heads.into_iter().filter_map(of).collect(), conflict })
    }

    /// Records with something to settle, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn conflicts(&self, limit: u32) -> Result<Vec<ConflictRow>, StoreError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT record, kind, field FROM conflict ORDER BY record, kind, field LIMIT :limit")?;
        let mut rows = statement.query(named_params! { ":limit": limit })?;
        let mut conflicts = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = CONFLICT.read(row, "kind", TargetKind::from_code)?;
            let field: u8 = CONFLICT.get(row, "field")?;
            let target = Target { kind, id: CONFLICT.id(row, "record")? };
            conflicts.push(ConflictRow { target, field: Field::from_code(field) });
        }
        Ok(conflicts)
    }

    /// Entries that need a person, the newest arrivals first, at most `limit`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn tasks(&self, limit: u32) -> Result<Vec<TaskRow>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT entry, matter FROM matter UNION ALL SELECT entry, :held AS matter FROM held
             ORDER BY entry DESC, matter LIMIT :limit",
        )?;
        let mut rows = statement.query(named_params! { ":held": Matter::Held.code(), ":limit": limit })?;
        let mut tasks = Vec::new();
        while let Some(row) = rows.next()? {
            tasks.push(self.task(row)?);
        }
        Ok(tasks)
    }

    fn task(&self, row: &Row<'_>) -> Result<TaskRow, StoreError> {
        let held = self.held.as_ref().ok_or(StoreError::Entry)?;
        let touch = entry::touch_of(&self.db, held, MATTER.get(row, "entry")?)?;
        let matter = MATTER.read(row, "matter", Matter::from_code)?;
        let kind = project::edit(&touch).map(Edit::kind);
        Ok(TaskRow { origin: touch.origin, record: touch.record, kind, matter })
    }

    fn touches(&self, target: Target) -> Result<Vec<Touch>, StoreError> {
        match &self.held {
            Some(held) => {
                let mut touches = entry::touches(&self.db, held, target.id, i64::MAX)?;
                touches.retain(counts);
                Ok(touches)
            }
            None => Ok(Vec::new()),
        }
    }
}

/// What one entry did to the record; none where it is about another kind of record with the same identity.
fn history_row(touch: &Touch, target: Target, all: &[Touch]) -> Option<HistoryRow> {
    let row = |act, reason| HistoryRow { origin: touch.origin, act, reason };
    let edit = project::edit(touch)?;
    if project::initial(edit) == Some(target.kind) {
        return Some(row(HistoryAct::Written, None));
    }
    if edit.kind() == Kind::SessionClosed && target.kind == TargetKind::Session {
        return Some(row(HistoryAct::Closed, None));
    }
    if let Some(reason) = void_of(touch, target.kind) {
        return Some(row(HistoryAct::Voided(reason), None));
    }
    let correction = correction_of(touch, target.kind)?;
    let changes = correction.changes.iter().map(|change| history_change(touch, change.field, all)).collect();
    Some(row(HistoryAct::Corrected(changes), correction.reason.clone()))
}

fn history_change(touch: &Touch, field: Field, all: &[Touch]) -> HistoryChange {
    let (written, counting) = (all_versions(all, field), versions(all, field));
    let own = written.iter().find(|version| version.digest == touch.origin.digest);
    let seen = |version: &&FieldVersion| own.is_some_and(|own| own.saw.contains(&version.digest));
    let before = written.iter().filter(seen).max_by_key(|version| latest(version));
    HistoryChange {
        field,
        before: before.and_then(|version| version.value.clone()),
        after: own.and_then(|version| version.value.clone()),
        shown: merge(&counting).is_some_and(|merged| merged.shown.digest == touch.origin.digest),
        ignored: counting.iter().all(|version| version.digest != touch.origin.digest),
    }
}

fn latest<V>(version: &Version<V>) -> impl Ord + use<V> {
    (version.stamp, version.device, version.digest)
}
