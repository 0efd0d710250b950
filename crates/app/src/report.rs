//! A session's log as a file: the store's rows with the catalogue's words put to their keys. How the file looks is the
//! business of `documents`.

mod summary;

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use documents::session_log::{ColumnTitles, ExportError, Heading, LogRow, SessionLogFile, Written};
use domain::fold::fold;
use domain::format;
use domain::ids::SessionId;
use domain::person::Note;
use domain::record::{Assist, Person};
use domain::service::DifficultyCode;
use store::Store;
use store::rows::{AssistRow as Line, SessionRow as Stored};

use crate::names::Names;
use crate::text::Texts;
use crate::view::export::{ExportForm, Numbers};
use crate::{Error, clock, evening, failure};

/// What is said around the lines of one session.
pub(crate) struct Report<'a> {
    texts: Texts,
    names: Arc<Names>,
    session: &'a Stored,
    numbers: Numbers,
    practice: bool,
    commune: String,
    now_ms: i64,
}

/// Writes the file that a person chose.
///
/// # Errors
/// [`crate::Code::NotFound`], [`crate::Code::CannotWrite`], [`crate::Code::DiskFull`]; then nothing new lies there.
pub(crate) fn write(store: &Store, names: Arc<Names>, form: &ExportForm, now_ms: i64) -> Result<Written, Error> {
    let session = evening::known_session(store, SessionId(form.session))?;
    let path = Path::new(&form.path);
    let report = Report {
        texts: Texts::of(form.language),
        names,
        session: &session,
        numbers: form.numbers,
        practice: store.identity().is_some_and(|identity| identity.practice),
        commune: store.commune()?.map(|it| it.name.as_str().to_owned()).unwrap_or_default(),
        now_ms,
    };
    let tally = store.session_tally(session.row.record.id)?;
    let heading = report.heading(evening::lines(&tally));
    let failed = |error: ExportError| failure::export(error, path);
    let mut file = SessionLogFile::create(path, form.format.into(), &heading).map_err(failed)?;
    let mut summary = summary::Gathered::default();
    report.lines(store, &mut file, &mut summary)?.map_err(failed)?;
    let talks = store.outreach_of(Some(session.row.record.id), evening::TALKS_MAX)?;
    file.finish(&summary.told(&report, &tally, &talks)).map_err(failed)
}

/// A name as a part of a file's name: bare letters, digits and hyphens.
pub(crate) fn file_part(name: &str) -> String {
    fold(name).replace(' ', "-").chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect()
}

