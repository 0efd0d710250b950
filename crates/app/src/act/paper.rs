//! Paper slips: a pad to print for a session.

use std::path::Path;

use documents::pad::{Pad, PadWords, SLIPS_A_PAGE, SLIPS_MAX, pad_pdf};
use documents::pdf;
use documents::session_log::Written;
use domain::format;
use domain::ids::SessionId;
use domain::service::{Outcome, Service};
use store::rows::SessionRow as Stored;
use uuid::Uuid;

use crate::evening::{self, SESSION_ROWS_MAX};
use crate::failure::{self, bug};
use crate::form::{self, bad};
use crate::paper::{PADS_MAX, Paper, Printed, pad_code};
use crate::report;
use crate::role::May;
use crate::state::Open;
use crate::text::Texts;
use crate::view::export::{ExportedView, Language};
use crate::view::paper::{PadForm, PadView, PadsView};
use crate::{App, Error, clock};

impl App {
    /// The pads of a session that this laptop printed, and what the next one would be.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn pads(&self, session: Uuid) -> Result<PadsView, Error> {
        self.reading_people(|open| {
            let session = evening::known_session(&open.store, SessionId(session))?;
            let id = session.row.record.id;
            let paper = Paper::of(&open.store, id)?;
            let pad = |it: &Printed| PadView { first: it.first, last: it.last, at: clock::instant(it.at_ms) };
            let next = next(open, &session, &paper)?;
            let place = report::file_part(&open.names()?.place_of(&session.row.record));
            Ok(PadsView {
                code: pad_code(id, open.identity.device),
                next,
                slips_max: SLIPS_MAX,
                slips_a_page: SLIPS_A_PAGE,
                pads: paper.pads.iter().map(pad).collect(),
                name: format!("phieu-giay_{}_{place}_tu-so-{next}.pdf", clock::iso(session.row.record.day)),
            })
        })
    }

    /// Writes a pad as a PDF, whole or not at all, and remembers its numbers. The same numbers may be printed again.
    ///
    /// # Errors
    /// `BadField` with a number or a count out of range. See [`crate::Code`].
    pub fn print_pad(&self, form: PadForm) -> Result<ExportedView, Error> {
        let (session, path) = (SessionId(form.session), Path::new(&form.path));
        let at_ms = self.shared.settings.now_ms();
        // Remembered first: a number that was never printed shows as a gap, one that is printed twice shows nowhere.
        let (before, pad) = self.with_paper(session, |open, before| {
            let known = evening::known_session(&open.store, session)?;
            let first = form.first.map_or_else(|| next(open, &known, before), Ok)?;
            let printed = Printed { first, last: last(first, form.count)?, at_ms };
            let pad = pad(open, &known, printed, form.language)?;
            Ok((with(before, printed)?, (before.clone(), pad)))
        })?;
        // Drawn and written with nobody at the desk waiting, however slow the stick.
        let written = pad_pdf(&pad).map_err(|_| bug("pad"));
        let written = written.and_then(|bytes| pdf::write(&bytes, path).map_err(|error| failure::export(error, path)));
        match written {
            Ok(bytes) => Ok(ExportedView::of(path, Written { rows: form.count, bytes })),
            Err(error) => {
                self.with_paper(session, |_, _| Ok((before, ())))?;
                Err(error)
            }
        }
    }

    /// Changes what this laptop remembers of a session's paper.
    pub(super) fn with_paper<T>(
        &self,
        session: SessionId,
        change: impl FnOnce(&Open, &Paper) -> Result<(Paper, T), Error>,
    ) -> Result<T, Error> {
        let mut state = self.shared.state();
        let open = state.at_work()?;
        open.must(May::Log)?;
        let before = Paper::of(&open.store, session)?;
        let (after, told) = change(open, &before)?;
        if after != before {
            after.keep(&mut open.store, session)?;
        }
        Ok(told)
    }
}

/// Where the next pad of a session begins.
fn next(open: &Open, session: &Stored, paper: &Paper) -> Result<u32, Error> {
    let rows = open.store.evening(session.row.record.id, SESSION_ROWS_MAX)?;
    let taken = rows.iter().filter_map(|line| line.row.record.ticket).max();
    Ok(paper.next(taken, session.row.record.first_ticket))
}

fn last(first: u32, count: u32) -> Result<u32, Error> {
    if count == 0 || count > SLIPS_MAX {
        return Err(bad("slips"));
    }
    let last = first.saturating_add(count.saturating_sub(1));
    form::ticket(Some(first))?;
    form::ticket(Some(last))?;
    Ok(last)
}

/// The session's paper with one more pad; the same numbers again are one pad.
fn with(before: &Paper, printed: Printed) -> Result<Paper, Error> {
    let mut pads = before.pads.clone();
    pads.retain(|pad| (pad.first, pad.last) != (printed.first, printed.last));
    pads.push(printed);
    if pads.len() > PADS_MAX { Err(bad("pads")) } else { Ok(Paper { pads, spoilt: before.spoilt.clone() }) }
}

fn pad(open: &Open, session: &Stored, printed: Printed, language: Language) -> Result<Pad, Error> {
    let (record, texts) = (&session.row.record, Texts::of(language));
    let names = open.names()?;
    let numbered = |number: u32, word: String| (number.to_string(), word);
    let service =
        |(number, it): (u32, &Service)| numbered(number, texts.get(&format!("paper-service-{}", it.key()), &[]));
    let outcome = |(number, it): (u32, &Outcome)| numbered(number, texts.get(&format!("outcome-{}", it.key()), &[]));
    let legend = names.catalogue().in_use();
    Ok(Pad {
        words: words(open, session, texts)?,
        language: texts.language().key(),
        day: record.day,
        code: pad_code(record.id, open.identity.device),
        first: printed.first,
        count: printed.last.saturating_sub(printed.first).saturating_add(1),
        services: (1..).zip(Service::ALL).map(service).collect(),
        outcomes: (1..).zip(Outcome::ALL).map(outcome).collect(),
        legend: legend.map(|it| (it.code.to_string(), it.short.in_language(texts.language()).to_owned())).collect(),
    })
}

fn words(open: &Open, session: &Stored, texts: Texts) -> Result<PadWords, Error> {
    let word = |key: &str| texts.get(&format!("paper-{key}"), &[]);
    let (record, names) = (&session.row.record, open.names()?);
    let commune = open.store.commune()?.map(|it| it.name.as_str().to_owned()).unwrap_or_default();
    let village = names.village(record.village).map(|it| texts.get("documents-village", &[("village", it)]));
    let place = village.unwrap_or_else(|| names.place_of(record));
    let room = record.place.as_ref().map(|it| it.as_str().to_owned());
    let parts = [Some(texts.get("documents-commune", &[("commune", &commune)])), Some(place), room];
    let parts: Vec<String> = parts.into_iter().flatten().chain([format::date(record.day)]).collect();
    Ok(PadWords {
        title: word("title"),
        session: parts.join(" · "),
        name: word("name"),
        birth_year: word("birth-year"),
        village: word("village"),
        number: word("number"),
        phone: word("phone"),
        helper: word("helper"),
        service: word("service"),
        outcome: word("outcome"),
        difficulties: word("difficulties"),
        return_day: word("return-day"),
        note: word("note"),
        legend: word("legend"),
        warning: word("warning"),
        page: texts.get("documents-page", &[]),
        practice_mark: open.identity.practice.then(|| texts.get("documents-practice", &[])),
    })
}
