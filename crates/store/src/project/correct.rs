//! A record with its corrections and voids, and what of it is to be settled.

use domain::edit::{Edit, Field, FieldValue, TargetKind, VoidReason};
use domain::ids::MatchKey;
use domain::merge::{Correctable, Merged, Version, merge};
use domain::stamp::Stamp;
use journal::mutation::{Mutation, mutated};

use super::{ConflictLine, Line, correction_of, edit, field, order, value_in, void_of};
use crate::entry::Touch;

/// Fields whose independent first values ask for a person; of the others the later one simply shows.
const FIRSTS_MATTER: [Field; 3] = [Field::CitizenNumber, Field::CitizenBirth, Field::AssistOutcome];

/// The record of this kind among the entries, corrected; none while its first entry is not here.
pub(super) fn corrected<R: Correctable + Clone>(
    touches: &[Touch],
    kind: TargetKind,
    conflicts: &mut Vec<ConflictLine>,
    of: impl Fn(&Edit) -> Option<&R>,
) -> Option<Line<R>> {
    let firsts = touches.iter().filter_map(|touch| Some((touch, of(edit(touch)?)?)));
    let (first, record) = firsts.min_by_key(|(touch, _)| order(touch))?;
    let mut line = super::line(first, record);
    line.corrected = touches.iter().any(|touch| correction_of(touch, kind).is_some());
    let before = conflicts.len();
    if touches.len() > 1 {
        for field in Field::ALL.iter().copied().filter(|field| field.target() == kind) {
            settle(touches, field, &mut line.record, conflicts);
        }
        line.voided = void(touches, kind, conflicts);
    }
    line.conflict = conflicts.len() > before;
    Some(line)
}

/// The match key of the number that shows.
pub(super) fn match_key(touches: &[Touch]) -> Option<MatchKey> {
    let versions = versions(touches, Field::CitizenNumber);
    let shown = merge(&versions)?.shown.digest;
    touches.iter().find(|touch| touch.origin.digest == shown)?.match_key
}

/// A value that a field was given; none where it cannot be read here.
pub(crate) type FieldVersion = Version<Option<FieldValue>>;

/// Every value a field was given, by first entries and corrections, but for what settles between several without a
/// leader's word: that counts for nothing, and what it named stays to be settled.
pub(crate) fn versions(touches: &[Touch], field: Field) -> Vec<FieldVersion> {
    let all = all_versions(touches, field);
    let unled = |digest| touches.iter().any(|touch| touch.origin.digest == digest && !touch.led);
    let is_void = |it: &FieldVersion| it.saw.len() > 1 && unled(it.digest) && settles(it, field, &all);
    if !all.iter().any(is_void) {
        return all;
    }
    all.iter().filter(|it| !is_void(it)).cloned().collect()
}

/// The same with what counts for nothing.
pub(crate) fn all_versions(touches: &[Touch], field: Field) -> Vec<FieldVersion> {
    touches.iter().filter_map(|touch| version(touch, field)).collect()
}

/// Whether somebody had to decide between the values that a version names.
fn settles(of: &FieldVersion, field: Field, all: &[FieldVersion]) -> bool {
    let named: Vec<FieldVersion> = all.iter().filter(|it| of.saw.contains(&it.digest)).cloned().collect();
    merge(&named).is_some_and(|merged| needs_settling(field, &merged))
}

fn version(touch: &Touch, field: Field) -> Option<FieldVersion> {
    let version = |saw, value| Version {
        digest: touch.origin.digest,
        stamp: if mutated(Mutation::MergeByArrival) { arrival(touch) } else { touch.origin.stamp },
        device: touch.origin.device,
        saw,
        value,
    };
    if super::initial(edit(touch)?) == Some(field.target()) {
        return Some(version(std::collections::BTreeSet::new(), value_in(touch, field)));
    }
    let changes = &correction_of(touch, field.target())?.changes;
    let change = changes.iter().rev().find(|change| change.field == field)?;
    Some(version(change.saw.clone(), change.value.clone()))
}

/// A deliberate bug's stamp: the order in which entries came here.
const fn arrival(touch: &Touch) -> Stamp {
    Stamp { wall_ms: touch.entry, counter: 0 }
}

fn settle<R: Correctable>(touches: &[Touch], field: Field, record: &mut R, conflicts: &mut Vec<ConflictLine>) {
    let versions = versions(touches, field);
    let Some(merged) = merge(&versions) else { return };
    if let Some(value) = merged.shown.value.clone().or_else(|| field::blank(field)) {
        record.set(value);
    }
    if needs_settling(field, &merged) {
        conflicts.push(ConflictLine { kind: field.target(), field: field.code() });
    }
}

/// Whether somebody must decide between the heads.
pub(crate) fn needs_settling(field: Field, merged: &Merged<'_, Option<FieldValue>>) -> bool {
    let independent = merged.heads.iter().all(|head| head.saw.is_empty());
    merged.conflict && (!independent || FIRSTS_MATTER.contains(&field))
}

/// The first void counts. One that a later correction did not know of is flagged: somebody thought the record good.
fn void(touches: &[Touch], kind: TargetKind, conflicts: &mut Vec<ConflictLine>) -> Option<VoidReason> {
    let voids = touches.iter().filter_map(|touch| Some((touch, void_of(touch, kind)?)));
    let (void, reason) = voids.min_by_key(|(touch, _)| order(touch))?;
    let corrected_since =
        |touch: &Touch| correction_of(touch, kind).is_some() && touch.origin.stamp > void.origin.stamp;
    if touches.iter().any(corrected_since) {
        conflicts.push(ConflictLine { kind, field: 0 });
    }
    Some(reason)
}
