//! What the entries that name one record say together. Pure: the same set of entries gives the same lines, in whatever
//! order they came in. What is written to the views, rebuilt, and verified is this and nothing else.

mod correct;
mod field;

use domain::edit::{Edit, TargetKind, VoidReason};
use domain::ids::{MatchKey, MemberId};
use domain::record::{
    Advice, Assist, Call, Certified, Citizen, Commune, Member, Outreach, RosterEdition, Session, Unit, Village,
};
use domain::stamp::Stamp;
use journal::Opened;

use crate::entry::Touch;
use crate::standing::counts;

pub(crate) use correct::{FieldVersion, all_versions, needs_settling, versions};
pub(crate) use field::initial;
use field::value_in;

/// The record of an edit of one kind.
macro_rules! match_edit {
    ($edit:expr, $kind:path) => {
        if let $kind(it) = $edit { Some(it) } else { None }
    };
}

/// One line of a view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Line<R> {
    /// The row of the entry it comes from; the line's own key.
    pub entry: i64,
    /// That entry's stamp.
    pub stamp: Stamp,
    /// Who wrote that entry.
    pub member: Option<MemberId>,
    /// The record, corrections applied.
    pub record: R,
    /// Why it counts no more.
    pub voided: Option<VoidReason>,
    /// Whether a correction changed it.
    pub corrected: bool,
    /// Whether something about it is to be settled.
    pub conflict: bool,
}

/// One line of a list: of a record that is only named anew, never corrected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Listed<R> {
    /// The row of the entry it comes from; the line's own key.
    pub entry: i64,
    /// The record.
    pub record: R,
}

/// A session with the row of the entry that closed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SessionLine {
    pub line: Line<Session>,
    pub closing: Option<i64>,
}

/// A citizen with the match key of the number that shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CitizenLine {
    pub line: Line<Citizen>,
    pub match_key: Option<MatchKey>,
}

/// A call with its stamp, by which it is told whether it came after an assist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CallLine {
    pub entry: i64,
    pub stamp: Stamp,
    pub member: Option<MemberId>,
    pub record: Call,
}

/// A roster edition with its stamp, by which the newest of a scope is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct EditionLine {
    pub entry: i64,
    pub stamp: Stamp,
    pub record: RosterEdition,
}

/// Something to settle: the field's code, or 0 where a void met a correction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct ConflictLine {
    pub kind: TargetKind,
    pub field: u8,
}

/// Every view line of one record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Projection {
    pub commune: Option<Listed<Commune>>,
    pub village: Option<Listed<Village>>,
    pub unit: Option<Listed<Unit>>,
    pub member: Option<Listed<Member>>,
    /// In the order of their rows.
    pub certificates: Vec<Listed<Certified>>,
    pub session: Option<SessionLine>,
    pub outreach: Option<Line<Outreach>>,
    pub citizen: Option<CitizenLine>,
    pub assist: Option<Line<Assist>>,
    pub call: Option<CallLine>,
    pub advice: Option<Listed<Advice>>,
    pub edition: Option<EditionLine>,
    /// In their order.
    pub conflicts: Vec<ConflictLine>,
    /// Rows of corrections, voids and closings whose record is not here, in their order.
    pub held: Vec<i64>,
}

/// The edit of an entry, as far as it can be read.
pub(crate) fn edit(touch: &Touch) -> Option<&Edit> {
    match &touch.said {
        Opened::Edit(edit) | Opened::Sealed { edit, .. } => Some(edit),
        Opened::Unknown { .. } | Opened::Malformed(_) => None,
    }
}

/// Reads together all entries that name one record, those in quarantine left out.
pub(crate) fn project(touches: &[Touch]) -> Projection {
    if touches.iter().all(counts) {
        return together(touches);
    }
    let counting: Vec<Touch> = touches.iter().filter(|touch| counts(touch)).cloned().collect();
    together(&counting)
}

fn together(touches: &[Touch]) -> Projection {
    let mut projection = Projection {
        commune: newest(touches, |edit| match_edit!(edit, Edit::Commune)),
        village: newest(touches, |edit| match_edit!(edit, Edit::Village)),
        unit: newest(touches, |edit| match_edit!(edit, Edit::Unit)),
        member: newest(touches, |edit| match_edit!(edit, Edit::Member)),
        certificates: certificates(touches),
        call: call(touches),
        advice: newest(touches, |edit| match_edit!(edit, Edit::Advice)),
        edition: edition(touches),
        ..Projection::default()
    };
    project_session(touches, &mut projection);
    projection.outreach = correct::corrected(touches, TargetKind::Outreach, &mut projection.conflicts, |edit| {
        match_edit!(edit, Edit::Outreach)
    });
    projection.assist = correct::corrected(touches, TargetKind::Assist, &mut projection.conflicts, |edit| {
        match_edit!(edit, Edit::Assist)
    });
    let citizen = correct::corrected(touches, TargetKind::Citizen, &mut projection.conflicts, |edit| {
        match_edit!(edit, Edit::Citizen)
    });
    projection.citizen = citizen.map(|line| CitizenLine { match_key: correct::match_key(touches), line });
    projection.held = held(touches, &projection);
    projection.conflicts.sort_unstable();
    projection
}

