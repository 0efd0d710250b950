//! A person at the desk: what is known from record, roster and card, what was done before, what is needed now.

mod judge;
mod marks;
mod number;

use chrono::NaiveDate;
use domain::card::{Card, CardKind, CardWarning};
use domain::citizen_number::CitizenNumber;
use domain::ids::{CitizenId, SessionId};
use domain::person::{AgeBand, BirthDate, PersonName};
use domain::record::{Citizen, Person};
use domain::rules::ChipCard;
use domain::service::{AccountState, Service};
use store::rows::{self, AssistRow as Line, PersonCard, RosterRow};

use crate::names::Names;
use crate::state::Open;
use crate::view::Words;
use crate::view::desk::{
    CardSource, DoubtField, DoubtView, EarlierRow, PersonCardView, PersonForm, PersonKey, RosterView, SameService,
    TriageView,
};
use crate::view::draft::DraftForm;
use crate::{Error, clock, words};

pub(crate) use judge::{Known, judge};
pub(crate) use marks::marks;
pub(crate) use number::contradictions_of;

/// The day the rules are judged on, and the session it is the day of.
#[derive(Clone, Copy)]
pub(crate) struct Tonight {
    pub(crate) session: Option<SessionId>,
    pub(crate) day: NaiveDate,
    pub(crate) scope: Option<domain::record::RosterScope>,
    /// Everybody is made up here, so a made-up number is nothing to notice.
    practice: bool,
}

impl Tonight {
    /// The desk's session, or today where none is open.
    pub(crate) fn of(open: &Open, now_ms: i64) -> Result<Self, Error> {
        let at_desk = open.at_desk()?;
        Ok(Self {
            practice: open.identity.practice,
            session: at_desk.map(|it| it.session),
            day: at_desk.map_or_else(|| clock::day_of(now_ms), |it| it.day),
            scope: at_desk.and_then(|it| it.scope),
        })
    }
}

/// The list that a session's people stand on.
pub(crate) fn scope(session: &domain::record::Session) -> Option<domain::record::RosterScope> {
    let village = session.village.map(domain::record::RosterScope::Village);
    village.or(session.unit.map(domain::record::RosterScope::Unit))
}

/// A person as the desk shows them, from whatever is known.
pub(crate) fn person_card(
    open: &Open,
    found: &PersonCard,
    card: Option<&Card>,
    typed: PersonForm,
    tonight: Tonight,
) -> Result<PersonCardView, Error> {
    let person = form(found, card, typed);
    let known = Known::of(open, found, card.map_or(ChipCard::Unknown, |_| ChipCard::Has))?;
    let birth = BirthDate::parse(&person.birth).ok();
    let names = open.names()?;
    let earlier: Vec<EarlierRow> = found.assists.iter().map(|line| earlier(line, &names, tonight)).collect();
    Ok(PersonCardView {
        number_masked: masked(&person.number),
        source: source(found, card),
        roster: found.roster.as_ref().map(roster),
        doubts: card.map(|card| doubts_of(card, &person)).unwrap_or_default(),
        notices: notices(found, card, birth, &earlier, tonight),
        same_service: same_service(open, found, &earlier)?,
        triage: TriageView {
            contradictions: card.map_or_else(|| tonight.contradictions(&person), |_| Vec::new()),
            ..judge(&known, birth, tonight.day)?
        },
        earlier,
        person,
    })
}

