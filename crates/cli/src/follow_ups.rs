//! People to be met again, from the command line.

use app::view::export::Language;
use app::view::follow_up::{CallForm, CallSheetForm, FollowUpPlace};
use app::{App, Error};

use crate::act::absolute;
use crate::args::{FollowUpsDo, SheetFormat, Where};
use crate::say::Say;
use crate::text::follow_ups as text;
use crate::{fill, input};

/// Shows the list, or does something with it.
pub fn run(app: &App, say: &Say, language: Language, of: &Where, what: Option<FollowUpsDo>) -> Result<(), Error> {
    match what {
        None => say.view(&app.follow_ups(place(app, of)?)?, text::list),
        Some(FollowUpsDo::Call { citizen, result, again }) => {
            let result = input::choice("call", &result)?;
            app.log_call(CallForm { citizen, result, again })?;
            say.view(&result, text::called)
        }
        Some(FollowUpsDo::Phone { citizen }) => say.view(&app.phone_of(citizen)?, |_, phone| phone.clone()),
        Some(FollowUpsDo::Sheet { path, format }) => {
            let (place, format) = (place(app, of)?, SheetFormat::of(format, &path));
            let form = CallSheetForm { place, format, language, path: absolute(&path)? };
            say.view(&app.export_call_sheet(form)?, text::sheet)
        }
    }
}

fn place(app: &App, of: &Where) -> Result<FollowUpPlace, Error> {
    match (&of.village, of.no_village) {
        (Some(name), _) => Ok(FollowUpPlace::Village(fill::village(&app.commune()?, name)?)),
        (None, true) => Ok(FollowUpPlace::NoVillage),
        (None, false) => Ok(FollowUpPlace::All),
    }
}
