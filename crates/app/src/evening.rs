//! Sessions and their lines as views: numbered, named, counted.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AssistId, SessionId};
use domain::person::Note;
use domain::record::SessionCounts;
use domain::service::DifficultyCode;
use store::Store;
use store::rows::{AssistRow as Line, OutreachRow as Talk, SessionRow as Stored, SessionTally};

use crate::clock;
use crate::names::Names;
use crate::view::session::{AssistRow, CountsView, DeviceCount, DifficultyCount, OutreachRow, SessionRow};
use crate::{Code, Error};

/// At most this many lines of an evening beside the desk.
pub(crate) const EVENING_ROWS_MAX: u32 = 200;
/// At most this many lines on a session's screen.
pub(crate) const SESSION_ROWS_MAX: u32 = 5_000;
/// At most this many sessions in the list.
pub(crate) const SESSIONS_MAX: u32 = 200;
/// At most this many talks of a session.
pub(crate) const TALKS_MAX: u32 = 200;

/// A session that exists here.
///
/// # Errors
/// [`Code::NotFound`].
pub(crate) fn known_session(store: &Store, session: SessionId) -> Result<Stored, Error> {
    store.session(session)?.filter(|it| it.row.voided.is_none()).ok_or(Error::new(Code::NotFound))
}

/// A session that is still open.
///
/// # Errors
/// [`Code::NotFound`], [`Code::SessionClosed`].
pub(crate) fn open_session(store: &Store, session: SessionId) -> Result<Stored, Error> {
    let found = known_session(store, session)?;
    if found.closed.is_some() { Err(Error::new(Code::SessionClosed)) } else { Ok(found) }
}

/// The session that the desk works on: of the open ones the last one opened on this laptop, whatever its day; where none
/// was, the newest at all.
pub(crate) fn desk_session(store: &Store) -> Result<Option<Stored>, Error> {
    let open = store.sessions(SESSIONS_MAX)?.into_iter().filter(|it| it.closed.is_none() && it.row.voided.is_none());
    Ok(open.max_by_key(|it| {
        let own = store.is_own(it.row.origin.device);
        (own, (!own).then_some(it.row.record.day), it.row.origin.stamp)
    }))
}

/// The line of a session in the list.
pub(crate) fn session_row(store: &Store, names: &Names, session: &Stored) -> Result<SessionRow, Error> {
    let record = &session.row.record;
    let tally = store.session_tally(record.id)?;
    Ok(SessionRow {
        id: record.id.0,
        where_name: names.place_of(record),
        place: record.place.as_ref().map(|place| place.as_str().to_owned()).unwrap_or_default(),
        day: clock::iso(record.day),
        closed: session.closed.is_some(),
        counts: counts(&tally),
    })
}

/// Counts as they are shown.
pub(crate) fn counts(tally: &SessionTally) -> CountsView {
    let SessionCounts { assists, citizens, done, already_active, come_back, refused, outreach_heads } = tally.counts;
    CountsView { assists, citizens, done, already_active, come_back, refused, outreach_heads, voided: tally.voided }
}

/// How many lines a session has, voided ones too.
pub(crate) fn lines(tally: &SessionTally) -> u32 {
    tally.counts.assists.saturating_add(tally.voided)
}

/// Lines newest first, numbered from the session's first on; `all` is how many the session has.
pub(crate) fn numbered(rows: Vec<Line>, all: u32) -> Vec<AssistRow> {
    let numbers = (0..=all).rev();
    rows.iter().zip(numbers).map(|(row, number)| assist_row(row, number)).collect()
}

/// A line of an evening, numbered as the list beside the desk numbers it.
///
/// # Errors
/// [`Code::NotFound`] where it is not among the session's newest [`SESSION_ROWS_MAX`].
pub(crate) fn line_of(store: &Store, session: SessionId, assist: AssistId) -> Result<AssistRow, Error> {
    let all = lines(&store.session_tally(session)?);
    for most in [EVENING_ROWS_MAX, SESSION_ROWS_MAX] {
        let rows = numbered(store.evening(session, most)?, all);
        if let Some(row) = rows.into_iter().find(|row| row.id == assist.0) {
            return Ok(row);
        }
    }
    Err(Error::new(Code::NotFound))
}

/// One line.
pub(crate) fn assist_row(line: &Line, number: u32) -> AssistRow {
    let (record, origin) = (&line.row.record, &line.row.origin);
    let person = line.citizen.as_ref().and_then(|citizen| citizen.person.as_ref());
    AssistRow {
        id: record.id.0,
        number,
        citizen: record.citizen.map(|citizen| citizen.0),
        name: person.map(|person| person.name.as_str().to_owned()),
        at: clock::instant(origin.stamp.wall_ms),
        service: record.service,
        outcome: record.outcome,
        difficulties: codes(&record.difficulties),
        return_day: record.return_day.map(clock::iso),
        ticket: record.ticket,
        voided: line.row.voided.is_some(),
        corrected: line.row.corrected,
        conflict: line.row.conflict,
        review: is_for_review(record.note.as_ref()),
        mine: line.here,
        arrived: line.arrived,
    }
}

/// What stands in the note of a line whose letters nobody chose. It is kept as written, so in Vietnamese always; whoever
/// corrects the note takes the mark away.
const FOR_REVIEW: &str = "Cần xem lại chữ trong họ tên, địa chỉ (máy quét gõ không rõ)";

/// A note with the mark for review.
pub(crate) fn for_review(note: &str) -> String {
    match note.trim() {
        "" => FOR_REVIEW.to_owned(),
        note => format!("{FOR_REVIEW}\n{note}"),
    }
}

/// Whether a note has that mark.
pub(crate) fn is_for_review(note: Option<&Note>) -> bool {
    note.is_some_and(|note| note.as_str().contains(FOR_REVIEW))
}

/// Difficulty codes as text.
pub(crate) fn codes(codes: &BTreeSet<DifficultyCode>) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

/// A talk.
pub(crate) fn outreach_row(talk: &Talk) -> OutreachRow {
    OutreachRow {
        id: talk.record.id.0,
        day: clock::iso(talk.record.day),
        kind: talk.record.kind,
        heads: talk.record.heads,
        topic: talk.record.topic.as_ref().map(|topic| topic.as_str().to_owned()),
    }
}

/// The difficulties of lines that count, most frequent first.
pub(crate) fn difficulties(rows: &[Line]) -> Vec<DifficultyCount> {
    let mut met: BTreeMap<&DifficultyCode, u32> = BTreeMap::new();
    for code in counting(rows).flat_map(|line| &line.row.record.difficulties) {
        let count = met.entry(code).or_default();
        *count = count.saturating_add(1);
    }
    let mut counts: Vec<_> =
        met.into_iter().map(|(code, count)| DifficultyCount { code: code.to_string(), count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    counts
}

/// Lines that count per laptop, most first.
pub(crate) fn per_device(rows: &[Line], names: &Names) -> Vec<DeviceCount> {
    let mut logged: BTreeMap<_, u32> = BTreeMap::new();
    for line in counting(rows) {
        let count = logged.entry(line.row.origin.device).or_default();
        *count = count.saturating_add(1);
    }
    let named = |(device, count)| DeviceCount { label: names.device(device), count };
    let mut counts: Vec<_> = logged.into_iter().map(named).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    counts
}

fn counting(rows: &[Line]) -> impl Iterator<Item = &Line> {
    rows.iter().filter(|line| line.row.voided.is_none())
}
