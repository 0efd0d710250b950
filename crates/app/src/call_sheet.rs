//! The call sheet as a file: the store's follow-ups with the catalogue's words put to their keys.

use std::path::Path;

use documents::call_sheet::{COLUMNS, Heading, PrintedWords, Row};
use documents::pdf::PdfError;
use documents::session_log::{ExportError, Written};
use domain::format;
use domain::person::Phone;
use domain::service::CallResult;
use store::Store;
use store::follow_up::{FOLLOW_UP_ROWS_MAX, FollowUpRow};

use crate::act::follow_up::{of, place_name};
use crate::names::{NAMELESS, Names};
use crate::report::moment;
use crate::text::Texts;
use crate::view::follow_up::{CallSheetForm, FollowUpPlace};
use crate::{Code, Error, failure};

/// The header row, by the keys of its texts.
const TITLES: [&str; COLUMNS] =
    ["number", "name", "birth-year", "place", "phone", "service", "why", "difficulties", "return-day", "calls", "note"];

/// Writes the file that a person chose: everybody of the place, the earliest day first, or nobody.
///
/// # Errors
/// [`crate::Code::SheetTooLong`], [`crate::Code::CannotWrite`], [`crate::Code::DiskFull`]; then nothing new lies there.
pub(crate) fn write(store: &Store, names: &Names, form: &CallSheetForm, now_ms: i64) -> Result<Written, Error> {
    let (texts, path) = (Texts::of(form.language), Path::new(&form.path));
    let found = store.follow_ups(of(form.place), FOLLOW_UP_ROWS_MAX)?;
    let rows: Vec<Row> = (1_u32..).zip(&found).map(|(number, row)| cells(&texts, names, number, row)).collect();
    let heading = heading(store, names, form, &texts, (now_ms, rows.len()))?;
    documents::call_sheet::write(path, form.format.into(), &heading, &rows).map_err(|error| {
        if is_too_long(&error) { Error::new(Code::SheetTooLong) } else { failure::export(error, path) }
    })
}

/// More than a sheet takes; whose village is chosen has fewer.
const fn is_too_long(error: &ExportError) -> bool {
    matches!(error, ExportError::TooManyRows { .. } | ExportError::Pages(PdfError::TooManyPages))
}

fn heading(
    store: &Store,
    names: &Names,
    form: &CallSheetForm,
    texts: &Texts,
    (now_ms, people): (i64, usize),
) -> Result<Heading, Error> {
    let word = |key: &str| texts.get(&format!("documents-{key}"), &[]);
    let commune = store.commune()?.map(|it| it.name.as_str().to_owned()).unwrap_or_default();
    let place = match form.place {
        FollowUpPlace::All => word("call-all"),
        FollowUpPlace::NoVillage => word("call-no-village"),
        FollowUpPlace::Village(_) => texts.get("documents-village", &[("village", &place_name(names, form.place))]),
    };
    let made_at = moment(now_ms);
    let day = format::date(made_at.date());
    let commune = texts.get("documents-commune", &[("commune", &commune)]);
    let people =
        texts.get("documents-call-people", &[("count", &texts.number(u64::try_from(people).unwrap_or(u64::MAX)))]);
    let practice = store.identity().is_some_and(|identity| identity.practice);
    Ok(Heading {
        title: word("call-title"),
        lines: vec![
            commune.clone(),
            texts.get("documents-session", &[("place", &place), ("on", &day)]),
            people.clone(),
        ],
        warning: word("warning"),
        practice_mark: practice.then(|| word("practice")),
        sheet: word("call-sheet"),
        columns: TITLES.map(|key| word(&format!("column-{key}"))),
        made_at,
        printed: printed(texts, &format!("{commune} · {people}"), &day),
    })
}

/// What stands on the printed pages alone.
fn printed(texts: &Texts, of: &str, day: &str) -> PrintedWords {
    let word = |key: &str| texts.get(&format!("documents-{key}"), &[]);
    PrintedWords {
        language: texts.language().key(),
        under: texts.get("documents-session", &[("place", of), ("on", day)]),
        ticks: CallResult::ALL.iter().map(|result| tick(texts, *result)).collect(),
        no_place: word("call-no-village"),
        foot: word("call-foot"),
        page: word("page"),
    }
}

/// A result with the digit that notes it in the window.
fn tick(texts: &Texts, result: CallResult) -> String {
    format!("{} {}", result.code(), texts.get(&format!("call-result-{}", result.key()), &[]))
}

fn cells(texts: &Texts, names: &Names, number: u32, row: &FollowUpRow) -> Row {
    let person = row.citizen.person.as_ref();
    let place = names.village(row.citizen.village).or_else(|| names.unit(row.citizen.unit));
    let difficulties: Vec<String> = row.assist.difficulties.iter().map(|code| names.difficulty(texts, code)).collect();
    let choice = |prefix: &str, key: &str| texts.get(&format!("{prefix}-{key}"), &[]);
    let last = row.last.map(|last| choice("call-result", last.key()));
    let calls = last.map_or(String::new(), |last| {
        texts.get("documents-calls", &[("count", &row.calls.to_string()), ("last", &last)])
    });
    [
        number.to_string(),
        person.map_or(NAMELESS, |it| it.name.as_str()).to_owned(),
        person.and_then(|it| it.birth).map(|birth| birth.year().to_string()).unwrap_or_default(),
        place.unwrap_or_default().to_owned(),
        person.and_then(|it| it.phone.as_ref()).map(Phone::as_str).unwrap_or_default().to_owned(),
        choice("service", row.assist.service.key()),
        choice("follow-up-reason", row.reason.key()),
        difficulties.join("; "),
        row.due.map(format::date).unwrap_or_default(),
        calls,
        String::new(),
    ]
}
