//! Taking in the police's list: trial, import with its progress, refused rows.

use std::time::Duration;

use app::view::export::Language;
use app::view::roster::{RosterForm, RosterImportedView, RosterPlaceChoice, RosterRefusedForm};
use app::view::start::CommuneView;
use app::{App, Code, Error};

use crate::args::RosterImport;
use crate::say::Say;
use crate::text::roster as text;

/// How often it is looked how far an import is.
const LOOK: Duration = Duration::from_millis(200);

/// Does what the words ask for; `path` and `refused` are absolute.
pub fn import(
    app: &App,
    say: &Say,
    words: &RosterImport,
    path: String,
    refused: Option<String>,
    language: Language,
) -> Result<(), Error> {
    let commune = app.commune()?;
    let mut form = RosterForm {
        path,
        day: words.day.clone().unwrap_or_else(app::today),
        whole: words.whole,
        ..RosterForm::default()
    };
    for map in &words.villages {
        let choice = choice(map, &commune)?;
        if choice.text.is_empty() { form.place = Some(choice) } else { form.places.push(choice) }
    }
    if let Some(path) = refused {
        app.roster_refused(&RosterRefusedForm { list: form.clone(), path, language })?;
    }
    if words.dry_run {
        return say.view(&app.roster_check(&form)?, text::checked);
    }
    say.view(&watched(app, say, &form)?, text::imported)
}

/// Imports, and shows how far it is to a person who watches.
fn watched(app: &App, say: &Say, form: &RosterForm) -> Result<RosterImportedView, Error> {
    std::thread::scope(|scope| {
        let import = scope.spawn(|| app.roster_import(form));
        while !import.is_finished() {
            let now = app.roster_progress();
            say.progress(now.done.into(), now.of.saturating_add(1).into());
            std::thread::sleep(LOOK);
        }
        say.progress(1, 1);
        import.join().unwrap_or_else(|_| Err(Error::new(Code::Bug).with("where", "cli-roster")))
    })
}

/// `NAME=VILLAGE`, `NAME=UNIT` or `NAME=+`.
fn choice(map: &str, commune: &CommuneView) -> Result<RosterPlaceChoice, Error> {
    let bad = || Error::new(Code::BadField).with("field", "village");
    let (text, meant) = map.split_once('=').ok_or_else(bad)?;
    let choice = RosterPlaceChoice { text: text.trim().to_owned(), ..RosterPlaceChoice::default() };
    let meant = meant.trim();
    if meant == "+" {
        return Ok(RosterPlaceChoice { add: true, ..choice });
    }
    if let Some(village) = commune.villages.iter().find(|it| it.name == meant) {
        return Ok(RosterPlaceChoice { village: Some(village.id), ..choice });
    }
    let unit = commune.units.iter().find(|it| it.name == meant).ok_or(Error::new(Code::NotFound))?;
    Ok(RosterPlaceChoice { unit: Some(unit.id), ..choice })
}
