//! Offices, from the command line.

use app::view::office::{OfficeForm, OfficeView};
use app::{App, Code, Error};

use crate::args::{OfficeDo, OfficeWords};
use crate::input;
use crate::say::Say;
use crate::text::office as text;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Shows the offices, or changes the list.
pub fn run(app: &App, say: &Say, what: OfficeDo) -> Result<(), Error> {
    let view = match what {
        OfficeDo::List => app.offices()?,
        OfficeDo::Add { name, words } => app.save_office(filled(OfficeForm { name, ..empty() }, words)?)?,
        OfficeDo::Change { office, name, words } => {
            let now = app.offices()?.offices.into_iter().find(|it| it.id == office);
            let now = form(now.ok_or_else(|| Error::new(Code::NotFound))?);
            let name = name.unwrap_or_else(|| now.name.clone());
            app.save_office(filled(OfficeForm { name, ..now }, words)?)?
        }
        OfficeDo::Remove { office } => app.remove_office(office)?,
    };
    say.view(&view, text::list)
}

/// An office of which nothing is known; it is never open.
fn empty() -> OfficeForm {
    OfficeForm {
        office: None,
        name: String::new(),
        address: String::new(),
        tasks: Vec::new(),
        hours: vec![String::new(); DAYS.len()],
        phone: String::new(),
        note: String::new(),
    }
}

fn form(now: OfficeView) -> OfficeForm {
    let OfficeView { id, name, address, tasks, hours, phone, note, .. } = now;
    OfficeForm { office: Some(id), name, address, tasks, hours, phone, note }
}

/// The form with what was given.
fn filled(now: OfficeForm, words: OfficeWords) -> Result<OfficeForm, Error> {
    let tasks = words.tasks.iter().map(|key| input::choice("office-tasks", key)).collect::<Result<Vec<_>, _>>()?;
    Ok(OfficeForm {
        tasks: if tasks.is_empty() { now.tasks } else { tasks },
        hours: if words.hours.is_empty() { now.hours } else { week(&words.hours)? },
        address: words.address.unwrap_or(now.address),
        phone: words.phone.unwrap_or(now.phone),
        note: words.note.unwrap_or(now.note),
        office: now.office,
        name: now.name,
    })
}

/// The days' hours, Monday to Sunday.
fn week(given: &[String]) -> Result<Vec<String>, Error> {
    let mut week = vec![String::new(); DAYS.len()];
    for text in given {
        let (days, hours) = text.split_once('=').ok_or_else(bad)?;
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let (first, last) = (day(first)?, day(last)?);
        let days = week.get_mut(first..=last).ok_or_else(bad)?;
        days.fill(hours.trim().to_owned());
    }
    Ok(week)
}

fn day(name: &str) -> Result<usize, Error> {
    DAYS.iter().position(|day| *day == name.trim()).ok_or_else(bad)
}

fn bad() -> Error {
    Error::new(Code::BadField).with("field", "office-hours")
}
