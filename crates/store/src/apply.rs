//! Fresh entries into the views: each record they name is read together anew, and its lines replaced.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::RecordId;
use journal::{Judged, Opened, Unreadable};
use rusqlite::{Connection, named_params};

use crate::crash;
use crate::entry::{self, Touch};
use crate::error::StoreError;
use crate::follow_up::Concerned;
use crate::identity::Held;
use crate::index::Changes;
use crate::project::project;
use crate::roster::Settling;
use crate::rows::Matter;
use crate::standing::Renewed;
use crate::{roster, standing, view};

/// Takes fresh entries into the views. Where they, or certificates that came with them, change whose word counts, that is
/// judged first, and returned: from the commit on it holds.
pub(crate) fn take(
    db: &Connection,
    held: &Held,
    mut fresh: Vec<Touch>,
    certified: bool,
    settling: Settling,
) -> Result<Option<Held>, StoreError> {
    if !certified && !fresh.iter().any(|touch| standing::concerns(held, touch)) {
        fresh.iter().try_for_each(|touch| standing::enter(db, touch))?;
        apply(db, held, fresh, settling)?;
        return Ok(None);
    }
    let Renewed { held, again, keys } = standing::renew(db, held)?;
    for touch in &mut fresh {
        standing::judge_again(&held.standing, touch);
        if keys {
            *touch = entry::touch_of(db, &held, touch.entry)?;
        }
        forget_matters(db, touch.entry)?;
        remember(db, touch)?;
    }
    apply(db, &held, fresh, settling)?;
    self::again(db, &held, &again, settling)?;
    if keys && settling == Settling::Now {
        roster::settle(db, &held)?;
    }
    Ok(Some(held))
}

/// Shows fresh entries in the views and on the search index.
fn apply(db: &Connection, held: &Held, fresh: Vec<Touch>, settling: Settling) -> Result<(), StoreError> {
    let editions = settling == Settling::Now && fresh.iter().any(brings_edition);
    let (mut changes, mut concerned) = (Changes::default(), Concerned::default());
    for record in grouped(fresh) {
        show(db, held, record, &mut changes, &mut concerned)?;
    }
    concerned.write(db)?;
    crash::point(crash::Step::ViewsWritten);
    changes.write(db)?;
    if editions { roster::settle(db, held) } else { Ok(()) }
}

/// Shows records anew whose entries are judged or read in another way than before.
fn again(db: &Connection, held: &Held, records: &BTreeSet<RecordId>, settling: Settling) -> Result<(), StoreError> {
    let (mut changes, mut concerned) = (Changes::default(), Concerned::default());
    let mut editions = false;
    for record in records {
        let touches = entry::touches(db, held, *record, i64::MAX)?;
        editions |= touches.iter().any(brings_edition);
        show_again(db, *record, &touches, &mut changes, &mut concerned)?;
    }
    concerned.write(db)?;
    changes.write(db)?;
    if editions && settling == Settling::Now { roster::settle(db, held) } else { Ok(()) }
}

fn show_again(
    db: &Connection,
    record: RecordId,
    touches: &[Touch],
    changes: &mut Changes,
    concerned: &mut Concerned,
) -> Result<(), StoreError> {
    for touch in touches {
        forget_matters(db, touch.entry)?;
        remember(db, touch)?;
    }
    let known: Vec<i64> = touches.iter().map(|touch| touch.entry).collect();
    concerned.lines_at(db, &known)?;
    changes.remove_citizens(db, &known)?;
    view::clear(db, record, &known)?;
    let projection = project(touches);
    view::write(db, record, &projection)?;
    concerned.projected(&projection);
    changes.add_citizen(db, projection.citizen.as_ref())
}

/// What follows from an entry alone, whenever it is read: what is the matter with it, and whether it waits.
pub(crate) fn remember(db: &Connection, touch: &Touch) -> Result<(), StoreError> {
    // What is far ahead was flagged by the clock of its day.
    for matter in matters(touch, i64::MAX) {
        flag(db, touch.entry, matter)?;
    }
    standing::keep(db, touch)
}

/// Forgets what the reading of an entry said; what its arrival said stays.
fn forget_matters(db: &Connection, entry: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM matter WHERE entry = :entry AND matter IN (1, 2, 3, 7)")?
        .execute(named_params! { ":entry": entry })?;
    Ok(())
}

fn brings_edition(touch: &Touch) -> bool {
    matches!(crate::project::edit(touch), Some(domain::edit::Edit::RosterEdition(_)))
}

/// By record, in the order in which each was first named: views then grow at their ends.
fn grouped(fresh: Vec<Touch>) -> Vec<Vec<Touch>> {
    let mut places: BTreeMap<RecordId, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Touch>> = Vec::new();
    for touch in fresh {
        let place = *places.entry(touch.record).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(touch),
            None => groups.push(vec![touch]),
        }
    }
    groups
}

fn show(
    db: &Connection,
    held: &Held,
    fresh: Vec<Touch>,
    changes: &mut Changes,
    concerned: &mut Concerned,
) -> Result<(), StoreError> {
    let Some((record, first)) = fresh.first().map(|touch| (touch.record, touch.entry)) else { return Ok(()) };
    let mut touches = entry::touches(db, held, record, first)?;
    let known: Vec<i64> = touches.iter().map(|touch| touch.entry).collect();
    touches.extend(fresh);
    let projection = project(&touches);
    if !known.is_empty() {
        concerned.lines_at(db, &known)?;
        changes.remove_citizens(db, &known)?;
        view::clear(db, record, &known)?;
    }
    view::write(db, record, &projection)?;
    concerned.projected(&projection);
    changes.add_citizen(db, projection.citizen.as_ref())
}

/// What is the matter with an entry in itself; flagged once, when it comes in.
pub(crate) fn matters(touch: &Touch, now_ms: i64) -> Vec<Matter> {
    let content = match &touch.said {
        Opened::Edit(_) | Opened::Sealed { why: Unreadable::Erased, .. } => None,
        Opened::Sealed { why: Unreadable::NoKey { .. }, .. } => Some(Matter::NoKey),
        Opened::Sealed { why: Unreadable::Damaged | Unreadable::Malformed(_), .. } | Opened::Malformed(_) => {
            Some(Matter::Malformed)
        }
        Opened::Unknown { .. } => Some(Matter::Newer),
    };
    let unsigned = (touch.judged == Judged::NoLeader).then_some(Matter::NoLeader);
    let ahead = touch.origin.stamp.is_ahead(now_ms).then_some(Matter::Ahead);
    content.into_iter().chain(unsigned).chain(ahead).collect()
}

/// Flags an entry.
pub(crate) fn flag(db: &Connection, entry: i64, matter: Matter) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(
        "INSERT INTO matter (entry, matter) VALUES (:entry, :matter) ON CONFLICT (entry, matter) DO NOTHING",
    )?;
    statement.execute(named_params! { ":entry": entry, ":matter": matter.code() })?;
    Ok(())
}
