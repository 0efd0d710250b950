//! Forms filled from arguments.

use app::view::desk::{AssistForm, PersonCardView, PersonForm};
use app::view::people::{AssistView, CorrectAssistForm, CorrectPersonForm};
use app::view::session::{OpenSessionForm, OutreachForm};
use app::view::start::{CommuneView, MemberForm, SetUpForm, UnitForm};
use app::{App, Code, Error};
use uuid::Uuid;

use crate::args::{CorrectAssist, CorrectPerson, LogAssist, OpenSession, Outreach, SetUp};
use crate::input;

pub fn set_up(words: SetUp, pin: String) -> Result<SetUpForm, Error> {
    Ok(SetUpForm {
        commune_name: words.name,
        villages: words.villages,
        units: words.units.iter().map(|text| unit(text)).collect::<Result<_, _>>()?,
        members: words.members.iter().map(|text| member(text)).collect::<Result<_, _>>()?,
        pin,
    })
}

fn unit(text: &str) -> Result<UnitForm, Error> {
    let [name, kind] = input::parts("unit", text)?;
    Ok(UnitForm { name, kind: input::choice("unit", &kind)? })
}

pub fn member(text: &str) -> Result<MemberForm, Error> {
    let [name, role, force] = input::parts("member", text)?;
    Ok(MemberForm { name, role: input::choice("role", &role)?, force: input::choice("force", &force)? })
}

pub fn open_session(words: OpenSession, commune: &CommuneView) -> Result<OpenSessionForm, Error> {
    let everybody = || commune.members.iter().map(|member| member.id).collect();
    Ok(OpenSessionForm {
        village: words.village.map(|name| village(commune, &name)).transpose()?,
        unit: words.unit.map(|name| unit_named(commune, &name)).transpose()?,
        place: words.place,
        day: words.day.unwrap_or_else(app::today),
        members: if words.helpers.is_empty() { everybody() } else { words.helpers },
        first_ticket: words.first_ticket,
    })
}

pub fn village(commune: &CommuneView, name: &str) -> Result<Uuid, Error> {
    let found = commune.villages.iter().find(|village| village.name == name).map(|village| village.id);
    found.ok_or_else(|| Error::new(Code::NotFound).with("field", "village"))
}

fn unit_named(commune: &CommuneView, name: &str) -> Result<Uuid, Error> {
    let found = commune.units.iter().find(|unit| unit.name == name).map(|unit| unit.id);
    found.ok_or_else(|| Error::new(Code::NotFound).with("field", "unit"))
}

pub fn outreach(words: Outreach, commune: &CommuneView, session: Option<Uuid>) -> Result<OutreachForm, Error> {
    Ok(OutreachForm {
        session,
        village: words.village.map(|name| village(commune, &name)).transpose()?,
        unit: None,
        day: app::today(),
        kind: input::choice("kind", &words.kind)?,
        heads: words.heads,
        topic: words.topic,
    })
}

/// The assist to save: what triage proposes stays where the arguments say nothing.
pub fn assist(words: LogAssist, session: Uuid, card: PersonCardView) -> Result<AssistForm, Error> {
    let service = words.service.map(|key| input::choice("service", &key)).transpose()?;
    let unsure = !card.doubts.is_empty() && words.name.is_none();
    Ok(AssistForm {
        assist: None,
        session,
        unsure,
        person: person(card.person, words.name, words.number, words.birth, words.phone, None),
        service: service.unwrap_or(card.triage.service),
        outcome: input::choice("outcome", &words.outcome)?,
        difficulties: words.difficulties,
        return_day: words.return_day,
        utilities: words.utilities,
        state_before: card.triage.state,
        sms_day: card.roster.and_then(|roster| roster.sms_day),
        ticket: words.ticket,
        note: words.note,
    })
}

fn person(
    mut form: PersonForm,
    name: Option<String>,
    number: Option<String>,
    birth: Option<String>,
    phone: Option<String>,
    address: Option<String>,
) -> PersonForm {
    let given = [
        (&mut form.name, name),
        (&mut form.number, number),
        (&mut form.birth, birth),
        (&mut form.phone, phone),
        (&mut form.address, address),
    ];
    for (field, value) in given {
        if let Some(value) = value {
            *field = value;
        }
    }
    form
}

pub fn correct_assist(words: CorrectAssist, now: &AssistView) -> Result<CorrectAssistForm, Error> {
    let service = words.service.map(|key| input::choice("service", &key)).transpose()?;
    let outcome = words.outcome.map(|key| input::choice("outcome", &key)).transpose()?;
    let return_day = match words.return_day {
        Some(day) => Some(day).filter(|day| !day.is_empty()),
        None => now.row.return_day.clone(),
    };
    Ok(CorrectAssistForm {
        assist: words.assist,
        service: service.unwrap_or(now.row.service),
        outcome: outcome.unwrap_or(now.row.outcome),
        difficulties: words.difficulties.unwrap_or_else(|| now.row.difficulties.clone()),
        return_day,
        utilities: words.utilities.unwrap_or_else(|| now.utilities.clone()),
        note: words.note.unwrap_or_else(|| now.note.clone().unwrap_or_default()),
        reason: words.reason,
    })
}

pub fn correct_person(words: CorrectPerson, app: &App) -> Result<CorrectPersonForm, Error> {
    let now = app.person(words.citizen)?.card.person;
    let form = person(now, words.name, words.number, words.birth, words.phone, words.address);
    Ok(CorrectPersonForm { person: form, reason: words.reason })
}