fn project_session(touches: &[Touch], projection: &mut Projection) {
    let line = correct::corrected(touches, TargetKind::Session, &mut projection.conflicts, |edit| {
        match_edit!(edit, Edit::Session)
    });
    let closing = newest(touches, |edit| match_edit!(edit, Edit::SessionClosed)).map(|closing| closing.entry);
    projection.session = line.map(|line| SessionLine { line, closing });
}

/// Of records that are only named anew: the one written last.
fn newest<R: Clone>(touches: &[Touch], of: impl Fn(&Edit) -> Option<&R>) -> Option<Listed<R>> {
    last(touches, of).map(|(touch, record)| Listed { entry: touch.entry, record: record.clone() })
}

fn call(touches: &[Touch]) -> Option<CallLine> {
    let (touch, record) = last(touches, |edit| match_edit!(edit, Edit::Call))?;
    Some(CallLine { entry: touch.entry, stamp: touch.origin.stamp, member: touch.origin.member, record: *record })
}

fn edition(touches: &[Touch]) -> Option<EditionLine> {
    let (touch, record) = last(touches, |edit| match_edit!(edit, Edit::RosterEdition))?;
    Some(EditionLine { entry: touch.entry, stamp: touch.origin.stamp, record: record.clone() })
}

fn last<'t, R>(touches: &'t [Touch], of: impl Fn(&'t Edit) -> Option<&'t R>) -> Option<(&'t Touch, &'t R)> {
    let all = touches.iter().filter_map(|touch| Some((touch, of(edit(touch)?)?)));
    all.max_by_key(|(touch, _)| order(touch))
}

fn certificates(touches: &[Touch]) -> Vec<Listed<Certified>> {
    let mut lines: Vec<_> = touches
        .iter()
        .filter_map(|touch| {
            let record = match_edit!(edit(touch)?, Edit::Certified)?.clone();
            Some(Listed { entry: touch.entry, record })
        })
        .collect();
    lines.sort_by_key(|line| line.entry);
    lines
}

fn line<R: Clone>(touch: &Touch, record: &R) -> Line<R> {
    Line {
        entry: touch.entry,
        stamp: touch.origin.stamp,
        member: touch.origin.member,
        record: record.clone(),
        voided: None,
        corrected: false,
        conflict: false,
    }
}

/// Stamps first; the rest only so that the answer never depends on the order of arrival.
pub(crate) fn order(touch: &Touch) -> impl Ord + use<> {
    (touch.origin.stamp, touch.origin.device, touch.origin.digest)
}

fn held(touches: &[Touch], projection: &Projection) -> Vec<i64> {
    let mut held: Vec<_> = touches
        .iter()
        .filter(|touch| waits_for(touch).is_some_and(|kind| !is_here(projection, kind)))
        .map(|touch| touch.entry)
        .collect();
    held.sort_unstable();
    held
}

/// The kind of record that an entry is about without bringing it.
fn waits_for(touch: &Touch) -> Option<TargetKind> {
    match edit(touch)? {
        Edit::Correction(it) => Some(it.target.kind),
        Edit::Void(it) => Some(it.target.kind),
        Edit::SessionClosed(_) => Some(TargetKind::Session),
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::Member(_)
        | Edit::Certified(_)
        | Edit::Session(_)
        | Edit::Outreach(_)
        | Edit::Citizen(_)
        | Edit::Assist(_)
        | Edit::RosterEdition(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_)
        | Edit::Advice(_) => None,
    }
}

const fn is_here(projection: &Projection, kind: TargetKind) -> bool {
    match kind {
        TargetKind::Session => projection.session.is_some(),
        TargetKind::Outreach => projection.outreach.is_some(),
        TargetKind::Citizen => projection.citizen.is_some(),
        TargetKind::Assist => projection.assist.is_some(),
    }
}

/// The changes that a correction makes to this very kind of record.
pub(crate) fn correction_of(touch: &Touch, kind: TargetKind) -> Option<&domain::edit::Correction> {
    match_edit!(edit(touch)?, Edit::Correction).filter(|it| it.target.kind == kind)
}

/// The void of this very kind of record.
pub(crate) fn void_of(touch: &Touch, kind: TargetKind) -> Option<VoidReason> {
    match_edit!(edit(touch)?, Edit::Void).filter(|it| it.target.kind == kind).map(|it| it.reason)
}