/// Somebody half done, with what is known of them now: a card that was scanned then has been in the hand.
pub(crate) fn begun_card(open: &Open, draft: &DraftForm, tonight: Tonight) -> Result<PersonCardView, Error> {
    let found = met(open, draft)?;
    let view = person_card(open, &found, None, draft.person.clone(), tonight)?;
    let birth = BirthDate::parse(&view.person.birth).ok();
    let chip_card = match draft.source {
        CardSource::ChipCard | CardSource::IdentityCard => ChipCard::Has,
        CardSource::Record | CardSource::Roster | CardSource::Typed => ChipCard::Unknown,
    };
    // What the card said of its number stands among the notices already.
    let new = |it: &&Words| draft.notices.iter().all(|told| told.key != it.key);
    let contradictions = view.triage.contradictions.iter().filter(new).cloned().collect();
    let triage = TriageView { contradictions, ..judge(&Known::of(open, &found, chip_card)?, birth, tonight.day)? };
    let told = draft.notices.iter().filter(|it| view.notices.iter().all(|now| now.key != it.key)).cloned();
    let notices = view.notices.iter().cloned().chain(told).collect();
    Ok(PersonCardView { source: draft.source, triage, notices, doubts: draft.doubts.clone(), ..view })
}

/// Whom a draft is about, as known now. A line of a roster may have become another's since: the name must still be theirs.
fn met(open: &Open, draft: &DraftForm) -> Result<PersonCard, Error> {
    let known = known_as(open, &draft.person)?;
    let listed = match draft.key {
        Some(PersonKey::Roster(line)) if known.citizens.is_empty() && known.roster.is_none() => {
            open.store.person(rows::PersonKey::Roster(rows::RosterLine(line)))?
        }
        Some(PersonKey::Roster(_) | PersonKey::Citizen(_)) | None => None,
    };
    let same = |found: &PersonCard| {
        found.roster.as_ref().is_some_and(|row| row.person.person.name.as_str() == draft.person.name)
    };
    Ok(listed.filter(same).unwrap_or(known))
}

/// The person that a form is about, as far as known here.
pub(crate) fn known_as(open: &Open, person: &PersonForm) -> Result<PersonCard, Error> {
    let by_record = match person.citizen {
        Some(citizen) => open.store.person(rows::PersonKey::Citizen(CitizenId(citizen)))?,
        None => None,
    };
    match (by_record, CitizenNumber::parse(&person.number)) {
        (Some(found), _) => Ok(found),
        (None, Ok(number)) => Ok(open.store.person_by_number(&number)?),
        (None, Err(_)) => Ok(nobody()),
    }
}

/// Nothing is known.
pub(crate) fn nobody() -> PersonCard {
    PersonCard { citizens: Vec::new(), match_key: None, roster: None, assists: Vec::new() }
}

/// What is known, filled into a form: the record first, then the roster, then the card, then what was typed.
fn form(found: &PersonCard, card: Option<&Card>, typed: PersonForm) -> PersonForm {
    let record = found.citizens.first().map(|row| of_citizen(&row.record));
    let listed = found.roster.as_ref().map(of_roster);
    let scanned = card.map(|card| PersonForm { name: name_of(found, card), ..of_card(card) });
    // A card in the hand outweighs a list, a saved record outweighs the card: that difference is for a person to settle.
    let known = [record, scanned, listed, Some(typed)];
    known.into_iter().flatten().reduce(completed).unwrap_or_default()
}

/// The first form with what it lacks taken from the second.
fn completed(first: PersonForm, second: PersonForm) -> PersonForm {
    let text = |first: String, second: String| if first.is_empty() { second } else { first };
    PersonForm {
        citizen: first.citizen.or(second.citizen),
        name: text(first.name, second.name),
        number: text(first.number, second.number),
        birth: text(first.birth, second.birth),
        sex: first.sex.or(second.sex),
        phone: text(first.phone, second.phone),
        address: text(first.address, second.address),
        village: first.village.or(second.village),
        unit: first.unit.or(second.unit),
    }
}

fn of_citizen(citizen: &Citizen) -> PersonForm {
    let person = citizen.person.as_ref().map(of_person).unwrap_or_default();
    PersonForm {
        citizen: Some(citizen.id.0),
        village: citizen.village.map(|it| it.0),
        unit: citizen.unit.map(|it| it.0),
        ..person
    }
}

fn of_roster(row: &RosterRow) -> PersonForm {
    let (village, unit) = match row.scope {
        domain::record::RosterScope::Village(village) => (Some(village.0), None),
        domain::record::RosterScope::Unit(unit) => (None, Some(unit.0)),
    };
    PersonForm { village, unit, ..of_person(&row.person.person) }
}

