//! Sessions, their logs, their talks.

use std::collections::BTreeSet;

use domain::edit::Edit;
use domain::ids::{AssistId, CitizenId, MatchKey, OutreachId, SessionId};
use domain::record::{Citizen, SessionCounts};
use domain::service::Outcome;
use rusqlite::{Row, named_params};

use crate::column::Table;
use crate::entry;
use crate::error::StoreError;
use crate::open::Store;
use crate::project;
use crate::receipt::Coverage;
use crate::rows::{AssistRow, ClosingRow, OutreachRow, SessionRow, SessionTally};
use crate::view::{assist, citizen, outreach, session};

const ASSIST: Table = Table("assist");

/// What is counted of assists.
macro_rules! counted {
    ($which:literal) => {
        concat!(
            "SELECT assist.outcome, assist.voided, assist.citizen, entry.device, (
                 SELECT citizen.match_key FROM entry AS first JOIN citizen ON citizen.entry = first.id
                 WHERE first.record = assist.citizen LIMIT 1
             ) AS match_key
             FROM assist JOIN entry ON entry.id = assist.entry ",
            $which
        )
    };
}

impl Store {
    /// Sessions, the newest day first, at most `limit`; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>, StoreError> {
        session::newest(&self.db, limit)?.into_iter().map(|answer| self.with_closing(answer)).collect()
    }

    /// One session.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn session(&self, session: SessionId) -> Result<Option<SessionRow>, StoreError> {
        session::of(&self.db, session)?.map(|answer| self.with_closing(answer)).transpose()
    }

    /// A session's counts as the log holds them now. Records of one match key are one citizen; an assist to a ticket
    /// whose holder is not known yet counts no citizen.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn session_tally(&self, session: SessionId) -> Result<SessionTally, StoreError> {
        Ok(self.running_tally(session)?.tally)
    }

    /// [`Store::session_tally`] that later assists can be added to.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn running_tally(&self, session: SessionId) -> Result<RunningTally, StoreError> {
        let mut running = RunningTally::default();
        let mut statement = self.db.prepare_cached(counted!("WHERE assist.session = :session"))?;
        let mut rows = statement.query(named_params! { ":session": session.as_bytes() })?;
        while let Some(row) = rows.next()? {
            self.count(row, &mut running)?;
        }
        running.tally.counts.outreach_heads = self.outreach_heads(session)?;
        Ok(running)
    }

    /// Adds an assist that was saved since and is the newest that names its record.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn add_to_tally(&self, running: &mut RunningTally, assist: AssistId) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(counted!("WHERE entry.record = :assist"))?;
        let mut rows = statement.query(named_params! { ":assist": assist.as_bytes() })?;
        while let Some(row) = rows.next()? {
            self.count(row, running)?;
        }
        Ok(())
    }

    /// A session's assists, newest first by their stamps, at most `limit`; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn evening(&self, session: SessionId, limit: u32) -> Result<Vec<AssistRow>, StoreError> {
        let coverage = Coverage::read(&self.db)?;
        let answers = assist::of_session(&self.db, &coverage, session, limit)?;
        answers.into_iter().map(|answer| self.with_citizen(answer)).collect()
    }

    /// A session's assists with this ticket, newest first; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn with_ticket(&self, session: SessionId, ticket: u32) -> Result<Vec<AssistRow>, StoreError> {
        let coverage = Coverage::read(&self.db)?;
        let answers = assist::of_ticket(&self.db, &coverage, session, ticket)?;
        answers.into_iter().map(|answer| self.with_citizen(answer)).collect()
    }

    /// Hands every assist of a session to `each`, oldest first, one at a time: for exports of any length.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn each_assist(&self, session: SessionId, each: &mut dyn FnMut(AssistRow)) -> Result<(), StoreError> {
        let coverage = Coverage::read(&self.db)?;
        let mut failed = None;
        assist::each_of_session(&self.db, &coverage, session, &mut |answer| match self.with_citizen(answer) {
            Ok(row) => each(row),
            Err(error) => failed = Some(error),
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// One assist.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn assist(&self, assist: AssistId) -> Result<Option<AssistRow>, StoreError> {
        let coverage = Coverage::read(&self.db)?;
        assist::of(&self.db, &coverage, assist)?.map(|answer| self.with_citizen(answer)).transpose()
    }

    /// Talks of a session, or of none, newest first, at most `limit`; voided ones too.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outreach_of(&self, session: Option<SessionId>, limit: u32) -> Result<Vec<OutreachRow>, StoreError> {
        match session {
            Some(session) => outreach::of_session(&self.db, session, limit),
            None => outreach::of_none(&self.db, limit),
        }
    }

    /// One talk.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn outreach(&self, outreach: OutreachId) -> Result<Option<OutreachRow>, StoreError> {
        outreach::of(&self.db, outreach)
    }

    /// An assist with the citizen it was given to.
    pub(crate) fn with_citizen(&self, answer: assist::Answer) -> Result<AssistRow, StoreError> {
        let citizen = answer.row.record.citizen.map(|citizen| citizen::of(&self.db, citizen)).transpose()?.flatten();
        let citizen: Option<Citizen> = citizen.map(|citizen| citizen.row.record);
        let here = self.is_own(answer.row.origin.device);
        Ok(AssistRow { row: answer.row, citizen, here, arrived: answer.arrived })
    }

    fn with_closing(&self, (row, closing): session::Answer) -> Result<SessionRow, StoreError> {
        let closed = closing.map(|entry| self.closing(entry)).transpose()?;
        Ok(SessionRow { row, closed })
    }

    fn closing(&self, entry: i64) -> Result<ClosingRow, StoreError> {
        let held = self.held.as_ref().ok_or(StoreError::Entry)?;
        let touch = entry::touch_of(&self.db, held, entry)?;
        match project::edit(&touch) {
            Some(Edit::SessionClosed(closing)) => Ok(ClosingRow { closing: closing.clone(), origin: touch.origin }),
            Some(_) | None => Err(Table("session").damaged()),
        }
    }

    fn outreach_heads(&self, session: SessionId) -> Result<u32, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT coalesce(sum(heads), 0) FROM outreach WHERE session = :session AND voided IS NULL",
        )?;
        Ok(statement.query_row(named_params! { ":session": session.as_bytes() }, |row| row.get(0))?)
    }

    fn count(&self, row: &Row<'_>, running: &mut RunningTally) -> Result<(), StoreError> {
        let RunningTally { tally, people } = running;
        let voided: Option<u8> = ASSIST.get(row, "voided")?;
        if voided.is_some() {
            tally.voided = tally.voided.saturating_add(1);
            return Ok(());
        }
        let device = ASSIST.device(row, "device")?;
        let here = self.is_own(device);
        tally.here = tally.here.saturating_add(u32::from(here));
        count_outcome(&mut tally.counts, ASSIST.read(row, "outcome", Outcome::from_code)?);
        let match_key = ASSIST.match_key(row, "match_key")?;
        let citizen: Option<CitizenId> = ASSIST.id_option(row, "citizen")?;
        people.extend(match_key.map(One::Known).or(citizen.map(One::Record)));
        tally.counts.citizens = u32::try_from(people.len()).unwrap_or(u32::MAX);
        Ok(())
    }
}

/// The counts of a session with the people behind them, so that one more assist is counted without counting all again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RunningTally {
    /// The counts now.
    pub tally: SessionTally,
    people: BTreeSet<One>,
}

/// One person, however many records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum One {
    Known(MatchKey),
    Record(CitizenId),
}

const fn count_outcome(counts: &mut SessionCounts, outcome: Outcome) {
    counts.assists = counts.assists.saturating_add(1);
    let of = match outcome {
        Outcome::Done => &mut counts.done,
        Outcome::AlreadyActive => &mut counts.already_active,
        Outcome::ComeBack => &mut counts.come_back,
        Outcome::Refused => &mut counts.refused,
    };
    *of = of.saturating_add(1);
}
