//! Paper slips from the command line.

use app::view::desk::{PersonForm, PersonKey};
use app::view::export::Language;
use app::view::paper::{PadForm, SlipForm};
use app::{App, Error};
use uuid::Uuid;

use crate::act::absolute;
use crate::args::{KeySlip, PrintPad, SlipsDo};
use crate::input;
use crate::say::Say;
use crate::text::slips as text;

/// Does what the words say, in the session named or the open one.
pub fn run(app: &App, say: &Say, what: SlipsDo, language: Language) -> Result<(), Error> {
    let of = |session: Option<Uuid>| session.map_or_else(|| app.desk().map(|desk| desk.session.id), Ok);
    match what {
        SlipsDo::Pads { session } => say.view(&app.pads(of(session)?)?, text::pads),
        SlipsDo::Print(PrintPad { session, count, first, path }) => {
            let session = of(session)?;
            let path = if path.is_dir() { path.join(app.pads(session)?.name) } else { path };
            let form = PadForm { session, first, count, language, path: absolute(&path)? };
            say.view(&app.print_pad(form)?, text::printed)
        }
        SlipsDo::List { session, first, last } => say.view(&app.pile(of(session)?, first, last)?, text::pile),
        SlipsDo::Key(words) => {
            let form = slip(app, of(words.session)?, words)?;
            say.view(&app.key_slip(form)?, text::keyed)
        }
        SlipsDo::Spoil { number, session, undo } => {
            let session = of(session)?;
            app.spoil_slip(session, number, !undo)?;
            say.view(&app.pile(session, Some(number), Some(number))?, text::pile)
        }
    }
}

fn slip(app: &App, session: Uuid, words: KeySlip) -> Result<SlipForm, Error> {
    let known = words.citizen.map(|citizen| app.open_person(PersonKey::Citizen(citizen))).transpose()?;
    let person = known.map(|card| card.person).unwrap_or_default();
    Ok(SlipForm {
        assist: None,
        session,
        number: words.number,
        person: PersonForm {
            name: words.name.unwrap_or(person.name),
            birth: words.birth.unwrap_or(person.birth),
            phone: words.phone.unwrap_or(person.phone),
            ..person
        },
        digits: words.digits,
        service: words.service.as_deref().map(|key| input::choice("service", key)).transpose()?,
        outcome: Some(input::choice("outcome", &words.outcome)?),
        difficulties: words.difficulties,
        return_day: words.return_day,
        note: words.note,
        again: words.again,
    })
}