fn of_person(person: &Person) -> PersonForm {
    PersonForm {
        name: person.name.as_str().to_owned(),
        number: person.number.map(|it| it.as_str().to_owned()).unwrap_or_default(),
        birth: person.birth.map(BirthDate::to_iso).unwrap_or_default(),
        sex: person.sex,
        phone: person.phone.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default(),
        address: person.address.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default(),
        ..PersonForm::default()
    }
}

/// The card's name; where a scanner left several, the one on record or on the roster if it is one of them.
fn name_of(found: &PersonCard, card: &Card) -> String {
    let listed = known_names(found).find(|name| card.name_read.doubts() > 0 && card.name_read.may_be(name.as_str()));
    listed.map_or_else(|| of_card(card).name, |name| name.as_str().to_owned())
}

fn known_names(found: &PersonCard) -> impl Iterator<Item = &PersonName> {
    let saved = found.citizens.iter().filter_map(|row| row.record.person.as_ref());
    let listed = found.roster.iter().map(|row| &row.person.person);
    saved.chain(listed).map(|person| &person.name)
}

/// What of a card is uncertain and stands in the form all the same.
pub(crate) fn doubts_of(card: &Card, person: &PersonForm) -> Vec<DoubtView> {
    let fields =
        [(DoubtField::Name, &card.name_read, &person.name), (DoubtField::Address, &card.address_read, &person.address)];
    let open = fields.into_iter().filter(|(_, read, text)| read.doubts() > 0 && read.text() == **text);
    open.map(|(field, read, _)| DoubtView { field, pieces: read.pieces().to_vec() }).collect()
}

/// What a card holds; a name in capitals is put into ordinary letters, unless letters of it must still be chosen.
pub(crate) fn of_card(card: &Card) -> PersonForm {
    let name = card.name.title_case().filter(|_| card.name_read.doubts() == 0);
    PersonForm {
        name: name.as_ref().unwrap_or(&card.name).as_str().to_owned(),
        number: card.number.as_str().to_owned(),
        birth: card.birth.to_iso(),
        sex: Some(card.sex),
        address: card.address.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default(),
        ..PersonForm::default()
    }
}

fn source(found: &PersonCard, card: Option<&Card>) -> CardSource {
    match (card.map(|card| card.kind), found.citizens.is_empty(), &found.roster) {
        (Some(CardKind::Chip), ..) => CardSource::ChipCard,
        (Some(CardKind::CanCuoc), ..) => CardSource::IdentityCard,
        (None, false, _) => CardSource::Record,
        (None, true, Some(_)) => CardSource::Roster,
        (None, true, None) => CardSource::Typed,
    }
}

fn roster(row: &RosterRow) -> RosterView {
    RosterView { day: clock::iso(row.day), state: row.person.state, sms_day: row.person.sms_day.map(clock::iso) }
}

fn earlier(line: &Line, names: &Names, tonight: Tonight) -> EarlierRow {
    let (record, origin) = (&line.row.record, &line.row.origin);
    EarlierRow {
        id: record.id.0,
        at: clock::instant(origin.stamp.wall_ms),
        device_label: names.device(origin.device),
        member_name: names.member(origin.member),
        service: record.service,
        outcome: record.outcome,
        voided: line.row.voided.is_some(),
        tonight: Some(record.session) == tonight.session,
    }
}

fn notices(
    found: &PersonCard,
    card: Option<&Card>,
    birth: Option<BirthDate>,
    earlier: &[EarlierRow],
    tonight: Tonight,
) -> Vec<Words> {
    let mut notices = Vec::new();
    notices.extend(helped_tonight(found, earlier));
    notices.extend(card.into_iter().flat_map(|card| differences(found, card)));
    let settled = |card: &Card| card.name_read.doubts() > 0 && name_of(found, card) != of_card(card).name;
    let settled = card.is_some_and(settled);
    let expected = |it: &CardWarning| {
        (tonight.practice && *it == CardWarning::SampleNumber) || (settled && *it == CardWarning::NameUnsure)
    };
    let warnings = card.into_iter().flat_map(|card| card.warnings.iter().filter(|it| !expected(it)));
    notices.extend(warnings.map(|it| Words::new(it.key())));
    if AgeBand::of(birth, tonight.day) == AgeBand::Under14 {
        notices.push(Words::new(words::CHILD));
    }
    if found.citizens.iter().any(|row| row.conflict) {
        notices.push(Words::new(words::RECORD_CONFLICT));
    }
    notices
}

