//! What 500 entries weigh, sealed and signed, beside the same evening as compact JSON (`assets/bench/reference_500.json`:
//! 250 new citizens and 250 assists, no digests, no signatures, nothing sealed).

use anyhow::{Context, Result, anyhow};
use app::Settings;
use chrono::NaiveDate;
use domain::citizen_number::CitizenNumber;
use domain::edit::Edit;
use domain::ids::{AssistId, CitizenId, SessionId, VillageId};
use domain::person::{Address, AgeBand, BirthDate, Note, PersonName, Phone, Sex};
use domain::record::{Assist, Citizen, Person};
use domain::service::{AccountState, DifficultyCode, Outcome, Service, UtilityNumber};
use serde::Deserialize;
use store::Store;
use store::commit::Author;
use uuid::Uuid;

use super::cost::{length, number};
use super::home::Home;
use super::{Figure, Goal, Scale};

const REFERENCE: &str = include_str!("../../../assets/bench/reference_500.json");
/// As many batches as there can be of a few hundred entries.
const BATCHES_MAX: u32 = 10_000;
/// Seconds between two saves of an evening, in milliseconds.
const PACE_MS: i64 = 40_000;

#[derive(Deserialize)]
struct Evening {
    citizens: Vec<CitizenText>,
    assists: Vec<AssistText>,
}

#[derive(Deserialize)]
struct CitizenText {
    id: Uuid,
    village: Uuid,
    name: String,
    number: Option<String>,
    birth: Option<String>,
    sex: Option<String>,
    phone: Option<String>,
    address: Option<String>,
}

#[derive(Deserialize)]
struct AssistText {
    id: Uuid,
    session: Uuid,
    citizen: Uuid,
    service: String,
    outcome: String,
    difficulties: Vec<String>,
    return_day: Option<NaiveDate>,
    utilities: Vec<u8>,
    age: String,
    state_before: String,
    sms_day: Option<NaiveDate>,
    ticket: Option<u32>,
    note: Option<String>,
}

/// Measures it.
///
/// # Errors
/// A reference that cannot be read, and whatever the store refuses.
pub(super) fn measure(_: Scale) -> Result<Vec<Figure>> {
    let home = Home::seeded(1, 0)?;
    let mut store = home.store()?;
    store.cut_batches()?;
    let before = store.frozen_head()?.map_or(0, |(seq, _)| seq);
    save(&mut store)?;
    store.cut_batches()?;
    let figure = Figure {
        name: "bytes: 500 entries sealed and signed, against compact JSON".to_owned(),
        ours: number(sealed_bytes(&store, before)?),
        reference: Some(length(REFERENCE.trim_end().len())),
        goal: Goal::Ratio(0.55),
    };
    Ok(vec![figure])
}

/// The bytes of this laptop's batches behind an entry.
///
/// # Errors
/// The store.
pub(super) fn sealed_bytes(store: &Store, after: u64) -> Result<u64> {
    let device = store.identity().context("the store has an identity")?.device;
    let batches = store.batches_from(device, after.saturating_add(1), BATCHES_MAX)?;
    Ok(batches.iter().map(|batch| u64::from(batch.bytes)).sum())
}

/// Each citizen of the evening with the assist.
///
/// # Errors
/// A reference that cannot be read.
pub(crate) fn evening() -> Result<Vec<(Citizen, Assist)>> {
    let evening: Evening = serde_json::from_str(REFERENCE)?;
    let pairs = evening.citizens.into_iter().zip(evening.assists);
    pairs.map(|(citizen, assist)| Ok((citizen_of(citizen)?, assist_of(assist)?))).collect()
}

/// Saves the evening, each citizen together with the assist, some time apart.
fn save(store: &mut Store) -> Result<()> {
    let member = store.members()?.first().map(|member| member.id);
    let author = Author { member, ..Author::default() };
    let Settings { now, fill, .. } = Settings::default();
    let mut now_ms = now();
    for (citizen, assist) in evening()? {
        let edits = [Edit::Citizen(citizen), Edit::Assist(assist)];
        now_ms = now_ms.saturating_add(PACE_MS);
        store.commit(author, &edits, now_ms, &mut |bytes| fill(bytes))?;
    }
    Ok(())
}

/// Parses a text if it is there.
fn parsed<T, E: std::fmt::Debug>(text: Option<String>, parse: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>> {
    text.map(|text| parse(&text).map_err(|error| anyhow!("{error:?}"))).transpose()
}

/// A choice by its key.
fn choice<T>(key: &str, of: impl Fn(&str) -> Option<T>) -> Result<T> {
    of(key).with_context(|| format!("{key} is no choice"))
}

fn citizen_of(text: CitizenText) -> Result<Citizen> {
    let person = Person {
        name: parsed(Some(text.name), PersonName::parse)?.context("a citizen has a name")?,
        number: parsed(text.number, CitizenNumber::parse)?,
        birth: parsed(text.birth, BirthDate::parse)?,
        sex: text.sex.map(|key| choice(&key, Sex::from_key)).transpose()?,
        phone: parsed(text.phone, Phone::parse)?,
        address: parsed(text.address, Address::parse)?,
    };
    Ok(Citizen { id: CitizenId(text.id), village: Some(VillageId(text.village)), unit: None, person: Some(person) })
}

fn assist_of(text: AssistText) -> Result<Assist> {
    let difficulty = |code: String| DifficultyCode::parse(&code).map_err(|error| anyhow!("{error:?}"));
    let utility = |number: u8| UtilityNumber::new(number).with_context(|| format!("{number} is no utility"));
    Ok(Assist {
        id: AssistId(text.id),
        session: SessionId(text.session),
        citizen: Some(CitizenId(text.citizen)),
        service: choice(&text.service, Service::from_key)?,
        outcome: choice(&text.outcome, Outcome::from_key)?,
        difficulties: text.difficulties.into_iter().map(difficulty).collect::<Result<_>>()?,
        return_day: text.return_day,
        utilities: text.utilities.into_iter().map(utility).collect::<Result<_>>()?,
        age: choice(&text.age, AgeBand::from_key)?,
        state_before: choice(&text.state_before, AccountState::from_key)?,
        sms_day: text.sms_day,
        ticket: text.ticket,
        note: parsed(text.note, Note::parse)?,
    })
}
