//! The leader's list of offices: looked at by everybody, changed by leaders.

use domain::edit::Edit;
use domain::ids::AdviceId;
use domain::office::{OFFICES_MAX, Office, OpeningHours, day_hours};
use domain::record::{Advice, AdviceAbout};
use uuid::Uuid;

use crate::form::{self, bad};
use crate::make::new_id;
use crate::office;
use crate::role::May;
use crate::state::Open;
use crate::view::office::{OfficeForm, OfficesView};
use crate::{App, Code, Error};

impl App {
    /// Where people are sent.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn offices(&self) -> Result<OfficesView, Error> {
        self.reading(offices_view)
    }

    /// Adds an office, or says another word about one; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::BadField`] names the first field that does not fit, or `offices` where there are
    /// [`OFFICES_MAX`].
    pub fn save_office(&self, form: OfficeForm) -> Result<OfficesView, Error> {
        self.writing(|open, settings| {
            open.must(May::Advise)?;
            let known = open.offices()?;
            let id = match form.office {
                Some(office) => *known_office(&known, office)?,
                None if known.len() >= OFFICES_MAX => return Err(bad("offices")),
                None => new_id(settings),
            };
            let office = read(&form)?;
            if known.iter().any(|(one, it)| *one == id && *it == office) {
                return Err(Error::new(Code::NothingChanged));
            }
            let advice = Advice { id, in_use: true, about: AdviceAbout::Office(Some(office)) };
            open.commit_one(Edit::Advice(advice), settings)?;
            offices_view(open)
        })
    }

    /// Sends nobody to this office any more; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn remove_office(&self, office: Uuid) -> Result<OfficesView, Error> {
        self.writing(|open, settings| {
            open.must(May::Advise)?;
            let id = *known_office(&open.offices()?, office)?;
            let advice = Advice { id, in_use: false, about: AdviceAbout::Office(None) };
            open.commit_one(Edit::Advice(advice), settings)?;
            offices_view(open)
        })
    }
}

fn offices_view(open: &Open) -> Result<OfficesView, Error> {
    let known = open.offices()?;
    Ok(OfficesView {
        offices: known.iter().map(|(id, it)| office::view(*id, it)).collect(),
        may_change: open.must(May::Advise).is_ok(),
        full: known.len() >= OFFICES_MAX,
    })
}

fn known_office(known: &[office::Known], office: Uuid) -> Result<&AdviceId, Error> {
    let found = known.iter().map(|(id, _)| id).find(|id| id.0 == office);
    found.ok_or(Error::new(Code::NotFound))
}

/// A form, every part checked.
fn read(form: &OfficeForm) -> Result<Office, Error> {
    if form.tasks.is_empty() {
        return Err(bad("office-tasks"));
    }
    let days = form.hours.iter().map(|text| day_hours(text).map_err(|_| bad("office-hours")));
    let days: Vec<_> = days.collect::<Result<_, _>>()?;
    let days = days.try_into().map_err(|_| bad("office-hours"))?;
    Ok(Office {
        name: form::title(&form.name, "office-name")?,
        address: form::address(&form.address)?,
        tasks: form.tasks.iter().copied().collect(),
        hours: OpeningHours::new(days).map_err(|_| bad("office-hours"))?,
        phone: form::phone_or_none(&form.phone)?,
        note: form::note(&form.note, "note")?,
    })
}
