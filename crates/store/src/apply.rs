//! Fresh entries into the views: each record they name is read together anew, and its lines replaced.

use std::collections::BTreeMap;

use domain::ids::RecordId;
use journal::{Opened, Unreadable};
use rusqlite::{Connection, named_params};

use crate::crash;
use crate::entry::{self, Touch};
use crate::error::StoreError;
use crate::identity::Held;
use crate::index::Changes;
use crate::project::project;
use crate::rows::Matter;
use crate::{roster, view};

/// Shows fresh entries in the views and on the search index.
pub(crate) fn apply(db: &Connection, held: &Held, fresh: Vec<Touch>) -> Result<(), StoreError> {
    let editions = fresh.iter().any(brings_edition);
    let mut changes = Changes::default();
    for record in grouped(fresh) {
        show(db, held, record, &mut changes)?;
    }
    crash::point(crash::Step::ViewsWritten);
    changes.write(db)?;
    if editions { roster::settle(db, held) } else { Ok(()) }
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

fn show(db: &Connection, held: &Held, fresh: Vec<Touch>, changes: &mut Changes) -> Result<(), StoreError> {
    let Some((record, first)) = fresh.first().map(|touch| (touch.record, touch.entry)) else { return Ok(()) };
    let mut touches = entry::touches(db, held, record, first)?;
    let known: Vec<i64> = touches.iter().map(|touch| touch.entry).collect();
    touches.extend(fresh);
    let projection = project(&touches);
    if !known.is_empty() {
        changes.remove_citizens(db, &known)?;
        view::clear(db, record, &known)?;
    }
    view::write(db, record, &projection)?;
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
    let ahead = touch.origin.stamp.is_ahead(now_ms).then_some(Matter::Ahead);
    content.into_iter().chain(ahead).collect()
}

/// Flags an entry.
pub(crate) fn flag(db: &Connection, entry: i64, matter: Matter) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(
        "INSERT INTO matter (entry, matter) VALUES (:entry, :matter) ON CONFLICT (entry, matter) DO NOTHING",
    )?;
    statement.execute(named_params! { ":entry": entry, ":matter": matter.code() })?;
    Ok(())
}
