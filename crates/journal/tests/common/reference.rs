//! The evening of `assets/bench/reference_500.json`: 250 new citizens and 250 assists, as compact JSON and as edits.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::citizen_number::CitizenNumber;
use domain::edit::Edit;
use domain::ids::{AssistId, CitizenId, SessionId, VillageId};
use domain::person::{Address, AgeBand, BirthDate, Note, PersonName, Phone, Sex};
use domain::record::{Assist, Citizen, Person};
use domain::service::{AccountState, DifficultyCode, Outcome, Service, UtilityNumber};
use domain::synthetic::{SyntheticPerson, synthetic_people};
use serde_json::{Value, json};
use uuid::Uuid;

const PEOPLE: usize = 250;
const VILLAGES: u16 = 6;

/// Where the reference lies.
pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/bench/reference_500.json")
}

/// The edits that the reference's JSON says, each assist after its citizen.
pub fn edits(json: &Value) -> Vec<Edit> {
    let (citizens, assists) = (json["citizens"].as_array().unwrap(), json["assists"].as_array().unwrap());
    let both = citizens.iter().zip(assists);
    both.flat_map(|(citizen, assist)| [Edit::Citizen(citizen_of(citizen)), Edit::Assist(assist_of(assist))]).collect()
}

/// The text under a name, if it is not null.
fn text<'j>(json: &'j Value, name: &str) -> Option<&'j str> {
    json[name].as_str()
}

fn id(json: &Value, name: &str) -> [u8; 16] {
    *text(json, name).unwrap().parse::<Uuid>().unwrap().as_bytes()
}

fn day(json: &Value, name: &str) -> Option<NaiveDate> {
    text(json, name).map(|text| text.parse().unwrap())
}

fn citizen_of(json: &Value) -> Citizen {
    let person = Person {
        name: PersonName::parse(text(json, "name").unwrap()).unwrap(),
        number: text(json, "number").map(|text| CitizenNumber::parse(text).unwrap()),
        birth: text(json, "birth").map(|text| BirthDate::parse(text).unwrap()),
        sex: text(json, "sex").map(|key| Sex::from_key(key).unwrap()),
        phone: text(json, "phone").map(|text| Phone::parse(text).unwrap()),
        address: text(json, "address").map(|text| Address::parse(text).unwrap()),
    };
    Citizen {
        id: CitizenId::from_bytes(id(json, "id")),
        village: Some(VillageId::from_bytes(id(json, "village"))),
        unit: None,
        person: Some(person),
    }
}

fn assist_of(json: &Value) -> Assist {
    let list = |name: &str| json[name].as_array().unwrap().clone();
    let difficulties = list("difficulties").into_iter().map(|it| DifficultyCode::parse(it.as_str().unwrap()).unwrap());
    let utility = |it: Value| UtilityNumber::new(it.as_u64().unwrap().try_into().unwrap()).unwrap();
    Assist {
        id: AssistId::from_bytes(id(json, "id")),
        session: SessionId::from_bytes(id(json, "session")),
        citizen: Some(CitizenId::from_bytes(id(json, "citizen"))),
        service: Service::from_key(text(json, "service").unwrap()).unwrap(),
        outcome: Outcome::from_key(text(json, "outcome").unwrap()).unwrap(),
        difficulties: difficulties.collect(),
        return_day: day(json, "return_day"),
        utilities: list("utilities").into_iter().map(utility).collect(),
        age: AgeBand::from_key(text(json, "age").unwrap()).unwrap(),
        state_before: AccountState::from_key(text(json, "state_before").unwrap()).unwrap(),
        sms_day: day(json, "sms_day"),
        ticket: json["ticket"].as_u64().map(|ticket| ticket.try_into().unwrap()),
        note: text(json, "note").map(|text| Note::parse(text).unwrap()),
    }
}

/// Makes the reference; its file is written once and then kept.
pub fn make() -> Value {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let people: Vec<SyntheticPerson> = synthetic_people(500, today, VILLAGES).take(PEOPLE).collect();
    let citizens: Vec<Value> = people.iter().enumerate().map(|(n, person)| citizen_json(n, person)).collect();
    let assists: Vec<Value> = people.iter().enumerate().map(|(n, person)| assist_json(n, person, today)).collect();
    json!({ "citizens": citizens, "assists": assists })
}

/// A random identity, the same in every run.
fn uuid(kind: &str, n: usize) -> Uuid {
    let digest = blake3::hash(format!("{kind} {n}").as_bytes());
    uuid::Builder::from_random_bytes(*digest.as_bytes().first_chunk().unwrap()).into_uuid()
}

fn citizen_json(n: usize, person: &SyntheticPerson) -> Value {
    json!({
        "id": uuid("citizen", n),
        "village": uuid("village", person.village.into()),
        "unit": null,
        "name": person.name.as_str(),
        "number": person.number.as_str(),
        "birth": person.birth.to_iso(),
        "sex": person.sex.key(),
        "phone": person.phone.as_ref().map(Phone::as_str),
        "address": person.address.as_str(),
    })
}

fn assist_json(n: usize, person: &SyntheticPerson, today: NaiveDate) -> Value {
    let come_back = n % 10 < 3;
    let outcome = match n % 10 {
        0..=2 => Outcome::ComeBack,
        3 => Outcome::AlreadyActive,
        4 if n % 50 == 4 => Outcome::Refused,
        _ => Outcome::Done,
    };
    let service = if n.is_multiple_of(4) { Service::UtilitiesShown } else { Service::Level2Activation };
    let utilities: &[u8] = if n.is_multiple_of(4) { &[3, 7, 12] } else { &[] };
    let note = n.is_multiple_of(8).then_some(["Máy hết pin, tối mai quay lại", "Con trai giữ điện thoại"][n / 8 % 2]);
    json!({
        "id": uuid("assist", n),
        "session": uuid("session", 0),
        "citizen": uuid("citizen", n),
        "service": service.key(),
        "outcome": outcome.key(),
        "difficulties": if come_back { vec![["SIM-01", "OTP-01"][n % 2]] } else { vec![] },
        "return_day": come_back.then(|| today + chrono::Days::new(7)),
        "utilities": utilities,
        "age": AgeBand::of(Some(person.birth), today).key(),
        "state_before": person.account_state.key(),
        "sms_day": person.sms_day,
        "ticket": n + 1,
        "note": note,
    })
}