impl Report<'_> {
    fn word(&self, key: &str) -> String {
        self.texts.get(&format!("documents-{key}"), &[])
    }

    fn heading(&self, rows_expected: u32) -> Heading {
        let record = &self.session.row.record;
        let place = record.place.as_ref().map(|it| it.as_str().to_owned());
        let place = place.into_iter().fold(self.place(), |place, room| format!("{place}, {room}"));
        let members: Vec<String> = record.members.iter().map(|it| self.names.member(Some(*it))).collect();
        let day = format::date(record.day);
        let lines = vec![
            self.texts.get("documents-commune", &[("commune", &self.commune)]),
            self.texts.get("documents-session", &[("place", &place), ("on", &day)]),
            self.texts.get("documents-members", &[("members", &members.join(", "))]),
        ];
        Heading {
            language: self.texts.language(),
            title: self.word("title"),
            lines,
            warning: self.word("warning"),
            practice_mark: self.practice.then(|| self.word("practice")),
            columns: self.columns(),
            log_sheet: self.word("log-sheet"),
            summary_sheet: self.word("summary-sheet"),
            page: self.word("page"),
            made_at: moment(self.now_ms),
            rows_expected,
        }
    }

    fn columns(&self) -> ColumnTitles {
        let column = |key: &str| self.word(&format!("column-{key}"));
        ColumnTitles {
            number: column("number"),
            ticket: column("ticket"),
            day: column("day"),
            time: column("time"),
            place: column("place"),
            name: column("name"),
            birth_year: column("birth-year"),
            sex: column("sex"),
            citizen_number: column("citizen-number"),
            service: column("service"),
            outcome: column("outcome"),
            difficulties: column("difficulties"),
            return_day: column("return-day"),
            utilities: column("utilities"),
            note: column("note"),
            recorded_by: column("recorded-by"),
            device: column("device"),
            state: column("state"),
        }
    }

    /// Village or unit of the session, with the word that says which.
    fn place(&self) -> String {
        let record = &self.session.row.record;
        match self.names.village(record.village) {
            Some(village) => self.texts.get("documents-village", &[("village", village)]),
            None => self.names.place_of(record),
        }
    }

    /// Streams the lines; what the store says and what the file says are kept apart.
    fn lines(
        &self,
        store: &Store,
        file: &mut SessionLogFile,
        summary: &mut summary::Gathered,
    ) -> Result<Result<(), ExportError>, Error> {
        let (mut number, mut written) = (0_u32, Ok(()));
        store.each_assist(self.session.row.record.id, &mut |line| {
            if written.is_ok() {
                number = number.saturating_add(1);
                summary.add(&line.row);
                written = self.line(file, &line, number);
            }
        })?;
        Ok(written)
    }

    fn line(&self, file: &mut SessionLogFile, line: &Line, number: u32) -> Result<(), ExportError> {
        let (record, origin) = (&line.row.record, &line.row.origin);
        let citizen = line.citizen.as_ref();
        let person = citizen.and_then(|it| it.person.as_ref());
        let (recorded_by, device) = (self.names.member(origin.member), self.names.device(origin.device));
        let at = moment(origin.stamp.wall_ms);
        file.row(&LogRow {
            number,
            ticket: &record.ticket.map(|it| it.to_string()).unwrap_or_default(),
            day: self.session.row.record.day,
            time: at.time(),
            place: citizen.map_or("", |it| self.home(it)),
            name: person.map_or("", |it| it.name.as_str()),
            birth_year: person.and_then(|it| it.birth).map(|it| it.year()),
            sex: &person.and_then(|it| it.sex).map(|it| self.choice("sex", it.key())).unwrap_or_default(),
            citizen_number: &person.map(|it| self.number(it)).unwrap_or_default(),
            service: &self.choice("service", record.service.key()),
            outcome: &self.choice("outcome", record.outcome.key()),
            difficulties: &self.difficulties(record),
            return_day: record.return_day,
            utilities: &utilities(record),
            note: &record.note.as_ref().map(|it| self.note(it)).unwrap_or_default(),
            recorded_by: &recorded_by,
            device: &device,
            state: &self.state(line),
            voided: line.row.voided.is_some(),
        })
    }

    /// Where a citizen belongs.
    fn home(&self, citizen: &domain::record::Citizen) -> &str {
        self.names.village(citizen.village).or_else(|| self.names.unit(citizen.unit)).unwrap_or_default()
    }

    fn choice(&self, prefix: &str, key: &str) -> String {
        self.texts.get(&format!("{prefix}-{key}"), &[])
    }

    fn number(&self, person: &Person) -> String {
        let shown = |number: domain::citizen_number::CitizenNumber| match self.numbers {
            Numbers::Masked => number.masked(),
            Numbers::Full => number.as_str().to_owned(),
        };
        person.number.map(shown).unwrap_or_default()
    }

    /// A note may hold a number that was typed or scanned into it.
    fn note(&self, note: &Note) -> String {
        match self.numbers {
            Numbers::Masked => note.masked(),
            Numbers::Full => note.as_str().to_owned(),
        }
    }

    /// `OTP-01 Không nhận SMS/OTP`; a code that this version does not know stands alone.
    fn difficulties(&self, record: &Assist) -> String {
        let told = record.difficulties.iter().map(|code| self.difficulty(code));
        told.collect::<Vec<_>>().join("; ")
    }

    fn difficulty(&self, code: &DifficultyCode) -> String {
        self.names.difficulty(&self.texts, code)
    }

    fn state(&self, line: &Line) -> String {
        match (line.row.voided.is_some(), line.row.corrected) {
            (true, _) => self.word("voided"),
            (false, true) => self.word("corrected"),
            (false, false) => String::new(),
        }
    }
}

fn utilities(record: &Assist) -> String {
    record.utilities.iter().map(|it| it.get().to_string()).collect::<Vec<_>>().join(", ")
}

/// An instant on the wall clock of the field.
pub(crate) fn moment(at_ms: i64) -> NaiveDateTime {
    clock::wall(at_ms).unwrap_or_else(|| NaiveDate::default().and_time(NaiveTime::default()))
}
