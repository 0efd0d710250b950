//! Offices in words: a week's hours, and which office somebody is sent to on a day.

use chrono::NaiveDate;
use domain::fold::fold;
use domain::ids::AdviceId;
use domain::office::{Office, OfficeTask, OpeningHours, Run, day_text};
use domain::person::{Address, Note, Phone};
use domain::record::AdviceAbout;
use domain::triage::Need;
use store::Store;

use crate::view::Words;
use crate::view::export::Language;
use crate::view::office::{OfficeToGo, OfficeView};
use crate::{Error, Texts, clock, words};

/// An office that can be read here.
pub(crate) type Known = (AdviceId, Office);

/// The offices in use, by name.
///
/// # Errors
/// The file.
pub(crate) fn all(store: &Store) -> Result<Vec<Known>, Error> {
    let readable = store.offices()?.into_iter().filter_map(|it| match it.about {
        AdviceAbout::Office(office) => Some((it.id, office?)),
        AdviceAbout::Difficulty(_) => None,
    });
    let mut offices: Vec<Known> = readable.collect();
    offices.sort_by_cached_key(|(id, office)| (fold(office.name.as_str()), *id));
    Ok(offices)
}

/// Where to go for what is needed, seen from the session's day: what is open then comes first.
pub(crate) fn to_go(offices: &[Known], need: Need, day: NaiveDate) -> Vec<OfficeToGo> {
    let Some(task) = task_for(need) else { return Vec::new() };
    let mut fitting: Vec<&Known> = offices.iter().filter(|(_, office)| office.tasks.contains(&task)).collect();
    fitting.sort_by_key(|(_, office)| office.hours.on(day).is_empty());
    let said = |(id, office): &&Known| OfficeToGo { office: view(*id, office), open: open_on(&office.hours, day) };
    fitting.iter().map(said).collect()
}

/// What is done at an office for it; none where nobody has to go anywhere.
const fn task_for(need: Need) -> Option<OfficeTask> {
    match need {
        Need::MakeChipCard => Some(OfficeTask::Card),
        Need::EnrolLevel2 => Some(OfficeTask::Level2),
        Need::AskAccount | Need::InstallLevel1 | Need::WaitLevel1 | Need::ActivateLevel2 => Some(OfficeTask::AppHelp),
        Need::ShowUtilities | Need::GuardianAccount | Need::Nothing => None,
    }
}

/// Whether it is open on a day, and when next.
fn open_on(hours: &OpeningHours, day: NaiveDate) -> Words {
    match (hours.on(day), hours.next_after(day)) {
        ([], None) => Words::new(words::OFFICE_HOURS_UNKNOWN),
        ([], Some((next, then))) => {
            let said = Words::new(words::OFFICE_SHUT).with("day", clock::iso(day));
            said.with("next", clock::iso(next)).with("hours", day_text(then))
        }
        (today, Some(_) | None) => {
            Words::new(words::OFFICE_OPEN).with("day", clock::iso(day)).with("hours", day_text(today))
        }
    }
}

/// An office as it is shown.
pub(crate) fn view(id: AdviceId, office: &Office) -> OfficeView {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    OfficeView {
        id: id.0,
        name: office.name.as_str().to_owned(),
        address: text(office.address.as_ref().map(Address::as_str)),
        tasks: office.tasks.iter().copied().collect(),
        hours: office.hours.days().iter().map(|day| day_text(day)).collect(),
        hours_vi: week(&office.hours, Texts::of(Language::Vi)),
        hours_en: week(&office.hours, Texts::of(Language::En)),
        phone: text(office.phone.as_ref().map(Phone::as_str)),
        note: text(office.note.as_ref().map(Note::as_str)),
    }
}

/// `Thứ Hai–Thứ Sáu 7:30–11:30, 13:30–17:00; Thứ Bảy 8:00–11:00`
fn week(hours: &OpeningHours, texts: Texts) -> String {
    let name = |day: usize| words::WEEKDAYS.get(day).map(|key| texts.get(key, &[])).unwrap_or_default();
    let run = |run: &Run<'_>| match run.first == run.last {
        true => format!("{} {}", name(run.first), day_text(run.hours)),
        false => format!("{}–{} {}", name(run.first), name(run.last), day_text(run.hours)),
    };
    hours.runs().iter().map(run).collect::<Vec<_>>().join("; ")
}
