//! Who is to be met again: looked up, called, ticked off, taken along on paper.

use std::path::Path;

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::ids::{CallId, CitizenId, VillageId};
use domain::record::Call;
use domain::service::CallResult;
use store::follow_up::{FollowUpRow as Stored, FollowUpTally, FollowUpsOf};
use uuid::Uuid;

use crate::make::new_id;
use crate::names::{NAMELESS, Names};
use crate::state::Open;
use crate::view::export::ExportedView;
use crate::view::follow_up::{
    CallForm, CallSheetForm, CallSheetFormat, FollowUpPlace, FollowUpPlaceRow, FollowUpRow, FollowUpWhen, FollowUpsView,
};
use crate::{App, Code, Error, call_sheet, clock, evening, form, report};

/// At most this many people are shown at once.
pub const FOLLOW_UPS_SHOWN_MAX: u32 = 300;
/// So many days after today are told apart from later ones.
const WEEK_DAYS: i64 = 7;

impl App {
    /// Who is to be met again in a place, the earliest day first.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn follow_ups(&self, place: FollowUpPlace) -> Result<FollowUpsView, Error> {
        let today = clock::day_of(self.shared.settings.now_ms());
        self.reading_people(|open| view(open, place, today))
    }

    /// Notes what came of a call about coming again. Some results tick the person off, on every laptop after a sync.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::ReturnDayPast`] for a day that has passed.
    pub fn log_call(&self, form: CallForm) -> Result<(), Error> {
        self.writing(|open, settings| {
            let citizen = CitizenId(form.citizen);
            open.store.citizen(citizen)?.ok_or(Error::new(Code::NotFound))?;
            let again = agreed_day(&form, clock::day_of(settings.now_ms()))?;
            let call = Call { id: new_id::<CallId>(settings), citizen, result: form.result, again };
            open.commit_one(Edit::Call(call), settings).map(drop)
        })
    }

    /// The phone of somebody to be called, for whoever asks for it.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::NotFound`] where none is known.
    pub fn phone_of(&self, citizen: Uuid) -> Result<String, Error> {
        self.reading_people(|open| {
            let known = open.store.citizen(CitizenId(citizen))?;
            let phone = known.and_then(|row| row.record.person?.phone);
            phone.map(|it| it.as_str().to_owned()).ok_or(Error::new(Code::NotFound))
        })
    }

    /// A file name to suggest for a call sheet.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn call_sheet_name(&self, place: FollowUpPlace, format: CallSheetFormat) -> Result<String, Error> {
        let today = clock::day_of(self.shared.settings.now_ms());
        self.reading(|open| {
            let named = report::file_part(&place_name(&*open.names()?, place));
            let named = if named.is_empty() { named } else { format!("_{named}") };
            Ok(format!("danh-sach-goi_{}{named}.{}", clock::iso(today), format.ending()))
        })
    }

    /// Writes a call sheet, whole or not at all. It holds names and whole phone numbers, and no ID number.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_call_sheet(&self, form: CallSheetForm) -> Result<ExportedView, Error> {
        let now_ms = self.shared.settings.now_ms();
        let (store, names) = self.reading_people(|open| Ok((open.store.reader()?, open.names()?)))?;
        let written = call_sheet::write(&store, &names, &form, now_ms)?;
        Ok(ExportedView::of(Path::new(&form.path), written))
    }
}

/// The store's word for a place.
pub(crate) const fn of(place: FollowUpPlace) -> FollowUpsOf {
    match place {
        FollowUpPlace::All => FollowUpsOf::All,
        FollowUpPlace::Village(village) => FollowUpsOf::Village(VillageId(village)),
        FollowUpPlace::NoVillage => FollowUpsOf::NoVillage,
    }
}

/// The name of a village; empty for all and for none.
pub(crate) fn place_name(names: &Names, place: FollowUpPlace) -> String {
    match place {
        FollowUpPlace::All | FollowUpPlace::NoVillage => String::new(),
        FollowUpPlace::Village(village) => names.village(Some(VillageId(village))).unwrap_or(NAMELESS).to_owned(),
    }
}

/// A day is agreed on only with somebody who will come, and lies ahead.
fn agreed_day(form: &CallForm, today: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    let again = form.again.as_deref().filter(|text| !text.trim().is_empty());
    let Some(again) = again.filter(|_| form.result == CallResult::WillCome) else { return Ok(None) };
    let again = form::day(again, "return-day")?;
    if again < today { Err(Error::new(Code::ReturnDayPast)) } else { Ok(Some(again)) }
}

fn view(open: &Open, place: FollowUpPlace, today: NaiveDate) -> Result<FollowUpsView, Error> {
    let names = open.names()?;
    let found = open.store.follow_ups(of(place), FOLLOW_UPS_SHOWN_MAX)?;
    let tallies = open.store.follow_up_tallies(today)?;
    let mut places: Vec<FollowUpPlaceRow> = tallies.iter().map(|tally| place_row(tally, &names)).collect();
    places.sort_by_cached_key(|row| (row.place == FollowUpPlace::NoVillage, domain::fold::fold(&row.name)));
    let here = places.iter().filter(|row| place == FollowUpPlace::All || row.place == place);
    let here = here.fold(0_u32, |sum, row| sum.saturating_add(row.all));
    Ok(FollowUpsView {
        today: clock::iso(today),
        all: places.iter().fold(0, |sum, row| sum.saturating_add(row.all)),
        places,
        beyond: here.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX)),
        rows: found.iter().map(|row| follow_up_row(row, &names, today)).collect(),
    })
}

fn place_row(tally: &FollowUpTally, names: &Names) -> FollowUpPlaceRow {
    let place = tally.village.map_or(FollowUpPlace::NoVillage, |village| FollowUpPlace::Village(village.0));
    FollowUpPlaceRow {
        name: place_name(names, place),
        place,
        all: tally.all,
        overdue: tally.overdue,
        today: tally.today,
        week: tally.week,
    }
}

fn follow_up_row(row: &Stored, names: &Names, today: NaiveDate) -> FollowUpRow {
    let person = row.citizen.person.as_ref();
    let place = names.village(row.citizen.village).or_else(|| names.unit(row.citizen.unit));
    FollowUpRow {
        citizen: row.citizen.id.0,
        name: person.map_or(NAMELESS, |it| it.name.as_str()).to_owned(),
        birth_year: person.and_then(|it| it.birth).map(|birth| u32::from(birth.year())),
        place: place.map(str::to_owned),
        phone_masked: person.and_then(|it| it.phone.as_ref()).map(domain::person::Phone::masked),
        service: row.assist.service,
        met_on: row.session_day.map(clock::iso),
        difficulties: evening::codes(&row.assist.difficulties),
        reason: row.reason,
        due: row.due.map(clock::iso),
        when: when(row.due, today),
        days: row.due.and_then(|due| i32::try_from((due - today).num_days()).ok()),
        calls: row.calls,
        last: row.last,
    }
}

/// Where a day lies, seen from today.
fn when(due: Option<NaiveDate>, today: NaiveDate) -> FollowUpWhen {
    match due.map(|due| (due - today).num_days()) {
        None => FollowUpWhen::NoDay,
        Some(..0) => FollowUpWhen::Overdue,
        Some(0) => FollowUpWhen::Today,
        Some(1..=WEEK_DAYS) => FollowUpWhen::Week,
        Some(_) => FollowUpWhen::Later,
    }
}
