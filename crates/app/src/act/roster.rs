//! Taking in the police's list: what would come of it, doing it, and the rows that were refused.

use std::collections::BTreeMap;
use std::path::Path;

use documents::roster::{Line, RefusedFile, RefusedRow, RefusedWords};

use crate::role::May;
use crate::roster::{self, Known, Places, Plan, Row, Source};
use crate::text::Texts;
use crate::view::export::ExportedView;
use crate::view::roster::{
    RosterCheckView, RosterFate, RosterForm, RosterImportedView, RosterProgressView, RosterRefusedForm, RosterRowView,
    RosterStep,
};
use crate::{App, Code, Error, ROSTER_ROWS_SHOWN_MAX, clock, failure, form};

impl App {
    /// What would come of a list, row by row; nothing is changed.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn roster_check(&self, form: &RosterForm) -> Result<RosterCheckView, Error> {
        let (source, plan, places) = self.roster_plan(form)?;
        Ok(RosterCheckView {
            seen: source.seen.clone(),
            sheets: source.shown(),
            notices: roster::notices(&source, &plan),
            counts: plan.counts,
            places: places.shown(),
            rows: rows(&source, &plan),
            lists: plan.lists,
        })
    }

    /// Takes a list in: new editions for every village and unit where something is different, all or none.
    /// [`App::roster_progress`] says how far it is, [`App::roster_cancel`] stops it before it saves.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn roster_import(&self, form: &RosterForm) -> Result<RosterImportedView, Error> {
        let (shared, settings) = (&self.shared, &self.shared.settings);
        let day = form::day(&form.day, "day")?;
        let turn = shared.roster.begin();
        turn.at(RosterStep::Reading, 0, 1)?;
        let (device, store) = self.reading(|open| {
            open.must(May::ManageRoster)?;
            Ok((open.identity.device, open.store.reader()?))
        })?;
        let source = roster::read(form, clock::day_of(settings.now_ms()))?;
        let mut places = Places::read(&store, form, settings)?;
        let plan = Plan::make(&source, form, Known::read(&store, &turn)?, &mut places, &turn)?;
        roster::something(&plan)?;
        drop(source);
        let (counts, lists) = (plan.counts, plan.lists);
        let sealed = roster::seal(&store, plan.known, &mut places, day, settings, &turn)?;
        drop(store);
        turn.at(RosterStep::Saving, 0, 1)?;
        if !sealed.is_empty() {
            shared.with_device(device, |open, shared| {
                open.must(May::ManageRoster)?;
                roster::publish(open, &sealed, &shared.settings)
            })?;
            self.settle_roster(device, &turn, sealed.scopes.len())?;
        }
        shared.idle.touch();
        shared.lookout.wake();
        Ok(RosterImportedView {
            counts,
            lists,
            villages_added: u32::try_from(sealed.villages_added).unwrap_or(u32::MAX),
        })
    }

    /// How far the import under way is.
    #[must_use]
    pub fn roster_progress(&self) -> RosterProgressView {
        self.shared.roster.now()
    }

    /// Asks the import under way to stop. Once it saves it goes on to its end.
    pub fn roster_cancel(&self) {
        self.shared.roster.cancel();
    }

    /// Writes the rows that would be refused to a workbook, to be mended and taken in again.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn roster_refused(&self, form: &RosterRefusedForm) -> Result<ExportedView, Error> {
        let (source, plan, _) = self.roster_plan(&form.list)?;
        let practice = self.reading(|open| Ok(open.identity.practice))?;
        let path = Path::new(&form.path);
        let texts = Texts::of(form.language);
        let made_at = clock::wall(self.shared.settings.now_ms()).unwrap_or_default();
        let written = refused(&source, &plan, &texts, practice, &made_at);
        let written = written.and_then(|file| file.finish(path)).map_err(|error| failure::export(error, path))?;
        Ok(ExportedView::of(path, written))
    }

    /// Writes a made-up list of the commune's villages, to try with; a few of its rows are wrong.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn roster_sample(&self, path: &str) -> Result<ExportedView, Error> {
        let store = self.reading(|open| Ok(open.store.reader()?))?;
        let path = Path::new(path);
        let written = roster::sample(&store, path, self.shared.settings.now_ms())?;
        Ok(ExportedView::of(path, written))
    }

    /// Reads and judges, without the app's lock.
    fn roster_plan(&self, form: &RosterForm) -> Result<(Source, Plan, Places), Error> {
        let settings = &self.shared.settings;
        let turn = self.shared.roster.begin();
        turn.at(RosterStep::Reading, 0, 1)?;
        let store = self.reading(|open| {
            open.must(May::ManageRoster)?;
            Ok(open.store.reader()?)
        })?;
        let source = roster::read(form, clock::day_of(settings.now_ms()))?;
        let mut places = Places::read(&store, form, settings)?;
        let plan = Plan::make(&source, form, Known::read(&store, &turn)?, &mut places, &turn)?;
        Ok((source, plan, places))
    }

    /// Brings the search up to date a little at a time, so that the desk saves in between. What is left over when the app is
    /// closed is done when the file is opened again.
    fn settle_roster(&self, device: domain::ids::DeviceId, turn: &roster::Turn<'_>, lists: usize) -> Result<(), Error> {
        let mut done = 0_usize;
        loop {
            turn.past(RosterStep::Indexing, done.min(lists), lists);
            let left = self.shared.with_device(device, |open, _| Ok(open.store.settle_roster(roster::SETTLE_BLOBS)?));
            match left {
                Ok(true) => {
                    done = done.saturating_add(1);
                    std::thread::sleep(roster::GIVE_WAY);
                }
                Ok(false) => return Ok(()),
                // Locked meanwhile: saved is saved.
                Err(error) if error.code == Code::Locked => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

/// Rows to show, some of each fate.
fn rows(source: &Source, plan: &Plan) -> Vec<RosterRowView> {
    let mut shown: BTreeMap<RosterFate, usize> = BTreeMap::new();
    let lines = lines(source);
    let some = plan.rows.iter().zip(lines).filter(|(row, _)| {
        let count = shown.entry(row.fate).or_default();
        *count = count.saturating_add(1);
        *count <= ROSTER_ROWS_SHOWN_MAX
    });
    some.map(|(row, line)| row_view(row, line)).collect()
}

/// The lines in the order of the plan's rows.
fn lines(source: &Source) -> impl Iterator<Item = &Line> {
    source.sheets.iter().flatten().flat_map(|(_, reading)| &reading.lines)
}

fn row_view(row: &Row, line: &Line) -> RosterRowView {
    RosterRowView {
        sheet: u32::try_from(row.sheet).unwrap_or(u32::MAX),
        row: row.row,
        fate: row.fate,
        name: line.content.name.as_ref().map(|name| name.as_str().to_owned()),
        reasons: row.reasons.clone(),
        fields: row.fields.iter().map(|field| (*field).to_owned()).collect(),
    }
}

fn refused(
    source: &Source,
    plan: &Plan,
    texts: &Texts,
    practice: bool,
    made_at: &chrono::NaiveDateTime,
) -> Result<RefusedFile, documents::session_log::ExportError> {
    let word = |key: &str| texts.get(&format!("documents-{key}"), &[]);
    let mut file = RefusedFile::begin(
        RefusedWords {
            title: word("refused-title"),
            warning: word("warning"),
            practice_mark: practice.then(|| word("practice")),
            row: word("refused-row"),
            reasons: word("refused-reasons"),
            village: word("refused-village"),
            state: word("refused-state"),
        },
        made_at,
    );
    let all: Vec<(&Row, &Line)> = plan.rows.iter().zip(lines(source)).collect();
    for (at, (grid, sheet)) in source.grids.iter().zip(&source.sheets).enumerate() {
        let Some((table, _)) = sheet else { continue };
        let of_sheet = all.iter().filter(|(row, _)| row.sheet == at && row.fate == RosterFate::Refused);
        let told = of_sheet.filter_map(|(row, line)| {
            let place = grid.rows.binary_search_by_key(&row.row, |it| it.number).ok()?;
            let reasons: Vec<String> = row.reasons.iter().map(|words| texts.words(words)).collect();
            let state = line.content.state.map(|state| texts.get(&format!("account-state-{}", state.key()), &[]));
            Some(RefusedRow {
                row: grid.rows.get(place)?,
                village: line.content.village.as_deref(),
                state,
                reasons: reasons.join(" "),
            })
        });
        let told: Vec<RefusedRow<'_>> = told.collect();
        if !told.is_empty() {
            file.sheet(table, &told)?;
        }
    }
    Ok(file)
}