fn helped_tonight(found: &PersonCard, earlier: &[EarlierRow]) -> Option<Words> {
    let (line, row) = found.assists.iter().zip(earlier).find(|(_, row)| row.tonight && !row.voided)?;
    let time = clock::time_of_day(line.row.origin.stamp.wall_ms);
    let told = Words::new(words::HELPED_TONIGHT).with("time", time).with("device", &row.device_label);
    Some(told.with("member", &row.member_name))
}

/// For each service what of it this person had before: tonight whatever came of it, at an earlier session where it was done. On
/// whichever laptop; the newest is told. Somebody who was only to come back is expected again.
fn same_service(open: &Open, found: &PersonCard, earlier: &[EarlierRow]) -> Result<Vec<SameService>, Error> {
    let counting = || found.assists.iter().zip(earlier).filter(|(_, row)| !row.voided);
    let mut told = Vec::new();
    for service in Service::ALL.iter().copied() {
        let same = |(_, row): &(&Line, &EarlierRow)| row.service == service && (row.tonight || row.outcome.is_done());
        if let Some((line, row)) = counting().find(same) {
            told.push(SameService { service, words: had(open, line, row)? });
        }
    }
    Ok(told)
}

/// Who gave a service, when, and on which laptop.
fn had(open: &Open, line: &Line, row: &EarlierRow) -> Result<Words, Error> {
    let at_ms = line.row.origin.stamp.wall_ms;
    let words = match row.tonight {
        true => Words::new(words::SAME_SERVICE_TONIGHT).with("time", clock::time_of_day(at_ms)),
        false => {
            let session = open.store.session(line.row.record.session)?;
            let day = session.map_or_else(|| clock::day_of(at_ms), |session| session.row.record.day);
            Words::new(words::SAME_SERVICE_BEFORE).with("day", clock::iso(day))
        }
    };
    Ok(words.with("member", &row.member_name).with("device", &row.device_label))
}

/// Where the card says something else than what is saved: told, never overwritten.
fn differences(found: &PersonCard, card: &Card) -> Vec<Words> {
    let saved = found.citizens.first().and_then(|row| row.record.person.as_ref());
    let listed = found.roster.as_ref().map(|row| &row.person.person);
    let same_name = |person: &Person| {
        let read = person.name == card.name || card.name_read.may_be(person.name.as_str());
        read || Some(&person.name) == card.name.title_case().as_ref()
    };
    let name = saved.is_some_and(|person| !same_name(person));
    let birth = saved.and_then(|person| person.birth).is_some_and(|birth| birth != card.birth);
    let listed = saved.is_none() && listed.is_some_and(|person| !same_name(person));
    let told = [(name, words::NAME_DIFFERS), (birth, words::BIRTH_DIFFERS), (listed, words::ROSTER_NAME_DIFFERS)];
    told.into_iter().filter(|(there, _)| *there).map(|(_, key)| Words::new(key)).collect()
}

fn masked(number: &str) -> String {
    CitizenNumber::parse(number).map(|it| it.masked()).unwrap_or_default()
}

/// The account of somebody found by search, as far as a line can say it.
pub(crate) fn state_of(hit: &store::rows::PersonHit) -> AccountState {
    let before = hit
        .last
        .map_or(AccountState::Unknown, |last| domain::triage::reached(last.service, last.outcome, last.state_before));
    hit.roster_state.unwrap_or(AccountState::Unknown).max(before)
}
