//! Sessions and talks.

use std::collections::BTreeSet;

use domain::edit::Edit;
use domain::ids::{MemberId, SessionId, UnitId, VillageId};
use domain::record::{Outreach, RosterScope, SESSION_MEMBERS_MAX, Session, SessionClosed};
use store::Store;
use store::rows::SessionRow as Stored;
use uuid::Uuid;

use super::draft;
use crate::desk::scope;
use crate::evening::{self, SESSION_ROWS_MAX, SESSIONS_MAX, TALKS_MAX};
use crate::form::{self, bad};
use crate::make::new_id;
use crate::names::Names;
use crate::role::May;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::session::{OpenSessionForm, OutreachForm, OutreachRow, SessionRow, SessionView};
use crate::{App, Code, Error, clock};

impl App {
    /// Newest first, at most `SESSIONS_MAX`.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sessions(&self) -> Result<Vec<SessionRow>, Error> {
        self.reading(|open| {
            open.must(May::SeeCounts)?;
            let names = open.names()?;
            let stored = open.store.sessions(SESSIONS_MAX)?;
            let counting = stored.iter().filter(|it| it.row.voided.is_none());
            counting.map(|it| evening::session_row(&open.store, &names, it)).collect()
        })
    }

    /// One session with its log.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn session(&self, session: Uuid) -> Result<SessionView, Error> {
        self.reading(|open| {
            open.must(May::SeeCounts)?;
            session_view(open, SessionId(session))
        })
    }

    /// Opens a session; the desk works on it from now on.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn open_session(&self, form: OpenSessionForm) -> Result<SessionRow, Error> {
        self.writing(|open, settings| {
            let session = new_session(&open.store, settings, &form)?;
            let id = session.id;
            grant(&mut open.store, scope(&session))?;
            open.commit_one(Edit::Session(session), settings)?;
            let stored = evening::known_session(&open.store, id)?;
            evening::session_row(&open.store, &*open.names()?, &stored)
        })
    }

    /// Closes a session with its counts; leaders only. What comes later is still kept and counted.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn close_session(&self, session: Uuid, heads: Option<u32>) -> Result<SessionView, Error> {
        self.writing(|open, settings| {
            open.must(May::SignOff)?;
            let session = evening::open_session(&open.store, SessionId(session))?.row.record.id;
            let closed = SessionClosed {
                session,
                heads: heads.map(form::heads).transpose()?,
                counts: open.store.session_tally(session)?.counts,
                seen: open.store.seen()?,
            };
            open.commit_one(Edit::SessionClosed(closed), settings)?;
            draft::forget(&mut open.store, session)?;
            session_view(open, session)
        })
    }

    /// Records a talk with its head count.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn log_outreach(&self, form: OutreachForm) -> Result<OutreachRow, Error> {
        self.writing(|open, settings| {
            let talk = new_talk(&open.store, settings, &form)?;
            let id = talk.id;
            open.commit_one(Edit::Outreach(talk), settings)?;
            let saved = open.store.outreach(id)?.ok_or(Error::new(Code::NotFound))?;
            Ok(evening::outreach_row(&saved))
        })
    }
}

fn new_session(store: &Store, settings: &Settings, form: &OpenSessionForm) -> Result<Session, Error> {
    let village = form::known_village(store, form.village.map(VillageId))?;
    let unit = form::known_unit(store, form.unit.map(UnitId))?;
    if village.is_none() && unit.is_none() {
        return Err(bad("village"));
    }
    let place = form.place.trim();
    Ok(Session {
        id: new_id(settings),
        village,
        unit,
        day: form::day(&form.day, "day")?,
        members: present(store, &form.members)?,
        first_ticket: form::ticket(Some(form.first_ticket))?.unwrap_or(1),
        place: if place.is_empty() { None } else { Some(form::title(place, "place")?) },
    })
}

/// Members of the commune, at most as many as a session takes.
fn present(store: &Store, members: &[Uuid]) -> Result<BTreeSet<MemberId>, Error> {
    let known: BTreeSet<MemberId> = store.members()?.into_iter().map(|member| member.id).collect();
    let present: BTreeSet<MemberId> = members.iter().take(SESSION_MEMBERS_MAX * 2).map(|id| MemberId(*id)).collect();
    let fits = present.len() <= SESSION_MEMBERS_MAX && present.is_subset(&known);
    if fits { Ok(present) } else { Err(bad("members")) }
}

/// A laptop holds the lists of the villages and units it works for.
pub(super) fn grant(store: &mut Store, scope: Option<RosterScope>) -> Result<(), Error> {
    let mut scopes = store.roster_grants()?;
    match scope {
        Some(scope) if !scopes.contains(&scope) => {
            scopes.push(scope);
            Ok(store.grant_roster(&scopes)?)
        }
        Some(_) | None => Ok(()),
    }
}

fn new_talk(store: &Store, settings: &Settings, form: &OutreachForm) -> Result<Outreach, Error> {
    let session = form.session.map(|id| evening::known_session(store, SessionId(id))).transpose()?;
    let (village, unit) = (form.village.map(VillageId), form.unit.map(UnitId));
    let of_session = session.as_ref().filter(|_| village.is_none() && unit.is_none()).map(|it| &it.row.record);
    Ok(Outreach {
        id: new_id(settings),
        session: session.as_ref().map(|it| it.row.record.id),
        village: form::known_village(store, village.or(of_session.and_then(|it| it.village)))?,
        unit: form::known_unit(store, unit.or(of_session.and_then(|it| it.unit)))?,
        day: form::day(&form.day, "day")?,
        kind: form.kind,
        heads: form::heads(form.heads)?,
        topic: form::note(&form.topic, "topic")?,
    })
}

fn session_view(open: &Open, session: SessionId) -> Result<SessionView, Error> {
    let (store, names) = (&open.store, open.names()?);
    let stored = evening::known_session(store, session)?;
    let rows = store.evening(session, SESSION_ROWS_MAX)?;
    let all = evening::lines(&store.session_tally(session)?);
    Ok(SessionView {
        row: evening::session_row(store, &names, &stored)?,
        opened_at: clock::instant(stored.row.origin.stamp.wall_ms),
        closed_at: stored.closed.as_ref().map(|it| clock::instant(it.origin.stamp.wall_ms)),
        heads: stored.closed.as_ref().and_then(|it| it.closing.heads),
        members: members(&stored, &names),
        outreach: store.outreach_of(Some(session), TALKS_MAX)?.iter().map(evening::outreach_row).collect(),
        half_done: draft::count(store, session)?,
        difficulties: evening::difficulties(&rows),
        devices: evening::per_device(&rows, &names),
        assists: evening::numbered(rows, all),
    })
}

fn members(session: &Stored, names: &Names) -> Vec<String> {
    session.row.record.members.iter().map(|member| names.member(Some(*member))).collect()
}
